// SPDX-License-Identifier: MIT
//
// Slabs, destruction without recursion, and the cycle collector. See heap.h for the ideas.
//
// A slab is 64 KiB, aligned to 64 KiB, and starts with a SlabHeader; blocks of one size class
// follow. A block larger than kLargestSmall gets an aligned region of its own with the same header,
// so that any object's address, rounded down, leads to its heap.
#include "vm/core/heap.h"

#include "vm/core/interpreter.h"
#include "vm/core/thread.h"
#include "vm/core/type.h"
#include "vm/objects/weak_reference.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#ifdef GILSIM_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

namespace gilsim::vm {

namespace {

/// How many more objects must have been tracked since the last collection for one to start, and how
/// many collections of a generation make the next older one due: CPython's 700, 10, 10.
#ifdef GILSIM_STRESS
constexpr int kThreshold0 = 2;
#else
constexpr int kThreshold0 = 700;
#endif
constexpr int kThreshold1 = 10;
constexpr int kThreshold2 = 10;

constexpr std::size_t kSlabBytes = 64 * 1024;
constexpr std::int64_t kBytesPerKib = 1024;
/// What CPython 3.10 and later take from the system, and give back, at once (ARENA_BITS of
/// Objects/obmalloc.c).
constexpr std::uint64_t kArenaBytes = 1024 * 1024;
constexpr std::size_t kGranule = 16;
constexpr std::size_t kLargestSmall = 1024;
constexpr std::size_t kClassCount = kLargestSmall / kGranule + 1;

/// Destruction nests this deep before it is put off (a list in a list in a list ...).
constexpr int kDestroyDepth = 32;

struct SlabHeader {
  Heap* heap;
  std::size_t block_bytes;  // of each block; of a large object: of its region
  bool is_large;
  SlabHeader* next;  // the other large regions of the heap
  SlabHeader* previous;
};
constexpr std::size_t kHeaderBytes = 64;
static_assert(sizeof(SlabHeader) <= kHeaderBytes);

/// A large buffer stands behind this, so that a heap can give back all of them when it goes.
struct BufferHeader {
  BufferHeader* next;
  BufferHeader* previous;
};
static_assert(sizeof(BufferHeader) == 16);

struct FreeBlock {
  FreeBlock* next;
};

std::size_t class_of(std::size_t bytes) { return (bytes + kGranule - 1) / kGranule; }

SlabHeader* slab_of(const void* block) {
  return reinterpret_cast<SlabHeader*>(reinterpret_cast<std::uintptr_t>(block) & ~(kSlabBytes - 1));
}

void* map_aligned(std::size_t bytes) {
  // Reserve one slab more than needed and give back what does not lie on the boundary.
  const std::size_t reserved = bytes + kSlabBytes;
  void* raw = mmap(nullptr, reserved, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (raw == MAP_FAILED) throw std::bad_alloc();
  const auto start = reinterpret_cast<std::uintptr_t>(raw);
  const std::uintptr_t aligned = (start + kSlabBytes - 1) & ~(kSlabBytes - 1);
  if (aligned > start) munmap(raw, aligned - start);
  const std::uintptr_t end = aligned + bytes;
  if (start + reserved > end) munmap(reinterpret_cast<void*>(end), start + reserved - end);
#ifdef GILSIM_ASAN
  __lsan_register_root_region(reinterpret_cast<void*>(aligned), bytes);
#endif
  return reinterpret_cast<void*>(aligned);
}

void unmap(void* start, std::size_t bytes) {
#ifdef GILSIM_ASAN
  __lsan_unregister_root_region(start, bytes);
#endif
  ASAN_UNPOISON_MEMORY_REGION(start, bytes);
  munmap(start, bytes);
}

}  // namespace

struct Heap::Implementation {
  static constexpr std::size_t kChunkSlabs = 16;
  static constexpr std::size_t kFirstChunkSlabs = 4;  // forked processes stay small

