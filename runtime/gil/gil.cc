// SPDX-License-Identifier: MIT
//
// The bookkeeping every policy shares, and the registry of policies.
#include "runtime/gil/gil.h"

#include "runtime/quantity.h"

#include <algorithm>
#include <cassert>

namespace gilsim::runtime {

std::string_view name_of(CheckPointFamily family) {
  switch (family) {
    case CheckPointFamily::none:
      return "none";
    case CheckPointFamily::python_2_7:
      return "python_2_7";
    case CheckPointFamily::python_3_2:
      return "python_3_2";
    case CheckPointFamily::python_3_10:
      return "python_3_10";
    case CheckPointFamily::python_3_11:
      return "python_3_11";
    case CheckPointFamily::micropython:
      return "micropython";
  }
  return "";
}

SwitchInterval SwitchInterval::of_ticks(std::int64_t ticks, std::int64_t mean_tick_ps) {
  const std::int64_t most = INT64_MAX / 4 / mean_tick_ps;
  const std::int64_t counted = std::clamp<std::int64_t>(ticks, 1, most);
  return {counted, std::max(counted * mean_tick_ps, kPicosecondsPerMicrosecond), true};
}

SwitchInterval SwitchInterval::of_time(std::int64_t time_ps, std::int64_t mean_tick_ps) {
  const std::int64_t time =
      std::clamp(time_ps, kPicosecondsPerMicrosecond, static_cast<std::int64_t>(INT64_MAX / 4));
  return {std::max<std::int64_t>(1, time / mean_tick_ps), time, false};
}

GilStats& GilStats::operator+=(const GilStats& other) {
  acquisitions += other.acquisitions;
  handoffs += other.handoffs;
  drop_requests += other.drop_requests;
  forced_switches += other.forced_switches;
  missed_wakeups += other.missed_wakeups;
  held_ps += other.held_ps;
  return *this;
}

// --- the registry ---

const std::vector<GilPolicyInfo>& gil_policies() {
  static const std::vector<GilPolicyInfo> policies = {
      {"cpython-2.7",
       "the holder releases the lock every N counted ticks (100), whether or not anyone waits, and "
       "at once competes for it again; a waiter it has woken may find it taken (a missed wake-up)",
       "CPython 2.7, Python/ceval.c (PyEval_EvalFrameEx) and Python/thread_pthread.h; "
       "runtime/gil/cpython_2_7.cc",
       CheckPointFamily::python_2_7, 100, 0, 3, kSysCheckInterval, true, make_cpython_2_7},
      {"cpython-3.2",
       "the protocol of cpython-3.11 with the check points of 3.2 to 3.9: before nearly every "
       "instruction that does not follow a load or a store of a local",
       "CPython 3.2 to 3.9, Python/ceval_gil.h and Python/ceval.c; runtime/gil/cpython_3.cc",
       CheckPointFamily::python_3_2, 0, 5 * kPicosecondsPerMillisecond, 7,
       kSysSwitchInterval | kSysCheckIntervalIdle, true, make_cpython_3},
      {"cpython-3.10",
       "the protocol of cpython-3.11 with the check points of 3.10: taken jumps, function entry, "
       "after every call",
       "CPython 3.10, Python/ceval_gil.h and Python/ceval.c; runtime/gil/cpython_3.cc",
       CheckPointFamily::python_3_10, 0, 5 * kPicosecondsPerMillisecond, 7, kSysSwitchInterval,
       true, make_cpython_3},
      {"cpython-3.11",
       "a waiter times out after the interval (5 ms) and asks the holder to drop the lock; the "
       "holder does at its next check point (3.11 to 3.13: jumps back, function entry, after calls "
       "of C functions) and waits until another thread has taken it",
       "CPython 3.11 to 3.13, Python/ceval_gil.h and Python/ceval.c; runtime/gil/cpython_3.cc",
       CheckPointFamily::python_3_11, 0, 5 * kPicosecondsPerMillisecond, 7,
       kSysSwitchInterval | kSysIsGilEnabled, true, make_cpython_3},
      {"free-threaded",
       "no lock: threads run bytecode at the same time, and an instruction that touches a shared "
       "object pays for it (the profile's [free_threaded])",
       "PEP 703; runtime/gil/free_threaded.cc", CheckPointFamily::none, 0,
       5 * kPicosecondsPerMillisecond, 7, kSysSwitchInterval | kSysIsGilEnabled, false,
       make_free_threaded},
      {"micropython",
       "the holder releases the lock at every 32nd jump of one function activation and competes "
       "for it again; a function with fewer jumps never does",
       "MicroPython 1.20, py/vm.c (mp_execute_bytecode) and ports/unix/mpthreadport.c; "
       "runtime/gil/micropython.cc",
       CheckPointFamily::micropython, 32, 0, 1, 0, true, make_micropython},
      {"ruby",
       "after a time slice (100 ms) a waiter interrupts the holder, which hands over to the thread "
       "that has waited longest and waits until it has the lock",
       "Ruby 2.7, thread_pthread.c (gvl_acquire_common, gvl_yield, do_gvl_timer) and thread.c; "
       "runtime/gil/ruby.cc",
       CheckPointFamily::python_3_10, 0, 100 * kPicosecondsPerMillisecond, 7, 0, true, make_ruby},
      {"round-robin", "the textbook: the holder hands the lock to the longest waiter every N ticks",
       "runtime/gil/round_robin.cc", CheckPointFamily::none, 100, 0, 7, kSysSwitchInterval, true,
       make_round_robin},
  };
  return policies;
}

const GilPolicyInfo* find_gil_policy(std::string_view name, std::string* error) {
  for (const GilPolicyInfo& policy : gil_policies()) {
    if (policy.name == name) return &policy;
  }
  if (error != nullptr) {
    *error = "unknown GIL policy '" + std::string(name) + "'; there are:";
    for (const GilPolicyInfo& policy : gil_policies()) {
      *error += (&policy == &gil_policies().front() ? " " : ", ") + std::string(policy.name);
    }
  }
  return nullptr;
}

namespace {

bool counts_ticks(const GilPolicyInfo* policy) {
  return policy != nullptr && policy->default_interval_ticks > 0;
}

}  // namespace

SwitchInterval default_switch_interval(const GilPolicyInfo& policy, std::int64_t interval_tick_ps) {
  return counts_ticks(&policy)
             ? SwitchInterval::of_ticks(policy.default_interval_ticks, interval_tick_ps)
             : SwitchInterval::of_time(policy.default_interval_ps, interval_tick_ps);
}

std::string switch_interval_text(std::string_view policy_name, std::int64_t ticks,
                                 std::int64_t time_ps) {
  const std::string text = short_switch_interval_text(policy_name, ticks, time_ps);
  return counts_ticks(find_gil_policy(policy_name, nullptr))
             ? text
             : text + " (about " + counted(ticks, "tick") + ")";
}

std::string short_switch_interval_text(std::string_view policy_name, std::int64_t ticks,
                                       std::int64_t time_ps) {
  return counts_ticks(find_gil_policy(policy_name, nullptr)) ? counted(ticks, "tick")
                                                             : short_time_text(time_ps);
}

// --- the lock ---

SimulatedGil::SimulatedGil(SimulatedMachine& machine, const GilPolicyInfo& policy,
                           const GilSettings& settings)
    : Gil(policy, settings), machine_(machine), policy_(policy.create()) {}

Result SimulatedGil::take(Thread& thread, Cause cause) {
  if (machine_.synchronise(thread) != Result::ok) return Result::cancelled;
  thread.lock_wanted_ps = thread.now_ps();
  if (policy_->take(*this, thread, cause) != Result::ok) return Result::cancelled;
  return machine_.enter_state(thread, ThreadState::running, cause);
}

Result SimulatedGil::drop(Thread& thread, Cause cause) {
  if (machine_.enter_state(thread, ThreadState::overhead, cause) != Result::ok) {
    return Result::cancelled;
  }
  return policy_->drop(*this, thread, cause);
}

Result SimulatedGil::check_point(Thread& thread) { return policy_->check_point(*this, thread); }

Result SimulatedGil::ticks_spent(Thread& thread) { return policy_->ticks_spent(*this, thread); }

void SimulatedGil::thread_cancelled(Thread& thread) {
  if (holder_ == &thread) clear_holder(thread, Cause::cancelled);
  if (requested_by_ == &thread) clear_drop_request();
  policy_->thread_cancelled(*this, thread);
}

void SimulatedGil::set_holder(Thread& thread, Cause cause) {
  assert(holder_ == nullptr);
  const Thread* const before = last_holder_;
  holder_ = &thread;
  taken_ps_ = thread.now_ps();
  ++stats_.acquisitions;
  if (before != &thread) {
    last_holder_ = &thread;
    ++switch_number_;
    if (before != nullptr) ++stats_.handoffs;
  }
  machine_.emit(EventKind::take_gil, thread, cause, before, taken_ps_ - thread.lock_wanted_ps,
                switch_number_);
}

Result SimulatedGil::move_data_here(Thread& thread) {
  const Core* const before = last_core_;
  last_core_ = thread.core;
  if (before == nullptr || before == thread.core) return Result::ok;
  return machine_.spend(thread, machine_.parameters().cache_migration_ps);
}

void SimulatedGil::clear_holder(Thread& thread, Cause cause) {
  assert(holder_ == &thread);
  // A cancelled thread's clock stands still; the books close at the machine's.
  const std::int64_t held_ps = std::max<std::int64_t>(0, thread.now_ps() - taken_ps_);
  stats_.held_ps += held_ps;
  holder_ = nullptr;
  machine_.clear_check_point_request(thread);
  machine_.emit(EventKind::drop_gil, thread, cause, requested_by_, held_ps, switch_number_);
}

void SimulatedGil::request_drop(Thread& asker) {
  assert(holder_ != nullptr);
  ++stats_.drop_requests;
  requested_by_ = &asker;
  machine_.emit(EventKind::drop_request, asker, Cause::timeout, holder_,
                asker.now_ps() - asker.lock_wanted_ps, switch_number_);
  machine_.ask_for_check_point(asker, *holder_);
}

void SimulatedGil::clear_drop_request() {
  requested_by_ = nullptr;
  if (holder_ != nullptr) machine_.clear_check_point_request(*holder_);
}

void SimulatedGil::count_missed_wakeup(Thread& thread) {
  ++stats_.missed_wakeups;
  machine_.emit(EventKind::missed_wakeup, thread, Cause::gil, holder_);
}

void SimulatedGil::count_forced_switch(Thread& thread) {
  ++stats_.forced_switches;
  machine_.emit(EventKind::forced_switch, thread, Cause::forced_switch, requested_by_);
}

WaitReason SimulatedGil::wait_reason() const { return {WaitKind::gil, 0, "the GIL", holder_}; }

}  // namespace gilsim::runtime
