// SPDX-License-Identifier: MIT
//
// What a heap owes to those who keep something in it beyond memory, and what memory costs.
#include "vm/core/heap.h"

#include "tests/unit/container_fixture.h"
#include "tests/unit/script_fixture.h"
#include "vm/core/heap_allocator.h"

#include <gtest/gtest.h>

#include <vector>

namespace gilsim::vm {
namespace {

class Noted final : public HeapResource {
 public:
  Noted(std::vector<int>& ended, int number) : ended_(ended), number_(number) {}
  ~Noted() override { ended_.push_back(number_); }

 private:
  std::vector<int>& ended_;
  int number_;
};

class HeapResourceTest : public ScriptTest {
 protected:
  std::vector<int> ended_;
};

TEST_F(HeapResourceTest, GoesWithTheHeapAtTheLatest) {
  {
    Interpreter interpreter(instance_);
    Noted* resources[4];
    for (int i = 0; i < 4; ++i) {
      resources[i] = new_resource<Noted>(interpreter.heap, ended_, i);
    }
    delete_resource(interpreter.heap, resources[3]);  // the first in the list
    delete_resource(interpreter.heap, resources[1]);  // one amid others
    delete_resource<Noted>(interpreter.heap, nullptr);
    EXPECT_EQ(ended_, (std::vector<int>{3, 1}));
  }
  EXPECT_EQ(ended_, (std::vector<int>{3, 1, 2, 0}));
}

TEST_F(HeapResourceTest, CountsAsMemoryOfTheInterpreter) {
  Interpreter interpreter(instance_);
  const std::uint64_t before = interpreter.heap.allocated_bytes();
  Noted* const resource = new_resource<Noted>(interpreter.heap, ended_, 0);
  EXPECT_GE(interpreter.heap.allocated_bytes(), before + sizeof(Noted));
  delete_resource(interpreter.heap, resource);
  EXPECT_EQ(interpreter.heap.allocated_bytes(), before);
}

// What the thread pays for memory, in KiB that the system gave.
class FreshMemoryTest : public ContainerTest {
 protected:
  std::int64_t paid_kib() const {
    return (start_ps_ - budget_.picoseconds) / instance_.work_costs.memory_ps_per_kib;
  }
  void begin() { start_ps_ = budget_.picoseconds; }
  Heap& heap() { return interpreter_.heap; }

  static constexpr std::size_t kMib = 1024 * 1024;
  std::int64_t start_ps_ = 0;
};

TEST_F(FreshMemoryTest, IsPaidOnceWhileABlockGrows) {
  void* block = heap().allocate_buffer(kMib);
  begin();
  for (std::size_t size = 1; size < 16; ++size) {
    block = heap().resize_buffer(block, size * kMib, (size + 1) * kMib);
  }
  EXPECT_EQ(paid_kib(), 15 * 1024);
  heap().free_buffer(block, 16 * kMib);
}

TEST_F(FreshMemoryTest, IsFreshAgainButForAnArena) {
  heap().free_buffer(heap().allocate_buffer(4 * kMib), 4 * kMib);
  begin();
  void* const again = heap().allocate_buffer(4 * kMib);
  EXPECT_EQ(paid_kib(), 3 * 1024);
  heap().free_buffer(again, 4 * kMib);
  begin();
  heap().free_buffer(heap().allocate_buffer(kMib / 2), kMib / 2);
  EXPECT_EQ(paid_kib(), 0);
}

}  // namespace
}  // namespace gilsim::vm
