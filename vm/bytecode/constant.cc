// SPDX-License-Identifier: MIT
//
// Compile-time constants: construction, keys, text, and the objects they become.
#include "vm/bytecode/constant.h"

#include "vm/bytecode/code.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <utility>

namespace gilsim::vm {

namespace {

using Kind = ConstantValue::Kind;

std::string decimal(Int128 value) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  std::string digits;
  for (; value != 0; value /= 10) {
    const int digit = static_cast<int>(value % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
  }
  if (negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

Value make_integer(Instance& instance, Int128 number) {
  __extension__ typedef unsigned __int128 Magnitude;
  const bool is_negative = number < 0;
  const Magnitude magnitude =
      is_negative ? -static_cast<Magnitude>(number) : static_cast<Magnitude>(number);
  const Limb limbs[] = {static_cast<Limb>(magnitude), static_cast<Limb>(magnitude >> 64)};
  return make_plain_int(instance.immortal_heap(), instance.types.integer, limbs, is_negative);
}

/// False if the digits need more than 127 bits.
bool parse_digits(std::string_view digits, int base, Int128& out) {
  Int128 value = 0;
  for (const char c : digits) {
    int digit = c - '0';
    if (c >= 'a') {
      digit = c - 'a' + 10;
    } else if (c >= 'A') {
      digit = c - 'A' + 10;
    }
    if (__builtin_mul_overflow(value, base, &value) ||
        __builtin_add_overflow(value, digit, &value)) {
      return false;
    }
  }
  out = value;
  return true;
}

std::string joined(const std::vector<ConstantValue>& items,
                   std::string (ConstantValue::*text)() const, std::string_view separator) {
  std::string result;
  for (const ConstantValue& item : items) {
    if (!result.empty()) result += separator;
    result += (item.*text)();
  }
  return result;
}

/// repr() of a str or bytes from its content; `is_bytes` decides what counts as printable.
std::string quoted(std::string_view text, bool is_bytes) {
  const bool has_single = text.find('\'') != std::string_view::npos;
  const bool has_double = text.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string result = is_bytes ? "b" : "";
  result.push_back(quote);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      result.push_back('\\');
      result.push_back(c);
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7f || (is_bytes && byte >= 0x80)) {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result.push_back(c);
    }
  }
  result.push_back(quote);
  return result;
}

}  // namespace

ConstantValue ConstantValue::of_bool(bool value) {
  ConstantValue result;
  result.kind = Kind::boolean;
  result.integer = value ? 1 : 0;
  return result;
}

ConstantValue ConstantValue::of_int(Int128 value) {
  ConstantValue result;
  result.kind = Kind::integer;
  result.integer = value;
  return result;
}

ConstantValue ConstantValue::of_float(double value) {
  ConstantValue result;
  result.kind = Kind::floating;
  result.number = value;
  return result;
}

ConstantValue ConstantValue::of_complex(Complex value) {
  ConstantValue result;
  result.kind = Kind::complex;
  result.number = value.real;
  result.imaginary = value.imaginary;
  return result;
}

ConstantValue ConstantValue::of_str(std::string_view utf8) {
  ConstantValue result;
  result.kind = Kind::str;
  result.text = utf8;
  return result;
}

ConstantValue ConstantValue::of_bytes(std::string_view content) {
  ConstantValue result;
  result.kind = Kind::bytes;
  result.text = content;
  return result;
}

ConstantValue ConstantValue::of_tuple(std::vector<ConstantValue> items) {
  ConstantValue result;
  result.kind = Kind::tuple;
  result.items = std::move(items);
  return result;
}

ConstantValue ConstantValue::of_frozenset(std::vector<ConstantValue> items) {
  ConstantValue result;
  result.kind = Kind::frozenset;
  std::map<std::string, bool> seen;
  for (ConstantValue& item : items) {
    if (seen.emplace(item.equality_key(), true).second) result.items.push_back(std::move(item));
  }
  return result;
}

ConstantValue ConstantValue::of_code(Code* the_code) {
  ConstantValue result;
  result.kind = Kind::code;
  result.code = the_code;
  return result;
}

ConstantValue ConstantValue::of_literal(const ast::Constant& literal) {
  switch (literal.value_kind) {
    case ast::ConstantKind::None:
      return none();
    case ast::ConstantKind::True:
      return of_bool(true);
    case ast::ConstantKind::False:
      return of_bool(false);
    case ast::ConstantKind::Integer:
      return of_int(literal.integer);
    case ast::ConstantKind::Float:
      return of_float(literal.number);
    case ast::ConstantKind::Str:
      return of_str(literal.text);
    case ast::ConstantKind::Bytes:
      return of_bytes(literal.text);
    case ast::ConstantKind::Ellipsis: {
      ConstantValue result;
      result.kind = Kind::ellipsis;
      return result;
    }
    case ast::ConstantKind::Imaginary:
      return of_complex({0, literal.number});
    case ast::ConstantKind::BigInteger: {
      Int128 value = 0;
      if (parse_digits(literal.text, literal.base, value)) return of_int(value);
      ConstantValue result;
      result.kind = Kind::big_integer;
      result.base = literal.base;
      result.text = literal.text;
      return result;
    }
  }
  return none();
}

bool ConstantValue::truth() const {
  switch (kind) {
    case Kind::none:
      return false;
    case Kind::boolean:
    case Kind::integer:
      return integer != 0;
    case Kind::floating:
      return number != 0;
    case Kind::complex:
      return number != 0 || imaginary != 0;
    case Kind::str:
    case Kind::bytes:
      return !text.empty();
    case Kind::tuple:
    case Kind::frozenset:
      return !items.empty();
    default:
      return true;
  }
}

std::string ConstantValue::key() const {
  switch (kind) {
    case Kind::none:
      return "N";
    case Kind::boolean:
      return integer != 0 ? "T" : "F";
    case Kind::ellipsis:
      return "E";
    case Kind::integer:
      return "i" + decimal(integer);
    case Kind::big_integer:
      return fmt::format("I{}:{}", base, text);
    case Kind::floating:
      return fmt::format("f{:x}", std::bit_cast<std::uint64_t>(number));
    case Kind::complex:
      return fmt::format("j{:x}:{:x}", std::bit_cast<std::uint64_t>(number),
                         std::bit_cast<std::uint64_t>(imaginary));
    case Kind::str:
      return fmt::format("s{}:{}", text.size(), text);
    case Kind::bytes:
      return fmt::format("b{}:{}", text.size(), text);
    case Kind::tuple:
      return "(" + joined(items, &ConstantValue::key, ",") + ")";
    case Kind::frozenset: {
      std::vector<std::string> keys;
      for (const ConstantValue& item : items) keys.push_back(item.key());
      std::sort(keys.begin(), keys.end());
      return fmt::format("{{{}}}", fmt::join(keys, ","));
    }
    case Kind::code:
      return fmt::format("c{}", code->serial);
  }
  return {};
}

std::string ConstantValue::equality_key() const {
  switch (kind) {
    case Kind::boolean:
    case Kind::integer:
      return "n" + decimal(integer);
    case Kind::complex:
      return imaginary != 0 ? key() : of_float(number).equality_key();
    case Kind::floating:
      if (std::isfinite(number) && std::trunc(number) == number && std::fabs(number) < 0x1p100) {
        return "n" + decimal(static_cast<Int128>(number));
      }
      return key();
    case Kind::tuple:
      return "(" + joined(items, &ConstantValue::equality_key, ",") + ")";
    default:
      return key();
  }
}

std::string ConstantValue::repr() const {
  switch (kind) {
    case Kind::none:
      return "None";
    case Kind::boolean:
      return integer != 0 ? "True" : "False";
    case Kind::ellipsis:
      return "Ellipsis";
    case Kind::integer:
      return decimal(integer);
    case Kind::big_integer:
      return base == 16 ? "0x" + text : base == 8 ? "0o" + text : base == 2 ? "0b" + text : text;
    case Kind::floating:
      return float_repr(number);
    case Kind::complex:
      return complex_repr({number, imaginary});
    case Kind::str:
      return quoted(text, false);
    case Kind::bytes:
      return quoted(text, true);
    case Kind::tuple:
      return "(" + joined(items, &ConstantValue::repr, ", ") + (items.size() == 1 ? ",)" : ")");
    case Kind::frozenset:
      return items.empty() ? "frozenset()"
                           : "frozenset({" + joined(items, &ConstantValue::repr, ", ") + "})";
    case Kind::code:
      return "<code object>";
  }
  return {};
}

std::string_view ConstantValue::type_name() const {
  switch (kind) {
    case Kind::none:
      return "NoneType";
    case Kind::boolean:
      return "bool";
    case Kind::ellipsis:
      return "ellipsis";
    case Kind::integer:
    case Kind::big_integer:
      return "int";
    case Kind::floating:
      return "float";
    case Kind::complex:
      return "complex";
    case Kind::str:
      return "str";
    case Kind::bytes:
      return "bytes";
    case Kind::tuple:
      return "tuple";
    case Kind::frozenset:
      return "frozenset";
    case Kind::code:
      return "code";
  }
  return {};
}

bool looks_like_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Value ConstantObjects::make(const ConstantValue& constant) {
  std::string key = constant.key();
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) return found->second;
  const Value value = make_new(constant);
  by_key_.emplace(std::move(key), value);
  return value;
}

