// SPDX-License-Identifier: MIT
//
// list.sort: a stable merge sort that finds the runs already there (timsort's idea).
//
// The items are taken out of the list while it sorts, since comparisons and the key function can
// run Python code: everybody else sees an empty list, and whoever changes it meanwhile makes sort
// raise ValueError at the end. A failing comparison leaves the items in some order, none lost.
//
// Runs of at least kMinimumRun items (shorter ones are filled up by binary insertion) are merged so
// that no run on the stack is much shorter than the one above it. Before two runs are merged, what
// already stands in place at both ends is skipped by binary search.
//
// The order is `less` alone, chosen once from what the keys are: small ints, floats and strs need
// no call.
#include "vm/objects/containers.h"
#include "vm/objects/list.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kMinimumRun = 32;
constexpr std::int64_t kComparisonsPerPoll = 1024;

/// The keys that are compared, and the values that move along with them (nullptr: the keys are the
/// values).
struct Lanes {
  Value* keys;
  Value* values;

  void swap(std::int64_t a, std::int64_t b) const {
    std::swap(keys[a], keys[b]);
    if (values != nullptr) std::swap(values[a], values[b]);
  }
  void reverse(std::int64_t low, std::int64_t high) const {
    std::reverse(keys + low, keys + high);
    if (values != nullptr) std::reverse(values + low, values + high);
  }
  void rotate_into(std::int64_t to, std::int64_t from) const {
    rotate(keys, to, from);
    if (values != nullptr) rotate(values, to, from);
  }

 private:
  /// Moves the item at `from` down to `to`.
  static void rotate(Value* array, std::int64_t to, std::int64_t from) {
    const Value item = array[from];
    std::memmove(array + to + 1, array + to, static_cast<std::size_t>(from - to) * sizeof(Value));
    array[to] = item;
  }
};

struct SmallIntLess {
  Truth operator()(Thread&, Value a, Value b) const {
    return truth_of(static_cast<std::int64_t>(a.bits()) < static_cast<std::int64_t>(b.bits()));
  }
};
struct FloatLess {
  Truth operator()(Thread&, Value a, Value b) const { return truth_of(float_of(a) < float_of(b)); }
};
struct StrLess {
  Truth operator()(Thread&, Value a, Value b) const {
    return truth_of(compare_text(cast<Str>(a), cast<Str>(b)) < 0);
  }
};
struct AnyLess {
  Truth operator()(Thread& thread, Value a, Value b) const {
    return compare_truth(thread, a, b, CompareOp::less);
  }
};

template <typename Less>
class Sorter {
 public:
  Sorter(Thread& thread, Lanes lanes, std::int64_t count)
      : thread_(thread), lanes_(lanes), count_(count) {}

  /// False: a comparison failed, or the thread was cancelled.
  bool run() {
    std::int64_t low = 0;
    const std::int64_t minimum = minimum_run(count_);
    while (low < count_) {
      std::int64_t high;
      if (!find_run(low, high)) return false;
      if (high - low < minimum) {
        const std::int64_t wanted = std::min(count_, low + minimum);
        if (!insert_binary(low, high, wanted)) return false;
        high = wanted;
      }
      runs_.push_back({low, high});
      if (!merge_unbalanced()) return false;
      low = high;
    }
    while (runs_.size() > 1) {
      if (!merge_at(position_to_force())) return false;
    }
    return settle();
  }

 private:
  struct Run {
    std::int64_t low, high;
    std::int64_t length() const { return high - low; }
  };

  /// So that the number of runs is a power of two or a little less.
  static std::int64_t minimum_run(std::int64_t count) {
    std::int64_t remainder = 0;
    while (count >= 2 * kMinimumRun) {
      remainder |= count & 1;
      count >>= 1;
    }
    return count + remainder;
  }

  bool settle() {
    thread_.charge(comparisons_ * thread_.work_costs().compare_ps);
    comparisons_ = 0;
    return thread_.poll();
  }

  Truth less(Value a, Value b) {
    if (++comparisons_ >= kComparisonsPerPoll && !settle()) return Truth::error;
    return Less{}(thread_, a, b);
  }

  /// The end of the run that starts at `low`; a strictly descending one is turned round.
  bool find_run(std::int64_t low, std::int64_t& high) {
    high = low + 1;
    if (high == count_) return true;
    const Value* keys = lanes_.keys;
    const Truth first = less(keys[high], keys[low]);
    if (first == Truth::error) return false;
    const bool descending = first == Truth::yes;
    for (++high; high < count_; ++high) {
      const Truth below = less(keys[high], keys[high - 1]);
      if (below == Truth::error) return false;
      if ((below == Truth::yes) != descending) break;
    }
    if (descending) lanes_.reverse(low, high);
    return true;
  }

