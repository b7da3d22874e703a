// SPDX-License-Identifier: MIT
//
// Rounding is done on integers, so that a report is the same everywhere.
#include "runtime/quantity.h"

#include "runtime/machine/parameters.h"

#include <cstdlib>
#include <string_view>

namespace gilsim::runtime {
namespace {

// `thousandths` as a decimal number with three places.
std::string with_thousandths(std::int64_t thousandths) {
  std::string digits = std::to_string(thousandths % 1000);
  digits.insert(0, 3 - digits.size(), '0');
  return grouped(thousandths / 1000) + "." + digits;
}

std::string with_sign(std::int64_t time_ps, std::string (*text_of)(std::int64_t)) {
  return time_ps == INT64_MIN ? "-" : "-" + text_of(-time_ps);
}

bool is_wide(char32_t point) {
  return (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
         (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
         (point >= 0xFFE0 && point <= 0xFFE6) || (point >= 0x1F300 && point <= 0x1FAFF) ||
         (point >= 0x20000 && point <= 0x3FFFD);
}

// Whether `rest` begins with a space and a unit: it stays with the number before it.
bool continues_quantity(std::string_view rest) {
  for (const std::string_view unit : {" s", " ms", " us", " ns", " %"}) {
    if (!rest.starts_with(unit)) continue;
    const std::string_view behind = rest.substr(unit.size());
    return behind.empty() || behind.find_first_of(" .,;:)") == 0;
  }
  return false;
}

// Takes one character off the front and says its width. Stray bytes count as one column each.
std::size_t next_width(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  std::size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length > rest.size()) length = 1;
  char32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    point = point << 6 | (static_cast<unsigned char>(rest[i]) & 0x3F);
  }
  rest.remove_prefix(length);
  return is_wide(point) ? 2 : 1;
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string time_text(std::int64_t time_ps) {
  if (time_ps < 0) return with_sign(time_ps, time_text);
  if (time_ps < kPicosecondsPerMicrosecond) {
    return std::to_string((time_ps + 500) / kPicosecondsPerNanosecond) + " ns";
  }
  struct Unit {
    std::int64_t ps;
    const char* name;
  };
  static constexpr Unit kUnits[] = {{kPicosecondsPerMicrosecond, " us"},
                                    {kPicosecondsPerMillisecond, " ms"},
                                    {kPicosecondsPerSecond, " s"}};
  const Unit* unit = &kUnits[0];
  for (const Unit& larger : kUnits) {
    if (time_ps >= larger.ps) unit = &larger;
  }
  const std::int64_t thousandth = unit->ps / 1000;
  const std::int64_t rounded = time_ps / thousandth + (time_ps % thousandth * 2 >= thousandth);
  return with_thousandths(rounded) + unit->name;
}

std::string short_time_text(std::int64_t time_ps) {
  const std::string text = time_text(time_ps);
  const std::size_t space = text.find(' ');
  std::string number = text.substr(0, space);
  if (number.find('.') != std::string::npos) {
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
  }
  return number + text.substr(space);
}

std::string ratio_text(std::int64_t numerator, std::int64_t denominator, int decimals) {
  if (denominator <= 0) return "-";
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  // Splitting keeps the products small enough.
  const std::int64_t whole = numerator / denominator;
  __extension__ using Wide = __int128;
  const Wide rest = static_cast<Wide>(numerator % denominator) * scale * 2 + denominator;
  const std::int64_t scaled =
      whole * scale + static_cast<std::int64_t>(rest / (static_cast<Wide>(denominator) * 2));
  if (decimals == 0) return std::to_string(scaled);
  std::string digits = std::to_string(scaled % scale);
  digits.insert(0, static_cast<std::size_t>(decimals) - digits.size(), '0');
  return std::to_string(scaled / scale) + "." + digits;
}

std::string percent_text(std::int64_t part, std::int64_t whole) {
  // The hundred goes into the denominator's place: both may be picoseconds of days.
  return ratio_text(part, whole < 100 ? whole : whole / 100, 1) + " %";
}

std::string counted(std::int64_t count, std::string_view noun) {
  const bool plural = count != 1;
  std::string text = grouped(count) + " " + std::string(noun);
  if (plural && noun.ends_with("process")) {
    text += "es";
  } else if (plural) {
    text += "s";
  }
  return text;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) width += next_width(utf8);
  return width;
}

std::string fitted(std::string_view utf8, std::size_t width) {
  const std::size_t whole = display_width(utf8);
  if (whole <= width) return std::string(utf8) + std::string(width - whole, ' ');
  if (width == 0) return {};
  std::string_view rest = utf8;
  std::size_t used = 0;
  std::size_t kept = 0;
  while (!rest.empty()) {
    const std::size_t next = next_width(rest);
    if (used + next > width - 1) break;
    used += next;
    kept = utf8.size() - rest.size();
  }
  return std::string(utf8.substr(0, kept)) + std::string(width - 1 - used, ' ') + "~";
}

std::string wrapped(std::string_view first, std::string_view utf8, std::size_t indent,
                    std::size_t width) {
  std::string out;
  std::string row(first);
  std::size_t used = display_width(row);
  bool row_is_empty = true;
  const auto end_row = [&] {
    out += row + "\n";
    row.assign(indent, ' ');
    used = indent;
    row_is_empty = true;
  };
  while (!utf8.empty()) {
    if (utf8.front() == ' ') {
      utf8.remove_prefix(1);
      continue;
    }
    std::string_view rest = utf8;
    std::size_t word_width = 0;
    std::size_t length = 0;
    while (!rest.empty() && (rest.front() != ' ' || continues_quantity(rest))) {
      const std::size_t next = next_width(rest);
      if (length > 0 && indent + word_width + next > width) break;
      word_width += next;
      length = utf8.size() - rest.size();
    }
    const bool can_break = !row_is_empty || used > indent;
    if (can_break && used + (row_is_empty ? 0 : 1) + word_width > width) end_row();
    if (!row_is_empty) row += ' ';
    row += utf8.substr(0, length);
    used += word_width + (row_is_empty ? 0 : 1);
    row_is_empty = false;
    utf8.remove_prefix(length);
  }
  return out + row + "\n";
}

}  // namespace gilsim::runtime
