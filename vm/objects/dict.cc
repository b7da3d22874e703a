// SPDX-License-Identifier: MIT
//
// The table behind dict.
//
//     one buffer: [ entries, in order of insertion ........ | index: 1, 2 or 4 bytes a slot ]
//
// The index has 2^index_log2 slots, two thirds of which may be used; a slot holds the number of an
// entry, kEmpty or kDeleted. Probing is CPython's: perturbed by the upper bits of the hash. Deleted
// entries stay in the table until it is rebuilt; only the last ones are given up at once (popitem),
// and `entry_capacity` shrinks with them, so that kDeleted slots never fill the index.
//
// Re-entry: comparing keys may run Python code, which may change this very dict. A look-up compares
// `mutations` after each such comparison and starts again if they differ.
#include "vm/objects/dict.h"

#include "vm/objects/containers.h"
#include "vm/objects/dict_table.h"

#include <cstring>
#include <utility>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kEmpty = -1;
constexpr std::int64_t kDeleted = -2;
/// Internal answer of the quick look-up: only Python code can compare the key with one of the same
/// hash.
constexpr std::int64_t kAskPython = -3;
constexpr std::uint32_t kFirstLog2 = 3;
constexpr std::uint32_t kLargestLog2 = 31;
constexpr int kPerturbShift = 5;
constexpr std::uint64_t kAskAboveBytes = 64 * 1024;

// --- the shape of a table ------------------------------------------------------------------------

std::int64_t usable_of(std::uint32_t log2) { return (std::int64_t{1} << log2) * 2 / 3; }

std::size_t index_bytes(std::uint32_t log2) {
  const std::size_t width = log2 < 8 ? 1 : log2 < 16 ? 2 : 4;
  return width << log2;
}

std::size_t table_bytes(std::uint32_t log2) {
  if (log2 == 0) return 0;
  return static_cast<std::size_t>(usable_of(log2)) * sizeof(DictEntry) + index_bytes(log2);
}

std::uint32_t log2_for_slots(std::int64_t slots) {
  std::uint32_t log2 = kFirstLog2;
  while ((std::int64_t{1} << log2) < slots) ++log2;
  return log2;
}

/// The smallest table that holds so many entries.
std::uint32_t log2_for_entries(std::int64_t count) {
  std::uint32_t log2 = log2_for_slots(count);
  while (usable_of(log2) < count) ++log2;
  return log2;
}

/// Calls `work` with the index as an array of the right width. REQUIRES: there is a table.
template <typename Work>
auto with_index(const Dict* dict, Work&& work) {
  if (dict->index_log2 < 8) return work(static_cast<std::int8_t*>(dict->index));
  if (dict->index_log2 < 16) return work(static_cast<std::int16_t*>(dict->index));
  return work(static_cast<std::int32_t*>(dict->index));
}

/// The slots that a hash may stand in, in order.
class Probe {
 public:
  Probe(const Dict* dict, std::int64_t hash)
      : mask_((std::uint64_t{1} << dict->index_log2) - 1),
        perturb_(static_cast<std::uint64_t>(hash)),
        slot_(perturb_ & mask_) {}
  std::uint64_t slot() const { return slot_; }
  void advance() {
    perturb_ >>= kPerturbShift;
    slot_ = (slot_ * 5 + perturb_ + 1) & mask_;
  }

 private:
  std::uint64_t mask_;
  std::uint64_t perturb_;
  std::uint64_t slot_;
};

/// The keys version of dicts without keys.
constexpr std::uint64_t kNoKeysVersion = 1;
/// Dicts with more keys than this hardly have the same ones in the same order as others.
constexpr std::int64_t kMostSharedKeys = 24;

/// A key was removed, or keys moved.
void note_change(Heap& heap, Dict* dict) {
  ++dict->mutations;
  Interpreter* interpreter = heap.interpreter();
  dict->keys_version =
      interpreter != nullptr ? ++interpreter->last_keys_version : dict->keys_version + 1;
}

/// A key was added as the last entry.
void note_insertion(Heap& heap, Dict* dict, Value key) {
  Interpreter* interpreter = heap.interpreter();
  if (interpreter == nullptr || dict->used > kMostSharedKeys || dict->used != dict->length ||
      !is_exact_str(key) || !key.as_object()->is_immortal()) {
    note_change(heap, dict);
    return;
  }
  ++dict->mutations;
  const Str* name = cast<Str>(key);
  KeySequences::Entry& known = interpreter->key_sequences.place(dict->keys_version, name);
  if (known.before != dict->keys_version || known.key != name) {
    known = {dict->keys_version, name, ++interpreter->last_keys_version};
  }
  dict->keys_version = known.after;
}

