// SPDX-License-Identifier: MIT
//
// getset_descriptor, member_descriptor, wrapper_descriptor and method-wrapper.
//
// A getset_descriptor is a NativeFunctionObject whose definition has the getter and the setter; one
// of a heap type owns that type through `self`, so that `owner` stays valid.
#include "vm/objects/descriptors.h"

#include "vm/core/slots.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

/// "descriptor 'x' for 'A' objects doesn't apply to a 'B' object"
bool check_instance(Thread& thread, std::string_view name, const Type* owner, Value instance) {
  if (type_of_inline(thread, instance)->is_subtype_of(owner)) return true;
  return fail(thread.type_error("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                                name, type_name(owner), type_name(thread, instance)));
}

// --- getset ---

Ref getset_get(Thread& thread, Value self, Value instance, Type*) {
  if (instance.is_undefined()) return Ref::share(self);
  const auto* getset = cast<NativeFunctionObject>(self);
  if (!check_instance(thread, getset->definition->name, getset->owner, instance)) {
    return Ref::error();
  }
  const Value arguments[] = {instance};
  return getset->function(thread, {arguments, 1, nullptr});
}

bool getset_set(Thread& thread, Value self, Value instance, Value value) {
  const auto* getset = cast<NativeFunctionObject>(self);
  const NativeDefinition* definition = getset->definition;
  if (!check_instance(thread, definition->name, getset->owner, instance)) return false;
  if (definition->setter == nullptr) {
    return fail(thread.error(thread.types().AttributeError,
                             "attribute '{}' of '{}' objects is not writable", definition->name,
                             type_name(getset->owner)));
  }
  const Value arguments[] = {instance, value};
  return !definition->setter(thread, {arguments, 2, nullptr}).is_error();
}

Ref getset_repr(Thread& thread, Value self) {
  const auto* getset = cast<NativeFunctionObject>(self);
  return make_str(thread, fmt::format("<attribute '{}' of '{}' objects>", getset->definition->name,
                                      type_name(getset->owner)));
}

Ref native_descriptor_name(Thread& thread, Arguments arguments) {
  return Ref::share(
      thread.instance.intern(cast<NativeFunctionObject>(arguments[0])->definition->name));
}

Ref native_descriptor_owner(Thread&, Arguments arguments) {
  return Ref::share(cast<NativeFunctionObject>(arguments[0])->owner);
}

Ref none_attribute(Thread&, Arguments) { return Ref::none(); }

constexpr NativeDefinition kGetsetAttributes[] = {
    {"__name__", native_descriptor_name, nullptr, kNativeGetter},
    {"__objclass__", native_descriptor_owner, nullptr, kNativeGetter},
    {"__doc__", none_attribute, nullptr, kNativeGetter},
};

// --- members ---

Value* member_place(const MemberDescriptor* member, Value instance) {
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(instance.as_object()) + member->offset);
}

bool is_set(Value member) { return member.bits() != 0 && !member.is_undefined(); }

Ref member_get(Thread& thread, Value self, Value instance, Type*) {
  if (instance.is_undefined()) return Ref::share(self);
  const auto* member = cast<MemberDescriptor>(self);
  if (!check_instance(thread, to_utf8(member->name), member->owner, instance)) return Ref::error();
  const Value value = *member_place(member, instance);
  if (is_set(value)) return Ref::share(value);
  return raise_attribute_error(thread, instance, member->name,
                               fmt::format("'{}' object has no attribute '{}'",
                                           type_name(thread, instance), to_utf8(member->name)));
}

bool member_set(Thread& thread, Value self, Value instance, Value value) {
  const auto* member = cast<MemberDescriptor>(self);
  if (!check_instance(thread, to_utf8(member->name), member->owner, instance)) return false;
  Value* place = member_place(member, instance);
  const Value old = *place;
  if (value.is_undefined() && !is_set(old)) {
    return fail(thread.error(thread.types().AttributeError, "{}", to_utf8(member->name)));
  }
  incref(value);
  *place = value;
  if (is_set(old)) decref(old);
  return true;
}

Ref member_repr(Thread& thread, Value self) {
  const auto* member = cast<MemberDescriptor>(self);
  return make_str(thread, fmt::format("<member '{}' of '{}' objects>", to_utf8(member->name),
                                      type_name(member->owner)));
}

void member_dealloc(Heap&, Object* object) {
  auto* member = static_cast<MemberDescriptor*>(object);
  decref(member->name);
  decref(member->owner);
}

void member_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<MemberDescriptor*>(object)->owner, context);
}

Ref member_name(Thread&, Arguments arguments) {
  return Ref::share(cast<MemberDescriptor>(arguments[0])->name);
}

Ref member_owner(Thread&, Arguments arguments) {
  return Ref::share(cast<MemberDescriptor>(arguments[0])->owner);
}

