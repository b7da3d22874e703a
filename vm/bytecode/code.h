// SPDX-License-Identifier: MIT
//
// Code objects: what the compiler makes of a function, class body, comprehension or module.
//
// The *plain bytecode* in `instructions` is the truth: one instruction is one tick; disassembly,
// traces, check points and tick counts speak of it alone. It never changes after compilation and is
// shared by all interpreters of the Instance. Each interpreter runs its own QuickCode: a copy in
// which opcodes may have been replaced by specialised or fused forms *in place*. A fused form at
// index p reads the arguments of the instructions it covers from p, p+1, ... and skips them; those
// stay as they were, so a run can stop at, and resume from, any plain instruction.
//
// `rest[p]` is what the straight-line segment from p to its end (the next unconditional jump,
// return or raise, inclusive) costs. See eval_loop.cc for how segments are paid.
#pragma once

#include "vm/core/budget.h"
#include "vm/core/object.h"
#include "vm/syntax/ast.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct Str;
struct Tuple;

struct Instruction {
  std::uint16_t opcode;  // Opcode, or a quickened form in QuickCode
  std::uint16_t cache;   // index of its inline cache in QuickCode, kNoCache: none
  std::int32_t argument;
};
static_assert(sizeof(Instruction) == 8);
inline constexpr std::uint16_t kNoCache = 0xffff;

// Where an instruction comes from is a SourceRange, as in the syntax tree: lines are 1-based,
// columns 0-based UTF-8 byte offsets; -1: none.
inline constexpr SourceRange kNowhere{-1, -1, -1, -1};

/// An exception raised by an instruction in [start, end) is handled at `target` with the evaluation
/// stack cut down to `depth` values; `push_last_instruction`: the index of the raising instruction
/// is pushed before the exception. As in CPython 3.11, entries are sorted and an inner one stands
/// for its range.
struct ExceptionTableEntry {
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t target;
  std::uint32_t depth;
  bool push_last_instruction;
};

/// What a part of a segment costs.
struct Charge {
  std::int64_t picoseconds = 0;
  TickCounts ticks;
};

enum class LocalKind : std::uint8_t { local, cell, local_and_cell, free };

enum CodeFlags : std::uint32_t {  // CPython's co_flags
  kCodeOptimized = 0x1,
  kCodeNewLocals = 0x2,
  kCodeVarArgs = 0x4,
  kCodeVarKeywords = 0x8,
  kCodeNested = 0x10,
  kCodeGenerator = 0x20,
};

inline constexpr std::uint32_t kBindsMore = 0xffffffff;

struct Code : Object {
  std::uint32_t serial;  // deterministic number within the Instance
  std::uint32_t flags;
  std::uint32_t argument_count;  // positional, positional-only included
  std::uint32_t positional_only_count;
  std::uint32_t keyword_only_count;
  // How many positional arguments fill all parameters; kBindsMore: the signature asks for more than
  // that (*args, **kwargs, keyword-only parameters).
  std::uint32_t plain_argument_count;
  std::uint32_t variable_count;  // fast locals (co_nlocals)
  std::uint32_t local_count;     // fast locals, cells and free variables: slots below the stack
  std::uint32_t free_count;      // the last of them
  std::uint32_t stack_size;
  std::int32_t first_line;
  Str* name;
  Str* qualified_name;
  Str* file_name;
  Tuple* constants;
  std::vector<Str*>* names;        // of LOAD_GLOBAL, LOAD_ATTR, ...
  std::vector<Str*>* local_names;  // one for each of local_count
  std::vector<LocalKind>* local_kinds;
  std::vector<Instruction>* instructions;
  std::vector<ExceptionTableEntry>* exception_table;
  std::vector<Charge>* rest;            // empty until price_code
  const std::string_view* source_text;  // not owned, of the whole module; nullptr: not kept
  Value docstring;                      // first constant if it is a docstring, else None
  // nullptr: still frozen. See source_ranges.
  mutable std::vector<SourceRange>* positions;
  std::string_view frozen_positions;

  const Instruction& at(std::uint32_t index) const { return (*instructions)[index]; }
  /// Where each instruction comes from. Thread-safe.
  const std::vector<SourceRange>& source_ranges() const {
    const auto* const known = std::atomic_ref(positions).load(std::memory_order_acquire);
    return known != nullptr ? *known : thaw_source_ranges();
  }
  int line_of(std::uint32_t index) const { return source_ranges()[index].line; }
  /// The entry that handles an exception at `index`, or nullptr.
  const ExceptionTableEntry* handler_of(std::uint32_t index) const;

 private:
  const std::vector<SourceRange>& thaw_source_ranges() const;
};

class Instance;

/// An empty immortal code object. Its tables live until release_code_tables (when the Instance
/// goes).
Code* make_code(Instance& instance);
/// For Code::plain_argument_count, from the other counts and the flags.
std::uint32_t plain_argument_count_of(const Code& code);
/// Works out `rest` under the Instance's costs and check points, unless that is done. Thread-safe.
/// Code that never runs needs none.
void price_code(Instance& instance, Code& code);
void release_code_tables(Code& code);
/// True if both were made from the same place in the source and run alike (a `finally` body is
/// compiled several times).
bool same_code(const Code& left, const Code& right);

}  // namespace gilsim::vm
