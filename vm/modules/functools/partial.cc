// SPDX-License-Identifier: MIT
//
// functools.partial and cmp_to_key.
#include "vm/core/call_buffer.h"
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/modules/functools/functools_internal.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/generic_alias.h"

#include <string>
#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

// --- partial -------------------------------------------------------------------------------------

struct Partial : Object {
  Value function;   // owned
  Value arguments;  // owned tuple
  Value keywords;   // owned dict
  Dict* dict;       // owned or nullptr
};
using PartialMembers =
    MembersAndDict<&Partial::dict, &Partial::function, &Partial::arguments, &Partial::keywords>;

bool is_plain_partial(const Thread& thread, Value value) {
  return type_of(thread, value)->is_subtype_of(thread.instance.library->partial) &&
         cast<Partial>(value)->dict == nullptr;
}

/// Puts the keywords of a call into a dict.
bool add_keywords(Thread& thread, Dict* dict, Arguments arguments) {
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    if (!dict_set(thread, dict, (*arguments.keyword_names)[i],
                  arguments[arguments.positional_count + i])) {
      return false;
    }
  }
  return true;
}

Ref new_partial(Thread& thread, Type* cls, Arguments arguments) {
  if (arguments.positional_count == 0) {
    return thread.type_error("type 'partial' takes at least one argument");
  }
  Value function = arguments[0];
  if (!is_callable(function)) return thread.type_error("the first argument must be callable");
  std::vector<Value> values;
  Ref keywords;
  if (is_plain_partial(thread, function)) {
    const auto* inner = cast<Partial>(function);
    const auto view = cast<Tuple>(inner->arguments)->view();
    values.assign(view.begin(), view.end());
    keywords = dict_copy(thread, cast<Dict>(inner->keywords));
    function = inner->function;
  } else {
    keywords = make_dict(thread);
  }
  const auto given = arguments.without_first().positional();
  values.insert(values.end(), given.begin(), given.end());
  Ref tuple = make_tuple(thread, std::span<const Value>(values));
  if (keywords.is_error() || tuple.is_error() ||
      !add_keywords(thread, keywords.as<Dict>(), arguments)) {
    return Ref::error();
  }
  Partial* partial = PartialMembers::make(thread, cls);
  partial->function = Ref::share(function).release();
  partial->arguments = tuple.release();
  partial->keywords = keywords.release();
  return finish_object(thread, partial);
}

/// The call with keywords of the partial object, of which the caller's take precedence.
Ref call_with_keywords(Thread& thread, Value function, const Tuple* own, Dict* own_keywords,
                       Arguments arguments) {
  const Ref merged = dict_copy(thread, own_keywords);
  if (merged.is_error() || !add_keywords(thread, merged.as<Dict>(), arguments)) return Ref::error();
  std::vector<Value> values(own->view().begin(), own->view().end());
  values.insert(values.end(), arguments.values, arguments.values + arguments.positional_count);
  const auto positional = static_cast<std::uint32_t>(values.size());
  std::vector<Value> names;
  Value key, value;
  for (std::int64_t at = 0; dict_next(merged.as<Dict>(), at, key, value);) {
    names.push_back(key);
    values.push_back(value);
  }
  const Ref name_tuple = make_tuple(thread, std::span<const Value>(names));
  if (name_tuple.is_error()) return Ref::error();
  return call(thread, function, Arguments{values.data(), positional, name_tuple.as<Tuple>()});
}

Ref call_partial(Thread& thread, Value self, Arguments arguments) {
  const auto* partial = cast<Partial>(self);
  const Ref held = Ref::share(self);
  const Ref function = Ref::share(partial->function);
  const Ref own = Ref::share(partial->arguments);
  const Ref keywords = Ref::share(partial->keywords);
  const auto* own_arguments = own.as<Tuple>();
  if (keywords.as<Dict>()->length > 0) {
    return call_with_keywords(thread, function, own_arguments, keywords.as<Dict>(), arguments);
  }
  const std::size_t given = std::size_t{arguments.positional_count} + arguments.keyword_count();
  const auto own_count = static_cast<std::size_t>(own_arguments->length);
  CallBuffer buffer(own_count + given);
  std::copy_n(own_arguments->items(), own_count, buffer.data());
  std::copy_n(arguments.values, given, buffer.data() + own_count);
  const auto positional = static_cast<std::uint32_t>(own_count) + arguments.positional_count;
  return call(thread, function, Arguments{buffer.data(), positional, arguments.keyword_names});
}

Ref partial_repr(Thread& thread, Value self) {
  const auto* partial = cast<Partial>(self);
  const ReprScope scope(thread, self.as_object());
  if (!scope) return make_str(thread, "...");
  std::string text = partial->type->is_heap_type ? to_utf8(partial->type->qualified_name)
                                                 : std::string("functools.partial");
  text += "(";
  if (!append_repr(thread, text, partial->function)) return Ref::error();
  for (const Value argument : cast<Tuple>(partial->arguments)->view()) {
    text += ", ";
    if (!append_repr(thread, text, argument)) return Ref::error();
  }
  Value key, value;
  for (std::int64_t at = 0; dict_next(cast<Dict>(partial->keywords), at, key, value);) {
    const Ref shown = to_str(thread, key);
    if (shown.is_error()) return Ref::error();
    text += ", " + to_utf8(shown.as<Str>()) + "=";
    if (!append_repr(thread, text, value)) return Ref::error();
  }
  return make_str(thread, text + ")");
}

template <Value Partial::*member>
Ref partial_member(Thread&, Arguments arguments) {
  return Ref::share(cast<Partial>(arguments[0])->*member);
}

