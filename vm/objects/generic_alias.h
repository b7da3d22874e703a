// SPDX-License-Identifier: MIT
//
// `list[int]` and `int | None`: what annotations are made of.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

namespace gilsim::vm {

/// A parameterised class, or a union (`origin` Undefined).
struct GenericAlias : Object {
  Value origin;     // owned
  Value arguments;  // owned tuple
};

/// origin[parameters]; a single parameter need not be a tuple.
Ref make_generic_alias(Thread& thread, Value origin, Value parameters);
/// The `|` of classes, None and aliases.
Ref union_or(Thread& thread, Value left, Value right);

}  // namespace gilsim::vm
