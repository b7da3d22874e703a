// SPDX-License-Identifier: MIT
//
// xoshiro256** 1.0 and SplitMix64 after Blackman and Vigna, https://prng.di.unimi.it (public
// domain).
#include "runtime/machine/chooser.h"

#include <cassert>
#include <utility>

namespace gilsim::runtime {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15u;
  std::uint64_t word = state;
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
  return word ^ (word >> 31);
}

std::uint64_t rotate_left(std::uint64_t word, int by) { return (word << by) | (word >> (64 - by)); }

// FNV-1a: a name's contribution to its stream's seed.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

}  // namespace

RandomStream::RandomStream(Chooser& chooser, std::uint32_t id, std::string name, std::uint64_t seed)
    : chooser_(chooser), id_(id), name_(std::move(name)), state_{} {
  std::uint64_t state = seed ^ hash_of(name_);
  for (std::uint64_t& word : state_) word = split_mix(state);
}

std::uint64_t RandomStream::next_word() {
  const std::uint64_t result = rotate_left(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = rotate_left(state_[3], 45);
  return result;
}

std::int64_t RandomStream::draw(std::int64_t low, std::int64_t high) {
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  if (span == 0) return static_cast<std::int64_t>(next_word());
  // Words below this bound are left out, so that what remains divides evenly.
  const std::uint64_t bound = (0 - span) % span;
  std::uint64_t word = next_word();
  while (word < bound) word = next_word();
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + word % span);
}

std::int64_t RandomStream::uniform(std::int64_t low, std::int64_t high) {
  assert(low <= high);
  return chooser_.choose(*this, low, high);
}

Chooser::Chooser(std::uint64_t seed) : seed_(seed) {}

// Streams know their chooser by address, so only a chooser that has none yet can move.
Chooser::Chooser(Chooser&& other) noexcept
    : seed_(other.seed_),
      mode_(other.mode_),
      recording_(other.recording_),
      branches_(other.branches_),
      replayed_(std::move(other.replayed_)) {
  assert(other.streams_.empty());
}

Chooser Chooser::replaying(std::uint64_t seed, std::vector<Choice> choices) {
  Chooser chooser(seed);
  chooser.mode_ = Mode::replaying;
  chooser.recording_ = true;
  chooser.replayed_ = std::move(choices);
  return chooser;
}

Chooser Chooser::enumerating(int branches) {
  assert(branches >= 1);
  Chooser chooser(0);
  chooser.mode_ = Mode::enumerating;
  chooser.recording_ = true;
  chooser.branches_ = branches;
  return chooser;
}

RandomStream& Chooser::stream(std::string_view name) {
  for (const auto& stream : streams_) {
    if (stream->name_ == name) return *stream;
  }
  const std::uint32_t id = static_cast<std::uint32_t>(streams_.size());
  streams_.emplace_back(new RandomStream(*this, id, std::string(name), seed_));
  return *streams_.back();
}

std::int64_t Chooser::branch_count(std::int64_t low, std::int64_t high) const {
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  if (span < static_cast<std::uint64_t>(branches_)) return static_cast<std::int64_t>(span) + 1;
  return branches_;
}

std::int64_t Chooser::branch_value(std::int64_t low, std::int64_t high, std::int64_t branch) const {
  const std::int64_t count = branch_count(low, high);
  if (count == 1) return low;
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  const std::uint64_t steps = static_cast<std::uint64_t>(count - 1);
  const std::uint64_t step = static_cast<std::uint64_t>(branch);
  // span * step / steps without overflow; the last branch is `high` itself.
  const std::uint64_t offset = span / steps * step + span % steps * step / steps;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

std::int64_t Chooser::choose(RandomStream& stream, std::int64_t low, std::int64_t high) {
  std::int64_t value = 0;
  if (mode_ == Mode::enumerating) {
    const std::size_t at = choices_.size();
    if (at == branch_at_.size()) branch_at_.push_back(0);
    value = branch_value(low, high, branch_at_[at]);
  } else {
    // Drawn even when replayed, so that a replay that diverges goes on as the seed would.
    value = stream.draw(low, high);
    if (mode_ == Mode::replaying && !diverged_) {
      const std::size_t at = choices_.size();
      diverged_ = at >= replayed_.size() || replayed_[at].stream != stream.id_ ||
                  replayed_[at].low != low || replayed_[at].high != high ||
                  replayed_[at].value < low || replayed_[at].value > high;
      if (!diverged_) value = replayed_[at].value;
    }
  }
  if (recording_) choices_.push_back({stream.id_, low, high, value});
  return value;
}

bool Chooser::next_schedule() {
  if (mode_ != Mode::enumerating) return false;
  branch_at_.resize(choices_.size());
  while (!branch_at_.empty()) {
    const Choice& last = choices_.back();
    if (branch_at_.back() + 1 < branch_count(last.low, last.high)) {
      ++branch_at_.back();
      break;
    }
    branch_at_.pop_back();
    choices_.pop_back();
  }
  choices_.clear();
  streams_.clear();
  return !branch_at_.empty();
}

}  // namespace gilsim::runtime
