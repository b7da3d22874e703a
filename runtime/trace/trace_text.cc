// SPDX-License-Identifier: MIT
//
// Rows come as the lines do; only what a student asks about gets one. What the other threads do at
// that time shows as one sign in their columns.
#include "runtime/trace/trace_text.h"

#include "runtime/gil/gil_policy.h"
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/sync_operation.h"

#include <algorithm>

namespace gilsim::runtime {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kGutter = 13;
constexpr std::size_t kIndent = 6;  // of sentences
constexpr std::size_t kWidestColumn = 42;
constexpr std::size_t kNarrowestColumn = 9;
constexpr std::size_t kRoomForLines = 20;  // a column this wide shows line numbers
constexpr std::size_t kRoomForFiles = 26;  // and file names of modules
constexpr std::size_t kMostColumns = (kWidth - kGutter) / (kNarrowestColumn + 1);

char sign_of(ThreadState state) {
  switch (state) {
    case ThreadState::running:
      return '*';
    case ThreadState::wants_gil:
      return '.';
    case ThreadState::ready:
      return 'c';
    case ThreadState::blocked_lock:
      return '-';
    case ThreadState::blocked_io:
      return '-';
    case ThreadState::sleeping:
      return 'z';
    case ThreadState::native:
      return '#';
    case ThreadState::overhead:
      return '+';
  }
  return ' ';
}

// Milliseconds with six decimals.
std::string clock_text(std::int64_t ns) {
  std::string decimals = std::to_string(ns % 1'000'000);
  decimals.insert(0, 6 - decimals.size(), '0');
  return grouped(ns / 1'000'000) + "." + decimals;
}

std::string time_of_ns(std::int64_t ns) { return time_text(ns * kPicosecondsPerNanosecond); }

// What a thread that begins to wait shows in its column. Waiting for the GIL has rows of its own.
std::string_view wait_text(Cause cause) {
  switch (cause) {
    case Cause::blocking_io:
      return "waits for I/O";
    case Cause::sleep:
      return "sleeps";
    case Cause::lock:
      return "waits for a lock";
    case Cause::join:
      return "waits in join()";
    default:
      return {};
  }
}

}  // namespace

std::string_view why_dropped(Cause cause) {
  switch (cause) {
    case Cause::blocking_io:
      return "because it waits for I/O";
    case Cause::sleep:
      return "because it sleeps";
    case Cause::lock:
      return "because it waits for a lock";
    case Cause::join:
      return "because it waits for another thread or process to end";
    case Cause::native:
      return "because it does native work that needs no GIL";
    case Cause::thread_end:
      return "because it ended";
    case Cause::drop_request:
      return "because it was asked to";
    case Cause::switch_interval:
      return "because its switch interval was used up";
    case Cause::cancelled:
      return "because it was cancelled";
    default:
      return {};
  }
}

// --- output --------------------------------------------------------------------------------------

void TraceText::put(std::string_view text) {
  buffer_.put(text);
  buffer_.put("\n");
}

void TraceText::across(char fill, std::string_view text) {
  std::string bar(3, fill);
  if (!text.empty()) bar += " " + std::string(text) + " ";
  const std::size_t width = display_width(bar);
  if (width < kWidth) bar.append(kWidth - width, fill);
  put(bar);
}

// In as many rows as it takes.
void TraceText::sentence(std::string_view text) {
  const std::string rows = wrapped(std::string(kIndent, ' '), text, kIndent, kWidth);
  put(std::string_view(rows).substr(0, rows.size() - 1));
}

std::size_t TraceText::column_width() const {
  const std::size_t count = std::max<std::size_t>(columns_.size(), 1);
  const std::size_t room = kWidth - std::min(kGutter + watch_.width(), kWidth / 2);
  return std::min(kWidestColumn, room / count - 1);
}

void TraceText::headings() {
  std::string names =
      fitted(watch_.width() == 0 ? "     time, ms" : "    time, ms", kGutter) + watch_.names();
  std::string rule(kGutter + watch_.width(), '-');
  for (const std::int64_t thread : columns_) {
    names += "|" + fitted(" " + name_of_thread(thread), column_width());
    rule += "+" + std::string(column_width(), '-');
  }
  put(rule);
  put(names.substr(0, names.find_last_not_of(' ') + 1));
  put(rule);
}

