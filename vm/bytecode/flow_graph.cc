// SPDX-License-Identifier: MIT
//
// Passes over the flow graph as a whole: reachability, block order, line numbers.
#include "vm/bytecode/flow_graph.h"

#include "vm/bytecode/peephole.h"

#include <algorithm>

namespace gilsim::vm {

bool is_block_setup(FlowOpcode opcode) {
  return opcode == FlowOpcode::setup_finally || opcode == FlowOpcode::setup_cleanup ||
         opcode == FlowOpcode::setup_with;
}

bool is_flow_jump(FlowOpcode opcode) {
  return opcode >= FlowOpcode::jump || opcode == flow(Opcode::FOR_ITER) ||
         opcode == flow(Opcode::SEND) || opcode == flow(Opcode::JUMP_IF_FALSE_OR_POP) ||
         opcode == flow(Opcode::JUMP_IF_TRUE_OR_POP);
}

bool ends_basic_block(FlowOpcode opcode) {
  return is_flow_jump(opcode) || opcode == flow(Opcode::RETURN_VALUE) ||
         opcode == flow(Opcode::RAISE_VARARGS) || opcode == flow(Opcode::RERAISE);
}

int flow_stack_effect(const FlowInstruction& instruction, bool jumps) {
  switch (instruction.opcode) {
    case FlowOpcode::setup_finally:
    case FlowOpcode::setup_with:
      return jumps ? 1 : 0;
    case FlowOpcode::setup_cleanup:
      return jumps ? 2 : 0;
    case FlowOpcode::pop_block:
    case FlowOpcode::jump:
    case FlowOpcode::jump_no_interrupt:
      return 0;
    case FlowOpcode::pop_jump_if_false:
    case FlowOpcode::pop_jump_if_true:
    case FlowOpcode::pop_jump_if_none:
    case FlowOpcode::pop_jump_if_not_none:
      return -1;
    default:
      return stack_effect(static_cast<Opcode>(instruction.opcode), instruction.argument, jumps);
  }
}

BasicBlock* FlowGraph::new_block() {
  blocks_.push_back(std::make_unique<BasicBlock>());
  return blocks_.back().get();
}

BasicBlock* FlowGraph::copy_block(const BasicBlock& block) {
  BasicBlock* copy = new_block();
  copy->instructions = block.instructions;
  copy->is_exit = block.is_exit;
  copy->no_fall_through = true;
  return copy;
}

void remove_nops(BasicBlock& block) {
  std::vector<FlowInstruction>& code = block.instructions;
  std::size_t kept = 0;
  int previous_line = -1;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const int line = code[i].range.line;
    if (code[i].is(Opcode::NOP)) {
      if (line < 0 || previous_line == line) continue;
      if (i + 1 < code.size()) {
        if (code[i + 1].range.line == line) continue;
        if (code[i + 1].range.line < 0) {
          code[i + 1].range = code[i].range;
          continue;
        }
      } else {
        const BasicBlock* next = block.next;
        while (next != nullptr && next->instructions.empty()) next = next->next;
        if (next != nullptr && next->instructions[0].range.line == line) continue;
      }
    }
    if (kept != i) code[kept] = code[i];
    ++kept;
    previous_line = line;
  }
  code.resize(kept, FlowInstruction{flow(Opcode::NOP)});
}

namespace {

/// What of a block is copied at most, instead of being jumped to.
constexpr std::size_t kMaxCopiedInstructions = 4;

BasicBlock* skip_empty(BasicBlock* block) {
  while (block->instructions.empty()) block = block->next;
  return block;
}

void mark_block_end(BasicBlock& block) {
  for (FlowInstruction& instruction : block.instructions) {
    if (instruction.is(Opcode::RETURN_VALUE) || instruction.is(Opcode::RAISE_VARARGS) ||
        instruction.is(Opcode::RERAISE)) {
      block.is_exit = true;
      block.no_fall_through = true;
    } else if (is_flow_jump(instruction.opcode)) {
      if (is_unconditional_jump(instruction.opcode)) block.no_fall_through = true;
      instruction.target = skip_empty(instruction.target);
    }
  }
}

bool has_line(const BasicBlock& block) {
  return std::any_of(block.instructions.begin(), block.instructions.end(),
                     [](const FlowInstruction& instruction) { return instruction.range.line > 0; });
}

/// A jump to a short exit without lines of its own (an implicit `return None`) becomes a copy of
/// it.
void extend_by_exit(BasicBlock& block) {
  if (block.instructions.empty()) return;
  FlowInstruction& last = block.instructions.back();
  if (last.opcode != FlowOpcode::jump) return;
  const BasicBlock& target = *last.target;
  if (!target.is_exit || target.instructions.size() > kMaxCopiedInstructions || has_line(target))
    return;
  last.opcode = flow(Opcode::NOP);
  const std::vector<FlowInstruction> copied = target.instructions;
  block.instructions.insert(block.instructions.end(), copied.begin(), copied.end());
  block.is_exit = true;
}

void mark_reachable(const FlowGraph& graph) {
  std::vector<BasicBlock*> stack = {graph.entry()};
  graph.entry()->predecessors = 1;
  const auto reach = [&stack](BasicBlock* block) {
    if (block->predecessors++ == 0) stack.push_back(block);
  };
  while (!stack.empty()) {
    BasicBlock* block = stack.back();
    stack.pop_back();
    if (block->next != nullptr && !block->no_fall_through) reach(block->next);
    for (const FlowInstruction& instruction : block->instructions) {
      if (instruction.target != nullptr &&
          (is_flow_jump(instruction.opcode) || is_block_setup(instruction.opcode))) {
        reach(instruction.target);
      }
    }
  }
}

void unlink_empty_blocks(BasicBlock* entry) {
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    BasicBlock* next = block->next;
    if (next == nullptr) break;
    while (next->instructions.empty() && next->next != nullptr) next = next->next;
    block->next = next;
  }
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    if (block->instructions.empty()) continue;
    FlowInstruction& last = block->instructions.back();
    if (is_flow_jump(last.opcode)) last.target = skip_empty(last.target);
  }
}

