// SPDX-License-Identifier: MIT
//
// tuple. A tuple whose items cannot be part of a cycle (numbers, strs) is never shown to the
// collector: it is immutable, so that stays true.
#include "vm/objects/tuple.h"

#include "vm/core/native.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/sequence.h"
#include "vm/objects/set_up.h"
#include "vm/objects/tuple_hash.h"

#include <algorithm>
#include <cstring>

namespace gilsim::vm {

namespace {

constexpr std::uint64_t kAskAboveBytes = 64 * 1024;

// --- making --------------------------------------------------------------------------------------

/// An untracked tuple with uninitialised items; a subclass's dict stands behind them. nullptr:
/// MemoryError is pending.
Tuple* allocate_tuple(Thread& thread, Type* cls, std::int64_t length) {
  const std::size_t extra =
      cls->instance_size > sizeof(Tuple) ? cls->instance_size - sizeof(Tuple) : 0;
  constexpr auto kMaximumLength = static_cast<std::int64_t>(INT64_MAX / sizeof(Value)) - 1024;
  if (length > kMaximumLength) {
    thread.raise(thread.types().MemoryError, "").reset();
    return nullptr;
  }
  const std::size_t bytes =
      sizeof(Tuple) + static_cast<std::size_t>(length) * sizeof(Value) + extra;
  if (bytes > kAskAboveBytes && !thread.reserve(bytes)) return nullptr;
  auto* tuple = static_cast<Tuple*>(thread.heap().allocate(cls, bytes));
  tuple->length = length;
  return tuple;
}

bool may_be_in_cycle(const Tuple* tuple) {
  if (tuple->type->is_heap_type) return true;
  for (const Value item : tuple->view()) {
    if (item.is_object() && item.as_object()->type->is_collectable) return true;
  }
  return false;
}

Ref finish_tuple(Thread& thread, Tuple* tuple) {
  if (may_be_in_cycle(tuple)) thread.heap().track(tuple);
  return Ref::adopt(tuple);
}

Ref make_tuple_of(Thread& thread, Type* cls, std::span<const Value> values) {
  Tuple* tuple = allocate_tuple(thread, cls, static_cast<std::int64_t>(values.size()));
  if (tuple == nullptr) return Ref::error();
  Value* items = tuple->items();
  for (std::size_t i = 0; i < values.size(); ++i) {
    incref(values[i]);
    items[i] = values[i];
  }
  return finish_tuple(thread, tuple);
}

Ref new_tuple(Thread& thread, Type* cls, Arguments arguments) {
  if (!cls->is_heap_type && !check_no_keywords(thread, "tuple", arguments)) return Ref::error();
  if (!check_positional(thread, "tuple", arguments, 0, 1)) return Ref::error();
  const bool is_plain = cls == thread.types().tuple;
  if (arguments.positional_count == 0) {
    return is_plain ? Ref::share(thread.instance.empty_tuple) : make_tuple_of(thread, cls, {});
  }
  if (is_plain && is_exact_tuple(arguments[0])) return Ref::share(arguments[0]);
  const Ref sequence = as_sequence(thread, arguments[0]);
  if (sequence.is_error()) return Ref::error();
  const std::span<const Value> items = sequence_view(sequence);
  if (is_plain && items.empty()) return Ref::share(thread.instance.empty_tuple);
  Ref result = make_tuple_of(thread, cls, items);
  if (result.is_error() || !charge_copies(thread, result.as<Tuple>()->length)) return Ref::error();
  return result;
}

/// There is no `clear`: a cycle through tuples always passes something else that can be cleared.
void dealloc_tuple(Heap&, Object* self) {
  auto* tuple = static_cast<Tuple*>(self);
  // `length` stays: a subclass's dict is found behind the items.
  for (std::int64_t i = tuple->length; i-- > 0;) drop(tuple->items()[i]);
}

void traverse_tuple(Object* self, Visit visit, void* context) {
  for (const Value item : static_cast<Tuple*>(self)->view()) visit(item, context);
}

// --- operators -----------------------------------------------------------------------------------

Ref item_of(const Tuple* tuple, std::int64_t index) {
  return index < tuple->length ? Ref::share((*tuple)[index]) : Ref::undefined();
}

Ref tuple_repr(Thread& thread, Value self) {
  auto* tuple = cast<Tuple>(self);
  if (tuple->length == 0) return make_str(thread, "()");
  const ReprScope scope(thread, tuple);
  if (!scope) return make_str(thread, "(...)");
  std::string text = "(";
  if (!append_reprs(thread, text, [tuple](std::int64_t i) { return item_of(tuple, i); })) {
    return Ref::error();
  }
  text += tuple->length == 1 ? ",)" : ")";
  return make_str(thread, text);
}

bool tuple_hash(Thread& thread, Value self, std::int64_t& out) {
  const RecursionGuard guard(thread, "");
  if (!guard) return false;
  const auto* tuple = cast<Tuple>(self);
  TupleHash mixed;
  for (const Value item : tuple->view()) {
    std::int64_t lane;
    if (!hash_of_key(thread, item, lane)) return false;
    mixed.add(lane);
  }
  out = mixed.finish(tuple->length);
  return charge_copies(thread, tuple->length);
}

Ref tuple_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!is_tuple(self) || !is_tuple(other)) return Ref::not_implemented();
  const auto* left = cast<Tuple>(self);
  const auto* right = cast<Tuple>(other);
  return compare_items(
      thread, op, [left](std::int64_t i) { return item_of(left, i); },
      [right](std::int64_t i) { return item_of(right, i); },
      [left, right] { return std::pair(left->length, right->length); });
}

