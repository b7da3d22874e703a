// SPDX-License-Identifier: MIT
//
// The methods that bytes and bytearray share: searching, cutting, joining, converting.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/tuple.h"

#include <vector>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::int64_t size_of(std::string_view text) { return static_cast<std::int64_t>(text.size()); }

std::string_view part_of(std::string_view text, std::int64_t start, std::int64_t stop) {
  return text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start));
}

bool read_bytes_like(Thread& thread, Value value, StableContent& out) {
  return out.set(value) || fail(thread.type_error("a bytes-like object is required, not '{}'",
                                                  type_name(thread, value)));
}

/// A needle: bytes-like, or an int for one byte.
bool read_needle(Thread& thread, Value value, StableContent& out) {
  if (out.set(value)) return true;
  if (type_of(thread, value)->slots.to_index == nullptr) {
    return fail(thread.type_error("argument should be integer or bytes-like object, not '{}'",
                                  type_name(thread, value)));
  }
  std::uint8_t byte;
  if (!read_byte(thread, value, "byte must be in range(0, 256)", byte)) return false;
  out.set_copy(std::string(1, static_cast<char>(byte)));
  return true;
}

// --- find, index, count -------------------------------------------------------------------------

struct Search {
  StableContent text;
  StableContent needle;
  std::int64_t start;
  std::int64_t stop;
};

bool read_search(Thread& thread, Arguments a, Search& out) {
  if (!read_needle(thread, a[1], out.needle)) return false;
  std::int64_t length;
  if (!length_hint(thread, a[0], 0, length) ||
      !read_bounds(thread, a[2], a[3], length, out.start, out.stop)) {
    return false;
  }
  out.text.set(a[0]);
  out.stop = std::min(out.stop, size_of(out.text.view()));
  return true;
}

std::int64_t search(Thread& thread, Arguments a, bool backward) {
  Search s;
  if (!read_search(thread, a, s)) return kSearchFailed;
  return backward ? find_bytes_backward(thread, s.text.view(), s.needle.view(), s.start, s.stop)
                  : find_bytes(thread, s.text.view(), s.needle.view(), s.start, s.stop);
}

Ref found_or_minus_one(Thread& thread, std::int64_t at) {
  return at == kSearchFailed ? Ref::error() : make_int(thread, at);
}
Ref found_or_error(Thread& thread, std::int64_t at) {
  return at == -1 ? thread.value_error("subsection not found") : found_or_minus_one(thread, at);
}

Ref bytes_find(Thread& t, Arguments a) { return found_or_minus_one(t, search(t, a, false)); }
Ref bytes_rfind(Thread& t, Arguments a) { return found_or_minus_one(t, search(t, a, true)); }
Ref bytes_index(Thread& t, Arguments a) { return found_or_error(t, search(t, a, false)); }
Ref bytes_rindex(Thread& t, Arguments a) { return found_or_error(t, search(t, a, true)); }

/// Calls f(position) for each match from the left; the needle is not empty.
template <typename F>
bool for_each_match(Thread& thread, std::string_view text, std::string_view needle,
                    std::int64_t start, std::int64_t stop, std::int64_t limit, F&& f) {
  Pacer pacer(thread);
  while (limit-- > 0) {
    const std::int64_t at = find_bytes(thread, text, needle, start, stop);
    if (at == kSearchFailed) return false;
    if (at < 0) return true;
    if (!f(at) || !pacer.step(at - start)) return false;
    start = at + size_of(needle);
  }
  return true;
}

Ref bytes_count(Thread& thread, Arguments a) {
  Search s;
  if (!read_search(thread, a, s)) return Ref::error();
  if (s.start > s.stop) return Ref::small_int(0);
  if (s.needle.view().empty()) return make_int(thread, s.stop - s.start + 1);
  std::int64_t count = 0;
  const bool done = for_each_match(thread, s.text.view(), s.needle.view(), s.start, s.stop,
                                   INT64_MAX, [&](std::int64_t) {
                                     ++count;
                                     return true;
                                   });
  return done ? make_int(thread, count) : Ref::error();
}

