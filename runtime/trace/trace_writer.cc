// SPDX-License-Identifier: MIT
//
// The line of an event is put together by its row of the table: std::to_chars into one buffer, no
// allocation. Texts are escaped as JSON wants it; bytes that are no UTF-8 become U+FFFD.
#include "runtime/trace/trace_writer.h"

#include "runtime/live/live_machine.h"
#include "runtime/report.h"
#include "runtime/trace/checksum.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/opcodes.h"
#include "vm/objects/str.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace gilsim::runtime {
namespace {

/// A hash as it stands in a log: 16 digits.
std::string hexadecimal(std::uint64_t hash) {
  const auto high = hex_digits(static_cast<std::uint32_t>(hash >> 32));
  const auto low = hex_digits(static_cast<std::uint32_t>(hash));
  return std::string(high.begin(), high.end()) + std::string(low.begin(), low.end());
}

constexpr std::size_t kFlushAt = 64 * 1024;
constexpr std::size_t kNumberLength = 20;  // of any 64-bit integer
// No event has more keys, nor a longer one, and names of causes and states are short.
constexpr std::size_t kLongestEvent = 1024;
// So that the header stays below 1 KiB: of a name with its escapes, and of the variables' names.
constexpr std::size_t kLongestNameInHeader = 200;
constexpr std::size_t kLongestVariablesInHeader = 60;

std::int64_t in_ns(std::int64_t time_ps) { return time_ps / kPicosecondsPerNanosecond; }

std::string without_folders(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

// The number of bytes of the well-formed UTF-8 character `text` begins with, 0 if there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  std::size_t length = 0;
  unsigned char least = 0x80;
  unsigned char most = 0xBF;
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) length = 2;
  if (first >= 0xE0 && first <= 0xEF) length = 3;
  if (first >= 0xF0 && first <= 0xF4) length = 4;
  if (first == 0xE0) least = 0xA0;
  if (first == 0xED) most = 0x9F;
  if (first == 0xF0) least = 0x90;
  if (first == 0xF4) most = 0x8F;
  if (length == 0 || text.size() < length) return 0;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

// As much of the text as takes no more than `length` bytes in a JSON string.
std::string_view cut(std::string_view text, std::size_t length) {
  std::size_t kept = 0;
  for (std::size_t used = 0; kept < text.size();) {
    const std::size_t next = utf8_length(text.substr(kept));
    const bool is_plain = next > 0 && static_cast<unsigned char>(text[kept]) >= 0x20;
    used += is_plain ? next + 1 : 6;
    if (used > length) break;
    kept += std::max<std::size_t>(next, 1);
  }
  return text.substr(0, kept);
}

}  // namespace

TraceHeader make_trace_header(const SimulationOptions& options, TraceDetail detail) {
  TraceHeader header;
  header.detail = std::move(detail);
  header.program_path = options.program_name;
  header.program = without_folders(options.program_name);
  header.source = options.source;
  header.arguments = options.arguments;
  header.gil = options.gil;
  header.profile = options.profile.name;
  header.cores = options.cores.value_or(options.live ? static_cast<std::int64_t>(host_cpus().size())
                                                     : options.profile.machine.cores);
  header.seed = options.seed;
  header.start_method =
      options.start_method.empty() ? options.profile.start_method : options.start_method;
  header.interactive = options.interactive;
  header.live = options.live;
  header.max_ticks = options.max_ticks;
  header.max_memory_bytes = options.max_memory_bytes;
  if (const GilPolicyInfo* const policy = find_gil_policy(options.gil, nullptr)) {
    header.switch_interval = interval_under(*policy, options.switch_interval, options.profile);
  }
  return header;
}

TraceWriter::TraceWriter(ByteSink& sink, TraceHeader header)
    : sink_(sink),
      header_(std::move(header)),
      buffer_(2 * kFlushAt),
      variables_(header_.detail.variables) {}

// --- bytes ---------------------------------------------------------------------------------------

void TraceWriter::need(std::size_t bytes) {
  if (buffer_.size() - size_ < bytes) buffer_.resize(2 * (size_ + bytes));
}

// REQUIRES: there is room (see need).
void TraceWriter::put(std::string_view bytes) {
  std::memcpy(buffer_.data() + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
}

void TraceWriter::put_number(std::int64_t value) {
  char* const at = buffer_.data() + size_;
  size_ += static_cast<std::size_t>(std::to_chars(at, at + kNumberLength, value).ptr - at);
}

void TraceWriter::put_unsigned(std::uint64_t value) {
  char* const at = buffer_.data() + size_;
  size_ += static_cast<std::size_t>(std::to_chars(at, at + kNumberLength, value).ptr - at);
}

void TraceWriter::put_string(std::string_view text) {
  need(text.size() * 6 + 2);
  put("\"");
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    if (byte == '"' || byte == '\\') {
      put("\\");
      put(text.substr(0, 1));
    } else if (byte == '\n') {
      put("\\n");
    } else if (byte < 0x20 || byte == 0x7F) {
      const std::array<char, 8> digits = hex_digits(byte);
      put("\\u");
      put({digits.data() + 4, 4});
    } else if ((length = utf8_length(text)) == 0) {
      length = 1;
      put("\\ufffd");
    } else {
      put(text.substr(0, length));
    }
    text.remove_prefix(length);
  }
  put("\"");
}

