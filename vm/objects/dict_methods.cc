// SPDX-License-Identifier: MIT
//
// dict: construction, operators and methods; mappingproxy.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/dict_view.h"
#include "vm/objects/function.h"
#include "vm/objects/set_up.h"

#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

// --- update --------------------------------------------------------------------------------------

bool update_from_mapping(Thread& thread, Dict* dict, Value mapping, Value keys_method) {
  const Ref keys = call(thread, keys_method);
  if (keys.is_error()) return false;
  return for_each_item(thread, keys, [&](Value key) {
    const Ref value = get_item(thread, mapping, key);
    return !value.is_error() && dict_set(thread, dict, key, value);
  });
}

/// One element of the sequence given to dict() or update(): two values.
bool update_from_pair(Thread& thread, Dict* dict, Value pair, std::int64_t position) {
  const Ref sequence = as_sequence(thread, pair);
  if (sequence.is_error()) {
    if (!thread.cancelled && thread.exception_matches(thread.types().TypeError)) {
      thread.clear_exception();
      thread
          .type_error("cannot convert dictionary update sequence element #{} to a sequence",
                      position)
          .reset();
    }
    return false;
  }
  const std::span<const Value> items = sequence_view(sequence);
  if (items.size() != 2) {
    thread
        .value_error("dictionary update sequence element #{} has length {}; 2 is required",
                     position, items.size())
        .reset();
    return false;
  }
  const Ref key = Ref::share(items[0]);
  const Ref value = Ref::share(items[1]);
  return dict_set(thread, dict, key, value);
}

bool update_from_pairs(Thread& thread, Dict* dict, Value pairs) {
  std::int64_t position = 0;
  return for_each_item(
      thread, pairs, [&](Value pair) { return update_from_pair(thread, dict, pair, position++); });
}

bool update_from_keywords(Thread& thread, Dict* dict, Arguments arguments) {
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const Value name = (*arguments.keyword_names)[i];
    if (!dict_set(thread, dict, name, arguments[arguments.positional_count + i])) return false;
  }
  return true;
}

// --- construction and slots ----------------------------------------------------------------------

Ref new_dict(Thread& thread, Type* cls, Arguments) {
  auto* dict = allocate_instance<Dict>(thread, cls);
  dict->keys_version = ++thread.interpreter.last_keys_version;
  thread.heap().track(dict);
  return Ref::adopt(dict);
}

bool init_dict(Thread& thread, Value self, Arguments arguments) {
  if (!check_positional(thread, "dict", arguments, 0, 1)) return false;
  auto* dict = cast<Dict>(self);
  if (arguments.positional_count == 1 && !dict_update(thread, dict, arguments[0])) return false;
  return update_from_keywords(thread, dict, arguments);
}

void dealloc_dict(Heap& heap, Object* self) { dict_clear(heap, static_cast<Dict*>(self)); }

void traverse_dict(Object* self, Visit visit, void* context) {
  const auto* dict = static_cast<Dict*>(self);
  for (std::int64_t i = 0; i < dict->used; ++i) {
    visit(dict->entries[i].key, context);
    visit(dict->entries[i].value, context);
  }
}

Ref dict_repr(Thread& thread, Value self) {
  auto* dict = cast<Dict>(self);
  if (dict->length == 0) return make_str(thread, "{}");
  const ReprScope scope(thread, dict);
  if (!scope) return make_str(thread, "{...}");
  std::string text = "{";
  std::int64_t position = 0;
  Value next_key, next_value;
  while (dict_next(dict, position, next_key, next_value)) {
    const Ref key = Ref::share(next_key);
    const Ref value = Ref::share(next_value);
    if (text.size() > 1) text += ", ";
    if (!append_repr(thread, text, key)) return Ref::error();
    text += ": ";
    if (!append_repr(thread, text, value)) return Ref::error();
    thread.charge(2 * thread.work_costs().repr_ps);
    if (!thread.poll()) return Ref::error();
  }
  return make_str(thread, text + "}");
}

Truth equal_dicts(Thread& thread, Dict* left, Dict* right) {
  if (left->length != right->length) return Truth::no;
  for (std::int64_t i = 0; i < left->used; ++i) {
    if (left->entries[i].key.is_undefined()) continue;
    const std::int64_t hash = left->entries[i].hash;
    const Ref key = Ref::share(left->entries[i].key);
    const Ref value = Ref::share(left->entries[i].value);
    const std::int64_t at = dict_lookup(thread, right, key, hash);
    if (at == kLookupFailed) return Truth::error;
    if (at == kNotFound) return Truth::no;
    const Truth same = equal_items(thread, value, right->entries[at].value);
    if (same != Truth::yes) return same;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return Truth::error;
  }
  return Truth::yes;
}

