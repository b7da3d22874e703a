// SPDX-License-Identifier: MIT
//
// The one source of randomness. Whatever is random in a run (latencies within their ranges, phases
// of scheduling ticks, the program's own `random` module) asks a named stream of a Chooser.
//
// A chooser decides in one of three ways: it draws from a seed; it replays a recorded list; or it
// walks every schedule, one run after another, depth first (`next_schedule`). A recorded list is
// what any of the three decided, so every run can be had again.
//
// Invariants:
// * Integer arithmetic only; the same seed gives the same decisions on every machine.
// * Streams are independent: what one is asked never changes what another one answers. A stream is
//   its name and nothing else, so adding one leaves the others as they were.
//
// Thread-safety: none; a chooser belongs to one run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class Chooser;

// A stream of uniform integers: xoshiro256**, seeded by SplitMix64 from the run's seed and the
// name.
class RandomStream {
 public:
  // A value in [low, high], each as likely as any other. REQUIRES: low <= high.
  std::int64_t uniform(std::int64_t low, std::int64_t high);
  const std::string& name() const { return name_; }

 private:
  friend class Chooser;
  RandomStream(Chooser& chooser, std::uint32_t id, std::string name, std::uint64_t seed);
  std::uint64_t next_word();
  std::int64_t draw(std::int64_t low, std::int64_t high);

  Chooser& chooser_;
  std::uint32_t id_;
  std::string name_;
  std::uint64_t state_[4];
};

// One decision: `value` lies in [low, high].
struct Choice {
  std::uint32_t stream;
  std::int64_t low;
  std::int64_t high;
  std::int64_t value;
  bool operator==(const Choice&) const = default;
};

class Chooser {
 public:
  // Draws from the seed.
  explicit Chooser(std::uint64_t seed);
  // Replays `choices` in order. A run that asks something else than was recorded has diverged: from
  // there on the chooser draws from the seed, and `diverged` says so.
  static Chooser replaying(std::uint64_t seed, std::vector<Choice> choices);
  // Walks every schedule. Of a range with more than `branches` values, that many are tried, evenly
  // spread and with both ends.
  static Chooser enumerating(int branches);

  Chooser(Chooser&& other) noexcept;
  Chooser& operator=(Chooser&&) = delete;

  // The stream of that name; the reference stays valid as long as the chooser stands.
  RandomStream& stream(std::string_view name);

  // Keeps every decision from now on (replaying and enumerating always do).
  void record() { recording_ = true; }
  const std::vector<Choice>& choices() const { return choices_; }
  bool diverged() const { return diverged_; }

  // Enumerating: prepares the next run. False: all have been walked. Streams start anew.
  bool next_schedule();

  std::uint64_t seed() const { return seed_; }

 private:
  friend class RandomStream;
  enum class Mode : std::uint8_t { seeded, replaying, enumerating };

  std::int64_t choose(RandomStream& stream, std::int64_t low, std::int64_t high);
  std::int64_t branch_value(std::int64_t low, std::int64_t high, std::int64_t branch) const;
  std::int64_t branch_count(std::int64_t low, std::int64_t high) const;

  std::uint64_t seed_;
  Mode mode_ = Mode::seeded;
  bool recording_ = false;
  bool diverged_ = false;
  std::int64_t branches_ = 0;
  std::vector<std::unique_ptr<RandomStream>> streams_;
  std::vector<Choice> choices_;          // decided so far in this run
  std::vector<Choice> replayed_;         // what to replay
  std::vector<std::int64_t> branch_at_;  // enumerating: the branch taken at each decision
};

}  // namespace gilsim::runtime
