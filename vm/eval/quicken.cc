// SPDX-License-Identifier: MIT
//
// What is decided once, when an interpreter first runs a code object: caches are handed out, and
// sequences that a superinstruction covers are fused. Everything that depends on the values is
// decided by the eval loop as it runs.
#include "vm/eval/quicken.h"

#include "vm/core/type.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

namespace {

bool has_cache(Opcode opcode) {
  return opcode == Opcode::LOAD_GLOBAL || opcode == Opcode::LOAD_ATTR ||
         opcode == Opcode::STORE_ATTR || opcode == Opcode::LOAD_METHOD;
}

/// The instructions from one index on, as a pattern sees them.
class Window {
 public:
  Window(const std::vector<Instruction>& instructions, std::size_t first)
      : instructions_(instructions), first_(first) {}

  bool is(std::size_t offset, Opcode opcode) const {
    return first_ + offset < instructions_.size() &&
           instructions_[first_ + offset].opcode == static_cast<std::uint16_t>(opcode);
  }
  bool is_binary(std::size_t offset, BinaryOp op) const {
    const auto plain = static_cast<std::int32_t>(op);
    return is(offset, Opcode::BINARY_OP) &&
           (argument(offset) == plain || argument(offset) == plain + kInPlace);
  }
  bool is_conditional_jump(std::size_t offset) const {
    return is(offset, Opcode::POP_JUMP_FORWARD_IF_FALSE) ||
           is(offset, Opcode::POP_JUMP_FORWARD_IF_TRUE) ||
           is(offset, Opcode::POP_JUMP_BACKWARD_IF_FALSE) ||
           is(offset, Opcode::POP_JUMP_BACKWARD_IF_TRUE);
  }
  std::int32_t argument(std::size_t offset) const {
    return instructions_[first_ + offset].argument;
  }

 private:
  const std::vector<Instruction>& instructions_;
  std::size_t first_;
};

/// The superinstruction that begins at the window, or kBeforeFirst. Longest first.
QuickOpcode fused_form(const Window& at, const Tuple& constants) {
  const bool two_locals = at.is(0, Opcode::LOAD_FAST) && at.is(1, Opcode::LOAD_FAST);
  const bool local_and_constant = at.is(0, Opcode::LOAD_FAST) && at.is(1, Opcode::LOAD_CONST);
  const bool stores_back = at.is(3, Opcode::STORE_FAST) && at.argument(3) == at.argument(0);
  const bool constant_is_int = local_and_constant && constants[at.argument(1)].is_small_int();
  if (two_locals) {
    if (at.is_binary(2, BinaryOp::add) && stores_back) return QuickOpcode::LOCAL_ADD_LOCAL;
    if (at.is(2, Opcode::COMPARE_OP) && at.is_conditional_jump(3)) {
      return QuickOpcode::LOCALS_COMPARE_JUMP;
    }
    return QuickOpcode::LOAD_FAST_LOAD_FAST;
  }
  if (constant_is_int) {
    if (at.is_binary(2, BinaryOp::add) && stores_back) return QuickOpcode::LOCAL_ADD_CONST;
    if (at.is_binary(2, BinaryOp::subtract) && stores_back) {
      return QuickOpcode::LOCAL_SUBTRACT_CONST;
    }
    if (at.is(2, Opcode::COMPARE_OP) && at.is_conditional_jump(3)) {
      return QuickOpcode::LOCAL_CONST_COMPARE_JUMP;
    }
  }
  if (local_and_constant) return QuickOpcode::LOAD_FAST_LOAD_CONST;
  if (at.is(0, Opcode::STORE_FAST) && at.is(1, Opcode::LOAD_FAST)) {
    return QuickOpcode::STORE_FAST_LOAD_FAST;
  }
  if (at.is(0, Opcode::STORE_FAST) && at.is(1, Opcode::STORE_FAST)) {
    return QuickOpcode::STORE_FAST_STORE_FAST;
  }
  if (at.is(0, Opcode::PRECALL) && at.is(1, Opcode::CALL)) return QuickOpcode::PRECALL_CALL;
  return QuickOpcode::kBeforeFirst;
}

}  // namespace

QuickCode::QuickCode(Code& the_code, bool is_quickening, bool watched)
    : code(the_code),
      quickening(is_quickening),
      is_watched(watched),
      instructions(*the_code.instructions) {
  static_assert(sizeof(Charge) == 2 * sizeof(Instruction));
  biased_rest = reinterpret_cast<std::uintptr_t>(code.rest->data()) -
                2 * reinterpret_cast<std::uintptr_t>(instructions.data());
  for (Instruction& instruction : instructions) {
    const auto opcode = static_cast<Opcode>(instruction.opcode);
    if (opcode_info(opcode).operand == OperandKind::jump_backward) {
      instruction.argument = -instruction.argument;
    }
  }
  if (is_watched) {
    for (Instruction& instruction : instructions) {
      instruction.opcode = watched_form(instruction.opcode);
    }
  }
  if (!quickening) return;
  const std::vector<Instruction>& plain = *code.instructions;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (has_cache(static_cast<Opcode>(plain[i].opcode)) && caches.size() < kNoCache) {
      instructions[i].cache = static_cast<std::uint16_t>(caches.size());
      caches.emplace_back();
    }
    const QuickOpcode fused = fused_form(Window(plain, i), *code.constants);
    if (fused != QuickOpcode::kBeforeFirst) {
      instructions[i].opcode = static_cast<std::uint16_t>(fused);
    }
  }
}

}  // namespace gilsim::vm
