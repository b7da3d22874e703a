// SPDX-License-Identifier: MIT
//
// Second pass of the symbol table: decides the scope of each name. Internal to scope.cc.
#pragma once

#include "vm/bytecode/scope.h"

#include <string_view>
#include <set>

namespace gilsim::vm {

class ScopeAnalyzer {
 public:
  ScopeAnalyzer(SymbolTable& table, StackGuard stack) : table_(table), stack_(stack) {}
  void analyze();

 private:
  using Names = std::set<std::string_view>;  // asked for membership; walked only sorted

  void block(Scope& scope, const Names* bound, Names& free, const Names& global);
  void symbol(Scope& scope, Symbol& symbol, const Names* bound, Names& local, Names& free,
              Names& global);
  void find_cells(Scope& scope, Names& free);
  void pass_free_on(Scope& scope, const Names* bound, const Names& free);
  void fail_at_directive(const Scope& scope, std::string_view name, std::string message);

  SymbolTable& table_;
  StackGuard stack_;
};

}  // namespace gilsim::vm
