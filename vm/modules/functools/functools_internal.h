// SPDX-License-Identifier: MIT
//
// What the files of _functools share.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

namespace gilsim::vm {

/// cmp_to_key(mycmp)
Ref cmp_to_key(Thread& thread, Arguments arguments);

}  // namespace gilsim::vm
