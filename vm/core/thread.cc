// SPDX-License-Identifier: MIT
//
// Frames' memory, the budget's slow paths and recursion limits. Exceptions: thread_errors.cc.
#include "vm/core/thread.h"

#include "vm/bytecode/opcodes.h"
#include "vm/bytecode/stack_guard.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <vector>

namespace gilsim::vm {

namespace {

/// Values in a chunk of the arena; a frame that needs more gets a chunk of its own. The first one
/// is small: most threads of a program with very many do little more than wait.
#ifdef GILSIM_STRESS
constexpr std::size_t kFirstChunkValues = 64;
constexpr std::size_t kChunkValues = 64;
#else
constexpr std::size_t kFirstChunkValues = 128;
constexpr std::size_t kChunkValues = 2048;
#endif

}  // namespace

/// A stack of chunks; frames are pushed and popped in order. What is free in the current chunk is
/// in the Thread: [free_frames_, end_of_frames_).
struct Thread::Arena {
  struct Chunk {
    // Bytes: a Value's constructor would write to each of them, and so make all pages resident.
    std::unique_ptr<std::byte[]> memory;
    std::size_t size;  // in values
    Value* top;        // what is free begins here; of all chunks but the current one

    Value* begin() const { return reinterpret_cast<Value*>(memory.get()); }
  };
  std::vector<Chunk> chunks;
  std::size_t current = 0;

  /// Makes a chunk with room for that many values the current one. It is empty.
  Chunk& next_chunk(std::size_t count, Value* top) {
    if (!chunks.empty()) chunks[current++].top = top;
    if (current >= chunks.size() || chunks[current].size < count) {
      chunks.resize(current);
      const std::size_t size = std::max(count, chunks.empty() ? kFirstChunkValues : kChunkValues);
      const std::size_t bytes = size * sizeof(Value);
      chunks.push_back({std::make_unique_for_overwrite<std::byte[]>(bytes), size, nullptr});
    }
    return chunks[current];
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

Frame* Thread::push_frame_in_next_chunk(std::size_t value_count) {
  const Arena::Chunk& chunk = arena_->next_chunk(value_count, free_frames_);
  start_of_frames_ = chunk.begin();
  free_frames_ = start_of_frames_ + value_count;
  end_of_frames_ = start_of_frames_ + chunk.size;
  return reinterpret_cast<Frame*>(start_of_frames_);
}

void Thread::leave_chunk() {
  if (arena_->current == 0) return;
  const Arena::Chunk& chunk = arena_->chunks[--arena_->current];
  start_of_frames_ = chunk.begin();
  free_frames_ = chunk.top;
  end_of_frames_ = start_of_frames_ + chunk.size;
}

bool Thread::enter_recursive(std::string_view where) {
  if (recursion_depth >= interpreter.recursion_limit || StackGuard{native_stack_limit}.is_low()) {
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
  TickCounts ticks = rest.ticks;
  ticks -= ticks_of(opcode, thread.instance.check_points);
  return {rest.picoseconds - thread.instance.costs[kind], ticks};
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
  if (budget.picoseconds <= 0 || budget.ticks.plain() <= 0) alive = host().budget_spent(*this);
  unsettle();
  return alive;
}

}  // namespace gilsim::vm
