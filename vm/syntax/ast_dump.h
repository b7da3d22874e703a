// SPDX-License-Identifier: MIT
//
// A syntax tree as text, in the layout of CPython's ast.dump: for tests, and to compare the two
// parsers.

#ifndef GILSIM_VM_SYNTAX_AST_DUMP_H_
#define GILSIM_VM_SYNTAX_AST_DUMP_H_

#include "vm/syntax/ast.h"

#include <string>

namespace gilsim::vm {

// As ast.dump(tree, include_attributes=include_positions) prints it, on one line. Floats print by
// their shortest digits and integers that fit no int64 in the base of their literal (0x, 0o, 0b).
std::string dump_ast(const ast::Module& module, bool include_positions = false);
std::string dump_ast(const ast::Expression& expression, bool include_positions = false);

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_AST_DUMP_H_
