// SPDX-License-Identifier: MIT
//
// Frames' memory, the budget's slow paths and recursion limits. Exceptions: thread_errors.cc.
#include "vm/core/thread.h"

#include "vm/bytecode/opcodes.h"

#include <cstdlib>
#include <new>
#include <vector>

namespace gilsim::vm {

namespace {

/// Values in a chunk of the arena; a frame that needs more gets a chunk of its own.
#ifdef GILSIM_STRESS
constexpr std::size_t kChunkValues = 64;
#else
constexpr std::size_t kChunkValues = 2048;
#endif
constexpr std::size_t kFrameValues = sizeof(Frame) / sizeof(Value);

/// C++ stack that must be left for natives to run and report an error.
constexpr std::size_t kNativeStackReserve = 24 * 1024;

}  // namespace

/// A stack of chunks; frames are pushed and popped in order.
struct Thread::Arena {
  struct Chunk {
    std::unique_ptr<Value[]> values;
    std::size_t size;
    std::size_t used;
  };
  std::vector<Chunk> chunks;
  std::size_t current = 0;

  Value* take(std::size_t count) {
    if (chunks.empty() || chunks[current].size - chunks[current].used < count) next_chunk(count);
    Chunk& chunk = chunks[current];
    Value* memory = chunk.values.get() + chunk.used;
    chunk.used += count;
    return memory;
  }

  void give_back(Value* memory) {
    Chunk& chunk = chunks[current];
    chunk.used = static_cast<std::size_t>(memory - chunk.values.get());
    if (chunk.used == 0 && current > 0) --current;
  }

  void next_chunk(std::size_t count) {
    if (!chunks.empty()) ++current;
    if (current < chunks.size() && chunks[current].size >= count) return;
    chunks.resize(current);
    add(count);
  }

  void add(std::size_t at_least) {
    const std::size_t size = at_least > kChunkValues ? at_least : kChunkValues;
    chunks.push_back({std::make_unique_for_overwrite<Value[]>(size), size, 0});
  }
};

Thread::Thread(Interpreter& the_interpreter, Budget& the_budget)
    : interpreter(the_interpreter),
      instance(the_interpreter.instance),
      budget(the_budget),
      arena_(std::make_unique<Arena>()) {}

Thread::~Thread() {
  clear_exception();
  decref(std::exchange(base_handled.exception, Value()));
}

Frame* Thread::push_frame_memory(std::uint32_t slot_count) {
  return reinterpret_cast<Frame*>(arena_->take(kFrameValues + slot_count));
}

void Thread::pop_frame_memory(Frame* popped) {
  arena_->give_back(reinterpret_cast<Value*>(popped));
}

bool Thread::enter_recursive(std::string_view where) {
  const char here = 0;
  const bool native_full =
      native_stack_limit != nullptr && &here < native_stack_limit + kNativeStackReserve;
  if (recursion_depth >= interpreter.recursion_limit || native_full) {
    raise(types().RecursionError, fmt::format("maximum recursion depth exceeded{}", where)).reset();
    return false;
  }
  ++recursion_depth;
  return true;
}

bool Thread::reserve(std::uint64_t bytes) {
  const std::uint64_t limit = heap().limit_bytes();
  const std::uint64_t used = heap().allocated_bytes();
  if (bytes <= limit && used <= limit - bytes) return true;
  memory_limit_hit = true;
  raise(types().MemoryError, "").reset();
  return false;
}

namespace {

/// What the eval loop has prepaid for the frame's segment beyond the instruction that runs.
Charge prepaid_of(const Thread& thread, const Frame& frame) {
  const Charge& rest = (*frame.code->rest)[frame.instruction];
  const auto opcode = static_cast<Opcode>(frame.code->at(frame.instruction).opcode);
  const auto kind = static_cast<std::size_t>(opcode_cost_kind(opcode));
  return {rest.picoseconds - thread.instance.costs[kind], rest.ticks - 1};
}

}  // namespace

void Thread::settle() {
  if (frame == nullptr) return;
  const Charge prepaid = prepaid_of(*this, *frame);
  budget.picoseconds += prepaid.picoseconds;
  budget.ticks += prepaid.ticks;
}

void Thread::unsettle() {
  if (frame == nullptr) return;
  const Charge prepaid = prepaid_of(*this, *frame);
  budget.picoseconds -= prepaid.picoseconds;
  budget.ticks -= prepaid.ticks;
}

bool Thread::poll_now() {
  settle();
  bool alive = true;
  if (budget.picoseconds <= 0 || budget.ticks <= 0) alive = host().budget_spent(*this);
  unsettle();
  return alive;
}

}  // namespace gilsim::vm
