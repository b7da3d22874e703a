// SPDX-License-Identifier: MIT
#include "runtime/starvation.h"

#include "runtime/quantity.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace gilsim::runtime {

void StarvationWatch::add(OvertakenWait wait) {
  for (OvertakenWait& known : waits_) {
    if (known.thread != wait.thread || known.lock != wait.lock) continue;
    if (known.overtakes < wait.overtakes) known = std::move(wait);
    return;
  }
  waits_.push_back(std::move(wait));
}

std::vector<std::string> StarvationWatch::sentences() const {
  constexpr std::size_t kMostShown = 5;
  std::vector<OvertakenWait> worst = waits_;
  std::stable_sort(worst.begin(), worst.end(),
                   [](const auto& a, const auto& b) { return a.overtakes > b.overtakes; });
  if (worst.size() > kMostShown) worst.resize(kMostShown);
  std::vector<std::string> sentences;
  for (const OvertakenWait& wait : worst) {
    sentences.push_back(fmt::format("Starving: {} waited {} for {} at {}, while others took it {}.",
                                    wait.thread, short_time_text(wait.waited_ps), wait.description,
                                    wait.place,
                                    counted(static_cast<std::int64_t>(wait.overtakes), "time")));
  }
  return sentences;
}

}  // namespace gilsim::runtime
