// SPDX-License-Identifier: MIT
//
// The opcode table as C++: everything here comes from opcodes.def.
//
// Plain opcodes are numbered densely from 0 in the table's order. Quickened forms are numbered from
// kOpcodeCount on by the eval loop's own table; nothing in vm/bytecode knows them.
#pragma once

#include "vm/bytecode/check_points.h"
#include "vm/bytecode/code.h"
#include "vm/bytecode/cost_kind.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::vm {

enum class Opcode : std::uint16_t {
#define OPCODE(name, ...) name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

inline constexpr int kOpcodeCount = 0
#define OPCODE(name, ...) +1
#include "vm/bytecode/opcodes.def"
#undef OPCODE
    ;

/// What an instruction's argument means.
enum class OperandKind : std::uint8_t {
  none,
  constant,          // index into the constants
  name,              // index into the names
  global_name,       // index into the names << 1, low bit: push a null first
  local,             // index of a fast local
  cell,              // index of a local slot that holds a cell
  jump_forward,      // instructions to skip
  jump_backward,     // instructions to go back, counted from the following one
  compare,           // CompareOp
  invert,            // 1: `is not`, `not in`
  binary_operation,  // BinaryOp, + kInPlace
  count,             // how many values
  depth,             // a place on the stack, 1 is the top
  unpack,            // values before | values after << 8
  format_flags,      // conversion | 4 if there is a specification
  function_flags,    // MakeFunctionFlags
  call_flags,        // 1: keyword arguments
  resume,            // ResumeKind
  reraise,           // depth of the instruction index, 0: none
};

/// How the versions before 3.10 left an instruction: see opcodes.def.
enum class FastPath : std::uint8_t { slow, fast, fast_if_bool };

/// Whether a check point follows an instruction.
enum class CheckPoint : std::uint8_t {
  never,
  always,
  taken,        // if the jump was taken
  native_call,  // if what it called was a C function
  resume,       // at function entry and after `yield`, not after `yield from`
};

enum MakeFunctionFlags : std::int32_t {
  kFunctionDefaults = 1,
  kFunctionKeywordDefaults = 2,
  kFunctionAnnotations = 4,
  kFunctionClosure = 8,
};

enum ResumeKind : std::int32_t {
  kResumeFunctionStart = 0,
  kResumeAfterYield = 1,
  kResumeAfterYieldFrom = 2,
};

/// FORMAT_VALUE's argument.
enum FormatFlags : std::int32_t {
  kFormatConversionMask = 3,  // 0 none, 1 str, 2 repr, 3 ascii
  kFormatHasSpecification = 4,
};

inline constexpr std::int8_t kVaries = -1;

struct OpcodeInfo {
  std::string_view name;
  std::uint8_t cpython_number;
  OperandKind operand;
  std::int8_t pops;  // kVaries: see stack_effect
  std::int8_t pushes;
  CostKind cost;
  FastPath tick_27;
  FastPath tick_32;
  CheckPoint check_310;
  CheckPoint check_311;
  std::string_view text;
};

inline constexpr OpcodeInfo kOpcodeTable[] = {
#define OPCODE(name, number, operand, pops, pushes, cost, tick_27, tick_32, check_310, check_311, \
               text)                                                                              \
  {#name,                                                                                         \
   number,                                                                                        \
   OperandKind::operand,                                                                          \
   pops,                                                                                          \
   pushes,                                                                                        \
   CostKind::cost,                                                                                \
   FastPath::tick_27,                                                                             \
   FastPath::tick_32,                                                                             \
   CheckPoint::check_310,                                                                         \
   CheckPoint::check_311,                                                                         \
   text},
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

/// REQUIRES: a plain opcode.
constexpr const OpcodeInfo& opcode_info(Opcode opcode) {
  return kOpcodeTable[static_cast<std::uint16_t>(opcode)];
}
constexpr const OpcodeInfo& opcode_info(const Instruction& instruction) {
  return kOpcodeTable[instruction.opcode];
}

/// The cost of an instruction of plain bytecode.
constexpr CostKind opcode_cost_kind(Opcode opcode) { return opcode_info(opcode).cost; }

/// What an instruction takes off a budget's ticks. (One that is counted unless it tests a bool is
/// not counted: in nearly all programs it does.)
constexpr TickCounts ticks_of(Opcode opcode, CheckPointFamily family) {
  const bool counted =
      family == CheckPointFamily::python_2_7 && opcode_info(opcode).tick_27 == FastPath::slow;
  return TickCounts(1, counted ? 1 : 0);
}

constexpr bool has_argument(Opcode opcode) {
  return opcode_info(opcode).operand != OperandKind::none;
}
constexpr bool is_jump(Opcode opcode) {
  const OperandKind kind = opcode_info(opcode).operand;
  return kind == OperandKind::jump_forward || kind == OperandKind::jump_backward;
}
/// The instructions after which MicroPython's eval loop (py/vm.c) looks for pending work: jumps,
/// and conditional ones whether they are taken or not. Its `for` closes with a plain jump.
constexpr bool is_micropython_branch(Opcode opcode) {
  return is_jump(opcode) && opcode != Opcode::FOR_ITER && opcode != Opcode::SEND;
}
/// True if the next instruction is never executed after this one.
constexpr bool ends_straight_line(Opcode opcode) {
  return opcode == Opcode::JUMP_FORWARD || opcode == Opcode::JUMP_BACKWARD ||
         opcode == Opcode::JUMP_BACKWARD_NO_INTERRUPT || opcode == Opcode::RETURN_VALUE ||
         opcode == Opcode::RAISE_VARARGS || opcode == Opcode::RERAISE;
}
/// True if `rest` sums stop here: control leaves the frame or goes elsewhere.
constexpr bool ends_segment(Opcode opcode) {
  return ends_straight_line(opcode) || opcode == Opcode::RETURN_GENERATOR ||
         opcode == Opcode::YIELD_VALUE;
}
/// The index of the instruction a jump at `index` goes to. REQUIRES: is_jump.
constexpr std::int64_t jump_target(std::int64_t index, Instruction instruction) {
  const bool back = opcode_info(instruction).operand == OperandKind::jump_backward;
  return index + 1 +
         (back ? -std::int64_t{instruction.argument} : std::int64_t{instruction.argument});
}

/// Change of the stack depth by an instruction that goes on to the next one (`jumps` false) or to
/// its target (true).
int stack_effect(Opcode opcode, std::int32_t argument, bool jumps);

/// How many values the instruction takes off the stack first (for the verifier and dis).
int stack_pops(Opcode opcode, std::int32_t argument);

/// The text of a BINARY_OP argument: "+", "//=", ...
std::string_view binary_operation_text(std::int32_t argument);
/// The text of a COMPARE_OP argument: "<", "==", ...
std::string_view compare_text(std::int32_t argument);

/// docs/bytecode.md.
std::string opcode_reference_markdown();

}  // namespace gilsim::vm
