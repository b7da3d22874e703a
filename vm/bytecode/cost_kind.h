// SPDX-License-Identifier: MIT
//
// The kinds of instruction a profile gives a cost for. The opcode table names one for each opcode.
#pragma once

#include <array>
#include <cstdint>

namespace gilsim::vm {

enum class CostKind : std::uint8_t {
  load_store,  // LOAD_FAST, LOAD_CONST, STORE_FAST, POP_TOP, COPY, SWAP, ...
  load_global,
  attribute,
  arithmetic,
  compare,
  jump,
  iterate,
  call,
  return_value,
  build,
  subscript,
  other,
};
inline constexpr int kCostKindCount = 12;

/// Picoseconds by kind.
using InstructionCosts = std::array<std::int64_t, kCostKindCount>;

}  // namespace gilsim::vm
