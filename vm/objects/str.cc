// SPDX-License-Identifier: MIT
//
// str: making, hashing, comparing, concatenating; the type's slots. Its methods: str_methods.cc.
//
// A short exact str keeps its units behind its header. A long one, and every instance of a subclass,
// keeps them in a buffer whose size is a function of length and width (`buffer_bytes`), growing in
// steps of an eighth: so appending in place is cheap and needs no capacity field.
#include "vm/objects/str.h"

#include <bit>

#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str_support.h"
#include "vm/objects/tuple.h"
#include "vm/objects/unicode.h"

namespace gilsim::vm {

namespace {

constexpr std::int64_t kInlineBytes = 512;
constexpr std::int64_t kLongestText = INT64_MAX / 8;

std::int64_t content_bytes(std::int64_t length, std::uint8_t width) { return (length + 1) * width; }

/// The size of the buffer that holds a text: rounded up to a multiple of an eighth of its power of two.
std::size_t buffer_bytes(std::int64_t length, std::uint8_t width) {
  const auto bytes = static_cast<std::size_t>(std::max<std::int64_t>(content_bytes(length, width), 64));
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

// --- UTF-8 -------------------------------------------------------------------------------------------

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
      case 1: units<std::uint8_t>(text)[i] = static_cast<std::uint8_t>(points[i]); break;
      case 2: units<char16_t>(text)[i] = static_cast<char16_t>(points[i]); break;
      default: units<char32_t>(text)[i] = points[i];
    }
  }
}

Ref empty_text(Thread& thread) { return Ref::share(thread.names().empty_); }

}  // namespace

// --- raw strs ------------------------------------------------------------------------------------------

Str* new_str(Thread& thread, std::int64_t length, char32_t largest) {
  const std::int64_t bytes = length > kLongestText ? INT64_MAX / 2 : content_bytes(length, width_for(largest));
  if (bytes > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(bytes))) return nullptr;
  return allocate_exact(thread.heap(), thread.types().str, length, largest);
}