/// (type, (function,), (function, arguments, keywords, dict)): what __setstate__ takes.
Ref reduce_partial(Thread& thread, Arguments arguments) {
  const auto* partial = cast<Partial>(arguments[0]);
  const Value dict = partial->dict == nullptr ? Value::none() : Value(partial->dict);
  const Ref given = make_tuple(thread, {partial->function});
  const Ref state =
      make_tuple(thread, {partial->function, partial->arguments, partial->keywords, dict});
  if (given.is_error() || state.is_error()) return Ref::error();
  return make_tuple(thread, {Value(partial->type), given.get(), state.get()});
}

Ref set_partial_state(Thread& thread, Arguments arguments) {
  auto* partial = cast<Partial>(arguments[0]);
  const Value state = arguments[1];
  const auto* parts = is_tuple(state) ? cast<Tuple>(state) : nullptr;
  if (parts == nullptr || parts->length != 4 || !is_callable((*parts)[0]) ||
      !is_tuple((*parts)[1]) || !(is_dict((*parts)[2]) || (*parts)[2].is_none()) ||
      !(is_dict((*parts)[3]) || (*parts)[3].is_none())) {
    return thread.type_error("invalid partial state");
  }
  Ref keywords = is_dict((*parts)[2]) ? Ref::share((*parts)[2]) : make_dict(thread);
  if (keywords.is_error()) return keywords;
  const Ref old_function =
      Ref::adopt(std::exchange(partial->function, Ref::share((*parts)[0]).release()));
  const Ref old_arguments =
      Ref::adopt(std::exchange(partial->arguments, Ref::share((*parts)[1]).release()));
  const Ref old_keywords = Ref::adopt(std::exchange(partial->keywords, keywords.release()));
  if (is_dict((*parts)[3])) {
    Dict* old = std::exchange(partial->dict, cast<Dict>(Ref::share((*parts)[3]).release()));
    if (old != nullptr) decref(old);
  }
  return Ref::none();
}

Ref class_get_item(Thread& thread, Arguments arguments) {
  return make_generic_alias(thread, arguments[0], arguments[1]);
}

constexpr NativeDefinition kPartialMethods[] = {
    {"func", partial_member<&Partial::function>, nullptr, kNativeGetter},
    {"args", partial_member<&Partial::arguments>, nullptr, kNativeGetter},
    {"keywords", partial_member<&Partial::keywords>, nullptr, kNativeGetter},
    {"__reduce__", reduce_partial, ""},
    {"__setstate__", set_partial_state, "state, /"},
    {"__class_getitem__", class_get_item, "item, /", kNativeClass},
};

// --- cmp_to_key ----------------------------------------------------------------------------------

/// Calling a key maker (object Undefined) makes a key.
struct Key : Object {
  Value comparison;  // owned
  Value object;      // owned
};
using KeyMembers = OwnedMembers<&Key::comparison, &Key::object>;

Ref make_key(Thread& thread, Value comparison, Value object) {
  Key* key = KeyMembers::make(thread, thread.instance.library->key_wrapper);
  key->comparison = Ref::share(comparison).release();
  key->object = Ref::share(object).release();
  return finish_object(thread, key);
}

Ref call_key(Thread& thread, Value self, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"obj"};
  Value object;
  if (!bind_constructor(thread, "K", kParameters, 1, 1, arguments, &object)) return Ref::error();
  return make_key(thread, cast<Key>(self)->comparison, object);
}

Ref compare_keys(Thread& thread, Value self, Value other, CompareOp op) {
  if (type_of(thread, other) != thread.instance.library->key_wrapper) {
    return thread.type_error("other argument must be K instance");
  }
  const auto* left = cast<Key>(self);
  const auto* right = cast<Key>(other);
  if (left->object.is_undefined() || right->object.is_undefined()) {
    return thread.raise(thread.types().AttributeError, "object");
  }
  const Ref comparison = Ref::share(left->comparison);
  const Ref a = Ref::share(left->object);
  const Ref b = Ref::share(right->object);
  const Value given[] = {a.get(), b.get()};
  const Ref order = call(thread, comparison, given);
  if (order.is_error()) return Ref::error();
  return compare(thread, order, Value::small_int(0), op);
}

Ref key_object(Thread& thread, Arguments arguments) {
  const Value object = cast<Key>(arguments[0])->object;
  if (object.is_undefined()) return thread.raise(thread.types().AttributeError, "obj");
  return Ref::share(object);
}

constexpr NativeDefinition kKeyMethods[] = {{"obj", key_object, nullptr, kNativeGetter}};

}  // namespace

Ref cmp_to_key(Thread& thread, Arguments arguments) {
  return make_key(thread, arguments[0], Value());
}

void add_partial_types(Instance& instance, LibraryTypes& types) {
  Type* partial = create_module_type(instance, "functools", "partial", sizeof(Partial));
  PartialMembers::set_up(partial);
  partial->slots.new_instance = new_partial;
  partial->slots.call = call_partial;
  partial->slots.repr = partial_repr;
  add_methods(instance, partial, kPartialMethods);
  add_methods(instance, partial, std::span(&kInstanceDictDefinition, 1));
  finish_builtin_type(instance, partial);
  types.partial = partial;

  Type* key = create_module_type(instance, "functools", "KeyWrapper", sizeof(Key), false);
  KeyMembers::set_up(key->slots);
  key->slots.call = call_key;
  key->slots.compare = compare_keys;
  key->slots.hash = hash_not_implemented;
  add_methods(instance, key, kKeyMethods);
  finish_builtin_type(instance, key);
  types.key_wrapper = key;
}

}  // namespace gilsim::vm
