// SPDX-License-Identifier: MIT
//
// Words have their definitions in glossary.def; what has a table of its own is explained from
// there.
#include "scenarios/glossary.h"

#include "runtime/gil/gil_policy.h"
#include "runtime/machine/event.h"
#include "runtime/profile/profile.h"

namespace gilsim::scenarios {
namespace {

constexpr const char* kAnalysisSource = "runtime/analysis/run_analysis.h";

std::string place_of(const runtime::Knob& knob) {
  return knob.section == "machine" ? "the machine" : "a profile's [" + knob.section + "]";
}

// As a table, a sentence or a key writes it, without what differs between them.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c != ' ' && c != '_' && c != '-') letters += c;
  }
  return letters;
}

// "lifetime" of "lifetime_ns".
std::string_view without_unit(std::string_view name) {
  for (const std::string_view unit : {"_us_per_kib", "_kib", "_ticks", "_ns", "_us", "_ms"}) {
    if (name.ends_with(unit)) return name.substr(0, name.size() - unit.size());
  }
  return name;
}

}  // namespace

#define GILSIM_EVENT(name, text) {#name, "event", text, "runtime/machine/event.h"},
#define GILSIM_CAUSE(name, text) {#name, "cause", text, "runtime/machine/event.h"},
#define GILSIM_STATE(name, text) {#name, "thread state", text, "runtime/machine/event.h"},

std::vector<Term> glossary() {
  std::vector<Term> terms = {
#define TERM(name, kind, definition, source) {name, kind, definition, source},
#include "scenarios/glossary.def"
#undef TERM
#define USE(name, words, definition) {#name, "use of time", definition, kAnalysisSource, words},
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

bool is_called(const Term& term, std::string_view name) {
  if (term.name == name) return true;
  if (name.empty() || name.starts_with("--")) return false;
  if (term.shown_as == name) return true;
  const std::string_view own =
      term.kind == "option" ? std::string_view(term.name).substr(2) : std::string_view(term.name);
  return letters_of(own) == letters_of(name) ||
         letters_of(without_unit(own)) == letters_of(without_unit(name));
}

}  // namespace gilsim::scenarios
