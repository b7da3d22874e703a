// SPDX-License-Identifier: MIT
//
// What the running thread may still spend before it must ask its host again. The eval loop counts
// picoseconds and ticks down together; the host sets them. Any of them may go below zero by a
// little, because an instruction is atomic, or by a lot, when a native charges its whole work at
// once.
#pragma once

#include <cstdint>

namespace gilsim::vm {

/// Two counts in one word, so that a segment pays both with one subtraction: plain instructions,
/// and those of them that the modelled version's check counter counts (2.7's; none elsewhere).
///
/// The word is counted * 2^32 + plain, both signed: whichever is negative shows in the top bit of
/// its half (a negative plain count borrows one from the counted ones and so never hides their
/// sign). REQUIRES: both stay within 31 bits.
class TickCounts {
 public:
  constexpr TickCounts() = default;
  constexpr explicit TickCounts(std::int64_t plain, std::int64_t counted = 0)
      : word_((static_cast<std::uint64_t>(counted) << 32) + static_cast<std::uint64_t>(plain)) {}

  constexpr std::int64_t plain() const { return static_cast<std::int32_t>(word_); }
  constexpr std::int64_t counted() const {
    return static_cast<std::int32_t>((word_ - static_cast<std::uint64_t>(plain())) >> 32);
  }
  constexpr TickCounts& operator+=(TickCounts more) {
    word_ += more.word_;
    return *this;
  }
  constexpr TickCounts& operator-=(TickCounts less) {
    word_ -= less.word_;
    return *this;
  }
  /// Negative if one of the counts is.
  constexpr std::int64_t sign() const { return static_cast<std::int64_t>(word_ | word_ << 32); }
  constexpr bool operator==(const TickCounts&) const = default;

  static constexpr std::int64_t kMost = (std::int64_t{1} << 31) - 1;

 private:
  std::uint64_t word_ = 0;
};

struct Budget {
  std::int64_t picoseconds;
  TickCounts ticks;
};

}  // namespace gilsim::vm
