// SPDX-License-Identifier: MIT
//
// The trace log's running checksum: CRC-32 as in zlib, PNG and Ethernet, so that any language can
// check a log (`zlib.crc32(line, before)` in Python).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gilsim::runtime {

// The checksum of everything that `before` covers, followed by `bytes`. Of nothing: 0.
std::uint32_t crc32(std::uint32_t before, std::string_view bytes);

// As it stands in a log: eight hexadecimal digits in small letters.
std::array<char, 8> hex_digits(std::uint32_t sum);

// FNV-1a, 64 bit: names a program's text in a header.
std::uint64_t fnv1a_64(std::string_view bytes);

}  // namespace gilsim::runtime
