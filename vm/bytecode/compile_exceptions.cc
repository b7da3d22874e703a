// SPDX-License-Identifier: MIT
//
// try, with, and the unwinding of both by break, continue and return.
//
// A `finally` body is compiled once for each way that leads through it.
#include "vm/bytecode/code_generator.h"

namespace gilsim::vm {

namespace {
constexpr std::size_t kMaxFrameBlocks = 20;  // CPython's CO_MAXBLOCKS
}

bool CodeGenerator::push_frame_block(FrameBlock block) {
  if (unit_->frame_blocks.size() >= kMaxFrameBlocks) {
    fail("too many statically nested blocks");
    return false;
  }
  unit_->frame_blocks.push_back(block);
  return true;
}

void CodeGenerator::call_exit_with_nones() {
  load_none();
  load_none();
  load_none();
  emit_call(2);
}

void CodeGenerator::clear_handler_name(std::string_view name) {
  load_none();
  name_operation(name, Context::Store);
  name_operation(name, Context::Del);
}

/// Emits what leaving a block takes. `keep_top`: the value on top (what is returned) stays there.
void CodeGenerator::unwind(const FrameBlock& block, bool keep_top) {
  const auto swap_if_kept = [this, keep_top] {
    if (keep_top) emit(Opcode::SWAP, 2);
  };
  switch (block.kind) {
    case FrameBlock::Kind::while_loop:
    case FrameBlock::Kind::exception_handler:
    case FrameBlock::Kind::exception_group_handler:
      return;
    case FrameBlock::Kind::for_loop:
    case FrameBlock::Kind::pop_value:
      swap_if_kept();
      emit(Opcode::POP_TOP);
      return;
    case FrameBlock::Kind::try_except:
      emit(FlowOpcode::pop_block);
      return;
    case FrameBlock::Kind::finally_try:
      emit(FlowOpcode::pop_block);
      if (keep_top && !push_frame_block({FrameBlock::Kind::pop_value})) return;
      statements(block.finally_body);
      if (keep_top) pop_frame_block();
      unset_location();
      return;
    case FrameBlock::Kind::finally_end:
      swap_if_kept();
      emit(Opcode::POP_TOP);
      swap_if_kept();
      emit(FlowOpcode::pop_block);
      emit(Opcode::POP_EXCEPT);
      return;
    case FrameBlock::Kind::with:
      set_location(block.with_statement->range);
      emit(FlowOpcode::pop_block);
      swap_if_kept();
      call_exit_with_nones();
      emit(Opcode::POP_TOP);
      unset_location();
      return;
    case FrameBlock::Kind::handler_cleanup:
      if (!block.handler_name.empty()) emit(FlowOpcode::pop_block);
      swap_if_kept();
      emit(FlowOpcode::pop_block);
      emit(Opcode::POP_EXCEPT);
      if (!block.handler_name.empty()) clear_handler_name(block.handler_name);
      return;
  }
}

std::optional<FrameBlock> CodeGenerator::unwind_all(bool keep_top, bool stop_at_loop) {
  // While a block is unwound it is not in force; afterwards all of them are again.
  const std::vector<FrameBlock> saved = unit_->frame_blocks;
  std::optional<FrameBlock> loop;
  while (!unit_->frame_blocks.empty() && !failed()) {
    const FrameBlock block = unit_->frame_blocks.back();
    if (block.kind == FrameBlock::Kind::exception_group_handler) {
      fail("'break', 'continue' and 'return' cannot appear in an except* block");
      break;
    }
    if (stop_at_loop && block.is_loop()) {
      loop = block;
      break;
    }
    unit_->frame_blocks.pop_back();
    unwind(block, keep_top);
  }
  unit_->frame_blocks = saved;
  return loop;
}

void CodeGenerator::with_statement(const ast::With* node, std::size_t item) {
  BasicBlock* with_body = new_block();
  BasicBlock* final = new_block();
  BasicBlock* exit = new_block();
  BasicBlock* cleanup = new_block();
  expression(node->items[item]->context_expr);
  emit(Opcode::BEFORE_WITH);
  emit_jump(FlowOpcode::setup_with, final);
  use_next(with_body);
  FrameBlock block{FrameBlock::Kind::with, with_body, final};
  block.with_statement = node;
  if (!push_frame_block(block)) return;
  if (node->items[item]->optional_vars != nullptr) {
    expression(node->items[item]->optional_vars);
  } else {
    emit(Opcode::POP_TOP);
  }
  if (item + 1 == node->items.size()) {
    statements(node->body);
  } else {
    with_statement(node, item + 1);
  }
  unset_location();
  emit(FlowOpcode::pop_block);
  pop_frame_block();
  set_location(node->range);
  call_exit_with_nones();
  emit(Opcode::POP_TOP);
  emit_jump(FlowOpcode::jump, exit);

  // After an exception: __exit__ decides.
  use_next(final);
  emit_jump(FlowOpcode::setup_cleanup, cleanup);
  emit(Opcode::PUSH_EXC_INFO);
  emit(Opcode::WITH_EXCEPT_START);
  unset_location();
  BasicBlock* suppressed = new_block();
  emit_jump(FlowOpcode::pop_jump_if_true, suppressed);
  emit(Opcode::RERAISE, 2);
  use_next(cleanup);
  pop_except_and_reraise();
  use_next(suppressed);
  emit(Opcode::POP_TOP);
  emit(FlowOpcode::pop_block);
  emit(Opcode::POP_EXCEPT);
  emit(Opcode::POP_TOP);
  emit(Opcode::POP_TOP);
  use_next(exit);
}

/// Handled exception before it, instruction index, exception: restores the first and raises the
/// last.
void CodeGenerator::pop_except_and_reraise() {
  emit(Opcode::COPY, 3);
  emit(Opcode::POP_EXCEPT);
  emit(Opcode::RERAISE, 1);
}

void CodeGenerator::try_statement(const ast::Try* node) {
  if (node->finalbody.empty()) {
    try_except(node);
  } else {
    try_finally(node, [this](const ast::Try* inner) { try_except(inner); });
  }
}

void CodeGenerator::try_star_statement(const ast::TryStar* node) {
  if (node->finalbody.empty()) {
    try_star_except(node);
  } else {
    try_finally(node, [this](const ast::TryStar* inner) { try_star_except(inner); });
  }
}

template <typename TryNode, typename Inner>
void CodeGenerator::try_finally(const TryNode* node, Inner inner) {
  BasicBlock* try_body = new_block();
  BasicBlock* end = new_block();
  BasicBlock* exit = new_block();
  BasicBlock* cleanup = new_block();
  emit_jump(FlowOpcode::setup_finally, end);
  use_next(try_body);
  FrameBlock block{FrameBlock::Kind::finally_try, try_body, end};
  block.finally_body = node->finalbody;
  if (!push_frame_block(block)) return;
  if (!node->handlers.empty()) {
    inner(node);
  } else {
    statements(node->body);
  }
  emit_without_line(FlowOpcode::pop_block);
  pop_frame_block();
  statements(node->finalbody);
  emit_jump_without_line(exit);

  use_next(end);
  unset_location();
  emit_jump(FlowOpcode::setup_cleanup, cleanup);
  emit(Opcode::PUSH_EXC_INFO);
  if (!push_frame_block({FrameBlock::Kind::finally_end, end})) return;
  statements(node->finalbody);
  pop_frame_block();
  emit(Opcode::RERAISE, 0);
  use_next(cleanup);
  pop_except_and_reraise();
  use_next(exit);
}

void CodeGenerator::try_except(const ast::Try* node) {
  BasicBlock* try_body = new_block();
  BasicBlock* except = new_block();
  BasicBlock* end = new_block();
  BasicBlock* cleanup = new_block();
  emit_jump(FlowOpcode::setup_finally, except);
  use_next(try_body);
  if (!push_frame_block({FrameBlock::Kind::try_except, try_body})) return;
  statements(node->body);
  pop_frame_block();
  emit_without_line(FlowOpcode::pop_block);
  statements(node->orelse);
  emit_jump_without_line(end);

  use_next(except);
  unset_location();
  emit_jump(FlowOpcode::setup_cleanup, cleanup);
  emit(Opcode::PUSH_EXC_INFO);
  if (!push_frame_block({FrameBlock::Kind::exception_handler})) return;
  for (std::size_t i = 0; i < node->handlers.size() && !failed(); ++i) {
    const ast::ExceptHandler* handler = node->handlers[i];
    set_location(handler->range);
    if (handler->type == nullptr && i + 1 < node->handlers.size()) {
      fail("default 'except:' must be last");
      return;
    }
    BasicBlock* next = new_block();
    if (handler->type != nullptr) {
      expression(handler->type);
      emit(Opcode::CHECK_EXC_MATCH);
      emit_jump(FlowOpcode::pop_jump_if_false, next);
    }
    except_handler(handler, end);
    use_next(next);
  }
  unset_location();
  pop_frame_block();
  emit(Opcode::RERAISE, 0);
  use_next(cleanup);
  pop_except_and_reraise();
  use_next(end);
}

void CodeGenerator::except_handler(const ast::ExceptHandler* handler, BasicBlock* end) {
  if (handler->name.empty()) {
    BasicBlock* handler_body = new_block();
    emit(Opcode::POP_TOP);
    use_next(handler_body);
    if (!push_frame_block({FrameBlock::Kind::handler_cleanup, handler_body})) return;
    statements(handler->body);
    pop_frame_block();
    unset_location();
    emit(FlowOpcode::pop_block);
    emit(Opcode::POP_EXCEPT);
    emit_jump(FlowOpcode::jump, end);
    return;
  }
  // The name is emptied and deleted however the body ends.
  BasicBlock* cleanup_end = new_block();
  BasicBlock* handler_body = new_block();
  name_operation(handler->name, Context::Store);
  emit_jump(FlowOpcode::setup_cleanup, cleanup_end);
  use_next(handler_body);
  FrameBlock block{FrameBlock::Kind::handler_cleanup, handler_body};
  block.handler_name = handler->name;
  if (!push_frame_block(block)) return;
  statements(handler->body);
  pop_frame_block();
  unset_location();
  emit(FlowOpcode::pop_block);
  emit(FlowOpcode::pop_block);
  emit(Opcode::POP_EXCEPT);
  clear_handler_name(handler->name);
  emit_jump(FlowOpcode::jump, end);
  use_next(cleanup_end);
  unset_location();
  clear_handler_name(handler->name);
  emit(Opcode::RERAISE, 1);
}

/// except*: the stack holds the original group, the list of what is to be raised, and the rest of
/// the group.
void CodeGenerator::try_star_except(const ast::TryStar* node) {
  BasicBlock* try_body = new_block();
  BasicBlock* except = new_block();
  BasicBlock* orelse = new_block();
  BasicBlock* end = new_block();
  BasicBlock* cleanup = new_block();
  BasicBlock* reraise_star = new_block();
  emit_jump(FlowOpcode::setup_finally, except);
  use_next(try_body);
  if (!push_frame_block({FrameBlock::Kind::try_except, try_body})) return;
  statements(node->body);
  pop_frame_block();
  emit_without_line(FlowOpcode::pop_block);
  emit_jump_without_line(orelse);

  use_next(except);
  unset_location();
  emit_jump(FlowOpcode::setup_cleanup, cleanup);
  emit(Opcode::PUSH_EXC_INFO);
  if (!push_frame_block({FrameBlock::Kind::exception_group_handler})) return;
  for (std::size_t i = 0; i < node->handlers.size() && !failed(); ++i) {
    const ast::ExceptHandler* handler = node->handlers[i];
    set_location(handler->range);
    except = new_block();
    BasicBlock* with_error = new_block();
    BasicBlock* no_match = new_block();
    if (i == 0) {
      emit(Opcode::COPY, 1);
      emit(Opcode::BUILD_LIST, 0);
      emit(Opcode::SWAP, 2);
    }
    if (handler->type != nullptr) {
      expression(handler->type);
      emit(Opcode::CHECK_EG_MATCH);
      emit(Opcode::COPY, 1);
      emit_jump(FlowOpcode::pop_jump_if_none, no_match);
    }
    BasicBlock* cleanup_end = new_block();
    BasicBlock* handler_body = new_block();
    if (!handler->name.empty()) {
      name_operation(handler->name, Context::Store);
    } else {
      emit(Opcode::POP_TOP);
    }
    emit_jump(FlowOpcode::setup_cleanup, cleanup_end);
    use_next(handler_body);
    FrameBlock block{FrameBlock::Kind::handler_cleanup, handler_body};
    block.handler_name = handler->name;
    if (!push_frame_block(block)) return;
    statements(handler->body);
    pop_frame_block();
    unset_location();
    emit(FlowOpcode::pop_block);
    if (!handler->name.empty()) clear_handler_name(handler->name);
    emit_jump(FlowOpcode::jump, except);

    // What the body raised joins the list.
    use_next(cleanup_end);
    unset_location();
    if (!handler->name.empty()) clear_handler_name(handler->name);
    emit(Opcode::LIST_APPEND, 3);
    emit(Opcode::POP_TOP);
    emit_jump(FlowOpcode::jump, with_error);
    use_next(except);
    emit(Opcode::NOP);
    emit_jump(FlowOpcode::jump, with_error);
    use_next(no_match);
    emit(Opcode::POP_TOP);
    use_next(with_error);
    if (i + 1 == node->handlers.size()) {
      emit(Opcode::LIST_APPEND, 1);
      emit_jump(FlowOpcode::jump, reraise_star);
    }
  }
  unset_location();
  pop_frame_block();
  BasicBlock* reraise = new_block();
  use_next(reraise_star);
  emit(Opcode::PREP_RERAISE_STAR);
  emit(Opcode::COPY, 1);
  emit_jump(FlowOpcode::pop_jump_if_not_none, reraise);
  emit(Opcode::POP_TOP);
  emit(FlowOpcode::pop_block);
  emit(Opcode::POP_EXCEPT);
  emit_jump(FlowOpcode::jump, end);
  use_next(reraise);
  emit(FlowOpcode::pop_block);
  emit(Opcode::SWAP, 2);
  emit(Opcode::POP_EXCEPT);
  emit(Opcode::RERAISE, 0);
  use_next(cleanup);
  pop_except_and_reraise();
  use_next(orelse);
  statements(node->orelse);
  use_next(end);
}

}  // namespace gilsim::vm
