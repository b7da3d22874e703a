// SPDX-License-Identifier: MIT
//
// dir(): the names an object has.
#pragma once

#include "vm/core/thread.h"

namespace gilsim::vm {

/// dir(object): what its __dir__ says, as a sorted list.
Ref dir_of(Thread& thread, Value object);
/// object.__dir__ and type.__dir__: an unsorted list of what stands in the instance's dict and in
/// the classes along the method resolution order.
Ref default_dir(Thread& thread, Value object);
/// Sorts a list of names in place by Python's comparison.
bool sort_names(Thread& thread, Value list);

}  // namespace gilsim::vm