void TraceText::row(std::int64_t ns, std::int64_t thread, std::string_view text) {
  const std::string time = clock_text(ns);
  std::string line(time.size() < kGutter - 1 ? kGutter - 1 - time.size() : 0, ' ');
  line += time + " " + watch_.values();
  bool has_column = false;
  for (const std::int64_t other : columns_) {
    line += "|";
    if (other == thread && thread != 0) {
      has_column = true;
      line += fitted(" " + std::string(text), column_width());
    } else if (is_alive(other)) {
      line += fitted(std::string(" ") + sign_of(cast_.actors().at(other).state), column_width());
    } else {
      line += std::string(column_width(), ' ');
    }
  }
  if (has_column) return put(line.substr(0, line.find_last_not_of(' ') + 1));
  put(time + "  " + name_of_thread(thread) + " " + std::string(text));
}

std::string TraceText::name_of_thread(std::int64_t id) const {
  return cast_.actors().contains(id) ? cast_.name_of(id) : "(free)";
}

bool TraceText::is_alive(std::int64_t thread) const {
  const auto found = cast_.actors().find(thread);
  return found != cast_.actors().end() && found->second.is_alive;
}

// --- lines ---------------------------------------------------------------------------------------

void TraceText::header(const TraceLine& line) {
  program_ = line.text(TraceField::program);
  put("gilsim: how the GIL changed hands in " + std::string(line.text(TraceField::program)));
  put("");
  const std::string policy(line.text(TraceField::gil));
  sentence("policy " + policy + ", switch interval " +
           switch_interval_text(
               policy, line.number(TraceField::switch_interval_ticks),
               line.number(TraceField::switch_interval_ns) * kPicosecondsPerNanosecond));
  sentence("profile " + std::string(line.text(TraceField::profile)) + ", " +
           counted(line.number(TraceField::cores), "core") + ", seed " +
           std::to_string(static_cast<std::uint64_t>(line.number(TraceField::seed))));
  const std::string indent(kIndent, ' ');
  put(indent +
      "* runs with the GIL   . waits for the GIL   c waits for a core   - waits   z sleeps");
  put(indent + "# works without the GIL   + is being started, woken or switched");
  put("");
}

void TraceText::thread_starts(const TraceLine& line) {
  const std::int64_t id = line.number(TraceField::thread);
  const auto is_free = [this](std::int64_t column) { return !is_alive(column); };
  const auto place = std::find_if(columns_.begin(), columns_.end(), is_free);
  if (columns_.size() < kMostColumns) {
    columns_.erase(std::remove_if(columns_.begin(), columns_.end(), is_free), columns_.end());
    columns_.push_back(id);
  } else if (place != columns_.end()) {
    *place = id;
  }
  headings();
  const std::int64_t creator = line.number(TraceField::other);
  row(line.number(TraceField::ns), id,
      creator == 0 ? "is there" : "started by " + name_of_thread(creator));
}

std::string TraceText::place_of(const TraceLine& line) const {
  if (!line.has(TraceField::line)) return {};
  std::string place = "line " + std::to_string(line.number(TraceField::line));
  const auto code = codes_.find(line.number(TraceField::code));
  if (code == codes_.end()) return place;
  if (code->second.file != program_) place += " of " + code->second.file;
  const auto index = static_cast<std::uint64_t>(line.number(TraceField::instruction));
  const std::vector<std::string>& opcodes = code->second.opcodes;
  return index < opcodes.size() ? place + " (" + opcodes[index] + ")" : place;
}

// As place_of, for a cell: without the opcode, and only where there is room for it.
std::string TraceText::short_place_of(const TraceLine& line) const {
  if (!line.has(TraceField::line) || column_width() < kRoomForLines) return {};
  const std::string number = std::to_string(line.number(TraceField::line));
  const auto code = codes_.find(line.number(TraceField::code));
  if (code == codes_.end() || code->second.file == program_) return ", line " + number;
  return column_width() < kRoomForFiles ? "" : ", " + code->second.file + ":" + number;
}

