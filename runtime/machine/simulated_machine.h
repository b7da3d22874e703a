// SPDX-License-Identifier: MIT
//
// The simulated machine: virtual clock, cores, an operating system's scheduler, and the kernel's
// waiting primitives, as a discrete-event simulation in which threads are fibers.
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
#include "runtime/machine/event_heap.h"
#include "runtime/machine/machine.h"
#include "runtime/machine/run_queue.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace gilsim::runtime {

class FiberPool;

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

class SimulatedMachine final : public Machine {
 public:
  // `sink` may be null. `chooser` and `sink` must outlive the machine.
  SimulatedMachine(const MachineParameters& parameters, Chooser& chooser, EventSink* sink = nullptr,
                   Limits limits = {});
  ~SimulatedMachine() override;

  Process& create_process(std::string name, ProcessOptions options) override;
  Thread* create_thread(Process& process, std::string name, Body body,
                        ThreadOptions options) override;
  // Called again after it answered `paused`, it goes on where it was.
  RunResult run() override;
  void stop() override;
  // From inside the run: gives control back to whoever called run(), which answers `paused`.
  // Neither time nor anything else that is simulated changes meanwhile. Answers `cancelled` if the
  // run must not go on.
  Result pause(Thread& thread);
  // Pauses by itself, between two instructions, as soon as this many more ticks have been counted.
  void pause_after(std::int64_t ticks_from_now);

  Result budget_spent(Thread& thread) override;
  Result poll(Thread& thread) override;
  Result check_point(Thread& thread) override;

  Result run_without_gil(Thread& thread, std::int64_t work_ps,
                         const std::function<void()>& work) override;
  Result before_blocking(Thread& thread, Cause cause) override;
  Result after_blocking(Thread& thread, Cause cause) override;
  Result end_process(Thread& thread, Process& process, int exit_code) override;
  Result cancel(Thread& canceller, Thread& target) override;
  Result cancel(Thread& canceller, Process& target) override;
  Result interrupt(Thread& waker, Thread& target) override;

  std::int64_t now_ps(const Thread& thread) const override { return thread.now_ps(); }
  std::int64_t cpu_time_ps(const Thread& thread, const Thread& asker) const override;
  const std::byte* stack_limit(const Thread& thread) const override;
  bool is_ending() const override;
  std::int64_t ticks() const { return ticks_; }  // counted at the ends of grants
  Chooser& chooser() { return chooser_; }

  Result synchronise(Thread& thread) override;
  Result spend(Thread& thread, std::int64_t cost_ps) override;
  Result enter_state(Thread& thread, ThreadState state, Cause cause) override;
  Result fetch_lock(Thread& thread, const Core* last_used_on) override;
  Result enter_wait(Thread& thread) override;
  Result fall_asleep(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
                     const WaitReason& reason) override;
  Result futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count) override;
  void kernel_wake_all(WaitQueue& queue) override;

  // --- for the simulated GILs alone -------------------------------------------------------------
  // Gives up the core until make_ready_at_once or hand_over_core, at no cost. REQUIRES: enqueued.
  Result park(Thread& thread, ThreadState state, Cause cause, const WaitReason& reason);
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
  bool grant_holds(const Thread& thread) const;
  Result yield_core(Thread& thread);
  Result yield_core_now(Thread& thread);
  Fiber& thread_main(Thread& thread);
  void finish(Thread& thread);
  static bool is_executing(const Thread& thread);
  void start_cancelling(Thread& thread);
  void cancel_everything();
  void set_state(Thread& thread, ThreadState state, Cause cause);
  void emit_now(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
                std::int64_t duration_ps, std::uint64_t object) override;
  void emit_state(const Thread& thread, ThreadState from, Cause cause);
  void emit_process(EventKind kind, const Process& process, Cause cause, const Thread* other);

  Chooser& chooser_;

  int one_tick_grants_ = 0;  // given so far; counted in stress builds
  std::unique_ptr<FiberPool> fibers_;
  std::vector<std::unique_ptr<Core>> cores_;
  DueHeap due_;    // timers, ticks, interrupts
  DueHeap turns_;  // cores that have a thread, except the one whose thread executes now
  std::deque<Thread*> to_unwind_;  // cancelled; their fibers go first
  std::size_t threads_alive_ = 0;
  std::uint64_t pushes_at_grant_ = 0;  // of both heaps, when the last grant was given
  std::int64_t now_ps_ = 0;            // the time of the last thing taken from a heap
  std::int64_t ticks_ = 0;
  bool stopping_ = false;  // only unwinding is left to do
  bool stop_asked_ = false;
  Fiber* paused_ = nullptr;                     // who goes on when run() is called again
  std::int64_t pause_at_ticks_ = kNoTickLimit;  // of all threads together
  Outcome outcome_ = Outcome::finished;
};

}  // namespace gilsim::runtime
