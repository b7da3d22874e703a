// SPDX-License-Identifier: MIT
//
// A heap's buffers for containers of the C++ library: what a native object keeps in one is counted
// against the interpreter's memory limit and goes with the heap, even if the object is never freed.
// So does what it keeps in another library.
#pragma once

#include "vm/core/heap.h"

#include <concepts>
#include <cstddef>
#include <new>
#include <utility>

namespace gilsim::vm {

template <typename T>
class HeapAllocator {
 public:
  using value_type = T;

  explicit HeapAllocator(Heap& heap) : heap_(&heap) {}
  template <typename U>
  HeapAllocator(const HeapAllocator<U>& other) : heap_(&other.heap()) {}

  T* allocate(std::size_t count) {
    return static_cast<T*>(heap_->allocate_buffer(count * sizeof(T)));
  }
  void deallocate(T* buffer, std::size_t count) { heap_->free_buffer(buffer, count * sizeof(T)); }

  Heap& heap() const { return *heap_; }
  friend bool operator==(const HeapAllocator&, const HeapAllocator&) = default;

 private:
  Heap* heap_;
};

/// A T in a buffer of the heap. `delete_in_heap` destroys it; if nobody does, its memory goes with
/// the heap.
template <typename T, typename... A>
T* new_in_heap(Heap& heap, A&&... arguments) {
  return new (heap.allocate_buffer(sizeof(T))) T(std::forward<A>(arguments)...);
}

template <typename T>
void delete_in_heap(Heap& heap, T* object) {
  if (object == nullptr) return;
  object->~T();
  heap.free_buffer(object, sizeof(T));
}

/// The same for what keeps something outside the heap, a library's context say: if nobody calls
/// `delete_resource`, its destructor runs when the heap goes.
template <std::derived_from<HeapResource> T, typename... A>
T* new_resource(Heap& heap, A&&... arguments) {
  T* const resource = new_in_heap<T>(heap, std::forward<A>(arguments)...);
  heap.hold(resource);
  return resource;
}

template <std::derived_from<HeapResource> T>
void delete_resource(Heap& heap, T* resource) {
  if (resource == nullptr) return;
  heap.let_go(resource);
  delete_in_heap(heap, resource);
}

}  // namespace gilsim::vm
