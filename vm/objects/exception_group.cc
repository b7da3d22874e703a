// SPDX-License-Identifier: MIT
//
// Exception groups are trees whose leaves are exceptions. Splitting one by a condition makes two
// trees of the same shape; each group in them is made by the original's derive() and has its
// traceback, cause, context and notes (CPython 3.11: Objects/exceptions.c).
//
// Invariant: a condition that a group itself fulfils takes it whole.
#include "vm/objects/exception_group.h"

#include "vm/core/native.h"
#include "vm/eval/instructions.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

using Condition = std::function<Truth(Value exception)>;

/// Both halves of a tree; Undefined where nothing is.
struct Halves {
  Ref matching;
  Ref rest;
};

bool is_group(const Thread& thread, Value value) {
  return is_exception(value) &&
         value.as_object()->type->is_subtype_of(thread.types().BaseExceptionGroup);
}

std::span<const Value> members_of(Value group) {
  return cast<Tuple>(exception_field(cast<Exception>(group), kFieldExceptions))->view();
}

void share_into(Value& place, Value value) {
  incref(value);
  decref(std::exchange(place, value));
}

bool copy_notes(Thread& thread, Value from, Value to) {
  Str* const name = thread.instance.intern("__notes__");
  const Ref notes = get_attribute_or_undefined(thread, from, name);
  if (notes.is_error()) return false;
  if (!is_list(notes)) return true;
  std::vector<Ref> items;
  if (!collect(thread, notes, items)) return false;
  const std::vector<Value> values(items.begin(), items.end());
  const Ref copy = make_list(thread, std::span<const Value>(values));
  return !copy.is_error() && set_attribute(thread, to, name, copy);
}

/// The original with these members only; Undefined without any.
Ref subset(Thread& thread, Value original, const std::vector<Ref>& members) {
  if (members.empty()) return Ref::undefined();
  const std::vector<Value> values(members.begin(), members.end());
  const Ref list = make_list(thread, std::span<const Value>(values));
  if (list.is_error()) return Ref::error();
  const Value arguments[] = {list};
  Ref made = call_method(thread, original, "derive", arguments);
  if (made.is_error()) return made;
  if (!is_group(thread, made)) {
    return thread.type_error("derive must return an instance of BaseExceptionGroup");
  }
  const auto* from = cast<Exception>(original);
  auto* to = made.as<Exception>();
  share_into(to->traceback, from->traceback);
  share_into(to->context, from->context);
  share_into(to->cause, from->cause);
  to->suppress_context = true;
  return copy_notes(thread, original, made) ? std::move(made) : Ref::error();
}

bool split_tree(Thread& thread, Value exception, const Condition& condition, Halves& halves) {
  const Truth matches = condition(exception);
  if (matches == Truth::error) return false;
  if (matches == Truth::yes) {
    halves.matching = Ref::share(exception);
    return true;
  }
  if (!is_group(thread, exception)) {
    halves.rest = Ref::share(exception);
    return true;
  }
  const RecursionGuard guard(thread, " in exceptiongroup_split_recursive");
  if (!guard) return false;
  const Ref held = Ref::share(exception);
  std::vector<Ref> matching;
  std::vector<Ref> rest;
  for (const Value member : members_of(exception)) {
    Halves parts;
    if (!split_tree(thread, member, condition, parts)) return false;
    if (!parts.matching.is_undefined()) matching.push_back(std::move(parts.matching));
    if (!parts.rest.is_undefined()) rest.push_back(std::move(parts.rest));
  }
  halves.matching = subset(thread, exception, matching);
  if (halves.matching.is_error()) return false;
  halves.rest = subset(thread, exception, rest);
  return !halves.rest.is_error();
}

bool is_class_or_tuple_of_classes(Value value) {
  if (is_exception_class(value)) return true;
  if (!is_tuple(value)) return false;
  const auto items = cast<Tuple>(value)->view();
  return std::all_of(items.begin(), items.end(), is_exception_class);
}

/// The condition that an argument of split() and subgroup() stands for; empty: TypeError.
Condition condition_of(Thread& thread, Value argument) {
  if (is_class_or_tuple_of_classes(argument)) {
    return [&thread, argument](Value exception) {
      return exception_matches(thread, exception, argument);
    };
  }
  if (has_layout(argument, Layout::function) || has_layout(argument, Layout::native_function)) {
    return [&thread, argument](Value exception) {
      const Ref answer = call(thread, argument, std::span<const Value>(&exception, 1));
      return answer.is_error() ? Truth::error : is_true(thread, answer);
    };
  }
  thread.type_error("expected a function, exception type or tuple of exception types").reset();
  return {};
}

Ref or_none(Ref value) { return value.is_undefined() ? Ref::none() : std::move(value); }

bool split_by_argument(Thread& thread, Arguments arguments, Halves& halves) {
  const Condition condition = condition_of(thread, arguments[1]);
  return condition && split_tree(thread, arguments[0], condition, halves);
}

Ref split(Thread& thread, Arguments arguments) {
  Halves halves;
  if (!split_by_argument(thread, arguments, halves)) return Ref::error();
  const Ref matching = or_none(std::move(halves.matching));
  const Ref rest = or_none(std::move(halves.rest));
  return make_tuple(thread, {matching, rest});
}

Ref subgroup(Thread& thread, Arguments arguments) {
  Halves halves;
  if (!split_by_argument(thread, arguments, halves)) return Ref::error();
  return or_none(std::move(halves.matching));
}

Ref derive(Thread& thread, Arguments arguments) {
  const Value message = exception_field(cast<Exception>(arguments[0]), kFieldMessage);
  const Value values[] = {message, arguments[1]};
  return call(thread, thread.types().BaseExceptionGroup, values);
}