void TraceWriter::integer(TraceField field, std::int64_t value) {
  need(kLongestEvent);
  key(field);
  put_number(value);
}

void TraceWriter::text(TraceField field, std::string_view value) {
  need(kLongestEvent);
  key(field);
  put_string(value);
}

void TraceWriter::boolean(TraceField field, bool value) {
  need(kLongestEvent);
  key(field);
  put_boolean(value);
}

void TraceWriter::begin_line(TraceLineKind kind) {
  need(kLongestEvent);
  line_start_ = size_;
  put("{\"event\":\"");
  put(name_of(kind));
  put("\"");
}

void TraceWriter::end_line() {
  need(kLongestEvent);
  sum_ = crc32(sum_, {buffer_.data() + line_start_, size_ - line_start_});
  const std::array<char, 8> digits = hex_digits(sum_);
  const std::size_t tail_start = size_;
  put(",\"sum\":\"");
  put({digits.data(), digits.size()});
  put("\"}\n");
  sum_ = crc32(sum_, {buffer_.data() + tail_start, size_ - tail_start});
  ++lines_;
  if (size_ >= kFlushAt) flush();
}

void TraceWriter::flush() {
  if (!failed_ && size_ > 0) failed_ = !sink_.write({buffer_.data(), size_});
  size_ = 0;
}

// --- lines ---------------------------------------------------------------------------------------

void TraceWriter::begin_log() {
  begun_ = true;
  const std::uint64_t program_hash = fnv1a_64(header_.source);
  need(kLongestEvent);
  put("{\"format\":\"");
  put(kTraceFormatName);
  put("\"");
  integer(TraceField::version, kTraceVersion);
  text(TraceField::level, name_of(header_.detail.level));
  text(TraceField::program, cut(header_.program, kLongestNameInHeader));
  text(TraceField::program_hash, hexadecimal(program_hash));
  text(TraceField::gil, header_.gil);
  text(TraceField::profile, cut(header_.profile, kLongestNameInHeader));
  integer(TraceField::cores, header_.cores);
  integer(TraceField::switch_interval_ticks, header_.switch_interval.ticks);
  integer(TraceField::switch_interval_ns, in_ns(header_.switch_interval.time_ps));
  key(TraceField::seed);
  put_unsigned(header_.seed);
  text(TraceField::start_method, header_.start_method);
  boolean(TraceField::interactive, header_.interactive);
  if (header_.live) boolean(TraceField::live, true);
  if (header_.max_ticks != INT64_MAX) integer(TraceField::max_ticks, header_.max_ticks);
  key(TraceField::max_memory_bytes);
  put_unsigned(header_.max_memory_bytes);
  if (!variables_.empty()) {
    const std::string names = fmt::format("{}", fmt::join(header_.detail.variables, ","));
    text(TraceField::trace_vars, cut(names, kLongestVariablesInHeader));
  }
  end_line();
  for (const std::string& argument : header_.arguments) {
    begin_line(TraceLineKind::argument);
    text(TraceField::text, argument);
    end_line();
  }
  // Whatever the run comes to, the log is enough to run the program again.
  put_source(header_.program, program_hash, header_.source);
}

// No folders of the host: modules that come with gilsim have relative names, which stay.
std::string TraceWriter::shown_file_name(const vm::Code& code) const {
  std::string name = vm::to_utf8(code.file_name);
  const bool is_of_host = name == header_.program_path || name.starts_with('/');
  return is_of_host ? without_folders(name) : name;
}

std::int64_t TraceWriter::use_source(const vm::Code& code) {
  if (code.source_text == nullptr) return -1;
  std::string file = shown_file_name(code);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i].text == code.source_text && sources_[i].file == file) {
      return static_cast<std::int64_t>(i);
    }
  }
  // The main program has its line already, and a spawned process reads it again.
  const std::uint64_t hash = fnv1a_64(*code.source_text);
  std::size_t i = 0;
  while (i < sources_.size() && (sources_[i].hash != hash || sources_[i].file != file)) ++i;
  if (i == sources_.size()) put_source(std::move(file), hash, *code.source_text);
  sources_[i].text = code.source_text;
  return static_cast<std::int64_t>(i);
}

