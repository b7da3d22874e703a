// SPDX-License-Identifier: MIT
#include "vm/objects/instance_object.h"

#include "vm/core/thread.h"
#include "vm/core/type_lifetime.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

/// Bytes that the items of a tuple or bytes take behind the header (bytes: with the zero behind
/// them).
std::size_t item_bytes(Layout layout, std::int64_t length) {
  const auto count = static_cast<std::size_t>(length);
  return layout == Layout::tuple ? count * sizeof(Value)
                                 : (count + sizeof(Value)) & ~std::size_t{7};
}

std::size_t items_of(const Object* object) {
  switch (object->type->layout) {
    case Layout::tuple:
      return item_bytes(Layout::tuple, static_cast<const Tuple*>(object)->length);
    case Layout::bytes:
      return item_bytes(Layout::bytes, static_cast<const Bytes*>(object)->length);
    default:
      return 0;
  }
}

/// The built-in type below a class.
const Type* builtin_base(const Type* type) {
  while (type->is_heap_type) type = type->base;
  return type;
}

}  // namespace

std::span<Value> added_words(Object* object) {
  const Type* type = object->type;
  const Type* root = builtin_base(type);
  const std::size_t added = type->instance_size - root->instance_size;
  char* start = reinterpret_cast<char*>(object) + root->instance_size + items_of(object);
  return {reinterpret_cast<Value*>(start), added / sizeof(Value)};
}

bool holds_object(Value word) { return word.is_object() && word.as_object() != nullptr; }

std::size_t variable_instance_bytes(const Type* type, std::int64_t length) {
  return type->instance_size + item_bytes(type->layout, length);
}

Dict** dict_slot_of(Object* object) {
  const std::uint32_t offset = object->type->dict_offset;
  if (offset == 0) return nullptr;
  return reinterpret_cast<Dict**>(reinterpret_cast<char*>(object) + offset + items_of(object));
}

Dict* dict_of(Thread& thread, Object* object) {
  Dict** slot = dict_slot_of(object);
  if (slot == nullptr) return nullptr;
  if (*slot == nullptr) {
    Ref made = make_dict(thread);
    if (made.is_error()) return nullptr;
    *slot = cast<Dict>(made.release());
  }
  return *slot;
}

// --- life ---

void heap_instance_dealloc(Heap& heap, Object* object) {
  for (Value& word : added_words(object)) {
    const Value old = std::exchange(word, Value::from_bits(0));
    if (holds_object(old)) decref(old);
  }
  const Type* root = builtin_base(object->type);
  if (root->slots.dealloc != nullptr) root->slots.dealloc(heap, object);
}

void heap_instance_traverse(Object* object, Visit visit, void* context) {
  for (const Value word : added_words(object)) {
    if (holds_object(word)) visit(word, context);
  }
  const Type* root = builtin_base(object->type);
  if (root->slots.traverse != nullptr) root->slots.traverse(object, visit, context);
}

void heap_instance_clear(Heap& heap, Object* object) {
  for (Value& word : added_words(object)) {
    const Value old = std::exchange(word, Value::from_bits(0));
    if (holds_object(old)) decref(old);
  }
  const Type* root = builtin_base(object->type);
  if (root->slots.clear != nullptr) root->slots.clear(heap, object);
}

// --- attributes ---

Ref bind_attribute(Thread& thread, Value found, Value instance, Type* owner) {
  const Type* type = type_of_inline(thread, found);
  if (type->slots.descriptor_get == nullptr) return Ref::share(found);
  const Ref held = Ref::share(found);
  return type->slots.descriptor_get(thread, found, instance, owner);
}

Ref generic_get_attribute_or_undefined(Thread& thread, Value object, Str* name) {
  Type* type = type_of_inline(thread, object);
  const Value found = lookup_in_type(thread, type, name);
  if (!found.is_undefined()) {
    const Slots& slots = type_of_inline(thread, found)->slots;
    if (slots.descriptor_get != nullptr && slots.descriptor_set != nullptr) {
      return bind_attribute(thread, found, object, type);
    }
  }
  if (object.is_object()) {
    Dict** dict = dict_slot_of(object.as_object());
    if (dict != nullptr && *dict != nullptr) {
      const Value own = dict_get(*dict, name);
      if (!own.is_undefined()) return Ref::share(own);
    }
  }
  return found.is_undefined() ? Ref::undefined() : bind_attribute(thread, found, object, type);
}

Ref generic_get_attribute(Thread& thread, Value object, Str* name) {
  Ref result = generic_get_attribute_or_undefined(thread, object, name);
  if (result.is_error()) complete_attribute_error(thread, object, name);
  if (!result.is_undefined()) return result;
  return raise_attribute_error(
      thread, object, name,
      fmt::format("'{}' object has no attribute '{}'", type_name(thread, object), to_utf8(name)));
}

namespace {

bool no_such_attribute(Thread& thread, Value object, const Str* name) {
  return fail(thread.error(thread.types().AttributeError, "'{}' object has no attribute '{}'",
                           type_name(thread, object), to_utf8(name)));
}

bool delete_from_dict(Thread& thread, Value object, Dict* dict, Str* name) {
  if (dict != nullptr) {
    const Ref held = Ref::share(dict);
    if (dict_delete(thread, dict, name)) return true;
    if (thread.has_exception() || thread.cancelled) return false;
  }
  return no_such_attribute(thread, object, name);
}

}  // namespace

bool generic_set_attribute(Thread& thread, Value object, Str* name, Value value) {
  Type* type = type_of_inline(thread, object);
  const Value found = lookup_in_type(thread, type, name);
  if (!found.is_undefined()) {
    const auto set = type_of_inline(thread, found)->slots.descriptor_set;
    if (set != nullptr) {
      const Ref held = Ref::share(found);
      return set(thread, found, object, value);
    }
  }
  Dict** slot = object.is_object() ? dict_slot_of(object.as_object()) : nullptr;
  if (slot == nullptr) {
    if (found.is_undefined()) return no_such_attribute(thread, object, name);
    return fail(thread.error(thread.types().AttributeError,
                             "'{}' object attribute '{}' is read-only", type_name(thread, object),
                             to_utf8(name)));
  }
  if (value.is_undefined()) return delete_from_dict(thread, object, *slot, name);
  Dict* dict = dict_of(thread, object.as_object());
  if (dict == nullptr) return false;
  const Ref held = Ref::share(dict);
  return dict_set(thread, dict, name, value);
}

}  // namespace gilsim::vm
