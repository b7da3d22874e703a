// SPDX-License-Identifier: MIT
//
// tuple: a fixed number of values behind the header. A subclass with a __dict__ keeps it after the
// items (`dict_slot_of` in instance_object.h knows).
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <initializer_list>
#include <span>

namespace gilsim::vm {

struct Tuple : Object {
  std::int64_t length;

  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
  std::span<const Value> view() const { return {items(), static_cast<std::size_t>(length)}; }
  Value operator[](std::int64_t index) const { return items()[index]; }
};

inline bool is_tuple(Value value) { return has_layout(value, Layout::tuple); }
inline bool is_exact_tuple(Value value) { return is_exactly(value, Layout::tuple); }

/// A new tuple that shares the given values.
Ref make_tuple(Thread& thread, std::span<const Value> values);
inline Ref make_tuple(Thread& thread, std::initializer_list<Value> values) {
  return make_tuple(thread, std::span<const Value>(values.begin(), values.size()));
}
/// A new tuple that takes over the counts of the given values.
Ref make_tuple_stealing(Thread& thread, Value* values, std::int64_t count);
/// An immortal tuple (constants); values must be immortal or immediate.
Tuple* make_tuple_in(Heap& heap, Type* tuple_type, std::span<const Value> values);

}  // namespace gilsim::vm
