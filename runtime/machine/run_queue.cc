// SPDX-License-Identifier: MIT
//
// Decisions look at each queued thread: there are few, and the order in which they came decides
// between equals. The mean is asked for far more often, so its sum is kept up to date.
#include "runtime/machine/run_queue.h"

#include "runtime/machine/parameters.h"
#include "runtime/machine/thread.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gilsim::runtime {

void RunQueue::configure(const MachineParameters& parameters, std::int64_t tick_phase_ps) {
  parameters_ = &parameters;
  tick_phase_ps_ = tick_phase_ps;
}

// --- virtual time --------------------------------------------------------------------------------

std::int64_t RunQueue::mean_ps() const {
  const auto count = static_cast<std::int64_t>(competitors());
  if (count <= 1) return origin_ps_ + sum_ps_;
  const std::int64_t rounds_down = sum_ps_ % count < 0 ? 1 : 0;
  return origin_ps_ + sum_ps_ / count - rounds_down;
}

std::int64_t RunQueue::since_origin_ps(const Thread& thread) const {
  return thread.fair.vruntime_ps - origin_ps_;
}

// The sum stays small, however long the machine runs.
void RunQueue::move_origin() {
  const std::int64_t mean = mean_ps();
  sum_ps_ -= (mean - origin_ps_) * static_cast<std::int64_t>(competitors());
  origin_ps_ = mean;
}

bool RunQueue::eligible(const FairShare& share) const {
  // Whole numbers: not later than the mean is not later than the mean rounded down.
  return share.vruntime_ps <= mean_ps();
}

std::int64_t RunQueue::lag_of(const FairShare& share) const {
  const std::int64_t most = std::max(2 * parameters_->time_slice_ps, parameters_->tick_period_ps);
  return std::clamp(mean_ps() - share.vruntime_ps, -most, most);
}

// A delayed thread's debt only shrinks, and never becomes a credit.
void RunQueue::set_lag(FairShare& share) const {
  const std::int64_t lag_ps = lag_of(share);
  share.lag_ps = share.delayed ? std::min<std::int64_t>(std::max(lag_ps, share.lag_ps), 0) : lag_ps;
}

// Ticks are not simulated while the current thread is alone, but at each of them the kernel gives
// it a new slice if it has had the last one.
void RunQueue::renew_at_past_ticks(FairShare& share, std::int64_t now_ps) const {
  const std::int64_t period = parameters_->tick_period_ps;
  const std::int64_t slice = parameters_->time_slice_ps;
  const std::int64_t over_ps = accounted_until_ps_ + share.deadline_ps - share.vruntime_ps;
  const std::int64_t since_phase = std::max<std::int64_t>(over_ps - tick_phase_ps_, 0);
  std::int64_t tick_ps = tick_phase_ps_ + (since_phase + period - 1) / period * period;
  if (tick_ps > now_ps) return;
  const std::int64_t step = std::max<std::int64_t>(1, (slice + period - 1) / period) * period;
  tick_ps += (now_ps - tick_ps) / step * step;
  share.deadline_ps = share.vruntime_ps + (tick_ps - accounted_until_ps_) + slice;
}

// Brings the current thread's virtual time up to date. Returns whether its slice was over.
bool RunQueue::account(std::int64_t now_ps) {
  if (current_ == nullptr) return false;
  FairShare& share = current_->fair;
  if (queued_.empty()) renew_at_past_ticks(share, now_ps);
  share.vruntime_ps += now_ps - accounted_until_ps_;
  sum_ps_ += now_ps - accounted_until_ps_;
  accounted_until_ps_ = now_ps;
  share.last_ran_ps = now_ps;
  move_origin();
  if (share.vruntime_ps < share.deadline_ps) return false;
  share.deadline_ps = share.vruntime_ps + parameters_->time_slice_ps;
  return true;
}

// Where a thread that comes from elsewhere stands. Its arrival moves the mean towards it, so its
// lag is stretched to be the same afterwards.
void RunQueue::place(Thread& thread, bool is_new) {
  FairShare& share = thread.fair;
  const auto count = static_cast<std::int64_t>(competitors());
  const std::int64_t lag_ps = count == 0 ? 0 : share.lag_ps * (count + 1) / count;
  share.vruntime_ps = mean_ps() - lag_ps;
  if (std::exchange(share.moves, false)) {
    share.deadline_ps += share.vruntime_ps;
  } else {
    // A new thread begins with half a slice.
    const std::int64_t slice = parameters_->time_slice_ps;
    share.deadline_ps = share.vruntime_ps + (is_new ? slice / 2 : slice);
  }
}

