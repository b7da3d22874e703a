// SPDX-License-Identifier: MIT
//
// The live machine: each thread of the program is a thread of the operating system, time is the
// host's monotonic clock, and blocking really blocks.
//
// The kernel lock. What processes share (pipes, semaphores, listeners) and what threads leave for
// each other (wait queues, requests) is guarded by one mutex of the run, the *kernel lock*. A
// native has it while it is inside the machine, and gives it up where it blocks: so what it does
// between two calls is atomic, as on the simulated machine. Bytecode runs outside. The lock order
// is GIL, kernel lock, trace mutex; nobody waits for a GIL inside.
//
// Requests. Others never touch a thread's budget or state. They leave word under the kernel lock
// (or, a drop request, under the GIL's mutex) and set a bit in the thread's request word. A thread
// that runs bytecode looks at the word when its grant is spent, every few microseconds.
//
// Cancelling. A cancelled thread unwinds with its GIL held, since what it lets go of belongs to its
// interpreter: it takes the GIL like everybody else, and `leave` sees to it that it has it.
//
// Deadlock. A thread that blocks without a deadline is *stuck* until somebody wakes it. When all
// threads that are alive are stuck, nothing can happen any more. (A thread that waits for a GIL is
// not: its holder runs.)
#pragma once

#include "runtime/machine/machine.h"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

namespace gilsim::runtime {

class LiveMachine;

struct LiveThread final : Thread {
  enum Request : std::uint32_t {
    kKernelRequest = 1,  // cancelled or interrupted: look under the kernel lock
    kDropGil = 2,
  };
  std::atomic<std::uint32_t> requests = 0;

  // --- under the kernel lock ---
  std::condition_variable wake_up;
  bool cancel_requested = false;
  bool interrupt_requested = false;
  std::int64_t cpu_time_ps = 0;  // once it has ended

  // --- its own ---
  LiveMachine* machine = nullptr;
  pthread_t os_thread{};
  bool was_started = false;
  int depth = 0;  // how often it has entered the machine
  bool has_lock = false;
  const std::byte* stack_limit = nullptr;
};

inline LiveThread& live(Thread& thread) { return static_cast<LiveThread&>(thread); }
inline const LiveThread& live(const Thread& thread) {
  return static_cast<const LiveThread&>(thread);
}

class LiveMachine final : public Machine {
 public:
  // `cpus`: the host's processors on which threads may run. `sink` gets one event at a time.
  LiveMachine(std::vector<int> cpus, EventSink* sink, const Limits& limits);
  ~LiveMachine() override;

  Process& create_process(std::string name, ProcessOptions options) override;
  Thread* create_thread(Process& process, std::string name, Body body,
                        ThreadOptions options) override;
  RunResult run() override;
  void stop() override;

  Result budget_spent(Thread& thread) override;
  Result poll(Thread& thread) override;
  Result check_point(Thread& thread) override;

  Result run_without_gil(Thread& thread, std::int64_t work_ps,
                         const std::function<void()>& work) override;
  bool is_being_cancelled(Thread& thread) override;
  Result before_blocking(Thread& thread, Cause cause) override;
  Result after_blocking(Thread& thread, Cause cause) override;
  Result end_process(Thread& thread, Process& process, int exit_code) override;
  Result cancel(Thread& canceller, Thread& target) override;
  Result cancel(Thread& canceller, Process& target) override;
  Result interrupt(Thread& waker, Thread& target) override;

  std::int64_t now_ps(const Thread&) const override { return clock_ps(); }
  std::int64_t cpu_time_ps(const Thread& thread, const Thread& asker) const override;
  const std::byte* stack_limit(const Thread& thread) const override;
  bool is_ending() const override { return stopping_; }

  void enter(Thread& thread) override;
  void leave(Thread& thread) override;
  int step_out(Thread& thread) override;
  void step_in(Thread& thread, int depth) override;

  Result synchronise(Thread& thread) override;
  Result spend(Thread& thread, std::int64_t) override { return synchronise(thread); }
  Result enter_state(Thread& thread, ThreadState state, Cause cause) override;
  Result fetch_lock(Thread& thread, const Core*) override { return synchronise(thread); }
  Result enter_wait(Thread& thread) override { return synchronise(thread); }
  Result fall_asleep(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
                     const WaitReason& reason) override;
  Result futex_wake(Thread& waker, WaitQueue& queue, std::int64_t count) override;
  void kernel_wake_all(WaitQueue& queue) override;

  // --- for the live GILs ------------------------------------------------------------------------
  std::int64_t clock_ps() const;
  // The running thread's own state.
  void set_state(Thread& thread, ThreadState state, Cause cause);
  bool observed() const { return sink_ != nullptr; }

  // --- from threads that are not the program's --------------------------------------------------
  // Calls `act` under the kernel lock.
  void from_outside(const std::function<void()>& act);
  // REQUIRES: under the kernel lock.
  void interrupt_from_outside(Thread& target) { request_interrupt(live(target)); }
  void stop_from_outside(Outcome outcome) { stop_everything(outcome); }
  // Holds back events while something else is told to the observer; `thread` is the caller's own,
  // whose clock is set.
  std::unique_lock<std::mutex> hold_events(Thread& thread);

 private:
  void start(LiveThread& thread);
  static void* os_thread_main(void* argument);
  void thread_main(LiveThread& thread);
  void finish(LiveThread& thread);
  void join_ended(std::unique_lock<std::mutex>& lock);

  void grant(LiveThread& thread);
  void count_ticks(LiveThread& thread);
  void serve_requests(LiveThread& thread);
  void take_requests(LiveThread& thread);
  void request_cancel(LiveThread& thread);
  void request_interrupt(LiveThread& thread);
  void notify(LiveThread& thread);

  void sleep_in_kernel(LiveThread& self, ThreadState state, Cause cause, std::int64_t deadline_ps,
                       const WaitReason& reason);
  void become_stuck(LiveThread& thread);
  void unstick(LiveThread& thread);
  void check_for_deadlock();
  void stop_everything(Outcome outcome);

  std::uint16_t current_core() const;
  void emit_now(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
                std::int64_t duration_ps, std::uint64_t object) override;
  void put(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
           std::int64_t duration_ps, std::uint64_t object, std::int64_t time_ps);
  void emit_process(EventKind kind, const Process& process, Cause cause, const Thread* other);

  const std::vector<int> cpus_;
  const std::int64_t start_ns_;

  std::mutex kernel_lock_;
  std::condition_variable thread_ended_;
  std::vector<LiveThread*> ended_;  // to be joined
  std::size_t alive_ = 0;
  std::size_t stuck_ = 0;
  bool running_ = false;
  std::atomic<bool> stopping_ = false;  // written under the kernel lock
  RunResult result_;

  std::mutex trace_mutex_;  // times of events and states go up in the order it is taken
  std::atomic<std::int64_t> ticks_ = 0;  // counted only if they are limited
};

// How long to wait, rounded up.
std::chrono::nanoseconds nanoseconds_until(std::int64_t deadline_ps, std::int64_t now_ps);

// The host's processors that this process may use.
std::vector<int> host_cpus();

}  // namespace gilsim::runtime
