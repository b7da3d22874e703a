// SPDX-License-Identifier: MIT
//
// list: storage, items and slices. Operators and methods: list_methods.cc; sort: list_sort.cc.
//
// Whatever is taken out of a list is dropped last, when the list is whole again: the destructor of
// an item may run Python code that looks at the list.
#include "vm/objects/list.h"

#include "vm/objects/containers.h"
#include "vm/objects/list_internal.h"
#include "vm/objects/sequence.h"

#include <algorithm>
#include <cstring>

namespace gilsim::vm {

namespace {

/// Growth by less than this is not asked for beforehand: the memory limit is seen soon enough.
constexpr std::size_t kAskAboveBytes = 64 * 1024;
constexpr std::int64_t kMaximumLength = INT64_MAX / static_cast<std::int64_t>(sizeof(Value));

std::size_t bytes_of(std::int64_t count) { return static_cast<std::size_t>(count) * sizeof(Value); }

void set_capacity_unchecked(Heap& heap, List* list, std::int64_t capacity) {
  list->items = static_cast<Value*>(
      heap.resize_buffer(list->items, bytes_of(list->capacity), bytes_of(capacity)));
  list->capacity = capacity;
}

bool set_capacity(Thread& thread, List* list, std::int64_t capacity) {
  if (capacity > kMaximumLength) {
    thread.raise(thread.types().MemoryError, "").reset();
    return false;
  }
  if (bytes_of(capacity) > kAskAboveBytes &&
      !thread.reserve(bytes_of(capacity) - bytes_of(list->capacity))) {
    return false;
  }
  set_capacity_unchecked(thread.heap(), list, capacity);
  return true;
}

/// The same steps as CPython's: 0, 4, 8, 16, 24, 32, 40, 52, 64, 76, ...; sys.getsizeof shows them.
std::int64_t grown_capacity(std::int64_t old_length, std::int64_t length) {
  const std::int64_t capacity = (length + (length >> 3) + 6) & ~std::int64_t{3};
  return length - old_length > capacity - length ? (length + 3) & ~std::int64_t{3} : capacity;
}

bool grow_to(Thread& thread, List* list, std::int64_t length) {
  if (length <= list->capacity) return true;
  if (length > kMaximumLength / 2) return set_capacity(thread, list, INT64_MAX);
  return set_capacity(thread, list, grown_capacity(list->length, length));
}

/// Gives memory back once less than half of it is used.
void shrink(Heap& heap, List* list) {
  if (list->length >= list->capacity / 2) return;
  const std::int64_t wanted = list->length == 0 ? 0 : grown_capacity(list->length, list->length);
  if (wanted < list->capacity) set_capacity_unchecked(heap, list, wanted);
}

void dealloc_list(Heap& heap, Object* self) { list_clear(heap, static_cast<List*>(self)); }

void traverse_list(Object* self, Visit visit, void* context) {
  for (const Value item : static_cast<List*>(self)->view()) visit(item, context);
}

/// Values taken out of a list, dropped when the list is whole.
class Removed {
 public:
  Removed(Heap& heap, std::int64_t count) : heap_(heap), capacity_(count) {
    values_ = static_cast<Value*>(heap.allocate_buffer(bytes_of(count)));
  }
  ~Removed() {
    for (std::int64_t i = 0; i < count_; ++i) decref(values_[i]);
    heap_.free_buffer(values_, bytes_of(capacity_));
  }
  Removed(const Removed&) = delete;
  Removed& operator=(const Removed&) = delete;
  void add(Value value) { values_[count_++] = value; }

