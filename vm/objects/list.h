// SPDX-License-Identifier: MIT
//
// list: a growable array of values.
//
// Invariant: items[0..length) are owned values; capacity >= length. While list.sort runs, the list
// is empty to everybody else; if it has got items or room for some when the sort ends, somebody
// (the key function, a comparison) used it meanwhile: ValueError.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <span>

namespace gilsim::vm {

struct List : Object {
  std::int64_t length;
  std::int64_t capacity;
  Value* items;

  std::span<const Value> view() const { return {items, static_cast<std::size_t>(length)}; }
};

inline bool is_list(Value value) { return has_layout(value, Layout::list); }
inline bool is_exact_list(Value value) { return is_exactly(value, Layout::list); }

Ref make_list(Thread& thread, std::span<const Value> values);
Ref make_list(Thread& thread, std::int64_t reserved);
Ref make_list_stealing(Thread& thread, Value* values, std::int64_t count);
/// Appends a shared value. False: MemoryError is pending.
bool list_append(Thread& thread, List* list, Value value);
/// Appends everything an iterable gives (list.extend).
bool list_extend(Thread& thread, List* list, Value iterable);
bool list_insert(Thread& thread, List* list, std::int64_t index, Value value);
/// Makes room for `capacity` items in all. False: MemoryError is pending.
bool list_reserve(Thread& thread, List* list, std::int64_t capacity);
/// Puts values in place of items [low, high), 0 <= low <= high <= length. The values may not be a
/// view of the list itself.
bool list_replace(Thread& thread, List* list, std::int64_t low, std::int64_t high,
                  std::span<const Value> values);
/// Drops all items.
void list_clear(Heap& heap, List* list);
/// list.sort(key=key, reverse=reverse); `key` may be None.
bool list_sort(Thread& thread, List* list, Value key, bool reverse);

}  // namespace gilsim::vm