// --- affixes ------------------------------------------------------------------------------------

bool has_affix(std::string_view text, std::string_view part, bool at_end) {
  return at_end ? text.ends_with(part) : text.starts_with(part);
}

Ref has_any_affix(Thread& thread, std::string_view function, Arguments a, bool at_end) {
  std::int64_t length;
  std::int64_t start;
  std::int64_t stop;
  if (!length_hint(thread, a[0], 0, length) ||
      !read_bounds(thread, a[2], a[3], length, start, stop)) {
    return Ref::error();
  }
  const StableContent content(a[0]);
  const bool is_range = start <= stop && stop <= size_of(content.view());
  const std::string_view text =
      is_range ? part_of(content.view(), start, stop) : std::string_view();
  StableContent part;
  if (part.set(a[1])) return Ref::boolean(is_range && has_affix(text, part.view(), at_end));
  if (!is_tuple(a[1])) {
    return thread.type_error("{} first arg must be bytes or a tuple of bytes, not {}", function,
                             type_name(thread, a[1]));
  }
  for (const Value item : cast<Tuple>(a[1])->view()) {
    if (!read_bytes_like(thread, item, part)) return Ref::error();
    if (is_range && has_affix(text, part.view(), at_end)) return Ref::boolean(true);
  }
  return Ref::boolean(false);
}

Ref bytes_startswith(Thread& t, Arguments a) { return has_any_affix(t, "startswith", a, false); }
Ref bytes_endswith(Thread& t, Arguments a) { return has_any_affix(t, "endswith", a, true); }

Ref remove_affix(Thread& thread, Arguments a, bool at_end) {
  StableContent part;
  if (!read_bytes_like(thread, a[1], part)) return Ref::error();
  const StableContent content(a[0]);
  std::string_view text = content.view();
  if (has_affix(text, part.view(), at_end)) {
    if (at_end) {
      text.remove_suffix(part.view().size());
    } else {
      text.remove_prefix(part.view().size());
    }
  }
  return make_like(thread, a[0], text);
}

Ref bytes_removeprefix(Thread& t, Arguments a) { return remove_affix(t, a, false); }
Ref bytes_removesuffix(Thread& t, Arguments a) { return remove_affix(t, a, true); }

// --- split --------------------------------------------------------------------------------------

/// Parts of a text, cut without copies; then made into objects.
using Parts = std::vector<std::string_view>;

bool split_by(Thread& thread, std::string_view text, std::string_view separator, std::int64_t limit,
              Parts& parts) {
  std::int64_t start = 0;
  const bool done =
      for_each_match(thread, text, separator, 0, size_of(text), limit, [&](std::int64_t at) {
        parts.push_back(part_of(text, start, at));
        start = at + size_of(separator);
        return true;
      });
  parts.push_back(part_of(text, start, size_of(text)));
  return done;
}

bool split_backward_by(Thread& thread, std::string_view text, std::string_view separator,
                       std::int64_t limit, Parts& parts) {
  std::int64_t stop = size_of(text);
  while (limit-- > 0) {
    const std::int64_t at = find_bytes_backward(thread, text, separator, 0, stop);
    if (at == kSearchFailed) return false;
    if (at < 0) break;
    parts.push_back(part_of(text, at + size_of(separator), stop));
    stop = at;
  }
  parts.push_back(part_of(text, 0, stop));
  std::reverse(parts.begin(), parts.end());
  return true;
}

void split_by_space(std::string_view text, std::int64_t limit, Parts& parts) {
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return;
    const std::size_t start = at;
    if (limit-- <= 0) {
      parts.push_back(text.substr(start));
      return;
    }
    while (at < text.size() && !is_space(text[at])) ++at;
    parts.push_back(text.substr(start, at - start));
  }
}