constexpr NativeDefinition kMemberAttributes[] = {
    {"__name__", member_name, nullptr, kNativeGetter},
    {"__objclass__", member_owner, nullptr, kNativeGetter},
    {"__doc__", none_attribute, nullptr, kNativeGetter},
};

// --- slot wrappers ---

std::string_view wrapper_name(const Thread& thread, const SlotWrapper* wrapper) {
  return (thread.names().*wrapper->row->name)->ascii();
}

Ref wrapper_call(Thread& thread, Value self, Arguments arguments) {
  auto* wrapper = cast<SlotWrapper>(self);
  if (arguments.positional_count == 0) {
    return thread.type_error("descriptor '{}' of '{}' object needs an argument",
                             wrapper_name(thread, wrapper), type_name(wrapper->owner));
  }
  return call_slot_wrapper(thread, wrapper, arguments[0], arguments.without_first());
}

Ref wrapper_get(Thread& thread, Value self, Value instance, Type*) {
  if (instance.is_undefined()) return Ref::share(self);
  auto* wrapper = cast<SlotWrapper>(self);
  if (!check_instance(thread, wrapper_name(thread, wrapper), wrapper->owner, instance)) {
    return Ref::error();
  }
  auto* bound = thread.heap().make<BoundSlotWrapper>(thread.types().method_wrapper);
  bound->wrapper = wrapper;
  incref(instance);
  bound->self = instance;
  thread.heap().track(bound);
  return Ref::adopt(bound);
}

Ref wrapper_repr(Thread& thread, Value self) {
  const auto* wrapper = cast<SlotWrapper>(self);
  return make_str(thread, fmt::format("<slot wrapper '{}' of '{}' objects>",
                                      wrapper_name(thread, wrapper), type_name(wrapper->owner)));
}

Ref wrapper_name_attribute(Thread& thread, Arguments arguments) {
  return Ref::share(thread.names().*cast<SlotWrapper>(arguments[0])->row->name);
}

Ref wrapper_qualified_name(Thread& thread, Arguments arguments) {
  const auto* wrapper = cast<SlotWrapper>(arguments[0]);
  return make_str(thread,
                  fmt::format("{}.{}", type_name(wrapper->owner), wrapper_name(thread, wrapper)));
}

Ref wrapper_owner(Thread&, Arguments arguments) {
  return Ref::share(cast<SlotWrapper>(arguments[0])->owner);
}

constexpr NativeDefinition kWrapperAttributes[] = {
    {"__name__", wrapper_name_attribute, nullptr, kNativeGetter},
    {"__qualname__", wrapper_qualified_name, nullptr, kNativeGetter},
    {"__objclass__", wrapper_owner, nullptr, kNativeGetter},
    {"__doc__", none_attribute, nullptr, kNativeGetter},
};

// --- bound slot wrappers ---

Ref bound_wrapper_call(Thread& thread, Value self, Arguments arguments) {
  const auto* bound = cast<BoundSlotWrapper>(self);
  return call_slot_wrapper(thread, bound->wrapper, bound->self, arguments);
}

Ref bound_wrapper_repr(Thread& thread, Value self) {
  const auto* bound = cast<BoundSlotWrapper>(self);
  return make_str(thread,
                  fmt::format("<method-wrapper '{}' of {} object at 0x{:x}>",
                              wrapper_name(thread, bound->wrapper), type_name(thread, bound->self),
                              thread.interpreter.identity_of(bound->self)));
}

Ref bound_wrapper_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return Ref::not_implemented();
  if (!other.is_object() || other.as_object()->type != thread.types().method_wrapper) {
    return Ref::not_implemented();
  }
  const auto* left = cast<BoundSlotWrapper>(self);
  const auto* right = cast<BoundSlotWrapper>(other);
  const bool same = left->wrapper == right->wrapper && left->self == right->self;
  return Ref::boolean(same == (op == CompareOp::equal));
}

bool bound_wrapper_hash(Thread& thread, Value self, std::int64_t& hash) {
  const auto* bound = cast<BoundSlotWrapper>(self);
  hash = static_cast<std::int64_t>(thread.interpreter.identity_of(bound->self) >> 4) ^
         hash_of(thread.names().*bound->wrapper->row->name);
  if (hash == -1) hash = -2;
  return true;
}

void bound_wrapper_dealloc(Heap&, Object* object) {
  decref(std::exchange(static_cast<BoundSlotWrapper*>(object)->self, Value()));
}

void bound_wrapper_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<BoundSlotWrapper*>(object)->self, context);
}

void bound_wrapper_clear(Heap& heap, Object* object) { bound_wrapper_dealloc(heap, object); }

Ref bound_wrapper_name(Thread& thread, Arguments arguments) {
  return Ref::share(thread.names().*cast<BoundSlotWrapper>(arguments[0])->wrapper->row->name);
}

