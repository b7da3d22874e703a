// SPDX-License-Identifier: MIT
//
// The lessons: every .py file below scenarios/lessons, sorted by name, such as "two_threads.py".
// The table is generated.
#pragma once

#include "runtime/embedded_file.h"

#include <span>

namespace gilsim::scenarios {

std::span<const runtime::EmbeddedFile> embedded_lessons();

}  // namespace gilsim::scenarios
