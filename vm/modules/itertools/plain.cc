// SPDX-License-Identifier: MIT
//
// chain, count, cycle, repeat, accumulate, starmap, pairwise, zip_longest.
#include "vm/modules/itertools/itertools_internal.h"
#include "vm/objects/function.h"
#include "vm/objects/generic_alias.h"

#include <string>
#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

// --- chain ---------------------------------------------------------------------------------------

struct Chain : Object {
  Value source;  // owned iterator over iterables; Undefined at the end
  Value active;  // owned iterator, or Undefined
};
using ChainMembers = OwnedMembers<&Chain::source, &Chain::active>;

Ref make_chain(Thread& thread, Type* cls, Value iterables) {
  Ref source = get_iterator(thread, iterables);
  if (source.is_error()) return source;
  Chain* chain = ChainMembers::make(thread, cls);
  chain->source = source.release();
  return finish_object(thread, chain);
}

Ref new_chain(Thread& thread, Type* cls, Arguments arguments) {
  if (!cls->is_heap_type && !check_no_keywords(thread, "chain", arguments)) return Ref::error();
  const Ref iterables = make_tuple(thread, arguments.positional());
  return iterables.is_error() ? Ref::error() : make_chain(thread, cls, iterables);
}

Ref chain_from_iterable(Thread& thread, Arguments arguments) {
  return make_chain(thread, cast<Type>(arguments[0]), arguments[1]);
}

Ref next_of_chain(Thread& thread, Value self) {
  auto* chain = cast<Chain>(self);
  while (!chain->source.is_undefined()) {
    if (chain->active.is_undefined()) {
      const Ref source = Ref::share(chain->source);
      const Ref iterable = next(thread, source);
      if (iterable.is_undefined()) return exhaust(chain->source);
      Ref active = iterable.is_error() ? Ref::error() : get_iterator(thread, iterable);
      if (active.is_error()) {
        drop(chain->source);
        return Ref::error();
      }
      const Ref old = Ref::adopt(std::exchange(chain->active, active.release()));
    }
    const Ref active = Ref::share(chain->active);
    Ref item = next(thread, active);
    if (!item.is_undefined()) return item;
    if (chain->active == active.get()) drop(chain->active);
    if (!step(thread)) return Ref::error();
  }
  return Ref::undefined();
}

Ref class_get_item(Thread& thread, Arguments arguments) {
  return make_generic_alias(thread, arguments[0], arguments[1]);
}

constexpr NativeDefinition kChainMethods[] = {
    {"from_iterable", chain_from_iterable, "iterable, /", kNativeClass},
    {"__class_getitem__", class_get_item, "item, /", kNativeClass},
};

// --- count ---------------------------------------------------------------------------------------

struct Count : Object {
  Value next;  // owned number
  Value step;  // owned number
};
using CountMembers = OwnedMembers<&Count::next, &Count::step>;

bool is_number(Thread& thread, Value value) {
  if (is_int(value) || is_float(value)) return true;
  const Slots& slots = type_of(thread, value)->slots;
  return slots.to_index != nullptr || slots.to_float != nullptr || slots.to_int != nullptr ||
         type_of(thread, value) == thread.types().complex;
}

Ref new_count(Thread& thread, Type* cls, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"start", "step"};
  Value values[2];
  if (!bind_constructor(thread, "count", kParameters, 0, 2, arguments, values)) {
    return Ref::error();
  }
  for (Value& value : values) {
    if (value.is_undefined()) {
      value = Value::small_int(&value == values ? 0 : 1);
    } else if (!is_number(thread, value)) {
      return thread.type_error("a number is required");
    }
  }
  Count* count = CountMembers::make(thread, cls);
  count->next = Ref::share(values[0]).release();
  count->step = Ref::share(values[1]).release();
  return finish_object(thread, count);
}

Ref next_of_count(Thread& thread, Value self) {
  auto* count = cast<Count>(self);
  Ref current = Ref::share(count->next);
  const Ref by = Ref::share(count->step);
  Ref following = binary_operation(thread, BinaryOp::add, current, by);
  if (following.is_error()) return following;
  const Ref old = Ref::adopt(std::exchange(count->next, following.release()));
  return current;
}

