// SPDX-License-Identifier: MIT
//
// Two documents in Korean, a blog post and a notebook, teach the GIL with three programs each. Here
// they are run as they are written (programs/, a file for each listing; a listing that leaves out
// what an earlier one has said is completed with just that), and must print what the documents
// say, in the time the blog's machine took.
#include "scenarios/program.h"

#include <gtest/gtest.h>

#include <string>

namespace gilsim::scenarios {
namespace {

constexpr double kPicosecondsPerSecond = 1e12;

struct Outcome {
  runtime::SimulationReport report;
  std::string printed;
  std::string complained;

  double seconds() const { return static_cast<double>(report.elapsed_ps) / kPicosecondsPerSecond; }
};

Outcome run(const std::string& name, const RunSettings& settings = {}) {
  Outcome outcome;
  std::string error;
  std::optional<Program> program =
      load_program(std::string(GILSIM_DOCUMENTS_PROGRAMS) + "/" + name + ".py", &error);
  EXPECT_TRUE(program.has_value()) << error;
  if (!program.has_value()) return outcome;
  std::optional<runtime::SimulationOptions> options = simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return outcome;
  options->program_name = program->name;
  options->source = std::move(program->source);
  options->write = [&outcome](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? outcome.printed : outcome.complained) += text;
  };
  runtime::Simulation simulation(*options);
  EXPECT_EQ(simulation.error(), "");
  outcome.report = simulation.run();
  return outcome;
}

RunSettings documents_machine() {
  RunSettings settings;
  settings.profile = "documents";
  return settings;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

// The documents give one decimal; 3 % is what gilsim promises.
void expect_seconds(const Outcome& outcome, double documented) {
  EXPECT_NEAR(outcome.seconds(), documented, 0.03 * documented);
}

TEST(Blog, OneThread) {
  const Outcome outcome = run("blog_one_thread", documents_machine());
  EXPECT_EQ(outcome.printed, "Result: 4999999950000000\n");
  EXPECT_EQ(outcome.complained, "");
  EXPECT_EQ(outcome.report.exit_status, 0);
  expect_seconds(outcome, 4.6);
}

TEST(Blog, TwoThreadsAreNoFaster) {
  const Outcome outcome = run("blog_two_threads", documents_machine());
  EXPECT_EQ(outcome.printed, "Result: 4999999950000000\n");
  EXPECT_EQ(outcome.report.exit_status, 0);
  EXPECT_GT(outcome.report.gil_stats.forced_switches, 100);
  expect_seconds(outcome, 4.6);
}

TEST(Blog, TwoProcessesAreFaster) {
  const Outcome outcome = run("blog_two_processes", documents_machine());
  EXPECT_EQ(outcome.printed, "Result: 4999999950000000\n");
  EXPECT_EQ(outcome.report.exit_status, 0);
  EXPECT_EQ(outcome.report.processes.size(), 3U);
  expect_seconds(outcome, 2.6);
}

// The program measures itself with time.time(): what it prints is the run's own time, less what
// lies outside the two calls.
void expect_own_measurement(const Outcome& outcome, const std::string& result,
                            const std::string& label) {
  const std::size_t measured = outcome.printed.find("\n" + label);
  ASSERT_NE(measured, std::string::npos) << outcome.printed;
  EXPECT_EQ(outcome.printed.substr(0, measured), result);
  const double seconds = std::stod(outcome.printed.substr(measured + 1 + label.size()));
  EXPECT_LE(seconds, outcome.seconds());
  EXPECT_GE(seconds, 0.9 * outcome.seconds());
}

TEST(Notebook, OneThread) {
  const Outcome outcome = run("notebook_one_thread");
  expect_own_measurement(outcome, "Rsult: 4999999950000000", "소요 시간:  ");
}

TEST(Notebook, TwoThreads) {
  const Outcome outcome = run("notebook_two_threads");
  expect_own_measurement(outcome, "Rsult: 4999999950000000", "소요 시간:  ");
}

TEST(Notebook, TwoProcessesOutsideANotebook) {
  const Outcome outcome = run("notebook_two_processes");
  EXPECT_EQ(outcome.printed.substr(0, outcome.printed.find('\n')), "Result: 49999995000000");
  EXPECT_EQ(outcome.complained, "");
}

// Where processes are spawned and the main program is a notebook, the children cannot import
// `work`; the parent finds only its own 'STOP' in the queue.
TEST(Notebook, TwoProcessesInANotebook) {
  RunSettings settings;
  settings.start_method = "spawn";
  settings.interactive = true;
  const Outcome outcome = run("notebook_two_processes", settings);
  EXPECT_EQ(outcome.printed.substr(0, outcome.printed.find('\n')), "Result: 0");
  EXPECT_EQ(outcome.report.exit_status, 0);
  EXPECT_EQ(count(outcome.complained,
                  "AttributeError: Can't get attribute 'work' on <module '__main__' (built-in)>"),
            2U)
      << outcome.complained;
}

}  // namespace
}  // namespace gilsim::scenarios