char32_t largest_in(const Str* text, std::int64_t start, std::int64_t stop) {
  if (start >= stop) return 0;
  if (text->is_ascii) return 0x7f;
  return with_units(text, [&](auto span) {
    char32_t all = 0;
    for (const auto unit : span.subspan(static_cast<std::size_t>(start),
                                        static_cast<std::size_t>(stop - start))) {
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
    const auto part = span.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(count));
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
    case 2: std::fill_n(units<char16_t>(to) + at, count, static_cast<char16_t>(code_point)); break;
    default: std::fill_n(units<char32_t>(to) + at, count, code_point);
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
  std::memcpy(copy->data, text->data, static_cast<std::size_t>(content_bytes(text->length, text->width)));
  if (cls->is_collectable) thread.heap().track(copy);
  Ref result = Ref::adopt(copy);
  return pay_bytes(thread, text->length * text->width) ? std::move(result) : Ref::error();
}

Ref exact_str(Thread& thread, Str* text) {
  return is_exact_str(text) ? Ref::share(text) : substring(thread, text, 0, text->length);
}

// --- making --------------------------------------------------------------------------------------------

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
  thread.charge(static_cast<std::int64_t>(utf8.size()) * kBytePicoseconds);
  return Ref::adopt(text);
}

Str* make_str_in(Heap& heap, Type* str_type, std::string_view utf8) {
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
  thread.charge(length * text->width * kBytePicoseconds);
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
  if (left->length > kLongestText - right->length) return thread.raise(thread.types().MemoryError, "");
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
    if (new_bytes > static_cast<std::size_t>(kLargeBytes) && !thread.reserve(new_bytes - old_bytes)) {
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

// --- comparing and hashing -------------------------------------------------------------------------------

bool equal_text(const Str* left, const Str* right) {
  if (left == right) return true;
  if (left->is_interned && right->is_interned) return false;
  if (left->length != right->length || left->width != right->width) return false;
  if (left->hash != -1 && right->hash != -1 && left->hash != right->hash) return false;
  return std::memcmp(left->data, right->data, static_cast<std::size_t>(left->length * left->width)) == 0;
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
    default: return hash_bytes(points.data(), points.size() * 4);
  }
}

// --- repr ----------------------------------------------------------------------------------------------

namespace {

void append_escape(std::string& out, char32_t c) {
  constexpr char kHex[] = "0123456789abcdef";
  const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  out += c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
  for (int i = digits - 1; i >= 0; --i) out.push_back(kHex[c >> (4 * i) & 15]);
}

void append_repr(std::string& out, char32_t c, char quote) {
  switch (c) {
    case '\\': out += "\\\\"; return;
    case '\t': out += "\\t"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  if (c == static_cast<char32_t>(quote)) {
    out.push_back('\\');
    out.push_back(quote);
  } else if (c >= 0x20 && c < 0x7f) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x80 || !unicode::is_printable(c)) {
    append_escape(out, c);
  } else {
    append_code_point(out, c);
  }
}

}  // namespace

std::string repr_of_text(const Str* text) {
  bool has_single = false;
  bool has_double = false;
  for (std::int64_t i = 0; i < text->length && !has_double; ++i) {
    has_single |= text->at(i) == '\'';
    has_double |= text->at(i) == '"';
  }
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string out(1, quote);
  for (std::int64_t i = 0; i < text->length; ++i) append_repr(out, text->at(i), quote);
  out.push_back(quote);
  return out;
}

// --- StrBuilder ------------------------------------------------------------------------------------------

void StrBuilder::append(const Str* text) { append(text, 0, text->length); }

void StrBuilder::append(const Str* text, std::int64_t start, std::int64_t stop) {
  with_units(text, [&](auto span) {
    points_.append(span.begin() + start, span.begin() + stop);
  });
}

void StrBuilder::append_utf8(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) points_.push_back(next_code_point(utf8, i));
}

Ref StrBuilder::finish(Thread& thread) { return make_str(thread, points_.data(), length()); }

// --- operands shared with bytes ----------------------------------------------------------------------------

Ref try_reflected(Thread& thread, BinaryOp operation, Value left, Value right) {
  const Type* type = type_of(thread, right);
  const BinarySlot slot = type->slots.binary[static_cast<int>(operation)];
  if (!type->is_heap_type || slot == nullptr) return Ref::not_implemented();
  return slot(thread, left, right);
}

Truth read_repeat_count(Thread& thread, Value sequence, Value count, bool sequence_is_left,
                        std::int64_t& out, Ref& result) {
  if (type_of(thread, count)->slots.to_index == nullptr) {
    result = sequence_is_left ? try_reflected(thread, BinaryOp::multiply, sequence, count)
                              : Ref::not_implemented();
    if (sequence_is_left && result.is_not_implemented()) {
      result = thread.type_error("can't multiply sequence by non-int of type '{}'",
                                 type_name(thread, count));
    }
    return Truth::no;
  }
  if (to_index(thread, count, out, thread.types().OverflowError)) {
    out = std::max<std::int64_t>(out, 0);
    return Truth::yes;
  }
  result = Ref::error();
  return Truth::no;
}

// --- slots -----------------------------------------------------------------------------------------------

namespace {

Ref repeat(Thread& thread, Str* text, std::int64_t count) {
  if (count == 0 || text->length == 0) return empty_text(thread);
  if (count == 1) return exact_str(thread, text);
  if (text->length > INT64_MAX / count) {
    return thread.raise(thread.types().OverflowError, "repeated string is too long");
  }
  const Ref kept = Ref::share(text);
  const std::int64_t length = text->length * count;
  Str* repeated = new_str(thread, length, largest_in(text, 0, text->length));
  if (repeated == nullptr) return Ref::error();
  Ref result = Ref::adopt(repeated);
  // Portions of whole copies, doubled while they are small, so that polls come often enough.
  const std::int64_t most = std::max<std::int64_t>(kPortionBytes / repeated->width, text->length);
  copy_units(repeated, 0, text, 0, text->length);
  std::int64_t done = text->length;
  while (done < length) {
    const std::int64_t portion = std::min({done / text->length * text->length, most, length - done});
    copy_units(repeated, done, repeated, 0, portion);
    done += portion;
    if (!pay_bytes(thread, portion * repeated->width)) return Ref::error();
  }
  return result;
}

Ref str_multiply(Thread& thread, Value left, Value right) {
  const bool is_left = is_str(left);
  const Value text = is_left ? left : right;
  std::int64_t count;
  Ref result;
  if (read_repeat_count(thread, text, is_left ? right : left, is_left, count, result) == Truth::yes) {
    return repeat(thread, cast<Str>(text), count);
  }
  return result;
}

Ref str_add(Thread& thread, Value left, Value right) {
  if (!is_str(left)) return Ref::not_implemented();
  if (is_str(right)) return concatenate(thread, cast<Str>(left), cast<Str>(right));
  Ref reflected = try_reflected(thread, BinaryOp::add, left, right);
  if (!reflected.is_not_implemented()) return reflected;
  return thread.type_error("can only concatenate str (not \"{}\") to str", type_name(thread, right));
}

Ref str_remainder(Thread& thread, Value left, Value right) {
  if (!is_str(left)) return Ref::not_implemented();
  return percent_format(thread, cast<Str>(left), right);
}

Ref str_compare(Thread&, Value self, Value other, CompareOp operation) {
  if (!is_str(self) || !is_str(other)) return Ref::not_implemented();
  const Str* left = cast<Str>(self);
  const Str* right = cast<Str>(other);
  switch (operation) {
    case CompareOp::less: return Ref::boolean(compare_text(left, right) < 0);
    case CompareOp::less_equal: return Ref::boolean(compare_text(left, right) <= 0);
    case CompareOp::equal: return Ref::boolean(equal_text(left, right));
    case CompareOp::not_equal: return Ref::boolean(!equal_text(left, right));
    case CompareOp::greater: return Ref::boolean(compare_text(left, right) > 0);
    case CompareOp::greater_equal: return Ref::boolean(compare_text(left, right) >= 0);
  }
  return Ref::not_implemented();
}

Ref str_repr(Thread& thread, Value self) { return make_str(thread, repr_of_text(cast<Str>(self))); }
Ref str_str(Thread& thread, Value self) { return exact_str(thread, cast<Str>(self)); }
bool str_hash(Thread&, Value self, std::int64_t& out) {
  out = hash_of(cast<Str>(self));
  return true;
}
Truth str_truth(Thread&, Value self) { return truth_of(cast<Str>(self)->length != 0); }
bool str_length(Thread&, Value self, std::int64_t& out) {
  out = cast<Str>(self)->length;
  return true;
}

Ref str_slice(Thread& thread, Str* text, Slice* slice) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  if (!slice_indices(thread, slice, text->length, start, stop, step, count)) return Ref::error();
  if (count == 0) return empty_text(thread);
  if (step == 1) return substring(thread, text, start, start + count);
  std::u32string points(static_cast<std::size_t>(count), U'\0');
  for (std::int64_t i = 0; i < count; ++i) points[static_cast<std::size_t>(i)] = text->at(start + i * step);
  return make_str(thread, points.data(), count);
}

Ref str_get_item(Thread& thread, Value self, Value key) {
  Str* text = cast<Str>(self);
  if (has_layout(key, Layout::slice)) return str_slice(thread, text, cast<Slice>(key));
  if (!is_int(key) && type_of(thread, key)->slots.to_index == nullptr) {
    return thread.type_error("string indices must be integers, not '{}'", type_name(thread, key));
  }
  std::int64_t index;
  if (!to_index(thread, key, index, thread.types().IndexError)) return Ref::error();
  if (index < 0) index += text->length;
  if (index < 0 || index >= text->length) {
    return thread.raise(thread.types().IndexError, "string index out of range");
  }
  return make_str_from_code_point(thread, text->at(index));
}

Truth str_contains(Thread& thread, Value self, Value item) {
  if (!is_str(item)) {
    thread
        .type_error("'in <string>' requires string as left operand, not {}", type_name(thread, item))
        .reset();
    return Truth::error;
  }
  const Str* text = cast<Str>(self);
  const std::int64_t at = find_text(thread, text, cast<Str>(item), 0, text->length);
  return at == kSearchFailed ? Truth::error : truth_of(at >= 0);
}

void str_dealloc(Heap& heap, Object* object) {
  Str* text = static_cast<Str*>(object);
  if (text->data == nullptr || text->data == inline_data(text)) return;
  heap.free_buffer(text->data, buffer_bytes(text->length, text->width));
}

// --- str(...) --------------------------------------------------------------------------------------------

/// str(bytes, encoding, errors).
Ref str_decode(Thread& thread, Value object, Value encoding_value, Value errors_value) {
  std::string encoding;
  std::string errors;
  if (!read_text_argument(thread, encoding_value, "str", "encoding", "utf-8", encoding) ||
      !read_text_argument(thread, errors_value, "str", "errors", "strict", errors)) {
    return Ref::error();
  }
  if (is_str(object)) return thread.type_error("decoding str is not supported");
  std::string_view content;
  if (!bytes_view(object, content)) {
    return thread.type_error("decoding to str: need a bytes-like object, {} found",
                             type_name(thread, object));
  }
  return decode_text(thread, content, object, encoding, errors);
}

bool read_str_arguments(Thread& thread, const Arguments& arguments, Value (&values)[3]) {
  constexpr std::string_view kNames[] = {"object", "encoding", "errors"};
  const std::uint32_t total = arguments.positional_count + arguments.keyword_count();
  if (total > 3) {
    thread.type_error("str() takes at most 3 arguments ({} given)", total).reset();
    return false;
  }
  for (std::uint32_t i = 0; i < arguments.positional_count; ++i) values[i] = arguments[i];
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const auto* known = std::find(std::begin(kNames), std::end(kNames), name);
    if (known == std::end(kNames)) {
      thread.type_error("'{}' is an invalid keyword argument for str()", name).reset();
      return false;
    }
    values[known - std::begin(kNames)] = arguments[arguments.positional_count + i];
  }
  return true;
}

