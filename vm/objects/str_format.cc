// SPDX-License-Identifier: MIT
//
// format(), str.format() and str.format_map(). The `%` operator: percent_format.cc.
//
// A template is literal text and fields `{name!conversion:specification}`; a specification may hold
// fields again, one level deep. Anything in it may run Python code.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/containers.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str_support.h"
#include "vm/objects/tuple.h"
#include "vm/objects/unicode.h"

namespace gilsim::vm {

Ref format(Thread& thread, Value value, Str* specification) {
  if (specification == nullptr) specification = thread.names().empty_;
  if (value.is_small_int() || value.is_bool()) return format_int(thread, value, specification);
  if (value.is_immediate_float()) return format_float(thread, value, specification);
  if (is_exact_str(value)) return format_str(thread, cast<Str>(value), specification);
  const Ref held = Ref::share(value);
  const Ref method = lookup_special(thread, value, thread.names().format_);
  if (method.is_error()) return Ref::error();
  if (method.is_undefined()) {
    if (specification->length == 0) return to_str(thread, value);
    return thread.type_error("unsupported format string passed to {}.__format__",
                             type_name(thread, value));
  }
  const Value argument = specification;
  Ref text = call(thread, method, std::span<const Value>(&argument, 1));
  if (text.is_error() || is_str(text)) return text;
  return thread.type_error("__format__ must return a str, not {}", type_name(thread, text));
}

Ref ascii_repr(Thread& thread, Value value) {
  Ref shown = repr(thread, value);
  if (shown.is_error() || shown.as<Str>()->is_ascii) return shown;
  const Str* text = shown.as<Str>();
  std::string ascii;
  for (std::int64_t i = 0; i < text->length; ++i) {
    const auto c = static_cast<unsigned>(text->at(i));
    if (c < 0x80) {
      ascii.push_back(static_cast<char>(c));
    } else {
      ascii += c < 0x100     ? fmt::format("\\x{:02x}", c)
               : c < 0x10000 ? fmt::format("\\u{:04x}", c)
                             : fmt::format("\\U{:08x}", c);
    }
  }
  return make_str(thread, ascii);
}

namespace {

constexpr int kNesting = 2;

/// A part of the template.
struct Part {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  bool empty() const { return start == stop; }
};

struct Field {
  Part name;
  char32_t conversion = 0;
  Part specification;
  bool has_nested = false;
};

class TemplateFormatter {
 public:
  TemplateFormatter(Thread& thread, Arguments arguments, Value mapping)
      : thread_(thread), arguments_(arguments), mapping_(mapping) {}

  Ref render(Str* text, int depth) {
    if (depth == 0) return thread_.value_error("Max string recursion exceeded");
    const Ref held = Ref::share(text);
    StrBuilder out;
    Pacer pacer(thread_);
    std::int64_t at = 0;
    while (at < text->length) {
      const std::int64_t start = at;
      Field field;
      bool has_field = false;
      if (!append_literal(text, at, out, has_field)) return Ref::error();
      if (has_field) {
        if (!read_field(text, at, field)) return Ref::error();
        const Ref shown = render_field(text, field, depth);
        if (shown.is_error()) return Ref::error();
        out.append(shown.as<Str>());
        if (!pacer.step(shown.as<Str>()->length * 4)) return Ref::error();
      }
      if (!pacer.step(at - start)) return Ref::error();
    }
    return out.finish(thread_);
  }

 private:
  bool fail(std::string_view message) {
    thread_.raise(thread_.types().ValueError, message).reset();
    return false;
  }

  /// Copies text up to a field or a doubled brace.
  bool append_literal(const Str* text, std::int64_t& at, StrBuilder& out, bool& has_field) {
    std::int64_t end = at;
    while (end < text->length && text->at(end) != '{' && text->at(end) != '}') ++end;
    out.append(text, at, end);
    at = end;
    if (end == text->length) return true;
    const char32_t brace = text->at(at++);
    const bool is_last = at == text->length;
    if (!is_last && text->at(at) == brace) {
      out.append(brace);
      ++at;
      return true;
    }
    if (brace == '}') return fail("Single '}' encountered in format string");
    if (is_last) return fail("Single '{' encountered in format string");
    has_field = true;
    return true;
  }

  bool read_field(const Str* text, std::int64_t& at, Field& field) {
    field.name.start = at;
    bool in_brackets = false;
    char32_t c = 0;
    for (; at < text->length; ++at) {
      c = text->at(at);
      if (c == '{') return fail("unexpected '{' in field name");
      if (c == '[') in_brackets = true;
      if (c == ']') in_brackets = false;
      if (!in_brackets && (c == '}' || c == ':' || c == '!')) break;
    }
    if (at == text->length) return fail("expected '}' before end of string");
    field.name.stop = at++;
    if (c == '}') return true;
    if (c == '!') {
      bool is_complete = false;
      if (!read_conversion(text, at, field, is_complete)) return false;
      if (is_complete) return true;
    }
    return read_specification(text, at, field);
  }

  bool read_conversion(const Str* text, std::int64_t& at, Field& field, bool& is_complete) {
    if (at == text->length) return fail("end of string while looking for conversion specifier");
    field.conversion = text->at(at++);
    if (at == text->length) return true;
    const char32_t next = text->at(at++);
    is_complete = next == '}';
    return is_complete || next == ':' || fail("expected ':' after conversion specifier");
  }

  bool read_specification(const Str* text, std::int64_t& at, Field& field) {
    field.specification.start = at;
    int depth = 1;
    for (; at < text->length; ++at) {
      const char32_t c = text->at(at);
      if (c == '{') {
        field.has_nested = true;
        ++depth;
      } else if (c == '}' && --depth == 0) {
        field.specification.stop = at++;
        return true;
      }
    }
    return fail("unmatched '{' in format spec");
  }

