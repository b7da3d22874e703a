// SPDX-License-Identifier: MIT
//
// Where a str keeps its units; making, appending, comparing, hashing.
//
// A short exact str keeps its units behind its header. A long one, and every instance of a
// subclass, keeps them in a buffer whose size is a function of length and width (`buffer_bytes`),
// growing in steps of an eighth: so appending in place is cheap and needs no capacity field.
#include "vm/objects/str.h"
#include "vm/objects/str_support.h"

#include <bit>
#include <cstring>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kInlineBytes = 512;
constexpr std::int64_t kLongestText = INT64_MAX / 8;

std::int64_t content_bytes(std::int64_t length, std::uint8_t width) { return (length + 1) * width; }

/// The size of the buffer that holds a text: rounded up to a multiple of an eighth of its power of
/// two.
std::size_t buffer_bytes(std::int64_t length, std::uint8_t width) {
  const auto bytes =
      static_cast<std::size_t>(std::max<std::int64_t>(content_bytes(length, width), 64));
  const std::size_t step = std::bit_floor(bytes) / 8;
  return (bytes + step - 1) / step * step;
}

void* inline_data(Str* text) { return text + 1; }

void set_shape(Str* text, std::int64_t length, char32_t largest) {
  text->length = length;
  text->hash = -1;
  text->width = width_for(largest);
  text->is_ascii = largest < 0x80;
}

void terminate(Str* text) { fill_units(text, text->length, 1, 0); }

Str* allocate_exact(Heap& heap, Type* str_type, std::int64_t length, char32_t largest) {
  const std::uint8_t width = width_for(largest);
  const bool is_inline = content_bytes(length, width) <= kInlineBytes;
  Str* text = heap.make<Str>(
      str_type, is_inline ? static_cast<std::size_t>(content_bytes(length, width)) : 0);
  set_shape(text, length, largest);
  text->data = is_inline ? inline_data(text) : heap.allocate_buffer(buffer_bytes(length, width));
  terminate(text);
  return text;
}

// --- UTF-8 --------------------------------------------------------------------------------------

bool is_ascii_text(std::string_view utf8) {
  std::size_t i = 0;
  for (; i + 8 <= utf8.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, utf8.data() + i, sizeof(word));
    if ((word & 0x8080808080808080u) != 0) return false;
  }
  for (; i < utf8.size(); ++i) {
    if (static_cast<unsigned char>(utf8[i]) >= 0x80) return false;
  }
  return true;
}

/// The code point at `i`, which moves on; U+FFFD for a byte that starts none.
char32_t next_code_point(std::string_view utf8, std::size_t& i) {
  const auto byte = [&](std::size_t at) -> unsigned {
    return at < utf8.size() ? static_cast<unsigned char>(utf8[at]) : 0u;
  };
  const auto is_continuation = [&](std::size_t at) { return (byte(at) & 0xc0) == 0x80; };
  const unsigned first = byte(i++);
  if (first < 0x80) return first;
  if (first >= 0xc2 && first < 0xe0 && is_continuation(i)) {
    return (first & 0x1f) << 6 | (byte(i++) & 0x3f);
  }
  if (first >= 0xe0 && first < 0xf0 && is_continuation(i) && is_continuation(i + 1)) {
    const char32_t c = (first & 0x0f) << 12 | (byte(i) & 0x3f) << 6 | (byte(i + 1) & 0x3f);
    if (c >= 0x800) {
      i += 2;
      return c;
    }
  }
  if (first >= 0xf0 && first < 0xf5 && is_continuation(i) && is_continuation(i + 1) &&
      is_continuation(i + 2)) {
    const char32_t c = (first & 0x07) << 18 | (byte(i) & 0x3f) << 12 | (byte(i + 1) & 0x3f) << 6 |
                       (byte(i + 2) & 0x3f);
    if (c >= 0x10000 && c < 0x110000) {
      i += 3;
      return c;
    }
  }
  return 0xfffd;
}

std::u32string decode_lenient(std::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) points.push_back(next_code_point(utf8, i));
  return points;
}

char32_t largest_of(const char32_t* points, std::int64_t length) {
  char32_t all = 0;
  for (std::int64_t i = 0; i < length; ++i) all |= points[i];
  // The union of bits needs the same width as the largest; 0x80..0xff stays above ASCII.
  return all;
}

void store_code_points(Str* text, const char32_t* points) {
  for (std::int64_t i = 0; i < text->length; ++i) {
    switch (text->width) {
      case 1:
        units<std::uint8_t>(text)[i] = static_cast<std::uint8_t>(points[i]);
        break;
      case 2:
        units<char16_t>(text)[i] = static_cast<char16_t>(points[i]);
        break;
      default:
        units<char32_t>(text)[i] = points[i];
    }
  }
}

}  // namespace

