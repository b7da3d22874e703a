// SPDX-License-Identifier: MIT
//
// range, with bounds of any size. A *small* range has 63-bit bounds and length: its iterator counts
// in machine words. A larger one computes its items when asked and is walked by index.
#include "vm/core/native.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/range_internal.h"
#include "vm/objects/sequence.h"
#include "vm/objects/set_up.h"

#include <utility>

namespace gilsim::vm {

namespace {

bool same_int(Value left, Value right) { return left == right || int_compare(left, right) == 0; }

/// The number of items of a range; plain ints, step not zero.
Ref compute_length(Thread& thread, Value start, Value stop, Value step) {
  const bool backwards = is_negative_int(step);
  const Value low = backwards ? stop : start;
  const Value high = backwards ? start : stop;
  if (int_compare(low, high) >= 0) return Ref::small_int(0);
  if (low.is_small_int() && high.is_small_int() && step.is_small_int()) {
    const auto distance = static_cast<std::uint64_t>(high.as_small_int()) -
                          static_cast<std::uint64_t>(low.as_small_int());
    const std::int64_t plain_step = step.as_small_int();
    const auto stride = static_cast<std::uint64_t>(backwards ? -plain_step : plain_step);
    return make_int_unsigned(thread, (distance - 1) / stride + 1);
  }
  const Ref stride = backwards ? int_negate(thread, step) : Ref::share(step);
  if (stride.is_error()) return Ref::error();
  const Ref distance = int_subtract(thread, high, low);
  if (distance.is_error()) return Ref::error();
  const Ref before_last = int_subtract(thread, distance, Value::small_int(1));
  if (before_last.is_error()) return Ref::error();
  const Ref steps = int_floor_divide(thread, before_last, stride);
  return steps.is_error() ? Ref::error() : int_add(thread, steps, Value::small_int(1));
}

/// `start + index * step`.
Ref compute_item(Thread& thread, const Range* range, Value index) {
  const Ref offset = int_multiply(thread, index, range->step);
  return offset.is_error() ? Ref::error() : int_add(thread, range->start, offset);
}

Ref new_range(Thread& thread, Type*, Arguments arguments) {
  if (!check_constructor(thread, "range", arguments, 1, 3)) return Ref::error();
  const bool only_stop = arguments.positional_count == 1;
  const Ref start = only_stop ? Ref::small_int(0) : index_as_int(thread, arguments[0]);
  if (start.is_error()) return Ref::error();
  const Ref stop = index_as_int(thread, arguments[only_stop ? 0 : 1]);
  if (stop.is_error()) return Ref::error();
  const Ref step =
      arguments.positional_count == 3 ? index_as_int(thread, arguments[2]) : Ref::small_int(1);
  if (step.is_error()) return Ref::error();
  return make_range(thread, start, stop, step);
}

void dealloc_range(Heap&, Object* self) {
  auto* range = static_cast<Range*>(self);
  drop(range->start);
  drop(range->stop);
  drop(range->step);
  drop(range->length);
}

Ref range_repr(Thread& thread, Value self) {
  const auto* range = cast<Range>(self);
  std::string text = "range(";
  if (!append_repr(thread, text, range->start)) return Ref::error();
  text += ", ";
  if (!append_repr(thread, text, range->stop)) return Ref::error();
  if (!same_int(range->step, Value::small_int(1))) {
    text += ", ";
    if (!append_repr(thread, text, range->step)) return Ref::error();
  }
  return make_str(thread, text + ")");
}

bool equal_ranges(const Range* a, const Range* b) {
  if (a == b) return true;
  if (!same_int(a->length, b->length)) return false;
  if (a->length == Value::small_int(0)) return true;
  if (!same_int(a->start, b->start)) return false;
  return a->length == Value::small_int(1) || same_int(a->step, b->step);
}

Ref range_compare(Thread&, Value self, Value other, CompareOp op) {
  if (!has_layout(self, Layout::range) || !has_layout(other, Layout::range)) {
    return Ref::not_implemented();
  }
  if (op != CompareOp::equal && op != CompareOp::not_equal) return Ref::not_implemented();
  const bool same = equal_ranges(cast<Range>(self), cast<Range>(other));
  return Ref::boolean(same == (op == CompareOp::equal));
}

/// Equal ranges have equal hashes: that of the tuple of what tells them apart.
bool range_hash(Thread& thread, Value self, std::int64_t& out) {
  const auto* range = cast<Range>(self);
  const bool is_empty = range->length == Value::small_int(0);
  const bool is_single = range->length == Value::small_int(1);
  const Ref parts = make_tuple(thread, {range->length, is_empty ? Value::none() : range->start,
                                        is_empty || is_single ? Value::none() : range->step});
  return !parts.is_error() && hash(thread, parts, out);
}

Truth range_truth(Thread&, Value self) {
  return truth_of(!(cast<Range>(self)->length == Value::small_int(0)));
}

bool range_length(Thread& thread, Value self, std::int64_t& length) {
  if (int_to_int64(cast<Range>(self)->length, length)) return true;
  thread.raise(thread.types().OverflowError, "Python int too large to convert to C ssize_t")
      .reset();
  return false;
}

Ref get_slice(Thread& thread, const Range* range, Slice* slice) {
  Ref first, last, stride;
  if (!slice_as_ints(thread, slice, range->length, first, last, stride)) return Ref::error();
  const Ref start = compute_item(thread, range, first);
  if (start.is_error()) return Ref::error();
  const Ref stop = compute_item(thread, range, last);
  if (stop.is_error()) return Ref::error();
  const Ref step = int_multiply(thread, stride, range->step);
  return step.is_error() ? Ref::error() : make_range(thread, start, stop, step);
}

Ref get_range_item(Thread& thread, Value self, Value key) {
  const Ref held = Ref::share(self);
  const auto* range = cast<Range>(self);
  if (has_layout(key, Layout::slice)) return get_slice(thread, range, cast<Slice>(key));
  if (!has_index(thread, key)) {
    return thread.type_error("range indices must be integers or slices, not {}",
                             type_name(thread, key));
  }
  Ref index = index_as_int(thread, key);
  if (index.is_error()) return index;
  if (is_negative_int(index)) {
    index = int_add(thread, index, range->length);
    if (index.is_error()) return index;
  }
  if (is_negative_int(index) || int_compare(index, range->length) >= 0) {
    return thread.raise(thread.types().IndexError, "range object index out of range");
  }
  return compute_item(thread, range, index);
}

/// The index of an int in the range; Undefined: it is not in it.
Ref index_of_int(Thread& thread, const Range* range, Value number) {
  const bool backwards = is_negative_int(range->step);
  const bool before = int_compare(number, range->start) < 0;
  const bool after_stop = int_compare(number, range->stop) >= 0;
  if (backwards) {
    if (int_compare(number, range->start) > 0 || int_compare(number, range->stop) <= 0) {
      return Ref::undefined();
    }
  } else if (before || after_stop) {
    return Ref::undefined();
  }
  const Ref distance = int_subtract(thread, number, range->start);
  if (distance.is_error()) return Ref::error();
  const Ref rest = int_remainder(thread, distance, range->step);
  if (rest.is_error()) return Ref::error();
  if (!(rest == Value::small_int(0))) return Ref::undefined();
  return int_floor_divide(thread, distance, range->step);
}

/// An int or bool, which compares with the items by value alone.
bool is_plain_number(Value value) {
  return value.is_small_int() || value.is_bool() || is_exactly(value, Layout::integer);
}

/// Walks the items to count those equal to a value, or stops at the first; its index is then in
/// `first`. False: an exception is pending.
bool search(Thread& thread, Value range, Value wanted, bool stop_at_first, std::int64_t& count,
            std::int64_t& first) {
  const Ref iterator = range_iter(thread, range);
  if (iterator.is_error()) return false;
  count = 0;
  for (std::int64_t i = 0;; ++i) {
    const Ref item = next(thread, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) return true;
    const Truth same = equal_items(thread, item, wanted);
    if (same == Truth::error) return false;
    if (same == Truth::yes) {
      if (count++ == 0) first = i;
      if (stop_at_first) return true;
    }
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return false;
  }
}

Truth range_contains(Thread& thread, Value self, Value item) {
  if (is_plain_number(item)) {
    const Ref index = index_of_int(thread, cast<Range>(self), plain_int(item));
    return index.is_error() ? Truth::error : truth_of(!index.is_undefined());
  }
  std::int64_t count, first;
  if (!search(thread, self, item, true, count, first)) return Truth::error;
  return truth_of(count > 0);
}

Ref count_method(Thread& thread, Arguments arguments) {
  if (is_plain_number(arguments[1])) {
    const Truth found = range_contains(thread, arguments[0], arguments[1]);
    return found == Truth::error ? Ref::error() : Ref::small_int(found == Truth::yes ? 1 : 0);
  }
  std::int64_t count, first;
  if (!search(thread, arguments[0], arguments[1], false, count, first)) return Ref::error();
  return Ref::small_int(count);
}

Ref index_method(Thread& thread, Arguments arguments) {
  if (!is_plain_number(arguments[1])) {
    std::int64_t count, first;
    if (!search(thread, arguments[0], arguments[1], true, count, first)) return Ref::error();
    if (count > 0) return Ref::small_int(first);
    return thread.value_error("sequence.index(x): x not in sequence");
  }
  Ref index = index_of_int(thread, cast<Range>(arguments[0]), plain_int(arguments[1]));
  if (!index.is_undefined()) return index;
  std::string shown;
  if (!append_repr(thread, shown, arguments[1])) return Ref::error();
  return thread.value_error("{} is not in range", shown);
}

Ref reversed_method(Thread& thread, Arguments arguments) {
  const auto* range = cast<Range>(arguments[0]);
  const Ref last_index = int_subtract(thread, range->length, Value::small_int(1));
  if (last_index.is_error()) return Ref::error();
  const Ref last = compute_item(thread, range, last_index);
  if (last.is_error()) return Ref::error();
  const Ref before_first = int_subtract(thread, range->start, range->step);
  if (before_first.is_error()) return Ref::error();
  const Ref step = int_negate(thread, range->step);
  if (step.is_error()) return Ref::error();
  const Ref backwards = make_range(thread, last, before_first, step);
  return backwards.is_error() ? Ref::error() : range_iter(thread, backwards);
}

Ref start_of(Thread&, Arguments arguments) { return Ref::share(cast<Range>(arguments[0])->start); }
Ref stop_of(Thread&, Arguments arguments) { return Ref::share(cast<Range>(arguments[0])->stop); }
Ref step_of(Thread&, Arguments arguments) { return Ref::share(cast<Range>(arguments[0])->step); }

Ref next_of_range(Thread&, Value self) {
  auto* iterator = cast<RangeIterator>(self);
  if (iterator->remaining <= 0) return Ref::undefined();
  --iterator->remaining;
  const std::int64_t number = iterator->next;
  iterator->next = static_cast<std::int64_t>(static_cast<std::uint64_t>(number) +
                                             static_cast<std::uint64_t>(iterator->step));
  return Ref::small_int(number);
}

Ref hint_method(Thread& thread, Arguments arguments) {
  return make_int(thread, cast<RangeIterator>(arguments[0])->remaining);
}

constexpr NativeDefinition kRangeMethods[] = {
    {"count", count_method, "value, /"},       {"index", index_method, "value, /"},
    {"__reversed__", reversed_method, ""},     {"start", start_of, nullptr, kNativeGetter},
    {"stop", stop_of, nullptr, kNativeGetter}, {"step", step_of, nullptr, kNativeGetter},
};

constexpr NativeDefinition kRangeIteratorMethods[] = {
    {"__length_hint__", hint_method, ""},
};

}  // namespace

Ref make_range(Thread& thread, Value start, Value stop, Value step) {
  if (step == Value::small_int(0)) return thread.value_error("range() arg 3 must not be zero");
  Ref length = compute_length(thread, start, stop, step);
  if (length.is_error()) return Ref::error();
  auto* range = thread.heap().make<Range>(thread.types().range);
  range->is_small = start.is_small_int() && stop.is_small_int() && step.is_small_int() &&
                    length.get().is_small_int();
  range->start = Ref::share(start).release();
  range->stop = Ref::share(stop).release();
  range->step = Ref::share(step).release();
  range->length = length.release();
  return Ref::adopt(range);
}

Ref range_iter(Thread& thread, Value self) {
  const auto* range = cast<Range>(self);
  if (!range->is_small) return make_sequence_iterator(thread, self);
  auto* iterator = thread.heap().make<RangeIterator>(thread.types().range_iterator);
  iterator->next = range->start.as_small_int();
  iterator->step = range->step.as_small_int();
  iterator->remaining = range->length.as_small_int();
  return Ref::adopt(iterator);
}

void set_up_range_type(Instance& instance) {
  Type* type = instance.types.range;
  Slots& slots = type->slots;
  slots.dealloc = dealloc_range;
  slots.new_instance = new_range;
  slots.repr = range_repr;
  slots.hash = range_hash;
  slots.compare = range_compare;
  slots.iter = range_iter;
  slots.truth = range_truth;
  slots.length = range_length;
  slots.get_item = get_range_item;
  slots.contains = range_contains;
  add_methods(instance, type, kRangeMethods);

  Slots& iterator = instance.types.range_iterator->slots;
  iterator.iter = iterator_itself;
  iterator.next = next_of_range;
  add_methods(instance, instance.types.range_iterator, kRangeIteratorMethods);
}

}  // namespace gilsim::vm
