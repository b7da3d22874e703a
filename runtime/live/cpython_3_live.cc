// SPDX-License-Identifier: MIT
//
// The lock of CPython 3.2 to 3.13 on real threads, after take_gil and drop_gil of
// Python/ceval_gil.h (ceval_gil.c from 3.12 on). The steps are those that runtime/gil/cpython_3.cc
// tells, made of a real mutex and real condition variables:
//
// To take it, a thread locks the mutex. While the lock is taken it waits on `cond`, at most for the
// switch interval; if that passed, and the lock has not gone to another thread meanwhile, it asks
// the holder to drop it. It then sets the flag, writes itself down as the last holder under the
// switch mutex, and signals `switch_cond`.
//
// To drop it, a thread clears the flag and signals `cond`. If it was asked to, it then waits on
// `switch_cond` until another thread has taken the lock (a forced switch), unless one has already.
//
// What differs from the simulated lock: who is awake first is up to the operating system. What
// differs from CPython: the request is a bit of the holder's request word, which the eval loop
// looks at every few microseconds, and not before every check point; and a thread that is being
// cancelled takes the lock like any other, where CPython's ends without it.
#include "runtime/live/live_gil.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace gilsim::runtime {
namespace {

class LiveCpython3 final : public LiveGil {
 public:
  LiveCpython3(LiveMachine& machine, const GilPolicyInfo& policy, const GilSettings& settings)
      : LiveGil(machine, policy, settings), interval_ps_(settings.switch_interval.time_ps) {}

  Result take(Thread& thread, Cause cause) override;
  Result drop(Thread& thread, Cause cause) override;
  Result check_point(Thread& thread) override;
  void set_switch_interval(const SwitchInterval& interval) override;

 private:
  void wait_until_free(std::unique_lock<std::mutex>& lock, Thread& thread, std::int64_t wanted_ps);
  void request_drop(Thread& asker, std::int64_t wanted_ps);
  void wait_for_switch(Thread& thread);

  std::mutex mutex_;
  std::condition_variable cond_;
  Thread* holder_ = nullptr;  // null: the flag is clear
  std::atomic<const Thread*> requested_by_ = nullptr;
  std::atomic<std::int64_t> interval_ps_;  // read by waiters

  // `last_holder_` changes under both mutexes, so it may be read under either.
  std::mutex switch_mutex_;
  std::condition_variable switch_cond_;
};

Result LiveCpython3::take(Thread& thread, Cause cause) {
  const std::int64_t wanted_ps = machine_.clock_ps();
  {
    std::unique_lock lock(mutex_);
    if (holder_ != nullptr) wait_until_free(lock, thread, wanted_ps);
    {
      const std::lock_guard switch_lock(switch_mutex_);
      holder_ = &thread;
      begin_holding(thread, cause, wanted_ps);
      switch_cond_.notify_one();
    }
    requested_by_ = nullptr;
  }
  machine_.set_state(thread, ThreadState::running, cause);
  return Result::ok;
}

void LiveCpython3::wait_until_free(std::unique_lock<std::mutex>& lock, Thread& thread,
                                   std::int64_t wanted_ps) {
  machine_.set_state(thread, ThreadState::wants_gil, Cause::gil);
  while (holder_ != nullptr) {
    const std::uint64_t saved_switch_number = switch_number_;
    const std::chrono::nanoseconds interval(interval_ps_ / kPicosecondsPerNanosecond);
    const std::cv_status waited = cond_.wait_for(lock, interval);
    if (holder_ == nullptr) break;
    if (waited == std::cv_status::no_timeout) {
      count_missed_wakeup(thread, holder_);
    } else if (switch_number_ == saved_switch_number) {
      request_drop(thread, wanted_ps);
    }
  }
}

void LiveCpython3::request_drop(Thread& asker, std::int64_t wanted_ps) {
  ++stats_.drop_requests;
  requested_by_ = &asker;
  machine_.emit(EventKind::drop_request, asker, Cause::timeout, holder_,
                machine_.clock_ps() - wanted_ps, switch_number_);
  live(*holder_).requests |= LiveThread::kDropGil;
}

Result LiveCpython3::drop(Thread& thread, Cause cause) {
  machine_.set_state(thread, ThreadState::overhead, cause);
  {
    const std::lock_guard lock(mutex_);
    end_holding(thread, cause, requested_by_);
    holder_ = nullptr;
    live(thread).requests &= ~std::uint32_t{LiveThread::kDropGil};
    thread.check_point_wanted = false;
    cond_.notify_one();
  }
  if (requested_by_ != nullptr) wait_for_switch(thread);
  return Result::ok;
}

void LiveCpython3::wait_for_switch(Thread& thread) {
  std::unique_lock lock(switch_mutex_);
  if (last_holder_ != &thread) return;
  const Thread* const asker = requested_by_.exchange(nullptr);
  ++stats_.forced_switches;
  machine_.emit(EventKind::forced_switch, thread, Cause::forced_switch, asker);
  machine_.set_state(thread, ThreadState::wants_gil, Cause::forced_switch);
  switch_cond_.wait(lock, [&] { return last_holder_ != &thread; });
}

Result LiveCpython3::check_point(Thread& thread) {
  if (requested_by_ == nullptr) return Result::ok;
  drop(thread, Cause::drop_request);
  return take(thread, Cause::check_point);
}

void LiveCpython3::set_switch_interval(const SwitchInterval& interval) {
  Gil::set_switch_interval(interval);
  interval_ps_ = interval.time_ps;
}

}  // namespace

std::unique_ptr<LiveGil> make_live_cpython_3(LiveMachine& machine, const GilPolicyInfo& policy,
                                             const GilSettings& settings) {
  return std::make_unique<LiveCpython3>(machine, policy, settings);
}

}  // namespace gilsim::runtime
