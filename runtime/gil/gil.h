// SPDX-License-Identifier: MIT
//
// A global interpreter lock. What the simulated and the live ones share is its settings and its
// statistics; what every policy of the simulated one shares is who holds it, who held it last,
// whether a drop is requested, and what the trace says of it. The policy decides.
//
// Invariants:
// * At most one thread holds it; `held_ps` in the statistics counts from taking to dropping.
// * A drop request belongs to the lock, not to a thread: whoever takes the lock clears it.
#pragma once

#include "runtime/gil/gil_policy.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/machine/thread.h"
#include "runtime/machine/wait.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gilsim::runtime {

struct GilStats {
  std::int64_t acquisitions = 0;
  std::int64_t handoffs = 0;  // acquisitions by another thread than the last holder
  std::int64_t drop_requests = 0;
  std::int64_t forced_switches = 0;
  std::int64_t missed_wakeups = 0;
  std::int64_t held_ps = 0;

  GilStats& operator+=(const GilStats& other);
};

class Gil : public InterpreterLock {
 public:
  Gil(const GilPolicyInfo& policy, const GilSettings& settings)
      : info_(policy), settings_(settings) {}

  // sys.setswitchinterval, sys.setcheckinterval. REQUIRES: the caller holds it.
  virtual void set_switch_interval(const SwitchInterval& interval) {
    settings_.switch_interval = interval;
  }
  const GilSettings& settings() const { return settings_; }
  const GilPolicyInfo& policy() const { return info_; }
  // REQUIRES: the caller holds it, or the run is over.
  const GilStats& stats() const { return stats_; }

 protected:
  const GilPolicyInfo& info_;
  GilSettings settings_;
  GilStats stats_;
};

class SimulatedGil final : public Gil, public Overtaken {
 public:
  SimulatedGil(SimulatedMachine& machine, const GilPolicyInfo& policy, const GilSettings& settings);

  Result take(Thread& thread, Cause cause) override;
  Result drop(Thread& thread, Cause cause) override;
  Result check_point(Thread& thread) override;
  Result ticks_spent(Thread& thread) override;
  void thread_cancelled(Thread& thread) override;

  const Thread* holder() const { return holder_; }

  // --- for policies ---
  SimulatedMachine& machine() { return machine_; }
  bool locked() const { return holder_ != nullptr; }
  const Thread* last_holder() const { return last_holder_; }
  std::uint64_t switch_number() const { return switch_number_; }
  bool drop_requested() const { return requested_by_ != nullptr; }
  // The thread has the lock from now on.
  void set_holder(Thread& thread, Cause cause);
  // Pays for moving the lock's line and its data to this core, if another core had them last.
  Result move_data_here(Thread& thread);
  // Nobody has it from now on.
  void clear_holder(Thread& thread, Cause cause);
  // Asks the holder to drop it. REQUIRES: locked(), `asker` synchronised.
  void request_drop(Thread& asker);
  void clear_drop_request();
  void count_missed_wakeup(Thread& thread);
  void count_forced_switch(Thread& thread);
  // How a thread waits for this lock.
  WaitReason wait_reason() const;
  WaitStyle wait_style() const {
    return {ThreadState::wants_gil, Cause::gil, wait_reason(), nullptr};
  }
  // The same for the wait on the word that is the lock itself: a thread that is overtaken there has
  // missed its wake-up.
  WaitStyle wait_style_for_lock() {
    return {ThreadState::wants_gil, Cause::gil, wait_reason(), this};
  }
  void overtaken(Thread& thread) override { count_missed_wakeup(thread); }

 private:
  SimulatedMachine& machine_;
  std::unique_ptr<GilPolicy> policy_;

  Thread* holder_ = nullptr;
  const Thread* last_holder_ = nullptr;
  const Core* last_core_ = nullptr;
  Thread* requested_by_ = nullptr;
  std::uint64_t switch_number_ = 0;
  std::int64_t taken_ps_ = 0;
};

}  // namespace gilsim::runtime
