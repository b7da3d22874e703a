// SPDX-License-Identifier: MIT
//
// What range.cc and slice.cc share: slices of sequences too long for int64.
#pragma once

#include "vm/objects/sequence.h"

namespace gilsim::vm {

/// As slice_indices for a length that is any non-negative plain int; the results are plain ints.
bool slice_as_ints(Thread& thread, Slice* slice, Value length, Ref& start, Ref& stop, Ref& step);

}  // namespace gilsim::vm
