// SPDX-License-Identifier: MIT
//
// Writes the trace log (docs/trace-format.md) while a program runs.
//
// Invariants: lines come in the order of the calls; a line is given to the sink whole; the log
// depends on simulated facts alone, so two runs of the same program are equal byte for byte. Memory
// does not grow with the length of the trace.
#pragma once

#include "runtime/simulation.h"
#include "runtime/trace/byte_sink.h"
#include "runtime/trace/trace_format.h"
#include "runtime/trace/variable_watch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

// What a log is to hold beyond the handoffs.
struct TraceDetail {
  TraceLevel level = TraceLevel::handoffs;
  std::vector<std::string> variables;  // see VariableWatch

  // Whether the simulation must be asked to show its instructions.
  bool needs_instructions() const { return level == TraceLevel::ops || !variables.empty(); }
};

// What the first line says.
struct TraceHeader {
  TraceDetail detail;
  std::string program;       // file name without folders
  std::string program_path;  // as given; not in the log
  std::string source;        // the program's text: the log's first source line
  std::vector<std::string> arguments;
  std::string gil;
  std::string profile;
  std::int64_t cores = 0;
  SwitchInterval switch_interval;
  std::uint64_t seed = 0;
  std::string start_method;
  bool interactive = false;
  bool live = false;
  std::int64_t max_ticks = INT64_MAX;
  std::uint64_t max_memory_bytes = 0;
};

// With everything the options leave open taken from policy and profile. REQUIRES: a Simulation
// takes the options without an error.
TraceHeader make_trace_header(const SimulationOptions& options, TraceDetail detail = {});

class TraceWriter final : public RunObserver {
 public:
  // `sink` must outlive the writer. Nothing is written before the first event.
  TraceWriter(ByteSink& sink, TraceHeader header);

  void event(const Event& event, const Thread* thread, const Place& place) override;
  void output(const Thread& thread, vm::Stream stream, std::string_view utf8) override;
  bool wants_sync() const override { return header_.detail.level >= TraceLevel::sync; }
  void sync(const Thread& thread, const Place& place, const SyncOperation& operation) override;
  void instruction(const Thread& thread, const Place& place) override;
  void instruction_ended(const Thread& thread) override;
  void input(const Thread& thread, std::string_view name, std::string_view bytes) override;
  // The last line. False if any line could not be written.
  bool finish(const SimulationReport& report);
  // Gives the sink the lines so far.
  void flush();
  // The file's name as the log has it.
  std::string shown_file_name(const vm::Code& code) const;

 private:
  void begin_log();
  void begin_line(TraceLineKind kind);
  void end_line();
  void use_code(const vm::Code& code);
  std::int64_t use_source(const vm::Code& code);
  void put_source(std::string file, std::uint64_t hash, std::string_view text);
  void put_bytecode(const vm::Code& code);
  void begin_line_of(TraceLineKind kind, const Thread& thread, const Place& place);
  void put_place(const Place& place);
  void variable(const Thread& thread, const VariableChange& change);
  void put_event_field(TraceField field, const Event& event, const Thread* thread,
                       const Place& place);
  void put_time_in_states(const Thread& thread, TraceField first);

  void need(std::size_t bytes);
  void put(std::string_view bytes);
  void put_number(std::int64_t value);
  void put_unsigned(std::uint64_t value);
  void put_string(std::string_view text);
  void put_boolean(bool value) { put(value ? "true" : "false"); }
  void key(TraceField field) { put(trace_field_info(field).key); }
  void integer(TraceField field, std::int64_t value);
  void text(TraceField field, std::string_view value);
  void boolean(TraceField field, bool value);

  struct Source {
    std::string file;
    std::uint64_t hash;
    const std::string_view* text = nullptr;  // for recognising it; the hash decides
  };

  ByteSink& sink_;
  TraceHeader header_;
  bool begun_ = false;
  bool failed_ = false;
  std::int64_t lines_ = 0;
  std::int64_t last_ps_ = 0;  // the time of the last event
  std::uint32_t sum_ = 0;
  std::vector<char> buffer_;
  std::size_t size_ = 0;        // bytes in the buffer
  std::size_t line_start_ = 0;  // where the line being written begins, or its part not summed yet
  std::vector<bool> known_codes_;  // by serial number
  std::vector<Source> sources_;
  VariableWatch variables_;
  std::vector<Place> last_places_;  // by thread id: the instruction it has just executed
};

// Several observers of one run, in order.
class ObserverList final : public RunObserver {
 public:
  void add(RunObserver& observer) { observers_.push_back(&observer); }
  bool empty() const { return observers_.empty(); }
  void event(const Event& event, const Thread* thread, const Place& place) override {
    for (RunObserver* const observer : observers_) observer->event(event, thread, place);
  }
  void output(const Thread& thread, vm::Stream stream, std::string_view utf8) override {
    for (RunObserver* const observer : observers_) observer->output(thread, stream, utf8);
  }
  bool wants_sync() const override {
    return std::any_of(observers_.begin(), observers_.end(),
                       [](const RunObserver* observer) { return observer->wants_sync(); });
  }
  void sync(const Thread& thread, const Place& place, const SyncOperation& operation) override {
    for (RunObserver* const observer : observers_) observer->sync(thread, place, operation);
  }
  void input(const Thread& thread, std::string_view name, std::string_view bytes) override {
    for (RunObserver* const observer : observers_) observer->input(thread, name, bytes);
  }
  void instruction(const Thread& thread, const Place& place) override {
    for (RunObserver* const observer : observers_) observer->instruction(thread, place);
  }
  void instruction_ended(const Thread& thread) override {
    for (RunObserver* const observer : observers_) observer->instruction_ended(thread);
  }

 private:
  std::vector<RunObserver*> observers_;
};

}  // namespace gilsim::runtime
