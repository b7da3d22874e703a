// SPDX-License-Identifier: MIT
//
// Boost.Multiprecision's cpp_int does the arithmetic of moderate numbers and all linear work;
// products and quotients too large for one portion are split here (Karatsuba; Burnikel and
// Ziegler's division), and the polls stand between the portions.
#include "vm/objects/big_int.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

using boost::multiprecision::cpp_int;
__extension__ typedef unsigned __int128 DoubleLimb;

static_assert(std::is_same_v<boost::multiprecision::limb_type, Limb>);

/// Operands up to this many limbs are multiplied and divided in one portion (about 40 us).
constexpr std::size_t kPortionLimbs = 192;
/// Numbers below this many limbs are not worth polls or size checks.
constexpr std::size_t kLargeLimbs = 2048;
constexpr std::uint64_t kTooMuch = std::uint64_t{1} << 62;

std::size_t limbs_of(const cpp_int& number) { return number.backend().size(); }

/// (msb() counts in 32 bits.)
std::uint64_t bits_of(const cpp_int& magnitude) {
  const std::size_t size = limbs_of(magnitude);
  return size * 64 -
         static_cast<std::uint64_t>(std::countl_zero(magnitude.backend().limbs()[size - 1]));
}

bool has_bit(const cpp_int& magnitude, std::uint64_t bit) {
  return ((magnitude.backend().limbs()[bit / 64] >> (bit % 64)) & 1) != 0;
}

cpp_int from_limbs(std::span<const Limb> limbs) {
  cpp_int number;
  if (limbs.empty()) return number;
  number.backend().resize(static_cast<unsigned>(limbs.size()), static_cast<unsigned>(limbs.size()));
  std::memcpy(number.backend().limbs(), limbs.data(), limbs.size_bytes());
  number.backend().normalize();
  return number;
}

cpp_int magnitude_of(Value plain) { return from_limbs(IntView(plain).limbs()); }

cpp_int to_cpp_int(Value plain) {
  if (plain.is_small_int()) return cpp_int(plain.as_small_int());
  cpp_int number = magnitude_of(plain);
  if (is_negative_int(plain)) number.backend().negate();
  return number;
}

Ref make_result(Thread& thread, std::span<const Limb> limbs, bool is_negative) {
  return make_int_from_limbs(thread, limbs, is_negative);
}

Ref make_result(Thread& thread, const cpp_int& number) {
  return make_result(thread, {number.backend().limbs(), limbs_of(number)}, number.sign() < 0);
}

/// Pays for one portion and lets the host act.
bool pay(Thread& thread, std::uint64_t limb_products) {
  thread.charge(static_cast<std::int64_t>(limb_products) * thread.work_costs().limb_product_ps);
  return thread.poll();
}
bool pay_division(Thread& thread, std::uint64_t limb_pairs) {
  thread.charge(static_cast<std::int64_t>(limb_pairs) * thread.work_costs().limb_division_ps);
  return thread.poll();
}

bool reserve_limbs(Thread& thread, std::uint64_t limbs) {
  return limbs < kLargeLimbs || thread.reserve(limbs * sizeof(Limb));
}

/// Limbs [first, first + count) of a magnitude as a number of their own.
cpp_int limb_slice(const cpp_int& number, std::size_t first, std::size_t count) {
  const std::size_t size = limbs_of(number);
  if (first >= size) return cpp_int();
  return from_limbs({number.backend().limbs() + first, std::min(count, size - first)});
}

bool multiply_magnitudes(Thread& thread, const cpp_int& left, const cpp_int& right,
                         cpp_int& product);

bool multiply_halves(Thread& thread, const cpp_int& longer, const cpp_int& shorter,
                     cpp_int& product) {
  const std::size_t half = (limbs_of(longer) + 1) / 2;
  cpp_int low;
  cpp_int high;
  if (!multiply_magnitudes(thread, limb_slice(longer, 0, half), shorter, low) ||
      !multiply_magnitudes(thread, limb_slice(longer, half, half), shorter, high)) {
    return false;
  }
  product = std::move(high);
  product <<= half * 64;
  product += low;
  return true;
}

