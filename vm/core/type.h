// SPDX-License-Identifier: MIT
//
// Type objects: what a value can do, as a table of slots, and what Python sees of it, as a dict.
//
// A slot is a C++ function; the table slots.def pairs each with its dunder name. For a built-in
// type the slots come first and its dict gets a wrapper for each (`list.__len__`); for a class
// written in Python the dict comes first and each dunder found in it sets the slot to a function
// that looks the dunder up and calls it. Slots are inherited through the method resolution order.
//
// Invariants: a built-in type is immutable and immortal and belongs to the Instance; a class made
// by Python code (`is_heap_type`) belongs to one interpreter. `version` changes whenever an
// attribute of the type or of one of its bases changes; inline caches compare it.
#pragma once

#include "vm/core/heap.h"
#include "vm/core/object.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

class HeapCopier;
class Thread;
struct Dict;
struct Str;
struct Tuple;

/// Positional values, then the values of the keywords whose names stand in `keyword_names` (a tuple
/// of str, or nullptr). All borrowed: the caller keeps them alive during the call.
struct Arguments {
  const Value* values = nullptr;
  std::uint32_t positional_count = 0;
  const Tuple* keyword_names = nullptr;

  std::uint32_t keyword_count() const;
  std::span<const Value> positional() const { return {values, positional_count}; }
  Value operator[](std::size_t index) const { return values[index]; }
  /// The same call without its first positional argument.
  Arguments without_first() const { return {values + 1, positional_count - 1, keyword_names}; }
};

/// The C++ layout of a type's instances; a subclass keeps its base's.
enum class Layout : std::uint8_t {
  plain,  // Instance: header, then dict and __slots__ as the type says
  integer,
  floating,
  str,
  bytes,
  bytearray,
  list,
  tuple,
  dict,
  set,
  frozenset,
  range,
  slice,
  function,
  native_function,
  bound_method,
  cell,
  code,
  generator,
  module,
  type,
  exception,
  property,
  static_method,
  class_method,
  super,
  frame,
  traceback,
  iterator,  // any of the built-in iterators
  other,     // a native object that only its own file looks into
};

enum class CompareOp : std::uint8_t { less, less_equal, equal, not_equal, greater, greater_equal };

/// The outcome of comparing two numbers, or of a three-way order with 0.
constexpr bool compare_numbers(std::int64_t left, std::int64_t right, CompareOp operation) {
  switch (operation) {
    case CompareOp::less:
      return left < right;
    case CompareOp::less_equal:
      return left <= right;
    case CompareOp::equal:
      return left == right;
    case CompareOp::not_equal:
      return left != right;
    case CompareOp::greater:
      return left > right;
    case CompareOp::greater_equal:
      return left >= right;
  }
  return false;
}

/// CPython's NB_ order of BINARY_OP arguments; in-place forms are the same plus kInPlace.
enum class BinaryOp : std::uint8_t {
  add,
  bit_and,
  floor_divide,
  left_shift,
  matrix_multiply,
  multiply,
  remainder,
  bit_or,
  power,
  right_shift,
  subtract,
  true_divide,
  bit_xor,
};
inline constexpr int kBinaryOpCount = 13;
inline constexpr int kInPlace = 13;  // BINARY_OP's argument of `+=` is add + kInPlace, and so on

using UnarySlot = Ref (*)(Thread&, Value self);
using BinarySlot = Ref (*)(Thread&, Value left, Value right);

/// The memory of a bytes-like object: valid until Python code runs, or while `exports` counts it.
struct Buffer {
  std::uint8_t* data;
  std::int64_t bytes;
  char format;  // of an item, as module struct writes it
  std::int32_t item_bytes;
  bool is_read_only;
  std::int64_t* exports;  // how many views forbid a change of size; nullptr: it never changes
};

struct Slots {
  // Destruction and the collector. `dealloc` releases what the object holds (buffers, references);
  // the heap frees the object itself. `traverse` visits every reference it holds; `clear` drops
  // those that can be part of a cycle.
  void (*dealloc)(Heap&, Object*) = nullptr;
  void (*traverse)(Object*, Visit, void* context) = nullptr;
  void (*clear)(Heap&, Object*) = nullptr;
  /// fork: `to` is a byte copy of `from` in another heap; replaces each reference and buffer by a
  /// copy.
  void (*copy_to_heap)(HeapCopier&, Object* from, Object* to) = nullptr;

  UnarySlot repr = nullptr;
  UnarySlot str = nullptr;
  bool (*hash)(Thread&, Value self, std::int64_t& hash) = nullptr;
  Ref (*call)(Thread&, Value self, Arguments) = nullptr;
  Ref (*compare)(Thread&, Value self, Value other, CompareOp) = nullptr;
  /// `name` is a str; raises AttributeError if there is none.
  Ref (*get_attribute)(Thread&, Value self, Str* name) = nullptr;
  /// `value` Undefined deletes.
  bool (*set_attribute)(Thread&, Value self, Str* name, Value value) = nullptr;

