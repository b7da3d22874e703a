// SPDX-License-Identifier: MIT
//
// A comparison has a row for every combination, failed runs among them, and is the same however
// many host threads made it.
#include "scenarios/comparison.h"

#include "runtime/quantity.h"
#include "scenarios/command_line.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

// What the words after `gilsim compare` ask for, of a program whose text is `source`.
std::optional<Comparison> compare(const std::string& source, const std::vector<std::string>& words,
                                  unsigned jobs = 1) {
  std::vector<std::string> line = {"compare"};
  line.insert(line.end(), words.begin(), words.end());
  line.emplace_back("program.py");
  const ParsedCommandLine parsed = parse_command_line(line);
  EXPECT_TRUE(parsed.command.has_value()) << parsed.text;
  if (!parsed.command.has_value()) return std::nullopt;
  const Program program{"program.py", source, {}, {}, false};
  const std::atomic<bool> never = false;
  std::string error;
  std::optional<Comparison> comparison =
      compare_runs({program, parsed.command->arguments, parsed.command->settings,
                    parsed.command->axes, parsed.command->seeds, jobs},
                   never, &error);
  EXPECT_TRUE(comparison.has_value()) << error;
  return comparison;
}

constexpr const char* kTwoComputing = R"(
from threading import Thread
def work():
    for _ in range(20000):
        pass
threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
)";

std::string everything(const Comparison& comparison) {
  return comparison_table(comparison) + comparison_csv(comparison) + comparison_json(comparison) +
         comparison_svg(comparison);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(ComparisonTest, HasARowForEveryCombination) {
  std::string longer(kTwoComputing);
  longer.replace(longer.find("20000"), 5, "500000");
  const auto comparison =
      compare(longer, {"--gil", "cpython-3.11,free-threaded", "--cores", "1,2,3"});
  ASSERT_TRUE(comparison.has_value());
  ASSERT_EQ(comparison->rows.size(), 6U);
  EXPECT_EQ(comparison->axes[0].name, "policy");
  EXPECT_EQ(comparison->axes[1].name, "cores");
  EXPECT_EQ(comparison->rows[0].values, (std::vector<std::string>{"cpython-3.11", "1"}));
  EXPECT_EQ(comparison->rows[5].values, (std::vector<std::string>{"free-threaded", "3"}));
  // What a second core is worth: nothing under a GIL, nearly all without one.
  const auto elapsed = [&](std::size_t row) { return comparison->rows[row].median().elapsed_ps; };
  EXPECT_GT(elapsed(1) * 10, elapsed(0) * 9);
  EXPECT_LT(elapsed(4) * 10, elapsed(3) * 8);
  EXPECT_TRUE(comparison->all_succeeded());
}

TEST(ComparisonTest, IsTheSameWithAnyNumberOfHostThreads) {
  const std::vector<std::string> words = {
      "--gil", "cpython-2.7,cpython-3.11", "--switch-interval", "100,1ms", "--seeds", "4"};
  const auto alone = compare(kTwoComputing, words, 1);
  const auto together = compare(kTwoComputing, words, 5);
  ASSERT_TRUE(alone.has_value() && together.has_value());
  EXPECT_EQ(everything(*alone), everything(*together));
}

TEST(ComparisonTest, MedianAndRangeAreOverTheSeeds) {
  const auto comparison = compare(kTwoComputing, {"--gil", "cpython-2.7", "--seeds", "5"});
  ASSERT_TRUE(comparison.has_value());
  ASSERT_EQ(comparison->rows.size(), 1U);
  const ComparedRow& row = comparison->rows.front();
  ASSERT_EQ(row.runs.size(), 5U);
  std::vector<std::int64_t> times;
  for (const ComparedRun& run : row.runs) times.push_back(run.elapsed_ps);
  std::sort(times.begin(), times.end());
  EXPECT_EQ(row.shortest().elapsed_ps, times.front());
  EXPECT_EQ(row.median().elapsed_ps, times[2]);
  EXPECT_EQ(row.longest().elapsed_ps, times.back());
  EXPECT_LT(times.front(), times.back());
  EXPECT_NE(comparison_table(*comparison).find("median of seeds 0 to 4"), std::string::npos);
}

TEST(ComparisonTest, FailedRunsAreShown) {
  const auto comparison = compare(R"(
import sys
from threading import Lock
if sys.argv[1] == "deadlock":
    lock = Lock()
    lock.acquire()
    lock.acquire()
if sys.argv[1] == "raise":
    raise ValueError("no <such> thing")
)",
                                  {"--workers", "fine,deadlock,raise"});
  ASSERT_TRUE(comparison.has_value());
  EXPECT_FALSE(comparison->all_succeeded());
  ASSERT_EQ(comparison->rows.size(), 3U);
  EXPECT_EQ(comparison->rows[0].result(), "ok");
  EXPECT_EQ(comparison->rows[1].result(), "deadlock");
  EXPECT_EQ(comparison->rows[2].result(), "exit 1");
  const std::string table = comparison_table(*comparison);
  EXPECT_NE(table.find("deadlock: exit status 100: deadlock: every thread waits"),
            std::string::npos)
      << table;
  EXPECT_NE(table.find("raise: exit status 1: ValueError: no <such> thing"), std::string::npos)
      << table;
  EXPECT_NE(comparison_csv(*comparison).find(",1,\"ValueError: no <such> thing\""),
            std::string::npos);
  EXPECT_NE(comparison_json(*comparison).find("\"exit_status\": 100"), std::string::npos);
  EXPECT_NE(comparison_svg(*comparison).find("deadlock!"), std::string::npos);
}

