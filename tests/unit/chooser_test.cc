// SPDX-License-Identifier: MIT
//
// The chooser: fixed numbers for a seed, independent streams, replay, enumeration.
#include "runtime/machine/chooser.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

namespace gilsim::runtime {
namespace {

std::vector<std::int64_t> draw(Chooser& chooser, const char* name, int count) {
  std::vector<std::int64_t> values;
  for (int i = 0; i < count; ++i) values.push_back(chooser.stream(name).uniform(0, 999));
  return values;
}

TEST(Chooser, SameSeedSameNumbersOnEveryMachine) {
  Chooser chooser(1);
  // These may never change: recorded runs depend on them.
  EXPECT_EQ(draw(chooser, "tick phase", 4), (std::vector<std::int64_t>{349, 413, 348, 822}));
  Chooser other(2);
  EXPECT_NE(draw(chooser, "a", 8), draw(other, "a", 8));
}

TEST(Chooser, StreamsDoNotDisturbEachOther) {
  Chooser alone(7);
  Chooser mixed(7);
  draw(mixed, "first", 3);
  std::vector<std::int64_t> interleaved;
  for (int i = 0; i < 5; ++i) {
    interleaved.push_back(mixed.stream("second").uniform(0, 999));
    mixed.stream("first").uniform(0, 999);
  }
  EXPECT_EQ(draw(alone, "second", 5), interleaved);
}

TEST(Chooser, UniformCoversItsRangeAndNothingElse) {
  Chooser chooser(3);
  RandomStream& stream = chooser.stream("range");
  std::vector<int> counts(6);
  for (int i = 0; i < 6000; ++i) {
    const std::int64_t value = stream.uniform(-2, 3);
    ASSERT_GE(value, -2);
    ASSERT_LE(value, 3);
    ++counts[static_cast<std::size_t>(value + 2)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 1000, 150);
  EXPECT_EQ(stream.uniform(5, 5), 5);
  for (int i = 0; i < 100; ++i) stream.uniform(INT64_MIN, INT64_MAX);
}

TEST(Chooser, ReplaysWhatItRecorded) {
  Chooser first(11);
  first.record();
  const auto a = draw(first, "a", 5);
  const auto b = draw(first, "b", 5);
  // Another seed: what is replayed comes from the list alone.
  Chooser again = Chooser::replaying(99, first.choices());
  EXPECT_EQ(draw(again, "a", 5), a);
  EXPECT_EQ(draw(again, "b", 5), b);
  EXPECT_FALSE(again.diverged());
  EXPECT_EQ(again.choices(), first.choices());
}

TEST(Chooser, SaysWhenAReplayDiverges) {
  Chooser first(11);
  first.record();
  draw(first, "a", 2);
  Chooser other_range = Chooser::replaying(11, first.choices());
  other_range.stream("a").uniform(0, 5);
  EXPECT_TRUE(other_range.diverged());
  Chooser longer = Chooser::replaying(11, first.choices());
  draw(longer, "a", 2);
  EXPECT_FALSE(longer.diverged());
  draw(longer, "a", 1);
  EXPECT_TRUE(longer.diverged());
}

TEST(Chooser, EnumeratesEverySchedule) {
  Chooser chooser = Chooser::enumerating(3);
  std::set<std::vector<std::int64_t>> seen;
  int runs = 0;
  do {
    ++runs;
    std::vector<std::int64_t> run;
    run.push_back(chooser.stream("coin").uniform(0, 1));
    // One side asks again, of a range that is wider than what is tried.
    if (run[0] == 1) run.push_back(chooser.stream("wide").uniform(0, 1000));
    seen.insert(run);
  } while (chooser.next_schedule());
  EXPECT_EQ(runs, 4);
  const std::set<std::vector<std::int64_t>> expected = {{0}, {1, 0}, {1, 500}, {1, 1000}};
  EXPECT_EQ(seen, expected);
}

}  // namespace
}  // namespace gilsim::runtime
