// SPDX-License-Identifier: MIT
//
// A value as a short text, for traces and the stepper.
//
// Invariants: it runs no Python code, charges nothing and allocates nothing in any interpreter's
// heap, so that looking at a program changes nothing in it; its time and its length are bounded by
// the limit, whatever the value is. What would need more than that (a class's own __repr__, an
// address) is left out: `<Point x=1 y=2>`.
#pragma once

#include "vm/core/value.h"

#include <cstddef>
#include <string>

namespace gilsim::vm {

/// repr(value) where it is short and needs no Python code, else the beginning of it and how much is
/// left out ("[0, 1, 2, ... 97 more]"). At most about `limit` bytes of UTF-8: what is begun is
/// closed. Undefined gives "".
std::string brief_repr(Value value, std::size_t limit);

}  // namespace gilsim::vm
