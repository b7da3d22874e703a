// SPDX-License-Identifier: MIT
//
// Moving through a run: what is seen at a stop is the same from whichever side one comes.
//
// Not for the thread sanitizer (CMakePresets.json): a checkpoint is a forked process that goes on
// with all fibers, and after a fork that sanitizer takes every fiber but the running one for dead
// (LLVM, ThreadRegistry::OnFork); what it then says of them are no races.
#include "runtime/stepping/step_session.h"

#include "runtime/stepping/step_story.h"
#include "scenarios/catalogue.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace gilsim::runtime {
namespace {

SimulationOptions options_of(std::string source, const std::string& gil = "cpython-3.11") {
  scenarios::RunSettings settings;
  settings.gil = gil;
  std::string error;
  SimulationOptions options = *scenarios::simulation_options(settings, &error);
  options.program_name = "program.py";
  options.source = std::move(source);
  options.cores = 2;
  return options;
}

std::unique_ptr<StepSession> session_of(const SimulationOptions& options) {
  std::string error;
  auto session = StepSession::of_program(options, &error);
  EXPECT_NE(session, nullptr) << error;
  return session;
}

// Everything a screen shows.
std::string state_of(const StepSession& session) {
  const StopName& at = session.at();
  std::string text = std::to_string(static_cast<int>(at.kind)) + " event " +
                     std::to_string(at.event) + " time " + std::to_string(at.time_ps) + " thread " +
                     std::to_string(at.thread) + " tick " + std::to_string(at.tick) + "\n" +
                     step_story(session.history(), session.picture(), at.event) + "\n";
  for (const auto& [id, thread] : session.picture().threads) {
    text += std::to_string(id) + " " + std::string(name_of(thread.state)) + " " +
            std::to_string(thread.since_ns) + " core " + std::to_string(thread.core) + "\n";
  }
  for (const StepThread& thread : session.stop()->threads) {
    text += std::to_string(thread.id) + " ticks " + std::to_string(thread.tick);
    for (const StepFrame& frame : thread.frames) {
      text += " " + std::to_string(frame.code) + ":" + std::to_string(frame.instruction) + ":" +
              std::to_string(frame.line);
    }
    for (const auto* variables : {&thread.variables, &thread.globals}) {
      for (const StepVariable& variable : *variables) {
        text += " " + variable.name + "=" + variable.value;
      }
    }
    text += "\n";
  }
  return text;
}

constexpr const char* kTwoThreads =
    "from threading import Thread\n"
    "def work(n, result):\n"
    "    total = 0\n"
    "    for i in range(n):\n"
    "        total += i\n"
    "    result.append(total)\n"
    "result = []\n"
    "threads = [Thread(target=work, args=(n, result)) for n in (400, 600)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n"
    "print(sum(result))\n";

// Forward to the end, then back, comparing every state.
void walk(StepSession& session, StepUnit unit, std::uint32_t thread, std::size_t least) {
  std::vector<std::string> states = {state_of(session)};
  while (session.next(unit, thread) == MoveResult::moved) states.push_back(state_of(session));
  EXPECT_EQ(session.error(), "");
  EXPECT_EQ(state_of(session), states.back());
  EXPECT_GE(states.size(), least);
  for (std::size_t i = states.size() - 1; i-- > 0;) {
    if (i == 0 && unit != StepUnit::event) break;
    ASSERT_EQ(session.back(unit, thread), MoveResult::moved) << i << ": " << session.error();
    ASSERT_EQ(state_of(session), states[i]) << i;
  }
}

TEST(StepSession, WalksByEventForwardAndBack) {
  const auto session = session_of(options_of(kTwoThreads));
  walk(*session, StepUnit::event, 0, 40);
  EXPECT_EQ(session->at().event, 0);
  EXPECT_EQ(session->back(StepUnit::event, 0), MoveResult::nothing);
}

TEST(StepSession, WalksByInstructionForwardAndBack) {
  SimulationOptions options = options_of(
      "from threading import Thread\n"
      "def work(n):\n"
      "    for i in range(n): x = i\n"
      "threads = [Thread(target=work, args=(n,)) for n in (9, 12)]\n"
      "for t in threads: t.start()\n"
      "for t in threads: t.join()\n",
      "round-robin");
  options.switch_interval = IntervalSetting{true, 20, 0};
  const auto session = session_of(options);
  // The library's own instructions are left out: they are many.
  EventFilter start;
  start.kind = TraceLineKind::thread_start;
  start.thread = 2;
  ASSERT_EQ(session->next_match(start), MoveResult::moved);
  walk(*session, StepUnit::instruction, 3, 100);
}

}  // namespace
}  // namespace gilsim::runtime
