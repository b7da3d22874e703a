// SPDX-License-Identifier: MIT
#include "vm/bytecode/verify.h"

#include "vm/bytecode/opcodes.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace gilsim::vm {

namespace {

class Verifier {
 public:
  explicit Verifier(const Code& code) : code_(code), size_(code.instructions->size()) {}

  std::string run() {
    if (size_ == 0) return complain(0, "there are no instructions");
    if (code_.source_ranges().size() != size_ ||
        (!code_.rest->empty() && code_.rest->size() != size_)) {
      return complain(0, "positions or prefix sums do not match the instructions");
    }
    for (std::uint32_t i = 0; i < size_ && message_.empty(); ++i) check_operand(i);
    check_table();
    if (message_.empty()) follow_paths();
    return message_;
  }

 private:
  std::string complain(std::size_t index, std::string_view what) {
    if (message_.empty()) {
      const std::string name =
          index < size_ ? std::string(opcode_info(code_.at(static_cast<std::uint32_t>(index))).name)
                        : "the end";
      message_ = fmt::format("{}, instruction {} ({}): {}", to_utf8(code_.qualified_name), index,
                             name, what);
    }
    return message_;
  }

  void check_operand(std::uint32_t index) {
    const Instruction& instruction = code_.at(index);
    if (instruction.opcode >= kOpcodeCount) {
      message_ = fmt::format("instruction {}: unknown opcode {}", index, instruction.opcode);
      return;
    }
    const std::int64_t argument = instruction.argument;
    std::int64_t limit = INT32_MAX;
    switch (opcode_info(instruction).operand) {
      case OperandKind::constant:
        limit = code_.constants->length;
        break;
      case OperandKind::name:
        limit = static_cast<std::int64_t>(code_.names->size());
        break;
      case OperandKind::global_name:
        limit = 2 * static_cast<std::int64_t>(code_.names->size());
        break;
      case OperandKind::local:
        limit = code_.variable_count;
        break;
      case OperandKind::cell:
        limit = code_.local_count;
        break;
      case OperandKind::compare:
        limit = 6;
        break;
      case OperandKind::binary_operation:
        limit = 26;
        break;
      case OperandKind::invert:
      case OperandKind::call_flags:
        limit = 2;
        break;
      case OperandKind::format_flags:
        limit = 8;
        break;
      case OperandKind::function_flags:
        limit = 16;
        break;
      default:
        break;
    }
    if (argument < 0 || argument >= limit) {
      complain(index, fmt::format("argument {} is out of range", argument));
      return;
    }
    if (opcode_info(instruction).operand == OperandKind::cell &&
        (*code_.local_kinds)[static_cast<std::size_t>(argument)] == LocalKind::local) {
      complain(index, "the slot holds no cell");
    }
    if (is_jump(static_cast<Opcode>(instruction.opcode))) {
      const std::int64_t target = jump_target(index, instruction);
      if (target < 0 || target >= static_cast<std::int64_t>(size_))
        complain(index, "the jump leads outside");
    }
  }

  void check_table() {
    std::uint32_t previous_end = 0;
    for (const ExceptionTableEntry& entry : *code_.exception_table) {
      if (entry.start < previous_end || entry.end <= entry.start || entry.end > size_ ||
          entry.target >= size_) {
        complain(entry.start, "the exception table is not sorted or leads outside");
      }
      previous_end = entry.end;
    }
  }

  void reach(std::size_t from, std::int64_t target, int depth) {
    if (target >= static_cast<std::int64_t>(size_)) {
      complain(from, "control runs off the end");
      return;
    }
    std::optional<int>& known = depths_[static_cast<std::size_t>(target)];
    if (!known) {
      known = depth;
      waiting_.push_back(static_cast<std::uint32_t>(target));
    } else if (*known != depth) {
      complain(from,
               fmt::format("the stack has {} values at instruction {} on one way and {} on another",
                           *known, target, depth));
    }
  }

  void follow_paths() {
    depths_.resize(size_);
    reach(0, 0, 0);
    while (!waiting_.empty() && message_.empty()) {
      const std::uint32_t index = waiting_.back();
      waiting_.pop_back();
      const Instruction& instruction = code_.at(index);
      const auto opcode = static_cast<Opcode>(instruction.opcode);
      const int depth = *depths_[index];
      if (const ExceptionTableEntry* handler = code_.handler_of(index)) {
        if (static_cast<int>(handler->depth) > depth)
          complain(index, "its handler needs a deeper stack");
        reach(index, handler->target,
              static_cast<int>(handler->depth) + 1 + (handler->push_last_instruction ? 1 : 0));
      }
      if (stack_pops(opcode, instruction.argument) > depth)
        complain(index, "too few values on the stack");
      const int after = depth + stack_effect(opcode, instruction.argument, false);
      if (after > static_cast<int>(code_.stack_size)) complain(index, "stack_size is too small");
      if (is_jump(opcode)) {
        reach(index, jump_target(index, instruction),
              depth + stack_effect(opcode, instruction.argument, true));
      }
      if (!ends_straight_line(opcode)) reach(index, std::int64_t{index} + 1, after);
    }
  }

  const Code& code_;
  std::size_t size_;
  std::string message_;
  std::vector<std::optional<int>> depths_;
  std::vector<std::uint32_t> waiting_;
};

}  // namespace

std::string verify_code(const Code& code) {
  std::vector<const Code*> waiting = {&code};
  while (!waiting.empty()) {
    const Code* current = waiting.back();
    waiting.pop_back();
    std::string message = Verifier(*current).run();
    if (!message.empty()) return message;
    for (const Value constant : current->constants->view()) {
      if (has_layout(constant, Layout::code)) waiting.push_back(cast<Code>(constant));
    }
  }
  return {};
}

}  // namespace gilsim::vm
