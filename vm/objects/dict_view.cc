// SPDX-License-Identifier: MIT
//
// Views and iterators of dict. Six iterator types differ in what they give (keys, values, pairs)
// and in direction; one template makes their `next`.
#include "vm/objects/dict_view.h"

#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/modules/library_types.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/function.h"
#include "vm/objects/set_table.h"
#include "vm/objects/set_up.h"

#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

enum class Gives { key, value, pair };

Dict* dict_of_view(Value view) { return cast<Dict>(cast<DictView>(view)->dict); }

// --- iterators -----------------------------------------------------------------------------------

void dealloc_dict_iterator(Heap&, Object* self) {
  auto* iterator = static_cast<DictIterator*>(self);
  drop(iterator->dict);
  drop(iterator->pair);
}

void traverse_dict_iterator(Object* self, Visit visit, void* context) {
  auto* iterator = static_cast<DictIterator*>(self);
  visit(iterator->dict, context);
  visit(iterator->pair, context);
}

template <Gives gives>
Ref give(Thread& thread, DictIterator* iterator, const DictEntry& entry) {
  if constexpr (gives == Gives::key) return Ref::share(entry.key);
  if constexpr (gives == Gives::value) return Ref::share(entry.value);
  return make_pair_reusing(thread, iterator->pair, Ref::share(entry.key), Ref::share(entry.value));
}

bool is_ordered_dict(const Thread& thread, const Dict* dict) {
  return dict->type->is_subtype_of(thread.instance.library->ordered_dict);
}

/// An OrderedDict speaks of itself in errors.
Ref raise_changed(Thread& thread, const Dict* dict, std::string_view what) {
  if (!is_ordered_dict(thread, dict)) {
    return thread.error(thread.types().RuntimeError, "dictionary {}", what);
  }
  return thread.raise(thread.types().RuntimeError, "OrderedDict mutated during iteration");
}

template <Gives gives, int direction>
Ref next_of_dict(Thread& thread, Value self) {
  auto* iterator = cast<DictIterator>(self);
  if (iterator->dict.is_undefined()) return Ref::undefined();
  const Dict* dict = cast<Dict>(iterator->dict);
  if (iterator->expected != dict->length) {
    // An OrderedDict's iterator that has given all it knew of ends without looking.
    if (iterator->remaining == 0 && is_ordered_dict(thread, dict)) return exhaust(iterator->dict);
    iterator->expected = -1;  // and so it stays
    return raise_changed(thread, dict, "changed size during iteration");
  }
  std::int64_t at = iterator->position;
  while (at >= 0 && at < dict->used && dict->entries[at].key.is_undefined()) at += direction;
  if (at < 0 || at >= dict->used) return exhaust(iterator->dict);
  if (iterator->remaining == 0) {
    const Ref held = Ref::adopt(std::exchange(iterator->dict, Value()));
    return raise_changed(thread, held.as<Dict>(), "keys changed during iteration");
  }
  iterator->position = at + direction;
  --iterator->remaining;
  return give<gives>(thread, iterator, dict->entries[at]);
}

Ref iterator_hint(Thread&, Arguments arguments) {
  const auto* iterator = cast<DictIterator>(arguments[0]);
  if (iterator->dict.is_undefined()) return Ref::small_int(0);
  const bool unchanged = cast<Dict>(iterator->dict)->length == iterator->expected;
  return Ref::small_int(unchanged ? iterator->remaining : 0);
}

constexpr NativeDefinition kIteratorMethods[] = {
    {"__length_hint__", iterator_hint, ""},
};

void set_up_iterator(Instance& instance, Type* type, UnarySlot next_slot) {
  Slots& slots = type->slots;
  slots.dealloc = dealloc_dict_iterator;
  slots.clear = dealloc_dict_iterator;
  slots.traverse = traverse_dict_iterator;
  slots.iter = iterator_itself;
  slots.next = next_slot;
  add_methods(instance, type, kIteratorMethods);
}

// --- what all views do ---------------------------------------------------------------------------

void dealloc_view(Heap&, Object* self) { drop(static_cast<DictView*>(self)->dict); }

void traverse_view(Object* self, Visit visit, void* context) {
  visit(static_cast<DictView*>(self)->dict, context);
}

bool view_length(Thread&, Value self, std::int64_t& length) {
  length = dict_of_view(self)->length;
  return true;
}

Ref view_repr(Thread& thread, Value self) {
  const ReprScope scope(thread, self.as_object());
  if (!scope) return make_str(thread, "...");
  const Ref items = make_list(thread, std::int64_t{0});
  if (items.is_error() || !list_extend(thread, items.as<List>(), self)) return Ref::error();
  std::string text = type_name(thread, self) + "(";
  if (!append_repr(thread, text, items)) return Ref::error();
  return make_str(thread, text + ")");
}

