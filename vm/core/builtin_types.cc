// SPDX-License-Identifier: MIT
//
// The table of built-in types and how it becomes Type objects. Order of birth: `type` and `object`
// refer to each other, and names, tuples and dicts need types str, tuple and dict; so all Type
// objects are allocated first, then the names are interned, then mro, bases and dict are set.
#include "vm/core/builtin_types.h"

#include "vm/bytecode/code.h"
#include "vm/core/slots.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/generator.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <iterator>
#include <span>

namespace gilsim::vm {

namespace {

enum TypeFlags : std::uint8_t { kLeaf = 0, kBase = 1, kCollectable = 2, kHasDict = 4 };

struct TypeRow {
  Type* BuiltinTypes::*field;
  const char* module;
  const char* name;
  Type* BuiltinTypes::*base;
  Layout layout;
  std::uint32_t instance_size;
  unsigned flags;
};

// A row: field, name in Python, base, layout, C++ struct of an instance, flags. Types whose
// instances only their own file looks into stand with Object; that file sets instance_size if they
// can be base classes.
// clang-format off
const TypeRow kTypeRows[] = {
#define TYPE(field, name, base, layout, object, flags)                              \
  {&BuiltinTypes::field, "builtins", name, &BuiltinTypes::base, Layout::layout,     \
   static_cast<std::uint32_t>(sizeof(object)), flags},
#define TYPE_OF_MODULE(module, field, name, base, layout, object, flags)            \
  {&BuiltinTypes::field, module, name, &BuiltinTypes::base, Layout::layout,         \
   static_cast<std::uint32_t>(sizeof(object)), flags},
    TYPE(object, "object", object, plain, Object, kBase)
    TYPE(type, "type", object, type, Type, kBase | kCollectable)
    TYPE(none, "NoneType", object, other, Object, kLeaf)
    TYPE(ellipsis, "ellipsis", object, other, Object, kLeaf)
    TYPE(not_implemented, "NotImplementedType", object, other, Object, kLeaf)
    TYPE(integer, "int", object, integer, IntInstance, kBase)
    TYPE(boolean, "bool", integer, integer, IntInstance, kLeaf)
    TYPE(floating, "float", object, floating, FloatObject, kBase)
    TYPE(complex, "complex", object, other, Object, kBase)
    TYPE(str, "str", object, str, Str, kBase)
    TYPE(bytes, "bytes", object, bytes, Bytes, kBase)
    TYPE(bytearray, "bytearray", object, bytearray, ByteArray, kBase)
    TYPE(memoryview, "memoryview", object, other, Object, kLeaf | kCollectable)
    TYPE(list, "list", object, list, List, kBase | kCollectable)
    TYPE(tuple, "tuple", object, tuple, Tuple, kBase | kCollectable)
    TYPE(dict, "dict", object, dict, Dict, kBase | kCollectable)
    TYPE(dict_keys, "dict_keys", object, other, Object, kCollectable)
    TYPE(dict_values, "dict_values", object, other, Object, kCollectable)
    TYPE(dict_items, "dict_items", object, other, Object, kCollectable)
    TYPE(set, "set", object, set, Set, kBase | kCollectable)
    TYPE(frozenset, "frozenset", object, frozenset, Set, kBase | kCollectable)
    TYPE(range, "range", object, range, Range, kLeaf)
    TYPE(slice, "slice", object, slice, Slice, kCollectable)
    TYPE(function, "function", object, function, Function, kCollectable | kHasDict)
    TYPE(native_function, "builtin_function_or_method", object, native_function,
         NativeFunctionObject, kCollectable)
    TYPE(method_descriptor, "method_descriptor", object, native_function, NativeFunctionObject,
         kLeaf)
    TYPE(slot_wrapper, "wrapper_descriptor", object, other, SlotWrapper, kLeaf)
    TYPE(method_wrapper, "method-wrapper", object, other, BoundSlotWrapper, kCollectable)
    TYPE(getset_descriptor, "getset_descriptor", object, other, NativeFunctionObject, kCollectable)
    TYPE(member_descriptor, "member_descriptor", object, other, Object, kCollectable)
    TYPE(bound_method, "method", object, bound_method, BoundMethod, kCollectable)
    TYPE(cell, "cell", object, cell, Cell, kCollectable)
    TYPE(code, "code", object, code, Code, kLeaf)
    TYPE(generator, "generator", object, generator, Generator, kCollectable)
    TYPE(module, "module", object, module, Module, kBase | kCollectable | kHasDict)
    TYPE(property, "property", object, property, Property, kBase | kCollectable)
    TYPE(static_method, "staticmethod", object, static_method, MethodWrapper,
         kBase | kCollectable | kHasDict)
    TYPE(class_method, "classmethod", object, class_method, MethodWrapper,
         kBase | kCollectable | kHasDict)
    TYPE(super, "super", object, super, Super, kBase | kCollectable)
    TYPE(frame, "frame", object, frame, FrameObject, kCollectable)
    TYPE(traceback, "traceback", object, traceback, Traceback, kCollectable)
    TYPE(list_iterator, "list_iterator", object, iterator, SequenceIterator, kCollectable)
    TYPE(list_reverse_iterator, "list_reverseiterator", object, iterator, SequenceIterator,
         kCollectable)
    TYPE(tuple_iterator, "tuple_iterator", object, iterator, SequenceIterator, kCollectable)
    TYPE(str_iterator, "str_ascii_iterator", object, iterator, SequenceIterator, kCollectable)
    TYPE(bytes_iterator, "bytes_iterator", object, iterator, SequenceIterator, kCollectable)
    TYPE(range_iterator, "range_iterator", object, iterator, RangeIterator, kLeaf)
    TYPE(dict_key_iterator, "dict_keyiterator", object, iterator, Object, kCollectable)
    TYPE(dict_value_iterator, "dict_valueiterator", object, iterator, Object, kCollectable)
    TYPE(dict_item_iterator, "dict_itemiterator", object, iterator, Object, kCollectable)
    TYPE(dict_reverse_key_iterator, "dict_reversekeyiterator", object, iterator, Object,
         kCollectable)
    TYPE(dict_reverse_value_iterator, "dict_reversevalueiterator", object, iterator, Object,
         kCollectable)
    TYPE(dict_reverse_item_iterator, "dict_reverseitemiterator", object, iterator, Object,
         kCollectable)
    TYPE(set_iterator, "set_iterator", object, iterator, Object, kCollectable)
    TYPE(sequence_iterator, "iterator", object, iterator, SequenceIterator, kCollectable)
    TYPE(callable_iterator, "callable_iterator", object, iterator, Object, kCollectable)
    TYPE(enumerate, "enumerate", object, iterator, Object, kBase | kCollectable)
    TYPE(zip, "zip", object, iterator, Object, kBase | kCollectable)
    TYPE(map, "map", object, iterator, Object, kBase | kCollectable)
    TYPE(filter, "filter", object, iterator, Object, kBase | kCollectable)
    TYPE(reversed, "reversed", object, iterator, Object, kBase | kCollectable)
    TYPE(mapping_proxy, "mappingproxy", object, other, Object, kCollectable)
    TYPE_OF_MODULE("types", generic_alias, "GenericAlias", object, other, Object, kCollectable)
    TYPE_OF_MODULE("types", simple_namespace, "SimpleNamespace", object, plain, Object,
                   kBase | kCollectable)
    TYPE_OF_MODULE("_io", text_stream, "TextIOWrapper", object, other, Object, kLeaf)
    TYPE_OF_MODULE("weakref", weak_reference, "ReferenceType", object, other, Object,
                   kBase | kCollectable)
    TYPE_OF_MODULE("weakref", weak_proxy, "ProxyType", object, other, Object, kCollectable)
    TYPE_OF_MODULE("weakref", weak_callable_proxy, "CallableProxyType", object, other, Object,
                   kCollectable)
    TYPE_OF_MODULE("sys", version_info, "version_info", tuple, tuple, Tuple, kCollectable)
#define EXCEPTION(name, base) \
  TYPE(name, #name, base, exception, Exception, kBase | kCollectable | kHasDict)
#include "vm/core/exceptions.def"
#undef EXCEPTION
#undef TYPE
#undef TYPE_OF_MODULE
};
// clang-format on

constexpr std::size_t count_of_types() {
  std::size_t count = 0;
#define GILSIM_COUNT(name) ++count;
  GILSIM_TYPES(GILSIM_COUNT)
#define EXCEPTION(name, base) ++count;
#include "vm/core/exceptions.def"
#undef EXCEPTION
#undef GILSIM_COUNT
  return count;
}
static_assert(std::size(kTypeRows) == count_of_types(), "a row for each built-in type");

std::uint32_t dict_offset_of(Layout layout) {
  switch (layout) {
    case Layout::function:
      return member_offset(&Function::dict);
    case Layout::module:
      return member_offset(&Module::dict);
    case Layout::static_method:
    case Layout::class_method:
      return member_offset(&MethodWrapper::dict);
    case Layout::exception:
      return member_offset(&Exception::dict);
    default:
      return 0;
  }
}

/// Names, mro, bases and dict of a type whose layout is set. REQUIRES: its base is complete.
void complete_type(Instance& instance, Type* type, const char* name, const char* module) {
  Heap& heap = instance.immortal_heap();
  type->name = instance.intern(name);
  type->qualified_name = type->name;
  type->module = instance.intern(module);
  type->dict = make_dict_in(heap, instance.types.dict);
  type->version = instance.first_free_type_version++;
  type->first_version = type->version;
  std::vector<Type*> mro{type};
  if (type->base == nullptr) {
    type->bases = instance.empty_tuple;
  } else {
    const Value bases[] = {type->base};
    type->bases = make_tuple_in(heap, instance.types.tuple, bases);
    mro.insert(mro.end(), type->base->mro->begin(), type->base->mro->end());
  }
  type->mro = TypeList::make(heap, mro);
}

void allocate_types(Instance& instance) {
  Heap& heap = instance.immortal_heap();
  BuiltinTypes& types = instance.types;
  types.type = heap.make<Type>(nullptr);
  types.type->type = types.type;
  for (const TypeRow& row : kTypeRows) {
    if (types.*row.field == nullptr) types.*row.field = heap.make<Type>(types.type);
    Type* type = types.*row.field;
    type->module = Value();
    type->base = row.field == &BuiltinTypes::object ? nullptr : types.*row.base;
    type->layout = row.layout;
    type->has_own_layout = type->base == nullptr || type->base->layout != row.layout;
    type->instance_size = row.instance_size;
    type->dict_offset = (row.flags & kHasDict) != 0 ? dict_offset_of(row.layout) : 0;
    type->can_be_base = (row.flags & kBase) != 0;
    type->is_collectable = (row.flags & kCollectable) != 0;
  }
  // Instances of SimpleNamespace are a header and a dict.
  types.simple_namespace->dict_offset = sizeof(Object);
  types.simple_namespace->instance_size = sizeof(Object) + sizeof(Dict*);
}

}  // namespace

Type* create_builtin_type(Instance& instance, const TypeDefinition& definition) {
  Type* type = instance.immortal_heap().make<Type>(instance.types.type);
  type->base = definition.base != nullptr ? definition.base : instance.types.object;
  type->layout = definition.layout;
  type->has_own_layout = type->base->layout != definition.layout;
  type->instance_size = definition.instance_size;
  type->dict_offset = definition.dict_offset;
  type->can_be_base = definition.can_be_base;
  type->is_collectable = definition.is_collectable;
  complete_type(instance, type, definition.name, definition.module);
  return type;
}

void finish_builtin_type(Instance& instance, Type* type) {
  add_slot_wrappers(instance, type);
  inherit_slots(type);
}

void create_core_types(Instance& instance) {
  allocate_types(instance);
  instance.intern_well_known_names();
  for (const TypeRow& row : kTypeRows) {
    complete_type(instance, instance.types.*row.field, row.name, row.module);
  }
}

void finish_core_types(Instance& instance) {
  for (const TypeRow& row : kTypeRows) {
    finish_builtin_type(instance, instance.types.*row.field);
  }
}

}  // namespace gilsim::vm
