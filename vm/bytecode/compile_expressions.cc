// SPDX-License-Identifier: MIT
//
// Expressions, less calls and those that make functions.
#include "vm/bytecode/code_generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gilsim::vm {

void CodeGenerator::expressions(Expressions nodes) {
  for (const ast::Expression* node : nodes) expression(node);
}

bool CodeGenerator::too_deep() {
  if (!stack_.is_low()) return false;
  fail(kTooDeepMessage);
  return true;
}

void CodeGenerator::literal(const ast::Expression* node) { load_constant(*constant_of(node)); }

void CodeGenerator::unary_operator(ast::UnaryOperator op) {
  switch (op) {
    case ast::UnaryOperator::Invert:
      emit(Opcode::UNARY_INVERT);
      break;
    case ast::UnaryOperator::Not:
      emit(Opcode::UNARY_NOT);
      break;
    case ast::UnaryOperator::UAdd:
      emit(Opcode::UNARY_POSITIVE);
      break;
    case ast::UnaryOperator::USub:
      emit(Opcode::UNARY_NEGATIVE);
      break;
  }
}

void CodeGenerator::expression(const ast::Expression* node) {
  if (failed() || too_deep()) return;
  const SourceRange outer = unit_->location;
  set_location(node->range);
  expression_at(node);
  unit_->location = outer;
}

void CodeGenerator::expression_at(const ast::Expression* node) {
  switch (node->kind) {
    case ast::ExpressionKind::BoolOp:
      bool_operation(node->as<ast::BoolOp>());
      break;
    case ast::ExpressionKind::NamedExpr:
      expression(node->as<ast::NamedExpr>()->value);
      emit(Opcode::COPY, 1);
      expression(node->as<ast::NamedExpr>()->target);
      break;
    case ast::ExpressionKind::BinOp:
      expression(node->as<ast::BinOp>()->left);
      expression(node->as<ast::BinOp>()->right);
      emit_binary(node->as<ast::BinOp>()->op, false);
      break;
    case ast::ExpressionKind::UnaryOp:
      expression(node->as<ast::UnaryOp>()->operand);
      unary_operator(node->as<ast::UnaryOp>()->op);
      break;
    case ast::ExpressionKind::Lambda:
      lambda(node->as<ast::Lambda>());
      break;
    case ast::ExpressionKind::IfExp:
      conditional(node->as<ast::IfExp>());
      break;
    case ast::ExpressionKind::Dict:
      dict(node->as<ast::Dict>());
      break;
    case ast::ExpressionKind::Set:
      build_with_stars(node->as<ast::Set>()->elts, 0, Opcode::BUILD_SET, Opcode::SET_ADD,
                       Opcode::SET_UPDATE, false);
      break;
    case ast::ExpressionKind::ListComp: {
      const auto* list = node->as<ast::ListComp>();
      comprehension(node, "<listcomp>", list->generators, list->elt, nullptr);
      break;
    }
    case ast::ExpressionKind::SetComp: {
      const auto* set = node->as<ast::SetComp>();
      comprehension(node, "<setcomp>", set->generators, set->elt, nullptr);
      break;
    }
    case ast::ExpressionKind::DictComp: {
      const auto* pairs = node->as<ast::DictComp>();
      comprehension(node, "<dictcomp>", pairs->generators, pairs->key, pairs->value);
      break;
    }
    case ast::ExpressionKind::GeneratorExp: {
      const auto* generator = node->as<ast::GeneratorExp>();
      comprehension(node, "<genexpr>", generator->generators, generator->elt, nullptr);
      break;
    }
    case ast::ExpressionKind::Yield:
      yield_value(node->as<ast::Yield>());
      break;
    case ast::ExpressionKind::YieldFrom:
      yield_from(node->as<ast::YieldFrom>());
      break;
    case ast::ExpressionKind::Compare:
      compare(node->as<ast::Compare>());
      break;
    case ast::ExpressionKind::Call:
      call(node->as<ast::Call>());
      break;
    case ast::ExpressionKind::FormattedValue:
      formatted_value(node->as<ast::FormattedValue>());
      break;
    case ast::ExpressionKind::JoinedStr:
      joined_string(node->as<ast::JoinedStr>());
      break;
    case ast::ExpressionKind::Constant:
      literal(node);
      break;
    case ast::ExpressionKind::Attribute:
      attribute(node->as<ast::Attribute>());
      break;
    case ast::ExpressionKind::Subscript:
      subscript(node->as<ast::Subscript>());
      break;
    case ast::ExpressionKind::Starred:
      fail(node->as<ast::Starred>()->ctx == Context::Store
               ? "starred assignment target must be in a list or tuple"
               : "can't use starred expression here");
      break;
    case ast::ExpressionKind::Name:
      name_operation(node->as<ast::Name>()->id, node->as<ast::Name>()->ctx);
      break;
    case ast::ExpressionKind::List:
      sequence(node->as<ast::List>()->elts, node->as<ast::List>()->ctx, false);
      break;
    case ast::ExpressionKind::Tuple:
      sequence(node->as<ast::Tuple>()->elts, node->as<ast::Tuple>()->ctx, true);
      break;
    case ast::ExpressionKind::Slice:
      slice(node->as<ast::Slice>());
      break;
  }
}