Ref count_repr(Thread& thread, Value self) {
  const auto* count = cast<Count>(self);
  const Ref number = Ref::share(count->next);
  const Ref by = Ref::share(count->step);
  std::string text = std::string(type_name(count->type)) + "(";
  if (!append_repr(thread, text, number)) return Ref::error();
  if (!(by.get() == Value::small_int(1))) {
    text += ", ";
    if (!append_repr(thread, text, by)) return Ref::error();
  }
  return make_str(thread, text + ")");
}

Ref reduce_count(Thread& thread, Arguments arguments) {
  const auto* count = cast<Count>(arguments[0]);
  const Ref given = count->step == Value::small_int(1)
                        ? make_tuple(thread, {count->next})
                        : make_tuple(thread, {count->next, count->step});
  return given.is_error() ? Ref::error() : make_tuple(thread, {Value(count->type), given.get()});
}

constexpr NativeDefinition kCountMethods[] = {{"__reduce__", reduce_count, ""}};

// --- cycle ---------------------------------------------------------------------------------------

struct Cycle : Object {
  Value iterator;  // owned; Undefined once everything is saved
  Value saved;     // owned list
  std::int64_t index;
};
using CycleMembers = OwnedMembers<&Cycle::iterator, &Cycle::saved>;

Ref new_cycle(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_itertool(thread, "cycle", cls, arguments, 1, 1)) return Ref::error();
  Ref iterator = get_iterator(thread, arguments[0]);
  Ref saved = make_list(thread, std::int64_t{0});
  if (iterator.is_error() || saved.is_error()) return Ref::error();
  Cycle* cycle = CycleMembers::make(thread, cls);
  cycle->iterator = iterator.release();
  cycle->saved = saved.release();
  return finish_object(thread, cycle);
}

Ref next_of_cycle(Thread& thread, Value self) {
  auto* cycle = cast<Cycle>(self);
  auto* saved = cast<List>(cycle->saved);
  if (!cycle->iterator.is_undefined()) {
    const Ref iterator = Ref::share(cycle->iterator);
    Ref item = next(thread, iterator);
    if (item.is_error()) return item;
    if (!item.is_undefined()) {
      return list_append(thread, saved, item) ? std::move(item) : Ref::error();
    }
    drop(cycle->iterator);
  }
  if (saved->length == 0) return Ref::undefined();
  if (cycle->index >= saved->length) cycle->index = 0;
  return Ref::share(saved->items[cycle->index++]);
}

// --- repeat --------------------------------------------------------------------------------------

struct Repeat : Object {
  Value element;           // owned
  std::int64_t remaining;  // -1: without end
};
using RepeatMembers = OwnedMembers<&Repeat::element>;

Ref new_repeat(Thread& thread, Type* cls, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"object", "times"};
  Value values[2];
  if (!bind_constructor(thread, "repeat", kParameters, 1, 2, arguments, values)) {
    return Ref::error();
  }
  std::int64_t times = -1;
  if (!values[1].is_undefined()) {
    if (!ssize_argument(thread, values[1], times)) return Ref::error();
    if (times < 0) times = 0;
  }
  Repeat* repeat = RepeatMembers::make(thread, cls);
  repeat->element = Ref::share(values[0]).release();
  repeat->remaining = times;
  return finish_object(thread, repeat);
}

Ref next_of_repeat(Thread&, Value self) {
  auto* repeat = cast<Repeat>(self);
  if (repeat->remaining == 0) return Ref::undefined();
  if (repeat->remaining > 0) --repeat->remaining;
  return Ref::share(repeat->element);
}

Ref repeat_repr(Thread& thread, Value self) {
  const auto* repeat = cast<Repeat>(self);
  std::string text = std::string(type_name(repeat->type)) + "(";
  if (!append_repr(thread, text, repeat->element)) return Ref::error();
  if (repeat->remaining >= 0) text += ", " + std::to_string(repeat->remaining);
  return make_str(thread, text + ")");
}

Ref repeat_hint(Thread& thread, Arguments arguments) {
  const std::int64_t remaining = cast<Repeat>(arguments[0])->remaining;
  if (remaining < 0) return thread.type_error("len() of unsized object");
  return Ref::small_int(remaining);
}

constexpr NativeDefinition kRepeatMethods[] = {{"__length_hint__", repeat_hint, ""}};

