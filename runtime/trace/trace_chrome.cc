// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_chrome.h"

namespace gilsim::runtime {
namespace {

// "Processes" that carry tracks of ours. The program's own count from 1000.
constexpr std::int64_t kGilTracks = 1;
constexpr std::int64_t kCoreTracks = 2;
constexpr std::int64_t kFirstProcess = 1000;
// Tracks have numbers of their own, beyond those of the program's threads: Perfetto gives a name to
// the last thread of that number, whichever its process (trace_processor, json_trace_parser.cc).
constexpr std::int64_t kFirstGilTrack = 1'000'000;
constexpr std::int64_t kFirstCoreTrack = 2'000'000;

std::string place(std::int64_t process, std::int64_t thread) {
  return "\"pid\":" + std::to_string(process) + ",\"tid\":" + std::to_string(thread);
}

// The track of a process's GIL.
std::int64_t gil_track(std::int64_t process) { return kFirstGilTrack + process - kFirstProcess; }
std::int64_t core_track(std::int64_t core) { return kFirstCoreTrack + core; }

std::string named(std::string_view name) { return "{\"name\":" + json_quoted(name) + "}"; }

}  // namespace

void TraceChrome::event(std::string_view members) {
  buffer_.put(has_events_ ? ",\n{" : "\n{");
  buffer_.put(members);
  buffer_.put("}");
  has_events_ = true;
}

void TraceChrome::metadata(std::string_view what, std::int64_t process, std::int64_t thread,
                           std::string_view arguments) {
  event("\"ph\":\"M\",\"name\":" + json_quoted(what) + "," + place(process, thread) +
        ",\"args\":" + std::string(arguments));
}

void TraceChrome::name_track(std::int64_t process, std::int64_t thread, std::string_view name) {
  metadata("thread_name", process, thread, named(name));
  metadata("thread_sort_index", process, thread, "{\"sort_index\":" + std::to_string(thread) + "}");
}

void TraceChrome::slice(std::string_view name, std::int64_t process, std::int64_t thread,
                        std::int64_t start_ns, std::int64_t end_ns, std::string_view arguments) {
  std::string members = "\"ph\":\"X\",\"name\":" + json_quoted(name) + "," +
                        place(process, thread) + ",\"ts\":" + microseconds_text(start_ns) +
                        ",\"dur\":" + microseconds_text(end_ns - start_ns);
  if (!arguments.empty()) members += ",\"args\":" + std::string(arguments);
  event(members);
}

void TraceChrome::instant(std::string_view name, const TraceLine& line,
                          std::string_view arguments) {
  event("\"ph\":\"i\",\"s\":\"t\",\"name\":" + json_quoted(name) + "," +
        place(line.number(TraceField::process), line.number(TraceField::thread)) + ",\"ts\":" +
        microseconds_text(line.number(TraceField::ns)) + ",\"args\":" + std::string(arguments));
}

void TraceChrome::begin(const TraceLine& header) {
  begun_ = true;
  buffer_.put("{\"displayTimeUnit\":\"ns\",\"otherData\":{\"made by\":\"gilsim\",\"program\":" +
              json_quoted(header.text(TraceField::program)) +
              ",\"gil\":" + json_quoted(header.text(TraceField::gil)) +
              ",\"profile\":" + json_quoted(header.text(TraceField::profile)) + ",\"seed\":" +
              std::to_string(static_cast<std::uint64_t>(header.number(TraceField::seed))) +
              "},\"traceEvents\":[");
  metadata("process_name", kGilTracks, kFirstGilTrack, named("who holds the GIL"));
  metadata("process_sort_index", kGilTracks, kFirstGilTrack, "{\"sort_index\":1}");
  metadata("process_name", kCoreTracks, kFirstCoreTrack, named("cores"));
  metadata("process_sort_index", kCoreTracks, kFirstCoreTrack, "{\"sort_index\":2}");
  for (std::int64_t core = 0; core < header.number(TraceField::cores); ++core) {
    name_track(kCoreTracks, core_track(core), "core " + std::to_string(core));
  }
}

void TraceChrome::thread_starts(const TraceLine& line) {
  const std::int64_t process = line.number(TraceField::process);
  const std::int64_t thread = line.number(TraceField::thread);
  if (named_processes_.insert(process).second) {
    const std::string name = cast_.process_name_of(process);
    metadata("process_name", process, thread, named(name));
    metadata("process_sort_index", process, thread,
             "{\"sort_index\":" + std::to_string(process) + "}");
    name_track(kGilTracks, gil_track(process), "GIL of " + name);
  }
  name_track(process, thread, line.text(TraceField::name));
}

void TraceChrome::slices() {
  for (const TraceInterval& interval : cast_.ended_intervals()) {
    slice(name_of(interval.state), cast_.actors().at(interval.thread).process, interval.thread,
          interval.start_ns, interval.end_ns,
          "{\"because\":" + json_quoted(name_of(interval.cause)) + "}");
  }
  for (const TraceTenure& tenure : cast_.ended_on_core()) {
    slice(cast_.name_of(tenure.thread), kCoreTracks, core_track(tenure.place), tenure.start_ns,
          tenure.end_ns, "");
  }
  for (const TraceTenure& tenure : cast_.ended_holding()) {
    slice(cast_.name_of(tenure.thread), kGilTracks, gil_track(tenure.place), tenure.start_ns,
          tenure.end_ns, "");
  }
}

// An arrow from the slice in which the GIL was dropped to the one in which it was taken.
void TraceChrome::handoff(const TraceLine& line) {
  const std::int64_t process = line.number(TraceField::process);
  const auto dropped = dropped_ns_.find(process);
  if (dropped == dropped_ns_.end() || !line.has(TraceField::other)) return;
  const std::int64_t giver = line.number(TraceField::other);
  const std::int64_t taker = line.number(TraceField::thread);
  if (giver == taker) return;
  const std::string common =
      "\"cat\":\"gil\",\"name\":\"handoff\",\"id\":" + std::to_string(++arrows_) + ",";
  event("\"ph\":\"s\"," + common + place(process, giver) +
        ",\"ts\":" + microseconds_text(dropped->second));
  event("\"ph\":\"f\",\"bp\":\"e\"," + common + place(process, taker) +
        ",\"ts\":" + microseconds_text(line.number(TraceField::ns)));
}

void TraceChrome::operation(const TraceLine& line) {
  std::string arguments = "{\"outcome\":" + json_quoted(line.text(TraceField::outcome));
  for (const TraceField field : {TraceField::object, TraceField::waiters, TraceField::count}) {
    if (!line.has(field)) continue;
    arguments += ",\"" + std::string(trace_field_info(field).name) +
                 "\":" + std::to_string(line.number(field));
  }
  instant(std::string(line.text(TraceField::kind)) + "." +
              std::string(line.text(TraceField::operation)),
          line, arguments + "}");
}

// A number has a curve, anything else a mark.
void TraceChrome::variable(const TraceLine& line) {
  const std::string_view value = line.text(TraceField::value);
  const std::string name =
      std::string(line.text(TraceField::scope)) + "." + std::string(line.text(TraceField::name));
  const std::size_t digits = value.starts_with('-') ? 1 : 0;
  constexpr std::size_t kMostDigits = 15;  // that a double holds exactly
  const bool is_number = value.size() > digits && value.size() <= digits + kMostDigits &&
                         value.find_first_not_of("0123456789", digits) == value.npos;
  if (!is_number) return instant(name, line, "{\"value\":" + json_quoted(value) + "}");
  event("\"ph\":\"C\",\"name\":" + json_quoted(name) +
        ",\"pid\":" + std::to_string(line.number(TraceField::process)) +
        ",\"ts\":" + microseconds_text(line.number(TraceField::ns)) +
        ",\"args\":{\"value\":" + std::string(value) + "}");
}

void TraceChrome::count_waiters(const TraceLine& line) {
  const std::int64_t process = line.number(TraceField::process);
  const std::int64_t count = cast_.waiters_of(process);
  std::int64_t& counted = waiters_[process];
  if (counted == count) return;
  counted = count;
  event("\"ph\":\"C\",\"name\":\"threads that wait for the GIL\",\"pid\":" +
        std::to_string(process) + ",\"ts\":" + microseconds_text(line.number(TraceField::ns)) +
        ",\"args\":{\"threads\":" + std::to_string(count) + "}");
}

bool TraceChrome::line(const TraceLine& line) {
  if (line.kind == TraceLineKind::header) begin(line);
  cast_.line(line);
  slices();
  switch (line.kind) {
    case TraceLineKind::thread_start:
      thread_starts(line);
      break;
    case TraceLineKind::drop_gil:
      dropped_ns_[line.number(TraceField::process)] = line.number(TraceField::ns);
      break;
    case TraceLineKind::take_gil:
      handoff(line);
      break;
    case TraceLineKind::drop_request:
      instant("drop request", line,
              "{\"to\":" + json_quoted(cast_.name_of(line.number(TraceField::other))) + "}");
      break;
    case TraceLineKind::missed_wakeup:
      instant("missed wake-up", line, "{}");
      break;
    case TraceLineKind::output:
      instant("output", line, "{\"text\":" + json_quoted(line.text(TraceField::text)) + "}");
      break;
    case TraceLineKind::sync:
      operation(line);
      break;
    case TraceLineKind::op:
      instant("line " + std::to_string(line.number(TraceField::line)), line,
              "{\"instruction\":" + std::to_string(line.number(TraceField::instruction)) + "}");
      break;
    case TraceLineKind::variable:
      variable(line);
      break;
    case TraceLineKind::state:
    case TraceLineKind::thread_end:
      count_waiters(line);
      break;
    default:
      break;
  }
  return !buffer_.failed();
}

bool TraceChrome::finish(std::string_view) {
  if (!begun_) begin(TraceLine());
  cast_.finish();
  slices();
  buffer_.put("\n]}\n");
  return buffer_.flush();
}

}  // namespace gilsim::runtime
