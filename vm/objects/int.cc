// SPDX-License-Identifier: MIT
//
// The type int: its slots and methods, over the arithmetic of big_int.h.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/function.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <array>
#include <charconv>
#include <cmath>

namespace gilsim::vm {

// --- what others need ---------------------------------------------------------------------------

Value keyword_argument(const Arguments& arguments, std::string_view name) {
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const Str* keyword = cast<Str>((*arguments.keyword_names)[i]);
    if (keyword->is_ascii && keyword->ascii() == name) {
      return arguments[arguments.positional_count + i];
    }
  }
  return Value();
}

bool refuse_keywords(Thread& thread, std::string_view function, const Arguments& arguments) {
  if (arguments.keyword_count() == 0) return true;
  thread.type_error("{}() takes no keyword arguments", function).reset();
  return false;
}

Ref make_int_of(Thread& thread, Type* cls, Ref number) {
  if (number.is_error() || cls == thread.types().integer) return number;
  auto* instance = static_cast<IntInstance*>(thread.heap().allocate(cls, cls->instance_size));
  instance->number = number.release();
  if (cls->is_collectable) thread.heap().track(instance);
  return Ref::adopt(instance);
}

Ref to_index_int(Thread& thread, Value value) {
  if (is_int(value)) return Ref::share(plain_int(value));
  const UnarySlot slot = type_of(thread, value)->slots.to_index;
  if (slot == nullptr) {
    return thread.type_error("'{}' object cannot be interpreted as an integer",
                             type_name(thread, value));
  }
  Ref result = slot(thread, value);
  if (result.is_error()) return result;
  if (!is_int(result)) {
    return thread.type_error("__index__ returned non-int (type {})", type_name(thread, result));
  }
  return Ref::share(plain_int(result));
}

bool to_index(Thread& thread, Value value, std::int64_t& out, Type* overflow_exception) {
  if (value.is_small_int()) {
    out = value.as_small_int();
    return true;
  }
  const Ref number = to_index_int(thread, value);
  if (number.is_error()) return false;
  if (int_to_int64(number, out)) return true;
  if (overflow_exception == nullptr) {
    out = is_negative_int(number) ? INT64_MIN : INT64_MAX;
    return true;
  }
  thread
      .error(overflow_exception, "cannot fit '{}' into an index-sized integer",
             type_name(thread, value))
      .reset();
  return false;
}

namespace {

// --- slots --------------------------------------------------------------------------------------

template <Ref (*operation)(Thread&, Value, Value)>
Ref binary_slot(Thread& thread, Value left, Value right) {
  if (!is_int(left) || !is_int(right)) return Ref::not_implemented();
  return operation(thread, plain_int(left), plain_int(right));
}

template <Ref (*operation)(Thread&, Value, Value)>
Ref shift(Thread& thread, Value left, Value right) {
  if (is_negative_int(right)) return thread.value_error("negative shift count");
  return operation(thread, left, right);
}

Ref int_repr(Thread& thread, Value self) {
  const Value number = plain_int(self);
  if (number.is_small_int()) {
    std::array<char, 24> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number.as_small_int()).ptr;
    return make_str(thread, {buffer.data(), static_cast<std::size_t>(end - buffer.data())});
  }
  std::string text;
  if (!int_to_text(thread, number, 10, text)) return Ref::error();
  return make_str(thread, text);
}

bool int_hash(Thread&, Value self, std::int64_t& out) {
  out = hash_of_int(plain_int(self));
  return true;
}

Ref int_compare_slot(Thread&, Value self, Value other, CompareOp operation) {
  if (!is_int(self) || !is_int(other)) return Ref::not_implemented();
  const int order = int_compare(plain_int(self), plain_int(other));
  return Ref::boolean(compare_numbers(order, 0, operation));
}

Truth int_truth(Thread&, Value self) { return truth_of(!(plain_int(self) == Value::small_int(0))); }

Ref int_plain(Thread&, Value self) { return Ref::share(plain_int(self)); }
Ref int_negative(Thread& thread, Value self) { return int_negate(thread, plain_int(self)); }
Ref int_absolute(Thread& thread, Value self) {
  const Value number = plain_int(self);
  return is_negative_int(number) ? int_negate(thread, number) : Ref::share(number);
}
Ref int_invert(Thread& thread, Value self) {
  return int_subtract(thread, Value::small_int(-1), plain_int(self));
}
Ref int_to_float(Thread& thread, Value self) {
  double number;
  return number_to_double(thread, self, number) ? make_float(thread, number) : Ref::error();
}