Ref dict_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!is_dict(self) || !is_dict(other)) return Ref::not_implemented();
  if (op != CompareOp::equal && op != CompareOp::not_equal) return Ref::not_implemented();
  const Truth same = equal_dicts(thread, cast<Dict>(self), cast<Dict>(other));
  if (same == Truth::error) return Ref::error();
  return Ref::boolean((same == Truth::yes) == (op == CompareOp::equal));
}

Ref dict_iter(Thread& thread, Value self) {
  return make_dict_iterator(thread, thread.types().dict_key_iterator, self);
}

Truth dict_truth(Thread&, Value self) { return truth_of(cast<Dict>(self)->length != 0); }

bool dict_length(Thread&, Value self, std::int64_t& length) {
  length = cast<Dict>(self)->length;
  return true;
}

Truth contains_key(Thread& thread, Value self, Value key) {
  return dict_contains(thread, cast<Dict>(self), key);
}

Ref get_dict_item(Thread& thread, Value self, Value key) {
  Ref value = dict_get(thread, cast<Dict>(self), key);
  if (!value.is_undefined()) return value;
  if (self.as_object()->type->is_heap_type) {
    const Ref missing = lookup_special(thread, self, thread.names().missing_);
    if (missing.is_error()) return Ref::error();
    if (!missing.is_undefined()) {
      const Value arguments[] = {key};
      return call(thread, missing, arguments);
    }
  }
  return raise_key_error(thread, key);
}

bool set_dict_item(Thread& thread, Value self, Value key, Value value) {
  auto* dict = cast<Dict>(self);
  if (!value.is_undefined()) return dict_set(thread, dict, key, value);
  const Truth deleted = dict_delete(thread, dict, key);
  if (deleted == Truth::no) raise_key_error(thread, key).reset();
  return deleted == Truth::yes;
}

Ref dict_union(Thread& thread, Value left, Value right) {
  if (!is_dict(left) || !is_dict(right)) return Ref::not_implemented();
  Ref result = dict_copy(thread, cast<Dict>(left));
  if (result.is_error() || !dict_update(thread, result.as<Dict>(), right)) return Ref::error();
  return result;
}

Ref dict_union_in_place(Thread& thread, Value left, Value right) {
  if (!is_dict(left)) return Ref::not_implemented();
  return dict_update(thread, cast<Dict>(left), right) ? Ref::share(left) : Ref::error();
}

// --- methods -------------------------------------------------------------------------------------

Dict* self_of(Arguments arguments) { return cast<Dict>(arguments[0]); }

Ref value_or_none(Value value) { return value.is_undefined() ? Ref::none() : Ref::share(value); }

Ref get_method(Thread& thread, Arguments arguments) {
  Ref value = dict_get(thread, self_of(arguments), arguments[1]);
  return value.is_undefined() ? value_or_none(arguments[2]) : std::move(value);
}

Ref setdefault_method(Thread& thread, Arguments arguments) {
  Dict* dict = self_of(arguments);
  std::int64_t hash;
  if (!hash_of_key(thread, arguments[1], hash)) return Ref::error();
  const std::int64_t at = dict_lookup(thread, dict, arguments[1], hash);
  if (at == kLookupFailed) return Ref::error();
  if (at >= 0) return Ref::share(dict->entries[at].value);
  Ref value = value_or_none(arguments[2]);
  return dict_set_hashed(thread, dict, arguments[1], hash, value) ? std::move(value) : Ref::error();
}

Ref pop_method(Thread& thread, Arguments arguments) {
  Ref value = dict_pop(thread, self_of(arguments), arguments[1]);
  if (!value.is_undefined()) return value;
  if (!arguments[2].is_undefined()) return Ref::share(arguments[2]);
  return raise_key_error(thread, arguments[1]);
}

Ref popitem_method(Thread& thread, Arguments arguments) {
  Dict* dict = self_of(arguments);
  if (dict->length == 0) {
    return thread.raise(thread.types().KeyError, "popitem(): dictionary is empty");
  }
  Ref key, value;
  dict_take_entry(thread.heap(), dict, dict_last_entry(dict), key, value);
  dict_last_entry(dict);
  return make_tuple(thread, {key.get(), value.get()});
}

