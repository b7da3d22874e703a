// SPDX-License-Identifier: MIT
//
// Type objects at run time: look-up along the mro, changes of a class with versions and slots, and
// the end of a class.
#include "vm/core/type.h"

#include "vm/core/slots.h"
#include "vm/core/type_lifetime.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace gilsim::vm {

// --- lists of types ---

namespace {

std::size_t bytes_of_list(std::uint32_t capacity) {
  return sizeof(TypeList) + capacity * sizeof(Type*);
}

}  // namespace

TypeList* TypeList::make(Heap& heap, std::span<Type* const> types) {
  const auto count = static_cast<std::uint32_t>(types.size());
  auto* list = static_cast<TypeList*>(heap.allocate_buffer(bytes_of_list(count)));
  list->count = count;
  list->capacity = count;
  std::copy(types.begin(), types.end(), list->begin());
  return list;
}

TypeList* TypeList::append(Heap& heap, TypeList* list, Type* type) {
  if (list == nullptr) list = make(heap, {});
  if (list->count == list->capacity) {
    const std::uint32_t capacity = list->capacity < 4 ? 4 : list->capacity * 2;
    list = static_cast<TypeList*>(
        heap.resize_buffer(list, bytes_of_list(list->capacity), bytes_of_list(capacity)));
    list->capacity = capacity;
  }
  list->begin()[list->count++] = type;
  return list;
}

void TypeList::remove(TypeList* list, const Type* type) {
  if (list == nullptr) return;
  Type** found = std::find(list->begin(), list->end(), type);
  if (found == list->end()) return;
  std::copy(found + 1, list->end(), found);
  --list->count;
}

void TypeList::free(Heap& heap, TypeList* list) {
  if (list != nullptr) heap.free_buffer(list, bytes_of_list(list->capacity));
}

// --- looking up ---

bool Type::is_subtype_of(const Type* other) const {
  if (this == other) return true;
  if (mro == nullptr) return false;
  return std::find(mro->begin(), mro->end(), other) != mro->end();
}

Type* type_of(const Thread& thread, Value value) { return type_of_inline(thread, value); }

namespace {

Value look_up(const Type* type, Str* name) {
  for (const Type* member : *type->mro) {
    const Value found = dict_get(member->dict, name);
    if (!found.is_undefined()) return found;
  }
  return Value();
}

}  // namespace

Value lookup_in_type(Thread& thread, Type* type, Str* name) {
  if (type->version == 0 || !name->is_immortal()) return look_up(type, name);
  TypeLookupCache::Entry& known = thread.interpreter.type_lookups.place(type->version, name);
  if (known.version != type->version || known.name != name) {
    known = {type->version, name, look_up(type, name)};
  }
  return known.value;
}

// --- changing a class ---

namespace {

bool is_special_name(const Str* name) {
  return name->length > 4 && name->at(0) == '_' && name->at(1) == '_';
}

/// Gives the class and all that derive from it new versions, and updates their slots.
void announce_change(Thread& thread, Type* type, Str* name) {
  const bool special = is_special_name(name);
  const std::uint32_t first = thread.interpreter.next_type_version();
  type->version = first;
  if (special) update_slots_named(thread.instance, type, name);
  std::vector<Type*> pending{type};
  while (!pending.empty()) {
    const TypeList* derived = pending.back()->subclasses;
    pending.pop_back();
    if (derived == nullptr) continue;
    for (Type* subclass : *derived) {
      if (subclass->version >= first) continue;  // reached by another way
      subclass->version = thread.interpreter.next_type_version();
      if (special) update_slots_named(thread.instance, subclass, name);
      pending.push_back(subclass);
    }
  }
}

}  // namespace

bool set_type_attribute(Thread& thread, Type* type, Str* name, Value value) {
  if (!type->is_heap_type) {
    thread
        .type_error("cannot set '{}' attribute of immutable type '{}'", to_utf8(name),
                    type_name(type))
        .reset();
    return false;
  }
  const Ref held = Ref::share(type);
  // What was there is released only when the slots agree again: its end may run Python code.
  const Ref old = Ref::share(dict_get(type->dict, name));
  if (value.is_undefined()) {
    if (!dict_delete(thread, type->dict, name)) {
      if (!thread.has_exception() && !thread.cancelled) {
        thread
            .error(thread.types().AttributeError, "type object '{}' has no attribute '{}'",
                   type_name(type), to_utf8(name))
            .reset();
      }
      return false;
    }
  } else if (!dict_set(thread, type->dict, name, value)) {
    return false;
  }
  // A metaclass of Python code hides the attribute of `type` that would keep this up to date.
  if (equal_text(name, thread.names().module_)) {
    const Value module = is_str(value) ? Ref::share(value).release() : Value();
    decref(std::exchange(type->module, module));
  }
  announce_change(thread, type, name);
  return true;
}

// --- the end of a class ---

namespace {

template <typename T>
void drop_object(T*& member) {
  if (Object* object = std::exchange(member, nullptr)) decref(object);
}

}  // namespace

void type_dealloc(Heap& heap, Object* object) {
  auto* type = static_cast<Type*>(object);
  if (type->bases != nullptr) {
    for (const Value base : type->bases->view()) {
      if (has_layout(base, Layout::type)) TypeList::remove(cast<Type>(base)->subclasses, type);
    }
  }
  TypeList::free(heap, std::exchange(type->mro, nullptr));
  TypeList::free(heap, std::exchange(type->subclasses, nullptr));
  drop_object(type->dict);
  decref(std::exchange(type->module, Value()));
  drop_object(type->name);
  drop_object(type->qualified_name);
  drop_object(type->bases);
  drop_object(type->base);
}

void type_traverse(Object* object, Visit visit, void* context) {
  auto* type = static_cast<Type*>(object);
  if (!type->is_heap_type) return;
  const Value held[] = {type->dict, type->bases, type->base, type->module};
  for (const Value value : held) {
    if (value.is_object() && value.as_object() != nullptr) visit(value, context);
  }
}

void type_clear(Heap& heap, Object* object) {
  // What keeps a class in a cycle stands in its dict (methods refer to it by their __class__ cell);
  // bases and mro stay, so that instances that end after this still find their layout.
  auto* type = static_cast<Type*>(object);
  if (type->is_heap_type && type->dict != nullptr) dict_clear(heap, type->dict);
}

}  // namespace gilsim::vm