  Ref part_of(Str* text, Part part) { return substring(thread_, text, part.start, part.stop); }

  Ref render_field(Str* text, const Field& field, int depth) {
    Ref value = get_field(text, field.name);
    if (value.is_error()) return value;
    if (field.conversion != 0) {
      value = convert(value, field.conversion);
      if (value.is_error()) return value;
    }
    Ref specification = part_of(text, field.specification);
    if (specification.is_error()) return specification;
    if (field.has_nested) {
      specification = render(specification.as<Str>(), depth - 1);
      if (specification.is_error()) return specification;
    }
    return format(thread_, value, specification.as<Str>());
  }

  Ref convert(Value value, char32_t conversion) {
    switch (conversion) {
      case 'r':
        return repr(thread_, value);
      case 's':
        return to_str(thread_, value);
      case 'a':
        return ascii_repr(thread_, value);
      default:
        break;
    }
    if (conversion > 32 && conversion < 127) {
      return thread_.value_error("Unknown conversion specifier {}", static_cast<char>(conversion));
    }
    return thread_.value_error("Unknown conversion specifier \\x{:x}",
                               static_cast<unsigned>(conversion));
  }

  // --- field names ---

  /// The number that the part spells, -1: it is none. False: it is too large.
  bool read_number(const Str* text, Part part, std::int64_t& number) {
    number = -1;
    if (part.empty()) return true;
    std::int64_t value = 0;
    for (std::int64_t i = part.start; i < part.stop; ++i) {
      const int digit = unicode::decimal_value(text->at(i));
      if (digit < 0) return true;
      if (__builtin_mul_overflow(value, 10, &value) ||
          __builtin_add_overflow(value, digit, &value)) {
        return fail("Too many decimal digits in format string");
      }
    }
    number = value;
    return true;
  }

  /// Fields are numbered all by hand or all automatically.
  bool choose_numbering(bool is_automatic) {
    const Numbering wanted = is_automatic ? Numbering::automatic : Numbering::manual;
    if (numbering_ == Numbering::unknown) numbering_ = wanted;
    if (numbering_ == wanted) return true;
    return fail(is_automatic
                    ? "cannot switch from manual field specification to automatic field numbering"
                    : "cannot switch from automatic field numbering to manual field specification");
  }

  Ref get_field(Str* text, Part name) {
    Part first{name.start, name.start};
    while (first.stop < name.stop && text->at(first.stop) != '.' && text->at(first.stop) != '[') {
      ++first.stop;
    }
    std::int64_t index;
    if (!read_number(text, first, index)) return Ref::error();
    if (first.empty() || index >= 0) {
      if (!choose_numbering(first.empty())) return Ref::error();
      if (first.empty()) index = next_automatic_++;
    }
    Ref value = index >= 0 ? get_positional(index) : get_named(text, first);
    std::int64_t at = first.stop;
    while (!value.is_error() && at < name.stop)
      value = get_part(text, name.stop, at, std::move(value));
    return value;
  }

  Ref get_positional(std::int64_t index) {
    if (!mapping_.is_undefined()) {
      return thread_.value_error("Format string contains positional fields");
    }
    if (index >= arguments_.positional_count) {
      return thread_.error(thread_.types().IndexError,
                           "Replacement index {} out of range for positional args tuple", index);
    }
    return Ref::share(arguments_[static_cast<std::size_t>(index)]);
  }

  Ref get_named(Str* text, Part part) {
    const Ref key = part_of(text, part);
    if (key.is_error()) return Ref::error();
    if (!mapping_.is_undefined()) return get_item(thread_, mapping_, key);
    for (std::uint32_t i = 0; i < arguments_.keyword_count(); ++i) {
      if (equal_text(cast<Str>((*arguments_.keyword_names)[i]), key.as<Str>())) {
        return Ref::share(arguments_[arguments_.positional_count + i]);
      }
    }
    return raise_key_error(thread_, key);
  }

  /// `.name` or `[key]` at `at`.
  Ref get_part(Str* text, std::int64_t stop, std::int64_t& at, Ref value) {
    const char32_t kind = text->at(at++);
    if (kind != '.' && kind != '[') {
      return thread_.value_error("Only '.' or '[' may follow ']' in format field specifier");
    }
    Part part{at, at};
    const auto ends = [&](char32_t c) { return kind == '[' ? c == ']' : c == '.' || c == '['; };
    while (part.stop < stop && !ends(text->at(part.stop))) ++part.stop;
    if (kind == '[' && part.stop == stop)
      return thread_.value_error("Missing ']' in format string");
    at = part.stop + (kind == '[' ? 1 : 0);
    if (part.empty()) return thread_.value_error("Empty attribute in format string");
    std::int64_t index = -1;
    if (kind == '[' && !read_number(text, part, index)) return Ref::error();
    if (index >= 0) {
      const Ref key = make_int(thread_, index);
      return get_item(thread_, value, key);
    }
    const Ref key = part_of(text, part);
    if (key.is_error()) return Ref::error();
    return kind == '[' ? get_item(thread_, value, key)
                       : get_attribute(thread_, value, key.as<Str>());
  }

  enum class Numbering { unknown, automatic, manual };

  Thread& thread_;
  Arguments arguments_;
  Value mapping_;
  Numbering numbering_ = Numbering::unknown;
  std::int64_t next_automatic_ = 0;
};

}  // namespace

Ref format_template(Thread& thread, Str* text, Arguments arguments, Value mapping) {
  return TemplateFormatter(thread, arguments, mapping).render(text, kNesting);
}

}  // namespace gilsim::vm
