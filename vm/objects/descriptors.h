// SPDX-License-Identifier: MIT
//
// Descriptors of classes: members (`__slots__`), computed attributes, staticmethod and classmethod.
#pragma once

#include "vm/objects/function.h"

namespace gilsim::vm {

/// A `__slots__` member: the value stands at `offset` in the instance (zero word: not set).
struct MemberDescriptor : Object {
  Str* name;    // owned
  Type* owner;  // owned
  std::uint32_t offset;
};

Ref make_member_descriptor(Thread& thread, Type* owner, Str* name, std::uint32_t offset);
/// A computed attribute of a heap type. (Tables of built-in types: add_methods.)
Ref make_getset(Thread& thread, Type* owner, const NativeDefinition* definition);
Ref make_static_method(Thread& thread, Value function);
Ref make_class_method(Thread& thread, Value function);

/// The setter of an attribute that shows a member: AttributeError "readonly attribute".
Ref refuse_write(Thread& thread, Arguments arguments);

/// `__dict__` and `__weakref__` of instances.
extern const NativeDefinition kInstanceDictDefinition;
extern const NativeDefinition kInstanceWeakrefDefinition;

}  // namespace gilsim::vm
