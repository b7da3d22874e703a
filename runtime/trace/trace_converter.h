// SPDX-License-Identifier: MIT
//
// What a trace log can be turned into. A converter is fed the log's lines, in order, by a reader or
// while the program runs; the ending of a file name chooses it.
#pragma once

#include "runtime/trace/byte_sink.h"
#include "runtime/trace/trace_reader.h"

#include <memory>
#include <string>
#include <string_view>

namespace gilsim::runtime {

class TraceConverter : public TraceVisitor {
 public:
  // After the last line. `warning` says that the log was cut off; empty if it is complete. False if
  // anything could not be written.
  virtual bool finish(std::string_view warning) = 0;
};

// The converter for a file of this name, writing to `sink`, which must outlive it. Null: the ending
// is none of kTraceEndings.
std::unique_ptr<TraceConverter> make_trace_converter(std::string_view path, ByteSink& sink);

// For error messages and help.
inline constexpr std::string_view kTraceEndings = ".txt .json .svg .csv .speedscope.json .mmd";

// Collects text and passes it on in large pieces.
class TextBuffer {
 public:
  explicit TextBuffer(ByteSink& sink) : sink_(sink) {}
  void put(std::string_view text) {
    text_ += text;
    if (text_.size() >= kFlushAt) flush();
  }
  bool flush() {
    if (!text_.empty()) failed_ = failed_ || !sink_.write(text_);
    text_.clear();
    return !failed_;
  }
  bool failed() const { return failed_; }

 private:
  static constexpr std::size_t kFlushAt = 64 * 1024;
  ByteSink& sink_;
  std::string text_;
  bool failed_ = false;
};

// Nanoseconds as microseconds with three decimals, the unit of Chrome's format.
std::string microseconds_text(std::int64_t ns);
// Nanoseconds as milliseconds with three decimals, for labels.
std::string milliseconds_text(std::int64_t ns);
// A JSON string, quotes included.
std::string json_quoted(std::string_view utf8);

}  // namespace gilsim::runtime
