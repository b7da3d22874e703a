// SPDX-License-Identifier: MIT
//
// A cursor over the line; every step answers false when the line is not as it must be.
#include "runtime/trace/line_parser.h"

#include <charconv>

namespace gilsim::runtime {
namespace {

void append_utf8(std::string& text, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

class Cursor {
 public:
  explicit Cursor(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool at_end() const { return at_ == end_; }

  bool literal(std::string_view text) {
    if (!std::string_view(at_, rest()).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  // Numbers are signed; those above that range (seeds) keep their bits.
  bool number(std::int64_t& value) {
    if (at_ != end_ && *at_ == '-') return read(value);
    std::uint64_t bits = 0;
    if (!read(bits)) return false;
    value = static_cast<std::int64_t>(bits);
    return true;
  }

  bool boolean(std::int64_t& value) {
    value = literal("true") ? 1 : 0;
    return value == 1 || literal("false");
  }

  // The characters up to the next quotation mark, which must need no decoding.
  bool name(std::string_view& value) {
    if (!literal("\"")) return false;
    const char* const start = at_;
    while (at_ != end_ && *at_ != '"') ++at_;
    value = {start, static_cast<std::size_t>(at_ - start)};
    return literal("\"");
  }

  bool string(std::string& value) {
    value.clear();
    if (!literal("\"")) return false;
    while (at_ != end_) {
      const char* const start = at_;
      while (at_ != end_ && *at_ != '"' && *at_ != '\\') ++at_;
      value.append(start, at_);
      if (at_ == end_) return false;
      if (*at_++ == '"') return true;
      if (!escape(value)) return false;
    }
    return false;
  }

 private:
  std::size_t rest() const { return static_cast<std::size_t>(end_ - at_); }

  template <typename Integer>
  bool read(Integer& value) {
    const auto [after, error] = std::from_chars(at_, end_, value);
    if (error != std::errc()) return false;
    at_ = after;
    return true;
  }

  bool escape(std::string& value) {
    if (at_ == end_) return false;
    const char kind = *at_++;
    switch (kind) {
      case '"':
      case '\\':
        value += kind;
        return true;
      case 'n':
        value += '\n';
        return true;
      case 'u':
        break;
      default:
        return false;
    }
    if (rest() < 4) return false;
    std::uint32_t point = 0;
    const auto [after, error] = std::from_chars(at_, at_ + 4, point, 16);
    if (error != std::errc() || after != at_ + 4) return false;
    at_ = after;
    append_utf8(value, point);
    return true;
  }

  const char* at_;
  const char* end_;
};

bool read_instruction(Cursor& cursor, TraceInstruction& instruction) {
  std::int64_t argument = 0;
  if (!cursor.literal("[") || !cursor.string(instruction.name) || !cursor.literal(",")) {
    return false;
  }
  if (cursor.literal("null")) {
    instruction.argument.reset();
  } else if (cursor.number(argument)) {
    instruction.argument = argument;
  } else {
    return false;
  }
  return cursor.literal(",") && cursor.number(instruction.line) && cursor.literal(",") &&
         cursor.string(instruction.text) && cursor.literal("]");
}

bool read_bytecode(Cursor& cursor, std::vector<TraceInstruction>& bytecode) {
  bytecode.clear();
  if (!cursor.literal("[")) return false;
  if (cursor.literal("]")) return true;
  do {
    if (!read_instruction(cursor, bytecode.emplace_back())) return false;
  } while (cursor.literal(","));
  return cursor.literal("]");
}

bool read_value(Cursor& cursor, TraceField field, TraceLine& line) {
  std::int64_t& number = line.numbers[static_cast<std::size_t>(field)];
  std::string_view name;
  switch (trace_field_info(field).type) {
    case TraceFieldType::integer:
      return cursor.number(number);
    case TraceFieldType::boolean:
      return cursor.boolean(number);
    case TraceFieldType::text:
      return cursor.string(line.texts[static_cast<std::size_t>(field)]);
    case TraceFieldType::bytecode:
      return read_bytecode(cursor, line.bytecode);
    case TraceFieldType::cause: {
      if (!cursor.name(name)) return false;
      const std::optional<Cause> cause = cause_named(name);
      if (cause.has_value()) number = static_cast<std::int64_t>(*cause);
      return cause.has_value();
    }
    case TraceFieldType::state: {
      if (!cursor.name(name)) return false;
      const std::optional<ThreadState> state = thread_state_named(name);
      if (state.has_value()) number = static_cast<std::int64_t>(*state);
      return state.has_value();
    }
  }
  return false;
}

// The key that must come next, without the comma for the first key of a header.
bool read_key(Cursor& cursor, TraceField field, bool first_in_line) {
  const std::string_view key = trace_field_info(field).key;
  return cursor.literal(first_in_line ? key.substr(1) : key);
}

}  // namespace

bool parse_trace_line(std::string_view text, TraceLine& line, std::string& error) {
  Cursor cursor(text);
  line.kind = TraceLineKind::header;
  line.present.reset();
  bool first = true;
  if (!cursor.literal("{")) {
    error = "it does not begin with '{'";
    return false;
  }
  if (cursor.literal("\"event\":")) {
    std::string_view name;
    const bool read = cursor.name(name);
    const std::optional<TraceLineKind> kind = trace_line_kind_named(name);
    if (!read || !kind.has_value() || *kind == TraceLineKind::header) {
      error = "unknown event '" + std::string(name.substr(0, 40)) + "'";
      return false;
    }
    line.kind = *kind;
    first = false;
  }
  for (const TraceField field : fields_of(line.kind)) {
    const TraceFieldInfo& info = trace_field_info(field);
    if (!read_key(cursor, field, first)) {
      if (info.presence == TracePresence::optional) continue;
      error = "key '" + std::string(info.name) + "' is missing or not in its place";
      return false;
    }
    first = false;
    if (!read_value(cursor, field, line)) {
      error = "the value of '" + std::string(info.name) + "' is not of its type";
      return false;
    }
    line.present.set(static_cast<std::size_t>(field));
  }
  if (!cursor.at_end()) error = "there is more in it than its keys";
  return cursor.at_end();
}

}  // namespace gilsim::runtime
