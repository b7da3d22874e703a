// SPDX-License-Identifier: MIT
//
// Arithmetic on compile-time constants, within CPython's limits for folding.
#include "vm/bytecode/constant.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace gilsim::vm {

namespace {

using Kind = ConstantValue::Kind;
using Folded = std::optional<ConstantValue>;

// CPython's limits: bits of a product or power, items of a repeated tuple, length of a repeated
// str, items in all of a repeated nested tuple.
constexpr int kMaxIntBits = 128;
constexpr Int128 kMaxCollection = 256;
constexpr Int128 kMaxText = 4096;
constexpr int kMaxTotalItems = 1024;

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

int bit_length(Int128 value) {
  int bits = 0;
  for (Int128 rest = magnitude(value); rest != 0; rest >>= 1) ++bits;
  return bits;
}

std::size_t code_point_length(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

std::int64_t length_of(const ConstantValue& sequence) {
  if (sequence.kind == Kind::str)
    return static_cast<std::int64_t>(code_point_length(sequence.text));
  if (sequence.kind == Kind::bytes) return static_cast<std::int64_t>(sequence.text.size());
  return static_cast<std::int64_t>(sequence.items.size());
}

/// What is left of `limit` after counting all items of a nested tuple; negative: too many.
int count_items(const ConstantValue& value, int limit) {
  if (value.kind != Kind::tuple) return limit;
  limit -= static_cast<int>(value.items.size());
  for (const ConstantValue& item : value.items) {
    if (limit < 0) return limit;
    limit = count_items(item, limit);
  }
  return limit;
}

Folded repeat(const ConstantValue& sequence, Int128 count) {
  const std::int64_t length = length_of(sequence);
  const Int128 limit = sequence.kind == Kind::tuple ? kMaxCollection : kMaxText;
  if (length != 0) {
    if (count < 0 || count > limit / length) return std::nullopt;
    if (count != 0 && count_items(sequence, kMaxTotalItems) < 0) return std::nullopt;
  }
  ConstantValue result;
  result.kind = sequence.kind;
  if (length == 0) return result;
  for (Int128 i = 0; i < count; ++i) {
    result.text += sequence.text;
    result.items.insert(result.items.end(), sequence.items.begin(), sequence.items.end());
  }
  return result;
}

Folded multiply_int(Int128 left, Int128 right) {
  if (left != 0 && right != 0 && bit_length(left) + bit_length(right) > kMaxIntBits)
    return std::nullopt;
  Int128 product = 0;
  if (__builtin_mul_overflow(left, right, &product)) return std::nullopt;
  return ConstantValue::of_int(product);
}

Folded power_int(Int128 base, Int128 exponent) {
  if (base != 0 && exponent > 0) {
    if (exponent > kMaxIntBits || bit_length(base) > kMaxIntBits / exponent) return std::nullopt;
  }
  if (exponent < 0) {
    if (base == 0) return std::nullopt;
    return ConstantValue::of_float(
        std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  if (base == 0) return ConstantValue::of_int(exponent == 0 ? 1 : 0);
  Int128 result = 1;
  for (Int128 i = 0; i < exponent; ++i) {
    if (__builtin_mul_overflow(result, base, &result)) return std::nullopt;
  }
  return ConstantValue::of_int(result);
}

Folded fold_int(ast::BinaryOperator op, Int128 left, Int128 right, bool both_bool) {
  Int128 result = 0;
  switch (op) {
    case ast::BinaryOperator::Add:
      if (__builtin_add_overflow(left, right, &result)) return std::nullopt;
      return ConstantValue::of_int(result);
    case ast::BinaryOperator::Sub:
      if (__builtin_sub_overflow(left, right, &result)) return std::nullopt;
      return ConstantValue::of_int(result);
    case ast::BinaryOperator::Mult:
      return multiply_int(left, right);
    case ast::BinaryOperator::Pow:
      return power_int(left, right);
    case ast::BinaryOperator::Div: {
      constexpr Int128 kExact = Int128{1} << 53;
      if (right == 0 || magnitude(left) > kExact || magnitude(right) > kExact) return std::nullopt;
      return ConstantValue::of_float(static_cast<double>(left) / static_cast<double>(right));
    }
    case ast::BinaryOperator::FloorDiv:
    case ast::BinaryOperator::Mod: {
      if (right == 0) return std::nullopt;
      Int128 quotient = left / right;
      Int128 remainder = left % right;
      if (remainder != 0 && (remainder < 0) != (right < 0)) {
        --quotient;
        remainder += right;
      }
      return ConstantValue::of_int(op == ast::BinaryOperator::Mod ? remainder : quotient);
    }
    case ast::BinaryOperator::LShift:
      if (right < 0) return std::nullopt;
      if (left == 0) return ConstantValue::of_int(0);
      if (right > kMaxIntBits || bit_length(left) > kMaxIntBits - right - 1) return std::nullopt;
      if (__builtin_mul_overflow(left, Int128{1} << static_cast<int>(right), &result))
        return std::nullopt;
      return ConstantValue::of_int(result);
    case ast::BinaryOperator::RShift:
      if (right < 0) return std::nullopt;
      return ConstantValue::of_int(right > 126 ? (left < 0 ? -1 : 0)
                                               : left >> static_cast<int>(right));
    case ast::BinaryOperator::BitOr:
      result = left | right;
      break;
    case ast::BinaryOperator::BitXor:
      result = left ^ right;
      break;
    case ast::BinaryOperator::BitAnd:
      result = left & right;
      break;
    case ast::BinaryOperator::MatMult:
      return std::nullopt;
  }
  return both_bool ? ConstantValue::of_bool(result != 0) : ConstantValue::of_int(result);
}

double floor_quotient(double left, double right) {
  const double remainder = std::fmod(left, right);
  double quotient = (left - remainder) / right;
  if (remainder != 0 && (right < 0) != (remainder < 0)) quotient -= 1.0;
  if (quotient == 0) return std::copysign(0.0, left / right);
  const double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

Folded fold_float(ast::BinaryOperator op, double left, double right) {
  switch (op) {
    case ast::BinaryOperator::Add:
      return ConstantValue::of_float(left + right);
    case ast::BinaryOperator::Sub:
      return ConstantValue::of_float(left - right);
    case ast::BinaryOperator::Mult:
      return ConstantValue::of_float(left * right);
    case ast::BinaryOperator::Div:
      if (right == 0) return std::nullopt;
      return ConstantValue::of_float(left / right);
    case ast::BinaryOperator::FloorDiv:
      if (right == 0) return std::nullopt;
      return ConstantValue::of_float(floor_quotient(left, right));
    case ast::BinaryOperator::Mod: {
      if (right == 0) return std::nullopt;
      double remainder = std::fmod(left, right);
      if (remainder == 0) {
        remainder = std::copysign(0.0, right);
      } else if ((right < 0) != (remainder < 0)) {
        remainder += right;
      }
      return ConstantValue::of_float(remainder);
    }
    case ast::BinaryOperator::Pow: {
      // Zero to a negative power and overflow raise.
      if (left == 0 && right < 0) return std::nullopt;
      if (left < 0 && std::isfinite(left) && std::isfinite(right) && std::trunc(right) != right) {
        Complex result;
        if (complex_power({left, 0}, {right, 0}, result) != ComplexResult::ok) return std::nullopt;
        return ConstantValue::of_complex(result);
      }
      const double result = std::pow(left, right);
      if (std::isinf(result) && std::isfinite(left) && std::isfinite(right)) return std::nullopt;
      return ConstantValue::of_float(result);
    }
    default:
      return std::nullopt;
  }
}

bool is_real(const ConstantValue& value) {
  return value.is_integer() || value.kind == Kind::floating;
}

double real_of(const ConstantValue& value) {
  return value.kind == Kind::floating ? value.number : static_cast<double>(value.integer);
}

Complex complex_value(const ConstantValue& value) {
  if (value.kind == Kind::complex) return {value.number, value.imaginary};
  return {real_of(value), 0};
}

Folded fold_complex(ast::BinaryOperator op, Complex left, Complex right) {
  Complex result;
  switch (op) {
    case ast::BinaryOperator::Add:
      return ConstantValue::of_complex(complex_sum(left, right));
    case ast::BinaryOperator::Sub:
      return ConstantValue::of_complex(complex_difference(left, right));
    case ast::BinaryOperator::Mult:
      return ConstantValue::of_complex(complex_product(left, right));
    case ast::BinaryOperator::Div:
      if (complex_quotient(left, right, result) != ComplexResult::ok) return std::nullopt;
      return ConstantValue::of_complex(result);
    case ast::BinaryOperator::Pow:
      if (complex_power(left, right, result) != ComplexResult::ok) return std::nullopt;
      return ConstantValue::of_complex(result);
    default:
      return std::nullopt;
  }
}

bool is_sequence(const ConstantValue& value) {
  return value.kind == Kind::str || value.kind == Kind::bytes || value.kind == Kind::tuple;
}

Folded concatenate(const ConstantValue& left, const ConstantValue& right) {
  ConstantValue result = left;
  result.text += right.text;
  result.items.insert(result.items.end(), right.items.begin(), right.items.end());
  return result;
}

Folded character_at(std::string_view utf8, std::int64_t index) {
  std::size_t position = 0;
  std::int64_t current = -1;
  for (; position < utf8.size(); ++position) {
    if ((static_cast<unsigned char>(utf8[position]) & 0xc0) != 0x80 && ++current == index) break;
  }
  if (current != index) return std::nullopt;
  std::size_t end = position + 1;
  while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80) ++end;
  return ConstantValue::of_str(utf8.substr(position, end - position));
}

}  // namespace

std::optional<ConstantValue> fold_unary(ast::UnaryOperator op, const ConstantValue& operand) {
  switch (op) {
    case ast::UnaryOperator::Not:
      return ConstantValue::of_bool(!operand.truth());
    case ast::UnaryOperator::Invert:
      if (!operand.is_integer()) return std::nullopt;
      return ConstantValue::of_int(~operand.integer);
    case ast::UnaryOperator::UAdd:
      if (operand.is_integer()) return ConstantValue::of_int(operand.integer);
      if (operand.kind == Kind::floating || operand.kind == Kind::complex) return operand;
      return std::nullopt;
    case ast::UnaryOperator::USub:
      if (operand.is_integer()) return ConstantValue::of_int(-operand.integer);
      if (operand.kind == Kind::floating) return ConstantValue::of_float(-operand.number);
      if (operand.kind == Kind::complex) {
        return ConstantValue::of_complex({-operand.number, -operand.imaginary});
      }
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<ConstantValue> fold_binary(ast::BinaryOperator op, const ConstantValue& left,
                                         const ConstantValue& right) {
  if (left.is_integer() && right.is_integer()) {
    const bool both_bool = left.kind == Kind::boolean && right.kind == Kind::boolean;
    return fold_int(op, left.integer, right.integer, both_bool);
  }
  const auto is_number = [](const ConstantValue& value) {
    return is_real(value) || value.kind == Kind::complex;
  };
  if (is_number(left) && is_number(right) &&
      (left.kind == Kind::complex || right.kind == Kind::complex)) {
    return fold_complex(op, complex_value(left), complex_value(right));
  }
  if (is_real(left) && is_real(right)) return fold_float(op, real_of(left), real_of(right));
  if (op == ast::BinaryOperator::Add && left.kind == right.kind && is_sequence(left)) {
    return concatenate(left, right);
  }
  if (op == ast::BinaryOperator::Mult) {
    if (left.is_integer() && is_sequence(right)) return repeat(right, left.integer);
    if (is_sequence(left) && right.is_integer()) return repeat(left, right.integer);
  }
  return std::nullopt;
}

std::optional<ConstantValue> fold_subscript(const ConstantValue& container,
                                            const ConstantValue& index) {
  if (!is_sequence(container) || !index.is_integer()) return std::nullopt;
  const std::int64_t length = length_of(container);
  if (index.integer >= length || index.integer < -Int128{length}) return std::nullopt;
  std::int64_t position = static_cast<std::int64_t>(index.integer);
  if (position < 0) position += length;
  switch (container.kind) {
    case Kind::str:
      return character_at(container.text, position);
    case Kind::bytes:
      return ConstantValue::of_int(
          static_cast<unsigned char>(container.text[static_cast<std::size_t>(position)]));
    default:
      return container.items[static_cast<std::size_t>(position)];
  }
}

}  // namespace gilsim::vm