bool multiply_karatsuba(Thread& thread, const cpp_int& left, const cpp_int& right,
                        cpp_int& product) {
  const std::size_t half = (std::max(limbs_of(left), limbs_of(right)) + 1) / 2;
  const cpp_int left_low = limb_slice(left, 0, half);
  const cpp_int left_high = limb_slice(left, half, half);
  const cpp_int right_low = limb_slice(right, 0, half);
  const cpp_int right_high = limb_slice(right, half, half);
  cpp_int low;
  cpp_int high;
  cpp_int middle;
  if (!multiply_magnitudes(thread, left_low, right_low, low) ||
      !multiply_magnitudes(thread, left_high, right_high, high) ||
      !multiply_magnitudes(thread, left_low + left_high, right_low + right_high, middle)) {
    return false;
  }
  middle -= low;
  middle -= high;
  product = std::move(high);
  product <<= half * 64;
  product += middle;
  product <<= half * 64;
  product += low;
  return true;
}

bool multiply_magnitudes(Thread& thread, const cpp_int& left, const cpp_int& right,
                         cpp_int& product) {
  const cpp_int& longer = limbs_of(left) >= limbs_of(right) ? left : right;
  const cpp_int& shorter = &longer == &left ? right : left;
  const std::size_t long_size = limbs_of(longer);
  const std::size_t short_size = limbs_of(shorter);
  if (long_size * short_size <= kPortionLimbs * kPortionLimbs) {
    product = longer * shorter;
    return pay(thread, long_size * short_size);
  }
  if (short_size <= kPortionLimbs || long_size > 2 * short_size) {
    return multiply_halves(thread, longer, shorter, product);
  }
  return multiply_karatsuba(thread, longer, shorter, product);
}

// Division of magnitudes: a number of 2n bits by one of exactly n bits is two divisions of 3n/2 by
// n bits, each of which is one of n by n/2 bits and a product.

bool divide_two_by_one(Thread& thread, cpp_int numerator, cpp_int divisor, std::uint64_t bits,
                       cpp_int& quotient, cpp_int& remainder);

bool divide_three_by_two(Thread& thread, const cpp_int& upper, const cpp_int& lower,
                         const cpp_int& divisor, const cpp_int& divisor_high,
                         const cpp_int& divisor_low, std::uint64_t bits, cpp_int& quotient,
                         cpp_int& remainder) {
  cpp_int rest;
  if ((upper >> bits) == divisor_high) {
    quotient = (cpp_int(1) << bits) - 1;
    rest = upper - (divisor_high << bits) + divisor_high;
  } else if (!divide_two_by_one(thread, upper, divisor_high, bits, quotient, rest)) {
    return false;
  }
  cpp_int product;
  if (!multiply_magnitudes(thread, quotient, divisor_low, product)) return false;
  remainder = ((rest << bits) | lower) - product;
  while (remainder < 0) {
    --quotient;
    remainder += divisor;
  }
  return true;
}

cpp_int low_bits(const cpp_int& number, std::uint64_t bits) {
  const std::size_t whole = bits / 64;
  cpp_int low = limb_slice(number, 0, whole + 1);
  if (limbs_of(low) <= whole) return low;
  Limb* limbs = low.backend().limbs();
  limbs[whole] &= (Limb{1} << (bits % 64)) - 1;
  low.backend().normalize();
  return low;
}

bool divide_two_by_one(Thread& thread, cpp_int numerator, cpp_int divisor, std::uint64_t bits,
                       cpp_int& quotient, cpp_int& remainder) {
  if (bits <= kPortionLimbs * 64 || bits_of(numerator) <= bits + 64) {
    divide_qr(numerator, divisor, quotient, remainder);
    const std::size_t quotient_limbs = limbs_of(quotient);
    return pay_division(thread, (quotient_limbs + 1) * limbs_of(divisor));
  }
  const bool is_odd = (bits & 1) != 0;
  if (is_odd) {
    numerator <<= 1;
    divisor <<= 1;
    ++bits;
  }
  const std::uint64_t half = bits / 2;
  const cpp_int divisor_high = divisor >> half;
  const cpp_int divisor_low = low_bits(divisor, half);
  cpp_int upper_quotient;
  cpp_int lower_quotient;
  cpp_int rest;
  if (!divide_three_by_two(thread, numerator >> bits, low_bits(numerator >> half, half), divisor,
                           divisor_high, divisor_low, half, upper_quotient, rest) ||
      !divide_three_by_two(thread, rest, low_bits(numerator, half), divisor, divisor_high,
                           divisor_low, half, lower_quotient, remainder)) {
    return false;
  }
  if (is_odd) remainder >>= 1;
  quotient = (upper_quotient << half) | lower_quotient;
  return true;
}

