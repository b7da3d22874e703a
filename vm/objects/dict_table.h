// SPDX-License-Identifier: MIT
//
// The hash table behind dict: what dict.cc offers to the other files of dict and set alone.
#pragma once

#include "vm/objects/dict.h"

#include <cstdint>

namespace gilsim::vm {

inline constexpr std::int64_t kNotFound = -1;
inline constexpr std::int64_t kLookupFailed = -2;

/// Index of the key's entry, kNotFound or kLookupFailed (an exception is pending). May run Python
/// code; the answer holds for the table as it is on return. The caller holds dict and key.
std::int64_t dict_lookup(Thread& thread, Dict* dict, Value key, std::int64_t hash);
/// Sets an item whose key's hash is known.
bool dict_set_hashed(Thread& thread, Dict* dict, Value key, std::int64_t hash, Value value);
/// Takes an entry out of the table; its key and value now belong to the caller.
void dict_take_entry(Heap& heap, Dict* dict, std::int64_t entry, Ref& key, Ref& value);
/// The last live entry, kNotFound in an empty dict; forgets deleted entries behind it.
std::int64_t dict_last_entry(Dict* dict);
/// The first live entry, kNotFound in an empty dict; remembers how many deleted ones stand before
/// it.
std::int64_t dict_first_entry(Dict* dict);
/// Makes a live entry the first one. Costs as much as a rebuild.
void dict_move_to_front(Heap& heap, Dict* dict, std::int64_t entry);
/// Makes room for so many entries in all. False: MemoryError is pending.
bool dict_reserve(Thread& thread, Dict* dict, std::int64_t count);
/// Copies all entries of another dict over. RuntimeError if that one changes meanwhile.
bool dict_merge(Thread& thread, Dict* dict, Dict* other);
/// What CPython's tables of this shape take, for sys.getsizeof.
std::int64_t dict_table_bytes(const Dict* dict);

}  // namespace gilsim::vm
