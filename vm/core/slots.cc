// SPDX-License-Identifier: MIT
//
// The table of slots.def, how slots are inherited and updated, and the wrappers of built-in slots.
// The generic functions of classes written in Python are in generic_slots.cc.
#include "vm/core/slots.h"

#include "vm/core/generic_slots.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace gilsim::vm {

namespace {

static_assert(sizeof(Slots) % sizeof(AnySlot) == 0, "Slots holds function pointers only");
constexpr std::size_t kSlotCount = sizeof(Slots) / sizeof(AnySlot);

constexpr std::uint16_t binary_offset(BinaryOp op) {
  return static_cast<std::uint16_t>(offsetof(Slots, binary) +
                                    static_cast<std::size_t>(op) * sizeof(AnySlot));
}
constexpr std::uint16_t in_place_offset(BinaryOp op) {
  return static_cast<std::uint16_t>(offsetof(Slots, in_place) +
                                    static_cast<std::size_t>(op) * sizeof(AnySlot));
}

const SlotRow kRows[] = {
#define SLOT(name, slot, kind, variant, generic)                             \
  {&WellKnownNames::name##_, offsetof(Slots, slot), SlotKind::kind, variant, \
   reinterpret_cast<AnySlot>(&generic)},
#define BINARY(op, name)                                                                    \
  {&WellKnownNames::op_##name##_, binary_offset(BinaryOp::op), SlotKind::binary, 0,         \
   reinterpret_cast<AnySlot>(&generic_binary<BinaryOp::op>)},                               \
      {&WellKnownNames::op_r##name##_, binary_offset(BinaryOp::op), SlotKind::reflected, 1, \
       reinterpret_cast<AnySlot>(&generic_binary<BinaryOp::op>)},                           \
      {&WellKnownNames::op_i##name##_, in_place_offset(BinaryOp::op), SlotKind::binary, 2,  \
       reinterpret_cast<AnySlot>(&generic_in_place<BinaryOp::op>)},
#include "vm/core/slots.def"
#undef SLOT
#undef BINARY
};

AnySlot read_slot(const Slots& slots, std::size_t offset) {
  AnySlot slot;
  std::memcpy(&slot, reinterpret_cast<const char*>(&slots) + offset, sizeof slot);
  return slot;
}

void write_slot(Slots& slots, std::size_t offset, AnySlot slot) {
  std::memcpy(reinterpret_cast<char*>(&slots) + offset, &slot, sizeof slot);
}

Value find_in_mro(const Type* type, Str* name) {
  for (const Type* member : *type->mro) {
    const Value found = dict_get(member->dict, name);
    if (!found.is_undefined()) return found;
  }
  return Value();
}

// --- __new__ ---

/// What `list.__new__` calls: (list, cls, ...).
Ref native_new(Thread& thread, Arguments arguments) {
  Type* owner = cast<Type>(arguments[0]);
  const std::string_view owner_name = type_name(owner);
  if (arguments.positional_count < 2) {
    return thread.type_error("{}.__new__(): not enough arguments", owner_name);
  }
  if (!has_layout(arguments[1], Layout::type)) {
    return thread.type_error("{}.__new__(X): X is not a type object ({})", owner_name,
                             type_name(thread, arguments[1]));
  }
  Type* cls = cast<Type>(arguments[1]);
  if (!cls->is_subtype_of(owner)) {
    return thread.type_error("{0}.__new__({1}): {1} is not a subtype of {0}", owner_name,
                             type_name(cls));
  }
  const Type* builtin_base = cls;
  while (builtin_base->is_heap_type) builtin_base = builtin_base->base;
  if (builtin_base->slots.new_instance != owner->slots.new_instance) {
    return thread.type_error("{0}.__new__({1}) is not safe, use {2}.__new__()", owner_name,
                             type_name(cls), type_name(builtin_base));
  }
  return owner->slots.new_instance(thread, cls, arguments.without_first().without_first());
}

constexpr NativeDefinition kNewDefinition{"__new__", native_new};

bool is_builtin_new(Value value, const BuiltinTypes& types) {
  return value.is_object() && value.as_object()->type == types.native_function &&
         cast<NativeFunctionObject>(value)->function == native_new;
}

// --- built-in types ---

/// CPython's sequences concatenate: they have no `__radd__`.
bool lacks_reflected_add(const Type* type) {
  switch (type->layout) {
    case Layout::str:
    case Layout::bytes:
    case Layout::bytearray:
    case Layout::list:
    case Layout::tuple:
      return true;
    default:
      return false;
  }
}

bool has_wrapper(const Type* type, const SlotRow& row) {
  if (row.kind == SlotKind::none) return false;
  if (row.kind == SlotKind::reflected && row.offset == binary_offset(BinaryOp::add)) {
    return !lacks_reflected_add(type);
  }
  return true;
}

Value make_wrapper(Instance& instance, Type* type, const SlotRow& row, AnySlot slot) {
  if (slot == reinterpret_cast<AnySlot>(&hash_not_implemented)) return Value::none();
  if (row.kind == SlotKind::new_instance) {
    NativeFunctionObject* function = make_native_in(instance, &kNewDefinition, nullptr);
    function->self = Value(type);
    return function;
  }
  auto* wrapper = instance.immortal_heap().make<SlotWrapper>(instance.types.slot_wrapper);
  wrapper->row = &row;
  wrapper->function = slot;
  wrapper->owner = type;
  return wrapper;
}

/// The names in a type's dict that a slot may have.
std::vector<const Str*> special_names(const Type* type) {
  std::vector<const Str*> names;
  Value key;
  Value value;
  for (std::int64_t position = 0; dict_next(type->dict, position, key, value);) {
    if (is_str(key) && cast<Str>(key)->length > 0 && cast<Str>(key)->at(0) == '_') {
      names.push_back(cast<Str>(key));
    }
  }
  return names;
}

}  // namespace

