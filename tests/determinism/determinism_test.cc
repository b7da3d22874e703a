// SPDX-License-Identifier: MIT
//
// A run depends on the program, the knobs and the seed, and on nothing else: not on what ran before
// in the process, not on addresses, not on whether instructions are fused, not on the compiler.
//
// Traces are compared line by line as they come (a line's checksum covers all lines before it), so
// a test needs no memory for them, and a failure shows the first event that differs.
#include "runtime/trace/checksum.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/catalogue.h"
#include "scenarios/command_line.h"
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

std::string trace_of(const std::string& target, bool quickening,
                     const std::vector<std::string>& words = {}) {
  std::string error;
  std::optional<Program> program = load_program(target, &error);
  EXPECT_TRUE(program.has_value()) << error;
  if (!program.has_value()) return {};
  RunSettings given;
  EXPECT_TRUE(parse_run_options(words, given, &error)) << error;
  std::optional<runtime::SimulationOptions> options =
      simulation_options(merged(given, program->settings), &error);
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
std::string trace_by(const std::string& binary, const std::string& target,
                     const std::vector<std::string>& words = {}) {
  std::string folder = (files::temp_directory_path() / "gilsim-determinism-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    ADD_FAILURE() << "no temporary folder can be made: " << folder;
    return {};
  }
  const files::path log = files::path(folder) / "log.jsonl";
  std::string command = quoted(binary) + " trace --quiet -o " + quoted(log.string());
  for (const std::string& word : words) command += " " + quoted(word);
  command += " " + quoted(target) + " </dev/null >/dev/null 2>&1";
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

// --- the programs of the differential and the concurrency tests ---

// A folder in which a program finds nothing but itself, under the same name each time.
class Workplace {
 public:
  Workplace() : before_(files::current_path()) {
    std::string name = (files::temp_directory_path() / "gilsim-determinism-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr) << name;
    folder_ = name;
    files::current_path(folder_);
  }
  ~Workplace() {
    files::current_path(before_);
    files::remove_all(folder_);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  // The name under which the program stands there, alone again.
  std::string fresh(const files::path& program) const {
    for (const files::directory_entry& entry : files::directory_iterator(folder_)) {
      files::remove_all(entry);
    }
    files::copy_file(program, folder_ / program.filename());
    return program.filename().string();
  }

 private:
  files::path before_;
  files::path folder_;
};

// What follows "# options: " in a program, as words.
std::vector<std::string> options_in(const files::path& program) {
  constexpr std::string_view kMark = "# options: ";
  std::ifstream stream(program);
  std::vector<std::string> words;
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with(kMark)) continue;
    std::istringstream rest(line.substr(kMark.size()));
    for (std::string word; rest >> word;) words.push_back(word);
  }
  return words;
}

void expect_one_trace_of_file(const files::path& program) {
  const Workplace workplace;
  const std::vector<std::string> words = options_in(program);
  const std::string name = program.filename().string();
  const std::string trace = trace_of(workplace.fresh(program), true, words);
  ASSERT_NE(trace.find("{\"event\":\"totals\""), std::string::npos) << name << " has no totals";
  EXPECT_EQ(first_difference(trace, trace_of(workplace.fresh(program), true, words)), "")
      << name << ", a second time";
  EXPECT_EQ(first_difference(trace, trace_of(workplace.fresh(program), false, words)), "")
      << name << ", not quickened";
  for (const std::string& binary : other_binaries()) {
    EXPECT_EQ(first_difference(trace, trace_by(binary, workplace.fresh(program), words)), "")
        << name << ", by " << binary;
  }
}

std::string sample_seed() {
  const char* const seed = std::getenv("GILSIM_SAMPLE_SEED");
  return seed == nullptr ? "" : seed;
}

// Which programs are run: all, if GILSIM_ALL_PROGRAMS is set; else a sample that
// GILSIM_SAMPLE_SEED chooses (any text; tests/run.sh gives the commit).
std::vector<files::path> chosen_programs() {
  constexpr std::size_t kSample = 48;
  std::vector<std::pair<std::uint64_t, files::path>> drawn;
  for (const char* const folder : {GILSIM_DIFFERENTIAL_PROGRAMS, GILSIM_CONCURRENCY_PROGRAMS}) {
    for (const files::directory_entry& entry : files::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".py") continue;
      const std::string name = files::relative(entry, folder).string();
      drawn.emplace_back(runtime::fnv1a_64(sample_seed() + name), entry.path());
    }
  }
  std::sort(drawn.begin(), drawn.end());
  if (std::getenv("GILSIM_ALL_PROGRAMS") == nullptr && drawn.size() > kSample) {
    drawn.resize(kSample);
  }
  std::vector<files::path> programs;
  for (const auto& [lot, program] : drawn) programs.push_back(program);
  return programs;
}

constexpr std::size_t kShares = 8;  // so that they can run side by side

class DifferentialDeterminism : public testing::TestWithParam<std::size_t> {};

TEST_P(DifferentialDeterminism, OneTraceOfEachProgram) {
  const std::vector<files::path> programs = chosen_programs();
  ASSERT_GE(programs.size(), kShares);
  for (std::size_t i = GetParam(); i < programs.size(); i += kShares) {
    SCOPED_TRACE(programs[i].string() + ", GILSIM_SAMPLE_SEED=" + sample_seed());
    expect_one_trace_of_file(programs[i]);
  }
}

INSTANTIATE_TEST_SUITE_P(, DifferentialDeterminism, testing::Range(std::size_t{0}, kShares));

TEST(FirstDifference, ShowsTheLine) {
  EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(first_difference("a\nbcd\ne\n", "a\nbxd\ne\n"),
            "line 2\n  expected bcd\n  found    bxd");
  EXPECT_EQ(first_difference("a\nb\n", "a\n"), "line 2\n  expected b\n  found    ");
}

}  // namespace
}  // namespace gilsim::scenarios
