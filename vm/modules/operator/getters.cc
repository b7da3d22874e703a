// SPDX-License-Identifier: MIT
//
// operator.itemgetter, attrgetter and methodcaller: calls that were written down.
#include "vm/core/native.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"

#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

/// What itemgetter and attrgetter look for: one thing, or several, which give a tuple.
struct Getter : Object {
  Value wanted;  // owned tuple
};
using GetterMembers = OwnedMembers<&Getter::wanted>;

const Tuple* wanted_of(Value self) { return cast<Tuple>(cast<Getter>(self)->wanted); }

Ref make_getter(Thread& thread, Type* cls, Arguments arguments) {
  Ref wanted = make_tuple(thread, arguments.positional());
  if (wanted.is_error()) return wanted;
  Getter* getter = GetterMembers::make(thread, cls);
  getter->wanted = wanted.release();
  return finish_object(thread, getter);
}

bool check_getter(Thread& thread, const char* name, Arguments arguments) {
  if (!check_no_keywords(thread, name, arguments)) return false;
  if (arguments.positional_count > 0) return true;
  thread.type_error("{} expected 1 argument, got 0", name).reset();
  return false;
}

/// The one object a getter is called with.
bool check_call(Thread& thread, const char* name, Arguments arguments) {
  return check_no_keywords(thread, name, arguments) &&
         check_positional(thread, name, arguments, 1, 1);
}

template <typename Get>
Ref get_all(Thread& thread, Value self, Get&& get) {
  const Ref held = Ref::share(cast<Getter>(self)->wanted);
  const auto* wanted = held.as<Tuple>();
  if (wanted->length == 1) return get((*wanted)[0]);
  std::vector<Ref> found;
  for (const Value one : wanted->view()) {
    found.push_back(get(one));
    if (found.back().is_error()) return Ref::error();
  }
  const std::vector<Value> values(found.begin(), found.end());
  return make_tuple(thread, std::span<const Value>(values));
}

Ref getter_repr(Thread& thread, Value self) {
  std::string text = type_name(thread, self) + "(";
  const Tuple* wanted = wanted_of(self);
  const auto item = [&](std::int64_t i) {
    return i < wanted->length ? Ref::share((*wanted)[i]) : Ref::undefined();
  };
  if (!append_reprs(thread, text, item)) return Ref::error();
  return make_str(thread, text + ")");
}

Ref reduce_getter(Thread& thread, Arguments arguments) {
  const auto* getter = cast<Getter>(arguments[0]);
  return make_tuple(thread, {Value(getter->type), getter->wanted});
}

constexpr NativeDefinition kGetterMethods[] = {{"__reduce__", reduce_getter, ""}};

// --- itemgetter ----------------------------------------------------------------------------------

Ref new_item_getter(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_getter(thread, "itemgetter", arguments)) return Ref::error();
  return make_getter(thread, cls, arguments);
}

Ref call_item_getter(Thread& thread, Value self, Arguments arguments) {
  if (!check_call(thread, "itemgetter", arguments)) return Ref::error();
  return get_all(thread, self, [&](Value key) { return get_item(thread, arguments[0], key); });
}

// --- attrgetter ----------------------------------------------------------------------------------

Ref new_attribute_getter(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_getter(thread, "attrgetter", arguments)) return Ref::error();
  for (const Value name : arguments.positional()) {
    if (!is_str(name)) return thread.type_error("attribute name must be a string");
  }
  return make_getter(thread, cls, arguments);
}

/// object.a.b.c for "a.b.c".
Ref get_dotted(Thread& thread, Value object, Value dotted) {
  const std::string path = to_utf8(cast<Str>(dotted));
  Ref found = Ref::share(object);
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t dot = std::min(path.find('.', at), path.size());
    found = get_attribute(thread, found, std::string_view(path).substr(at, dot - at));
    if (found.is_error()) return found;
    at = dot + 1;
  }
  return found;
}

Ref call_attribute_getter(Thread& thread, Value self, Arguments arguments) {
  if (!check_call(thread, "attrgetter", arguments)) return Ref::error();
  return get_all(thread, self, [&](Value name) { return get_dotted(thread, arguments[0], name); });
}