const ConstantValue* CodeGenerator::constant_of(const ast::Expression* node) {
  const auto* literal = node->try_as<ast::Constant>();
  return literal == nullptr ? nullptr : &constants_.value_of(literal);
}

std::optional<std::vector<ConstantValue>> CodeGenerator::all_constants(Expressions nodes) {
  std::vector<ConstantValue> values;
  for (const ast::Expression* node : nodes) {
    const ConstantValue* value = node == nullptr ? nullptr : constant_of(node);
    if (value == nullptr) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

// --- truth ---

/// Jumps to `target` if the truth of the expression is `condition`, else goes on.
void CodeGenerator::jump_if(const ast::Expression* node, BasicBlock* target, bool condition) {
  if (failed() || too_deep()) return;
  if (const auto* unary = node->try_as<ast::UnaryOp>()) {
    if (unary->op == ast::UnaryOperator::Not) {
      jump_if(unary->operand, target, !condition);
      return;
    }
  } else if (const auto* boolean = node->try_as<ast::BoolOp>()) {
    const bool decides = boolean->op == ast::BoolOperator::Or;
    BasicBlock* early = decides == condition ? target : new_block();
    const auto values = boolean->values;
    for (const ast::Expression* value : values.first(values.size() - 1))
      jump_if(value, early, decides);
    jump_if(values.back(), target, condition);
    if (early != target) use_next(early);
    return;
  } else if (const auto* choice = node->try_as<ast::IfExp>()) {
    BasicBlock* end = new_block();
    BasicBlock* orelse = new_block();
    jump_if(choice->test, orelse, false);
    jump_if(choice->body, target, condition);
    emit_jump_without_line(end);
    use_next(orelse);
    jump_if(choice->orelse, target, condition);
    use_next(end);
    return;
  } else if (const auto* comparison = node->try_as<ast::Compare>()) {
    set_location(node->range);
    if (jump_if_compare(comparison, target, condition)) return;
  }
  expression(node);
  emit_jump(condition ? FlowOpcode::pop_jump_if_true : FlowOpcode::pop_jump_if_false, target);
}

/// Chained comparisons; false: a simple one.
bool CodeGenerator::jump_if_compare(const ast::Compare* node, BasicBlock* target, bool condition) {
  const std::size_t last = node->ops.size() - 1;
  if (last == 0) return false;
  check_compare(node);
  BasicBlock* cleanup = new_block();
  expression(node->left);
  for (std::size_t i = 0; i < last; ++i) {
    expression(node->comparators[i]);
    emit(Opcode::SWAP, 2);
    emit(Opcode::COPY, 2);
    emit_compare(node->ops[i]);
    emit_jump(FlowOpcode::pop_jump_if_false, cleanup);
  }
  expression(node->comparators[last]);
  emit_compare(node->ops[last]);
  emit_jump(condition ? FlowOpcode::pop_jump_if_true : FlowOpcode::pop_jump_if_false, target);
  BasicBlock* end = new_block();
  emit_jump_without_line(end);
  use_next(cleanup);
  emit(Opcode::POP_TOP);
  if (!condition) emit_jump_without_line(target);
  use_next(end);
  return true;
}

void CodeGenerator::bool_operation(const ast::BoolOp* node) {
  const FlowOpcode jump = node->op == ast::BoolOperator::And ? FlowOpcode::JUMP_IF_FALSE_OR_POP
                                                             : FlowOpcode::JUMP_IF_TRUE_OR_POP;
  BasicBlock* end = new_block();
  for (const ast::Expression* value : node->values.first(node->values.size() - 1)) {
    expression(value);
    emit_jump(jump, end);
    use_next(new_block());
  }
  expression(node->values.back());
  use_next(end);
}

void CodeGenerator::conditional(const ast::IfExp* node) {
  BasicBlock* end = new_block();
  BasicBlock* orelse = new_block();
  jump_if(node->test, orelse, false);
  expression(node->body);
  emit_jump_without_line(end);
  use_next(orelse);
  expression(node->orelse);
  use_next(end);
}

void CodeGenerator::check_compare(const ast::Compare* node) {
  const auto may_be_identical = [this](const ast::Expression* operand) {
    const ConstantValue* value = constant_of(operand);
    return value == nullptr || value->is_none() || value->kind == ConstantValue::Kind::boolean ||
           value->kind == ConstantValue::Kind::ellipsis;
  };
  bool left = may_be_identical(node->left);
  for (std::size_t i = 0; i < node->ops.size(); ++i) {
    const bool right = may_be_identical(node->comparators[i]);
    const bool is = node->ops[i] == ast::CompareOperator::Is;
    if ((is || node->ops[i] == ast::CompareOperator::IsNot) && (!left || !right)) {
      warn(is ? "\"is\" with a literal. Did you mean \"==\"?"
              : "\"is not\" with a literal. Did you mean \"!=\"?");
      return;
    }
    left = right;
  }
}

void CodeGenerator::compare(const ast::Compare* node) {
  check_compare(node);
  expression(node->left);
  const std::size_t last = node->ops.size() - 1;
  if (last == 0) {
    expression(node->comparators[0]);
    emit_compare(node->ops[0]);
    return;
  }
  BasicBlock* cleanup = new_block();
  for (std::size_t i = 0; i < last; ++i) {
    expression(node->comparators[i]);
    emit(Opcode::SWAP, 2);
    emit(Opcode::COPY, 2);
    emit_compare(node->ops[i]);
    emit_jump(FlowOpcode::JUMP_IF_FALSE_OR_POP, cleanup);
  }
  expression(node->comparators[last]);
  emit_compare(node->ops[last]);
  BasicBlock* end = new_block();
  emit_jump_without_line(end);
  use_next(cleanup);
  emit(Opcode::SWAP, 2);
  emit(Opcode::POP_TOP);
  use_next(end);
}

// --- attributes and items ---

/// An access that spans lines is shown at the attribute's name.
void CodeGenerator::move_to_attribute_name(const ast::Attribute* node) {
  SourceRange& location = unit_->location;
  if (location.line == node->range.end_line) return;
  location.line = node->range.end_line;
  const auto length =
      static_cast<int>(std::count_if(node->attr.begin(), node->attr.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
      }));
  if (length <= node->range.end_column) {
    location.column = node->range.end_column - length;
  } else {
    location.column = -1;
    location.end_column = -1;
  }
  location.end_line = std::max(location.line, location.end_line);
  if (location.line == location.end_line) {
    location.end_column = std::max(location.column, location.end_column);
  }
}

void CodeGenerator::attribute(const ast::Attribute* node) {
  expression(node->value);
  move_to_attribute_name(node);
  switch (node->ctx) {
    case Context::Load:
      emit_name(Opcode::LOAD_ATTR, node->attr);
      break;
    case Context::Store:
      if (check_name(node->attr, node->ctx)) emit_name(Opcode::STORE_ATTR, node->attr);
      break;
    case Context::Del:
      emit_name(Opcode::DELETE_ATTR, node->attr);
      break;
  }
}

void CodeGenerator::subscript(const ast::Subscript* node) {
  if (node->ctx == Context::Load) check_subscript(node);
  expression(node->value);
  expression(node->slice);
  emit(node->ctx == Context::Load    ? Opcode::BINARY_SUBSCR
       : node->ctx == Context::Store ? Opcode::STORE_SUBSCR
                                     : Opcode::DELETE_SUBSCR);
}

void CodeGenerator::slice(const ast::Slice* node) {
  const auto bound = [this](const ast::Expression* value) {
    if (value != nullptr) {
      expression(value);
    } else {
      load_none();
    }
  };
  bound(node->lower);
  bound(node->upper);
  if (node->step != nullptr) expression(node->step);
  emit(Opcode::BUILD_SLICE, node->step != nullptr ? 3 : 2);
}

// --- displays ---

void CodeGenerator::sequence(Expressions elements, Context context, bool is_tuple) {
  switch (context) {
    case Context::Load:
      build_with_stars(elements, 0, Opcode::BUILD_LIST, Opcode::LIST_APPEND, Opcode::LIST_EXTEND,
                       is_tuple);
      break;
    case Context::Store:
      unpack_targets(elements);
      break;
    case Context::Del:
      expressions(elements);
      break;
  }
}

void CodeGenerator::unpack_targets(Expressions targets) {
  bool seen_star = false;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (!targets[i]->is<ast::Starred>()) continue;
    const std::size_t after = targets.size() - i - 1;
    if (seen_star) {
      fail("multiple starred expressions in assignment");
      return;
    }
    if (i >= (1u << 8) || after >= (INT32_MAX >> 8)) {
      fail("too many expressions in star-unpacking assignment");
      return;
    }
    emit(Opcode::UNPACK_EX, i + (after << 8));
    seen_star = true;
  }
  if (!seen_star) emit(Opcode::UNPACK_SEQUENCE, targets.size());
  for (const ast::Expression* target : targets) {
    const auto* star = target->try_as<ast::Starred>();
    expression(star == nullptr ? target : star->value);
  }
}

