// SPDX-License-Identifier: MIT
//
// The table behind set and frozenset, probed and grown exactly as CPython 3.11 does it, because
// programs show its order (`print({3, 1, 2})`):
//
//   * 8 slots at first; a key starts at slot hash & mask and looks at up to ten slots in a row
//   (only
//     at that one if the run would pass the end), then jumps to 5 * slot + 1 + perturb, where
//     perturb is the hash shifted right by 5 more each time;
//   * when three fifths are filled (deleted slots count), the table grows to the first power of two
//     above four times the number of keys, two times above 50,000 keys;
//   * a new key takes the last deleted slot that it passed, else the free one that ended its way.
//
// Re-entry: as in dict.cc, `mutations` is compared after each comparison that ran Python code.
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/set_table.h"

#include <utility>

namespace gilsim::vm {

namespace {

constexpr std::uint64_t kSmallestTable = 8;
constexpr std::uint64_t kLinearProbes = 9;
constexpr int kPerturbShift = 5;
constexpr std::int64_t kManyKeys = 50'000;
constexpr std::uint64_t kAskAboveBytes = 64 * 1024;
constexpr std::int64_t kDeletedHash = -1;

bool is_free(const SetEntry& entry) { return entry.key.is_undefined() && entry.hash == 0; }
bool is_live(const SetEntry& entry) { return !entry.key.is_undefined(); }

std::size_t table_bytes(std::uint64_t mask) {
  return static_cast<std::size_t>(mask + 1) * sizeof(SetEntry);
}

SetEntry* allocate_table(Heap& heap, std::uint64_t mask) {
  auto* table = static_cast<SetEntry*>(heap.allocate_buffer(table_bytes(mask)));
  for (std::uint64_t i = 0; i <= mask; ++i) table[i] = {Value(), 0};
  return table;
}

/// The slots of a key in the order in which they are looked at.
class Probe {
 public:
  Probe(std::uint64_t mask, std::int64_t hash)
      : mask_(mask), perturb_(static_cast<std::uint64_t>(hash)), start_(perturb_ & mask) {
    begin_run();
  }
  std::uint64_t slot() const { return slot_; }
  void advance() {
    if (left_ > 0) {
      --left_;
      ++slot_;
      return;
    }
    perturb_ >>= kPerturbShift;
    start_ = (start_ * 5 + 1 + perturb_) & mask_;
    begin_run();
  }

 private:
  void begin_run() {
    slot_ = start_;
    left_ = start_ + kLinearProbes <= mask_ ? kLinearProbes : 0;
  }