template <Type* BuiltinTypes::*iterator_type>
Ref view_iter(Thread& thread, Value self) {
  return make_dict_iterator(thread, thread.types().*iterator_type, cast<DictView>(self)->dict);
}

template <Type* BuiltinTypes::*iterator_type>
Ref view_reversed(Thread& thread, Arguments arguments) {
  return view_iter<iterator_type>(thread, arguments[0]);
}

Ref mapping_of_view(Thread& thread, Arguments arguments) {
  return make_mapping_proxy(thread, cast<DictView>(arguments[0])->dict);
}

// --- views that are sets -------------------------------------------------------------------------

Truth keys_contain(Thread& thread, Value self, Value key) {
  return dict_contains(thread, dict_of_view(self), key);
}

Truth items_contain(Thread& thread, Value self, Value item) {
  if (!is_tuple(item) || cast<Tuple>(item)->length != 2) return Truth::no;
  const Tuple& pair = *cast<Tuple>(item);
  const Ref found = dict_get(thread, dict_of_view(self), pair[0]);
  if (found.is_error()) return Truth::error;
  return found.is_undefined() ? Truth::no : equal_items(thread, found, pair[1]);
}

/// True if everything in `part` is in `whole`.
Truth all_contained(Thread& thread, Value part, Value whole) {
  Truth result = Truth::yes;
  const bool walked = for_each_item(thread, part, [&](Value item) {
    result = contains(thread, whole, item);
    return result == Truth::yes;
  });
  return walked || result == Truth::no ? result : Truth::error;
}

Ref view_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!is_set_view(thread, self)) return Ref::not_implemented();
  if (!is_any_set(other) && !is_set_view(thread, other)) return Ref::not_implemented();
  const std::int64_t own_length = dict_of_view(self)->length;
  std::int64_t other_length;
  if (!length(thread, other, other_length)) return Ref::error();
  Truth result = Truth::no;
  switch (op) {
    case CompareOp::equal:
    case CompareOp::not_equal:
      if (own_length == other_length) result = all_contained(thread, self, other);
      if (op == CompareOp::not_equal && result != Truth::error) {
        result = truth_of(result == Truth::no);
      }
      break;
    case CompareOp::less:
      if (own_length < other_length) result = all_contained(thread, self, other);
      break;
    case CompareOp::less_equal:
      if (own_length <= other_length) result = all_contained(thread, self, other);
      break;
    case CompareOp::greater:
      if (own_length > other_length) result = all_contained(thread, other, self);
      break;
    case CompareOp::greater_equal:
      if (own_length >= other_length) result = all_contained(thread, other, self);
      break;
  }
  return result == Truth::error ? Ref::error() : Ref::boolean(result == Truth::yes);
}

/// The left operand of a view operation as a new set. The keys of a dict come straight from it.
Ref left_as_set(Thread& thread, Value left) {
  const bool is_keys = type_of(thread, left)->is_subtype_of(thread.types().dict_keys);
  const Value source =
      is_keys && is_exact_dict(cast<DictView>(left)->dict) ? cast<DictView>(left)->dict : left;
  return make_set_of(thread, thread.types().set, source);
}

Ref view_subtract(Thread& thread, Value left, Value right) {
  Ref result = left_as_set(thread, left);
  if (result.is_error() || !set_difference_update(thread, result.as<Set>(), right)) {
    return Ref::error();
  }
  return result;
}

Ref view_or(Thread& thread, Value left, Value right) {
  Ref result = left_as_set(thread, left);
  if (result.is_error() || !set_update(thread, result.as<Set>(), right)) return Ref::error();
  return result;
}

Ref view_xor(Thread& thread, Value left, Value right) {
  Ref result = left_as_set(thread, left);
  if (result.is_error() || !set_symmetric_difference_update(thread, result.as<Set>(), right)) {
    return Ref::error();
  }
  return result;
}

Ref view_and(Thread& thread, Value left, Value right) {
  if (!is_set_view(thread, left)) std::swap(left, right);
  const std::int64_t own_length = dict_of_view(left)->length;
  if (type_of(thread, right) == thread.types().set && own_length <= cast<Set>(right)->length) {
    return set_intersection(thread, cast<Set>(right), left);
  }
  if (is_set_view(thread, right) && dict_of_view(right)->length > own_length) {
    std::swap(left, right);
  }
  Ref result = make_set(thread, thread.types().set);
  if (result.is_error()) return result;
  const bool good = for_each_item(thread, right, [&](Value item) {
    const Truth found = contains(thread, left, item);
    if (found == Truth::error) return false;
    return found == Truth::no || set_add(thread, result.as<Set>(), item);
  });
  return good ? std::move(result) : Ref::error();
}

