// SPDX-License-Identifier: MIT
//
// Built-in functions about text: print, input, repr, ascii, format.
#include "vm/eval/operations.h"
#include "vm/modules/builtins_internal.h"
#include "vm/modules/standard_streams.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

// --- print ---

/// sep or end: what it says, or its default. False: TypeError is pending.
bool check_separator(Thread& thread, Value value, std::string_view name) {
  if (value.is_none() || is_str(value)) return true;
  thread.type_error("{} must be None or a string, not {}", name, type_name(thread, value)).reset();
  return false;
}

std::string separator_text(Value value, std::string_view fallback) {
  return value.is_none() ? std::string(fallback) : to_utf8(cast<Str>(value));
}

/// To a stream of ours: everything in one write. What stands before an argument whose str() fails
/// is written all the same.
bool print_to_stream(Thread& thread, const TextStream* stream, const Tuple* items, Value separator,
                     Value end) {
  std::string text;
  std::string piece;
  const std::string between = separator_text(separator, " ");
  for (std::int64_t i = 0; i < items->length; ++i) {
    if (i > 0) text += between;
    const Value item = (*items)[i];
    if (is_exact_str(item)) {
      text += to_utf8(cast<Str>(item));
      continue;
    }
    if (!str_utf8(thread, item, piece)) {
      Ref pending = thread.take_exception();
      if (thread.cancelled) return false;
      if (!text.empty() && !write_text(thread, stream, text)) thread.clear_exception();
      thread.restore_exception(std::move(pending));
      return false;
    }
    text += piece;
  }
  text += separator_text(end, "\n");
  return write_text(thread, stream, text);
}

bool write_to(Thread& thread, Value file, Value text) {
  const Value args[] = {text};
  return !call_method(thread, file, thread.names().write_, args).is_error();
}

/// To any object with a write method: each argument, separator and end is a call of its own, as in
/// CPython.
bool print_to_object(Thread& thread, Value file, const Tuple* items, Value separator, Value end) {
  for (std::int64_t i = 0; i < items->length; ++i) {
    if (i > 0) {
      const Ref between = separator.is_none() ? make_str(thread, " ") : Ref::share(separator);
      if (between.is_error() || !write_to(thread, file, between)) return false;
    }
    const Ref text = to_str(thread, (*items)[i]);
    if (text.is_error() || !write_to(thread, file, text)) return false;
  }
  const Ref last = end.is_none() ? make_str(thread, "\n") : Ref::share(end);
  return !last.is_error() && write_to(thread, file, last);
}

/// False: an exception is pending.
bool flush_file(Thread& thread, const Ref& file) {
  if (!is_text_stream(thread, file)) {
    return !call_method(thread, file, thread.names().flush_).is_error();
  }
  flush_stream(thread, file.as<TextStream>());
  return true;
}

Ref builtin_print(Thread& thread, Arguments arguments) {
  const auto* items = cast<Tuple>(arguments[0]);
  const Value separator = arguments[1];
  const Value end = arguments[2];
  Ref file = Ref::share(arguments[3]);
  if (file.is_none()) {
    file = standard_stream(thread, "stdout");
    if (file.is_undefined()) {
      return thread.raise(thread.types().RuntimeError, "lost sys.stdout");
    }
    if (file.is_none()) return Ref::none();
  }
  if (!check_separator(thread, separator, "sep") || !check_separator(thread, end, "end")) {
    return Ref::error();
  }
  const bool done = is_text_stream(thread, file)
                        ? print_to_stream(thread, file.as<TextStream>(), items, separator, end)
                        : print_to_object(thread, file, items, separator, end);
  if (!done) return Ref::error();
  const Truth flush = is_true(thread, arguments[4]);
  if (flush == Truth::error) return Ref::error();
  if (flush == Truth::no) return Ref::none();
  return flush_file(thread, file) ? Ref::none() : Ref::error();
}

// --- input ---

/// A line without its newline; EOFError at the end.
Ref finish_line(Thread& thread, const Ref& line) {
  if (line.is_error()) return Ref::error();
  if (!is_str(line)) return thread.type_error("object.readline() returned non-string");
  auto* text = line.as<Str>();
  if (text->length == 0) {
    return thread.raise(thread.types().EOFError, "EOF when reading a line");
  }
  const std::int64_t length = text->at(text->length - 1) == '\n' ? text->length - 1 : text->length;
  return substring(thread, text, 0, length);
}

Ref lost(Thread& thread, std::string_view name) {
  return thread.error(thread.types().RuntimeError, "input(): lost sys.{}", name);
}

Ref builtin_input(Thread& thread, Arguments arguments) {
  const Ref in = standard_stream(thread, "stdin");
  const Ref out = standard_stream(thread, "stdout");
  if (in.is_undefined() || in.is_none()) return lost(thread, "stdin");
  if (out.is_undefined() || out.is_none()) return lost(thread, "stdout");
  if (!arguments[0].is_undefined()) {
    const Ref prompt = to_str(thread, arguments[0]);
    if (prompt.is_error()) return Ref::error();
    const bool done = is_text_stream(thread, out)
                          ? write_text(thread, out.as<TextStream>(), to_utf8(prompt.as<Str>()))
                          : write_to(thread, out, prompt);
    if (!done) return Ref::error();
  }
  if (!flush_file(thread, out)) return Ref::error();
  return finish_line(thread, call_method(thread, in, "readline"));
}

// --- repr, ascii, format ---

Ref builtin_repr(Thread& thread, Arguments arguments) { return repr(thread, arguments[0]); }

Ref builtin_ascii(Thread& thread, Arguments arguments) {
  const Ref text = repr(thread, arguments[0]);
  if (text.is_error() || text.as<Str>()->is_ascii) return text.share();
  const auto* source = text.as<Str>();
  std::string ascii;
  for (std::int64_t i = 0; i < source->length; ++i) {
    const auto point = static_cast<std::uint32_t>(source->at(i));
    if (point < 0x80) {
      ascii += static_cast<char>(point);
    } else if (point < 0x100) {
      ascii += fmt::format("\\x{:02x}", point);
    } else {
      ascii += point < 0x10000 ? fmt::format("\\u{:04x}", point) : fmt::format("\\U{:08x}", point);
    }
  }
  return make_str(thread, ascii);
}

Ref builtin_format(Thread& thread, Arguments arguments) {
  const Value specification = arguments[1];
  if (!is_str(specification)) {
    return thread.type_error("format() argument 2 must be str, not {}",
                             type_name(thread, specification));
  }
  return format(thread, arguments[0], cast<Str>(specification));
}

constexpr NativeDefinition kRows[] = {
    {"print", builtin_print, "*args, sep=None, end=None, file=None, flush=False"},
    {"input", builtin_input, "prompt=..., /"},
    {"repr", builtin_repr, "obj, /"},
    {"ascii", builtin_ascii, "obj, /"},
    {"format", builtin_format, "value, format_spec='', /"},
};

}  // namespace

std::span<const NativeDefinition> builtins_of_text() { return kRows; }

}  // namespace gilsim::vm
