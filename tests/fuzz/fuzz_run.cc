// SPDX-License-Identifier: MIT
//
// Bytes as a program that runs on the simulated machine, under limits. Whatever it does, the run
// ends, soon, with times that add up; and plain and quickened code leave the same trace. Policy,
// cores and switch interval follow from the bytes, so that an input is all there is to a finding.
#include "runtime/gil/gil_policy.h"
#include "runtime/simulation.h"
#include "runtime/trace/checksum.h"
#include "runtime/trace/trace_writer.h"
#include "tests/fuzz/finding.h"
#include "tests/fuzz/stopwatch.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>

namespace gilsim::tests {
namespace {

constexpr std::int64_t kMaxTicks = 50'000;
constexpr std::uint64_t kMaxMemoryBytes = std::uint64_t{64} << 20;

// A trace that is only summed up.
class TraceSum final : public runtime::ByteSink {
 public:
  bool write(std::string_view bytes) override {
    sum_ = runtime::crc32(sum_, bytes);
    return true;
  }
  std::uint32_t sum() const { return sum_; }

 private:
  std::uint32_t sum_ = 0;
};

// The profile is read once.
const runtime::Profile& profile() {
  static const runtime::Profile loaded = [] {
    std::string error;
    const auto read = runtime::load_profile("cpython-3.11", &error);
    require(read.has_value(), error);
    return *read;
  }();
  return loaded;
}

runtime::SimulationOptions options_for(std::string_view program) {
  std::uint64_t dice = runtime::fnv1a_64(program);
  const auto one_of = [&dice](std::uint64_t count) {
    const std::uint64_t picked = dice % count;
    dice /= count;
    return picked;
  };
  runtime::SimulationOptions options;
  options.program_name = "program.py";
  options.source = program;
  options.profile = profile();
  const auto policies = runtime::gil_policies();
  options.gil = policies[one_of(std::size(policies))].name;
  options.cores = static_cast<std::int64_t>(1 + one_of(4));
  options.start_method = one_of(2) == 0 ? "fork" : "spawn";
  if (one_of(2) == 0) {
    options.switch_interval = runtime::IntervalSetting{
        .in_ticks = true, .ticks = static_cast<std::int64_t>(1 + one_of(500))};
  }
  options.max_ticks = kMaxTicks;
  options.max_memory_bytes = kMaxMemoryBytes;
  options.write = [](vm::Stream, std::string_view) {};
  return options;
}

struct Outcome {
  runtime::SimulationReport report;
  std::uint32_t trace_sum = 0;
};

Outcome run(runtime::SimulationOptions options, bool quickening) {
  const Stopwatch stopwatch;
  options.quickening = quickening;
  options.interrupt = &stopwatch.stop_request();
  TraceSum trace;
  runtime::TraceWriter writer(trace, runtime::make_trace_header(options));
  runtime::Simulation simulation(options, &writer);
  require(simulation.error().empty(), simulation.error());
  Outcome outcome{simulation.run(), 0};
  writer.finish(outcome.report);
  outcome.trace_sum = trace.sum();
  return outcome;
}

void check_times(const runtime::SimulationReport& report) {
  for (const runtime::ThreadReport& thread : report.threads) {
    const std::int64_t sum =
        std::accumulate(thread.state_ps.begin(), thread.state_ps.end(), std::int64_t{0});
    require(sum == thread.lifetime_ps, "the times of " + thread.name + " do not add up");
  }
}

std::string command_line(const runtime::SimulationOptions& options) {
  std::string words = "gilsim trace -o LOG.jsonl --gil " + options.gil + " --cores " +
                      std::to_string(*options.cores) + " --start-method " + options.start_method;
  if (options.switch_interval.has_value()) {
    words += " --switch-interval " + std::to_string(options.switch_interval->ticks);
  }
  return words + " --max-ticks " + std::to_string(options.max_ticks) + " --max-memory " +
         std::to_string(options.max_memory_bytes);
}

}  // namespace
}  // namespace gilsim::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gilsim;
  const std::string_view program(reinterpret_cast<const char*>(data), size);
  const runtime::SimulationOptions options = tests::options_for(program);
  const tests::Outcome quickened = tests::run(options, true);
  tests::check_times(quickened.report);
  if (quickened.report.end == runtime::RunEnd::interrupted) return 0;
  const tests::Outcome plain = tests::run(options, false);
  if (plain.report.end == runtime::RunEnd::interrupted) return 0;
  tests::require(plain.trace_sum == quickened.trace_sum,
                 "plain and quickened code leave different traces: " +
                     tests::command_line(options) + " [--no-quicken]");
  return 0;
}
