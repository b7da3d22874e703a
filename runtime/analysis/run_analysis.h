// SPDX-License-Identifier: MIT
//
// Where the time of a run went, from what an observer sees: how each thread spent its life, what
// every moment of the run was good for, and who stood in whose way.
//
// Each state of a thread belongs to one use of time, except `overhead`, which is divided by what
// the thread is about: handing over while it gives the GIL away on request or comes for it, missed
// wake-ups if it came in vain, and the system otherwise.
//
// A moment of the run is as good as its best thread: useful if any thread does useful work, handing
// over if none does and one is busy with the GIL, and so on. So under one GIL the useful moments
// are the work itself, one piece after the other, and the rest of the run is what threads cost.
//
// Invariants: the uses of a thread's time sum to its lifetime exactly, and useful, waiting for the
// GIL, for a core, for a lock, for I/O and asleep equal the report's states; the moments sum to the
// time from the first event to the last. Time and memory do not grow with a wait's length, only
// with the number of threads and of places where somebody waits in vain.
#pragma once

#include "runtime/simulation.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gilsim::vm {
struct Code;
}

namespace gilsim::runtime {

enum class UseOfTime : std::uint8_t {
#define USE(name, words, definition) name,
#include "runtime/analysis/uses_of_time.def"
#undef USE
};
inline constexpr std::size_t kUsesOfTime = 9;

// The words of tables and sentences, and what they mean.
std::string_view words_of(UseOfTime use);
std::string_view definition_of(UseOfTime use);

using TimeByUse = std::array<std::int64_t, kUsesOfTime>;
inline std::int64_t time_in(const TimeByUse& times, UseOfTime use) {
  return times[static_cast<std::size_t>(use)];
}

// A thread that gave the GIL up of its own will at one place and, each time, waited a full switch
// interval to have it back. Only under policies whose interval is a time.
struct Convoy {
  std::uint32_t thread = 0;
  std::string place;  // "line 5 of prog.py in ask"
  Cause cause = Cause::none;
  std::int64_t rounds = 0;
  std::int64_t blocked_ps = 0;   // in the calls themselves, all rounds together
  std::int64_t waited_ps = 0;    // for the GIL afterwards: what the convoy costs
  std::int64_t interval_ps = 0;  // at the last round
};

// A thread that got less than half of an equal share of the GIL while it wanted it.
struct Starvation {
  std::uint32_t thread = 0;
  std::int64_t waited_ps = 0;
  std::int64_t got_ps = 0;
  std::int64_t equal_share_ps = 0;
  std::int64_t longest_wait_ps = 0;
  std::string place;  // where it waited longest
};

// A thread that was woken for the GIL in vain.
struct MissedWakeups {
  std::uint32_t thread = 0;
  std::int64_t count = 0;
  std::int64_t lost_ps = 0;
  std::string place;  // where it happened most often
};

// A condition was notified when nobody waited for it; then somebody waited, nobody notified again,
// and that wait had no end.
struct LostWakeup {
  std::uint32_t notifier = 0;
  std::uint32_t waiter = 0;
  std::string notified_at;
  std::string waits_at;
  std::int64_t notified_ps = 0;
};

class RunAnalysis final : public RunObserver {
 public:
  struct ThreadTimes {
    std::string name;
    std::uint32_t process = 0;
    TimeByUse times{};  // sums to its lifetime
    std::int64_t lifetime_ps = 0;
  };

  void event(const Event& event, const Thread* thread, const Place& place) override;
  void output(const Thread&, vm::Stream, std::string_view) override {}
  bool wants_sync() const override { return true; }
  void sync(const Thread& thread, const Place& place, const SyncOperation& operation) override;

  // By thread id, which counts from 1. Of threads that have not ended, until their last event.
  const ThreadTimes& thread(std::uint32_t id) const { return threads_[id - 1].shown; }
  std::uint32_t threads() const { return static_cast<std::uint32_t>(threads_.size()); }
  // All threads together.
  TimeByUse total() const;
  const TimeByUse& moments() const { return moments_; }
  // From the first event to the last.
  std::int64_t moments_ps() const;
  // How many handoffs followed a drop of this cause.
  std::int64_t handoffs_after(Cause cause) const {
    return handoffs_[static_cast<std::size_t>(cause)];
  }

  // The costliest first.
  std::vector<Convoy> convoys() const;
  std::vector<Starvation> starving() const;
  std::vector<MissedWakeups> missed_wakeups() const;
  // Of the waits that have not ended: a deadlock's are those that never will.
  std::vector<LostWakeup> lost_wakeups() const;

 private:
  static constexpr std::size_t kCauses = static_cast<std::size_t>(Cause::cancelled) + 1;

  struct CountedPlace {
    const vm::Code* code = nullptr;
    int line = 0;
    std::int64_t count = 0;
    std::string text;
  };

  struct Followed {
    ThreadTimes shown;
    UseOfTime use = UseOfTime::system;
    std::int64_t since_ps = 0;  // in this use
    std::int64_t start_ps = 0;
    bool alive = false;
    bool after_gil = false;            // gives the GIL away on request, or comes for it
    std::int64_t came_in_vain_ps = 0;  // handing over since it was woken last
    std::int64_t ran_bytecode_ps = 0;
    // Of the GIL: whether it runs bytecode or wants to, and what it would have got until now if all
    // that did had got the same.
    bool contends = false;
    std::int64_t share_mark_ps = 0;
    std::int64_t equal_share_ps = 0;
    std::int64_t longest_wait_ps = 0;
    std::string longest_wait_place;
    std::int64_t interval_ps = 0;  // of the lock it takes; 0: none, or one that counts ticks
    // Since it gave the GIL up of its own will.
    Cause released_for = Cause::none;
    std::int64_t released_ps = 0;
    std::vector<CountedPlace> missed_at;
  };

  struct Contest {  // for the GIL of one process
    Cause last_drop = Cause::none;
    std::int64_t contenders = 0;
    std::int64_t share_ps = 0;  // what one contender would have got so far if all got the same
    std::int64_t since_ps = 0;
  };

  Followed& followed(const Event& event);
  void pass_time(std::int64_t now_ps);
  void settle(Followed& thread, std::int64_t now_ps);
  void set_use(Followed& thread, UseOfTime use);
  void set_contending(Followed& thread, const Event& event, bool contends);
  void change_state(Followed& thread, const Event& event);
  void drop(Followed& thread, const Event& event);
  void take(Followed& thread, const Event& event, const Thread& taker);
  void count_round(const Followed& thread, const Event& event, const Thread& taker);
  void miss(Followed& thread, const Event& event, const Thread& misser, const Place& place);
  void end(Followed& thread, const Event& event);

  std::vector<Followed> threads_;
  std::map<std::uint32_t, Contest> contests_;           // by process
  std::array<std::int64_t, kUsesOfTime> threads_in_{};  // how many are in each use just now
  TimeByUse moments_{};
  std::int64_t now_ps_ = 0;
  std::array<std::int64_t, kCauses> handoffs_{};
  std::map<std::pair<std::uint32_t, std::string>, Convoy> convoys_;
  std::map<std::uint64_t, LostWakeup> unheard_;        // the last notification, by condition
  std::map<std::uint32_t, LostWakeup> after_unheard_;  // waits that go on, by thread
};

}  // namespace gilsim::runtime
