// SPDX-License-Identifier: MIT
//
// What the files of list share with each other alone.
#pragma once

#include "vm/objects/list.h"

#include <cstdint>

namespace gilsim::vm {

/// Takes the item at an index out. REQUIRES: 0 <= index < length.
Ref list_take(Thread& thread, List* list, std::int64_t index);

/// Slots for storage, items and slices (list.cc).
void set_up_list_storage(Type* type);

}  // namespace gilsim::vm
