// SPDX-License-Identifier: MIT
//
// What the files of itertools share.
#pragma once

#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"

#include <span>

namespace gilsim::vm {

/// An iterator type of itertools with its slots; methods may follow before finish_builtin_type.
template <typename Members>
Type* create_itertool(Instance& instance, const char* name,
                      Ref (*new_instance)(Thread&, Type*, Arguments), UnarySlot next_slot) {
  Type* type = create_module_type(instance, "itertools", name, sizeof(typename Members::T));
  Members::set_up(type->slots);
  type->slots.new_instance = new_instance;
  type->slots.iter = iterator_itself;
  type->slots.next = next_slot;
  return type;
}
template <typename Members>
Type* add_itertool(Instance& instance, const char* name,
                   Ref (*new_instance)(Thread&, Type*, Arguments), UnarySlot next_slot) {
  Type* type = create_itertool<Members>(instance, name, new_instance, next_slot);
  finish_builtin_type(instance, type);
  return type;
}

/// Accounts for one step of a search that calls nobody. False: stop.
inline bool step(Thread& thread) {
  thread.charge(thread.work_costs().step_ps);
  return thread.poll();
}

/// The constructors that take no keywords and so many positional arguments.
inline bool check_itertool(Thread& thread, const char* name, const Type* cls, Arguments arguments,
                           std::uint32_t minimum, std::uint32_t maximum) {
  return (cls->is_heap_type || check_no_keywords(thread, name, arguments)) &&
         check_positional(thread, name, arguments, minimum, maximum);
}

}  // namespace gilsim::vm
