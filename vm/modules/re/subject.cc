// SPDX-License-Identifier: MIT
//
// Strings being searched, and replacement templates.
#include "vm/eval/operations.h"
#include "vm/modules/re/re_internal.h"
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/module.h"
#include "vm/objects/str_support.h"

#include <fmt/format.h>

#include <algorithm>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

constexpr std::int64_t kCharacterPs = 2'000;  // a character looked at by the matcher
constexpr int kMostGroups = 1'000'000;

}  // namespace

Ref raise_regex_error(Thread& thread, const RegexError& error, Value pattern) {
  const Ref module = import_module(thread, "re");
  if (module.is_error()) return Ref::error();
  const Ref type = get_attribute(thread, module, std::string_view("error"));
  const Ref message = make_str(thread, error.message);
  if (type.is_error() || message.is_error()) return Ref::error();
  const bool has_position = error.position != RegexError::kNoPosition;
  const Value arguments[] = {message.get(), pattern, Value::small_int(error.position)};
  Ref exception = call(thread, type, std::span(arguments, has_position ? 3 : 1));
  return exception.is_error() ? std::move(exception) : thread.raise(std::move(exception));
}

Ref part_of(Thread& thread, Value string, std::int64_t start, std::int64_t stop) {
  if (is_str(string)) return substring(thread, cast<Str>(string), start, stop);
  std::string_view content;
  bytes_view(string, content);
  const auto length = static_cast<std::int64_t>(content.size());
  start = std::min(start, length);
  stop = std::min(stop, length);
  return make_bytes(thread, content.substr(static_cast<std::size_t>(start),
                                           static_cast<std::size_t>(stop - start)));
}

bool SearchSubject::open(Thread& thread, const PatternObject* pattern, Value string) {
  const bool wants_bytes = pattern->engine->is_bytes();
  std::string_view content;
  string_ = Ref::share(string);
  if (is_str(string)) {
    if (wants_bytes) {
      return fail(thread.type_error("cannot use a bytes pattern on a string-like object"));
    }
    const auto* text = cast<Str>(string);
    view_ = {text->data, text->length, text->width};
    const int width = pattern->engine->smallest_width();
    if (width > text->width) {
      thread.charge(text->length * thread.work_costs().byte_ps);
      if (!thread.reserve(static_cast<std::uint64_t>(text->length) * 4)) return false;
      with_units(text, [&](auto units) {
        if (width == 2) {
          middle_.assign(units.begin(), units.end());
        } else {
          wide_.assign(units.begin(), units.end());
        }
      });
      view_ = {width == 2 ? static_cast<const void*>(middle_.data()) : wide_.data(), text->length,
               width};
    }
  } else if (bytes_view(string, content)) {
    if (!wants_bytes) {
      return fail(thread.type_error("cannot use a string pattern on a bytes-like object"));
    }
    if (is_bytearray(string)) {
      bytes_ = content;
      content = bytes_;
    }
    view_ = {content.data(), static_cast<std::int64_t>(content.size()), 1};
  } else {
    return fail(thread.type_error("expected string or bytes-like object, got '{}'",
                                  type_name(thread, string)));
  }
  RegexError error;
  if (pattern->engine->prepare(view_.width, error)) return true;
  return fail(raise_regex_error(thread, error, pattern->pattern));
}

Truth find_match(Thread& thread, PatternObject* pattern, const SearchSubject& subject,
                 std::int64_t start, RegexMode mode, bool not_empty_at_start,
                 std::vector<std::int64_t>& spans) {
  const RegexOutcome outcome =
      pattern->engine->find(subject.view(), start, mode, not_empty_at_start, spans);
  const bool matched = outcome == RegexOutcome::matched;
  const std::int64_t looked_at = matched                     ? spans[1] - start
                                 : mode == RegexMode::search ? subject.length() - start
                                                             : 0;
  thread.charge((std::max<std::int64_t>(looked_at, 0) + 16) * kCharacterPs);
  if (!thread.poll()) return Truth::error;
  if (outcome == RegexOutcome::too_many_steps) {
    thread
        .raise(thread.types().RuntimeError,
               "the regular expression needs too many steps to decide whether it matches: it "
               "tries the same text over and over (nested repeats?)")
        .reset();
    return Truth::error;
  }
  if (outcome == RegexOutcome::out_of_memory) {
    thread.raise(thread.types().MemoryError, "").reset();
    return Truth::error;
  }
  return truth_of(matched);
}

Truth MatchWalk::next(std::vector<std::int64_t>& spans) {
  if (at_ > subject_.length()) return Truth::no;
  const Truth found =
      find_match(thread_, pattern_, subject_, at_, RegexMode::search, must_advance_, spans);
  if (found == Truth::yes) {
    must_advance_ = spans[1] == spans[0];
    at_ = spans[1];
  }
  return found;
}

std::u32string code_points_of(Value text) {
  std::u32string points;
  std::string_view content;
  if (is_str(text)) {
    with_units(cast<Str>(text), [&](auto units) { points.assign(units.begin(), units.end()); });
  } else if (bytes_view(text, content)) {
    for (const char byte : content) points += static_cast<unsigned char>(byte);
  }
  return points;
}

Ref text_of(Thread& thread, bool is_text, std::u32string_view points) {
  thread.charge(static_cast<std::int64_t>(points.size()) * thread.work_costs().byte_ps);
  if (is_text) {
    return make_str(thread, points.data(), static_cast<std::int64_t>(points.size()));
  }
  std::string bytes;
  for (const char32_t c : points) bytes += static_cast<char>(c);
  return make_bytes(thread, bytes);
}

