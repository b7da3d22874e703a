// SPDX-License-Identifier: MIT
//
// How CPython 3.11 shows an uncaught exception: the chain of causes and contexts (oldest first),
// each with its traceback, source lines and markers, message, suggestion and notes; exception
// groups as a tree.
//
// Invariants: nothing here leaves an exception pending; chains are walked with a loop and groups to
// a fixed depth, so neither can exhaust the C++ stack.
#include "vm/eval/operations.h"
#include "vm/eval/source_markers.h"
#include "vm/eval/suggestions.h"
#include "vm/eval/traceback.h"
#include "vm/objects/exception.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

constexpr int kMaxTracebackEntries = 1000;
constexpr int kRepeatedLinesShown = 3;
constexpr std::int64_t kMaxGroupWidth = 15;
constexpr int kMaxGroupDepth = 10;

constexpr std::string_view kCauseMessage =
    "The above exception was the direct cause of the following exception:\n";
constexpr std::string_view kContextMessage =
    "During handling of the above exception, another exception occurred:\n";

class Formatter {
 public:
  explicit Formatter(Thread& thread, bool suggests = true) : thread_(thread), suggests_(suggests) {}

  void chain(Value exception);
  void exception_lines(Value exception);
  void one_or_group(Value exception) { is_group(exception) ? group(exception) : one(exception); }
  void traceback_entry(const Traceback* entry);
  std::string take() { return std::move(text_); }

 private:
  void one(Value exception);
  void group(Value exception);
  void traceback(Value exception);
  void repeated(std::int64_t count);
  bool syntax_error_location(Value exception);
  void message(Value exception, bool is_located_syntax_error);
  void notes(Value exception);
  void note(Value value);

  bool is_seen(Value exception) const {
    return std::find(seen_.begin(), seen_.end(), exception.as_object()) != seen_.end();
  }
  bool is_group(Value exception) const {
    return exception.as_object()->type->is_subtype_of(thread_.types().BaseExceptionGroup);
  }
  std::size_t indent() const { return 2 * static_cast<std::size_t>(group_depth_); }
  /// Writes one line behind the margin of the group it is in.
  void line(std::string_view content) {
    text_.append(indent(), ' ');
    if (group_depth_ > 0) text_ += "| ";
    text_ += content;
  }

  Thread& thread_;
  bool suggests_;
  std::string text_;
  std::vector<Object*> seen_;
  int group_depth_ = 0;
  bool needs_close_ = false;
};

/// The exception that must be shown above this one; Undefined: none.
Value predecessor_of(const Exception* exception, bool& is_cause) {
  is_cause = is_exception(exception->cause);
  if (is_cause) return exception->cause;
  if (exception->suppress_context || !is_exception(exception->context)) return Value();
  return exception->context;
}

void Formatter::chain(Value exception) {
  struct Link {
    Ref exception;
    bool is_cause;  // of the one shown below it
  };
  std::vector<Link> links;
  for (Value current = exception; !current.is_undefined() && !is_seen(current);) {
    seen_.push_back(current.as_object());
    links.push_back({Ref::share(current), false});
    bool is_cause = false;
    current = predecessor_of(cast<Exception>(current), is_cause);
    links.back().is_cause = is_cause;
  }
  while (!links.empty()) {
    const Ref shown = std::move(links.back().exception);
    links.pop_back();
    one_or_group(shown);
    if (links.empty()) break;
    line("\n");
    line(links.back().is_cause ? kCauseMessage : kContextMessage);
    line("\n");
  }
}

void Formatter::one(Value exception) {
  traceback(exception);
  exception_lines(exception);
}

void Formatter::exception_lines(Value exception) {
  const bool is_located = syntax_error_location(exception);
  message(exception, is_located);
  notes(exception);
}

