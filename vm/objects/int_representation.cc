// SPDX-License-Identifier: MIT
//
// What an int is made of: limbs, comparison, hash, bytes, and the way to doubles and back.
// Arithmetic and digits: big_int.cc.
#include "vm/objects/big_int.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace gilsim::vm {

namespace {

__extension__ typedef unsigned __int128 DoubleLimb;

/// Numbers of more limbs keep them in a buffer of their own.
constexpr std::size_t kInlineLimbs = 64;
/// Doubles below it have an integer part that is a small int.
constexpr double kSmallRange = 4611686018427387904.0;  // 2**62

BigInt* new_big_int(Heap& heap, Type* int_type, std::size_t count, bool is_negative) {
  const bool is_inline = count <= kInlineLimbs;
  BigInt* big = heap.make<BigInt>(int_type, is_inline ? count * sizeof(Limb) : 0);
  big->count = static_cast<std::int64_t>(count);
  big->is_negative = is_negative;
  big->limbs = is_inline ? reinterpret_cast<Limb*>(big + 1)
                         : static_cast<Limb*>(heap.allocate_buffer(count * sizeof(Limb)));
  return big;
}

}  // namespace

Value make_plain_int(Heap& heap, Type* int_type, std::span<const Limb> limbs, bool is_negative) {
  while (!limbs.empty() && limbs.back() == 0) limbs = limbs.first(limbs.size() - 1);
  if (limbs.empty()) return Value::small_int(0);
  if (limbs.size() == 1) {
    constexpr Limb kTop = Limb{1} << 62;
    if (limbs[0] < kTop || (is_negative && limbs[0] == kTop)) {
      const auto magnitude = static_cast<std::int64_t>(limbs[0]);
      return Value::small_int(is_negative ? -magnitude : magnitude);
    }
  }
  BigInt* big = new_big_int(heap, int_type, limbs.size(), is_negative);
  std::memcpy(big->limbs, limbs.data(), limbs.size_bytes());
  return big;
}

Ref make_int_from_limbs(Thread& thread, std::span<const Limb> limbs, bool is_negative) {
  return Ref::adopt(make_plain_int(thread.heap(), thread.types().integer, limbs, is_negative));
}

IntView::IntView(Value plain) {
  if (plain.is_small_int()) {
    const std::int64_t number = plain.as_small_int();
    is_negative_ = number < 0;
    small_ =
        is_negative_ ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    count_ = number != 0 ? 1 : 0;
    return;
  }
  const BigInt* number = cast<BigInt>(plain);
  is_negative_ = number->is_negative;
  big_ = number->limbs;
  count_ = static_cast<std::size_t>(number->count);
}

void release_big_int(Heap& heap, BigInt* number) {
  if (!number->owns_buffer()) return;
  heap.free_buffer(number->limbs, static_cast<std::size_t>(number->count) * sizeof(Limb));
}

Value plain_int(Value value) {
  if (value.is_small_int()) return value;
  if (value.is_bool()) return Value::small_int(value.is_true() ? 1 : 0);
  const Object* object = value.as_object();
  return object->type->is_heap_type ? cast<IntInstance>(value)->number : value;
}

Ref make_int(Thread& thread, std::int64_t number) {
  if (Value::fits_small_int(number)) return Ref::small_int(number);
  const Limb magnitude =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  return make_int_from_limbs(thread, {&magnitude, 1}, number < 0);
}

Ref make_int_unsigned(Thread& thread, std::uint64_t number) {
  const Limb limb = number;
  return make_int_from_limbs(thread, {&limb, 1}, false);
}

bool int_to_int64(Value plain, std::int64_t& out) {
  if (plain.is_small_int()) {
    out = plain.as_small_int();
    return true;
  }
  const BigInt* number = cast<BigInt>(plain);
  if (number->count != 1) return false;
  const Limb magnitude = number->limbs[0];
  constexpr Limb kTop = Limb{1} << 63;
  if (number->is_negative ? magnitude > kTop : magnitude >= kTop) return false;
  out = static_cast<std::int64_t>(number->is_negative ? 0 - magnitude : magnitude);
  return true;
}

bool is_negative_int(Value plain) {
  return plain.is_small_int() ? plain.as_small_int() < 0 : cast<BigInt>(plain)->is_negative;
}

std::int64_t int_bit_length(Value plain) {
  const IntView view(plain);
  if (view.limbs().empty()) return 0;
  return static_cast<std::int64_t>(view.limbs().size()) * 64 -
         std::countl_zero(view.limbs().back());
}

