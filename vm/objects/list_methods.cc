// SPDX-License-Identifier: MIT
//
// list: construction, operators, methods, and its two iterators.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/list_internal.h"
#include "vm/objects/sequence.h"
#include "vm/objects/set_up.h"

#include <algorithm>
#include <utility>

namespace gilsim::vm {

namespace {

Ref item_of(const List* list, std::int64_t index) {
  return index < list->length ? Ref::share(list->items[index]) : Ref::undefined();
}

// --- construction and operators ------------------------------------------------------------------

Ref new_list(Thread& thread, Type* cls, Arguments) {
  auto* list = allocate_instance<List>(thread, cls);
  thread.heap().track(list);
  return Ref::adopt(list);
}

bool init_list(Thread& thread, Value self, Arguments arguments) {
  if (!check_constructor(thread, "list", arguments, 0, 1)) return false;
  auto* list = cast<List>(self);
  if (list->length > 0) list_clear(thread.heap(), list);
  return arguments.positional_count == 0 || list_extend(thread, list, arguments[0]);
}

Ref list_repr(Thread& thread, Value self) {
  auto* list = cast<List>(self);
  if (list->length == 0) return make_str(thread, "[]");
  const ReprScope scope(thread, list);
  if (!scope) return make_str(thread, "[...]");
  std::string text = "[";
  if (!append_reprs(thread, text, [list](std::int64_t i) { return item_of(list, i); })) {
    return Ref::error();
  }
  text += "]";
  return make_str(thread, text);
}

Ref list_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!is_list(self) || !is_list(other)) return Ref::not_implemented();
  const auto* left = cast<List>(self);
  const auto* right = cast<List>(other);
  return compare_items(
      thread, op, [left](std::int64_t i) { return item_of(left, i); },
      [right](std::int64_t i) { return item_of(right, i); },
      [left, right] { return std::pair(left->length, right->length); });
}

Truth list_truth(Thread&, Value self) { return truth_of(cast<List>(self)->length != 0); }

bool list_length(Thread&, Value self, std::int64_t& length) {
  length = cast<List>(self)->length;
  return true;
}

/// Index of the first item equal to a value in [start, stop); -1: none, -2: error.
std::int64_t find_item(Thread& thread, const List* list, Value value, std::int64_t start,
                       std::int64_t stop) {
  for (std::int64_t i = start; i < stop && i < list->length; ++i) {
    const Truth same = equal_items(thread, list->items[i], value);
    if (same == Truth::error) return -2;
    if (same == Truth::yes) return i;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return -2;
  }
  return -1;
}

Truth list_contains(Thread& thread, Value self, Value item) {
  const std::int64_t index = find_item(thread, cast<List>(self), item, 0, INT64_MAX);
  return index == -2 ? Truth::error : truth_of(index >= 0);
}

Ref list_concatenate(Thread& thread, Value left, Value right) {
  if (!is_list(left)) return Ref::not_implemented();
  if (!is_list(right)) {
    if (!is_final_operand(thread, right, BinaryOp::add)) return Ref::not_implemented();
    return thread.type_error("can only concatenate list (not \"{}\") to list",
                             type_name(thread, right));
  }
  const List* a = cast<List>(left);
  const List* b = cast<List>(right);
  Ref result = make_list(thread, a->length + b->length);
  if (result.is_error()) return result;
  List* sum = result.as<List>();
  for (const List* part : {a, b}) {
    for (const Value item : part->view()) {
      incref(item);
      sum->items[sum->length++] = item;
    }
  }
  return charge_copies(thread, sum->length) ? std::move(result) : Ref::error();
}

Ref list_add_in_place(Thread& thread, Value left, Value right) {
  if (!is_list(left)) return Ref::not_implemented();
  return list_extend(thread, cast<List>(left), right) ? Ref::share(left) : Ref::error();
}

/// Appends the first `length` items of the list `times` times. Polls; the list must be private to
/// the caller or prepared for other threads to see it half done.
bool append_repeated(Thread& thread, List* list, std::int64_t length, std::int64_t times) {
  std::int64_t until_poll = kCopiesPerPoll;
  for (; times > 0; --times) {
    for (std::int64_t i = 0; i < length; ++i) {
      const Value item = list->items[i];
      incref(item);
      list->items[list->length++] = item;
      if (--until_poll == 0) {
        if (!charge_copies(thread, kCopiesPerPoll)) return false;
        until_poll = kCopiesPerPoll;
      }
    }
  }
  thread.charge((kCopiesPerPoll - until_poll) * thread.work_costs().copy_ps);
  return true;
}

/// The length of a list repeated. False: MemoryError is pending.
bool repeated_length(Thread& thread, std::int64_t length, std::int64_t times, std::int64_t& out) {
  if (!__builtin_mul_overflow(length, times, &out) && out < INT64_MAX / 16) return true;
  thread.raise(thread.types().MemoryError, "").reset();
  return false;
}

