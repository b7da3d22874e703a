// SPDX-License-Identifier: MIT
//
// The items of typed memory (array, memoryview): numbers in native layout, named by the letters of
// module struct. Sizes are those of 64-bit Linux.
#pragma once

#include "vm/core/thread.h"

#include <cstdint>

namespace gilsim::vm {

/// Bytes of an item; 0: no such letter.
int item_bytes_of(char format);

Ref unpack_item(Thread& thread, char format, const std::uint8_t* from);

enum class PackResult : std::uint8_t { ok, error, wrong_type, too_small, too_large };

/// Writes a value as an item. `error`: an exception is pending; the others leave the message to the
/// caller. May run Python code (__index__, __float__) before anything is written to `to`, which is
/// 8 bytes long.
PackResult pack_item(Thread& thread, char format, Value value, std::uint8_t* to);

}  // namespace gilsim::vm