TEST(ComparisonTest, TableFitsAProjector) {
  const auto comparison =
      compare(kTwoComputing, {"--gil", "cpython-2.7,micropython", "--cores", "1,2", "--profile",
                              "cpython-2.7,cpython-3.11", "--seeds", "2"});
  ASSERT_TRUE(comparison.has_value());
  for (const std::string& line : lines_of(comparison_table(*comparison))) {
    EXPECT_LE(runtime::display_width(line), 100U) << line;
  }
}

// Real text, a title for each part, patterns beside colours, nothing that runs.
TEST(ComparisonTest, ChartIsReadableWithoutColour) {
  const auto comparison = compare(kTwoComputing, {"--gil", "cpython-2.7,free-threaded"});
  ASSERT_TRUE(comparison.has_value());
  const std::string svg = comparison_svg(*comparison);
  EXPECT_TRUE(svg.starts_with("<svg xmlns=")) << svg;
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_NE(svg.find("url(#handing)"), std::string::npos);
  EXPECT_NE(svg.find("handing over the GIL, "), std::string::npos);
  EXPECT_NE(svg.find(">free-threaded</text>"), std::string::npos);
  EXPECT_NE(svg.find("1.00x</text>"), std::string::npos);
}

std::string refused(const std::vector<std::string>& words) {
  const ParsedCommandLine parsed = parse_command_line(words);
  EXPECT_FALSE(parsed.command.has_value());
  return parsed.text;
}

TEST(ComparisonWords, AreChecked) {
  EXPECT_NE(refused({"compare", "--cores", "1,,2", "p.py"}).find("a value is missing"),
            std::string::npos);
  EXPECT_NE(refused({"compare", "--cores", "1,two", "p.py"}).find("--cores two"),
            std::string::npos);
  EXPECT_NE(refused({"run", "--cores", "1,2", "p.py"}).find("--cores 1,2"), std::string::npos);
  EXPECT_NE(refused({"compare"}).find("what to compare is missing"), std::string::npos);
}

TEST(ComparisonWords, OneValueIsNoAxisAndTheChartMayComeLast) {
  const ParsedCommandLine parsed = parse_command_line(
      {"compare", "--cores", "2", "--gil", "cpython-2.7,ruby", "p.py", "-o", "chart.svg"});
  ASSERT_TRUE(parsed.command.has_value()) << parsed.text;
  EXPECT_EQ(parsed.command->axes.size(), 1U);
  EXPECT_EQ(parsed.command->settings.cores, 2);
  EXPECT_EQ(parsed.command->output_path, "chart.svg");
  EXPECT_TRUE(parsed.command->arguments.empty());
}

TEST(ExplainWords, WhyRunsAndOptionsAreTerms) {
  const ParsedCommandLine why =
      parse_command_line({"explain", "--why", "--cores", "1", "p.py", "--cores"});
  ASSERT_TRUE(why.command.has_value()) << why.text;
  EXPECT_EQ(why.command->command, Command::why);
  EXPECT_EQ(why.command->settings.cores, 1);
  EXPECT_EQ(why.command->arguments, std::vector<std::string>{"--cores"});
  const ParsedCommandLine option = parse_command_line({"explain", "--cores"});
  ASSERT_TRUE(option.command.has_value()) << option.text;
  EXPECT_EQ(option.command->command, Command::explain);
  EXPECT_EQ(option.command->target, "--cores");
}

}  // namespace
}  // namespace gilsim::scenarios
