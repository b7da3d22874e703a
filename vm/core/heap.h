// SPDX-License-Identifier: MIT
//
// One interpreter's memory: allocation, counting, destruction and the cycle collector.
//
// Small blocks come from 64 KiB slabs of one size class each; a slab is aligned to its size, so an
// object's heap is found from its address (`Heap::of`). Larger blocks get a slab of their own.
// Objects that can take part in a cycle are *tracked*: their index in the heap's table stands in
// the low bits of `gc_word`. The collector is CPython's idea: subtract the references that tracked
// objects hold to each other from their counts; what is left above zero is reachable from outside.
// Collection runs by number of tracked allocations (never by time), so runs are deterministic.
//
// Memory is counted in bytes given out. Going over the limit does not fail an allocation: it asks
// the running thread for attention (Thread::kAttentionMemory), which raises MemoryError at the next
// safepoint; natives that are about to make something large ask `Thread::reserve` first.
//
// Thread-safety: a heap is used by one host thread at a time (who runs its interpreter).
#pragma once

#include "vm/core/object.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace gilsim::vm {

class Interpreter;

/// Something of another library that an object of a heap owns. See heap_allocator.h.
class HeapResource {
 public:
  HeapResource() = default;
  virtual ~HeapResource() = default;
  HeapResource(const HeapResource&) = delete;
  HeapResource& operator=(const HeapResource&) = delete;

 private:
  friend class Heap;
  HeapResource* next_ = nullptr;  // in the list of the heap that holds it
  HeapResource* previous_ = nullptr;
};

/// Called by a type's traverse slot with each reference the object holds.
using Visit = void (*)(Value referenced, void* context);

class Heap {
 public:
  explicit Heap(Interpreter* interpreter);  // nullptr: the instance's heap of immortal objects
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// The heap that owns an object.
  static Heap& of(const Object* object);

  /// A new object of `size` bytes, header set (count 1, untracked), the rest zeroed. Holds a count
  /// on a heap type. Never fails for sizes below the memory limit's reserve (see above).
  Object* allocate(Type* type, std::size_t size);
  template <typename T>
  T* make(Type* type, std::size_t extra_bytes = 0) {
    return static_cast<T*>(allocate(type, sizeof(T) + extra_bytes));
  }

  /// The size of an object's block, header included: at least what was asked for.
  static std::size_t block_bytes_of(const Object* object);

  /// Raw memory owned by an object (a list's items, a dict's tables). Uninitialised.
  void* allocate_buffer(std::size_t bytes);
  void free_buffer(void* buffer, std::size_t bytes);
  void* resize_buffer(void* buffer, std::size_t old_bytes, std::size_t new_bytes);

  /// From now on the resource is destroyed when the heap goes, unless it is let go before.
  void hold(HeapResource* resource);
  void let_go(HeapResource* resource);

  /// Makes the collector look at this object from now on; called when it is fully built.
  void track(Object* object);
  void untrack(Object* object);
  static bool is_tracked(const Object* object) { return (object->gc_word & kIndexMask) != 0; }

  /// Runs the collector over generations 0..`generation` (2: everything). Returns how many
  /// unreachable objects were found.
  std::size_t collect(int generation);
  void set_automatic_collection(bool enabled) { automatic_collection_ = enabled; }
  bool automatic_collection() const { return automatic_collection_; }
  /// Set by track() when enough was allocated; the eval loop's safepoints call collect_if_due().
  bool collection_due() const { return collection_due_; }
  void collect_if_due();
  std::size_t tracked_count() const;
  /// Objects tracked since the last collection of each generation below it (gc.get_count).
  void collection_counts(int counts[3]) const;
  /// Calls `visit` with each tracked object (gc.get_objects).
  void for_each_tracked(Visit visit, void* context);

  std::uint64_t allocated_bytes() const { return allocated_bytes_; }
  std::uint64_t peak_bytes() const { return peak_bytes_; }
  std::uint64_t limit_bytes() const { return limit_bytes_; }
  void set_limit_bytes(std::uint64_t limit) { limit_bytes_ = limit; }
  bool over_limit() const { return allocated_bytes_ > limit_bytes_; }

  Interpreter* interpreter() const { return interpreter_; }

  /// From now on every new object of this heap is immortal (the instance's heap).
  void make_everything_immortal() { immortal_ = true; }

  // Flags and fields of an object's gc_word.
  static constexpr std::uint32_t kHasWeakReferences = 0x80000000u;  // the interpreter lists them
  static constexpr std::uint32_t kFinalized = 0x40000000u;          // __del__ has run
  static constexpr std::uint32_t kGenerationMask = 0x30000000u;
  static constexpr std::uint32_t kGenerationOne = 0x10000000u;
  static constexpr std::uint32_t kHasIdentity =
      0x08000000u;                                          // the interpreter knows a serial for it
  static constexpr std::uint32_t kIndexMask = 0x07ffffffu;  // 0: not tracked

 private:
  friend void destroy(Object* object);
  struct Implementation;
  class Collection;
  void destroy_now(Object* object);
  bool finalize(Object* object);
  void clear_weak_references(Object* object);
  void free_object(Object* object);
  void count_bytes(std::size_t bytes);
  void take_fresh_memory();
  void give_back_bytes(std::size_t bytes);

  std::unique_ptr<Implementation> implementation_;
  Interpreter* interpreter_;
  std::uint64_t allocated_bytes_ = 0;
  std::uint64_t touched_bytes_ = 0;  // what the system gave and has not got back
  std::uint64_t peak_bytes_ = 0;
  std::uint64_t limit_bytes_ = UINT64_MAX;
  bool automatic_collection_ = true;
  bool collection_due_ = false;
  bool immortal_ = false;
};

}  // namespace gilsim::vm
