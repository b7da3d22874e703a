// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_speedscope.h"

namespace gilsim::runtime {

void TraceSpeedscope::keep() {
  for (const TraceInterval& interval : cast_.ended_intervals()) {
    by_thread_[interval.thread].push_back(interval);
  }
}

bool TraceSpeedscope::line(const TraceLine& line) {
  if (line.kind == TraceLineKind::header) program_ = line.text(TraceField::program);
  cast_.line(line);
  keep();
  return !buffer_.failed();
}

bool TraceSpeedscope::finish(std::string_view) {
  cast_.finish();
  keep();
  buffer_.put(R"({"$schema":"https://www.speedscope.app/file-format-schema.json",)");
  buffer_.put("\"name\":" + json_quoted(program_) + ",\"exporter\":\"gilsim\",");
  buffer_.put("\"shared\":{\"frames\":[");
  for (int state = 0; state < kThreadStateCount; ++state) {
    if (state > 0) buffer_.put(",");
    buffer_.put("{\"name\":" + json_quoted(name_of(static_cast<ThreadState>(state))) + "}");
  }
  buffer_.put("]},\"profiles\":[");
  bool is_first_profile = true;
  for (const auto& [thread, intervals] : by_thread_) {
    buffer_.put(std::string(is_first_profile ? "\n" : ",\n") + "{\"type\":\"evented\",\"name\":" +
                json_quoted(cast_.name_of(thread)) + ",\"unit\":\"nanoseconds\",\"startValue\":" +
                std::to_string(intervals.front().start_ns) +
                ",\"endValue\":" + std::to_string(intervals.back().end_ns) + ",\"events\":[");
    is_first_profile = false;
    bool is_first_event = true;
    for (const TraceInterval& interval : intervals) {
      const std::string frame = std::to_string(static_cast<int>(interval.state));
      buffer_.put(
          std::string(is_first_event ? "\n" : ",\n") + "{\"type\":\"O\",\"frame\":" + frame +
          ",\"at\":" + std::to_string(interval.start_ns) + "},{\"type\":\"C\",\"frame\":" + frame +
          ",\"at\":" + std::to_string(interval.end_ns) + "}");
      is_first_event = false;
    }
    buffer_.put("]}");
  }
  buffer_.put("]}\n");
  return buffer_.flush();
}

}  // namespace gilsim::runtime
