// SPDX-License-Identifier: MIT
//
// The ready threads of one core and the rule that picks the next one: earliest eligible virtual
// deadline first, as Linux does it since 6.6.
//
// A thread's *virtual time* is the time it has had on its core; all threads weigh the same. What a
// thread is owed, its *lag*, is the mean virtual time of all that compete for the core, less its
// own. A thread that is owed something or nothing is *eligible*; among the eligible ones that with
// the earliest deadline goes next, and a deadline is one slice after the virtual time at which the
// slice began. So a thread that has had little gets the core at once when it wakes up, and one that
// has had more than the others waits, however often it is woken.
//
// * A thread that was picked is protected until its slice is over, as long as it is eligible.
// * A thread that goes to sleep takes its lag along. One with a debt stays in the competition while
//   it sleeps (`delayed`) until it is picked, and is only then taken out, free of debt; if it is
//   woken before that, it goes on right here, whatever other cores are idle.
//
// Source: Linux 6.18, kernel/sched/fair.c (place_entity, update_entity_lag, pick_eevdf,
// update_deadline, dequeue_entity, requeue_delayed_entity) with the defaults of
// kernel/sched/features.h.
//
// Invariants: the current thread is not among the queued ones; `delayed` threads are queued and
// blocked, all other queued ones are ready. Times are absolute and never decrease.
//
// Thread-safety: none; a part of a Core.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gilsim::runtime {

struct MachineParameters;
struct Thread;

// A thread's account with the scheduler. Virtual times compare within one run queue only.
struct FairShare {
  std::int64_t vruntime_ps = 0;
  std::int64_t deadline_ps = 0;
  std::int64_t protected_until_ps = 0;  // virtual
  std::int64_t lag_ps = 0;              // when it left its queue
  std::int64_t last_ran_ps = INT64_MIN / 2;
  bool delayed = false;
  bool moves = false;  // left a queue while ready: deadline_ps counts from its virtual time
};

class RunQueue {
 public:
  // Both must outlive the queue. `tick_phase_ps`: when the core's first scheduling tick is.
  void configure(const MachineParameters& parameters, std::int64_t tick_phase_ps);

  // --- into it and out of it; `now_ps` is the present ---
  // A thread that comes from elsewhere: woken, new, or from another core.
  void add(Thread& thread, std::int64_t now_ps, bool is_new);
  // A delayed thread is woken where it is.
  void revive(Thread& thread, std::int64_t now_ps);
  // The queued thread has the core from now on. REQUIRES: nobody has it.
  void make_current(Thread& thread, std::int64_t now_ps);
  // The current thread loses the core and stays in the queue.
  void put_back(std::int64_t now_ps);
  // The current thread goes to sleep; it may stay as a delayed one.
  void put_to_sleep(std::int64_t now_ps);
  // The thread, current or queued, leaves for good or for another core.
  void remove(Thread& thread, std::int64_t now_ps);

  // --- decisions ---
  // Who should have the core: the current thread, a queued one, or null if nobody is left. Takes
  // out delayed threads whose turn it is.
  Thread* pick(std::int64_t now_ps);
  // Whether a thread that has just been added makes the scheduler look again at who should run.
  bool preempts(const Thread& woken, std::int64_t now_ps);
  // At a scheduling tick: whether the current thread has had its slice.
  bool slice_is_over(std::int64_t now_ps);
  // `thread` is picked next, whatever it is owed.
  void prefer(Thread& thread) { preferred_ = &thread; }
  // The ready thread that has not run for longest, if that is at least `rest_ps`; else null.
  Thread* least_recently_run(std::int64_t now_ps, std::int64_t rest_ps) const;

  bool empty() const { return queued_.empty(); }  // of ready and of delayed ones
  std::size_t ready() const { return ready_; }

 private:
  bool account(std::int64_t now_ps);
  void renew_at_past_ticks(FairShare& share, std::int64_t now_ps) const;
  std::int64_t mean_ps() const;
  std::int64_t since_origin_ps(const Thread& thread) const;
  void move_origin();
  bool eligible(const FairShare& share) const;
  std::int64_t lag_of(const FairShare& share) const;
  void set_lag(FairShare& share) const;
  void place(Thread& thread, bool is_new);
  void insert(Thread& thread);
  void erase(const Thread& thread);
  Thread& take_current();
  Thread* earliest_eligible() const;
  std::size_t competitors() const { return queued_.size() + (current_ != nullptr ? 1 : 0); }

  const MachineParameters* parameters_ = nullptr;
  std::int64_t tick_phase_ps_ = 0;
  std::vector<Thread*> queued_;  // in the order in which they came
  std::size_t ready_ = 0;        // of them, not delayed
  Thread* current_ = nullptr;
  Thread* preferred_ = nullptr;
  std::int64_t accounted_until_ps_ = 0;  // the current thread's time
  std::int64_t origin_ps_ = 0;           // a virtual time near the mean
  std::int64_t sum_ps_ = 0;              // of all competitors' virtual times since the origin
};

}  // namespace gilsim::runtime
