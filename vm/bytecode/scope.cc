// SPDX-License-Identifier: MIT
//
// The table itself, and its first pass over statements.
#include "vm/bytecode/scope.h"

#include "vm/bytecode/scope_analysis.h"
#include "vm/bytecode/scope_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gilsim::vm {

const Symbol* Scope::find(std::string_view mangled) const {
  const auto found = index.find(mangled);
  return found == index.end() ? nullptr : &symbols[found->second];
}

Symbol* Scope::find(std::string_view mangled) {
  return const_cast<Symbol*>(std::as_const(*this).find(mangled));
}

NameScope Scope::scope_of(std::string_view mangled) const {
  const Symbol* symbol = find(mangled);
  return symbol == nullptr ? NameScope::unknown : symbol->scope;
}

std::uint32_t Scope::flags_of(std::string_view mangled) const {
  const Symbol* symbol = find(mangled);
  return symbol == nullptr ? 0 : symbol->flags;
}

std::vector<std::string_view> Scope::names_with(NameScope scope, std::uint32_t flags) const {
  std::vector<std::string_view> names;
  for (const Symbol& symbol : symbols) {
    if (symbol.scope == scope || (symbol.flags & flags) != 0) names.push_back(symbol.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

void ScopeBuilder::enter(ScopeKind kind, std::string_view name, const void* node,
                         const SourceRange& range) {
  table_.scopes_.push_back(std::make_unique<Scope>());
  Scope* scope = table_.scopes_.back().get();
  scope->kind = kind;
  scope->name = name;
  scope->range = range;
  if (current_ != nullptr) {
    scope->is_nested = current_->is_nested || current_->kind == ScopeKind::function;
    // Assignment expressions are refused in the iterable of a comprehension, nested ones included.
    scope->iteration_expressions = current_->iteration_expressions;
    if (kind != ScopeKind::annotation) current_->children.push_back(scope);
  } else {
    table_.top_ = scope;
  }
  if (kind != ScopeKind::annotation) table_.by_node_[node] = scope;
  stack_.push_back(scope);
  current_ = scope;
}

void ScopeBuilder::leave() {
  stack_.pop_back();
  current_ = stack_.empty() ? nullptr : stack_.back();
}

void ScopeBuilder::define_in(Scope* scope, std::string_view name, std::uint32_t flag,
                             const SourceRange& range) {
  const std::string_view mangled = table_.mangle(class_name_, name);
  Symbol* symbol = scope->find(mangled);
  if (symbol == nullptr) {
    scope->index.emplace(mangled, scope->symbols.size());
    symbol = &scope->symbols.emplace_back(Symbol{mangled, 0, NameScope::unknown});
  } else if ((flag & kSymbolParameter) != 0 && (symbol->flags & kSymbolParameter) != 0) {
    fail(fmt::format("duplicate argument '{}' in function definition", name), range);
    return;
  }
  symbol->flags |= flag;
  if (scope->in_iteration_target) {
    if ((symbol->flags & (kSymbolGlobal | kSymbolNonlocal)) != 0) {
      fail(fmt::format("comprehension inner loop cannot rebind assignment expression target '{}'",
                       name),
           range);
      return;
    }
    symbol->flags |= kSymbolIteration;
  }
  if ((flag & kSymbolParameter) != 0) {
    scope->parameters.push_back(mangled);
  } else if ((flag & kSymbolGlobal) != 0 && scope != table_.top_) {
    Symbol* outer = table_.top_->find(mangled);
    if (outer == nullptr) {
      table_.top_->index.emplace(mangled, table_.top_->symbols.size());
      outer = &table_.top_->symbols.emplace_back(Symbol{mangled, 0, NameScope::unknown});
    }
    outer->flags |= flag;
  }
}

void ScopeBuilder::function(const ast::FunctionDef* node) {
  define(node->name, kSymbolLocal, node->range);
  expressions(node->args->defaults);
  expressions(node->args->kw_defaults);
  annotations(node);
  expressions(node->decorator_list);
  enter(ScopeKind::function, node->name, node, node->range);
  parameters(node->args);
  statements(node->body);
  leave();
}

void ScopeBuilder::class_definition(const ast::ClassDef* node) {
  define(node->name, kSymbolLocal, node->range);
  expressions(node->bases);
  keywords(node->keywords);
  expressions(node->decorator_list);
  enter(ScopeKind::class_body, node->name, node, node->range);
  const std::string_view outer = std::exchange(class_name_, node->name);
  statements(node->body);
  class_name_ = outer;
  leave();
}

void ScopeBuilder::annotated_assignment(const ast::AnnAssign* node) {
  if (const auto* target = node->target->try_as<ast::Name>()) {
    const std::uint32_t flags = flags_here(target->id);
    if ((flags & (kSymbolGlobal | kSymbolNonlocal)) != 0 && current_ != table_.top_ &&
        node->simple) {
      fail(fmt::format("annotated name '{}' can't be {}", target->id,
                       (flags & kSymbolGlobal) != 0 ? "global" : "nonlocal"),
           node->range);
      return;
    }
    if (node->simple) {
      define(target->id, kSymbolAnnotated | kSymbolLocal, target->range);
    } else if (node->value != nullptr) {
      define(target->id, kSymbolLocal, target->range);
    }
  } else {
    expression(node->target);
  }
  annotation(node->annotation);
  optional(node->value);
}

void ScopeBuilder::global_statement(const ast::Global* node) {
  for (const std::string_view name : node->names) {
    const std::uint32_t flags = flags_here(name);
    if ((flags & kSymbolParameter) != 0) {
      fail(fmt::format("name '{}' is parameter and global", name), node->range);
    } else if ((flags & kSymbolUse) != 0) {
      fail(fmt::format("name '{}' is used prior to global declaration", name), node->range);
    } else if ((flags & kSymbolAnnotated) != 0) {
      fail(fmt::format("annotated name '{}' can't be global", name), node->range);
    } else if ((flags & kSymbolLocal) != 0) {
      fail(fmt::format("name '{}' is assigned to before global declaration", name), node->range);
    }
    define(name, kSymbolGlobal, node->range);
    record_directive(name, node->range);
  }
}

void ScopeBuilder::nonlocal_statement(const ast::Nonlocal* node) {
  for (const std::string_view name : node->names) {
    const std::uint32_t flags = flags_here(name);
    if ((flags & kSymbolParameter) != 0) {
      fail(fmt::format("name '{}' is parameter and nonlocal", name), node->range);
    } else if ((flags & kSymbolUse) != 0) {
      fail(fmt::format("name '{}' is used prior to nonlocal declaration", name), node->range);
    } else if ((flags & kSymbolAnnotated) != 0) {
      fail(fmt::format("annotated name '{}' can't be nonlocal", name), node->range);
    } else if ((flags & kSymbolLocal) != 0) {
      fail(fmt::format("name '{}' is assigned to before nonlocal declaration", name), node->range);
    }
    define(name, kSymbolNonlocal, node->range);
    record_directive(name, node->range);
  }
}

template <typename TryNode>
void ScopeBuilder::try_statement(const TryNode* node) {
  statements(node->body);
  statements(node->orelse);
  for (const ast::ExceptHandler* handler : node->handlers) {
    optional(handler->type);
    if (!handler->name.empty()) define(handler->name, kSymbolLocal, handler->range);
    statements(handler->body);
  }
  statements(node->finalbody);
}

void ScopeBuilder::alias(const ast::Alias* node) {
  if (node->name == "*") {
    if (current_->kind != ScopeKind::module)
      fail("import * only allowed at module level", node->range);
    return;
  }
  const std::string_view bound = node->asname.empty() ? node->name : node->asname;
  define(bound.substr(0, bound.find('.')), kSymbolImport, node->range);
}

void ScopeBuilder::statement(const ast::Statement* node) {
  switch (node->kind) {
    case ast::StatementKind::FunctionDef:
      function(node->as<ast::FunctionDef>());
      break;
    case ast::StatementKind::ClassDef:
      class_definition(node->as<ast::ClassDef>());
      break;
    case ast::StatementKind::Return:
      optional(node->as<ast::Return>()->value);
      break;
    case ast::StatementKind::Delete:
      expressions(node->as<ast::Delete>()->targets);
      break;
    case ast::StatementKind::Assign:
      expressions(node->as<ast::Assign>()->targets);
      expression(node->as<ast::Assign>()->value);
      break;
    case ast::StatementKind::AugAssign:
      expression(node->as<ast::AugAssign>()->target);
      expression(node->as<ast::AugAssign>()->value);
      break;
    case ast::StatementKind::AnnAssign:
      annotated_assignment(node->as<ast::AnnAssign>());
      break;
    case ast::StatementKind::For:
      expression(node->as<ast::For>()->target);
      expression(node->as<ast::For>()->iter);
      statements(node->as<ast::For>()->body);
      statements(node->as<ast::For>()->orelse);
      break;
    case ast::StatementKind::While:
      expression(node->as<ast::While>()->test);
      statements(node->as<ast::While>()->body);
      statements(node->as<ast::While>()->orelse);
      break;
    case ast::StatementKind::If:
      expression(node->as<ast::If>()->test);
      statements(node->as<ast::If>()->body);
      statements(node->as<ast::If>()->orelse);
      break;
    case ast::StatementKind::With:
      for (const ast::WithItem* item : node->as<ast::With>()->items) {
        expression(item->context_expr);
        optional(item->optional_vars);
      }
      statements(node->as<ast::With>()->body);
      break;
    case ast::StatementKind::Match:
      expression(node->as<ast::Match>()->subject);
      for (const ast::MatchCase* match_case : node->as<ast::Match>()->cases) {
        pattern(match_case->pattern);
        optional(match_case->guard);
        statements(match_case->body);
      }
      break;
    case ast::StatementKind::Raise:
      optional(node->as<ast::Raise>()->exc);
      optional(node->as<ast::Raise>()->cause);
      break;
    case ast::StatementKind::Try:
      try_statement(node->as<ast::Try>());
      break;
    case ast::StatementKind::TryStar:
      try_statement(node->as<ast::TryStar>());
      break;
    case ast::StatementKind::Assert:
      expression(node->as<ast::Assert>()->test);
      optional(node->as<ast::Assert>()->msg);
      break;
    case ast::StatementKind::Import:
      for (const ast::Alias* name : node->as<ast::Import>()->names) alias(name);
      break;
    case ast::StatementKind::ImportFrom:
      for (const ast::Alias* name : node->as<ast::ImportFrom>()->names) alias(name);
      break;
    case ast::StatementKind::Global:
      global_statement(node->as<ast::Global>());
      break;
    case ast::StatementKind::Nonlocal:
      nonlocal_statement(node->as<ast::Nonlocal>());
      break;
    case ast::StatementKind::Expr:
      expression(node->as<ast::Expr>()->value);
      break;
    case ast::StatementKind::Pass:
    case ast::StatementKind::Break:
    case ast::StatementKind::Continue:
      break;
  }
}

void SymbolTable::build(const ast::Module& module, bool future_annotations, StackGuard stack) {
  ScopeBuilder(*this, future_annotations, stack).build_module(module);
  if (!error_) ScopeAnalyzer(*this, stack).analyze();
}

void SymbolTable::build(const ast::Expression& expression, StackGuard stack) {
  ScopeBuilder(*this, false, stack).build_expression(expression);
  if (!error_) ScopeAnalyzer(*this, stack).analyze();
}

Scope* SymbolTable::scope_of(const void* node) const {
  const auto found = by_node_.find(node);
  return found == by_node_.end() ? nullptr : found->second;
}

std::string_view SymbolTable::mangle(std::string_view class_name, std::string_view name) {
  if (class_name.empty() || !name.starts_with("__") || name.ends_with("__") ||
      name.find('.') != std::string_view::npos) {
    return name;
  }
  const std::size_t start = class_name.find_first_not_of('_');
  if (start == std::string_view::npos) return name;
  return names_.intern(fmt::format("_{}{}", class_name.substr(start), name));
}

void SymbolTable::fail(std::string message, const SourceRange& range) {
  if (error_) return;
  SyntaxErrorInfo error;
  error.message = std::move(message);
  error.line = range.line;
  error.column = range.column + 1;
  error.end_line = range.end_line;
  error.end_column = range.end_column + 1;
  error.has_text = false;
  error_ = std::move(error);
}

}  // namespace gilsim::vm
