// SPDX-License-Identifier: MIT
//
// The methods of str that strip, pad and translate.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"
#include "vm/objects/str_support.h"
#include "vm/objects/unicode.h"

#include <climits>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

bool check_str(Thread& thread, Value value, std::string_view what) {
  return is_str(value) ||
         fail(thread.type_error("{} must be str, not {}", what, type_name(thread, value)));
}

// --- strip and pad ------------------------------------------------------------------------------

bool is_stripped(const Str* set, char32_t c) {
  if (set == nullptr) return unicode::is_space(c);
  for (std::int64_t i = 0; i < set->length; ++i) {
    if (set->at(i) == c) return true;
  }
  return false;
}

Ref strip(Thread& thread, std::string_view function, Arguments a, bool left, bool right) {
  if (!a[1].is_none() && !is_str(a[1])) {
    return thread.type_error("{} arg must be None or str", function);
  }
  Str* text = cast<Str>(a[0]);
  const Str* set = a[1].is_none() ? nullptr : cast<Str>(a[1]);
  std::int64_t start = 0;
  std::int64_t stop = text->length;
  while (left && start < stop && is_stripped(set, text->at(start))) ++start;
  while (right && stop > start && is_stripped(set, text->at(stop - 1))) --stop;
  return substring(thread, text, start, stop);
}

Ref str_strip(Thread& thread, Arguments a) { return strip(thread, "strip", a, true, true); }
Ref str_lstrip(Thread& thread, Arguments a) { return strip(thread, "lstrip", a, true, false); }
Ref str_rstrip(Thread& thread, Arguments a) { return strip(thread, "rstrip", a, false, true); }

bool read_width_and_fill(Thread& thread, Arguments a, std::int64_t& width, char32_t& fill) {
  if (!to_index(thread, a[1], width, thread.types().OverflowError)) return false;
  if (!is_str(a[2])) {
    return fail(thread.type_error("The fill character must be a unicode character, not {}",
                                  type_name(thread, a[2])));
  }
  if (cast<Str>(a[2])->length != 1) {
    return fail(thread.type_error("The fill character must be exactly one character long"));
  }
  fill = cast<Str>(a[2])->at(0);
  return true;
}

enum class Side { left, center, right };

Ref justify(Thread& thread, Arguments a, Side side) {
  std::int64_t width;
  char32_t fill;
  if (!read_width_and_fill(thread, a, width, fill)) return Ref::error();
  Str* text = cast<Str>(a[0]);
  const std::int64_t missing = width - text->length;
  if (missing <= 0) return exact_str(thread, text);
  // CPython's centre leans left or right depending on both parities.
  const std::int64_t left = side == Side::left    ? 0
                            : side == Side::right ? missing
                                                  : missing / 2 + (missing & width & 1);
  return pad_text(thread, text, left, missing - left, fill);
}

Ref str_ljust(Thread& thread, Arguments a) { return justify(thread, a, Side::left); }
Ref str_rjust(Thread& thread, Arguments a) { return justify(thread, a, Side::right); }
Ref str_center(Thread& thread, Arguments a) { return justify(thread, a, Side::center); }

Ref str_zfill(Thread& thread, Arguments a) {
  std::int64_t width;
  if (!to_index(thread, a[1], width, thread.types().OverflowError)) return Ref::error();
  Str* text = cast<Str>(a[0]);
  const std::int64_t missing = width - text->length;
  if (missing <= 0) return exact_str(thread, text);
  Ref padded = pad_text(thread, text, missing, 0, '0');
  if (padded.is_error() || text->length == 0) return padded;
  const char32_t sign = text->at(0);
  if (sign == '+' || sign == '-') {
    fill_units(padded.as<Str>(), missing, 1, '0');
    fill_units(padded.as<Str>(), 0, 1, sign);
  }
  return padded;
}