 private:
  Heap& heap_;
  Value* values_;
  std::int64_t capacity_;
  std::int64_t count_ = 0;
};

/// `list[start:start+count*step:step]` as a new list.
Ref get_slice(Thread& thread, List* list, Slice* slice) {
  std::int64_t start, stop, step;
  if (!slice_unpack(thread, slice, start, stop, step)) return Ref::error();
  const std::int64_t count = slice_adjust(list->length, start, stop, step);
  thread.charge(thread.work_costs().object_ps);
  Ref result = make_list(thread, count);
  if (result.is_error()) return result;
  List* copy = result.as<List>();
  for (std::int64_t i = 0, from = start; i < count; ++i, from += step) {
    const Value item = list->items[from];
    incref(item);
    copy->items[i] = item;
  }
  copy->length = count;
  return charge_copies(thread, count) ? std::move(result) : Ref::error();
}

bool delete_slice(Thread& thread, List* list, std::int64_t start, std::int64_t step,
                  std::int64_t count) {
  if (count == 0) return true;
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  if (step == 1) return list_replace(thread, list, start, start + count, {});
  Removed removed(thread.heap(), count);
  std::int64_t to = start;
  std::int64_t next_removed = start;
  std::int64_t left = count;
  for (std::int64_t from = start; from < list->length; ++from) {
    if (left > 0 && from == next_removed) {
      removed.add(list->items[from]);
      next_removed += step;
      --left;
    } else {
      list->items[to++] = list->items[from];
    }
  }
  list->length = to;
  shrink(thread.heap(), list);
  return true;
}

/// What is assigned to a slice, as a list or tuple that is not the list itself.
Ref assigned_sequence(Thread& thread, List* list, Value values, std::string_view complaint) {
  if (values == Value(list)) return make_list(thread, list->view());
  if (is_exact_list(values) || is_exact_tuple(values)) return Ref::share(values);
  const Ref iterator = get_iterator(thread, values);
  if (iterator.is_error()) {
    if (thread.exception_matches(thread.types().TypeError)) {
      thread.clear_exception();
      return thread.raise(thread.types().TypeError, complaint);
    }
    return Ref::error();
  }
  return as_sequence(thread, iterator);
}

bool set_slice(Thread& thread, List* list, Slice* slice, Value values) {
  std::int64_t start, stop, step;
  if (!slice_unpack(thread, slice, start, stop, step)) return false;
  if (values.is_undefined()) {
    const std::int64_t count = slice_adjust(list->length, start, stop, step);
    return delete_slice(thread, list, start, step, count);
  }
  const Ref sequence = assigned_sequence(
      thread, list, values,
      step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
  if (sequence.is_error()) return false;
  const std::int64_t count = slice_adjust(list->length, start, stop, step);
  const std::span<const Value> view = sequence_view(sequence);
  if (step == 1) return list_replace(thread, list, start, std::max(start, stop), view);
  if (static_cast<std::int64_t>(view.size()) != count) {
    thread
        .value_error("attempt to assign sequence of size {} to extended slice of size {}",
                     view.size(), count)
        .reset();
    return false;
  }
  Removed removed(thread.heap(), count);
  for (std::int64_t i = 0, to = start; i < count; ++i, to += step) {
    removed.add(list->items[to]);
    list->items[to] = view[static_cast<std::size_t>(i)];
    incref(list->items[to]);
  }
  return true;
}

Ref get_list_item(Thread& thread, Value self, Value key) {
  auto* list = cast<List>(self);
  if (has_layout(key, Layout::slice)) return get_slice(thread, list, cast<Slice>(key));
  std::int64_t index;
  if (!subscript_index(thread, "list", key, index)) return Ref::error();
  if (index < 0) index += list->length;
  if (index < 0 || index >= list->length) {
    return thread.raise(thread.types().IndexError, "list index out of range");
  }
  return Ref::share(list->items[index]);
}

bool set_list_item(Thread& thread, Value self, Value key, Value value) {
  auto* list = cast<List>(self);
  if (has_layout(key, Layout::slice)) return set_slice(thread, list, cast<Slice>(key), value);
  std::int64_t index;
  if (!subscript_index(thread, "list", key, index)) return false;
  if (index < 0) index += list->length;
  if (index < 0 || index >= list->length) {
    thread.raise(thread.types().IndexError, "list assignment index out of range").reset();
    return false;
  }
  if (value.is_undefined()) return list_replace(thread, list, index, index + 1, {});
  incref(value);
  decref(std::exchange(list->items[index], value));
  return true;
}

/// list.extend for a list or tuple, the list itself included.
bool extend_from_sequence(Thread& thread, List* list, Value sequence) {
  const auto count = static_cast<std::int64_t>(sequence_view(sequence).size());
  if (count == 0) return true;
  const bool has_room = list->items == nullptr ? list_reserve(thread, list, count + (count & 1))
                                               : grow_to(thread, list, list->length + count);
  if (!has_room) return false;
  const Value* from = sequence_view(sequence).data();
  Value* to = list->items + list->length;
  for (std::int64_t i = 0; i < count; ++i) {
    incref(from[i]);
    to[i] = from[i];
  }
  list->length += count;
  return charge_copies(thread, count);
}

/// list.extend for a small range: the most common big one, without an object for each step.
bool extend_from_range(Thread& thread, List* list, const Range* range) {
  std::int64_t value = range->start.as_small_int();
  const std::int64_t step = range->step.as_small_int();
  std::int64_t left = range->length.as_small_int();
  if (left > kMaximumLength / 2) return set_capacity(thread, list, INT64_MAX);
  if (!list_reserve(thread, list, list->length + left)) return false;
  while (left > 0) {
    const std::int64_t portion = std::min(left, kCopiesPerPoll);
    if (!list_reserve(thread, list, list->length + portion)) return false;
    for (std::int64_t i = 0; i < portion; ++i) {
      list->items[list->length++] = Value::small_int(value);
      value = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) +
                                        static_cast<std::uint64_t>(step));
    }
    left -= portion;
    if (!charge_copies(thread, portion)) return false;
  }
  return true;
}

}  // namespace

void list_clear(Heap& heap, List* list) {
  Value* items = std::exchange(list->items, nullptr);
  const std::int64_t length = std::exchange(list->length, 0);
  const std::int64_t capacity = std::exchange(list->capacity, 0);
  for (std::int64_t i = length; i-- > 0;) decref(items[i]);
  heap.free_buffer(items, bytes_of(capacity));
}

