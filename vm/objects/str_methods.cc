// SPDX-License-Identifier: MIT
//
// The methods of str that search, cut, join and format. What strips, pads and translates:
// str_shape.cc; what asks for case or changes it: str_case.cc.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str_support.h"
#include "vm/objects/tuple.h"
#include "vm/objects/unicode.h"

#include <vector>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

bool check_str(Thread& thread, Value value, std::string_view what) {
  return is_str(value) ||
         fail(thread.type_error("{} must be str, not {}", what, type_name(thread, value)));
}

// --- find, index, count -------------------------------------------------------------------------

struct SearchArguments {
  Str* text;
  Str* needle;
  std::int64_t start;
  std::int64_t stop;
};

/// (self, sub, start, end). A missing sub is reported as CPython's own parser of these methods
/// does.
bool read_search(Thread& thread, std::string_view function, Arguments a, SearchArguments& out) {
  if (!check_no_keywords(thread, fmt::format("str.{}", function), a)) return false;
  const std::uint32_t given = a.positional_count - 1;
  if (given < 1 || given > 3) {
    return fail(thread.type_error("{}() takes at {} {} argument{} ({} given)", function,
                                  given < 1 ? "least" : "most", given < 1 ? 1 : 3,
                                  given < 1 ? "" : "s", given));
  }
  out.text = cast<Str>(a[0]);
  if (!read_bounds(thread, given > 1 ? a[2] : Value::none(), given > 2 ? a[3] : Value::none(),
                   out.text->length, out.start, out.stop)) {
    return false;
  }
  if (!is_str(a[1])) {
    return fail(thread.type_error("must be str, not {}", type_name(thread, a[1])));
  }
  out.needle = cast<Str>(a[1]);
  return true;
}

/// What find and index share; kSearchFailed: an exception is pending.
std::int64_t search(Thread& thread, std::string_view function, Arguments a, bool backward) {
  SearchArguments s;
  if (!read_search(thread, function, a, s)) return kSearchFailed;
  return backward ? find_text_backward(thread, s.text, s.needle, s.start, s.stop)
                  : find_text(thread, s.text, s.needle, s.start, s.stop);
}

Ref found_or_minus_one(Thread& thread, std::int64_t at) {
  return at == kSearchFailed ? Ref::error() : make_int(thread, at);
}

Ref found_or_error(Thread& thread, std::int64_t at) {
  if (at == -1) return thread.value_error("substring not found");
  return found_or_minus_one(thread, at);
}

Ref str_find(Thread& t, Arguments a) { return found_or_minus_one(t, search(t, "find", a, false)); }
Ref str_rfind(Thread& t, Arguments a) { return found_or_minus_one(t, search(t, "rfind", a, true)); }
Ref str_index(Thread& t, Arguments a) { return found_or_error(t, search(t, "index", a, false)); }
Ref str_rindex(Thread& t, Arguments a) { return found_or_error(t, search(t, "rindex", a, true)); }

/// Calls f(position) for each match, from the left, without overlaps; the needle is not empty.
template <typename F>
bool for_each_match(Thread& thread, const Str* text, const Str* needle, std::int64_t start,
                    std::int64_t stop, std::int64_t limit, F&& f) {
  Pacer pacer(thread);
  while (limit-- > 0) {
    const std::int64_t at = find_text(thread, text, needle, start, stop);
    if (at == kSearchFailed) return false;
    if (at < 0) return true;
    if (!f(at) || !pacer.step(at - start)) return false;
    start = at + needle->length;
  }
  return true;
}

bool count_matches(Thread& thread, const Str* text, const Str* needle, std::int64_t start,
                   std::int64_t stop, std::int64_t limit, std::int64_t& count) {
  count = 0;
  if (start > stop) return true;
  if (needle->length == 0) {
    count = std::min(limit, stop - start + 1);
    return true;
  }
  return for_each_match(thread, text, needle, start, stop, limit, [&](std::int64_t) {
    ++count;
    return true;
  });
}

Ref str_count(Thread& thread, Arguments a) {
  SearchArguments s;
  std::int64_t count;
  if (!read_search(thread, "count", a, s) ||
      !count_matches(thread, s.text, s.needle, s.start, s.stop, INT64_MAX, count)) {
    return Ref::error();
  }
  return make_int(thread, count);
}

// --- startswith, endswith, removeprefix ---------------------------------------------------------

