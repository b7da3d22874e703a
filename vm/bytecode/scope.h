// SPDX-License-Identifier: MIT
//
// The symbol table: for each module, class, function, lambda and comprehension, which scope each of
// its names has. CPython 3.11's rules and error messages.
//
// Built in two passes: the first visits the tree and records what each block does with its names
// (uses, binds, declares); the second decides scopes from the outside in and finds free variables
// from the inside out.
//
// Invariants: names are stored mangled; symbols keep the order in which they were met, so errors
// and slots are deterministic. The table refers to names of the tree's arena: it must not outlive
// it.
#pragma once

#include "vm/bytecode/stack_guard.h"
#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <map>
#include <vector>

namespace gilsim::vm {

enum class ScopeKind : std::uint8_t { module, class_body, function, annotation };
enum class ComprehensionKind : std::uint8_t { none, list, set, dict, generator };

/// How code reaches a name. `unknown`: the block does not mention it.
enum class NameScope : std::uint8_t {
  unknown,
  local,
  global_explicit,
  global_implicit,
  free,
  cell
};

/// What a block does with a name.
enum SymbolFlags : std::uint32_t {
  kSymbolGlobal = 1,  // global statement
  kSymbolLocal = 2,   // assignment
  kSymbolParameter = 4,
  kSymbolNonlocal = 8,  // nonlocal statement
  kSymbolUse = 16,
  kSymbolFreeInClass = 64,  // free in a method, bound in the class
  kSymbolImport = 128,
  kSymbolAnnotated = 256,
  kSymbolIteration = 512,  // target of a comprehension's for
  kSymbolBound = kSymbolLocal | kSymbolParameter | kSymbolImport,
};

struct Symbol {
  std::string_view name;
  std::uint32_t flags = 0;
  NameScope scope = NameScope::unknown;
};

/// A global or nonlocal declaration, for error positions.
struct ScopeDirective {
  std::string_view name;
  SourceRange range;
};

struct Scope {
  ScopeKind kind = ScopeKind::module;
  ComprehensionKind comprehension = ComprehensionKind::none;
  std::string_view name;
  SourceRange range;
  bool is_nested = false;
  bool has_free = false;
  bool child_has_free = false;
  bool is_generator = false;
  bool has_varargs = false;
  bool has_varkeywords = false;
  bool needs_class_closure = false;  // a method uses __class__ or super()
  bool in_iteration_target = false;  // while a comprehension's target is visited
  int iteration_expressions = 0;     // comprehension iterables around the current node
  std::vector<Symbol> symbols;
  std::map<std::string_view, std::size_t> index;  // looked up, never walked
  std::vector<std::string_view> parameters;                 // in slot order
  std::vector<Scope*> children;
  std::vector<ScopeDirective> directives;

  const Symbol* find(std::string_view mangled) const;
  Symbol* find(std::string_view mangled);
  NameScope scope_of(std::string_view mangled) const;
  std::uint32_t flags_of(std::string_view mangled) const;
  /// Names with that scope or one of those flags, sorted (slot order of cells and free variables).
  std::vector<std::string_view> names_with(NameScope scope, std::uint32_t flags) const;
};

class SymbolTable {
 public:
  /// Builds the table of a module or (`expression`) of an eval. On error `error()` is set.
  void build(const ast::Module& module, bool future_annotations, StackGuard stack = {});
  void build(const ast::Expression& expression, StackGuard stack = {});

  const std::optional<SyntaxErrorInfo>& error() const { return error_; }

  /// The scope of a FunctionDef, ClassDef, Lambda or comprehension node; nullptr key: the top.
  Scope* scope_of(const void* node) const;
  Scope* top() const { return top_; }

  /// `name` as it is stored inside class `class_name` (empty: outside of classes): `__x` becomes
  /// `_C__x`.
  std::string_view mangle(std::string_view class_name, std::string_view name);

 private:
  friend class ScopeBuilder;
  friend class ScopeAnalyzer;

  void fail(std::string message, const SourceRange& range);

  AstArena names_;
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::map<const void*, Scope*> by_node_;
  Scope* top_ = nullptr;
  std::optional<SyntaxErrorInfo> error_;
};

}  // namespace gilsim::vm
