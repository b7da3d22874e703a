// SPDX-License-Identifier: MIT
//
// re.Pattern, and the module _re.
#include "vm/core/heap_allocator.h"
#include "vm/core/native.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/modules/re/re_internal.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/generic_alias.h"
#include "vm/objects/module.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

PatternObject* self_of(Arguments arguments) { return cast<PatternObject>(arguments[0]); }
const RegexProgram& program_of(const PatternObject* pattern) { return pattern->engine->program(); }

// --- one match -----------------------------------------------------------------------------------

/// The string and the bounds of a search: (string, pos=0, endpos=...).
bool read_search(Thread& thread, Arguments arguments, SearchSubject& subject, std::int64_t& start) {
  if (!subject.open(thread, self_of(arguments), arguments[1])) return false;
  std::int64_t end = INT64_MAX;
  if (!index_argument(thread, arguments[2], start) || !index_argument(thread, arguments[3], end)) {
    return false;
  }
  start = std::clamp<std::int64_t>(start, 0, subject.length());
  subject.cut_at(std::clamp<std::int64_t>(end, 0, subject.length()));
  return true;
}

template <RegexMode mode>
Ref match_method(Thread& thread, Arguments arguments) {
  SearchSubject subject;
  std::int64_t start = 0;
  if (!read_search(thread, arguments, subject, start)) return Ref::error();
  if (start > subject.length()) return Ref::none();
  std::vector<std::int64_t> spans;
  const Truth found = find_match(thread, self_of(arguments), subject, start, mode, false, spans);
  if (found != Truth::yes) return found == Truth::no ? Ref::none() : Ref::error();
  return make_match(thread, arguments[0], arguments[1], start, subject.length(), spans);
}

// --- all matches ---------------------------------------------------------------------------------

/// What findall gives for a match: its text, its one group, or all its groups.
Ref found_item(Thread& thread, Value string, const std::vector<std::int64_t>& spans) {
  const std::size_t groups = spans.size() / 2 - 1;
  const auto text = [&](std::size_t group) {
    const std::int64_t start = std::max<std::int64_t>(spans[2 * group], 0);
    return part_of(thread, string, start, std::max<std::int64_t>(spans[2 * group + 1], 0));
  };
  if (groups <= 1) return text(groups);
  std::vector<Ref> parts;
  for (std::size_t i = 1; i <= groups; ++i) {
    parts.push_back(text(i));
    if (parts.back().is_error()) return Ref::error();
  }
  const std::vector<Value> values(parts.begin(), parts.end());
  return make_tuple(thread, std::span<const Value>(values));
}

Ref findall_method(Thread& thread, Arguments arguments) {
  SearchSubject subject;
  std::int64_t start = 0;
  if (!read_search(thread, arguments, subject, start)) return Ref::error();
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  MatchWalk walk(thread, self_of(arguments), subject, start);
  std::vector<std::int64_t> spans;
  while (true) {
    const Truth found = walk.next(spans);
    if (found == Truth::error) return Ref::error();
    if (found == Truth::no) return list;
    const Ref item = found_item(thread, arguments[1], spans);
    if (item.is_error() || !list_append(thread, list.as<List>(), item)) return Ref::error();
  }
}

/// The iterator of finditer: it looks for a match only when asked.
struct MatchIterator : Object {
  Value pattern;  // owned
  Value string;   // owned; Undefined at the end
  std::int64_t position;
  std::int64_t end_position;
  std::int64_t next;
  bool must_advance;
};
using IteratorMembers = OwnedMembers<&MatchIterator::pattern, &MatchIterator::string>;

Ref finditer_method(Thread& thread, Arguments arguments) {
  SearchSubject subject;
  std::int64_t start = 0;
  if (!read_search(thread, arguments, subject, start)) return Ref::error();
  MatchIterator* made = IteratorMembers::make(thread, thread.instance.library->match_iterator);
  made->pattern = Ref::share(arguments[0]).release();
  made->string = Ref::share(arguments[1]).release();
  made->position = made->next = start;
  made->end_position = subject.length();
  return finish_object(thread, made);
}

Ref next_match(Thread& thread, Value self) {
  auto* iterator = cast<MatchIterator>(self);
  if (iterator->string.is_undefined() || iterator->next > iterator->end_position) {
    return Ref::undefined();
  }
  const Ref pattern = Ref::share(iterator->pattern);
  const Ref string = Ref::share(iterator->string);
  SearchSubject subject;
  if (!subject.open(thread, pattern.as<PatternObject>(), string)) return Ref::error();
  subject.cut_at(std::min(iterator->end_position, subject.length()));
  std::vector<std::int64_t> spans;
  const Truth found = find_match(thread, pattern.as<PatternObject>(), subject, iterator->next,
                                 RegexMode::search, iterator->must_advance, spans);
  if (found == Truth::error) return Ref::error();
  if (found == Truth::no) return exhaust(iterator->string);
  iterator->must_advance = spans[0] == spans[1];
  iterator->next = spans[1];
  return make_match(thread, pattern, string, iterator->position, iterator->end_position, spans);
}