void split_backward_by_space(std::string_view text, std::int64_t limit, Parts& parts) {
  std::size_t at = text.size();
  while (true) {
    while (at > 0 && is_space(text[at - 1])) --at;
    if (at == 0) break;
    const std::size_t stop = at;
    if (limit-- <= 0) {
      parts.push_back(text.substr(0, stop));
      break;
    }
    while (at > 0 && !is_space(text[at - 1])) --at;
    parts.push_back(text.substr(at, stop - at));
  }
  std::reverse(parts.begin(), parts.end());
}

Ref list_of(Thread& thread, Value self, const Parts& parts) {
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  Pacer pacer(thread);
  for (const std::string_view part : parts) {
    const Ref item = make_like(thread, self, part);
    if (item.is_error() || !list_append(thread, list.as<List>(), item) ||
        !pacer.step(size_of(part))) {
      return Ref::error();
    }
  }
  return list;
}

Ref split(Thread& thread, Arguments a, bool backward) {
  std::int64_t limit;
  if (!to_index(thread, a[2], limit, thread.types().OverflowError)) return Ref::error();
  if (limit < 0) limit = INT64_MAX;
  StableContent separator;
  if (!a[1].is_none() && !read_bytes_like(thread, a[1], separator)) return Ref::error();
  if (!a[1].is_none() && separator.view().empty()) return thread.value_error("empty separator");
  const StableContent content(a[0]);
  Parts parts;
  bool done = true;
  if (a[1].is_none()) {
    (backward ? split_backward_by_space : split_by_space)(content.view(), limit, parts);
  } else {
    done = (backward ? split_backward_by : split_by)(thread, content.view(), separator.view(),
                                                     limit, parts);
  }
  return done ? list_of(thread, a[0], parts) : Ref::error();
}

Ref bytes_split(Thread& t, Arguments a) { return split(t, a, false); }
Ref bytes_rsplit(Thread& t, Arguments a) { return split(t, a, true); }

Ref bytes_splitlines(Thread& thread, Arguments a) {
  const Truth keep_ends = is_true(thread, a[1]);
  if (keep_ends == Truth::error) return Ref::error();
  const StableContent content(a[0]);
  const std::string_view text = content.view();
  Parts parts;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    std::size_t next = std::min(end + 1, text.size());
    if (next < text.size() && text[end] == '\r' && text[next] == '\n') ++next;
    parts.push_back(text.substr(start, (keep_ends == Truth::yes ? next : end) - start));
    start = next;
  }
  return list_of(thread, a[0], parts);
}

Ref partition(Thread& thread, Arguments a, bool backward) {
  StableContent separator;
  if (!read_bytes_like(thread, a[1], separator)) return Ref::error();
  if (separator.view().empty()) return thread.value_error("empty separator");
  const StableContent content(a[0]);
  const std::string_view text = content.view();
  const std::int64_t at =
      backward ? find_bytes_backward(thread, text, separator.view(), 0, size_of(text))
               : find_bytes(thread, text, separator.view(), 0, size_of(text));
  if (at == kSearchFailed) return Ref::error();
  std::string_view pieces[3];
  if (at < 0) {
    pieces[backward ? 2 : 0] = text;
  } else {
    pieces[0] = part_of(text, 0, at);
    pieces[1] = separator.view();
    pieces[2] = part_of(text, at + size_of(separator.view()), size_of(text));
  }
  const Ref before = make_like(thread, a[0], pieces[0]);
  const Ref middle = make_like(thread, a[0], pieces[1]);
  const Ref after = make_like(thread, a[0], pieces[2]);
  if (before.is_error() || middle.is_error() || after.is_error()) return Ref::error();
  return make_tuple(thread, {before, middle, after});
}

Ref bytes_partition(Thread& t, Arguments a) { return partition(t, a, false); }
Ref bytes_rpartition(Thread& t, Arguments a) { return partition(t, a, true); }

// --- join, replace ------------------------------------------------------------------------------

