// SPDX-License-Identifier: MIT
//
// What natives charge for work that depends on their data, besides the instruction that calls them.
// A profile sets them; these are those of CPython 3.11.
#pragma once

#include <cstdint>

namespace gilsim::vm {

/// CPython keeps integers in digits of 30 bits (PyLong_SHIFT of Include/cpython/longintrepr.h).
inline constexpr std::int64_t kBeyondOneDigit = std::int64_t{1} << 30;

struct WorkCosts {
  std::int64_t copy_ps = 1'000;      // an element copied
  std::int64_t step_ps = 10'000;     // an element that C code takes from an iterator
  std::int64_t compare_ps = 20'000;  // a comparison of two elements
  std::int64_t repr_ps = 50'000;     // an element's repr, besides its own work
  std::int64_t byte_ps = 50;         // a byte of text or bytes copied, compared or converted
  // Large integers, by their digits of 64 bits: added, shifted, converted; and multiplied by one.
  std::int64_t limb_ps = 1'200;
  std::int64_t limb_product_ps = 1'000;
  std::int64_t limb_division_ps = 5'000;   // of each pair of them in a division
  std::int64_t long_division_ps = 28'000;  // a division by more than one digit of CPython's
  std::int64_t instance_ps = 34'000;       // an instance of a class written in Python, and its end
  std::int64_t object_ps = 14'000;     // another object that is no display's: text, a function, ...
  std::int64_t lookup_ps = 3'300;      // a key looked for in a dict or set
  std::int64_t slot_call_ps = 14'000;  // a Python method that C code calls: __init__, a property
  std::int64_t raise_ps = 55'000;      // an exception on its way: each frame, each finally
  std::int64_t collect_ps = 4'000;     // an object that the cycle collector looks at
  std::int64_t memory_ps_per_kib = 60'000;  // memory used for the first time
};

}  // namespace gilsim::vm