// --- accumulate ----------------------------------------------------------------------------------

struct Accumulate : Object {
  Value iterator;  // owned
  Value function;  // owned; None: addition
  Value total;     // owned; Undefined before the first item
  Value initial;   // owned; given out first if it is there
};
using AccumulateMembers = OwnedMembers<&Accumulate::iterator, &Accumulate::function,
                                       &Accumulate::total, &Accumulate::initial>;

Ref new_accumulate(Thread& thread, Type* cls, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"iterable", "func", "initial"};
  Value values[3];
  if (!bind_constructor(thread, "accumulate", kParameters, 1, 2, arguments, values)) {
    return Ref::error();
  }
  Ref iterator = get_iterator(thread, values[0]);
  if (iterator.is_error()) return iterator;
  Accumulate* made = AccumulateMembers::make(thread, cls);
  made->iterator = iterator.release();
  made->function = values[1].is_undefined() ? Value::none() : Ref::share(values[1]).release();
  if (!values[2].is_none()) made->initial = Ref::share(values[2]).release();
  return finish_object(thread, made);
}

Ref next_of_accumulate(Thread& thread, Value self) {
  auto* made = cast<Accumulate>(self);
  if (!made->initial.is_undefined()) {
    Ref first = Ref::adopt(std::exchange(made->initial, Value()));
    const Ref old = Ref::adopt(std::exchange(made->total, first.share().release()));
    return first;
  }
  const Ref iterator = Ref::share(made->iterator);
  Ref item = next(thread, iterator);
  if (item.is_error() || item.is_undefined()) return item;
  const Ref total = Ref::share(made->total);
  if (total.is_undefined()) {
    made->total = item.share().release();
    return item;
  }
  const Ref function = Ref::share(made->function);
  const Value given[] = {total.get(), item.get()};
  Ref sum = function.is_none() ? binary_operation(thread, BinaryOp::add, total, item)
                               : call(thread, function, given);
  if (sum.is_error()) return sum;
  const Ref old = Ref::adopt(std::exchange(made->total, sum.share().release()));
  return sum;
}

// --- starmap -------------------------------------------------------------------------------------

struct StarMap : Object {
  Value function;  // owned
  Value iterator;  // owned
};
using StarMapMembers = OwnedMembers<&StarMap::function, &StarMap::iterator>;

Ref new_star_map(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_itertool(thread, "starmap", cls, arguments, 2, 2)) return Ref::error();
  Ref iterator = get_iterator(thread, arguments[1]);
  if (iterator.is_error()) return iterator;
  StarMap* made = StarMapMembers::make(thread, cls);
  made->function = Ref::share(arguments[0]).release();
  made->iterator = iterator.release();
  return finish_object(thread, made);
}

Ref next_of_star_map(Thread& thread, Value self) {
  auto* made = cast<StarMap>(self);
  const Ref function = Ref::share(made->function);
  const Ref iterator = Ref::share(made->iterator);
  Ref row = next(thread, iterator);
  if (row.is_error() || row.is_undefined()) return row;
  std::vector<Ref> items;
  if (!collect(thread, row, items)) return Ref::error();
  const std::vector<Value> values(items.begin(), items.end());
  return call(thread, function, values);
}

// --- pairwise ------------------------------------------------------------------------------------

struct Pairwise : Object {
  Value iterator;  // owned; Undefined at the end
  Value previous;  // owned; Undefined before the first item
};
using PairwiseMembers = OwnedMembers<&Pairwise::iterator, &Pairwise::previous>;

Ref new_pairwise(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_itertool(thread, "pairwise", cls, arguments, 1, 1)) return Ref::error();
  Ref iterator = get_iterator(thread, arguments[0]);
  if (iterator.is_error()) return iterator;
  Pairwise* made = PairwiseMembers::make(thread, cls);
  made->iterator = iterator.release();
  return finish_object(thread, made);
}

Ref end_of_pairwise(Pairwise* made, Ref item) {
  if (item.is_error()) return item;
  drop(made->previous);
  return exhaust(made->iterator);
}

