// SPDX-License-Identifier: MIT
#include "vm/bytecode/future.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace gilsim::vm {

namespace {

bool is_known_feature(std::string_view name) {
  constexpr std::array<std::string_view, 10> kFeatures = {
      "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
  return std::find(kFeatures.begin(), kFeatures.end(), name) != kFeatures.end();
}

SyntaxErrorInfo error_at(const ast::Statement& statement, std::string message) {
  SyntaxErrorInfo error;
  error.message = std::move(message);
  error.line = statement.range.line;
  error.column = statement.range.column + 1;
  error.end_line = statement.range.end_line;
  error.end_column = statement.range.end_column + 1;
  return error;
}

}  // namespace

FutureFeatures find_future_features(const ast::Module& module, ConstantTable& constants) {
  FutureFeatures features;
  bool may_have_docstring = true;
  for (const ast::Statement* statement : module.body) {
    const auto* import = statement->try_as<ast::ImportFrom>();
    const bool is_future =
        import != nullptr && import->level == 0 && import->module == "__future__";
    if (!is_future) {
      const auto* expression = statement->try_as<ast::Expr>();
      const auto* literal =
          expression == nullptr ? nullptr : expression->value->try_as<ast::Constant>();
      if (!may_have_docstring || literal == nullptr || !constants.value_of(literal).is_str()) break;
      may_have_docstring = false;
      continue;
    }
    may_have_docstring = false;
    for (const ast::Alias* alias : import->names) {
      if (alias->name == "braces") {
        features.error = error_at(*statement, "not a chance");
      } else if (!is_known_feature(alias->name)) {
        features.error =
            error_at(*statement, fmt::format("future feature {} is not defined", alias->name));
      }
      if (features.error) return features;
      if (alias->name == "annotations") features.annotations = true;
    }
    features.last_line = statement->range.line;
  }
  return features;
}

}  // namespace gilsim::vm