  /// First position in [low, high) whose key is greater than `key` (so equal ones stay in front).
  bool upper_bound(Value key, std::int64_t low, std::int64_t high, std::int64_t& position) {
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2;
      const Truth below = less(key, lanes_.keys[middle]);
      if (below == Truth::error) return false;
      if (below == Truth::yes) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    position = low;
    return true;
  }

  /// First position in [low, high) whose key is not less than `key`.
  bool lower_bound(Value key, std::int64_t low, std::int64_t high, std::int64_t& position) {
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2;
      const Truth below = less(lanes_.keys[middle], key);
      if (below == Truth::error) return false;
      if (below == Truth::yes) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    position = low;
    return true;
  }

  /// [low, sorted) is in order; brings [sorted, high) in.
  bool insert_binary(std::int64_t low, std::int64_t sorted, std::int64_t high) {
    for (; sorted < high; ++sorted) {
      std::int64_t position;
      if (!upper_bound(lanes_.keys[sorted], low, sorted, position)) return false;
      lanes_.rotate_into(position, sorted);
    }
    return true;
  }

  bool merge_unbalanced() {
    while (runs_.size() > 1) {
      const std::size_t n = runs_.size() - 2;
      const bool sum_broken =
          (n > 0 && runs_[n - 1].length() <= runs_[n].length() + runs_[n + 1].length()) ||
          (n > 1 && runs_[n - 2].length() <= runs_[n - 1].length() + runs_[n].length());
      if (sum_broken) {
        if (!merge_at(position_to_force())) return false;
      } else if (runs_[n].length() <= runs_[n + 1].length()) {
        if (!merge_at(n)) return false;
      } else {
        return true;
      }
    }
    return true;
  }

  std::size_t position_to_force() const {
    const std::size_t n = runs_.size() - 2;
    return n > 0 && runs_[n - 1].length() < runs_[n + 1].length() ? n - 1 : n;
  }

  bool merge_at(std::size_t i) {
    const Run left = runs_[i];
    const Run right = runs_[i + 1];
    runs_[i].high = right.high;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    std::int64_t low, high;
    if (!upper_bound(lanes_.keys[right.low], left.low, left.high, low)) return false;
    if (low == left.high) return true;
    if (!lower_bound(lanes_.keys[left.high - 1], right.low, right.high, high)) return false;
    return left.high - low <= high - right.low ? merge_low(low, right.low, high)
                                               : merge_high(low, right.low, high);
  }

  void copy_out(std::int64_t low, std::int64_t high) {
    spare_keys_.assign(lanes_.keys + low, lanes_.keys + high);
    if (lanes_.values != nullptr) spare_values_.assign(lanes_.values + low, lanes_.values + high);
  }
  void move_within(std::int64_t to, std::int64_t from) {
    lanes_.keys[to] = lanes_.keys[from];
    if (lanes_.values != nullptr) lanes_.values[to] = lanes_.values[from];
  }
  void move_back(std::int64_t to, std::int64_t spare) {
    lanes_.keys[to] = spare_keys_[static_cast<std::size_t>(spare)];
    if (lanes_.values != nullptr) {
      lanes_.values[to] = spare_values_[static_cast<std::size_t>(spare)];
    }
  }

  /// Merges [low, middle) and [middle, high) from the front; the left one is the shorter. On an
  /// error what was copied out is put back into the gap, which is exactly as large.
  bool merge_low(std::int64_t low, std::int64_t middle, std::int64_t high) {
    copy_out(low, middle);
    const std::int64_t spare_count = middle - low;
    std::int64_t spare = 0, right = middle, to = low;
    bool good = true;
    while (spare < spare_count && right < high) {
      const Truth below = less(lanes_.keys[right], spare_keys_[static_cast<std::size_t>(spare)]);
      if (below == Truth::error) {
        good = false;
        break;
      }
      if (below == Truth::yes) {
        move_within(to++, right++);
      } else {
        move_back(to++, spare++);
      }
    }
    while (spare < spare_count) move_back(to++, spare++);
    return good;
  }

