// SPDX-License-Identifier: MIT
//
// The simulated machine under the interpreter: virtual clock, cores, an operating system's
// scheduler, and the kernel's waiting primitives, as a discrete-event simulation in which threads
// are fibers.
//
// How time passes. What is due (timers, ticks, interrupts) stands in a heap ordered by (time,
// sequence number). A core that has a thread stands in a second heap at the time of the next thing
// that thread may do to others. The earliest of all goes next; at equal times what is due goes
// before a core.
//
// The simulation is conservative. A thread that runs bytecode gets a *grant*: it may run ahead by
// itself up to the earliest moment at which anything else can affect it, that is, up to the next
// thing that is due, and up to the time of the other cores plus the shortest way from there to here
// (a store becoming visible, or between processes a rescheduling interrupt; only a scheduling tick
// where no sleeper could be woken to its disadvantage). Before it touches shared simulated state it
// waits until its core is the one furthest behind (`synchronise`). So all operations happen in the
// order of their times, on any number of cores, in one host thread, and how long grants are changes
// nothing but the speed of the simulation.
//
// A thread's clock is exact at any moment: grant end - budget left. Spending more than was granted
// is allowed: what lies beyond the grant's end is *pending work*, which the thread's core then does
// before the thread goes on, and in which a scheduling tick or an interrupt can take the core away.
//
// Thread-safety: none; a machine belongs to the host thread that runs it. Only the interrupt flag
// may be set from elsewhere (a signal handler).
#pragma once

#include "runtime/machine/chooser.h"
#include "runtime/machine/event.h"
#include "runtime/machine/event_heap.h"
#include "runtime/machine/parameters.h"
#include "runtime/machine/run_queue.h"
#include "runtime/machine/thread.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::runtime {

class FiberPool;

struct Limits {
  std::int64_t ticks = INT64_MAX;    // all threads together
  std::int64_t time_ps = INT64_MAX;  // virtual time
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

// A core of the simulated machine. Only the machine looks inside.
struct Core {
  std::uint16_t id = 0;
  Thread* current = nullptr;
  std::int64_t tick_phase_ps = 0;
  std::int64_t idle_since_ps = INT64_MIN / 2;
  bool arriving = false;         // the current thread is still on its way here
  bool must_reschedule = false;  // the scheduler must look who should run, as soon as it can
  RunQueue run_queue;
  std::uint32_t sleepers = 0;     // blocked threads that would wake up here if no core were idle
  std::int64_t next_tick_ps = 0;  // the boundary after the last grant
  Due turn;                       // when the current thread goes on; in the heap of cores
  Due tick;                       // the next scheduling tick, while somebody is ready
  Due reschedule;                 // an interrupt on its way here
  RandomStream* latency = nullptr;

  bool idle() const { return current == nullptr; }
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
    std::int64_t start_cost_ps = 0;  // the new thread's own way to its first instruction
    bool takes_lock = true;          // takes the process's lock before `body`, drops it after
  };

  // `sink` may be null. `chooser` and `sink` must outlive the machine.
  Machine(const MachineParameters& parameters, Chooser& chooser, EventSink* sink = nullptr,
          Limits limits = {});
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  // --- building ---------------------------------------------------------------------------------
  // The caller gives the process its `lock` before it creates the first thread in it.
  Process& create_process(std::string name, ProcessOptions options);
  // The thread runs `body` on a fiber. What it costs the creator to start a thread the creator
  // charges itself. Null: the creator is cancelled.
  Thread* create_thread(Process& process, std::string name, Body body, ThreadOptions options);

  // Runs until every thread has ended, or until it cannot or must not go on; threads that are left
  // then are cancelled and have ended when it returns. Called once.
  RunResult run();

  // --- for the eval loop
  // -------------------------------------------------------------------------- The budget is spent:
  // other cores, the scheduler, limits, the lock's tick limit. New budget.
  Result budget_spent(Thread& thread);
  // As budget_spent, but from inside a native: never calls the lock.
  Result poll(Thread& thread);
  // At a check point, and check_point_wanted is set or the counted ticks are used up.
  Result check_point(Thread& thread);