Truth tuple_truth(Thread&, Value self) { return truth_of(cast<Tuple>(self)->length != 0); }

bool tuple_length(Thread&, Value self, std::int64_t& length) {
  length = cast<Tuple>(self)->length;
  return true;
}

/// Index of the first item equal to a value in [start, stop); -1: none, -2: error.
std::int64_t find_item(Thread& thread, const Tuple* tuple, Value value, std::int64_t start,
                       std::int64_t stop) {
  for (std::int64_t i = start; i < stop && i < tuple->length; ++i) {
    const Truth same = equal_items(thread, (*tuple)[i], value);
    if (same == Truth::error) return -2;
    if (same == Truth::yes) return i;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return -2;
  }
  return -1;
}

Truth tuple_contains(Thread& thread, Value self, Value item) {
  const std::int64_t index = find_item(thread, cast<Tuple>(self), item, 0, INT64_MAX);
  return index == -2 ? Truth::error : truth_of(index >= 0);
}

Ref get_slice(Thread& thread, Tuple* tuple, Slice* slice) {
  std::int64_t start, stop, step;
  if (!slice_unpack(thread, slice, start, stop, step)) return Ref::error();
  const std::int64_t count = slice_adjust(tuple->length, start, stop, step);
  thread.charge(thread.work_costs().object_ps);
  if (count == 0) return Ref::share(thread.instance.empty_tuple);
  if (count == tuple->length && step == 1 && tuple->type == thread.types().tuple) {
    return Ref::share(tuple);
  }
  Tuple* result = allocate_tuple(thread, thread.types().tuple, count);
  if (result == nullptr) return Ref::error();
  for (std::int64_t i = 0, from = start; i < count; ++i, from += step) {
    result->items()[i] = (*tuple)[from];
    incref(result->items()[i]);
  }
  Ref owned = finish_tuple(thread, result);
  return charge_copies(thread, count) ? std::move(owned) : Ref::error();
}

