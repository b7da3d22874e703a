// SPDX-License-Identifier: MIT
//
// super: attributes as the classes after a given one in the mro have them, bound to an object.
//
// `super()` finds the class in the `__class__` cell of the running function and the object in its
// first argument.
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

bool runtime_error(Thread& thread, std::string_view message) {
  return fail(thread.raise(thread.types().RuntimeError, message));
}

Ref super_new(Thread& thread, Type* cls, Arguments) {
  auto* made = static_cast<Super*>(thread.heap().allocate(cls, cls->instance_size));
  made->self = Value();
  thread.heap().track(made);
  return Ref::adopt(made);
}

/// The class whose mro is walked: the object itself if it is a class below `cls`, else its type.
/// nullptr: TypeError is pending.
Type* check_super(Thread& thread, const Type* cls, Value self) {
  if (has_layout(self, Layout::type) && cast<Type>(self)->is_subtype_of(cls)) {
    return cast<Type>(self);
  }
  Type* type = type_of_inline(thread, self);
  if (type->is_subtype_of(cls)) return type;
  const Ref claimed = get_attribute_or_undefined(thread, self, thread.names().class_dunder_);
  if (claimed.is_error()) return nullptr;
  if (has_layout(claimed, Layout::type) && claimed.as<Type>()->is_subtype_of(cls)) {
    // Borrowed from the object, which keeps its class.
    return claimed.as<Type>();
  }
  thread.type_error("super(type, obj): obj must be an instance or subtype of type").reset();
  return nullptr;
}

/// What the running function's first argument and `__class__` cell hold.
bool find_in_frame(Thread& thread, Value& cls, Value& self) {
  Frame* frame = thread.frame;
  if (frame == nullptr) return runtime_error(thread, "super(): no current frame");
  const Code* code = frame->code;
  if (code->argument_count == 0) return runtime_error(thread, "super(): no arguments");
  self = frame->slots()[0];
  if ((*code->local_kinds)[0] != LocalKind::local && has_layout(self, Layout::cell)) {
    self = cast<Cell>(self)->content;
  }
  if (self.is_undefined()) return runtime_error(thread, "super(): arg[0] deleted");
  for (std::uint32_t i = code->local_count - code->free_count; i < code->local_count; ++i) {
    if (!equal_text((*code->local_names)[i], thread.names().class_dunder_)) continue;
    const Value cell = frame->slots()[i];
    if (!has_layout(cell, Layout::cell))
      return runtime_error(thread, "super(): bad __class__ cell");
    cls = cast<Cell>(cell)->content;
    if (cls.is_undefined()) return runtime_error(thread, "super(): empty __class__ cell");
    if (has_layout(cls, Layout::type)) return true;
    return fail(thread.error(thread.types().RuntimeError, "super(): __class__ is not a type ({})",
                             type_name(thread, cls)));
  }
  return runtime_error(thread, "super(): __class__ cell not found");
}

void set_super(Super* super, Type* cls, Value self, Type* self_class) {
  incref(cls);
  incref(self);
  if (self_class != nullptr) incref(self_class);
  Type* old_class = std::exchange(super->this_class, cls);
  const Value old_self = std::exchange(super->self, self);
  Type* old_self_class = std::exchange(super->self_class, self_class);
  if (old_class != nullptr) decref(old_class);
  decref(old_self);
  if (old_self_class != nullptr) decref(old_self_class);
}

bool super_init(Thread& thread, Value self, Arguments arguments) {
  if (!check_no_keywords(thread, "super", arguments) ||
      !check_positional(thread, "super", arguments, 0, 2)) {
    return false;
  }
  Value cls;
  Value object;
  if (arguments.positional_count == 0) {
    if (!find_in_frame(thread, cls, object)) return false;
  } else {
    cls = arguments[0];
    if (!has_layout(cls, Layout::type)) {
      return fail(
          thread.type_error("super() argument 1 must be a type, not {}", type_name(thread, cls)));
    }
    if (arguments.positional_count == 2 && !arguments[1].is_none()) object = arguments[1];
  }
  const Ref held_class = Ref::share(cls);
  const Ref held_object = Ref::share(object);
  Type* self_class = nullptr;
  if (!object.is_undefined()) {
    self_class = check_super(thread, cast<Type>(cls), object);
    if (self_class == nullptr) return false;
  }
  set_super(cast<Super>(self), cast<Type>(cls), object, self_class);
  return true;
}