constexpr NativeDefinition kGroupMethods[] = {
    {"split", split, "matcher_value, /"},
    {"subgroup", subgroup, "matcher_value, /"},
    {"derive", derive, "excs, /"},
};

// --- except* --------------------------------------------------------------------------------

/// `members`: the tuple or list that the group shows as its second argument.
Ref make_group(Thread& thread, const Ref& members) {
  if (members.is_error()) return Ref::error();
  const Ref message = make_str(thread, "");
  const Value values[] = {message, members};
  return call(thread, thread.types().BaseExceptionGroup, values);
}

/// TypeError for classes of groups, which `except*` takes apart itself.
bool check_classes(Thread& thread, Value classes) {
  const auto catches_groups = [&thread](Value cls) {
    return cast<Type>(cls)->is_subtype_of(thread.types().BaseExceptionGroup);
  };
  bool found = false;
  if (is_tuple(classes)) {
    const auto items = cast<Tuple>(classes)->view();
    found = std::any_of(items.begin(), items.end(), catches_groups);
  } else {
    found = catches_groups(classes);
  }
  if (!found) return true;
  thread.type_error("catching ExceptionGroup with except* is not allowed. Use except instead.")
      .reset();
  return false;
}

/// What of a caught exception the classes take; a naked exception is wrapped in a group.
bool take_matching(Thread& thread, Value exception, Value classes, Halves& halves) {
  const Truth whole = exception_matches(thread, exception, classes);
  if (whole == Truth::error || !check_classes(thread, classes)) return false;
  if (whole == Truth::yes) {
    halves.matching = is_group(thread, exception)
                          ? Ref::share(exception)
                          : make_group(thread, make_tuple(thread, {exception}));
    return !halves.matching.is_error();
  }
  if (!is_group(thread, exception)) return true;
  const Ref pair = call_method(thread, exception, "split", std::span<const Value>(&classes, 1));
  if (pair.is_error()) return false;
  if (!is_tuple(pair) || pair.as<Tuple>()->length != 2) {
    thread.type_error("{}.split must return a 2-tuple", type_name(thread, exception)).reset();
    return false;
  }
  halves.matching = Ref::share((*pair.as<Tuple>())[0]);
  halves.rest = Ref::share((*pair.as<Tuple>())[1]);
  return true;
}

/// True if a clause raised the part it was given again (`raise`): it is the part's own data that
/// tells, since a split makes new groups.
bool is_same_group(const Thread& thread, Value raised, Value original) {
  if (!is_group(thread, raised) || !is_group(thread, original)) return false;
  const auto* left = cast<Exception>(raised);
  const auto* right = cast<Exception>(original);
  return left->traceback == right->traceback && left->cause == right->cause &&
         left->context == right->context;
}

void collect_leaves(const Thread& thread, Value root, std::vector<Value>& leaves) {
  std::vector<Value> waiting{root};
  while (!waiting.empty()) {
    const Value exception = waiting.back();
    waiting.pop_back();
    if (!is_group(thread, exception)) {
      leaves.push_back(exception);
      continue;
    }
    for (const Value member : members_of(exception)) waiting.push_back(member);
  }
}

/// The original with those leaves alone that occur in the parts; Undefined without any.
Ref projection(Thread& thread, Value original, const std::vector<Value>& parts) {
  std::vector<Value> leaves;
  for (const Value part : parts) collect_leaves(thread, part, leaves);
  Halves halves;
  const Condition occurs = [&leaves](Value exception) {
    return truth_of(std::find(leaves.begin(), leaves.end(), exception) != leaves.end());
  };
  if (!split_tree(thread, original, occurs, halves)) return Ref::error();
  return std::move(halves.matching);
}

/// What is raised after the clauses, Undefined for nothing.
Ref combine(Thread& thread, Value original, const List* results) {
  std::vector<Value> raised;
  std::vector<Value> raised_again;
  for (std::int64_t i = 0; i < results->length; ++i) {
    const Value result = results->items[i];
    if (result.is_none()) continue;
    (is_same_group(thread, result, original) ? raised_again : raised).push_back(result);
  }
  if (!is_group(thread, original)) {
    // One clause at most ran for a naked exception.
    return raised.empty() ? Ref::undefined() : Ref::share(raised.front());
  }
  const Ref rest = projection(thread, original, raised_again);
  if (rest.is_error()) return Ref::error();
  if (raised.empty()) return rest.share();
  if (!rest.is_undefined()) raised.push_back(rest);
  return raised.size() == 1 ? Ref::share(raised.front())
                            : make_group(thread, make_list(thread, std::span<const Value>(raised)));
}

}  // namespace

bool match_exception_group(Thread& thread, Value*& sp) {
  const Ref classes = Ref::adopt(*--sp);
  const Value exception = sp[-1];
  Halves halves;
  if (!exception.is_none() && !take_matching(thread, exception, classes, halves)) return false;
  if (halves.matching.is_undefined() || halves.matching.is_none()) {
    *sp++ = Value::none();
    return true;
  }
  sp[-1] = or_none(std::move(halves.rest)).release();
  const Value previous =
      std::exchange(thread.handled->exception, halves.matching.share().release());
  *sp++ = halves.matching.release();
  decref(previous);
  decref(exception);
  return true;
}

bool prepare_reraise(Thread& thread, Value*& sp) {
  const Ref results = Ref::adopt(*--sp);
  const Ref original = Ref::adopt(*--sp);
  Ref next = combine(thread, original, results.as<List>());
  if (next.is_error()) return false;
  *sp++ = or_none(std::move(next)).release();
  return true;
}

void add_exception_group_methods(Instance& instance) {
  add_methods(instance, instance.types.BaseExceptionGroup, kGroupMethods);
}

}  // namespace gilsim::vm