Ref bytes_join(Thread& thread, Arguments a) {
  const Slots& slots = type_of(thread, a[1])->slots;
  if (slots.iter == nullptr && slots.get_item == nullptr) {
    return thread.type_error("can only join an iterable");
  }
  std::vector<Ref> items;
  if (!collect(thread, a[1], items)) return Ref::error();
  const StableContent separator(a[0]);
  std::string joined;
  Pacer pacer(thread);
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string_view part;
    if (!bytes_view(items[i], part)) {
      return thread.type_error("sequence item {}: expected a bytes-like object, {} found", i,
                               type_name(thread, items[i]));
    }
    const std::size_t total = joined.size() + separator.view().size() + part.size();
    if (size_of(part) > kLargeBytes && !thread.reserve(total * 2)) return Ref::error();
    if (i > 0) joined += separator.view();
    joined += part;
    if (!pacer.step(size_of(part))) return Ref::error();
  }
  return make_like(thread, a[0], joined);
}

Ref replace(Thread& thread, Value self, std::string_view text, std::string_view old,
            std::string_view fresh, std::int64_t limit) {
  std::string out;
  std::int64_t from = 0;
  const auto put = [&](std::int64_t at) {
    out += part_of(text, from, at);
    out += fresh;
    from = at + size_of(old);
    return size_of(fresh) <= kLargeBytes || thread.reserve(out.size() * 2);
  };
  if (old.empty()) {
    Pacer pacer(thread);
    for (std::int64_t at = 0; at <= size_of(text) && limit-- > 0; ++at) {
      if (!put(at) || !pacer.step(size_of(fresh))) return Ref::error();
    }
  } else if (!for_each_match(thread, text, old, 0, size_of(text), limit, put)) {
    return Ref::error();
  }
  out += part_of(text, from, size_of(text));
  return make_like(thread, self, out);
}

Ref bytes_replace(Thread& thread, Arguments a) {
  StableContent old;
  StableContent fresh;
  std::int64_t limit;
  if (!read_bytes_like(thread, a[1], old) || !read_bytes_like(thread, a[2], fresh) ||
      !to_index(thread, a[3], limit, thread.types().OverflowError)) {
    return Ref::error();
  }
  const StableContent content(a[0]);
  return replace(thread, a[0], content.view(), old.view(), fresh.view(),
                 limit < 0 ? INT64_MAX : limit);
}

// --- strip, pad ---------------------------------------------------------------------------------

Ref strip(Thread& thread, Arguments a, bool left, bool right) {
  StableContent set;
  if (!a[1].is_none() && !read_bytes_like(thread, a[1], set)) return Ref::error();
  const StableContent content(a[0]);
  const std::string_view set_view = a[1].is_none() ? std::string_view(" \t\n\v\f\r") : set.view();
  std::string_view text = content.view();
  const auto is_stripped = [&](char c) { return set_view.find(c) != std::string_view::npos; };
  while (left && !text.empty() && is_stripped(text.front())) text.remove_prefix(1);
  while (right && !text.empty() && is_stripped(text.back())) text.remove_suffix(1);
  return make_like(thread, a[0], text);
}

Ref bytes_strip(Thread& t, Arguments a) { return strip(t, a, true, true); }
Ref bytes_lstrip(Thread& t, Arguments a) { return strip(t, a, true, false); }
Ref bytes_rstrip(Thread& t, Arguments a) { return strip(t, a, false, true); }

enum class Side { left, center, right };

Ref justify(Thread& thread, std::string_view function, Arguments a, Side side) {
  std::int64_t width;
  if (!to_index(thread, a[1], width, thread.types().OverflowError)) return Ref::error();
  StableContent filler;
  if (a[2].is_undefined()) {
    filler.set_copy(" ");
  } else if (!filler.set(a[2]) || filler.view().size() != 1) {
    return thread.type_error("{}() argument 2 must be a byte string of length 1, not {}", function,
                             type_name(thread, a[2]));
  }
  const StableContent content(a[0]);
  const std::int64_t missing = std::max<std::int64_t>(width - size_of(content.view()), 0);
  if (missing > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(width) * 2))
    return Ref::error();
  const std::int64_t left = side == Side::left    ? 0
                            : side == Side::right ? missing
                                                  : missing / 2 + (missing & width & 1);
  std::string padded(static_cast<std::size_t>(left), filler.view()[0]);
  padded += content.view();
  padded.append(static_cast<std::size_t>(missing - left), filler.view()[0]);
  return make_like(thread, a[0], padded);
}

