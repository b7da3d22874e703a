// SPDX-License-Identifier: MIT
//
// The type deque and its iterators.
#include "vm/modules/collections/deque.h"

#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/generic_alias.h"
#include "vm/objects/instance_object.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kFirstCapacity = 8;
constexpr std::int64_t kNoBound = -1;

struct DequeIterator : Object {
  Value deque;  // owned; Undefined once exhausted
  std::int64_t index;
  std::uint64_t mutations;
};
using IteratorMembers = OwnedMembers<&DequeIterator::deque>;

bool is_deque(const Thread& thread, Value value) {
  return value.is_object() &&
         value.as_object()->type->is_subtype_of(thread.instance.library->deque);
}

Deque* self_of(Arguments arguments) { return cast<Deque>(arguments[0]); }

bool fail(Ref) { return false; }

// --- the ring ------------------------------------------------------------------------------------

bool grow(Thread& thread, Deque* deque) {
  const std::int64_t capacity = deque->capacity == 0 ? kFirstCapacity : deque->capacity * 2;
  const auto bytes = static_cast<std::size_t>(capacity) * sizeof(Value);
  if (!thread.reserve(bytes)) return false;
  auto* ring = static_cast<Value*>(thread.heap().allocate_buffer(bytes));
  for (std::int64_t i = 0; i < deque->length; ++i) ring[i] = deque->at(i);
  thread.heap().free_buffer(deque->ring, static_cast<std::size_t>(deque->capacity) * sizeof(Value));
  deque->ring = ring;
  deque->capacity = capacity;
  deque->head = 0;
  thread.charge(deque->length * thread.work_costs().copy_ps);
  return true;
}

/// REQUIRES: not empty.
Ref take_last(Deque* deque) {
  ++deque->mutations;
  return Ref::adopt(deque->at(--deque->length));
}
Ref take_first(Deque* deque) {
  ++deque->mutations;
  const Value item = deque->at(0);
  deque->head = (deque->head + 1) & (deque->capacity - 1);
  --deque->length;
  return Ref::adopt(item);
}

/// Adds at the right, and lets go of the first item if there are too many now.
bool push_last(Thread& thread, Deque* deque, Value item) {
  if (deque->maximum == 0) return true;
  if (deque->length == deque->capacity && !grow(thread, deque)) return false;
  incref(item);
  deque->at(deque->length++) = item;
  ++deque->mutations;
  if (deque->maximum >= 0 && deque->length > deque->maximum) take_first(deque).reset();
  return true;
}
bool push_first(Thread& thread, Deque* deque, Value item) {
  if (deque->maximum == 0) return true;
  if (deque->length == deque->capacity && !grow(thread, deque)) return false;
  incref(item);
  deque->head = (deque->head - 1) & (deque->capacity - 1);
  ++deque->length;
  deque->at(0) = item;
  ++deque->mutations;
  if (deque->maximum >= 0 && deque->length > deque->maximum) take_last(deque).reset();
  return true;
}

void clear_deque(Heap& heap, Deque* deque) {
  const Deque old = *deque;
  deque->ring = nullptr;
  deque->capacity = deque->head = deque->length = 0;
  ++deque->mutations;
  for (std::int64_t i = 0; i < old.length; ++i) decref(old.at(i));
  if (old.ring != nullptr) {
    heap.free_buffer(old.ring, static_cast<std::size_t>(old.capacity) * sizeof(Value));
  }
}

/// Moves the last `steps` items to the front. REQUIRES: 0 <= steps <= length.
void rotate_right(Deque* deque, std::int64_t steps) {
  if (deque->length == deque->capacity) {
    deque->head = (deque->head - steps) & (deque->capacity - 1);
  } else {
    for (std::int64_t i = 0; i < steps; ++i) {
      const Value last = deque->at(deque->length - 1);
      deque->head = (deque->head - 1) & (deque->capacity - 1);
      deque->at(0) = last;
    }
  }
  ++deque->mutations;
}
void rotate_left(Deque* deque, std::int64_t steps) {
  if (deque->length == deque->capacity) {
    deque->head = (deque->head + steps) & (deque->capacity - 1);
  } else {
    for (std::int64_t i = 0; i < steps; ++i) {
      const Value first = deque->at(0);
      deque->head = (deque->head + 1) & (deque->capacity - 1);
      deque->at(deque->length - 1) = first;
    }
  }
  ++deque->mutations;
}

