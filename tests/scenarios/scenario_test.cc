// SPDX-License-Identifier: MIT
//
// Each scenario is run as its header says; what it prints and the shape of its run must be what the
// header states.
#include "runtime/quantity.h"
#include "scenarios/catalogue.h"
#include "scenarios/embedded_lessons.h"
#include "scenarios/expectation.h"
#include "scenarios/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

struct Outcome {
  runtime::SimulationReport report;
  std::string printed;
  std::string complained;
};

Outcome run(const Scenario& scenario) {
  Outcome outcome;
  std::string error;
  std::optional<runtime::SimulationOptions> options = simulation_options(scenario.settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return outcome;
  options->program_name = scenario.name + ".py";
  options->source = scenario.text;
  options->write = [&outcome](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? outcome.printed : outcome.complained) += text;
  };
  runtime::Simulation simulation(*options);
  EXPECT_EQ(simulation.error(), "");
  if (simulation.error().empty()) outcome.report = simulation.run();
  return outcome;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Whether all of `wanted` are among the lines, in this order.
bool has_in_order(const std::string& text, const std::vector<std::string>& wanted) {
  std::size_t found = 0;
  for (const std::string& line : lines_of(text)) {
    if (found < wanted.size() && line == wanted[found]) ++found;
  }
  return found == wanted.size();
}

class Runs {
 public:
  const Outcome& of(const std::string& name) {
    const auto known = runs_.find(name);
    if (known != runs_.end()) return known->second;
    const std::optional<Scenario> scenario = find_scenario(name);
    EXPECT_TRUE(scenario.has_value()) << "a header names '" << name << "', which is no scenario";
    return runs_[name] = scenario.has_value() ? run(*scenario) : Outcome{};
  }

  double value_of(const Figure& figure, const std::string& own) {
    const Outcome& outcome = of(figure.scenario.empty() ? own : figure.scenario);
    if (figure.key.starts_with("printed.")) {
      return printed_figure(outcome.printed, figure.key).value_or(-1);
    }
    return static_cast<double>(figure_of(outcome.report, figure.key).value_or(-1));
  }

 private:
  std::map<std::string, Outcome> runs_;
};

class ScenarioTest : public testing::TestWithParam<std::string> {};

TEST_P(ScenarioTest, HeaderHolds) {
  const std::optional<Scenario> scenario = find_scenario(GetParam());
  ASSERT_TRUE(scenario.has_value());
  Runs runs;
  const Outcome& outcome = runs.of(scenario->name);
  EXPECT_TRUE(has_in_order(outcome.printed, scenario->prints)) << outcome.printed;
  EXPECT_TRUE(has_in_order(outcome.complained, scenario->complains)) << outcome.complained;
  if (scenario->complains.empty()) {
    EXPECT_EQ(outcome.complained, "");
  }
  for (const std::string& text : scenario->expectations) {
    std::string error;
    const std::optional<Expectation> expectation = parse_expectation(text, &error);
    ASSERT_TRUE(expectation.has_value()) << error;
    double value = runs.value_of(expectation->numerator, scenario->name);
    if (expectation->denominator) {
      value /= runs.value_of(*expectation->denominator, scenario->name);
    }
    EXPECT_GE(value, expectation->least) << text;
    EXPECT_LE(value, expectation->most) << text;
  }
}

bool is_part_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

// The numbers of a text with their units: "5.4 ms", "57 %", "101". What stands between backquotes
// is code, and the versions of Python are names.
std::vector<std::string> quantities_in(const std::string& text) {
  std::vector<std::string> quantities;
  bool in_code = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '`') in_code = !in_code;
    std::size_t end = at;
    while (end < text.size() && is_part_of_word(text[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    std::string word = text.substr(at, end - at);
    while (word.ends_with('.')) word.pop_back();
    const bool names_python = text.substr(0, at).ends_with("Python ");
    at = end;
    if (names_python) continue;
    if (in_code || word.find_first_not_of("0123456789.") != word.npos || word.empty()) continue;
    const std::string behind = text.substr(end, 4);
    for (const std::string unit : {"ms", "us", "ns", "s", "%", "MiB", "KiB"}) {
      if (!behind.starts_with(" " + unit)) continue;
      const std::size_t after = 1 + unit.size();
      if (after < behind.size() && is_part_of_word(behind[after]) && behind[after] != '.') continue;
      word += " " + unit;
      break;
    }
    const bool is_version = word == "2.7" || (word.starts_with("3.") && word.size() <= 4);
    if (!is_version) quantities.push_back(word);
  }
  return quantities;
}

// A story says nothing that its run does not show: each of its numbers is the program's own, or
// known from somewhere with its source, or said by an expectation (within whose bounds it lies).
TEST_P(ScenarioTest, EveryNumberOfTheStoryIsChecked) {
  const std::optional<Scenario> scenario = find_scenario(GetParam());
  ASSERT_TRUE(scenario.has_value());
  std::string backing = scenario->options + "\n";
  std::string_view program = scenario->text;
  while (program.starts_with('#')) program.remove_prefix(program.find('\n') + 1);
  backing += program;
  for (const std::string& known : scenario->known) backing += "\n" + known;
  for (const std::string& text : scenario->expectations) {
    std::string error;
    const std::optional<Expectation> expectation = parse_expectation(text, &error);
    ASSERT_TRUE(expectation.has_value()) << error;
    backing += "\n" + expectation->says + "\n" + expectation->measured;
  }
  const std::vector<std::string> backed = quantities_in(backing);
  for (const std::string& story : {scenario->question, scenario->watch, scenario->answer}) {
    for (const std::string& quantity : quantities_in(story)) {
      EXPECT_NE(std::find(backed.begin(), backed.end(), quantity), backed.end())
          << "no `expect: ... says " << quantity << "` and no `known:` has it";
    }
  }
}

// A course is read in its order, and told on a projector.
TEST_P(ScenarioTest, StoryFitsAProjector) {
  const std::optional<Scenario> scenario = find_scenario(GetParam());
  ASSERT_TRUE(scenario.has_value());
  for (const std::string& line : lines_of(story_of(*scenario))) {
    EXPECT_LE(runtime::display_width(line), 100U) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(, ScenarioTest, testing::ValuesIn(scenario_names()),
                         [](const auto& instance) { return instance.param; });

TEST(Catalogue, EveryLessonHasACompleteHeader) {
  for (const runtime::EmbeddedFile& file : embedded_lessons()) {
    std::string error;
    EXPECT_TRUE(parse_scenario(file.name, file.text, &error).has_value())
        << file.name << ": " << error;
  }
  EXPECT_EQ(catalogue().size(), embedded_lessons().size());
  EXPECT_GE(catalogue().size(), 18U);
}

TEST(Catalogue, TheCourseCountsFromOne) {
  int number = 0;
  for (const Scenario& scenario : catalogue()) EXPECT_EQ(scenario.number, ++number);
}

TEST(Catalogue, NamesAreWordsAndNumbersDiffer) {
  std::map<int, std::string> by_number;
  for (const Scenario& scenario : catalogue()) {
    EXPECT_EQ(scenario.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-"),
              std::string::npos)
        << scenario.name;
    EXPECT_TRUE(by_number.emplace(scenario.number, scenario.name).second) << scenario.name;
  }
}

constexpr std::string_view kHeader =
    "# lesson 7: Title\n"
    "# question: What?\n"
    "#   And why?\n"
    "# run: --cores 3 --gil round-robin\n"
    "# watch: this\n"
    "# answer: that\n"
    "# prints: one\n"
    "# expect: ticks at least 1\n"
    "\n"
    "print('one')  # expect: not a header\n";

TEST(ScenarioHeader, IsRead) {
  std::string error;
  const std::optional<Scenario> scenario = parse_scenario("name", kHeader, &error);
  ASSERT_TRUE(scenario.has_value()) << error;
  EXPECT_EQ(scenario->number, 7);
  EXPECT_EQ(scenario->title, "Title");
  EXPECT_EQ(scenario->question, "What? And why?");
  EXPECT_EQ(scenario->settings.cores, 3);
  EXPECT_EQ(scenario->settings.gil, "round-robin");
  EXPECT_EQ(scenario->prints, std::vector<std::string>{"one"});
  EXPECT_EQ(scenario->expectations.size(), 1U);
}

TEST(ScenarioHeader, ErrorsNameTheLine) {
  const auto error_of = [](std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    std::string error;
    EXPECT_FALSE(parse_scenario("name", text, &error).has_value()) << text;
    return error;
  };
  const std::string header(kHeader);
  EXPECT_EQ(error_of(header, "# watch", "# wacth"), "line 5: unknown key 'wacth'");
  EXPECT_EQ(error_of(header, "# answer: that\n", ""), "the header has no `answer:`");
  EXPECT_EQ(error_of(header, "lesson 7", "lesson x"), "line 1: expected `lesson NUMBER: TITLE`");
  EXPECT_NE(error_of(header, "--cores 3", "--cors 3").find("unknown option --cors"),
            std::string::npos);
  EXPECT_NE(error_of(header, "ticks", "tocks").find("no figure is called 'tocks'"),
            std::string::npos);
}

TEST(Quantities, AreNumbersWithTheirUnits) {
  EXPECT_EQ(quantities_in("It takes 5.4 ms, 57 % of 101; `x = 7` in CPython 3 and 2.7 (2.6 s)."),
            (std::vector<std::string>{"5.4 ms", "57 %", "101", "2.6 s"}));
  EXPECT_EQ(quantities_in("cpython-3.11 has 5 slow cores and Thread-1"),
            (std::vector<std::string>{"5"}));
}

TEST(ExpectationText, WhatAStorySaysLiesWithinTheBounds) {
  std::string error;
  const auto said = parse_expectation(
      "elapsed_ns between 4_462_000_000 and 4_738_000_000, says 4.6 s, measured 4.7 s", &error);
  ASSERT_TRUE(said.has_value()) << error;
  EXPECT_EQ(said->says, "4.6 s");
  EXPECT_EQ(said->measured, "4.7 s");
  const auto part = parse_expectation("ticks / two_threads.ticks at most 0.6, says 57 %", &error);
  ASSERT_TRUE(part.has_value()) << error;
  EXPECT_FALSE(parse_expectation("elapsed_ns at most 10, says 4.6 s", &error).has_value());
  EXPECT_NE(error.find("is not within the bounds"), std::string::npos);
  EXPECT_FALSE(parse_expectation("ticks is 1, says something", &error).has_value());
  EXPECT_NE(error.find("is no quantity"), std::string::npos);
}

TEST(ExpectationText, PrintedFiguresAreFoundByTheirLabel) {
  const std::string printed = "alone: 0.37 ms\nbeside one: 5.41 ms\ntotal: 1,200\n";
  EXPECT_EQ(printed_figure(printed, "printed.alone"), 0.37);
  EXPECT_EQ(printed_figure(printed, "printed.beside_one"), 5.41);
  EXPECT_EQ(printed_figure(printed, "printed.total"), 1200);
  EXPECT_FALSE(printed_figure(printed, "printed.one").has_value());
}

TEST(ExpectationText, Forms) {
  std::string error;
  const auto ratio =
      parse_expectation("elapsed_ns / one_thread.elapsed_ns between 0.98 and 1.1", &error);
  ASSERT_TRUE(ratio.has_value()) << error;
  EXPECT_EQ(ratio->denominator->scenario, "one_thread");
  EXPECT_EQ(ratio->denominator->key, "elapsed_ns");
  EXPECT_DOUBLE_EQ(ratio->least, 0.98);
  EXPECT_DOUBLE_EQ(ratio->most, 1.1);
  const auto exact = parse_expectation("gil_stats.handoffs is 1_000", &error);
  ASSERT_TRUE(exact.has_value()) << error;
  EXPECT_DOUBLE_EQ(exact->least, 1000);
  EXPECT_DOUBLE_EQ(exact->most, 1000);
  EXPECT_EQ(exact->numerator.scenario, "");
  for (const std::string_view text : {"", "ticks", "ticks about 3", "ticks between 1 and",
                                      "ticks at least x", "ticks / 3 is 1", "ticks is 1 2"}) {
    EXPECT_FALSE(parse_expectation(text, &error).has_value()) << text;
  }
}

}  // namespace
}  // namespace gilsim::scenarios