std::int64_t int_bit_count(Value plain) {
  const IntView view(plain);
  std::int64_t count = 0;
  for (const Limb limb : view.limbs()) count += std::popcount(limb);
  return count;
}

int int_compare(Value left, Value right) {
  if (left.is_small_int() && right.is_small_int()) {
    const std::int64_t a = left.as_small_int();
    const std::int64_t b = right.as_small_int();
    return a < b ? -1 : a > b;
  }
  const IntView a(left);
  const IntView b(right);
  if (a.is_negative() != b.is_negative()) return a.is_negative() ? -1 : 1;
  const int sign = a.is_negative() ? -1 : 1;
  if (a.limbs().size() != b.limbs().size())
    return a.limbs().size() < b.limbs().size() ? -sign : sign;
  for (std::size_t i = a.limbs().size(); i-- > 0;) {
    if (a.limbs()[i] != b.limbs()[i]) return a.limbs()[i] < b.limbs()[i] ? -sign : sign;
  }
  return 0;
}

namespace {

constexpr int kHashBits = 61;
constexpr Limb kHashModulus = (Limb{1} << kHashBits) - 1;

std::int64_t finish_hash(Limb magnitude, bool is_negative) {
  const auto hash = static_cast<std::int64_t>(magnitude);
  const std::int64_t result = is_negative ? -hash : hash;
  return result == -1 ? -2 : result;
}

}  // namespace

std::int64_t hash_of_int(Value plain) {
  const IntView view(plain);
  Limb hash = 0;
  for (std::size_t i = view.limbs().size(); i-- > 0;) {
    const DoubleLimb part = (DoubleLimb{hash} << 64) | view.limbs()[i];
    hash = static_cast<Limb>(part % kHashModulus);
  }
  return finish_hash(hash, view.is_negative());
}

std::int64_t hash_of_double(double number) {
  if (std::isinf(number)) return number > 0 ? 314159 : -314159;
  // CPython derives it from the object's address; a constant is as valid and always the same.
  if (std::isnan(number)) return 0;
  int exponent;
  double mantissa = std::frexp(std::fabs(number), &exponent);
  Limb hash = 0;
  while (mantissa != 0) {
    hash = ((hash << 28) & kHashModulus) | hash >> (kHashBits - 28);
    mantissa *= 268435456.0;  // 2**28
    exponent -= 28;
    const auto digit = static_cast<Limb>(mantissa);
    mantissa -= static_cast<double>(digit);
    hash += digit;
    if (hash >= kHashModulus) hash -= kHashModulus;
  }
  const int shift = ((exponent % kHashBits) + kHashBits) % kHashBits;
  hash = ((hash << shift) & kHashModulus) | hash >> (kHashBits - shift);
  return finish_hash(hash, std::signbit(number));
}

// --- doubles ------------------------------------------------------------------------------------

namespace {

/// The magnitude's highest 64 bits; `sticky`: whether anything below them is not zero.
Limb top_bits(std::span<const Limb> limbs, bool& sticky) {
  const int shift = std::countl_zero(limbs.back());
  Limb top = limbs.back() << shift;
  std::size_t rest = limbs.size() - 1;
  sticky = false;
  if (rest > 0 && shift > 0) {
    top |= limbs[rest - 1] >> (64 - shift);
    --rest;
    sticky = (limbs[rest] << shift) != 0;
  }
  for (std::size_t i = rest; i-- > 0 && !sticky;) sticky = limbs[i] != 0;
  return top;
}

/// Rounds top (bit 63 set) and sticky to 53 bits, half to even; the result may be 2**53.
Limb round_to_53(Limb top, bool sticky) {
  Limb mantissa = top >> 11;
  const Limb below = top & 0x7ff;
  if (below > 0x400 || (below == 0x400 && (sticky || (mantissa & 1) != 0))) ++mantissa;
  return mantissa;
}

}  // namespace

bool int_to_double(Value plain, double& out) {
  if (plain.is_small_int()) {
    out = static_cast<double>(plain.as_small_int());
    return true;
  }
  const IntView view(plain);
  const std::int64_t bits = int_bit_length(plain);
  if (bits > 1024) return false;
  bool sticky;
  const Limb top = top_bits(view.limbs(), sticky);
  const double mantissa = static_cast<double>(round_to_53(top, sticky));
  const double magnitude = std::ldexp(mantissa, static_cast<int>(bits) - 53);
  if (std::isinf(magnitude)) return false;
  out = view.is_negative() ? -magnitude : magnitude;
  return true;
}