bool rotate(Thread& thread, Deque* deque, std::int64_t steps) {
  if (deque->length < 2) return true;
  steps %= deque->length;
  if (steps < 0) steps += deque->length;
  if (steps <= deque->length / 2) {
    rotate_right(deque, steps);
  } else {
    rotate_left(deque, deque->length - steps);
  }
  return charge_copies(thread, std::min(steps, deque->length - steps));
}

/// REQUIRES: 0 <= index < length.
Ref take_at(Thread& thread, Deque* deque, std::int64_t index) {
  Value item = deque->at(index);
  if (index < deque->length / 2) {
    for (std::int64_t i = index; i > 0; --i) deque->at(i) = deque->at(i - 1);
    deque->at(0) = item;
    thread.charge(index * thread.work_costs().copy_ps);
    return take_first(deque);
  }
  for (std::int64_t i = index; i + 1 < deque->length; ++i) deque->at(i) = deque->at(i + 1);
  deque->at(deque->length - 1) = item;
  thread.charge((deque->length - index) * thread.work_costs().copy_ps);
  return take_last(deque);
}

bool extend_last(Thread& thread, Deque* deque, Value iterable) {
  return for_each_item(thread, iterable,
                       [&](Value item) { return push_last(thread, deque, item); });
}

/// A list of the items: what to walk over while the deque itself changes.
Ref items_of(Thread& thread, Deque* deque) {
  Ref list = make_list(thread, deque->length);
  if (list.is_error()) return list;
  for (std::int64_t i = 0; i < deque->length; ++i) {
    if (!list_append(thread, list.as<List>(), deque->at(i))) return Ref::error();
  }
  return list;
}

bool extend(Thread& thread, Deque* deque, Value iterable) {
  if (!(iterable == Value(deque))) return extend_last(thread, deque, iterable);
  const Ref items = items_of(thread, deque);
  return !items.is_error() && extend_last(thread, deque, items);
}

Ref mutated(Thread& thread) {
  return thread.raise(thread.types().RuntimeError, "deque mutated during iteration");
}

/// Compares items with `value` from `start` on. The index of the first equal one; -1: none; -2: an
/// exception is pending. `complaint` if the deque changed meanwhile.
std::int64_t find_item(Thread& thread, Deque* deque, Value value, std::int64_t start,
                       std::int64_t stop, Type* complaint, const char* message) {
  const std::uint64_t mutations = deque->mutations;
  for (std::int64_t i = start; i < stop && i < deque->length; ++i) {
    const Truth same = equal_items(thread, deque->at(i), value);
    if (same == Truth::error) return -2;
    if (deque->mutations != mutations) {
      thread.raise(complaint, message).reset();
      return -2;
    }
    if (same == Truth::yes) return i;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return -2;
  }
  return -1;
}
constexpr const char* kMutated = "deque mutated during iteration";

// --- construction and slots ----------------------------------------------------------------------

Ref new_deque(Thread& thread, Type* cls, Arguments) {
  auto* deque = allocate_instance<Deque>(thread, cls);
  deque->maximum = kNoBound;
  return finish_object(thread, deque);
}

bool init_deque(Thread& thread, Value self, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"iterable", "maxlen"};
  Value values[2];
  if (!bind_constructor(thread, "deque", kParameters, 0, 2, arguments, values)) return false;
  auto* deque = cast<Deque>(self);
  std::int64_t maximum = kNoBound;
  if (!values[1].is_undefined() && !values[1].is_none()) {
    if (!is_int(values[1])) return fail(thread.type_error("an integer is required"));
    if (!ssize_argument(thread, values[1], maximum)) return false;
    if (maximum < 0) return fail(thread.value_error("maxlen must be non-negative"));
  }
  deque->maximum = maximum;
  if (deque->length > 0) clear_deque(thread.heap(), deque);
  return values[0].is_undefined() || extend(thread, deque, values[0]);
}

