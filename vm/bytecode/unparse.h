// SPDX-License-Identifier: MIT
//
// Expressions back to source text, as `from __future__ import annotations` keeps them.
#pragma once

#include "vm/bytecode/fold.h"
#include "vm/syntax/ast.h"

#include <string>

namespace gilsim::vm {

std::string unparse(const ast::Expression* expression, ConstantTable& constants);

}  // namespace gilsim::vm