  FreeBlock* free_blocks[kClassCount] = {};
  char* fresh[kClassCount] = {};  // untouched part of the class's newest slab
  char* fresh_end[kClassCount] = {};
  SlabHeader* large = nullptr;
  BufferHeader* buffers = nullptr;
  HeapResource* resources = nullptr;
  std::vector<std::pair<void*, std::size_t>> chunks;  // mappings that slabs are cut from
  char* chunk_next = nullptr;
  char* chunk_end = nullptr;

  std::vector<Object*> doomed;  // destruction put off
  int destroy_depth = 0;

  std::vector<Object*> tracked[3];  // by generation; entry 0 of each is unused
  int allocations = 0;              // tracked since the last collection
  int collections[2] = {};          // of generation 0 and 1 since the next older one was collected
  std::size_t long_lived_total = 0;
  std::size_t long_lived_pending = 0;
  bool collecting = false;

  void* new_slab(Heap* heap, std::size_t block_bytes) {
    if (chunk_next == chunk_end) {
      const std::size_t bytes = (chunks.empty() ? kFirstChunkSlabs : kChunkSlabs) * kSlabBytes;
      chunk_next = static_cast<char*>(map_aligned(bytes));
      chunk_end = chunk_next + bytes;
      chunks.emplace_back(chunk_next, bytes);
    }
    auto* header = reinterpret_cast<SlabHeader*>(chunk_next);
    chunk_next += kSlabBytes;
    *header = {heap, block_bytes, false, nullptr, nullptr};
    return header;
  }

  void* take(Heap* heap, std::size_t size_class) {
    const std::size_t bytes = size_class * kGranule;
    if (FreeBlock* block = free_blocks[size_class]) {
      ASAN_UNPOISON_MEMORY_REGION(block, bytes);
      free_blocks[size_class] = block->next;
      return block;
    }
    if (fresh_end[size_class] - fresh[size_class] < static_cast<std::ptrdiff_t>(bytes)) {
      char* slab = static_cast<char*>(new_slab(heap, bytes));
      fresh[size_class] = slab + kHeaderBytes;
      fresh_end[size_class] = slab + kSlabBytes;
      ASAN_POISON_MEMORY_REGION(slab + kHeaderBytes, kSlabBytes - kHeaderBytes);
    }
    char* block = fresh[size_class];
    fresh[size_class] += bytes;
    ASAN_UNPOISON_MEMORY_REGION(block, bytes);
    return block;
  }

  void give_back(void* memory, std::size_t size_class) {
    auto* block = static_cast<FreeBlock*>(memory);
    block->next = free_blocks[size_class];
    free_blocks[size_class] = block;
    ASAN_POISON_MEMORY_REGION(block, size_class * kGranule);
  }

  void* take_large(Heap* heap, std::size_t bytes) {
    const std::size_t region = (bytes + kHeaderBytes + 4095) & ~std::size_t{4095};
    auto* header = static_cast<SlabHeader*>(map_aligned(region));
    *header = {heap, region, true, large, nullptr};
    if (large != nullptr) large->previous = header;
    large = header;
    return reinterpret_cast<char*>(header) + kHeaderBytes;
  }

  void give_back_large(SlabHeader* header) {
    if (header->previous != nullptr) header->previous->next = header->next;
    if (header->next != nullptr) header->next->previous = header->previous;
    if (large == header) large = header->next;
    unmap(header, header->block_bytes);
  }

  void* link_buffer(void* raw) {
    auto* header = static_cast<BufferHeader*>(raw);
    header->previous = nullptr;
    header->next = buffers;
    if (buffers != nullptr) buffers->previous = header;
    buffers = header;
    return header + 1;
  }