/// A numerator of any length, taken in digits of whole limbs: as wide as the divisor, or a portion.
bool divide_digits(Thread& thread, const cpp_int& numerator, const cpp_int& divisor,
                   cpp_int& quotient, cpp_int& remainder) {
  const std::size_t divisor_size = limbs_of(divisor);
  const std::size_t step = std::max(divisor_size, kPortionLimbs);
  std::size_t digits = (limbs_of(numerator) + step - 1) / step;
  std::vector<Limb> limbs(digits * step);
  remainder = 0;
  while (digits-- > 0) {
    cpp_int part = (remainder << (step * 64)) | limb_slice(numerator, digits * step, step);
    cpp_int digit;
    if (step == divisor_size) {
      if (!divide_two_by_one(thread, std::move(part), divisor, step * 64, digit, remainder)) {
        return false;
      }
    } else {
      divide_qr(part, divisor, digit, remainder);
      if (!pay_division(thread, (step + 1) * divisor_size)) return false;
    }
    std::copy_n(digit.backend().limbs(), limbs_of(digit), limbs.data() + digits * step);
  }
  quotient = from_limbs(limbs);
  return true;
}

bool divide_magnitudes(Thread& thread, const cpp_int& numerator, const cpp_int& divisor,
                       cpp_int& quotient, cpp_int& remainder) {
  const std::size_t size = limbs_of(numerator);
  const std::size_t divisor_size = limbs_of(divisor);
  if (size < divisor_size) {
    quotient = 0;
    remainder = numerator;
    return true;
  }
  const std::size_t products = (size - divisor_size + 1) * divisor_size;
  if (products <= kPortionLimbs * kPortionLimbs) {
    divide_qr(numerator, divisor, quotient, remainder);
    return pay_division(thread, products);
  }
  if (divisor_size < kPortionLimbs) {
    return divide_digits(thread, numerator, divisor, quotient, remainder);
  }
  // Wide divisors are shifted until they fill their limbs.
  const std::uint64_t shift = divisor_size * 64 - bits_of(divisor);
  if (!divide_digits(thread, numerator << shift, divisor << shift, quotient, remainder))
    return false;
  remainder >>= shift;
  return true;
}

/// Rounds towards minus infinity.
bool floor_divide(Thread& thread, const cpp_int& left, const cpp_int& right, cpp_int& quotient,
                  cpp_int& remainder) {
  const bool differ = (left.sign() < 0) != (right.sign() < 0);
  if (!divide_magnitudes(thread, abs(left), abs(right), quotient, remainder)) return false;
  if (left.sign() < 0) remainder = -remainder;
  if (differ) {
    quotient = -quotient;
    if (!remainder.is_zero()) {
      --quotient;
      remainder += right;
    }
  }
  return true;
}

/// number ** exponent by squaring, from the exponent's highest bit down.
bool raise_magnitude(Thread& thread, const cpp_int& base, std::uint64_t exponent, cpp_int& result) {
  result = 1;
  for (int bit = std::bit_width(exponent); bit-- > 0;) {
    cpp_int square;
    if (!multiply_magnitudes(thread, result, result, square)) return false;
    result = std::move(square);
    if ((exponent >> bit) & 1) {
      cpp_int product;
      if (!multiply_magnitudes(thread, result, base, product)) return false;
      result = std::move(product);
    }
  }
  return true;
}

// --- digits -------------------------------------------------------------------------------------

/// How many digits of a base fit one limb, and the base to that power.
struct DigitChunk {
  int digits;
  Limb power;
};

DigitChunk chunk_of(int base) {
  DigitChunk chunk{0, 1};
  while (chunk.power <= UINT64_MAX / static_cast<Limb>(base)) {
    chunk.power *= static_cast<Limb>(base);
    ++chunk.digits;
  }
  return chunk;
}

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/// Digits of a moderate number, most significant first, padded with zeros to `width`.
void append_digits(std::vector<Limb> limbs, int base, std::size_t width, std::string& out) {
  const DigitChunk chunk = chunk_of(base);
  std::string reversed;
  std::size_t used = limbs.size();
  while (used > 0) {
    Limb rest = 0;
    for (std::size_t i = used; i-- > 0;) {
      const DoubleLimb part = (DoubleLimb{rest} << 64) | limbs[i];
      limbs[i] = static_cast<Limb>(part / chunk.power);
      rest = static_cast<Limb>(part % chunk.power);
    }
    while (used > 0 && limbs[used - 1] == 0) --used;
    for (int i = 0; i < chunk.digits; ++i) {
      reversed.push_back(kDigits[rest % static_cast<Limb>(base)]);
      rest /= static_cast<Limb>(base);
    }
  }
  while (!reversed.empty() && reversed.back() == '0') reversed.pop_back();
  if (reversed.size() < width) reversed.append(width - reversed.size(), '0');
  out.append(reversed.rbegin(), reversed.rend());
}

