// SPDX-License-Identifier: MIT
//
// Iterators over anything: enumerate, reversed, iter(callable, sentinel), and the one for classes
// that have only __getitem__. zip, map and filter: zip.cc.
#include "vm/core/native.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/sequence.h"
#include "vm/objects/set_up.h"

#include <utility>

namespace gilsim::vm {

namespace {

// --- iter(sequence) by __getitem__ ---------------------------------------------------------------

Ref next_by_index(Thread& thread, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const Ref sequence = Ref::share(iterator->sequence);
  const Ref index = make_int(thread, iterator->index);
  if (index.is_error()) return Ref::error();
  Ref item = get_item(thread, sequence, index);
  if (!item.is_error()) {
    ++iterator->index;
    return item;
  }
  if (thread.cancelled || !(thread.exception_matches(thread.types().IndexError) ||
                            thread.exception_matches(thread.types().StopIteration))) {
    return Ref::error();
  }
  thread.clear_exception();
  return exhaust(iterator->sequence);
}

Ref sequence_iterator_hint(Thread& thread, Arguments arguments) {
  const auto* iterator = cast<SequenceIterator>(arguments[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  if (type_of(thread, iterator->sequence)->slots.length == nullptr) return Ref::not_implemented();
  std::int64_t count;
  if (!length(thread, iterator->sequence, count)) return Ref::error();
  return Ref::small_int(count > iterator->index ? count - iterator->index : 0);
}

// --- iter(callable, sentinel) --------------------------------------------------------------------

struct CallableIterator : Object {
  Value callable;  // owned; Undefined once exhausted
  Value sentinel;  // owned
};

void dealloc_callable_iterator(Heap&, Object* self) {
  auto* iterator = static_cast<CallableIterator*>(self);
  drop(iterator->callable);
  drop(iterator->sentinel);
}

void traverse_callable_iterator(Object* self, Visit visit, void* context) {
  auto* iterator = static_cast<CallableIterator*>(self);
  visit(iterator->callable, context);
  visit(iterator->sentinel, context);
}

Ref next_by_call(Thread& thread, Value self) {
  auto* iterator = cast<CallableIterator>(self);
  if (iterator->callable.is_undefined()) return Ref::undefined();
  const Ref callable = Ref::share(iterator->callable);
  const Ref sentinel = Ref::share(iterator->sentinel);
  Ref item = call(thread, callable);
  if (item.is_error()) {
    if (thread.cancelled || !thread.exception_matches(thread.types().StopIteration)) return item;
    thread.clear_exception();
    return exhaust(iterator->callable);
  }
  const Truth same = equal_items(thread, sentinel, item);
  if (same == Truth::error) return Ref::error();
  return same == Truth::yes ? exhaust(iterator->callable) : std::move(item);
}

// --- enumerate -----------------------------------------------------------------------------------

struct Enumerate : Object {
  Value iterator;  // owned
  Value number;    // owned plain int: of the next item
  Value pair;      // owned; the last pair given out, to be used again
};

Ref new_enumerate(Thread& thread, Type* cls, Arguments arguments) {
  Value values[2];
  if (arguments.positional_count > 2) {
    return thread.type_error("enumerate() takes at most 2 arguments ({} given)",
                             arguments.positional_count + arguments.keyword_count());
  }
  for (std::uint32_t i = 0; i < arguments.positional_count; ++i) values[i] = arguments[i];
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const int position = name == "iterable" ? 0 : name == "start" ? 1 : -1;
    if (position < 0 || !values[position].is_undefined()) {
      return thread.type_error("'{}' is an invalid keyword argument for enumerate()", name);
    }
    values[position] = arguments[arguments.positional_count + i];
  }
  if (values[0].is_undefined()) {
    return thread.type_error("enumerate() missing required argument 'iterable'");
  }
  Ref number = values[1].is_undefined() ? Ref::small_int(0) : index_as_int(thread, values[1]);
  if (number.is_error()) return Ref::error();
  Ref iterator = get_iterator(thread, values[0]);
  if (iterator.is_error()) return Ref::error();
  auto* made = allocate_instance<Enumerate>(thread, cls);
  made->iterator = iterator.release();
  made->number = number.release();
  made->pair = Value();
  thread.heap().track(made);
  return Ref::adopt(made);
}

void dealloc_enumerate(Heap&, Object* self) {
  auto* enumerate = static_cast<Enumerate*>(self);
  drop(enumerate->iterator);
  drop(enumerate->number);
  drop(enumerate->pair);
}

void traverse_enumerate(Object* self, Visit visit, void* context) {
  auto* enumerate = static_cast<Enumerate*>(self);
  visit(enumerate->iterator, context);
  visit(enumerate->number, context);
  visit(enumerate->pair, context);
}

Ref next_of_enumerate(Thread& thread, Value self) {
  auto* enumerate = cast<Enumerate>(self);
  if (enumerate->iterator.is_undefined()) return Ref::undefined();
  const Ref iterator = Ref::share(enumerate->iterator);
  Ref item = next(thread, iterator);
  if (item.is_error() || item.is_undefined()) return item;
  const Value number = enumerate->number;
  Ref following = number.is_small_int() && number.as_small_int() < Value::kSmallIntMax
                      ? Ref::small_int(number.as_small_int() + 1)
                      : int_add(thread, number, Value::small_int(1));
  if (following.is_error()) return Ref::error();
  Ref current = Ref::adopt(std::exchange(enumerate->number, following.release()));
  return make_pair_reusing(thread, enumerate->pair, std::move(current), std::move(item));
}

// --- reversed ------------------------------------------------------------------------------------

Ref new_reversed(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_constructor(thread, "reversed", arguments, 1, 1)) return Ref::error();
  const Value sequence = arguments[0];
  Type* type = type_of(thread, sequence);
  const Value method = lookup_in_type(thread, type, thread.names().reversed_);
  if (!method.is_undefined() && !method.is_none()) {
    const Ref bound = lookup_special(thread, sequence, thread.names().reversed_);
    return bound.is_error() ? Ref::error() : call(thread, bound);
  }
  const bool is_sequence = type->slots.get_item != nullptr && type->slots.length != nullptr &&
                           !is_dict(sequence) && !method.is_none();
  if (!is_sequence) {
    return thread.type_error("'{}' object is not reversible", type_name(thread, sequence));
  }
  std::int64_t count;
  if (!length(thread, sequence, count)) return Ref::error();
  auto* made = allocate_instance<SequenceIterator>(thread, cls);
  made->sequence = Ref::share(sequence).release();
  made->index = count - 1;
  thread.heap().track(made);
  return Ref::adopt(made);
}

Ref next_of_reversed(Thread& thread, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  if (iterator->index < 0) return exhaust(iterator->sequence);
  const Ref sequence = Ref::share(iterator->sequence);
  Ref item = get_item(thread, sequence, Value::small_int(iterator->index));
  if (!item.is_error()) {
    --iterator->index;
    return item;
  }
  if (thread.cancelled || !(thread.exception_matches(thread.types().IndexError) ||
                            thread.exception_matches(thread.types().StopIteration))) {
    return Ref::error();
  }
  thread.clear_exception();
  iterator->index = -1;
  return exhaust(iterator->sequence);
}

Ref reversed_hint(Thread& thread, Arguments arguments) {
  const auto* iterator = cast<SequenceIterator>(arguments[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  const Ref sequence = Ref::share(iterator->sequence);
  std::int64_t count;
  if (!length(thread, sequence, count)) return Ref::error();
  const std::int64_t left = iterator->index + 1;
  return Ref::small_int(count < left ? 0 : left);
}

constexpr NativeDefinition kSequenceIteratorMethods[] = {
    {"__length_hint__", sequence_iterator_hint, ""},
};

constexpr NativeDefinition kReversedMethods[] = {
    {"__length_hint__", reversed_hint, ""},
};

void set_up_enumerate(Type* type) {
  type->instance_size = sizeof(Enumerate);
  Slots& slots = type->slots;
  slots.new_instance = new_enumerate;
  slots.dealloc = dealloc_enumerate;
  slots.clear = dealloc_enumerate;
  slots.traverse = traverse_enumerate;
  slots.iter = iterator_itself;
  slots.next = next_of_enumerate;
}

void set_up_callable_iterator(Type* type) {
  type->instance_size = sizeof(CallableIterator);
  Slots& slots = type->slots;
  slots.dealloc = dealloc_callable_iterator;
  slots.clear = dealloc_callable_iterator;
  slots.traverse = traverse_callable_iterator;
  slots.iter = iterator_itself;
  slots.next = next_by_call;
}

}  // namespace

Ref make_sequence_iterator(Thread& thread, Value sequence) {
  return make_iterator_over(thread, thread.types().sequence_iterator, sequence, 0);
}

Ref make_callable_iterator(Thread& thread, Value callable, Value sentinel) {
  auto* iterator = thread.heap().make<CallableIterator>(thread.types().callable_iterator);
  iterator->callable = Ref::share(callable).release();
  iterator->sentinel = Ref::share(sentinel).release();
  thread.heap().track(iterator);
  return Ref::adopt(iterator);
}

void set_up_iterator_types(Instance& instance) {
  const BuiltinTypes& types = instance.types;
  set_up_sequence_iterator(types.sequence_iterator, next_by_index);
  add_methods(instance, types.sequence_iterator, kSequenceIteratorMethods);
  set_up_callable_iterator(types.callable_iterator);
  set_up_enumerate(types.enumerate);
  set_up_sequence_iterator(types.reversed, next_of_reversed);
  types.reversed->instance_size = sizeof(SequenceIterator);
  types.reversed->slots.new_instance = new_reversed;
  add_methods(instance, types.reversed, kReversedMethods);
}

}  // namespace gilsim::vm
