// SPDX-License-Identifier: MIT
//
// How a switch works. Boost hands the resumed side a handle of whoever resumed it, so each side,
// once it is running again, files that handle under `previous_`. A fiber that ends leaves no
// handle, and `previous_` is null then.
#include "runtime/machine/fiber.h"

#include <cxxabi.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cassert>
#include <cstring>
#include <utility>

#ifdef GILSIM_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef GILSIM_TSAN
#include <sanitizer/tsan_interface.h>
#endif

namespace gilsim::runtime {
namespace {

std::size_t page_bytes() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

StackAllocator::~StackAllocator() {
  for (std::byte* slab : slabs_) munmap(slab, kStackBytes * kStacksPerSlab);
}

bool StackAllocator::add_slab() {
  const std::size_t bytes = kStackBytes * kStacksPerSlab;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return false;
  std::byte* const slab = static_cast<std::byte*>(memory);
  slabs_.push_back(slab);
  free_.reserve(slabs_.size() * kStacksPerSlab);
  for (std::size_t i = kStacksPerSlab; i-- > 0;) {
    std::byte* const stack = slab + i * kStackBytes;
    // A guard that cannot be had is no error: the interpreter bounds its recursion by itself.
    if (guards_ < kMaxGuards && mprotect(stack, page_bytes(), PROT_NONE) == 0) ++guards_;
    free_.push_back(stack);
  }
  return true;
}

std::byte* StackAllocator::allocate() {
  if (free_.empty() && !add_slab()) return nullptr;
  std::byte* const stack = free_.back();
  free_.pop_back();
#ifdef GILSIM_ASAN
  // The frames of a fiber that ended never returned: their red zones are still marked.
  ASAN_UNPOISON_MEMORY_REGION(stack, kStackBytes);
#endif
  return stack;
}

void StackAllocator::release(std::byte* stack) { free_.push_back(stack); }

// Boost's view of a stack we have allocated before. Boost "deallocates" when the next fiber already
// runs, so the stack may be used again from that moment on.
struct FiberPool::BoostStack {
  StackAllocator* stacks;
  std::byte* stack;

  boost::context::stack_context allocate() {
    boost::context::stack_context context;
    context.size = StackAllocator::kStackBytes;
    context.sp = stack + StackAllocator::kStackBytes;
    return context;
  }
  void deallocate(boost::context::stack_context&) { stacks->release(stack); }
};

Fiber::~Fiber() {
  assert(finished_ || !started_);
  if (!started_ && stacks_ != nullptr) stacks_->release(stack_);
#ifdef GILSIM_TSAN
  if (tsan_fiber_ != nullptr && stack_ != nullptr) __tsan_destroy_fiber(tsan_fiber_);
#endif
}

FiberPool::FiberPool() {
  root_.started_ = true;
#ifdef GILSIM_TSAN
  root_.tsan_fiber_ = __tsan_get_current_fiber();
#endif
}

FiberPool::~FiberPool() { root_.finished_ = true; }

std::unique_ptr<Fiber> FiberPool::create(Fiber::Entry entry) {
  std::byte* const stack = stacks_.allocate();
  if (stack == nullptr) return nullptr;
  std::unique_ptr<Fiber> fiber(new Fiber);
  fiber->stacks_ = &stacks_;
  fiber->stack_ = stack;
  fiber->entry_ = std::move(entry);
  fiber->sanitizer_bottom_ = stack;
  fiber->sanitizer_size_ = StackAllocator::kStackBytes;
#ifdef GILSIM_TSAN
  fiber->tsan_fiber_ = __tsan_create_fiber(0);
#endif
  return fiber;
}

void FiberPool::prepare(Fiber& fiber) {
  if (fiber.started_) return;
  fiber.started_ = true;
  // This runs nothing but Boost's own preparation of the new stack.
  fiber.context_ = boost::context::fiber(
      std::allocator_arg, BoostStack{&stacks_, fiber.stack_},
      [this, &fiber](boost::context::fiber&& from) { return run(std::move(from), fiber); });
}

// The first function on a fiber's stack.
boost::context::fiber FiberPool::run(boost::context::fiber&& from, Fiber& fiber) {
  if (previous_ != nullptr) previous_->context_ = std::move(from);
  after_switch(fiber);
  Fiber& next = fiber.entry_();
  fiber.entry_ = nullptr;
  fiber.finished_ = true;
  prepare(next);
  before_switch(fiber, next, /*from_ends=*/true);
  previous_ = nullptr;
  current_ = &next;
  return std::move(next.context_);
}

void FiberPool::switch_to(Fiber& to) {
  Fiber& from = *current_;
  assert(&from != &to && !to.finished_);
  prepare(to);
  void* const globals = __cxxabiv1::__cxa_get_globals();
  std::memcpy(&from.exceptions_, globals, sizeof from.exceptions_);
  before_switch(from, to, /*from_ends=*/false);
  previous_ = &from;
  current_ = &to;
  boost::context::fiber back = std::move(to.context_).resume();
  if (previous_ != nullptr) previous_->context_ = std::move(back);
  after_switch(from);
}

void FiberPool::before_switch(Fiber& from, Fiber& to, bool from_ends) {
#ifdef GILSIM_ASAN
  __sanitizer_start_switch_fiber(from_ends ? nullptr : &from.fake_stack_, to.sanitizer_bottom_,
                                 to.sanitizer_size_);
#endif
#ifdef GILSIM_TSAN
  __tsan_switch_to_fiber(to.tsan_fiber_, 0);
#endif
  static_cast<void>(from);
  static_cast<void>(to);
  static_cast<void>(from_ends);
}

void FiberPool::after_switch(Fiber& now) {
#ifdef GILSIM_ASAN
  const void* bottom = nullptr;
  std::size_t size = 0;
  __sanitizer_finish_switch_fiber(now.fake_stack_, &bottom, &size);
  // The host thread's own bounds are known only once somebody has switched away from it.
  if (previous_ == &root_) {
    root_.sanitizer_bottom_ = bottom;
    root_.sanitizer_size_ = size;
  }
#endif
  std::memcpy(__cxxabiv1::__cxa_get_globals(), &now.exceptions_, sizeof now.exceptions_);
}

}  // namespace gilsim::runtime