// --- into it and out of it -----------------------------------------------------------------------

void RunQueue::insert(Thread& thread) {
  sum_ps_ += since_origin_ps(thread);
  queued_.push_back(&thread);
  if (!thread.fair.delayed) ++ready_;
}

void RunQueue::erase(const Thread& thread) {
  const auto at = std::find(queued_.begin(), queued_.end(), &thread);
  assert(at != queued_.end());
  sum_ps_ -= since_origin_ps(thread);
  queued_.erase(at);
  if (!thread.fair.delayed) --ready_;
  if (preferred_ == &thread) preferred_ = nullptr;
}

Thread& RunQueue::take_current() {
  Thread& thread = *std::exchange(current_, nullptr);
  sum_ps_ -= since_origin_ps(thread);
  return thread;
}

void RunQueue::add(Thread& thread, std::int64_t now_ps, bool is_new) {
  assert(!thread.fair.delayed);
  account(now_ps);
  place(thread, is_new);
  insert(thread);
  move_origin();
}

void RunQueue::revive(Thread& thread, std::int64_t now_ps) {
  FairShare& share = thread.fair;
  assert(share.delayed);
  account(now_ps);
  const bool has_debt = lag_of(share) <= 0;
  erase(thread);
  share.delayed = false;
  share.lag_ps = 0;
  if (!has_debt) place(thread, /*is_new=*/false);
  insert(thread);
}

void RunQueue::make_current(Thread& thread, std::int64_t now_ps) {
  assert(current_ == nullptr);
  erase(thread);
  current_ = &thread;
  sum_ps_ += since_origin_ps(thread);
  accounted_until_ps_ = now_ps;
  thread.fair.protected_until_ps = thread.fair.deadline_ps;
}

void RunQueue::put_back(std::int64_t now_ps) {
  account(now_ps);
  insert(take_current());
}

void RunQueue::put_to_sleep(std::int64_t now_ps) {
  account(now_ps);
  FairShare& share = current_->fair;
  set_lag(share);
  share.delayed = !eligible(share);
  Thread& thread = take_current();
  if (share.delayed) insert(thread);
  move_origin();
}

void RunQueue::remove(Thread& thread, std::int64_t now_ps) {
  account(now_ps);
  FairShare& share = thread.fair;
  set_lag(share);
  if (current_ == &thread) {
    take_current();
  } else {
    erase(thread);
    share.moves = !share.delayed;
    if (share.moves) share.deadline_ps -= share.vruntime_ps;
  }
  share.delayed = false;
  move_origin();
}

// --- decisions -----------------------------------------------------------------------------------

Thread* RunQueue::earliest_eligible() const {
  const std::int64_t mean = mean_ps();
  Thread* best = nullptr;
  for (Thread* const thread : queued_) {
    if (thread->fair.vruntime_ps > mean) continue;
    if (best == nullptr || thread->fair.deadline_ps < best->fair.deadline_ps) best = thread;
  }
  return best;
}

Thread* RunQueue::pick(std::int64_t now_ps) {
  account(now_ps);
  for (;;) {
    if (preferred_ != nullptr) return preferred_;
    if (queued_.empty()) return current_;
    Thread* best = earliest_eligible();
    if (current_ != nullptr && eligible(current_->fair)) {
      const FairShare& share = current_->fair;
      const bool is_protected = share.vruntime_ps < share.protected_until_ps;
      if (is_protected || best == nullptr || share.deadline_ps < best->fair.deadline_ps) {
        return current_;
      }
    }
    // The least of all virtual times is not later than their mean.
    assert(best != nullptr);
    if (!best->fair.delayed) return best;
    remove(*best, now_ps);
  }
}

bool RunQueue::preempts(const Thread& woken, std::int64_t now_ps) {
  account(now_ps);
  if (current_ == nullptr) return true;
  const FairShare& share = current_->fair;
  return share.vruntime_ps >= share.protected_until_ps || pick(now_ps) == &woken;
}

bool RunQueue::slice_is_over(std::int64_t now_ps) {
  const bool over = account(now_ps);
  if (current_ == nullptr) return true;
  return over || current_->fair.vruntime_ps >= current_->fair.protected_until_ps;
}

Thread* RunQueue::least_recently_run(std::int64_t now_ps, std::int64_t rest_ps) const {
  Thread* found = nullptr;
  for (Thread* const thread : queued_) {
    if (thread->fair.delayed || now_ps - thread->fair.last_ran_ps < rest_ps) continue;
    if (found == nullptr || thread->fair.last_ran_ps < found->fair.last_ran_ps) found = thread;
  }
  return found;
}

}  // namespace gilsim::runtime
