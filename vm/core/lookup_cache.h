// SPDX-License-Identifier: MIT
//
// Two small caches of an interpreter, for look-ups that the same few names are asked for again and
// again. Both are direct-mapped: a newcomer takes the place of what was there. They decide how fast
// something is found, never what is found.
//
// Names are compared by address, so only immortal (interned) ones may be asked for: another str
// could die and leave its address to a different one.
#pragma once

#include "vm/core/value.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace gilsim::vm {

struct Str;

/// What a name means in a type, the types it inherits from included. A type's version changes with
/// everything that could change the answer, and is never used again.
class TypeLookupCache {
 public:
  struct Entry {
    std::uint32_t version = 0;
    const Str* name = nullptr;
    Value value;  // borrowed; Undefined: the type has no such attribute
  };

  Entry& place(std::uint32_t version, const Str* name) {
    return entries_[(version * 37 + (reinterpret_cast<std::uintptr_t>(name) >> 4)) % kSize];
  }

 private:
  static constexpr std::size_t kSize = 256;
  std::array<Entry, kSize> entries_;
};

/// The keys version that follows when a key is added behind others: dicts that get the same keys in
/// the same order, as instances of a class do, come to have the same versions.
class KeySequences {
 public:
  struct Entry {
    std::uint64_t before = 0;
    const Str* key = nullptr;
    std::uint64_t after = 0;
  };

  Entry& place(std::uint64_t before, const Str* key) {
    return entries_[(before * 37 + (reinterpret_cast<std::uintptr_t>(key) >> 4)) % kSize];
  }

 private:
  static constexpr std::size_t kSize = 128;
  std::array<Entry, kSize> entries_;
};

}  // namespace gilsim::vm
