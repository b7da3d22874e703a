// SPDX-License-Identifier: MIT
//
// Numbers as people read them: "5.000 ms", "1,666,669", "50.1 %". Integers throughout, rounded half
// up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::runtime {

// With commas between groups of three digits.
std::string grouped(std::int64_t number);

// In the largest of ns, us, ms, s of which it is at least one, with three decimals: "812 ns",
// "12.345 us".
std::string time_text(std::int64_t time_ps);

// As time_text, without zeros at the end: "5 ms", "1.5 s".
std::string short_time_text(std::int64_t time_ps);

// `numerator / denominator` with this many decimals; "-" if there is no denominator.
std::string ratio_text(std::int64_t numerator, std::int64_t denominator, int decimals);
// The same in percent, one decimal: "50.1 %".
std::string percent_text(std::int64_t part, std::int64_t whole);

// "1 thread", "2 threads".
std::string counted(std::int64_t count, std::string_view noun);

// How many columns a terminal gives the text: Korean, Chinese and Japanese characters take two.
std::size_t display_width(std::string_view utf8);
// The text cut to `width` columns, with '~' in the last one if something was cut off; shorter texts
// get spaces behind.
std::string fitted(std::string_view utf8, std::size_t width);

// Rows of at most `width` columns, each with a newline, broken at spaces; a word that is too long
// for a row is broken anywhere. The first row begins with `first`, the others with as many spaces
// as `indent`.
std::string wrapped(std::string_view first, std::string_view utf8, std::size_t indent,
                    std::size_t width);

}  // namespace gilsim::runtime
