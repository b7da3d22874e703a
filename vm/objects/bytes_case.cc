// SPDX-License-Identifier: MIT
//
// The methods of bytes and bytearray that treat their content as ASCII text: properties, case,
// columns.
#include "vm/core/native.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"

namespace gilsim::vm {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_alpha(c) || is_digit(c); }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }
char swap_case(char c) { return is_upper(c) ? to_lower(c) : to_upper(c); }

std::string_view view_of(Value self) {
  std::string_view content;
  bytes_view(self, content);
  return content;
}

template <bool (*property)(char)>
Ref all_are(Thread&, Arguments a) {
  const std::string_view text = view_of(a[0]);
  return Ref::boolean(!text.empty() && std::all_of(text.begin(), text.end(), property));
}

template <bool (*wanted)(char), bool (*other)(char)>
Ref has_only_case(Thread&, Arguments a) {
  const std::string_view text = view_of(a[0]);
  return Ref::boolean(std::any_of(text.begin(), text.end(), wanted) &&
                      std::none_of(text.begin(), text.end(), other));
}

Ref bytes_isascii(Thread&, Arguments a) {
  const std::string_view text = view_of(a[0]);
  return Ref::boolean(
      std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; }));
}

Ref bytes_istitle(Thread&, Arguments a) {
  bool found = false;
  bool after_letter = false;
  for (const char c : view_of(a[0])) {
    if ((is_upper(c) && after_letter) || (is_lower(c) && !after_letter)) return Ref::boolean(false);
    after_letter = is_alpha(c);
    found |= after_letter;
  }
  return Ref::boolean(found);
}

template <char (*map)(char)>
Ref change_case(Thread& thread, Arguments a) {
  std::string text(view_of(a[0]));
  std::transform(text.begin(), text.end(), text.begin(), map);
  return make_like(thread, a[0], text);
}

Ref bytes_title(Thread& thread, Arguments a) {
  std::string text(view_of(a[0]));
  bool after_letter = false;
  for (char& c : text) {
    c = after_letter ? to_lower(c) : to_upper(c);
    after_letter = is_alpha(c);
  }
  return make_like(thread, a[0], text);
}

Ref bytes_capitalize(Thread& thread, Arguments a) {
  std::string text(view_of(a[0]));
  std::transform(text.begin(), text.end(), text.begin(), to_lower);
  if (!text.empty()) text[0] = to_upper(text[0]);
  return make_like(thread, a[0], text);
}

Ref bytes_zfill(Thread& thread, Arguments a) {
  std::int64_t width;
  if (!to_index(thread, a[1], width, thread.types().OverflowError)) return Ref::error();
  std::string text(view_of(a[0]));
  const std::int64_t missing = width - static_cast<std::int64_t>(text.size());
  if (missing <= 0) return make_like(thread, a[0], text);
  if (missing > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(width) * 2))
    return Ref::error();
  const bool has_sign = !text.empty() && (text[0] == '+' || text[0] == '-');
  text.insert(has_sign ? 1 : 0, static_cast<std::size_t>(missing), '0');
  return make_like(thread, a[0], text);
}

Ref bytes_expandtabs(Thread& thread, Arguments a) {
  std::int64_t size;
  if (!to_index(thread, a[1], size, thread.types().OverflowError)) return Ref::error();
  const StableContent content(a[0]);
  std::string out;
  std::int64_t column = 0;
  for (const char c : content.view()) {
    if (c != '\t') {
      out.push_back(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    } else if (size > 0) {
      const std::int64_t spaces = size - column % size;
      if (spaces > kLargeBytes &&
          !thread.reserve(out.size() * 2 + static_cast<std::uint64_t>(spaces) * 2)) {
        return Ref::error();
      }
      out.append(static_cast<std::size_t>(spaces), ' ');
      column += spaces;
    }
  }
  return make_like(thread, a[0], out);
}

constexpr NativeDefinition kMethods[] = {
    {"isalpha", all_are<is_alpha>, ""},
    {"isalnum", all_are<is_alphanumeric>, ""},
    {"isdigit", all_are<is_digit>, ""},
    {"isspace", all_are<is_space>, ""},
    {"isascii", bytes_isascii, ""},
    {"islower", has_only_case<is_lower, is_upper>, ""},
    {"isupper", has_only_case<is_upper, is_lower>, ""},
    {"istitle", bytes_istitle, ""},
    {"lower", change_case<to_lower>, ""},
    {"upper", change_case<to_upper>, ""},
    {"swapcase", change_case<swap_case>, ""},
    {"title", bytes_title, ""},
    {"capitalize", bytes_capitalize, ""},
    {"zfill", bytes_zfill, "width, /"},
    {"expandtabs", bytes_expandtabs, "tabsize=8"},
};

}  // namespace

void add_bytes_case_methods(Instance& instance, Type* type) {
  add_methods(instance, type, kMethods);
}

}  // namespace gilsim::vm
