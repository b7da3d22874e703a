// SPDX-License-Identifier: MIT
//
// The programs of `gilsim validate`: every .py file below scenarios/validation, sorted by name. The
// table is generated.
#pragma once

#include "runtime/embedded_file.h"

#include <span>

namespace gilsim::scenarios {

std::span<const runtime::EmbeddedFile> embedded_validation();

}  // namespace gilsim::scenarios
