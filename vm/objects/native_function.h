// SPDX-License-Identifier: MIT
//
// What descriptors and slots need to know of native functions beyond function.h.
#pragma once

#include "vm/objects/function.h"

#include <string>

namespace gilsim::vm {

/// A native bound to an object: the descriptor's function with `self` as first argument.
Ref bind_native_method(Thread& thread, const NativeFunctionObject* descriptor, Value self);
/// "list.append", "len".
std::string qualified_name_of(const NativeFunctionObject* function);

void native_function_dealloc(Heap& heap, Object* object);
void native_function_traverse(Object* object, Visit visit, void* context);
void native_function_clear(Heap& heap, Object* object);

// The parts of initialise_function_types.
void initialise_native_function_types(Instance& instance);
void initialise_function_type(Instance& instance);
void initialise_method_types(Instance& instance);
void initialise_descriptor_types(Instance& instance);
void initialise_property_types(Instance& instance);
void initialise_super_type(Instance& instance);
void initialise_cell_type(Instance& instance);
void initialise_code_type(Instance& instance);
void initialise_singleton_types(Instance& instance);
void initialise_object_type(Instance& instance);
void initialise_type_type(Instance& instance);
void initialise_generic_alias_type(Instance& instance);
void initialise_simple_namespace_type(Instance& instance);

}  // namespace gilsim::vm
