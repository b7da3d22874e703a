// SPDX-License-Identifier: MIT
//
// The modules written in Python: every .py file below vm/modules and runtime/modules, sorted by
// name, such as "threading.py" or "multiprocessing/__init__.py". The table is generated.
#pragma once

#include "runtime/embedded_file.h"

#include <span>

namespace gilsim::runtime {

std::span<const EmbeddedFile> embedded_modules();

}  // namespace gilsim::runtime
