// SPDX-License-Identifier: MIT
//
// How the families of built-in exception classes take their arguments and show themselves: the
// slots that exception_types.cc hangs on the classes.
#pragma once

#include "vm/objects/exception.h"

namespace gilsim::vm {

Ref base_exception_new(Thread& thread, Type* cls, Arguments arguments);
Ref os_error_new(Thread& thread, Type* cls, Arguments arguments);
Ref exception_group_new(Thread& thread, Type* cls, Arguments arguments);

bool base_exception_init(Thread& thread, Value self, Arguments arguments);
bool value_exception_init(Thread& thread, Value self,
                          Arguments arguments);  // StopIteration, SystemExit
bool import_error_init(Thread& thread, Value self, Arguments arguments);
bool name_error_init(Thread& thread, Value self, Arguments arguments);
bool attribute_error_init(Thread& thread, Value self, Arguments arguments);
bool os_error_init(Thread& thread, Value self, Arguments arguments);
bool syntax_error_init(Thread& thread, Value self, Arguments arguments);
bool unicode_decode_error_init(Thread& thread, Value self, Arguments arguments);
bool unicode_encode_error_init(Thread& thread, Value self, Arguments arguments);
bool unicode_translate_error_init(Thread& thread, Value self, Arguments arguments);

Ref base_exception_repr(Thread& thread, Value self);
Ref base_exception_str(Thread& thread, Value self);
Ref key_error_str(Thread& thread, Value self);
Ref import_error_str(Thread& thread, Value self);
Ref os_error_str(Thread& thread, Value self);
Ref syntax_error_str(Thread& thread, Value self);
Ref unicode_decode_error_str(Thread& thread, Value self);
Ref unicode_encode_error_str(Thread& thread, Value self);
Ref unicode_translate_error_str(Thread& thread, Value self);
Ref exception_group_str(Thread& thread, Value self);

void exception_dealloc(Heap& heap, Object* object);
void exception_traverse(Object* object, Visit visit, void* context);
void exception_clear(Heap& heap, Object* object);

}  // namespace gilsim::vm