Ref get_tuple_item(Thread& thread, Value self, Value key) {
  auto* tuple = cast<Tuple>(self);
  if (has_layout(key, Layout::slice)) return get_slice(thread, tuple, cast<Slice>(key));
  std::int64_t index;
  if (!subscript_index(thread, "tuple", key, index)) return Ref::error();
  if (index < 0) index += tuple->length;
  if (index < 0 || index >= tuple->length) {
    return thread.raise(thread.types().IndexError, "tuple index out of range");
  }
  return Ref::share((*tuple)[index]);
}

Ref tuple_concatenate(Thread& thread, Value left, Value right) {
  if (!is_tuple(left)) return Ref::not_implemented();
  if (!is_tuple(right)) {
    if (!is_final_operand(thread, right, BinaryOp::add)) return Ref::not_implemented();
    return thread.type_error("can only concatenate tuple (not \"{}\") to tuple",
                             type_name(thread, right));
  }
  const auto* a = cast<Tuple>(left);
  const auto* b = cast<Tuple>(right);
  if (a->length == 0 && is_exact_tuple(right)) return Ref::share(right);
  if (b->length == 0 && is_exact_tuple(left)) return Ref::share(left);
  Tuple* sum = allocate_tuple(thread, thread.types().tuple, a->length + b->length);
  if (sum == nullptr) return Ref::error();
  Value* to = sum->items();
  for (const Tuple* part : {a, b}) {
    for (const Value item : part->view()) {
      incref(item);
      *to++ = item;
    }
  }
  Ref result = finish_tuple(thread, sum);
  return charge_copies(thread, sum->length) ? std::move(result) : Ref::error();
}

Ref tuple_repeat(Thread& thread, Value left, Value right) {
  if (!is_tuple(left)) std::swap(left, right);
  std::int64_t times;
  const Truth possible = repeat_count(thread, right, times);
  if (possible == Truth::no) return Ref::not_implemented();
  if (possible == Truth::error) return Ref::error();
  const auto* tuple = cast<Tuple>(left);
  if (times == 1 && is_exact_tuple(left)) return Ref::share(left);
  if (times <= 0 || tuple->length == 0) return Ref::share(thread.instance.empty_tuple);
  std::int64_t length;
  if (__builtin_mul_overflow(tuple->length, times, &length)) length = INT64_MAX;
  Tuple* repeated = allocate_tuple(thread, thread.types().tuple, length);
  if (repeated == nullptr) return Ref::error();
  Ref result = Ref::adopt(repeated);
  repeated->length = 0;  // as many as are there, should the thread be cancelled half-way
  std::int64_t until_poll = kCopiesPerPoll;
  for (std::int64_t round = 0; round < times; ++round) {
    for (const Value item : tuple->view()) {
      incref(item);
      repeated->items()[repeated->length++] = item;
      if (--until_poll == 0) {
        if (!charge_copies(thread, kCopiesPerPoll)) return Ref::error();
        until_poll = kCopiesPerPoll;
      }
    }
  }
  thread.charge((kCopiesPerPoll - until_poll) * thread.work_costs().copy_ps);
  if (may_be_in_cycle(repeated)) thread.heap().track(repeated);
  return result;
}

// --- methods and the iterator --------------------------------------------------------------------

Ref count_method(Thread& thread, Arguments arguments) {
  const auto* tuple = cast<Tuple>(arguments[0]);
  std::int64_t count = 0;
  for (const Value item : tuple->view()) {
    const Truth same = equal_items(thread, item, arguments[1]);
    if (same == Truth::error) return Ref::error();
    if (same == Truth::yes) ++count;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return Ref::error();
  }
  return Ref::small_int(count);
}

Ref index_method(Thread& thread, Arguments arguments) {
  const auto* tuple = cast<Tuple>(arguments[0]);
  std::int64_t start = 0;
  std::int64_t stop = INT64_MAX;
  if (!index_argument(thread, arguments[2], start) || !index_argument(thread, arguments[3], stop)) {
    return Ref::error();
  }
  clamp_from_end(start, tuple->length);
  clamp_from_end(stop, tuple->length);
  const std::int64_t index = find_item(thread, tuple, arguments[1], start, stop);
  if (index == -2) return Ref::error();
  if (index >= 0) return Ref::small_int(index);
  return thread.value_error("tuple.index(x): x not in tuple");
}

