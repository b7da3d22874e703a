// SPDX-License-Identifier: MIT
//
// product, permutations, combinations, combinations_with_replacement.
//
// Each keeps its pool of items and the indices of the row it gave last, in a list of small ints;
// next() moves the indices on and makes a row of them.
#include "vm/modules/itertools/itertools_internal.h"
#include "vm/objects/function.h"

#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

struct Rows : Object {
  Value pool;     // owned tuple of items (product: of tuples)
  Value indices;  // owned list of small ints; Undefined at the end
  Value cycles;   // owned list of small ints (permutations)
  std::int64_t row_length;
  bool started;
};
using RowsMembers = OwnedMembers<&Rows::pool, &Rows::indices, &Rows::cycles>;

/// The numbers in a list of small ints.
class Numbers {
 public:
  explicit Numbers(Value list) : list_(cast<List>(list)) {}
  std::int64_t size() const { return list_->length; }
  std::int64_t operator[](std::int64_t i) const { return list_->items[i].as_small_int(); }
  void set(std::int64_t i, std::int64_t number) const {
    list_->items[i] = Value::small_int(number);
  }

 private:
  List* list_;
};

template <typename Number>
Ref make_numbers(Thread& thread, std::int64_t count, Number&& number) {
  if (!thread.reserve(static_cast<std::uint64_t>(count) * sizeof(Value))) return Ref::error();
  std::vector<Value> values;
  for (std::int64_t i = 0; i < count; ++i) values.push_back(Value::small_int(number(i)));
  return make_list(thread, std::span<const Value>(values));
}

Ref tuple_of_iterable(Thread& thread, Value iterable) {
  const Ref items = as_sequence(thread, iterable);
  if (items.is_error()) return Ref::error();
  if (is_exact_tuple(items)) return items.share();
  return make_tuple(thread, sequence_view(items));
}

Rows* make_rows(Thread& thread, Type* cls, Ref pool, Ref indices, std::int64_t row_length) {
  Rows* rows = RowsMembers::make(thread, cls);
  rows->pool = pool.release();
  rows->indices = indices.release();
  rows->row_length = row_length;
  return rows;
}

/// The row that the first `row_length` indices stand for.
Ref row_of(Thread& thread, const Rows* rows) {
  const Numbers indices(rows->indices);
  const auto* pool = cast<Tuple>(rows->pool);
  std::vector<Value> row;
  for (std::int64_t i = 0; i < rows->row_length; ++i) row.push_back((*pool)[indices[i]]);
  thread.charge(rows->row_length * thread.work_costs().copy_ps);
  return make_tuple(thread, std::span<const Value>(row));
}

/// A row length given by the caller.
bool read_length(Thread& thread, Value value, std::int64_t& out) {
  if (!ssize_argument(thread, value, out)) return false;
  if (out >= 0) return true;
  thread.value_error("r must be non-negative").reset();
  return false;
}

// --- product -------------------------------------------------------------------------------------

bool read_repeat(Thread& thread, const Type* cls, Arguments arguments, std::int64_t& times) {
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    if (name != "repeat") {
      if (cls->is_heap_type) continue;
      thread.type_error("'{}' is an invalid keyword argument for product()", name).reset();
      return false;
    }
    if (!ssize_argument(thread, arguments[arguments.positional_count + i], times)) return false;
    if (times < 0) {
      thread.value_error("repeat argument cannot be negative").reset();
      return false;
    }
  }
  return true;
}

Ref new_product(Thread& thread, Type* cls, Arguments arguments) {
  std::int64_t times = 1;
  if (!read_repeat(thread, cls, arguments, times)) return Ref::error();
  const std::int64_t given = times == 0 ? 0 : arguments.positional_count;
  if (given > 0 && times > INT64_MAX / given / 16) {
    return thread.error(thread.types().OverflowError, "repeat argument too large");
  }
  if (!thread.reserve(static_cast<std::uint64_t>(given * times) * sizeof(Value))) {
    return Ref::error();
  }
  std::vector<Ref> pools;
  for (std::int64_t i = 0; i < given; ++i) {
    pools.push_back(tuple_of_iterable(thread, arguments[static_cast<std::size_t>(i)]));
    if (pools.back().is_error()) return Ref::error();
  }
  std::vector<Value> repeated;
  bool empty = false;
  for (std::int64_t i = 0; i < given * times; ++i) {
    const Ref& pool = pools[static_cast<std::size_t>(i % given)];
    empty |= pool.as<Tuple>()->length == 0;
    repeated.push_back(pool.get());
  }
  Ref pool = make_tuple(thread, std::span<const Value>(repeated));
  Ref indices = make_numbers(thread, given * times, [](std::int64_t) { return 0; });
  if (pool.is_error() || indices.is_error()) return Ref::error();
  Rows* rows = make_rows(thread, cls, std::move(pool), std::move(indices), given * times);
  if (empty) drop(rows->indices);
  return finish_object(thread, rows);
}

std::int64_t pool_length(const Rows* rows, std::int64_t i) {
  return cast<Tuple>((*cast<Tuple>(rows->pool))[i])->length;
}

