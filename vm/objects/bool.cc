// SPDX-License-Identifier: MIT
//
// The type bool: int but for its text and its logic, and the start of the number types.
#include "vm/eval/operations.h"
#include "vm/objects/complex.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

Ref bool_repr(Thread& thread, Value self) {
  return make_str(thread, self.is_true() ? "True" : "False");
}

/// Two bools give a bool; anything else is int's business.
template <BinaryOp operation>
Ref logic(Thread& thread, Value left, Value right) {
  if (!left.is_bool() || !right.is_bool()) {
    return thread.types().integer->slots.binary[static_cast<int>(operation)](thread, left, right);
  }
  const bool a = left.is_true();
  const bool b = right.is_true();
  if (operation == BinaryOp::bit_and) return Ref::boolean(a && b);
  if (operation == BinaryOp::bit_or) return Ref::boolean(a || b);
  return Ref::boolean(a != b);
}

Ref bool_new(Thread& thread, Type*, Arguments arguments) {
  if (!refuse_keywords(thread, "bool", arguments)) return Ref::error();
  if (arguments.positional_count > 1) {
    return thread.type_error("bool expected at most 1 argument, got {}",
                             arguments.positional_count);
  }
  if (arguments.positional_count == 0) return Ref::boolean(false);
  const Truth truth = is_true(thread, arguments[0]);
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::yes);
}

}  // namespace

void initialise_boolean_type(Instance& instance) {
  Slots& slots = instance.types.boolean->slots;
  slots.repr = bool_repr;
  slots.new_instance = bool_new;
  slots.binary[static_cast<int>(BinaryOp::bit_and)] = logic<BinaryOp::bit_and>;
  slots.binary[static_cast<int>(BinaryOp::bit_or)] = logic<BinaryOp::bit_or>;
  slots.binary[static_cast<int>(BinaryOp::bit_xor)] = logic<BinaryOp::bit_xor>;
}

void initialise_number_types(Instance& instance) {
  initialise_integer_type(instance);
  initialise_boolean_type(instance);
  initialise_floating_type(instance);
  initialise_complex_type(instance);
}

}  // namespace gilsim::vm