/// A list, tuple or set display of `pushed` values that are on the stack and the elements, some
/// of which may be unpacked.
void CodeGenerator::build_with_stars(Expressions elements, std::size_t pushed, Opcode build,
                                     Opcode add, Opcode extend, bool is_tuple) {
  const std::size_t count = elements.size();
  if (count > 2) {
    if (std::optional<std::vector<ConstantValue>> values = all_constants(elements)) {
      ConstantValue folded = ConstantValue::of_tuple(std::move(*values));
      if (is_tuple && pushed == 0) {
        load_constant(std::move(folded));
        return;
      }
      if (add == Opcode::SET_ADD) folded = ConstantValue::of_frozenset(std::move(folded.items));
      emit(build, pushed);
      load_constant(std::move(folded));
      emit(extend, 1);
      if (is_tuple) emit(Opcode::LIST_TO_TUPLE);
      return;
    }
  }
  const bool big = count + pushed > kStackUseGuideline;
  const bool has_star =
      std::any_of(elements.begin(), elements.end(),
                  [](const ast::Expression* element) { return element->is<ast::Starred>(); });
  if (!has_star && !big) {
    expressions(elements);
    emit(is_tuple ? Opcode::BUILD_TUPLE : build, count + pushed);
    return;
  }
  bool built = big;
  if (big) emit(build, pushed);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* star = elements[i]->try_as<ast::Starred>();
    if (star != nullptr) {
      if (!built) emit(build, i + pushed);
      built = true;
      expression(star->value);
      emit(extend, 1);
    } else {
      expression(elements[i]);
      if (built) emit(add, 1);
    }
  }
  if (is_tuple) emit(Opcode::LIST_TO_TUPLE);
}

