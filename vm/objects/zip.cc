// SPDX-License-Identifier: MIT
//
// zip, map and filter: iterators over other iterators. zip and map share a layout: a tuple of
// iterators. A tuple that zip gave out is used again if nobody kept it.
#include "vm/core/native.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/set_up.h"

#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

struct Zip : Object {
  Value iterators;  // owned tuple
  Value row;        // owned tuple: the last one given out, or Undefined
  bool strict;
};

struct Map : Object {
  Value function;   // owned
  Value iterators;  // owned tuple
};

struct Filter : Object {
  Value function;  // owned; None: the item's own truth
  Value iterator;  // owned
};

/// A tuple of the iterators of all values.
Ref iterators_of(Thread& thread, std::span<const Value> iterables) {
  std::vector<Ref> iterators;
  std::vector<Value> values;
  for (const Value iterable : iterables) {
    iterators.push_back(get_iterator(thread, iterable));
    if (iterators.back().is_error()) return Ref::error();
    values.push_back(iterators.back());
  }
  return make_tuple(thread, std::span<const Value>(values));
}

// --- zip -----------------------------------------------------------------------------------------

Ref new_zip(Thread& thread, Type* cls, Arguments arguments) {
  bool strict = false;
  for (std::uint32_t i = 0; i < arguments.keyword_count() && !cls->is_heap_type; ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    if (name != "strict") {
      return thread.type_error("'{}' is an invalid keyword argument for zip()", name);
    }
    const Truth wanted = is_true(thread, arguments[arguments.positional_count + i]);
    if (wanted == Truth::error) return Ref::error();
    strict = wanted == Truth::yes;
  }
  Ref iterators = iterators_of(thread, arguments.positional());
  if (iterators.is_error()) return Ref::error();
  auto* zip = allocate_instance<Zip>(thread, cls);
  zip->iterators = iterators.release();
  zip->row = Value();
  zip->strict = strict;
  thread.heap().track(zip);
  return Ref::adopt(zip);
}

void dealloc_zip(Heap&, Object* self) {
  auto* zip = static_cast<Zip*>(self);
  drop(zip->iterators);
  drop(zip->row);
}

void traverse_zip(Object* self, Visit visit, void* context) {
  auto* zip = static_cast<Zip*>(self);
  visit(zip->iterators, context);
  visit(zip->row, context);
}

Ref length_differs(Thread& thread, const char* how, std::int64_t which) {
  return thread.value_error("zip() argument {} is {} than argument{}", which + 1, how,
                            which == 1 ? " 1" : "s 1-" + std::to_string(which));
}

/// zip(strict=True), and iterator number `ended` has come to its end first.
Ref check_all_ended(Thread& thread, const Tuple* iterators, std::int64_t ended) {
  if (ended > 0) return length_differs(thread, "shorter", ended);
  for (std::int64_t i = 1; i < iterators->length; ++i) {
    const Ref item = next(thread, (*iterators)[i]);
    if (item.is_error()) return Ref::error();
    if (!item.is_undefined()) return length_differs(thread, "longer", i);
  }
  return Ref::undefined();
}

/// The row of the items, in the tuple given out last if nobody holds it any more.
Ref make_row(Thread& thread, Zip* zip, std::vector<Ref>& items) {
  if (zip->row.is_object() && zip->row.as_object()->reference_count == 1) {
    Ref row = Ref::share(zip->row);
    auto* tuple = row.as<Tuple>();
    if (!Heap::is_tracked(tuple)) thread.heap().track(tuple);
    for (std::size_t i = 0; i < items.size(); ++i) {
      // The old item goes with `items`, when the row is complete.
      items[i] = Ref::adopt(std::exchange(tuple->items()[i], items[i].release()));
    }
    return row;
  }
  std::vector<Value> values(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) values[i] = items[i].release();
  Ref row = make_tuple_stealing(thread, values.data(), static_cast<std::int64_t>(values.size()));
  if (row.is_error()) return row;
  const Ref old = Ref::adopt(std::exchange(zip->row, row.share().release()));
  return row;
}

/// The usual case, without a vector.
Ref next_pair(Thread& thread, Zip* zip, const Tuple* iterators) {
  Ref first = next(thread, (*iterators)[0]);
  if (first.is_error()) return first;
  if (first.is_undefined()) {
    return zip->strict ? check_all_ended(thread, iterators, 0) : std::move(first);
  }
  Ref second = next(thread, (*iterators)[1]);
  if (second.is_error()) return second;
  if (second.is_undefined()) {
    return zip->strict ? check_all_ended(thread, iterators, 1) : std::move(second);
  }
  return make_pair_reusing(thread, zip->row, std::move(first), std::move(second));
}

Ref next_of_zip(Thread& thread, Value self) {
  auto* zip = cast<Zip>(self);
  if (zip->iterators.is_undefined()) return Ref::undefined();
  const Ref held = Ref::share(zip->iterators);
  const auto* iterators = held.as<Tuple>();
  if (iterators->length == 0) return Ref::undefined();
  if (iterators->length == 2) return next_pair(thread, zip, iterators);
  std::vector<Ref> items;
  for (std::int64_t i = 0; i < iterators->length; ++i) {
    items.push_back(next(thread, (*iterators)[i]));
    if (items.back().is_error()) return Ref::error();
    if (items.back().is_undefined()) {
      return zip->strict ? check_all_ended(thread, iterators, i) : Ref::undefined();
    }
  }
  return make_row(thread, zip, items);
}

