// SPDX-License-Identifier: MIT
//
// `from __future__ import ...` at the head of a module.
#pragma once

#include "vm/bytecode/fold.h"
#include "vm/syntax/ast.h"
#include "vm/syntax/syntax_error.h"

#include <optional>

namespace gilsim::vm {

struct FutureFeatures {
  bool annotations = false;  // annotations are kept as texts
  int last_line = -1;        // where the last such import stands; later ones are errors
  std::optional<SyntaxErrorInfo> error;
};

FutureFeatures find_future_features(const ast::Module& module, ConstantTable& constants);

}  // namespace gilsim::vm
