// SPDX-License-Identifier: MIT
//
// From syntax tree to code objects: the instructions are CPython 3.11's, one for one.
//
// Code objects and their constants are immortal objects of the Instance. The tree is changed by
// constant folding; it is not needed afterwards. Warnings that CPython prints while it compiles
// ("is" with a literal, ...) are collected, not printed.
#pragma once

#include "vm/bytecode/code.h"
#include "vm/core/instance.h"
#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct CompileOptions {
  std::string_view file_name = "<string>";
  /// The text that code objects keep for tracebacks, and from which syntax errors quote their line.
  /// The view and what it shows must live as long as the Instance. nullptr: neither (code from exec
  /// and eval, as in CPython).
  const std::string_view* source_text = nullptr;
  /// Thread::native_stack_limit: trees too deep for the stack that is left are refused. nullptr:
  /// any tree that the parser makes (768 KiB are enough).
  const char* stack_limit = nullptr;
};

/// A SyntaxWarning: its line and message.
struct CompileWarning {
  int line = 0;
  std::string message;
};

struct CompileResult {
  Code* code = nullptr;  // nullptr if there is an error
  std::optional<SyntaxErrorInfo> error;
  std::vector<CompileWarning> warnings;
};

/// What `source` is: a module's or exec's statements, or an eval's expression.
enum class CompileMode { module, expression };

CompileResult compile_module(Instance& instance, ast::Module& module,
                             const CompileOptions& options);
CompileResult compile_expression(Instance& instance, ast::Expression& expression,
                                 const CompileOptions& options);

/// Parses and compiles.
CompileResult compile_source(Instance& instance, std::string_view source, CompileMode mode,
                             const CompileOptions& options);

}  // namespace gilsim::vm
