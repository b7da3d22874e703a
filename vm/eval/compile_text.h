// SPDX-License-Identifier: MIT
//
// From source text to a code object, with what goes wrong as a Python exception.
#pragma once

#include "vm/bytecode/compiler.h"
#include "vm/core/thread.h"

#include <string_view>

namespace gilsim::vm {

/// Compiles a module's text, once for all interpreters of the Instance; tracebacks show its lines.
/// `frozen`: empty, or what freeze() gave for the text's code; then the text must outlive the
/// Instance. nullptr: SyntaxError (or a subclass) is pending.
Code* compile_file(Thread& thread, std::string_view source, std::string_view file_name,
                   std::string_view frozen = {});

/// Compiles text that stands in no file (exec, eval, compile). nullptr: an exception is pending.
Code* compile_text(Thread& thread, std::string_view source, std::string_view source_name,
                   CompileMode mode);

}  // namespace gilsim::vm