void TraceWriter::put_source(std::string file, std::uint64_t hash, std::string_view text) {
  begin_line(TraceLineKind::source);
  integer(TraceField::source, static_cast<std::int64_t>(sources_.size()));
  this->text(TraceField::file, file);
  this->text(TraceField::text, text);
  end_line();
  sources_.push_back({std::move(file), hash});
}

void TraceWriter::put_bytecode(const vm::Code& code) {
  need(kLongestEvent);
  key(TraceField::bytecode);
  const auto count = static_cast<std::uint32_t>(code.instructions->size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const vm::Instruction& instruction = code.at(i);
    const vm::OpcodeInfo& info = vm::opcode_info(instruction);
    need(kLongestEvent);
    put(i == 0 ? "[[\"" : ",[\"");
    put(info.name);
    put("\",");
    if (info.operand == vm::OperandKind::none) {
      put("null");
    } else {
      put_number(instruction.argument);
    }
    put(",");
    put_number(code.line_of(i));
    put(",");
    put_string(vm::argument_text(code, i));
    need(kLongestEvent);
    put("]");
  }
  put(count == 0 ? "[]" : "]");
}

void TraceWriter::use_code(const vm::Code& code) {
  if (code.serial < known_codes_.size() && known_codes_[code.serial]) return;
  if (code.serial >= known_codes_.size()) known_codes_.resize(code.serial + 1);
  known_codes_[code.serial] = true;
  const std::int64_t source = use_source(code);
  begin_line(TraceLineKind::code);
  integer(TraceField::code, code.serial);
  text(TraceField::name, vm::to_utf8(code.qualified_name));
  integer(TraceField::source, source);
  text(TraceField::file, shown_file_name(code));
  integer(TraceField::first_line, code.first_line);
  put_bytecode(code);
  end_line();
}

// The times of all states, cut off one after the other so that they sum exactly.
void TraceWriter::put_time_in_states(const Thread& thread, TraceField first) {
  std::int64_t so_far_ps = 0;
  for (std::size_t i = 0; i < thread.time_in_state_ps.size(); ++i) {
    const std::int64_t before_ns = in_ns(so_far_ps);
    so_far_ps += thread.time_in_state_ps[i];
    integer(static_cast<TraceField>(static_cast<std::size_t>(first) + i),
            in_ns(so_far_ps) - before_ns);
  }
}

void TraceWriter::put_event_field(TraceField field, const Event& event, const Thread* thread,
                                  const Place& place) {
  const auto number = [&](std::int64_t value) {
    key(field);
    put_number(value);
  };
  const auto name = [&](std::string_view value) {
    key(field);
    put("\"");
    put(value);
    put("\"");
  };
  switch (field) {
    case TraceField::ns:
      return number(in_ns(event.time_ps));
    case TraceField::tick:
      return number(event.tick);
    case TraceField::thread:
      return number(event.thread);
    case TraceField::process:
      return number(event.process);
    case TraceField::core:
      return event.core == kNoCore ? void() : number(event.core);
    case TraceField::cause:
      return name(name_of(event.cause));
    case TraceField::other:
      return event.other_thread == 0 ? void() : number(event.other_thread);
    case TraceField::waited_ns:
    case TraceField::held_ns:
    case TraceField::lifetime_ns:
      return number(in_ns(event.duration_ps));
    case TraceField::switches:
      return number(static_cast<std::int64_t>(event.object));
    case TraceField::object:
      return event.object == 0 ? void() : number(static_cast<std::int64_t>(event.object));
    case TraceField::exit_code:
      return number(static_cast<std::int64_t>(event.object));
    case TraceField::from:
      return name(name_of(event.from));
    case TraceField::to:
      return name(name_of(event.to));
    case TraceField::code:
      return place.code == nullptr ? void() : number(place.code->serial);
    case TraceField::instruction:
      return place.code == nullptr ? void() : number(place.instruction);
    case TraceField::line:
      return place.code == nullptr || place.line <= 0 ? void() : number(place.line);
    case TraceField::name:
      return text(field, thread == nullptr ? "" : thread->name);
    case TraceField::process_name:
      return text(field, thread == nullptr ? "" : thread->process->name);
    case TraceField::daemon:
      return boolean(field, thread != nullptr && thread->daemon);
    case TraceField::running_ns:
      return thread == nullptr ? void() : put_time_in_states(*thread, field);
    default:
      return;  // the other states follow running_ns; no event has anything else
  }
}

void TraceWriter::event(const Event& event, const Thread* thread, const Place& place) {
  if (!begun_) begin_log();
  last_ps_ = event.time_ps;
  const TraceLineKind kind = line_kind_of(event.kind);
  if (place.code != nullptr && event.kind != EventKind::state &&
      event.kind != EventKind::thread_start && event.kind != EventKind::thread_end) {
    use_code(*place.code);
  }
  begin_line(kind);
  for (const TraceField field : fields_of(kind)) put_event_field(field, event, thread, place);
  end_line();
}