Ref list_repeat(Thread& thread, Value left, Value right) {
  if (!is_list(left)) std::swap(left, right);
  std::int64_t times;
  const Truth possible = repeat_count(thread, right, times);
  if (possible == Truth::no) return Ref::not_implemented();
  if (possible == Truth::error) return Ref::error();
  const List* list = cast<List>(left);
  std::int64_t length;
  if (times < 0) times = 0;
  if (!repeated_length(thread, list->length, times, length)) return Ref::error();
  Ref result = make_list(thread, length);
  if (result.is_error() || length == 0) return result;
  List* repeated = result.as<List>();
  const std::int64_t unit = list->length;
  for (const Value item : list->view()) {
    incref(item);
    repeated->items[repeated->length++] = item;
  }
  return append_repeated(thread, repeated, unit, times - 1) ? std::move(result) : Ref::error();
}

Ref list_repeat_in_place(Thread& thread, Value left, Value right) {
  if (!is_list(left)) return Ref::not_implemented();
  std::int64_t times;
  const Truth possible = repeat_count(thread, right, times);
  if (possible == Truth::no) return Ref::not_implemented();
  if (possible == Truth::error) return Ref::error();
  auto* list = cast<List>(left);
  if (times <= 0) {
    list_clear(thread.heap(), list);
    return Ref::share(left);
  }
  std::int64_t length;
  if (!repeated_length(thread, list->length, times, length)) return Ref::error();
  if (list->length == 0 || times == 1) return Ref::share(left);
  // A new list first: other threads may run while a large one is filled.
  Ref repeated = list_repeat(thread, left, right);
  if (repeated.is_error()) return repeated;
  List* full = repeated.as<List>();
  std::swap(list->items, full->items);
  std::swap(list->length, full->length);
  std::swap(list->capacity, full->capacity);
  return Ref::share(left);
}

// --- methods -------------------------------------------------------------------------------------

List* self_of(Arguments arguments) { return cast<List>(arguments[0]); }

