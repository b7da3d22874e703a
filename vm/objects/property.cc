// SPDX-License-Identifier: MIT
//
// property, staticmethod and classmethod.
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

void replace(Value& member, Value value) {
  incref(value);
  decref(std::exchange(member, value));
}

// --- property ---

Property* property_of(Arguments arguments) { return cast<Property>(arguments[0]); }

Ref property_new(Thread& thread, Type* cls, Arguments) {
  auto* made = static_cast<Property*>(thread.heap().allocate(cls, cls->instance_size));
  made->getter = made->setter = made->deleter = made->doc = Value::none();
  made->name = Value();
  thread.heap().track(made);
  return Ref::adopt(made);
}

constexpr std::string_view kPropertyParameters[] = {"fget", "fset", "fdel", "doc"};

/// The parameter of that name, or -1.
int property_parameter(const Str* name) {
  for (int i = 0; i < 4; ++i) {
    if (name->is_ascii && name->ascii() == kPropertyParameters[i]) return i;
  }
  return -1;
}

bool bind_property_arguments(Thread& thread, Arguments arguments, Value values[4]) {
  const std::uint32_t given = arguments.positional_count + arguments.keyword_count();
  if (given > 4) {
    return fail(thread.type_error("property() takes at most 4 arguments ({} given)", given));
  }
  std::copy_n(arguments.values, arguments.positional_count, values);
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const Str* name = cast<Str>((*arguments.keyword_names)[i]);
    const int index = property_parameter(name);
    if (index < 0) {
      return fail(
          thread.type_error("'{}' is an invalid keyword argument for property()", to_utf8(name)));
    }
    if (static_cast<std::uint32_t>(index) < arguments.positional_count) {
      return fail(
          thread.type_error("argument for property() given by name ('{}') and position ({})",
                            to_utf8(name), index + 1));
    }
    values[index] = arguments.values[arguments.positional_count + i];
  }
  return true;
}

bool property_init(Thread& thread, Value self, Arguments arguments) {
  Value values[4] = {Value::none(), Value::none(), Value::none(), Value::none()};
  if (!bind_property_arguments(thread, arguments, values)) return false;
  Ref doc = Ref::share(values[3]);
  if (doc.is_none() && !values[0].is_none()) {
    doc = get_attribute_or_undefined(thread, values[0], thread.names().doc_);
    if (doc.is_error()) return false;
    if (doc.is_undefined()) doc = Ref::none();
  }
  auto* property = cast<Property>(self);
  replace(property->getter, values[0]);
  replace(property->setter, values[1]);
  replace(property->deleter, values[2]);
  replace(property->doc, doc);
  replace(property->name, Value());
  // A subclass's instances show their own documentation.
  Dict** dict = dict_slot_of(property);
  if (dict == nullptr || doc.is_none()) return true;
  return dict_set(thread, dict_of(thread, property), thread.names().doc_, doc);
}

bool refuse(Thread& thread, const Property* property, Value instance, std::string_view what) {
  std::string name;
  if (!property->name.is_undefined() && !property->name.is_none()) {
    if (!repr_utf8(thread, property->name, name)) return false;
    name = " " + name;
  }
  const std::string owner = to_utf8(type_of_inline(thread, instance)->qualified_name);
  return fail(thread.error(thread.types().AttributeError, "property{} of '{}' object has no {}",
                           name, owner, what));
}

Ref property_get(Thread& thread, Value self, Value instance, Type*) {
  if (instance.is_undefined()) return Ref::share(self);
  const auto* property = cast<Property>(self);
  if (property->getter.is_none()) {
    refuse(thread, property, instance, "getter");
    return Ref::error();
  }
  const Ref getter = Ref::share(property->getter);
  thread.charge(thread.work_costs().slot_call_ps);
  return call(thread, getter, std::span<const Value>(&instance, 1));
}

bool property_set(Thread& thread, Value self, Value instance, Value value) {
  const auto* property = cast<Property>(self);
  const bool deletes = value.is_undefined();
  const Ref function = Ref::share(deletes ? property->deleter : property->setter);
  if (function.is_none()) {
    return refuse(thread, property, instance, deletes ? "deleter" : "setter");
  }
  const Value arguments[] = {instance, value};
  return !call(thread, function, std::span<const Value>(arguments, deletes ? 1 : 2)).is_error();
}

void property_dealloc(Heap&, Object* object) {
  auto* property = static_cast<Property*>(object);
  for (Value* member : {&property->getter, &property->setter, &property->deleter, &property->doc,
                        &property->name}) {
    decref(std::exchange(*member, Value::none()));
  }
}