  // --- for natives, holding the lock
  // -------------------------------------------------------------- Work inside the native: takes
  // effect now, is simulated at the latest at the next machine call.
  void charge(Thread& thread, std::int64_t work_ps) { thread.budget.picoseconds -= work_ps; }
  // Drops the lock, works in state `native`, takes the lock again.
  Result run_without_gil(Thread& thread, std::int64_t work_ps);
  // time.sleep: drops the lock, sleeps, takes the lock again.
  Result sleep(Thread& thread, std::int64_t duration_ps);
  // The brackets of every other blocking operation.
  Result before_blocking(Thread& thread, Cause cause);
  Result after_blocking(Thread& thread, Cause cause);
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
  Result end_process(Thread& thread, Process& process, int exit_code);

  // Cancels a thread or all threads of a process. A thread that cancels itself learns it from its
  // next machine call.
  Result cancel(Thread& canceller, Thread& target);
  Result cancel(Thread& canceller, Process& target);
  // A signal for `target`: if it waits, or is about to, for anything but the GIL, then the wait
  // ends as if its time had run out. It stays so until the target clears its `interrupted`.
  Result interrupt(Thread& waker, Thread& target);
  // Ends the run with Outcome::stopped at the next grant; every thread is cancelled.
  void stop();

  // --- readings ---
  std::int64_t now_ps(const Thread& thread) const { return thread.now_ps(); }
  // The run is about to end: who is in the middle of long work should ask for a grant.
  bool is_ending() const;
  std::int64_t ticks() const { return ticks_; }  // counted at the ends of grants
  const MachineParameters& parameters() const { return parameters_; }
  Chooser& chooser() { return chooser_; }
  const std::vector<std::unique_ptr<Process>>& processes() const { return processes_; }
  const std::vector<std::unique_ptr<Thread>>& threads() const { return threads_; }
  // Lowest address `thread`'s native code may use; null before it began.
  const std::byte* stack_limit(const Thread& thread) const;
  const std::byte* stack_top(const Thread& thread) const;

