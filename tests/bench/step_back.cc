// SPDX-License-Identifier: MIT
//
// usage: gilsim_step_back [ITERATIONS]
//
// How long a step back takes in a run of 10^8 instructions (two threads, a loop of 7 instructions):
// by event, by handoff, by line, by instruction, and to a moment, from many places, three steps
// from each. Prints the time it takes, which the host's load is in, and the processors' time of all
// processes, which it is not.
#include "runtime/host_clock.h"
#include "runtime/stepping/step_run.h"
#include "runtime/stepping/step_session.h"
#include "scenarios/run_settings.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace {

using gilsim::runtime::MoveResult;
using gilsim::runtime::StepSession;
using gilsim::runtime::StepUnit;

constexpr int kPlaces = 16;
constexpr int kStepsEach = 3;
constexpr double kNanosecondsPerMillisecond = 1e6;
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

// Processor time by process: of this one and of those that simulate for it, which are its
// descendants in a group of their own.
std::map<std::int64_t, double> processor_ms() {
  std::map<std::int64_t, double> times;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
    const std::int64_t id = std::atoll(entry.path().filename().c_str());
    std::string name;
    std::int64_t nanoseconds = 0;
    if (id == 0 || !(std::ifstream(entry.path() / "comm") >> name)) continue;
    if (id != ::getpid() && name != gilsim::runtime::kStepRunName) continue;
    if (std::ifstream(entry.path() / "schedstat") >> nanoseconds) {
      times[id] = static_cast<double>(nanoseconds) / kNanosecondsPerMillisecond;
    }
  }
  return times;
}

void print_times(const char* what, std::vector<double> times_ms) {
  std::sort(times_ms.begin(), times_ms.end());
  const double sum = std::accumulate(times_ms.begin(), times_ms.end(), 0.0);
  fmt::print("  {} mean {:6.1f} ms, p95 {:6.1f} ms, longest {:6.1f} ms", what,
             sum / static_cast<double>(times_ms.size()), times_ms[times_ms.size() * 95 / 100],
             times_ms.back());
}

// Steps back from places spread over the run.
void measure(StepSession& session, const char* name, const std::function<MoveResult()>& step) {
  std::vector<double> times_ms;
  std::vector<double> processor_times_ms;
  const std::int64_t end_ps = session.history().at(session.history().size()).ns * 1000;
  for (int i = 1; i <= kPlaces; ++i) {
    session.to_time(end_ps / (kPlaces + 1) * i);
    for (int j = 0; j < kStepsEach; ++j) {
      const std::map<std::int64_t, double> before = processor_ms();
      const gilsim::runtime::HostStopwatch watch;
      if (step() != MoveResult::moved) continue;
      times_ms.push_back(watch.seconds() * 1e3);
      double spent_ms = 0;
      for (const auto& [id, time_ms] : processor_ms()) {
        const auto found = before.find(id);
        spent_ms += time_ms - (found == before.end() ? 0 : found->second);
      }
      processor_times_ms.push_back(spent_ms);
    }
  }
  if (times_ms.empty()) return;
  fmt::print("back by {:<12}", name);
  print_times("host", std::move(times_ms));
  print_times(" processors", std::move(processor_times_ms));
  fmt::print("\n");
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
