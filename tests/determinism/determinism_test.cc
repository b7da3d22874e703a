// SPDX-License-Identifier: MIT
//
// A run depends on the program, the knobs and the seed, and on nothing else: not on what ran before
// in the process, not on addresses, not on whether instructions are fused, not on the compiler.
//
// Traces are compared line by line as they come (a line's checksum covers all lines before it), so
// a test needs no memory for them, and a failure shows the first event that differs.
#include "runtime/trace/trace_writer.h"
#include "scenarios/catalogue.h"
#include "scenarios/program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

namespace files = std::filesystem;

std::string trace_of(const std::string& target, bool quickening) {
  std::string error;
  std::optional<Program> program = load_program(target, &error);
  EXPECT_TRUE(program.has_value()) << error;
  if (!program.has_value()) return {};
  std::optional<runtime::SimulationOptions> options = simulation_options(program->settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return {};
  options->program_name = program->name;
  options->source = program->source;
  options->quickening = quickening;
  options->write = [](vm::Stream, std::string_view) {};
  runtime::StringSink sink;
  runtime::TraceWriter writer(sink, runtime::make_trace_header(*options));
  runtime::Simulation simulation(*options, &writer);
  EXPECT_EQ(simulation.error(), "");
  writer.finish(simulation.run());
  return std::move(sink.text);
}

std::string quoted(const std::string& word) { return "'" + word + "'"; }

// The trace that a binary writes, run as a process of its own.
std::string trace_by(const std::string& binary, const std::string& target) {
  std::string folder = (files::temp_directory_path() / "gilsim-determinism-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    ADD_FAILURE() << "no temporary folder can be made: " << folder;
    return {};
  }
  const files::path log = files::path(folder) / "log.jsonl";
  const std::string command = quoted(binary) + " trace --quiet -o " + quoted(log.string()) + " " +
                              quoted(target) + " </dev/null >/dev/null 2>&1";
  if (std::system(command.c_str()) == -1) ADD_FAILURE() << "cannot run " << command;
  std::ifstream stream(log, std::ios::binary);
  EXPECT_TRUE(stream.is_open()) << "no log was written by " << command;
  std::ostringstream text;
  text << stream.rdbuf();
  stream.close();
  files::remove_all(folder);
  return std::move(text).str();
}

// Empty, or the first line in which two traces differ, from both.
std::string first_difference(const std::string& expected, const std::string& actual) {
  if (expected == actual) return {};
  const auto [in_expected, in_actual] =
      std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto line_at = [](const std::string& text, std::size_t offset) {
    const std::size_t start = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
    return text.substr(start, std::min(text.find('\n', offset), text.size()) - start);
  };
  const auto offset = static_cast<std::size_t>(in_expected - expected.begin());
  const auto number = 1 + std::count(expected.begin(), in_expected, '\n');
  return "line " + std::to_string(number) + "\n  expected " + line_at(expected, offset) +
         "\n  found    " + line_at(actual, offset);
}

std::vector<std::string> other_binaries() {
  std::vector<std::string> binaries = {GILSIM_BINARY};
  const char* const others = std::getenv("GILSIM_OTHER_BINARIES");
  std::istringstream stream(others == nullptr ? "" : others);
  for (std::string binary; std::getline(stream, binary, ':');) binaries.push_back(binary);
  return binaries;
}

void expect_one_trace(const std::string& target) {
  const std::string trace = trace_of(target, true);
  ASSERT_NE(trace.find("{\"event\":\"totals\""), std::string::npos) << target << " has no totals";
  EXPECT_EQ(first_difference(trace, trace_of(target, true)), "") << target << ", a second time";
  EXPECT_EQ(first_difference(trace, trace_of(target, false)), "") << target << ", not quickened";
  for (const std::string& binary : other_binaries()) {
    EXPECT_EQ(first_difference(trace, trace_by(binary, target)), "") << target << ", by " << binary;
  }
}

class ScenarioDeterminism : public testing::TestWithParam<std::string> {};

TEST_P(ScenarioDeterminism, OneTrace) { expect_one_trace(GetParam()); }

INSTANTIATE_TEST_SUITE_P(, ScenarioDeterminism, testing::ValuesIn(scenario_names()),
                         [](const auto& instance) { return instance.param; });

TEST(ProgramDeterminism, OneTraceOfEachLanguageProgram) {
  std::vector<std::string> programs;
  for (const files::directory_entry& entry : files::directory_iterator(GILSIM_LANGUAGE_PROGRAMS)) {
    if (entry.path().extension() != ".py" || entry.path().filename() == "rebase.py") continue;
    programs.push_back(entry.path().string());
  }
  ASSERT_FALSE(programs.empty());
  std::sort(programs.begin(), programs.end());
  for (const std::string& program : programs) expect_one_trace(program);
}

TEST(FirstDifference, ShowsTheLine) {
  EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(first_difference("a\nbcd\ne\n", "a\nbxd\ne\n"),
            "line 2\n  expected bcd\n  found    bxd");
  EXPECT_EQ(first_difference("a\nb\n", "a\n"), "line 2\n  expected b\n  found    ");
}

}  // namespace
}  // namespace gilsim::scenarios