bool matches_at(const Str* text, const Str* part, std::int64_t at) {
  for (std::int64_t i = 0; i < part->length; ++i) {
    if (text->at(at + i) != part->at(i)) return false;
  }
  return true;
}

bool has_affix(const Str* text, const Str* part, std::int64_t start, std::int64_t stop,
               bool at_end) {
  if (start > stop || part->length > stop - start) return false;
  return matches_at(text, part, at_end ? stop - part->length : start);
}

Ref has_any_affix(Thread& thread, std::string_view function, Arguments a, bool at_end) {
  if (!check_no_keywords(thread, fmt::format("str.{}", function), a)) return Ref::error();
  const std::uint32_t given = a.positional_count - 1;
  if (given < 1 || given > 3) {
    return thread.type_error("{}() takes at {} {} argument{} ({} given)", function,
                             given < 1 ? "least" : "most", given < 1 ? 1 : 3, given < 1 ? "" : "s",
                             given);
  }
  const Str* text = cast<Str>(a[0]);
  std::int64_t start;
  std::int64_t stop;
  if (!read_bounds(thread, given > 1 ? a[2] : Value::none(), given > 2 ? a[3] : Value::none(),
                   text->length, start, stop)) {
    return Ref::error();
  }
  if (is_str(a[1])) return Ref::boolean(has_affix(text, cast<Str>(a[1]), start, stop, at_end));
  if (!is_tuple(a[1])) {
    return thread.type_error("{} first arg must be str or a tuple of str, not {}", function,
                             type_name(thread, a[1]));
  }
  for (const Value part : cast<Tuple>(a[1])->view()) {
    if (!is_str(part)) {
      return thread.type_error("tuple for {} must only contain str, not {}", function,
                               type_name(thread, part));
    }
    if (has_affix(text, cast<Str>(part), start, stop, at_end)) return Ref::boolean(true);
  }
  return Ref::boolean(false);
}

Ref str_startswith(Thread& t, Arguments a) { return has_any_affix(t, "startswith", a, false); }
Ref str_endswith(Thread& t, Arguments a) { return has_any_affix(t, "endswith", a, true); }

Ref str_removeprefix(Thread& thread, Arguments a) {
  if (!check_str(thread, a[1], "removeprefix() argument")) return Ref::error();
  Str* text = cast<Str>(a[0]);
  const Str* part = cast<Str>(a[1]);
  const bool has = has_affix(text, part, 0, text->length, false);
  return substring(thread, text, has ? part->length : 0, text->length);
}

Ref str_removesuffix(Thread& thread, Arguments a) {
  if (!check_str(thread, a[1], "removesuffix() argument")) return Ref::error();
  Str* text = cast<Str>(a[0]);
  const Str* part = cast<Str>(a[1]);
  const bool has = has_affix(text, part, 0, text->length, true);
  return substring(thread, text, 0, text->length - (has ? part->length : 0));
}

// --- split --------------------------------------------------------------------------------------

/// Appends text[start:stop] to a list that the caller owns.
bool append_part(Thread& thread, Value list, Str* text, std::int64_t start, std::int64_t stop) {
  const Ref part = substring(thread, text, start, stop);
  return !part.is_error() && list_append(thread, cast<List>(list), part);
}

bool split_by(Thread& thread, Value list, Str* text, const Str* separator, std::int64_t limit) {
  std::int64_t start = 0;
  const bool done =
      for_each_match(thread, text, separator, 0, text->length, limit, [&](std::int64_t at) {
        const bool added = append_part(thread, list, text, start, at);
        start = at + separator->length;
        return added;
      });
  return done && append_part(thread, list, text, start, text->length);
}

bool split_by_space(Thread& thread, Value list, Str* text, std::int64_t limit) {
  Pacer pacer(thread);
  std::int64_t at = 0;
  while (true) {
    while (at < text->length && unicode::is_space(text->at(at))) ++at;
    if (at == text->length) return true;
    const std::int64_t start = at;
    // The rest in one part keeps the white space at its end, as in CPython.
    if (limit-- <= 0) return append_part(thread, list, text, start, text->length);
    while (at < text->length && !unicode::is_space(text->at(at))) ++at;
    if (!append_part(thread, list, text, start, at) || !pacer.step(at - start)) return false;
  }
}