void set_table(Heap& heap, Dict* dict, std::uint32_t log2) {
  auto* buffer = static_cast<char*>(heap.allocate_buffer(table_bytes(log2)));
  dict->entries = reinterpret_cast<DictEntry*>(buffer);
  dict->index = buffer + static_cast<std::size_t>(usable_of(log2)) * sizeof(DictEntry);
  dict->index_log2 = log2;
  dict->entry_capacity = usable_of(log2);
  std::memset(dict->index, 0xff, index_bytes(log2));  // kEmpty in every slot
}

/// Enters entry number `entry` into the index.
template <typename Int>
void enter(const Dict* dict, Int* index, std::int64_t hash, std::int64_t entry) {
  Probe probe(dict, hash);
  while (index[probe.slot()] >= 0) probe.advance();
  index[probe.slot()] = static_cast<Int>(entry);
}

/// Moves the live entries to a table of 2^log2 slots.
void rebuild(Heap& heap, Dict* dict, std::uint32_t log2) {
  DictEntry* old_entries = dict->entries;
  const std::size_t old_bytes = table_bytes(dict->index_log2);
  const std::int64_t old_used = dict->used;
  set_table(heap, dict, log2);
  with_index(dict, [&](auto* index) {
    std::int64_t to = 0;
    for (std::int64_t from = 0; from < old_used; ++from) {
      if (old_entries[from].key.is_undefined()) continue;
      dict->entries[to] = old_entries[from];
      enter(dict, index, old_entries[from].hash, to);
      ++to;
    }
    dict->used = to;
  });
  heap.free_buffer(old_entries, old_bytes);
  if (dict->used == old_used) {
    ++dict->mutations;  // every key is still in its entry
  } else {
    note_change(heap, dict);
  }
}

std::uint32_t grown_log2(const Dict* dict) { return log2_for_slots(dict->length * 3); }

bool may_rebuild(Thread& thread, const Dict* dict, std::uint32_t log2) {
  if (log2 > kLargestLog2) {
    thread.raise(thread.types().MemoryError, "").reset();
    return false;
  }
  const std::size_t bytes = table_bytes(log2);
  if (bytes <= kAskAboveBytes) return true;
  thread.charge(dict->length * thread.work_costs().copy_ps);
  return thread.reserve(bytes);
}

/// Adds an entry whose key is not there. Takes over the counts of key and value.
void insert_new(Heap& heap, Dict* dict, Value key, std::int64_t hash, Value value) {
  if (dict->used >= dict->entry_capacity) rebuild(heap, dict, grown_log2(dict));
  with_index(dict, [&](auto* index) { enter(dict, index, hash, dict->used); });
  dict->entries[dict->used++] = {key, value, hash};
  ++dict->length;
  note_insertion(heap, dict, key);
}

void replace_value(Dict* dict, std::int64_t entry, Value value) {
  incref(value);
  decref(std::exchange(dict->entries[entry].value, value));
}

// --- look-up -------------------------------------------------------------------------------------

template <typename Int>
std::int64_t find_in(const Dict* dict, const Int* index, Value key, std::int64_t hash) {
  for (Probe probe(dict, hash);; probe.advance()) {
    const std::int64_t at = index[probe.slot()];
    if (at >= 0) {
      const DictEntry& entry = dict->entries[at];
      if (entry.key == key) return at;
      if (entry.hash != hash) continue;
      const int same = quick_equal(entry.key, key);
      if (same == 1) return at;
      if (same < 0) return kAskPython;
    } else if (at == kEmpty) {
      return kNotFound;
    }
  }
}

/// The look-up of keys that compare without Python code (strs, ints); else kAskPython.
std::int64_t find_quickly(const Dict* dict, Value key, std::int64_t hash) {
  if (dict->length == 0) return kNotFound;
  if (dict->index_log2 < 8) {
    return find_in(dict, static_cast<const std::int8_t*>(dict->index), key, hash);
  }
  return with_index(dict, [&](auto* index) { return find_in(dict, index, key, hash); });
}

std::int64_t find_exact_str(const Dict* dict, Str* key) {
  return find_quickly(dict, key, key->hash != -1 ? key->hash : hash_of(key));
}