void dealloc_deque(Heap& heap, Object* self) { clear_deque(heap, static_cast<Deque*>(self)); }

void traverse_deque(Object* self, Visit visit, void* context) {
  const auto* deque = static_cast<Deque*>(self);
  for (std::int64_t i = 0; i < deque->length; ++i) visit(deque->at(i), context);
}

void copy_deque_to_heap(HeapCopier& copier, Object* from, Object* to) {
  auto* deque = static_cast<Deque*>(to);
  if (deque->ring == nullptr) return;
  const auto bytes = static_cast<std::size_t>(deque->capacity) * sizeof(Value);
  deque->ring = static_cast<Value*>(copier.target().allocate_buffer(bytes));
  std::memcpy(static_cast<void*>(deque->ring), static_cast<Deque*>(from)->ring, bytes);
  for (std::int64_t i = 0; i < deque->length; ++i) deque->at(i) = copier.copy(deque->at(i));
}

Ref deque_repr(Thread& thread, Value self) {
  auto* deque = cast<Deque>(self);
  const ReprScope scope(thread, deque);
  if (!scope) return make_str(thread, "[...]");
  const Ref items = items_of(thread, deque);
  if (items.is_error()) return Ref::error();
  std::string text = std::string(type_name(self.as_object()->type)) + "(";
  if (!append_repr(thread, text, items)) return Ref::error();
  if (deque->maximum >= 0) text += ", maxlen=" + std::to_string(deque->maximum);
  return make_str(thread, text + ")");
}

Ref deque_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!is_deque(thread, self) || !is_deque(thread, other)) return Ref::not_implemented();
  const auto item = [](Value deque) {
    return [deque](std::int64_t i) {
      const auto* object = cast<Deque>(deque);
      return i < object->length ? Ref::share(object->at(i)) : Ref::undefined();
    };
  };
  const auto lengths = [self, other] {
    return std::pair(cast<Deque>(self)->length, cast<Deque>(other)->length);
  };
  return compare_items(thread, op, item(self), item(other), lengths);
}

Ref make_iterator(Thread& thread, Type* type, Value deque) {
  auto* iterator = IteratorMembers::make(thread, type);
  iterator->deque = Ref::share(deque).release();
  iterator->mutations = cast<Deque>(deque)->mutations;
  return finish_object(thread, iterator);
}

Ref deque_iter(Thread& thread, Value self) {
  return make_iterator(thread, thread.instance.library->deque_iterator, self);
}
Ref deque_reversed(Thread& thread, Arguments arguments) {
  return make_iterator(thread, thread.instance.library->deque_reverse_iterator, arguments[0]);
}

template <bool backward>
Ref next_item(Thread& thread, Value self) {
  auto* iterator = cast<DequeIterator>(self);
  if (iterator->deque.is_undefined()) return Ref::undefined();
  const auto* deque = cast<Deque>(iterator->deque);
  if (deque->mutations != iterator->mutations) {
    exhaust(iterator->deque).reset();
    return mutated(thread);
  }
  const std::int64_t index = iterator->index;
  if (index >= deque->length) return exhaust(iterator->deque);
  ++iterator->index;
  return Ref::share(deque->at(backward ? deque->length - 1 - index : index));
}

Ref iterator_hint(Thread&, Arguments arguments) {
  const auto* iterator = cast<DequeIterator>(arguments[0]);
  if (iterator->deque.is_undefined()) return Ref::small_int(0);
  return Ref::small_int(
      std::max<std::int64_t>(cast<Deque>(iterator->deque)->length - iterator->index, 0));
}

Truth deque_truth(Thread&, Value self) { return truth_of(cast<Deque>(self)->length != 0); }

bool deque_length(Thread&, Value self, std::int64_t& length) {
  length = cast<Deque>(self)->length;
  return true;
}

