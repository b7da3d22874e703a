// SPDX-License-Identifier: MIT
//
// The machine under the interpreter, as the modules and the locks see it: threads and processes,
// blocking and waking, the clock. There are two: the simulated one (simulated_machine.h), on which
// threads are fibers and time is counted, and the live one (runtime/live), on which they are
// threads of the operating system and time passes.
//
// Invariants, on both:
// * What a native does between two calls of the machine is atomic. On the simulated machine nothing
//   else runs meanwhile. On the live one the native is *inside the machine* (see `enter`), and only
//   one thread of a run is.
// * Whatever blocks drops the interpreter lock before and takes it again after, except the
//   primitives at the end of the interface, of which locks are made.
// * Once a call has answered `cancelled`, the thread must return from everything at once.
//
// Thread-safety: a simulated machine belongs to the host thread that runs it. A live machine's
// calls are made by the thread they are about, between enter and leave.
#pragma once

#include "runtime/machine/event.h"
#include "runtime/machine/parameters.h"
#include "runtime/machine/thread.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::runtime {

struct Limits {
  std::int64_t ticks = INT64_MAX;    // all threads together
  std::int64_t time_ps = INT64_MAX;  // virtual time; live: the host's
  const std::atomic<bool>* interrupt = nullptr;
};

enum class Outcome : std::uint8_t {
  finished,
  deadlock,
  tick_limit,
  time_limit,
  interrupted,
  stack_exhausted,  // no address space for another thread's stack
  stopped,          // Machine::stop was called
  paused,           // of a simulated run: SimulatedMachine::pause was called; run() goes on
};
std::string_view name_of(Outcome outcome);

struct BlockedThread {
  const Thread* thread;
  WaitKind kind;
  std::uint64_t object;
  std::string description;
  const Thread* owner;  // null: not known
  std::int64_t since_ps;
};

struct RunResult {
  Outcome outcome = Outcome::finished;
  std::int64_t end_ps = 0;
  std::vector<BlockedThread> blocked;  // who waited when the run ended early, by id
  // Threads of `blocked` each of which waits for what the next one owns, the last one for
  // the first one's. Empty if no owners are known that close a cycle.
  std::vector<const Thread*> cycle;
};

class Machine {
 public:
  using Body = std::function<void(Thread&)>;

  struct ProcessOptions {
    Process* parent = nullptr;
    Thread* creator = nullptr;
    Cause start_method = Cause::none;  // fork or spawn
  };
  struct ThreadOptions {
    bool daemon = false;
    Thread* creator = nullptr;       // null: created before run(), starts at once on a free core
    std::int64_t start_cost_ps = 0;  // simulated: the new thread's own way to its first instruction
    bool takes_lock = true;          // takes the process's lock before `body`, drops it after
  };

  virtual ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  // --- building ---------------------------------------------------------------------------------
  // The caller gives the process its `lock` before it creates the first thread in it.
  virtual Process& create_process(std::string name, ProcessOptions options) = 0;
  // The thread runs `body`, on a fiber or a thread of its own. What it costs the creator to start a
  // thread the creator charges itself. Null: the creator is cancelled.
  virtual Thread* create_thread(Process& process, std::string name, Body body,
                                ThreadOptions options) = 0;

  // Runs until every thread has ended, or until it cannot or must not go on; threads that are left
  // then are cancelled and have ended when it returns. Called once.
  virtual RunResult run() = 0;

  // Ends the run with Outcome::stopped at the next grant; every thread is cancelled.
  virtual void stop() = 0;

  // --- for the eval loop ------------------------------------------------------------------------
  // The budget is spent: other cores, the scheduler, limits, the lock's tick limit. New budget.
  virtual Result budget_spent(Thread& thread) = 0;
  // As budget_spent, but from inside a native: never calls the lock.
  virtual Result poll(Thread& thread) = 0;
  // At a check point, and check_point_wanted is set or the counted ticks are used up.
  virtual Result check_point(Thread& thread) = 0;

  // --- for natives, holding the lock ------------------------------------------------------------
  // Work inside the native: takes effect now, is simulated at the latest at the next machine call.
  void charge(Thread& thread, std::int64_t work_ps) { thread.budget.picoseconds -= work_ps; }
  // Drops the lock, works in state `native`, takes the lock again. The work is simulated as
  // `work_ps`; on the live machine it is what `work` does, outside the machine.
  virtual Result run_without_gil(Thread& thread, std::int64_t work_ps,
                                 const std::function<void()>& work) = 0;
  // For such work: whether it should end now, because the thread must.
  virtual bool is_being_cancelled(Thread& thread) { return thread.cancelled; }
  // time.sleep: drops the lock, sleeps, takes the lock again.
  Result sleep(Thread& thread, std::int64_t duration_ps);
  // The brackets of every other blocking operation.
  virtual Result before_blocking(Thread& thread, Cause cause) = 0;
  virtual Result after_blocking(Thread& thread, Cause cause) = 0;
  // Waits in `queue` with the lock dropped; timed_out once the thread's clock passes deadline_ps.
  // The caller looks at its condition before, without machine calls in between, and again after. A
  // condition that other processes can change is looked at after `synchronise`.
  Result wait(Thread& thread, WaitQueue& queue, std::int64_t deadline_ps, const WaitReason& reason);
  // Wakes up to `count` threads, first come first; they go on when they get a core, and then look
  // again at what they waited for: others may have been faster. No cost if nobody waits.
  Result wake(Thread& thread, WaitQueue& queue, std::int64_t count = INT64_MAX);
  // Waits with the lock dropped until `target` has ended.
  Result join(Thread& thread, Thread& target, std::int64_t deadline_ps = kNoDeadline);
  Result wait_for_process(Thread& thread, Process& process, std::int64_t deadline_ps = kNoDeadline);
  // Ends `process`: waiters learn the exit code. Its other threads are cancelled; the caller, if it
  // belongs to it, goes on and returns from its body.
  virtual Result end_process(Thread& thread, Process& process, int exit_code) = 0;