  BufferHeader* unlink_buffer(void* buffer) {
    auto* header = static_cast<BufferHeader*>(buffer) - 1;
    if (header->previous != nullptr) header->previous->next = header->next;
    if (header->next != nullptr) header->next->previous = header->previous;
    if (buffers == header) buffers = header->next;
    return header;
  }
};

Heap::Heap(Interpreter* interpreter)
    : implementation_(std::make_unique<Implementation>()), interpreter_(interpreter) {
  for (auto& generation : implementation_->tracked) generation.push_back(nullptr);
}

Heap::~Heap() {
  while (implementation_->resources != nullptr) {
    HeapResource* const left = implementation_->resources;
    let_go(left);
    left->~HeapResource();
  }
  while (implementation_->buffers != nullptr) {
    std::free(implementation_->unlink_buffer(implementation_->buffers + 1));
  }
  while (implementation_->large != nullptr) {
    implementation_->give_back_large(implementation_->large);
  }
  for (const auto& [chunk, bytes] : implementation_->chunks) unmap(chunk, bytes);
}

Heap& Heap::of(const Object* object) { return *slab_of(object)->heap; }

std::size_t Heap::block_bytes_of(const Object* object) {
  const SlabHeader* slab = slab_of(object);
  return slab->is_large ? slab->block_bytes - kHeaderBytes : slab->block_bytes;
}

void Heap::count_bytes(std::size_t bytes) {
  allocated_bytes_ += bytes;
  if (allocated_bytes_ > touched_bytes_) take_fresh_memory();
  if (allocated_bytes_ > limit_bytes_ && interpreter_->current_thread != nullptr) {
    interpreter_->current_thread->request_attention(Thread::kAttentionMemory);
  }
}

/// More is in use than the system gave: the thread pays for what it gives now.
void Heap::take_fresh_memory() {
  const std::uint64_t fresh_bytes = allocated_bytes_ - touched_bytes_;
  touched_bytes_ = allocated_bytes_;
  peak_bytes_ = std::max(peak_bytes_, allocated_bytes_);
  if (interpreter_ == nullptr || interpreter_->current_thread == nullptr) return;
  Thread& thread = *interpreter_->current_thread;
  thread.charge(static_cast<std::int64_t>(fresh_bytes) * thread.work_costs().memory_ps_per_kib /
                kBytesPerKib);
}

/// The system gets back what was freed, but for an arena's worth, as CPython's allocator does it.
void Heap::give_back_bytes(std::size_t bytes) {
  allocated_bytes_ -= bytes;
  if (allocated_bytes_ + kArenaBytes < touched_bytes_) {
    touched_bytes_ = allocated_bytes_ + kArenaBytes;
  }
}

Object* Heap::allocate(Type* type, std::size_t size) {
  void* memory;
  if (size <= kLargestSmall) {
    const std::size_t size_class = class_of(size);
    memory = implementation_->take(this, size_class);
    count_bytes(size_class * kGranule);
    std::memset(memory, 0, size);
  } else {
    memory = implementation_->take_large(this, size);  // fresh pages are zero
    count_bytes(slab_of(memory)->block_bytes);
  }
  auto* object = static_cast<Object*>(memory);
  object->reference_count = immortal_ ? kImmortalCount : 1;
  object->type = type;
  if (type != nullptr && type->is_heap_type) incref(type);
  return object;
}

void Heap::free_object(Object* object) {
  SlabHeader* slab = slab_of(object);
  give_back_bytes(slab->block_bytes);
  if (slab->is_large) {
    implementation_->give_back_large(slab);
  } else {
    implementation_->give_back(object, slab->block_bytes / kGranule);
  }
}

void* Heap::allocate_buffer(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  count_bytes(bytes);
  if (bytes <= kLargestSmall) return implementation_->take(this, class_of(bytes));
  void* raw = std::malloc(bytes + sizeof(BufferHeader));
  if (raw == nullptr) throw std::bad_alloc();
  return implementation_->link_buffer(raw);
}

void Heap::free_buffer(void* buffer, std::size_t bytes) {
  if (bytes == 0) return;
  give_back_bytes(bytes);
  if (bytes <= kLargestSmall) {
    implementation_->give_back(buffer, class_of(bytes));
  } else {
    std::free(implementation_->unlink_buffer(buffer));
  }
}

void* Heap::resize_buffer(void* buffer, std::size_t old_bytes, std::size_t new_bytes) {
  if (old_bytes > kLargestSmall && new_bytes > kLargestSmall) {
    void* raw =
        std::realloc(implementation_->unlink_buffer(buffer), new_bytes + sizeof(BufferHeader));
    if (raw == nullptr) throw std::bad_alloc();
    // A large block grows where it is, or by moving its pages: only what is added is fresh.
    if (new_bytes > old_bytes) {
      count_bytes(new_bytes - old_bytes);
    } else {
      give_back_bytes(old_bytes - new_bytes);
    }
    return implementation_->link_buffer(raw);
  }
  void* fresh = allocate_buffer(new_bytes);
  if (old_bytes != 0 && new_bytes != 0) std::memcpy(fresh, buffer, std::min(old_bytes, new_bytes));
  free_buffer(buffer, old_bytes);
  return fresh;
}

void Heap::hold(HeapResource* resource) {
  HeapResource*& first = implementation_->resources;
  resource->next_ = first;
  if (first != nullptr) first->previous_ = resource;
  first = resource;
}

void Heap::let_go(HeapResource* resource) {
  HeapResource* const next = resource->next_;
  HeapResource* const previous = resource->previous_;
  (previous != nullptr ? previous->next_ : implementation_->resources) = next;
  if (next != nullptr) next->previous_ = previous;
}

// --- destruction ---

void destroy(Object* object) {
  Heap& heap = Heap::of(object);
  Heap::Implementation& implementation = *heap.implementation_;
  if (implementation.destroy_depth >= kDestroyDepth) {
    // A finalizer may start a collection meanwhile, which must not find it.
    heap.untrack(object);
    implementation.doomed.push_back(object);
    return;
  }
  ++implementation.destroy_depth;
  heap.destroy_now(object);
  if (implementation.destroy_depth == 1) {
    while (!implementation.doomed.empty()) {
      Object* next = implementation.doomed.back();
      implementation.doomed.pop_back();
      heap.destroy_now(next);
    }
  }
  --implementation.destroy_depth;
}

/// Runs __del__ once. True: it gave the object a new owner.
bool Heap::finalize(Object* object) {
  object->gc_word |= kFinalized;
  if (interpreter_->current_thread == nullptr) return false;
  ++object->reference_count;
  // A finalizer runs Python code, which may destroy other objects in full depth.
  const int depth = std::exchange(implementation_->destroy_depth, kDestroyDepth / 2);
  object->type->slots.finalize(*interpreter_->current_thread, object);
  implementation_->destroy_depth = depth;
  return --object->reference_count > 0;
}

/// Empties the weak references to an object that goes, and tells who wants to know.
void Heap::clear_weak_references(Object* object) {
  std::vector<WeakCallback> callbacks;
  empty_weak_references(*interpreter_, object, callbacks);
  if (callbacks.empty() || interpreter_->current_thread == nullptr) return;
  const int depth = std::exchange(implementation_->destroy_depth, kDestroyDepth / 2);
  run_weak_callbacks(*interpreter_->current_thread, callbacks);
  callbacks.clear();
  implementation_->destroy_depth = depth;
}

void Heap::destroy_now(Object* object) {
  Type* type = object->type;
  if (type->slots.finalize != nullptr && (object->gc_word & kFinalized) == 0 && finalize(object)) {
    if (type->is_collectable && (object->gc_word & kIndexMask) == 0) track(object);
    return;
  }
  if ((object->gc_word & kIndexMask) != 0) untrack(object);
  // Untracked by now: a callback may start a collection, which must not find it.
  if ((object->gc_word & kHasWeakReferences) != 0) clear_weak_references(object);
  if ((object->gc_word & kHasIdentity) != 0) interpreter_->forget(object);
  if (type->slots.dealloc != nullptr) type->slots.dealloc(*this, object);
  free_object(object);
  if (type->is_heap_type) decref(type);
}

// --- tracking and the collector ---

void Heap::track(Object* object) {
  if (immortal_) return;
  auto& young = implementation_->tracked[0];
  object->gc_word = (object->gc_word & ~(kIndexMask | kGenerationMask)) |
                    static_cast<std::uint32_t>(young.size());
  young.push_back(object);
  if (++implementation_->allocations > kThreshold0 && automatic_collection_ && !collection_due_) {
    collection_due_ = true;
    if (interpreter_->current_thread != nullptr) {
      interpreter_->current_thread->request_attention(Thread::kAttentionCollect);
    }
  }
}

void Heap::untrack(Object* object) {
  const std::uint32_t index = object->gc_word & kIndexMask;
  if (index == 0) return;
  auto& list = implementation_->tracked[(object->gc_word & kGenerationMask) / kGenerationOne];
  Object* last = list.back();
  list[index] = last;
  last->gc_word = (last->gc_word & ~kIndexMask) | index;
  list.pop_back();
  object->gc_word &= ~(kIndexMask | kGenerationMask);
}

std::size_t Heap::tracked_count() const {
  std::size_t count = 0;
  for (const auto& generation : implementation_->tracked) count += generation.size() - 1;
  return count;
}

void Heap::collection_counts(int counts[3]) const {
  counts[0] = implementation_->allocations;
  counts[1] = implementation_->collections[0];
  counts[2] = implementation_->collections[1];
}

void Heap::for_each_tracked(Visit visit, void* context) {
  for (const auto& generation : implementation_->tracked) {
    for (std::size_t i = 1; i < generation.size(); ++i) visit(generation[i], context);
  }
}

void Heap::collect_if_due() {
  if (!collection_due_) return;
  collection_due_ = false;
  Implementation& state = *implementation_;
  int generation = 0;
  if (state.collections[0] > kThreshold1) {
    generation = 1;
    // As CPython: a full collection only if enough new objects grew old, so that its cost stays
    // linear in the number of objects.
    if (state.collections[1] > kThreshold2 &&
        state.long_lived_pending > state.long_lived_total / 4) {
      generation = 2;
    }
  }
  collect(generation);
}

/// One collection: `objects` are the candidates, `external[i]` the references to objects[i] that do
/// not come from other candidates.
class Heap::Collection {
 public:
  Collection(Heap& heap, int generation) : heap_(heap), generation_(generation) {}

