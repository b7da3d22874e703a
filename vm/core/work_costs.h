// SPDX-License-Identifier: MIT
//
// What natives charge for work that depends on their data, besides the instruction that calls them.
// A profile sets them; these are those of CPython 3.11.
#pragma once

#include <cstdint>

namespace gilsim::vm {

struct WorkCosts {
  std::int64_t copy_ps = 1'000;      // an element copied
  std::int64_t step_ps = 10'000;     // an element that C code takes from an iterator
  std::int64_t compare_ps = 20'000;  // a comparison of two elements
  std::int64_t repr_ps = 50'000;     // an element's repr, besides its own work
  std::int64_t byte_ps = 50;         // a byte of text or bytes copied, compared or converted
  // Large integers, by their digits of 64 bits: added, shifted, converted; and multiplied by one.
  std::int64_t limb_ps = 1'200;
  std::int64_t limb_product_ps = 1'000;
};

}  // namespace gilsim::vm