// The bar, and who, whom, why, where.
void TraceText::handoff(const TraceLine& line) {
  const std::int64_t taker = line.number(TraceField::thread);
  const std::int64_t giver = line.number(TraceField::other);
  const std::string taker_name = name_of_thread(taker);
  const std::string giver_name = name_of_thread(giver);
  const std::string waited = time_of_ns(line.number(TraceField::waited_ns));
  ++handoffs_;
  across('=', "handoff " + grouped(handoffs_) + " at " + clock_text(line.number(TraceField::ns)) +
                  " ms: " + giver_name + " -> " + taker_name);
  const auto found = drops_.find(line.number(TraceField::process));
  const bool had_waited = line.number(TraceField::waited_ns) > 0;
  if (found == drops_.end() || found->second.thread != giver) {
    return had_waited ? sentence(taker_name + " had waited " + waited + " for the GIL.") : void();
  }
  const Drop& drop = found->second;
  const std::string where =
      (drop.place.empty() ? "" : " at " + drop.place) + ", tick " + grouped(drop.tick);
  std::string why;
  if (drop.cause == Cause::drop_request && drop.asker == taker) {
    why = taker_name + " had waited " + waited + " for the GIL and asked " + giver_name +
          " to drop it; " + giver_name + " did" + where + ".";
  } else {
    const std::string_view because = why_dropped(drop.cause);
    why = giver_name + " dropped the GIL" + where + (because.empty() ? "" : ", ") +
          std::string(because);
    if (had_waited) why += "; " + taker_name + " had waited " + waited + " for it";
    why += ".";
  }
  sentence(why);
}

void TraceText::output(const TraceLine& line) {
  std::string_view text = line.text(TraceField::text);
  const std::string said =
      line.text(TraceField::stream) == "stderr" ? "writes to stderr: " : "prints: ";
  const std::string start = clock_text(line.number(TraceField::ns)) + "  " +
                            name_of_thread(line.number(TraceField::thread)) + " " + said;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    if (length > 0) {
      const std::string row = fitted(start + std::string(text.substr(0, length)), kWidth);
      put(row.substr(0, row.find_last_not_of(' ') + 1));
    }
    text.remove_prefix(std::min(length + 1, text.size()));
  }
}

std::string TraceText::cell_of(const TraceLine& line) const {
  const std::string at = short_place_of(line);
  switch (line.kind) {
    case TraceLineKind::take_gil:
      return "takes GIL" + at;
    case TraceLineKind::drop_gil:
      return "drops GIL" + at;
    case TraceLineKind::drop_request:
      return "asks for GIL";
    case TraceLineKind::forced_switch:
      return "lets another first";
    case TraceLineKind::missed_wakeup:
      return "woken, but too late";
    case TraceLineKind::thread_end:
      return "ends";
    case TraceLineKind::block:
      return std::string(wait_text(line.cause()));
    case TraceLineKind::wake:
      return wait_text(line.cause()).empty() ? "" : "goes on";
    case TraceLineKind::state:
      if (line.state(TraceField::to) == ThreadState::native) return "works without GIL";
      return line.state(TraceField::to) == ThreadState::wants_gil ? "wants GIL" : "";
    case TraceLineKind::sync:
      return cell_of_operation(line);
    case TraceLineKind::op:
      return cell_of_instruction(line);
    case TraceLineKind::variable:
      return cell_of_variable(line);
    default:
      return {};
  }
}

// "Queue.put #7 begins"; how it ended is said only if it was not as one would think.
std::string TraceText::cell_of_operation(const TraceLine& line) const {
  std::string cell(line.text(TraceField::kind));
  cell += "." + std::string(line.text(TraceField::operation));
  if (line.has(TraceField::object)) cell += " #" + std::to_string(line.number(TraceField::object));
  const std::string_view outcome = line.text(TraceField::outcome);
  if (outcome != kSyncDone) cell += " " + std::string(outcome);
  if (line.has(TraceField::count)) {
    cell += ", has " + std::to_string(line.number(TraceField::count));
  }
  if (line.number(TraceField::waiters) > 0) {
    cell += ", " + counted(line.number(TraceField::waiters), "waiter");
  }
  return cell;
}

