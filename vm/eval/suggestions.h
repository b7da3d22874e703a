// SPDX-License-Identifier: MIT
//
// "Did you mean: 'x'?" behind NameError and AttributeError, by CPython 3.11's rules.
#pragma once

#include "vm/core/thread.h"
#include "vm/objects/exception.h"

#include <string>

namespace gilsim::vm {

/// The name to suggest for an uncaught exception; empty: none. Leaves no exception pending.
std::string suggestion_for(Thread& thread, Exception* exception);

}  // namespace gilsim::vm
