// SPDX-License-Identifier: MIT
//
// The trace log's format as C++: everything here comes from trace_fields.def and from the lists of
// runtime/machine/event.h. docs/trace-format.md is the page for people.
#pragma once

#include "runtime/machine/event.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace gilsim::runtime {

inline constexpr std::string_view kTraceFormatName = "gilsim-trace";
inline constexpr int kTraceVersion = 1;

enum class TraceFieldType : std::uint8_t { integer, text, boolean, cause, state, bytecode };
// How fine a log is; each level has the lines of those before it.
enum class TraceLevel : std::uint8_t { handoffs, sync, ops };
std::string_view name_of(TraceLevel level);
std::optional<TraceLevel> trace_level_named(std::string_view name);

enum class TracePresence : std::uint8_t { always, optional };

// Values are `TraceField::ns` and so on.
enum class TraceField : std::uint8_t {
#define FIELD(name, type, presence, meaning) name,
#include "runtime/trace/trace_fields.def"
};

inline constexpr std::size_t kTraceFieldCount = 0
#define FIELD(name, type, presence, meaning) +1
#include "runtime/trace/trace_fields.def"
    ;
struct TraceFieldInfo {
  std::string_view name;
  std::string_view key;  // `,"name":` as the writer puts it
  TraceFieldType type;
  TracePresence presence;
  std::string_view meaning;
};

inline constexpr TraceFieldInfo kTraceFields[] = {
#define FIELD(name, type, presence, meaning) \
  {#name, ",\"" #name "\":", TraceFieldType::type, TracePresence::presence, meaning},
#include "runtime/trace/trace_fields.def"
};

constexpr const TraceFieldInfo& trace_field_info(TraceField field) {
  return kTraceFields[static_cast<std::size_t>(field)];
}

// The kinds of lines. The events come last, in the order of the table, which is that of EventKind.
enum class TraceLineKind : std::uint8_t {
#define LINE(name, meaning, ...) name,
#define EVENT_LINE(name, ...) name,
#include "runtime/trace/trace_fields.def"
};

inline constexpr std::size_t kTraceLineKindCount = 0
#define LINE(name, meaning, ...) +1
#define EVENT_LINE(name, ...) +1
#include "runtime/trace/trace_fields.def"
    ;

constexpr TraceLineKind line_kind_of(EventKind kind) {
  return static_cast<TraceLineKind>(static_cast<int>(TraceLineKind::process_start) +
                                    static_cast<int>(kind));
}
#define EVENT_LINE(name, ...) \
  static_assert(line_kind_of(EventKind::name) == TraceLineKind::name, "the lists differ");
#include "runtime/trace/trace_fields.def"

// A line's keys, in order.
class TraceFieldList {
 public:
  constexpr TraceFieldList(std::initializer_list<TraceField> fields) {
    for (const TraceField field : fields) fields_[size_++] = field;
  }
  constexpr const TraceField* begin() const { return fields_.data(); }
  constexpr const TraceField* end() const { return fields_.data() + size_; }

 private:
  std::array<TraceField, 20> fields_{};
  std::size_t size_ = 0;
};

const TraceFieldList& fields_of(TraceLineKind kind);
std::string_view name_of(TraceLineKind kind);
std::string_view meaning_of(TraceLineKind kind);

std::optional<TraceLineKind> trace_line_kind_named(std::string_view name);
std::optional<Cause> cause_named(std::string_view name);
std::optional<ThreadState> thread_state_named(std::string_view name);

// The reference part of docs/trace-format.md.
std::string trace_format_markdown();

}  // namespace gilsim::runtime
