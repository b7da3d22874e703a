// SPDX-License-Identifier: MIT
//
// usage: gilsim_step_back [ITERATIONS]
//
// How long a step back takes in a run of 10^8 instructions (two threads, a loop of 7 instructions):
// by event, by handoff, by line, by instruction, and to a moment, from many places. Prints host
// time; the host's load is in it.
#include "runtime/host_clock.h"
#include "runtime/stepping/step_session.h"
#include "scenarios/run_settings.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using gilsim::runtime::MoveResult;
using gilsim::runtime::StepSession;
using gilsim::runtime::StepUnit;

constexpr int kPlaces = 16;
constexpr const char* kProgram =
    "import sys\n"
    "from threading import Thread\n"
    "def work(n):\n"
    "    total = 0\n"
    "    for i in range(n):\n"
    "        total += i\n"
    "threads = [Thread(target=work, args=(int(sys.argv[1]) // 2,)) for _ in range(2)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n";

// The middle, and the longest, of steps back from places spread over the run.
void measure(StepSession& session, const char* name, const std::function<MoveResult()>& step) {
  std::vector<double> times_ms;
  const std::int64_t end_ps = session.history().at(session.history().size()).ns * 1000;
  for (int i = 1; i <= kPlaces; ++i) {
    session.to_time(end_ps / (kPlaces + 1) * i);
    const gilsim::runtime::HostStopwatch watch;
    if (step() != MoveResult::moved) continue;
    times_ms.push_back(watch.seconds() * 1e3);
  }
  if (times_ms.empty()) return;
  std::sort(times_ms.begin(), times_ms.end());
  fmt::print("  back by {:<12} median {:7.1f} ms, longest {:7.1f} ms\n", name,
             times_ms[times_ms.size() / 2], times_ms.back());
}

}  // namespace

int main(int count, char** words) {
  constexpr std::int64_t kInstructions = 100'000'000;
  constexpr std::int64_t kTurn = 7;
  gilsim::scenarios::RunSettings settings;
  std::string error;
  auto options = *gilsim::scenarios::simulation_options(settings, &error);
  options.program_name = "step_back.py";
  options.source = kProgram;
  options.cores = 2;
  options.arguments = {count > 1 ? words[1] : std::to_string(kInstructions / kTurn)};
  const auto session = StepSession::of_program(options, &error);
  if (session == nullptr) {
    fmt::print(stderr, "{}\n", error);
    return 1;
  }
  const gilsim::runtime::HostStopwatch watch;
  session->to_end();
  fmt::print("to the end: {:.0f} ms, {} events, {} checkpoints\n", watch.seconds() * 1e3,
             session->history().size(), session->checkpoint_count());
  measure(*session, "event", [&] { return session->back(StepUnit::event, 0); });
  measure(*session, "handoff", [&] { return session->back(StepUnit::handoff, 0); });
  measure(*session, "line", [&] { return session->back(StepUnit::line, 0); });
  measure(*session, "instruction", [&] { return session->back(StepUnit::instruction, 0); });
  measure(*session, "time", [&] { return session->to_time(session->at().time_ps - 1'000'000); });
  return 0;
}