bool read_index(Thread& thread, Deque* deque, Value key, std::int64_t& index) {
  if (!has_index(thread, key)) {
    return fail(
        thread.type_error("sequence index must be integer, not '{}'", type_name(thread, key)));
  }
  if (!to_index(thread, key, index, thread.types().IndexError)) return false;
  if (index < 0) index += deque->length;
  if (index >= 0 && index < deque->length) return true;
  return fail(thread.raise(thread.types().IndexError, "deque index out of range"));
}

Ref get_deque_item(Thread& thread, Value self, Value key) {
  auto* deque = cast<Deque>(self);
  std::int64_t index;
  if (!read_index(thread, deque, key, index)) return Ref::error();
  return Ref::share(deque->at(index));
}

bool set_deque_item(Thread& thread, Value self, Value key, Value value) {
  auto* deque = cast<Deque>(self);
  std::int64_t index;
  if (!read_index(thread, deque, key, index)) return false;
  if (value.is_undefined()) {
    take_at(thread, deque, index).reset();
  } else {
    incref(value);
    decref(std::exchange(deque->at(index), value));
  }
  return true;
}

Truth deque_contains(Thread& thread, Value self, Value item) {
  const std::int64_t at = find_item(thread, cast<Deque>(self), item, 0, INT64_MAX,
                                    thread.types().RuntimeError, kMutated);
  return at == -2 ? Truth::error : truth_of(at >= 0);
}

/// A new deque of the same class and bound with the same items.
Ref copy_deque(Thread& thread, Value self) {
  auto* deque = cast<Deque>(self);
  Type* type = deque->type;
  if (type == thread.instance.library->deque) {
    Ref copy = new_deque(thread, type, {});
    copy.as<Deque>()->maximum = deque->maximum;
    const Ref items = items_of(thread, deque);
    if (items.is_error() || !extend_last(thread, copy.as<Deque>(), items)) return Ref::error();
    return copy;
  }
  const Value arguments[] = {self, Value::small_int(deque->maximum)};
  return call(thread, Value(type), std::span(arguments, deque->maximum < 0 ? 1 : 2));
}

Ref deque_add(Thread& thread, Value left, Value right) {
  if (!is_deque(thread, left)) return Ref::not_implemented();
  if (!is_deque(thread, right)) {
    return thread.type_error("can only concatenate deque (not \"{}\") to deque",
                             type_name(thread, right));
  }
  Ref result = copy_deque(thread, left);
  if (result.is_error() || !extend(thread, result.as<Deque>(), right)) return Ref::error();
  return result;
}

Ref deque_add_in_place(Thread& thread, Value left, Value right) {
  return extend(thread, cast<Deque>(left), right) ? Ref::share(left) : Ref::error();
}

Ref repeat_in_place(Thread& thread, Value self, std::int64_t times) {
  auto* deque = cast<Deque>(self);
  const Ref items = items_of(thread, deque);
  if (items.is_error()) return Ref::error();
  if (times <= 0) clear_deque(thread.heap(), deque);
  for (std::int64_t i = 1; i < times && items.as<List>()->length > 0; ++i) {
    if (!extend_last(thread, deque, items)) return Ref::error();
  }
  return Ref::share(self);
}

Ref deque_multiply(Thread& thread, Value left, Value right) {
  if (!is_deque(thread, left)) std::swap(left, right);
  std::int64_t times;
  const Truth counted = repeat_count(thread, right, times);
  if (counted != Truth::yes) {
    return counted == Truth::no ? Ref::not_implemented() : Ref::error();
  }
  const Ref copy = copy_deque(thread, left);
  return copy.is_error() ? Ref::error() : repeat_in_place(thread, copy, times);
}

Ref deque_multiply_in_place(Thread& thread, Value left, Value right) {
  std::int64_t times;
  const Truth counted = repeat_count(thread, right, times);
  if (counted != Truth::yes) {
    return counted == Truth::no ? Ref::not_implemented() : Ref::error();
  }
  return repeat_in_place(thread, left, times);
}

// --- methods -------------------------------------------------------------------------------------

Ref append_method(Thread& thread, Arguments arguments) {
  return push_last(thread, self_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}
Ref appendleft_method(Thread& thread, Arguments arguments) {
  return push_first(thread, self_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}

Ref pop_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  if (deque->length > 0) return take_last(deque);
  return thread.raise(thread.types().IndexError, "pop from an empty deque");
}
Ref popleft_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  if (deque->length > 0) return take_first(deque);
  return thread.raise(thread.types().IndexError, "pop from an empty deque");
}