Ref bytes_ljust(Thread& t, Arguments a) { return justify(t, "ljust", a, Side::left); }
Ref bytes_rjust(Thread& t, Arguments a) { return justify(t, "rjust", a, Side::right); }
Ref bytes_center(Thread& t, Arguments a) { return justify(t, "center", a, Side::center); }

// --- converting ---------------------------------------------------------------------------------

Ref bytes_decode(Thread& thread, Arguments a) {
  std::string encoding;
  std::string errors;
  if (!read_text_argument(thread, a[1], "decode", "encoding", "utf-8", encoding) ||
      !read_text_argument(thread, a[2], "decode", "errors", "strict", errors)) {
    return Ref::error();
  }
  std::string_view content;
  bytes_view(a[0], content);
  return decode_text(thread, content, a[0], encoding, errors);
}

/// The separator of hex(): one ASCII character.
bool read_separator(Thread& thread, Value value, char& out) {
  std::int64_t size;
  if (!length(thread, value, size)) return false;
  if (size != 1) return fail(thread.value_error("sep must be length 1."));
  std::string_view content;
  if (is_str(value) && cast<Str>(value)->at(0) < 0x80) {
    out = static_cast<char>(cast<Str>(value)->at(0));
  } else if (bytes_view(value, content)) {
    out = content[0];
  } else if (is_str(value)) {
    return fail(thread.value_error("sep must be ASCII."));
  } else {
    return fail(thread.type_error("sep must be str or bytes."));
  }
  return true;
}

Ref bytes_hex(Thread& thread, Arguments a) {
  constexpr char kHex[] = "0123456789abcdef";
  char separator = 0;
  std::int64_t group;
  if ((!a[1].is_undefined() && !read_separator(thread, a[1], separator)) ||
      !to_index(thread, a[2], group, thread.types().OverflowError)) {
    return Ref::error();
  }
  const StableContent content(a[0]);
  const std::int64_t size = size_of(content.view());
  if (size > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(size) * 6))
    return Ref::error();
  std::string out;
  const std::int64_t width = std::abs(std::max<std::int64_t>(group, -INT64_MAX));
  for (std::int64_t i = 0; i < size; ++i) {
    // Groups are counted from the right, or from the left if the number is negative.
    const std::int64_t place = group > 0 ? size - i : i;
    if (separator != 0 && width != 0 && i > 0 && place % width == 0) out.push_back(separator);
    const auto byte = static_cast<unsigned char>(content.view()[static_cast<std::size_t>(i)]);
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
  if (!pay_bytes(thread, size * 3)) return Ref::error();
  return make_str(thread, out);
}

int hex_value(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<int>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<int>(c - 'A' + 10);
  return -1;
}

Ref bytes_fromhex(Thread& thread, Arguments a) {
  if (!is_str(a[1])) {
    return thread.type_error("fromhex() argument must be str, not {}", type_name(thread, a[1]));
  }
  const Str* text = cast<Str>(a[1]);
  const auto value_at = [&](std::int64_t i) {
    return i < text->length ? hex_value(text->at(i)) : -1;
  };
  std::string out;
  std::int64_t i = 0;
  while (i < text->length) {
    if (text->at(i) < 0x80 && is_space(static_cast<char>(text->at(i)))) {
      ++i;
      continue;
    }
    const int high = value_at(i);
    const int low = high < 0 ? -1 : value_at(i + 1);
    if (low < 0) {
      return thread.value_error("non-hexadecimal number found in fromhex() arg at position {}",
                                high < 0 ? i : i + 1);
    }
    out.push_back(static_cast<char>(high << 4 | low));
    i += 2;
  }
  auto* cls = cast<Type>(a[0]);
  if (cls == thread.types().bytearray) return make_bytearray(thread, out);
  const Ref made = make_bytes(thread, out);
  if (made.is_error() || cls == thread.types().bytes) return made.share();
  const Value argument = made;
  return call(thread, cls, std::span<const Value>(&argument, 1));
}

