// SPDX-License-Identifier: MIT
//
// Finding a text in a text. The plain search (find the first unit, compare the rest) is quick on
// what people search; where it compares too much, Knuth, Morris and Pratt's takes over, so that the
// time stays linear. A haystack is searched in windows with a poll after each.
#include "vm/eval/operations.h"
#include "vm/objects/number.h"
#include "vm/objects/str_support.h"

#include <vector>

namespace gilsim::vm {

namespace {

template <typename Unit>
using View = std::span<const Unit>;

/// For each prefix of the needle, the length of its longest proper border.
template <typename Unit>
std::vector<std::size_t> borders_of(View<Unit> needle) {
  std::vector<std::size_t> borders(needle.size(), 0);
  std::size_t matched = 0;
  for (std::size_t i = 1; i < needle.size(); ++i) {
    while (matched > 0 && needle[i] != needle[matched]) matched = borders[matched - 1];
    if (needle[i] == needle[matched]) ++matched;
    borders[i] = matched;
  }
  return borders;
}

template <typename Unit>
std::int64_t find_with_borders(View<Unit> haystack, View<Unit> needle, std::size_t start) {
  const std::vector<std::size_t> borders = borders_of(needle);
  std::size_t matched = 0;
  for (std::size_t i = start; i < haystack.size(); ++i) {
    while (matched > 0 && haystack[i] != needle[matched]) matched = borders[matched - 1];
    if (haystack[i] == needle[matched]) ++matched;
    if (matched == needle.size()) return static_cast<std::int64_t>(i + 1 - matched);
  }
  return -1;
}

template <typename Unit>
std::int64_t find_in_window(View<Unit> haystack, View<Unit> needle) {
  if (haystack.size() < needle.size()) return -1;
  const std::size_t last = haystack.size() - needle.size();
  std::size_t compared = 0;
  for (std::size_t i = 0; i <= last; ++i) {
    const auto begin = haystack.begin();
    const auto from = begin + static_cast<std::ptrdiff_t>(i);
    const auto first = std::find(from, begin + static_cast<std::ptrdiff_t>(last + 1), needle[0]);
    i = static_cast<std::size_t>(first - begin);
    if (i > last) return -1;
    const auto [rest, stopped] = std::mismatch(needle.begin() + 1, needle.end(), first + 1);
    if (rest == needle.end()) return static_cast<std::int64_t>(i);
    compared += static_cast<std::size_t>(rest - needle.begin());
    if (compared > 4 * haystack.size() + 256) return find_with_borders(haystack, needle, i + 1);
  }
  return -1;
}

template <typename Unit>
std::int64_t find_forward(Thread& thread, View<Unit> haystack, View<Unit> needle) {
  if (needle.empty()) return 0;
  const std::size_t window = std::max<std::size_t>(std::size_t{1} << 16, needle.size());
  for (std::size_t at = 0; at + needle.size() <= haystack.size(); at += window) {
    const std::size_t size = std::min(window + needle.size() - 1, haystack.size() - at);
    const std::int64_t found = find_in_window(haystack.subspan(at, size), needle);
    if (found >= 0) return static_cast<std::int64_t>(at) + found;
    if (!pay_bytes(thread, static_cast<std::int64_t>(size))) return kSearchFailed;
    if (size > (std::size_t{1} << 15) && !thread.poll()) return kSearchFailed;
  }
  return -1;
}

template <typename Unit>
std::int64_t find_backward(Thread& thread, View<Unit> haystack, View<Unit> needle) {
  if (haystack.size() < needle.size()) return -1;
  Pacer pacer(thread);
  for (std::size_t i = haystack.size() - needle.size() + 1; i-- > 0;) {
    const auto from = haystack.begin() + static_cast<std::ptrdiff_t>(i);
    const auto [stopped, other] = std::mismatch(needle.begin(), needle.end(), from);
    if (stopped == needle.end()) return static_cast<std::int64_t>(i);
    if (!pacer.step(stopped - needle.begin())) return kSearchFailed;
  }
  return -1;
}

template <typename Unit>
std::int64_t find_either(Thread& thread, View<Unit> haystack, View<Unit> needle, std::int64_t start,
                         std::int64_t stop, bool backward) {
  const auto part =
      haystack.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start));
  const std::int64_t found =
      backward ? find_backward(thread, part, needle) : find_forward(thread, part, needle);
  return found < 0 ? found : start + found;
}

