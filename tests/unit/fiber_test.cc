// SPDX-License-Identifier: MIT
//
// Fibers: direct switches, exceptions alive across a switch, reuse of stacks, bounds.
#include "runtime/machine/fiber.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace gilsim::runtime {
namespace {

TEST(Fiber, SwitchesDirectlyFromOneToAnother) {
  FiberPool pool;
  std::string order;
  std::unique_ptr<Fiber> a;
  std::unique_ptr<Fiber> b;
  a = pool.create([&]() -> Fiber& {
    order += "a1 ";
    pool.switch_to(*b);
    order += "a2 ";
    return *b;
  });
  b = pool.create([&]() -> Fiber& {
    order += "b1 ";
    pool.switch_to(*a);
    order += "b2 ";
    return pool.root();
  });
  pool.switch_to(*a);
  EXPECT_EQ(order, "a1 b1 a2 b2 ");
  EXPECT_TRUE(a->finished());
  EXPECT_TRUE(b->finished());
}

// The runtime keeps caught exceptions per host thread: two fibers that switch inside a catch block
// would rethrow each other's.
TEST(Fiber, KeepsItsOwnExceptions) {
  FiberPool pool;
  std::vector<std::string> caught;
  std::unique_ptr<Fiber> a;
  std::unique_ptr<Fiber> b;
  const auto rethrow_after_switch = [&](const char* what, Fiber& other) {
    try {
      try {
        throw std::runtime_error(what);
      } catch (...) {
        pool.switch_to(other);
        throw;
      }
    } catch (const std::exception& exception) {
      caught.emplace_back(exception.what());
    }
  };
  a = pool.create([&]() -> Fiber& {
    rethrow_after_switch("a", *b);
    return *b;
  });
  b = pool.create([&]() -> Fiber& {
    rethrow_after_switch("b", *a);
    return pool.root();
  });
  pool.switch_to(*a);
  EXPECT_EQ(caught, (std::vector<std::string>{"a", "b"}));
}

TEST(Fiber, ReusesStacksOfEndedFibers) {
  FiberPool pool;
  for (int i = 0; i < 1000; ++i) {
    std::unique_ptr<Fiber> fiber = pool.create([&]() -> Fiber& { return pool.root(); });
    pool.switch_to(*fiber);
  }
  for (int i = 0; i < 1000; ++i) {
    // Never begun: its stack goes back as well.
    pool.create([&]() -> Fiber& { return pool.root(); });
  }
  EXPECT_EQ(pool.stacks().stacks_reserved(), StackAllocator::kStacksPerSlab);
}

// A sanitizer keeps books of its own about each stack; they must not drift with the number of
// switches. (ThreadSanitizer has room for some 60,000 entries.)
TEST(Fiber, BeginsEndsAndSwitchesManyTimes) {
  FiberPool pool;
  int ended = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::unique_ptr<Fiber> fiber = pool.create([&]() -> Fiber& {
      for (int turn = 0; turn < 5; ++turn) pool.switch_to(pool.root());
      ++ended;
      return pool.root();
    });
    while (!fiber->finished()) pool.switch_to(*fiber);
  }
  EXPECT_EQ(ended, 20'000);
}

TEST(Fiber, KnowsTheBoundsOfItsStack) {
  FiberPool pool;
  const std::byte* seen = nullptr;
  std::unique_ptr<Fiber> fiber = pool.create([&]() -> Fiber& {
    std::byte local{};
    seen = &local;
    EXPECT_EQ(&pool.current(), fiber.get());
    return pool.root();
  });
  const std::byte* const limit = fiber->stack_limit();
  const std::byte* const top = fiber->stack_top();
  EXPECT_EQ(top - limit, static_cast<std::ptrdiff_t>(StackAllocator::kStackBytes));
  pool.switch_to(*fiber);
#ifndef GILSIM_ASAN
  // (AddressSanitizer may keep locals elsewhere.)
  EXPECT_GT(seen, limit);
  EXPECT_LT(seen, top);
#endif
  EXPECT_NE(seen, nullptr);
  EXPECT_EQ(pool.root().stack_limit(), nullptr);
}

TEST(Fiber, ManyAtATime) {
  FiberPool pool;
  constexpr int kCount = 300;
  int sum = 0;
  std::vector<std::unique_ptr<Fiber>> fibers;
  for (int i = 0; i < kCount; ++i) {
    fibers.push_back(pool.create([&, i]() -> Fiber& {
      pool.switch_to(pool.root());
      sum += i;
      return pool.root();
    }));
    pool.switch_to(*fibers.back());
  }
  EXPECT_EQ(sum, 0);
  for (const auto& fiber : fibers) pool.switch_to(*fiber);
  EXPECT_EQ(sum, kCount * (kCount - 1) / 2);
}

}  // namespace
}  // namespace gilsim::runtime
