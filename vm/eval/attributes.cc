// SPDX-License-Identifier: MIT
//
// Attribute access by any value, special methods, and the class relations.
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <iterator>

namespace gilsim::vm {

Ref get_attribute(Thread& thread, Value object, Str* name) {
  return type_of(thread, object)->slots.get_attribute(thread, object, name);
}

Ref get_attribute(Thread& thread, Value object, std::string_view name) {
  return get_attribute(thread, object, thread.instance.intern(name));
}

Ref get_attribute_or_undefined(Thread& thread, Value object, Str* name) {
  Ref value = get_attribute(thread, object, name);
  if (!value.is_error() || !thread.exception_matches(thread.types().AttributeError)) return value;
  thread.clear_exception();
  return Ref::undefined();
}

bool set_attribute(Thread& thread, Value object, Str* name, Value value) {
  return type_of(thread, object)->slots.set_attribute(thread, object, name, value);
}

Ref lookup_special(Thread& thread, Value object, Str* name) {
  Type* type = type_of(thread, object);
  const Value found = lookup_in_type(thread, type, name);
  if (found.is_undefined()) return Ref::undefined();
  const auto bind = type_of(thread, found)->slots.descriptor_get;
  const Ref keep = Ref::share(found);
  return bind == nullptr ? keep.share() : bind(thread, found, object, type);
}

namespace {

/// isinstance and issubclass walk tuples and unions the same way.
template <typename Test>
Truth any_of(Thread& thread, Value classes, const Test& test) {
  if (!is_tuple(classes)) return test(classes);
  RecursionGuard guard(thread, " in __instancecheck__");
  if (!guard) return Truth::error;
  for (const Value item : cast<Tuple>(classes)->view()) {
    const Truth answer = any_of(thread, item, test);
    if (answer != Truth::no) return answer;
  }
  return Truth::no;
}

/// A metaclass's own __instancecheck__ or __subclasscheck__; Undefined: `type`'s rule holds.
Ref class_hook(Thread& thread, Value cls, Str* name) {
  if (!cls.is_object() || cls.as_object()->type == thread.types().type) return Ref::undefined();
  return lookup_special(thread, cls, name);
}

Truth ask_hook(Thread& thread, const Ref& hook, Value subject) {
  const Ref answer = call(thread, hook, std::span<const Value>(&subject, 1));
  return answer.is_error() ? Truth::error : is_true(thread, answer);
}

}  // namespace

Truth is_instance(Thread& thread, Value object, Value class_or_tuple) {
  return any_of(thread, class_or_tuple, [&](Value cls) {
    const Ref hook = class_hook(thread, cls, thread.names().instancecheck_);
    if (hook.is_error()) return Truth::error;
    if (!hook.is_undefined()) return ask_hook(thread, hook, object);
    if (!has_layout(cls, Layout::type)) {
      thread.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union").reset();
      return Truth::error;
    }
    if (type_of(thread, object)->is_subtype_of(cast<Type>(cls))) return Truth::yes;
    // A proxy may claim another class.
    if (!object.is_object() || !object.as_object()->type->is_heap_type) return Truth::no;
    const Ref claimed = get_attribute_or_undefined(thread, object, thread.names().class_dunder_);
    if (claimed.is_error()) return Truth::error;
    return truth_of(has_layout(claimed, Layout::type) &&
                    claimed.as<Type>()->is_subtype_of(cast<Type>(cls)));
  });
}

Truth is_subclass(Thread& thread, Value cls, Value class_or_tuple) {
  return any_of(thread, class_or_tuple, [&](Value base) {
    const Ref hook = class_hook(thread, base, thread.names().subclasscheck_);
    if (hook.is_error()) return Truth::error;
    if (!hook.is_undefined()) return ask_hook(thread, hook, cls);
    if (!has_layout(cls, Layout::type)) {
      thread.type_error("issubclass() arg 1 must be a class").reset();
      return Truth::error;
    }
    if (!has_layout(base, Layout::type)) {
      thread.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")
          .reset();
      return Truth::error;
    }
    return truth_of(cast<Type>(cls)->is_subtype_of(cast<Type>(base)));
  });
}

std::string_view type_name(const Type* type) {
  // Names of classes are almost always ASCII; others are shown by their storage only if that is
  // UTF-8.
  return type->name->is_ascii ? type->name->ascii() : std::string_view("?");
}

namespace {

/// Classes of the library that CPython has in C: its messages name them with their module.
constexpr std::string_view kBuiltInElsewhere[] = {
    "datetime.date",     "datetime.datetime", "datetime.time",   "datetime.timedelta",
    "datetime.timezone", "decimal.Decimal",   "decimal.Context", "_thread._local",
};

}  // namespace

std::string type_name(const Thread& thread, Value value) {
  const Type* type = type_of(thread, value);
  std::string name = to_utf8(type->name);
  if (!is_str(type->module)) return name;
  const std::string module = to_utf8(cast<Str>(type->module));
  std::string full = module + "." + name;
  // A built-in type of a module carries its module: "collections.deque".
  if (!type->is_heap_type) return module == "builtins" ? name : full;
  const bool is_built_in = std::find(std::begin(kBuiltInElsewhere), std::end(kBuiltInElsewhere),
                                     full) != std::end(kBuiltInElsewhere);
  return is_built_in ? full : name;
}

}  // namespace gilsim::vm
