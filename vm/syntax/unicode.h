// SPDX-License-Identifier: MIT
//
// The few facts about Unicode that the syntax needs, on UTF-8 text. utf8proc stays behind this
// file.

#ifndef GILSIM_VM_SYNTAX_UNICODE_H_
#define GILSIM_VM_SYNTAX_UNICODE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

// The code point that starts at text[at], and its length in bytes. REQUIRES: valid UTF-8 and at <
// text.size().
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 1;
};
CodePoint code_point_at(std::string_view text, std::size_t at);

// Appends `value` in UTF-8; a surrogate becomes its three bytes, too.
void append_utf8(std::string& text, std::uint32_t value);

// How many code points valid UTF-8 holds.
std::size_t count_code_points(std::string_view text);

// Where the first byte is that no valid UTF-8 has there (surrogates are not valid), or npos;
// `reason` is then the codec's: "invalid start byte", "invalid continuation byte" or "unexpected
// end of data".
std::size_t find_invalid_utf8(std::string_view text, std::string_view& reason);

bool is_identifier_start(std::uint32_t code_point);     // XID_Start or '_'
bool is_identifier_continue(std::uint32_t code_point);  // XID_Continue
bool is_printable(std::uint32_t code_point);            // str.isprintable

// `text` in normal form NFKC. REQUIRES: valid UTF-8.
std::string normalize_nfkc(std::string_view text);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_UNICODE_H_
