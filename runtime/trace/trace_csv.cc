// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_csv.h"

namespace gilsim::runtime {
namespace {

// The fields of whatever happens, in the order of the columns. `thread` is followed by the thread's
// name.
constexpr TraceField kColumns[] = {
    TraceField::ns,
    TraceField::tick,
    TraceField::process,
    TraceField::thread,
    TraceField::core,
    TraceField::cause,
    TraceField::other,
    TraceField::from,
    TraceField::to,
    TraceField::waited_ns,
    TraceField::held_ns,
    TraceField::lifetime_ns,
    TraceField::switches,
    TraceField::object,
    TraceField::code,
    TraceField::instruction,
    TraceField::line,
    TraceField::exit_code,
    TraceField::stream,
    TraceField::text,
    TraceField::kind,
    TraceField::operation,
    TraceField::outcome,
    TraceField::waiters,
    TraceField::count,
    TraceField::scope,
    TraceField::name,
    TraceField::value,
    TraceField::input,
    TraceField::bytes,
    TraceField::input_hash,
    TraceField::process_name,
    TraceField::daemon,
    TraceField::running_ns,
    TraceField::wants_gil_ns,
    TraceField::ready_ns,
    TraceField::blocked_lock_ns,
    TraceField::blocked_io_ns,
    TraceField::sleeping_ns,
    TraceField::native_ns,
    TraceField::overhead_ns,
};

std::string quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string value_of(const TraceLine& line, TraceField field) {
  if (!line.has(field)) return {};
  switch (trace_field_info(field).type) {
    case TraceFieldType::text:
      return quoted(line.text(field));
    case TraceFieldType::cause:
      return std::string(name_of(line.cause()));
    case TraceFieldType::state:
      return std::string(name_of(line.state(field)));
    default:
      return std::to_string(line.number(field));
  }
}

}  // namespace

void TraceCsv::headings() {
  std::string row = "event";
  for (const TraceField field : kColumns) {
    row += "," + std::string(trace_field_info(field).name);
    if (field == TraceField::thread) row += ",thread_name";
  }
  buffer_.put(row + "\r\n");
  begun_ = true;
}

bool TraceCsv::line(const TraceLine& line) {
  if (!begun_) headings();
  cast_.line(line);
  const bool happens = line.has(TraceField::ns) && line.kind != TraceLineKind::totals;
  if (!happens) return !buffer_.failed();
  std::string row(name_of(line.kind));
  for (const TraceField field : kColumns) {
    row += "," + value_of(line, field);
    if (field == TraceField::thread) {
      row += "," + (line.has(field) ? quoted(cast_.name_of(line.number(field))) : std::string());
    }
  }
  buffer_.put(row + "\r\n");
  return !buffer_.failed();
}

// A row that says the log was cut off would be no event; the command line says it.
bool TraceCsv::finish(std::string_view) {
  if (!begun_) headings();
  return buffer_.flush();
}

}  // namespace gilsim::runtime
