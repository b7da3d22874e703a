// SPDX-License-Identifier: MIT
//
// `gilsim list` and `gilsim explain`: stories, and words with their definitions.
#include "runtime/quantity.h"
#include "scenarios/catalogue.h"
#include "scenarios/commands.h"
#include "scenarios/glossary.h"
#include "scenarios/story.h"
#include "scenarios/suggestion.h"

#include <algorithm>
#include <string_view>

namespace gilsim::scenarios {
namespace {

constexpr std::size_t kWidth = 100;

void append_wrapped(std::string& out, std::string_view first, std::string_view text,
                    std::size_t indent) {
  out += runtime::wrapped(first, text, indent, kWidth);
}

}  // namespace

int list_scenarios(StandardOutput& output) {
  std::size_t width = 0;
  const std::vector<Scenario> scenarios = catalogue();
  for (const Scenario& scenario : scenarios) width = std::max(width, scenario.name.size());
  for (const Scenario& scenario : scenarios) {
    output.write(runtime::fitted(scenario.name, width) + "  " + scenario.title + "\n");
  }
  return 0;
}

int explain(const std::string& name, StandardOutput& output) {
  if (const std::optional<Scenario> scenario = find_scenario(name)) {
    output.write(story_of(*scenario));
    return 0;
  }
  std::vector<std::string> known = scenario_names();
  bool found = false;
  for (const Term& term : glossary()) {
    known.push_back(term.name);
    if (term.definition.empty() || !is_called(term, name)) continue;
    std::string text;
    append_wrapped(text, term.name + " (" + term.kind + "): ", term.definition, 4);
    append_wrapped(text, "    Source: ", term.source, 4);
    output.write(text);
    found = true;
  }
  if (found) return 0;
  return fail(output, "nothing is called '" + name + "'" + did_you_mean(name, known) +
                          "\nThere are the scenarios of `gilsim list`, the options of `gilsim run "
                          "--help`, and the words of reports.");
}

}  // namespace gilsim::scenarios