/// Looks a name up in the classes after `cls` in the mro of `start`.
Value lookup_after(const Type* start, const Type* cls, Str* name) {
  const TypeList& mro = *start->mro;
  std::size_t i = 0;
  while (i < mro.size() && mro[i] != cls) ++i;
  for (++i; i < mro.size(); ++i) {
    const Value found = dict_get(mro[i]->dict, name);
    if (!found.is_undefined()) return found;
  }
  return Value();
}

Ref super_get_attribute(Thread& thread, Value self, Str* name) {
  const auto* super = cast<Super>(self);
  const bool wants_class = equal_text(name, thread.names().class_dunder_);
  if (super->self_class == nullptr || wants_class) {
    return generic_get_attribute(thread, self, name);
  }
  const Value found = lookup_after(super->self_class, super->this_class, name);
  if (found.is_undefined()) return generic_get_attribute(thread, self, name);
  const Ref held = Ref::share(self);
  const bool for_class = super->self == Value(super->self_class);
  return bind_attribute(thread, found, for_class ? Value() : super->self, super->self_class);
}

Ref super_get(Thread& thread, Value self, Value instance, Type*) {
  const auto* super = cast<Super>(self);
  if (instance.is_undefined() || instance.is_none() || !super->self.is_undefined()) {
    return Ref::share(self);
  }
  const Value arguments[] = {super->this_class, instance};
  return call(thread, self.as_object()->type, arguments);
}

Ref super_repr(Thread& thread, Value self) {
  const auto* super = cast<Super>(self);
  const std::string cls = super->this_class == nullptr ? "NULL" : to_utf8(super->this_class->name);
  if (super->self_class == nullptr) {
    return make_str(thread, fmt::format("<super: <class '{}'>, NULL>", cls));
  }
  return make_str(thread, fmt::format("<super: <class '{}'>, <{} object>>", cls,
                                      to_utf8(super->self_class->name)));
}

void super_dealloc(Heap&, Object* object) {
  auto* super = static_cast<Super*>(object);
  if (Type* old = std::exchange(super->this_class, nullptr)) decref(old);
  if (Type* old = std::exchange(super->self_class, nullptr)) decref(old);
  decref(std::exchange(super->self, Value()));
}

void super_traverse(Object* object, Visit visit, void* context) {
  const auto* super = static_cast<Super*>(object);
  if (super->this_class != nullptr) visit(super->this_class, context);
  if (super->self_class != nullptr) visit(super->self_class, context);
  visit(super->self, context);
}

Ref super_this_class(Thread&, Arguments arguments) {
  Type* cls = cast<Super>(arguments[0])->this_class;
  return cls == nullptr ? Ref::none() : Ref::share(cls);
}

Ref super_self(Thread&, Arguments arguments) {
  const Value self = cast<Super>(arguments[0])->self;
  return self.is_undefined() ? Ref::none() : Ref::share(self);
}

Ref super_self_class(Thread&, Arguments arguments) {
  Type* cls = cast<Super>(arguments[0])->self_class;
  return cls == nullptr ? Ref::none() : Ref::share(cls);
}

constexpr NativeDefinition kSuperAttributes[] = {
    {"__thisclass__", super_this_class, nullptr, kNativeGetter, refuse_write},
    {"__self__", super_self, nullptr, kNativeGetter, refuse_write},
    {"__self_class__", super_self_class, nullptr, kNativeGetter, refuse_write},
};

}  // namespace

void initialise_super_type(Instance& instance) {
  Type* type = instance.types.super;
  type->slots.dealloc = super_dealloc;
  type->slots.traverse = super_traverse;
  type->slots.new_instance = super_new;
  type->slots.init = super_init;
  type->slots.repr = super_repr;
  type->slots.get_attribute = super_get_attribute;
  type->slots.descriptor_get = super_get;
  add_methods(instance, type, kSuperAttributes);
}

}  // namespace gilsim::vm
