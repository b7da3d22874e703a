// SPDX-License-Identifier: MIT
//
// Bytes as a trace log: reader and converters. Whatever they are, there is an answer. Each input is
// read as it is, which ends at the first checksum, and with its checksums put right, which reaches
// everything behind them.
#include "runtime/trace/trace_converter.h"
#include "runtime/trace/trace_reader.h"
#include "tests/fuzz/finding.h"
#include "tests/fuzz/stopwatch.h"
#include "tests/tools/right_sums.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gilsim::tests {
namespace {

class LineCounter final : public runtime::TraceVisitor {
 public:
  bool line(const runtime::TraceLine&) override {
    ++lines;
    return true;
  }
  std::int64_t lines = 0;
};

void check_result(const runtime::TraceReadResult& result, std::int64_t lines) {
  require(result.lines == lines, "the count of lines is wrong");
  require(result.message.empty() == (result.end == runtime::TraceReadEnd::complete),
          "an end without its sentence, or a sentence without need");
}

runtime::TraceReadResult read_in_pieces(std::string_view log, std::size_t piece) {
  LineCounter counter;
  runtime::TraceReader reader(counter);
  while (!log.empty() && reader.write(log.substr(0, piece))) {
    log.remove_prefix(std::min(piece, log.size()));
  }
  const runtime::TraceReadResult result = reader.finish();
  check_result(result, counter.lines);
  return result;
}

void read(std::string_view log) {
  const runtime::TraceReadResult whole = read_in_pieces(log, std::max<std::size_t>(log.size(), 1));
  const runtime::TraceReadResult pieces = read_in_pieces(log, 1 + log.size() / 7);
  require(whole.end == pieces.end && whole.lines == pieces.lines && whole.message == pieces.message,
          "it matters in which pieces a log comes");
}

void convert(std::string_view log) {
  for (const char* const name :
       {"x.txt", "x.json", "x.svg", "x.csv", "x.speedscope.json", "x.mmd"}) {
    runtime::StringSink sink;
    const std::unique_ptr<runtime::TraceConverter> converter =
        runtime::make_trace_converter(name, sink);
    runtime::TraceReader reader(*converter);
    reader.write(log);
    require(converter->finish(reader.finish().message), "a converter gave up");
  }
}

}  // namespace
}  // namespace gilsim::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gilsim;
  const tests::Stopwatch stopwatch;
  const std::string_view log(reinterpret_cast<const char*>(data), size);
  tests::read(log);
  const std::string repaired = tests::with_right_sums(log);
  tests::read(repaired);
  tests::convert(repaired);
  return 0;
}
