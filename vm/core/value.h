// SPDX-License-Identifier: MIT
//
// The tagged word in which every Python value travels.
//
//     ............................................................xxx1   int, 63 bits, two's
//     complement
//     ............................................................xx10   float whose exponent is
//     common
//     ............................................................x000   Object*, counted reference
//     ............................................................x100   special constant (index <<
//     3)
//
// Small integers, common floats, None, True, False, Ellipsis and NotImplemented are immediates: no
// allocation, no count. Rarer floats (very large, very small, -0.0) live on the heap as
// FloatObject, integers of more than 63 bits as BigInt.
//
// Invariants: two immediates of the same type are equal as words exactly if they are the same
// value; an integer that fits in 63 bits is never a BigInt; a float that fits the immediate form is
// never a FloatObject (subclasses of int and float excepted). So `is` on words is identity.
//
// `Value` is a plain word: it owns nothing (a borrowed reference). `Ref` owns one count.
// `Undefined` means "nothing there" (an unbound local, a missing dict key, an iterator's end);
// `Error` means "an exception is pending in the Thread, or it is cancelled".
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace gilsim::vm {

struct Object;
struct Type;

class Value {
 public:
  constexpr Value() : bits_(kUndefinedBits) {}
  static constexpr Value from_bits(std::uint64_t bits) { return Value(bits); }
  Value(Object* object)
      : bits_(reinterpret_cast<std::uint64_t>(object)) {}  // NOLINT: implicit on purpose

  static constexpr Value undefined() { return Value(kUndefinedBits); }
  static constexpr Value error() { return Value(special(1)); }
  static constexpr Value none() { return Value(special(2)); }
  static constexpr Value false_value() { return Value(special(4)); }
  static constexpr Value true_value() { return Value(special(5)); }
  static constexpr Value boolean(bool b) { return Value(special(4 + static_cast<unsigned>(b))); }
  static constexpr Value ellipsis() { return Value(special(6)); }
  static constexpr Value not_implemented() { return Value(special(7)); }

  static constexpr std::int64_t kSmallIntMax = (std::int64_t{1} << 62) - 1;
  static constexpr std::int64_t kSmallIntMin = -(std::int64_t{1} << 62);
  static constexpr bool fits_small_int(std::int64_t i) {
    return i >= kSmallIntMin && i <= kSmallIntMax;
  }
  /// REQUIRES: fits_small_int(i).
  static constexpr Value small_int(std::int64_t i) {
    return Value((static_cast<std::uint64_t>(i) << 1) | 1);
  }
  /// True and sets `out` if the double has the immediate form (float.h's make_float covers the
  /// rest).
  static bool immediate_float(double number, Value& out) {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(number);
    const unsigned exponent_top = static_cast<unsigned>(bits >> 60) & 7;
    if ((exponent_top == 3 || exponent_top == 4) && bits != 0x3000000000000000u) {
      out = Value((std::rotl(bits, 3) & ~std::uint64_t{3}) | 2);
      return true;
    }
    if (bits == 0) {
      out = Value(kFloatZeroBits);
      return true;
    }
    return false;
  }

  constexpr std::uint64_t bits() const { return bits_; }
  constexpr bool is_small_int() const { return (bits_ & 1) != 0; }
  constexpr bool is_immediate_float() const { return (bits_ & 3) == 2; }
  constexpr bool is_object() const { return (bits_ & 7) == 0; }
  constexpr bool is_undefined() const { return bits_ == kUndefinedBits; }
  constexpr bool is_error() const { return bits_ == special(1); }
  constexpr bool is_none() const { return bits_ == special(2); }
  constexpr bool is_true() const { return bits_ == special(5); }
  constexpr bool is_false() const { return bits_ == special(4); }
  constexpr bool is_bool() const { return (bits_ | 8) == special(5); }
  constexpr bool is_ellipsis() const { return bits_ == special(6); }
  constexpr bool is_not_implemented() const { return bits_ == special(7); }

  /// REQUIRES: is_small_int().
  constexpr std::int64_t as_small_int() const { return static_cast<std::int64_t>(bits_) >> 1; }
  /// REQUIRES: is_immediate_float().
  double as_immediate_float() const {
    if (bits_ == kFloatZeroBits) return 0.0;
    const std::uint64_t top = bits_ >> 63;
    return std::bit_cast<double>(std::rotr((2 - top) | (bits_ & ~std::uint64_t{3}), 3));
  }
  /// REQUIRES: is_object().
  Object* as_object() const { return reinterpret_cast<Object*>(bits_); }

  /// Identity (Python's `is`).
  friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }

 private:
  explicit constexpr Value(std::uint64_t bits) : bits_(bits) {}
  static constexpr std::uint64_t special(unsigned index) { return (std::uint64_t{index} << 3) | 4; }
  static constexpr std::uint64_t kUndefinedBits = 4;
  static constexpr std::uint64_t kFloatZeroBits = 0x8000000000000002u;

  std::uint64_t bits_;
};

static_assert(sizeof(Value) == 8);

}  // namespace gilsim::vm
