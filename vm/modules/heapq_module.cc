// SPDX-License-Identifier: MIT
//
// Module _heapq: priority queues in a list, heap[k] <= heap[2k+1] and heap[k] <= heap[2k+2].
//
// Items move exactly as in CPython, so that what compares equal comes out in the same order: an
// item that leaves the top is replaced by the last one, which first sinks to a leaf along the
// smaller children and then rises to its place.
//
// A comparison may run Python code, which may change the list: its length is compared after each,
// and a list that changed is an error.
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"

#include <utility>

namespace gilsim::vm {

namespace {

/// A list during one operation. `maximum`: the largest item is at the top.
class HeapList {
 public:
  HeapList(Thread& thread, Value list, bool maximum)
      : thread_(thread), list_(cast<List>(list)), size_(list_->length), maximum_(maximum) {}

  std::int64_t size() const { return size_; }
  Ref at(std::int64_t i) const { return Ref::share(list_->items[i]); }

  bool rise(std::int64_t start, std::int64_t position) {
    while (position > start) {
      const std::int64_t parent = (position - 1) / 2;
      const Truth before = comes_first(position, parent);
      if (before == Truth::error) return false;
      if (before == Truth::no) break;
      std::swap(list_->items[position], list_->items[parent]);
      position = parent;
    }
    return true;
  }

  bool sink(std::int64_t start) {
    std::int64_t position = start;
    while (2 * position + 1 < size_) {
      std::int64_t child = 2 * position + 1;
      if (child + 1 < size_) {
        const Truth left = comes_first(child, child + 1);
        if (left == Truth::error) return false;
        if (left == Truth::no) ++child;
      }
      std::swap(list_->items[position], list_->items[child]);
      position = child;
    }
    return rise(start, position);
  }

 private:
  Truth comes_first(std::int64_t a, std::int64_t b) {
    const Ref left = at(maximum_ ? b : a);
    const Ref right = at(maximum_ ? a : b);
    const Truth answer = compare_truth(thread_, left, right, CompareOp::less);
    thread_.charge(thread_.work_costs().compare_ps);
    if (answer == Truth::error || !thread_.poll()) return Truth::error;
    if (list_->length == size_) return answer;
    thread_.raise(thread_.types().RuntimeError, "list changed size during iteration").reset();
    return Truth::error;
  }

  Thread& thread_;
  List* list_;
  std::int64_t size_;
  bool maximum_;
};

bool check_heap(Thread& thread, const char* function, Value heap) {
  if (is_list(heap)) return true;
  thread.type_error("{}() argument must be list, not {}", function, type_name(thread, heap))
      .reset();
  return false;
}
bool check_heap_argument(Thread& thread, const char* function, Value heap) {
  if (is_list(heap)) return true;
  thread.type_error("{}() argument 1 must be list, not {}", function, type_name(thread, heap))
      .reset();
  return false;
}

Ref index_out_of_range(Thread& thread) {
  return thread.raise(thread.types().IndexError, "index out of range");
}

Ref push(Thread& thread, Arguments arguments) {
  if (!check_heap_argument(thread, "heappush", arguments[0])) return Ref::error();
  auto* list = cast<List>(arguments[0]);
  if (!list_append(thread, list, arguments[1])) return Ref::error();
  return HeapList(thread, arguments[0], false).rise(0, list->length - 1) ? Ref::none()
                                                                         : Ref::error();
}

template <bool maximum>
Ref pop(Thread& thread, Arguments arguments) {
  if (!check_heap(thread, maximum ? "_heappop_max" : "heappop", arguments[0])) return Ref::error();
  auto* list = cast<List>(arguments[0]);
  if (list->length == 0) return index_out_of_range(thread);
  Ref last = Ref::adopt(list->items[--list->length]);
  if (list->length == 0) return last;
  Ref top = Ref::adopt(std::exchange(list->items[0], last.release()));
  return HeapList(thread, arguments[0], maximum).sink(0) ? std::move(top) : Ref::error();
}

template <bool maximum>
Ref replace(Thread& thread, Arguments arguments) {
  if (!check_heap_argument(thread, maximum ? "_heapreplace_max" : "heapreplace", arguments[0])) {
    return Ref::error();
  }
  auto* list = cast<List>(arguments[0]);
  if (list->length == 0) return index_out_of_range(thread);
  Ref top = Ref::adopt(std::exchange(list->items[0], Ref::share(arguments[1]).release()));
  return HeapList(thread, arguments[0], maximum).sink(0) ? std::move(top) : Ref::error();
}

Ref push_pop(Thread& thread, Arguments arguments) {
  if (!check_heap_argument(thread, "heappushpop", arguments[0])) return Ref::error();
  auto* list = cast<List>(arguments[0]);
  if (list->length == 0) return Ref::share(arguments[1]);
  const Ref top = Ref::share(list->items[0]);
  const Truth smaller = compare_truth(thread, top, arguments[1], CompareOp::less);
  if (smaller == Truth::error) return Ref::error();
  if (smaller == Truth::no) return Ref::share(arguments[1]);
  if (list->length == 0) return index_out_of_range(thread);
  return replace<false>(thread, arguments);
}

template <bool maximum>
Ref heapify(Thread& thread, Arguments arguments) {
  if (!check_heap(thread, maximum ? "_heapify_max" : "heapify", arguments[0])) return Ref::error();
  HeapList heap(thread, arguments[0], maximum);
  for (std::int64_t i = heap.size() / 2 - 1; i >= 0; --i) {
    if (!heap.sink(i)) return Ref::error();
  }
  return Ref::none();
}

constexpr NativeDefinition kFunctions[] = {
    {"heappush", push, "heap, item, /"},
    {"heappop", pop<false>, "heap, /"},
    {"heapreplace", replace<false>, "heap, item, /"},
    {"heappushpop", push_pop, "heap, item, /"},
    {"heapify", heapify<false>, "heap, /"},
    {"_heappop_max", pop<true>, "heap, /"},
    {"_heapreplace_max", replace<true>, "heap, item, /"},
    {"_heapify_max", heapify<true>, "heap, /"},
};

bool initialise_heapq(Thread& thread, Module& module) {
  return add_functions(thread, module, kFunctions);
}

}  // namespace

const NativeModuleDefinition kHeapqModule = {"_heapq", initialise_heapq};

}  // namespace gilsim::vm
