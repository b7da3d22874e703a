// SPDX-License-Identifier: MIT
//
// Statements, less exceptions and `with`, definitions, and `match`.
#include "vm/bytecode/code_generator.h"
#include "vm/bytecode/unparse.h"

#include <utility>

namespace gilsim::vm {

namespace {

/// True if a block annotates variables (not looking into functions and classes).
bool has_annotations(std::span<ast::Statement* const> statements) {
  const auto any = [](std::span<ast::Statement* const> part) { return has_annotations(part); };
  const auto any_try = [&any](const auto* node) {
    for (const ast::ExceptHandler* handler : node->handlers) {
      if (any(handler->body)) return true;
    }
    return any(node->body) || any(node->finalbody) || any(node->orelse);
  };
  for (const ast::Statement* node : statements) {
    bool found = false;
    switch (node->kind) {
      case ast::StatementKind::AnnAssign:
        return true;
      case ast::StatementKind::For:
        found = any(node->as<ast::For>()->body) || any(node->as<ast::For>()->orelse);
        break;
      case ast::StatementKind::While:
        found = any(node->as<ast::While>()->body) || any(node->as<ast::While>()->orelse);
        break;
      case ast::StatementKind::If:
        found = any(node->as<ast::If>()->body) || any(node->as<ast::If>()->orelse);
        break;
      case ast::StatementKind::With:
        found = any(node->as<ast::With>()->body);
        break;
      case ast::StatementKind::Try:
        found = any_try(node->as<ast::Try>());
        break;
      case ast::StatementKind::TryStar:
        found = any_try(node->as<ast::TryStar>());
        break;
      case ast::StatementKind::Match:
        for (const ast::MatchCase* match_case : node->as<ast::Match>()->cases) {
          found = found || any(match_case->body);
        }
        break;
      default:
        break;
    }
    if (found) return true;
  }
  return false;
}

}  // namespace

void CodeGenerator::body(Statements nodes) {
  if (unit_->kind == UnitKind::module && !nodes.empty()) set_location(nodes[0]->range);
  if (has_annotations(nodes)) emit(Opcode::SETUP_ANNOTATIONS);
  if (nodes.empty()) return;
  if (const ast::Constant* docstring = docstring_of(nodes, constants_)) {
    expression(docstring);
    unset_location();
    name_operation("__doc__", Context::Store);
    nodes = nodes.subspan(1);
  }
  statements(nodes);
}

void CodeGenerator::statements(Statements nodes) {
  for (const ast::Statement* node : nodes) {
    if (failed() || too_deep()) return;
    statement(node);
  }
}

void CodeGenerator::statement(const ast::Statement* node) {
  set_location(node->range);
  switch (node->kind) {
    case ast::StatementKind::FunctionDef:
      function(node->as<ast::FunctionDef>());
      break;
    case ast::StatementKind::ClassDef:
      class_definition(node->as<ast::ClassDef>());
      break;
    case ast::StatementKind::Return:
      return_statement(node->as<ast::Return>());
      break;
    case ast::StatementKind::Delete:
      expressions(node->as<ast::Delete>()->targets);
      break;
    case ast::StatementKind::Assign:
      assign(node->as<ast::Assign>());
      break;
    case ast::StatementKind::AugAssign:
      augmented_assign(node->as<ast::AugAssign>());
      break;
    case ast::StatementKind::AnnAssign:
      annotated_assign(node->as<ast::AnnAssign>());
      break;
    case ast::StatementKind::For:
      for_statement(node->as<ast::For>());
      break;
    case ast::StatementKind::While:
      while_statement(node->as<ast::While>());
      break;
    case ast::StatementKind::If:
      if_statement(node->as<ast::If>());
      break;
    case ast::StatementKind::With:
      with_statement(node->as<ast::With>(), 0);
      break;
    case ast::StatementKind::Match:
      match_statement(node->as<ast::Match>());
      break;
    case ast::StatementKind::Raise:
      raise_statement(node->as<ast::Raise>());
      break;
    case ast::StatementKind::Try:
      try_statement(node->as<ast::Try>());
      break;
    case ast::StatementKind::TryStar:
      try_star_statement(node->as<ast::TryStar>());
      break;
    case ast::StatementKind::Assert:
      assert_statement(node->as<ast::Assert>());
      break;
    case ast::StatementKind::Import:
      import_statement(node->as<ast::Import>());
      break;
    case ast::StatementKind::ImportFrom:
      import_from(node->as<ast::ImportFrom>());
      break;
    case ast::StatementKind::Expr:
      expression_statement(node->as<ast::Expr>()->value);
      break;
    case ast::StatementKind::Pass:
      emit(Opcode::NOP);
      break;
    case ast::StatementKind::Break:
      break_statement();
      break;
    case ast::StatementKind::Continue:
      continue_statement();
      break;
    case ast::StatementKind::Global:
    case ast::StatementKind::Nonlocal:
      break;
  }
}

void CodeGenerator::expression_statement(const ast::Expression* value) {
  if (value->is<ast::Constant>()) {
    emit(Opcode::NOP);
    return;
  }
  expression(value);
  unset_location();
  emit(Opcode::POP_TOP);
}

void CodeGenerator::assign(const ast::Assign* node) {
  expression(node->value);
  for (std::size_t i = 0; i < node->targets.size(); ++i) {
    if (i + 1 < node->targets.size()) emit(Opcode::COPY, 1);
    expression(node->targets[i]);
  }
}

void CodeGenerator::augmented_assign(const ast::AugAssign* node) {
  const SourceRange statement_range = unit_->location;
  set_location(node->target->range);
  const auto* target_attribute = node->target->try_as<ast::Attribute>();
  const auto* target_item = node->target->try_as<ast::Subscript>();
  const auto* target_name = node->target->try_as<ast::Name>();
  if (target_attribute != nullptr) {
    expression(target_attribute->value);
    emit(Opcode::COPY, 1);
    move_to_attribute_name(target_attribute);
    emit_name(Opcode::LOAD_ATTR, target_attribute->attr);
  } else if (target_item != nullptr) {
    expression(target_item->value);
    expression(target_item->slice);
    emit(Opcode::COPY, 2);
    emit(Opcode::COPY, 2);
    emit(Opcode::BINARY_SUBSCR);
  } else if (target_name != nullptr) {
    name_operation(target_name->id, Context::Load);
  }
  set_location(statement_range);
  expression(node->value);
  emit_binary(node->op, true);
  set_location(node->target->range);
  if (target_attribute != nullptr) {
    move_to_attribute_name(target_attribute);
    emit(Opcode::SWAP, 2);
    emit_name(Opcode::STORE_ATTR, target_attribute->attr);
  } else if (target_item != nullptr) {
    emit(Opcode::SWAP, 3);
    emit(Opcode::SWAP, 2);
    emit(Opcode::STORE_SUBSCR);
  } else if (target_name != nullptr) {
    name_operation(target_name->id, Context::Store);
  }
}

void CodeGenerator::check_annotation_expression(const ast::Expression* node) {
  if (node == nullptr) return;
  expression(node);
  emit(Opcode::POP_TOP);
}

/// Annotated targets without a value still have their parts evaluated.
void CodeGenerator::check_annotation_subscript(const ast::Expression* node) {
  if (const auto* range = node->try_as<ast::Slice>()) {
    check_annotation_expression(range->lower);
    check_annotation_expression(range->upper);
    check_annotation_expression(range->step);
  } else if (const auto* tuple = node->try_as<ast::Tuple>()) {
    for (const ast::Expression* element : tuple->elts) check_annotation_subscript(element);
  } else {
    check_annotation_expression(node);
  }
}

void CodeGenerator::annotated_assign(const ast::AnnAssign* node) {
  const bool keeps_annotations =
      unit_->kind == UnitKind::module || unit_->kind == UnitKind::class_body;
  if (node->value != nullptr) {
    expression(node->value);
    expression(node->target);
  }
  if (const auto* name = node->target->try_as<ast::Name>()) {
    if (!check_name(name->id, Context::Store)) return;
    if (node->simple && keeps_annotations) {
      if (future_annotations_) {
        load_constant(ConstantValue::of_str(unparse(node->annotation, constants_)));
      } else {
        expression(node->annotation);
      }
      emit_name(Opcode::LOAD_NAME, "__annotations__");
      load_constant(ConstantValue::of_str(mangle(name->id)));
      emit(Opcode::STORE_SUBSCR);
    }
  } else if (const auto* member = node->target->try_as<ast::Attribute>()) {
    if (!check_name(member->attr, Context::Store)) return;
    if (node->value == nullptr) check_annotation_expression(member->value);
  } else if (const auto* item = node->target->try_as<ast::Subscript>()) {
    if (node->value == nullptr) {
      check_annotation_expression(item->value);
      check_annotation_subscript(item->slice);
    }
  }
  if (!node->simple && !future_annotations_ && keeps_annotations) {
    check_annotation_expression(node->annotation);
  }
}

void CodeGenerator::if_statement(const ast::If* node) {
  // `elif` is an If alone in an else part: a loop here, so that long chains need no stack.
  std::vector<BasicBlock*> ends;
  while (true) {
    BasicBlock* end = new_block();
    BasicBlock* next = node->orelse.empty() ? end : new_block();
    ends.push_back(end);
    jump_if(node->test, next, false);
    statements(node->body);
    if (node->orelse.empty()) break;
    emit_jump_without_line(end);
    use_next(next);
    const bool is_elif = node->orelse.size() == 1 && node->orelse[0]->is<ast::If>();
    if (!is_elif) {
      statements(node->orelse);
      break;
    }
    node = node->orelse[0]->as<ast::If>();
    set_location(node->range);
  }
  for (auto end = ends.rbegin(); end != ends.rend(); ++end) use_next(*end);
}

void CodeGenerator::for_statement(const ast::For* node) {
  BasicBlock* start = new_block();
  BasicBlock* loop_body = new_block();
  BasicBlock* cleanup = new_block();
  BasicBlock* end = new_block();
  if (!push_frame_block({FrameBlock::Kind::for_loop, start, end})) return;
  expression(node->iter);
  emit(Opcode::GET_ITER);
  use_next(start);
  emit_jump(FlowOpcode::FOR_ITER, cleanup);
  use_next(loop_body);
  expression(node->target);
  statements(node->body);
  unset_location();
  emit_jump(FlowOpcode::jump, start);
  use_next(cleanup);
  pop_frame_block();
  statements(node->orelse);
  use_next(end);
}

void CodeGenerator::while_statement(const ast::While* node) {
  BasicBlock* loop = new_block();
  BasicBlock* loop_body = new_block();
  BasicBlock* anchor = new_block();
  BasicBlock* end = new_block();
  use_next(loop);
  if (!push_frame_block({FrameBlock::Kind::while_loop, loop, end})) return;
  jump_if(node->test, anchor, false);
  use_next(loop_body);
  statements(node->body);
  set_location(node->range);
  jump_if(node->test, loop_body, true);
  pop_frame_block();
  use_next(anchor);
  statements(node->orelse);
  use_next(end);
}

void CodeGenerator::return_statement(const ast::Return* node) {
  if (unit_->scope->kind != ScopeKind::function) {
    fail("'return' outside function");
    return;
  }
  const bool keep_top = node->value != nullptr && !node->value->is<ast::Constant>();
  if (keep_top) {
    expression(node->value);
  } else if (node->value != nullptr) {
    set_location(node->value->range);
    emit(Opcode::NOP);
  }
  if (node->value == nullptr || node->value->range.line != node->range.line) {
    set_location(node->range);
    emit(Opcode::NOP);
  }
  unwind_all(keep_top, false);
  if (node->value == nullptr) {
    load_none();
  } else if (!keep_top) {
    load_constant(*constant_of(node->value));
  }
  emit(Opcode::RETURN_VALUE);
}

void CodeGenerator::break_statement() {
  const SourceRange range = unit_->location;
  emit(Opcode::NOP);
  const std::optional<FrameBlock> loop = unwind_all(false, true);
  if (!loop) {
    set_location(range);
    fail("'break' outside loop");
    return;
  }
  unwind(*loop, false);
  emit_jump(FlowOpcode::jump, loop->exit);
}

void CodeGenerator::continue_statement() {
  const SourceRange range = unit_->location;
  emit(Opcode::NOP);
  const std::optional<FrameBlock> loop = unwind_all(false, true);
  if (!loop) {
    set_location(range);
    fail("'continue' not properly in loop");
    return;
  }
  emit_jump(FlowOpcode::jump, loop->block);
}

void CodeGenerator::raise_statement(const ast::Raise* node) {
  std::size_t count = 0;
  if (node->exc != nullptr) {
    expression(node->exc);
    ++count;
    if (node->cause != nullptr) {
      expression(node->cause);
      ++count;
    }
  }
  emit(Opcode::RAISE_VARARGS, count);
}

void CodeGenerator::assert_statement(const ast::Assert* node) {
  const ConstantValue* constant = constant_of(node->test);
  const auto* tuple = node->test->try_as<ast::Tuple>();
  if ((tuple != nullptr && !tuple->elts.empty()) ||
      (constant != nullptr && constant->kind == ConstantValue::Kind::tuple &&
       !constant->items.empty())) {
    warn("assertion is always true, perhaps remove parentheses?");
  }
  BasicBlock* end = new_block();
  jump_if(node->test, end, true);
  emit(Opcode::LOAD_ASSERTION_ERROR);
  if (node->msg != nullptr) {
    expression(node->msg);
    emit(Opcode::PRECALL, 0);
    emit(Opcode::CALL, 0);
  }
  emit(Opcode::RAISE_VARARGS, 1);
  use_next(end);
}

/// Binds the module `a.b.c` itself: IMPORT_NAME left `a` on the stack.
void CodeGenerator::import_as(std::string_view name, std::string_view as_name) {
  std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) {
    name_operation(as_name, Context::Store);
    return;
  }
  while (true) {
    const std::size_t start = dot + 1;
    dot = name.find('.', start);
    const std::string_view part =
        name.substr(start, dot == std::string_view::npos ? dot : dot - start);
    const auto [found, is_new] =
        unit_->name_index.emplace(part, static_cast<std::int32_t>(unit_->draft.names.size()));
    if (is_new) unit_->draft.names.push_back(part);
    emit(Opcode::IMPORT_FROM, static_cast<std::size_t>(found->second));
    if (dot == std::string_view::npos) break;
    emit(Opcode::SWAP, 2);
    emit(Opcode::POP_TOP);
  }
  name_operation(as_name, Context::Store);
  emit(Opcode::POP_TOP);
}