/// The powers base**(width << k), made as far as they are needed.
class PowerTable {
 public:
  PowerTable(int base, std::size_t width) : base_(base), width_(width) {}

  std::size_t digits(std::size_t k) const { return width_ << k; }
  bool get(Thread& thread, std::size_t k, const cpp_int*& power) {
    while (powers_.size() <= k) {
      cpp_int next;
      if (powers_.empty()) {
        next = boost::multiprecision::pow(cpp_int(base_), static_cast<unsigned>(width_));
      } else if (!multiply_magnitudes(thread, powers_.back(), powers_.back(), next)) {
        return false;
      }
      powers_.push_back(std::move(next));
    }
    power = &powers_[k];
    return true;
  }

 private:
  int base_;
  std::size_t width_;
  std::vector<cpp_int> powers_;
};

/// Digits in one portion of a conversion, and so the width of the table's first power.
constexpr std::size_t kPortionDigits = 1024;

/// Appends number < base**digits(k), padded to `width` (0: no padding).
bool append_long(Thread& thread, PowerTable& table, const cpp_int& number, std::size_t k, int base,
                 std::size_t width, std::string& out) {
  if (k == 0) {
    const std::size_t size = number.is_zero() ? 0 : limbs_of(number);
    append_digits({number.backend().limbs(), number.backend().limbs() + size}, base, width, out);
    return pay(thread, size * size);
  }
  const cpp_int* power;
  cpp_int quotient;
  cpp_int remainder;
  const std::size_t low_width = table.digits(k - 1);
  if (!table.get(thread, k - 1, power) ||
      !divide_magnitudes(thread, number, *power, quotient, remainder)) {
    return false;
  }
  if (width == 0 && quotient.is_zero()) {
    return append_long(thread, table, remainder, k - 1, base, 0, out);
  }
  const std::size_t high_width = width == 0 ? 0 : width - low_width;
  return append_long(thread, table, quotient, k - 1, base, high_width, out) &&
         append_long(thread, table, remainder, k - 1, base, low_width, out);
}

void append_power_of_two_digits(std::span<const Limb> limbs, int bits, std::string& out) {
  const std::uint64_t total =
      limbs.size() * 64 - static_cast<std::uint64_t>(std::countl_zero(limbs.back()));
  std::uint64_t digits =
      (total + static_cast<std::uint64_t>(bits) - 1) / static_cast<std::uint64_t>(bits);
  while (digits-- > 0) {
    const std::uint64_t at = digits * static_cast<std::uint64_t>(bits);
    Limb digit = limbs[at / 64] >> (at % 64);
    if (at % 64 + static_cast<std::uint64_t>(bits) > 64 && at / 64 + 1 < limbs.size()) {
      digit |= limbs[at / 64 + 1] << (64 - at % 64);
    }
    out.push_back(kDigits[digit & ((Limb{1} << bits) - 1)]);
  }
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 0x20) - 'a' + 10;
}

std::vector<Limb> moderate_from_digits(std::string_view digits, int base) {
  const DigitChunk chunk = chunk_of(base);
  std::vector<Limb> limbs;
  while (!digits.empty()) {
    const std::size_t count =
        std::min<std::size_t>(digits.size(), static_cast<std::size_t>(chunk.digits));
    Limb carry = 0;
    Limb power = 1;
    for (const char c : digits.substr(0, count)) {
      carry = carry * static_cast<Limb>(base) + static_cast<Limb>(digit_value(c));
      power *= static_cast<Limb>(base);
    }
    for (Limb& limb : limbs) {
      const DoubleLimb product = DoubleLimb{limb} * power + carry;
      limb = static_cast<Limb>(product);
      carry = static_cast<Limb>(product >> 64);
    }
    if (carry != 0) limbs.push_back(carry);
    digits.remove_prefix(count);
  }
  return limbs;
}