Ref extend_method(Thread& thread, Arguments arguments) {
  return extend(thread, self_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}

Ref extendleft_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  Ref items = Ref::share(arguments[1]);
  if (items.get() == Value(deque)) items = items_of(thread, deque);
  const bool good = !items.is_error() && for_each_item(thread, items, [&](Value item) {
    return push_first(thread, deque, item);
  });
  return good ? Ref::none() : Ref::error();
}

Ref clear_method(Thread& thread, Arguments arguments) {
  clear_deque(thread.heap(), self_of(arguments));
  return Ref::none();
}

Ref copy_method(Thread& thread, Arguments arguments) { return copy_deque(thread, arguments[0]); }

Ref count_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  std::int64_t count = 0;
  for (std::int64_t at = -1;; ++count) {
    at = find_item(thread, deque, arguments[1], at + 1, INT64_MAX, thread.types().RuntimeError,
                   kMutated);
    if (at == -2) return Ref::error();
    if (at == -1) return make_int(thread, count);
  }
}

Ref not_in_deque(Thread& thread, Value value) {
  std::string shown;
  if (!repr_utf8(thread, value, shown)) return Ref::error();
  return thread.value_error("{} is not in deque", shown);
}

Ref index_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  std::int64_t start = 0;
  std::int64_t stop = INT64_MAX;
  if (!index_argument(thread, arguments[2], start) || !index_argument(thread, arguments[3], stop)) {
    return Ref::error();
  }
  clamp_from_end(start, deque->length);
  clamp_from_end(stop, deque->length);
  const std::int64_t at =
      find_item(thread, deque, arguments[1], start, stop, thread.types().RuntimeError, kMutated);
  if (at == -2) return Ref::error();
  return at >= 0 ? make_int(thread, at) : not_in_deque(thread, arguments[1]);
}

Ref remove_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  const std::int64_t at = find_item(thread, deque, arguments[1], 0, INT64_MAX,
                                    thread.types().IndexError, "deque mutated during remove().");
  if (at == -2) return Ref::error();
  if (at == -1) return not_in_deque(thread, arguments[1]);
  take_at(thread, deque, at).reset();
  return Ref::none();
}

Ref insert_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  std::int64_t index;
  if (!ssize_argument(thread, arguments[1], index)) return Ref::error();
  if (deque->maximum >= 0 && deque->length >= deque->maximum) {
    return thread.raise(thread.types().IndexError, "deque already at its maximum size");
  }
  clamp_from_end(index, deque->length);
  index = std::min(index, deque->length);
  if (!push_last(thread, deque, arguments[2])) return Ref::error();
  for (std::int64_t i = deque->length - 1; i > index; --i) {
    std::swap(deque->at(i), deque->at(i - 1));
  }
  return charge_copies(thread, deque->length - index) ? Ref::none() : Ref::error();
}

Ref reverse_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  for (std::int64_t i = 0; i < deque->length / 2; ++i) {
    std::swap(deque->at(i), deque->at(deque->length - 1 - i));
  }
  ++deque->mutations;
  return charge_copies(thread, deque->length) ? Ref::none() : Ref::error();
}

Ref rotate_method(Thread& thread, Arguments arguments) {
  std::int64_t steps;
  if (!ssize_argument(thread, arguments[1], steps)) return Ref::error();
  return rotate(thread, self_of(arguments), steps) ? Ref::none() : Ref::error();
}

Ref bound(const Deque* deque) {
  return deque->maximum < 0 ? Ref::none() : Ref::small_int(deque->maximum);
}
Ref maxlen_getter(Thread&, Arguments arguments) { return bound(self_of(arguments)); }