void reverse_list(Value list) {
  List* items = cast<List>(list);
  std::reverse(items->items, items->items + items->length);
}

bool split_backward_by(Thread& thread, Value list, Str* text, const Str* separator,
                       std::int64_t limit) {
  std::int64_t stop = text->length;
  Pacer pacer(thread);
  while (limit-- > 0) {
    const std::int64_t at = find_text_backward(thread, text, separator, 0, stop);
    if (at == kSearchFailed) return false;
    if (at < 0) break;
    if (!append_part(thread, list, text, at + separator->length, stop) || !pacer.step(stop - at)) {
      return false;
    }
    stop = at;
  }
  if (!append_part(thread, list, text, 0, stop)) return false;
  reverse_list(list);
  return true;
}

bool split_backward_by_space(Thread& thread, Value list, Str* text, std::int64_t limit) {
  Pacer pacer(thread);
  std::int64_t at = text->length;
  while (true) {
    while (at > 0 && unicode::is_space(text->at(at - 1))) --at;
    if (at == 0) break;
    const std::int64_t stop = at;
    if (limit-- <= 0) {
      if (!append_part(thread, list, text, 0, stop)) return false;
      break;
    }
    while (at > 0 && !unicode::is_space(text->at(at - 1))) --at;
    if (!append_part(thread, list, text, at, stop) || !pacer.step(stop - at)) return false;
  }
  reverse_list(list);
  return true;
}

Ref split(Thread& thread, Arguments a, bool backward) {
  Str* text = cast<Str>(a[0]);
  std::int64_t limit;
  if (!to_index(thread, a[2], limit, thread.types().OverflowError)) return Ref::error();
  if (limit < 0) limit = INT64_MAX;
  if (!a[1].is_none() && !is_str(a[1])) {
    return thread.type_error("must be str or None, not {}", type_name(thread, a[1]));
  }
  if (is_str(a[1]) && cast<Str>(a[1])->length == 0) return thread.value_error("empty separator");
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  bool done;
  if (a[1].is_none()) {
    done = backward ? split_backward_by_space(thread, list, text, limit)
                    : split_by_space(thread, list, text, limit);
  } else {
    const Str* separator = cast<Str>(a[1]);
    done = backward ? split_backward_by(thread, list, text, separator, limit)
                    : split_by(thread, list, text, separator, limit);
  }
  return done ? std::move(list) : Ref::error();
}

Ref str_split(Thread& thread, Arguments a) { return split(thread, a, false); }
Ref str_rsplit(Thread& thread, Arguments a) { return split(thread, a, true); }

Ref str_splitlines(Thread& thread, Arguments a) {
  const Truth keep_ends = is_true(thread, a[1]);
  if (keep_ends == Truth::error) return Ref::error();
  Str* text = cast<Str>(a[0]);
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  Pacer pacer(thread);
  std::int64_t start = 0;
  while (start < text->length) {
    std::int64_t end = start;
    while (end < text->length && !unicode::is_line_break(text->at(end))) ++end;
    std::int64_t next = std::min(end + 1, text->length);
    if (next < text->length && text->at(end) == '\r' && text->at(next) == '\n') ++next;
    if (!append_part(thread, list, text, start, keep_ends == Truth::yes ? next : end) ||
        !pacer.step(next - start)) {
      return Ref::error();
    }
    start = next;
  }
  return list;
}

Ref partition(Thread& thread, Arguments a, bool backward) {
  if (!is_str(a[1])) return thread.type_error("must be str, not {}", type_name(thread, a[1]));
  Str* text = cast<Str>(a[0]);
  Str* separator = cast<Str>(a[1]);
  if (separator->length == 0) return thread.value_error("empty separator");
  const std::int64_t at = backward ? find_text_backward(thread, text, separator, 0, text->length)
                                   : find_text(thread, text, separator, 0, text->length);
  if (at == kSearchFailed) return Ref::error();
  const Value empty = thread.names().empty_;
  if (at < 0) {
    const Ref whole = exact_str(thread, text);
    if (whole.is_error()) return Ref::error();
    return backward ? make_tuple(thread, {empty, empty, whole})
                    : make_tuple(thread, {whole, empty, empty});
  }
  const Ref before = substring(thread, text, 0, at);
  const Ref after = substring(thread, text, at + separator->length, text->length);
  if (before.is_error() || after.is_error()) return Ref::error();
  return make_tuple(thread, {before, separator, after});
}