Ref next_of_product(Thread& thread, Value self) {
  auto* rows = cast<Rows>(self);
  if (rows->indices.is_undefined()) return Ref::undefined();
  const Numbers indices(rows->indices);
  if (rows->started) {
    std::int64_t i = rows->row_length - 1;
    for (; i >= 0; --i) {
      if (indices[i] + 1 < pool_length(rows, i)) break;
      indices.set(i, 0);
    }
    if (i < 0) return exhaust(rows->indices);
    indices.set(i, indices[i] + 1);
  }
  rows->started = true;
  std::vector<Value> row;
  for (std::int64_t i = 0; i < rows->row_length; ++i) {
    row.push_back((*cast<Tuple>((*cast<Tuple>(rows->pool))[i]))[indices[i]]);
  }
  thread.charge(rows->row_length * thread.work_costs().copy_ps);
  return make_tuple(thread, std::span<const Value>(row));
}

// --- combinations --------------------------------------------------------------------------------

constexpr std::string_view kIterableAndLength[] = {"iterable", "r"};

template <bool with_replacement>
Ref new_combinations(Thread& thread, Type* cls, Arguments arguments) {
  Value values[2];
  const char* name = with_replacement ? "combinations_with_replacement" : "combinations";
  if (!bind_constructor(thread, name, kIterableAndLength, 2, 2, arguments, values)) {
    return Ref::error();
  }
  Ref pool = tuple_of_iterable(thread, values[0]);
  if (pool.is_error()) return pool;
  std::int64_t length;
  if (!read_length(thread, values[1], length)) return Ref::error();
  const std::int64_t size = pool.as<Tuple>()->length;
  const bool none = with_replacement ? size == 0 && length > 0 : length > size;
  Ref indices = make_numbers(thread, none ? 0 : length,
                             [](std::int64_t i) { return with_replacement ? 0 : i; });
  if (indices.is_error()) return indices;
  Rows* rows = make_rows(thread, cls, std::move(pool), std::move(indices), length);
  if (none) drop(rows->indices);
  return finish_object(thread, rows);
}

template <bool with_replacement>
Ref next_of_combinations(Thread& thread, Value self) {
  auto* rows = cast<Rows>(self);
  if (rows->indices.is_undefined()) return Ref::undefined();
  const Numbers indices(rows->indices);
  const std::int64_t size = cast<Tuple>(rows->pool)->length;
  const std::int64_t length = rows->row_length;
  if (rows->started) {
    std::int64_t i = length - 1;
    while (i >= 0 && indices[i] == (with_replacement ? size - 1 : i + size - length)) --i;
    if (i < 0) return exhaust(rows->indices);
    std::int64_t number = indices[i] + 1;
    for (; i < length; ++i) {
      indices.set(i, number);
      if (!with_replacement) ++number;
    }
  }
  rows->started = true;
  return row_of(thread, rows);
}

// --- permutations --------------------------------------------------------------------------------

Ref new_permutations(Thread& thread, Type* cls, Arguments arguments) {
  Value values[2];
  if (!bind_constructor(thread, "permutations", kIterableAndLength, 1, 2, arguments, values)) {
    return Ref::error();
  }
  Ref pool = tuple_of_iterable(thread, values[0]);
  if (pool.is_error()) return pool;
  const std::int64_t size = pool.as<Tuple>()->length;
  std::int64_t length = size;
  if (!values[1].is_undefined() && !values[1].is_none()) {
    if (!is_int(values[1])) return thread.type_error("Expected int as r");
    if (!read_length(thread, values[1], length)) return Ref::error();
  }
  const bool none = length > size;
  Ref indices = make_numbers(thread, size, [](std::int64_t i) { return i; });
  Ref cycles = make_numbers(thread, none ? 0 : length, [size](std::int64_t i) { return size - i; });
  if (indices.is_error() || cycles.is_error()) return Ref::error();
  Rows* rows = make_rows(thread, cls, std::move(pool), std::move(indices), length);
  rows->cycles = cycles.release();
  if (none) drop(rows->indices);
  return finish_object(thread, rows);
}

/// Moves the indices on to the next permutation. False: this was the last one.
bool advance_permutation(const Rows* rows) {
  const Numbers indices(rows->indices);
  const Numbers cycles(rows->cycles);
  const std::int64_t size = indices.size();
  for (std::int64_t i = rows->row_length - 1; i >= 0; --i) {
    cycles.set(i, cycles[i] - 1);
    if (cycles[i] == 0) {
      // The rest turns by one, back to where it was before this index moved.
      const std::int64_t index = indices[i];
      for (std::int64_t j = i; j + 1 < size; ++j) indices.set(j, indices[j + 1]);
      indices.set(size - 1, index);
      cycles.set(i, size - i);
    } else {
      const std::int64_t j = size - cycles[i];
      const std::int64_t index = indices[i];
      indices.set(i, indices[j]);
      indices.set(j, index);
      return true;
    }
  }
  return false;
}

Ref next_of_permutations(Thread& thread, Value self) {
  auto* rows = cast<Rows>(self);
  if (rows->indices.is_undefined()) return Ref::undefined();
  if (rows->started && !advance_permutation(rows)) return exhaust(rows->indices);
  rows->started = true;
  return row_of(thread, rows);
}

}  // namespace

void add_combinatoric_itertools(Instance& instance, LibraryTypes& types) {
  types.product = add_itertool<RowsMembers>(instance, "product", new_product, next_of_product);
  types.permutations =
      add_itertool<RowsMembers>(instance, "permutations", new_permutations, next_of_permutations);
  types.combinations = add_itertool<RowsMembers>(instance, "combinations", new_combinations<false>,
                                                 next_of_combinations<false>);
  types.combinations_with_replacement =
      add_itertool<RowsMembers>(instance, "combinations_with_replacement", new_combinations<true>,
                                next_of_combinations<true>);
}

}  // namespace gilsim::vm