// --- split ---------------------------------------------------------------------------------------

bool append_split(Thread& thread, List* list, Value string, std::int64_t start, std::int64_t stop) {
  const Ref part = start < 0 ? Ref::none() : part_of(thread, string, start, stop);
  return !part.is_error() && list_append(thread, list, part);
}

Ref split_method(Thread& thread, Arguments arguments) {
  const Value string = arguments[1];
  SearchSubject subject;
  std::int64_t most;
  if (!subject.open(thread, self_of(arguments), string) ||
      !ssize_argument(thread, arguments[2], most)) {
    return Ref::error();
  }
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  MatchWalk walk(thread, self_of(arguments), subject, 0);
  std::vector<std::int64_t> spans;
  std::int64_t last = 0;
  for (std::int64_t count = 0; most <= 0 || count < most; ++count) {
    const Truth found = most < 0 ? Truth::no : walk.next(spans);
    if (found == Truth::error) return Ref::error();
    if (found == Truth::no) break;
    if (!append_split(thread, list.as<List>(), string, last, spans[0])) return Ref::error();
    for (std::size_t i = 2; i < spans.size(); i += 2) {
      if (!append_split(thread, list.as<List>(), string, spans[i], spans[i + 1])) {
        return Ref::error();
      }
    }
    last = spans[1];
  }
  if (!append_split(thread, list.as<List>(), string, last, subject.length())) return Ref::error();
  return list;
}

// --- sub -----------------------------------------------------------------------------------------

/// What stands in for a match: a function's answer, a template, or a plain text.
class Replacement {
 public:
  /// False: an exception is pending.
  bool open(Thread& thread, const PatternObject* pattern, Value replacement) {
    value_ = Ref::share(replacement);
    is_function_ = is_callable(replacement);
    if (is_function_) return true;
    std::string_view bytes;
    if (!is_str(replacement) && !bytes_view(replacement, bytes)) {
      thread
          .type_error("decoding to str: need a bytes-like object, {} found",
                      type_name(thread, replacement))
          .reset();
      return false;
    }
    return parse_template(thread, pattern, replacement, parts_);
  }

  /// `items`: how many texts have been put together so far, for messages.
  bool append_to(Thread& thread, std::u32string& out, Value pattern, const SearchSubject& subject,
                 const std::vector<std::int64_t>& spans, std::int64_t items) {
    const Value string = subject.string();
    if (!is_function_) {
      expand_template(parts_, string, spans.data(), out);
      return true;
    }
    const Ref match = make_match(thread, pattern, string, 0, subject.length(), spans);
    if (match.is_error()) return false;
    const Value arguments[] = {match.get()};
    const Ref answer = call(thread, value_, arguments);
    if (answer.is_error()) return false;
    if (answer.is_none()) return true;
    std::string_view bytes;
    if (subject.is_text() ? !is_str(answer) : !bytes_view(answer, bytes)) {
      thread
          .type_error("sequence item {}: expected {}, {} found", items,
                      subject.is_text() ? "str instance" : "a bytes-like object",
                      type_name(thread, answer))
          .reset();
      return false;
    }
    out += code_points_of(answer);
    return true;
  }

 private:
  Ref value_;
  bool is_function_ = false;
  ReplacementTemplate parts_;
};

/// The new text and how often something was replaced.
bool substitute(Thread& thread, Arguments arguments, Ref& result, std::int64_t& count) {
  const Value string = arguments[2];
  SearchSubject subject;
  std::int64_t most;
  Replacement replacement;
  if (!subject.open(thread, self_of(arguments), string) ||
      !ssize_argument(thread, arguments[3], most) ||
      !replacement.open(thread, self_of(arguments), arguments[1])) {
    return false;
  }
  MatchWalk walk(thread, self_of(arguments), subject, 0);
  std::vector<std::int64_t> spans;
  std::u32string text;
  std::int64_t last = 0;
  std::int64_t items = 0;
  for (count = 0; most <= 0 || count < most; ++count) {
    const Truth found = most < 0 ? Truth::no : walk.next(spans);
    if (found == Truth::error) return false;
    if (found == Truth::no) break;
    if (spans[0] > last) ++items;
    append_part(text, string, last, spans[0]);
    last = spans[1];
    if (!replacement.append_to(thread, text, arguments[0], subject, spans, items++) ||
        !thread.reserve(text.size() * sizeof(char32_t))) {
      return false;
    }
  }
  if (count == 0) {
    result = part_of(thread, string, 0, subject.length());
  } else {
    append_part(text, string, last, subject.length());
    result = text_of(thread, subject.is_text(), text);
  }
  return !result.is_error();
}

