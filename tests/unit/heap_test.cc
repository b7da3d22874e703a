// SPDX-License-Identifier: MIT
//
// What a heap owes to those who keep something in it beyond memory.
#include "vm/core/heap.h"

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

}  // namespace
}  // namespace gilsim::vm
