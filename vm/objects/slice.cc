// SPDX-License-Identifier: MIT
//
// slice: three values, and how they name items of a sequence of a certain length.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/range_internal.h"
#include "vm/objects/sequence.h"
#include "vm/objects/set_up.h"

#include <algorithm>

namespace gilsim::vm {

namespace {

bool unpack_bound(Thread& thread, Value bound, std::int64_t& out) {
  if (bound.is_none()) return true;
  if (bound.is_small_int()) {
    out = bound.as_small_int();
    return true;
  }
  if (!has_index(thread, bound)) {
    thread.type_error("slice indices must be integers or None or have an __index__ method").reset();
    return false;
  }
  return to_index(thread, bound, out, nullptr);
}

std::int64_t clamp_bound(std::int64_t bound, std::int64_t length, bool backwards) {
  if (bound < 0) {
    bound += length;
    if (bound < 0) return backwards ? -1 : 0;
    return bound;
  }
  if (bound >= length) return backwards ? length - 1 : length;
  return bound;
}

Ref bound_as_int(Thread& thread, Value bound, Value fallback) {
  if (bound.is_none()) return Ref::share(fallback);
  if (!has_index(thread, bound)) {
    return thread.type_error("slice indices must be integers or None or have an __index__ method");
  }
  return index_as_int(thread, bound);
}

/// Counts a bound from the start and keeps it within [lower, upper].
Ref clamp_int(Thread& thread, Ref bound, Value length, Value lower, Value upper) {
  if (bound.is_error()) return bound;
  if (is_negative_int(bound)) {
    bound = int_add(thread, bound, length);
    if (bound.is_error()) return bound;
    return int_compare(bound, lower) < 0 ? Ref::share(lower) : std::move(bound);
  }
  return int_compare(bound, upper) > 0 ? Ref::share(upper) : std::move(bound);
}

// --- the type ------------------------------------------------------------------------------------

Ref new_slice(Thread& thread, Type*, Arguments arguments) {
  if (!check_constructor(thread, "slice", arguments, 1, 3)) return Ref::error();
  const Value none = Value::none();
  if (arguments.positional_count == 1) return make_slice(thread, none, arguments[0], none);
  return make_slice(thread, arguments[0], arguments[1],
                    arguments.positional_count == 3 ? arguments[2] : none);
}

void dealloc_slice(Heap&, Object* self) {
  auto* slice = static_cast<Slice*>(self);
  drop(slice->start);
  drop(slice->stop);
  drop(slice->step);
}

void traverse_slice(Object* self, Visit visit, void* context) {
  auto* slice = static_cast<Slice*>(self);
  visit(slice->start, context);
  visit(slice->stop, context);
  visit(slice->step, context);
}

Ref slice_repr(Thread& thread, Value self) {
  const auto* slice = cast<Slice>(self);
  std::string text = "slice(";
  if (!append_repr(thread, text, slice->start)) return Ref::error();
  text += ", ";
  if (!append_repr(thread, text, slice->stop)) return Ref::error();
  text += ", ";
  if (!append_repr(thread, text, slice->step)) return Ref::error();
  text += ")";
  return make_str(thread, text);
}

Ref slice_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!has_layout(self, Layout::slice) || !has_layout(other, Layout::slice)) {
    return Ref::not_implemented();
  }
  const auto* a = cast<Slice>(self);
  const auto* b = cast<Slice>(other);
  const Ref left = make_tuple(thread, {a->start, a->stop, a->step});
  const Ref right = make_tuple(thread, {b->start, b->stop, b->step});
  return compare(thread, left, right, op);
}

Ref indices_method(Thread& thread, Arguments arguments) {
  const Ref length = index_as_int(thread, arguments[1]);
  if (length.is_error()) return Ref::error();
  if (is_negative_int(length)) return thread.value_error("length should not be negative");
  Ref start, stop, step;
  if (!slice_as_ints(thread, cast<Slice>(arguments[0]), length, start, stop, step)) {
    return Ref::error();
  }
  return make_tuple(thread, {start.get(), stop.get(), step.get()});
}

