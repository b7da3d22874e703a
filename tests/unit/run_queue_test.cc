// SPDX-License-Identifier: MIT
//
// The rule by which a core picks its next thread: lag, eligibility, deadlines, protection, delayed
// sleepers. Times in ms; the slice is 1 ms, ticks come every 4 ms from 0 on.
#include "runtime/machine/run_queue.h"

#include "runtime/machine/machine.h"
#include "tests/unit/machine_fixture.h"

namespace gilsim::runtime {
namespace {

class RunQueueTest : public testing::Test {
 protected:
  RunQueueTest() {
    parameters_.time_slice_ps = kMs;
    parameters_.tick_period_ps = 4 * kMs;
    queue_.configure(parameters_, 0);
  }

  // `thread` alone on the core from 0 on.
  void run_alone(Thread& thread) {
    queue_.add(thread, 0, /*is_new=*/true);
    queue_.make_current(thread, 0);
  }

  MachineParameters parameters_;
  RunQueue queue_;
  Thread a_, b_, c_;
};

TEST_F(RunQueueTest, OneWhoIsOwedTimePreemptsAtOnce) {
  run_alone(a_);
  b_.fair.lag_ps = kMs;
  queue_.add(b_, 5 * kMs, false);
  EXPECT_TRUE(queue_.preempts(b_, 5 * kMs));
  EXPECT_EQ(queue_.pick(5 * kMs), &b_);
}

TEST_F(RunQueueTest, OneWhoHasHadMoreWaits) {
  run_alone(a_);
  b_.fair.lag_ps = -kMs;
  queue_.add(b_, kMs / 4, false);
  EXPECT_FALSE(queue_.preempts(b_, kMs / 4));
  EXPECT_EQ(queue_.pick(kMs / 4), &a_);
}

TEST_F(RunQueueTest, ASliceIsProtectedFromOneWithTheSameClaim) {
  run_alone(a_);
  queue_.add(b_, kMs / 8, false);
  EXPECT_EQ(queue_.pick(kMs / 8), &a_);
}

TEST_F(RunQueueTest, AnArrivalKeepsTheLagItCameWith) {
  run_alone(a_);
  b_.fair.lag_ps = kMs;
  queue_.add(b_, 2 * kMs, false);
  // a is now as far ahead of the mean as b is behind it.
  EXPECT_EQ(a_.fair.vruntime_ps - b_.fair.vruntime_ps, 2 * kMs);
}

TEST_F(RunQueueTest, WhoIsAheadStaysInTheCompetitionWhileItSleeps) {
  run_alone(a_);
  queue_.add(b_, 0, false);
  queue_.put_to_sleep(kMs / 2);
  EXPECT_TRUE(a_.fair.delayed);
  EXPECT_EQ(queue_.ready(), 1u);
  EXPECT_FALSE(queue_.empty());
  // Woken before its debt is paid, it goes on here, behind.
  queue_.make_current(b_, kMs / 2);
  queue_.revive(a_, kMs * 3 / 4);
  EXPECT_FALSE(a_.fair.delayed);
  EXPECT_EQ(queue_.ready(), 1u);
  EXPECT_EQ(queue_.pick(kMs * 3 / 4), &b_);
}

TEST_F(RunQueueTest, ADelayedSleeperWhoseTurnComesIsLetGoWithoutDebt) {
  run_alone(a_);
  queue_.add(b_, 0, false);
  queue_.put_to_sleep(kMs / 2);
  queue_.make_current(b_, kMs / 2);
  queue_.put_to_sleep(3 * kMs);
  EXPECT_EQ(queue_.pick(3 * kMs), nullptr);
  EXPECT_TRUE(queue_.empty());
  EXPECT_FALSE(a_.fair.delayed);
  EXPECT_EQ(a_.fair.lag_ps, 0);
}

TEST_F(RunQueueTest, ASleeperTakesWhatItIsOwedAlong) {
  run_alone(a_);
  queue_.add(b_, 0, false);
  queue_.put_back(2 * kMs);
  queue_.make_current(b_, 2 * kMs);
  queue_.put_to_sleep(2 * kMs);
  EXPECT_EQ(b_.fair.lag_ps, kMs);
}

TEST_F(RunQueueTest, LagIsBoundedByATick) {
  run_alone(a_);
  queue_.add(b_, 0, false);
  queue_.put_back(100 * kMs);
  queue_.make_current(b_, 100 * kMs);
  queue_.put_to_sleep(100 * kMs);
  EXPECT_EQ(b_.fair.lag_ps, 4 * kMs);
}

TEST_F(RunQueueTest, ThreadsWithEqualClaimsTakeTurnsOfOneSlice) {
  run_alone(a_);
  queue_.add(b_, 0, false);
  queue_.add(c_, 0, false);
  std::vector<const Thread*> order;
  Thread* current = &a_;
  for (std::int64_t now = kMs; now <= 9 * kMs; now += kMs) {
    ASSERT_TRUE(queue_.slice_is_over(now) || now == kMs);
    Thread* const next = queue_.pick(now);
    if (next != current) {
      queue_.put_back(now);
      queue_.make_current(*next, now);
      current = next;
    }
    order.push_back(current);
  }
  for (std::size_t i = 3; i < order.size(); ++i) EXPECT_EQ(order[i], order[i - 3]);
}

TEST_F(RunQueueTest, OnlyAThreadThatHasRestedIsFetched) {
  run_alone(a_);
  queue_.add(b_, 0, false);
  queue_.put_back(kMs);
  queue_.make_current(b_, kMs);
  EXPECT_EQ(queue_.least_recently_run(kMs + kUs, 500 * kUs), nullptr);
  EXPECT_EQ(queue_.least_recently_run(2 * kMs, 500 * kUs), &a_);
}

}  // namespace
}  // namespace gilsim::runtime
