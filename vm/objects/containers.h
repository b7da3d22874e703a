// SPDX-License-Identifier: MIT
//
// What the containers and iterators share: the cost of their work, comparing and hashing without a
// call where that is possible, walking any iterable, and repr, compare and slot functions that
// differ only in how an item is reached.
//
// Invariant kept by all that use this file: a value read from a container is shared (a `Ref`)
// before anything that can run Python code, and lengths are read again afterwards.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"
#include "vm/eval/operations.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace gilsim::vm {

/// Elements copied between two looks at the budget (well below 100 us of host time).
inline constexpr std::int64_t kCopiesPerPoll = 65'536;

/// Charges a copy of so many elements that was made in one go.
inline bool charge_copies(Thread& thread, std::int64_t count) {
  thread.charge(count * thread.work_costs().copy_ps);
  return thread.poll();
}

// --- comparing and hashing -----------------------------------------------------------------------

inline bool is_plain_str(Value value) { return is_exactly(value, Layout::str); }

/// Equality where it needs no call: 1 equal, 0 different, -1 only `equals` can say.
inline int quick_equal(Value left, Value right) {
  if (left == right) return 1;
  if (left.is_small_int()) return right.is_small_int() || is_plain_str(right) ? 0 : -1;
  if (is_plain_str(left)) {
    if (is_plain_str(right)) {
      const Str* a = cast<Str>(left);
      const Str* b = cast<Str>(right);
      if (a->is_interned && b->is_interned) return 0;
      return equal_text(a, b) ? 1 : 0;
    }
    return right.is_small_int() || right.is_immediate_float() || right.is_none() ? 0 : -1;
  }
  if (left.is_immediate_float() && right.is_immediate_float()) return 0;
  return -1;
}

/// `equals` with the quick answers inline. Holds both values while it runs Python code.
inline Truth equal_items(Thread& thread, Value left, Value right) {
  const int quick = quick_equal(left, right);
  if (quick >= 0) return truth_of(quick == 1);
  const Ref held_left = Ref::share(left);
  const Ref held_right = Ref::share(right);
  return equals(thread, left, right);
}

/// The hash of a small int, which is its value as long as that is below 2^61 - 1.
inline bool quick_hash(Value key, std::int64_t& hash) {
  constexpr std::int64_t kModulus = (std::int64_t{1} << 61) - 1;
  if (key.is_small_int()) {
    const std::int64_t number = key.as_small_int();
    if (number >= kModulus || number <= -kModulus) return false;
    hash = number == -1 ? -2 : number;
    return true;
  }
  if (is_plain_str(key)) {
    Str* text = cast<Str>(key);
    hash = text->hash != -1 ? text->hash : hash_of(text);
    return true;
  }
  return false;
}

/// The hash of a key that will be looked for: the program pays for the look-up. (Attributes and
/// globals are looked up by names, which cost what their instructions do.)
inline bool hash_of_key(Thread& thread, Value key, std::int64_t& out) {
  thread.charge(thread.work_costs().lookup_ps);
  return quick_hash(key, out) || hash(thread, key, out);
}

// --- errors and arguments ------------------------------------------------------------------------

/// KeyError with the key itself as its argument.
Ref raise_key_error(Thread& thread, Value key);

/// True if the value can be an index (int or __index__).
bool has_index(const Thread& thread, Value value);
/// The plain int behind an int or __index__: "'str' object cannot be interpreted as an integer".
Ref index_as_int(Thread& thread, Value value);
/// An index argument as int64; OverflowError "Python int too large to convert to C ssize_t".
bool ssize_argument(Thread& thread, Value value, std::int64_t& out);
/// A start or stop of list.index and alike; Undefined leaves `out` as it is. Clamps to int64.
bool index_argument(Thread& thread, Value value, std::int64_t& out);
/// Makes `index` count from the start and not negative, as list.index does.
inline void clamp_from_end(std::int64_t& index, std::int64_t length) {
  if (index < 0) index = index + length < 0 ? 0 : index + length;
}

/// A subscript of `what` ("list"): its int64, or TypeError "list indices must be integers or
/// slices".
bool subscript_index(Thread& thread, std::string_view what, Value key, std::int64_t& index);

/// How often `sequence * times` repeats; `no`: the other operand must try (NotImplemented).
Truth repeat_count(Thread& thread, Value times, std::int64_t& count);
/// True if `operand + other` fails for certain: no user's class has a say in it.
bool is_final_operand(const Thread& thread, Value other, BinaryOp op);

/// check_positional and check_no_keywords for a type's constructor.
bool check_constructor(Thread& thread, std::string_view name, Arguments arguments,
                       std::uint32_t minimum, std::uint32_t maximum);

/// A heap object of a built-in type or of a subclass, untracked; its Value members still zeroed.
template <typename T>
T* allocate_instance(Thread& thread, Type* cls) {
  const std::size_t size = cls->instance_size > sizeof(T) ? cls->instance_size : sizeof(T);
  return static_cast<T*>(thread.heap().allocate(cls, size));
}

// --- walking an iterable -------------------------------------------------------------------------

