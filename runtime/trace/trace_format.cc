// SPDX-License-Identifier: MIT
//
// The tables of the trace format, and the page made of them.
#include "runtime/trace/trace_format.h"

namespace gilsim::runtime {
namespace {

constexpr auto kFieldsOfLines = [] {
  using enum TraceField;
  return std::array<TraceFieldList, kTraceLineKindCount>{
#define LINE(name, meaning, ...) TraceFieldList{__VA_ARGS__},
#define EVENT_LINE(name, ...) TraceFieldList{__VA_ARGS__},
#include "runtime/trace/trace_fields.def"
  };
}();

constexpr std::string_view kLineNames[] = {
#define LINE(name, meaning, ...) #name,
#define EVENT_LINE(name, ...) #name,
#include "runtime/trace/trace_fields.def"
};

constexpr std::string_view kLevels[] = {"handoffs", "sync", "ops"};

struct Described {
  std::string_view name;
  std::string_view meaning;
};
#define GILSIM_ROW(name, text) {#name, text},
constexpr Described kEvents[] = {GILSIM_EVENT_KINDS(GILSIM_ROW)};
constexpr Described kCauses[] = {GILSIM_CAUSES(GILSIM_ROW)};
constexpr Described kStates[] = {GILSIM_THREAD_STATES(GILSIM_ROW)};
#undef GILSIM_ROW

constexpr std::string_view kLineMeanings[] = {
#define LINE(name, meaning, ...) meaning,
#define EVENT_LINE(name, ...) kEvents[static_cast<std::size_t>(EventKind::name)].meaning,
#include "runtime/trace/trace_fields.def"
};

template <std::size_t size>
std::optional<std::size_t> index_of(const Described (&table)[size], std::string_view name) {
  for (std::size_t i = 0; i < size; ++i) {
    if (table[i].name == name) return i;
  }
  return std::nullopt;
}

std::string_view type_text(TraceFieldType type) {
  switch (type) {
    case TraceFieldType::integer:
      return "integer";
    case TraceFieldType::text:
      return "string";
    case TraceFieldType::boolean:
      return "true or false";
    case TraceFieldType::cause:
      return "a cause";
    case TraceFieldType::state:
      return "a state";
    case TraceFieldType::bytecode:
      return "list";
  }
  return "";
}

void append_row(std::string& page, std::initializer_list<std::string_view> cells) {
  for (const std::string_view cell : cells) {
    page += "| ";
    page += cell;
    page += ' ';
  }
  page += "|\n";
}

std::string code(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string keys_of(TraceLineKind kind) {
  std::string keys = kind == TraceLineKind::header ? "" : "`event`";
  for (const TraceField field : fields_of(kind)) {
    const TraceFieldInfo& info = trace_field_info(field);
    if (!keys.empty()) keys += ", ";
    keys += code(info.name);
    if (info.presence == TracePresence::optional) keys += "?";
  }
  return keys + ", `sum`";
}

}  // namespace

const TraceFieldList& fields_of(TraceLineKind kind) {
  return kFieldsOfLines[static_cast<std::size_t>(kind)];
}
std::string_view name_of(TraceLineKind kind) { return kLineNames[static_cast<std::size_t>(kind)]; }
std::string_view meaning_of(TraceLineKind kind) {
  return kLineMeanings[static_cast<std::size_t>(kind)];
}

std::string_view name_of(TraceLevel level) { return kLevels[static_cast<std::size_t>(level)]; }

std::optional<TraceLevel> trace_level_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kLevels); ++i) {
    if (kLevels[i] == name) return static_cast<TraceLevel>(i);
  }
  return std::nullopt;
}

std::optional<TraceLineKind> trace_line_kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kTraceLineKindCount; ++i) {
    if (kLineNames[i] == name) return static_cast<TraceLineKind>(i);
  }
  return std::nullopt;
}

std::optional<Cause> cause_named(std::string_view name) {
  const std::optional<std::size_t> index = index_of(kCauses, name);
  return index ? std::optional(static_cast<Cause>(*index)) : std::nullopt;
}

std::optional<ThreadState> thread_state_named(std::string_view name) {
  const std::optional<std::size_t> index = index_of(kStates, name);
  return index ? std::optional(static_cast<ThreadState>(*index)) : std::nullopt;
}

std::string trace_format_markdown() {
  std::string page =
      "### Lines\n\nA key with `?` is left out when there is nothing to say. In the meanings, "
      "other_thread is `other`, a duration is the key that ends in `_ns`, and object is `object` "
      "or "
      "`exit_code`.\n\n";
  append_row(page, {"line", "meaning", "keys, in this order"});
  append_row(page, {"---", "---", "---"});
  for (std::size_t i = 0; i < kTraceLineKindCount; ++i) {
    const auto kind = static_cast<TraceLineKind>(i);
    append_row(page, {code(name_of(kind)), meaning_of(kind), keys_of(kind)});
  }
  page += "\n### Keys\n\n";
  append_row(page, {"key", "type", "meaning"});
  append_row(page, {"---", "---", "---"});
  append_row(page, {"`event`", "string", "the kind of the line: first key of all but the header"});
  for (const TraceFieldInfo& field : kTraceFields) {
    append_row(page, {code(field.name), type_text(field.type), field.meaning});
  }
  append_row(page, {"`sum`", "string", "the running checksum: last key of every line"});
  page += "\n### Causes\n\n";
  append_row(page, {"cause", "meaning"});
  append_row(page, {"---", "---"});
  for (const Described& cause : kCauses) {
    append_row(page, {code(cause.name), cause.meaning.empty() ? "nothing to say" : cause.meaning});
  }
  page += "\n### Thread states\n\n";
  append_row(page, {"state", "meaning: the thread ..."});
  append_row(page, {"---", "---"});
  for (const Described& state : kStates) append_row(page, {code(state.name), state.meaning});
  return page;
}

}  // namespace gilsim::runtime