std::span<const SlotRow> slot_rows() { return kRows; }

void add_slot_wrappers(Instance& instance, Type* type) {
  if (type->slots.compare != nullptr && type->slots.hash == nullptr) {
    type->slots.hash = hash_not_implemented;
  }
  const Slots own = type->slots;
  std::vector<const Str*> present =
      special_names(type);  // few: cheaper than a look-up for each row
  for (const SlotRow& row : kRows) {
    const AnySlot slot = read_slot(own, row.offset);
    Str* const name = instance.names.*row.name;
    if (slot != nullptr && has_wrapper(type, row)) {
      dict_set_in(instance.immortal_heap(), type->dict, name,
                  make_wrapper(instance, type, row, slot));
      present.push_back(name);
    } else if (slot == nullptr && row.kind != SlotKind::new_instance &&
               std::ranges::find(present, name) != present.end()) {
      // A method which the type's file gave in its method table sets the slot as a method of a
      // class written in Python would.
      write_slot(type->slots, row.offset, row.generic);
    }
  }
}

void inherit_slots(Type* type) {
  const Type* base = type->base;
  if (base == nullptr) return;
  const bool keeps_compare = type->slots.compare != nullptr || type->slots.hash != nullptr;
  for (std::size_t i = 0; i < kSlotCount; ++i) {
    const std::size_t offset = i * sizeof(AnySlot);
    if (read_slot(type->slots, offset) != nullptr) continue;
    if (keeps_compare && (offset == offsetof(Slots, compare) || offset == offsetof(Slots, hash))) {
      continue;
    }
    // A built-in type that says nothing of its construction cannot be made by calling it.
    if (offset == offsetof(Slots, new_instance) && base->base == nullptr) continue;
    write_slot(type->slots, offset, read_slot(base->slots, offset));
  }
}

// --- heap types ---

