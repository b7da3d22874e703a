// SPDX-License-Identifier: MIT
//
// Constants at compile time: what a literal or a folded expression is worth, before it becomes an
// object. Folding follows CPython 3.11's rules and limits, so that the same instructions come out.
//
// Integers are folded while they fit 128 bits (CPython's limit for products and powers); larger
// literals are carried as their digits and never folded.
#pragma once

#include "vm/core/instance.h"
#include "vm/objects/complex.h"
#include "vm/syntax/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <map>
#include <vector>

namespace gilsim::vm {

__extension__ typedef __int128 Int128;

struct Code;

struct ConstantValue {
  enum class Kind : std::uint8_t {
    none,
    boolean,
    ellipsis,
    integer,
    big_integer,
    floating,
    complex,
    str,
    bytes,
    tuple,
    frozenset,
    code
  };

  Kind kind = Kind::none;
  std::uint8_t base = 10;            // of a big_integer's digits
  Int128 integer = 0;                // of an integer; 0 or 1 of a boolean
  double number = 0;                 // of floating; a complex number's real part
  double imaginary = 0;              // of complex
  std::string text;                  // of str (UTF-8), bytes, and a big_integer's digits
  std::vector<ConstantValue> items;  // of tuple and frozenset (no duplicates)
  Code* code = nullptr;

  static ConstantValue none() { return {}; }
  static ConstantValue of_bool(bool value);
  static ConstantValue of_int(Int128 value);
  static ConstantValue of_float(double value);
  static ConstantValue of_complex(Complex value);
  static ConstantValue of_str(std::string_view utf8);
  static ConstantValue of_bytes(std::string_view content);
  static ConstantValue of_tuple(std::vector<ConstantValue> items);
  /// Drops items that are equal as Python compares them.
  static ConstantValue of_frozenset(std::vector<ConstantValue> items);
  static ConstantValue of_code(Code* code);
  static ConstantValue of_literal(const ast::Constant& literal);

  bool is_none() const { return kind == Kind::none; }
  bool is_str() const { return kind == Kind::str; }
  /// int or bool, as an integer.
  bool is_integer() const { return kind == Kind::integer || kind == Kind::boolean; }
  bool truth() const;
  /// Equal exactly if type and value are (1, 1.0 and True differ; 0.0 and -0.0 differ).
  std::string key() const;
  /// Equal if Python's == says so for what may stand in patterns and sets.
  std::string equality_key() const;
  /// repr(), as error messages and annotations show it.
  std::string repr() const;
  /// The type's name as warnings show it.
  std::string_view type_name() const;
};

/// The result, or nothing if CPython would not fold it.
std::optional<ConstantValue> fold_unary(ast::UnaryOperator op, const ConstantValue& operand);
std::optional<ConstantValue> fold_binary(ast::BinaryOperator op, const ConstantValue& left,
                                         const ConstantValue& right);
std::optional<ConstantValue> fold_subscript(const ConstantValue& container,
                                            const ConstantValue& index);

/// Makes immortal objects of constants; equal ones of a module are one object.
class ConstantObjects {
 public:
  explicit ConstantObjects(Instance& instance) : instance_(instance) {}
  Value make(const ConstantValue& constant);

 private:
  Value make_new(const ConstantValue& constant);
  Value make_str(std::string_view utf8);

  Instance& instance_;
  std::map<std::string, Value> by_key_;  // looked up, never walked
};

/// True if CPython interns a str constant with this text: all ASCII letters, digits and
/// underscores.
bool looks_like_name(std::string_view text);

}  // namespace gilsim::vm
