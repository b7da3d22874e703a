// SPDX-License-Identifier: MIT
#include "vm/core/generic_slots.h"

#include "vm/core/call_buffer.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::vm {

namespace {

/// The names of an operator's three forms.
struct OperatorNames {
  BinaryOp op;
  Str* WellKnownNames::*left;
  Str* WellKnownNames::*reflected;
  Str* WellKnownNames::*in_place;
};

constexpr OperatorNames kOperatorNames[] = {
#define SLOT(name, slot, kind, variant, generic)
#define BINARY(op, name)                                                        \
  {BinaryOp::op, &WellKnownNames::op_##name##_, &WellKnownNames::op_r##name##_, \
   &WellKnownNames::op_i##name##_},
#include "vm/core/slots.def"
#undef SLOT
#undef BINARY
};

constexpr bool in_order() {
  for (int i = 0; i < kBinaryOpCount; ++i) {
    if (static_cast<int>(kOperatorNames[i].op) != i) return false;
  }
  return true;
}
static_assert(std::size(kOperatorNames) == kBinaryOpCount && in_order());

/// Calls what look-up found on the value's type, bound to it. `method` is kept alive by the caller.
Ref call_found(Thread& thread, Value method, Value self, Arguments arguments) {
  if (method.is_object()) {
    Type* type = method.as_object()->type;
    if (type == thread.types().slot_wrapper) {
      return call_slot_wrapper(thread, cast<SlotWrapper>(method), self, arguments);
    }
    if (type == thread.types().function) {
      const PrependedArguments with_self(self, arguments);
      return call(thread, method, with_self.get());
    }
    if (type->slots.descriptor_get != nullptr) {
      Ref bound = type->slots.descriptor_get(thread, method, self, type_of_inline(thread, self));
      return bound.is_error() ? Ref::error() : call(thread, bound, arguments);
    }
  }
  return call(thread, method, arguments);
}

Ref call_with(Thread& thread, Value self, Str* name, Arguments arguments) {
  const Ref method = Ref::share(lookup_in_type(thread, type_of_inline(thread, self), name));
  if (method.is_undefined()) return Ref::undefined();
  thread.charge(thread.work_costs().slot_call_ps);
  return call_found(thread, method, self, arguments);
}

Ref missing_method(Thread& thread, Value self, Str* name) {
  return thread.error(thread.types().AttributeError, "'{}' object has no attribute '{}'",
                      type_name(thread, self), to_utf8(name));
}

/// True if the special method is there but set to None, by which a class refuses an operation.
bool is_refused(Thread& thread, Value self, Str* name) {
  return lookup_in_type(thread, type_of_inline(thread, self), name).is_none();
}

Ref check_text(Thread& thread, Ref text, std::string_view method) {
  if (text.is_error() || is_str(text)) return text;
  return thread.type_error("{} returned non-string (type {})", method, type_name(thread, text));
}

bool done(Ref result) { return !result.is_error(); }

Str* compare_name(const WellKnownNames& names, CompareOp op) {
  switch (op) {
    case CompareOp::less:
      return names.lt_;
    case CompareOp::less_equal:
      return names.le_;
    case CompareOp::equal:
      return names.eq_;
    case CompareOp::not_equal:
      return names.ne_;
    case CompareOp::greater:
      return names.gt_;
    default:
      return names.ge_;
  }
}

}  // namespace

Ref call_special(Thread& thread, Value self, Str* name, std::span<const Value> arguments) {
  return call_with(thread, self, name,
                   {arguments.data(), static_cast<std::uint32_t>(arguments.size()), nullptr});
}

Ref call_required(Thread& thread, Value self, Str* name, std::span<const Value> arguments) {
  Ref result = call_special(thread, self, name, arguments);
  // It was there when the slot was set; Python code can have deleted it just now.
  return result.is_undefined() ? missing_method(thread, self, name) : std::move(result);
}

Ref generic_repr(Thread& thread, Value self) {
  return check_text(thread, call_required(thread, self, thread.names().repr_), "__repr__");
}

Ref generic_str(Thread& thread, Value self) {
  return check_text(thread, call_required(thread, self, thread.names().str_), "__str__");
}

bool generic_hash(Thread& thread, Value self, std::int64_t& hash) {
  const Ref result = call_required(thread, self, thread.names().hash_);
  if (result.is_error()) return false;
  if (!is_int(result)) {
    thread.type_error("__hash__ method should return an integer").reset();
    return false;
  }
  const Value plain = plain_int(result);
  if (!int_to_int64(plain, hash)) hash = hash_of_int(plain);
  if (hash == -1) hash = -2;
  return true;
}

Ref generic_call(Thread& thread, Value self, Arguments arguments) {
  Ref result = call_with(thread, self, thread.names().call_, arguments);
  return result.is_undefined() ? missing_method(thread, self, thread.names().call_)
                               : std::move(result);
}

Ref generic_compare(Thread& thread, Value self, Value other, CompareOp op) {
  Ref result = call_special(thread, self, compare_name(thread.names(), op), {&other, 1});
  return result.is_undefined() ? Ref::not_implemented() : std::move(result);
}

namespace {

Ref call_getattribute(Thread& thread, Value self, Str* name) {
  Type* type = type_of_inline(thread, self);
  const Value found = lookup_in_type(thread, type, thread.names().getattribute_);
  if (found.is_object() && found.as_object()->type == thread.types().slot_wrapper) {
    const auto* wrapper = cast<SlotWrapper>(found);
    return reinterpret_cast<decltype(Slots::get_attribute)>(wrapper->function)(thread, self, name);
  }
  const Value name_value = name;
  return call_required(thread, self, thread.names().getattribute_, {&name_value, 1});
}

}  // namespace

Ref generic_attribute_of(Thread& thread, Value self, Str* name) {
  const Value name_value = name;
  Ref result = call_getattribute(thread, self, name);
  if (!result.is_error() || !thread.exception_matches(thread.types().AttributeError)) return result;
  Type* type = type_of_inline(thread, self);
  const Ref hook = Ref::share(lookup_in_type(thread, type, thread.names().getattr_));
  if (hook.is_undefined()) return Ref::error();
  thread.clear_exception();
  return call_found(thread, hook, self, {&name_value, 1, nullptr});
}

bool generic_set_attribute_of(Thread& thread, Value self, Str* name, Value value) {
  const Value arguments[] = {name, value};
  if (value.is_undefined()) {
    return done(call_required(thread, self, thread.names().delattr_, {arguments, 1}));
  }
  return done(call_required(thread, self, thread.names().setattr_, arguments));
}

Ref generic_iter(Thread& thread, Value self) {
  if (is_refused(thread, self, thread.names().iter_)) {
    return thread.type_error("'{}' object is not iterable", type_name(thread, self));
  }
  return call_required(thread, self, thread.names().iter_);
}

Ref generic_next(Thread& thread, Value self) {
  Ref item = call_required(thread, self, thread.names().next_);
  if (!item.is_error() || !thread.exception_matches(thread.types().StopIteration)) return item;
  thread.clear_exception();
  return Ref::undefined();
}

Truth generic_truth(Thread& thread, Value self) {
  const Ref result = call_required(thread, self, thread.names().boolean_);
  if (result.is_error()) return Truth::error;
  if (result.get().is_bool()) return truth_of(result.get().is_true());
  thread.type_error("__bool__ should return bool, returned {}", type_name(thread, result)).reset();
  return Truth::error;
}

bool generic_length(Thread& thread, Value self, std::int64_t& length) {
  const Ref result = call_required(thread, self, thread.names().len_);
  if (result.is_error()) return false;
  if (!to_index(thread, result, length, thread.types().OverflowError)) return false;
  if (length >= 0) return true;
  thread.value_error("__len__() should return >= 0").reset();
  return false;
}

Ref generic_get_item(Thread& thread, Value self, Value key) {
  return call_required(thread, self, thread.names().getitem_, {&key, 1});
}

bool generic_set_item(Thread& thread, Value self, Value key, Value value) {
  const Value arguments[] = {key, value};
  if (value.is_undefined()) {
    return done(call_required(thread, self, thread.names().delitem_, {arguments, 1}));
  }
  return done(call_required(thread, self, thread.names().setitem_, arguments));
}

Truth generic_contains(Thread& thread, Value self, Value item) {
  if (is_refused(thread, self, thread.names().contains_)) {
    thread.type_error("'{}' object is not a container", type_name(thread, self)).reset();
    return Truth::error;
  }
  const Ref result = call_required(thread, self, thread.names().contains_, {&item, 1});
  return result.is_error() ? Truth::error : is_true(thread, result);
}

Ref generic_descriptor_get(Thread& thread, Value self, Value instance, Type* owner) {
  const Value arguments[] = {instance.is_undefined() ? Value::none() : instance,
                             owner == nullptr ? Value::none() : Value(owner)};
  Ref result = call_special(thread, self, thread.names().get_, arguments);
  return result.is_undefined() ? Ref::share(self) : std::move(result);
}

bool generic_descriptor_set(Thread& thread, Value self, Value instance, Value value) {
  const bool deletes = value.is_undefined();
  Str* name = deletes ? thread.names().delete_ : thread.names().set_;
  const Value arguments[] = {instance, value};
  const Ref result = call_special(thread, self, name, {arguments, deletes ? 1u : 2u});
  if (!result.is_undefined()) return !result.is_error();
  // The class has the other of __set__ and __delete__.
  thread.error(thread.types().AttributeError, "{}", to_utf8(name)).reset();
  return false;
}

Ref generic_new_instance(Thread& thread, Type* cls, Arguments arguments) {
  const Ref found = Ref::share(lookup_in_type(thread, cls, thread.names().new_dunder_));
  if (found.is_undefined()) {
    return thread.type_error("cannot create '{}' instances", type_name(cls));
  }
  Ref function = found.share();
  const Type* type = type_of_inline(thread, found);
  if (type->slots.descriptor_get != nullptr) {
    function = type->slots.descriptor_get(thread, found, Value(), cls);
    if (function.is_error()) return Ref::error();
  }
  const PrependedArguments with_class(cls, arguments);
  return call(thread, function, with_class.get());
}

bool generic_init(Thread& thread, Value self, Arguments arguments) {
  const Ref result = call_with(thread, self, thread.names().init_, arguments);
  if (result.is_error()) return false;
  if (result.is_none() || result.is_undefined()) return true;
  thread.type_error("__init__() should return None, not '{}'", type_name(thread, result)).reset();
  return false;
}

void generic_finalize(Thread& thread, Value self) {
  Ref pending = thread.take_exception();
  const Ref method =
      Ref::share(lookup_in_type(thread, type_of_inline(thread, self), thread.names().del_));
  if (!method.is_undefined() && !thread.cancelled) {
    const Ref result = call_found(thread, method, self, {});
    if (result.is_error()) write_unraisable(thread, method);
  }
  if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
}

void write_unraisable(Thread& thread, Value where) {
  const Ref exception = thread.take_exception();
  if (exception.is_undefined()) return;  // cancelled: nothing to tell
  std::string text;
  if (!repr_utf8(thread, where, text)) {
    thread.clear_exception();
    text = "<object repr() failed>";
  }
  text = "Exception ignored in: " + text + "\n" + format_exception(thread, exception);
  if (!text.ends_with('\n')) text += '\n';
  if (!thread.host().write(thread, Stream::standard_error, text)) thread.clear_exception();
}

// --- operators ---

namespace {

/// True if the right operand's type has a reflected method other than the one its base has.
bool overrides_reflected(Thread& thread, Type* left, Type* right, Str* name) {
  const Value of_right = lookup_in_type(thread, right, name);
  if (of_right.is_undefined()) return false;
  const Value of_left = lookup_in_type(thread, left, name);
  return of_left.is_undefined() || !(of_left == of_right);
}

Ref call_operator(Thread& thread, Value self, Str* name, Value other) {
  Ref result = call_special(thread, self, name, {&other, 1});
  return result.is_undefined() ? Ref::not_implemented() : std::move(result);
}

}  // namespace

Ref generic_binary_of(Thread& thread, BinaryOp op, BinarySlot slot, Value left, Value right) {
  const auto index = static_cast<std::size_t>(op);
  const OperatorNames& rows = kOperatorNames[index];
  Str* reflected = thread.names().*rows.reflected;
  Type* left_type = type_of_inline(thread, left);
  Type* right_type = type_of_inline(thread, right);
  bool try_right = left_type != right_type && right_type->slots.binary[index] == slot;
  if (left_type->slots.binary[index] == slot) {
    if (try_right && right_type->is_subtype_of(left_type) &&
        overrides_reflected(thread, left_type, right_type, reflected)) {
      Ref result = call_operator(thread, right, reflected, left);
      if (!result.is_not_implemented()) return result;
      try_right = false;
    }
    Ref result = call_operator(thread, left, thread.names().*rows.left, right);
    if (!result.is_not_implemented() || left_type == right_type) return result;
  }
  return try_right ? call_operator(thread, right, reflected, left) : Ref::not_implemented();
}

Ref generic_in_place_of(Thread& thread, BinaryOp op, Value left, Value right) {
  return call_operator(
      thread, left, thread.names().*kOperatorNames[static_cast<std::size_t>(op)].in_place, right);
}

}  // namespace gilsim::vm
