// SPDX-License-Identifier: MIT
//
// Frozensets of constants (`x in {1, 2, 3}`), made by the compiler when no Python code can run:
// hashes and equality here must agree with those of the types themselves.
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/set_table.h"
#include "vm/objects/str_support.h"
#include "vm/objects/tuple_hash.h"

#include <cstring>
#include <vector>

namespace gilsim::vm {

namespace {

/// The hash of None and Ellipsis, as singletons.cc has it.
std::int64_t hash_of_singleton(Value value) { return static_cast<std::int64_t>(value.bits()); }

std::int64_t hash_of_constant(Value value) {
  if (is_int(value)) return hash_of_int(plain_int(value));
  if (is_float(value)) return hash_of_double(float_of(value));
  if (is_str(value)) return hash_of(cast<Str>(value));
  if (is_bytes(value)) {
    const auto* bytes = cast<Bytes>(value);
    return hash_bytes(bytes->data(), static_cast<std::size_t>(bytes->length));
  }
  if (is_tuple(value)) {
    const auto* tuple = cast<Tuple>(value);
    TupleHash mixed;
    for (const Value item : tuple->view()) mixed.add(hash_of_constant(item));
    return mixed.finish(tuple->length);
  }
  if (has_layout(value, Layout::frozenset)) return frozenset_hash(cast<Set>(value));
  return hash_of_singleton(value);
}

bool equal_numbers(Value left, Value right) {
  if (is_int(left) && is_int(right)) return int_compare(plain_int(left), plain_int(right)) == 0;
  double a, b;
  if (is_int(left)) {
    if (!int_to_double(plain_int(left), a)) return false;
  } else {
    a = float_of(left);
  }
  if (is_int(right)) {
    if (!int_to_double(plain_int(right), b)) return false;
  } else {
    b = float_of(right);
  }
  // Equal doubles of unequal numbers (an int rounded) differ in their hashes.
  return a == b && hash_of_constant(left) == hash_of_constant(right);
}

bool equal_constants(Value left, Value right) {
  if (left == right) return true;
  const bool left_number = is_int(left) || is_float(left);
  const bool right_number = is_int(right) || is_float(right);
  if (left_number || right_number) {
    return left_number && right_number && equal_numbers(left, right);
  }
  if (is_str(left) && is_str(right)) return equal_text(cast<Str>(left), cast<Str>(right));
  if (is_bytes(left) && is_bytes(right))
    return cast<Bytes>(left)->view() == cast<Bytes>(right)->view();
  if (is_tuple(left) && is_tuple(right)) {
    const std::span<const Value> a = cast<Tuple>(left)->view();
    const std::span<const Value> b = cast<Tuple>(right)->view();
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!equal_constants(a[i], b[i])) return false;
    }
    return true;
  }
  return false;
}

}  // namespace

Set* make_frozenset_in(Instance& instance, std::span<const Value> values) {
  Heap& heap = instance.immortal_heap();
  auto* set = heap.make<Set>(instance.types.frozenset);
  set_make_table(heap, set);
  set->hash = -1;
  for (const Value value : values)
    set_add_constant(heap, set, value, hash_of_constant(value), equal_constants);
  frozenset_hash(set);  // computed now: an immortal object is never written to later
  return set;
}

Set* make_frozenset_in(Instance& instance, std::vector<SetEntry> table) {
  Heap& heap = instance.immortal_heap();
  Set source{};
  source.mask = table.size() - 1;
  source.table = table.data();
  for (SetEntry& entry : table) {
    entry.hash = entry.key.is_undefined() ? 0 : hash_of_constant(entry.key);
    if (!entry.key.is_undefined()) ++source.length;
  }
  auto* set = heap.make<Set>(instance.types.frozenset);
  set_copy_table(heap, set, source);
  set->length = set->filled = source.length;
  set->mask = source.mask;
  set->hash = -1;
  frozenset_hash(set);  // as above
  return set;
}

}  // namespace gilsim::vm