void int_dealloc(Heap& heap, Object* object) {
  if (object->type->is_heap_type) {
    decref(static_cast<IntInstance*>(object)->number);
  } else {
    release_big_int(heap, static_cast<BigInt*>(object));
  }
}

// --- int(...) -----------------------------------------------------------------------------------

/// What `__int__` or `__trunc__` gave.
Ref checked_int(Thread& thread, Ref result, std::string_view method) {
  if (result.is_error() || is_int(result)) {
    return result.is_error() ? std::move(result) : Ref::share(plain_int(result));
  }
  return thread.type_error("{} returned non-{} (type {})", method,
                           method == "__int__" ? "int" : "Integral", type_name(thread, result));
}

Ref int_from_bytes_text(Thread& thread, std::string_view content, int base) {
  std::string ascii(content);
  for (char& c : ascii) {
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
  return int_from_ascii(thread, ascii, base, repr_of_bytes(content));
}

Ref int_from_value(Thread& thread, Value value) {
  const Slots& slots = type_of(thread, value)->slots;
  if (is_exact_str(value)) return int_from_text(thread, cast<Str>(value), 10);
  if (slots.to_int != nullptr) return checked_int(thread, slots.to_int(thread, value), "__int__");
  if (slots.to_index != nullptr) return to_index_int(thread, value);
  const Ref trunc = lookup_special(thread, value, thread.names().trunc_);
  if (trunc.is_error()) return Ref::error();
  if (!trunc.is_undefined()) return checked_int(thread, call(thread, trunc), "__trunc__");
  if (is_str(value)) return int_from_text(thread, cast<Str>(value), 10);
  std::string_view content;
  if (bytes_view(value, content)) return int_from_bytes_text(thread, content, 10);
  return thread.type_error(
      "int() argument must be a string, a bytes-like object or a real number, not '{}'",
      type_name(thread, value));
}

Ref int_from_value_and_base(Thread& thread, Value value, Value base_value) {
  std::int64_t base;
  if (!to_index(thread, base_value, base, nullptr)) return Ref::error();
  if ((base != 0 && base < 2) || base > 36) {
    return thread.value_error("int() base must be >= 2 and <= 36, or 0");
  }
  if (is_str(value)) return int_from_text(thread, cast<Str>(value), static_cast<int>(base));
  std::string_view content;
  if (bytes_view(value, content)) {
    return int_from_bytes_text(thread, content, static_cast<int>(base));
  }
  return thread.type_error("int() can't convert non-string with explicit base");
}

Ref int_new(Thread& thread, Type* cls, Arguments arguments) {
  const Value base_keyword = keyword_argument(arguments, "base");
  const std::uint32_t known = base_keyword.is_undefined() ? 0 : 1;
  if (arguments.positional_count + arguments.keyword_count() > 2) {
    return thread.type_error("int() takes at most 2 arguments ({} given)",
                             arguments.positional_count + arguments.keyword_count());
  }
  if (arguments.keyword_count() > known) {
    for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
      const Str* name = cast<Str>((*arguments.keyword_names)[i]);
      if (to_utf8(name) == "base") continue;
      return thread.type_error("'{}' is an invalid keyword argument for int()", to_utf8(name));
    }
  }
  const Value base = known != 0                       ? base_keyword
                     : arguments.positional_count > 1 ? arguments[1]
                                                      : Value();
  if (arguments.positional_count == 0) {
    if (!base.is_undefined()) return thread.type_error("int() missing string argument");
    return make_int_of(thread, cls, Ref::small_int(0));
  }
  Ref number = base.is_undefined() ? int_from_value(thread, arguments[0])
                                   : int_from_value_and_base(thread, arguments[0], base);
  return make_int_of(thread, cls, std::move(number));
}

// --- power and divmod ---------------------------------------------------------------------------

Ref int_power_slot(Thread& thread, Value left, Value right) {
  if (!is_int(left) || !is_int(right)) return Ref::not_implemented();
  return int_power(thread, plain_int(left), plain_int(right));
}

Ref int_divmod_pair(Thread& thread, Value left, Value right) {
  if (!is_int(left) || !is_int(right)) return Ref::not_implemented();
  if (plain_int(right) == Value::small_int(0)) {
    return thread.raise(thread.types().ZeroDivisionError, "integer division or modulo by zero");
  }
  Ref quotient;
  Ref remainder;
  if (!int_divide(thread, plain_int(left), plain_int(right), quotient, remainder)) {
    return Ref::error();
  }
  return make_tuple(thread, {quotient, remainder});
}