  // --- for locks and other primitives (wait.h, runtime/gil)
  // --------------------------------------- Waits until nothing in the simulation is earlier than
  // this thread's clock.
  Result synchronise(Thread& thread);
  // Spends time on the thread's core, in the state it is in, then synchronises.
  Result spend(Thread& thread, std::int64_t cost_ps);
  // Synchronises, then changes the state.
  Result enter_state(Thread& thread, ThreadState state, Cause cause);
  // Puts the thread at the end of `queue`; it stays on its core. REQUIRES: synchronised.
  void enqueue(Thread& thread, WaitQueue& queue);
  // Leaves the queue it stands in, if any.
  void dequeue(Thread& thread);
  // Pays for the system call and gives up the core until woken or until the deadline, unless it has
  // been woken since it was enqueued. Once it has a core again: ok if woken, else timed_out.
  Result block(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
               const WaitReason& reason);
  // The two halves of `block`, for a wait that looks once more, inside the system call, whether it
  // must sleep: the kernel compares the futex's word before it enqueues the thread. REQUIRES of the
  // second half: enqueued since the first.
  Result enter_wait(Thread& thread);
  Result fall_asleep(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
                     const WaitReason& reason);
  // Makes the system call that wakes up to `count` threads, whether or not somebody waits; the
  // caller pays. Preemption by a woken thread takes place at its end.
  Result futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count);
  // Gives up the core until make_ready_at_once or hand_over_core, at no cost. REQUIRES: enqueued.
  Result park(Thread& thread, ThreadState state, Cause cause, const WaitReason& reason);
  // The kernel wakes all, at no cost to anybody (a cancelled thread's locks).
  void kernel_wake_all(WaitQueue& queue);
  // The thread gives its core to `next`, which it takes out of its wait queue, and blocks in
  // `queue`. `next` goes on after `cost_ps`, whatever the scheduler would have liked.
  Result hand_over_core(Thread& thread, Thread& next, WaitQueue& queue, std::int64_t cost_ps,
                        ThreadState state, Cause cause, const WaitReason& reason);
  // `next` leaves its wait queue and goes on at once if a core is free, else as soon as one is.
  void make_ready_at_once(Thread& waker, Thread& next);
  // Sets target.check_point_wanted as soon as its core can see it. REQUIRES: asker synchronised.
  void ask_for_check_point(Thread& asker, Thread& target);
  void clear_check_point_request(Thread& target);
  // Limits the thread's grants to this many more ticks, then the lock's ticks_spent is called.
  void set_tick_limit(Thread& thread, std::int64_t ticks_from_now);
  // How many more instructions that the version counts the thread may execute; when one more than
  // that has been, it calls check_point.
  void set_counted_ticks(Thread& thread, std::int64_t left);

  bool observed() const { return sink_ != nullptr; }
  void emit(EventKind kind, const Thread& thread, Cause cause, const Thread* other = nullptr,
            std::int64_t duration_ps = 0, std::uint64_t object = 0) {
    if (sink_ != nullptr) emit_now(kind, thread, cause, other, duration_ps, object);
  }

 private:
  enum class DueKind : std::uint8_t { tick, reschedule, timer, timer_wake, flag_visible };

  // scheduler.cc: who runs where. All of it happens at now_ps_.
  Core* idle_core(const Core* preferred);
  Core& core_for_new_thread();
  std::int64_t wake_latency(Core& core);
  std::int64_t context_switch(Core& core);
  bool make_runnable(Thread& thread, Cause cause, const Core* source);
  void start_on(Core& core, Thread& thread, std::int64_t at_ps);
  enum class Leaving : std::uint8_t { ready, asleep, for_good };
  Core& leave_core(Thread& thread, Leaving how);
  void put_in_queue(Core& core, Thread& thread, bool is_new);
  void take_out_of_queue(Thread& thread);
  void arm_tick(Core& core);
  void disarm_idle_tick(Core& core);
  void dispatch_next(Core& core);
  bool pull_task(Core& core);
  void set_blocked(Thread& thread);
  void set_unblocked(Thread& thread);
  void preempt(Core& core, Cause cause);
  void give_way_if_asked(Thread& thread);
  bool reschedule(Core& core, Cause cause);
  void interrupt_current(Core& core);
  void on_tick(Core& core);
  void on_reschedule(Core& core);
  void on_timer(Thread& thread);
  void on_timer_wake(Thread& thread);
  void handle(Due& due);
  bool take_from_wait_queue(WaitQueue& queue, Thread& thread, std::uint32_t woken_by);

  // machine.cc: grants, switching, beginnings and ends.
  std::int64_t horizon_ps(const Thread& thread, std::int64_t now_ps) const;
  static bool out_of_reach(const Thread& thread);
  std::int64_t lookahead_ps(const Thread& thread) const;
  std::int64_t tick_after(const Core& core, std::int64_t time_ps) const;
  void grant(Thread& thread, std::int64_t now_ps);
  void grant_ticks(Thread& thread);
  bool gives_one_tick_grants() const;
  void count_ticks(Thread& thread);
  bool must_stop(std::int64_t now_ps);
  Fiber& next_fiber();
  Fiber* continue_core(Core& core);
  void switch_away();
  Result yield_core(Thread& thread);
  Result yield_core_now(Thread& thread);
  Fiber& thread_main(Thread& thread);
  void finish(Thread& thread);
  static bool is_executing(const Thread& thread);
  void start_cancelling(Thread& thread);
  void cancel_everything();
  void set_state(Thread& thread, ThreadState state, Cause cause);
  void emit_now(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
                std::int64_t duration_ps, std::uint64_t object);
  void emit_state(const Thread& thread, ThreadState from, Cause cause);
  void emit_process(EventKind kind, const Process& process, Cause cause, const Thread* other);
  void describe_waiting(RunResult& result) const;

  const MachineParameters parameters_;
  Chooser& chooser_;
  EventSink* const sink_;
  const Limits limits_;

  int one_tick_grants_ = 0;  // given so far; counted in stress builds
  std::unique_ptr<FiberPool> fibers_;
  std::vector<std::unique_ptr<Core>> cores_;
  std::vector<std::unique_ptr<Process>> processes_;
  std::vector<std::unique_ptr<Thread>> threads_;
  DueHeap due_;    // timers, ticks, interrupts
  DueHeap turns_;  // cores that have a thread, except the one whose thread executes now
  std::deque<Thread*> to_unwind_;  // cancelled; their fibers go first
  std::size_t threads_alive_ = 0;
  std::int64_t now_ps_ = 0;  // the time of the last thing taken from a heap
  std::int64_t ticks_ = 0;
  bool stopping_ = false;  // only unwinding is left to do
  bool stop_asked_ = false;
  Outcome outcome_ = Outcome::finished;
};

}  // namespace gilsim::runtime
