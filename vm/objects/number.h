// SPDX-License-Identifier: MIT
//
// int, bool and float.
//
// An int is a small integer in the word, or a BigInt (more than 63 bits), or an instance of a
// subclass, which wraps one of those in `IntInstance`. Big arithmetic stands in one file
// (big_int.cc, Boost.Multiprecision behind it); nothing else knows how a BigInt is stored.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

struct BigInt;  // Layout::integer, exact type int; contents known to big_int.cc only

/// An instance of a subclass of int (its dict follows as the type says).
struct IntInstance : Object {
  Value number;  // small or BigInt, owned
};

struct FloatObject : Object {
  double number;
};

/// int or bool or a subclass of int.
inline bool is_int(Value value) {
  return value.is_small_int() || value.is_bool() || has_layout(value, Layout::integer);
}
inline bool is_float(Value value) {
  return value.is_immediate_float() || has_layout(value, Layout::floating);
}
/// The plain int behind an int, bool or int subclass instance: small or BigInt, borrowed.
Value plain_int(Value value);
/// REQUIRES: is_float(value).
inline double float_of(Value value) {
  return value.is_immediate_float() ? value.as_immediate_float() : cast<FloatObject>(value)->number;
}

Ref make_int(Thread& thread, std::int64_t number);
Ref make_int_unsigned(Thread& thread, std::uint64_t number);
Ref make_float(Thread& thread, double number);
Value make_float_in(Heap& heap, Type* float_type, double number);
/// From digits in a base (2..36), no prefix, no underscores; for literals. Immortal if it is big.
Value make_int_in(Instance& instance, std::string_view digits, int base);

/// True and sets `out` if a plain int fits 64 bits.
bool int_to_int64(Value plain, std::int64_t& out);
/// Nearest double; false: too large (OverflowError is not raised here).
bool int_to_double(Value plain, double& out);
bool is_negative_int(Value plain);
std::int64_t int_bit_length(Value plain);
/// Python's hash of a number (mod 2^61 - 1), equal for equal int and float.
std::int64_t hash_of_int(Value plain);
std::int64_t hash_of_double(double number);

// Arithmetic on plain ints (small or BigInt).
Ref int_add(Thread&, Value left, Value right);
Ref int_subtract(Thread&, Value left, Value right);
Ref int_multiply(Thread&, Value left, Value right);
Ref int_floor_divide(Thread&, Value left, Value right);
Ref int_remainder(Thread&, Value left, Value right);
Ref int_power(Thread&, Value base, Value exponent);
Ref int_negate(Thread&, Value number);
/// pow(base, exponent, modulus); raises ValueError (modulus 0, no inverse).
Ref int_power_modulo(Thread&, Value base, Value exponent, Value modulus);
int int_compare(Value left, Value right);
/// Digits in a base (2, 8, 10, 16), with '-' and no prefix. False: ValueError (4300-digit limit,
/// base 10).
bool int_to_text(Thread&, Value plain, int base, std::string& out);
/// int(text, base): all of Python's rules. Error: ValueError with CPython's message.
Ref int_from_text(Thread&, Str* text, int base);
/// Little-endian two's complement bytes (pickle, to_bytes).
std::string int_to_bytes(Value plain);
Ref int_from_bytes(Thread&, std::string_view little_endian, bool is_signed);

/// repr(float): shortest digits that round-trip, in repr's layout.
std::string float_repr(double number);
/// float(text). Error: ValueError with CPython's message.
Ref float_from_text(Thread&, Str* text);

/// value.__index__() as int64; raises TypeError ("'str' object cannot be interpreted as an
/// integer") or, if it does not fit, `overflow` (nullptr: clamps to the int64 range).
bool to_index(Thread&, Value value, std::int64_t& out, Type* overflow_exception);
/// int or float or __float__/__index__ to double ("must be real number, not str").
bool to_double(Thread&, Value value, double& out);

/// format(number, spec) for int and float, by the format specification mini-language.
Ref format_int(Thread&, Value number, Str* specification);
Ref format_float(Thread&, Value number, Str* specification);
Ref format_complex(Thread&, Value number, Str* specification);
Ref format_str(Thread&, Str* text, Str* specification);

}  // namespace gilsim::vm
