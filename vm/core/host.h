// SPDX-License-Identifier: MIT
//
// The only door between the language and the world. The VM knows no threads, clocks, locks or
// files: it writes text, asks for modules, and gives control away at safepoints, all through a
// Host.
//
// Thread-safety: a Host is called by whichever host thread runs the VM thread that is passed in.
#pragma once

#include "vm/core/object.h"

#include <string>
#include <string_view>

namespace gilsim::vm {

class Thread;
struct Code;
struct NativeModuleDefinition;

enum class Stream { standard_output = 1, standard_error = 2 };

/// Where a module comes from: C++ code, or source text of the subset.
struct ModuleSource {
  enum class Kind { not_found, native, source, refused } kind = Kind::not_found;
  const NativeModuleDefinition* native = nullptr;
  std::string_view text;    // UTF-8; lives as long as the Host
  std::string_view frozen;  // freeze() of the text's code; empty: the text has to be compiled
  std::string file_name;  // shown in tracebacks
  bool is_package = false;
  std::string refusal;  // for `refused`: what the ImportError says
};

class Host {
 public:
  virtual ~Host() = default;

  /// Writes UTF-8 text; empty: flushes. False: an exception is pending, or the thread is cancelled.
  virtual bool write(Thread& thread, Stream stream, std::string_view utf8) = 0;

  /// Reads a line of UTF-8 from standard input, its newline included; empty at the end. False: an
  /// exception is pending (or the thread is cancelled).
  virtual bool read_line(Thread& thread, std::string& line) {
    static_cast<void>(thread);
    line.clear();
    return true;
  }

  /// Finds a module by its full dotted name.
  virtual ModuleSource find_module(Thread& thread, std::string_view name) = 0;

  /// The budget is spent (a counter is <= 0), exactly at an instruction boundary or inside a
  /// native that charges much. Returns with a new budget; false: the thread is cancelled, or an
  /// exception is pending (KeyboardInterrupt in live mode). May run other threads.
  virtual bool budget_spent(Thread& thread) = 0;

  /// A check point was reached while the host had asked for one (kAttentionCheckPoint), or while
  /// the budget's counted ticks are below zero, or, under micropython, after the last jump of a
  /// turn. As budget_spent.
  virtual bool check_point(Thread& thread) = 0;

  /// A check point of CPython 3.11 was reached while kAttentionSignal was set: runs the handlers.
  /// False: an exception is pending, or the thread is cancelled.
  virtual bool handle_signals(Thread& thread) {
    static_cast<void>(thread);
    return true;
  }

  // --- watching ---
  // What a host is told if it asks for it. These calls must neither run Python code nor allocate in
  // the interpreter's heap; they charge nothing, so a run that is watched is the same run.

  /// While kAttentionInstructions is set: `thread.frame->instruction` begins, behind whatever came
  /// before it (a check point, another thread). The budget is exact.
  virtual void instruction_begins(Thread& thread) { static_cast<void>(thread); }
  /// The same: what the thread did last is over, and nothing else has happened since. The place it
  /// stands at is that of what follows.
  virtual void instruction_ends(Thread& thread) { static_cast<void>(thread); }

  /// Whether calls of a function interest the host. Asked once for each interpreter, before the
  /// code runs there; of generators and classes the host hears nothing.
  virtual bool watches(const Code& code) const {
    static_cast<void>(code);
    return false;
  }
  /// A watched function's innermost frame is at its first instruction; its arguments are bound. The
  /// rest of a segment is prepaid (see Thread::settle).
  virtual void function_begins(Thread& thread) { static_cast<void>(thread); }
  /// It ends: with a result, or with the thread's pending exception (`result` is Error; the thread
  /// may be cancelled instead).
  virtual void function_ends(Thread& thread, Value result) {
    static_cast<void>(thread);
    static_cast<void>(result);
  }
};

}  // namespace gilsim::vm
