// SPDX-License-Identifier: MIT
//
// How libFuzzer changes texts in lines and words (programs, logs): half the time byte by byte as it
// always does, else so that something comes out which still reads like its seeds: lines are copied,
// dropped and indented, words and numbers change places.
//
// Everything follows from the seed that libFuzzer hands in, so a session can be repeated.
#include "runtime/machine/chooser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace gilsim::tests {
namespace {

constexpr std::array<std::string_view, 14> kNumbers = {"0",           "1",
                                                       "2",           "-1",
                                                       "255",         "65536",
                                                       "2147483647",  "4294967296",
                                                       "-2147483649", "9223372036854775807",
                                                       "1e308",       "1.5",
                                                       "0.0",         "18446744073709551616"};

struct Piece {
  std::size_t start;
  std::size_t length;
};

class TextMutator {
 public:
  TextMutator(std::string text, unsigned seed) : text_(std::move(text)), chooser_(seed) {}

  /// REQUIRES: limit > 0.
  std::size_t below(std::size_t limit) {
    return static_cast<std::size_t>(random_.uniform(0, static_cast<std::int64_t>(limit) - 1));
  }
  const std::string& text() const { return text_; }

  /// Some lines of `from` to a place between two lines.
  void copy_lines(std::string_view from) {
    const Piece lines = some_lines(from);
    const std::string copied(from.substr(lines.start, lines.length));
    text_.insert(some_lines(text_).start, copied);
  }
  void drop_lines() {
    const Piece lines = some_lines(text_);
    text_.erase(lines.start, lines.length);
  }
  void indent_line() {
    const std::size_t start = some_lines(text_).start;
    if (below(2) == 0 && text_.compare(start, kIndent.size(), kIndent) == 0) {
      text_.erase(start, kIndent.size());
    } else {
      text_.insert(start, kIndent);
    }
  }
  void replace_word() {
    const std::vector<Piece> words = words_of(text_);
    if (words.empty()) return;
    const Piece old = words[below(words.size())];
    const Piece other = words[below(words.size())];
    const bool is_number = std::isdigit(static_cast<unsigned char>(text_[old.start])) != 0;
    const std::string replacement = is_number && below(2) == 0
                                        ? std::string(kNumbers[below(kNumbers.size())])
                                        : text_.substr(other.start, other.length);
    text_.replace(old.start, old.length, replacement);
  }
  void drop_word() {
    const std::vector<Piece> words = words_of(text_);
    if (words.empty()) return;
    const Piece word = words[below(words.size())];
    text_.erase(word.start, word.length);
  }

 private:
  static constexpr std::string_view kIndent = "    ";
  static constexpr std::size_t kMostLines = 6;

  Piece some_lines(std::string_view text) {
    std::vector<std::size_t> starts = {0};
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n' && i + 1 < text.size()) starts.push_back(i + 1);
    }
    const std::size_t first = below(starts.size());
    const std::size_t last = first + 1 + below(kMostLines);
    const std::size_t end = last < starts.size() ? starts[last] : text.size();
    return {starts[first], end - starts[first]};
  }

  static bool is_word_character(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  }
  /// Names, numbers, and single signs.
  static std::vector<Piece> words_of(std::string_view text) {
    std::vector<Piece> words;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i + 1;
      if (is_word_character(text[i])) {
        while (end < text.size() && is_word_character(text[end])) ++end;
      }
      if (std::isspace(static_cast<unsigned char>(text[i])) == 0) words.push_back({i, end - i});
      i = end;
    }
    return words;
  }

  std::string text_;
  runtime::Chooser chooser_;
  runtime::RandomStream& random_ = chooser_.stream("mutator");
};

std::string_view view_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::size_t put(std::string_view text, std::uint8_t* data, std::size_t max_size) {
  const std::size_t size = std::min(text.size(), max_size);
  std::memcpy(data, text.data(), size);
  return size;
}

}  // namespace
}  // namespace gilsim::tests

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  using gilsim::tests::TextMutator;
  TextMutator mutator(std::string(gilsim::tests::view_of(data, size)), seed);
  if (mutator.below(2) == 0) return LLVMFuzzerMutate(data, size, max_size);
  for (std::size_t changes = 1 + mutator.below(3); changes > 0; --changes) {
    switch (mutator.below(6)) {
      case 0:
        mutator.copy_lines(std::string(mutator.text()));
        break;
      case 1:
        mutator.drop_lines();
        break;
      case 2:
        mutator.indent_line();
        break;
      case 3:
        mutator.drop_word();
        break;
      default:
        mutator.replace_word();
        break;
    }
  }
  return gilsim::tests::put(mutator.text(), data, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second,
                                                 std::size_t second_size, std::uint8_t* out,
                                                 std::size_t max_size, unsigned seed) {
  gilsim::tests::TextMutator mutator(std::string(gilsim::tests::view_of(first, first_size)), seed);
  for (std::size_t copies = 1 + mutator.below(3); copies > 0; --copies) {
    mutator.copy_lines(gilsim::tests::view_of(second, second_size));
  }
  return gilsim::tests::put(mutator.text(), out, max_size);
}
