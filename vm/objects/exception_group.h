// SPDX-License-Identifier: MIT
//
// Taking exception groups apart: split(), subgroup(), derive(), and what `except*` needs of them.
#pragma once

#include "vm/objects/exception.h"

namespace gilsim::vm {

/// CHECK_EG_MATCH: [exception or None, classes] becomes [what is left, what matched], and what
/// matched is the exception being handled; or [exception, None] where nothing matched. False: an
/// exception is pending (TypeError for classes that `except*` does not take).
bool match_exception_group(Thread& thread, Value*& sp);

/// PREP_RERAISE_STAR: [the caught exception, list of what the clauses raised and left over] becomes
/// [what is to be raised, or None].
bool prepare_reraise(Thread& thread, Value*& sp);

/// Adds the methods to BaseExceptionGroup.
void add_exception_group_methods(Instance& instance);

}  // namespace gilsim::vm
