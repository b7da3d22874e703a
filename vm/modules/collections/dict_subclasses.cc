// SPDX-License-Identifier: MIT
//
// defaultdict and OrderedDict: dicts with a few methods more. A dict keeps the order of insertion,
// so OrderedDict only adds what changes or compares that order.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/dict_view.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"

#include <string>

namespace gilsim::vm {

namespace {

struct DefaultDict : Dict {
  Value factory;  // owned; None: there is none
};

bool fail(Ref) { return false; }

DefaultDict* default_dict_of(Value value) { return cast<DefaultDict>(value); }

// --- what both do --------------------------------------------------------------------------------

Ref new_through_dict(Thread& thread, Type* cls) {
  return thread.types().dict->slots.new_instance(thread, cls, {});
}

/// The instance's __dict__, None if it has none or it is empty.
Value state_of(Value self) {
  Dict** dict = dict_slot_of(self.as_object());
  return dict != nullptr && *dict != nullptr && (*dict)->length > 0 ? Value(*dict) : Value::none();
}

/// (class, arguments, state, None, iterator over the items), as pickle and copy want it.
Ref reduce_with_items(Thread& thread, Value self, Value arguments) {
  const Ref items = call_method(thread, self, thread.names().items_);
  if (items.is_error()) return Ref::error();
  const Ref iterator = get_iterator(thread, items);
  if (iterator.is_error()) return Ref::error();
  return make_tuple(thread, {Value(self.as_object()->type), arguments, state_of(self),
                             Value::none(), iterator.get()});
}

/// left | right where one of them is of class `type`: a new object of the same class.
Ref union_of(Thread& thread, Type* type, Value left, Value right) {
  if (!is_dict(left) || !is_dict(right)) return Ref::not_implemented();
  const bool left_rules = left.as_object()->type->is_subtype_of(type);
  const Value ruler = left_rules ? left : right;
  Ref result;
  if (type == thread.instance.library->default_dict) {
    const Value arguments[] = {default_dict_of(ruler)->factory, left};
    result = call(thread, Value(ruler.as_object()->type), arguments);
  } else {
    const Value arguments[] = {left};
    result = call(thread, Value(ruler.as_object()->type), arguments);
  }
  if (result.is_error()) return result;
  const Value arguments[] = {right};
  const Ref done = call_method(thread, result, "update", arguments);
  return done.is_error() ? Ref::error() : std::move(result);
}

// --- defaultdict ---------------------------------------------------------------------------------

Ref new_default_dict(Thread& thread, Type* cls, Arguments) {
  Ref made = new_through_dict(thread, cls);
  if (!made.is_error()) made.as<DefaultDict>()->factory = Value::none();
  return made;
}

bool init_default_dict(Thread& thread, Value self, Arguments arguments) {
  Value factory = Value::none();
  if (arguments.positional_count > 0) {
    factory = arguments[0];
    if (!factory.is_none() && !is_callable(factory)) {
      return fail(thread.type_error("first argument must be callable or None"));
    }
    arguments = arguments.without_first();
  }
  incref(factory);
  decref(std::exchange(default_dict_of(self)->factory, factory));
  return thread.types().dict->slots.init(thread, self, arguments);
}

void dealloc_default_dict(Heap& heap, Object* self) {
  drop(static_cast<DefaultDict*>(self)->factory);
  dict_clear(heap, static_cast<Dict*>(self));
}

void traverse_default_dict(Object* self, Visit visit, void* context) {
  const auto* dict = static_cast<DefaultDict*>(self);
  visit(dict->factory, context);
  Value key, value;
  for (std::int64_t at = 0; dict_next(dict, at, key, value);) {
    visit(key, context);
    visit(value, context);
  }
}

void copy_default_dict_to_heap(HeapCopier& copier, Object*, Object* to) {
  auto* dict = static_cast<DefaultDict*>(to);
  dict->factory = copier.copy(dict->factory);
}

Ref make_missing(Thread& thread, Value self, Value key) {
  const Ref factory = Ref::share(default_dict_of(self)->factory);
  if (factory.is_none()) return raise_key_error(thread, key);
  Ref value = call(thread, factory);
  if (value.is_error() || !set_item(thread, self, key, value)) return Ref::error();
  return value;
}

Ref missing_method(Thread& thread, Arguments arguments) {
  return make_missing(thread, arguments[0], arguments[1]);
}

Ref get_default_dict_item(Thread& thread, Value self, Value key) {
  Ref value = dict_get(thread, cast<Dict>(self), key);
  if (!value.is_undefined()) return value;
  if (!self.as_object()->type->is_heap_type) return make_missing(thread, self, key);
  const Value arguments[] = {key};
  return call_special(thread, self, thread.names().missing_, arguments);
}

Ref default_dict_repr(Thread& thread, Value self) {
  std::string text = std::string(type_name(self.as_object()->type)) + "(";
  {
    const ReprScope scope(thread, self.as_object());
    if (!scope) {
      text += "...";
    } else if (!append_repr(thread, text, default_dict_of(self)->factory)) {
      return Ref::error();
    }
  }
  const Ref items = thread.types().dict->slots.repr(thread, self);
  if (items.is_error()) return Ref::error();
  return make_str(thread, text + ", " + to_utf8(items.as<Str>()) + ")");
}

Ref copy_default_dict(Thread& thread, Arguments arguments) {
  const Value self = arguments[0];
  const Ref factory = Ref::share(default_dict_of(self)->factory);
  const Value given[] = {factory.get(), self};
  return call(thread, Value(self.as_object()->type), given);
}

Ref reduce_default_dict(Thread& thread, Arguments arguments) {
  const Value factory = default_dict_of(arguments[0])->factory;
  const Ref given =
      factory.is_none() ? Ref::share(thread.instance.empty_tuple) : make_tuple(thread, {factory});
  return given.is_error() ? Ref::error() : reduce_with_items(thread, arguments[0], given);
}

Ref default_dict_union(Thread& thread, Value left, Value right) {
  return union_of(thread, thread.instance.library->default_dict, left, right);
}

Ref factory_getter(Thread&, Arguments arguments) {
  return Ref::share(default_dict_of(arguments[0])->factory);
}
Ref factory_setter(Thread&, Arguments arguments) {
  const Value factory = arguments[1].is_undefined() ? Value::none() : arguments[1];
  incref(factory);
  decref(std::exchange(default_dict_of(arguments[0])->factory, factory));
  return Ref::none();
}

constexpr NativeDefinition kDefaultDictMethods[] = {
    {"__missing__", missing_method, "key, /"},
    {"copy", copy_default_dict, ""},
    {"__copy__", copy_default_dict, ""},
    {"__reduce__", reduce_default_dict, ""},
    {"default_factory", factory_getter, nullptr, kNativeGetter, factory_setter},
};

// --- OrderedDict ---------------------------------------------------------------------------------

Ref new_ordered_dict(Thread& thread, Type* cls, Arguments) { return new_through_dict(thread, cls); }

/// self[key] = value for all that is given, by the __setitem__ of the object's class.
bool update_by_items(Thread& thread, Value self, Arguments arguments) {
  const Ref given = make_dict(thread);
  if (given.is_error() || !thread.types().dict->slots.init(thread, given, arguments)) return false;
  Value key, value;
  for (std::int64_t at = 0; dict_next(given.as<Dict>(), at, key, value);) {
    if (!set_item(thread, self, key, value)) return false;
  }
  return true;
}

bool update_ordered_dict(Thread& thread, Value self, Arguments arguments) {
  if (arguments.positional_count > 1) {
    return fail(
        thread.type_error("expected at most 1 arguments, got {}", arguments.positional_count));
  }
  const Slots& slots = thread.types().dict->slots;
  if (self.as_object()->type->slots.set_item != slots.set_item) {
    return update_by_items(thread, self, arguments);
  }
  return slots.init(thread, self, arguments);
}

Ref update_method(Thread& thread, Arguments arguments) {
  return update_ordered_dict(thread, arguments[0], arguments.without_first()) ? Ref::none()
                                                                              : Ref::error();
}

Ref ordered_dict_repr(Thread& thread, Value self) {
  const ReprScope scope(thread, self.as_object());
  if (!scope) return make_str(thread, "...");
  std::string text = std::string(type_name(self.as_object()->type)) + "(";
  if (cast<Dict>(self)->length > 0) {
    const Ref items = call_method(thread, self, thread.names().items_);
    if (items.is_error()) return Ref::error();
    const Ref list = make_list(thread, std::int64_t{0});
    if (list.is_error() || !list_extend(thread, list.as<List>(), items) ||
        !append_repr(thread, text, list)) {
      return Ref::error();
    }
  }
  return make_str(thread, text + ")");
}

/// Whether two dicts with equal items have their keys in the same order.
Truth same_order(Thread& thread, Dict* left, Dict* right) {
  std::int64_t left_at = 0;
  std::int64_t right_at = 0;
  Value left_key, right_key, ignored;
  while (dict_next(left, left_at, left_key, ignored) &&
         dict_next(right, right_at, right_key, ignored)) {
    const Truth same = equal_items(thread, left_key, right_key);
    if (same != Truth::yes) return same;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return Truth::error;
  }
  return Truth::yes;
}

Ref ordered_dict_compare(Thread& thread, Value self, Value other, CompareOp op) {
  Ref answer = thread.types().dict->slots.compare(thread, self, other, op);
  const Type* type = thread.instance.library->ordered_dict;
  if (!answer.get().is_bool() || answer.get().is_true() != (op == CompareOp::equal) ||
      !self.as_object()->type->is_subtype_of(type) ||
      !other.as_object()->type->is_subtype_of(type)) {
    return answer;
  }
  const Truth ordered = same_order(thread, cast<Dict>(self), cast<Dict>(other));
  if (ordered == Truth::error) return Ref::error();
  return Ref::boolean((ordered == Truth::yes) == (op == CompareOp::equal));
}

Ref move_to_end_method(Thread& thread, Arguments arguments) {
  auto* dict = cast<Dict>(arguments[0]);
  const Truth last = is_true(thread, arguments[2]);
  std::int64_t hash;
  if (last == Truth::error || !hash_of_key(thread, arguments[1], hash)) return Ref::error();
  const std::int64_t at = dict_lookup(thread, dict, arguments[1], hash);
  if (at == kLookupFailed) return Ref::error();
  if (at == kNotFound) return raise_key_error(thread, arguments[1]);
  if (last == Truth::no) {
    dict_move_to_front(thread.heap(), dict, at);
    return charge_copies(thread, dict->used) ? Ref::none() : Ref::error();
  }
  if (at == dict_last_entry(dict)) return Ref::none();
  Ref key, value;
  dict_take_entry(thread.heap(), dict, at, key, value);
  return dict_set_hashed(thread, dict, key, hash, value) ? Ref::none() : Ref::error();
}

Ref popitem_method(Thread& thread, Arguments arguments) {
  auto* dict = cast<Dict>(arguments[0]);
  const Truth last = is_true(thread, arguments[1]);
  if (last == Truth::error) return Ref::error();
  if (dict->length == 0) return thread.raise(thread.types().KeyError, "dictionary is empty");
  Ref key, value;
  const std::int64_t at = last == Truth::yes ? dict_last_entry(dict) : dict_first_entry(dict);
  dict_take_entry(thread.heap(), dict, at, key, value);
  dict_last_entry(dict);
  return make_tuple(thread, {key.get(), value.get()});
}

Ref copy_ordered_dict(Thread& thread, Arguments arguments) {
  const Value self = arguments[0];
  return call(thread, Value(self.as_object()->type), std::span(&self, 1));
}

Ref reduce_ordered_dict(Thread& thread, Arguments arguments) {
  return reduce_with_items(thread, arguments[0], thread.instance.empty_tuple);
}

Ref pop_method(Thread& thread, Arguments arguments) {
  Ref value = dict_pop(thread, cast<Dict>(arguments[0]), arguments[1]);
  if (!value.is_undefined()) return value;
  if (!arguments[2].is_undefined()) return Ref::share(arguments[2]);
  return raise_key_error(thread, arguments[1]);
}

Ref ordered_dict_union(Thread& thread, Value left, Value right) {
  return union_of(thread, thread.instance.library->ordered_dict, left, right);
}

template <Type* LibraryTypes::*type>
Ref view_method(Thread& thread, Arguments arguments) {
  return make_dict_view(thread, (*thread.instance.library).*type, arguments[0]);
}

constexpr NativeDefinition kOrderedDictMethods[] = {
    {"copy", copy_ordered_dict, ""},
    {"items", view_method<&LibraryTypes::ordered_dict_items>, ""},
    {"keys", view_method<&LibraryTypes::ordered_dict_keys>, ""},
    {"move_to_end", move_to_end_method, "key, last=True"},
    {"pop", pop_method, "key, default=..."},
    {"popitem", popitem_method, "last=True"},
    {"update", update_method, nullptr},
    {"values", view_method<&LibraryTypes::ordered_dict_values>, ""},
    {"__reduce__", reduce_ordered_dict, ""},
};

Type* create_view_type(Instance& instance, const char* name, Type* base) {
  TypeDefinition definition{name};
  definition.base = base;
  definition.layout = base->layout;
  definition.instance_size = base->instance_size;
  definition.is_collectable = true;
  Type* type = create_builtin_type(instance, definition);
  type->slots.copy_to_heap = OwnedMembers<&DictView::dict>::copy_to_heap;
  finish_builtin_type(instance, type);
  return type;
}

Type* create_dict_subclass(Instance& instance, const char* name, std::size_t instance_size) {
  TypeDefinition definition{name, "collections", instance.types.dict, Layout::dict};
  definition.instance_size = static_cast<std::uint32_t>(instance_size);
  definition.is_collectable = true;
  definition.can_be_base = true;
  return create_builtin_type(instance, definition);
}

}  // namespace

void add_dict_subclasses(Instance& instance, LibraryTypes& types) {
  constexpr auto kUnion = static_cast<int>(BinaryOp::bit_or);
  types.default_dict = create_dict_subclass(instance, "defaultdict", sizeof(DefaultDict));
  Slots& with_default = types.default_dict->slots;
  with_default.new_instance = new_default_dict;
  with_default.init = init_default_dict;
  with_default.dealloc = dealloc_default_dict;
  with_default.clear = dealloc_default_dict;
  with_default.traverse = traverse_default_dict;
  with_default.copy_to_heap = copy_default_dict_to_heap;
  with_default.repr = default_dict_repr;
  with_default.get_item = get_default_dict_item;
  with_default.binary[kUnion] = default_dict_union;
  add_methods(instance, types.default_dict, kDefaultDictMethods);
  finish_builtin_type(instance, types.default_dict);

  types.ordered_dict = create_dict_subclass(instance, "OrderedDict", sizeof(Dict));
  Slots& ordered = types.ordered_dict->slots;
  ordered.new_instance = new_ordered_dict;
  ordered.init = update_ordered_dict;
  ordered.repr = ordered_dict_repr;
  ordered.compare = ordered_dict_compare;
  ordered.hash = hash_not_implemented;
  ordered.binary[kUnion] = ordered_dict_union;
  add_methods(instance, types.ordered_dict, kOrderedDictMethods);
  finish_builtin_type(instance, types.ordered_dict);
  types.ordered_dict_keys = create_view_type(instance, "odict_keys", instance.types.dict_keys);
  types.ordered_dict_values =
      create_view_type(instance, "odict_values", instance.types.dict_values);
  types.ordered_dict_items = create_view_type(instance, "odict_items", instance.types.dict_items);
}

}  // namespace gilsim::vm
