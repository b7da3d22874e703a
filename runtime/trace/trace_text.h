// SPDX-License-Identifier: MIT
//
// A trace log as a text for people: time in the gutter, a column a thread, a bar across at each
// handoff of the GIL with the reason in words.
//
// It is made from the log's lines alone, so a converted log and the text of a run are the same. At
// most 100 columns wide, ASCII except for what the program itself says, readable without colour.
#pragma once

#include "runtime/trace/trace_cast.h"
#include "runtime/trace/trace_converter.h"
#include "runtime/trace/watch_gutter.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class TraceText final : public TraceConverter {
 public:
  // `sink` must outlive it. `watched`: variables whose values stand beside the time.
  explicit TraceText(ByteSink& sink, const std::vector<std::string>& watched = {})
      : buffer_(sink), watch_(watched) {}
  // Those of `watched` that the log has had no value of.
  std::vector<std::string> unseen() const { return watch_.unseen(); }
  // False once the sink has failed.
  bool line(const TraceLine& line) override;
  // The text ends; `warning` (a log that was cut off) becomes its last line.
  bool finish(std::string_view warning) override;

 private:
  // How a process's lock was dropped last.
  struct Drop {
    std::int64_t ns = 0;
    std::int64_t thread = 0;
    std::int64_t asker = 0;
    Cause cause = Cause::none;
    std::int64_t tick = 0;
    std::string place;  // "line 7 (JUMP_BACKWARD)"
  };

  struct Code {
    std::string file;
    std::vector<std::string> opcodes;
    std::vector<std::string> arguments;  // as a person reads them
  };

  void header(const TraceLine& line);
  void totals(const TraceLine& line);
  void thread_starts(const TraceLine& line);
  void handoff(const TraceLine& line);
  void output(const TraceLine& line);
  void headings();
  void row(std::int64_t ns, std::int64_t thread, std::string_view text);
  void across(char fill, std::string_view text);
  void sentence(std::string_view text);
  void put(std::string_view text);
  std::size_t column_width() const;
  std::string cell_of(const TraceLine& line) const;
  std::string cell_of_operation(const TraceLine& line) const;
  std::string cell_of_instruction(const TraceLine& line) const;
  std::string cell_of_variable(const TraceLine& line) const;
  std::string place_of(const TraceLine& line) const;
  std::string short_place_of(const TraceLine& line) const;
  std::string name_of_thread(std::int64_t id) const;
  bool is_alive(std::int64_t thread) const;

  TextBuffer buffer_;
  TraceCast cast_;
  WatchGutter watch_;
  std::map<std::int64_t, Drop> drops_;  // by process
  std::map<std::int64_t, Code> codes_;  // by serial number
  std::string program_;                 // the main program's file
  std::vector<std::int64_t> columns_;   // threads; 0: an ended one's, free
  std::int64_t handoffs_ = 0;
};

// "because it waits for a lock", for the causes a thread can drop the GIL for; empty for the
// others.
std::string_view why_dropped(Cause cause);

}  // namespace gilsim::runtime
