// SPDX-License-Identifier: MIT
#include "vm/objects/generic_alias.h"

#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

bool is_alias(const Thread& thread, Value value) {
  return value.is_object() && value.as_object()->type == thread.types().generic_alias;
}

const GenericAlias* alias_of(Value value) { return cast<GenericAlias>(value); }
bool is_union(const GenericAlias* alias) { return alias->origin.is_undefined(); }

Ref make_alias(Thread& thread, Value origin, Ref arguments) {
  if (arguments.is_error()) return arguments;
  auto* alias = thread.heap().make<GenericAlias>(thread.types().generic_alias);
  incref(origin);
  alias->origin = origin;
  alias->arguments = arguments.release();
  thread.heap().track(alias);
  return Ref::adopt(alias);
}

/// How a parameter is shown: a class by its name alone.
bool append_parameter(Thread& thread, std::string& text, Value parameter, bool in_union) {
  if (parameter.is_ellipsis()) {
    text += "...";
    return true;
  }
  if (in_union && parameter == Value(thread.types().none)) {
    text += "None";
    return true;
  }
  if (has_layout(parameter, Layout::type)) {
    const Type* type = cast<Type>(parameter);
    if (is_str(type->module) && to_utf8(cast<Str>(type->module)) != "builtins") {
      text += to_utf8(cast<Str>(type->module)) + ".";
    }
    text += to_utf8(type->qualified_name);
    return true;
  }
  std::string shown;
  if (!repr_utf8(thread, parameter, shown)) return false;
  text += shown;
  return true;
}

bool append_parameters(Thread& thread, std::string& text, const GenericAlias* alias) {
  const Ref arguments = Ref::share(alias->arguments);
  const bool in_union = is_union(alias);
  bool first = true;
  for (const Value parameter : arguments.as<Tuple>()->view()) {
    if (!first) text += in_union ? " | " : ", ";
    first = false;
    if (!append_parameter(thread, text, parameter, in_union)) return false;
  }
  return true;
}

Ref alias_repr(Thread& thread, Value self) {
  const RecursionGuard guard(thread, " while getting the repr of an object");
  if (!guard) return Ref::error();
  const GenericAlias* alias = alias_of(self);
  std::string text;
  if (is_union(alias)) {
    return append_parameters(thread, text, alias) ? make_str(thread, text) : Ref::error();
  }
  if (!append_parameter(thread, text, alias->origin, false)) return Ref::error();
  text += '[';
  if (cast<Tuple>(alias->arguments)->length == 0) text += "()";
  if (!append_parameters(thread, text, alias)) return Ref::error();
  return make_str(thread, text + ']');
}

Ref alias_call(Thread& thread, Value self, Arguments arguments) {
  const GenericAlias* alias = alias_of(self);
  if (is_union(alias)) return thread.type_error("'types.UnionType' object is not callable");
  return call(thread, alias->origin, arguments);
}

Ref alias_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::equal && op != CompareOp::not_equal) || !is_alias(thread, other)) {
    return Ref::not_implemented();
  }
  const GenericAlias* left = alias_of(self);
  const GenericAlias* right = alias_of(other);
  Truth same = truth_of(left->origin == right->origin);
  if (same == Truth::yes) same = equals(thread, left->arguments, right->arguments);
  if (same == Truth::error) return Ref::error();
  return Ref::boolean((same == Truth::yes) == (op == CompareOp::equal));
}

bool alias_hash(Thread& thread, Value self, std::int64_t& result) {
  const GenericAlias* alias = alias_of(self);
  std::int64_t of_origin = 0;
  if (!is_union(alias) && !hash(thread, alias->origin, of_origin)) return false;
  if (!hash(thread, alias->arguments, result)) return false;
  result ^= of_origin;
  if (result == -1) result = -2;
  return true;
}

