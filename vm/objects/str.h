// SPDX-License-Identifier: MIT
//
// str: an immutable sequence of code points, stored in units of 1, 2 or 4 bytes, whichever the
// largest code point needs (so that indexing is O(1), as in CPython's PEP 393).
//
// Invariants: `width` is the smallest that fits; `data` has `length` units (and one zero unit after
// them); `hash` is -1 until asked for; an interned str is immortal and the only one with its text
// in the Instance's table, so two interned strs are equal exactly if they are the same object. Lone
// surrogates are allowed, as in CPython; UTF-8 output of them is decided by who writes.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

struct Str : Object {
  std::int64_t length;  // code points
  std::int64_t hash;    // -1: not computed yet
  std::uint8_t width;   // 1, 2 or 4
  bool is_ascii;
  bool is_interned;
  void* data;  // points behind this header, or to a buffer of its own (subclasses)

  char32_t at(std::int64_t index) const {
    switch (width) {
      case 1:
        return static_cast<const std::uint8_t*>(data)[index];
      case 2:
        return static_cast<const char16_t*>(data)[index];
      default:
        return static_cast<const char32_t*>(data)[index];
    }
  }
  /// The text itself. REQUIRES: is_ascii (then UTF-8 and storage are the same).
  std::string_view ascii() const {
    return {static_cast<const char*>(data), static_cast<std::size_t>(length)};
  }
};

inline bool is_str(Value value) { return has_layout(value, Layout::str); }
inline bool is_exact_str(Value value) { return is_exactly(value, Layout::str); }

/// A new str from UTF-8 (invalid bytes become U+FFFD; surrogates encoded as 3 bytes are kept).
Ref make_str(Thread& thread, std::string_view utf8);
/// The same in a given heap (for the Instance's immortal objects).
Str* make_str_in(Heap& heap, Type* str_type, std::string_view utf8);
/// A new str from code points.
Ref make_str(Thread& thread, const char32_t* code_points, std::int64_t length);
Ref make_str_from_code_point(Thread& thread, char32_t code_point);
/// UTF-8 of a str (surrogates as 3 bytes).
std::string to_utf8(const Str* text);
/// `text[start:stop]`, 0 <= start <= stop <= length.
Ref substring(Thread& thread, Str* text, std::int64_t start, std::int64_t stop);
Ref concatenate(Thread& thread, Str* left, Str* right);
/// left + right where the caller owns the only count of `left` if it is unshared: may grow in
/// place.
Ref append_in_place(Thread& thread, Ref left, Str* right);

bool equal_text(const Str* left, const Str* right);
/// <0, 0, >0 by code points.
int compare_text(const Str* left, const Str* right);
/// The hash of a str (SipHash-like keyed by a constant: the same everywhere). Cached.
std::int64_t hash_of(Str* text);
std::int64_t hash_of_utf8(std::string_view utf8);

/// repr: quotes chosen and escapes made as CPython does. Of no more than `most` code points.
std::string repr_of_text(const Str* text, std::int64_t most = INT64_MAX);

/// Builds a str piece by piece, in the width its pieces need. Not thread-safe.
class StrBuilder {
 public:
  void append(const Str* text);
  void append(const Str* text, std::int64_t start, std::int64_t stop);
  void append_utf8(std::string_view utf8);
  void append(char32_t code_point) { points_.push_back(code_point); }
  std::int64_t length() const { return static_cast<std::int64_t>(points_.size()); }
  Ref finish(Thread& thread);

 private:
  std::u32string points_;
};

}  // namespace gilsim::vm
