// SPDX-License-Identifier: MIT
//
// groupby and tee, and the module itertools itself.
#include "vm/modules/itertools/itertools_internal.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"

#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

// --- groupby -------------------------------------------------------------------------------------
//
// A groupby and the group it gave out last walk the same iterator. `current` is the item that was
// read last, of the group whose key is `current_key`; a group ends when the key differs, or when
// the groupby has moved on (`group_number`).

struct GroupBy : Object {
  Value iterator;      // owned
  Value key_function;  // owned; None: the item is its key
  Value target_key;    // owned; of the group being given out
  Value current_key;   // owned
  Value current;       // owned; Undefined: already given out by the group
  std::int64_t group_number;
};
using GroupByMembers = OwnedMembers<&GroupBy::iterator, &GroupBy::key_function,
                                    &GroupBy::target_key, &GroupBy::current_key, &GroupBy::current>;

struct Grouper : Object {
  Value parent;  // owned GroupBy
  Value key;     // owned
  std::int64_t group_number;
};
using GrouperMembers = OwnedMembers<&Grouper::parent, &Grouper::key>;

Ref new_group_by(Thread& thread, Type* cls, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"iterable", "key"};
  Value values[2];
  if (!bind_constructor(thread, "groupby", kParameters, 1, 2, arguments, values)) {
    return Ref::error();
  }
  Ref iterator = get_iterator(thread, values[0]);
  if (iterator.is_error()) return iterator;
  GroupBy* made = GroupByMembers::make(thread, cls);
  made->iterator = iterator.release();
  made->key_function = values[1].is_undefined() ? Value::none() : Ref::share(values[1]).release();
  return finish_object(thread, made);
}

void replace(Value& member, Ref value) {
  const Ref old = Ref::adopt(std::exchange(member, value.release()));
}

/// Reads the next item and its key. no: the iterator has ended.
Truth read_item(Thread& thread, GroupBy* group_by) {
  const Ref iterator = Ref::share(group_by->iterator);
  const Ref function = Ref::share(group_by->key_function);
  Ref item = next(thread, iterator);
  if (item.is_error()) return Truth::error;
  if (item.is_undefined()) return Truth::no;
  const Value given[] = {item.get()};
  Ref key = function.is_none() ? item.share() : call(thread, function, given);
  if (key.is_error()) return Truth::error;
  replace(group_by->current, std::move(item));
  replace(group_by->current_key, std::move(key));
  return Truth::yes;
}

Ref next_of_group_by(Thread& thread, Value self) {
  auto* group_by = cast<GroupBy>(self);
  ++group_by->group_number;
  // What is left of the group given out before is skipped.
  while (true) {
    if (!group_by->current_key.is_undefined()) {
      if (group_by->target_key.is_undefined()) break;
      const Truth same = equal_items(thread, group_by->target_key, group_by->current_key);
      if (same == Truth::error) return Ref::error();
      if (same == Truth::no) break;
    }
    const Truth read = read_item(thread, group_by);
    if (read == Truth::error) return Ref::error();
    if (read == Truth::no) return Ref::undefined();
    if (!step(thread)) return Ref::error();
  }
  const Ref key = Ref::share(group_by->current_key);
  replace(group_by->target_key, key.share());
  Grouper* grouper = GrouperMembers::make(thread, thread.instance.library->grouper);
  grouper->parent = Ref::share(self).release();
  grouper->key = key.share().release();
  grouper->group_number = group_by->group_number;
  const Ref group = finish_object(thread, grouper);
  return make_tuple(thread, {key.get(), group.get()});
}

Ref next_of_grouper(Thread& thread, Value self) {
  const auto* grouper = cast<Grouper>(self);
  const Ref parent = Ref::share(grouper->parent);
  auto* group_by = parent.as<GroupBy>();
  if (group_by->group_number != grouper->group_number) return Ref::undefined();
  if (group_by->current.is_undefined()) {
    const Truth read = read_item(thread, group_by);
    if (read == Truth::error) return Ref::error();
    if (read == Truth::no) return Ref::undefined();
  }
  const Truth same = equal_items(thread, grouper->key, group_by->current_key);
  if (same == Truth::error) return Ref::error();
  if (same == Truth::no) return Ref::undefined();
  return Ref::adopt(std::exchange(group_by->current, Value()));
}

// --- tee -----------------------------------------------------------------------------------------
//
// The copies of a tee stand on a chain of nodes, one an item. The node at its end has no item yet:
// whoever gets there first reads it. A node that everyone has passed goes with its count.

struct TeeNode : Object {
  Value iterator;   // owned; of the node at the end
  Value item;       // owned; Undefined: not read yet
  Value following;  // owned TeeNode
  bool reading;     // the iterator's next() runs right now
};
using TeeNodeMembers = OwnedMembers<&TeeNode::iterator, &TeeNode::item, &TeeNode::following>;

struct Tee : Object {
  Value node;  // owned TeeNode: of the next item
};
using TeeMembers = OwnedMembers<&Tee::node>;