Ref isdisjoint_method(Thread& thread, Arguments arguments) {
  Value self = arguments[0];
  Value other = arguments[1];
  if (self == other) return Ref::boolean(dict_of_view(self)->length == 0);
  if (is_any_set(other) || is_set_view(thread, other)) {
    std::int64_t other_length;
    if (!length(thread, other, other_length)) return Ref::error();
    if (other_length > dict_of_view(self)->length) std::swap(self, other);
  }
  Truth found = Truth::no;
  const bool walked = for_each_item(thread, other, [&](Value item) {
    found = contains(thread, self, item);
    return found == Truth::no;
  });
  if (!walked && found != Truth::yes) return Ref::error();
  return Ref::boolean(found == Truth::no);
}

constexpr NativeDefinition kKeysMethods[] = {
    {"isdisjoint", isdisjoint_method, "other, /"},
    {"mapping", mapping_of_view, nullptr, kNativeGetter},
    {"__reversed__", view_reversed<&BuiltinTypes::dict_reverse_key_iterator>, ""},
};

constexpr NativeDefinition kItemsMethods[] = {
    {"isdisjoint", isdisjoint_method, "other, /"},
    {"mapping", mapping_of_view, nullptr, kNativeGetter},
    {"__reversed__", view_reversed<&BuiltinTypes::dict_reverse_item_iterator>, ""},
};

constexpr NativeDefinition kValuesMethods[] = {
    {"mapping", mapping_of_view, nullptr, kNativeGetter},
    {"__reversed__", view_reversed<&BuiltinTypes::dict_reverse_value_iterator>, ""},
};

void set_up_view(Type* type, UnarySlot iter) {
  Slots& slots = type->slots;
  slots.dealloc = dealloc_view;
  slots.clear = dealloc_view;
  slots.traverse = traverse_view;
  slots.repr = view_repr;
  slots.length = view_length;
  slots.iter = iter;
}

void make_set_like(Type* type) {
  Slots& slots = type->slots;
  slots.hash = hash_not_implemented;
  slots.compare = view_compare;
  slots.binary[static_cast<int>(BinaryOp::subtract)] = view_subtract;
  slots.binary[static_cast<int>(BinaryOp::bit_and)] = view_and;
  slots.binary[static_cast<int>(BinaryOp::bit_or)] = view_or;
  slots.binary[static_cast<int>(BinaryOp::bit_xor)] = view_xor;
}

}  // namespace

bool is_set_view(const Thread& thread, Value value) {
  const Type* type = type_of(thread, value);
  return type->is_subtype_of(thread.types().dict_keys) ||
         type->is_subtype_of(thread.types().dict_items);
}

Ref make_dict_view(Thread& thread, Type* type, Value dict) {
  auto* view = thread.heap().make<DictView>(type);
  view->dict = Ref::share(dict).release();
  thread.heap().track(view);
  return Ref::adopt(view);
}

Ref make_dict_iterator(Thread& thread, Type* type, Value dict) {
  const BuiltinTypes& types = thread.types();
  const bool backwards = type == types.dict_reverse_key_iterator ||
                         type == types.dict_reverse_value_iterator ||
                         type == types.dict_reverse_item_iterator;
  auto* iterator = thread.heap().make<DictIterator>(type);
  iterator->dict = Ref::share(dict).release();
  iterator->pair = Value();
  iterator->position = backwards ? cast<Dict>(dict)->used - 1 : 0;
  iterator->expected = cast<Dict>(dict)->length;
  iterator->remaining = cast<Dict>(dict)->length;
  thread.heap().track(iterator);
  return Ref::adopt(iterator);
}

void set_up_dict_view_types(Instance& instance) {
  const BuiltinTypes& types = instance.types;
  set_up_iterator(instance, types.dict_key_iterator, next_of_dict<Gives::key, 1>);
  set_up_iterator(instance, types.dict_value_iterator, next_of_dict<Gives::value, 1>);
  set_up_iterator(instance, types.dict_item_iterator, next_of_dict<Gives::pair, 1>);
  set_up_iterator(instance, types.dict_reverse_key_iterator, next_of_dict<Gives::key, -1>);
  set_up_iterator(instance, types.dict_reverse_value_iterator, next_of_dict<Gives::value, -1>);
  set_up_iterator(instance, types.dict_reverse_item_iterator, next_of_dict<Gives::pair, -1>);

  set_up_view(types.dict_keys, view_iter<&BuiltinTypes::dict_key_iterator>);
  types.dict_keys->slots.contains = keys_contain;
  make_set_like(types.dict_keys);
  add_methods(instance, types.dict_keys, kKeysMethods);
  set_up_view(types.dict_items, view_iter<&BuiltinTypes::dict_item_iterator>);
  types.dict_items->slots.contains = items_contain;
  make_set_like(types.dict_items);
  add_methods(instance, types.dict_items, kItemsMethods);
  set_up_view(types.dict_values, view_iter<&BuiltinTypes::dict_value_iterator>);
  add_methods(instance, types.dict_values, kValuesMethods);
}

}  // namespace gilsim::vm
