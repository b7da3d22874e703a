// SPDX-License-Identifier: MIT
//
// First pass of the symbol table: visits the tree and records what each block does with its names.
// Internal to scope.cc and scope_expressions.cc.
#pragma once

#include "vm/bytecode/scope.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gilsim::vm {

class ScopeBuilder {
 public:
  ScopeBuilder(SymbolTable& table, bool future_annotations, StackGuard stack)
      : table_(table), future_annotations_(future_annotations), stack_guard_(stack) {}

  void build_module(const ast::Module& module) {
    enter(ScopeKind::module, "top", nullptr, SourceRange{});
    statements(module.body);
  }
  void build_expression(const ast::Expression& node) {
    enter(ScopeKind::module, "top", nullptr, SourceRange{});
    expression(&node);
  }

 private:
  bool failed() const { return table_.error_.has_value(); }
  void fail(std::string message, const SourceRange& range) {
    table_.fail(std::move(message), range);
  }

  void enter(ScopeKind kind, std::string_view name, const void* node, const SourceRange& range);
  void leave();
  void define(std::string_view name, std::uint32_t flag, const SourceRange& range) {
    define_in(current_, name, flag, range);
  }
  void define_in(Scope* scope, std::string_view name, std::uint32_t flag, const SourceRange& range);
  std::uint32_t flags_here(std::string_view name) {
    return current_->flags_of(table_.mangle(class_name_, name));
  }
  void record_directive(std::string_view name, const SourceRange& range) {
    current_->directives.push_back({table_.mangle(class_name_, name), range});
  }

  void statements(std::span<ast::Statement* const> nodes) {
    for (const ast::Statement* node : nodes) {
      if (failed()) return;
      statement(node);
    }
  }
  void statement(const ast::Statement* node);
  void function(const ast::FunctionDef* node);
  void class_definition(const ast::ClassDef* node);
  void annotated_assignment(const ast::AnnAssign* node);
  void global_statement(const ast::Global* node);
  void nonlocal_statement(const ast::Nonlocal* node);
  template <typename TryNode>
  void try_statement(const TryNode* node);
  void alias(const ast::Alias* node);

  void expressions(std::span<ast::Expression* const> nodes) {
    for (const ast::Expression* node : nodes) optional(node);
  }
  void optional(const ast::Expression* node) {
    if (node != nullptr) expression(node);
  }
  void keywords(std::span<ast::Keyword* const> nodes) {
    for (const ast::Keyword* node : nodes) expression(node->value);
  }
  void expression(const ast::Expression* node);
  void name(const ast::Name* node);
  void named_expression(const ast::NamedExpr* node);
  void bind_outside_comprehension(const ast::Name* target);
  void lambda(const ast::Lambda* node);
  void comprehension(const ast::Expression* node, std::string_view scope_name,
                     ComprehensionKind kind, std::span<ast::Comprehension* const> generators,
                     const ast::Expression* element, const ast::Expression* value);
  void yield_expression(const ast::Expression* node, const ast::Expression* value);
  bool refuse_in_annotation(std::string_view what, const SourceRange& range);

  void annotation(const ast::Expression* node);
  void annotations(const ast::FunctionDef* node);
  void argument_annotations(std::span<ast::Argument* const> arguments) {
    for (const ast::Argument* argument : arguments) optional(argument->annotation);
  }
  void parameters(const ast::Arguments* arguments);
  void parameter(const ast::Argument* argument) {
    define(argument->arg, kSymbolParameter, argument->range);
  }
  void pattern(const ast::Pattern* node);
  void patterns(std::span<ast::Pattern* const> nodes) {
    for (const ast::Pattern* node : nodes) pattern(node);
  }

  SymbolTable& table_;
  bool future_annotations_;
  StackGuard stack_guard_;
  std::vector<Scope*> stack_;
  Scope* current_ = nullptr;
  std::string_view class_name_;
};

}  // namespace gilsim::vm