void Formatter::group(Value exception) {
  if (group_depth_ > kMaxGroupDepth) {
    line(fmt::format("... (max_group_depth is {})\n", kMaxGroupDepth));
    return;
  }
  const bool is_root = group_depth_ == 0;
  if (is_root) group_depth_ = 1;
  one(exception);
  const Ref members = Ref::share(exception_field(cast<Exception>(exception), kFieldExceptions));
  const std::int64_t count = is_tuple(members) ? members.as<Tuple>()->length : 0;
  const std::int64_t shown = std::min(count, kMaxGroupWidth + 1);
  needs_close_ = false;
  for (std::int64_t i = 0; i < shown; ++i) {
    const bool is_last = i == shown - 1;
    if (is_last) needs_close_ = true;
    const bool is_cut = i >= kMaxGroupWidth;
    text_.append(indent(), ' ');
    text_ += i == 0 ? "+-" : "  ";
    text_ += is_cut ? std::string("+---------------- ... ----------------\n")
                    : fmt::format("+---------------- {} ----------------\n", i + 1);
    ++group_depth_;
    if (is_cut) {
      const std::int64_t rest = count - kMaxGroupWidth;
      line(fmt::format("and {} more exception{}\n", rest, rest > 1 ? "s" : ""));
    } else {
      chain((*members.as<Tuple>())[i]);
    }
    if (is_last && needs_close_) {
      text_.append(indent(), ' ');
      text_ += "+------------------------------------\n";
      needs_close_ = false;
    }
    --group_depth_;
  }
  if (is_root) group_depth_ = 0;
}

void Formatter::traceback(Value exception) {
  const Value first = cast<Exception>(exception)->traceback;
  if (!has_layout(first, Layout::traceback)) return;
  if (is_group(exception) && group_depth_ == 1) {
    text_.append(indent(), ' ');
    text_ += "+ Exception Group Traceback (most recent call last):\n";
  } else {
    line(is_group(exception) ? "Exception Group Traceback (most recent call last):\n"
                             : "Traceback (most recent call last):\n");
  }
  int depth = 0;
  for (Value v = first; has_layout(v, Layout::traceback); v = cast<Traceback>(v)->next) ++depth;
  const Traceback* last = nullptr;
  std::int64_t count = 0;
  for (Value v = first; has_layout(v, Layout::traceback); v = cast<Traceback>(v)->next) {
    if (depth-- > kMaxTracebackEntries) continue;
    const auto* entry = cast<Traceback>(v);
    const bool is_same = last != nullptr && last->code->file_name == entry->code->file_name &&
                         traceback_line(last) == traceback_line(entry) &&
                         last->code->name == entry->code->name;
    if (!is_same) {
      repeated(count);
      count = 0;
    }
    last = entry;
    if (++count <= kRepeatedLinesShown) traceback_entry(entry);
  }
  repeated(count);
}

void Formatter::repeated(std::int64_t count) {
  if (count <= kRepeatedLinesShown) return;
  const std::int64_t more = count - kRepeatedLinesShown;
  line(fmt::format("  [Previous line repeated {} more time{}]\n", more, more > 1 ? "s" : ""));
}

void Formatter::traceback_entry(const Traceback* entry) {
  const Code* const code = entry->code;
  line(fmt::format("  File \"{}\", line {}, in {}\n", to_utf8(code->file_name),
                   traceback_line(entry), to_utf8(code->name)));
  const SourceExcerpt excerpt = excerpt_of(*code, entry->instruction);
  if (excerpt.line.empty()) return;
  line("    " + excerpt.line + "\n");
  if (!excerpt.markers.empty()) line("    " + excerpt.markers + "\n");
}

/// An int field, false if it is not there.
bool int_field(const Exception* exception, int field, std::int64_t& out) {
  const Value value = exception_field(exception, field);
  return is_int(value) && int_to_int64(plain_int(value), out);
}

bool Formatter::syntax_error_location(Value value) {
  if (!value.as_object()->type->is_subtype_of(thread_.types().SyntaxError)) return false;
  const auto* exception = cast<Exception>(value);
  std::int64_t line_number = 0;
  if (!int_field(exception, kFieldLine, line_number)) return false;
  const Value file = exception_field(exception, kFieldSyntaxFile);
  line(fmt::format("  File \"{}\", line {}\n",
                   is_str(file) ? to_utf8(cast<Str>(file)) : std::string("<string>"), line_number));
  const Value text = exception_field(exception, kFieldText);
  if (!is_str(text)) return true;
  std::int64_t offset = -1;
  std::int64_t end_line = -1;
  std::int64_t end_offset = -1;
  const bool has_offset = int_field(exception, kFieldOffset, offset);
  int_field(exception, kFieldEndLine, end_line);
  int_field(exception, kFieldEndOffset, end_offset);
  // Of an error that spans several lines the first is marked to its end.
  if (end_line > line_number) end_offset = cast<Str>(text)->length;
  // IndentationError and the like have one caret.
  if (value.as_object()->type != thread_.types().SyntaxError) end_offset = -1;
  for (const std::string& marked :
       marked_syntax_line(cast<Str>(text), has_offset ? offset : -1, end_offset)) {
    line(marked + "\n");
  }
  return true;
}

