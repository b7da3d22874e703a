// SPDX-License-Identifier: MIT
//
// Code objects as text, in the layout of CPython 3.11's `dis`: offsets are twice the instruction's
// index, as if there were no caches.
#pragma once

#include "vm/bytecode/check_points.h"
#include "vm/bytecode/code.h"

#include <cstdint>
#include <string>

namespace gilsim::vm {

struct DisassembleOptions {
  /// Marks with `*` the instructions after which the lock may be dropped (2.7: those it counts).
  /// `none`: no mark column.
  CheckPointFamily check_points = CheckPointFamily::none;
  /// Inner code objects follow.
  bool recursive = true;
  bool exception_table = true;
};

std::string disassemble(const Code& code, const DisassembleOptions& options = {});

/// True if a check point may follow the instruction in that family (2.7: if it is counted).
bool may_check_after(const Code& code, std::uint32_t index, CheckPointFamily family);

/// What `dis` shows in parentheses after the argument; empty if nothing.
std::string argument_text(const Code& code, std::uint32_t index);

/// repr() of a constant. Needs no thread: constants are exact built-in values.
std::string constant_repr(Value constant);

}  // namespace gilsim::vm