// --- methods ------------------------------------------------------------------------------------

Ref method_divmod(Thread& thread, Arguments a) { return int_divmod_pair(thread, a[0], a[1]); }
Ref method_rdivmod(Thread& thread, Arguments a) { return int_divmod_pair(thread, a[1], a[0]); }
Ref method_plain(Thread&, Arguments a) { return Ref::share(plain_int(a[0])); }
Ref method_bit_length(Thread& thread, Arguments a) {
  return make_int(thread, int_bit_length(plain_int(a[0])));
}
Ref method_bit_count(Thread& thread, Arguments a) {
  return make_int(thread, int_bit_count(plain_int(a[0])));
}
Ref method_zero(Thread&, Arguments) { return Ref::small_int(0); }
Ref method_one(Thread&, Arguments) { return Ref::small_int(1); }
Ref method_integer_ratio(Thread& thread, Arguments a) {
  return make_tuple(thread, {plain_int(a[0]), Value::small_int(1)});
}
Ref method_getnewargs(Thread& thread, Arguments a) { return make_tuple(thread, {plain_int(a[0])}); }

/// round(number, -k): to the nearest multiple of 10**k, ties to the even one.
Ref round_to_tens(Thread& thread, Value number, std::int64_t k) {
  if (k > int_bit_length(number)) return Ref::small_int(0);
  const Ref unit = int_power_unsigned(thread, Value::small_int(10), Value::small_int(k));
  Ref quotient;
  Ref remainder;
  if (unit.is_error() || !int_divide(thread, number, unit, quotient, remainder))
    return Ref::error();
  const Ref twice = int_add(thread, remainder, remainder);
  if (twice.is_error()) return Ref::error();
  const int order = int_compare(twice, unit);
  const bool is_odd =
      !(plain_int(quotient) == Value::small_int(0)) && (IntView(quotient).limbs()[0] & 1) != 0;
  if (order > 0 || (order == 0 && is_odd)) {
    quotient = int_add(thread, quotient, Value::small_int(1));
    if (quotient.is_error()) return quotient;
  }
  return int_multiply(thread, quotient, unit);
}

Ref method_round(Thread& thread, Arguments a) {
  const Value number = plain_int(a[0]);
  if (a[1].is_none()) return Ref::share(number);
  const Ref digits = to_index_int(thread, a[1]);
  if (digits.is_error()) return Ref::error();
  if (!is_negative_int(digits)) return Ref::share(number);
  std::int64_t count;
  if (!int_to_int64(digits, count) || count == INT64_MIN) return Ref::small_int(0);
  return round_to_tens(thread, number, -count);
}

/// "big" or "little"; false with an exception pending.
bool read_byte_order(Thread& thread, std::string_view function, Value value, bool& is_big) {
  if (!is_str(value)) {
    thread
        .type_error("{}() argument 'byteorder' must be str, not {}", function,
                    type_name(thread, value))
        .reset();
    return false;
  }
  const std::string text = to_utf8(cast<Str>(value));
  is_big = text == "big";
  if (is_big || text == "little") return true;
  thread.value_error("byteorder must be either 'little' or 'big'").reset();
  return false;
}

Ref method_to_bytes(Thread& thread, Arguments a) {
  std::int64_t length;
  bool is_big;
  if (!to_index(thread, a[1], length, thread.types().OverflowError) ||
      !read_byte_order(thread, "to_bytes", a[2], is_big)) {
    return Ref::error();
  }
  const Truth is_signed = is_true(thread, a[3]);
  if (is_signed == Truth::error) return Ref::error();
  if (length < 0) return thread.value_error("length argument must be non-negative");
  const Value number = plain_int(a[0]);
  const bool is_negative = is_negative_int(number);
  if (is_negative && is_signed == Truth::no) {
    return thread.raise(thread.types().OverflowError, "can't convert negative int to unsigned");
  }
  std::string bytes = int_to_bytes(number);
  // Two's complement may bring a zero byte for the sign that an unsigned number does not need.
  if (is_signed == Truth::no && bytes.back() == '\0') bytes.pop_back();
  if (number == Value::small_int(0)) bytes.clear();
  if (bytes.size() > static_cast<std::uint64_t>(length)) {
    return thread.raise(thread.types().OverflowError, "int too big to convert");
  }
  if (length > 4096 && !thread.reserve(static_cast<std::uint64_t>(length))) return Ref::error();
  bytes.resize(static_cast<std::size_t>(length), is_negative ? '\xff' : '\0');
  if (is_big) bytes.assign(bytes.rbegin(), bytes.rend());
  return make_bytes(thread, bytes);
}

