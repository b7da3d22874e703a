// SPDX-License-Identifier: MIT
#include "vm/bytecode/assembler.h"

#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace gilsim::vm {

namespace {

class Assembler {
 public:
  Assembler(CodeDraft& draft, AssemblyContext& context)
      : draft_(draft), context_(context), entry_(draft.graph.entry()) {}

  Code* run();

 private:
  void place_cells();
  void insert_prefix();
  void fix_cell_arguments();
  int find_stack_depths();
  void find_handlers();
  void give_jumps_directions();
  void trim_constants();
  void emit(Code& code);
  void emit_exception_table(Code& code);
  void fill_names(Code& code);

  CodeDraft& draft_;
  AssemblyContext& context_;
  BasicBlock* entry_;
  std::vector<std::int32_t> cell_slots_;  // slot of each of cells + free
  std::uint32_t local_count_ = 0;
};

/// A cell of a parameter takes its slot; the others follow the locals, then the free variables.
void Assembler::place_cells() {
  auto next = static_cast<std::int32_t>(draft_.locals.size());
  for (const std::string_view name : draft_.cells) {
    const auto local = std::find(draft_.locals.begin(), draft_.locals.end(), name);
    if (local != draft_.locals.end()) {
      cell_slots_.push_back(static_cast<std::int32_t>(local - draft_.locals.begin()));
    } else {
      cell_slots_.push_back(next++);
    }
  }
  for (std::size_t i = 0; i < draft_.free.size(); ++i) cell_slots_.push_back(next++);
  local_count_ = static_cast<std::uint32_t>(next);
}

void Assembler::insert_prefix() {
  std::vector<FlowInstruction> prefix;
  const auto add = [&prefix](Opcode opcode, std::int32_t argument, SourceRange range) {
    prefix.push_back(FlowInstruction{flow(opcode), argument, nullptr, nullptr, range});
  };
  if (!draft_.free.empty())
    add(Opcode::COPY_FREE_VARS, static_cast<std::int32_t>(draft_.free.size()), kNowhere);
  std::vector<std::int32_t> cells;  // indexes, in the order of their slots
  for (std::size_t i = 0; i < draft_.cells.size(); ++i)
    cells.push_back(static_cast<std::int32_t>(i));
  std::sort(cells.begin(), cells.end(), [this](std::int32_t a, std::int32_t b) {
    return cell_slots_[static_cast<std::size_t>(a)] < cell_slots_[static_cast<std::size_t>(b)];
  });
  for (const std::int32_t cell : cells) add(Opcode::MAKE_CELL, cell, kNowhere);
  if ((draft_.flags & kCodeGenerator) != 0) {
    const SourceRange first{draft_.first_line, -1, draft_.first_line, -1};
    add(Opcode::RETURN_GENERATOR, 0, first);
    add(Opcode::POP_TOP, 0, kNowhere);
  }
  entry_->instructions.insert(entry_->instructions.begin(), prefix.begin(), prefix.end());
}

void Assembler::fix_cell_arguments() {
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    for (FlowInstruction& instruction : block->instructions) {
      if (static_cast<int>(instruction.opcode) < kOpcodeCount &&
          opcode_info(static_cast<Opcode>(instruction.opcode)).operand == OperandKind::cell) {
        instruction.argument = cell_slots_[static_cast<std::size_t>(instruction.argument)];
      }
    }
  }
}

/// Depth of the stack at the start of each block, and the largest anywhere.
int Assembler::find_stack_depths() {
  int deepest = 0;
  std::vector<BasicBlock*> stack;
  const auto reach = [&stack](BasicBlock* block, int depth) {
    if (block->start_depth >= 0) return;
    block->start_depth = depth;
    stack.push_back(block);
  };
  reach(entry_, 0);
  while (!stack.empty()) {
    BasicBlock* block = stack.back();
    stack.pop_back();
    int depth = block->start_depth;
    bool falls_through = true;
    for (const FlowInstruction& instruction : block->instructions) {
      if (is_flow_jump(instruction.opcode) || is_block_setup(instruction.opcode)) {
        const int there = depth + flow_stack_effect(instruction, true);
        deepest = std::max(deepest, there);
        reach(instruction.target, there);
      }
      depth += flow_stack_effect(instruction, false);
      deepest = std::max(deepest, depth);
      if (is_unconditional_jump(instruction.opcode) || instruction.is(Opcode::RETURN_VALUE) ||
          instruction.is(Opcode::RAISE_VARARGS) || instruction.is(Opcode::RERAISE)) {
        falls_through = false;
        break;
      }
    }
    if (falls_through && block->next != nullptr) reach(block->next, depth);
  }
  return deepest;
}

