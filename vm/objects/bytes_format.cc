// SPDX-License-Identifier: MIT
//
// `b"%s: %d" % values`: str's formatting on text whose characters stand for the bytes.
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <span>
#include <string>
#include <vector>

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

/// A value as the text's formatting wants it; str itself cannot go into bytes.
Ref text_argument(Thread& thread, Value value) {
  const StableContent content(value);
  if (is_bytes(value) || has_layout(value, Layout::bytearray)) {
    return text_of(thread, content.view());
  }
  if (is_str(value)) {
    return thread.type_error(
        "%b requires a bytes-like object, or an object that implements __bytes__, not 'str'");
  }
  return Ref::share(value);
}

/// All values of a tuple, or the one value.
Ref text_arguments(Thread& thread, Value values) {
  if (!is_tuple(values)) return text_argument(thread, values);
  std::vector<Ref> owned;
  for (const Value value : cast<Tuple>(values)->view()) {
    owned.push_back(text_argument(thread, value));
    if (owned.back().is_error()) return Ref::error();
  }
  const std::vector<Value> items(owned.begin(), owned.end());
  return make_tuple(thread, std::span<const Value>(items));
}

}  // namespace

Ref bytes_remainder(Thread& thread, Value left, Value right) {
  if (!is_bytes(left) && !has_layout(left, Layout::bytearray)) return Ref::not_implemented();
  const StableContent content(left);
  const Ref self = Ref::share(left);
  const Ref held = Ref::share(right);
  const Ref format_text = text_of(thread, content.view());
  const Ref values = text_arguments(thread, held);
  if (format_text.is_error() || values.is_error()) return Ref::error();
  const Ref text = percent_format_of_bytes(thread, format_text.as<Str>(), values);
  if (text.is_error()) return Ref::error();
  std::string bytes;
  for (std::int64_t i = 0; i < text.as<Str>()->length; ++i) {
    const auto point = static_cast<std::uint32_t>(text.as<Str>()->at(i));
    if (point > 0xff) return thread.value_error("bytes must be in range(0, 256)");
    bytes += static_cast<char>(point);
  }
  return make_like(thread, self, bytes);
}

}  // namespace gilsim::vm