/// Calls `use(Value)`, which answers false to stop with an error, with each item (kept alive
/// meanwhile). Lists and tuples are walked without an iterator object.
template <typename Use>
bool for_each_item(Thread& thread, Value iterable, Use&& use) {
  if (is_exact_list(iterable)) {
    const Ref held = Ref::share(iterable);
    List* list = held.as<List>();
    for (std::int64_t i = 0; i < list->length; ++i) {
      const Ref item = Ref::share(list->items[i]);
      if (!use(item.get())) return false;
      thread.charge(thread.work_costs().step_ps);
      if (!thread.poll()) return false;
    }
    return true;
  }
  if (is_exact_tuple(iterable)) {
    const Ref held = Ref::share(iterable);
    const Tuple* tuple = held.as<Tuple>();
    for (std::int64_t i = 0; i < tuple->length; ++i) {
      if (!use((*tuple)[i])) return false;
      thread.charge(thread.work_costs().step_ps);
      if (!thread.poll()) return false;
    }
    return true;
  }
  const Ref iterator = get_iterator(thread, iterable);
  if (iterator.is_error()) return false;
  while (true) {
    const Ref item = next(thread, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) return true;
    if (!use(item.get())) return false;
    thread.charge(thread.work_costs().step_ps);
    if (!thread.poll()) return false;
  }
}

/// An exact list or tuple itself, or a new list of what the iterable gives.
Ref as_sequence(Thread& thread, Value iterable);
/// REQUIRES: a list or tuple. Valid until Python code runs.
inline std::span<const Value> sequence_view(Value sequence) {
  return is_tuple(sequence) ? cast<Tuple>(sequence)->view() : cast<List>(sequence)->view();
}

// --- repr and compare ----------------------------------------------------------------------------

/// Keeps an object on the thread's list of reprs in progress.
class ReprScope {
 public:
  ReprScope(Thread& thread, Object* object)
      : thread_(thread), object_(object), entered_(thread.enter_repr(object)) {}
  ~ReprScope() {
    if (entered_) thread_.leave_repr(object_);
  }
  ReprScope(const ReprScope&) = delete;
  ReprScope& operator=(const ReprScope&) = delete;
  /// False: the object contains itself.
  explicit operator bool() const { return entered_; }

 private:
  Thread& thread_;
  Object* object_;
  bool entered_;
};

/// Appends repr(value).
bool append_repr(Thread& thread, std::string& text, Value value);

/// Appends the reprs of items, with ", " between them. `item(i)` gives a Ref, Undefined at the end.
template <typename Item>
bool append_reprs(Thread& thread, std::string& text, Item&& item) {
  for (std::int64_t i = 0;; ++i) {
    const Ref value = item(i);
    if (value.is_undefined()) return true;
    if (i > 0) text += ", ";
    if (!append_repr(thread, text, value)) return false;
    thread.charge(thread.work_costs().repr_ps);
    if (!thread.poll()) return false;
  }
}

/// Lexicographic comparison. `left(i)` and `right(i)` give a Ref, Undefined at the end;
/// `lengths()` the present lengths.
template <typename Left, typename Right, typename Lengths>
Ref compare_items(Thread& thread, CompareOp op, Left&& left, Right&& right, Lengths&& lengths) {
  if (op == CompareOp::equal || op == CompareOp::not_equal) {
    const auto [left_length, right_length] = lengths();
    if (left_length != right_length) return Ref::boolean(op == CompareOp::not_equal);
  }
  for (std::int64_t i = 0;; ++i) {
    const Ref a = left(i);
    const Ref b = right(i);
    if (a.is_undefined() || b.is_undefined()) break;
    const int quick = quick_equal(a, b);
    const Truth same = quick >= 0 ? truth_of(quick == 1) : equals(thread, a, b);
    if (same == Truth::error) return Ref::error();
    if (same == Truth::no) {
      if (op == CompareOp::equal) return Ref::boolean(false);
      if (op == CompareOp::not_equal) return Ref::boolean(true);
      return compare(thread, a, b, op);
    }
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return Ref::error();
  }
  const auto [left_length, right_length] = lengths();
  return Ref::boolean(compare_numbers(left_length, right_length, op));
}

// --- slots ---------------------------------------------------------------------------------------

/// The iter slot of every iterator.
Ref iterator_itself(Thread& thread, Value self);

/// Sets up a type whose instances are SequenceIterators.
void set_up_sequence_iterator(Type* type, UnarySlot next_slot);
/// A new iterator of that shape over a sequence.
Ref make_iterator_over(Thread& thread, Type* type, Value sequence, std::int64_t index);
/// What an iterator does at its end: lets its sequence go and answers Undefined.
Ref exhaust(Value& sequence);

/// Takes a member's reference away and drops it after the member is empty.
inline void drop(Value& member) { decref(std::exchange(member, Value())); }

/// A tuple of two, reusing the one in `cache` if nobody else holds it any more.
Ref make_pair_reusing(Thread& thread, Value& cache, Ref first, Ref second);

}  // namespace gilsim::vm