Ref reduce_method(Thread& thread, Arguments arguments) {
  Deque* deque = self_of(arguments);
  const Value empty = thread.instance.empty_tuple;
  const Ref given = deque->maximum < 0
                        ? Ref::share(empty)
                        : make_tuple(thread, {empty, Value::small_int(deque->maximum)});
  const Ref iterator = get_iterator(thread, Value(deque));
  if (given.is_error() || iterator.is_error()) return Ref::error();
  Dict** dict = dict_slot_of(deque);
  const Value state = dict != nullptr && *dict != nullptr ? Value(*dict) : Value::none();
  return make_tuple(thread, {Value(deque->type), given.get(), state, iterator.get()});
}

Ref sizeof_method(Thread&, Arguments arguments) {
  // CPython keeps blocks of 64 items and 16 bytes of links.
  constexpr std::int64_t kHeader = 216;
  constexpr std::int64_t kBlockItems = 64;
  const std::int64_t blocks =
      std::max<std::int64_t>((self_of(arguments)->length + kBlockItems - 1) / kBlockItems, 1);
  return Ref::small_int(kHeader + blocks * (kBlockItems + 2) * 8);
}

Ref class_get_item(Thread& thread, Arguments arguments) {
  return make_generic_alias(thread, arguments[0], arguments[1]);
}

constexpr NativeDefinition kDequeMethods[] = {
    {"append", append_method, "item, /"},
    {"appendleft", appendleft_method, "item, /"},
    {"clear", clear_method, ""},
    {"copy", copy_method, ""},
    {"__copy__", copy_method, ""},
    {"count", count_method, "value, /"},
    {"extend", extend_method, "iterable, /"},
    {"extendleft", extendleft_method, "iterable, /"},
    {"index", index_method, "value, start=..., stop=..., /"},
    {"insert", insert_method, "index, value, /"},
    {"maxlen", maxlen_getter, nullptr, kNativeGetter},
    {"pop", pop_method, ""},
    {"popleft", popleft_method, ""},
    {"remove", remove_method, "value, /"},
    {"reverse", reverse_method, ""},
    {"rotate", rotate_method, "n=1, /"},
    {"__reduce__", reduce_method, ""},
    {"__reversed__", deque_reversed, ""},
    {"__sizeof__", sizeof_method, ""},
    {"__class_getitem__", class_get_item, "item, /", kNativeClass},
};

constexpr NativeDefinition kIteratorMethods[] = {
    {"__length_hint__", iterator_hint, ""},
};

Type* create_iterator_type(Instance& instance, const char* name, UnarySlot next_slot) {
  Type* type = create_module_type(instance, "_collections", name, sizeof(DequeIterator), false);
  IteratorMembers::set_up(type->slots);
  type->slots.iter = iterator_itself;
  type->slots.next = next_slot;
  add_methods(instance, type, kIteratorMethods);
  finish_builtin_type(instance, type);
  return type;
}

}  // namespace

void add_deque_types(Instance& instance, LibraryTypes& types) {
  Type* type = create_module_type(instance, "collections", "deque", sizeof(Deque));
  Slots& slots = type->slots;
  slots.dealloc = dealloc_deque;
  slots.clear = dealloc_deque;
  slots.traverse = traverse_deque;
  slots.copy_to_heap = copy_deque_to_heap;
  slots.new_instance = new_deque;
  slots.init = init_deque;
  slots.repr = deque_repr;
  slots.compare = deque_compare;
  slots.hash = hash_not_implemented;
  slots.iter = deque_iter;
  slots.truth = deque_truth;
  slots.length = deque_length;
  slots.get_item = get_deque_item;
  slots.set_item = set_deque_item;
  slots.contains = deque_contains;
  slots.binary[static_cast<int>(BinaryOp::add)] = deque_add;
  slots.in_place[static_cast<int>(BinaryOp::add)] = deque_add_in_place;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = deque_multiply;
  slots.in_place[static_cast<int>(BinaryOp::multiply)] = deque_multiply_in_place;
  add_methods(instance, type, kDequeMethods);
  finish_builtin_type(instance, type);
  types.deque = type;
  types.deque_iterator = create_iterator_type(instance, "_deque_iterator", next_item<false>);
  types.deque_reverse_iterator =
      create_iterator_type(instance, "_deque_reverse_iterator", next_item<true>);
}

}  // namespace gilsim::vm
