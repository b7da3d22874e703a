// SPDX-License-Identifier: MIT
//
// memoryview: the memory of a bytes-like object, seen without a copy.
#pragma once

#include "vm/core/thread.h"

namespace gilsim::vm {

/// memoryview(source). TypeError for what is not bytes-like.
Ref make_memory_view(Thread& thread, Value source);

void initialise_memory_view_type(Instance& instance);

}  // namespace gilsim::vm
