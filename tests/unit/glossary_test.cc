// SPDX-License-Identifier: MIT
//
// What a report, a table, its JSON or a help text shows, `gilsim explain` defines, as it stands
// there.
#include "scenarios/glossary.h"

#include "runtime/analysis/analysis_text.h"
#include "runtime/report.h"
#include "scenarios/command_line.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

void expect_defined(const std::string& name) {
  static const std::vector<Term> terms = glossary();
  const auto term = std::find_if(terms.begin(), terms.end(), [&](const Term& each) {
    return is_called(each, name) && !each.definition.empty();
  });
  EXPECT_TRUE(term != terms.end()) << "nothing explains '" << name << "'";
  if (term != terms.end()) {
    EXPECT_EQ(term->definition.find('\n'), std::string::npos) << name;
    EXPECT_FALSE(term->source.empty()) << name;
  }
}

// A thread in every state and use of time.
struct Everything {
  Everything() {
    std::string error;
    RunSettings settings;
    settings.gil = "cpython-2.7";  // its battle for the lock has missed wake-ups, whatever happens
    std::optional<runtime::SimulationOptions> options = simulation_options(settings, &error);
    EXPECT_TRUE(options.has_value()) << error;
    options->program_name = "program.py";
    options->source = R"(
import native
from multiprocessing import Pipe
from threading import Lock, Thread
from time import sleep
lock, (near, far) = Lock(), Pipe()
def work():
    with lock:
        sleep(0.001)
    for _ in range(1000000):
        pass
    native.sum_range(0, 100000)
threads = [Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
reader = Thread(target=far.recv)
reader.start()
sleep(0.001)
near.send(1)
)";
    runtime::Simulation simulation(*options, &analysis);
    EXPECT_EQ(simulation.error(), "");
    report = simulation.run();
  }
  runtime::RunAnalysis analysis;
  runtime::SimulationReport report;
};

// The tables make their columns from these lists; a heading of two rows has spaces.
TEST(Glossary, DefinesTheHeadingsOfTables) {
  std::vector<std::string> headings = {"thread", "ticks", "lifetime", "together"};
  for (int state = 0; state < runtime::kThreadStateCount; ++state) {
    headings.emplace_back(name_of(static_cast<runtime::ThreadState>(state)));
  }
#define USE(name, words, definition) headings.push_back(#name);
#include "runtime/analysis/uses_of_time.def"
#undef USE
  const Everything run;
  std::string page = report_text(run.report, "program.py", &run.analysis) +
                     analysis_page(run.report, "program.py", run.analysis);
  for (std::string heading : headings) {
    expect_defined(heading);
    const std::string last = heading.substr(heading.rfind('_') + 1);
    EXPECT_NE(page.find(last), std::string::npos) << "no table has the column " << heading;
    std::replace(heading.begin(), heading.end(), '_', ' ');
    expect_defined(heading);
  }
}

TEST(Glossary, DefinesTheWordsOfSentences) {
  for (int use = 0; use < static_cast<int>(runtime::kUsesOfTime); ++use) {
    expect_defined(std::string(words_of(static_cast<runtime::UseOfTime>(use))));
  }
  for (const char* const word : {"convoy", "starving", "missed wake-ups", "lost wake-up", "handoff",
                                 "switch interval", "time of one", "moment", "tick", "GIL"}) {
    std::string lower = word;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    expect_defined(lower);
  }
}

void collect_figures(const nlohmann::json& json, std::set<std::string>& figures) {
  if (json.is_array()) {
    for (const nlohmann::json& each : json) collect_figures(each, figures);
  }
  if (!json.is_object()) return;
  for (const auto& [key, value] : json.items()) {
    if (value.is_number() || value.is_boolean() || value.is_null()) figures.insert(key);
    collect_figures(value, figures);
  }
}

TEST(Glossary, DefinesTheFiguresOfTheJson) {
  const Everything run;
  std::set<std::string> figures;
  collect_figures(nlohmann::json::parse(report_json(run.report, "program.py")), figures);
  EXPECT_TRUE(figures.contains("held_ns") && figures.contains("wants_gil"));
  for (const char* const not_measured : {"version", "id", "process"}) {
    EXPECT_EQ(figures.erase(not_measured), 1U);
  }
  for (const std::string& figure : figures) expect_defined(figure);
}

TEST(Glossary, DefinesTheOptions) {
  for (const std::string command : {"run", "trace"}) {
    const std::string help = parse_command_line({command, "--help"}).text;
    std::size_t options = 0;
    std::istringstream stream(help);
    for (std::string row; std::getline(stream, row);) {
      if (!row.starts_with("  --")) continue;
      const std::size_t end = row.find_first_of(" ,", 2);
      expect_defined(row.substr(2, end - 2));
      ++options;
    }
    EXPECT_GE(options, 15U);
  }
}

TEST(Glossary, DefinesNothingElse) {
  const std::vector<Term> terms = glossary();
  for (const char* const name : {"", "no such thing", "--", "--lifetime", "_ns"}) {
    EXPECT_TRUE(std::none_of(terms.begin(), terms.end(), [&](const Term& term) {
      return is_called(term, name);
    })) << name;
  }
}

}  // namespace
}  // namespace gilsim::scenarios
