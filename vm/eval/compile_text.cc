// SPDX-License-Identifier: MIT
#include "vm/eval/compile_text.h"

#include "vm/bytecode/frozen_code.h"
#include "vm/bytecode/stack_guard.h"
#include "vm/core/source_table.h"
#include "vm/eval/source_markers.h"
#include "vm/modules/standard_streams.h"
#include "vm/objects/exception.h"
#include "vm/syntax/unicode.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>

namespace gilsim::vm {

namespace {

/// What compile() takes for a byte of source: CPython 3.11 on statements and displays, measured.
constexpr std::int64_t kCompileBytePs = 1'300'000;

/// Enough for any text that is not itself nested very deeply. With less the text would be blamed
/// for what its callers used up.
constexpr std::size_t kCompileStackReserve = 128 * 1024;

/// False: RecursionError is pending, as CPython has it.
bool has_stack_to_compile(Thread& thread) {
  if (!StackGuard{thread.native_stack_limit}.is_low(kCompileStackReserve)) return true;
  thread.raise(thread.types().RecursionError, "maximum recursion depth exceeded during compilation")
      .reset();
  return false;
}

/// Warnings go to standard error as CPython's default filter prints them. `quoted`: the text can be
/// read from a file.
void write_warnings(Thread& thread, const CompileResult& result, std::string_view source,
                    std::string_view name, bool is_quoted) {
  for (const CompileWarning& warning : result.warnings) {
    std::string text =
        fmt::format("{}:{}: SyntaxWarning: {}\n", name, warning.line, warning.message);
    std::string_view line;
    if (is_quoted && source_line(source, warning.line, line)) {
      const std::size_t start = std::min(line.find_first_not_of(" \t\f"), line.size());
      text += fmt::format("  {}\n", line.substr(start));
    }
    write_standard_error(thread, text);
  }
}

/// CPython quotes an expression's text without the newline that its reader adds, and knows no
/// column for its end.
void fit_to_expression(SyntaxErrorInfo& error, std::string_view source) {
  if (source.ends_with('\n') || !error.text.ends_with('\n')) return;
  error.text.pop_back();
  const bool is_at_end = static_cast<std::size_t>(error.column) > count_code_points(error.text);
  if (is_at_end) error.column = error.end_column = 0;
}

Code* finish(Thread& thread, CompileResult& result, std::string_view name) {
  if (!result.error.has_value()) return result.code;
  raise_syntax_error(thread, *result.error, name).reset();
  return nullptr;
}

}  // namespace

Code* compile_file(Thread& thread, std::string_view source, std::string_view file_name,
                   std::string_view frozen) {
  if (!has_stack_to_compile(thread)) return nullptr;
  CompileResult result;
  SourceTable::Entry* entry;
  {
    const std::lock_guard lock(thread.instance.additions);
    entry = &thread.instance.sources.entry(file_name, source, !frozen.empty());
    if (entry->code == nullptr && !frozen.empty()) {
      entry->code = thaw(thread.instance, frozen, file_name, &entry->text);
    }
    if (entry->code != nullptr) return entry->code;
    const CompileOptions options{file_name, &entry->text, thread.native_stack_limit};
    result = compile_source(thread.instance, entry->text, CompileMode::module, options);
    if (!result.error.has_value()) entry->code = result.code;
  }
  write_warnings(thread, result, entry->text, file_name, true);
  return finish(thread, result, file_name);
}

Code* compile_text(Thread& thread, std::string_view source, std::string_view source_name,
                   CompileMode mode) {
  if (!has_stack_to_compile(thread)) return nullptr;
  thread.charge(static_cast<std::int64_t>(source.size()) * kCompileBytePs);
  if (!thread.poll()) return nullptr;
  const CompileOptions options{source_name, nullptr, thread.native_stack_limit};
  CompileResult result;
  {
    const std::lock_guard lock(thread.instance.additions);
    result = compile_source(thread.instance, source, mode, options);
  }
  write_warnings(thread, result, source, source_name, false);
  if (mode == CompileMode::expression && result.error.has_value()) {
    fit_to_expression(*result.error, source);
  }
  return finish(thread, result, source_name);
}

}  // namespace gilsim::vm
