// SPDX-License-Identifier: MIT
//
// Fibers: stacks that take turns on one host thread. The only file pair that knows Boost.Context.
//
// Invariants:
// * A suspended fiber is never destroyed. Its owner resumes it with a cancellation result and lets
//   it return; ~Fiber asserts that it has finished or never began.
// * Each switch saves and restores the C++ runtime's exception globals, which belong to the host
//   thread and not to the stack: a fiber may switch away inside a catch block.
// * AddressSanitizer and ThreadSanitizer are told of every switch.
// * A FiberPool and its fibers belong to one host thread. Different pools know nothing of each
//   other.
#pragma once

#include <boost/context/fiber.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace gilsim::runtime {

// Reserves address space for stacks in slabs and reuses freed ones, last in first out. Only touched
// pages cost memory. The lowest page of a stack is a guard while there are few of them: each guard
// splits a mapping, and a process may hold only some 65,000 mappings.
class StackAllocator {
 public:
#if defined(GILSIM_ASAN) || defined(GILSIM_TSAN)
  static constexpr std::size_t kStackBytes = 4 * 1024 * 1024;  // their frames are larger
#else
  // 1000 calls through natives fit whoever compiled this, so that all end at the same one.
  static constexpr std::size_t kStackBytes = 8 * 1024 * 1024;
#endif
  static constexpr std::size_t kStacksPerSlab = 8;
  static constexpr std::size_t kMaxGuards = 8192;

  StackAllocator() = default;
  ~StackAllocator();
  StackAllocator(const StackAllocator&) = delete;
  StackAllocator& operator=(const StackAllocator&) = delete;

  // The lowest address of a stack of kStackBytes; null when the address space is exhausted.
  std::byte* allocate();
  void release(std::byte* stack);
  std::size_t stacks_reserved() const { return slabs_.size() * kStacksPerSlab; }

 private:
  bool add_slab();

  std::vector<std::byte*> slabs_;
  std::vector<std::byte*> free_;
  std::size_t guards_ = 0;
};

class FiberPool;

class Fiber {
 public:
  // Runs on the fiber's stack; returns the fiber to go on with once this one has ended. Must not
  // throw.
  using Entry = std::function<Fiber&()>;

  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  bool finished() const { return finished_; }
  // The lowest address this fiber's code may use; null for the host thread's own stack.
  const std::byte* stack_limit() const { return stack_; }
  const std::byte* stack_top() const {
    return stack_ == nullptr ? nullptr : stack_ + StackAllocator::kStackBytes;
  }

 private:
  friend class FiberPool;
  // The layout of __cxa_eh_globals in the Itanium C++ ABI.
  struct ExceptionGlobals {
    void* caught = nullptr;
    unsigned int uncaught = 0;
  };

  Fiber() = default;

  boost::context::fiber context_;
  ExceptionGlobals exceptions_;
  Entry entry_;
  StackAllocator* stacks_ = nullptr;
  std::byte* stack_ = nullptr;
  bool started_ = false;
  bool finished_ = false;
  // What the sanitizers keep for each stack.
  [[maybe_unused]] void* fake_stack_ = nullptr;
  const void* sanitizer_bottom_ = nullptr;
  std::size_t sanitizer_size_ = 0;
  [[maybe_unused]] void* tsan_fiber_ = nullptr;
};

class FiberPool {
 public:
  FiberPool();
  ~FiberPool();
  FiberPool(const FiberPool&) = delete;
  FiberPool& operator=(const FiberPool&) = delete;

  // A fiber that begins with `entry` at the first switch to it. Null when no stack is left.
  std::unique_ptr<Fiber> create(Fiber::Entry entry);

  // Suspends the current fiber and goes on with `to`, directly. Returns when somebody switches
  // back.
  void switch_to(Fiber& to);

  Fiber& current() { return *current_; }
  // The host thread's own stack.
  Fiber& root() { return root_; }
  const StackAllocator& stacks() const { return stacks_; }

 private:
  struct BoostStack;

  void prepare(Fiber& fiber);
  boost::context::fiber run(boost::context::fiber&& from, Fiber& fiber);
  void before_switch(Fiber& from, Fiber& to, bool from_ends);
  void after_switch(Fiber& now);

  StackAllocator stacks_;
  Fiber root_;
  Fiber* current_ = &root_;
  Fiber* previous_ = nullptr;  // who switched to the current fiber; null if it has ended
};

}  // namespace gilsim::runtime