Ref str_expandtabs(Thread& thread, Arguments a) {
  std::int64_t size;
  if (!to_index(thread, a[1], size, thread.types().OverflowError)) return Ref::error();
  if (size > INT_MAX || size < INT_MIN) {
    return thread.raise(thread.types().OverflowError, "Python int too large to convert to C int");
  }
  const Str* text = cast<Str>(a[0]);
  std::u32string out;
  std::int64_t column = 0;
  for (std::int64_t i = 0; i < text->length; ++i) {
    const char32_t c = text->at(i);
    if (c != '\t') {
      out.push_back(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    } else if (size > 0) {
      const std::int64_t spaces = size - column % size;
      if (spaces > kLargeBytes &&
          !thread.reserve((out.size() + static_cast<std::size_t>(spaces)) * 4)) {
        return Ref::error();
      }
      out.append(static_cast<std::size_t>(spaces), U' ');
      column += spaces;
    }
  }
  return make_str(thread, out.data(), static_cast<std::int64_t>(out.size()));
}

// --- translate ----------------------------------------------------------------------------------

/// What the table has for a code point: Undefined for nothing.
Ref look_up(Thread& thread, Value table, char32_t c) {
  const Value key = Value::small_int(c);
  if (is_exact_dict(table)) return dict_get(thread, cast<Dict>(table), key);
  Ref found = get_item(thread, table, key);
  if (found.is_error() && thread.has_exception() &&
      thread.exception_matches(thread.types().LookupError)) {
    thread.clear_exception();
    return Ref::undefined();
  }
  return found;
}

Ref str_translate(Thread& thread, Arguments a) {
  const Ref text_held = Ref::share(a[0]);
  const Ref table_held = Ref::share(a[1]);
  const Str* text = cast<Str>(a[0]);
  StrBuilder out;
  Pacer pacer(thread);
  for (std::int64_t i = 0; i < text->length; ++i) {
    const char32_t c = text->at(i);
    const Ref found = look_up(thread, a[1], c);
    if (found.is_error() || !pacer.step(8)) return Ref::error();
    if (found.is_undefined()) {
      out.append(c);
    } else if (is_str(found)) {
      out.append(found.as<Str>());
    } else if (is_int(found)) {
      std::int64_t code;
      if (!int_to_int64(plain_int(found), code) || code < 0 || code > 0x10ffff) {
        return thread.value_error("character mapping must be in range(0x110000)");
      }
      out.append(static_cast<char32_t>(code));
    } else if (!found.is_none()) {
      return thread.type_error("character mapping must return integer, None or str");
    }
  }
  return out.finish(thread);
}

bool set_code(Thread& thread, Dict* table, char32_t c, Value value) {
  return dict_set(thread, table, Value::small_int(c), value);
}

/// maketrans(mapping): keys of one character become their code points.
bool translate_keys(Thread& thread, Dict* mapping, Dict* table) {
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(mapping, position, key, value)) {
    const Ref held = Ref::share(value);
    if (is_str(key)) {
      if (cast<Str>(key)->length != 1) {
        return fail(thread.value_error("string keys in translate table must be of length 1"));
      }
      if (!set_code(thread, table, cast<Str>(key)->at(0), held)) return false;
    } else if (is_int(key)) {
      const Ref key_held = Ref::share(key);
      if (!dict_set(thread, table, key_held.get(), held)) return false;
    } else {
      return fail(thread.type_error("keys in translate table must be strings or integers"));
    }
  }
  return true;
}

bool pair_characters(Thread& thread, Arguments a, Dict* table) {
  if (!check_str(thread, a[1], "maketrans() argument 2") ||
      (!a[2].is_undefined() && !check_str(thread, a[2], "maketrans() argument 3"))) {
    return false;
  }
  if (!is_str(a[0])) {
    return fail(thread.type_error(
        "first maketrans argument must be a string if there is a second argument"));
  }
  const Str* from = cast<Str>(a[0]);
  const Str* to = cast<Str>(a[1]);
  if (from->length != to->length) {
    return fail(thread.value_error("the first two maketrans arguments must have equal length"));
  }
  for (std::int64_t i = 0; i < from->length; ++i) {
    if (!set_code(thread, table, from->at(i), Value::small_int(to->at(i)))) return false;
  }
  if (a[2].is_undefined()) return true;
  const Str* dropped = cast<Str>(a[2]);
  for (std::int64_t i = 0; i < dropped->length; ++i) {
    if (!set_code(thread, table, dropped->at(i), Value::none())) return false;
  }
  return true;
}

Ref str_maketrans(Thread& thread, Arguments a) {
  Ref table = make_dict(thread);
  if (table.is_error()) return table;
  if (!a[1].is_undefined()) {
    return pair_characters(thread, a, table.as<Dict>()) ? std::move(table) : Ref::error();
  }
  if (!is_dict(a[0])) {
    return thread.type_error("if you give only one argument to maketrans it must be a dict");
  }
  return translate_keys(thread, cast<Dict>(a[0]), table.as<Dict>()) ? std::move(table)
                                                                    : Ref::error();
}

constexpr NativeDefinition kMethods[] = {
    {"strip", str_strip, "chars=None, /"},
    {"lstrip", str_lstrip, "chars=None, /"},
    {"rstrip", str_rstrip, "chars=None, /"},
    {"ljust", str_ljust, "width, fillchar=' ', /"},
    {"rjust", str_rjust, "width, fillchar=' ', /"},
    {"center", str_center, "width, fillchar=' ', /"},
    {"zfill", str_zfill, "width, /"},
    {"expandtabs", str_expandtabs, "tabsize=8"},
    {"translate", str_translate, "table, /"},
    {"maketrans", str_maketrans, "x, y=..., z=..., /", kNativeStatic},
};

}  // namespace

void add_str_shape_methods(Instance& instance) {
  add_methods(instance, instance.types.str, kMethods);
}

}  // namespace gilsim::vm