void append_part(std::u32string& out, Value string, std::int64_t start, std::int64_t stop) {
  std::string_view content;
  if (is_str(string)) {
    with_units(cast<Str>(string),
               [&](auto units) { out.append(units.begin() + start, units.begin() + stop); });
  } else if (bytes_view(string, content)) {
    const auto length = static_cast<std::int64_t>(content.size());
    for (std::int64_t i = start; i < std::min(stop, length); ++i) {
      out += static_cast<unsigned char>(content[static_cast<std::size_t>(i)]);
    }
  }
}

namespace {

/// Reads one replacement template.
class TemplateParser {
 public:
  TemplateParser(Thread& thread, const PatternObject* pattern, Value text,
                 ReplacementTemplate& result)
      : thread_(thread),
        program_(pattern->engine->program()),
        text_(text),
        points_(code_points_of(text)),
        result_(result) {}

  bool run() {
    while (at_ < points_.size()) {
      const char32_t c = points_[at_++];
      if (c != '\\') {
        literal_ += c;
      } else if (!escape()) {
        return false;
      }
    }
    finish_literal();
    return true;
  }

 private:
  bool error(std::string message, std::size_t position) {
    return fail(raise_regex_error(
        thread_, {std::move(message), static_cast<std::int64_t>(position)}, text_));
  }
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < points_.size() ? points_[at_ + ahead] : 0;
  }
  static bool is_octal(char32_t c) { return c >= '0' && c <= '7'; }
  static bool is_decimal(char32_t c) { return c >= '0' && c <= '9'; }

  void finish_literal() {
    if (!literal_.empty()) result_.parts.emplace_back(std::move(literal_));
    literal_.clear();
  }
  bool add_group(int group, std::size_t position) {
    if (group > program_.group_count()) {
      return error(fmt::format("invalid group reference {}", group), position);
    }
    finish_literal();
    result_.parts.emplace_back(group);
    return true;
  }

  /// Behind a backslash.
  bool escape() {
    const std::size_t start = at_ - 1;
    if (at_ == points_.size()) return error("bad escape (end of pattern)", start);
    const char32_t c = points_[at_++];
    if (c == 'g') return named_group();
    if (is_decimal(c)) return number(c, start);
    constexpr std::pair<char32_t, char32_t> kSimple[] = {
        {'a', 7}, {'b', 8}, {'f', 12}, {'n', 10}, {'r', 13}, {'t', 9}, {'v', 11}, {'\\', '\\'}};
    for (const auto& [letter, value] : kSimple) {
      if (c == letter) {
        literal_ += value;
        return true;
      }
    }
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      return error("bad escape \\" + utf8_of({&c, 1}), start);
    }
    literal_ += U'\\';
    literal_ += c;
    return true;
  }

  /// \0 and three octal digits are characters, other numbers groups.
  bool number(char32_t first, std::size_t start) {
    const bool is_character =
        first == '0' || (is_octal(first) && is_octal(peek()) && is_octal(peek(1)));
    if (is_character) {
      char32_t code = first - '0';
      for (int i = 0; i < 2 && is_octal(peek()); ++i) code = code * 8 + (points_[at_++] - '0');
      if (code > 0377) {
        return error(fmt::format("octal escape value {} outside of range 0-0o377",
                                 utf8_of(std::u32string_view(points_).substr(start, at_ - start))),
                     start);
      }
      literal_ += code;
      return true;
    }
    int group = static_cast<int>(first - '0');
    if (is_decimal(peek())) group = group * 10 + static_cast<int>(points_[at_++] - '0');
    return add_group(group, start + 1);
  }

  bool named_group() {
    if (peek() != '<') return error("missing <", at_);
    const std::size_t start = ++at_;
    while (at_ < points_.size() && points_[at_] != '>') ++at_;
    const std::u32string name = points_.substr(start, at_ - start);
    if (at_ == points_.size()) {
      return name.empty() ? error("missing group name", at_)
                          : error("missing >, unterminated name", start);
    }
    ++at_;
    if (name.empty()) return error("missing group name", at_ - 1);
    if (is_regex_name(name)) {
      for (const auto& [known, group] : program_.names) {
        if (known == name) return add_group(group, start);
      }
      return fail(thread_.error(thread_.types().IndexError, "unknown group name {}",
                                quoted_for_message(name)));
    }
    int group = 0;
    for (const char32_t c : name) {
      if (!is_decimal(c) || group > kMostGroups) {
        return error("bad character in group name " + quoted_for_message(name), start);
      }
      group = group * 10 + static_cast<int>(c - '0');
    }
    return add_group(group, start);
  }

  Thread& thread_;
  const RegexProgram& program_;
  Value text_;
  std::u32string points_;
  ReplacementTemplate& result_;
  std::size_t at_ = 0;
  std::u32string literal_;
};

}  // namespace

bool parse_template(Thread& thread, const PatternObject* pattern, Value text,
                    ReplacementTemplate& result) {
  return TemplateParser(thread, pattern, text, result).run();
}

void expand_template(const ReplacementTemplate& source, Value string, const std::int64_t* spans,
                     std::u32string& out) {
  for (const auto& part : source.parts) {
    if (const auto* literal = std::get_if<std::u32string>(&part)) {
      out += *literal;
      continue;
    }
    const auto group = static_cast<std::size_t>(std::get<int>(part));
    if (spans[2 * group] >= 0) append_part(out, string, spans[2 * group], spans[2 * group + 1]);
  }
}

}  // namespace gilsim::vm