Ref update_method(Thread& thread, Arguments arguments) {
  Dict* dict = self_of(arguments);
  const Arguments given = arguments.without_first();
  if (!check_positional(thread, "update", given, 0, 1)) return Ref::error();
  if (given.positional_count == 1 && !dict_update(thread, dict, given[0])) return Ref::error();
  return update_from_keywords(thread, dict, given) ? Ref::none() : Ref::error();
}

Ref clear_method(Thread& thread, Arguments arguments) {
  dict_clear(thread.heap(), self_of(arguments));
  return Ref::none();
}

Ref copy_method(Thread& thread, Arguments arguments) {
  return dict_copy(thread, self_of(arguments));
}

/// dict.fromkeys, a class method: makes whatever the class makes.
Ref fromkeys_method(Thread& thread, Arguments arguments) {
  const Value value = arguments[2].is_undefined() ? Value::none() : arguments[2];
  const bool is_plain = arguments[0] == Value(thread.types().dict);
  Ref result = is_plain ? make_dict(thread) : call(thread, arguments[0]);
  if (result.is_error()) return result;
  const bool good = for_each_item(thread, arguments[1], [&](Value key) {
    return is_exact_dict(result) ? dict_set(thread, result.as<Dict>(), key, value)
                                 : set_item(thread, result, key, value);
  });
  return good ? std::move(result) : Ref::error();
}

Ref keys_method(Thread& thread, Arguments arguments) {
  return make_dict_view(thread, thread.types().dict_keys, arguments[0]);
}
Ref values_method(Thread& thread, Arguments arguments) {
  return make_dict_view(thread, thread.types().dict_values, arguments[0]);
}
Ref items_method(Thread& thread, Arguments arguments) {
  return make_dict_view(thread, thread.types().dict_items, arguments[0]);
}

Ref reversed_method(Thread& thread, Arguments arguments) {
  return make_dict_iterator(thread, thread.types().dict_reverse_key_iterator, arguments[0]);
}

Ref sizeof_method(Thread& thread, Arguments arguments) {
  return make_int(thread, 48 + dict_table_bytes(self_of(arguments)));
}

constexpr NativeDefinition kDictMethods[] = {
    {"clear", clear_method, ""},
    {"copy", copy_method, ""},
    {"fromkeys", fromkeys_method, "iterable, value=..., /", kNativeClass},
    {"get", get_method, "key, default=..., /"},
    {"items", items_method, ""},
    {"keys", keys_method, ""},
    {"pop", pop_method, "key, default=..., /"},
    {"popitem", popitem_method, ""},
    {"setdefault", setdefault_method, "key, default=..., /"},
    {"update", update_method, nullptr},
    {"values", values_method, ""},
    {"__reversed__", reversed_method, ""},
    {"__sizeof__", sizeof_method, ""},
};

// --- mappingproxy --------------------------------------------------------------------------------

struct MappingProxy : Object {
  Value mapping;  // owned
};

Value mapping_of(Value proxy) { return cast<MappingProxy>(proxy)->mapping; }

Ref new_mapping_proxy(Thread& thread, Type*, Arguments arguments) {
  if (!check_constructor(thread, "mappingproxy", arguments, 1, 1)) return Ref::error();
  const Value mapping = arguments[0];
  if (is_list(mapping) || is_tuple(mapping) ||
      type_of(thread, mapping)->slots.get_item == nullptr) {
    return thread.type_error("mappingproxy() argument must be a mapping, not {}",
                             type_name(thread, mapping));
  }
  return make_mapping_proxy(thread, mapping);
}

void dealloc_mapping_proxy(Heap&, Object* self) { drop(static_cast<MappingProxy*>(self)->mapping); }

void traverse_mapping_proxy(Object* self, Visit visit, void* context) {
  visit(static_cast<MappingProxy*>(self)->mapping, context);
}

Ref mapping_proxy_repr(Thread& thread, Value self) {
  std::string text = "mappingproxy(";
  if (!append_repr(thread, text, mapping_of(self))) return Ref::error();
  return make_str(thread, text + ")");
}

Ref mapping_proxy_str(Thread& thread, Value self) { return to_str(thread, mapping_of(self)); }

Ref mapping_proxy_compare(Thread& thread, Value self, Value other, CompareOp op) {
  return compare(thread, mapping_of(self), other, op);
}

Ref mapping_proxy_iter(Thread& thread, Value self) {
  return get_iterator(thread, mapping_of(self));
}

bool mapping_proxy_length(Thread& thread, Value self, std::int64_t& out) {
  return length(thread, mapping_of(self), out);
}

Ref get_mapping_proxy_item(Thread& thread, Value self, Value key) {
  return get_item(thread, mapping_of(self), key);
}