  std::size_t run() {
    merge_generations();
    pay();
    find_unreachable();
    for (Object* object : unreachable_) incref(object);
    handle_weak_references();
    if (run_finalizers()) {
      // A finalizer may have made something reachable again.
      find_unreachable_among_survivors();
    }
    const std::size_t found = unreachable_.size();
    for (Object* object : unreachable_) {
      if (object->type->slots.clear != nullptr) object->type->slots.clear(heap_, object);
    }
    for (Object* object : held_) decref(object);
    age_survivors();
    return found;
  }

 private:
  void pay() {
    Thread* const thread = heap_.interpreter_->current_thread;
    if (thread == nullptr) return;
    thread->charge(static_cast<std::int64_t>(list().size()) * thread->work_costs().collect_ps);
  }

  std::vector<Object*>& list() { return heap_.implementation_->tracked[generation_]; }

  std::uint32_t word(std::size_t index) const {
    return static_cast<std::uint32_t>(index) |
           static_cast<std::uint32_t>(generation_) * kGenerationOne;
  }

  void merge_generations() {
    auto& target = list();
    for (int young = 0; young < generation_; ++young) {
      auto& source = heap_.implementation_->tracked[young];
      for (std::size_t i = 1; i < source.size(); ++i) {
        Object* object = source[i];
        object->gc_word = (object->gc_word & ~(kIndexMask | kGenerationMask)) | word(target.size());
        target.push_back(object);
      }
      source.resize(1);
    }
  }