// --- raw strs -----------------------------------------------------------------------------------

Str* new_str(Thread& thread, std::int64_t length, char32_t largest) {
  const std::int64_t bytes =
      length > kLongestText ? INT64_MAX / 2 : content_bytes(length, width_for(largest));
  if (bytes > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(bytes))) return nullptr;
  thread.charge(thread.work_costs().object_ps);
  return allocate_exact(thread.heap(), thread.types().str, length, largest);
}

char32_t largest_in(const Str* text, std::int64_t start, std::int64_t stop) {
  if (start >= stop) return 0;
  if (text->is_ascii) return 0x7f;
  return with_units(text, [&](auto span) {
    char32_t all = 0;
    for (const auto unit :
         span.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start))) {
      all |= unit;
    }
    return all;
  });
}

void copy_units(Str* to, std::int64_t at, const Str* from, std::int64_t start, std::int64_t count) {
  if (to->width == from->width) {
    std::memcpy(static_cast<char*>(to->data) + at * to->width,
                static_cast<const char*>(from->data) + start * from->width,
                static_cast<std::size_t>(count * from->width));
    return;
  }
  with_units(from, [&](auto span) {
    const auto part =
        span.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(count));
    if (to->width == 2) {
      std::transform(part.begin(), part.end(), units<char16_t>(to) + at,
                     [](auto unit) { return static_cast<char16_t>(unit); });
    } else {
      std::copy(part.begin(), part.end(), units<char32_t>(to) + at);
    }
  });
}

void fill_units(Str* to, std::int64_t at, std::int64_t count, char32_t code_point) {
  switch (to->width) {
    case 1:
      std::fill_n(units<std::uint8_t>(to) + at, count, static_cast<std::uint8_t>(code_point));
      break;
    case 2:
      std::fill_n(units<char16_t>(to) + at, count, static_cast<char16_t>(code_point));
      break;
    default:
      std::fill_n(units<char32_t>(to) + at, count, code_point);
  }
}

Ref pad_text(Thread& thread, Str* text, std::int64_t left, std::int64_t right, char32_t fill) {
  if (left <= 0 && right <= 0) return exact_str(thread, text);
  left = std::max<std::int64_t>(left, 0);
  right = std::max<std::int64_t>(right, 0);
  if (left > kLongestText || right > kLongestText - text->length) {
    return thread.raise(thread.types().MemoryError, "");
  }
  const char32_t largest = std::max(largest_in(text, 0, text->length), fill);
  const Ref kept = Ref::share(text);
  const std::int64_t length = left + text->length + right;
  Str* padded = new_str(thread, length, largest);
  if (padded == nullptr) return Ref::error();
  Ref result = Ref::adopt(padded);
  fill_units(padded, 0, left, fill);
  copy_units(padded, left, text, 0, text->length);
  fill_units(padded, left + text->length, right, fill);
  return pay_bytes(thread, length * padded->width) ? std::move(result) : Ref::error();
}

Ref make_str_of(Thread& thread, Type* cls, Str* text) {
  if (cls == thread.types().str) return exact_str(thread, text);
  const std::size_t bytes = buffer_bytes(text->length, text->width);
  if (bytes > static_cast<std::size_t>(kLargeBytes) && !thread.reserve(bytes)) return Ref::error();
  auto* copy = static_cast<Str*>(thread.heap().allocate(cls, cls->instance_size));
  copy->length = text->length;
  copy->hash = text->hash;
  copy->width = text->width;
  copy->is_ascii = text->is_ascii;
  copy->data = thread.heap().allocate_buffer(bytes);
  std::memcpy(copy->data, text->data,
              static_cast<std::size_t>(content_bytes(text->length, text->width)));
  if (cls->is_collectable) thread.heap().track(copy);
  Ref result = Ref::adopt(copy);
  return pay_bytes(thread, text->length * text->width) ? std::move(result) : Ref::error();
}

Ref exact_str(Thread& thread, Str* text) {
  return is_exact_str(text) ? Ref::share(text) : substring(thread, text, 0, text->length);
}

void append_code_point(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xc0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | c >> 12));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3f)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  } else {
    out.push_back(static_cast<char>(0xf0 | c >> 18));
    out.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3f)));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3f)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  }
}

// --- making -------------------------------------------------------------------------------------

