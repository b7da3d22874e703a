// SPDX-License-Identifier: MIT
#include "vm/bytecode/scope_analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace gilsim::vm {

void ScopeAnalyzer::analyze() {
  Names free;
  block(*table_.top_, nullptr, free, Names());
}

void ScopeAnalyzer::fail_at_directive(const Scope& scope, std::string_view name,
                                      std::string message) {
  SourceRange range = scope.range;
  for (const ScopeDirective& directive : scope.directives) {
    if (directive.name == name) {
      range = directive.range;
      break;
    }
  }
  table_.fail(std::move(message), range);
}

/// `bound`: names bound by enclosing functions, nullptr at the top; `global`: names that enclosing
/// blocks declared global.
void ScopeAnalyzer::symbol(Scope& scope, Symbol& symbol, const Names* bound, Names& local,
                           Names& free, Names& global) {
  const std::string_view name = symbol.name;
  if ((symbol.flags & kSymbolGlobal) != 0) {
    if ((symbol.flags & kSymbolNonlocal) != 0) {
      fail_at_directive(scope, name, fmt::format("name '{}' is nonlocal and global", name));
      return;
    }
    symbol.scope = NameScope::global_explicit;
    global.insert(name);
    return;
  }
  if ((symbol.flags & kSymbolNonlocal) != 0) {
    if (bound == nullptr) {
      fail_at_directive(scope, name, "nonlocal declaration not allowed at module level");
      return;
    }
    if (!bound->contains(name)) {
      fail_at_directive(scope, name, fmt::format("no binding for nonlocal '{}' found", name));
      return;
    }
    symbol.scope = NameScope::free;
    scope.has_free = true;
    free.insert(name);
    return;
  }
  if ((symbol.flags & kSymbolBound) != 0) {
    symbol.scope = NameScope::local;
    local.insert(name);
    global.erase(name);
    return;
  }
  if (bound != nullptr && bound->contains(name)) {
    symbol.scope = NameScope::free;
    scope.has_free = true;
    free.insert(name);
    return;
  }
  if (scope.is_nested && !global.contains(name)) scope.has_free = true;
  symbol.scope = NameScope::global_implicit;
}

void ScopeAnalyzer::block(Scope& scope, const Names* bound, Names& free, const Names& global) {
  if (stack_.is_low()) {
    table_.fail(kTooDeepMessage, scope.range);
    return;
  }
  Names local;
  Names known_global = global;
  const bool is_class = scope.kind == ScopeKind::class_body;
  for (Symbol& entry : scope.symbols) {
    symbol(scope, entry, bound, local, free, known_global);
    if (table_.error_) return;
  }
  if (scope.children.empty()) return;

  // What a class binds is not visible in its methods; __class__ is.
  Names inner_bound;
  Names inner_global;
  if (is_class) {
    inner_global = global;
    if (bound != nullptr) inner_bound = *bound;
    inner_bound.insert("__class__");
  } else {
    inner_global = std::move(known_global);
    if (bound != nullptr) inner_bound = *bound;
    for (const Symbol& entry : scope.symbols) {
      if (entry.scope == NameScope::global_explicit) inner_bound.erase(entry.name);
    }
    if (scope.kind == ScopeKind::function) inner_bound.insert(local.begin(), local.end());
  }
  Names inner_free;
  for (Scope* child : scope.children) {
    block(*child, &inner_bound, inner_free, inner_global);
    if (table_.error_) return;
    if (child->has_free || child->child_has_free) scope.child_has_free = true;
  }
  if (scope.kind == ScopeKind::function) {
    find_cells(scope, inner_free);
  } else if (is_class && inner_free.erase("__class__") != 0) {
    scope.needs_class_closure = true;
  }
  pass_free_on(scope, bound, inner_free);
  free.insert(inner_free.begin(), inner_free.end());
}

/// Locals that inner blocks use live in cells.
void ScopeAnalyzer::find_cells(Scope& scope, Names& free) {
  for (Symbol& entry : scope.symbols) {
    if (entry.scope == NameScope::local && free.erase(entry.name) != 0)
      entry.scope = NameScope::cell;
  }
}

void ScopeAnalyzer::pass_free_on(Scope& scope, const Names* bound, const Names& free) {
  std::vector<std::string_view> names(free.begin(), free.end());
  std::sort(names.begin(), names.end());
  for (const std::string_view name : names) {
    if (Symbol* known = scope.find(name)) {
      if (scope.kind == ScopeKind::class_body &&
          (known->flags & (kSymbolBound | kSymbolGlobal)) != 0) {
        known->flags |= kSymbolFreeInClass;
      }
      continue;
    }
    if (bound != nullptr && !bound->contains(name)) continue;
    scope.index.emplace(name, scope.symbols.size());
    scope.symbols.push_back(Symbol{name, 0, NameScope::free});
  }
}

}  // namespace gilsim::vm