/// Names that the alias answers itself; all others are the origin's.
bool is_own_name(const Str* name) {
  static constexpr std::string_view kOwn[] = {
      "__origin__",      "__args__",          "__parameters__",
      "__mro_entries__", "__class__",         "__reduce__",
      "__repr__",        "__hash__",          "__eq__",
      "__or__",          "__ror__",           "__call__",
      "__dir__",         "__instancecheck__", "__subclasscheck__",
      "__getitem__"};
  if (!name->is_ascii) return false;
  for (const std::string_view own : kOwn) {
    if (name->ascii() == own) return true;
  }
  return false;
}

Ref alias_get_attribute(Thread& thread, Value self, Str* name) {
  const GenericAlias* alias = alias_of(self);
  if (is_union(alias) || is_own_name(name)) return generic_get_attribute(thread, self, name);
  return get_attribute(thread, alias->origin, name);
}

/// A function of module typing; Undefined: nobody has imported it, so there are no type variables.
Ref typing_function(Thread& thread, std::string_view name) {
  const Value module = dict_get(thread.interpreter.modules, thread.instance.intern("typing"));
  if (module.is_undefined()) return Ref::undefined();
  return get_attribute(thread, module, thread.instance.intern(name));
}

Ref alias_parameters_of(Thread& thread, Value self) {
  const Ref collect = typing_function(thread, "_collect_parameters");
  if (collect.is_error()) return Ref::error();
  if (collect.is_undefined()) return Ref::share(thread.instance.empty_tuple);
  const Value arguments[] = {alias_of(self)->arguments};
  return call(thread, collect, arguments);
}

/// `list[T][int]`: fills type variables in.
Ref alias_get_item(Thread& thread, Value self, Value item) {
  const Ref parameters = alias_parameters_of(thread, self);
  if (parameters.is_error()) return Ref::error();
  if (parameters.as<Tuple>()->length != 0) {
    const Ref fill_in = typing_function(thread, "_subscript_builtin");
    if (fill_in.is_error()) return Ref::error();
    const Value arguments[] = {self, item};
    return call(thread, fill_in, arguments);
  }
  std::string shown;
  if (!repr_utf8(thread, self, shown)) return Ref::error();
  return thread.type_error("{} is not a generic class", shown);
}

void alias_dealloc(Heap&, Object* object) {
  auto* alias = static_cast<GenericAlias*>(object);
  decref(std::exchange(alias->origin, Value()));
  decref(std::exchange(alias->arguments, Value()));
}

void alias_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<GenericAlias*>(object)->origin, context);
  visit(static_cast<GenericAlias*>(object)->arguments, context);
}

Ref alias_new(Thread& thread, Type*, Arguments arguments) {
  if (!check_no_keywords(thread, "GenericAlias", arguments) ||
      !check_positional(thread, "GenericAlias", arguments, 2, 2)) {
    return Ref::error();
  }
  return make_generic_alias(thread, arguments[0], arguments[1]);
}

// --- attributes ---

Ref alias_origin(Thread& thread, Arguments arguments) {
  const GenericAlias* alias = alias_of(arguments[0]);
  if (!is_union(alias)) return Ref::share(alias->origin);
  return raise_attribute_error(thread, arguments[0], thread.instance.intern("__origin__"),
                               "'types.UnionType' object has no attribute '__origin__'");
}

Ref alias_arguments(Thread&, Arguments arguments) {
  return Ref::share(alias_of(arguments[0])->arguments);
}

Ref alias_parameters(Thread& thread, Arguments arguments) {
  return alias_parameters_of(thread, arguments[0]);
}

/// `class A(list[int])` derives from list.
Ref alias_mro_entries(Thread& thread, Arguments arguments) {
  return make_tuple(thread, {alias_of(arguments[0])->origin});
}

Ref check_members(Thread& thread, const GenericAlias* alias, Value subject,
                  Truth (*test)(Thread&, Value, Value)) {
  const Ref members = Ref::share(alias->arguments);
  for (const Value member : members.as<Tuple>()->view()) {
    const Truth answer = test(thread, subject, member);
    if (answer == Truth::error) return Ref::error();
    if (answer == Truth::yes) return Ref::boolean(true);
  }
  return Ref::boolean(false);
}

