// SPDX-License-Identifier: MIT
//
// A trace log as a picture: time to the right, a row for each GIL and each thread, a bar for each
// state. Real text, a title on each bar (browsers show it under the pointer, screen readers read
// it), no scripts. States differ in height and pattern, not only in colour.
//
// Invariant: memory and the picture stay small however long the log is. Bars that are too short to
// be seen join the one before them; how short, the legend says.
#pragma once

#include "runtime/trace/trace_cast.h"
#include "runtime/trace/trace_converter.h"

namespace gilsim::runtime {

class TraceSvg final : public TraceConverter {
 public:
  explicit TraceSvg(ByteSink& sink) : buffer_(sink) {}
  bool line(const TraceLine& line) override;
  bool finish(std::string_view warning) override;

 private:
  struct Bar {
    std::int64_t start_ns = 0;
    std::int64_t end_ns = 0;
    int look = 0;  // a ThreadState; of a GIL's row: unused
    std::int64_t thread = 0;
  };
  using Row = std::vector<Bar>;

  void keep();
  void add(Row& row, const Bar& bar);
  void thin_out();
  void draw_head(std::size_t rows);
  void draw_axis(double top, double bottom);
  void draw_row(std::string_view label, const Row& row, double top, bool is_gil);
  void draw_bar(const Bar& bar, double top, bool is_gil);
  void draw_legend(double top, std::string_view warning);
  double x_of(std::int64_t ns) const;

  TextBuffer buffer_;
  TraceCast cast_;
  std::string subtitle_;
  std::map<std::int64_t, Row> gil_rows_;     // by process
  std::map<std::int64_t, Row> thread_rows_;  // by thread
  std::size_t bars_ = 0;
  std::int64_t shortest_ns_ = 0;  // shorter bars join the one before
  std::int64_t end_ns_ = 1;
};

}  // namespace gilsim::runtime
