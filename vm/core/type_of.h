// SPDX-License-Identifier: MIT
//
// type_of, inline, for the eval loop and other hot paths.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

namespace gilsim::vm {

/// The type of an immediate; Undefined and Error, which Python never sees, count as object.
inline Type* type_of_immediate(const BuiltinTypes& types, Value value) {
  if (value.is_small_int()) return types.integer;
  if (value.is_immediate_float()) return types.floating;
  if (value.is_bool()) return types.boolean;
  if (value.is_none()) return types.none;
  if (value.is_not_implemented()) return types.not_implemented;
  return value.is_ellipsis() ? types.ellipsis : types.object;
}

/// The same as type_of.
inline Type* type_of_inline(const Thread& thread, Value value) {
  if (value.is_object()) return value.as_object()->type;
  return type_of_immediate(thread.types(), value);
}

}  // namespace gilsim::vm
