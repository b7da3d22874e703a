// SPDX-License-Identifier: MIT
//
// Making built-in types: the one table of those the VM brings (builtin_types.cc), and the same
// steps for types that a layer above adds (locks, queues, ...).
//
// A type is created (name, base, layout), then its slots and methods are filled in, then it is
// finished (wrappers, inherited slots). REQUIRES: no interpreter of the Instance runs meanwhile.
#pragma once

#include "vm/core/instance.h"
#include "vm/core/type.h"

#include <cstdint>

namespace gilsim::vm {

struct TypeDefinition {
  const char* name;
  const char* module = "builtins";
  Type* base = nullptr;  // nullptr: object
  Layout layout = Layout::other;
  std::uint32_t instance_size = sizeof(Object);
  std::uint32_t dict_offset = 0;
  bool is_collectable = false;  // its instances can be part of a cycle: they are tracked
  bool can_be_base = false;
};

/// A new immortal type without slots and methods.
Type* create_builtin_type(Instance& instance, const TypeDefinition& definition);
/// Adds the wrappers of its slots to its dict and inherits the others. Bases first.
void finish_builtin_type(Instance& instance, Type* type);

/// Where a member stands in an object (offsetof for layouts that derive from Object).
template <typename T, typename M>
std::uint32_t member_offset(M T::*member) {
  alignas(T) static constexpr char kStorage[sizeof(T)] = {};
  const T* object = reinterpret_cast<const T*>(kStorage);
  return static_cast<std::uint32_t>(reinterpret_cast<const char*>(&(object->*member)) - kStorage);
}

}  // namespace gilsim::vm
