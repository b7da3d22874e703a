// SPDX-License-Identifier: MIT
//
// Constant folding on the syntax tree, before scopes and code: CPython 3.11's rules, because they
// decide which instructions (ticks) a program has.
//
// The tree is changed in place: folded nodes are replaced by Constant nodes whose values stand in
// the ConstantTable.
#pragma once

#include "vm/bytecode/constant.h"
#include "vm/bytecode/stack_guard.h"
#include "vm/syntax/ast.h"

#include <map>

namespace gilsim::vm {

/// The values of a tree's Constant nodes, and the arena of the nodes that folding made.
class ConstantTable {
 public:
  const ConstantValue& value_of(const ast::Constant* node);
  ast::Constant* make(ConstantValue value, const SourceRange& range);
  AstArena& arena() { return arena_; }

 private:
  AstArena arena_;
  std::map<const ast::Constant*, ConstantValue> values_;  // looked up, never walked
};

/// `future_annotations`: annotations become texts later, so they are left as written.
void fold_module(ast::Module& module, ConstantTable& constants, bool future_annotations,
                 StackGuard stack);
void fold_expression(ast::Expression*& expression, ConstantTable& constants, StackGuard stack);

/// The docstring of a body, or nullptr.
const ast::Constant* docstring_of(std::span<ast::Statement* const> body, ConstantTable& constants);

}  // namespace gilsim::vm
