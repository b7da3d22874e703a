// SPDX-License-Identifier: MIT
//
// The hash table behind set and frozenset: what set.cc offers to set_methods.cc and dict_view.cc.
#pragma once

#include "vm/objects/dict.h"

#include <cstdint>

namespace gilsim::vm {

/// A set of the same kind (set or frozenset, never a subclass) as `like`.
Type* plain_set_type(const Thread& thread, const Set* like);
/// A set of a type (set, frozenset or a subclass) with the keys that an iterable gives.
Ref make_set_of(Thread& thread, Type* type, Value iterable_or_undefined);

bool set_add_hashed(Thread& thread, Set* set, Value key, std::int64_t hash);
Truth set_contains_hashed(Thread& thread, Set* set, Value key, std::int64_t hash);
Truth set_discard_hashed(Thread& thread, Set* set, Value key, std::int64_t hash);
/// As set_next, with the hash.
bool set_next_hashed(const Set* set, std::int64_t& position, Value& key, std::int64_t& hash);
void set_clear(Heap& heap, Set* set);
/// Takes any key out, as set.pop does; Undefined: the set is empty.
Ref set_take_any(Thread& thread, Set* set);
/// Makes a table without deleted entries that suits the number of keys.
bool set_shrink(Thread& thread, Set* set);
/// Exchanges the contents of two sets.
void set_swap(Set* a, Set* b);

// The operations, with CPython's ways of choosing which side to walk (they decide the order of the
// result). `other` is any iterable.
Ref set_copy(Thread& thread, Set* set);
Ref set_intersection(Thread& thread, Set* set, Value other);
Ref set_difference(Thread& thread, Set* set, Value other);
bool set_difference_update(Thread& thread, Set* set, Value other);
Ref set_symmetric_difference(Thread& thread, Set* set, Value other);
bool set_symmetric_difference_update(Thread& thread, Set* set, Value other);
Truth set_is_subset(Thread& thread, Set* set, Value other);
Truth set_is_superset(Thread& thread, Set* set, Value other);
Truth set_is_disjoint(Thread& thread, Set* set, Value other);
std::int64_t frozenset_hash(Set* set);

/// For sets of constants: the first table, and adding without a thread.
void set_make_table(Heap& heap, Set* set);
void set_add_constant(Heap& heap, Set* set, Value key, std::int64_t hash,
                      bool (*equal)(Value, Value));

}  // namespace gilsim::vm