  /// The candidate's index, or 0.
  std::size_t index_of(Value value) const {
    if (!value.is_object()) return 0;
    const Object* object = value.as_object();
    if (object->is_immortal()) return 0;
    const std::uint32_t gc_word = object->gc_word;
    if ((gc_word & kGenerationMask) / kGenerationOne != static_cast<std::uint32_t>(generation_)) {
      return 0;
    }
    return gc_word & kIndexMask;
  }

  static void subtract(Value referenced, void* context) {
    auto* self = static_cast<Collection*>(context);
    if (const std::size_t index = self->index_of(referenced)) --self->external_[index];
  }
  static void reach(Value referenced, void* context) {
    auto* self = static_cast<Collection*>(context);
    const std::size_t index = self->index_of(referenced);
    if (index != 0 && !self->reachable_[index]) {
      self->reachable_[index] = 1;
      self->to_visit_.push_back(index);
    }
  }

  void traverse(Object* object, Visit visit) {
    if (object->type->slots.traverse != nullptr) object->type->slots.traverse(object, visit, this);
    if (object->type->is_heap_type) visit(object->type, this);
  }

  /// `own_references`: how many references to each candidate this collection itself holds.
  void mark(std::int64_t own_references) {
    auto& objects = list();
    external_.assign(objects.size(), 0);
    reachable_.assign(objects.size(), 0);
    for (std::size_t i = 1; i < objects.size(); ++i) {
      external_[i] = objects[i]->reference_count;
    }
    if (own_references != 0) {
      for (Object* object : held_) {
        if (const std::size_t index = index_of(object)) external_[index] -= own_references;
      }
    }
    for (std::size_t i = 1; i < objects.size(); ++i) traverse(objects[i], subtract);
    for (std::size_t i = 1; i < objects.size(); ++i) {
      if (external_[i] > 0 && !reachable_[i]) {
        reachable_[i] = 1;
        to_visit_.push_back(i);
      }
      while (!to_visit_.empty()) {
        const std::size_t next = to_visit_.back();
        to_visit_.pop_back();
        traverse(objects[next], reach);
      }
    }
  }

