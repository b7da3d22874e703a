// SPDX-License-Identifier: MIT
//
// bytes (immutable) and bytearray (growable).
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

struct Bytes : Object {
  std::int64_t length;
  std::int64_t hash;  // -1: not computed yet
  std::uint8_t* data() { return reinterpret_cast<std::uint8_t*>(this + 1); }
  const std::uint8_t* data() const { return reinterpret_cast<const std::uint8_t*>(this + 1); }
  std::string_view view() const {
    return {reinterpret_cast<const char*>(data()), static_cast<std::size_t>(length)};
  }
};

struct ByteArray : Object {
  std::int64_t length;
  std::int64_t capacity;
  std::uint8_t* data;
  std::int64_t exports;  // views on it: while there are any, its size stays
};

inline bool is_bytes(Value value) { return has_layout(value, Layout::bytes); }
inline bool is_bytearray(Value value) { return has_layout(value, Layout::bytearray); }

Ref make_bytes(Thread& thread, std::string_view content);
/// The content of a bytes-like object (valid until Python code runs); false: it is none.
bool bytes_view(Value value, std::string_view& content);
/// bytes(value) for what is bytes-like or an iterable of ints; False: TypeError, ValueError.
bool bytes_of_object(Thread& thread, Value value, std::string& content);
/// b'...' with quotes and escapes as CPython makes them.
std::string repr_of_bytes(std::string_view content);
Bytes* make_bytes_in(Heap& heap, Type* bytes_type, std::string_view content);

}  // namespace gilsim::vm
