// SPDX-License-Identifier: MIT
//
// Operators, comparison, containers and conversions on any values: look the slot up, call it, and
// say what CPython says when there is none. Attributes: attributes.cc; calls: call.cc.
#include "vm/eval/operations.h"

#include "vm/bytecode/opcodes.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/generic_alias.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <array>

namespace gilsim::vm {

namespace {

Ref unsupported(Thread& thread, BinaryOp op, bool in_place, Value left, Value right) {
  const std::string_view text =
      binary_operation_text(static_cast<std::int32_t>(op) + (in_place ? kInPlace : 0));
  if (op == BinaryOp::power && !in_place) {
    return thread.type_error("unsupported operand type(s) for ** or pow(): '{}' and '{}'",
                             type_name(thread, left), type_name(thread, right));
  }
  return thread.type_error("unsupported operand type(s) for {}: '{}' and '{}'", text,
                           type_name(thread, left), type_name(thread, right));
}

/// left.slot(right), then right.slot: CPython's binary_op1. NotImplemented if neither can.
Ref try_binary(Thread& thread, BinaryOp op, Value left, Value right) {
  const auto index = static_cast<std::size_t>(op);
  Type* left_type = type_of(thread, left);
  Type* right_type = type_of(thread, right);
  const BinarySlot left_slot = left_type->slots.binary[index];
  BinarySlot right_slot = left_type == right_type ? nullptr : right_type->slots.binary[index];
  if (right_slot == left_slot) right_slot = nullptr;
  if (left_slot != nullptr) {
    if (right_slot != nullptr && right_type->is_subtype_of(left_type)) {
      Ref result = right_slot(thread, left, right);
      if (!result.is_not_implemented()) return result;
      right_slot = nullptr;
    }
    Ref result = left_slot(thread, left, right);
    if (!result.is_not_implemented()) return result;
  }
  return right_slot == nullptr ? Ref::not_implemented() : right_slot(thread, left, right);
}

/// CPython tells str + int in the words of str: its `+` is a sequence's, not a number's.
Ref concatenation_error(Thread& thread, Value left, Value right) {
  for (const Layout layout : {Layout::str, Layout::list, Layout::tuple}) {
    if (!has_layout(left, layout)) continue;
    const std::string_view name = layout == Layout::str    ? "str"
                                  : layout == Layout::list ? "list"
                                                           : "tuple";
    return thread.type_error("can only concatenate {} (not \"{}\") to {}", name,
                             type_name(thread, right), name);
  }
  return Ref::undefined();
}

/// The same for sequence * non-integer.
Ref repetition_error(Thread& thread, Value left, Value right) {
  const auto is_sequence = [](Value value) {
    return is_str(value) || is_list(value) || is_tuple(value) || has_layout(value, Layout::bytes) ||
           has_layout(value, Layout::bytearray);
  };
  const Value other = is_sequence(left) ? right : left;
  if (!is_sequence(left) && !is_sequence(right)) return Ref::undefined();
  return thread.type_error("can't multiply sequence by non-int of type '{}'",
                           type_name(thread, other));
}

Ref refuse(Thread& thread, BinaryOp op, bool in_place, Value left, Value right) {
  if (op == BinaryOp::add) {
    Ref error = concatenation_error(thread, left, right);
    if (error.is_error()) return error;
  }
  if (op == BinaryOp::multiply) {
    Ref error = repetition_error(thread, left, right);
    if (error.is_error()) return error;
  }
  return unsupported(thread, op, in_place, left, right);
}

}  // namespace

// --- operators ---

Ref binary_operation(Thread& thread, BinaryOp op, Value left, Value right) {
  Ref result = try_binary(thread, op, left, right);
  return result.is_not_implemented() ? refuse(thread, op, false, left, right) : std::move(result);
}

Ref in_place_operation(Thread& thread, BinaryOp op, Value left, Value right) {
  const BinarySlot slot = type_of(thread, left)->slots.in_place[static_cast<std::size_t>(op)];
  if (slot != nullptr) {
    Ref result = slot(thread, left, right);
    if (!result.is_not_implemented()) return result;
  }
  Ref result = try_binary(thread, op, left, right);
  return result.is_not_implemented() ? refuse(thread, op, true, left, right) : std::move(result);
}

namespace {

Ref unary(Thread& thread, Value value, UnarySlot Slots::*slot, const char* symbol) {
  const UnarySlot function = type_of(thread, value)->slots.*slot;
  if (function != nullptr) return function(thread, value);
  return thread.type_error("bad operand type for unary {}: '{}'", symbol, type_name(thread, value));
}

}  // namespace

Ref negative(Thread& thread, Value value) { return unary(thread, value, &Slots::negative, "-"); }
Ref positive(Thread& thread, Value value) { return unary(thread, value, &Slots::positive, "+"); }
Ref invert(Thread& thread, Value value) { return unary(thread, value, &Slots::invert, "~"); }

namespace {

constexpr CompareOp kReflected[] = {CompareOp::greater, CompareOp::greater_equal,
                                    CompareOp::equal,   CompareOp::not_equal,
                                    CompareOp::less,    CompareOp::less_equal};

Ref compare_slots(Thread& thread, Value left, Value right, CompareOp op) {
  const Type* left_type = type_of(thread, left);
  const Type* right_type = type_of(thread, right);
  const CompareOp reflected = kReflected[static_cast<std::size_t>(op)];
  bool tried_right = false;
  if (left_type != right_type && right_type->is_subtype_of(left_type) &&
      right_type->slots.compare != nullptr) {
    tried_right = true;
    Ref result = right_type->slots.compare(thread, right, left, reflected);
    if (!result.is_not_implemented()) return result;
  }
  if (left_type->slots.compare != nullptr) {
    Ref result = left_type->slots.compare(thread, left, right, op);
    if (!result.is_not_implemented()) return result;
  }
  if (!tried_right && right_type->slots.compare != nullptr) {
    Ref result = right_type->slots.compare(thread, right, left, reflected);
    if (!result.is_not_implemented()) return result;
  }
  if (op == CompareOp::equal) return Ref::boolean(left == right);
  if (op == CompareOp::not_equal) return Ref::boolean(!(left == right));
  return thread.type_error("'{}' not supported between instances of '{}' and '{}'",
                           compare_text(static_cast<std::int32_t>(op)), type_name(thread, left),
                           type_name(thread, right));
}

}  // namespace

Ref compare(Thread& thread, Value left, Value right, CompareOp op) {
  RecursionGuard guard(thread, " in comparison");
  if (!guard) return Ref::error();
  return compare_slots(thread, left, right, op);
}

Truth compare_truth(Thread& thread, Value left, Value right, CompareOp op) {
  const Ref result = compare(thread, left, right, op);
  if (result.is_error()) return Truth::error;
  return is_true(thread, result);
}

Truth equals(Thread& thread, Value left, Value right) {
  if (left == right) return Truth::yes;
  if (left.is_small_int() && right.is_small_int()) return Truth::no;
  if (is_exact_str(left) && is_exact_str(right)) {
    return truth_of(equal_text(cast<Str>(left), cast<Str>(right)));
  }
  return compare_truth(thread, left, right, CompareOp::equal);
}

Truth is_true(Thread& thread, Value value) {
  if (value.is_bool()) return truth_of(value.is_true());
  if (value.is_none()) return Truth::no;
  if (value.is_small_int()) return truth_of(value.as_small_int() != 0);
  const Slots& slots = type_of(thread, value)->slots;
  if (slots.truth != nullptr) return slots.truth(thread, value);
  if (slots.length == nullptr) return Truth::yes;
  std::int64_t count = 0;
  if (!slots.length(thread, value, count)) return Truth::error;
  return truth_of(count != 0);
}

bool hash(Thread& thread, Value value, std::int64_t& out) {
  if (is_exact_str(value)) {
    out = hash_of(cast<Str>(value));
    return true;
  }
  const auto slot = type_of(thread, value)->slots.hash;
  if (slot != nullptr) return slot(thread, value, out);
  thread.type_error("unhashable type: '{}'", type_name(thread, value)).reset();
  return false;
}

// --- conversions ---

namespace {

Ref checked_text(Thread& thread, Ref text, const char* method) {
  if (text.is_error() || is_str(text)) return text;
  return thread.type_error("{} returned non-string (type {})", method, type_name(thread, text));
}

}  // namespace

Ref repr(Thread& thread, Value value) {
  RecursionGuard guard(thread, " while getting the repr of an object");
  if (!guard) return Ref::error();
  return checked_text(thread, type_of(thread, value)->slots.repr(thread, value), "__repr__");
}

Ref to_str(Thread& thread, Value value) {
  if (is_exact_str(value)) return Ref::share(value);
  RecursionGuard guard(thread, " while getting the str of an object");
  if (!guard) return Ref::error();
  const Slots& slots = type_of(thread, value)->slots;
  const UnarySlot slot = slots.str != nullptr ? slots.str : slots.repr;
  return checked_text(thread, slot(thread, value), "__str__");
}

bool repr_utf8(Thread& thread, Value value, std::string& out) {
  const Ref text = repr(thread, value);
  if (text.is_error()) return false;
  out = to_utf8(text.as<Str>());
  return true;
}

bool str_utf8(Thread& thread, Value value, std::string& out) {
  const Ref text = to_str(thread, value);
  if (text.is_error()) return false;
  out = to_utf8(text.as<Str>());
  return true;
}

// --- containers ---

Ref get_iterator(Thread& thread, Value iterable) {
  const Slots& slots = type_of(thread, iterable)->slots;
  if (slots.iter != nullptr) {
    Ref iterator = slots.iter(thread, iterable);
    if (iterator.is_error() || type_of(thread, iterator)->slots.next != nullptr) return iterator;
    return thread.type_error("iter() returned non-iterator of type '{}'",
                             type_name(thread, iterator));
  }
  if (slots.get_item != nullptr && !is_dict(iterable)) {
    return make_sequence_iterator(thread, iterable);
  }
  return thread.type_error("'{}' object is not iterable", type_name(thread, iterable));
}

Ref next(Thread& thread, Value iterator) {
  const UnarySlot slot = type_of(thread, iterator)->slots.next;
  if (slot != nullptr) return slot(thread, iterator);
  return thread.type_error("'{}' object is not an iterator", type_name(thread, iterator));
}

bool length(Thread& thread, Value value, std::int64_t& out) {
  const auto slot = type_of(thread, value)->slots.length;
  if (slot != nullptr) return slot(thread, value, out);
  thread.type_error("object of type '{}' has no len()", type_name(thread, value)).reset();
  return false;
}

bool length_hint(Thread& thread, Value value, std::int64_t fallback, std::int64_t& out) {
  const auto slot = type_of(thread, value)->slots.length;
  if (slot != nullptr) {
    if (slot(thread, value, out)) return true;
    if (!thread.exception_matches(thread.types().TypeError)) return false;
    thread.clear_exception();
  }
  out = fallback;
  const Ref hint = lookup_special(thread, value, thread.names().length_hint_);
  if (hint.is_error()) return false;
  if (hint.is_undefined()) return true;
  const Ref answer = call(thread, hint);
  if (answer.is_error()) {
    if (!thread.exception_matches(thread.types().TypeError)) return false;
    thread.clear_exception();
    return true;
  }
  if (answer.is_not_implemented()) return true;
  return to_index(thread, answer, out, nullptr);
}

namespace {

/// `list[int]` and the like: __class_getitem__.
Ref class_get_item(Thread& thread, Value cls, Value key) {
  const Ref method = get_attribute_or_undefined(thread, cls, thread.names().class_getitem_);
  if (method.is_error()) return Ref::error();
  if (!method.is_undefined()) return call(thread, method, std::span<const Value>(&key, 1));
  // type itself has none, so that its subclasses inherit none.
  if (cls == Value(thread.types().type)) return make_generic_alias(thread, cls, key);
  return thread.type_error("type '{}' is not subscriptable", type_name(cast<Type>(cls)));
}

}  // namespace

Ref get_item(Thread& thread, Value container, Value key) {
  const auto slot = type_of(thread, container)->slots.get_item;
  if (slot != nullptr) return slot(thread, container, key);
  if (has_layout(container, Layout::type)) return class_get_item(thread, container, key);
  return thread.type_error("'{}' object is not subscriptable", type_name(thread, container));
}

bool set_item(Thread& thread, Value container, Value key, Value value) {
  const auto slot = type_of(thread, container)->slots.set_item;
  if (slot != nullptr) return slot(thread, container, key, value);
  thread
      .type_error("'{}' object {}", type_name(thread, container),
                  value.is_undefined() ? "doesn't support item deletion"
                                       : "does not support item assignment")
      .reset();
  return false;
}

Truth contains(Thread& thread, Value container, Value item) {
  const Type* type = type_of(thread, container);
  if (type->slots.contains != nullptr) return type->slots.contains(thread, container, item);
  if (type->slots.iter == nullptr && type->slots.get_item == nullptr) {
    thread.type_error("argument of type '{}' is not iterable", type_name(thread, container))
        .reset();
    return Truth::error;
  }
  const Ref iterator = get_iterator(thread, container);
  if (iterator.is_error()) return Truth::error;
  for (;;) {
    const Ref candidate = next(thread, iterator);
    if (candidate.is_error()) return Truth::error;
    if (candidate.is_undefined()) return Truth::no;
    const Truth same = equals(thread, candidate, item);
    if (same != Truth::no) return same;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return Truth::error;
  }
}

bool collect(Thread& thread, Value iterable, std::vector<Ref>& out) {
  if (is_exact_list(iterable) || is_exact_tuple(iterable)) {
    const auto items =
        is_list(iterable) ? cast<List>(iterable)->view() : cast<Tuple>(iterable)->view();
    if (!thread.reserve(items.size_bytes())) return false;
    out.reserve(out.size() + items.size());
    for (const Value item : items) out.push_back(Ref::share(item));
    return true;
  }
  const Ref iterator = get_iterator(thread, iterable);
  if (iterator.is_error()) return false;
  for (;;) {
    Ref item = next(thread, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) return true;
    out.push_back(std::move(item));
    thread.charge(thread.work_costs().step_ps);
    constexpr std::size_t kReserveEvery = 4096;
    if (out.size() % kReserveEvery == 0 && !thread.reserve(out.size() * sizeof(Value))) {
      return false;
    }
    if (!thread.poll()) return false;
  }
}

}  // namespace gilsim::vm
