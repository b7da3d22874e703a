// SPDX-License-Identifier: MIT
//
// A picture is found by going on from the snapshot before it; a search goes from event to event.
#include "runtime/stepping/step_history.h"

#include "runtime/trace/checksum.h"

#include <algorithm>
#include <utility>

namespace gilsim::runtime {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, length));
    if (lines.back().ends_with('\r')) lines.back().pop_back();
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return lines;
}

std::string argument_of(const TraceInstruction& instruction) {
  if (!instruction.argument.has_value()) return {};
  std::string text = std::to_string(*instruction.argument);
  if (!instruction.text.empty()) text += " (" + instruction.text + ")";
  return text;
}

}  // namespace

bool StepHistory::line(const TraceLine& line) {
  if (!is_step_event(line.kind)) {
    take_other(line);
    return true;
  }
  if (line.kind == TraceLineKind::thread_start) {
    StepThreadName& thread = threads_[static_cast<std::uint32_t>(line.number(TraceField::thread))];
    thread.name = line.text(TraceField::name);
    thread.process_name = line.text(TraceField::process_name);
    thread.process = static_cast<std::uint32_t>(line.number(TraceField::process));
    thread.is_daemon = line.number(TraceField::daemon) != 0;
  }
  append(step_event_of(line),
         line.kind == TraceLineKind::output ? line.text(TraceField::text) : std::string_view());
  return true;
}

void StepHistory::append(StepEvent event, std::string_view text) {
  if (event.kind == TraceLineKind::output) {
    event.text = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(text);
  }
  if (size() % kSnapshotEvery == 0) snapshots_.push_back(now_);
  events_.push_back(event);
  now_.add(event);
}

bool StepHistory::repeated(const TraceLine& line, std::int64_t number) {
  if (!is_step_event(line.kind)) return true;
  if (number > size()) return is_complete_ ? false : this->line(line);
  StepEvent event = step_event_of(line);
  const StepEvent& known = at(number);
  if (event.kind == TraceLineKind::output && known.text != StepEvent::kNone) {
    event.text = known.text;
    if (line.text(TraceField::text) != texts_[known.text]) return false;
  }
  return event == known;
}

void StepHistory::take_other(const TraceLine& line) {
  switch (line.kind) {
    case TraceLineKind::header:
      header_ = line;
      program_ = line.text(TraceField::program);
      return;
    case TraceLineKind::argument:
      arguments_.emplace_back(line.text(TraceField::text));
      return;
    case TraceLineKind::source:
      return take_source(line);
    case TraceLineKind::code:
      return take_code(line);
    case TraceLineKind::totals:
      end_ = line.text(TraceField::end);
      exit_status_ = line.number(TraceField::exit_status);
      return;
    default:
      return;
  }
}

void StepHistory::take_source(const TraceLine& line) {
  const std::string_view text = line.text(TraceField::text);
  const std::uint64_t hash = fnv1a_64(text);
  if (line.number(TraceField::source) == 0) main_source_ = text;
  source_hashes_[line.number(TraceField::source)] = hash;
  sources_.emplace(hash, lines_of(text));
}

void StepHistory::take_code(const TraceLine& line) {
  const auto serial = static_cast<std::uint32_t>(line.number(TraceField::code));
  if (codes_.contains(serial)) return;
  StepCode& code = codes_[serial];
  code.name = line.text(TraceField::name);
  code.file = line.text(TraceField::file);
  const auto source = source_hashes_.find(line.number(TraceField::source));
  if (source != source_hashes_.end()) code.source = source->second;
  code.first_line = static_cast<std::int32_t>(line.number(TraceField::first_line));
  for (const TraceInstruction& instruction : line.bytecode) {
    StepInstruction& made = code.instructions.emplace_back();
    made.name = instruction.name;
    made.argument = argument_of(instruction);
    made.line = static_cast<std::int32_t>(instruction.line);
  }
}

void StepHistory::add_code(std::uint32_t serial, StepCode code, std::string_view source_text) {
  if (!source_text.empty()) sources_.emplace(code.source, lines_of(source_text));
  codes_[serial] = std::move(code);
  if (serial >= codes_of_run_.size()) codes_of_run_.resize(serial + std::size_t{1});
  codes_of_run_[serial] = true;
}

Picture StepHistory::picture_at(std::int64_t number) const {
  if (number == size()) return now_;
  Picture picture = snapshots_[static_cast<std::size_t>(number / kSnapshotEvery)];
  while (picture.event < number) picture.add(at(picture.event + 1));
  return picture;
}

std::int64_t StepHistory::next_match(std::int64_t number, const EventFilter& filter) const {
  for (++number; number <= size(); ++number) {
    if (filter.matches(at(number))) return number;
  }
  return 0;
}

std::int64_t StepHistory::previous_match(std::int64_t number, const EventFilter& filter) const {
  for (--number; number >= 1; --number) {
    if (filter.matches(at(number))) return number;
  }
  return 0;
}

// Output stands at its thread's time, which may be a little later than that of what follows.
std::int64_t StepHistory::last_until(std::int64_t ns) const {
  const auto after = std::partition_point(events_.begin(), events_.end(),
                                          [ns](const StepEvent& event) { return event.ns <= ns; });
  return after - events_.begin();
}

std::string_view StepHistory::text_of(const StepEvent& event) const {
  return event.text < texts_.size() ? std::string_view(texts_[event.text]) : std::string_view();
}

std::string StepHistory::output_until(std::int64_t outputs, std::size_t most) const {
  auto first = static_cast<std::size_t>(outputs);
  std::size_t length = 0;
  while (first > 0 && length < most) length += texts_[--first].size();
  std::string text;
  for (; first < static_cast<std::size_t>(outputs); ++first) text += texts_[first];
  return text.size() > most ? text.substr(text.size() - most) : text;
}

std::string StepHistory::thread_name(std::uint32_t thread) const {
  const auto found = threads_.find(thread);
  if (found == threads_.end()) return thread == 0 ? "nobody" : "thread " + std::to_string(thread);
  const StepThreadName& row = found->second;
  if (row.process == threads_.begin()->second.process) return row.name;
  return row.name == "MainThread" ? row.process_name : row.process_name + "/" + row.name;
}

const StepCode* StepHistory::code(std::uint32_t serial) const {
  const auto found = codes_.find(serial);
  return found == codes_.end() ? nullptr : &found->second;
}

const StepInstruction* StepHistory::instruction(std::uint32_t serial, std::uint32_t index) const {
  const StepCode* const found = code(serial);
  return found == nullptr || index >= found->instructions.size() ? nullptr
                                                                 : &found->instructions[index];
}

const std::vector<std::string>& StepHistory::source(std::uint64_t hash) const {
  static const std::vector<std::string> kNone;
  const auto found = sources_.find(hash);
  return found == sources_.end() ? kNone : found->second;
}

}  // namespace gilsim::runtime
