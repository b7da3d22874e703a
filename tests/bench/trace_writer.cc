// SPDX-License-Identifier: MIT
//
// How many handoff events a second the trace writer takes by itself: no program runs, the events of
// two threads that change places are fed to it, and the log goes to /dev/null.
//
// Usage: gilsim_trace_writer_bench EVENTS; prints the events and the CPU seconds they took.
#include "runtime/trace/byte_sink.h"
#include "runtime/trace/trace_writer.h"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace gilsim::runtime;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// The eight events of one handoff, as a run under cpython-3.11 has them.
class Handoffs {
 public:
  Handoffs() {
    process_.id = 1000;
    process_.name = "MainProcess";
    for (std::uint32_t i = 0; i < 2; ++i) {
      threads_[i].id = i + 1;
      threads_[i].process = &process_;
      threads_[i].name = "Thread-" + std::to_string(i + 1);
    }
  }

  std::int64_t feed(TraceWriter& writer) {
    constexpr EventKind kKinds[] = {EventKind::drop_request, EventKind::drop_gil, EventKind::state,
                                    EventKind::take_gil,     EventKind::state,    EventKind::state,
                                    EventKind::block,        EventKind::wake};
    for (const EventKind kind : kKinds) emit(writer, kind);
    ++handoffs_;
    return std::size(kKinds);
  }

 private:
  void emit(TraceWriter& writer, EventKind kind) {
    const std::uint64_t turn = handoffs_ % 2;
    Event event;
    event.time_ps = now_ps_ += 5'000'123'456;
    event.tick = 760'919 * static_cast<std::int64_t>(handoffs_);
    event.duration_ps = 5'000'056'000;
    event.object = handoffs_;
    event.thread = static_cast<std::uint32_t>(turn + 1);
    event.other_thread = static_cast<std::uint32_t>(2 - turn);
    event.process = process_.id;
    event.core = static_cast<std::uint16_t>(turn);
    event.kind = kind;
    event.cause = Cause::drop_request;
    event.from = ThreadState::running;
    event.to = ThreadState::wants_gil;
    writer.event(event, &threads_[turn], Place());
  }

  Process process_;
  Thread threads_[2];
  std::int64_t now_ps_ = 0;
  std::uint64_t handoffs_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t wanted = argc > 1 ? std::atoll(argv[1]) : 0;
  FileSink sink;
  if (wanted <= 0 || !sink.open("/dev/null")) {
    std::fputs("usage: gilsim_trace_writer_bench EVENTS\n", stderr);
    return 2;
  }
  TraceHeader header;
  header.program = "bench.py";
  TraceWriter writer(sink, header);
  Handoffs handoffs;
  std::int64_t events = 0;
  const double start = cpu_seconds();
  while (events < wanted) events += handoffs.feed(writer);
  if (!writer.finish(SimulationReport())) return 1;
  std::printf("%lld %.6f\n", static_cast<long long>(events), cpu_seconds() - start);
  return 0;
}
