// SPDX-License-Identifier: MIT
//
// From words to a command: where PROGRAM begins, what is ours and what is the program's, and how
// mistakes are answered.
#include "scenarios/command_line.h"

#include "scenarios/suggestion.h"

#include <gtest/gtest.h>

namespace gilsim::scenarios {
namespace {

using Words = std::vector<std::string>;

CommandLine parsed(const Words& words) {
  const ParsedCommandLine result = parse_command_line(words);
  EXPECT_TRUE(result.command.has_value()) << result.text;
  return result.command.value_or(CommandLine{});
}

std::string usage_error(const Words& words) {
  const ParsedCommandLine result = parse_command_line(words);
  EXPECT_FALSE(result.command.has_value());
  EXPECT_TRUE(result.is_error);
  EXPECT_EQ(result.exit_status, 2);
  return result.text;
}

TEST(CommandLineTest, WhatFollowsTheProgramIsItsOwn) {
  const CommandLine line =
      parsed({"run", "--cores", "4", "--quiet", "sum.py", "-v", "--cores", "9", "--", "x"});
  EXPECT_EQ(line.target, "sum.py");
  EXPECT_EQ(line.settings.cores, 4);
  EXPECT_TRUE(line.quiet);
  EXPECT_EQ(line.arguments, (Words{"-v", "--cores", "9", "--", "x"}));
}

TEST(CommandLineTest, TwoDashesEndTheOptions) {
  const CommandLine line = parsed({"run", "--", "-odd.py", "a"});
  EXPECT_EQ(line.target, "-odd.py");
  EXPECT_EQ(line.arguments, Words{"a"});
}

TEST(CommandLineTest, OptionsAreRead) {
  const CommandLine line = parsed({"run",
                                   "--gil=round-robin",
                                   "--switch-interval",
                                   "100",
                                   "--profile",
                                   "documents",
                                   "--seed",
                                   "18446744073709551615",
                                   "--start-method",
                                   "spawn",
                                   "--interactive",
                                   "--max-ticks",
                                   "1_000",
                                   "--max-memory",
                                   "512MiB",
                                   "--env",
                                   "A=1",
                                   "--env",
                                   "B=2=3",
                                   "--no-quicken",
                                   "--json",
                                   "r.json",
                                   "p.py"});
  EXPECT_EQ(line.settings.gil, "round-robin");
  ASSERT_TRUE(line.settings.switch_interval.has_value());
  EXPECT_TRUE(line.settings.switch_interval->in_ticks);
  EXPECT_EQ(line.settings.switch_interval->ticks, 100);
  EXPECT_EQ(line.settings.profile, "documents");
  EXPECT_EQ(line.settings.seed, UINT64_MAX);
  EXPECT_EQ(line.settings.start_method, "spawn");
  EXPECT_EQ(line.settings.interactive, true);
  EXPECT_EQ(line.settings.max_ticks, 1000);
  EXPECT_EQ(line.settings.max_memory_bytes, std::uint64_t{512} << 20);
  EXPECT_EQ(line.settings.quickening, false);
  EXPECT_EQ(line.json_path, "r.json");
  const std::vector<std::pair<std::string, std::string>> environment = {{"A", "1"}, {"B", "2=3"}};
  EXPECT_EQ(line.settings.environment, environment);
}

TEST(CommandLineTest, IntervalsInTime) {
  EXPECT_EQ(parsed({"run", "--switch-interval", "5ms", "p"}).settings.switch_interval->time_ps,
            5'000'000'000);
  EXPECT_EQ(parsed({"run", "--switch-interval", "0.25us", "p"}).settings.switch_interval->time_ps,
            250'000);
  EXPECT_EQ(parsed({"run", "--switch-interval", "1s", "p"}).settings.switch_interval->time_ps,
            1'000'000'000'000);
}

TEST(CommandLineTest, TheOutputOfATraceMayComeAfterTheProgram) {
  EXPECT_EQ(parsed({"trace", "-o", "a.txt", "p.py", "-o", "b"}).arguments, (Words{"-o", "b"}));
  const CommandLine after = parsed({"trace", "p.py", "-o", "a.txt", "x"});
  EXPECT_EQ(after.output_path, "a.txt");
  EXPECT_EQ(after.arguments, Words{"x"});
  EXPECT_EQ(parsed({"trace", "p.py", "x", "-o", "a.txt"}).arguments, Words{"x"});
  EXPECT_EQ(parsed({"convert", "log.jsonl", "-o", "a.txt"}).output_path, "a.txt");
}

TEST(CommandLineTest, MistakesNameTheRemedy) {
  EXPECT_NE(usage_error({"rum"}).find("did you mean 'run'?"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--core", "2", "p"}).find("did you mean '--cores'?"),
            std::string::npos);
  EXPECT_NE(usage_error({"run", "--cores"}).find("needs a value"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--cores", "two", "p"}).find("whole number"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--seed", "-1", "p"}).find("0 or above"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--max-ticks", "0", "p"}).find("above 0"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--switch-interval", "-5", "p"}).find("5ms"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--switch-interval", "0", "p"}).find("5ms"), std::string::npos);
  EXPECT_NE(usage_error({"run", "--env", "A", "p"}).find("NAME=VALUE"), std::string::npos);
  EXPECT_NE(usage_error({"run"}).find("gilsim run [OPTIONS] PROGRAM"), std::string::npos);
  EXPECT_NE(usage_error({"trace", "p"}).find("-o FILE"), std::string::npos);
  EXPECT_NE(usage_error({"explain", "a", "b"}).find("'b' was not expected"), std::string::npos);
  EXPECT_NE(usage_error({"list", "a"}).find("'a' was not expected"), std::string::npos);
  EXPECT_NE(usage_error({}).find("gilsim demo"), std::string::npos);
}

TEST(CommandLineTest, NegativeCoresReachTheSimulation) {
  EXPECT_EQ(parsed({"run", "--cores", "-3", "p"}).settings.cores, -3);
}

TEST(CommandLineTest, HelpOfEveryCommandHasAnExample) {
  for (const std::string command : {"demo", "run", "list", "explain", "dis", "trace", "convert"}) {
    const ParsedCommandLine help = parse_command_line({command, "--help"});
    EXPECT_EQ(help.exit_status, 0);
    EXPECT_FALSE(help.is_error);
    EXPECT_NE(help.text.find("gilsim " + command), std::string::npos) << help.text;
    EXPECT_NE(help.text.find("Examples:"), std::string::npos) << help.text;
  }
}

TEST(RunOptions, OnlyOptions) {
  RunSettings settings;
  std::string error;
  EXPECT_TRUE(parse_run_options({"--cores", "1"}, settings, &error)) << error;
  EXPECT_EQ(settings.cores, 1);
  EXPECT_TRUE(parse_run_options({}, settings, &error)) << error;
  EXPECT_FALSE(parse_run_options({"prog.py"}, settings, &error));
  EXPECT_FALSE(parse_run_options({"--help"}, settings, &error));
}

TEST(RunSettingsTest, TheStrongerWins) {
  RunSettings strong;
  strong.cores = 4;
  RunSettings weak;
  weak.cores = 1;
  weak.gil = "round-robin";
  const RunSettings both = merged(strong, weak);
  EXPECT_EQ(both.cores, 4);
  EXPECT_EQ(both.gil, "round-robin");
  std::string error;
  RunSettings wrong;
  wrong.gil = "cpython-3.111";
  EXPECT_FALSE(simulation_options(wrong, &error).has_value());
  EXPECT_NE(error.find("did you mean 'cpython-3.11'?"), std::string::npos) << error;
}

TEST(Suggestion, NearButNotFar) {
  const std::vector<std::string> known = {"one_thread", "two_threads", "pipe"};
  EXPECT_EQ(nearest("two_thread", known), "two_threads");
  EXPECT_EQ(nearest("pip", known), "pipe");
  EXPECT_EQ(nearest("xylophone", known), "");
  EXPECT_EQ(nearest("", known), "");
}

}  // namespace
}  // namespace gilsim::scenarios