/// One pass over the slots for a key. Stops at the entry that is it (`same` yes), at one that only
/// Python can compare (`same` error), or at the end of the chain (kNotFound).
template <typename Int>
std::int64_t find_candidate(const Dict* dict, const Int* index, Probe& probe, Value key,
                            std::int64_t hash, Truth& same) {
  for (;; probe.advance()) {
    const std::int64_t at = index[probe.slot()];
    if (at == kEmpty) return kNotFound;
    if (at == kDeleted) continue;
    const DictEntry& entry = dict->entries[at];
    if (entry.hash != hash) continue;
    const int quick = quick_equal(entry.key, key);
    if (quick == 0) continue;
    same = quick == 1 ? Truth::yes : Truth::error;
    return at;
  }
}

std::int64_t find_any(Thread& thread, Dict* dict, Value key, std::int64_t hash) {
  while (true) {
    if (dict->length == 0) return kNotFound;
    const std::uint32_t mutations = dict->mutations;
    Probe probe(dict, hash);
    while (true) {
      Truth same = Truth::no;
      const std::int64_t at = with_index(
          dict, [&](auto* index) { return find_candidate(dict, index, probe, key, hash, same); });
      if (at == kNotFound || same == Truth::yes) return at;
      const Ref other = Ref::share(dict->entries[at].key);
      same = equals(thread, other, key);
      if (same == Truth::error) return kLookupFailed;
      if (dict->mutations != mutations) break;
      if (same == Truth::yes) return at;
      probe.advance();
    }
  }
}

/// For the forms without a thread: the interpreter's running thread; a failing comparison counts as
/// "not equal", since these forms cannot fail.
std::int64_t find_with_python(Dict* dict, Str* key) {
  Interpreter* interpreter = Heap::of(dict).interpreter();
  if (interpreter == nullptr || interpreter->current_thread == nullptr) return kNotFound;
  Thread& thread = *interpreter->current_thread;
  Ref pending = thread.take_exception();
  const std::int64_t at = find_any(thread, dict, key, hash_of(key));
  if (at == kLookupFailed && !thread.cancelled) thread.clear_exception();
  if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
  return at == kLookupFailed ? kNotFound : at;
}

Ref finish_dict(Thread& thread, Dict* dict) {
  dict->keys_version = kNoKeysVersion;
  thread.heap().track(dict);
  return Ref::adopt(dict);
}

}  // namespace

std::int64_t dict_lookup(Thread& thread, Dict* dict, Value key, std::int64_t hash) {
  const std::int64_t at = find_quickly(dict, key, hash);
  return at != kAskPython ? at : find_any(thread, dict, key, hash);
}

// --- making, copying, clearing -------------------------------------------------------------------

Ref make_dict(Thread& thread) {
  return finish_dict(thread, thread.heap().make<Dict>(thread.types().dict));
}

Dict* make_dict_in(Heap& heap, Type* dict_type) {
  auto* dict = heap.make<Dict>(dict_type);
  dict->keys_version = kNoKeysVersion;
  return dict;
}

void dict_copy_table(Heap& heap, Dict* copy, const Dict& source) {
  if (source.index_log2 != 0) {
    set_table(heap, copy, source.index_log2);
    std::memcpy(static_cast<void*>(copy->entries), source.entries, table_bytes(source.index_log2));
  }
  note_change(heap, copy);
}

void dict_clear(Heap& heap, Dict* dict) {
  DictEntry* entries = std::exchange(dict->entries, nullptr);
  const std::int64_t used = std::exchange(dict->used, 0);
  const std::uint32_t log2 = std::exchange(dict->index_log2, 0);
  if (log2 == 0) return;
  dict->index = nullptr;
  dict->length = 0;
  dict->entry_capacity = 0;
  note_change(heap, dict);
  for (std::int64_t i = 0; i < used; ++i) {
    decref(entries[i].key);
    decref(entries[i].value);
  }
  heap.free_buffer(entries, table_bytes(log2));
}

bool dict_reserve(Thread& thread, Dict* dict, std::int64_t count) {
  const std::int64_t more = count - dict->length;
  if (more <= dict->entry_capacity - dict->used) return true;
  if (count > usable_of(kLargestLog2)) {
    thread.raise(thread.types().MemoryError, "").reset();
    return false;
  }
  const std::uint32_t log2 = log2_for_entries(count);
  if (!may_rebuild(thread, dict, log2)) return false;
  rebuild(thread.heap(), dict, log2);
  return true;
}

