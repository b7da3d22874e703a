// SPDX-License-Identifier: MIT
//
// range, slice, and the iterators of the built-in sequences.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>

namespace gilsim::vm {

/// Bounds are small ints or BigInts; `is_small` says all three fit int64 and the length too.
struct Range : Object {
  Value start, stop, step;  // owned plain ints
  Value length;             // owned plain int
  bool is_small;
};

/// Iterates over a small range: `next` until `remaining` is 0. Until then `next` fits a small int;
/// behind the last one it still fits 64 bits.
struct RangeIterator : Object {
  std::int64_t next;
  std::int64_t step;
  std::int64_t remaining;
};

struct Slice : Object {
  Value start, stop, step;  // owned, None for absent
};

/// list, tuple, str, bytes iterators share this shape; `index` counts up (or down for reversed).
struct SequenceIterator : Object {
  Value sequence;  // owned; Undefined once exhausted
  std::int64_t index;
};

Ref make_range(Thread& thread, Value start, Value stop, Value step);
/// A range_iterator for small ranges, a sequence_iterator otherwise.
Ref range_iter(Thread& thread, Value range);
Ref make_slice(Thread& thread, Value start, Value stop, Value step);
/// slice.indices: clamps to `length`. False: an exception is pending (step 0, not integers).
bool slice_indices(Thread& thread, Slice* slice, std::int64_t length, std::int64_t& start,
                   std::int64_t& stop, std::int64_t& step, std::int64_t& count);
/// The first half of it, which may run Python code (__index__): bounds as written, clamped to
/// int64.
bool slice_unpack(Thread& thread, Slice* slice, std::int64_t& start, std::int64_t& stop,
                  std::int64_t& step);
/// The second half: fits the bounds to a length and returns how many items they name.
std::int64_t slice_adjust(std::int64_t length, std::int64_t& start, std::int64_t& stop,
                          std::int64_t step);

/// iter(object) for a class that has only __getitem__.
Ref make_sequence_iterator(Thread& thread, Value sequence);
/// iter(callable, sentinel).
Ref make_callable_iterator(Thread& thread, Value callable, Value sentinel);

}  // namespace gilsim::vm