Truth mapping_proxy_contains(Thread& thread, Value self, Value key) {
  return contains(thread, mapping_of(self), key);
}

Ref mapping_proxy_union(Thread& thread, Value left, Value right) {
  const Type* type = thread.types().mapping_proxy;
  if (type_of(thread, left) == type) left = mapping_of(left);
  if (type_of(thread, right) == type) right = mapping_of(right);
  return binary_operation(thread, BinaryOp::bit_or, left, right);
}

Ref proxy_get_method(Thread& thread, Arguments arguments) {
  const Ref fallback = value_or_none(arguments[2]);
  const Value forwarded[] = {arguments[1], fallback.get()};
  return call_method(thread, mapping_of(arguments[0]), "get", forwarded);
}
Ref proxy_keys_method(Thread& thread, Arguments arguments) {
  return call_method(thread, mapping_of(arguments[0]), "keys");
}
Ref proxy_values_method(Thread& thread, Arguments arguments) {
  return call_method(thread, mapping_of(arguments[0]), "values");
}
Ref proxy_items_method(Thread& thread, Arguments arguments) {
  return call_method(thread, mapping_of(arguments[0]), "items");
}
Ref proxy_copy_method(Thread& thread, Arguments arguments) {
  return call_method(thread, mapping_of(arguments[0]), "copy");
}
Ref proxy_reversed_method(Thread& thread, Arguments arguments) {
  return call_method(thread, mapping_of(arguments[0]), "__reversed__");
}

constexpr NativeDefinition kMappingProxyMethods[] = {
    {"copy", proxy_copy_method, ""},     {"get", proxy_get_method, "key, default=..., /"},
    {"items", proxy_items_method, ""},   {"keys", proxy_keys_method, ""},
    {"values", proxy_values_method, ""}, {"__reversed__", proxy_reversed_method, ""},
};

}  // namespace

bool dict_update(Thread& thread, Dict* dict, Value other) {
  // A subclass that walks itself in its own way is asked for its keys.
  if (is_dict(other) && other.as_object()->type->slots.iter == thread.types().dict->slots.iter) {
    return dict_merge(thread, dict, cast<Dict>(other));
  }
  const Ref keys = get_attribute_or_undefined(thread, other, thread.names().keys_);
  if (keys.is_error()) return false;
  if (!keys.is_undefined()) return update_from_mapping(thread, dict, other, keys);
  return update_from_pairs(thread, dict, other);
}

Ref make_mapping_proxy(Thread& thread, Value mapping) {
  auto* proxy = thread.heap().make<MappingProxy>(thread.types().mapping_proxy);
  proxy->mapping = Ref::share(mapping).release();
  thread.heap().track(proxy);
  return Ref::adopt(proxy);
}

void set_up_dict_type(Instance& instance) {
  Type* type = instance.types.dict;
  Slots& slots = type->slots;
  slots.dealloc = dealloc_dict;
  slots.clear = dealloc_dict;
  slots.traverse = traverse_dict;
  slots.new_instance = new_dict;
  slots.init = init_dict;
  slots.repr = dict_repr;
  slots.hash = hash_not_implemented;
  slots.compare = dict_compare;
  slots.iter = dict_iter;
  slots.truth = dict_truth;
  slots.length = dict_length;
  slots.get_item = get_dict_item;
  slots.set_item = set_dict_item;
  slots.contains = contains_key;
  slots.binary[static_cast<int>(BinaryOp::bit_or)] = dict_union;
  slots.in_place[static_cast<int>(BinaryOp::bit_or)] = dict_union_in_place;
  add_methods(instance, type, kDictMethods);
}

void set_up_mapping_proxy_type(Instance& instance) {
  Type* type = instance.types.mapping_proxy;
  Slots& slots = type->slots;
  slots.dealloc = dealloc_mapping_proxy;
  slots.clear = dealloc_mapping_proxy;
  slots.traverse = traverse_mapping_proxy;
  slots.new_instance = new_mapping_proxy;
  slots.repr = mapping_proxy_repr;
  slots.str = mapping_proxy_str;
  slots.compare = mapping_proxy_compare;
  slots.hash = hash_not_implemented;
  slots.iter = mapping_proxy_iter;
  slots.length = mapping_proxy_length;
  slots.get_item = get_mapping_proxy_item;
  slots.contains = mapping_proxy_contains;
  slots.binary[static_cast<int>(BinaryOp::bit_or)] = mapping_proxy_union;
  add_methods(instance, type, kMappingProxyMethods);
}

}  // namespace gilsim::vm
