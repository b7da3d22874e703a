// SPDX-License-Identifier: MIT
//
// A header is the run of comment lines a file begins with: `# key: value`, where a line that is
// indented by more than one space goes on with the value before it.
#include "scenarios/catalogue.h"

#include "scenarios/command_line.h"
#include "scenarios/embedded_lessons.h"
#include "scenarios/expectation.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace gilsim::scenarios {
namespace {

struct Entry {
  std::string key;
  std::string value;
  int line = 0;
};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// Words between spaces; quotes are not known here.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return words;
}

bool read_entries(std::string_view text, std::vector<Entry>& entries, std::string* error) {
  int number = 0;
  while (text.starts_with('#')) {
    ++number;
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(1, end == text.npos ? text.npos : end - 1);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    const bool goes_on = line.starts_with("  ");
    line = trimmed(line);
    if (line.empty()) continue;
    if (goes_on && !entries.empty()) {
      entries.back().value += (entries.back().value.empty() ? "" : " ") + std::string(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) {
      *error = "line " + std::to_string(number) + ": expected `# key: value`";
      return false;
    }
    entries.push_back({std::string(trimmed(line.substr(0, colon))),
                       std::string(trimmed(line.substr(colon + 1))), number});
  }
  return true;
}

// "" or what is wrong.
std::string take(Scenario& scenario, const Entry& entry) {
  if (entry.key.starts_with("lesson ")) {
    const std::string_view number = std::string_view(entry.key).substr(7);
    const auto [end, problem] =
        std::from_chars(number.data(), number.data() + number.size(), scenario.number);
    if (problem != std::errc() || end != number.data() + number.size()) {
      return "expected `lesson NUMBER: TITLE`";
    }
    scenario.title = entry.value;
    return {};
  }
  for (const auto& [key, value] : {std::pair("question", &scenario.question),
                                   {"watch", &scenario.watch},
                                   {"answer", &scenario.answer},
                                   {"run", &scenario.options}}) {
    if (entry.key != key) continue;
    *value = entry.value;
    return {};
  }
  if (entry.key == "workers") {
    scenario.workers = words_of(entry.value);
    return {};
  }
  for (const auto& [key, list] : {std::pair("try", &scenario.tries),
                                  {"prints", &scenario.prints},
                                  {"complains", &scenario.complains},
                                  {"known", &scenario.known},
                                  {"expect", &scenario.expectations}}) {
    if (entry.key != key) continue;
    list->push_back(entry.value);
    return {};
  }
  return "unknown key '" + entry.key + "'";
}

std::string what_is_missing(const Scenario& scenario) {
  if (scenario.title.empty()) return "lesson";
  if (scenario.question.empty()) return "question";
  if (scenario.watch.empty()) return "watch";
  if (scenario.answer.empty()) return "answer";
  if (scenario.expectations.empty()) return "expect";
  return {};
}

}  // namespace

std::optional<Scenario> parse_scenario(std::string_view name, std::string_view text,
                                       std::string* error) {
  Scenario scenario;
  scenario.name = name;
  scenario.text = text;
  std::vector<Entry> entries;
  if (!read_entries(text, entries, error)) return std::nullopt;
  for (const Entry& entry : entries) {
    const std::string problem = take(scenario, entry);
    if (problem.empty()) continue;
    *error = "line " + std::to_string(entry.line) + ": " + problem;
    return std::nullopt;
  }
  const std::string missing = what_is_missing(scenario);
  if (!missing.empty()) {
    *error = "the header has no `" + missing + ":`";
    return std::nullopt;
  }
  if (!parse_run_options(words_of(scenario.options), scenario.settings, error)) {
    *error = "run: " + *error;
    return std::nullopt;
  }
  for (const std::string& expectation : scenario.expectations) {
    if (parse_expectation(expectation, error).has_value()) continue;
    *error = "expect: " + *error;
    return std::nullopt;
  }
  return scenario;
}

std::vector<Scenario> catalogue() {
  std::vector<Scenario> scenarios;
  for (const runtime::EmbeddedFile& file : embedded_lessons()) {
    std::string error;
    const std::string_view name = file.name.substr(0, file.name.rfind('.'));
    std::optional<Scenario> scenario = parse_scenario(name, file.text, &error);
    if (scenario.has_value()) scenarios.push_back(*std::move(scenario));
  }
  std::stable_sort(scenarios.begin(), scenarios.end(),
                   [](const Scenario& a, const Scenario& b) { return a.number < b.number; });
  return scenarios;
}

std::optional<Scenario> find_scenario(std::string_view name) {
  for (Scenario& scenario : catalogue()) {
    if (scenario.name == name) return std::move(scenario);
  }
  return std::nullopt;
}

std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  for (Scenario& scenario : catalogue()) names.push_back(std::move(scenario.name));
  return names;
}

}  // namespace gilsim::scenarios