// --- methodcaller --------------------------------------------------------------------------------

struct MethodCaller : Object {
  Value name;           // owned str
  Value values;         // owned tuple: positional arguments, then those of the keywords
  Value keyword_names;  // owned tuple of str
};
using MethodCallerMembers =
    OwnedMembers<&MethodCaller::name, &MethodCaller::values, &MethodCaller::keyword_names>;

Ref new_method_caller(Thread& thread, Type* cls, Arguments arguments) {
  if (arguments.positional_count == 0) {
    return thread.type_error("methodcaller needs at least one argument, the method name");
  }
  if (!is_str(arguments[0])) return thread.type_error("method name must be a string");
  const Arguments given = arguments.without_first();
  Ref values = make_tuple(
      thread, std::span(given.values, std::size_t{given.positional_count} + given.keyword_count()));
  if (values.is_error()) return values;
  MethodCaller* caller = MethodCallerMembers::make(thread, cls);
  caller->name = Ref::share(arguments[0]).release();
  caller->values = values.release();
  const Value no_names = thread.instance.empty_tuple;
  caller->keyword_names =
      Ref::share(given.keyword_names == nullptr ? no_names
                                                : Value(const_cast<Tuple*>(given.keyword_names)))
          .release();
  return finish_object(thread, caller);
}

Ref call_method_caller(Thread& thread, Value self, Arguments arguments) {
  if (!check_call(thread, "methodcaller", arguments)) return Ref::error();
  const auto* caller = cast<MethodCaller>(self);
  const Ref names = Ref::share(caller->keyword_names);
  const Ref values = Ref::share(caller->values);
  const Ref method = get_attribute(thread, arguments[0], cast<Str>(caller->name));
  if (method.is_error()) return Ref::error();
  const auto* tuple = values.as<Tuple>();
  const std::int64_t keywords = names.as<Tuple>()->length;
  return call(thread, method,
              Arguments{tuple->items(), static_cast<std::uint32_t>(tuple->length - keywords),
                        keywords > 0 ? names.as<Tuple>() : nullptr});
}

Ref method_caller_repr(Thread& thread, Value self) {
  const auto* caller = cast<MethodCaller>(self);
  std::string text = "operator.methodcaller(";
  if (!append_repr(thread, text, caller->name)) return Ref::error();
  const auto* values = cast<Tuple>(caller->values);
  const auto* names = cast<Tuple>(caller->keyword_names);
  for (std::int64_t i = 0; i < values->length; ++i) {
    text += ", ";
    const std::int64_t keyword = i - (values->length - names->length);
    if (keyword >= 0) text += to_utf8(cast<Str>((*names)[keyword])) + "=";
    if (!append_repr(thread, text, (*values)[i])) return Ref::error();
  }
  return make_str(thread, text + ")");
}

template <typename Members>
Type* add_callable(Instance& instance, const char* name,
                   Ref (*new_instance)(Thread&, Type*, Arguments),
                   Ref (*call_slot)(Thread&, Value, Arguments), UnarySlot repr_slot,
                   std::span<const NativeDefinition> methods) {
  Type* type = create_module_type(instance, "operator", name, sizeof(typename Members::T), false);
  Members::set_up(type->slots);
  type->slots.new_instance = new_instance;
  type->slots.call = call_slot;
  type->slots.repr = repr_slot;
  add_methods(instance, type, methods);
  finish_builtin_type(instance, type);
  return type;
}

}  // namespace

void add_operator_types(Instance& instance, LibraryTypes& types) {
  types.item_getter = add_callable<GetterMembers>(instance, "itemgetter", new_item_getter,
                                                  call_item_getter, getter_repr, kGetterMethods);
  types.attribute_getter =
      add_callable<GetterMembers>(instance, "attrgetter", new_attribute_getter,
                                  call_attribute_getter, getter_repr, kGetterMethods);
  types.method_caller = add_callable<MethodCallerMembers>(
      instance, "methodcaller", new_method_caller, call_method_caller, method_caller_repr, {});
}

}  // namespace gilsim::vm