/// Which handler is in force at each instruction; then the marks become NOPs.
void Assembler::find_handlers() {
  std::vector<BasicBlock*> stack = {entry_};
  entry_->handlers_known = true;
  const auto reach = [&stack](BasicBlock* block, const std::vector<BasicBlock*>& handlers) {
    if (block->handlers_known) return;
    block->handlers_known = true;
    block->handlers = handlers;
    stack.push_back(block);
  };
  while (!stack.empty()) {
    BasicBlock* block = stack.back();
    stack.pop_back();
    std::vector<BasicBlock*> handlers = std::move(block->handlers);
    for (FlowInstruction& instruction : block->instructions) {
      if (is_block_setup(instruction.opcode)) {
        reach(instruction.target, handlers);
        if (instruction.opcode != FlowOpcode::setup_finally)
          instruction.target->keeps_last_instruction = true;
        handlers.push_back(instruction.target);
        continue;
      }
      if (instruction.opcode == FlowOpcode::pop_block) {
        if (!handlers.empty()) handlers.pop_back();
        continue;
      }
      instruction.handler = handlers.empty() ? nullptr : handlers.back();
      if (is_flow_jump(instruction.opcode)) reach(instruction.target, handlers);
    }
    if (!block->no_fall_through && block->next != nullptr) reach(block->next, handlers);
  }
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    for (FlowInstruction& instruction : block->instructions) {
      if (is_block_setup(instruction.opcode) || instruction.opcode == FlowOpcode::pop_block) {
        instruction.opcode = flow(Opcode::NOP);
        instruction.target = nullptr;
      }
    }
  }
}

Opcode with_direction(FlowOpcode opcode, bool forward) {
  switch (opcode) {
    case FlowOpcode::jump:
      return forward ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD;
    case FlowOpcode::jump_no_interrupt:
      return forward ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD_NO_INTERRUPT;
    case FlowOpcode::pop_jump_if_false:
      return forward ? Opcode::POP_JUMP_FORWARD_IF_FALSE : Opcode::POP_JUMP_BACKWARD_IF_FALSE;
    case FlowOpcode::pop_jump_if_true:
      return forward ? Opcode::POP_JUMP_FORWARD_IF_TRUE : Opcode::POP_JUMP_BACKWARD_IF_TRUE;
    case FlowOpcode::pop_jump_if_none:
      return forward ? Opcode::POP_JUMP_FORWARD_IF_NONE : Opcode::POP_JUMP_BACKWARD_IF_NONE;
    case FlowOpcode::pop_jump_if_not_none:
      return forward ? Opcode::POP_JUMP_FORWARD_IF_NOT_NONE : Opcode::POP_JUMP_BACKWARD_IF_NOT_NONE;
    default:
      return static_cast<Opcode>(opcode);
  }
}

void Assembler::give_jumps_directions() {
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    block->visited = true;
    if (block->instructions.empty()) continue;
    FlowInstruction& last = block->instructions.back();
    if (is_flow_jump(last.opcode))
      last.opcode = flow(with_direction(last.opcode, !last.target->visited));
  }
}

/// Folding leaves unused constants behind; those at the end go.
void Assembler::trim_constants() {
  std::size_t used = 0;
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    for (const FlowInstruction& instruction : block->instructions) {
      if (instruction.is(Opcode::LOAD_CONST) || instruction.is(Opcode::KW_NAMES)) {
        used = std::max(used, static_cast<std::size_t>(instruction.argument));
      }
    }
  }
  if (draft_.constants.size() > used + 1) draft_.constants.resize(used + 1);
}

