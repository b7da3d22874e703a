// SPDX-License-Identifier: MIT
#include "runtime/stepping/step_stop.h"

namespace gilsim::runtime {
namespace {

void write_variables(WireWriter& writer, const std::vector<StepVariable>& variables) {
  writer.put(variables.size());
  for (const StepVariable& variable : variables) {
    writer.put(variable.name);
    writer.put(variable.value);
  }
}

std::vector<StepVariable> read_variables(WireReader& reader) {
  std::vector<StepVariable> variables(reader.get<std::size_t>());
  for (StepVariable& variable : variables) {
    variable.name = reader.text();
    variable.value = reader.text();
  }
  return variables;
}

template <typename Value>
void put_optional(WireWriter& writer, const std::optional<Value>& value) {
  writer.put(value.has_value());
  writer.put(value.value_or(Value()));
}

template <typename Value>
std::optional<Value> get_optional(WireReader& reader) {
  const bool has_value = reader.get<bool>();
  const Value value = reader.get<Value>();
  return has_value ? std::optional(value) : std::nullopt;
}

}  // namespace

bool is_before(const StopName& one, const StopName& other) {
  if (one.event != other.event) return one.event < other.event;
  // What has just happened comes before what goes on.
  if (one.kind == StopKind::event) return other.kind != StopKind::event;
  if (other.kind == StopKind::event) return false;
  if (one.time_ps != other.time_ps) return one.time_ps < other.time_ps;
  return one.thread < other.thread;
}

void write_stop_name(WireWriter& writer, const StopName& name) {
  writer.put(name.kind);
  writer.put(name.event);
  writer.put(name.time_ps);
  writer.put(name.thread);
  writer.put(name.tick);
}

StopName read_stop_name(WireReader& reader) {
  StopName name;
  name.kind = reader.get<StopKind>();
  name.event = reader.get<std::int64_t>();
  name.time_ps = reader.get<std::int64_t>();
  name.thread = reader.get<std::uint32_t>();
  name.tick = reader.get<std::int64_t>();
  return name;
}

void Goal::write(WireWriter& writer) const {
  writer.put(kind);
  writer.put(event);
  writer.put(filter.thread);
  writer.put(filter.handoffs_only);
  put_optional(writer, filter.kind);
  put_optional(writer, filter.cause);
  put_optional(writer, filter.state);
  writer.put(time_ps);
  writer.put(thread);
  writer.put(tick);
  writer.put(lines);
  writer.put(stops_if_waiting);
  write_stop_name(writer, after);
  write_stop_name(writer, until);
  writer.put(until_ps);
  writer.put(fine_from_ps);
  writer.put(leaves_checkpoint);
  writer.put(dense_before_ps);
  writer.put(known_events);
  writer.put(known_codes.size());
  for (const bool is_known : known_codes) writer.put(is_known);
}

Goal Goal::read(WireReader& reader) {
  Goal goal;
  goal.kind = reader.get<Kind>();
  goal.event = reader.get<std::int64_t>();
  goal.filter.thread = reader.get<std::uint32_t>();
  goal.filter.handoffs_only = reader.get<bool>();
  goal.filter.kind = get_optional<TraceLineKind>(reader);
  goal.filter.cause = get_optional<Cause>(reader);
  goal.filter.state = get_optional<ThreadState>(reader);
  goal.time_ps = reader.get<std::int64_t>();
  goal.thread = reader.get<std::uint32_t>();
  goal.tick = reader.get<std::int64_t>();
  goal.lines = reader.get<bool>();
  goal.stops_if_waiting = reader.get<bool>();
  goal.after = read_stop_name(reader);
  goal.until = read_stop_name(reader);
  goal.until_ps = reader.get<std::int64_t>();
  goal.fine_from_ps = reader.get<std::int64_t>();
  goal.leaves_checkpoint = reader.get<bool>();
  goal.dense_before_ps = reader.get<std::int64_t>();
  goal.known_events = reader.get<std::int64_t>();
  goal.known_codes.resize(reader.get<std::size_t>());
  for (std::size_t i = 0; i < goal.known_codes.size(); ++i) {
    goal.known_codes[i] = reader.get<bool>();
  }
  return goal;
}

void Checkpoint::write(WireWriter& writer) const {
  writer.put(process_id);
  writer.put(event);
  writer.put(time_ps);
  writer.put(cost_ns);
  writer.put(is_near);
  writer.put(ticks.size());
  for (const std::int64_t each : ticks) writer.put(each);
}

Checkpoint Checkpoint::read(WireReader& reader) {
  Checkpoint checkpoint;
  checkpoint.process_id = reader.get<std::int64_t>();
  checkpoint.event = reader.get<std::int64_t>();
  checkpoint.time_ps = reader.get<std::int64_t>();
  checkpoint.cost_ns = reader.get<std::int64_t>();
  checkpoint.is_near = reader.get<bool>();
  checkpoint.ticks.resize(reader.get<std::size_t>());
  for (std::int64_t& each : checkpoint.ticks) each = reader.get<std::int64_t>();
  return checkpoint;
}

void write_stop(WireWriter& writer, const Stop& stop) {
  write_stop_name(writer, stop.name);
  writer.put(stop.thread);
  writer.put(stop.is_end);
  writer.put(stop.was_halted);
  writer.put(stop.is_fine);
  writer.put(stop.ran_ahead);
  writer.put(stop.ahead_until_ps);
  writer.put(stop.previous_pause_ps);
  writer.put(stop.message);
  writer.put(stop.threads.size());
  for (const StepThread& thread : stop.threads) {
    writer.put(thread.id);
    writer.put(thread.tick);
    writer.put(thread.frames.size());
    for (const StepFrame& frame : thread.frames) {
      writer.put(frame.code);
      writer.put(frame.instruction);
      writer.put(frame.line);
    }
    write_variables(writer, thread.variables);
    write_variables(writer, thread.globals);
  }
}

Stop read_stop(WireReader& reader) {
  Stop stop;
  stop.name = read_stop_name(reader);
  stop.thread = reader.get<std::uint32_t>();
  stop.is_end = reader.get<bool>();
  stop.was_halted = reader.get<bool>();
  stop.is_fine = reader.get<bool>();
  stop.ran_ahead = reader.get<bool>();
  stop.ahead_until_ps = reader.get<std::int64_t>();
  stop.previous_pause_ps = reader.get<std::int64_t>();
  stop.message = reader.text();
  stop.threads.resize(reader.get<std::size_t>());
  for (StepThread& thread : stop.threads) {
    thread.id = reader.get<std::uint32_t>();
    thread.tick = reader.get<std::int64_t>();
    thread.frames.resize(reader.get<std::size_t>());
    for (StepFrame& frame : thread.frames) {
      frame.code = reader.get<std::uint32_t>();
      frame.instruction = reader.get<std::uint32_t>();
      frame.line = reader.get<std::int32_t>();
    }
    thread.variables = read_variables(reader);
    thread.globals = read_variables(reader);
  }
  return stop;
}

void write_code(WireWriter& writer, const StepCode& code) {
  writer.put(code.name);
  writer.put(code.file);
  writer.put(code.source);
  writer.put(code.first_line);
  writer.put(code.has_check_points);
  writer.put(code.instructions.size());
  for (const StepInstruction& instruction : code.instructions) {
    writer.put(instruction.name);
    writer.put(instruction.argument);
    writer.put(instruction.line);
    writer.put(instruction.may_check);
    writer.put(instruction.begins_line);
  }
}

StepCode read_code(WireReader& reader) {
  StepCode code;
  code.name = reader.text();
  code.file = reader.text();
  code.source = reader.get<std::uint64_t>();
  code.first_line = reader.get<std::int32_t>();
  code.has_check_points = reader.get<bool>();
  code.instructions.resize(reader.get<std::size_t>());
  for (StepInstruction& instruction : code.instructions) {
    instruction.name = reader.text();
    instruction.argument = reader.text();
    instruction.line = reader.get<std::int32_t>();
    instruction.may_check = reader.get<bool>();
    instruction.begins_line = reader.get<bool>();
  }
  return code;
}

}  // namespace gilsim::runtime