std::string TraceText::cell_of_instruction(const TraceLine& line) const {
  std::string cell = line.has(TraceField::line)
                         ? std::to_string(line.number(TraceField::line)) + " "
                         : std::string();
  const auto code = codes_.find(line.number(TraceField::code));
  const auto index = static_cast<std::uint64_t>(line.number(TraceField::instruction));
  if (code == codes_.end() || index >= code->second.opcodes.size()) return cell + "?";
  cell += code->second.opcodes[index];
  const std::string& argument = code->second.arguments[index];
  return argument.empty() ? cell : cell + " " + argument;
}

std::string TraceText::cell_of_variable(const TraceLine& line) const {
  const std::string name(line.text(TraceField::name));
  if (!line.has(TraceField::value)) return "del " + name;
  return name + " = " + std::string(line.text(TraceField::value));
}

bool TraceText::line(const TraceLine& line) {
  const std::int64_t thread = line.number(TraceField::thread);
  const std::int64_t ns = line.number(TraceField::ns);
  cast_.line(line);
  watch_.line(line);
  switch (line.kind) {
    case TraceLineKind::header:
      header(line);
      return !buffer_.failed();
    case TraceLineKind::argument:
    case TraceLineKind::source:
      return !buffer_.failed();
    case TraceLineKind::code: {
      Code& code = codes_[line.number(TraceField::code)];
      code.file = line.text(TraceField::file);
      for (const TraceInstruction& instruction : line.bytecode) {
        code.opcodes.push_back(instruction.name);
        code.arguments.push_back(instruction.text);
      }
      return !buffer_.failed();
    }
    case TraceLineKind::output:
      output(line);
      return !buffer_.failed();
    case TraceLineKind::totals:
      totals(line);
      return !buffer_.failed();
    case TraceLineKind::thread_start:
      thread_starts(line);
      return !buffer_.failed();
    case TraceLineKind::process_start:
    case TraceLineKind::process_end:
      return !buffer_.failed();
    case TraceLineKind::take_gil:
      if (line.has(TraceField::other) && line.number(TraceField::other) != thread) handoff(line);
      break;
    case TraceLineKind::drop_gil:
      drops_[line.number(TraceField::process)] = {ns,
                                                  thread,
                                                  line.number(TraceField::other),
                                                  line.cause(),
                                                  line.number(TraceField::tick),
                                                  place_of(line)};
      break;
    case TraceLineKind::state: {
      // A thread that dropped the GIL because it had to wants it at once: one row is enough.
      const auto drop = drops_.find(line.number(TraceField::process));
      if (drop != drops_.end() && drop->second.thread == thread && drop->second.ns == ns) {
        return !buffer_.failed();
      }
      break;
    }
    default:
      break;
  }
  const std::string cell = cell_of(line);
  if (!cell.empty()) row(ns, thread, cell);
  return !buffer_.failed();
}

void TraceText::totals(const TraceLine& line) {
  across('-', "");
  const auto number = [&](TraceField field) { return grouped(line.number(field)); };
  sentence(std::string(line.text(TraceField::end)) + " after " +
           time_of_ns(line.number(TraceField::elapsed_ns)) + " of virtual time and " +
           counted(line.number(TraceField::ticks), "tick") + "; exit status " +
           number(TraceField::exit_status));
  sentence("handoffs " + number(TraceField::handoffs) + ", GIL taken " +
           number(TraceField::acquisitions) + " times, drop requests " +
           number(TraceField::drop_requests) + ", forced switches " +
           number(TraceField::forced_switches) + ", missed wake-ups " +
           number(TraceField::missed_wakeups));
}

bool TraceText::finish(std::string_view warning) {
  if (!warning.empty()) across('!', warning);
  return buffer_.flush();
}

}  // namespace gilsim::runtime