Ref make_str(Thread& thread, std::string_view utf8) {
  if (!is_ascii_text(utf8)) {
    const std::u32string points = decode_lenient(utf8);
    return make_str(thread, points.data(), static_cast<std::int64_t>(points.size()));
  }
  if (utf8.empty()) return empty_text(thread);
  if (utf8.size() == 1) {
    return Ref::share(thread.instance.single_characters[static_cast<unsigned char>(utf8[0])]);
  }
  Str* text = new_str(thread, static_cast<std::int64_t>(utf8.size()), 0x7f);
  if (text == nullptr) return Ref::error();
  std::memcpy(text->data, utf8.data(), utf8.size());
  thread.charge(static_cast<std::int64_t>(utf8.size()) * thread.work_costs().byte_ps);
  return Ref::adopt(text);
}

Str* make_str_in(Heap& heap, Type* str_type, std::string_view utf8) {
  if (is_ascii_text(utf8)) {
    Str* text = allocate_exact(heap, str_type, static_cast<std::int64_t>(utf8.size()), 0x7f);
    std::memcpy(text->data, utf8.data(), utf8.size());
    hash_of(text);  // as below
    return text;
  }
  const std::u32string points = decode_lenient(utf8);
  const auto length = static_cast<std::int64_t>(points.size());
  const char32_t largest = length == 0 ? 0 : largest_of(points.data(), length);
  Str* text = allocate_exact(heap, str_type, length, largest);
  store_code_points(text, points.data());
  // Computed now: an immortal object is never written to later.
  hash_of(text);
  return text;
}

Ref make_str(Thread& thread, const char32_t* code_points, std::int64_t length) {
  if (length == 0) return empty_text(thread);
  if (length == 1) return make_str_from_code_point(thread, code_points[0]);
  Str* text = new_str(thread, length, largest_of(code_points, length));
  if (text == nullptr) return Ref::error();
  store_code_points(text, code_points);
  thread.charge(length * text->width * thread.work_costs().byte_ps);
  return Ref::adopt(text);
}

Ref make_str_from_code_point(Thread& thread, char32_t code_point) {
  if (code_point < 256) return Ref::share(thread.instance.single_characters[code_point]);
  Str* text = allocate_exact(thread.heap(), thread.types().str, 1, code_point);
  store_code_points(text, &code_point);
  return Ref::adopt(text);
}

std::string to_utf8(const Str* text) {
  if (text->is_ascii) return std::string(text->ascii());
  std::string utf8;
  utf8.reserve(static_cast<std::size_t>(text->length) * text->width);
  for (std::int64_t i = 0; i < text->length; ++i) append_code_point(utf8, text->at(i));
  return utf8;
}

Ref substring(Thread& thread, Str* text, std::int64_t start, std::int64_t stop) {
  const std::int64_t length = stop - start;
  if (length == text->length && is_exact_str(text)) return Ref::share(text);
  if (length <= 0) return empty_text(thread);
  if (length == 1) return make_str_from_code_point(thread, text->at(start));
  const Ref kept = Ref::share(text);
  Str* part = new_str(thread, length, largest_in(text, start, stop));
  if (part == nullptr) return Ref::error();
  Ref result = Ref::adopt(part);
  if (part->width == text->width) {
    copy_units(part, 0, text, start, length);
  } else {
    for (std::int64_t i = 0; i < length; ++i) fill_units(part, i, 1, text->at(start + i));
  }
  return pay_bytes(thread, length * part->width) ? std::move(result) : Ref::error();
}

Ref concatenate(Thread& thread, Str* left, Str* right) {
  if (left->length == 0) return exact_str(thread, right);
  if (right->length == 0) return exact_str(thread, left);
  if (left->length > kLongestText - right->length)
    return thread.raise(thread.types().MemoryError, "");
  const char32_t largest =
      std::max(largest_in(left, 0, left->length), largest_in(right, 0, right->length));
  const std::int64_t length = left->length + right->length;
  Str* text = new_str(thread, length, largest);
  if (text == nullptr) return Ref::error();
  Ref result = Ref::adopt(text);
  copy_units(text, 0, left, 0, left->length);
  copy_units(text, left->length, right, 0, right->length);
  return pay_bytes(thread, length * text->width) ? std::move(result) : Ref::error();
}

