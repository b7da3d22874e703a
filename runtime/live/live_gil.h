// SPDX-License-Identifier: MIT
//
// The global interpreter locks of the live machine, made of real mutexes, condition variables and
// semaphores, one class for each protocol. What they share is here: who holds the lock, what the
// statistics, the accounting and the trace say of it.
//
// Invariants:
// * take always gets the lock, also for a cancelled thread, which needs it to unwind.
// * No caller is inside the machine: a thread that waits for a GIL must not keep others from
// theirs.
// * Statistics are written by the thread that has the lock, or under the mutex that guards it.
#pragma once

#include "runtime/gil/gil.h"
#include "runtime/live/live_machine.h"

#include <cstdint>
#include <memory>
#include <string>

namespace gilsim::runtime {

class LiveGil : public Gil {
 public:
  LiveGil(LiveMachine& machine, const GilPolicyInfo& policy, const GilSettings& settings)
      : Gil(policy, settings), machine_(machine) {}

  Result ticks_spent(Thread&) final { return Result::ok; }  // no live lock limits ticks
  void thread_cancelled(Thread&) final {}                   // it drops the lock as others do

 protected:
  // The thread has the lock from now on. `wanted_ps`: since when it has waited for it.
  void begin_holding(Thread& thread, Cause cause, std::int64_t wanted_ps);
  // And is about to let go of it; `asker` had asked for that, or is null.
  void end_holding(Thread& thread, Cause cause, const Thread* asker);
  void count_missed_wakeup(Thread& thread, const Thread* holder);

  LiveMachine& machine_;
  const Thread* last_holder_ = nullptr;
  std::uint64_t switch_number_ = 0;
  std::int64_t taken_ps_ = 0;
};

// Whether the policy has a live lock; if not, `error` says why and which have one, as a sentence.
bool has_live_gil(const GilPolicyInfo& policy, std::string* error);
// REQUIRES: it has.
std::unique_ptr<LiveGil> make_live_gil(LiveMachine& machine, const GilPolicyInfo& policy,
                                       const GilSettings& settings);

std::unique_ptr<LiveGil> make_live_cpython_3(LiveMachine& machine, const GilPolicyInfo& policy,
                                             const GilSettings& settings);
std::unique_ptr<LiveGil> make_live_cpython_2_7(LiveMachine& machine, const GilPolicyInfo& policy,
                                               const GilSettings& settings);

}  // namespace gilsim::runtime
