// SPDX-License-Identifier: MIT
#include "vm/bytecode/peephole.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

class Peephole {
 public:
  Peephole(BasicBlock& block, std::vector<ConstantValue>& constants)
      : block_(block), code_(block.instructions), constants_(constants) {}

  void run() {
    for (std::size_t i = 0; i < code_.size(); ++i) step(i);
  }

 private:
  void step(std::size_t& i);
  FlowOpcode opcode_at(std::size_t i) const {
    return i < code_.size() ? code_[i].opcode : flow(Opcode::NOP);
  }
  void make_nop(std::size_t i) { code_[i].opcode = flow(Opcode::NOP); }

  void constant_test(std::size_t i);
  void fold_tuple(std::size_t i);
  void thread_or_pop(std::size_t& i, bool jumps_if_true);
  bool thread(FlowInstruction& from, const FlowInstruction& to, FlowOpcode opcode);
  void optimize_swaps(std::size_t& i);
  void apply_static_swaps(std::size_t i);
  int next_swappable(int i, int line) const;
  int stored_local(std::size_t i) const {
    return code_[i].is(Opcode::STORE_FAST) ? code_[i].argument : -1;
  }

  BasicBlock& block_;
  std::vector<FlowInstruction>& code_;
  std::vector<ConstantValue>& constants_;
};

/// LOAD_CONST before a test: the test is decided now.
void Peephole::constant_test(std::size_t i) {
  const ConstantValue& constant = constants_[static_cast<std::size_t>(code_[i].argument)];
  const FlowOpcode next = opcode_at(i + 1);
  const bool pops = next == FlowOpcode::pop_jump_if_false || next == FlowOpcode::pop_jump_if_true;
  const bool keeps =
      next == flow(Opcode::JUMP_IF_FALSE_OR_POP) || next == flow(Opcode::JUMP_IF_TRUE_OR_POP);
  if (pops || keeps) {
    const bool jumps_if_true =
        next == FlowOpcode::pop_jump_if_true || next == flow(Opcode::JUMP_IF_TRUE_OR_POP);
    const bool jumps = constant.truth() == jumps_if_true;
    if (pops || !jumps) make_nop(i);
    if (jumps) {
      code_[i + 1].opcode = FlowOpcode::jump;
      block_.no_fall_through = true;
    } else {
      make_nop(i + 1);
    }
    return;
  }
  if (next != flow(Opcode::IS_OP) || !constant.is_none()) return;
  const FlowOpcode test = opcode_at(i + 2);
  if (test != FlowOpcode::pop_jump_if_false && test != FlowOpcode::pop_jump_if_true) return;
  const bool is_not = code_[i + 1].argument != 0;
  make_nop(i);
  make_nop(i + 1);
  code_[i + 2].opcode = is_not != (test == FlowOpcode::pop_jump_if_false)
                            ? FlowOpcode::pop_jump_if_not_none
                            : FlowOpcode::pop_jump_if_none;
}

/// LOAD_CONST ..., BUILD_TUPLE becomes one LOAD_CONST.
void Peephole::fold_tuple(std::size_t i) {
  const auto count = static_cast<std::size_t>(code_[i].argument);
  if (i < count) return;
  std::vector<ConstantValue> items;
  for (std::size_t k = i - count; k < i; ++k) {
    if (!code_[k].is(Opcode::LOAD_CONST)) return;
    items.push_back(constants_[static_cast<std::size_t>(code_[k].argument)]);
  }
  ConstantValue tuple = ConstantValue::of_tuple(std::move(items));
  const std::string key = tuple.key();
  const auto found =
      std::find_if(constants_.begin(), constants_.end(),
                   [&key](const ConstantValue& known) { return known.key() == key; });
  const auto index = found - constants_.begin();
  if (found == constants_.end()) constants_.push_back(std::move(tuple));
  for (std::size_t k = i - count; k < i; ++k) make_nop(k);
  code_[i].opcode = flow(Opcode::LOAD_CONST);
  code_[i].argument = static_cast<std::int32_t>(index);
}

/// A jump to a jump goes to its target at once, if a debugger would not miss a line.
bool Peephole::thread(FlowInstruction& from, const FlowInstruction& to, FlowOpcode opcode) {
  if (from.range.line != to.range.line || from.target == to.target) return false;
  from.target = to.target;
  from.opcode = opcode;
  return true;
}

void Peephole::thread_or_pop(std::size_t& i, bool jumps_if_true) {
  FlowInstruction& from = code_[i];
  const FlowInstruction& to = from.target->instructions[0];
  const FlowOpcode same_pop =
      jumps_if_true ? FlowOpcode::pop_jump_if_true : FlowOpcode::pop_jump_if_false;
  const FlowOpcode other_pop =
      jumps_if_true ? FlowOpcode::pop_jump_if_false : FlowOpcode::pop_jump_if_true;
  const FlowOpcode same =
      flow(jumps_if_true ? Opcode::JUMP_IF_TRUE_OR_POP : Opcode::JUMP_IF_FALSE_OR_POP);
  const FlowOpcode other =
      flow(jumps_if_true ? Opcode::JUMP_IF_FALSE_OR_POP : Opcode::JUMP_IF_TRUE_OR_POP);
  bool again = false;
  if (to.opcode == same_pop) {
    again = thread(from, to, same_pop);
  } else if (to.opcode == FlowOpcode::jump || to.opcode == same) {
    again = thread(from, to, same);
  } else if ((to.opcode == other || to.opcode == other_pop) && from.range.line == to.range.line) {
    from.opcode = same_pop;
    from.target = from.target->next;
    again = true;
  }
  if (again) --i;
}