// --- map -----------------------------------------------------------------------------------------

Ref new_map(Thread& thread, Type* cls, Arguments arguments) {
  if (!cls->is_heap_type && !check_no_keywords(thread, "map", arguments)) return Ref::error();
  if (arguments.positional_count < 2) {
    return thread.type_error("map() must have at least two arguments.");
  }
  Ref iterators = iterators_of(thread, arguments.positional().subspan(1));
  if (iterators.is_error()) return Ref::error();
  auto* map = allocate_instance<Map>(thread, cls);
  map->function = Ref::share(arguments[0]).release();
  map->iterators = iterators.release();
  thread.heap().track(map);
  return Ref::adopt(map);
}

void dealloc_map(Heap&, Object* self) {
  auto* map = static_cast<Map*>(self);
  drop(map->iterators);
  drop(map->function);
}

void traverse_map(Object* self, Visit visit, void* context) {
  auto* map = static_cast<Map*>(self);
  visit(map->iterators, context);
  visit(map->function, context);
}

Ref next_of_map(Thread& thread, Value self) {
  auto* map = cast<Map>(self);
  if (map->iterators.is_undefined()) return Ref::undefined();
  const Ref iterators = Ref::share(map->iterators);
  const Ref function = Ref::share(map->function);
  const auto* tuple = iterators.as<Tuple>();
  if (tuple->length == 1) {
    const Ref item = next(thread, (*tuple)[0]);
    if (item.is_error() || item.is_undefined()) return item.share();
    const Value arguments[] = {item.get()};
    return call(thread, function, arguments);
  }
  std::vector<Ref> items;
  std::vector<Value> arguments;
  for (std::int64_t i = 0; i < tuple->length; ++i) {
    items.push_back(next(thread, (*tuple)[i]));
    if (items.back().is_error() || items.back().is_undefined()) return std::move(items.back());
    arguments.push_back(items.back());
  }
  return call(thread, function, arguments);
}

// --- filter --------------------------------------------------------------------------------------

Ref new_filter(Thread& thread, Type* cls, Arguments arguments) {
  if (!cls->is_heap_type && !check_no_keywords(thread, "filter", arguments)) return Ref::error();
  if (!check_positional(thread, "filter", arguments, 2, 2)) return Ref::error();
  Ref iterator = get_iterator(thread, arguments[1]);
  if (iterator.is_error()) return Ref::error();
  auto* filter = allocate_instance<Filter>(thread, cls);
  filter->function = Ref::share(arguments[0]).release();
  filter->iterator = iterator.release();
  thread.heap().track(filter);
  return Ref::adopt(filter);
}

void dealloc_filter(Heap&, Object* self) {
  auto* filter = static_cast<Filter*>(self);
  drop(filter->iterator);
  drop(filter->function);
}

void traverse_filter(Object* self, Visit visit, void* context) {
  auto* filter = static_cast<Filter*>(self);
  visit(filter->iterator, context);
  visit(filter->function, context);
}

Truth accepts(Thread& thread, Value function, Value item) {
  if (function.is_none() || function == Value(thread.types().boolean)) {
    return is_true(thread, item);
  }
  const Value arguments[] = {item};
  const Ref verdict = call(thread, function, arguments);
  return verdict.is_error() ? Truth::error : is_true(thread, verdict);
}

Ref next_of_filter(Thread& thread, Value self) {
  auto* filter = cast<Filter>(self);
  if (filter->iterator.is_undefined()) return Ref::undefined();
  const Ref iterator = Ref::share(filter->iterator);
  const Ref function = Ref::share(filter->function);
  while (true) {
    Ref item = next(thread, iterator);
    if (item.is_error() || item.is_undefined()) return item;
    const Truth accepted = accepts(thread, function, item);
    if (accepted == Truth::error) return Ref::error();
    if (accepted == Truth::yes) return item;
    thread.charge(thread.work_costs().step_ps);
    if (!thread.poll()) return Ref::error();
  }
}

struct IteratorSlots {
  std::size_t size;
  Ref (*new_instance)(Thread&, Type*, Arguments);
  void (*dealloc)(Heap&, Object*);
  void (*traverse)(Object*, Visit, void*);
  UnarySlot next;
};

void set_up(Type* type, const IteratorSlots& given) {
  type->instance_size = static_cast<std::uint32_t>(given.size);
  Slots& slots = type->slots;
  slots.new_instance = given.new_instance;
  slots.dealloc = given.dealloc;
  slots.clear = given.dealloc;
  slots.traverse = given.traverse;
  slots.iter = iterator_itself;
  slots.next = given.next;
}

}  // namespace

void set_up_zip_types(Instance& instance) {
  set_up(instance.types.zip, {sizeof(Zip), new_zip, dealloc_zip, traverse_zip, next_of_zip});
  set_up(instance.types.map, {sizeof(Map), new_map, dealloc_map, traverse_map, next_of_map});
  set_up(instance.types.filter,
         {sizeof(Filter), new_filter, dealloc_filter, traverse_filter, next_of_filter});
}

}  // namespace gilsim::vm
