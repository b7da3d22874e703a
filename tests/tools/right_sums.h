// SPDX-License-Identifier: MIT
//
// For tests that change a trace log and want it read all the same.
#pragma once

#include "runtime/trace/checksum.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace gilsim::tests {

// The log with the checksums its lines ought to have. Lines without one get one.
inline std::string with_right_sums(std::string_view log) {
  constexpr std::string_view kSumKey = ",\"sum\":\"";
  std::string text;
  std::uint32_t sum = 0;
  while (!log.empty()) {
    const std::size_t end = std::min(log.find('\n'), log.size());
    std::string line(log.substr(0, end));
    log.remove_prefix(std::min(end + 1, log.size()));
    line.resize(std::min(line.rfind(kSumKey), line.size()));
    const auto digits = runtime::hex_digits(runtime::crc32(sum, line));
    line += std::string(kSumKey) + std::string(digits.begin(), digits.end()) + "\"}";
    sum = runtime::crc32(runtime::crc32(sum, line), "\n");
    text += line + "\n";
  }
  return text;
}

}  // namespace gilsim::tests
