// SPDX-License-Identifier: MIT
//
// The house rules that a program can check. docs/style.md tells the rest.
//
// Invariant: every rule brings at least one example that it must reject and one that it must
// accept, so that no rule can be dead without a test that fails.
#pragma once

#include "tests/style/source_tree.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gilsim::tests {

struct Violation {
  std::string path;
  std::size_t line = 0;  // From 1; 0 where the whole file is meant.
  std::string text;
};

struct Rule {
  // As it appears in the test's name.
  std::string name;
  // What is asked for and why, for whoever breaks it.
  std::string reason;
  std::vector<Violation> (*check)(const SourceTree& tree);
  std::vector<SourceTree> rejected;
  std::vector<SourceTree> accepted;
};

std::vector<Rule> all_rules();

}  // namespace gilsim::tests
