// SPDX-License-Identifier: MIT
//
// `b"%s: %d" % values`: str's formatting on text whose characters stand for the bytes.
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

/// U+0000..U+00FF for the bytes.
Ref text_of(Thread& thread, std::string_view bytes) {
  std::string utf8;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xc0 | (byte >> 6));
      utf8 += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return make_str(thread, utf8);
}

/// What %s and %b show: bytes as they are, or what __bytes__ gives.
Ref text_argument(Thread& thread, Value value) {
  const StableContent content(value);
  std::string_view seen;
  if (bytes_view(value, seen)) return text_of(thread, content.view());
  const Ref method = lookup_special(thread, value, thread.names().bytes_);
  if (method.is_error()) return Ref::error();
  if (method.is_undefined()) {
    return thread.type_error(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        type_name(thread, value));
  }
  const Ref made = call(thread, method);
  if (made.is_error()) return Ref::error();
  if (!is_bytes(made)) {
    return thread.type_error("__bytes__ returned non-bytes (type {})", type_name(thread, made));
  }
  return text_of(thread, made.as<Bytes>()->view());
}

}  // namespace

bool bytes_of_text(Thread& thread, const Str* text, std::string& out) {
  for (std::int64_t i = 0; i < text->length; ++i) {
    const auto point = static_cast<std::uint32_t>(text->at(i));
    if (point > 0xff) {
      thread.value_error("bytes must be in range(0, 256)").reset();
      return false;
    }
    out += static_cast<char>(point);
  }
  return true;
}

Ref bytes_remainder(Thread& thread, Value left, Value right) {
  if (!is_bytes(left) && !has_layout(left, Layout::bytearray)) return Ref::not_implemented();
  const StableContent content(left);
  const Ref self = Ref::share(left);
  const Ref held = Ref::share(right);
  const Ref format_text = text_of(thread, content.view());
  if (format_text.is_error()) return Ref::error();
  const Ref text = percent_format_of_bytes(thread, format_text.as<Str>(), held, text_argument);
  if (text.is_error()) return Ref::error();
  std::string bytes;
  if (!bytes_of_text(thread, text.as<Str>(), bytes)) return Ref::error();
  return make_like(thread, self, bytes);
}

}  // namespace gilsim::vm