void CodeGenerator::import_statement(const ast::Import* node) {
  for (const ast::Alias* alias : node->names) {
    load_constant(ConstantValue::of_int(0));
    load_none();
    emit_name(Opcode::IMPORT_NAME, alias->name);
    if (!alias->asname.empty()) {
      import_as(alias->name, alias->asname);
    } else {
      name_operation(alias->name.substr(0, alias->name.find('.')), Context::Store);
    }
  }
}

void CodeGenerator::import_from(const ast::ImportFrom* node) {
  load_constant(ConstantValue::of_int(node->level));
  std::vector<ConstantValue> names;
  for (const ast::Alias* alias : node->names) names.push_back(ConstantValue::of_str(alias->name));
  if (node->range.line > last_future_line_ && node->module == "__future__") {
    fail("from __future__ imports must occur at the beginning of the file");
    return;
  }
  load_constant(ConstantValue::of_tuple(std::move(names)));
  emit_name(Opcode::IMPORT_NAME, node->module);
  for (const ast::Alias* alias : node->names) {
    if (alias->name == "*") {
      emit(Opcode::IMPORT_STAR);
      return;
    }
    emit_name(Opcode::IMPORT_FROM, alias->name);
    name_operation(alias->asname.empty() ? alias->name : alias->asname, Context::Store);
  }
  emit(Opcode::POP_TOP);
}

}  // namespace gilsim::vm
