// SPDX-License-Identifier: MIT
//
// The distance between two names is the least cost of editing one into the other: 2 for inserting,
// removing or replacing a character, 1 for changing its case. A name is near enough if no more than
// a third of the characters of both need a change.
#include "vm/eval/suggestions.h"

#include "vm/eval/dir.h"
#include "vm/eval/traceback.h"
#include "vm/objects/dict.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace gilsim::vm {

namespace {

constexpr std::size_t kMaxCandidates = 750;
constexpr std::size_t kMaxNameLength = 40;
constexpr std::int64_t kMoveCost = 2;
constexpr std::int64_t kCaseCost = 1;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::int64_t replacement_cost(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

/// What two names have in common at both ends does not count.
void trim_common_ends(std::string_view& a, std::string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

/// The edit distance, or something above `limit` if it is above it.
std::int64_t edit_distance(std::string_view a, std::string_view b, std::int64_t limit) {
  trim_common_ends(a, b);
  if (a.empty() || b.empty()) return static_cast<std::int64_t>(a.size() + b.size()) * kMoveCost;
  if (a.size() > kMaxNameLength || b.size() > kMaxNameLength) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if (static_cast<std::int64_t>(b.size() - a.size()) * kMoveCost > limit) return limit + 1;
  // One row of the usual matrix: row[i] is the distance of a[0..i] to the part of b seen so far.
  std::array<std::int64_t, kMaxNameLength + 1> row{};
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = static_cast<std::int64_t>(i) * kMoveCost;
  for (const char c : b) {
    std::int64_t diagonal = row[0];
    row[0] += kMoveCost;
    std::int64_t least = INT64_MAX;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::int64_t replaced = diagonal + replacement_cost(c, a[i]);
      diagonal = row[i + 1];
      row[i + 1] = std::min(replaced, std::min(row[i], diagonal) + kMoveCost);
      least = std::min(least, row[i + 1]);
    }
    if (least > limit) return limit + 1;
  }
  return row[a.size()];
}

std::string nearest_name(const std::vector<std::string>& candidates, std::string_view name) {
  if (candidates.size() >= kMaxCandidates) return {};
  std::int64_t best_distance = INT64_MAX;
  std::string best;
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    const auto involved = static_cast<std::int64_t>(name.size() + candidate.size() + 3);
    const std::int64_t limit = std::min(involved * kMoveCost / 6, best_distance - 1);
    const std::int64_t distance = edit_distance(name, candidate, limit);
    if (distance > limit || distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

std::vector<std::string> names_in_dict(const Dict* dict) {
  std::vector<std::string> names;
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(dict, position, key, value)) {
    if (is_str(key)) names.push_back(to_utf8(cast<Str>(key)));
  }
  return names;
}

/// Variables of the frame that raised, then globals, then built-ins.
std::string suggestion_for_name(const Exception* exception, std::string_view name) {
  if (!has_layout(exception->traceback, Layout::traceback)) return {};
  const Traceback* entry = cast<Traceback>(exception->traceback);
  while (has_layout(entry->next, Layout::traceback)) entry = cast<Traceback>(entry->next);
  std::vector<std::string> locals;
  for (const Str* local : *entry->code->local_names) locals.push_back(to_utf8(local));
  std::string found = nearest_name(locals, name);
  if (!found.empty()) return found;
  const auto* frame = cast<FrameObject>(entry->frame);
  found = nearest_name(names_in_dict(frame->globals), name);
  return found.empty() ? nearest_name(names_in_dict(frame->builtins), name) : found;
}

std::string suggestion_for_attribute(Thread& thread, Value object, std::string_view name) {
  const Ref held = Ref::share(object);
  const Ref names = dir_of(thread, held);
  if (names.is_error()) {
    thread.clear_exception();
    return {};
  }
  std::vector<std::string> candidates;
  for (const Value value : names.as<List>()->view()) {
    if (is_str(value)) candidates.push_back(to_utf8(cast<Str>(value)));
  }
  return nearest_name(candidates, name);
}

}  // namespace

std::string suggestion_for(Thread& thread, Exception* exception) {
  const BuiltinTypes& types = thread.types();
  const bool is_name = exception->type == types.NameError;
  if (!is_name && exception->type != types.AttributeError) return {};
  const Value name = exception_field(exception, kFieldName);
  if (!is_exact_str(name)) return {};
  const std::string text = to_utf8(cast<Str>(name));
  if (is_name) return suggestion_for_name(exception, text);
  const Value object = exception_field(exception, kFieldObject);
  return object.is_undefined() ? std::string() : suggestion_for_attribute(thread, object, text);
}

}  // namespace gilsim::vm