Ref bytes_translate(Thread& thread, Arguments a) {
  StableContent table;
  StableContent dropped;
  if ((!a[1].is_none() && !read_bytes_like(thread, a[1], table)) ||
      (!a[2].is_undefined() && !read_bytes_like(thread, a[2], dropped))) {
    return Ref::error();
  }
  if (!a[1].is_none() && table.view().size() != 256) {
    return thread.value_error("translation table must be 256 characters long");
  }
  const StableContent content(a[0]);
  std::string out;
  for (const char c : content.view()) {
    if (dropped.view().find(c) != std::string_view::npos) continue;
    out.push_back(a[1].is_none() ? c : table.view()[static_cast<unsigned char>(c)]);
  }
  if (!pay_bytes(thread, size_of(content.view()))) return Ref::error();
  return make_like(thread, a[0], out);
}

Ref bytes_maketrans(Thread& thread, Arguments a) {
  StableContent from;
  StableContent to;
  if (!read_bytes_like(thread, a[0], from) || !read_bytes_like(thread, a[1], to))
    return Ref::error();
  if (from.view().size() != to.view().size()) {
    return thread.value_error("maketrans arguments must have same length");
  }
  std::string table;
  for (int c = 0; c < 256; ++c) table.push_back(static_cast<char>(c));
  for (std::size_t i = 0; i < from.view().size(); ++i) {
    table[static_cast<unsigned char>(from.view()[i])] = to.view()[i];
  }
  return make_bytes(thread, table);
}

constexpr NativeDefinition kMethods[] = {
    {"find", bytes_find, "sub, start=None, end=None, /"},
    {"rfind", bytes_rfind, "sub, start=None, end=None, /"},
    {"index", bytes_index, "sub, start=None, end=None, /"},
    {"rindex", bytes_rindex, "sub, start=None, end=None, /"},
    {"count", bytes_count, "sub, start=None, end=None, /"},
    {"startswith", bytes_startswith, "prefix, start=None, end=None, /"},
    {"endswith", bytes_endswith, "suffix, start=None, end=None, /"},
    {"removeprefix", bytes_removeprefix, "prefix, /"},
    {"removesuffix", bytes_removesuffix, "suffix, /"},
    {"split", bytes_split, "sep=None, maxsplit=-1"},
    {"rsplit", bytes_rsplit, "sep=None, maxsplit=-1"},
    {"splitlines", bytes_splitlines, "keepends=False"},
    {"partition", bytes_partition, "sep, /"},
    {"rpartition", bytes_rpartition, "sep, /"},
    {"join", bytes_join, "iterable_of_bytes, /"},
    {"replace", bytes_replace, "old, new, count=-1, /"},
    {"strip", bytes_strip, "bytes=None, /"},
    {"lstrip", bytes_lstrip, "bytes=None, /"},
    {"rstrip", bytes_rstrip, "bytes=None, /"},
    {"ljust", bytes_ljust, "width, fillchar=..., /"},
    {"rjust", bytes_rjust, "width, fillchar=..., /"},
    {"center", bytes_center, "width, fillchar=..., /"},
    {"decode", bytes_decode, "encoding='utf-8', errors='strict'"},
    {"hex", bytes_hex, "sep=..., bytes_per_sep=1"},
    {"fromhex", bytes_fromhex, "string, /", kNativeClass},
    {"translate", bytes_translate, "table, /, delete=..."},
    {"maketrans", bytes_maketrans, "frm, to, /", kNativeStatic},
};

}  // namespace

void add_bytes_methods(Instance& instance, Type* type) {
  add_methods(instance, type, kMethods);
  add_bytes_case_methods(instance, type);
}

}  // namespace gilsim::vm
