// SPDX-License-Identifier: MIT
//
// Instances of classes made by Python code, and where any object keeps its __dict__.
//
// What a class adds to its base's instances (a Dict*, __slots__ values) stands behind them, between
// the base's instance_size and its own; a zero word is nothing. A tuple or bytes has its items
// there, so a subclass's Dict* stands behind the items (only a dict can be added to those).
#pragma once

#include "vm/core/type.h"

#include <cstddef>
#include <span>

namespace gilsim::vm {

/// An instance with plain layout: its dict (and __slots__ values) stand where the type says.
struct PlainInstance : Object {};

/// The place of the object's Dict* (which may be nullptr until needed), or nullptr if its type
/// gives none.
Dict** dict_slot_of(Object* object);
/// The object's dict, made if needed; nullptr if its type gives none, or with an exception pending.
Dict* dict_of(Thread& thread, Object* object);

/// Bytes to allocate for an instance of tuple or bytes (or a subclass) with so many items.
std::size_t variable_instance_bytes(const Type* type, std::int64_t length);

/// generic_get_attribute, but Undefined instead of AttributeError (for hasattr, LOAD_METHOD, ...).
Ref generic_get_attribute_or_undefined(Thread& thread, Value object, Str* name);

/// What a descriptor found on a type gives for an instance (Undefined: for the class itself).
Ref bind_attribute(Thread& thread, Value found, Value instance_or_undefined, Type* owner);

/// The words that classes made by Python code added to an instance: its dict and its __slots__
/// members (a zero word: not set).
std::span<Value> added_words(Object* object);
/// True if such a word holds a reference.
bool holds_object(Value word);

}  // namespace gilsim::vm