Ref method_from_bytes(Thread& thread, Arguments a) {
  bool is_big;
  if (!read_byte_order(thread, "from_bytes", a[2], is_big)) return Ref::error();
  const Truth is_signed = is_true(thread, a[3]);
  if (is_signed == Truth::error) return Ref::error();
  std::string content;
  if (!bytes_of_object(thread, a[1], content)) return Ref::error();
  if (is_big) content.assign(content.rbegin(), content.rend());
  Ref number = int_from_bytes(thread, content, is_signed == Truth::yes);
  auto* cls = cast<Type>(a[0]);
  if (number.is_error() || cls == thread.types().integer) return number;
  const Value argument = number;
  return call(thread, cls, std::span<const Value>(&argument, 1));
}

Ref method_format(Thread& thread, Arguments a) {
  if (!is_str(a[1])) {
    return thread.type_error("__format__() argument must be str, not {}", type_name(thread, a[1]));
  }
  return format_int(thread, a[0], cast<Str>(a[1]));
}

constexpr NativeDefinition kMethods[] = {
    {"__divmod__", method_divmod, "value, /"},
    {"__rdivmod__", method_rdivmod, "value, /"},
    {"__round__", method_round, "ndigits=None, /"},
    {"__trunc__", method_plain, ""},
    {"__floor__", method_plain, ""},
    {"__ceil__", method_plain, ""},
    {"__getnewargs__", method_getnewargs, ""},
    {"__format__", method_format, "format_spec, /"},
    {"conjugate", method_plain, ""},
    {"bit_length", method_bit_length, ""},
    {"bit_count", method_bit_count, ""},
    {"as_integer_ratio", method_integer_ratio, ""},
    {"to_bytes", method_to_bytes, "length=1, byteorder='big', *, signed=False"},
    {"from_bytes", method_from_bytes, "bytes, byteorder='big', *, signed=False", kNativeClass},
    {"real", method_plain, nullptr, kNativeGetter},
    {"imag", method_zero, nullptr, kNativeGetter},
    {"numerator", method_plain, nullptr, kNativeGetter},
    {"denominator", method_one, nullptr, kNativeGetter},
};

}  // namespace

Ref int_power(Thread& thread, Value base, Value exponent) {
  if (!is_negative_int(exponent)) return int_power_unsigned(thread, base, exponent);
  double left;
  double right;
  if (!number_to_double(thread, base, left) || !number_to_double(thread, exponent, right)) {
    return Ref::error();
  }
  return float_power(thread, left, right);
}

void initialise_integer_type(Instance& instance) {
  Type* type = instance.types.integer;
  Slots& slots = type->slots;
  slots.dealloc = int_dealloc;
  slots.repr = int_repr;
  slots.hash = int_hash;
  slots.compare = int_compare_slot;
  slots.truth = int_truth;
  slots.negative = int_negative;
  slots.positive = int_plain;
  slots.invert = int_invert;
  slots.absolute = int_absolute;
  slots.to_int = int_plain;
  slots.to_float = int_to_float;
  slots.to_index = int_plain;
  slots.new_instance = int_new;
  const auto set = [&slots](BinaryOp operation, BinarySlot slot) {
    slots.binary[static_cast<int>(operation)] = slot;
  };
  set(BinaryOp::add, binary_slot<int_add>);
  set(BinaryOp::subtract, binary_slot<int_subtract>);
  set(BinaryOp::multiply, binary_slot<int_multiply>);
  set(BinaryOp::floor_divide, binary_slot<int_floor_divide>);
  set(BinaryOp::remainder, binary_slot<int_remainder>);
  set(BinaryOp::true_divide, binary_slot<int_true_divide>);
  set(BinaryOp::power, int_power_slot);
  set(BinaryOp::bit_and, binary_slot<int_and>);
  set(BinaryOp::bit_or, binary_slot<int_or>);
  set(BinaryOp::bit_xor, binary_slot<int_xor>);
  set(BinaryOp::left_shift, binary_slot<shift<int_shift_left>>);
  set(BinaryOp::right_shift, binary_slot<shift<int_shift_right>>);
  add_methods(instance, type, kMethods);
}

}  // namespace gilsim::vm