void Assembler::emit(Code& code) {
  std::uint32_t offset = 0;
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    block->offset = offset;
    offset += static_cast<std::uint32_t>(block->instructions.size());
  }
  code.instructions->reserve(offset);
  code.positions = new std::vector<SourceRange>();
  code.positions->reserve(offset);
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    for (const FlowInstruction& instruction : block->instructions) {
      const auto opcode = static_cast<Opcode>(instruction.opcode);
      std::int32_t argument = instruction.argument;
      if (is_jump(opcode)) {
        const auto after = static_cast<std::int32_t>(code.instructions->size()) + 1;
        const auto target = static_cast<std::int32_t>(instruction.target->offset);
        argument = target < after ? after - target : target - after;
      }
      code.instructions->push_back(
          Instruction{static_cast<std::uint16_t>(opcode), kNoCache, argument});
      SourceRange range = instruction.range;
      if (range.line < 0) range = kNowhere;
      code.positions->push_back(range);
    }
  }
}

void Assembler::emit_exception_table(Code& code) {
  BasicBlock* handler = nullptr;
  std::uint32_t start = 0;
  std::uint32_t offset = 0;
  const auto close = [&] {
    if (handler == nullptr) return;
    const bool keeps = handler->keeps_last_instruction;
    const int depth = handler->start_depth - 1 - (keeps ? 1 : 0);
    code.exception_table->push_back(ExceptionTableEntry{start, offset, handler->offset,
                                                        static_cast<std::uint32_t>(depth), keeps});
  };
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) {
    for (const FlowInstruction& instruction : block->instructions) {
      if (instruction.handler != handler) {
        close();
        start = offset;
        handler = instruction.handler;
      }
      ++offset;
    }
  }
  close();
}

void Assembler::fill_names(Code& code) {
  Instance& instance = context_.instance;
  for (const std::string_view name : draft_.names) code.names->push_back(instance.intern(name));
  for (const std::string_view name : draft_.locals) {
    const bool is_cell =
        std::find(draft_.cells.begin(), draft_.cells.end(), name) != draft_.cells.end();
    code.local_names->push_back(instance.intern(name));
    code.local_kinds->push_back(is_cell ? LocalKind::local_and_cell : LocalKind::local);
  }
  for (std::size_t i = 0; i < draft_.cells.size(); ++i) {
    if (cell_slots_[i] < static_cast<std::int32_t>(draft_.locals.size())) continue;
    code.local_names->push_back(instance.intern(draft_.cells[i]));
    code.local_kinds->push_back(LocalKind::cell);
  }
  for (const std::string_view name : draft_.free) {
    code.local_names->push_back(instance.intern(name));
    code.local_kinds->push_back(LocalKind::free);
  }
}

Code* Assembler::run() {
  place_cells();
  insert_prefix();
  fix_cell_arguments();
  optimize(draft_.graph, draft_.constants, draft_.first_line);
  trim_constants();
  const int stack_size = find_stack_depths();
  find_handlers();
  for (BasicBlock* block = entry_; block != nullptr; block = block->next) remove_nops(*block);
  give_jumps_directions();

  Instance& instance = context_.instance;
  Code& code = *make_code(instance);
  code.flags = draft_.flags;
  code.argument_count = draft_.argument_count;
  code.positional_only_count = draft_.positional_only_count;
  code.keyword_only_count = draft_.keyword_only_count;
  code.plain_argument_count = plain_argument_count_of(code);
  code.variable_count = static_cast<std::uint32_t>(draft_.locals.size());
  code.local_count = local_count_;
  code.free_count = static_cast<std::uint32_t>(draft_.free.size());
  code.stack_size = static_cast<std::uint32_t>(stack_size);
  code.first_line = draft_.first_line;
  code.name = instance.intern(draft_.name);
  code.qualified_name = instance.intern(draft_.qualified_name);
  code.file_name = context_.file_name;
  code.source_text = context_.source_text;
  std::vector<Value> constants;
  for (const ConstantValue& constant : draft_.constants)
    constants.push_back(context_.objects.make(constant));
  code.constants = constants.empty()
                       ? instance.empty_tuple
                       : make_tuple_in(instance.immortal_heap(), instance.types.tuple, constants);
  code.docstring = draft_.has_docstring ? constants[0] : Value::none();
  fill_names(code);
  emit(code);
  emit_exception_table(code);
  return &code;
}

}  // namespace

Code* assemble(CodeDraft& draft, AssemblyContext& context) {
  return Assembler(draft, context).run();
}

}  // namespace gilsim::vm
