// SPDX-License-Identifier: MIT
//
// The compiler's intermediate form: basic blocks of instructions whose jumps name blocks.
//
// Besides the plain opcodes there are pseudo-instructions, which the assembler turns into plain
// ones: jumps without a direction, and the marks of where an exception handler is in force.
//
// Invariants: only the last instruction of a block jumps or leaves the frame; blocks are linked by
// `next` in the order in which they will be laid out; a block with `no_fall_through` is never left
// by its end.
#pragma once

#include "vm/bytecode/constant.h"
#include "vm/bytecode/opcodes.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace gilsim::vm {

/// An opcode of the intermediate form: a plain one, or a pseudo-instruction.
enum class FlowOpcode : std::uint16_t {
#define OPCODE(name, ...) name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
  // Block marks: an exception from here to the matching pop_block goes to the target.
  setup_finally = 0x1000,
  setup_cleanup,  // also pushes the index of the raising instruction
  setup_with,     // the same, and drops the result of __enter__
  pop_block,
  // Jumps whose direction is not known yet.
  jump,
  jump_no_interrupt,
  pop_jump_if_false,
  pop_jump_if_true,
  pop_jump_if_none,
  pop_jump_if_not_none,
};
constexpr FlowOpcode flow(Opcode opcode) { return static_cast<FlowOpcode>(opcode); }

struct BasicBlock;

struct FlowInstruction {
  FlowOpcode opcode;
  std::int32_t argument = 0;
  BasicBlock* target = nullptr;   // of jumps and setups
  BasicBlock* handler = nullptr;  // set by the assembler
  SourceRange range{-1, -1, -1, -1};

  bool is(Opcode plain) const { return opcode == flow(plain); }
};

struct BasicBlock {
  std::vector<FlowInstruction> instructions;
  BasicBlock* next = nullptr;
  int predecessors = 0;
  int start_depth = -1;
  std::uint32_t offset = 0;
  bool no_fall_through = false;
  bool is_exit = false;  // ends with a return or raise
  bool returns = false;  // a RETURN_VALUE was put in
  bool keeps_last_instruction = false;
  bool visited = false;
  bool handlers_known = false;
  std::vector<BasicBlock*> handlers;  // in force at its start, while handlers are being found
};

bool is_flow_jump(FlowOpcode opcode);
bool is_block_setup(FlowOpcode opcode);
/// A jump, return or raise: the next instruction starts a new block.
bool ends_basic_block(FlowOpcode opcode);
/// The jumps after which the next instruction is not reached.
inline bool is_unconditional_jump(FlowOpcode opcode) {
  return opcode == FlowOpcode::jump || opcode == FlowOpcode::jump_no_interrupt;
}
int flow_stack_effect(const FlowInstruction& instruction, bool jumps);

class FlowGraph {
 public:
  BasicBlock* new_block();
  BasicBlock* copy_block(const BasicBlock& block);
  /// The first block made.
  BasicBlock* entry() const { return blocks_.front().get(); }
  /// All blocks, in the order in which they were made.
  const std::vector<std::unique_ptr<BasicBlock>>& blocks() const { return blocks_; }

 private:
  std::vector<std::unique_ptr<BasicBlock>> blocks_;
};

/// The passes before assembly, as CPython 3.11 has them: jump threading, folding of constant tests
/// and tuples, swaps, dead code, line numbers. `constants` may grow.
void optimize(FlowGraph& graph, std::vector<ConstantValue>& constants, int first_line);
/// Drops NOPs that no line number needs.
void remove_nops(BasicBlock& block);

}  // namespace gilsim::vm