  /// The same from the back; the right one is the shorter.
  bool merge_high(std::int64_t low, std::int64_t middle, std::int64_t high) {
    copy_out(middle, high);
    std::int64_t spare = high - middle - 1, left = middle - 1, to = high - 1;
    bool good = true;
    while (spare >= 0 && left >= low) {
      const Truth below = less(spare_keys_[static_cast<std::size_t>(spare)], lanes_.keys[left]);
      if (below == Truth::error) {
        good = false;
        break;
      }
      if (below == Truth::yes) {
        move_within(to--, left--);
      } else {
        move_back(to--, spare--);
      }
    }
    while (spare >= 0) move_back(to--, spare--);
    return good;
  }

  Thread& thread_;
  Lanes lanes_;
  std::int64_t count_;
  std::int64_t comparisons_ = 0;
  std::vector<Run> runs_;
  std::vector<Value> spare_keys_;  // borrowed: the lanes own
  std::vector<Value> spare_values_;
};

bool sort_lanes(Thread& thread, Lanes lanes, std::int64_t count) {
  bool all_int = true, all_float = true, all_str = true;
  for (std::int64_t i = 0; i < count; ++i) {
    const Value key = lanes.keys[i];
    all_int = all_int && key.is_small_int();
    all_float = all_float && (key.is_immediate_float() || is_exactly(key, Layout::floating));
    all_str = all_str && is_plain_str(key);
    if (!all_int && !all_float && !all_str) break;
  }
  if (all_int) return Sorter<SmallIntLess>(thread, lanes, count).run();
  if (all_float) return Sorter<FloatLess>(thread, lanes, count).run();
  if (all_str) return Sorter<StrLess>(thread, lanes, count).run();
  return Sorter<AnyLess>(thread, lanes, count).run();
}

/// Items and keys taken out of the list; gives the items back however the sort ends.
class TakenItems {
 public:
  TakenItems(Thread& thread, List* list)
      : thread_(thread),
        list_(list),
        items_(std::exchange(list->items, nullptr)),
        length_(std::exchange(list->length, 0)),
        capacity_(std::exchange(list->capacity, 0)) {}
  TakenItems(const TakenItems&) = delete;
  TakenItems& operator=(const TakenItems&) = delete;

  ~TakenItems() {
    for (const Value key : keys_) decref(key);
  }

  /// Puts the items back. False: somebody had used the list (what they put in is dropped).
  bool give_back() {
    const bool untouched = list_->items == nullptr && list_->length == 0;
    Value* other_items = std::exchange(list_->items, items_);
    const std::int64_t other_length = std::exchange(list_->length, length_);
    const std::int64_t other_capacity = std::exchange(list_->capacity, capacity_);
    for (std::int64_t i = 0; i < other_length; ++i) decref(other_items[i]);
    thread_.heap().free_buffer(other_items,
                               static_cast<std::size_t>(other_capacity) * sizeof(Value));
    return untouched;
  }

  bool make_keys(Value key_function) {
    keys_.reserve(static_cast<std::size_t>(length_));
    for (std::int64_t i = 0; i < length_; ++i) {
      const Value arguments[] = {items_[i]};
      Ref key = call(thread_, key_function, arguments);
      if (key.is_error()) return false;
      keys_.push_back(key.release());
    }
    return true;
  }

  bool sort(bool reverse) {
    const Lanes lanes = keys_.empty() ? Lanes{items_, nullptr} : Lanes{keys_.data(), items_};
    // Turned round before and after, equal items keep their order under reverse=True.
    if (reverse) lanes.reverse(0, length_);
    const bool good = sort_lanes(thread_, lanes, length_);
    if (reverse) lanes.reverse(0, length_);
    return good;
  }

 private:
  Thread& thread_;
  List* list_;
  Value* items_;
  std::int64_t length_;
  std::int64_t capacity_;
  std::vector<Value> keys_;  // owned
};

}  // namespace

bool list_sort(Thread& thread, List* list, Value key, bool reverse) {
  const Ref held = Ref::share(list);
  const auto count = static_cast<std::uint64_t>(list->length);
  // Half of the items are copied out in the last merge; keys stand beside the items.
  const std::uint64_t words = count / 2 + (key.is_none() ? 0 : count + count / 2);
  if (count > 4096 && !thread.reserve(words * sizeof(Value))) return false;
  TakenItems taken(thread, list);
  bool good = key.is_none() || taken.make_keys(key);
  good = good && taken.sort(reverse);
  const bool untouched = taken.give_back();
  if (good && !untouched) {
    thread.value_error("list modified during sort").reset();
    return false;
  }
  return good;
}

}  // namespace gilsim::vm
