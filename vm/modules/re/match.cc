// SPDX-License-Identifier: MIT
//
// re.Match.
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/modules/re/re_internal.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"

#include <algorithm>
#include <string>

namespace gilsim::vm {

namespace {

using Members = OwnedMembers<&MatchObject::pattern, &MatchObject::string>;

MatchObject* self_of(Arguments arguments) { return cast<MatchObject>(arguments[0]); }

const RegexProgram& program_of(const MatchObject* match) {
  return cast<PatternObject>(match->pattern)->engine->program();
}

Ref no_such_group(Thread& thread) {
  return thread.raise(thread.types().IndexError, "no such group");
}

/// The number of the group that an int or a name stands for; -1: IndexError is pending.
std::int64_t group_index(Thread& thread, const MatchObject* match, Value key) {
  std::int64_t index = -1;
  if (is_int(key)) {
    if (!int_to_int64(plain_int(key), index)) index = -1;
  } else if (is_str(key)) {
    const std::u32string name = code_points_of(key);
    for (const auto& [known, number] : program_of(match).names) {
      if (known == name) index = number;
    }
  } else if (has_index(thread, key) && !to_index(thread, key, index, nullptr)) {
    return -1;
  }
  if (index >= 0 && index < match->span_count) return index;
  if (!thread.has_exception() && !thread.cancelled) no_such_group(thread).reset();
  return -1;
}

Ref group_text(Thread& thread, const MatchObject* match, std::int64_t group, Value fallback) {
  const std::int64_t start = match->start_of(group);
  if (start < 0) return Ref::share(fallback);
  return part_of(thread, match->string, start, match->end_of(group));
}

Ref group_by_key(Thread& thread, const MatchObject* match, Value key) {
  const std::int64_t group = group_index(thread, match, key);
  return group < 0 ? Ref::error() : group_text(thread, match, group, Value::none());
}

/// group([group1, ...])
Ref group_method(Thread& thread, Arguments arguments) {
  const MatchObject* match = self_of(arguments);
  const Arguments given = arguments.without_first();
  if (!check_no_keywords(thread, "Match.group", given)) return Ref::error();
  if (given.positional_count == 0) return group_text(thread, match, 0, Value::none());
  if (given.positional_count == 1) return group_by_key(thread, match, given[0]);
  std::vector<Ref> groups;
  for (const Value key : given.positional()) {
    groups.push_back(group_by_key(thread, match, key));
    if (groups.back().is_error()) return Ref::error();
  }
  const std::vector<Value> values(groups.begin(), groups.end());
  return make_tuple(thread, std::span<const Value>(values));
}

Ref get_match_item(Thread& thread, Value self, Value key) {
  return group_by_key(thread, cast<MatchObject>(self), key);
}

Ref groups_method(Thread& thread, Arguments arguments) {
  const MatchObject* match = self_of(arguments);
  std::vector<Ref> groups;
  for (std::int64_t i = 1; i < match->span_count; ++i) {
    groups.push_back(group_text(thread, match, i, arguments[1]));
    if (groups.back().is_error()) return Ref::error();
  }
  const std::vector<Value> values(groups.begin(), groups.end());
  return make_tuple(thread, std::span<const Value>(values));
}

Ref groupdict_method(Thread& thread, Arguments arguments) {
  const MatchObject* match = self_of(arguments);
  Ref result = make_dict(thread);
  if (result.is_error()) return result;
  for (const auto& [name, number] : program_of(match).names) {
    const Ref key = text_of(thread, true, name);
    const Ref value = group_text(thread, match, number, arguments[1]);
    if (key.is_error() || value.is_error() ||
        !dict_set(thread, result.as<Dict>(), key.get(), value.get())) {
      return Ref::error();
    }
  }
  return result;
}

Ref start_method(Thread& thread, Arguments arguments) {
  const std::int64_t group = group_index(thread, self_of(arguments), arguments[1]);
  return group < 0 ? Ref::error() : Ref::small_int(self_of(arguments)->start_of(group));
}
Ref end_method(Thread& thread, Arguments arguments) {
  const std::int64_t group = group_index(thread, self_of(arguments), arguments[1]);
  return group < 0 ? Ref::error() : Ref::small_int(self_of(arguments)->end_of(group));
}

Ref span_of(Thread& thread, const MatchObject* match, std::int64_t group) {
  return make_tuple(
      thread, {Value::small_int(match->start_of(group)), Value::small_int(match->end_of(group))});
}
Ref span_method(Thread& thread, Arguments arguments) {
  const std::int64_t group = group_index(thread, self_of(arguments), arguments[1]);
  return group < 0 ? Ref::error() : span_of(thread, self_of(arguments), group);
}

Ref expand_method(Thread& thread, Arguments arguments) {
  MatchObject* match = self_of(arguments);
  ReplacementTemplate parts;
  if (!parse_template(thread, cast<PatternObject>(match->pattern), arguments[1], parts)) {
    return Ref::error();
  }
  std::u32string text;
  expand_template(parts, match->string, match->spans(), text);
  return text_of(thread, is_str(match->string), text);
}

/// The group that was closed last; 0: none took part. Of groups that end together the inner one was
/// closed first.
std::int64_t last_group(const MatchObject* match) {
  std::int64_t last = 0;
  for (std::int64_t i = 1; i < match->span_count; ++i) {
    if (match->start_of(i) >= 0 && (last == 0 || match->end_of(i) >= match->end_of(last))) last = i;
  }
  const std::vector<int>& parents = program_of(match).parents;
  while (last != 0) {
    const int parent = parents[static_cast<std::size_t>(last)];
    if (parent == 0 || match->start_of(parent) < 0 ||
        match->end_of(parent) != match->end_of(last)) {
      break;
    }
    last = parent;
  }
  return last;
}

Ref lastindex_getter(Thread&, Arguments arguments) {
  const std::int64_t last = last_group(self_of(arguments));
  return last == 0 ? Ref::none() : Ref::small_int(last);
}
Ref lastgroup_getter(Thread& thread, Arguments arguments) {
  const std::int64_t last = last_group(self_of(arguments));
  for (const auto& [name, number] : program_of(self_of(arguments)).names) {
    if (number == last) return text_of(thread, true, name);
  }
  return Ref::none();
}
Ref regs_getter(Thread& thread, Arguments arguments) {
  const MatchObject* match = self_of(arguments);
  std::vector<Ref> spans;
  for (std::int64_t i = 0; i < match->span_count; ++i) spans.push_back(span_of(thread, match, i));
  const std::vector<Value> values(spans.begin(), spans.end());
  return make_tuple(thread, std::span<const Value>(values));
}
Ref re_getter(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->pattern); }
Ref string_getter(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->string); }
Ref pos_getter(Thread&, Arguments arguments) {
  return Ref::small_int(self_of(arguments)->position);
}
Ref endpos_getter(Thread&, Arguments arguments) {
  return Ref::small_int(self_of(arguments)->end_position);
}
Ref itself(Thread&, Arguments arguments) { return Ref::share(arguments[0]); }