Ref bound_wrapper_self(Thread&, Arguments arguments) {
  return Ref::share(cast<BoundSlotWrapper>(arguments[0])->self);
}

Ref bound_wrapper_qualified_name(Thread& thread, Arguments arguments) {
  const Value wrapper = cast<BoundSlotWrapper>(arguments[0])->wrapper;
  return wrapper_qualified_name(thread, {&wrapper, 1, nullptr});
}

constexpr NativeDefinition kBoundWrapperAttributes[] = {
    {"__name__", bound_wrapper_name, nullptr, kNativeGetter},
    {"__qualname__", bound_wrapper_qualified_name, nullptr, kNativeGetter},
    {"__self__", bound_wrapper_self, nullptr, kNativeGetter},
    {"__doc__", none_attribute, nullptr, kNativeGetter},
};

// --- __dict__ of instances ---

Ref instance_dict(Thread& thread, Arguments arguments) {
  Dict* dict = dict_of(thread, arguments[0].as_object());
  if (dict != nullptr) return Ref::share(dict);
  if (thread.has_exception() || thread.cancelled) return Ref::error();
  return raise_attribute_error(
      thread, arguments[0], thread.names().dict_,
      fmt::format("'{}' object has no attribute '__dict__'", type_name(thread, arguments[0])));
}

Ref set_instance_dict(Thread& thread, Arguments arguments) {
  Dict** slot = dict_slot_of(arguments[0].as_object());
  if (slot == nullptr) {
    return thread.error(thread.types().AttributeError, "This object has no __dict__");
  }
  const Value value = arguments[1];
  if (!value.is_undefined() && !is_dict(value)) {
    return thread.type_error("__dict__ must be set to a dictionary, not a '{}'",
                             type_name(thread, value));
  }
  incref(value);
  Dict* old = std::exchange(*slot, value.is_undefined() ? nullptr : cast<Dict>(value));
  if (old != nullptr) decref(old);
  return Ref::none();
}

}  // namespace

Ref refuse_write(Thread& thread, Arguments) {
  return thread.raise(thread.types().AttributeError, "readonly attribute");
}

const NativeDefinition kInstanceDictDefinition{"__dict__", instance_dict, nullptr, kNativeGetter,
                                               set_instance_dict};
const NativeDefinition kInstanceWeakrefDefinition{"__weakref__", none_attribute, nullptr,
                                                  kNativeGetter, nullptr};

Ref make_member_descriptor(Thread& thread, Type* owner, Str* name, std::uint32_t offset) {
  auto* member = thread.heap().make<MemberDescriptor>(thread.types().member_descriptor);
  incref(name);
  member->name = name;
  incref(owner);
  member->owner = owner;
  member->offset = offset;
  thread.heap().track(member);
  return Ref::adopt(member);
}

Ref make_getset(Thread& thread, Type* owner, const NativeDefinition* definition) {
  auto* getset = thread.heap().make<NativeFunctionObject>(thread.types().getset_descriptor);
  getset->definition = definition;
  getset->function = definition->function;
  getset->owner = owner;
  incref(owner);
  getset->self = owner;
  getset->module = Value();
  thread.heap().track(getset);
  return Ref::adopt(getset);
}

void initialise_descriptor_types(Instance& instance) {
  Type* getset = instance.types.getset_descriptor;
  getset->slots.dealloc = native_function_dealloc;
  getset->slots.traverse = native_function_traverse;
  getset->slots.repr = getset_repr;
  getset->slots.descriptor_get = getset_get;
  getset->slots.descriptor_set = getset_set;
  add_methods(instance, getset, kGetsetAttributes);

  Type* member = instance.types.member_descriptor;
  member->slots.dealloc = member_dealloc;
  member->slots.traverse = member_traverse;
  member->slots.repr = member_repr;
  member->slots.descriptor_get = member_get;
  member->slots.descriptor_set = member_set;
  add_methods(instance, member, kMemberAttributes);

  Type* wrapper = instance.types.slot_wrapper;
  wrapper->slots.call = wrapper_call;
  wrapper->slots.repr = wrapper_repr;
  wrapper->slots.descriptor_get = wrapper_get;
  add_methods(instance, wrapper, kWrapperAttributes);

  Type* bound = instance.types.method_wrapper;
  bound->slots.dealloc = bound_wrapper_dealloc;
  bound->slots.traverse = bound_wrapper_traverse;
  bound->slots.clear = bound_wrapper_clear;
  bound->slots.call = bound_wrapper_call;
  bound->slots.repr = bound_wrapper_repr;
  bound->slots.compare = bound_wrapper_compare;
  bound->slots.hash = bound_wrapper_hash;
  add_methods(instance, bound, kBoundWrapperAttributes);
}

}  // namespace gilsim::vm