Value ConstantObjects::make_str(std::string_view utf8) {
  if (looks_like_name(utf8)) return instance_.intern(utf8);
  const bool one_small_character =
      (utf8.size() == 1) ||
      (utf8.size() == 2 && (static_cast<unsigned char>(utf8[0]) & 0xfc) == 0xc0);
  if (one_small_character) return instance_.intern(utf8);
  Str* text = make_str_in(instance_.immortal_heap(), instance_.types.str, utf8);
  hash_of(text);  // computed now: an immortal object is never written to later
  return text;
}

Value ConstantObjects::make_new(const ConstantValue& constant) {
  Heap& heap = instance_.immortal_heap();
  switch (constant.kind) {
    case Kind::none:
      return Value::none();
    case Kind::boolean:
      return Value::boolean(constant.integer != 0);
    case Kind::ellipsis:
      return Value::ellipsis();
    case Kind::integer: {
      if (constant.integer >= Value::kSmallIntMin && constant.integer <= Value::kSmallIntMax) {
        return Value::small_int(static_cast<std::int64_t>(constant.integer));
      }
      return make_integer(instance_, constant.integer);
    }
    case Kind::big_integer:
      return make_int_in(instance_, constant.text, constant.base);
    case Kind::floating:
      return make_float_in(heap, instance_.types.floating, constant.number);
    case Kind::complex:
      return make_complex_in(heap, instance_.types.complex, {constant.number, constant.imaginary});
    case Kind::str:
      return make_str(constant.text);
    case Kind::bytes:
      return make_bytes_in(heap, instance_.types.bytes, constant.text);
    case Kind::code:
      return constant.code;
    case Kind::tuple:
    case Kind::frozenset:
      break;
  }
  std::vector<Value> items;
  items.reserve(constant.items.size());
  for (const ConstantValue& item : constant.items) items.push_back(make(item));
  if (constant.kind == Kind::frozenset) return make_frozenset_in(instance_, items);
  if (items.empty()) return instance_.empty_tuple;
  return make_tuple_in(heap, instance_.types.tuple, items);
}

}  // namespace gilsim::vm
