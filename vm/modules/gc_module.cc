// SPDX-License-Identifier: MIT
//
// Module gc: the cycle collector's knobs.
#include "vm/core/heap.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <vector>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kThresholds[] = {700, 10, 10};
constexpr int kOldestGeneration = 2;

Ref gc_collect(Thread& thread, Arguments arguments) {
  std::int64_t generation = 0;
  if (!to_index(thread, arguments[0], generation, thread.types().OverflowError)) {
    return Ref::error();
  }
  if (generation < 0 || generation > kOldestGeneration) {
    return thread.value_error("invalid generation");
  }
  const std::size_t found = thread.heap().collect(static_cast<int>(generation));
  return make_int(thread, static_cast<std::int64_t>(found));
}

Ref gc_enable(Thread& thread, Arguments) {
  thread.heap().set_automatic_collection(true);
  return Ref::none();
}

Ref gc_disable(Thread& thread, Arguments) {
  thread.heap().set_automatic_collection(false);
  return Ref::none();
}

Ref gc_isenabled(Thread& thread, Arguments) {
  return Ref::boolean(thread.heap().automatic_collection());
}

Ref gc_get_count(Thread& thread, Arguments) {
  const auto tracked = static_cast<std::int64_t>(thread.heap().tracked_count());
  return make_tuple(thread, {Value::small_int(tracked % kThresholds[0]), Value::small_int(0),
                             Value::small_int(0)});
}

Ref gc_get_threshold(Thread& thread, Arguments) {
  return make_tuple(thread, {Value::small_int(kThresholds[0]), Value::small_int(kThresholds[1]),
                             Value::small_int(kThresholds[2])});
}

Ref gc_set_threshold(Thread& thread, Arguments arguments) {
  std::int64_t first = 0;
  if (!to_index(thread, arguments[0], first, thread.types().OverflowError)) return Ref::error();
  // A threshold of 0 switches collection off; the others do not change how this collector works.
  if (first == 0) thread.heap().set_automatic_collection(false);
  return Ref::none();
}

Ref gc_is_tracked(Thread&, Arguments arguments) {
  const Value value = arguments[0];
  return Ref::boolean(value.is_object() && Heap::is_tracked(value.as_object()));
}

/// The list of what a walk over the heap gave.
Ref list_of(Thread& thread, const std::vector<Ref>& found) {
  const std::vector<Value> values(found.begin(), found.end());
  return make_list(thread, std::span<const Value>(values));
}

void keep(Value value, void* context) {
  if (value.is_object()) static_cast<std::vector<Ref>*>(context)->push_back(Ref::share(value));
}

Ref gc_get_objects(Thread& thread, Arguments) {
  std::vector<Ref> found;
  thread.heap().for_each_tracked(keep, &found);
  return list_of(thread, found);
}

void visit_references(Object* object, Visit visit, void* context) {
  const auto traverse = object->type->slots.traverse;
  if (traverse != nullptr) traverse(object, visit, context);
}

Ref gc_get_referents(Thread& thread, Arguments arguments) {
  std::vector<Ref> found;
  for (const Value object : cast<Tuple>(arguments[0])->view()) {
    if (object.is_object()) visit_references(object.as_object(), keep, &found);
  }
  return list_of(thread, found);
}

/// Looks for objects that refer to one of `targets`.
struct ReferrerSearch {
  const Tuple* targets;
  std::vector<Ref> found;
  bool hit = false;
};

void compare_reference(Value value, void* context) {
  auto* search = static_cast<ReferrerSearch*>(context);
  for (const Value target : search->targets->view()) search->hit |= target == value;
}

void visit_candidate(Value value, void* context) {
  auto* search = static_cast<ReferrerSearch*>(context);
  if (value == Value(const_cast<Tuple*>(search->targets))) return;
  search->hit = false;
  visit_references(value.as_object(), compare_reference, search);
  if (search->hit) search->found.push_back(Ref::share(value));
}

Ref gc_get_referrers(Thread& thread, Arguments arguments) {
  ReferrerSearch search{cast<Tuple>(arguments[0]), {}, false};
  thread.heap().for_each_tracked(visit_candidate, &search);
  return list_of(thread, search.found);
}

Ref gc_none(Thread&, Arguments) { return Ref::none(); }
Ref gc_zero(Thread&, Arguments) { return Ref::small_int(0); }

constexpr NativeDefinition kRows[] = {
    {"collect", gc_collect, "generation=2"},
    {"enable", gc_enable, ""},
    {"disable", gc_disable, ""},
    {"isenabled", gc_isenabled, ""},
    {"get_count", gc_get_count, ""},
    {"get_threshold", gc_get_threshold, ""},
    {"set_threshold", gc_set_threshold, "threshold0, threshold1=0, threshold2=0, /"},
    {"is_tracked", gc_is_tracked, "obj, /"},
    {"get_objects", gc_get_objects, "generation=None"},
    {"get_referents", gc_get_referents, "*objs"},
    {"get_referrers", gc_get_referrers, "*objs"},
    {"freeze", gc_none, ""},
    {"unfreeze", gc_none, ""},
    {"get_freeze_count", gc_zero, ""},
    {"get_debug", gc_zero, ""},
    {"set_debug", gc_none, "flags, /"},
};

bool initialise_gc(Thread& thread, Module& module) {
  if (!add_functions(thread, module, kRows)) return false;
  for (const char* name : {"garbage", "callbacks"}) {
    const Ref list = make_list(thread, std::int64_t{0});
    if (list.is_error()) return false;
    if (!dict_set(thread, module.dict, thread.instance.intern(name), list.get())) return false;
  }
  return true;
}

}  // namespace

const NativeModuleDefinition kGcModule = {"gc", initialise_gc};

}  // namespace gilsim::vm