Ref make_node(Thread& thread, Value iterator) {
  TeeNode* node = TeeNodeMembers::make(thread, thread.instance.library->tee_node);
  node->iterator = Ref::share(iterator).release();
  return finish_object(thread, node);
}

Ref make_tee_at(Thread& thread, Value node) {
  Tee* tee = TeeMembers::make(thread, thread.instance.library->tee);
  tee->node = Ref::share(node).release();
  return finish_object(thread, tee);
}

/// A first copy of an iterable; of a tee, one that stands where it stands.
Ref tee_of(Thread& thread, Value iterable) {
  const Ref iterator = get_iterator(thread, iterable);
  if (iterator.is_error()) return Ref::error();
  if (type_of(thread, iterator) == thread.instance.library->tee) {
    return make_tee_at(thread, iterator.as<Tee>()->node);
  }
  const Ref node = make_node(thread, iterator);
  return make_tee_at(thread, node);
}

Ref new_tee(Thread& thread, Type*, Arguments arguments) {
  if (!check_positional(thread, "_tee", arguments, 1, 1)) return Ref::error();
  return tee_of(thread, arguments[0]);
}

Ref next_of_tee(Thread& thread, Value self) {
  auto* tee = cast<Tee>(self);
  const Ref held = Ref::share(tee->node);
  auto* node = held.as<TeeNode>();
  if (node->following.is_undefined()) {
    if (node->iterator.is_undefined()) return Ref::undefined();
    if (node->reading) {
      return thread.raise(thread.types().RuntimeError, "cannot re-enter the tee iterator");
    }
    node->reading = true;
    const Ref iterator = Ref::share(node->iterator);
    Ref item = next(thread, iterator);
    node->reading = false;
    if (item.is_error()) return item;
    if (item.is_undefined()) return exhaust(node->iterator);
    node->item = item.release();
    node->following = make_node(thread, iterator).release();
    drop(node->iterator);
  }
  Ref item = Ref::share(node->item);
  const Ref old = Ref::adopt(std::exchange(tee->node, Ref::share(node->following).release()));
  return item;
}

Ref copy_tee(Thread& thread, Arguments arguments) {
  return make_tee_at(thread, cast<Tee>(arguments[0])->node);
}

constexpr NativeDefinition kTeeMethods[] = {{"__copy__", copy_tee, ""}};

/// tee(iterable, n=2)
Ref tee_function(Thread& thread, Arguments arguments) {
  std::int64_t count;
  if (!ssize_argument(thread, arguments[1], count)) return Ref::error();
  if (count < 0) return thread.value_error("n must be >= 0");
  if (count == 0) return Ref::share(thread.instance.empty_tuple);
  if (!thread.reserve(static_cast<std::uint64_t>(count) * (sizeof(Tee) + sizeof(Value)))) {
    return Ref::error();
  }
  std::vector<Ref> copies;
  copies.push_back(tee_of(thread, arguments[0]));
  if (copies[0].is_error()) return Ref::error();
  const Value node = copies[0].as<Tee>()->node;
  while (static_cast<std::int64_t>(copies.size()) < count) {
    copies.push_back(make_tee_at(thread, node));
  }
  const std::vector<Value> values(copies.begin(), copies.end());
  return make_tuple(thread, std::span<const Value>(values));
}

constexpr NativeDefinition kFunctions[] = {{"tee", tee_function, "iterable, n=2, /"}};

bool initialise_itertools(Thread& thread, Module& module) {
  const LibraryTypes& types = *thread.instance.library;
  Type* const public_types[] = {
      types.chain,        types.count,      types.cycle,
      types.repeat,       types.accumulate, types.compress,
      types.drop_while,   types.take_while, types.filter_false,
      types.star_map,     types.islice,     types.pairwise,
      types.zip_longest,  types.product,    types.permutations,
      types.combinations, types.group_by,   types.combinations_with_replacement,
      types.tee,          types.grouper};
  for (Type* type : public_types) {
    if (!add_type(thread, module, type)) return false;
  }
  return add_functions(thread, module, kFunctions);
}

}  // namespace

void add_grouping_itertools(Instance& instance, LibraryTypes& types) {
  types.group_by =
      add_itertool<GroupByMembers>(instance, "groupby", new_group_by, next_of_group_by);
  types.grouper = add_itertool<GrouperMembers>(instance, "_grouper", nullptr, next_of_grouper);
  types.tee = create_itertool<TeeMembers>(instance, "_tee", new_tee, next_of_tee);
  add_methods(instance, types.tee, kTeeMethods);
  finish_builtin_type(instance, types.tee);
  types.tee_node = create_module_type(instance, "itertools", "_tee_dataobject", sizeof(TeeNode));
  TeeNodeMembers::set_up(types.tee_node->slots);
  finish_builtin_type(instance, types.tee_node);
}

const NativeModuleDefinition kItertoolsModule = {"itertools", initialise_itertools};

}  // namespace gilsim::vm
