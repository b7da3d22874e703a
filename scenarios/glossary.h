// SPDX-License-Identifier: MIT
//
// The words of reports, tables, options and profiles, each with a definition of one line.
//
// Invariant: what a report or a table shows is found as it stands there: "missed wake-ups",
// "lifetime", "switch_interval_ns" (a test asks for every heading and figure).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {

struct Term {
  std::string name;
  std::string kind;
  std::string definition;
  std::string source;
  std::string shown_as = {};  // in sentences, if that is another word
};

std::vector<Term> glossary();

// Whether somebody who asks for `name` means this term.
bool is_called(const Term& term, std::string_view name);

}  // namespace gilsim::scenarios