void TraceWriter::output(const Thread& thread, vm::Stream stream, std::string_view utf8) {
  if (!begun_) begin_log();
  begin_line(TraceLineKind::output);
  integer(TraceField::ns, in_ns(thread.now_ps()));
  integer(TraceField::tick, thread.ticks());
  integer(TraceField::thread, thread.id);
  integer(TraceField::process, thread.process->id);
  text(TraceField::stream, stream == vm::Stream::standard_output ? "stdout" : "stderr");
  text(TraceField::text, utf8);
  end_line();
}

// A line of the thread at its present time, with the keys that all such lines begin with.
void TraceWriter::begin_line_of(TraceLineKind kind, const Thread& thread, const Place& place) {
  if (!begun_) begin_log();
  if (place.code != nullptr) use_code(*place.code);
  begin_line(kind);
  integer(TraceField::ns, in_ns(thread.now_ps()));
  integer(TraceField::tick, thread.ticks());
  integer(TraceField::thread, thread.id);
  integer(TraceField::process, thread.process->id);
  if (thread.core != nullptr) integer(TraceField::core, thread.core->id);
}

void TraceWriter::put_place(const Place& place) {
  if (place.code == nullptr) return;
  integer(TraceField::code, place.code->serial);
  integer(TraceField::instruction, place.instruction);
  if (place.line > 0) integer(TraceField::line, place.line);
}

void TraceWriter::sync(const Thread& thread, const Place& place, const SyncOperation& operation) {
  if (!wants_sync()) return;
  begin_line_of(TraceLineKind::sync, thread, place);
  text(TraceField::kind, operation.kind);
  text(TraceField::operation, operation.operation);
  text(TraceField::outcome, operation.outcome);
  if (operation.object != 0) {
    integer(TraceField::object, static_cast<std::int64_t>(operation.object));
  }
  if (operation.waiters >= 0) integer(TraceField::waiters, operation.waiters);
  if (operation.count >= 0) integer(TraceField::count, operation.count);
  put_place(place);
  end_line();
}

void TraceWriter::instruction(const Thread& thread, const Place& place) {
  if (!variables_.empty()) {
    if (thread.id >= last_places_.size()) last_places_.resize(thread.id + std::size_t{1});
    last_places_[thread.id] = place;
  }
  if (header_.detail.level < TraceLevel::ops) return;
  begin_line_of(TraceLineKind::op, thread, place);
  put_place(place);
  end_line();
}

void TraceWriter::instruction_ended(const Thread& thread) {
  const vm::Thread* const seen = variables_.empty() ? nullptr : interpreter_thread(thread);
  if (seen == nullptr) return;
  variables_.look(*seen, [&](const VariableChange& change) { variable(thread, change); });
}

void TraceWriter::variable(const Thread& thread, const VariableChange& change) {
  const Place place = thread.id < last_places_.size() ? last_places_[thread.id] : Place();
  begin_line_of(TraceLineKind::variable, thread, place);
  text(TraceField::name, change.name);
  text(TraceField::scope, change.scope);
  if (change.is_bound) text(TraceField::value, change.value);
  put_place(place);
  end_line();
}

void TraceWriter::input(const Thread& thread, std::string_view name, std::string_view bytes) {
  if (!begun_) begin_log();
  begin_line(TraceLineKind::input);
  integer(TraceField::ns, in_ns(thread.now_ps()));
  integer(TraceField::tick, thread.ticks());
  integer(TraceField::thread, thread.id);
  integer(TraceField::process, thread.process->id);
  text(TraceField::input, name);
  integer(TraceField::bytes, static_cast<std::int64_t>(bytes.size()));
  text(TraceField::input_hash, hexadecimal(fnv1a_64(bytes)));
  end_line();
}

bool TraceWriter::finish(const SimulationReport& report) {
  if (!begun_) begin_log();
  const std::int64_t lines = lines_;
  begin_line(TraceLineKind::totals);
  integer(TraceField::ns, in_ns(last_ps_));
  text(TraceField::end, name_of(report.end));
  integer(TraceField::exit_status, report.exit_status);
  integer(TraceField::elapsed_ns, in_ns(report.elapsed_ps));
  integer(TraceField::ticks, report.ticks);
  integer(TraceField::lines, lines);
  integer(TraceField::acquisitions, report.gil_stats.acquisitions);
  integer(TraceField::handoffs, report.gil_stats.handoffs);
  integer(TraceField::drop_requests, report.gil_stats.drop_requests);
  integer(TraceField::forced_switches, report.gil_stats.forced_switches);
  integer(TraceField::missed_wakeups, report.gil_stats.missed_wakeups);
  integer(TraceField::held_ns, in_ns(report.gil_stats.held_ps));
  end_line();
  flush();
  return !failed_;
}

}  // namespace gilsim::runtime