  void find_unreachable() {
    mark(0);
    auto& objects = list();
    for (std::size_t i = 1; i < objects.size(); ++i) {
      if (!reachable_[i]) unreachable_.push_back(objects[i]);
    }
    held_ = unreachable_;
  }

  /// Before any finalizer runs: nobody may reach what is going through a weak reference. A
  /// reference that goes itself calls nobody.
  void handle_weak_references() {
    std::vector<WeakCallback> callbacks;
    for (Object* object : unreachable_) {
      if ((object->gc_word & kHasWeakReferences) != 0) {
        empty_weak_references(*heap_.interpreter_, object, callbacks);
      }
    }
    std::erase_if(callbacks, [this](const WeakCallback& callback) {
      const std::size_t index = index_of(callback.reference);
      return index != 0 && !reachable_[index];
    });
    if (heap_.interpreter_->current_thread != nullptr) {
      run_weak_callbacks(*heap_.interpreter_->current_thread, callbacks);
    }
  }

  bool run_finalizers() {
    bool ran = false;
    for (Object* object : unreachable_) {
      if (object->type->slots.finalize == nullptr || (object->gc_word & kFinalized) != 0) continue;
      ran = true;
      heap_.finalize(object);
    }
    return ran;
  }

  void find_unreachable_among_survivors() {
    mark(1);
    std::vector<Object*> still;
    for (Object* object : unreachable_) {
      const std::size_t index = index_of(object);
      if (index != 0 && !reachable_[index]) still.push_back(object);
    }
    unreachable_ = std::move(still);
  }

  void age_survivors() {
    Implementation& state = *heap_.implementation_;
    if (generation_ == 2) {
      state.long_lived_total = list().size() - 1;
      state.long_lived_pending = 0;
      return;
    }
    auto& survivors = list();
    auto& older = state.tracked[generation_ + 1];
    for (std::size_t i = 1; i < survivors.size(); ++i) {
      Object* object = survivors[i];
      object->gc_word = (object->gc_word & ~(kIndexMask | kGenerationMask)) |
                        static_cast<std::uint32_t>(older.size()) |
                        static_cast<std::uint32_t>(generation_ + 1) * kGenerationOne;
      older.push_back(object);
    }
    if (generation_ == 1) state.long_lived_pending += survivors.size() - 1;
    survivors.resize(1);
  }

  Heap& heap_;
  int generation_;
  std::vector<std::int64_t> external_;
  std::vector<char> reachable_;
  std::vector<std::size_t> to_visit_;
  std::vector<Object*> unreachable_;
  std::vector<Object*> held_;
};

std::size_t Heap::collect(int generation) {
  Implementation& state = *implementation_;
  if (state.collecting || interpreter_ == nullptr) return 0;
  state.collecting = true;
  if (generation < 2) ++state.collections[generation];
  for (int younger = 0; younger < generation; ++younger) state.collections[younger] = 0;
  state.allocations = 0;
  const std::size_t found = Collection(*this, generation).run();
  state.collecting = false;
  return found;
}

}  // namespace gilsim::vm