Ref next_of_pairwise(Thread& thread, Value self) {
  auto* made = cast<Pairwise>(self);
  if (made->iterator.is_undefined()) return Ref::undefined();
  const Ref iterator = Ref::share(made->iterator);
  Ref previous = Ref::share(made->previous);
  if (previous.is_undefined()) {
    previous = next(thread, iterator);
    if (previous.is_error() || previous.is_undefined()) {
      return end_of_pairwise(made, std::move(previous));
    }
  }
  Ref item = next(thread, iterator);
  if (item.is_error() || item.is_undefined()) return end_of_pairwise(made, std::move(item));
  const Ref old = Ref::adopt(std::exchange(made->previous, item.share().release()));
  return make_tuple(thread, {previous.get(), item.get()});
}

// --- zip_longest ---------------------------------------------------------------------------------

struct ZipLongest : Object {
  Value iterators;  // owned list; an exhausted one is replaced by None
  Value fill;       // owned
  std::int64_t active;
};
using ZipLongestMembers = OwnedMembers<&ZipLongest::iterators, &ZipLongest::fill>;

Ref new_zip_longest(Thread& thread, Type* cls, Arguments arguments) {
  Value fill = Value::none();
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    if (name != "fillvalue") {
      return thread.type_error("zip_longest() got an unexpected keyword argument");
    }
    fill = arguments[arguments.positional_count + i];
  }
  Ref iterators = make_list(thread, std::int64_t{arguments.positional_count});
  if (iterators.is_error()) return iterators;
  for (const Value iterable : arguments.positional()) {
    const Ref iterator = get_iterator(thread, iterable);
    if (iterator.is_error() || !list_append(thread, iterators.as<List>(), iterator)) {
      return Ref::error();
    }
  }
  ZipLongest* made = ZipLongestMembers::make(thread, cls);
  made->iterators = iterators.release();
  made->fill = Ref::share(fill).release();
  made->active = arguments.positional_count;
  return finish_object(thread, made);
}

Ref next_of_zip_longest(Thread& thread, Value self) {
  auto* made = cast<ZipLongest>(self);
  if (made->active == 0) return Ref::undefined();
  auto* iterators = cast<List>(made->iterators);
  std::vector<Ref> items;
  for (std::int64_t i = 0; i < iterators->length; ++i) {
    const Ref iterator = Ref::share(iterators->items[i]);
    Ref item = iterator.is_none() ? Ref::undefined() : next(thread, iterator);
    if (item.is_error()) {
      made->active = 0;
      return item;
    }
    if (item.is_undefined()) {
      if (!iterator.is_none()) {
        if (--made->active <= 0) return Ref::undefined();
        decref(std::exchange(iterators->items[i], Value::none()));
      }
      item = Ref::share(made->fill);
    }
    items.push_back(std::move(item));
  }
  const std::vector<Value> values(items.begin(), items.end());
  return make_tuple(thread, std::span<const Value>(values));
}

}  // namespace

void add_plain_itertools(Instance& instance, LibraryTypes& types) {
  types.chain = create_itertool<ChainMembers>(instance, "chain", new_chain, next_of_chain);
  add_methods(instance, types.chain, kChainMethods);
  finish_builtin_type(instance, types.chain);

  types.count = create_itertool<CountMembers>(instance, "count", new_count, next_of_count);
  types.count->slots.repr = count_repr;
  add_methods(instance, types.count, kCountMethods);
  finish_builtin_type(instance, types.count);

  types.repeat = create_itertool<RepeatMembers>(instance, "repeat", new_repeat, next_of_repeat);
  types.repeat->slots.repr = repeat_repr;
  add_methods(instance, types.repeat, kRepeatMethods);
  finish_builtin_type(instance, types.repeat);

  types.cycle = add_itertool<CycleMembers>(instance, "cycle", new_cycle, next_of_cycle);
  types.accumulate =
      add_itertool<AccumulateMembers>(instance, "accumulate", new_accumulate, next_of_accumulate);
  types.star_map =
      add_itertool<StarMapMembers>(instance, "starmap", new_star_map, next_of_star_map);
  types.pairwise =
      add_itertool<PairwiseMembers>(instance, "pairwise", new_pairwise, next_of_pairwise);
  types.zip_longest = add_itertool<ZipLongestMembers>(instance, "zip_longest", new_zip_longest,
                                                      next_of_zip_longest);
}

}  // namespace gilsim::vm
