// SPDX-License-Identifier: MIT
//
// Optimisations inside one basic block. Internal to the flow graph.
#pragma once

#include "vm/bytecode/flow_graph.h"

#include <vector>

namespace gilsim::vm {

/// Threads jumps, decides constant tests, folds tuples of constants, and turns SWAPs into an
/// optimal or static order. Leaves NOPs behind.
void optimize_block(BasicBlock& block, std::vector<ConstantValue>& constants);

}  // namespace gilsim::vm