void property_traverse(Object* object, Visit visit, void* context) {
  const auto* property = static_cast<Property*>(object);
  for (const Value member :
       {property->getter, property->setter, property->deleter, property->doc, property->name}) {
    visit(member, context);
  }
}

template <Value Property::*member>
Ref property_member(Thread&, Arguments arguments) {
  const Value value = property_of(arguments)->*member;
  return value.is_undefined() ? Ref::none() : Ref::share(value);
}

Ref set_property_doc(Thread&, Arguments arguments) {
  replace(property_of(arguments)->doc, arguments[1].is_undefined() ? Value::none() : arguments[1]);
  return Ref::none();
}

/// The same property with one function replaced.
template <int index>
Ref property_copy(Thread& thread, Arguments arguments) {
  const Property* property = property_of(arguments);
  const Ref held = Ref::share(arguments[0]);
  Value values[] = {property->getter, property->setter, property->deleter, Value::none()};
  values[index] = arguments[1];
  // Documentation that came from the old getter is the new getter's business.
  if (index != 0) values[3] = property->doc;
  Ref made = call(thread, type_of_inline(thread, arguments[0]), values);
  if (!made.is_error() && has_layout(made, Layout::property)) {
    replace(made.as<Property>()->name, property->name);
  }
  return made;
}

Ref property_set_name(Thread&, Arguments arguments) {
  replace(property_of(arguments)->name, arguments[2]);
  return Ref::none();
}

Ref is_abstract_function(Thread& thread, Value function) {
  if (function.is_none() || function.is_undefined()) return Ref::boolean(false);
  const Ref mark = get_attribute_or_undefined(thread, function, thread.names().isabstractmethod_);
  if (mark.is_error()) return Ref::error();
  if (mark.is_undefined()) return Ref::boolean(false);
  const Truth truth = is_true(thread, mark);
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::yes);
}

Ref property_is_abstract(Thread& thread, Arguments arguments) {
  const Ref held = Ref::share(arguments[0]);
  const Property* property = property_of(arguments);
  for (const Value function : {property->getter, property->setter, property->deleter}) {
    Ref answer = is_abstract_function(thread, function);
    if (answer.is_error() || answer.get().is_true()) return answer;
  }
  return Ref::boolean(false);
}

constexpr NativeDefinition kPropertyMethods[] = {
    {"fget", property_member<&Property::getter>, nullptr, kNativeGetter},
    {"fset", property_member<&Property::setter>, nullptr, kNativeGetter},
    {"fdel", property_member<&Property::deleter>, nullptr, kNativeGetter},
    {"__doc__", property_member<&Property::doc>, nullptr, kNativeGetter, set_property_doc},
    {"__isabstractmethod__", property_is_abstract, nullptr, kNativeGetter},
    {"getter", property_copy<0>, "fget, /"},
    {"setter", property_copy<1>, "fset, /"},
    {"deleter", property_copy<2>, "fdel, /"},
    {"__set_name__", property_set_name, "owner, name, /"},
};

// --- staticmethod and classmethod ---

MethodWrapper* wrapper_of(Value self) { return cast<MethodWrapper>(self); }

Ref wrapper_new(Thread& thread, Type* cls, Arguments) {
  auto* made = static_cast<MethodWrapper*>(thread.heap().allocate(cls, cls->instance_size));
  made->function = Value::none();
  thread.heap().track(made);
  return Ref::adopt(made);
}

/// Gives the wrapper the function's name, module and so on, as functools.wraps would.
bool copy_function_attributes(Thread& thread, MethodWrapper* wrapper) {
  const WellKnownNames& names = thread.names();
  const Ref held = Ref::share(wrapper);
  for (Str* name : {names.module_, names.name_, names.qualname_, names.doc_}) {
    const Ref value = get_attribute_or_undefined(thread, wrapper->function, name);
    if (value.is_error()) return false;
    if (value.is_undefined()) continue;
    Dict* dict = dict_of(thread, wrapper);
    if (dict == nullptr || !dict_set(thread, dict, name, value)) return false;
  }
  return true;
}

bool wrapper_init(Thread& thread, Value self, Arguments arguments) {
  const std::string_view name =
      has_layout(self, Layout::static_method) ? "staticmethod" : "classmethod";
  if (!check_no_keywords(thread, name, arguments) ||
      !check_positional(thread, name, arguments, 1, 1)) {
    return false;
  }
  replace(wrapper_of(self)->function, arguments[0]);
  return copy_function_attributes(thread, wrapper_of(self));
}