Ref str_new(Thread& thread, Type* cls, Arguments arguments) {
  Value values[3];
  if (!read_str_arguments(thread, arguments, values)) return Ref::error();
  Ref text;
  if (values[0].is_undefined()) {
    text = empty_text(thread);
  } else if (values[1].is_undefined() && values[2].is_undefined()) {
    text = to_str(thread, values[0]);
  } else {
    text = str_decode(thread, values[0], values[1], values[2]);
  }
  if (text.is_error() || cls == thread.types().str) return text;
  return make_str_of(thread, cls, text.as<Str>());
}

// --- iterators -------------------------------------------------------------------------------------------

Ref str_iter(Thread& thread, Value self) {
  auto* iterator = thread.heap().make<SequenceIterator>(thread.types().str_iterator);
  iterator->sequence = Ref::share(self).release();
  return Ref::adopt(iterator);
}

Ref iterator_self(Thread&, Value self) { return Ref::share(self); }

Ref str_iterator_next(Thread& thread, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const Str* text = cast<Str>(iterator->sequence);
  if (iterator->index < text->length) {
    return make_str_from_code_point(thread, text->at(iterator->index++));
  }
  decref(std::exchange(iterator->sequence, Value()));
  return Ref::undefined();
}

Ref str_iterator_hint(Thread& thread, Arguments a) {
  const auto* iterator = cast<SequenceIterator>(a[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  return make_int(thread, cast<Str>(iterator->sequence)->length - iterator->index);
}

void iterator_dealloc(Heap&, Object* object) {
  decref(static_cast<SequenceIterator*>(object)->sequence);
}
void iterator_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<SequenceIterator*>(object)->sequence, context);
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", str_iterator_hint, ""}};

void initialise_str_iterator(Instance& instance) {
  Type* type = instance.types.str_iterator;
  type->slots.dealloc = iterator_dealloc;
  type->slots.traverse = iterator_traverse;
  type->slots.iter = iterator_self;
  type->slots.next = str_iterator_next;
  add_methods(instance, type, kIteratorMethods);
}

}  // namespace

void initialise_str_type(Instance& instance) {
  Slots& slots = instance.types.str->slots;
  slots.dealloc = str_dealloc;
  slots.repr = str_repr;
  slots.str = str_str;
  slots.hash = str_hash;
  slots.compare = str_compare;
  slots.truth = str_truth;
  slots.length = str_length;
  slots.get_item = str_get_item;
  slots.contains = str_contains;
  slots.iter = str_iter;
  slots.new_instance = str_new;
  slots.binary[static_cast<int>(BinaryOp::add)] = str_add;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = str_multiply;
  slots.binary[static_cast<int>(BinaryOp::remainder)] = str_remainder;
  add_str_methods(instance);
  initialise_str_iterator(instance);
}

void initialise_text_types(Instance& instance) {
  initialise_str_type(instance);
  initialise_bytes_type(instance);
  initialise_bytearray_type(instance);
}

}  // namespace gilsim::vm
