// SPDX-License-Identifier: MIT
//
// The frozen code (vm/bytecode/frozen_code.h) of the modules of embedded_modules(), in the same
// order and under the same names. The table is generated.
#pragma once

#include "runtime/embedded_file.h"

#include <span>

namespace gilsim::runtime {

std::span<const EmbeddedFile> frozen_modules();

}  // namespace gilsim::runtime
