// SPDX-License-Identifier: MIT
//
// A trace that goes to a file takes no more memory the longer it is, as a log and as what is made
// of it on the way.
#include "runtime/trace/trace_converter.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <string>

namespace gilsim::runtime {
namespace {

class Counting final : public ByteSink {
 public:
  bool write(std::string_view bytes) override {
    count += bytes.size();
    return true;
  }
  std::size_t count = 0;
};

std::int64_t largest_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// The bytes written by two threads that change places every hundred ticks, so many turns each.
std::size_t trace_two_threads(const std::string& name, int turns) {
  scenarios::RunSettings settings;
  settings.gil = "round-robin";
  settings.switch_interval = parse_interval("100", nullptr);
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return 0;
  options->program_name = "program.py";
  options->source = "from threading import Thread\ndef work():\n    for i in range(" +
                    std::to_string(turns) +
                    "):\n        pass\nThread(target=work).start()\nThread(target=work).start()\n";
  Counting file;
  const auto converter = make_trace_converter(name, file);
  std::optional<TraceReader> reader;
  if (converter != nullptr) reader.emplace(*converter);
  TraceWriter writer(reader.has_value() ? static_cast<ByteSink&>(*reader) : file,
                     make_trace_header(*options));
  Simulation simulation(*options, &writer);
  writer.finish(simulation.run());
  if (converter != nullptr) converter->finish(reader->finish().message);
  return file.count;
}

class TraceMemory : public testing::TestWithParam<const char*> {};

TEST_P(TraceMemory, DoesNotGrowWithTheTrace) {
#if defined(GILSIM_ASAN) || defined(GILSIM_TSAN)
  GTEST_SKIP() << "a sanitizer keeps freed memory back, and a shadow of all of it";
#endif
  constexpr std::int64_t kNoiseKb = 8 * 1024;
  const std::size_t short_bytes = trace_two_threads(GetParam(), 50'000);
  const std::int64_t before_kb = largest_kb();
  const std::size_t long_bytes = trace_two_threads(GetParam(), 1'000'000);
  EXPECT_GT(long_bytes, 15 * short_bytes);
  EXPECT_GT(long_bytes, std::size_t{2} * kNoiseKb * 1024);
  EXPECT_LT(largest_kb(), before_kb + kNoiseKb);
}

INSTANTIATE_TEST_SUITE_P(, TraceMemory, testing::Values("log.jsonl", "log.txt", "log.json"),
                         [](const auto& instance) {
                           return std::string(instance.param).substr(4);
                         });

}  // namespace
}  // namespace gilsim::runtime
