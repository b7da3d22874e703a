// SPDX-License-Identifier: MIT
//
// Square and multiply from the exponent's highest bit; inverses by the extended Euclidean
// algorithm.
#include "vm/modules/modular_power.h"

#include "vm/objects/number.h"

namespace gilsim::vm {

namespace {

bool is_zero(Value number) { return number == Value::small_int(0); }

/// The inverse of `base` modulo a positive `modulus`; Error: there is none.
Ref inverse(Thread& thread, Value base, Value modulus) {
  Ref old_rest = Ref::share(base);
  Ref rest = Ref::share(modulus);
  Ref old_factor = Ref::small_int(1);
  Ref factor = Ref::small_int(0);
  while (!is_zero(rest)) {
    const Ref quotient = int_floor_divide(thread, old_rest, rest);
    if (quotient.is_error()) return Ref::error();
    const Ref step = int_multiply(thread, quotient, factor);
    Ref next_rest = int_remainder(thread, old_rest, rest);
    if (step.is_error() || next_rest.is_error()) return Ref::error();
    Ref next_factor = int_subtract(thread, old_factor, step);
    if (next_factor.is_error() || !thread.poll()) return Ref::error();
    old_rest = std::move(rest);
    rest = std::move(next_rest);
    old_factor = std::move(factor);
    factor = std::move(next_factor);
  }
  if (!(old_rest.get() == Value::small_int(1))) {
    return thread.value_error("base is not invertible for the given modulus");
  }
  return old_factor;
}

/// The bits of a non-negative int, lowest first, as bytes.
Ref power_of(Thread& thread, Value base, Value exponent, Value modulus) {
  Ref result = int_remainder(thread, Value::small_int(1), modulus);
  const Ref reduced = int_remainder(thread, base, modulus);
  if (result.is_error() || reduced.is_error()) return Ref::error();
  const std::string bits = int_to_bytes(exponent);
  for (std::int64_t i = int_bit_length(exponent) - 1; i >= 0; --i) {
    const Ref square = int_multiply(thread, result, result);
    if (square.is_error()) return Ref::error();
    result = int_remainder(thread, square, modulus);
    const auto byte = static_cast<unsigned char>(bits[static_cast<std::size_t>(i / 8)]);
    if (!result.is_error() && ((byte >> (i % 8)) & 1) != 0) {
      const Ref product = int_multiply(thread, result, reduced);
      if (product.is_error()) return Ref::error();
      result = int_remainder(thread, product, modulus);
    }
    if (result.is_error() || !thread.poll()) return Ref::error();
  }
  return result;
}

}  // namespace

Ref modular_power(Thread& thread, Value base, Value exponent, Value modulus) {
  if (is_zero(modulus)) return thread.value_error("pow() 3rd argument cannot be 0");
  const bool is_negative = is_negative_int(modulus);
  const Ref positive = is_negative ? int_negate(thread, modulus) : Ref::share(modulus);
  if (positive.is_error()) return Ref::error();
  Ref factor = int_remainder(thread, base, positive);
  Ref times = Ref::share(exponent);
  if (is_negative_int(exponent)) {
    times = int_negate(thread, exponent);
    factor = inverse(thread, factor, positive);
  }
  if (factor.is_error() || times.is_error()) return Ref::error();
  Ref result = power_of(thread, factor, times, positive);
  if (result.is_error() || !is_negative || is_zero(result)) return result;
  return int_subtract(thread, result, positive);
}

}  // namespace gilsim::vm