Ref dict_copy(Thread& thread, Dict* dict) {
  Ref result = make_dict(thread);
  if (dict->length == 0) return result;
  auto* copy = result.as<Dict>();
  if (dict->length < dict->used) {
    if (!dict_reserve(thread, copy, dict->length)) return Ref::error();
    for (std::int64_t i = 0; i < dict->used; ++i) {
      const DictEntry& entry = dict->entries[i];
      if (entry.key.is_undefined()) continue;
      incref(entry.key);
      incref(entry.value);
      insert_new(thread.heap(), copy, entry.key, entry.hash, entry.value);
    }
  } else {
    if (!may_rebuild(thread, copy, dict->index_log2)) return Ref::error();
    set_table(thread.heap(), copy, dict->index_log2);
    std::memcpy(copy->entries, dict->entries,
                static_cast<std::size_t>(dict->used) * sizeof(DictEntry));
    std::memcpy(copy->index, dict->index, index_bytes(dict->index_log2));
    copy->used = copy->length = dict->used;
    copy->entry_capacity = dict->entry_capacity;
    for (std::int64_t i = 0; i < copy->used; ++i) {
      incref(copy->entries[i].key);
      incref(copy->entries[i].value);
    }
  }
  return charge_copies(thread, copy->length) ? std::move(result) : Ref::error();
}

namespace {

Ref pop_hashed(Thread& thread, Dict* dict, Value key, std::int64_t hash) {
  const std::int64_t at = dict_lookup(thread, dict, key, hash);
  if (at == kLookupFailed) return Ref::error();
  if (at == kNotFound) return Ref::undefined();
  Ref old_key, value;
  dict_take_entry(thread.heap(), dict, at, old_key, value);
  return value;
}

}  // namespace

// --- with a str key ------------------------------------------------------------------------------

std::int64_t dict_find(Dict* dict, Str* key) {
  if (key->type->is_heap_type) return find_with_python(dict, key);
  const std::int64_t at = find_exact_str(dict, key);
  return at == kAskPython ? find_with_python(dict, key) : at;
}

Value dict_get(Dict* dict, Str* key) {
  const std::int64_t at = dict_find(dict, key);
  return at < 0 ? Value::undefined() : dict->entries[at].value;
}

bool dict_set(Thread& thread, Dict* dict, Str* key, Value value) {
  if (!is_exact_str(Value(key))) return dict_set(thread, dict, Value(key), value);
  return dict_set_hashed(thread, dict, key, hash_of(key), value);
}

void dict_set_in(Heap& heap, Dict* dict, Str* key, Value value) {
  const std::int64_t at = dict_find(dict, key);
  if (at >= 0) return replace_value(dict, at, value);
  incref(key);
  incref(value);
  insert_new(heap, dict, key, hash_of(key), value);
}

bool dict_delete(Thread& thread, Dict* dict, Str* key) {
  if (!is_exact_str(Value(key))) return dict_delete(thread, dict, Value(key)) == Truth::yes;
  const Ref value = pop_hashed(thread, dict, key, hash_of(key));
  return !value.is_error() && !value.is_undefined();
}

// --- with any key --------------------------------------------------------------------------------

Ref dict_get(Thread& thread, Dict* dict, Value key) {
  std::int64_t hash;
  if (!hash_of_key(thread, key, hash)) return Ref::error();
  const std::int64_t at = dict_lookup(thread, dict, key, hash);
  if (at >= 0) return Ref::share(dict->entries[at].value);
  return at == kNotFound ? Ref::undefined() : Ref::error();
}

bool dict_set_hashed(Thread& thread, Dict* dict, Value key, std::int64_t hash, Value value) {
  const std::int64_t at = dict_lookup(thread, dict, key, hash);
  if (at >= 0) {
    replace_value(dict, at, value);
    return true;
  }
  if (at == kLookupFailed) return false;
  if (dict->used >= dict->entry_capacity && !may_rebuild(thread, dict, grown_log2(dict))) {
    return false;
  }
  incref(key);
  incref(value);
  insert_new(thread.heap(), dict, key, hash, value);
  return true;
}

bool dict_set(Thread& thread, Dict* dict, Value key, Value value) {
  std::int64_t hash;
  return hash_of_key(thread, key, hash) && dict_set_hashed(thread, dict, key, hash, value);
}