Ref str_partition(Thread& thread, Arguments a) { return partition(thread, a, false); }
Ref str_rpartition(Thread& thread, Arguments a) { return partition(thread, a, true); }

// --- join and replace ---------------------------------------------------------------------------

/// Sizes up the parts: total length and largest code point. False: TypeError, MemoryError.
bool measure_join(Thread& thread, const Str* separator, const std::vector<Ref>& parts,
                  std::int64_t& length, char32_t& largest) {
  length = 0;
  largest = parts.size() > 1 ? largest_in(separator, 0, separator->length) : 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_str(parts[i])) {
      return fail(thread.type_error("sequence item {}: expected str instance, {} found", i,
                                    type_name(thread, parts[i])));
    }
    const Str* part = parts[i].as<Str>();
    const std::int64_t added = part->length + (i == 0 ? 0 : separator->length);
    if (length > INT64_MAX / 8 - added) return fail(thread.raise(thread.types().MemoryError, ""));
    length += added;
    largest = std::max(largest, largest_in(part, 0, part->length));
  }
  return true;
}

Ref join(Thread& thread, Str* separator, const std::vector<Ref>& parts) {
  if (parts.empty()) return Ref::share(thread.names().empty_);
  if (parts.size() == 1 && is_exact_str(parts[0])) return parts[0].share();
  std::int64_t length;
  char32_t largest;
  if (!measure_join(thread, separator, parts, length, largest)) return Ref::error();
  if (length == 0) return Ref::share(thread.names().empty_);
  Str* joined = new_str(thread, length, largest);
  if (joined == nullptr) return Ref::error();
  thread.charge(static_cast<std::int64_t>(parts.size()) * thread.work_costs().step_ps);
  Ref result = Ref::adopt(joined);
  Pacer pacer(thread);
  std::int64_t at = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      copy_units(joined, at, separator, 0, separator->length);
      at += separator->length;
    }
    const Str* part = parts[i].as<Str>();
    copy_units(joined, at, part, 0, part->length);
    at += part->length;
    if (!pacer.step(part->length * joined->width)) return Ref::error();
  }
  return result;
}

Ref str_join(Thread& thread, Arguments a) {
  if (!is_list(a[1]) && !is_tuple(a[1])) {
    const Slots& slots = type_of(thread, a[1])->slots;
    if (slots.iter == nullptr && slots.get_item == nullptr) {
      return thread.type_error("can only join an iterable");
    }
  }
  std::vector<Ref> parts;
  if (!collect(thread, a[1], parts)) return Ref::error();
  return join(thread, cast<Str>(a[0]), parts);
}

/// Inserts `fresh` before each of the first `count` code points, and at the end if there are counts
/// left.
Ref interleave(Thread& thread, Str* text, const Str* fresh, std::int64_t count, Str* result) {
  Ref made = Ref::adopt(result);
  Pacer pacer(thread);
  std::int64_t at = 0;
  for (std::int64_t i = 0; i <= text->length; ++i) {
    if (i < count) {
      copy_units(result, at, fresh, 0, fresh->length);
      at += fresh->length;
    }
    if (i == text->length) break;
    const std::int64_t rest = i < count ? 1 : text->length - i;
    copy_units(result, at, text, i, rest);
    at += rest;
    if (!pacer.step(fresh->length + rest)) return Ref::error();
    if (i >= count) break;
  }
  return made;
}

