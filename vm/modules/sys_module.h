// SPDX-License-Identifier: MIT
//
// The part of module sys that the set-up of an Instance needs.
#pragma once

#include "vm/core/instance.h"

namespace gilsim::vm {

/// Type sys.version_info.
void initialise_version_type(Instance& instance);

}  // namespace gilsim::vm