bool long_from_digits(Thread& thread, PowerTable& table, std::string_view digits, int base,
                      cpp_int& number) {
  if (digits.size() <= kPortionDigits) {
    number = from_limbs(moderate_from_digits(digits, base));
    return pay(thread, digits.size() * digits.size() / 512);
  }
  std::size_t k = 0;
  while (table.digits(k + 1) < digits.size()) ++k;
  const std::size_t low = table.digits(k);
  cpp_int upper;
  cpp_int lower;
  const cpp_int* power;
  if (!long_from_digits(thread, table, digits.substr(0, digits.size() - low), base, upper) ||
      !long_from_digits(thread, table, digits.substr(digits.size() - low), base, lower) ||
      !table.get(thread, k, power) || !multiply_magnitudes(thread, upper, *power, number)) {
    return false;
  }
  number += lower;
  return true;
}

bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

std::vector<Limb> from_power_of_two_digits(std::string_view digits, int bits) {
  std::vector<Limb> limbs(digits.size() * static_cast<std::size_t>(bits) / 64 + 1);
  std::size_t at = 0;
  for (std::size_t i = digits.size(); i-- > 0; at += static_cast<std::size_t>(bits)) {
    const auto digit = static_cast<Limb>(digit_value(digits[i]));
    limbs[at / 64] |= digit << (at % 64);
    if (at % 64 + static_cast<std::size_t>(bits) > 64 && at / 64 + 1 < limbs.size()) {
      limbs[at / 64 + 1] |= digit >> (64 - at % 64);
    }
  }
  return limbs;
}

}  // namespace

// --- arithmetic ---------------------------------------------------------------------------------

namespace {

std::size_t limb_count(Value plain) {
  return plain.is_small_int() ? 1 : static_cast<std::size_t>(cast<BigInt>(plain)->count);
}

/// Pays for work that is linear in both operands.
bool pay_linear(Thread& thread, Value left, Value right) {
  const std::size_t limbs = std::max(limb_count(left), limb_count(right));
  thread.charge(static_cast<std::int64_t>(limbs) * thread.work_costs().limb_ps);
  return limbs < kLargeLimbs || (reserve_limbs(thread, limbs + 1) && thread.poll());
}

bool both_small(Value left, Value right) { return left.is_small_int() && right.is_small_int(); }

}  // namespace

Ref int_add(Thread& thread, Value left, Value right) {
  if (both_small(left, right)) return make_int(thread, left.as_small_int() + right.as_small_int());
  if (!pay_linear(thread, left, right)) return Ref::error();
  return make_result(thread, to_cpp_int(left) + to_cpp_int(right));
}

Ref int_subtract(Thread& thread, Value left, Value right) {
  if (both_small(left, right)) return make_int(thread, left.as_small_int() - right.as_small_int());
  if (!pay_linear(thread, left, right)) return Ref::error();
  return make_result(thread, to_cpp_int(left) - to_cpp_int(right));
}

Ref int_negate(Thread& thread, Value number) {
  if (number.is_small_int()) return make_int(thread, -number.as_small_int());
  if (!pay_linear(thread, number, number)) return Ref::error();
  const IntView view(number);
  return make_result(thread, view.limbs(), !view.is_negative());
}

Ref int_multiply(Thread& thread, Value left, Value right) {
  if (both_small(left, right)) {
    std::int64_t product;
    if (!__builtin_mul_overflow(left.as_small_int(), right.as_small_int(), &product)) {
      return make_int(thread, product);
    }
  }
  if (!reserve_limbs(thread, limb_count(left) + limb_count(right))) return Ref::error();
  cpp_int product;
  if (!multiply_magnitudes(thread, magnitude_of(left), magnitude_of(right), product)) {
    return Ref::error();
  }
  if (is_negative_int(left) != is_negative_int(right)) product = -product;
  return make_result(thread, product);
}

bool int_divide(Thread& thread, Value left, Value right, Ref& quotient, Ref& remainder) {
  if (both_small(left, right)) {
    const std::int64_t a = left.as_small_int();
    const std::int64_t b = right.as_small_int();
    pay_long_division(thread, b);
    std::int64_t q = a / b;
    std::int64_t r = a % b;
    if (r != 0 && (r < 0) != (b < 0)) {
      --q;
      r += b;
    }
    quotient = make_int(thread, q);
    remainder = Ref::small_int(r);
    return true;
  }
  if (!reserve_limbs(thread, limb_count(left))) return false;
  cpp_int q;
  cpp_int r;
  if (!floor_divide(thread, to_cpp_int(left), to_cpp_int(right), q, r)) return false;
  quotient = make_result(thread, q);
  remainder = make_result(thread, r);
  return true;
}

