// SPDX-License-Identifier: MIT
//
// The methods of str that ask for properties of code points (isalpha, ...) or change case.
#include "vm/core/native.h"
#include "vm/objects/function.h"
#include "vm/objects/str_support.h"
#include "vm/objects/unicode.h"

namespace gilsim::vm {

namespace {

constexpr char32_t kCapitalSigma = 0x3a3;
constexpr char32_t kSmallSigma = 0x3c3;
constexpr char32_t kFinalSigma = 0x3c2;

/// Every code point has the property, and there is one.
template <bool (*property)(char32_t)>
Ref all_are(Thread& thread, Arguments a) {
  const Str* text = cast<Str>(a[0]);
  Pacer pacer(thread);
  for (std::int64_t i = 0; i < text->length; ++i) {
    if (!property(text->at(i))) return Ref::boolean(false);
    if (!pacer.step(1)) return Ref::error();
  }
  return Ref::boolean(text->length > 0);
}

Ref str_isascii(Thread&, Arguments a) {
  const Str* text = cast<Str>(a[0]);
  return Ref::boolean(text->is_ascii || largest_in(text, 0, text->length) < 0x80);
}

Ref str_isprintable(Thread& thread, Arguments a) {
  if (cast<Str>(a[0])->length == 0) return Ref::boolean(true);
  return all_are<unicode::is_printable>(thread, a);
}

Ref str_isidentifier(Thread&, Arguments a) {
  const Str* text = cast<Str>(a[0]);
  if (text->length == 0 || !unicode::is_identifier_start(text->at(0))) return Ref::boolean(false);
  for (std::int64_t i = 1; i < text->length; ++i) {
    if (!unicode::is_identifier_part(text->at(i))) return Ref::boolean(false);
  }
  return Ref::boolean(true);
}

/// Has a code point with the wanted case and none with the other.
template <bool (*wanted)(char32_t), bool (*other)(char32_t)>
Ref has_only_case(Thread&, Arguments a) {
  const Str* text = cast<Str>(a[0]);
  bool found = false;
  for (std::int64_t i = 0; i < text->length; ++i) {
    const char32_t c = text->at(i);
    if (other(c) || unicode::is_title(c)) return Ref::boolean(false);
    found |= wanted(c);
  }
  return Ref::boolean(found);
}

Ref str_istitle(Thread&, Arguments a) {
  const Str* text = cast<Str>(a[0]);
  bool found = false;
  bool after_cased = false;
  for (std::int64_t i = 0; i < text->length; ++i) {
    const char32_t c = text->at(i);
    if (unicode::is_upper(c) || unicode::is_title(c)) {
      if (after_cased) return Ref::boolean(false);
      found = after_cased = true;
    } else if (unicode::is_lower(c)) {
      if (!after_cased) return Ref::boolean(false);
      found = true;
    } else {
      after_cased = false;
    }
  }
  return Ref::boolean(found);
}

// --- changing case ------------------------------------------------------------------------------

/// A capital sigma is final if a cased code point stands before it and none after, ignorable ones
/// apart.
bool is_final_sigma(const Str* text, std::int64_t at) {
  std::int64_t i = at - 1;
  while (i >= 0 && unicode::is_case_ignorable(text->at(i))) --i;
  if (i < 0 || !unicode::is_cased(text->at(i))) return false;
  i = at + 1;
  while (i < text->length && unicode::is_case_ignorable(text->at(i))) ++i;
  return i == text->length || !unicode::is_cased(text->at(i));
}

int lower_at(const Str* text, std::int64_t at, char32_t out[3]) {
  const char32_t c = text->at(at);
  if (c == kCapitalSigma) {
    out[0] = is_final_sigma(text, at) ? kFinalSigma : kSmallSigma;
    return 1;
  }
  return unicode::to_lower(c, out);
}

int upper_at(const Str* text, std::int64_t at, char32_t out[3]) {
  return unicode::to_upper(text->at(at), out);
}

int fold_at(const Str* text, std::int64_t at, char32_t out[3]) {
  return unicode::fold_case(text->at(at), out);
}

int swap_at(const Str* text, std::int64_t at, char32_t out[3]) {
  const char32_t c = text->at(at);
  if (unicode::is_upper(c)) return lower_at(text, at, out);
  if (unicode::is_lower(c)) return unicode::to_upper(c, out);
  out[0] = c;
  return 1;
}

int capitalize_at(const Str* text, std::int64_t at, char32_t out[3]) {
  return at == 0 ? unicode::to_title(text->at(0), out) : lower_at(text, at, out);
}

int title_at(const Str* text, std::int64_t at, char32_t out[3]) {
  const bool inside_word = at > 0 && unicode::is_cased(text->at(at - 1));
  return inside_word ? lower_at(text, at, out) : unicode::to_title(text->at(at), out);
}

using MapAt = int (*)(const Str* text, std::int64_t at, char32_t out[3]);

template <MapAt map>
Ref change_case(Thread& thread, Arguments a) {
  const Ref held = Ref::share(a[0]);
  const Str* text = cast<Str>(a[0]);
  std::u32string points;
  if (text->length > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(text->length) * 5)) {
    return Ref::error();
  }
  points.reserve(static_cast<std::size_t>(text->length));
  Pacer pacer(thread);
  for (std::int64_t i = 0; i < text->length; ++i) {
    char32_t mapped[3];
    points.append(mapped, static_cast<std::size_t>(map(text, i, mapped)));
    if (!pacer.step(4)) return Ref::error();
  }
  return make_str(thread, points.data(), static_cast<std::int64_t>(points.size()));
}

constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char upper_ascii(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// The common case: ASCII stays ASCII, unit by unit.
template <char (*map_ascii)(char), MapAt map>
Ref change_simple_case(Thread& thread, Arguments a) {
  const Str* text = cast<Str>(a[0]);
  if (!text->is_ascii || text->length < 2) return change_case<map>(thread, a);
  const Ref held = Ref::share(a[0]);
  Str* changed = new_str(thread, text->length, 0x7f);
  if (changed == nullptr) return Ref::error();
  Ref result = Ref::adopt(changed);
  std::transform(units<char>(text), units<char>(text) + text->length, units<char>(changed),
                 map_ascii);
  return pay_bytes(thread, text->length) ? std::move(result) : Ref::error();
}

constexpr NativeDefinition kMethods[] = {
    {"isalpha", all_are<unicode::is_alpha>, ""},
    {"isalnum", all_are<unicode::is_alphanumeric>, ""},
    {"isdecimal", all_are<unicode::is_decimal>, ""},
    {"isdigit", all_are<unicode::is_digit>, ""},
    {"isnumeric", all_are<unicode::is_numeric>, ""},
    {"isspace", all_are<unicode::is_space>, ""},
    {"isascii", str_isascii, ""},
    {"isprintable", str_isprintable, ""},
    {"isidentifier", str_isidentifier, ""},
    {"islower", has_only_case<unicode::is_lower, unicode::is_upper>, ""},
    {"isupper", has_only_case<unicode::is_upper, unicode::is_lower>, ""},
    {"istitle", str_istitle, ""},
    {"lower", change_simple_case<lower_ascii, lower_at>, ""},
    {"upper", change_simple_case<upper_ascii, upper_at>, ""},
    {"casefold", change_simple_case<lower_ascii, fold_at>, ""},
    {"swapcase", change_case<swap_at>, ""},
    {"capitalize", change_case<capitalize_at>, ""},
    {"title", change_case<title_at>, ""},
};

}  // namespace

void add_str_case_methods(Instance& instance) {
  add_methods(instance, instance.types.str, kMethods);
}

}  // namespace gilsim::vm