Ref sizeof_method(Thread& thread, Arguments arguments) {
  return make_int(thread, 24 + 8 * cast<Tuple>(arguments[0])->length);
}

/// What copy and pickle call: the arguments that make an equal tuple.
Ref getnewargs_method(Thread& thread, Arguments arguments) {
  const Ref plain = make_tuple_of(thread, thread.types().tuple, cast<Tuple>(arguments[0])->view());
  return plain.is_error() ? Ref::error() : make_tuple(thread, {plain.get()});
}

Ref tuple_iter(Thread& thread, Value self) {
  return make_iterator_over(thread, thread.types().tuple_iterator, self, 0);
}

Ref next_of_tuple(Thread&, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const auto* tuple = cast<Tuple>(iterator->sequence);
  if (iterator->index < tuple->length) return Ref::share((*tuple)[iterator->index++]);
  return exhaust(iterator->sequence);
}

Ref hint_method(Thread&, Arguments arguments) {
  const auto* iterator = cast<SequenceIterator>(arguments[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  return Ref::small_int(cast<Tuple>(iterator->sequence)->length - iterator->index);
}

constexpr NativeDefinition kTupleMethods[] = {
    {"count", count_method, "value, /"},
    {"index", index_method, "value, start=..., stop=..., /"},
    {"__sizeof__", sizeof_method, ""},
    {"__getnewargs__", getnewargs_method, ""},
};

constexpr NativeDefinition kTupleIteratorMethods[] = {
    {"__length_hint__", hint_method, ""},
};

}  // namespace

Ref make_tuple(Thread& thread, std::span<const Value> values) {
  if (values.empty()) return Ref::share(thread.instance.empty_tuple);
  return make_tuple_of(thread, thread.types().tuple, values);
}

Ref make_tuple_stealing(Thread& thread, Value* values, std::int64_t count) {
  if (count == 0) return Ref::share(thread.instance.empty_tuple);
  Tuple* tuple = allocate_tuple(thread, thread.types().tuple, count);
  if (tuple == nullptr) {
    for (std::int64_t i = 0; i < count; ++i) decref(values[i]);
    return Ref::error();
  }
  std::memcpy(tuple->items(), values, static_cast<std::size_t>(count) * sizeof(Value));
  return finish_tuple(thread, tuple);
}

Tuple* make_tuple_in(Heap& heap, Type* tuple_type, std::span<const Value> values) {
  auto* tuple = heap.make<Tuple>(tuple_type, values.size_bytes());
  tuple->length = static_cast<std::int64_t>(values.size());
  std::copy(values.begin(), values.end(), tuple->items());
  return tuple;
}

void set_up_tuple_type(Instance& instance) {
  Type* type = instance.types.tuple;
  Slots& slots = type->slots;
  slots.dealloc = dealloc_tuple;
  slots.traverse = traverse_tuple;
  slots.new_instance = new_tuple;
  slots.repr = tuple_repr;
  slots.hash = tuple_hash;
  slots.compare = tuple_compare;
  slots.iter = tuple_iter;
  slots.truth = tuple_truth;
  slots.length = tuple_length;
  slots.get_item = get_tuple_item;
  slots.contains = tuple_contains;
  slots.binary[static_cast<int>(BinaryOp::add)] = tuple_concatenate;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = tuple_repeat;
  add_methods(instance, type, kTupleMethods);
  set_up_sequence_iterator(instance.types.tuple_iterator, next_of_tuple);
  add_methods(instance, instance.types.tuple_iterator, kTupleIteratorMethods);
}

}  // namespace gilsim::vm