Ref int_floor_divide(Thread& thread, Value left, Value right) {
  if (right == Value::small_int(0)) {
    return thread.raise(thread.types().ZeroDivisionError, "integer division or modulo by zero");
  }
  Ref quotient;
  Ref remainder;
  return int_divide(thread, left, right, quotient, remainder) ? std::move(quotient) : Ref::error();
}

Ref int_remainder(Thread& thread, Value left, Value right) {
  if (right == Value::small_int(0)) {
    return thread.raise(thread.types().ZeroDivisionError, "integer modulo by zero");
  }
  Ref quotient;
  Ref remainder;
  return int_divide(thread, left, right, quotient, remainder) ? std::move(remainder) : Ref::error();
}

Ref int_and(Thread& thread, Value left, Value right) {
  if (both_small(left, right)) return Ref::small_int(left.as_small_int() & right.as_small_int());
  if (!pay_linear(thread, left, right)) return Ref::error();
  return make_result(thread, to_cpp_int(left) & to_cpp_int(right));
}

Ref int_or(Thread& thread, Value left, Value right) {
  if (both_small(left, right)) return Ref::small_int(left.as_small_int() | right.as_small_int());
  if (!pay_linear(thread, left, right)) return Ref::error();
  return make_result(thread, to_cpp_int(left) | to_cpp_int(right));
}

Ref int_xor(Thread& thread, Value left, Value right) {
  if (both_small(left, right)) return Ref::small_int(left.as_small_int() ^ right.as_small_int());
  if (!pay_linear(thread, left, right)) return Ref::error();
  return make_result(thread, to_cpp_int(left) ^ to_cpp_int(right));
}

Ref int_shift_left(Thread& thread, Value number, Value count) {
  if (number == Value::small_int(0)) return Ref::small_int(0);
  std::int64_t bits;
  if (!int_to_int64(count, bits)) {
    return thread.raise(thread.types().OverflowError, "too many digits in integer");
  }
  if (number.is_small_int() && bits < 62 - int_bit_length(number)) {
    return Ref::small_int(number.as_small_int() * (std::int64_t{1} << bits));
  }
  const std::uint64_t limbs = limb_count(number) + static_cast<std::uint64_t>(bits) / 64 + 1;
  if (!reserve_limbs(thread, limbs)) return Ref::error();
  thread.charge(static_cast<std::int64_t>(limbs) * thread.work_costs().limb_ps);
  if (limbs >= kLargeLimbs && !thread.poll()) return Ref::error();
  return make_result(thread, to_cpp_int(number) << static_cast<std::uint64_t>(bits));
}

Ref int_shift_right(Thread& thread, Value number, Value count) {
  std::int64_t bits;
  if (!int_to_int64(count, bits) || bits >= int_bit_length(number)) {
    return Ref::small_int(is_negative_int(number) ? -1 : 0);
  }
  if (number.is_small_int()) return Ref::small_int(number.as_small_int() >> bits);
  if (!pay_linear(thread, number, number)) return Ref::error();
  cpp_int shifted = magnitude_of(number);
  if (!is_negative_int(number))
    return make_result(thread, shifted >> static_cast<std::uint64_t>(bits));
  // Rounds down: -n >> k is -((n - 1 >> k) + 1).
  --shifted;
  shifted >>= static_cast<std::uint64_t>(bits);
  ++shifted;
  return make_result(thread, -shifted);
}

Ref int_power_unsigned(Thread& thread, Value base, Value exponent) {
  if (exponent == Value::small_int(0)) return Ref::small_int(1);
  if (base.is_small_int() && base.as_small_int() >= -1 && base.as_small_int() <= 1) {
    const bool is_odd = (IntView(exponent).limbs()[0] & 1) != 0;
    return base.as_small_int() == -1 && !is_odd ? Ref::small_int(1) : Ref::share(base);
  }
  const IntView view(base);
  const auto bits = static_cast<std::uint64_t>(int_bit_length(base));
  std::int64_t times;
  std::uint64_t result_bits;
  if (!int_to_int64(exponent, times) ||
      __builtin_mul_overflow(bits, static_cast<std::uint64_t>(times), &result_bits)) {
    return thread.reserve(kTooMuch) ? thread.raise(thread.types().MemoryError, "") : Ref::error();
  }
  if (!reserve_limbs(thread, result_bits / 64 + 1)) return Ref::error();
  const bool is_negative = view.is_negative() && (times & 1) != 0;
  if (view.limbs().size() == 1 && std::has_single_bit(view.limbs()[0])) {
    const std::uint64_t shift = (bits - 1) * static_cast<std::uint64_t>(times);
    thread.charge(static_cast<std::int64_t>(shift / 64) * thread.work_costs().limb_ps);
    cpp_int result = cpp_int(1) << shift;
    return make_result(thread, is_negative ? cpp_int(-result) : result);
  }
  cpp_int result;
  if (!raise_magnitude(thread, from_limbs(view.limbs()), static_cast<std::uint64_t>(times),
                       result)) {
    return Ref::error();
  }
  if (is_negative) result = -result;
  return make_result(thread, result);
}

