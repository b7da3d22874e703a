// SPDX-License-Identifier: MIT
//
// What C++ types of modules have in common: the slots that follow from the list of references an
// object holds, and the binding of a constructor's arguments.
#pragma once

#include "vm/core/builtin_types.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/heap_copier.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace gilsim::vm {

namespace native_type_detail {
template <typename T>
T object_of(Value T::*);
}

/// The members in which an object holds its references: `OwnedMembers<&Chain::source, ...>`.
/// Invariant: they are set (to Undefined at least) before the object is tracked.
template <auto first, auto... rest>
struct OwnedMembers {
  using T = decltype(native_type_detail::object_of(first));

  static void dealloc(Heap&, Object* object) {
    auto* self = static_cast<T*>(object);
    drop(self->*first);
    (drop(self->*rest), ...);
  }
  static void traverse(Object* object, Visit visit, void* context) {
    auto* self = static_cast<T*>(object);
    visit(self->*first, context);
    (visit(self->*rest, context), ...);
  }
  static void copy_to_heap(HeapCopier& copier, Object*, Object* to) {
    auto* self = static_cast<T*>(to);
    self->*first = copier.copy(self->*first);
    ((self->*rest = copier.copy(self->*rest)), ...);
  }
  static void set_up(Slots& slots) {
    slots.dealloc = dealloc;
    slots.clear = dealloc;
    slots.traverse = traverse;
    slots.copy_to_heap = copy_to_heap;
  }
  /// A new object with all these members Undefined, not yet tracked.
  static T* make(Thread& thread, Type* cls) {
    T* self = allocate_instance<T>(thread, cls);
    self->*first = Value();
    ((self->*rest = Value()), ...);
    return self;
  }
};

/// The same for objects that also have a __dict__, in a member `Dict* dict`.
template <auto dict_member, auto... members>
struct MembersAndDict {
  using Members = OwnedMembers<members...>;
  using T = typename Members::T;

  static void dealloc(Heap& heap, Object* object) {
    Members::dealloc(heap, object);
    Dict* dict = std::exchange(static_cast<T*>(object)->*dict_member, nullptr);
    if (dict != nullptr) decref(dict);
  }
  static void traverse(Object* object, Visit visit, void* context) {
    Members::traverse(object, visit, context);
    Dict* dict = static_cast<T*>(object)->*dict_member;
    if (dict != nullptr) visit(Value(dict), context);
  }
  static void copy_to_heap(HeapCopier& copier, Object* from, Object* to) {
    Members::copy_to_heap(copier, from, to);
    static_cast<T*>(to)->*dict_member = copier.copy_object(static_cast<T*>(to)->*dict_member);
  }
  static void set_up(Type* type) {
    type->dict_offset = member_offset(dict_member);
    type->slots.dealloc = dealloc;
    type->slots.clear = dealloc;
    type->slots.traverse = traverse;
    type->slots.copy_to_heap = copy_to_heap;
  }
  static T* make(Thread& thread, Type* cls) {
    T* self = Members::make(thread, cls);
    self->*dict_member = nullptr;
    return self;
  }
};

/// A type of a module, its instances collectable and usable as a base, without slots yet.
inline Type* create_module_type(Instance& instance, const char* module, const char* name,
                                std::size_t instance_size, bool can_be_base = true) {
  TypeDefinition definition{name};
  definition.module = module;
  definition.instance_size = static_cast<std::uint32_t>(instance_size);
  definition.is_collectable = true;
  definition.can_be_base = can_be_base;
  return create_builtin_type(instance, definition);
}

/// An exception class of a module, finished.
inline Type* create_exception_type(Instance& instance, const char* module, const char* name,
                                   Type* base) {
  TypeDefinition definition{name, module, base, base->layout};
  definition.instance_size = base->instance_size;
  definition.dict_offset = base->dict_offset;
  definition.is_collectable = true;
  definition.can_be_base = true;
  Type* type = create_builtin_type(instance, definition);
  finish_builtin_type(instance, type);
  return type;
}

/// Tracks a finished object and gives it to the caller.
inline Ref finish_object(Thread& thread, Object* object) {
  thread.heap().track(object);
  return Ref::adopt(object);
}

/// Lays a constructor's arguments out by parameter; those not given stay Undefined. Parameters from
/// `positional` on are keyword-only. False: TypeError with CPython's message is pending.
bool bind_constructor(Thread& thread, std::string_view function,
                      std::span<const std::string_view> parameters, std::size_t required,
                      std::size_t positional, Arguments arguments, Value* out);

/// A module's types by the names Python sees.
bool add_type(Thread& thread, Module& module, Type* type);

}  // namespace gilsim::vm