Ref static_method_get(Thread&, Value self, Value, Type*) {
  return Ref::share(wrapper_of(self)->function);
}

Ref static_method_call(Thread& thread, Value self, Arguments arguments) {
  const Ref function = Ref::share(wrapper_of(self)->function);
  return call(thread, function, arguments);
}

/// Binds to the class; what is itself a descriptor is asked first (classmethod(property(...))).
Ref class_method_get(Thread& thread, Value self, Value instance, Type* owner) {
  Type* cls = owner != nullptr ? owner : type_of_inline(thread, instance);
  const Value function = wrapper_of(self)->function;
  const Type* function_type = type_of_inline(thread, function);
  if (function_type == thread.types().function || function_type->slots.descriptor_get == nullptr) {
    return make_bound_method(thread, function, cls);
  }
  const Ref held = Ref::share(function);
  return function_type->slots.descriptor_get(thread, function, cls, cls->type);
}

Ref wrapper_repr(Thread& thread, Value self) {
  std::string shown;
  const Ref function = Ref::share(wrapper_of(self)->function);
  if (!repr_utf8(thread, function, shown)) return Ref::error();
  return make_str(
      thread,
      fmt::format("<{}({})>",
                  has_layout(self, Layout::static_method) ? "staticmethod" : "classmethod", shown));
}

void wrapper_dealloc(Heap&, Object* object) {
  auto* wrapper = static_cast<MethodWrapper*>(object);
  decref(std::exchange(wrapper->function, Value::none()));
  if (Dict* dict = std::exchange(wrapper->dict, nullptr)) decref(dict);
}

void wrapper_traverse(Object* object, Visit visit, void* context) {
  const auto* wrapper = static_cast<MethodWrapper*>(object);
  visit(wrapper->function, context);
  if (wrapper->dict != nullptr) visit(wrapper->dict, context);
}

Ref wrapper_function(Thread&, Arguments arguments) {
  return Ref::share(wrapper_of(arguments[0])->function);
}

Ref wrapper_is_abstract(Thread& thread, Arguments arguments) {
  const Ref function = Ref::share(wrapper_of(arguments[0])->function);
  return is_abstract_function(thread, function);
}

constexpr NativeDefinition kWrapperAttributes[] = {
    {"__func__", wrapper_function, nullptr, kNativeGetter},
    {"__wrapped__", wrapper_function, nullptr, kNativeGetter},
    {"__isabstractmethod__", wrapper_is_abstract, nullptr, kNativeGetter},
};

Ref make_wrapper(Thread& thread, Type* type, Value function) {
  Ref made = wrapper_new(thread, type, {});
  replace(made.as<MethodWrapper>()->function, function);
  if (!copy_function_attributes(thread, made.as<MethodWrapper>())) return Ref::error();
  return made;
}

void set_up_wrapper_type(Instance& instance, Type* type) {
  type->slots.dealloc = wrapper_dealloc;
  type->slots.traverse = wrapper_traverse;
  type->slots.clear = wrapper_dealloc;
  type->slots.repr = wrapper_repr;
  type->slots.new_instance = wrapper_new;
  type->slots.init = wrapper_init;
  add_methods(instance, type, kWrapperAttributes);
  const NativeDefinition* dict = &kInstanceDictDefinition;
  add_methods(instance, type, {dict, 1});
}

}  // namespace

Ref make_static_method(Thread& thread, Value function) {
  return make_wrapper(thread, thread.types().static_method, function);
}

Ref make_class_method(Thread& thread, Value function) {
  return make_wrapper(thread, thread.types().class_method, function);
}

void initialise_property_types(Instance& instance) {
  Type* property = instance.types.property;
  property->slots.dealloc = property_dealloc;
  property->slots.traverse = property_traverse;
  property->slots.clear = property_dealloc;
  property->slots.descriptor_get = property_get;
  property->slots.descriptor_set = property_set;
  property->slots.new_instance = property_new;
  property->slots.init = property_init;
  add_methods(instance, property, kPropertyMethods);

  set_up_wrapper_type(instance, instance.types.static_method);
  instance.types.static_method->slots.descriptor_get = static_method_get;
  instance.types.static_method->slots.call = static_method_call;
  set_up_wrapper_type(instance, instance.types.class_method);
  instance.types.class_method->slots.descriptor_get = class_method_get;
}

}  // namespace gilsim::vm