namespace {

bool multiply_modulo(Thread& thread, const cpp_int& left, const cpp_int& right,
                     const cpp_int& modulus, cpp_int& result) {
  cpp_int product;
  cpp_int quotient;
  cpp_int remainder;
  if (!multiply_magnitudes(thread, left, right, product) ||
      !divide_magnitudes(thread, product, modulus, quotient, remainder)) {
    return false;
  }
  result = std::move(remainder);
  return true;
}

/// The number's inverse; 0 if there is none. REQUIRES: 0 <= number < modulus.
bool invert_modulo(Thread& thread, const cpp_int& number, const cpp_int& modulus,
                   cpp_int& inverse) {
  cpp_int a = modulus;
  cpp_int b = number;
  cpp_int x = 0;
  cpp_int y = 1;
  while (!b.is_zero()) {
    cpp_int quotient;
    cpp_int rest;
    if (!divide_magnitudes(thread, a, b, quotient, rest)) return false;
    a = std::exchange(b, std::move(rest));
    cpp_int next = x - quotient * y;
    x = std::exchange(y, std::move(next));
  }
  inverse = 0;
  if (a == 1) inverse = x.sign() < 0 ? cpp_int(x + modulus) : x;
  return true;
}

}  // namespace

Ref int_power_modulo(Thread& thread, Value base, Value exponent, Value modulus) {
  if (modulus == Value::small_int(0)) return thread.value_error("pow() 3rd argument cannot be 0");
  const cpp_int signed_modulus = to_cpp_int(modulus);
  const cpp_int divisor = abs(signed_modulus);
  if (divisor == 1) return Ref::small_int(0);
  cpp_int quotient;
  cpp_int number;
  if (!floor_divide(thread, to_cpp_int(base), divisor, quotient, number)) return Ref::error();
  if (is_negative_int(exponent)) {
    cpp_int inverse;
    if (!invert_modulo(thread, number, divisor, inverse)) return Ref::error();
    if (inverse.is_zero()) {
      return thread.value_error("base is not invertible for the given modulus");
    }
    number = std::move(inverse);
  }
  const cpp_int power = magnitude_of(exponent);
  cpp_int result = 1;
  for (std::uint64_t bit = bits_of(power); bit-- > 0;) {
    if (!multiply_modulo(thread, result, result, divisor, result)) return Ref::error();
    if (has_bit(power, bit) && !multiply_modulo(thread, result, number, divisor, result)) {
      return Ref::error();
    }
  }
  if (signed_modulus.sign() < 0 && !result.is_zero()) result += signed_modulus;
  return make_result(thread, result);
}

Ref int_true_divide(Thread& thread, Value left, Value right) {
  if (right == Value::small_int(0)) {
    return thread.raise(thread.types().ZeroDivisionError, "division by zero");
  }
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (both_small(left, right)) {
    const std::int64_t a = left.as_small_int();
    const std::int64_t b = right.as_small_int();
    if (a >= -kExact && a <= kExact && b >= -kExact && b <= kExact) {
      return make_float(thread, static_cast<double>(a) / static_cast<double>(b));
    }
  }
  const bool is_negative = is_negative_int(left) != is_negative_int(right);
  if (left == Value::small_int(0)) return make_float(thread, is_negative ? -0.0 : 0.0);
  const auto too_large = [&] {
    return thread.raise(thread.types().OverflowError,
                        "integer division result too large for a float");
  };
  // Scale so that the quotient has 65 or 66 bits: enough for rounding once, with a sticky bit.
  // Below the normal range fewer bits count: ldexp would round a second time, so scale less.
  const std::int64_t difference = int_bit_length(left) - int_bit_length(right);
  if (difference > 1024) return too_large();
  if (difference < -1080) return make_float(thread, is_negative ? -0.0 : 0.0);
  const std::int64_t shift = std::max<std::int64_t>(difference, -1022) - 65;
  cpp_int numerator = magnitude_of(left);
  cpp_int divisor = magnitude_of(right);
  if (shift < 0) numerator <<= static_cast<std::uint64_t>(-shift);
  if (shift > 0) divisor <<= static_cast<std::uint64_t>(shift);
  cpp_int quotient;
  cpp_int remainder;
  if (!divide_magnitudes(thread, numerator, divisor, quotient, remainder)) return Ref::error();
  const std::uint64_t bits = bits_of(quotient);
  // The value is quotient * 2**shift; its last bit that a double can hold has this weight.
  const std::int64_t top = static_cast<std::int64_t>(bits) + shift;
  const std::int64_t last = std::max<std::int64_t>(top - 53, -1074);
  const auto drop = static_cast<std::uint64_t>(last - shift);
  cpp_int kept = quotient >> drop;
  const cpp_int dropped = quotient - (kept << drop);
  const cpp_int half = cpp_int(1) << (drop - 1);
  if (dropped > half || (dropped == half && (!remainder.is_zero() || (kept & 1) != 0))) ++kept;
  const double magnitude =
      std::ldexp(static_cast<double>(static_cast<Limb>(kept)), static_cast<int>(last));
  if (std::isinf(magnitude)) return too_large();
  return make_float(thread, is_negative ? -magnitude : magnitude);
}

