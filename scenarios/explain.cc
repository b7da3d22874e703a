// SPDX-License-Identifier: MIT
//
// `gilsim list` and `gilsim explain`: stories, and words with their definitions.
#include "runtime/gil/gil_policy.h"
#include "runtime/machine/event.h"
#include "runtime/profile/profile.h"
#include "runtime/quantity.h"
#include "scenarios/catalogue.h"
#include "scenarios/commands.h"
#include "scenarios/story.h"
#include "scenarios/suggestion.h"

#include <algorithm>
#include <string_view>

namespace gilsim::scenarios {
namespace {

constexpr std::size_t kWidth = 100;

struct Term {
  std::string name;
  std::string kind;
  std::string definition;
  std::string source;
};

#define GILSIM_EVENT(name, text) {#name, "event", text, "runtime/machine/event.h"},
#define GILSIM_CAUSE(name, text) {#name, "cause", text, "runtime/machine/event.h"},
#define GILSIM_STATE(name, text) {#name, "thread state", text, "runtime/machine/event.h"},

constexpr const char* kAnalysisSource = "runtime/analysis/run_analysis.h";

std::string place_of(const runtime::Knob& knob) {
  return knob.section == "machine" ? "the machine" : "a profile's [" + knob.section + "]";
}

std::vector<Term> glossary() {
  std::vector<Term> terms = {
#define TERM(name, kind, definition, source) {name, kind, definition, source},
#include "scenarios/glossary.def"
#undef TERM
#define USE(name, words, definition) {#name, "use of time", definition, kAnalysisSource},
#include "runtime/analysis/uses_of_time.def"
#undef USE
      GILSIM_THREAD_STATES(GILSIM_STATE) GILSIM_EVENT_KINDS(GILSIM_EVENT)
          GILSIM_CAUSES(GILSIM_CAUSE)};
  for (const runtime::GilPolicyInfo& policy : runtime::gil_policies()) {
    terms.push_back({std::string(policy.name), "GIL policy", std::string(policy.summary),
                     std::string(policy.source)});
  }
  for (const std::string_view name : runtime::shipped_profiles()) {
    const auto profile = runtime::load_profile(name, nullptr);
    const std::string description = profile ? profile->description : "";
    terms.push_back({std::string(name), "profile", description,
                     "runtime/profile/" + std::string(name) + ".toml"});
  }
  for (const runtime::Knob& knob : runtime::knobs()) {
    terms.push_back(
        {knob.name, "knob of " + place_of(knob),
         "What it is: " + knob.meaning + ". Unit: " + knob.unit + ". Default: " + knob.value + ".",
         knob.file + (knob.source.empty() ? "" : ": " + knob.source)});
  }
  return terms;
}

#undef GILSIM_EVENT
#undef GILSIM_CAUSE
#undef GILSIM_STATE

void append_wrapped(std::string& out, std::string_view first, std::string_view text,
                    std::size_t indent) {
  out += runtime::wrapped(first, text, indent, kWidth);
}

bool is_called(const Term& term, std::string_view name) {
  if (term.name == name || (term.kind == "option" && term.name.substr(2) == name)) return true;
  // A knob is found without its unit too: context_switch_min for context_switch_min_us.
  const std::size_t unit = term.name.rfind('_');
  return term.kind.starts_with("knob") && unit != std::string::npos &&
         term.name.substr(0, unit) == name;
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
