// SPDX-License-Identifier: MIT
//
// The first handoffs of a trace log as a Mermaid sequence diagram, for slides and wikis: an arrow
// from who dropped the GIL to who took it, with time and reason.
#pragma once

#include "runtime/trace/trace_cast.h"
#include "runtime/trace/trace_converter.h"

namespace gilsim::runtime {

class TraceMermaid final : public TraceConverter {
 public:
  static constexpr std::int64_t kMostHandoffs = 30;

  explicit TraceMermaid(ByteSink& sink) : buffer_(sink) {}
  bool line(const TraceLine& line) override;
  bool finish(std::string_view warning) override;

 private:
  void handoff(const TraceLine& line);
  void mention(std::int64_t thread);

  TextBuffer buffer_;
  TraceCast cast_;
  std::map<std::int64_t, Cause> drops_;     // by process: why its GIL was dropped last
  std::vector<std::int64_t> participants_;  // in the order of their first handoff
  std::string arrows_;
  std::int64_t handoffs_ = 0;
};

}  // namespace gilsim::runtime