Ref append_method(Thread& thread, Arguments arguments) {
  return list_append(thread, self_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}

Ref clear_method(Thread& thread, Arguments arguments) {
  list_clear(thread.heap(), self_of(arguments));
  return Ref::none();
}

Ref copy_method(Thread& thread, Arguments arguments) {
  Ref result = make_list(thread, self_of(arguments)->view());
  if (result.is_error() || !charge_copies(thread, result.as<List>()->length)) return Ref::error();
  return result;
}

Ref count_method(Thread& thread, Arguments arguments) {
  const List* list = self_of(arguments);
  std::int64_t count = 0;
  for (std::int64_t i = 0; i < list->length; ++i) {
    const Truth same = equal_items(thread, list->items[i], arguments[1]);
    if (same == Truth::error) return Ref::error();
    if (same == Truth::yes) ++count;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return Ref::error();
  }
  return Ref::small_int(count);
}

Ref extend_method(Thread& thread, Arguments arguments) {
  return list_extend(thread, self_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}

Ref index_method(Thread& thread, Arguments arguments) {
  List* list = self_of(arguments);
  std::int64_t start = 0;
  std::int64_t stop = INT64_MAX;
  if (!index_argument(thread, arguments[2], start) || !index_argument(thread, arguments[3], stop)) {
    return Ref::error();
  }
  clamp_from_end(start, list->length);
  clamp_from_end(stop, list->length);
  const std::int64_t index = find_item(thread, list, arguments[1], start, stop);
  if (index == -2) return Ref::error();
  if (index >= 0) return Ref::small_int(index);
  std::string shown;
  if (!append_repr(thread, shown, arguments[1])) return Ref::error();
  return thread.value_error("{} is not in list", shown);
}

Ref insert_method(Thread& thread, Arguments arguments) {
  std::int64_t index;
  if (!ssize_argument(thread, arguments[1], index)) return Ref::error();
  return list_insert(thread, self_of(arguments), index, arguments[2]) ? Ref::none() : Ref::error();
}

Ref pop_method(Thread& thread, Arguments arguments) {
  List* list = self_of(arguments);
  std::int64_t index = -1;
  if (!arguments[1].is_undefined() && !ssize_argument(thread, arguments[1], index)) {
    return Ref::error();
  }
  if (list->length == 0) {
    return thread.raise(thread.types().IndexError, "pop from empty list");
  }
  if (index < 0) index += list->length;
  if (index < 0 || index >= list->length) {
    return thread.raise(thread.types().IndexError, "pop index out of range");
  }
  return list_take(thread, list, index);
}

Ref remove_method(Thread& thread, Arguments arguments) {
  List* list = self_of(arguments);
  const std::int64_t index = find_item(thread, list, arguments[1], 0, INT64_MAX);
  if (index == -2) return Ref::error();
  if (index == -1) return thread.value_error("list.remove(x): x not in list");
  if (index < list->length) list_take(thread, list, index).reset();
  return Ref::none();
}

Ref reverse_method(Thread& thread, Arguments arguments) {
  List* list = self_of(arguments);
  std::reverse(list->items, list->items + list->length);
  return charge_copies(thread, list->length / 2) ? Ref::none() : Ref::error();
}

Ref sort_method(Thread& thread, Arguments arguments) {
  const Truth reverse = arguments[2].is_undefined() ? Truth::no : is_true(thread, arguments[2]);
  if (reverse == Truth::error) return Ref::error();
  const Value key = arguments[1].is_undefined() ? Value::none() : arguments[1];
  return list_sort(thread, self_of(arguments), key, reverse == Truth::yes) ? Ref::none()
                                                                           : Ref::error();
}

/// What CPython's header and array of pointers take.
Ref sizeof_method(Thread& thread, Arguments arguments) {
  return make_int(thread, 40 + 8 * self_of(arguments)->capacity);
}

// --- iterators -----------------------------------------------------------------------------------

Ref list_iter(Thread& thread, Value self) {
  return make_iterator_over(thread, thread.types().list_iterator, self, 0);
}

Ref reversed_method(Thread& thread, Arguments arguments) {
  return make_iterator_over(thread, thread.types().list_reverse_iterator, arguments[0],
                            self_of(arguments)->length - 1);
}

Ref next_of_list(Thread&, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const List* list = cast<List>(iterator->sequence);
  if (iterator->index < list->length) return Ref::share(list->items[iterator->index++]);
  return exhaust(iterator->sequence);
}

Ref next_of_reversed_list(Thread&, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const List* list = cast<List>(iterator->sequence);
  if (iterator->index >= 0 && iterator->index < list->length) {
    return Ref::share(list->items[iterator->index--]);
  }
  return exhaust(iterator->sequence);
}

Ref hint_of_iterator(Thread&, Arguments arguments) {
  const auto* iterator = cast<SequenceIterator>(arguments[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  const std::int64_t left = cast<List>(iterator->sequence)->length - iterator->index;
  return Ref::small_int(std::max<std::int64_t>(left, 0));
}

Ref hint_of_reversed(Thread&, Arguments arguments) {
  const auto* iterator = cast<SequenceIterator>(arguments[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  const std::int64_t left = iterator->index + 1;
  return Ref::small_int(left > cast<List>(iterator->sequence)->length ? 0 : left);
}

constexpr NativeDefinition kListMethods[] = {
    {"append", append_method, "object, /", kNativeNoCheckPoint},
    {"clear", clear_method, ""},
    {"copy", copy_method, ""},
    {"count", count_method, "value, /"},
    {"extend", extend_method, "iterable, /"},
    {"index", index_method, "value, start=..., stop=..., /"},
    {"insert", insert_method, "index, object, /"},
    {"pop", pop_method, "index=..., /"},
    {"remove", remove_method, "value, /"},
    {"reverse", reverse_method, ""},
    {"sort", sort_method, "*, key=None, reverse=False"},
    {"__reversed__", reversed_method, ""},
    {"__sizeof__", sizeof_method, ""},
};

constexpr NativeDefinition kListIteratorMethods[] = {
    {"__length_hint__", hint_of_iterator, ""},
};

constexpr NativeDefinition kListReverseIteratorMethods[] = {
    {"__length_hint__", hint_of_reversed, ""},
};

}  // namespace

void set_up_list_type(Instance& instance) {
  Type* type = instance.types.list;
  set_up_list_storage(type);
  Slots& slots = type->slots;
  slots.new_instance = new_list;
  slots.init = init_list;
  slots.repr = list_repr;
  slots.hash = hash_not_implemented;
  slots.compare = list_compare;
  slots.iter = list_iter;
  slots.truth = list_truth;
  slots.length = list_length;
  slots.contains = list_contains;
  slots.binary[static_cast<int>(BinaryOp::add)] = list_concatenate;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = list_repeat;
  slots.in_place[static_cast<int>(BinaryOp::add)] = list_add_in_place;
  slots.in_place[static_cast<int>(BinaryOp::multiply)] = list_repeat_in_place;
  add_methods(instance, type, kListMethods);

  set_up_sequence_iterator(instance.types.list_iterator, next_of_list);
  add_methods(instance, instance.types.list_iterator, kListIteratorMethods);
  set_up_sequence_iterator(instance.types.list_reverse_iterator, next_of_reversed_list);
  add_methods(instance, instance.types.list_reverse_iterator, kListReverseIteratorMethods);
}

}  // namespace gilsim::vm