Ref replace(Thread& thread, Str* text, Str* old, Str* fresh, std::int64_t limit) {
  std::int64_t count;
  if (!count_matches(thread, text, old, 0, text->length, limit, count)) return Ref::error();
  if (count == 0) return exact_str(thread, text);
  std::int64_t grown;
  if (__builtin_mul_overflow(fresh->length - old->length, count, &grown) ||
      grown > INT64_MAX / 8 - text->length) {
    return thread.raise(thread.types().OverflowError, "replace string is too long");
  }
  const std::int64_t length = text->length + grown;
  if (length == 0) return Ref::share(thread.names().empty_);
  const char32_t largest =
      std::max(largest_in(text, 0, text->length), largest_in(fresh, 0, fresh->length));
  Str* replaced = new_str(thread, length, largest);
  if (replaced == nullptr) return Ref::error();
  if (old->length == 0) return interleave(thread, text, fresh, count, replaced);
  Ref result = Ref::adopt(replaced);
  std::int64_t from = 0;
  std::int64_t to = 0;
  const bool done = for_each_match(thread, text, old, 0, text->length, count, [&](std::int64_t at) {
    copy_units(replaced, to, text, from, at - from);
    to += at - from;
    copy_units(replaced, to, fresh, 0, fresh->length);
    to += fresh->length;
    from = at + old->length;
    return true;
  });
  if (!done) return Ref::error();
  copy_units(replaced, to, text, from, text->length - from);
  if (!pay_bytes(thread, length * replaced->width)) return Ref::error();
  // What was replaced may have been all that needed wide units.
  if (largest >= 0x80 && width_for(largest_in(replaced, 0, length)) < replaced->width) {
    std::u32string points;
    for (std::int64_t i = 0; i < length; ++i) points.push_back(replaced->at(i));
    return make_str(thread, points.data(), length);
  }
  if (largest >= 0x80) replaced->is_ascii = largest_in(replaced, 0, length) < 0x80;
  return result;
}

Ref str_replace(Thread& thread, Arguments a) {
  if (!check_no_keywords(thread, "str.replace", a) ||
      !check_positional(thread, "replace", a.without_first(), 2, 3)) {
    return Ref::error();
  }
  for (std::uint32_t i = 1; i <= 2; ++i) {
    if (!check_str(thread, a[i], fmt::format("replace() argument {}", i))) return Ref::error();
  }
  std::int64_t limit = -1;
  if (a.positional_count > 3 && !to_index(thread, a[3], limit, thread.types().OverflowError)) {
    return Ref::error();
  }
  if (limit < 0) limit = INT64_MAX;
  return replace(thread, cast<Str>(a[0]), cast<Str>(a[1]), cast<Str>(a[2]), limit);
}

// --- the rest -----------------------------------------------------------------------------------

Ref str_encode(Thread& thread, Arguments a) {
  std::string encoding;
  std::string errors;
  std::string content;
  if (!read_text_argument(thread, a[1], "encode", "encoding", "utf-8", encoding) ||
      !read_text_argument(thread, a[2], "encode", "errors", "strict", errors) ||
      !encode_text(thread, cast<Str>(a[0]), encoding, errors, content)) {
    return Ref::error();
  }
  return make_bytes(thread, content);
}

Ref str_format(Thread& thread, Arguments a) {
  return format_template(thread, cast<Str>(a[0]), a.without_first(), Value());
}

Ref str_format_map(Thread& thread, Arguments a) {
  return format_template(thread, cast<Str>(a[0]), Arguments{}, a[1]);
}

Ref str_dunder_format(Thread& thread, Arguments a) {
  if (!check_str(thread, a[1], "__format__() argument")) return Ref::error();
  return format_str(thread, cast<Str>(a[0]), cast<Str>(a[1]));
}

Ref str_getnewargs(Thread& thread, Arguments a) {
  const Ref text = exact_str(thread, cast<Str>(a[0]));
  return text.is_error() ? Ref::error() : make_tuple(thread, {text});
}

constexpr NativeDefinition kMethods[] = {
    {"find", str_find},
    {"rfind", str_rfind},
    {"index", str_index},
    {"rindex", str_rindex},
    {"count", str_count},
    {"startswith", str_startswith},
    {"endswith", str_endswith},
    {"removeprefix", str_removeprefix, "prefix, /"},
    {"removesuffix", str_removesuffix, "suffix, /"},
    {"split", str_split, "sep=None, maxsplit=-1"},
    {"rsplit", str_rsplit, "sep=None, maxsplit=-1"},
    {"splitlines", str_splitlines, "keepends=False"},
    {"partition", str_partition, "sep, /"},
    {"rpartition", str_rpartition, "sep, /"},
    {"join", str_join, "iterable, /"},
    {"replace", str_replace},
    {"encode", str_encode, "encoding='utf-8', errors='strict'"},
    {"format", str_format},
    {"format_map", str_format_map, "mapping, /"},
    {"__format__", str_dunder_format, "format_spec, /"},
    {"__getnewargs__", str_getnewargs, ""},
};

}  // namespace

void add_str_methods(Instance& instance) {
  add_methods(instance, instance.types.str, kMethods);
  add_str_shape_methods(instance);
  add_str_case_methods(instance);
}

}  // namespace gilsim::vm
