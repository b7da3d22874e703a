// SPDX-License-Identifier: MIT
//
// Forward and back over the whole of each scenario: what is seen is the same from either side.
//
// Twice: what follows from the events alone, and the run's own state (frames, variables). Every
// event of a run is gone to, up to a number: each step back forks a process, so of longer runs (the
// longest lesson has two million events) it is as many events, spread over the run.
#include "runtime/stepping/step_session.h"
#include "scenarios/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::scenarios {
namespace {

using runtime::MoveResult;
using runtime::Picture;
using runtime::StepHistory;
using runtime::StepSession;

constexpr std::int64_t kMostPictures = 4096;
constexpr std::int64_t kMostStops = 300;

std::unique_ptr<StepSession> session_of(const std::string& name) {
  const std::optional<Scenario> scenario = find_scenario(name);
  std::string error;
  std::optional<runtime::SimulationOptions> options =
      simulation_options(scenario->settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  options->program_name = scenario->name + ".py";
  options->source = scenario->text;
  auto session = StepSession::of_program(*options, &error);
  EXPECT_NE(session, nullptr) << error;
  return session;
}

void expect_same_pictures(const StepHistory& history) {
  // Forward: one event after the other. Back: each looked up by itself.
  std::vector<Picture> forward(1);
  const std::int64_t stride = history.size() / kMostPictures + 1;
  Picture now;
  while (now.event < history.size()) {
    now.add(history.at(now.event + 1));
    if (now.event % stride == 0) forward.push_back(now);
  }
  EXPECT_EQ(now, history.picture_at(history.size()));
  for (std::size_t i = forward.size(); i-- > 0;) {
    ASSERT_EQ(history.picture_at(forward[i].event), forward[i]) << forward[i].event;
  }
}

class ScenarioWalk : public testing::TestWithParam<std::string> {};

TEST_P(ScenarioWalk, EndsWhereItBegan) {
  const auto session = session_of(GetParam());
  ASSERT_NE(session, nullptr);
  ASSERT_EQ(session->to_end(), MoveResult::moved) << session->error();
  ASSERT_TRUE(session->is_at_end());
  const StepHistory& history = session->history();
  expect_same_pictures(history);

  const std::int64_t stride = history.size() / kMostStops + 1;
  std::vector<std::int64_t> stops;
  for (std::int64_t event = 0; event <= history.size(); event += stride) stops.push_back(event);

  std::vector<std::vector<runtime::StepThread>> states;
  for (const std::int64_t stop : stops) {
    ASSERT_EQ(session->to_event(stop), MoveResult::moved) << stop << ": " << session->error();
    states.push_back(session->stop()->threads);
  }
  for (std::size_t i = stops.size(); i-- > 0;) {
    ASSERT_EQ(session->to_event(stops[i]), MoveResult::moved) << stops[i];
    EXPECT_EQ(session->stop()->threads, states[i]) << "at event " << stops[i];
    EXPECT_LE(session->checkpoint_count(), 32U);
  }
  EXPECT_EQ(session->at().event, 0);
}

INSTANTIATE_TEST_SUITE_P(, ScenarioWalk, testing::ValuesIn(scenario_names()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace gilsim::scenarios