Ref sub_method(Thread& thread, Arguments arguments) {
  Ref result;
  std::int64_t count = 0;
  return substitute(thread, arguments, result, count) ? std::move(result) : Ref::error();
}
Ref subn_method(Thread& thread, Arguments arguments) {
  Ref result;
  std::int64_t count = 0;
  if (!substitute(thread, arguments, result, count)) return Ref::error();
  return make_tuple(thread, {result.get(), Value::small_int(count)});
}

// --- the object ----------------------------------------------------------------------------------

void dealloc_pattern(Heap& heap, Object* object) {
  auto* self = static_cast<PatternObject*>(object);
  delete_resource(heap, std::exchange(self->engine, nullptr));
  drop(self->pattern);
}

void traverse_pattern(Object* object, Visit visit, void* context) {
  visit(static_cast<PatternObject*>(object)->pattern, context);
}

void copy_pattern_to_heap(HeapCopier& copier, Object* from, Object* to) {
  const RegexEngine& source = *static_cast<PatternObject*>(from)->engine;
  auto* copy = static_cast<PatternObject*>(to);
  copy->engine = new_resource<RegexEngine>(Heap::of(to), source.pattern(), source.given_flags(),
                                           source.is_bytes());
  RegexError error;
  copy->engine->prepare(source.smallest_width(), error);
  copy->pattern = copier.copy(copy->pattern);
}

/// compile(pattern, flags)
Ref compile_function(Thread& thread, Arguments arguments) {
  std::string_view content;
  const bool is_text = is_str(arguments[0]);
  if (!is_text && !bytes_view(arguments[0], content)) {
    return thread.type_error("first argument must be string or compiled pattern");
  }
  std::int64_t flags;
  if (!ssize_argument(thread, arguments[1], flags)) return Ref::error();
  auto* pattern = thread.heap().make<PatternObject>(thread.instance.library->pattern);
  pattern->pattern = Ref::share(arguments[0]).release();
  pattern->engine = new_resource<RegexEngine>(thread.heap(), code_points_of(arguments[0]),
                                              static_cast<std::uint32_t>(flags), !is_text);
  Ref made = finish_object(thread, pattern);
  constexpr std::int64_t kCompilePs = 100'000;  // for a character of the pattern
  thread.charge(static_cast<std::int64_t>(pattern->engine->pattern().size() + 8) * kCompilePs);
  RegexError error;
  if (pattern->engine->prepare(pattern->engine->smallest_width(), error)) return made;
  return raise_regex_error(thread, error, arguments[0]);
}

Ref pattern_repr(Thread& thread, Value self) {
  const auto* pattern = cast<PatternObject>(self);
  std::string shown;
  if (!append_repr(thread, shown, pattern->pattern)) return Ref::error();
  constexpr std::size_t kLongest = 200;
  if (shown.size() > kLongest) shown.resize(kLongest);
  std::uint32_t flags = program_of(pattern).flags;
  // A str pattern is Unicode unless it says otherwise: not worth showing.
  if (is_str(pattern->pattern) &&
      (flags & (kRegexLocale | kRegexUnicode | kRegexAscii)) == kRegexUnicode) {
    flags &= ~static_cast<std::uint32_t>(kRegexUnicode);
  }
  std::string names;
  constexpr std::pair<std::uint32_t, const char*> kNames[] = {
      {kRegexIgnoreCase, "re.IGNORECASE"}, {kRegexLocale, "re.LOCALE"},
      {kRegexMultiline, "re.MULTILINE"},   {kRegexDotAll, "re.DOTALL"},
      {kRegexUnicode, "re.UNICODE"},       {kRegexVerbose, "re.VERBOSE"},
      {kRegexDebug, "re.DEBUG"},           {kRegexAscii, "re.ASCII"}};
  for (const auto& [flag, name] : kNames) {
    if ((flags & flag) != 0) names += (names.empty() ? "" : "|") + std::string(name);
  }
  if (!names.empty()) shown += ", " + names;
  return make_str(thread, "re.compile(" + shown + ")");
}

bool same_pattern(Thread& thread, const PatternObject* left, const PatternObject* right,
                  Truth& same) {
  same = truth_of(left == right);
  if (left == right) return true;
  if (program_of(left).flags != program_of(right).flags ||
      left->engine->is_bytes() != right->engine->is_bytes()) {
    return true;
  }
  same = equal_items(thread, left->pattern, right->pattern);
  return same != Truth::error;
}

