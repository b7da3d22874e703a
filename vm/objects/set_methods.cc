// SPDX-License-Identifier: MIT
//
// set and frozenset: construction, operators, methods and their iterator.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/set_table.h"
#include "vm/objects/set_up.h"

#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

struct SetIterator : Object {
  Value set;  // owned; Undefined once exhausted
  std::int64_t position;
  std::int64_t expected;  // the set's length when the iterator was made; -1 after it changed
  std::int64_t remaining;
};

Set* self_of(Arguments arguments) { return cast<Set>(arguments[0]); }

// --- construction and slots ----------------------------------------------------------------------

Ref new_set(Thread& thread, Type* cls, Arguments) { return make_set(thread, cls); }

bool init_set(Thread& thread, Value self, Arguments arguments) {
  if (!check_constructor(thread, "set", arguments, 0, 1)) return false;
  set_clear(thread.heap(), cast<Set>(self));
  return arguments.positional_count == 0 || set_update(thread, cast<Set>(self), arguments[0]);
}

Ref new_frozenset(Thread& thread, Type* cls, Arguments arguments) {
  if (!cls->is_heap_type && !check_no_keywords(thread, "frozenset", arguments)) return Ref::error();
  if (!check_positional(thread, "frozenset", arguments, 0, 1)) return Ref::error();
  if (arguments.positional_count == 0) return make_set(thread, cls);
  if (cls == thread.types().frozenset && is_exactly(arguments[0], Layout::frozenset)) {
    return Ref::share(arguments[0]);
  }
  return make_set_of(thread, cls, arguments[0]);
}

void clear_set(Heap& heap, Object* self) { set_clear(heap, static_cast<Set*>(self)); }

void dealloc_set(Heap& heap, Object* self) {
  auto* set = static_cast<Set*>(self);
  for (std::uint64_t i = 0; set->length > 0 && i <= set->mask; ++i) {
    drop(set->table[i].key);
  }
  heap.free_buffer(set->table, static_cast<std::size_t>(set->mask + 1) * sizeof(SetEntry));
}

void traverse_set(Object* self, Visit visit, void* context) {
  const auto* set = static_cast<Set*>(self);
  for (std::uint64_t i = 0; i <= set->mask; ++i) visit(set->table[i].key, context);
}

Ref set_repr(Thread& thread, Value self) {
  auto* set = cast<Set>(self);
  const std::string name = type_name(thread, self);
  const ReprScope scope(thread, set);
  if (!scope) return make_str(thread, name + "(...)");
  if (set->length == 0) return make_str(thread, name + "()");
  const Ref keys = make_list(thread, set->length);
  if (keys.is_error() || !list_extend(thread, keys.as<List>(), self)) return Ref::error();
  std::string items;
  const List* list = keys.as<List>();
  if (!append_reprs(thread, items, [list](std::int64_t i) {
        return i < list->length ? Ref::share(list->items[i]) : Ref::undefined();
      })) {
    return Ref::error();
  }
  const bool is_plain = set->type == thread.types().set;
  return make_str(thread, is_plain ? "{" + items + "}" : name + "({" + items + "})");
}

bool hash_of_frozenset(Thread&, Value self, std::int64_t& hash) {
  hash = frozenset_hash(cast<Set>(self));
  return true;
}

Truth equal_sets(Thread& thread, Set* left, Set* right) {
  if (left->length != right->length) return Truth::no;
  if (left->hash != -1 && right->hash != -1 && left->hash != right->hash) return Truth::no;
  return set_is_subset(thread, left, right);
}

