// SPDX-License-Identifier: MIT
//
// collections.deque: a ring of values, whose capacity is a power of two.
//
// Invariant: `mutations` grows with every change of length or order, so that whoever ran Python
// code in between knows whether the items still stand where they stood.
#pragma once

#include "vm/core/object.h"

#include <cstdint>

namespace gilsim::vm {

struct Deque : Object {
  Value* ring;  // a buffer of `capacity` values, or nullptr
  std::int64_t capacity;
  std::int64_t head;  // where the first item stands
  std::int64_t length;
  std::int64_t maximum;  // -1: no bound
  std::uint64_t mutations;

  /// REQUIRES: 0 <= index < length.
  Value& at(std::int64_t index) const { return ring[(head + index) & (capacity - 1)]; }
};

}  // namespace gilsim::vm
