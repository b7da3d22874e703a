// SPDX-License-Identifier: MIT
//
// Steps of every unit over a run: back is where forward came from, whichever thread is followed,
// and whatever process it takes.
#include "runtime/simulation.h"
#include "runtime/stepping/step_session.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace gilsim::scenarios {
namespace {

using runtime::MoveResult;
using runtime::StepSession;
using runtime::StepUnit;
using runtime::StopName;

constexpr const char* kTwoThreads =
    "from threading import Thread\n"
    "def work(n):\n"
    "    total = 0\n"
    "    for i in range(n):\n"
    "        total += i\n"
    "threads = [Thread(target=work, args=(600000,)) for _ in range(2)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n"
    "print('done')\n";

std::unique_ptr<StepSession> session_of(const std::string& source) {
  std::string error;
  auto options = simulation_options({}, &error);
  options->program_name = "program.py";
  options->source = source;
  options->cores = 2;
  auto session = StepSession::of_program(*options, &error);
  EXPECT_NE(session, nullptr) << error;
  return session;
}

struct Seen {
  StopName at;
  std::vector<runtime::StepThread> threads;
  bool operator==(const Seen&) const = default;
};

Seen seen(const StepSession& session) { return {session.at(), session.stop()->threads}; }

class StepBack : public testing::TestWithParam<std::tuple<StepUnit, std::uint32_t>> {};

TEST_P(StepBack, LeadsWhereForwardCameFrom) {
  const auto [unit, thread] = GetParam();
  const auto session = session_of(kTwoThreads);
  ASSERT_EQ(session->to_time(50'000'000), MoveResult::moved);
  ASSERT_EQ(session->next(unit, thread), MoveResult::moved) << session->error();
  std::vector<Seen> way = {seen(*session)};
  for (int i = 0; i < 20 && session->next(unit, thread) == MoveResult::moved; ++i) {
    way.push_back(seen(*session));
  }
  EXPECT_GT(way.size(), 1U);
  for (std::size_t i = way.size() - 1; i-- > 0;) {
    ASSERT_EQ(session->back(unit, thread), MoveResult::moved) << i << session->error();
    EXPECT_EQ(seen(*session).at, way[i].at) << i;
    EXPECT_EQ(seen(*session), way[i]) << i;
  }
  EXPECT_LE(session->checkpoint_count(), 32U);
}

INSTANTIATE_TEST_SUITE_P(Units, StepBack,
                         testing::Combine(testing::Values(StepUnit::event, StepUnit::handoff,
                                                          StepUnit::line, StepUnit::instruction),
                                          testing::Values(0U, 1U, 2U, 3U)));

// Where a thread stands after so many of its instructions does not depend on where one comes from.
TEST(StepTick, IsThePlaceItNames) {
  const auto session = session_of(kTwoThreads);
  std::vector<Seen> way;
  for (const std::int64_t tick : {500, 100'000, 900'000}) {
    ASSERT_EQ(session->to_tick(2, tick), MoveResult::moved) << tick << session->error();
    EXPECT_EQ(session->at().tick, tick);
    way.push_back(seen(*session));
  }
  for (const std::size_t i : {0U, 2U, 1U, 0U}) {
    ASSERT_EQ(session->to_tick(2, way[i].at.tick), MoveResult::moved) << i << session->error();
    EXPECT_EQ(seen(*session), way[i]) << i;
  }
  EXPECT_EQ(session->to_tick(2, 1'000'000'000), MoveResult::nothing);
  EXPECT_EQ(seen(*session), way[0]) << "it stands where it stood";
}

// A moment within an interval without events.
TEST(StepTime, IsTheSameFromBothSides) {
  const auto session = session_of(kTwoThreads);
  ASSERT_EQ(session->to_time(2'000'000'000), MoveResult::moved);
  const Seen there = seen(*session);
  ASSERT_EQ(session->to_end(), MoveResult::moved);
  ASSERT_EQ(session->to_time(2'000'000'000), MoveResult::moved);
  EXPECT_EQ(seen(*session), there);
  ASSERT_EQ(session->to_event(0), MoveResult::moved);
  ASSERT_EQ(session->to_time(2'000'000'000), MoveResult::moved);
  EXPECT_EQ(seen(*session), there);
}

}  // namespace
}  // namespace gilsim::scenarios
