// SPDX-License-Identifier: MIT
//
// Arithmetic of ints of any size, apart from the slots that Python sees (int.cc).
//
// A BigInt keeps sign and magnitude: 64-bit limbs, least significant first, without leading zero
// limbs. All functions take *plain* ints (small, or BigInt) and return normalised ones: what fits
// 63 bits is small.
//
// Operations that can take long (products, quotients and powers of thousands of limbs, conversion
// to and from digits) are cut into portions of well below 100 us; each portion is charged and
// followed by a poll, so that limits and interrupts reach them. They return Ref::error() if the
// poll says stop.
#pragma once

#include "vm/core/thread.h"
#include "vm/objects/number.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gilsim::vm {

/// The type Boost.Multiprecision has for it.
using Limb = unsigned long long;
static_assert(sizeof(Limb) == 8);

struct BigInt : Object {
  std::int64_t count;  // limbs, at least 1
  bool is_negative;
  Limb* limbs;  // behind this header, or a buffer of its own if there are many

  bool owns_buffer() const { return limbs != reinterpret_cast<const Limb*>(this + 1); }
};

/// Sign and magnitude of a plain int, whichever form it has. Borrows from a BigInt.
class IntView {
 public:
  explicit IntView(Value plain);
  IntView(const IntView&) = delete;
  IntView& operator=(const IntView&) = delete;

  bool is_negative() const { return is_negative_; }
  /// Empty for zero.
  std::span<const Limb> limbs() const { return {big_ != nullptr ? big_ : &small_, count_}; }

 private:
  Limb small_ = 0;
  const Limb* big_ = nullptr;
  std::size_t count_ = 0;
  bool is_negative_ = false;
};

/// The normalised int with that magnitude; most significant zeros are allowed.
Value make_plain_int(Heap& heap, Type* int_type, std::span<const Limb> limbs, bool is_negative);
Ref make_int_from_limbs(Thread& thread, std::span<const Limb> limbs, bool is_negative);
void release_big_int(Heap& heap, BigInt* number);

/// Quotient (rounded down) and remainder (with the divisor's sign). REQUIRES: right is not 0.
bool int_divide(Thread&, Value left, Value right, Ref& quotient, Ref& remainder);
Ref int_and(Thread&, Value left, Value right);
Ref int_or(Thread&, Value left, Value right);
Ref int_xor(Thread&, Value left, Value right);
/// REQUIRES: count is not negative.
Ref int_shift_left(Thread&, Value number, Value count);
Ref int_shift_right(Thread&, Value number, Value count);
/// REQUIRES: exponent is not negative.
Ref int_power_unsigned(Thread&, Value base, Value exponent);
/// left / right, correctly rounded; raises ZeroDivisionError, OverflowError.
Ref int_true_divide(Thread&, Value left, Value right);
/// The integer part of a finite double.
Ref int_from_double(Thread&, double number);
/// Sign of plain - number; number may be infinite, not NaN.
int int_compare_double(Value plain, double number);
std::int64_t int_bit_count(Value plain);

/// The value of digits already checked (0-9a-z, either case) in a base of 2..36.
Ref int_from_digits(Thread&, std::string_view digits, int base, bool is_negative);

}  // namespace gilsim::vm
