// SPDX-License-Identifier: MIT
//
// pow(base, exponent, modulus) on plain ints.
#pragma once

#include "vm/core/thread.h"

namespace gilsim::vm {

/// Also with a negative exponent, if the base has an inverse; the result has the modulus's sign.
Ref modular_power(Thread& thread, Value base, Value exponent, Value modulus);

}  // namespace gilsim::vm
