// SPDX-License-Identifier: MIT
//
// Runs a program's text as `__main__` and turns how it ended into an exit status.
#pragma once

#include "vm/core/thread.h"

#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct ProgramText {
  std::string_view source;             // UTF-8 as read from the file
  std::string file_name;               // shown in tracebacks; `__file__`
  std::vector<std::string> arguments;  // sys.argv, the program's name first; empty: as it is
};

/// Runs it as `__main__` and returns the exit status; an uncaught exception is written to standard
/// error. If the thread was cancelled meanwhile (`thread.cancelled`) the status means nothing.
/// REQUIRES: initialise_interpreter has succeeded.
int run_program(Thread& thread, const ProgramText& program);

/// Runs it as the module `name` (a spawned process runs the main program again as `__mp_main__`).
/// The module, or Error with what it raised pending.
Ref run_as_module(Thread& thread, const ProgramText& program, std::string_view name);

/// A fresh module under the given name, in sys.modules, as `__main__` starts.
Ref make_main_module(Thread& thread, std::string_view name, std::string_view file_name);
/// sys.argv. False: an exception is pending.
bool set_program_arguments(Thread& thread, const std::vector<std::string>& arguments);

/// What CPython does with the modules when a program has ended: lets them go, `__main__` first, so
/// that what they hold is finalised; only sys and builtins stay. REQUIRES: nothing else runs.
void clear_modules(Thread& thread);

/// What CPython's interpreter does at the end of a program with the pending exception: SystemExit
/// gives its status, anything else is reported through sys.excepthook and gives 1
/// (KeyboardInterrupt 130). Nothing is pending afterwards.
int exit_status_of_pending(Thread& thread);
/// Reports an uncaught exception through sys.excepthook.
void report_uncaught(Thread& thread, Value exception);

}  // namespace gilsim::vm
