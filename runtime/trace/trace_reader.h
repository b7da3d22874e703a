// SPDX-License-Identifier: MIT
//
// Reads a trace log back, line by line, from bytes that may come in any pieces.
//
// Invariants: a visitor sees only lines whose checksum is right and that follow the table of
// trace_fields.def; memory does not grow with the length of the log. Whatever the bytes are, there
// is an answer.
#pragma once

#include "runtime/trace/byte_sink.h"
#include "runtime/trace/trace_format.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

struct TraceInstruction {
  std::string name;
  std::optional<std::int64_t> argument;
  std::int64_t line = 0;
  std::string text;  // what the argument stands for
};

// One line. Fields that are not `has`, and those of other kinds, hold what an earlier line left.
struct TraceLine {
  TraceLineKind kind = TraceLineKind::header;
  std::bitset<kTraceFieldCount> present;
  std::array<std::int64_t, kTraceFieldCount> numbers{};  // causes, states, booleans too
  std::array<std::string, kTraceFieldCount> texts;
  std::vector<TraceInstruction> bytecode;

  bool has(TraceField field) const { return present[static_cast<std::size_t>(field)]; }
  // 0 if it is not there.
  std::int64_t number(TraceField field) const {
    return has(field) ? numbers[static_cast<std::size_t>(field)] : 0;
  }
  std::string_view text(TraceField field) const {
    return has(field) ? std::string_view(texts[static_cast<std::size_t>(field)])
                      : std::string_view();
  }
  Cause cause() const { return static_cast<Cause>(number(TraceField::cause)); }
  ThreadState state(TraceField field) const { return static_cast<ThreadState>(number(field)); }
};

class TraceVisitor {
 public:
  virtual ~TraceVisitor() = default;
  // False: the visitor wants no more (its own output failed, say).
  virtual bool line(const TraceLine& line) = 0;
};

enum class TraceReadEnd : std::uint8_t {
  complete,
  cut_off,  // all whole lines were read; message is a warning
  damaged,  // a line was changed; message names it
  refused,  // not a trace log, or of a newer version
  stopped,  // by the visitor
};

struct TraceReadResult {
  TraceReadEnd end = TraceReadEnd::complete;
  std::int64_t lines = 0;  // given to the visitor
  std::string message;     // a sentence, unless complete
};

// Takes the log's bytes by write(), which answers false once nothing more is wanted.
class TraceReader final : public ByteSink {
 public:
  explicit TraceReader(TraceVisitor& visitor) : visitor_(visitor) {}
  bool write(std::string_view bytes) override;
  // No more bytes.
  TraceReadResult finish();

 private:
  bool whole_line(std::string_view text);
  bool check_header(std::string_view text);
  void end_with(TraceReadEnd end, std::string message);

  TraceVisitor& visitor_;
  std::optional<TraceReadResult> result_;
  std::string pending_;  // the beginning of a line
  TraceLine line_;
  std::int64_t lines_ = 0;
  std::uint32_t sum_ = 0;
  bool seen_totals_ = false;
};

// Reads a file. `error` is set, and the result is empty, if it cannot be opened or read.
std::optional<TraceReadResult> read_trace_file(const std::string& path, TraceVisitor& visitor,
                                               std::string* error);

}  // namespace gilsim::runtime
