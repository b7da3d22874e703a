// SPDX-License-Identifier: MIT
//
// The cost profiles that ship with gilsim: every .toml file below runtime/profile, sorted by name,
// such as "cpython-3.11.toml". The table is generated.
#pragma once

#include "runtime/embedded_file.h"

#include <span>

namespace gilsim::runtime {

std::span<const EmbeddedFile> embedded_profiles();

}  // namespace gilsim::runtime