void CodeGenerator::dict_part(const ast::Dict* node, std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  const bool big = count * 2 > kStackUseGuideline;
  if (count > 1 && !big) {
    if (std::optional<std::vector<ConstantValue>> keys =
            all_constants(node->keys.subspan(begin, count))) {
      expressions(node->values.subspan(begin, count));
      load_constant(ConstantValue::of_tuple(std::move(*keys)));
      emit(Opcode::BUILD_CONST_KEY_MAP, count);
      return;
    }
  }
  if (big) emit(Opcode::BUILD_MAP, 0);
  for (std::size_t i = begin; i < end; ++i) {
    expression(node->keys[i]);
    expression(node->values[i]);
    if (big) emit(Opcode::MAP_ADD, 1);
  }
  if (!big) emit(Opcode::BUILD_MAP, count);
}

void CodeGenerator::dict(const ast::Dict* node) {
  bool have_dict = false;
  std::size_t waiting = 0;  // pairs before `i` that are not compiled yet
  const auto flush = [&](std::size_t begin, std::size_t end) {
    dict_part(node, begin, end);
    if (have_dict) emit(Opcode::DICT_UPDATE, 1);
    have_dict = true;
    waiting = 0;
  };
  const std::size_t count = node->values.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (node->keys[i] != nullptr) {
      if (waiting * 2 > kStackUseGuideline) {
        flush(i - waiting, i + 1);
      } else {
        ++waiting;
      }
      continue;
    }
    if (waiting != 0) flush(i - waiting, i);
    if (!have_dict) emit(Opcode::BUILD_MAP, 0);
    have_dict = true;
    expression(node->values[i]);
    emit(Opcode::DICT_UPDATE, 1);
  }
  if (waiting != 0) flush(count - waiting, count);
  if (!have_dict) emit(Opcode::BUILD_MAP, 0);
}