Ref compare_sets(Thread& thread, Value self, Value other, CompareOp op) {
  if (!is_any_set(self) || !is_any_set(other)) return Ref::not_implemented();
  auto* left = cast<Set>(self);
  auto* right = cast<Set>(other);
  Truth result = Truth::no;
  switch (op) {
    case CompareOp::equal:
      result = equal_sets(thread, left, right);
      break;
    case CompareOp::not_equal:
      result = equal_sets(thread, left, right);
      if (result != Truth::error) result = truth_of(result == Truth::no);
      break;
    case CompareOp::less_equal:
      result = set_is_subset(thread, left, right);
      break;
    case CompareOp::greater_equal:
      result = set_is_subset(thread, right, left);
      break;
    case CompareOp::less:
      if (left->length < right->length) result = set_is_subset(thread, left, right);
      break;
    case CompareOp::greater:
      if (left->length > right->length) result = set_is_subset(thread, right, left);
      break;
  }
  return result == Truth::error ? Ref::error() : Ref::boolean(result == Truth::yes);
}

Truth set_truth(Thread&, Value self) { return truth_of(cast<Set>(self)->length != 0); }

bool set_length(Thread&, Value self, std::int64_t& length) {
  length = cast<Set>(self)->length;
  return true;
}

/// Looks a key up with `look`. A set, which cannot be hashed, is looked for as a frozenset.
template <Truth (*look)(Thread&, Set*, Value)>
Truth look_up(Thread& thread, Set* set, Value key) {
  const Truth found = look(thread, set, key);
  if (found != Truth::error || !has_layout(key, Layout::set) || thread.cancelled ||
      !thread.exception_matches(thread.types().TypeError)) {
    return found;
  }
  thread.clear_exception();
  const Ref frozen = make_set_of(thread, thread.types().frozenset, key);
  return frozen.is_error() ? Truth::error : look(thread, set, frozen);
}

Truth contains_key(Thread& thread, Value self, Value key) {
  return look_up<set_contains>(thread, cast<Set>(self), key);
}

// --- operators -----------------------------------------------------------------------------------

Ref union_of(Thread& thread, Set* set, Value other) {
  Ref result = set_copy(thread, set);
  if (result.is_error() || other == Value(set)) return result;  // the copy's order, as in CPython
  if (!set_update(thread, result.as<Set>(), other)) return Ref::error();
  return result;
}

template <Ref (*operation)(Thread&, Set*, Value)>
Ref set_operator(Thread& thread, Value left, Value right) {
  if (!is_any_set(left) || !is_any_set(right)) return Ref::not_implemented();
  return operation(thread, cast<Set>(left), right);
}

template <bool (*operation)(Thread&, Set*, Value)>
Ref set_operator_in_place(Thread& thread, Value left, Value right) {
  if (!has_layout(left, Layout::set) || !is_any_set(right)) return Ref::not_implemented();
  return operation(thread, cast<Set>(left), right) ? Ref::share(left) : Ref::error();
}

bool intersection_update(Thread& thread, Set* set, Value other) {
  const Ref common = set_intersection(thread, set, other);
  if (common.is_error()) return false;
  set_swap(set, common.as<Set>());
  return true;
}

// --- methods -------------------------------------------------------------------------------------

Ref done(bool good) { return good ? Ref::none() : Ref::error(); }

Ref answer(Truth truth) {
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::yes);
}

Ref add_method(Thread& thread, Arguments arguments) {
  return done(set_add(thread, self_of(arguments), arguments[1]));
}

Ref clear_method(Thread& thread, Arguments arguments) {
  set_clear(thread.heap(), self_of(arguments));
  return Ref::none();
}

Ref copy_method(Thread& thread, Arguments arguments) {
  if (is_exactly(arguments[0], Layout::frozenset)) return Ref::share(arguments[0]);
  return set_copy(thread, self_of(arguments));
}

Ref discard_method(Thread& thread, Arguments arguments) {
  return done(look_up<set_discard>(thread, self_of(arguments), arguments[1]) != Truth::error);
}

Ref remove_method(Thread& thread, Arguments arguments) {
  const Truth removed = look_up<set_discard>(thread, self_of(arguments), arguments[1]);
  return removed == Truth::no ? raise_key_error(thread, arguments[1]) : done(removed == Truth::yes);
}

Ref pop_method(Thread& thread, Arguments arguments) {
  Ref key = set_take_any(thread, self_of(arguments));
  if (!key.is_undefined()) return key;
  return thread.raise(thread.types().KeyError, "pop from an empty set");
}

