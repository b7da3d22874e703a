// SPDX-License-Identifier: MIT
//
// An event in one sentence: who did what, why, and what came before it.
#pragma once

#include "runtime/stepping/step_history.h"

#include <cstdint>
#include <string>

namespace gilsim::runtime {

// Of event `number`; `after` is the picture right after it. Number 0: the sentence before the run.
std::string step_story(const StepHistory& history, const Picture& after, std::int64_t number);

// "line 7 (JUMP_BACKWARD)", with the file if it is not the main program's; empty: not in bytecode.
std::string step_place(const StepHistory& history, std::uint32_t code, std::uint32_t instruction,
                       std::int32_t line);

}  // namespace gilsim::runtime