Ref int_from_double(Thread& thread, double number) {
  if (std::fabs(number) < kSmallRange) return Ref::small_int(static_cast<std::int64_t>(number));
  int exponent;
  const double mantissa = std::frexp(std::fabs(number), &exponent);
  const auto digits = static_cast<Limb>(std::ldexp(mantissa, 53));
  // At least 2**62, so there is something to shift.
  const int shift = exponent - 53;
  std::array<Limb, 18> limbs{};
  limbs[static_cast<std::size_t>(shift / 64)] = digits << (shift % 64);
  if (shift % 64 != 0)
    limbs[static_cast<std::size_t>(shift / 64) + 1] = digits >> (64 - shift % 64);
  return make_int_from_limbs(thread, limbs, number < 0);
}

int int_compare_double(Value plain, double number) {
  if (std::isinf(number)) return number > 0 ? -1 : 1;
  if (plain.is_small_int() && std::fabs(number) < kSmallRange) {
    const std::int64_t left = plain.as_small_int();
    const auto right = static_cast<std::int64_t>(number);
    if (left != right) return left < right ? -1 : 1;
    const double fraction = number - static_cast<double>(right);
    return fraction > 0 ? -1 : fraction < 0;
  }
  if (is_negative_int(plain) != (number < 0)) return is_negative_int(plain) ? -1 : 1;
  const int sign = number < 0 ? -1 : 1;
  int exponent;
  const double mantissa = std::frexp(std::fabs(number), &exponent);
  const std::int64_t bits = int_bit_length(plain);
  if (bits != exponent) return bits < exponent ? -sign : sign;
  // As long as each other, and at least 62 bits: the double is an integer.
  bool sticky;
  const Limb top = top_bits(IntView(plain).limbs(), sticky);
  const Limb other = static_cast<Limb>(std::ldexp(mantissa, 53)) << 11;
  if (top != other) return top < other ? -sign : sign;
  return sticky ? sign : 0;
}

// --- bytes --------------------------------------------------------------------------------------

std::string int_to_bytes(Value plain) {
  const IntView view(plain);
  std::string bytes(view.limbs().size() * sizeof(Limb) + 1, '\0');
  Limb carry = 1;
  for (std::size_t i = 0; i < view.limbs().size(); ++i) {
    Limb limb = view.limbs()[i];
    if (view.is_negative()) {
      limb = ~limb + carry;
      carry = carry != 0 && limb == 0 ? 1 : 0;
    }
    for (std::size_t byte = 0; byte < sizeof(Limb); ++byte) {
      bytes[i * sizeof(Limb) + byte] = static_cast<char>(limb >> (8 * byte));
    }
  }
  if (view.is_negative()) bytes.back() = '\xff';
  // The shortest form that keeps the sign bit.
  while (bytes.size() > 1) {
    const bool sign = (static_cast<unsigned char>(bytes[bytes.size() - 2]) & 0x80) != 0;
    if (static_cast<unsigned char>(bytes.back()) != (sign ? 0xff : 0)) break;
    bytes.pop_back();
  }
  return bytes;
}

Ref int_from_bytes(Thread& thread, std::string_view little_endian, bool is_signed) {
  std::vector<Limb> limbs((little_endian.size() + sizeof(Limb) - 1) / sizeof(Limb));
  const bool is_negative = is_signed && !little_endian.empty() &&
                           (static_cast<unsigned char>(little_endian.back()) & 0x80) != 0;
  if (is_negative) std::fill(limbs.begin(), limbs.end(), ~Limb{0});
  for (std::size_t i = 0; i < little_endian.size(); ++i) {
    const std::size_t shift = 8 * (i % sizeof(Limb));
    Limb& limb = limbs[i / sizeof(Limb)];
    limb = (limb & ~(Limb{0xff} << shift)) |
           (Limb{static_cast<unsigned char>(little_endian[i])} << shift);
  }
  if (is_negative) {
    Limb carry = 1;
    for (Limb& limb : limbs) {
      limb = ~limb + carry;
      carry = carry != 0 && limb == 0 ? 1 : 0;
    }
  }
  thread.charge(static_cast<std::int64_t>(limbs.size() * sizeof(Limb)) *
                thread.work_costs().byte_ps);
  return make_int_from_limbs(thread, limbs, is_negative);
}

}  // namespace gilsim::vm
