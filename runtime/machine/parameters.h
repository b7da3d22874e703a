// SPDX-License-Identifier: MIT
//
// Every cost and rule of the simulated machine. A profile's machine section fills it (see
// runtime/profile); nothing in runtime/machine or runtime/gil has a figure of its own.
#pragma once

#include <cstdint>

namespace gilsim::runtime {

inline constexpr std::int64_t kPicosecondsPerNanosecond = 1'000;
inline constexpr std::int64_t kPicosecondsPerMicrosecond = 1'000'000;
inline constexpr std::int64_t kPicosecondsPerMillisecond = 1'000'000'000;
inline constexpr std::int64_t kPicosecondsPerSecond = 1'000'000'000'000;

struct MachineParameters {
  std::int64_t cores = 1;

  // The operating system's scheduler.
  std::int64_t tick_period_ps = 0;     // a time slice ends only at a scheduling tick
  std::int64_t time_slice_ps = 0;      // and after this much; on more cores it is longer
  std::int64_t migration_rest_ps = 0;  // a ready thread that ran this recently stays on its core
  bool wakeup_preemption = true;       // a thread that wakes up may take the core it wakes on
  std::int64_t context_switch_min_ps = 0;  // one thread off a core, another one on
  std::int64_t context_switch_max_ps = 0;
  std::int64_t reschedule_interrupt_ps = 0;  // one core makes another one look at its run queue
  std::int64_t idle_pull_ps = 0;             // an idle core fetches a ready thread from another one

  // Waking a thread on an idle core takes a time within one of two ranges: the longer a core was
  // idle, the deeper it sleeps.
  std::int64_t idle_short_limit_ps = 0;
  std::int64_t wake_idle_short_min_ps = 0;
  std::int64_t wake_idle_short_max_ps = 0;
  std::int64_t wake_idle_long_min_ps = 0;
  std::int64_t wake_idle_long_max_ps = 0;

  // Timers.
  std::int64_t timer_slack_ps = 0;      // the kernel may fire a timer this much late, and does
  std::int64_t timer_interrupt_ps = 0;  // what the core that takes the interrupt loses

  // System calls a lock makes.
  std::int64_t futex_wake_nobody_ps = 0;  // nobody asleep, or the sleeper is already waking
  std::int64_t futex_wake_busy_ps = 0;    // the woken thread goes to a busy core
  std::int64_t futex_wake_idle_ps = 0;    // the woken thread goes to an idle core
  std::int64_t futex_wait_entry_ps = 0;
  std::int64_t futex_wait_exit_ps = 0;
  // What the interpreter's own locks are made of: a semaphore, or a mutex with a condition variable
  // where the C library has no semaphores a thread may wait for.
  bool lock_is_semaphore = true;
  std::int64_t lock_operation_ps = 0;   // one uncontended acquire or release, no system call
  std::int64_t cache_migration_ps = 0;  // a lock's line and its data move to another core
  // The lines of a mutex and what lies beside it come from the core that used it last.
  std::int64_t lock_transfer_min_ps = 0;
  std::int64_t lock_transfer_max_ps = 0;
  // A send through the network's loopback, before the other side's reader wakes.
  std::int64_t loopback_send_ps = 0;

  // The smallest time in which one core can notice what another one did: a store becoming visible.
  // It is also how far threads of one process on different cores may run apart.
  std::int64_t visibility_ps = 0;
  // A thread nothing can disturb is looked after this often all the same (limits, Ctrl-C).
  std::int64_t longest_grant_ps = 0;
  std::int64_t longest_grant_ticks = 0;
};

}  // namespace gilsim::runtime
