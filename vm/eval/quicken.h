// SPDX-License-Identifier: MIT
//
// Quickened code: one interpreter's copy of a code object, in which the eval loop replaces plain
// opcodes in place by forms for the case at hand (quick_opcodes.def).
//
// Invariants: instruction i of the copy has the argument of plain instruction i, with a minus if it
// jumps backward: every jump leads to `i + 1 + argument`. Else only opcodes change. Whoever
// executes `instructions[i].opcode` gets the effect of the plain instructions from i on. With
// quickening off the opcodes stay plain; runs are the same either way, only slower.
#pragma once

#include "vm/bytecode/code.h"
#include "vm/bytecode/opcodes.h"
#include "vm/core/object.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace gilsim::vm {

enum class QuickOpcode : std::uint16_t {
  kBeforeFirst = kOpcodeCount - 1,
#define QUICK(name, ...) name,
#include "vm/eval/quick_opcodes.def"
#undef QUICK
};

inline constexpr int kQuickOpcodeCount = 0
#define QUICK(name, ...) +1
#include "vm/eval/quick_opcodes.def"
#undef QUICK
    ;

/// What a specialised instruction remembers.
struct InlineCache {
  std::uint64_t version = 0;         // of the type, or the keys version of the globals
  std::uint64_t second_version = 0;  // keys version of the built-ins or of the instance's dict
  std::uint32_t index = 0;           // of a dict entry
  Value value;                       // borrowed: kept alive by what `version` guards
};

/// The form of a plain opcode in a function that the host watches.
constexpr std::uint16_t watched_form(std::uint16_t plain) {
  switch (static_cast<Opcode>(plain)) {
    case Opcode::RESUME:
      return static_cast<std::uint16_t>(QuickOpcode::RESUME_WATCHED);
    case Opcode::RETURN_VALUE:
      return static_cast<std::uint16_t>(QuickOpcode::RETURN_VALUE_WATCHED);
    default:
      return plain;
  }
}

struct QuickCode {
  QuickCode(Code& code, bool quickening, bool is_watched);

  Code& code;
  bool quickening;
  bool is_watched;  // see Host::watches
  std::vector<Instruction> instructions;
  std::vector<InlineCache> caches;
  /// The address at which the charge of an instruction at address 0 would stand, if the code's
  /// charges reached that far beside `instructions`.
  std::uintptr_t biased_rest;
};

}  // namespace gilsim::vm
