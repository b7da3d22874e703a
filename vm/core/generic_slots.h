// SPDX-License-Identifier: MIT
//
// The slot functions of classes written in Python: each looks its special method up on the type and
// calls it. Installed by slots.cc only.
#pragma once

#include "vm/core/slots.h"

namespace gilsim::vm {

Ref generic_repr(Thread&, Value self);
Ref generic_str(Thread&, Value self);
bool generic_hash(Thread&, Value self, std::int64_t& hash);
Ref generic_call(Thread&, Value self, Arguments);
Ref generic_compare(Thread&, Value self, Value other, CompareOp);
/// `__getattribute__`, then `__getattr__` if that raised AttributeError.
Ref generic_attribute_of(Thread&, Value self, Str* name);
bool generic_set_attribute_of(Thread&, Value self, Str* name, Value value);
Ref generic_iter(Thread&, Value self);
Ref generic_next(Thread&, Value self);
Truth generic_truth(Thread&, Value self);
bool generic_length(Thread&, Value self, std::int64_t& length);
Ref generic_get_item(Thread&, Value self, Value key);
bool generic_set_item(Thread&, Value self, Value key, Value value);
Truth generic_contains(Thread&, Value self, Value item);
Ref generic_descriptor_get(Thread&, Value self, Value instance_or_undefined, Type* owner);
bool generic_descriptor_set(Thread&, Value self, Value instance, Value value_or_undefined);
Ref generic_new_instance(Thread&, Type* cls, Arguments);
bool generic_init(Thread&, Value self, Arguments);
void generic_finalize(Thread&, Value self);

/// Calls a special method that must be there (its slot is set only then).
Ref call_required(Thread&, Value self, Str* name, std::span<const Value> arguments = {});

template <Str* WellKnownNames::*name>
Ref generic_unary(Thread& thread, Value self) {
  return call_required(thread, self, thread.names().*name);
}

/// CPython's rule: the left operand's method first, unless the right operand's type is a subclass
/// that overrides the reflected one. `slot` is the generic function itself, by which a type's use
/// of it is known.
Ref generic_binary_of(Thread&, BinaryOp, BinarySlot slot, Value left, Value right);
Ref generic_in_place_of(Thread&, BinaryOp, Value left, Value right);

template <BinaryOp op>
Ref generic_binary(Thread& thread, Value left, Value right) {
  return generic_binary_of(thread, op, generic_binary<op>, left, right);
}
template <BinaryOp op>
Ref generic_in_place(Thread& thread, Value left, Value right) {
  return generic_in_place_of(thread, op, left, right);
}

}  // namespace gilsim::vm