// --- digits of ints -----------------------------------------------------------------------------

namespace {

bool raise_too_many_digits(Thread& thread, std::uint32_t limit) {
  thread
      .value_error(
          "Exceeds the limit ({} digits) for integer string conversion; use "
          "sys.set_int_max_str_digits() to increase the limit",
          limit)
      .reset();
  return false;
}

}  // namespace

bool int_to_text(Thread& thread, Value plain, int base, std::string& out) {
  const IntView view(plain);
  if (view.limbs().empty()) {
    out = "0";
    return true;
  }
  out = view.is_negative() ? "-" : "";
  if (is_power_of_two(base)) {
    if (!reserve_limbs(thread, view.limbs().size() * 8)) return false;
    thread.charge(static_cast<std::int64_t>(view.limbs().size()) * 64 *
                  thread.work_costs().byte_ps);
    append_power_of_two_digits(view.limbs(), std::countr_zero(static_cast<unsigned>(base)), out);
    return view.limbs().size() < kLargeLimbs || thread.poll();
  }
  const std::uint32_t limit = thread.interpreter.int_max_str_digits;
  // 3.32 bits a digit: what is clearly above the limit is refused before the work.
  const auto bits = static_cast<std::uint64_t>(int_bit_length(plain));
  if (limit > 0 && bits / 10 * 3 > limit + 8) return raise_too_many_digits(thread, limit);
  const std::size_t sign = out.size();
  if (view.limbs().size() <= 8) {
    append_digits({view.limbs().begin(), view.limbs().end()}, base, 0, out);
  } else {
    PowerTable table(base, kPortionDigits);
    std::size_t k = 0;
    while ((kPortionDigits << k) * 3 < bits) ++k;
    if (!append_long(thread, table, from_limbs(view.limbs()), k, base, 0, out)) return false;
  }
  if (limit > 0 && out.size() - sign > limit) return raise_too_many_digits(thread, limit);
  return true;
}

Value make_int_in(Instance& instance, std::string_view digits, int base) {
  // A literal is bounded by its source text (and, in base 10, by the limit that the compiler
  // checks), so the quadratic conversion does.
  const std::vector<Limb> limbs =
      is_power_of_two(base)
          ? from_power_of_two_digits(digits, std::countr_zero(static_cast<unsigned>(base)))
          : moderate_from_digits(digits, base);
  return make_plain_int(instance.immortal_heap(), instance.types.integer, limbs, false);
}

Ref int_from_digits(Thread& thread, std::string_view digits, int base, bool is_negative) {
  if (is_power_of_two(base)) {
    thread.charge(static_cast<std::int64_t>(digits.size()) * 2 * thread.work_costs().byte_ps);
    if (digits.size() > kLargeLimbs && !thread.poll()) return Ref::error();
    return make_result(
        thread, from_power_of_two_digits(digits, std::countr_zero(static_cast<unsigned>(base))),
        is_negative);
  }
  if (digits.size() <= kPortionDigits) {
    return make_result(thread, moderate_from_digits(digits, base), is_negative);
  }
  PowerTable table(base, kPortionDigits);
  cpp_int number;
  if (!long_from_digits(thread, table, digits, base, number)) return Ref::error();
  if (is_negative) number = -number;
  return make_result(thread, number);
}

}  // namespace gilsim::vm
