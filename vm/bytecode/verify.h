// SPDX-License-Identifier: MIT
//
// Checks a code object against the opcode table. For tests and stress builds.
#pragma once

#include "vm/bytecode/code.h"

#include <string>

namespace gilsim::vm {

/// Empty if the code and the code inside it are sound: jump targets and operands are in range, the
/// stack has one depth at each instruction whichever way leads there, never below zero or above
/// `stack_size`, and no way leads off the end. Else a sentence that says what is wrong, and where.
std::string verify_code(const Code& code);

}  // namespace gilsim::vm
