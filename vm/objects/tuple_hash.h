// SPDX-License-Identifier: MIT
//
// How the hashes of a tuple's items become its own: CPython's way (after xxHash), so that programs
// that print hash((1, 2)) see the same number.
#pragma once

#include <bit>
#include <cstdint>

namespace gilsim::vm {

class TupleHash {
 public:
  void add(std::int64_t item_hash) {
    mixed_ += static_cast<std::uint64_t>(item_hash) * kPrime2;
    mixed_ = std::rotl(mixed_, 31) * kPrime1;
  }
  std::int64_t finish(std::int64_t length) const {
    const std::uint64_t mixed =
        mixed_ + (static_cast<std::uint64_t>(length) ^ (kPrime5 ^ kLengthSalt));
    return mixed == UINT64_MAX ? kInsteadOfMinusOne : static_cast<std::int64_t>(mixed);
  }

 private:
  static constexpr std::uint64_t kPrime1 = 11400714785074694791u;
  static constexpr std::uint64_t kPrime2 = 14029467366897019727u;
  static constexpr std::uint64_t kPrime5 = 2870177450012600261u;
  static constexpr std::uint64_t kLengthSalt = 3527539u;
  static constexpr std::int64_t kInsteadOfMinusOne = 1546275796;
  std::uint64_t mixed_ = kPrime5;
};

}  // namespace gilsim::vm
