// SPDX-License-Identifier: MIT
#include "scenarios/story.h"

#include "runtime/quantity.h"
#include "scenarios/expectation.h"

#include <algorithm>
#include <string_view>

namespace gilsim::scenarios {
namespace {

constexpr std::size_t kWidth = 100;

void append_wrapped(std::string& out, std::string_view first, std::string_view text,
                    std::size_t indent) {
  out += runtime::wrapped(first, text, indent, kWidth);
}

std::string_view without_header(std::string_view text) {
  while (text.starts_with('#')) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  while (text.starts_with('\n')) text.remove_prefix(1);
  return text;
}

std::string name_of(const Figure& figure) {
  constexpr std::string_view kPrinted = "printed.";
  std::string name = figure.key;
  if (name.starts_with(kPrinted)) {
    name.erase(0, kPrinted.size());
    std::replace(name.begin(), name.end(), '_', ' ');
  }
  return figure.scenario.empty() ? name : figure.scenario + "." + name;
}

// "a thread", "elapsed_ns / one_thread.elapsed_ns".
std::string name_of(const Expectation& expectation) {
  const std::string name = name_of(expectation.numerator);
  return expectation.denominator.has_value() ? name + " / " + name_of(*expectation.denominator)
                                             : name;
}

// What CPython was measured to do where the story says a number of the simulator's.
std::string measurements_of(const Scenario& scenario) {
  std::string text;
  for (const std::string& line : scenario.expectations) {
    const std::optional<Expectation> expectation = parse_expectation(line, nullptr);
    if (!expectation.has_value() || expectation->measured.empty()) continue;
    text += text.empty() ? "Measured with real CPython: " : "; ";
    if (!expectation->says.empty()) {
      text += expectation->measured + " where this run says " + expectation->says;
    } else {
      text += name_of(*expectation) + " " + expectation->measured;
    }
  }
  return text.empty() ? text : text + ".";
}

}  // namespace

std::string story_of(const Scenario& scenario) {
  std::string out = scenario.title + "\n" + std::string(scenario.title.size(), '=') + "\n\n";
  append_wrapped(out, "Question  ", scenario.question, 10);
  out += "\n";
  append_wrapped(out, "Run       ", "gilsim run " + scenario.name, 10);
  if (!scenario.options.empty()) {
    append_wrapped(out, "          ", "(which means: " + scenario.options + ")", 10);
  }
  for (const std::string& command : scenario.tries) {
    append_wrapped(out, "          ", command, 10);
  }
  out += "\n";
  append_wrapped(out, "Watch     ", scenario.watch, 10);
  out += "\n";
  append_wrapped(out, "Answer    ", scenario.answer, 10);
  const std::string measured = measurements_of(scenario);
  if (!measured.empty()) {
    out += "\n";
    append_wrapped(out, "CPython   ", measured, 10);
  }
  for (const std::string& known : scenario.known) {
    out += &known == &scenario.known.front() ? "\n" : "";
    append_wrapped(out, &known == &scenario.known.front() ? "Known     " : "          ", known, 10);
  }
  out += "\nProgram\n\n";
  std::string_view text = without_header(scenario.text);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    out += (end > 1 ? "    " : "") + std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace gilsim::scenarios