void dict_take_entry(Heap& heap, Dict* dict, std::int64_t at, Ref& key, Ref& value) {
  DictEntry& entry = dict->entries[at];
  with_index(dict, [&](auto* index) {
    Probe probe(dict, entry.hash);
    while (index[probe.slot()] != at) probe.advance();
    index[probe.slot()] = static_cast<std::remove_reference_t<decltype(*index)>>(kDeleted);
  });
  key = Ref::adopt(std::exchange(entry.key, Value()));
  value = Ref::adopt(std::exchange(entry.value, Value()));
  entry.hash = 0;  // of a deleted first entry: see dict_first_entry
  --dict->length;
  note_change(heap, dict);
}

std::int64_t dict_last_entry(Dict* dict) {
  while (dict->used > 0 && dict->entries[dict->used - 1].key.is_undefined()) {
    --dict->used;
    --dict->entry_capacity;
  }
  return dict->used - 1;
}

std::int64_t dict_first_entry(Dict* dict) {
  if (dict->length == 0) return kNotFound;
  DictEntry& first = dict->entries[0];
  if (!first.key.is_undefined()) return 0;
  // A deleted first entry keeps in its hash how many are known to be deleted, itself included, so
  // that taking items from the front one by one does not walk over them again and again.
  std::int64_t at = first.hash > 0 ? first.hash : 1;
  while (dict->entries[at].key.is_undefined()) ++at;
  first.hash = at;
  return at;
}

void dict_move_to_front(Heap& heap, Dict* dict, std::int64_t entry) {
  const DictEntry moved = dict->entries[entry];
  for (std::int64_t i = entry; i > 0; --i) dict->entries[i] = dict->entries[i - 1];
  dict->entries[0] = moved;
  std::memset(dict->index, 0xff, index_bytes(dict->index_log2));
  with_index(dict, [&](auto* index) {
    for (std::int64_t i = 0; i < dict->used; ++i) {
      if (!dict->entries[i].key.is_undefined()) enter(dict, index, dict->entries[i].hash, i);
    }
  });
  note_change(heap, dict);
}

Ref dict_pop(Thread& thread, Dict* dict, Value key) {
  std::int64_t hash;
  if (!hash_of_key(thread, key, hash)) return Ref::error();
  return pop_hashed(thread, dict, key, hash);
}

Truth dict_delete(Thread& thread, Dict* dict, Value key) {
  const Ref value = dict_pop(thread, dict, key);
  return value.is_error() ? Truth::error : truth_of(!value.is_undefined());
}

Truth dict_contains(Thread& thread, Dict* dict, Value key) {
  std::int64_t hash;
  if (!hash_of_key(thread, key, hash)) return Truth::error;
  const std::int64_t at = dict_lookup(thread, dict, key, hash);
  return at == kLookupFailed ? Truth::error : truth_of(at >= 0);
}

bool dict_next(const Dict* dict, std::int64_t& position, Value& key, Value& value) {
  while (position < dict->used) {
    const DictEntry& entry = dict->entries[position++];
    if (entry.key.is_undefined()) continue;
    key = entry.key;
    value = entry.value;
    return true;
  }
  return false;
}

bool dict_merge(Thread& thread, Dict* dict, Dict* other) {
  if (other == dict || other->length == 0) return true;
  const Ref held = Ref::share(other);
  if (dict->length == 0 && !dict_reserve(thread, dict, other->length)) return false;
  const std::int64_t expected = other->length;
  for (std::int64_t i = 0; i < other->used; ++i) {
    const DictEntry& entry = other->entries[i];
    if (entry.key.is_undefined()) continue;
    const Ref key = Ref::share(entry.key);
    const Ref value = Ref::share(entry.value);
    if (!dict_set_hashed(thread, dict, key, entry.hash, value)) return false;
    if (other->length != expected) {
      thread.raise(thread.types().RuntimeError, "dict mutated during update").reset();
      return false;
    }
  }
  return charge_copies(thread, expected);
}

std::int64_t dict_table_bytes(const Dict* dict) {
  if (dict->index_log2 == 0) return 0;
  bool all_str = true;
  for (std::int64_t i = 0; all_str && i < dict->used; ++i) {
    all_str = dict->entries[i].key.is_undefined() || is_plain_str(dict->entries[i].key);
  }
  constexpr std::int64_t kKeysHeader = 32;
  return kKeysHeader + static_cast<std::int64_t>(index_bytes(dict->index_log2)) +
         usable_of(dict->index_log2) * (all_str ? 16 : 24);
}

}  // namespace gilsim::vm
