// SPDX-License-Identifier: MIT
//
// What bytes and bytearray share: reading arguments, and the methods that only read `self`.
#pragma once

#include "vm/core/native.h"
#include "vm/objects/bytes.h"
#include "vm/objects/str_support.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

/// The content of a bytes-like operand that stays as it is while other threads run: a bytearray's
/// is copied.
class StableContent {
 public:
  StableContent() = default;
  explicit StableContent(Value value) { set(value); }
  StableContent(const StableContent&) = delete;
  StableContent& operator=(const StableContent&) = delete;

  /// False: the value is not bytes-like.
  bool set(Value value);
  /// A copy of a text that is about to go.
  void set_copy(std::string text);
  std::string_view view() const { return view_; }

 private:
  Ref held_;
  std::string copy_;
  std::string_view view_;
};

Ref make_bytearray(Thread& thread, std::string_view content);
/// bytes or bytearray, as `self` is.
Ref make_like(Thread& thread, Value self, std::string_view content);

/// A byte from an int-like value; `message` if it is out of range.
bool read_byte(Thread& thread, Value value, const char* message, std::uint8_t& out);
/// Arguments of bytes(...) and bytearray(...): what the new object holds.
bool read_bytes_arguments(Thread& thread, std::string_view type, Arguments arguments,
                          std::string& out);
/// The bytes that an iterable of ints gives.
bool bytes_of_iterable(Thread& thread, Value iterable, const char* range_message, std::string& out);

/// Slots for both types.
Ref bytes_compare(Thread& thread, Value self, Value other, CompareOp operation);
Truth bytes_contains(Thread& thread, Value self, Value item);
Ref bytes_add(Thread& thread, Value left, Value right);
Ref bytes_multiply(Thread& thread, Value left, Value right);
/// `b"%s" % values`
Ref bytes_remainder(Thread& thread, Value left, Value right);
/// The bytes whose numbers are the characters of a text. False: one is above 255 (ValueError).
bool bytes_of_text(Thread& thread, const Str* text, std::string& out);
/// The same for a format that stands in a str, a character for a byte (percent_format.cc).
/// `bytes_text` gives the argument of %s and %b as such a text.
Ref percent_format_of_bytes(Thread& thread, Str* format_text, Value arguments,
                            UnarySlot bytes_text);
Ref bytes_iter(Thread& thread, Value self);
Ref bytes_get_item(Thread& thread, Value self, Value key);

/// The shared methods; from bytes_methods.cc and bytes_case.cc.
void add_bytes_methods(Instance& instance, Type* type);
void add_bytes_case_methods(Instance& instance, Type* type);

}  // namespace gilsim::vm