Ref match_repr(Thread& thread, Value self) {
  const auto* match = cast<MatchObject>(self);
  const Ref text = group_text(thread, match, 0, Value::none());
  if (text.is_error()) return Ref::error();
  std::string shown = "<re.Match object; span=(" + std::to_string(match->start_of(0)) + ", " +
                      std::to_string(match->end_of(0)) + "), match=";
  if (!append_repr(thread, shown, text)) return Ref::error();
  return make_str(thread, shown + ">");
}

constexpr NativeDefinition kMethods[] = {
    {"group", group_method, nullptr},
    {"groups", groups_method, "default=None"},
    {"groupdict", groupdict_method, "default=None"},
    {"start", start_method, "group=0, /"},
    {"end", end_method, "group=0, /"},
    {"span", span_method, "group=0, /"},
    {"expand", expand_method, "template"},
    {"__copy__", itself, ""},
    {"__deepcopy__", itself, "memo, /"},
    {"lastindex", lastindex_getter, nullptr, kNativeGetter},
    {"lastgroup", lastgroup_getter, nullptr, kNativeGetter},
    {"regs", regs_getter, nullptr, kNativeGetter},
    {"re", re_getter, nullptr, kNativeGetter},
    {"string", string_getter, nullptr, kNativeGetter},
    {"pos", pos_getter, nullptr, kNativeGetter},
    {"endpos", endpos_getter, nullptr, kNativeGetter},
};

}  // namespace

Ref make_match(Thread& thread, Value pattern, Value string, std::int64_t position,
               std::int64_t end_position, const std::vector<std::int64_t>& spans) {
  auto* match = thread.heap().make<MatchObject>(thread.instance.library->match,
                                                spans.size() * sizeof(std::int64_t));
  match->pattern = Ref::share(pattern).release();
  match->string = Ref::share(string).release();
  match->position = position;
  match->end_position = end_position;
  match->span_count = static_cast<std::int64_t>(spans.size() / 2);
  std::copy(spans.begin(), spans.end(), match->spans());
  return finish_object(thread, match);
}

void add_match_type(Instance& instance, LibraryTypes& types) {
  types.match = create_module_type(instance, "re", "Match", sizeof(MatchObject), false);
  Members::set_up(types.match->slots);
  types.match->slots.get_item = get_match_item;
  types.match->slots.repr = match_repr;
  add_methods(instance, types.match, kMethods);
  finish_builtin_type(instance, types.match);
}

}  // namespace gilsim::vm