  // Cancels a thread or all threads of a process. A thread that cancels itself learns it from its
  // next machine call.
  virtual Result cancel(Thread& canceller, Thread& target) = 0;
  virtual Result cancel(Thread& canceller, Process& target) = 0;
  // A signal for `target`: if it waits, or is about to, for anything but the GIL, then the wait
  // ends as if its time had run out. It stays so until the target clears its `interrupted`.
  virtual Result interrupt(Thread& waker, Thread& target) = 0;

  // --- readings ---------------------------------------------------------------------------------
  // Since the run began. Exact on the simulated machine, the host's monotonic clock on the live
  // one.
  virtual std::int64_t now_ps(const Thread& thread) const = 0;
  // What `thread` has spent on a core in its own code or the lock's; `asker` is the running thread.
  virtual std::int64_t cpu_time_ps(const Thread& thread, const Thread& asker) const = 0;
  // The run is about to end: who is in the middle of long work should ask for a grant.
  virtual bool is_ending() const = 0;
  const MachineParameters& parameters() const { return parameters_; }
  const std::vector<std::unique_ptr<Process>>& processes() const { return processes_; }
  const std::vector<std::unique_ptr<Thread>>& threads() const { return threads_; }
  // Lowest address `thread`'s native code may use; null before it began.
  virtual const std::byte* stack_limit(const Thread& thread) const = 0;

  // --- being inside the live machine ------------------------------------------------------------
  bool is_live() const { return is_live_; }
  // A native is inside the machine between the two; may nest. The simulated machine has no inside.
  virtual void enter(Thread&) {}
  // The outermost one also makes sure that the thread has its interpreter lock: a cancelled thread
  // may have come back without it.
  virtual void leave(Thread&) {}
  // Out of it altogether, to run Python code, and back to where the thread was.
  virtual int step_out(Thread&) { return 0; }
  virtual void step_in(Thread&, int) {}

  // --- for locks and other primitives (wait.h, runtime/gil) -------------------------------------
  // A lock whose memory `last_used_on` had last (null: nobody's yet) comes to the thread's core.
  virtual Result fetch_lock(Thread& thread, const Core* last_used_on) = 0;
  // Waits until nothing in the simulation is earlier than this thread's clock.
  virtual Result synchronise(Thread& thread) = 0;
  // Spends time on the thread's core, in the state it is in, then synchronises.
  virtual Result spend(Thread& thread, std::int64_t cost_ps) = 0;
  // Synchronises, then changes the state.
  virtual Result enter_state(Thread& thread, ThreadState state, Cause cause) = 0;
  // Puts the thread at the end of `queue`; it stays on its core. REQUIRES: synchronised.
  static void enqueue(Thread& thread, WaitQueue& queue);
  // Leaves the queue it stands in, if any.
  static void dequeue(Thread& thread);
  // Pays for the system call and gives up the core until woken or until the deadline, unless it has
  // been woken since it was enqueued. Once it has a core again: ok if woken, else timed_out.
  Result block(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
               const WaitReason& reason);
  // The two halves of `block`, for a wait that looks once more, inside the system call, whether it
  // must sleep: the kernel compares the futex's word before it enqueues the thread. REQUIRES of the
  // second half: enqueued since the first.
  virtual Result enter_wait(Thread& thread) = 0;
  virtual Result fall_asleep(Thread& thread, ThreadState state, Cause cause,
                             std::int64_t deadline_ps, const WaitReason& reason) = 0;
  // Makes the system call that wakes up to `count` threads, whether or not somebody waits; the
  // caller pays. Preemption by a woken thread takes place at its end.
  virtual Result futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count) = 0;
  // The kernel wakes all, at no cost to anybody (a cancelled thread's locks).
  virtual void kernel_wake_all(WaitQueue& queue) = 0;

  void emit(EventKind kind, const Thread& thread, Cause cause, const Thread* other = nullptr,
            std::int64_t duration_ps = 0, std::uint64_t object = 0) {
    if (sink_ != nullptr) emit_now(kind, thread, cause, other, duration_ps, object);
  }

 protected:
  Machine(const MachineParameters& parameters, EventSink* sink, const Limits& limits, bool is_live);

  virtual void emit_now(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
                        std::int64_t duration_ps, std::uint64_t object) = 0;
  // Who waits for whom, for the reports of runs that ended early.
  void describe_waiting(RunResult& result) const;
  static void count_wake(WaitQueue& queue) { ++queue.wakes_; }
  // Returns whether the thread really slept.
  static bool take_from_wait_queue(WaitQueue& queue, Thread& thread, std::uint32_t woken_by);
  // The record alone; its first event is the caller's.
  Process& add_process(std::string name, const ProcessOptions& options, std::int64_t start_ps);

  const MachineParameters parameters_;
  EventSink* const sink_;
  const Limits limits_;
  const bool is_live_;
  std::vector<std::unique_ptr<Process>> processes_;
  std::vector<std::unique_ptr<Thread>> threads_;
};

}  // namespace gilsim::runtime
