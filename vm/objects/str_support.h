// SPDX-License-Identifier: MIT
//
// What the files of the text types share: raw strs, searching, codecs, operand rules.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"
#include "vm/objects/str.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace gilsim::vm {

/// How many bytes may be moved between two polls (well below 100 us).
inline constexpr std::int64_t kPortionBytes = 256 * 1024;
/// Results below this size are made without asking for memory first.
inline constexpr std::int64_t kLargeBytes = 64 * 1024;

/// Charges for that many bytes; polls if it is much. False: stop.
inline bool pay_bytes(Thread& thread, std::int64_t bytes) {
  thread.charge(bytes * thread.work_costs().byte_ps);
  return bytes < kPortionBytes || thread.poll();
}

/// Charges and polls for loops of many small steps; checks the memory limit too.
class Pacer {
 public:
  explicit Pacer(Thread& thread) : thread_(thread) {}
  /// Accounts for one step of so many bytes. False: stop, an exception is pending or the thread
  /// cancelled.
  bool step(std::int64_t bytes) {
    pending_ += bytes + 16;
    return pending_ < kPortionBytes / 4 || flush();
  }

 private:
  bool flush() {
    thread_.charge(pending_ * thread_.work_costs().byte_ps);
    pending_ = 0;
    return thread_.poll() && thread_.reserve(0);
  }
  Thread& thread_;
  std::int64_t pending_ = 0;
};

// --- raw strs -----------------------------------------------------------------------------------

inline std::uint8_t width_for(char32_t largest) {
  return largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4;
}

template <typename Unit>
Unit* units(Str* text) {
  return static_cast<Unit*>(text->data);
}
template <typename Unit>
const Unit* units(const Str* text) {
  return static_cast<const Unit*>(text->data);
}

/// Calls f with a span of the text's units (std::uint8_t, char16_t or char32_t).
template <typename F>
decltype(auto) with_units(const Str* text, F&& f) {
  const auto length = static_cast<std::size_t>(text->length);
  switch (text->width) {
    case 1:
      return f(std::span(units<std::uint8_t>(text), length));
    case 2:
      return f(std::span(units<char16_t>(text), length));
    default:
      return f(std::span(units<char32_t>(text), length));
  }
}

inline Ref empty_text(Thread& thread) { return Ref::share(thread.names().empty_); }

/// A new str of that length whose units the caller fills in (the largest code point decides their
/// width and must occur; only `is_ascii` may be wrong on the safe side). nullptr: MemoryError is
/// pending.
Str* new_str(Thread& thread, std::int64_t length, char32_t largest);
/// The largest code point in a range, or one that needs the same width and flags; 0 if it is empty.
char32_t largest_in(const Str* text, std::int64_t start, std::int64_t stop);
/// Copies code points into a str whose units are at least as wide.
void copy_units(Str* to, std::int64_t at, const Str* from, std::int64_t start, std::int64_t count);
void fill_units(Str* to, std::int64_t at, std::int64_t count, char32_t code_point);
/// Gives a str's buffer back, if it has one.
void release_text(Heap& heap, Str* text);
/// Appends a code point in UTF-8; a surrogate becomes its three bytes.
void append_code_point(std::string& utf8, char32_t code_point);
/// Puts `left` and `right` fill characters around a text.
Ref pad_text(Thread& thread, Str* text, std::int64_t left, std::int64_t right, char32_t fill);
/// text as an instance of cls, which is str or a subclass.
Ref make_str_of(Thread& thread, Type* cls, Str* text);
/// An exact str with the text's content: itself unless its type is a subclass.
Ref exact_str(Thread& thread, Str* text);

/// SipHash-1-3 with a zero key, as CPython has it with PYTHONHASHSEED=0; the empty text hashes to
/// 0.
std::int64_t hash_bytes(const void* data, std::size_t size);

// --- searching ----------------------------------------------------------------------------------

/// Where `needle` starts first in haystack[start, stop), -1: nowhere, kSearchFailed: stop.
inline constexpr std::int64_t kSearchFailed = -2;
std::int64_t find_text(Thread& thread, const Str* haystack, const Str* needle, std::int64_t start,
                       std::int64_t stop);
std::int64_t find_text_backward(Thread& thread, const Str* haystack, const Str* needle,
                                std::int64_t start, std::int64_t stop);
std::int64_t find_bytes(Thread& thread, std::string_view haystack, std::string_view needle,
                        std::int64_t start, std::int64_t stop);
std::int64_t find_bytes_backward(Thread& thread, std::string_view haystack, std::string_view needle,
                                 std::int64_t start, std::int64_t stop);

/// The start and end arguments of find, count, startswith ...: None or an index, negative ones from
/// the end. `start` may be beyond `stop`: then nothing, not even the empty text, is found.
bool read_bounds(Thread& thread, Value start_value, Value stop_value, std::int64_t length,
                 std::int64_t& start, std::int64_t& stop);

// --- operands -----------------------------------------------------------------------------------

/// Of `sequence + other` or `sequence * other` where the sequence's type cannot: what other's
/// class, if written in Python, makes of it; NotImplemented: nothing.
Ref try_reflected(Thread& thread, BinaryOp operation, Value left, Value right);
/// The count of `sequence * count`. Truth::no: `result` says what the operation gives (an error or
/// NotImplemented).
Truth read_repeat_count(Thread& thread, Value sequence, Value count, bool sequence_is_left,
                        std::int64_t& out, Ref& result);

// --- codecs -------------------------------------------------------------------------------------

/// text.encode(encoding, errors) as bytes content.
bool encode_text(Thread& thread, Str* text, std::string_view encoding, std::string_view errors,
                 std::string& out);
/// content.decode(encoding, errors); `object` is the bytes object for the exception.
Ref decode_text(Thread& thread, std::string_view content, Value object, std::string_view encoding,
                std::string_view errors);
/// Reads an argument that must be a str, with the function's name for the message; `fallback` for
/// Undefined.
bool read_text_argument(Thread& thread, Value value, std::string_view function,
                        std::string_view argument, std::string_view fallback, std::string& out);

/// str.format and str.format_map. `mapping` is Undefined for str.format.
Ref format_template(Thread& thread, Str* text, Arguments arguments, Value mapping);

void initialise_str_type(Instance& instance);
void add_str_methods(Instance& instance);
void add_str_shape_methods(Instance& instance);
void add_str_case_methods(Instance& instance);
void initialise_bytes_type(Instance& instance);
void initialise_bytearray_type(Instance& instance);

}  // namespace gilsim::vm