void Peephole::step(std::size_t& i) {
  FlowInstruction& instruction = code_[i];
  if (is_flow_jump(instruction.opcode) || is_block_setup(instruction.opcode)) {
    while (instruction.target->instructions.empty()) instruction.target = instruction.target->next;
  }
  switch (instruction.opcode) {
    case FlowOpcode::LOAD_CONST:
      constant_test(i);
      break;
    case FlowOpcode::BUILD_TUPLE: {
      const std::int32_t count = instruction.argument;
      if (opcode_at(i + 1) == flow(Opcode::UNPACK_SEQUENCE) && code_[i + 1].argument == count &&
          count >= 1 && count <= 3) {
        make_nop(i);
        if (count == 1) {
          make_nop(i + 1);
        } else {
          code_[i + 1].opcode = flow(Opcode::SWAP);
        }
        break;
      }
      fold_tuple(i);
      break;
    }
    case FlowOpcode::JUMP_IF_FALSE_OR_POP:
      thread_or_pop(i, false);
      break;
    case FlowOpcode::JUMP_IF_TRUE_OR_POP:
      thread_or_pop(i, true);
      break;
    case FlowOpcode::pop_jump_if_none:
    case FlowOpcode::pop_jump_if_not_none:
    case FlowOpcode::pop_jump_if_false:
    case FlowOpcode::pop_jump_if_true:
    case FlowOpcode::jump: {
      const FlowInstruction& to = instruction.target->instructions[0];
      if (to.opcode == FlowOpcode::jump && thread(instruction, to, instruction.opcode)) --i;
      break;
    }
    case FlowOpcode::SWAP:
      if (instruction.argument == 1) {
        make_nop(i);
        break;
      }
      optimize_swaps(i);
      apply_static_swaps(i);
      break;
    case FlowOpcode::PUSH_NULL:
      if (opcode_at(i + 1) == flow(Opcode::LOAD_GLOBAL)) {
        make_nop(i);
        code_[i + 1].argument |= 1;
      }
      break;
    default:
      break;
  }
}

/// Replaces a run of SWAPs by the shortest one with the same effect; `i` ends at the run's end.
void Peephole::optimize_swaps(std::size_t& i) {
  std::size_t length = 1;
  std::int32_t depth = code_[i].argument;
  bool more = false;
  for (; i + length < code_.size(); ++length) {
    const FlowInstruction& instruction = code_[i + length];
    if (instruction.is(Opcode::SWAP)) {
      depth = std::max(depth, instruction.argument);
      more = true;
    } else if (!instruction.is(Opcode::NOP)) {
      break;
    }
  }
  if (!more) return;
  constexpr int kPlaced = -1;
  std::vector<int> stack(static_cast<std::size_t>(depth));
  for (std::size_t k = 0; k < stack.size(); ++k) stack[k] = static_cast<int>(k);
  for (std::size_t k = i; k < i + length; ++k) {
    if (code_[k].is(Opcode::SWAP))
      std::swap(stack[0], stack[static_cast<std::size_t>(code_[k].argument - 1)]);
  }
  // The permutation is taken apart into cycles; each is made of swaps with the top. Written from
  // the end of the run backwards.
  std::size_t current = i + length;
  for (std::size_t start = 0; start < stack.size(); ++start) {
    if (stack[start] == kPlaced || stack[start] == static_cast<int>(start)) continue;
    std::size_t place = start;
    while (true) {
      if (place != 0) {
        --current;
        code_[current].opcode = flow(Opcode::SWAP);
        code_[current].argument = static_cast<std::int32_t>(place + 1);
      }
      if (stack[place] == kPlaced) break;
      place = static_cast<std::size_t>(std::exchange(stack[place], kPlaced));
    }
  }
  while (current > i) make_nop(--current);
  i += length - 1;
}

int Peephole::next_swappable(int i, int line) const {
  while (++i < static_cast<int>(code_.size())) {
    const FlowInstruction& instruction = code_[static_cast<std::size_t>(i)];
    if (line >= 0 && instruction.range.line != line) return -1;
    if (instruction.is(Opcode::NOP)) continue;
    return instruction.is(Opcode::STORE_FAST) || instruction.is(Opcode::POP_TOP) ? i : -1;
  }
  return -1;
}

/// SWAP, STORE_FAST a, STORE_FAST b becomes STORE_FAST b, STORE_FAST a.
void Peephole::apply_static_swaps(std::size_t last) {
  for (int i = static_cast<int>(last); i >= 0; --i) {
    FlowInstruction& swap = code_[static_cast<std::size_t>(i)];
    if (!swap.is(Opcode::SWAP)) {
      if (swap.is(Opcode::NOP) || swap.is(Opcode::STORE_FAST) || swap.is(Opcode::POP_TOP)) continue;
      return;
    }
    const int first = next_swappable(i, -1);
    if (first < 0) return;
    int second = first;
    const int line = code_[static_cast<std::size_t>(first)].range.line;
    for (std::int32_t count = swap.argument - 1; count > 0; --count) {
      second = next_swappable(second, line);
      if (second < 0) return;
    }
    const int stores_first = stored_local(static_cast<std::size_t>(first));
    const int stores_second = stored_local(static_cast<std::size_t>(second));
    if (stores_first >= 0 || stores_second >= 0) {
      if (stores_first == stores_second) return;
      for (int k = first + 1; k < second; ++k) {
        const int stores = stored_local(static_cast<std::size_t>(k));
        if (stores >= 0 && (stores == stores_first || stores == stores_second)) return;
      }
    }
    swap.opcode = flow(Opcode::NOP);
    std::swap(code_[static_cast<std::size_t>(first)], code_[static_cast<std::size_t>(second)]);
  }
}

}  // namespace

void optimize_block(BasicBlock& block, std::vector<ConstantValue>& constants) {
  Peephole(block, constants).run();
}

}  // namespace gilsim::vm
