// SPDX-License-Identifier: MIT
//
// Steps of making a class that others need too.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

namespace gilsim::vm {

/// The most derived of `metaclass` and the types of the bases; nullptr: TypeError (conflict) is
/// pending.
Type* calculate_metaclass(Thread& thread, Type* metaclass, const Tuple* bases);

/// Sets Type::is_abstract from a class's __abstractmethods__. False: an exception is pending.
bool update_is_abstract(Thread& thread, Type* type, Value abstract_methods);

}  // namespace gilsim::vm