// --- f-strings ---

void CodeGenerator::joined_string(const ast::JoinedStr* node) {
  const std::size_t count = node->values.size();
  if (count > kStackUseGuideline) {
    load_constant(ConstantValue::of_str(""));
    emit_name(Opcode::LOAD_METHOD, "join");
    emit(Opcode::BUILD_LIST, 0);
    for (const ast::Expression* value : node->values) {
      expression(value);
      emit(Opcode::LIST_APPEND, 1);
    }
    emit_call(1);
    return;
  }
  expressions(node->values);
  if (count != 1) emit(Opcode::BUILD_STRING, count);
}

void CodeGenerator::formatted_value(const ast::FormattedValue* node) {
  expression(node->value);
  std::size_t flags = 0;
  switch (node->conversion) {
    case ast::Conversion::None:
      break;
    case ast::Conversion::Str:
      flags = 1;
      break;
    case ast::Conversion::Repr:
      flags = 2;
      break;
    case ast::Conversion::Ascii:
      flags = 3;
      break;
  }
  if (node->format_spec != nullptr) {
    expression(node->format_spec);
    flags |= kFormatHasSpecification;
  }
  emit(Opcode::FORMAT_VALUE, flags);
}

// --- yield ---

void CodeGenerator::yield_value(const ast::Yield* node) {
  if (unit_->scope->kind != ScopeKind::function) {
    fail("'yield' outside function");
    return;
  }
  if (node->value != nullptr) {
    expression(node->value);
  } else {
    load_none();
  }
  emit(Opcode::YIELD_VALUE);
  emit(Opcode::RESUME, kResumeAfterYield);
}

void CodeGenerator::yield_from(const ast::YieldFrom* node) {
  if (unit_->scope->kind != ScopeKind::function) {
    fail("'yield' outside function");
    return;
  }
  expression(node->value);
  emit(Opcode::GET_YIELD_FROM_ITER);
  load_none();
  BasicBlock* start = new_block();
  BasicBlock* resume = new_block();
  BasicBlock* exit = new_block();
  use_next(start);
  emit_jump(FlowOpcode::SEND, exit);
  use_next(resume);
  emit(Opcode::YIELD_VALUE);
  emit(Opcode::RESUME, kResumeAfterYieldFrom);
  emit_jump(FlowOpcode::jump_no_interrupt, start);
  use_next(exit);
}

}  // namespace gilsim::vm
