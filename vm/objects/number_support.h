// SPDX-License-Identifier: MIT
//
// What the files of the number types share: argument checks, number text, rounding.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"
#include "vm/objects/number.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

// --- arguments of natives -----------------------------------------------------------------------
/// The value of a keyword argument, or Undefined.
Value keyword_argument(const Arguments& arguments, std::string_view name);
/// Raises TypeError ("int() takes ..." is the caller's business) for keywords.
bool refuse_keywords(Thread& thread, std::string_view function, const Arguments& arguments);

// --- ints ---------------------------------------------------------------------------------------
/// `number` (a plain int) as an instance of cls, which is int or a subclass.
Ref make_int_of(Thread& thread, Type* cls, Ref number);
/// value.__index__() as a plain int; TypeError "'str' object cannot be interpreted as an integer".
Ref to_index_int(Thread& thread, Value value);
/// int(text) for text already narrowed to ASCII: digits, sign, prefix, underscores, white space.
/// `shown` is the repr of the whole argument for the message.
Ref int_from_ascii(Thread& thread, std::string_view ascii, int base, std::string_view shown);
/// The text with its Unicode white space and decimal digits made ASCII, and '?' for what else is
/// not.
std::string narrow_number_text(const Str* text);

// --- floats -------------------------------------------------------------------------------------
struct DoubleStyle {
  bool alternate = false;     // keep the point and trailing zeros (#)
  bool add_dot_zero = false;  // what would look like an int gets ".0"
  bool upper_case = false;
};

/// The text of a double as one of the types e, f, g (with a precision) or r (shortest digits that
/// round-trip; the precision is ignored). "inf" and "nan" have no decoration; a sign comes for
/// negative numbers alone.
std::string double_to_text(double number, char type, int precision, DoubleStyle style);
/// Python's grammar of float(), white space and underscores included.
bool parse_double(std::string_view ascii, double& out);
/// Rounds to that many decimals (negative: to tens, hundreds, ...), half to even on the exact
/// value.
double round_to_decimals(double number, std::int64_t decimals);

std::string double_to_hex(double number);
enum class HexResult { ok, malformed, too_large };
HexResult double_from_hex(std::string_view text, double& out);

/// left ** right with Python's errors (0.0 ** -1, overflow, complex result).
Ref float_power(Thread& thread, double left, double right);
/// The double of an int or float; false with OverflowError pending. REQUIRES: is_int or is_float.
bool number_to_double(Thread& thread, Value number, double& out);
Ref make_float_of(Thread& thread, Type* cls, double number);

void initialise_integer_type(Instance& instance);
void initialise_boolean_type(Instance& instance);
void initialise_floating_type(Instance& instance);

}  // namespace gilsim::vm
