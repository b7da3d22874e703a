// SPDX-License-Identifier: MIT
//
// A trace log in the file format of speedscope.app: a profile for each thread, whose frames are the
// thread's states. https://www.speedscope.app/file-format-schema.json is the schema.
#pragma once

#include "runtime/trace/trace_cast.h"
#include "runtime/trace/trace_converter.h"

namespace gilsim::runtime {

class TraceSpeedscope final : public TraceConverter {
 public:
  explicit TraceSpeedscope(ByteSink& sink) : buffer_(sink) {}
  bool line(const TraceLine& line) override;
  bool finish(std::string_view warning) override;

 private:
  void keep();

  TextBuffer buffer_;
  TraceCast cast_;
  std::string program_;
  // The format has one profile after the other: all but the last thread's must be kept.
  std::map<std::int64_t, std::vector<TraceInterval>> by_thread_;
};

}  // namespace gilsim::runtime
