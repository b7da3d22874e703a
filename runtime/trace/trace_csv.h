// SPDX-License-Identifier: MIT
//
// A trace log as comma-separated values (RFC 4180): one row an event, one column a field that an
// event can have, for spreadsheets and data frames. Sources, code objects and the header are left
// out.
#pragma once

#include "runtime/trace/trace_cast.h"
#include "runtime/trace/trace_converter.h"

namespace gilsim::runtime {

class TraceCsv final : public TraceConverter {
 public:
  explicit TraceCsv(ByteSink& sink) : buffer_(sink) {}
  bool line(const TraceLine& line) override;
  bool finish(std::string_view warning) override;

 private:
  void headings();

  TextBuffer buffer_;
  TraceCast cast_;
  bool begun_ = false;
};

}  // namespace gilsim::runtime
