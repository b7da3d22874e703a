// SPDX-License-Identifier: MIT
//
// Slots and special methods: the table slots.def read in both directions.
//
// Built-in types: each slot a type defines itself gets a *slot wrapper* in its dict
// (`list.__len__`), which calls the slot. Heap types: each special method found along the mro sets
// its slot, to a generic function that looks the method up and calls it, or, if what is found is
// the wrapper of a built-in type's slot, straight to that slot (so `class A(list)` keeps list's
// speed).
//
// Invariants: slot wrappers are immortal (only built-in types have them); a heap type's slots agree
// with its mro's dicts at any time (set_type_attribute keeps them so).
#pragma once

#include "vm/core/instance.h"
#include "vm/core/native.h"
#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <span>

namespace gilsim::vm {

using AnySlot = void (*)();

enum class SlotKind : std::uint8_t {
  none,
  unary,
  binary,
  reflected,
  hash,
  call,
  compare,
  get_attribute,
  set_attribute,
  delete_attribute,
  next,
  truth,
  length,
  set_item,
  delete_item,
  contains,
  descriptor_get,
  descriptor_set,
  descriptor_delete,
  init,
  new_instance,
};

struct SlotRow {
  Str* WellKnownNames::*name;
  std::uint16_t offset;  // of the slot in Slots
  SlotKind kind;
  std::uint8_t variant;
  AnySlot generic;
};

/// `list.__len__`: type slot_wrapper.
struct SlotWrapper : Object {
  const SlotRow* row;
  AnySlot function;
  Type* owner;
};

/// `[].__len__`: type method_wrapper.
struct BoundSlotWrapper : Object {
  SlotWrapper* wrapper;
  Value self;  // owned
};

/// All rows of slots.def.
std::span<const SlotRow> slot_rows();

/// Adds a wrapper to a built-in type's dict for each slot it defines itself. Call before
/// inherit_slots.
void add_slot_wrappers(Instance& instance, Type* type);
/// Takes the slots a built-in type does not define from its mro.
void inherit_slots(Type* type);
/// Sets all slots of a heap type from the dicts of its mro.
void update_all_slots(Instance& instance, Type* type);
/// Sets the slots that a special method stands for; nothing for any other name.
void update_slots_named(Instance& instance, Type* type, Str* name);

/// Calls what the wrapper wraps with checks. `arguments` after self.
Ref call_slot_wrapper(Thread& thread, SlotWrapper* wrapper, Value self, Arguments arguments);

/// Calls a special method of the value's type; Undefined: it has none.
Ref call_special(Thread& thread, Value self, Str* name, std::span<const Value> arguments = {});

/// The hash slot of unhashable types: "unhashable type: 'list'".
bool hash_not_implemented(Thread& thread, Value self, std::int64_t& hash);
/// Reports the pending exception as "Exception ignored in: ..." on standard error and clears it.
void write_unraisable(Thread& thread, Value where);

}  // namespace gilsim::vm
