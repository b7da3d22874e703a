// SPDX-License-Identifier: MIT
//
// Memory that processes share: behind multiprocessing's Value and Array and behind shared_memory.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace gilsim::runtime {

struct SharedBlock {
  std::uint64_t serial = 0;
  std::string name;       // of a named block (shared_memory); empty: known by its serial alone
  /// Never another number of them: processes on real cores ask for it without the machine's lock,
  /// which holds for what is in them alone.
  std::vector<char> bytes;
  bool is_linked = true;  // a named block that unlink() has not taken the name from
};

}  // namespace gilsim::runtime