  std::uint64_t mask_;
  std::uint64_t perturb_;
  std::uint64_t start_;
  std::uint64_t slot_ = 0;
  std::uint64_t left_ = 0;
};

/// Enters a key that is not in the table, which has no deleted slots.
void insert_clean(SetEntry* table, std::uint64_t mask, Value key, std::int64_t hash) {
  Probe probe(mask, hash);
  while (is_live(table[probe.slot()])) probe.advance();
  table[probe.slot()] = {key, hash};
}

/// Moves the keys to a table with more than `minimum` slots.
void rebuild(Heap& heap, Set* set, std::int64_t minimum) {
  std::uint64_t size = kSmallestTable;
  while (size <= static_cast<std::uint64_t>(minimum)) size <<= 1;
  SetEntry* old_table = set->table;
  const std::uint64_t old_mask = set->mask;
  set->table = allocate_table(heap, size - 1);
  set->mask = size - 1;
  for (std::uint64_t i = 0; i <= old_mask; ++i) {
    if (is_live(old_table[i])) {
      insert_clean(set->table, set->mask, old_table[i].key, old_table[i].hash);
    }
  }
  set->filled = set->length;
  ++set->mutations;
  heap.free_buffer(old_table, table_bytes(old_mask));
}

/// Asks for the memory of a table with more than `minimum` slots. False: MemoryError is pending.
bool may_rebuild(Thread& thread, const Set* set, std::int64_t minimum) {
  const auto bytes = static_cast<std::uint64_t>(minimum) * 2 * sizeof(SetEntry);
  if (bytes <= kAskAboveBytes) return true;
  thread.charge(set->length * thread.work_costs().copy_ps);
  return thread.reserve(bytes);
}

bool resize(Thread& thread, Set* set, std::int64_t minimum) {
  if (!may_rebuild(thread, set, minimum)) return false;
  rebuild(thread.heap(), set, minimum);
  return true;
}

std::int64_t grown_minimum(std::int64_t length) {
  return length > kManyKeys ? length * 2 : length * 4;
}

bool is_too_full(std::int64_t filled, std::uint64_t mask) {
  return static_cast<std::uint64_t>(filled) * 5 >= mask * 3;
}

/// The key's slot, or the slot that it would take; kLookupFailed: an exception is pending. May run
/// Python code; the answer holds for the table as it is on return.
std::int64_t find_slot(Thread& thread, Set* set, Value key, std::int64_t hash) {
  while (true) {
    const std::uint32_t mutations = set->mutations;
    std::int64_t deleted = -1;
    Probe probe(set->mask, hash);
    while (true) {
      const SetEntry& entry = set->table[probe.slot()];
      if (is_free(entry)) return deleted >= 0 ? deleted : static_cast<std::int64_t>(probe.slot());
      if (!is_live(entry)) deleted = static_cast<std::int64_t>(probe.slot());
      if (entry.hash == hash && is_live(entry)) {
        const int quick = quick_equal(entry.key, key);
        if (quick == 1) return static_cast<std::int64_t>(probe.slot());
        if (quick < 0) {
          const Ref other = Ref::share(entry.key);
          const Truth same = equals(thread, other, key);
          if (same == Truth::error) return kLookupFailed;
          if (set->mutations != mutations) break;
          if (same == Truth::yes) return static_cast<std::int64_t>(probe.slot());
        }
      }
      probe.advance();
    }
  }
}

Ref finish_set(Thread& thread, Set* set) {
  set_make_table(thread.heap(), set);
  set->hash = -1;
  thread.heap().track(set);
  return Ref::adopt(set);
}

/// Room for so many more keys at once, as CPython does before it takes over a whole container.
bool make_room(Thread& thread, Set* set, std::int64_t more) {
  if (!is_too_full(set->filled + more, set->mask)) return true;
  return resize(thread, set, (set->length + more) * 2);
}

/// Adds the keys of another set.
bool merge_set(Thread& thread, Set* set, Set* other) {
  if (other == set || other->length == 0) return true;
  if (!make_room(thread, set, other->length)) return false;
  const Ref held = Ref::share(other);
  if (set->filled == 0) {
    // Nothing to compare with, and so nobody else can interfere.
    const bool same_shape = set->mask == other->mask && other->filled == other->length;
    for (std::uint64_t i = 0; i <= other->mask; ++i) {
      const SetEntry& entry = other->table[i];
      if (!is_live(entry)) continue;
      incref(entry.key);
      if (same_shape) {
        set->table[i] = entry;
      } else {
        insert_clean(set->table, set->mask, entry.key, entry.hash);
      }
    }
    set->length = set->filled = other->length;
    ++set->mutations;
    return charge_copies(thread, set->length);
  }
  for (std::uint64_t i = 0; i <= other->mask; ++i) {
    const SetEntry entry = other->table[i];
    if (!is_live(entry)) continue;
    const Ref key = Ref::share(entry.key);
    if (!set_add_hashed(thread, set, key, entry.hash)) return false;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return false;
  }
  return true;
}

/// Adds the keys of a dict.
bool merge_dict(Thread& thread, Set* set, Dict* dict) {
  if (!make_room(thread, set, dict->length)) return false;
  const Ref held = Ref::share(dict);
  for (std::int64_t i = 0; i < dict->used; ++i) {
    if (dict->entries[i].key.is_undefined()) continue;
    const Ref key = Ref::share(dict->entries[i].key);
    if (!set_add_hashed(thread, set, key, dict->entries[i].hash)) return false;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return false;
  }
  return true;
}

}  // namespace

// --- making and clearing -------------------------------------------------------------------------

Type* plain_set_type(const Thread& thread, const Set* like) {
  return like->type->layout == Layout::frozenset ? thread.types().frozenset : thread.types().set;
}

Ref make_set(Thread& thread, Type* type) {
  return finish_set(thread, allocate_instance<Set>(thread, type));
}

Ref make_set_of(Thread& thread, Type* type, Value iterable) {
  Ref set = make_set(thread, type);
  if (!iterable.is_undefined() && !set_update(thread, set.as<Set>(), iterable)) {
    return Ref::error();
  }
  return set;
}

void set_copy_table(Heap& heap, Set* copy, const Set& source) {
  copy->table = allocate_table(heap, source.mask);
  std::copy(source.table, source.table + source.mask + 1, copy->table);
}

void set_clear(Heap& heap, Set* set) {
  if (set->filled == 0) return;
  SetEntry* table = set->table;
  const std::uint64_t mask = set->mask;
  set->table = allocate_table(heap, kSmallestTable - 1);
  set->mask = kSmallestTable - 1;
  set->length = set->filled = 0;
  set->hash = -1;
  ++set->mutations;
  for (std::uint64_t i = 0; i <= mask; ++i) decref(table[i].key);
  heap.free_buffer(table, table_bytes(mask));
}

void set_swap(Set* a, Set* b) {
  std::swap(a->length, b->length);
  std::swap(a->filled, b->filled);
  std::swap(a->mask, b->mask);
  std::swap(a->table, b->table);
  a->hash = b->hash = -1;
  ++a->mutations;
  ++b->mutations;
}

// --- one key -------------------------------------------------------------------------------------

bool set_add_hashed(Thread& thread, Set* set, Value key, std::int64_t hash) {
  const std::int64_t slot = find_slot(thread, set, key, hash);
  if (slot == kLookupFailed) return false;
  SetEntry& entry = set->table[slot];
  if (is_live(entry)) return true;
  const bool takes_free_slot = is_free(entry);
  const bool grows = takes_free_slot && is_too_full(set->filled + 1, set->mask);
  const std::int64_t minimum = grown_minimum(set->length + 1);
  if (grows && !may_rebuild(thread, set, minimum)) return false;
  incref(key);
  entry = {key, hash};
  if (takes_free_slot) ++set->filled;
  ++set->length;
  ++set->mutations;
  if (grows) rebuild(thread.heap(), set, minimum);
  return true;
}

Truth set_contains_hashed(Thread& thread, Set* set, Value key, std::int64_t hash) {
  const std::int64_t slot = find_slot(thread, set, key, hash);
  return slot == kLookupFailed ? Truth::error : truth_of(is_live(set->table[slot]));
}

Truth set_discard_hashed(Thread& thread, Set* set, Value key, std::int64_t hash) {
  const std::int64_t slot = find_slot(thread, set, key, hash);
  if (slot == kLookupFailed) return Truth::error;
  SetEntry& entry = set->table[slot];
  if (!is_live(entry)) return Truth::no;
  const Ref old = Ref::adopt(entry.key);
  entry = {Value(), kDeletedHash};
  --set->length;
  ++set->mutations;
  return Truth::yes;
}

bool set_add(Thread& thread, Set* set, Value key) {
  std::int64_t hash;
  return hash_of_key(thread, key, hash) && set_add_hashed(thread, set, key, hash);
}

Truth set_contains(Thread& thread, Set* set, Value key) {
  std::int64_t hash;
  if (!hash_of_key(thread, key, hash)) return Truth::error;
  return set_contains_hashed(thread, set, key, hash);
}

Truth set_discard(Thread& thread, Set* set, Value key) {
  std::int64_t hash;
  if (!hash_of_key(thread, key, hash)) return Truth::error;
  return set_discard_hashed(thread, set, key, hash);
}

Ref set_take_any(Thread&, Set* set) {
  if (set->length == 0) return Ref::undefined();
  std::uint64_t slot = set->finger & set->mask;
  while (!is_live(set->table[slot])) slot = slot == set->mask ? 0 : slot + 1;
  Ref key = Ref::adopt(set->table[slot].key);
  set->table[slot] = {Value(), kDeletedHash};
  --set->length;
  ++set->mutations;
  set->finger = slot + 1;
  return key;
}

bool set_next_hashed(const Set* set, std::int64_t& position, Value& key, std::int64_t& hash) {
  while (static_cast<std::uint64_t>(position) <= set->mask) {
    const SetEntry& entry = set->table[position++];
    if (!is_live(entry)) continue;
    key = entry.key;
    hash = entry.hash;
    return true;
  }
  return false;
}

bool set_next(const Set* set, std::int64_t& position, Value& key) {
  std::int64_t hash;
  return set_next_hashed(set, position, key, hash);
}

void set_make_table(Heap& heap, Set* set) {
  set->table = allocate_table(heap, kSmallestTable - 1);
  set->mask = kSmallestTable - 1;
}

void set_add_constant(Heap& heap, Set* set, Value key, std::int64_t hash,
                      bool (*equal)(Value, Value)) {
  Probe probe(set->mask, hash);
  while (!is_free(set->table[probe.slot()])) {
    const SetEntry& entry = set->table[probe.slot()];
    if (entry.hash == hash && equal(entry.key, key)) return;
    probe.advance();
  }
  set->table[probe.slot()] = {key, hash};
  ++set->filled;
  ++set->length;
  if (is_too_full(set->filled, set->mask)) rebuild(heap, set, grown_minimum(set->length));
}

// --- whole containers ----------------------------------------------------------------------------

bool set_update(Thread& thread, Set* set, Value iterable) {
  if (is_any_set(iterable)) return merge_set(thread, set, cast<Set>(iterable));
  if (is_exact_dict(iterable)) return merge_dict(thread, set, cast<Dict>(iterable));
  return for_each_item(thread, iterable, [&](Value item) { return set_add(thread, set, item); });
}

bool set_shrink(Thread& thread, Set* set) {
  if (static_cast<std::uint64_t>(set->filled - set->length) <= set->mask / 4) return true;
  return resize(thread, set, grown_minimum(set->length));
}

std::int64_t frozenset_hash(Set* set) {
  if (set->hash != -1) return set->hash;
  std::uint64_t mixed = 0;
  for (std::uint64_t i = 0; i <= set->mask; ++i) {
    if (!is_live(set->table[i])) continue;
    const auto hash = static_cast<std::uint64_t>(set->table[i].hash);
    mixed ^= ((hash ^ 89869747u) ^ (hash << 16)) * 3644798167u;
  }
  mixed ^= (static_cast<std::uint64_t>(set->length) + 1) * 1927868237u;
  mixed ^= (mixed >> 11) ^ (mixed >> 25);
  mixed = mixed * 69069u + 907133923u;
  set->hash = mixed == UINT64_MAX ? 590923713 : static_cast<std::int64_t>(mixed);
  return set->hash;
}

}  // namespace gilsim::vm
