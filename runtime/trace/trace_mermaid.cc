// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_mermaid.h"

#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/trace/trace_text.h"

#include <algorithm>

namespace gilsim::runtime {
namespace {

// '#' and ';' end a statement, line breaks too.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '#' || c == ';') {
      result += c == '#' ? "#35;" : "#59;";
    } else {
      result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return result;
}

std::string id_of(std::int64_t thread) { return "T" + std::to_string(thread); }

}  // namespace

void TraceMermaid::mention(std::int64_t thread) {
  if (std::find(participants_.begin(), participants_.end(), thread) == participants_.end()) {
    participants_.push_back(thread);
  }
}

void TraceMermaid::handoff(const TraceLine& line) {
  ++handoffs_;
  if (handoffs_ > kMostHandoffs) return;
  const std::int64_t giver = line.number(TraceField::other);
  const std::int64_t taker = line.number(TraceField::thread);
  mention(giver);
  mention(taker);
  const auto drop = drops_.find(line.number(TraceField::process));
  std::string why = drop == drops_.end() ? "" : std::string(why_dropped(drop->second));
  if (!why.empty()) why = ", " + why;
  const std::int64_t waited_ns = line.number(TraceField::waited_ns);
  if (waited_ns > 0) why += ", waited " + time_text(waited_ns * kPicosecondsPerNanosecond);
  arrows_ += "    " + id_of(giver) + "->>" + id_of(taker) + ": " +
             milliseconds_text(line.number(TraceField::ns)) + " ms" + escaped(why) + "\n";
}

bool TraceMermaid::line(const TraceLine& line) {
  cast_.line(line);
  if (line.kind == TraceLineKind::drop_gil) {
    drops_[line.number(TraceField::process)] = line.cause();
  } else if (line.kind == TraceLineKind::take_gil && line.has(TraceField::other) &&
             line.number(TraceField::other) != line.number(TraceField::thread)) {
    handoff(line);
  }
  return !buffer_.failed();
}

bool TraceMermaid::finish(std::string_view warning) {
  buffer_.put("sequenceDiagram\n");
  for (const std::int64_t thread : participants_) {
    buffer_.put("    participant " + id_of(thread) + " as " + escaped(cast_.name_of(thread)) +
                "\n");
  }
  buffer_.put(arrows_);
  const auto note = [this](const std::string& text) {
    if (participants_.empty()) return buffer_.put("    %% " + text + "\n");
    std::string over = id_of(participants_.front());
    if (participants_.size() > 1) over += "," + id_of(participants_.back());
    buffer_.put("    Note over " + over + ": " + escaped(text) + "\n");
  };
  if (handoffs_ > kMostHandoffs) {
    note(counted(handoffs_ - kMostHandoffs, "more handoff") + " not shown");
  } else if (handoffs_ == 0) {
    note("the GIL never went from one thread to another");
  }
  if (!warning.empty()) note(std::string(warning));
  return buffer_.flush();
}

}  // namespace gilsim::runtime
