// SPDX-License-Identifier: MIT
//
// Union, intersection and so on. Which operand is walked, and whether the result is filled key by
// key or copied and thinned out, follows CPython, because it decides the order of the result.
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/set_table.h"

#include <utility>

namespace gilsim::vm {

namespace {

/// Calls `use(key, hash)` with each key of a set; false stops it.
template <typename Use>
bool for_each_key(Thread& thread, Set* set, Use&& use) {
  const Ref held = Ref::share(set);
  std::int64_t position = 0;
  Value next_key;
  std::int64_t hash;
  while (set_next_hashed(set, position, next_key, hash)) {
    const Ref key = Ref::share(next_key);
    if (!use(key.get(), hash)) return false;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return false;
  }
  return true;
}

/// The same with the keys of any iterable, hashed here if they must be.
template <typename Use>
bool for_each_hashed(Thread& thread, Value iterable, Use&& use) {
  if (is_any_set(iterable)) return for_each_key(thread, cast<Set>(iterable), use);
  return for_each_item(thread, iterable, [&](Value item) {
    std::int64_t hash;
    return hash_of_key(thread, item, hash) && use(item, hash);
  });
}

Ref copy_and_subtract(Thread& thread, Set* set, Value other) {
  Ref result = set_copy(thread, set);
  if (result.is_error() || !set_difference_update(thread, result.as<Set>(), other)) {
    return Ref::error();
  }
  return result;
}

/// Is the key in a set or (exact) dict?
Truth known_in(Thread& thread, Value container, Value key, std::int64_t hash) {
  if (is_any_set(container)) {
    return set_contains_hashed(thread, cast<Set>(container), key, hash);
  }
  const std::int64_t at = dict_lookup(thread, cast<Dict>(container), key, hash);
  return at == kLookupFailed ? Truth::error : truth_of(at >= 0);
}

}  // namespace

Ref set_copy(Thread& thread, Set* set) {
  return make_set_of(thread, plain_set_type(thread, set), set);
}

Ref set_intersection(Thread& thread, Set* set, Value other) {
  if (other == Value(set)) return set_copy(thread, set);
  Ref result = make_set(thread, plain_set_type(thread, set));
  Value walked = other;
  if (is_any_set(other) && cast<Set>(other)->length > set->length) {
    walked = set;
    set = cast<Set>(other);
  }
  const Ref held = Ref::share(set);
  const bool good = for_each_hashed(thread, walked, [&](Value key, std::int64_t hash) {
    const Truth found = set_contains_hashed(thread, set, key, hash);
    if (found == Truth::error) return false;
    return found == Truth::no || set_add_hashed(thread, result.as<Set>(), key, hash);
  });
  return good ? std::move(result) : Ref::error();
}

Ref set_difference(Thread& thread, Set* set, Value other) {
  std::int64_t other_length;
  if (is_any_set(other)) {
    other_length = cast<Set>(other)->length;
  } else if (is_exact_dict(other)) {
    other_length = cast<Dict>(other)->length;
  } else {
    return copy_and_subtract(thread, set, other);
  }
  if (set->length / 4 > other_length) return copy_and_subtract(thread, set, other);
  Ref result = make_set(thread, plain_set_type(thread, set));
  const bool good = for_each_key(thread, set, [&](Value key, std::int64_t hash) {
    const Truth found = known_in(thread, other, key, hash);
    if (found == Truth::error) return false;
    return found == Truth::yes || set_add_hashed(thread, result.as<Set>(), key, hash);
  });
  return good ? std::move(result) : Ref::error();
}

bool set_difference_update(Thread& thread, Set* set, Value other) {
  if (other == Value(set)) {
    set_clear(thread.heap(), set);
    return true;
  }
  Ref narrowed = Ref::share(other);
  if (is_any_set(other) && cast<Set>(other)->length / 8 > set->length) {
    narrowed = set_intersection(thread, set, other);
    if (narrowed.is_error()) return false;
  }
  const bool good = for_each_hashed(thread, narrowed, [&](Value key, std::int64_t hash) {
    return set_discard_hashed(thread, set, key, hash) != Truth::error;
  });
  return good && set_shrink(thread, set);
}

bool set_symmetric_difference_update(Thread& thread, Set* set, Value other) {
  if (other == Value(set)) {
    set_clear(thread.heap(), set);
    return true;
  }
  const auto toggle = [&](Value key, std::int64_t hash) {
    const Truth was_there = set_discard_hashed(thread, set, key, hash);
    if (was_there == Truth::error) return false;
    return was_there == Truth::yes || set_add_hashed(thread, set, key, hash);
  };
  if (is_any_set(other) || is_exact_dict(other)) return for_each_hashed(thread, other, toggle);
  // A key that comes twice must toggle once.
  const Ref distinct = make_set_of(thread, plain_set_type(thread, set), other);
  return !distinct.is_error() && for_each_key(thread, distinct.as<Set>(), toggle);
}

Ref set_symmetric_difference(Thread& thread, Set* set, Value other) {
  Ref result = make_set_of(thread, plain_set_type(thread, set), other);
  if (result.is_error() || !set_symmetric_difference_update(thread, result.as<Set>(), set)) {
    return Ref::error();
  }
  return result;
}

Truth set_is_subset(Thread& thread, Set* set, Value other) {
  if (!is_any_set(other)) {
    const Ref common = set_intersection(thread, set, other);
    if (common.is_error()) return Truth::error;
    return truth_of(common.as<Set>()->length == set->length);
  }
  auto* whole = cast<Set>(other);
  if (set->length > whole->length) return Truth::no;
  Truth found = Truth::yes;
  const bool walked = for_each_key(thread, set, [&](Value key, std::int64_t hash) {
    found = set_contains_hashed(thread, whole, key, hash);
    return found == Truth::yes;
  });
  return walked || found == Truth::no ? found : Truth::error;
}

Truth set_is_superset(Thread& thread, Set* set, Value other) {
  if (is_any_set(other)) return set_is_subset(thread, cast<Set>(other), set);
  Truth found = Truth::yes;
  const bool walked = for_each_item(thread, other, [&](Value item) {
    found = set_contains(thread, set, item);
    return found == Truth::yes;
  });
  return walked || found == Truth::no ? found : Truth::error;
}

Truth set_is_disjoint(Thread& thread, Set* set, Value other) {
  if (other == Value(set)) return truth_of(set->length == 0);
  if (is_any_set(other) && cast<Set>(other)->length > set->length) {
    Set* larger = cast<Set>(other);
    other = set;
    set = larger;
  }
  Truth found = Truth::no;
  const bool walked = for_each_hashed(thread, other, [&](Value key, std::int64_t hash) {
    found = set_contains_hashed(thread, set, key, hash);
    return found == Truth::no;
  });
  if (!walked && found != Truth::yes) return Truth::error;
  return truth_of(found == Truth::no);
}

}  // namespace gilsim::vm