  UnarySlot iter = nullptr;
  /// Undefined at the end (no StopIteration is made).
  UnarySlot next = nullptr;

  Truth (*truth)(Thread&, Value self) = nullptr;
  bool (*length)(Thread&, Value self, std::int64_t& length) = nullptr;
  Ref (*get_item)(Thread&, Value self, Value key) = nullptr;
  /// `value` Undefined deletes.
  bool (*set_item)(Thread&, Value self, Value key, Value value) = nullptr;
  Truth (*contains)(Thread&, Value self, Value item) = nullptr;

  /// The buffer protocol. False: nothing to be seen (a view that was released).
  bool (*buffer)(Value self, Buffer& out) = nullptr;

  UnarySlot negative = nullptr;
  UnarySlot positive = nullptr;
  UnarySlot invert = nullptr;
  UnarySlot absolute = nullptr;
  UnarySlot to_int = nullptr;
  UnarySlot to_float = nullptr;
  UnarySlot to_index = nullptr;

  /// One function serves both sides, as in CPython: it is called as (left, right) whichever side
  /// its type stands on, and answers NotImplemented if it cannot.
  BinarySlot binary[kBinaryOpCount] = {};
  /// In-place forms; nullptr falls back to `binary`.
  BinarySlot in_place[kBinaryOpCount] = {};

  Ref (*descriptor_get)(Thread&, Value self, Value instance_or_undefined, Type* owner) = nullptr;
  bool (*descriptor_set)(Thread&, Value self, Value instance, Value value_or_undefined) = nullptr;

  /// Makes an instance of `cls` (which may be a subclass); `arguments` without the class.
  Ref (*new_instance)(Thread&, Type* cls, Arguments) = nullptr;
  bool (*init)(Thread&, Value self, Arguments) = nullptr;
  /// `__del__`.
  void (*finalize)(Thread&, Value self) = nullptr;
};

/// Types in a row, in memory of their heap (so that nothing outlives it).
struct TypeList {
  std::uint32_t count;
  std::uint32_t capacity;

  Type** begin() { return reinterpret_cast<Type**>(this + 1); }
  Type** end() { return begin() + count; }
  Type* const* begin() const { return reinterpret_cast<Type* const*>(this + 1); }
  Type* const* end() const { return begin() + count; }
  std::size_t size() const { return count; }
  Type* operator[](std::size_t index) const { return begin()[index]; }

  /// A new list; whose owner frees it.
  static TypeList* make(Heap& heap, std::span<Type* const> types);
  /// Appends a type; the list may move. `list` nullptr: a new one.
  static TypeList* append(Heap& heap, TypeList* list, Type* type);
  static void remove(TypeList* list, const Type* type);
  static void free(Heap& heap, TypeList* list);
};

struct Type : Object {
  Str* name;            // __name__
  Str* qualified_name;  // __qualname__
  Value module;         // __module__: str, or Undefined
  Type* base;           // the base whose layout it extends (nullptr only for object)
  Tuple* bases;
  Dict* dict;
  TypeList* mro;         // itself first; borrowed: kept alive by `bases`
  TypeList* subclasses;  // of a heap type: classes that derive from it, borrowed; else nullptr

  std::uint32_t instance_size;  // bytes of an instance with its dict and __slots__
  std::uint32_t dict_offset;    // where an instance keeps its Dict*, 0: it has none
  Layout layout;
  bool is_heap_type;  // made by a class statement or type(); mutable, may hold a count per instance
  bool has_own_layout;  // built in, and the first with its layout: dict is, OrderedDict is not
  bool can_be_base;     // bool, NoneType, function, ... cannot
  bool is_collectable;  // instances are tracked
  bool has_descriptor_get_attribute;  // a user's __getattribute__ or __getattr__ is in force
  bool is_abstract;
  std::uint32_t version;        // 0: attributes must not be cached
  std::uint32_t first_version;  // the one it was made with: orders classes by age
  Slots slots;

  bool is_subtype_of(const Type* other) const;
};

/// The type of any value, immediates included; type_of.h has an inline form.
Type* type_of(const Thread& thread, Value value);

/// True if the value is an object of that layout (subclasses included).
inline bool has_layout(Value value, Layout layout) {
  return value.is_object() && value.as_object()->type->layout == layout;
}
/// The same, and its type is the built-in one itself.
inline bool is_exactly(Value value, Layout layout) {
  return has_layout(value, layout) && value.as_object()->type->has_own_layout;
}

/// Looks a name up along the method resolution order; borrowed, Undefined if there is none.
Value lookup_in_type(Thread& thread, Type* type, Str* name);

/// Sets or deletes (`value` Undefined) an attribute of a heap type: updates slots and versions.
bool set_type_attribute(Thread& thread, Type* type, Str* name, Value value);

/// Makes a class: what `type(name, bases, namespace)` does (C3, layout, __slots__, __set_name__,
/// __init_subclass__ with the keyword arguments). Returns the class.
Ref make_class(Thread& thread, Type* metaclass, Str* name, Tuple* bases, Dict* namespace_dict,
               Arguments keywords);

}  // namespace gilsim::vm
