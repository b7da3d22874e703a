// SPDX-License-Identifier: MIT
//
// The functions of module math, by theme; math_module.cc puts them together.
#pragma once

#include "vm/core/native.h"
#include "vm/core/thread.h"

#include <span>

namespace gilsim::vm {

std::span<const NativeDefinition> math_of_floats();
std::span<const NativeDefinition> math_of_integers();
std::span<const NativeDefinition> math_of_sums();  // fsum, prod, hypot, dist, isclose

Ref math_domain_error(Thread& thread);
Ref math_range_error(Thread& thread);

}  // namespace gilsim::vm