namespace {

/// What decides a slot while its rows are looked at.
struct SlotChoice {
  AnySlot specific = nullptr;
  AnySlot generic = nullptr;
  bool use_generic = false;
};

void consider_row(Instance& instance, const Type* type, const SlotRow& row, SlotChoice& choice) {
  const Value found = find_in_mro(type, instance.names.*row.name);
  if (found.is_undefined()) return;
  choice.generic = row.generic;
  const Type* found_type = found.is_object() ? found.as_object()->type : nullptr;
  if (found_type == instance.types.slot_wrapper) {
    const auto* wrapper = cast<SlotWrapper>(found);
    const bool fits = wrapper->row->offset == row.offset && type->is_subtype_of(wrapper->owner) &&
                      (choice.specific == nullptr || choice.specific == wrapper->function);
    if (fits) {
      choice.specific = wrapper->function;
    } else {
      choice.use_generic = true;
    }
  } else if (row.kind == SlotKind::new_instance && is_builtin_new(found, instance.types)) {
    const Type* owner = cast<Type>(cast<NativeFunctionObject>(found)->self);
    choice.specific = read_slot(owner->slots, row.offset);
  } else if (row.kind == SlotKind::hash && found.is_none()) {
    choice.specific = reinterpret_cast<AnySlot>(&hash_not_implemented);
  } else {
    choice.use_generic = true;
  }
}

/// Updates the slot whose rows begin at `first`; returns the row after the last of them.
const SlotRow* update_slot(Instance& instance, Type* type, const SlotRow* first) {
  SlotChoice choice;
  const SlotRow* row = first;
  for (; row != std::end(kRows) && row->offset == first->offset; ++row) {
    consider_row(instance, type, *row, choice);
  }
  const bool direct = choice.specific != nullptr && !choice.use_generic;
  AnySlot slot = direct ? choice.specific : choice.generic;
  if (first->offset == offsetof(Slots, finalize) && slot == nullptr) {
    slot = reinterpret_cast<AnySlot>(type->base->slots.finalize);
  }
  write_slot(type->slots, first->offset, slot);
  if (first->offset == offsetof(Slots, get_attribute)) {
    type->has_descriptor_get_attribute = type->slots.get_attribute == generic_attribute_of;
  }
  return row;
}

}  // namespace

void update_all_slots(Instance& instance, Type* type) {
  for (const SlotRow* row = kRows; row != std::end(kRows);) row = update_slot(instance, type, row);
}

void update_slots_named(Instance& instance, Type* type, Str* name) {
  for (const SlotRow* row = kRows; row != std::end(kRows);) {
    bool concerned = false;
    const SlotRow* end = row;
    for (; end != std::end(kRows) && end->offset == row->offset; ++end) {
      const Str* row_name = instance.names.*end->name;
      concerned = concerned || row_name == name || equal_text(row_name, name);
    }
    if (concerned) update_slot(instance, type, row);
    row = end;
  }
}

// --- wrappers ---

namespace {

template <typename Slot>
Slot slot_as(const SlotWrapper* wrapper) {
  return reinterpret_cast<Slot>(wrapper->function);
}

bool check_count(Thread& thread, Arguments arguments, std::uint32_t expected) {
  if (arguments.positional_count == expected) return true;
  if (expected > 1) return check_positional(thread, "", arguments, expected, expected);
  thread
      .type_error("expected {} argument{}, got {}", expected, expected == 1 ? "" : "s",
                  arguments.positional_count)
      .reset();
  return false;
}

Ref none_if(bool done) { return done ? Ref::none() : Ref::error(); }

Ref boolean_of(Truth truth) {
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::yes);
}

Str* attribute_name(Thread& thread, Value name) {
  if (is_str(name)) return cast<Str>(name);
  thread.type_error("attribute name must be string, not '{}'", type_name(thread, name)).reset();
  return nullptr;
}

Ref wrap_attribute(Thread& thread, const SlotWrapper* wrapper, Value self, Arguments arguments) {
  const bool sets = wrapper->row->kind == SlotKind::set_attribute;
  if (!check_count(thread, arguments, sets ? 2 : 1)) return Ref::error();
  Str* name = attribute_name(thread, arguments[0]);
  if (name == nullptr) return Ref::error();
  if (wrapper->row->kind == SlotKind::get_attribute) {
    return slot_as<decltype(Slots::get_attribute)>(wrapper)(thread, self, name);
  }
  const auto slot = slot_as<decltype(Slots::set_attribute)>(wrapper);
  if (has_layout(self, Layout::type) && wrapper->owner != thread.types().type) {
    return thread.type_error("can't apply this {} to {} object",
                             sets ? "__setattr__" : "__delattr__", type_name(thread, self));
  }
  return none_if(slot(thread, self, name, sets ? arguments[1] : Value()));
}

Ref wrap_next(Thread& thread, const SlotWrapper* wrapper, Value self) {
  Ref item = slot_as<UnarySlot>(wrapper)(thread, self);
  if (!item.is_undefined()) return item;
  Ref stop = call(thread, thread.types().StopIteration);
  return stop.is_error() ? Ref::error() : thread.raise(std::move(stop));
}

Ref wrap_number(Thread& thread, const SlotWrapper* wrapper, Value self) {
  std::int64_t number = 0;
  const auto slot = slot_as<bool (*)(Thread&, Value, std::int64_t&)>(wrapper);
  return slot(thread, self, number) ? make_int(thread, number) : Ref::error();
}

