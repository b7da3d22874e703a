// SPDX-License-Identifier: MIT
//
// The check points of a GIL policy, as the language knows them.
#pragma once

#include "runtime/gil/gil_policy.h"
#include "vm/bytecode/check_points.h"

namespace gilsim::runtime {

vm::CheckPointFamily vm_family(CheckPointFamily family);

}  // namespace gilsim::runtime