/// Drops jumps to the block that follows anyway.
void remove_redundant_jumps(BasicBlock* entry) {
  bool removed = false;
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    if (block->instructions.empty()) continue;
    FlowInstruction& last = block->instructions.back();
    if (!is_unconditional_jump(last.opcode) || last.target != block->next) continue;
    block->no_fall_through = false;
    last.opcode = flow(Opcode::NOP);
    last.target = nullptr;
    removed = true;
  }
  if (removed) unlink_empty_blocks(entry);
}

bool is_exit_without_line(const BasicBlock& block) {
  return block.is_exit && std::all_of(block.instructions.begin(), block.instructions.end(),
                                      [](const FlowInstruction& i) { return i.range.line < 0; });
}

/// Every return needs a line (that of the statement that led to it), so an exit without one that is
/// reached from several places is copied for each of them.
void duplicate_exits_without_line(FlowGraph& graph) {
  // CPython goes over its blocks from the last made to the first; copies are not looked at.
  const std::size_t count = graph.blocks().size();
  for (std::size_t i = count; i-- > 0;) {
    BasicBlock* block = graph.blocks()[i].get();
    if (block->instructions.empty() || !is_flow_jump(block->instructions.back().opcode)) continue;
    BasicBlock* target = block->instructions.back().target;
    if (!is_exit_without_line(*target) || target->predecessors <= 1) continue;
    BasicBlock* copy = graph.copy_block(*target);
    copy->instructions[0].range = block->instructions.back().range;
    block->instructions.back().target = copy;
    --target->predecessors;
    copy->predecessors = 1;
    copy->next = target->next;
    target->next = copy;
  }
  for (std::size_t i = graph.blocks().size(); i-- > 0;) {
    BasicBlock* block = graph.blocks()[i].get();
    while (block->next != nullptr && block->next->instructions.empty())
      block->next = block->next->next;
  }
  for (std::size_t i = graph.blocks().size(); i-- > 0;) {
    BasicBlock* block = graph.blocks()[i].get();
    if (block->no_fall_through || block->next == nullptr || block->instructions.empty()) continue;
    if (is_exit_without_line(*block->next)) {
      block->next->instructions[0].range = block->instructions.back().range;
    }
  }
}

void propagate_lines(BasicBlock* entry) {
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    if (block->instructions.empty()) continue;
    SourceRange previous{-1, -1, -1, -1};
    for (FlowInstruction& instruction : block->instructions) {
      if (instruction.range.line < 0) {
        instruction.range = previous;
      } else {
        previous = instruction.range;
      }
    }
    const auto hand_on = [&previous](BasicBlock* to) {
      if (to->predecessors == 1 && !to->instructions.empty() &&
          to->instructions[0].range.line < 0) {
        to->instructions[0].range = previous;
      }
    };
    if (!block->no_fall_through && block->next != nullptr) hand_on(block->next);
    const FlowInstruction& last = block->instructions.back();
    if (is_flow_jump(last.opcode)) hand_on(last.target);
  }
}

/// The last resort for returns that still have no line.
void guarantee_exit_lines(BasicBlock* entry, int first_line) {
  int line = first_line;
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    if (block->instructions.empty()) continue;
    const FlowInstruction& last = block->instructions.back();
    if (last.range.line >= 0) {
      line = last.range.line;
    } else if (last.is(Opcode::RETURN_VALUE)) {
      for (FlowInstruction& instruction : block->instructions) {
        instruction.range = SourceRange{line, -1, line, -1};
      }
    }
  }
}

}  // namespace

void optimize(FlowGraph& graph, std::vector<ConstantValue>& constants, int first_line) {
  BasicBlock* const entry = graph.entry();
  for (const auto& block : graph.blocks()) {
    mark_block_end(*block);
  }
  for (std::size_t i = graph.blocks().size(); i-- > 0;) extend_by_exit(*graph.blocks()[i]);
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    optimize_block(*block, constants);
    remove_nops(*block);
  }
  for (std::size_t i = graph.blocks().size(); i-- > 0;) extend_by_exit(*graph.blocks()[i]);
  mark_reachable(graph);
  for (BasicBlock* block = entry; block != nullptr; block = block->next) {
    if (block->predecessors != 0) continue;
    block->instructions.clear();
    block->no_fall_through = false;
  }
  unlink_empty_blocks(entry);
  for (BasicBlock* block = entry; block != nullptr; block = block->next) remove_nops(*block);
  remove_redundant_jumps(entry);
  duplicate_exits_without_line(graph);
  propagate_lines(entry);
  guarantee_exit_lines(entry, first_line);
}

}  // namespace gilsim::vm