/// The needle in units as wide as the haystack's.
template <typename Unit>
std::int64_t find_in_units(Thread& thread, View<Unit> haystack, const Str* needle,
                           std::int64_t start, std::int64_t stop, bool backward) {
  return with_units(needle, [&](auto narrow) -> std::int64_t {
    using Narrow = std::remove_const_t<typename decltype(narrow)::value_type>;
    if constexpr (sizeof(Narrow) == sizeof(Unit)) {
      return find_either<Unit>(thread, haystack, narrow, start, stop, backward);
    } else if constexpr (sizeof(Narrow) > sizeof(Unit)) {
      return -1;  // the needle has a code point that the haystack cannot have
    } else {
      const std::vector<Unit> wide(narrow.begin(), narrow.end());
      return find_either<Unit>(thread, haystack, wide, start, stop, backward);
    }
  });
}

std::int64_t find_in_text(Thread& thread, const Str* haystack, const Str* needle,
                          std::int64_t start, std::int64_t stop, bool backward) {
  if (start > stop || needle->length > stop - start) return -1;
  return with_units(haystack, [&](auto span) {
    using Unit = std::remove_const_t<typename decltype(span)::value_type>;
    return find_in_units<Unit>(thread, span, needle, start, stop, backward);
  });
}

View<unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

bool read_bound(Thread& thread, Value value, std::int64_t& out) {
  if (value.is_none() || value.is_undefined()) return true;
  if (!is_int(value) && type_of(thread, value)->slots.to_index == nullptr) {
    thread.type_error("slice indices must be integers or None or have an __index__ method").reset();
    return false;
  }
  return to_index(thread, value, out, nullptr);
}

}  // namespace

std::int64_t find_text(Thread& thread, const Str* haystack, const Str* needle, std::int64_t start,
                       std::int64_t stop) {
  return find_in_text(thread, haystack, needle, start, stop, false);
}

std::int64_t find_text_backward(Thread& thread, const Str* haystack, const Str* needle,
                                std::int64_t start, std::int64_t stop) {
  return find_in_text(thread, haystack, needle, start, stop, true);
}

std::int64_t find_bytes(Thread& thread, std::string_view haystack, std::string_view needle,
                        std::int64_t start, std::int64_t stop) {
  if (start > stop || static_cast<std::int64_t>(needle.size()) > stop - start) return -1;
  return find_either(thread, bytes_of(haystack), bytes_of(needle), start, stop, false);
}

std::int64_t find_bytes_backward(Thread& thread, std::string_view haystack, std::string_view needle,
                                 std::int64_t start, std::int64_t stop) {
  if (start > stop || static_cast<std::int64_t>(needle.size()) > stop - start) return -1;
  return find_either(thread, bytes_of(haystack), bytes_of(needle), start, stop, true);
}

bool read_bounds(Thread& thread, Value start_value, Value stop_value, std::int64_t length,
                 std::int64_t& start, std::int64_t& stop) {
  // CPython's functions that take bounds are given their arguments as a new tuple (METH_VARARGS).
  thread.charge(thread.work_costs().object_ps);
  start = 0;
  stop = INT64_MAX;
  if (!read_bound(thread, start_value, start) || !read_bound(thread, stop_value, stop))
    return false;
  if (start < 0) start = std::max<std::int64_t>(start + length, 0);
  if (stop < 0) stop = std::max<std::int64_t>(stop + length, 0);
  stop = std::min(stop, length);
  return true;
}

}  // namespace gilsim::vm