Ref append_in_place(Thread& thread, Ref left, Str* right) {
  Str* text = left.as<Str>();
  const bool may_grow = is_exact_str(text) && text->reference_count == 1 && text != right &&
                        text->data != inline_data(text) && right->width <= text->width &&
                        right->length < kLongestText - text->length;
  if (!may_grow) return concatenate(thread, text, right);
  const std::size_t old_bytes = buffer_bytes(text->length, text->width);
  const std::size_t new_bytes = buffer_bytes(text->length + right->length, text->width);
  if (new_bytes != old_bytes) {
    if (new_bytes > static_cast<std::size_t>(kLargeBytes) &&
        !thread.reserve(new_bytes - old_bytes)) {
      return Ref::error();
    }
    text->data = thread.heap().resize_buffer(text->data, old_bytes, new_bytes);
  }
  const std::int64_t at = text->length;
  text->length += right->length;
  text->hash = -1;
  text->is_ascii = text->is_ascii && right->is_ascii;
  copy_units(text, at, right, 0, right->length);
  terminate(text);
  return pay_bytes(thread, right->length * text->width) ? std::move(left) : Ref::error();
}

// --- comparing and hashing ----------------------------------------------------------------------

bool equal_text(const Str* left, const Str* right) {
  if (left == right) return true;
  if (left->is_interned && right->is_interned) return false;
  if (left->length != right->length || left->width != right->width) return false;
  if (left->hash != -1 && right->hash != -1 && left->hash != right->hash) return false;
  return std::memcmp(left->data, right->data,
                     static_cast<std::size_t>(left->length * left->width)) == 0;
}

int compare_text(const Str* left, const Str* right) {
  const std::int64_t common = std::min(left->length, right->length);
  if (left->width == 1 && right->width == 1) {
    const int order = std::memcmp(left->data, right->data, static_cast<std::size_t>(common));
    if (order != 0) return order;
  } else {
    for (std::int64_t i = 0; i < common; ++i) {
      const char32_t a = left->at(i);
      const char32_t b = right->at(i);
      if (a != b) return a < b ? -1 : 1;
    }
  }
  return left->length < right->length ? -1 : left->length > right->length;
}

namespace {

struct SipState {
  std::uint64_t v0 = 0x736f6d6570736575u;
  std::uint64_t v1 = 0x646f72616e646f6du;
  std::uint64_t v2 = 0x6c7967656e657261u;
  std::uint64_t v3 = 0x7465646279746573u;

  void round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }
  void absorb(std::uint64_t word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }
};

}  // namespace

std::int64_t hash_bytes(const void* data, std::size_t size) {
  if (size == 0) return 0;
  SipState state;
  const auto* bytes = static_cast<const unsigned char*>(data);
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes + i, sizeof(word));
    state.absorb(word);
  }
  std::uint64_t last = static_cast<std::uint64_t>(size) << 56;
  for (std::size_t k = 0; i + k < size; ++k) last |= std::uint64_t{bytes[i + k]} << (8 * k);
  state.absorb(last);
  state.v2 ^= 0xff;
  for (int k = 0; k < 3; ++k) state.round();
  const auto hash = static_cast<std::int64_t>(state.v0 ^ state.v1 ^ state.v2 ^ state.v3);
  return hash == -1 ? -2 : hash;
}

std::int64_t hash_of(Str* text) {
  if (text->hash == -1) {
    text->hash = hash_bytes(text->data, static_cast<std::size_t>(text->length * text->width));
  }
  return text->hash;
}

std::int64_t hash_of_utf8(std::string_view utf8) {
  if (is_ascii_text(utf8)) return hash_bytes(utf8.data(), utf8.size());
  const std::u32string points = decode_lenient(utf8);
  switch (width_for(largest_of(points.data(), static_cast<std::int64_t>(points.size())))) {
    case 1: {
      std::string narrow;
      for (const char32_t c : points) narrow.push_back(static_cast<char>(c));
      return hash_bytes(narrow.data(), narrow.size());
    }
    case 2: {
      const std::u16string narrow(points.begin(), points.end());
      return hash_bytes(narrow.data(), narrow.size() * 2);
    }
    default:
      return hash_bytes(points.data(), points.size() * 4);
  }
}

// --- StrBuilder ---------------------------------------------------------------------------------

void StrBuilder::append(const Str* text) { append(text, 0, text->length); }

void StrBuilder::append(const Str* text, std::int64_t start, std::int64_t stop) {
  with_units(text, [&](auto span) { points_.append(span.begin() + start, span.begin() + stop); });
}

void StrBuilder::append_utf8(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) points_.push_back(next_code_point(utf8, i));
}

Ref StrBuilder::finish(Thread& thread) { return make_str(thread, points_.data(), length()); }

void release_text(Heap& heap, Str* text) {
  if (text->data == nullptr || text->data == inline_data(text)) return;
  heap.free_buffer(text->data, buffer_bytes(text->length, text->width));
}

}  // namespace gilsim::vm
