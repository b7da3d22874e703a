// SPDX-License-Identifier: MIT
//
// The records of a machine: threads, processes, and what a thread waits for.
//
// Invariants:
// * A thread is in exactly one ThreadState at a time; the times in them sum to its lifetime,
//   exactly.
// * `budget`, `grant_end_ps` and `tick_end` belong together: the thread's simulated clock is
//   grant_end_ps - budget.picoseconds, its tick count is tick_end - budget.ticks.plain(), at any
//   moment.
// * Records live until their Machine is destroyed, so that reports can read them.
#pragma once

#include "runtime/machine/event.h"
#include "runtime/machine/event_heap.h"
#include "runtime/machine/run_queue.h"
#include "vm/core/budget.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class Fiber;
class InterpreterLock;
class Machine;
struct Core;
struct Process;

// How an operation that can block ended. `cancelled`: the thread must return from everything at
// once, without running `except`, `finally` or anything else; every later call answers the same.
enum class Result : std::uint8_t { ok, timed_out, cancelled };

inline constexpr std::int64_t kNoTickLimit = INT64_MAX;
inline constexpr std::int64_t kNoDeadline = INT64_MAX;

enum class WaitKind : std::uint8_t {
  none,
  gil,
  lock,
  condition,
  semaphore,
  event,
  barrier,
  queue,
  thread_end,
  process_end,
  pipe_read,
  pipe_write,
  sleep,
  other,
};
std::string_view name_of(WaitKind kind);

// What a blocked thread waits for, for the deadlock report. The blocker keeps `description` alive
// while it waits.
struct WaitReason {
  WaitKind kind = WaitKind::none;
  std::uint64_t object = 0;       // serial number of the lock, pipe, ...
  std::string_view description;   // as a person would name it
  const Thread* owner = nullptr;  // who must act, if that is known
};

// Threads that wait for the same thing, first come first. See wait.h for what one does with it.
class WaitQueue {
 public:
  bool empty() const { return first_ == nullptr; }
  Thread* first() const { return first_; }

 private:
  friend class Machine;
  Thread* first_ = nullptr;
  Thread* last_ = nullptr;
  // Wake-ups so far: one that comes between a thread's look at the condition and its wait counts.
  std::uint64_t wakes_ = 0;
};

struct Thread {
  // --- what the interpreter above works with --------------------------------------------------
  vm::Budget budget{0, vm::TickCounts()};
  // Someone asks the thread to call Machine::check_point at its next check point. Set only while
  // the thread is inside a machine call, which then returns with a budget of 0 picoseconds: looking
  // at the flag after budget_spent is enough.
  bool check_point_wanted = false;
  bool cancelled = false;
  bool daemon = false;
  bool ending = false;    // has run its last instruction: joining it succeeds
  bool finished = false;  // and its accounts are closed
  ThreadState state = ThreadState::overhead;
  std::uint32_t id = 0;  // from 1, in the order of creation on this machine
  Process* process = nullptr;
  std::string name;
  void* vm_thread = nullptr;  // whatever the interpreter above wants to find again
  // Machine::budget_spent calls the process's lock when the thread's tick count reaches this.
  std::int64_t tick_limit = kNoTickLimit;

  // --- accounting -----------------------------------------------------------------------------
  std::int64_t start_ps = 0;
  std::int64_t end_ps = 0;  // valid once finished
  std::array<std::int64_t, kThreadStateCount> time_in_state_ps{};

  // --- the machine's own ----------------------------------------------------------------------
  std::int64_t grant_end_ps = 0;
  std::int64_t tick_end = 0;
  std::int64_t counted_ticks = 0;  // of `ticks()`, how many the machine's total holds
  std::int64_t state_since_ps = 0;
  std::int64_t pending_work_ps = 0;  // to be spent on a core before the thread goes on
  ThreadState resumed_state = ThreadState::overhead;  // entered when the lead-in is over
  Cause resumed_cause = Cause::none;
  bool in_lead_in = false;  // being dispatched or interrupted: in `overhead`, then resumed_state
  bool ready = false;       // in a core's run queue, and not asleep
  bool blocked = false;     // off its core until woken
  bool counted_asleep = false;  // in the sleepers of its last core
  bool takes_lock = true;       // its bytecode runs under the lock of its process
  bool woken = false;           // taken out of its wait queue by a waker
  bool timed_out = false;
  bool interrupted = false;  // a signal came: what it waits for, other than the GIL, ends at once
  bool check_point_noticed = false;  // budget_spent has returned with the flag set
  Core* core = nullptr;              // the one it runs on
  Core* last_core = nullptr;         // the one it ran on last
  WaitQueue* waiting_on = nullptr;
  Thread* wait_next = nullptr;
  Thread* wait_previous = nullptr;
  FairShare fair;
  std::uint32_t woken_by = 0;
  std::int64_t wait_began_ps = 0;
  std::int64_t lock_wanted_ps = 0;  // since when it waits for the interpreter lock
  WaitReason wait_reason;
  WaitQueue end_waiters;
  Due timer;         // a timed wait, then the interrupt it causes
  Due flag_visible;  // check_point_wanted reaches the thread's core
  std::int64_t start_cost_ps = 0;
  std::function<void(Thread&)> body;
  std::unique_ptr<Fiber> fiber;

  // Makes the grant shorter. REQUIRES: it reaches that far.
  void end_grant_at(std::int64_t time_ps) {
    budget.picoseconds -= grant_end_ps - time_ps;
    grant_end_ps = time_ps;
  }

  // --- readings -------------------------------------------------------------------------------
  std::int64_t now_ps() const { return grant_end_ps - budget.picoseconds; }
  std::int64_t ticks() const { return tick_end - budget.ticks.plain(); }
  // REQUIRES: finished.
  std::int64_t lifetime_ps() const { return end_ps - start_ps; }

  Thread();
  virtual ~Thread();
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;
};

// A simulated process: an interpreter with a heap and a lock of its own.
struct Process {
  std::uint32_t id = 0;  // from 1000, in the order of creation
  std::string name;
  Process* parent = nullptr;
  Cause start_method = Cause::none;  // fork or spawn; none for the main program
  std::int64_t start_ps = 0;
  std::int64_t end_ps = 0;
  bool ended = false;
  int exit_code = 0;
  std::vector<Thread*> threads;
  std::uint32_t threads_alive = 0;
  std::uint32_t threads_on_cores = 0;
  WaitQueue end_waiters;
  std::unique_ptr<InterpreterLock> lock;  // null: no interpreter lock
  void* interpreter = nullptr;            // whatever the layer above wants to find again

  Process();
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
};

// The lock under which a process runs bytecode, as the machine sees it (runtime/gil has the
// policies). Every call is made by `thread` on its own fiber, except thread_cancelled.
class InterpreterLock {
 public:
  virtual ~InterpreterLock() = default;
  // Before the first instruction, and after each blocking section.
  virtual Result take(Thread& thread, Cause cause) = 0;
  // Before each blocking section, and after the last instruction.
  virtual Result drop(Thread& thread, Cause cause) = 0;
  // The thread is at a check point, and check_point_wanted is set or its counted ticks are used up.
  virtual Result check_point(Thread& thread) = 0;
  // The thread's tick count reached its tick_limit.
  virtual Result ticks_spent(Thread& thread) = 0;
  // The thread is cancelled and will run no more bytecode: whatever it holds or waits for here is
  // given up. May be called twice.
  virtual void thread_cancelled(Thread& thread) = 0;
};

}  // namespace gilsim::runtime