Ref isdisjoint_method(Thread& thread, Arguments arguments) {
  return answer(set_is_disjoint(thread, self_of(arguments), arguments[1]));
}
Ref issubset_method(Thread& thread, Arguments arguments) {
  return answer(set_is_subset(thread, self_of(arguments), arguments[1]));
}
Ref issuperset_method(Thread& thread, Arguments arguments) {
  return answer(set_is_superset(thread, self_of(arguments), arguments[1]));
}

std::span<const Value> others_of(Arguments arguments) { return cast<Tuple>(arguments[1])->view(); }

/// Applies an updating operation with each of `*others`.
template <bool (*operation)(Thread&, Set*, Value)>
Ref update_with_all(Thread& thread, Arguments arguments) {
  for (const Value other : others_of(arguments)) {
    if (!operation(thread, self_of(arguments), other)) return Ref::error();
  }
  return Ref::none();
}

Ref union_method(Thread& thread, Arguments arguments) {
  Ref result = set_copy(thread, self_of(arguments));
  if (result.is_error()) return result;
  for (const Value other : others_of(arguments)) {
    if (other == arguments[0]) continue;
    if (!set_update(thread, result.as<Set>(), other)) return Ref::error();
  }
  return result;
}

Ref intersect_all(Thread& thread, Set* set, std::span<const Value> others) {
  if (others.empty()) return set_copy(thread, set);
  Ref result = Ref::share(set);
  for (const Value other : others) {
    result = set_intersection(thread, result.as<Set>(), other);
    if (result.is_error()) break;
  }
  return result;
}

Ref intersection_method(Thread& thread, Arguments arguments) {
  return intersect_all(thread, self_of(arguments), others_of(arguments));
}

Ref intersection_update_method(Thread& thread, Arguments arguments) {
  const Ref common = intersect_all(thread, self_of(arguments), others_of(arguments));
  if (common.is_error()) return Ref::error();
  set_swap(self_of(arguments), common.as<Set>());
  return Ref::none();
}

Ref difference_method(Thread& thread, Arguments arguments) {
  const std::span<const Value> others = others_of(arguments);
  if (others.empty()) return set_copy(thread, self_of(arguments));
  Ref result = set_difference(thread, self_of(arguments), others[0]);
  if (result.is_error()) return result;
  for (const Value other : others.subspan(1)) {
    if (!set_difference_update(thread, result.as<Set>(), other)) return Ref::error();
  }
  return result;
}

Ref symmetric_difference_method(Thread& thread, Arguments arguments) {
  return set_symmetric_difference(thread, self_of(arguments), arguments[1]);
}

Ref symmetric_difference_update_method(Thread& thread, Arguments arguments) {
  return done(set_symmetric_difference_update(thread, self_of(arguments), arguments[1]));
}

Ref sizeof_method(Thread& thread, Arguments arguments) {
  const Set* set = self_of(arguments);
  const auto slots = static_cast<std::int64_t>(set->mask + 1);
  return make_int(thread, 200 + (slots > 8 ? slots * 16 : 0));
}

// --- the iterator --------------------------------------------------------------------------------

void dealloc_set_iterator(Heap&, Object* self) { drop(static_cast<SetIterator*>(self)->set); }

void traverse_set_iterator(Object* self, Visit visit, void* context) {
  visit(static_cast<SetIterator*>(self)->set, context);
}

Ref set_iter(Thread& thread, Value self) {
  auto* iterator = thread.heap().make<SetIterator>(thread.types().set_iterator);
  iterator->set = Ref::share(self).release();
  iterator->expected = iterator->remaining = cast<Set>(self)->length;
  thread.heap().track(iterator);
  return Ref::adopt(iterator);
}

Ref next_of_set(Thread& thread, Value self) {
  auto* iterator = cast<SetIterator>(self);
  if (iterator->set.is_undefined()) return Ref::undefined();
  const Set* set = cast<Set>(iterator->set);
  if (iterator->expected != set->length) {
    iterator->expected = -1;  // and so it stays
    return thread.raise(thread.types().RuntimeError, "Set changed size during iteration");
  }
  Value key;
  if (!set_next(set, iterator->position, key)) return exhaust(iterator->set);
  --iterator->remaining;
  return Ref::share(key);
}