Ref alias_instance_check(Thread& thread, Arguments arguments) {
  const GenericAlias* alias = alias_of(arguments[0]);
  if (is_union(alias)) return check_members(thread, alias, arguments[1], is_instance);
  return thread.type_error("isinstance() argument 2 cannot be a parameterized generic");
}

Ref alias_subclass_check(Thread& thread, Arguments arguments) {
  const GenericAlias* alias = alias_of(arguments[0]);
  if (is_union(alias)) return check_members(thread, alias, arguments[1], is_subclass);
  return thread.type_error("issubclass() argument 2 cannot be a parameterized generic");
}

constexpr NativeDefinition kAliasMethods[] = {
    {"__origin__", alias_origin, nullptr, kNativeGetter},
    {"__args__", alias_arguments, nullptr, kNativeGetter},
    {"__parameters__", alias_parameters, nullptr, kNativeGetter},
    {"__mro_entries__", alias_mro_entries, "bases, /"},
    {"__instancecheck__", alias_instance_check, "instance, /"},
    {"__subclasscheck__", alias_subclass_check, "subclass, /"},
};

// --- unions ---

bool can_join_union(const Thread& thread, Value value) {
  return value.is_none() || has_layout(value, Layout::type) || is_alias(thread, value);
}

/// Appends a member, or the members of a union, leaving out what is there already.
bool add_members(Thread& thread, std::vector<Ref>& members, Value value) {
  if (is_alias(thread, value) && is_union(alias_of(value))) {
    for (const Value member : cast<Tuple>(alias_of(value)->arguments)->view()) {
      if (!add_members(thread, members, member)) return false;
    }
    return true;
  }
  const Value member = value.is_none() ? Value(thread.types().none) : value;
  for (const Ref& other : members) {
    const Truth same = equals(thread, other, member);
    if (same == Truth::error) return false;
    if (same == Truth::yes) return true;
  }
  members.push_back(Ref::share(member));
  return true;
}

Ref class_get_item(Thread& thread, Arguments arguments) {
  return make_generic_alias(thread, arguments[0], arguments[1]);
}

constexpr NativeDefinition kClassGetItem[] = {
    {"__class_getitem__", class_get_item, "item, /", kNativeClass},
};

}  // namespace

Ref make_generic_alias(Thread& thread, Value origin, Value parameters) {
  Ref tuple = is_tuple(parameters) ? Ref::share(parameters) : make_tuple(thread, {parameters});
  return make_alias(thread, origin, std::move(tuple));
}

Ref union_or(Thread& thread, Value left, Value right) {
  if (!can_join_union(thread, left) || !can_join_union(thread, right)) {
    return Ref::not_implemented();
  }
  std::vector<Ref> members;
  if (!add_members(thread, members, left) || !add_members(thread, members, right)) {
    return Ref::error();
  }
  if (members.size() == 1) return std::move(members[0]);
  std::vector<Value> values;
  for (const Ref& member : members) values.push_back(member);
  return make_alias(thread, Value(), make_tuple(thread, std::span<const Value>(values)));
}

void initialise_generic_alias_type(Instance& instance) {
  const BuiltinTypes& types = instance.types;
  Type* type = types.generic_alias;
  type->instance_size = sizeof(GenericAlias);
  type->slots.dealloc = alias_dealloc;
  type->slots.traverse = alias_traverse;
  type->slots.repr = alias_repr;
  type->slots.call = alias_call;
  type->slots.compare = alias_compare;
  type->slots.hash = alias_hash;
  type->slots.get_attribute = alias_get_attribute;
  type->slots.get_item = alias_get_item;
  type->slots.new_instance = alias_new;
  type->slots.binary[static_cast<int>(BinaryOp::bit_or)] = union_or;
  add_methods(instance, type, kAliasMethods);
  Type* const generic[] = {types.list,
                           types.tuple,
                           types.dict,
                           types.set,
                           types.frozenset,
                           types.enumerate,
                           types.BaseExceptionGroup};
  for (Type* origin : generic) add_methods(instance, origin, kClassGetItem);
}

}  // namespace gilsim::vm
