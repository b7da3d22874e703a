// SPDX-License-Identifier: MIT
//
// All events of a run that are known so far, with the texts, code and source that they name: what
// one looks things up in, forwards and backwards.
//
// It is fed the lines of a trace log, from a file or from a run. Events are numbered from 1.
// Memory: about 80 bytes an event.
#pragma once

#include "runtime/stepping/step_picture.h"
#include "runtime/trace/trace_reader.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

struct StepInstruction {
  std::string name;
  std::string argument;  // as dis shows it, number and meaning; empty: none
  std::int32_t line = 0;
  bool may_check = false;    // a check point may follow it
  bool begins_line = false;  // a step by line stops here
};

struct StepCode {
  std::string name;
  std::string file;
  std::uint64_t source = 0;  // hash of the source's text; 0: it is not kept
  std::int32_t first_line = 0;
  bool has_check_points = false;  // `may_check` is known
  std::vector<StepInstruction> instructions;
};

struct StepThreadName {
  std::string name;
  std::string process_name;
  std::uint32_t process = 0;
  bool is_daemon = false;
};

class StepHistory final : public TraceVisitor {
 public:
  // Takes the next line of the log. Always true.
  bool line(const TraceLine& line) override;
  // A line of a run that repeats what is known from event `number` on: events already known are
  // compared. False: event `number` is not what it was.
  bool repeated(const TraceLine& line, std::int64_t number);
  // What a run says of a code object; stands from then on. `source_text` may be empty if it was
  // there before.
  void add_code(std::uint32_t serial, StepCode code, std::string_view source_text);
  // Everything of the run has been seen.
  void set_complete() { is_complete_ = true; }

  std::int64_t size() const { return static_cast<std::int64_t>(events_.size()); }
  bool is_complete() const { return is_complete_; }
  // REQUIRES: 1 <= number <= size().
  const StepEvent& at(std::int64_t number) const {
    return events_[static_cast<std::size_t>(number - 1)];
  }
  // After so many events. REQUIRES: 0 <= number <= size().
  Picture picture_at(std::int64_t number) const;

  // The next match after `number`, or the one before it. 0: there is none.
  std::int64_t next_match(std::int64_t number, const EventFilter& filter) const;
  std::int64_t previous_match(std::int64_t number, const EventFilter& filter) const;
  // The last event at or before that time; 0: there is none.
  std::int64_t last_until(std::int64_t ns) const;

  std::string_view text_of(const StepEvent& event) const;
  // What the program wrote in the first `outputs` outputs, no more than the last `most` bytes.
  std::string output_until(std::int64_t outputs, std::size_t most) const;

  // "Thread-1 (work)"; of another process: with the process's name.
  std::string thread_name(std::uint32_t thread) const;
  const std::map<std::uint32_t, StepThreadName>& threads() const { return threads_; }
  // nullptr: not known.
  const StepCode* code(std::uint32_t serial) const;
  const StepInstruction* instruction(std::uint32_t code, std::uint32_t index) const;
  // Which ones a run has told of, by serial.
  const std::vector<bool>& codes_of_run() const { return codes_of_run_; }
  // The lines of a source file, without their ends; empty: its text is not kept.
  const std::vector<std::string>& source(std::uint64_t hash) const;
  // The main program's file.
  const std::string& program() const { return program_; }
  // The log's first line and its arguments; the header's kind is `header` once it was seen.
  const TraceLine& header() const { return header_; }
  const std::vector<std::string>& arguments() const { return arguments_; }
  const std::string& main_source() const { return main_source_; }
  // How the run ended, once it is known: "finished", "deadlock", ...
  const std::string& end() const { return end_; }
  std::int64_t exit_status() const { return exit_status_; }

 private:
  void take_other(const TraceLine& line);
  void take_code(const TraceLine& line);
  void take_source(const TraceLine& line);
  void append(StepEvent event, std::string_view text);

  static constexpr std::int64_t kSnapshotEvery = 2048;

  std::deque<StepEvent> events_;
  std::deque<std::string> texts_;
  std::vector<Picture> snapshots_;  // one after each kSnapshotEvery events; [0] before the first
  Picture now_;                     // after all known events
  std::map<std::uint32_t, StepThreadName> threads_;
  std::map<std::uint32_t, StepCode> codes_;
  std::vector<bool> codes_of_run_;
  std::map<std::uint64_t, std::vector<std::string>> sources_;
  std::map<std::int64_t, std::uint64_t> source_hashes_;  // by the log's number
  TraceLine header_;
  std::vector<std::string> arguments_;
  std::string program_;
  std::string main_source_;
  std::string end_;
  std::int64_t exit_status_ = 0;
  bool is_complete_ = false;
};

}  // namespace gilsim::runtime