Ref wrap_descriptor_get(Thread& thread, const SlotWrapper* wrapper, Value self,
                        Arguments arguments) {
  if (!check_positional(thread, "", arguments, 1, 2)) return Ref::error();
  const Value instance = arguments[0].is_none() ? Value() : arguments[0];
  const Value owner = arguments.positional_count > 1 ? arguments[1] : Value::none();
  if (instance.is_undefined() && owner.is_none()) {
    return thread.type_error("__get__(None, None) is invalid");
  }
  Type* cls = has_layout(owner, Layout::type) ? cast<Type>(owner) : type_of(thread, arguments[0]);
  return slot_as<decltype(Slots::descriptor_get)>(wrapper)(thread, self, instance, cls);
}

/// Calls that check their arguments alike: `expected` positional values.
Ref wrap_counted(Thread& thread, const SlotWrapper* wrapper, Value self, Arguments arguments) {
  const auto set_value = slot_as<bool (*)(Thread&, Value, Value, Value)>(wrapper);
  switch (wrapper->row->kind) {
    case SlotKind::binary:
      return slot_as<BinarySlot>(wrapper)(thread, self, arguments[0]);
    case SlotKind::reflected:
      return slot_as<BinarySlot>(wrapper)(thread, arguments[0], self);
    case SlotKind::compare:
      return slot_as<decltype(Slots::compare)>(wrapper)(
          thread, self, arguments[0], static_cast<CompareOp>(wrapper->row->variant));
    case SlotKind::contains:
      return boolean_of(slot_as<decltype(Slots::contains)>(wrapper)(thread, self, arguments[0]));
    case SlotKind::set_item:
    case SlotKind::descriptor_set:
      return none_if(set_value(thread, self, arguments[0], arguments[1]));
    case SlotKind::delete_item:
    case SlotKind::descriptor_delete:
      return none_if(set_value(thread, self, arguments[0], Value()));
    case SlotKind::hash:
    case SlotKind::length:
      return wrap_number(thread, wrapper, self);
    case SlotKind::truth:
      return boolean_of(slot_as<decltype(Slots::truth)>(wrapper)(thread, self));
    case SlotKind::next:
      return wrap_next(thread, wrapper, self);
    default:
      return slot_as<UnarySlot>(wrapper)(thread, self);
  }
}

std::uint32_t expected_count(SlotKind kind) {
  switch (kind) {
    case SlotKind::binary:
    case SlotKind::reflected:
    case SlotKind::compare:
    case SlotKind::contains:
    case SlotKind::delete_item:
    case SlotKind::descriptor_delete:
      return 1;
    case SlotKind::set_item:
    case SlotKind::descriptor_set:
      return 2;
    default:
      return 0;
  }
}

}  // namespace

Ref call_slot_wrapper(Thread& thread, SlotWrapper* wrapper, Value self, Arguments arguments) {
  const SlotKind kind = wrapper->row->kind;
  Str* name = thread.names().*wrapper->row->name;
  if (!type_of_inline(thread, self)->is_subtype_of(wrapper->owner)) {
    return thread.type_error("descriptor '{}' requires a '{}' object but received a '{}'",
                             name->ascii(), type_name(wrapper->owner), type_name(thread, self));
  }
  if (kind == SlotKind::call) {
    return slot_as<decltype(Slots::call)>(wrapper)(thread, self, arguments);
  }
  if (kind == SlotKind::init) {
    return none_if(slot_as<decltype(Slots::init)>(wrapper)(thread, self, arguments));
  }
  if (arguments.keyword_count() != 0) {
    return thread.type_error("wrapper {}() takes no keyword arguments", name->ascii());
  }
  switch (kind) {
    case SlotKind::get_attribute:
    case SlotKind::set_attribute:
    case SlotKind::delete_attribute:
      return wrap_attribute(thread, wrapper, self, arguments);
    case SlotKind::descriptor_get:
      return wrap_descriptor_get(thread, wrapper, self, arguments);
    default:
      break;
  }
  if (!check_count(thread, arguments, expected_count(kind))) return Ref::error();
  return wrap_counted(thread, wrapper, self, arguments);
}

bool hash_not_implemented(Thread& thread, Value self, std::int64_t&) {
  thread.type_error("unhashable type: '{}'", type_name(thread, self)).reset();
  return false;
}

}  // namespace gilsim::vm
