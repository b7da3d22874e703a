// SPDX-License-Identifier: MIT
//
// dict and set: compact, insertion-ordered entries and an index table of small integers (CPython's
// design), written so that a look-up survives what Python code does to the container meanwhile: a
// user's __eq__ runs inside a look-up and may insert, delete, clear or be switched away from. Every
// look-up that called Python compares `mutations` afterwards and starts again if it changed.
//
// `keys_version` changes whenever a key is added or removed or moves to another entry (not when a
// value is replaced); 0 is never used. Dicts of equal versions have the same keys in the same
// entries: small dicts that get the same names in the same order share their versions. Inline
// caches of globals, modules and instances compare it.
//
// Entries with an Undefined key are deleted ones. Iteration goes over entries [0, used).
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>

namespace gilsim::vm {

struct DictEntry {
  Value key;
  Value value;
  std::int64_t hash;
};

struct Dict : Object {
  std::int64_t length;          // live entries
  std::int64_t used;            // entries in use, deleted ones included
  std::int64_t entry_capacity;  // entries that may be used before the table is rebuilt
  DictEntry* entries;
  void* index;               // int8/int16/int32 slots, -1 empty, -2 deleted; power of two
  std::uint32_t index_log2;  // 0: no table yet
  std::uint32_t mutations;   // grows with each insertion, deletion, clear and rebuild
  std::uint64_t keys_version;
};

inline bool is_dict(Value value) { return has_layout(value, Layout::dict); }
inline bool is_exact_dict(Value value) { return is_exactly(value, Layout::dict); }

Ref make_dict(Thread& thread);
Dict* make_dict_in(Heap& heap, Type* dict_type);

// With a str key (any str): cannot run Python code and cannot fail unless the dict has keys of
// other types with the same hash; those compare unequal to a str without running code only if exact
// built-ins: otherwise the general form is used inside.
/// Borrowed; Undefined: not there.
Value dict_get(Dict* dict, Str* key);
/// Index of the entry, -1: not there. (Hint for inline caches.)
std::int64_t dict_find(Dict* dict, Str* key);
bool dict_set(Thread& thread, Dict* dict, Str* key, Value value);
/// For the Instance's immortal dicts (no thread yet).
void dict_set_in(Heap& heap, Dict* dict, Str* key, Value value);
/// False with no exception pending: it was not there.
bool dict_delete(Thread& thread, Dict* dict, Str* key);

// With any key.
/// New reference; Undefined: not there; Error.
Ref dict_get(Thread& thread, Dict* dict, Value key);
bool dict_set(Thread& thread, Dict* dict, Value key, Value value);
/// yes: deleted; no: it was not there.
Truth dict_delete(Thread& thread, Dict* dict, Value key);
Truth dict_contains(Thread& thread, Dict* dict, Value key);
/// Takes the entry out and returns its value; Undefined: not there.
Ref dict_pop(Thread& thread, Dict* dict, Value key);
void dict_clear(Heap& heap, Dict* dict);
Ref dict_copy(Thread& thread, Dict* dict);
/// For byte copies of a dict or set in another heap (HeapCopier): a table of their own with the
/// same entries, whose counts the caller corrects.
void dict_copy_table(Heap& heap, Dict* copy, const Dict& source);
/// dict.update(other) for a mapping or an iterable of pairs.
bool dict_update(Thread& thread, Dict* dict, Value other);

/// Walks the live entries: `position` starts at 0; false at the end. Values are borrowed.
bool dict_next(const Dict* dict, std::int64_t& position, Value& key, Value& value);

/// types.MappingProxyType(mapping): a read-only view.
Ref make_mapping_proxy(Thread& thread, Value mapping);

struct SetEntry {
  Value key;  // Undefined with hash 0: free; Undefined with hash -1: deleted
  std::int64_t hash;
};

/// set and frozenset: open addressing in one table (no insertion order), probed as CPython probes
/// (linear runs of 9, then perturbed), so that sets of small integers print in CPython's order.
struct Set : Object {
  std::int64_t length;  // live entries
  std::int64_t filled;  // live and deleted
  std::uint64_t mask;   // table size - 1; at least 7
  SetEntry* table;
  std::uint32_t mutations;
  std::int64_t hash;     // frozenset: cached, -1 unknown
  std::uint64_t finger;  // where pop looks first
};

inline bool is_any_set(Value value) {
  return has_layout(value, Layout::set) || has_layout(value, Layout::frozenset);
}

Ref make_set(Thread& thread, Type* type);
Truth set_contains(Thread& thread, Set* set, Value key);
bool set_add(Thread& thread, Set* set, Value key);
Truth set_discard(Thread& thread, Set* set, Value key);
bool set_update(Thread& thread, Set* set, Value iterable);
bool set_next(const Set* set, std::int64_t& position, Value& key);
void set_copy_table(Heap& heap, Set* copy, const Set& source);
/// An immortal frozenset of constants (exact str, int, float, bool, None, bytes, tuples of those).
Set* make_frozenset_in(Instance& instance, std::span<const Value> values);
/// The same with each key at its place in `table`, whose size is a power of two; hashes need not be
/// there. (The places tell in which order the keys came, which the keys alone do not.)
Set* make_frozenset_in(Instance& instance, std::vector<SetEntry> table);

}  // namespace gilsim::vm