Ref make_list(Thread& thread, std::int64_t reserved) {
  auto* list = thread.heap().make<List>(thread.types().list);
  Ref result = Ref::adopt(list);
  if (reserved > 0 && !set_capacity(thread, list, reserved)) return Ref::error();
  thread.heap().track(list);
  return result;
}

Ref make_list(Thread& thread, std::span<const Value> values) {
  Ref result = make_list(thread, static_cast<std::int64_t>(values.size()));
  if (result.is_error()) return result;
  List* list = result.as<List>();
  for (const Value value : values) {
    incref(value);
    list->items[list->length++] = value;
  }
  return result;
}

Ref make_list_stealing(Thread& thread, Value* values, std::int64_t count) {
  Ref result = make_list(thread, count);
  if (result.is_error()) {
    for (std::int64_t i = 0; i < count; ++i) decref(values[i]);
    return result;
  }
  List* list = result.as<List>();
  if (count > 0) std::memcpy(list->items, values, bytes_of(count));
  list->length = count;
  return result;
}

bool list_reserve(Thread& thread, List* list, std::int64_t capacity) {
  return capacity <= list->capacity || set_capacity(thread, list, capacity);
}

bool list_append(Thread& thread, List* list, Value value) {
  if (list->length >= list->capacity && !grow_to(thread, list, list->length + 1)) return false;
  incref(value);
  list->items[list->length++] = value;
  return true;
}

bool list_insert(Thread& thread, List* list, std::int64_t index, Value value) {
  clamp_from_end(index, list->length);
  if (index > list->length) index = list->length;
  if (!grow_to(thread, list, list->length + 1)) return false;
  std::memmove(list->items + index + 1, list->items + index, bytes_of(list->length - index));
  incref(value);
  list->items[index] = value;
  ++list->length;
  thread.charge((list->length - index) * thread.work_costs().copy_ps / 8);
  return true;
}

bool list_replace(Thread& thread, List* list, std::int64_t low, std::int64_t high,
                  std::span<const Value> values) {
  const auto count = static_cast<std::int64_t>(values.size());
  const std::int64_t length = list->length - (high - low) + count;
  if (!grow_to(thread, list, length)) return false;
  Removed removed(thread.heap(), high - low);
  for (std::int64_t i = low; i < high; ++i) removed.add(list->items[i]);
  if (high - low != count && high < list->length) {
    std::memmove(list->items + low + count, list->items + high, bytes_of(list->length - high));
  }
  for (std::int64_t i = 0; i < count; ++i) {
    list->items[low + i] = values[static_cast<std::size_t>(i)];
    incref(list->items[low + i]);
  }
  list->length = length;
  shrink(thread.heap(), list);
  thread.charge(count * thread.work_costs().copy_ps +
                (length - low) * thread.work_costs().copy_ps / 8);
  return true;
}

bool list_extend(Thread& thread, List* list, Value iterable) {
  if (is_exact_list(iterable) || is_exact_tuple(iterable)) {
    return extend_from_sequence(thread, list, iterable);
  }
  if (has_layout(iterable, Layout::range) && cast<Range>(iterable)->is_small) {
    return extend_from_range(thread, list, cast<Range>(iterable));
  }
  const Ref iterator = get_iterator(thread, iterable);
  if (iterator.is_error()) return false;
  std::int64_t hint;
  if (!length_hint(thread, iterable, 8, hint)) return false;
  if (hint < kMaximumLength - list->length) {
    const std::int64_t wanted = list->length + hint;
    if (!list_reserve(thread, list, wanted)) return false;
  }
  while (true) {
    Ref item = next(thread, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) break;
    if (list->length >= list->capacity && !grow_to(thread, list, list->length + 1)) return false;
    list->items[list->length++] = item.release();
    thread.charge(thread.work_costs().step_ps);
    if (!thread.poll()) return false;
  }
  if (list->length < list->capacity) {
    const std::int64_t fitting = list->length + (list->length & 1);
    if (list->length < list->capacity / 2) set_capacity_unchecked(thread.heap(), list, fitting);
  }
  return true;
}

Ref list_take(Thread& thread, List* list, std::int64_t index) {
  Ref item = Ref::adopt(list->items[index]);
  std::memmove(list->items + index, list->items + index + 1, bytes_of(list->length - index - 1));
  --list->length;
  thread.charge((list->length - index) * thread.work_costs().copy_ps / 8);
  shrink(thread.heap(), list);
  return item;
}

void set_up_list_storage(Type* type) {
  Slots& slots = type->slots;
  slots.dealloc = dealloc_list;
  slots.clear = dealloc_list;
  slots.traverse = traverse_list;
  slots.get_item = get_list_item;
  slots.set_item = set_list_item;
}

}  // namespace gilsim::vm
