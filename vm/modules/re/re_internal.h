// SPDX-License-Identifier: MIT
//
// What the files of module _re share: patterns, matches, subjects.
#pragma once

#include "vm/core/thread.h"
#include "vm/modules/re/regex_engine.h"
#include "vm/objects/str.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gilsim::vm {

struct PatternObject : Object {
  RegexEngine* engine;  // owned
  Value pattern;        // owned str or bytes
};

/// Its spans (start and end of the match and of each group) stand behind it.
struct MatchObject : Object {
  Value pattern;  // owned PatternObject
  Value string;   // owned: what was searched
  std::int64_t position;
  std::int64_t end_position;
  std::int64_t span_count;  // groups + 1

  std::int64_t* spans() { return reinterpret_cast<std::int64_t*>(this + 1); }
  const std::int64_t* spans() const { return reinterpret_cast<const std::int64_t*>(this + 1); }
  std::int64_t start_of(std::int64_t group) const { return spans()[2 * group]; }
  std::int64_t end_of(std::int64_t group) const { return spans()[2 * group + 1]; }
};

/// Raises re.error(message, pattern, position).
Ref raise_regex_error(Thread& thread, const RegexError& error, Value pattern);

/// A part of a str or bytes-like object, as str or bytes.
Ref part_of(Thread& thread, Value string, std::int64_t start, std::int64_t stop);

/// The string of one call, held and in a width its pattern can work with.
class SearchSubject {
 public:
  /// False: TypeError or re.error is pending.
  bool open(Thread& thread, const PatternObject* pattern, Value string);
  const RegexSubject& view() const { return view_; }
  std::int64_t length() const { return view_.length; }
  Value string() const { return string_; }
  bool is_text() const { return is_str(string_); }
  void cut_at(std::int64_t length) { view_.length = length; }

 private:
  Ref string_;
  RegexSubject view_;
  std::string bytes_;      // of a bytearray
  std::u16string middle_;  // a narrow str, made wider
  std::u32string wide_;
};

/// Walks over the matches of a string, as findall and its kin do: an empty match may follow a
/// match, but not stand where the last empty one stood.
class MatchWalk {
 public:
  MatchWalk(Thread& thread, PatternObject* pattern, SearchSubject& subject, std::int64_t start)
      : thread_(thread), pattern_(pattern), subject_(subject), at_(start) {}

  /// yes: `spans` holds the next match.
  Truth next(std::vector<std::int64_t>& spans);

 private:
  Thread& thread_;
  PatternObject* pattern_;
  SearchSubject& subject_;
  std::int64_t at_;
  bool must_advance_ = false;
};

/// One search. Charges for the characters that were looked at.
Truth find_match(Thread& thread, PatternObject* pattern, const SearchSubject& subject,
                 std::int64_t start, RegexMode mode, bool not_empty_at_start,
                 std::vector<std::int64_t>& spans);

Ref make_match(Thread& thread, Value pattern, Value string, std::int64_t position,
               std::int64_t end_position, const std::vector<std::int64_t>& spans);

/// A replacement's text: literal parts, and numbers of groups.
struct ReplacementTemplate {
  std::vector<std::variant<std::u32string, int>> parts;
};
/// False: an exception is pending.
bool parse_template(Thread& thread, const PatternObject* pattern, Value text,
                    ReplacementTemplate& result);
/// The characters of a str, or the bytes of a bytes-like object.
std::u32string code_points_of(Value text);
/// str or bytes of code points.
Ref text_of(Thread& thread, bool is_text, std::u32string_view points);
/// Appends what the template makes of a match.
void expand_template(const ReplacementTemplate& source, Value string, const std::int64_t* spans,
                     std::u32string& out);

void append_part(std::u32string& out, Value string, std::int64_t start, std::int64_t stop);

}  // namespace gilsim::vm