Ref start_of(Thread&, Arguments arguments) { return Ref::share(cast<Slice>(arguments[0])->start); }
Ref stop_of(Thread&, Arguments arguments) { return Ref::share(cast<Slice>(arguments[0])->stop); }
Ref step_of(Thread&, Arguments arguments) { return Ref::share(cast<Slice>(arguments[0])->step); }

constexpr NativeDefinition kSliceMethods[] = {
    {"indices", indices_method, "object, /"},
    {"start", start_of, nullptr, kNativeGetter},
    {"stop", stop_of, nullptr, kNativeGetter},
    {"step", step_of, nullptr, kNativeGetter},
};

}  // namespace

Ref make_slice(Thread& thread, Value start, Value stop, Value step) {
  auto* slice = thread.heap().make<Slice>(thread.types().slice);
  slice->start = Ref::share(start).release();
  slice->stop = Ref::share(stop).release();
  slice->step = Ref::share(step).release();
  for (const Value bound : {start, stop, step}) {
    if (bound.is_object() && bound.as_object()->type->is_collectable) {
      thread.heap().track(slice);
      break;
    }
  }
  return Ref::adopt(slice);
}

bool slice_unpack(Thread& thread, Slice* slice, std::int64_t& start, std::int64_t& stop,
                  std::int64_t& step) {
  const Ref held = Ref::share(slice);
  step = 1;
  if (!unpack_bound(thread, slice->step, step)) return false;
  if (step == 0) {
    thread.value_error("slice step cannot be zero").reset();
    return false;
  }
  if (step == INT64_MIN) step = -INT64_MAX;  // so that -step is one too
  start = step < 0 ? INT64_MAX : 0;
  stop = step < 0 ? INT64_MIN : INT64_MAX;
  return unpack_bound(thread, slice->start, start) && unpack_bound(thread, slice->stop, stop);
}

std::int64_t slice_adjust(std::int64_t length, std::int64_t& start, std::int64_t& stop,
                          std::int64_t step) {
  const bool backwards = step < 0;
  start = clamp_bound(start, length, backwards);
  stop = clamp_bound(stop, length, backwards);
  if (backwards) return stop < start ? (start - stop - 1) / -step + 1 : 0;
  return start < stop ? (stop - start - 1) / step + 1 : 0;
}

bool slice_indices(Thread& thread, Slice* slice, std::int64_t length, std::int64_t& start,
                   std::int64_t& stop, std::int64_t& step, std::int64_t& count) {
  if (!slice_unpack(thread, slice, start, stop, step)) return false;
  count = slice_adjust(length, start, stop, step);
  return true;
}

bool slice_as_ints(Thread& thread, Slice* slice, Value length, Ref& start, Ref& stop, Ref& step) {
  const Ref held = Ref::share(slice);
  step = bound_as_int(thread, slice->step, Value::small_int(1));
  if (step.is_error()) return false;
  if (step == Value::small_int(0)) {
    thread.value_error("slice step cannot be zero").reset();
    return false;
  }
  const bool backwards = is_negative_int(step);
  const Ref lower = Ref::small_int(backwards ? -1 : 0);
  const Ref upper =
      backwards ? int_subtract(thread, length, Value::small_int(1)) : Ref::share(length);
  if (upper.is_error()) return false;
  start = slice->start.is_none()
              ? (backwards ? upper.share() : lower.share())
              : clamp_int(thread, bound_as_int(thread, slice->start, Value::none()), length, lower,
                          upper);
  if (start.is_error()) return false;
  stop = slice->stop.is_none() ? (backwards ? lower.share() : upper.share())
                               : clamp_int(thread, bound_as_int(thread, slice->stop, Value::none()),
                                           length, lower, upper);
  return !stop.is_error();
}

void set_up_slice_type(Instance& instance) {
  Type* type = instance.types.slice;
  Slots& slots = type->slots;
  slots.dealloc = dealloc_slice;
  slots.clear = dealloc_slice;
  slots.traverse = traverse_slice;
  slots.new_instance = new_slice;
  slots.repr = slice_repr;
  slots.hash = hash_not_implemented;
  slots.compare = slice_compare;
  add_methods(instance, type, kSliceMethods);
}

}  // namespace gilsim::vm