void Formatter::message(Value exception, bool is_located_syntax_error) {
  const Type* type = exception.as_object()->type;
  std::string shown;
  if (!is_str(type->module)) {
    shown = "<unknown>.";
  } else {
    const std::string module = to_utf8(cast<Str>(type->module));
    if (module != "builtins" && module != "__main__") shown = module + ".";
  }
  shown += to_utf8(type->qualified_name);
  const Value located = exception_field(cast<Exception>(exception), kFieldMessage);
  const bool use_message = is_located_syntax_error && !located.is_undefined();
  const Ref source = Ref::share(use_message ? located : exception);
  std::string text;
  if (use_message && located.is_none()) {
    text.clear();
  } else if (!str_utf8(thread_, source, text)) {
    thread_.clear_exception();
    shown += ": <exception str() failed>";
  } else if (!text.empty()) {
    shown += ": " + text;
  }
  const std::string suggestion =
      suggests_ ? suggestion_for(thread_, cast<Exception>(exception)) : std::string();
  if (!suggestion.empty()) shown += ". Did you mean: '" + suggestion + "'?";
  line(shown + "\n");
}

void Formatter::note(Value value) {
  std::string text;
  if (!str_utf8(thread_, value, text)) {
    thread_.clear_exception();
    text = "<note str() failed>";
  }
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    line(text.substr(start, end - start) + "\n");
    start = end + 1;
  }
}

void Formatter::notes(Value exception) {
  Str* const name = thread_.instance.intern("__notes__");
  const Ref notes = get_attribute_or_undefined(thread_, exception, name);
  if (notes.is_error()) thread_.clear_exception();
  if (notes.is_error() || notes.is_undefined() || notes.is_none()) return;
  if (is_list(notes) || is_tuple(notes)) {
    std::vector<Ref> items;
    if (!collect(thread_, notes, items)) thread_.clear_exception();
    for (const Ref& item : items) note(item);
    return;
  }
  std::string text;
  if (!repr_utf8(thread_, notes, text)) {
    thread_.clear_exception();
    text = "<__notes__ repr() failed>";
  }
  line(text);
}

/// Formats without touching what is pending.
template <typename Format>
std::string formatted(Thread& thread, Value exception, Format format, bool suggests = true) {
  if (!is_exception(exception)) return {};
  const Ref held = Ref::share(exception);
  Ref pending = thread.take_exception();
  Formatter formatter(thread, suggests);
  format(formatter, held.get());
  if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
  return formatter.take();
}

}  // namespace

std::string format_exception(Thread& thread, Value exception) {
  return formatted(thread, exception, [](Formatter& f, Value e) { f.chain(e); });
}

std::string format_exception_only(Thread& thread, Value exception) {
  return formatted(thread, exception, [](Formatter& f, Value e) { f.exception_lines(e); });
}

std::string format_one_exception(Thread& thread, Value exception) {
  return formatted(thread, exception, [](Formatter& f, Value e) { f.one_or_group(e); });
}

std::string format_without_suggestions(Thread& thread, Value exception, FormattedPart part) {
  const auto format = [part](Formatter& formatter, Value value) {
    switch (part) {
      case FormattedPart::last_line:
        return formatter.exception_lines(value);
      case FormattedPart::alone:
        return formatter.one_or_group(value);
      case FormattedPart::chain:
        return formatter.chain(value);
    }
  };
  return formatted(thread, exception, format, false);
}

std::string format_traceback_entry(Thread& thread, const Traceback* entry) {
  Formatter formatter(thread);
  formatter.traceback_entry(entry);
  return formatter.take();
}

}  // namespace gilsim::vm
