// SPDX-License-Identifier: MIT
//
// Properties and case of code points, as str's methods and the lexer need them.
//
// Most comes from utf8proc; what it lacks (numeric types, full case mappings, the Other_Lowercase
// family) and what Unicode assigned after 14.0, which CPython 3.11 follows, stands in the tables of
// unicode_tables.h.
#pragma once

#include <cstdint>

namespace gilsim::vm::unicode {

bool is_alpha(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
bool is_alphanumeric(char32_t c);
bool is_lower(char32_t c);
bool is_upper(char32_t c);
bool is_title(char32_t c);
bool is_space(char32_t c);
bool is_printable(char32_t c);
bool is_identifier_start(char32_t c);
bool is_identifier_part(char32_t c);
/// A line boundary of str.splitlines().
bool is_line_break(char32_t c);
/// Has case, or is skipped when a final sigma is looked for.
bool is_cased(char32_t c);
bool is_case_ignorable(char32_t c);

/// 0..9, or -1.
int decimal_value(char32_t c);

/// Full mappings: write up to three code points, return how many. Lower case of a capital sigma
/// depends on its neighbours and is the caller's business.
int to_lower(char32_t c, char32_t out[3]);
int to_upper(char32_t c, char32_t out[3]);
int to_title(char32_t c, char32_t out[3]);
int fold_case(char32_t c, char32_t out[3]);

}  // namespace gilsim::vm::unicode
