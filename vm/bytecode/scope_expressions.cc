// SPDX-License-Identifier: MIT
//
// First pass of the symbol table: names in expressions, parameters and patterns.
#include "vm/bytecode/scope_builder.h"

#include <fmt/format.h>

namespace gilsim::vm {

void ScopeBuilder::name(const ast::Name* node) {
  const bool loads = node->ctx == ast::ExpressionContext::Load;
  define(node->id, loads ? kSymbolUse : kSymbolLocal, node->range);
  // super() finds its class through the cell __class__.
  if (loads && current_->kind == ScopeKind::function && node->id == "super") {
    define("__class__", kSymbolUse, node->range);
  }
}

void ScopeBuilder::named_expression(const ast::NamedExpr* node) {
  if (current_->iteration_expressions > 0) {
    fail("assignment expression cannot be used in a comprehension iterable expression",
         node->range);
    return;
  }
  if (current_->comprehension != ComprehensionKind::none) {
    bind_outside_comprehension(node->target->as<ast::Name>());
    if (failed()) return;
  }
  expression(node->value);
  expression(node->target);
}

/// The target of := in a comprehension belongs to the function or module around it.
void ScopeBuilder::bind_outside_comprehension(const ast::Name* target) {
  const std::string_view mangled = table_.mangle(class_name_, target->id);
  for (auto scope = stack_.rbegin(); scope != stack_.rend(); ++scope) {
    if ((*scope)->comprehension != ComprehensionKind::none) {
      if (((*scope)->flags_of(mangled) & kSymbolIteration) != 0) {
        fail(
            fmt::format("assignment expression cannot rebind comprehension iteration variable '{}'",
                        target->id),
            target->range);
        return;
      }
      continue;
    }
    if ((*scope)->kind == ScopeKind::class_body) {
      fail("assignment expression within a comprehension cannot be used in a class body",
           target->range);
      return;
    }
    const bool is_function = (*scope)->kind == ScopeKind::function;
    const bool global = !is_function || ((*scope)->flags_of(mangled) & kSymbolGlobal) != 0;
    define(target->id, global ? kSymbolGlobal : kSymbolNonlocal, target->range);
    record_directive(target->id, target->range);
    define_in(*scope, target->id, is_function ? kSymbolLocal : kSymbolGlobal, target->range);
    return;
  }
}

void ScopeBuilder::lambda(const ast::Lambda* node) {
  expressions(node->args->defaults);
  expressions(node->args->kw_defaults);
  enter(ScopeKind::function, "lambda", node, node->range);
  parameters(node->args);
  expression(node->body);
  leave();
}

void ScopeBuilder::comprehension(const ast::Expression* node, std::string_view scope_name,
                                 ComprehensionKind kind,
                                 std::span<ast::Comprehension* const> generators,
                                 const ast::Expression* element, const ast::Expression* value) {
  const ast::Comprehension* outermost = generators[0];
  ++current_->iteration_expressions;
  expression(outermost->iter);  // evaluated in the scope around
  --current_->iteration_expressions;
  enter(ScopeKind::function, scope_name, node, node->range);
  current_->comprehension = kind;
  define(".0", kSymbolParameter, node->range);
  current_->in_iteration_target = true;
  expression(outermost->target);
  current_->in_iteration_target = false;
  expressions(outermost->ifs);
  for (const ast::Comprehension* generator : generators.subspan(1)) {
    current_->in_iteration_target = true;
    expression(generator->target);
    current_->in_iteration_target = false;
    ++current_->iteration_expressions;
    expression(generator->iter);
    --current_->iteration_expressions;
    expressions(generator->ifs);
  }
  optional(value);
  expression(element);
  current_->is_generator = kind == ComprehensionKind::generator;
  leave();
}

bool ScopeBuilder::refuse_in_annotation(std::string_view what, const SourceRange& range) {
  if (current_->kind != ScopeKind::annotation) return false;
  fail(fmt::format("'{}' can not be used within an annotation", what), range);
  return true;
}

void ScopeBuilder::yield_expression(const ast::Expression* node, const ast::Expression* value) {
  if (refuse_in_annotation("yield expression", node->range)) return;
  optional(value);
  current_->is_generator = true;
  switch (current_->comprehension) {
    case ComprehensionKind::none:
      return;
    case ComprehensionKind::list:
      fail("'yield' inside list comprehension", node->range);
      return;
    case ComprehensionKind::set:
      fail("'yield' inside set comprehension", node->range);
      return;
    case ComprehensionKind::dict:
      fail("'yield' inside dict comprehension", node->range);
      return;
    case ComprehensionKind::generator:
      fail("'yield' inside generator expression", node->range);
      return;
  }
}

void ScopeBuilder::expression(const ast::Expression* node) {
  if (failed()) return;
  if (stack_guard_.is_low()) {
    fail(kTooDeepMessage, node->range);
    return;
  }
  switch (node->kind) {
    case ast::ExpressionKind::BoolOp:
      expressions(node->as<ast::BoolOp>()->values);
      break;
    case ast::ExpressionKind::NamedExpr:
      if (!refuse_in_annotation("named expression", node->range)) {
        named_expression(node->as<ast::NamedExpr>());
      }
      break;
    case ast::ExpressionKind::BinOp:
      expression(node->as<ast::BinOp>()->left);
      expression(node->as<ast::BinOp>()->right);
      break;
    case ast::ExpressionKind::UnaryOp:
      expression(node->as<ast::UnaryOp>()->operand);
      break;
    case ast::ExpressionKind::Lambda:
      lambda(node->as<ast::Lambda>());
      break;
    case ast::ExpressionKind::IfExp:
      expression(node->as<ast::IfExp>()->test);
      expression(node->as<ast::IfExp>()->body);
      expression(node->as<ast::IfExp>()->orelse);
      break;
    case ast::ExpressionKind::Dict:
      expressions(node->as<ast::Dict>()->keys);
      expressions(node->as<ast::Dict>()->values);
      break;
    case ast::ExpressionKind::Set:
      expressions(node->as<ast::Set>()->elts);
      break;
    case ast::ExpressionKind::ListComp: {
      const auto* list = node->as<ast::ListComp>();
      comprehension(node, "listcomp", ComprehensionKind::list, list->generators, list->elt,
                    nullptr);
      break;
    }
    case ast::ExpressionKind::SetComp: {
      const auto* set = node->as<ast::SetComp>();
      comprehension(node, "setcomp", ComprehensionKind::set, set->generators, set->elt, nullptr);
      break;
    }
    case ast::ExpressionKind::DictComp: {
      const auto* dict = node->as<ast::DictComp>();
      comprehension(node, "dictcomp", ComprehensionKind::dict, dict->generators, dict->key,
                    dict->value);
      break;
    }
    case ast::ExpressionKind::GeneratorExp: {
      const auto* generator = node->as<ast::GeneratorExp>();
      comprehension(node, "genexpr", ComprehensionKind::generator, generator->generators,
                    generator->elt, nullptr);
      break;
    }
    case ast::ExpressionKind::Yield:
      yield_expression(node, node->as<ast::Yield>()->value);
      break;
    case ast::ExpressionKind::YieldFrom:
      yield_expression(node, node->as<ast::YieldFrom>()->value);
      break;
    case ast::ExpressionKind::Compare:
      expression(node->as<ast::Compare>()->left);
      expressions(node->as<ast::Compare>()->comparators);
      break;
    case ast::ExpressionKind::Call:
      expression(node->as<ast::Call>()->func);
      expressions(node->as<ast::Call>()->args);
      keywords(node->as<ast::Call>()->keywords);
      break;
    case ast::ExpressionKind::FormattedValue:
      expression(node->as<ast::FormattedValue>()->value);
      optional(node->as<ast::FormattedValue>()->format_spec);
      break;
    case ast::ExpressionKind::JoinedStr:
      expressions(node->as<ast::JoinedStr>()->values);
      break;
    case ast::ExpressionKind::Constant:
      break;
    case ast::ExpressionKind::Attribute:
      expression(node->as<ast::Attribute>()->value);
      break;
    case ast::ExpressionKind::Subscript:
      expression(node->as<ast::Subscript>()->value);
      expression(node->as<ast::Subscript>()->slice);
      break;
    case ast::ExpressionKind::Starred:
      expression(node->as<ast::Starred>()->value);
      break;
    case ast::ExpressionKind::Name:
      name(node->as<ast::Name>());
      break;
    case ast::ExpressionKind::List:
      expressions(node->as<ast::List>()->elts);
      break;
    case ast::ExpressionKind::Tuple:
      expressions(node->as<ast::Tuple>()->elts);
      break;
    case ast::ExpressionKind::Slice:
      optional(node->as<ast::Slice>()->lower);
      optional(node->as<ast::Slice>()->upper);
      optional(node->as<ast::Slice>()->step);
      break;
  }
}

void ScopeBuilder::annotation(const ast::Expression* node) {
  if (future_annotations_) enter(ScopeKind::annotation, "_annotation", node, node->range);
  expression(node);
  if (future_annotations_) leave();
}

void ScopeBuilder::annotations(const ast::FunctionDef* node) {
  if (future_annotations_) enter(ScopeKind::annotation, "_annotation", node, node->range);
  argument_annotations(node->args->posonlyargs);
  argument_annotations(node->args->args);
  if (node->args->vararg != nullptr) optional(node->args->vararg->annotation);
  if (node->args->kwarg != nullptr) optional(node->args->kwarg->annotation);
  argument_annotations(node->args->kwonlyargs);
  if (future_annotations_) leave();
  if (node->returns != nullptr) annotation(node->returns);
}

void ScopeBuilder::parameters(const ast::Arguments* arguments) {
  for (const ast::Argument* argument : arguments->posonlyargs) parameter(argument);
  for (const ast::Argument* argument : arguments->args) parameter(argument);
  for (const ast::Argument* argument : arguments->kwonlyargs) parameter(argument);
  if (arguments->vararg != nullptr) {
    parameter(arguments->vararg);
    current_->has_varargs = true;
  }
  if (arguments->kwarg != nullptr) {
    parameter(arguments->kwarg);
    current_->has_varkeywords = true;
  }
}

void ScopeBuilder::pattern(const ast::Pattern* node) {
  switch (node->kind) {
    case ast::PatternKind::MatchValue:
      expression(node->as<ast::MatchValue>()->value);
      break;
    case ast::PatternKind::MatchSingleton:
      break;
    case ast::PatternKind::MatchSequence:
      patterns(node->as<ast::MatchSequence>()->patterns);
      break;
    case ast::PatternKind::MatchMapping: {
      const auto* mapping = node->as<ast::MatchMapping>();
      expressions(mapping->keys);
      patterns(mapping->patterns);
      if (!mapping->rest.empty()) define(mapping->rest, kSymbolLocal, node->range);
      break;
    }
    case ast::PatternKind::MatchClass:
      expression(node->as<ast::MatchClass>()->cls);
      patterns(node->as<ast::MatchClass>()->patterns);
      patterns(node->as<ast::MatchClass>()->kwd_patterns);
      break;
    case ast::PatternKind::MatchStar:
      if (!node->as<ast::MatchStar>()->name.empty()) {
        define(node->as<ast::MatchStar>()->name, kSymbolLocal, node->range);
      }
      break;
    case ast::PatternKind::MatchAs: {
      const auto* as = node->as<ast::MatchAs>();
      if (as->pattern != nullptr) pattern(as->pattern);
      if (!as->name.empty()) define(as->name, kSymbolLocal, node->range);
      break;
    }
    case ast::PatternKind::MatchOr:
      patterns(node->as<ast::MatchOr>()->patterns);
      break;
  }
}

}  // namespace gilsim::vm
