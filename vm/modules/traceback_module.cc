// SPDX-License-Identifier: MIT
//
// Module _traceback: what traceback.py needs of the interpreter's own formatting.
#include "vm/bytecode/code.h"
#include "vm/eval/operations.h"
#include "vm/eval/source_markers.h"
#include "vm/eval/traceback.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

Ref traceback_format_only(Thread& thread, Arguments arguments) {
  return make_str(thread,
                  format_without_suggestions(thread, arguments[0], FormattedPart::last_line));
}

Ref traceback_format_exception(Thread& thread, Arguments arguments) {
  const Truth chain = is_true(thread, arguments[1]);
  if (chain == Truth::error) return Ref::error();
  const FormattedPart part = chain == Truth::yes ? FormattedPart::chain : FormattedPart::alone;
  return make_str(thread, format_without_suggestions(thread, arguments[0], part));
}

std::string line_of(const Code* code, int line) {
  std::string_view text;
  if (line <= 0 || code->source_text == nullptr || !source_line(*code->source_text, line, text)) {
    return {};
  }
  const std::size_t start = text.find_first_not_of(" \t\f");
  if (start == std::string_view::npos) return {};
  return std::string(text.substr(start, text.find_last_not_of(" \t\f\r") - start + 1));
}

/// entries(tb): (text, source line, file name, line, name) of each, the outermost first.
Ref traceback_entries(Thread& thread, Arguments arguments) {
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  const Ref first = Ref::share(arguments[0]);
  for (Value link = first; has_layout(link, Layout::traceback);
       link = cast<Traceback>(link)->next) {
    const auto* entry = cast<Traceback>(link);
    const int line = traceback_line(entry);
    const Ref text = make_str(thread, format_traceback_entry(thread, entry));
    const Ref source = make_str(thread, line_of(entry->code, line));
    if (text.is_error() || source.is_error()) return Ref::error();
    const Ref row = make_tuple(thread, {text, source, Value(entry->code->file_name),
                                        Value::small_int(line), Value(entry->code->name)});
    if (row.is_error() || !list_append(thread, list.as<List>(), row)) return Ref::error();
  }
  return list;
}

/// line_of(code, number): that line of the code's source, stripped.
Ref traceback_line_of(Thread& thread, Arguments arguments) {
  if (!has_layout(arguments[0], Layout::code)) return thread.type_error("expected a code object");
  std::int64_t line = 0;
  if (!to_index(thread, arguments[1], line, nullptr)) return Ref::error();
  return make_str(thread, line_of(cast<Code>(arguments[0]), static_cast<int>(line)));
}

constexpr NativeDefinition kRows[] = {
    {"format_only", traceback_format_only, "exception, /"},
    {"format_exception", traceback_format_exception, "exception, chain, /"},
    {"entries", traceback_entries, "tb, /"},
    {"line_of", traceback_line_of, "code, line, /"},
};

bool initialise_traceback(Thread& thread, Module& module) {
  return add_functions(thread, module, kRows);
}

}  // namespace

const NativeModuleDefinition kTracebackModule = {"_traceback", initialise_traceback};

}  // namespace gilsim::vm
