// SPDX-License-Identifier: MIT
//
// Module bisect (and _bisect, its name in CPython): places in sorted sequences.
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"

namespace gilsim::vm {

namespace {

/// The item at `index`, or its key.
Ref item_or_key(Thread& thread, Value sequence, std::int64_t index, Value key_function) {
  Ref item = is_exact_list(sequence) && index < cast<List>(sequence)->length
                 ? Ref::share(cast<List>(sequence)->items[index])
                 : get_item(thread, sequence, Value::small_int(index));
  if (item.is_error() || key_function.is_none()) return item;
  const Value given[] = {item.get()};
  return call(thread, key_function, given);
}

/// The first place at which `x` may stand (`right`: the last). -1: an exception is pending.
template <bool right>
std::int64_t find_place(Thread& thread, Value sequence, Value x, Arguments arguments) {
  std::int64_t low;
  std::int64_t high;
  if (!ssize_argument(thread, arguments[2], low)) return -1;
  if (low < 0) {
    thread.value_error("lo must be non-negative").reset();
    return -1;
  }
  if (arguments[3].is_none()) {
    if (!length(thread, sequence, high)) return -1;
  } else if (!ssize_argument(thread, arguments[3], high)) {
    return -1;
  }
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const Ref item = item_or_key(thread, sequence, middle, arguments[4]);
    if (item.is_error()) return -1;
    const Truth before = right ? compare_truth(thread, x, item, CompareOp::less)
                               : compare_truth(thread, item, x, CompareOp::less);
    if (before == Truth::error) return -1;
    if ((before == Truth::yes) == right) {
      high = middle;
    } else {
      low = middle + 1;
    }
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return -1;
  }
  return low;
}

template <bool right>
Ref bisect_function(Thread& thread, Arguments arguments) {
  const std::int64_t place = find_place<right>(thread, arguments[0], arguments[1], arguments);
  return place < 0 ? Ref::error() : make_int(thread, place);
}

template <bool right>
Ref insort_function(Thread& thread, Arguments arguments) {
  const Value sequence = arguments[0];
  const Value item = arguments[1];
  Ref key = Ref::share(item);
  if (!arguments[4].is_none()) {
    const Value given[] = {item};
    key = call(thread, arguments[4], given);
    if (key.is_error()) return key;
  }
  const std::int64_t place = find_place<right>(thread, sequence, key, arguments);
  if (place < 0) return Ref::error();
  if (is_exact_list(sequence)) {
    return list_insert(thread, cast<List>(sequence), place, item) ? Ref::none() : Ref::error();
  }
  const Value given[] = {Value::small_int(place), item};
  const Ref done = call_method(thread, sequence, "insert", given);
  return done.is_error() ? Ref::error() : Ref::none();
}

constexpr const char* kParameters = "a, x, lo=0, hi=None, *, key=None";

constexpr NativeDefinition kFunctions[] = {
    {"bisect", bisect_function<true>, kParameters},
    {"bisect_right", bisect_function<true>, kParameters},
    {"bisect_left", bisect_function<false>, kParameters},
    {"insort", insort_function<true>, kParameters},
    {"insort_right", insort_function<true>, kParameters},
    {"insort_left", insort_function<false>, kParameters},
};

bool initialise_bisect(Thread& thread, Module& module) {
  return add_functions(thread, module, kFunctions);
}

}  // namespace

const NativeModuleDefinition kBisectModule = {"bisect", initialise_bisect};
const NativeModuleDefinition kBisectCoreModule = {"_bisect", initialise_bisect};

}  // namespace gilsim::vm