Ref iterator_hint(Thread&, Arguments arguments) {
  const auto* iterator = cast<SetIterator>(arguments[0]);
  if (iterator->set.is_undefined()) return Ref::small_int(0);
  const bool unchanged = cast<Set>(iterator->set)->length == iterator->expected;
  return Ref::small_int(unchanged ? iterator->remaining : 0);
}

constexpr NativeDefinition kCommonMethods[] = {
    {"copy", copy_method, ""},
    {"difference", difference_method, "*others"},
    {"intersection", intersection_method, "*others"},
    {"isdisjoint", isdisjoint_method, "other, /"},
    {"issubset", issubset_method, "other, /"},
    {"issuperset", issuperset_method, "other, /"},
    {"symmetric_difference", symmetric_difference_method, "other, /"},
    {"union", union_method, "*others"},
    {"__sizeof__", sizeof_method, ""},
};

constexpr NativeDefinition kSetMethods[] = {
    {"add", add_method, "object, /"},
    {"clear", clear_method, ""},
    {"difference_update", update_with_all<set_difference_update>, "*others"},
    {"discard", discard_method, "object, /"},
    {"intersection_update", intersection_update_method, "*others"},
    {"pop", pop_method, ""},
    {"remove", remove_method, "object, /"},
    {"symmetric_difference_update", symmetric_difference_update_method, "other, /"},
    {"update", update_with_all<set_update>, "*others"},
};

constexpr NativeDefinition kIteratorMethods[] = {
    {"__length_hint__", iterator_hint, ""},
};

void set_up_common(Instance& instance, Type* type) {
  Slots& slots = type->slots;
  slots.dealloc = dealloc_set;
  slots.clear = clear_set;
  slots.traverse = traverse_set;
  slots.repr = set_repr;
  slots.compare = compare_sets;
  slots.iter = set_iter;
  slots.truth = set_truth;
  slots.length = set_length;
  slots.contains = contains_key;
  slots.binary[static_cast<int>(BinaryOp::bit_or)] = set_operator<union_of>;
  slots.binary[static_cast<int>(BinaryOp::bit_and)] = set_operator<set_intersection>;
  slots.binary[static_cast<int>(BinaryOp::subtract)] = set_operator<set_difference>;
  slots.binary[static_cast<int>(BinaryOp::bit_xor)] = set_operator<set_symmetric_difference>;
  add_methods(instance, type, kCommonMethods);
}

}  // namespace

void set_up_set_types(Instance& instance) {
  Type* type = instance.types.set;
  set_up_common(instance, type);
  Slots& slots = type->slots;
  slots.new_instance = new_set;
  slots.init = init_set;
  slots.hash = hash_not_implemented;
  slots.in_place[static_cast<int>(BinaryOp::bit_or)] = set_operator_in_place<set_update>;
  slots.in_place[static_cast<int>(BinaryOp::bit_and)] = set_operator_in_place<intersection_update>;
  slots.in_place[static_cast<int>(BinaryOp::subtract)] =
      set_operator_in_place<set_difference_update>;
  slots.in_place[static_cast<int>(BinaryOp::bit_xor)] =
      set_operator_in_place<set_symmetric_difference_update>;
  add_methods(instance, type, kSetMethods);

  Type* frozen = instance.types.frozenset;
  set_up_common(instance, frozen);
  frozen->slots.new_instance = new_frozenset;
  frozen->slots.hash = hash_of_frozenset;

  Type* iterator = instance.types.set_iterator;
  iterator->slots.dealloc = dealloc_set_iterator;
  iterator->slots.clear = dealloc_set_iterator;
  iterator->slots.traverse = traverse_set_iterator;
  iterator->slots.iter = iterator_itself;
  iterator->slots.next = next_of_set;
  add_methods(instance, iterator, kIteratorMethods);
}

}  // namespace gilsim::vm
