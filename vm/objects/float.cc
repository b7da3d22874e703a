// SPDX-License-Identifier: MIT
//
// The type float: arithmetic with ints and floats on either side, and its methods.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/complex.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cmath>

namespace gilsim::vm {

Value make_float_in(Heap& heap, Type* float_type, double number) {
  Value immediate;
  if (Value::immediate_float(number, immediate)) return immediate;
  auto* object = heap.make<FloatObject>(float_type);
  object->number = number;
  return object;
}

Ref make_float(Thread& thread, double number) {
  return Ref::adopt(make_float_in(thread.heap(), thread.types().floating, number));
}

Ref make_float_of(Thread& thread, Type* cls, double number) {
  if (cls == thread.types().floating) return make_float(thread, number);
  auto* object = static_cast<FloatObject*>(thread.heap().allocate(cls, cls->instance_size));
  object->number = number;
  if (cls->is_collectable) thread.heap().track(object);
  return Ref::adopt(object);
}

bool number_to_double(Thread& thread, Value number, double& out) {
  if (is_float(number)) {
    out = float_of(number);
    return true;
  }
  if (int_to_double(plain_int(number), out)) return true;
  thread.raise(thread.types().OverflowError, "int too large to convert to float").reset();
  return false;
}

bool to_double(Thread& thread, Value value, double& out) {
  if (is_float(value)) {
    out = float_of(value);
    return true;
  }
  const Slots& slots = type_of(thread, value)->slots;
  if (slots.to_float != nullptr) {
    const Ref result = slots.to_float(thread, value);
    if (result.is_error()) return false;
    if (!is_float(result)) {
      thread
          .type_error("{}.__float__ returned non-float (type {})", type_name(thread, value),
                      type_name(thread, result))
          .reset();
      return false;
    }
    out = float_of(result);
    return true;
  }
  if (slots.to_index == nullptr) {
    thread.type_error("must be real number, not {}", type_name(thread, value)).reset();
    return false;
  }
  const Ref number = to_index_int(thread, value);
  return !number.is_error() && number_to_double(thread, number, out);
}

Ref float_from_text(Thread& thread, Str* text) {
  double number;
  if (parse_double(narrow_number_text(text), number)) return make_float(thread, number);
  return thread.value_error("could not convert string to float: {}", repr_of_text(text));
}

namespace {

bool is_real(Value value) { return is_float(value) || is_int(value); }

Ref raise_zero_division(Thread& thread, const char* message) {
  return thread.raise(thread.types().ZeroDivisionError, message);
}

/// errno's way of saying it: OverflowError(34, 'Numerical result out of range').
Ref raise_out_of_range(Thread& thread) {
  constexpr std::int64_t kErrnoRange = 34;
  const Ref text = make_str(thread, "Numerical result out of range");
  const Value arguments[] = {Value::small_int(kErrnoRange), text};
  return thread.raise(make_exception(thread, thread.types().OverflowError, arguments));
}

// --- arithmetic ---------------------------------------------------------------------------------

/// Quotient rounded down and remainder with the divisor's sign. REQUIRES: right is not 0.
void float_divmod(double left, double right, double& quotient, double& remainder) {
  remainder = std::fmod(left, right);
  double division = (left - remainder) / right;
  if (remainder != 0) {
    if ((right < 0) != (remainder < 0)) {
      remainder += right;
      division -= 1.0;
    }
  } else {
    remainder = std::copysign(0.0, right);
  }
  if (division != 0) {
    quotient = std::floor(division);
    if (division - quotient > 0.5) quotient += 1.0;
  } else {
    quotient = std::copysign(0.0, left / right);
  }
}

Ref add(Thread& thread, double a, double b) { return make_float(thread, a + b); }
Ref subtract(Thread& thread, double a, double b) { return make_float(thread, a - b); }
Ref multiply(Thread& thread, double a, double b) { return make_float(thread, a * b); }
Ref true_divide(Thread& thread, double a, double b) {
  if (b == 0) return raise_zero_division(thread, "float division by zero");
  return make_float(thread, a / b);
}
Ref floor_divide(Thread& thread, double a, double b) {
  if (b == 0) return raise_zero_division(thread, "float floor division by zero");
  double quotient;
  double remainder;
  float_divmod(a, b, quotient, remainder);
  return make_float(thread, quotient);
}
Ref modulo(Thread& thread, double a, double b) {
  if (b == 0) return raise_zero_division(thread, "float modulo");
  double quotient;
  double remainder;
  float_divmod(a, b, quotient, remainder);
  return make_float(thread, remainder);
}
Ref divmod_pair(Thread& thread, double a, double b) {
  if (b == 0) return raise_zero_division(thread, "float divmod()");
  double quotient;
  double remainder;
  float_divmod(a, b, quotient, remainder);
  const Ref first = make_float(thread, quotient);
  const Ref second = make_float(thread, remainder);
  return make_tuple(thread, {first, second});
}

template <Ref (*operation)(Thread&, double, double)>
Ref binary_slot(Thread& thread, Value left, Value right) {
  if (!is_real(left) || !is_real(right)) return Ref::not_implemented();
  double a;
  double b;
  if (!number_to_double(thread, left, a) || !number_to_double(thread, right, b))
    return Ref::error();
  return operation(thread, a, b);
}

// --- comparing ----------------------------------------------------------------------------------

/// -1, 0, 1, or 2: not ordered (NaN).
int compare_reals(Value left, Value right) {
  if (is_float(left) && is_float(right)) {
    const double a = float_of(left);
    const double b = float_of(right);
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
  }
  if (is_int(left)) {
    const int order = compare_reals(right, left);
    return order == 2 ? 2 : -order;
  }
  const double a = float_of(left);
  if (std::isnan(a)) return 2;
  return -int_compare_double(plain_int(right), a);
}

Ref float_compare(Thread&, Value self, Value other, CompareOp operation) {
  if (!is_real(self) || !is_real(other)) return Ref::not_implemented();
  const int order = compare_reals(self, other);
  if (order == 2) return Ref::boolean(operation == CompareOp::not_equal);
  return Ref::boolean(compare_numbers(order, 0, operation));
}

// --- other slots --------------------------------------------------------------------------------

Ref float_repr_slot(Thread& thread, Value self) {
  return make_str(thread, float_repr(float_of(self)));
}
bool float_hash(Thread&, Value self, std::int64_t& out) {
  out = hash_of_double(float_of(self));
  return true;
}
Truth float_truth(Thread&, Value self) { return truth_of(float_of(self) != 0); }
Ref float_negative(Thread& thread, Value self) { return make_float(thread, -float_of(self)); }
Ref float_plain(Thread& thread, Value self) {
  return is_exactly(self, Layout::floating) || self.is_immediate_float()
             ? Ref::share(self)
             : make_float(thread, float_of(self));
}
Ref float_absolute(Thread& thread, Value self) {
  return make_float(thread, std::fabs(float_of(self)));
}

/// The integer part of a double that must be finite.
Ref to_whole(Thread& thread, double number) {
  if (std::isnan(number)) return thread.value_error("cannot convert float NaN to integer");
  if (std::isinf(number)) {
    return thread.raise(thread.types().OverflowError, "cannot convert float infinity to integer");
  }
  return int_from_double(thread, std::trunc(number));
}
Ref float_to_int(Thread& thread, Value self) { return to_whole(thread, float_of(self)); }

Ref float_new(Thread& thread, Type* cls, Arguments arguments) {
  if (cls == thread.types().floating && !refuse_keywords(thread, "float", arguments)) {
    return Ref::error();
  }
  if (arguments.positional_count > 1) {
    return thread.type_error("float expected at most 1 argument, got {}",
                             arguments.positional_count);
  }
  if (arguments.positional_count == 0) return make_float_of(thread, cls, 0.0);
  const Value value = arguments[0];
  double number;
  std::string_view content;
  if (is_str(value)) {
    const Ref parsed = float_from_text(thread, cast<Str>(value));
    if (parsed.is_error()) return Ref::error();
    number = float_of(parsed);
  } else if (bytes_view(value, content)) {
    if (!parse_double(content, number)) {
      return thread.value_error("could not convert string to float: {}", repr_of_bytes(content));
    }
  } else if (!is_float(value) && type_of(thread, value)->slots.to_float == nullptr &&
             type_of(thread, value)->slots.to_index == nullptr) {
    return thread.type_error("float() argument must be a string or a real number, not '{}'",
                             type_name(thread, value));
  } else if (!to_double(thread, value, number)) {
    return Ref::error();
  }
  return make_float_of(thread, cls, number);
}

// --- methods ------------------------------------------------------------------------------------

Ref method_divmod(Thread& thread, Arguments a) {
  return binary_slot<divmod_pair>(thread, a[0], a[1]);
}
Ref method_rdivmod(Thread& thread, Arguments a) {
  return binary_slot<divmod_pair>(thread, a[1], a[0]);
}
Ref method_plain(Thread& thread, Arguments a) { return float_plain(thread, a[0]); }
Ref method_zero(Thread& thread, Arguments) { return make_float(thread, 0.0); }
Ref method_trunc(Thread& thread, Arguments a) { return to_whole(thread, float_of(a[0])); }
Ref method_floor(Thread& thread, Arguments a) {
  return to_whole(thread, std::floor(float_of(a[0])));
}
Ref method_ceil(Thread& thread, Arguments a) { return to_whole(thread, std::ceil(float_of(a[0]))); }
Ref method_getnewargs(Thread& thread, Arguments a) {
  const Ref number = make_float(thread, float_of(a[0]));
  return make_tuple(thread, {number});
}

Ref method_round(Thread& thread, Arguments a) {
  const double number = float_of(a[0]);
  if (a[1].is_none()) {
    double rounded = std::round(number);
    if (std::fabs(number - rounded) == 0.5) rounded = 2.0 * std::round(number / 2.0);
    return to_whole(thread, rounded);
  }
  std::int64_t decimals;
  if (!to_index(thread, a[1], decimals, nullptr)) return Ref::error();
  const double rounded = round_to_decimals(number, decimals);
  if (std::isinf(rounded) && !std::isinf(number)) {
    return thread.raise(thread.types().OverflowError, "rounded value too large to represent");
  }
  return make_float(thread, rounded);
}

Ref method_is_integer(Thread&, Arguments a) {
  const double number = float_of(a[0]);
  return Ref::boolean(std::isfinite(number) && std::floor(number) == number);
}

Ref method_integer_ratio(Thread& thread, Arguments a) {
  const double number = float_of(a[0]);
  if (std::isinf(number)) {
    return thread.raise(thread.types().OverflowError, "cannot convert Infinity to integer ratio");
  }
  if (std::isnan(number)) return thread.value_error("cannot convert NaN to integer ratio");
  int exponent;
  double mantissa = std::frexp(number, &exponent);
  while (mantissa != std::floor(mantissa)) {
    mantissa *= 2.0;
    --exponent;
  }
  Ref numerator = int_from_double(thread, mantissa);
  Ref denominator = Ref::small_int(1);
  Ref& scaled = exponent > 0 ? numerator : denominator;
  scaled = int_shift_left(thread, scaled, Value::small_int(std::abs(exponent)));
  return make_tuple(thread, {numerator, denominator});
}

Ref method_hex(Thread& thread, Arguments a) {
  return make_str(thread, double_to_hex(float_of(a[0])));
}

Ref method_fromhex(Thread& thread, Arguments a) {
  if (!is_str(a[1])) {
    return thread.type_error("bad argument type for built-in operation");
  }
  double number = 0;
  switch (double_from_hex(to_utf8(cast<Str>(a[1])), number)) {
    case HexResult::malformed:
      return thread.value_error("invalid hexadecimal floating-point string");
    case HexResult::too_large:
      return thread.raise(thread.types().OverflowError,
                          "hexadecimal value too large to represent as a float");
    case HexResult::ok:
      break;
  }
  Ref result = make_float(thread, number);
  auto* cls = cast<Type>(a[0]);
  if (cls == thread.types().floating) return result;
  const Value argument = result;
  return call(thread, cls, std::span<const Value>(&argument, 1));
}

Ref method_format(Thread& thread, Arguments a) {
  if (!is_str(a[1])) {
    return thread.type_error("__format__() argument must be str, not {}", type_name(thread, a[1]));
  }
  return format_float(thread, a[0], cast<Str>(a[1]));
}

constexpr NativeDefinition kMethods[] = {
    {"__divmod__", method_divmod, "value, /"},
    {"__rdivmod__", method_rdivmod, "value, /"},
    {"__round__", method_round, "ndigits=None, /"},
    {"__trunc__", method_trunc, ""},
    {"__floor__", method_floor, ""},
    {"__ceil__", method_ceil, ""},
    {"__getnewargs__", method_getnewargs, ""},
    {"__format__", method_format, "format_spec, /"},
    {"conjugate", method_plain, ""},
    {"is_integer", method_is_integer, ""},
    {"as_integer_ratio", method_integer_ratio, ""},
    {"hex", method_hex, ""},
    {"fromhex", method_fromhex, "string, /", kNativeClass},
    {"real", method_plain, nullptr, kNativeGetter},
    {"imag", method_zero, nullptr, kNativeGetter},
};

}  // namespace

Ref float_power(Thread& thread, double left, double right) {
  if (left == 0 && right < 0) {
    return raise_zero_division(thread, "0.0 cannot be raised to a negative power");
  }
  if (left < 0 && std::isfinite(left) && std::isfinite(right) && right != std::floor(right)) {
    return power_of_complex(thread, {left, 0}, {right, 0});
  }
  const double result = std::pow(left, right);
  if (std::isinf(result) && std::isfinite(left) && std::isfinite(right)) {
    return raise_out_of_range(thread);
  }
  return make_float(thread, result);
}

void initialise_floating_type(Instance& instance) {
  Type* type = instance.types.floating;
  Slots& slots = type->slots;
  slots.repr = float_repr_slot;
  slots.hash = float_hash;
  slots.compare = float_compare;
  slots.truth = float_truth;
  slots.negative = float_negative;
  slots.positive = float_plain;
  slots.absolute = float_absolute;
  slots.to_int = float_to_int;
  slots.to_float = float_plain;
  slots.new_instance = float_new;
  const auto set = [&slots](BinaryOp operation, BinarySlot slot) {
    slots.binary[static_cast<int>(operation)] = slot;
  };
  set(BinaryOp::add, binary_slot<add>);
  set(BinaryOp::subtract, binary_slot<subtract>);
  set(BinaryOp::multiply, binary_slot<multiply>);
  set(BinaryOp::true_divide, binary_slot<true_divide>);
  set(BinaryOp::floor_divide, binary_slot<floor_divide>);
  set(BinaryOp::remainder, binary_slot<modulo>);
  set(BinaryOp::power, binary_slot<float_power>);
  add_methods(instance, type, kMethods);
}

}  // namespace gilsim::vm