Ref pattern_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (type_of(thread, other) != thread.instance.library->pattern ||
      (op != CompareOp::equal && op != CompareOp::not_equal)) {
    return Ref::not_implemented();
  }
  Truth same;
  if (!same_pattern(thread, cast<PatternObject>(self), cast<PatternObject>(other), same)) {
    return Ref::error();
  }
  return Ref::boolean((same == Truth::yes) == (op == CompareOp::equal));
}

bool pattern_hash(Thread& thread, Value self, std::int64_t& out) {
  const auto* pattern = cast<PatternObject>(self);
  if (!hash(thread, pattern->pattern, out)) return false;
  out ^= program_of(pattern).flags;
  if (out == -1) out = -2;
  return true;
}

Ref flags_getter(Thread&, Arguments arguments) {
  return Ref::small_int(program_of(self_of(arguments)).flags);
}
Ref groups_getter(Thread&, Arguments arguments) {
  return Ref::small_int(program_of(self_of(arguments)).group_count());
}
Ref pattern_getter(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->pattern); }
Ref groupindex_getter(Thread& thread, Arguments arguments) {
  const Ref names = make_dict(thread);
  if (names.is_error()) return Ref::error();
  for (const auto& [name, number] : program_of(self_of(arguments)).names) {
    const Ref key = text_of(thread, true, name);
    if (key.is_error() ||
        !dict_set(thread, names.as<Dict>(), key.get(), Value::small_int(number))) {
      return Ref::error();
    }
  }
  return make_mapping_proxy(thread, names);
}
Ref itself(Thread&, Arguments arguments) { return Ref::share(arguments[0]); }

/// (re._compile, (pattern, flags))
Ref reduce_pattern(Thread& thread, Arguments arguments) {
  const PatternObject* pattern = self_of(arguments);
  const Ref module = import_module(thread, "re");
  if (module.is_error()) return Ref::error();
  const Ref compile = get_attribute(thread, module, std::string_view("_compile"));
  const Ref given =
      make_tuple(thread, {pattern->pattern, Value::small_int(program_of(pattern).flags)});
  if (compile.is_error() || given.is_error()) return Ref::error();
  return make_tuple(thread, {compile.get(), given.get()});
}

Ref class_get_item(Thread& thread, Arguments arguments) {
  return make_generic_alias(thread, arguments[0], arguments[1]);
}

constexpr const char* kSearchParameters = "string, pos=..., endpos=...";

constexpr NativeDefinition kMethods[] = {
    {"match", match_method<RegexMode::match>, kSearchParameters},
    {"fullmatch", match_method<RegexMode::fullmatch>, kSearchParameters},
    {"search", match_method<RegexMode::search>, kSearchParameters},
    {"findall", findall_method, kSearchParameters},
    {"finditer", finditer_method, kSearchParameters},
    {"split", split_method, "string, maxsplit=0"},
    {"sub", sub_method, "repl, string, count=0"},
    {"subn", subn_method, "repl, string, count=0"},
    {"flags", flags_getter, nullptr, kNativeGetter},
    {"groups", groups_getter, nullptr, kNativeGetter},
    {"groupindex", groupindex_getter, nullptr, kNativeGetter},
    {"pattern", pattern_getter, nullptr, kNativeGetter},
    {"__copy__", itself, ""},
    {"__deepcopy__", itself, "memo, /"},
    {"__reduce__", reduce_pattern, ""},
    {"__class_getitem__", class_get_item, "item, /", kNativeClass},
};

constexpr NativeDefinition kFunctions[] = {{"compile", compile_function, "pattern, flags, /"}};

bool initialise_re(Thread& thread, Module& module) {
  const LibraryTypes& types = *thread.instance.library;
  return add_functions(thread, module, kFunctions) && add_type(thread, module, types.pattern) &&
         add_type(thread, module, types.match);
}

}  // namespace

void add_pattern_types(Instance& instance, LibraryTypes& types) {
  Type* type = create_module_type(instance, "re", "Pattern", sizeof(PatternObject), false);
  type->slots.dealloc = dealloc_pattern;
  type->slots.clear = dealloc_pattern;
  type->slots.traverse = traverse_pattern;
  type->slots.copy_to_heap = copy_pattern_to_heap;
  type->slots.repr = pattern_repr;
  type->slots.compare = pattern_compare;
  type->slots.hash = pattern_hash;
  add_methods(instance, type, kMethods);
  finish_builtin_type(instance, type);
  types.pattern = type;

  Type* iterator =
      create_module_type(instance, "builtins", "callable_iterator", sizeof(MatchIterator), false);
  IteratorMembers::set_up(iterator->slots);
  iterator->slots.iter = iterator_itself;
  iterator->slots.next = next_match;
  finish_builtin_type(instance, iterator);
  types.match_iterator = iterator;
}

const NativeModuleDefinition kReModule = {"_re", initialise_re};

}  // namespace gilsim::vm
