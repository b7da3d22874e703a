// SPDX-License-Identifier: MIT
#include "runtime/analysis/run_analysis.h"

#include "runtime/deadlock_report.h"
#include "runtime/gil/gil.h"
#include "vm/objects/str.h"

#include <algorithm>

namespace gilsim::runtime {
namespace {

// A convoy is a pattern: once is a wait like any other.
constexpr std::int64_t kFewestRounds = 2;
// Who waited less than this many intervals, or less than one part in so many of the run, does not
// starve.
constexpr std::int64_t kFewestIntervals = 10;
constexpr std::int64_t kSmallestPart = 100;

constexpr std::string_view kWords[] = {
#define USE(name, words, definition) words,
#include "runtime/analysis/uses_of_time.def"
#undef USE
};
constexpr std::string_view kDefinitions[] = {
#define USE(name, words, definition) definition,
#include "runtime/analysis/uses_of_time.def"
#undef USE
};
static_assert(std::size(kWords) == kUsesOfTime);

// What a moment is called: the first of these that some thread is in. A thread that wants a lock
// nobody holds is being served: handing over.
constexpr UseOfTime kBestFirst[] = {
    UseOfTime::useful,   UseOfTime::handing_over,     UseOfTime::waiting_for_core,
    UseOfTime::system,   UseOfTime::waiting_for_gil,  UseOfTime::waiting_for_io,
    UseOfTime::sleeping, UseOfTime::waiting_for_lock,
};

// Whether a thread that drops the GIL for this reason wants it back at once.
bool is_on_request(Cause cause) {
  return cause == Cause::drop_request || cause == Cause::switch_interval ||
         cause == Cause::check_point;
}

bool is_voluntary(Cause cause) {
  return cause == Cause::blocking_io || cause == Cause::sleep || cause == Cause::lock ||
         cause == Cause::join || cause == Cause::native;
}

UseOfTime use_of(ThreadState state, bool after_gil) {
  switch (state) {
    case ThreadState::running:
    case ThreadState::native:
      return UseOfTime::useful;
    case ThreadState::wants_gil:
      return UseOfTime::waiting_for_gil;
    case ThreadState::ready:
      return UseOfTime::waiting_for_core;
    case ThreadState::blocked_lock:
      return UseOfTime::waiting_for_lock;
    case ThreadState::blocked_io:
      return UseOfTime::waiting_for_io;
    case ThreadState::sleeping:
      return UseOfTime::sleeping;
    case ThreadState::overhead:
      break;
  }
  return after_gil ? UseOfTime::handing_over : UseOfTime::system;
}

std::string place_of(const Thread& thread) {
  return thread.vm_thread == nullptr
             ? std::string()
             : describe_place(*static_cast<const vm::Thread*>(thread.vm_thread));
}

// The interval of the lock of the thread's process if it is a time; else 0.
std::int64_t interval_in_time(const Thread& thread) {
  if (thread.process == nullptr) return 0;
  const auto* const gil = dynamic_cast<const Gil*>(thread.process->lock.get());
  if (gil == nullptr || !gil->policy().has_lock || gil->policy().default_interval_ticks > 0) {
    return 0;
  }
  return gil->settings().switch_interval.time_ps;
}

template <typename Finding, typename Cost>
void sort_by_cost(std::vector<Finding>& findings, Cost cost) {
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return cost(a) > cost(b); });
}

}  // namespace

std::string_view words_of(UseOfTime use) { return kWords[static_cast<std::size_t>(use)]; }
std::string_view definition_of(UseOfTime use) {
  return kDefinitions[static_cast<std::size_t>(use)];
}

// --- following -----------------------------------------------------------------------------------

RunAnalysis::Followed& RunAnalysis::followed(const Event& event) {
  if (event.thread > threads_.size()) threads_.resize(event.thread);
  return threads_[event.thread - 1];
}

void RunAnalysis::event(const Event& event, const Thread* thread, const Place& place) {
  if (thread == nullptr) return;
  pass_time(event.time_ps);
  Followed& seen = followed(event);
  switch (event.kind) {
    case EventKind::thread_start:
      seen.shown.name = thread->name;
      seen.shown.process = event.process;
      seen.alive = true;
      seen.start_ps = seen.since_ps = event.time_ps;
      ++threads_in_[static_cast<std::size_t>(seen.use)];
      break;
    case EventKind::thread_end:
      end(seen, event);
      break;
    case EventKind::state:
      change_state(seen, event);
      break;
    case EventKind::wake:
      settle(seen, event.time_ps);
      seen.came_in_vain_ps = 0;
      break;
    case EventKind::drop_gil:
      drop(seen, event);
      break;
    case EventKind::take_gil:
      take(seen, event, *thread);
      break;
    case EventKind::missed_wakeup:
      miss(seen, event, *thread, place);
      break;
    default:
      break;
  }
}

void RunAnalysis::pass_time(std::int64_t now_ps) {
  if (now_ps <= now_ps_) return;
  for (const UseOfTime use : kBestFirst) {
    if (threads_in_[static_cast<std::size_t>(use)] == 0) continue;
    const UseOfTime shown = use == UseOfTime::waiting_for_gil ? UseOfTime::handing_over : use;
    moments_[static_cast<std::size_t>(shown)] += now_ps - now_ps_;
    break;
  }
  now_ps_ = now_ps;
}

// Writes down what the thread has done since it was asked last.
void RunAnalysis::settle(Followed& thread, std::int64_t now_ps) {
  if (!thread.alive) return;
  const std::int64_t passed_ps = now_ps - thread.since_ps;
  thread.since_ps = now_ps;
  thread.shown.times[static_cast<std::size_t>(thread.use)] += passed_ps;
  thread.shown.lifetime_ps = now_ps - thread.start_ps;
  if (thread.use == UseOfTime::handing_over) thread.came_in_vain_ps += passed_ps;
  if (thread.use == UseOfTime::useful && thread.contends) thread.ran_bytecode_ps += passed_ps;
}

void RunAnalysis::set_use(Followed& thread, UseOfTime use) {
  --threads_in_[static_cast<std::size_t>(thread.use)];
  ++threads_in_[static_cast<std::size_t>(use)];
  thread.use = use;
}

void RunAnalysis::set_contending(Followed& thread, const Event& event, bool contends) {
  if (contends == thread.contends) return;
  Contest& contest = contests_[event.process];
  if (contest.contenders > 0) {
    contest.share_ps += (event.time_ps - contest.since_ps) / contest.contenders;
  }
  contest.since_ps = event.time_ps;
  contest.contenders += contends ? 1 : -1;
  if (contends) {
    thread.share_mark_ps = contest.share_ps;
  } else {
    thread.equal_share_ps += contest.share_ps - thread.share_mark_ps;
  }
  thread.contends = contends;
}

void RunAnalysis::change_state(Followed& thread, const Event& event) {
  settle(thread, event.time_ps);
  const bool gives_way = event.to == ThreadState::overhead && is_on_request(event.cause);
  if (event.to == ThreadState::wants_gil || gives_way) {
    thread.after_gil = true;
  } else if (event.to != ThreadState::overhead && event.to != ThreadState::ready) {
    thread.after_gil = false;
  }
  set_use(thread, use_of(event.to, thread.after_gil));
  set_contending(
      thread, event,
      event.to == ThreadState::running || event.to == ThreadState::wants_gil || thread.after_gil);
}

void RunAnalysis::end(Followed& thread, const Event& event) {
  settle(thread, event.time_ps);
  set_contending(thread, event, false);
  thread.alive = false;
  --threads_in_[static_cast<std::size_t>(thread.use)];
}

// --- what happens to the GIL ---------------------------------------------------------------------

void RunAnalysis::drop(Followed& thread, const Event& event) {
  contests_[event.process].last_drop = event.cause;
  thread.released_for = is_voluntary(event.cause) ? event.cause : Cause::none;
  thread.released_ps = event.time_ps;
}

void RunAnalysis::take(Followed& thread, const Event& event, const Thread& taker) {
  if (event.other_thread != 0 && event.other_thread != event.thread) {
    ++handoffs_[static_cast<std::size_t>(contests_[event.process].last_drop)];
  }
  thread.interval_ps = interval_in_time(taker);
  if (event.duration_ps > thread.longest_wait_ps) {
    thread.longest_wait_ps = event.duration_ps;
    if (event.duration_ps >= thread.interval_ps) thread.longest_wait_place = place_of(taker);
  }
  if (thread.released_for != Cause::none && thread.interval_ps > 0 &&
      event.duration_ps >= thread.interval_ps) {
    count_round(thread, event, taker);
  }
  thread.released_for = Cause::none;
}

void RunAnalysis::count_round(const Followed& thread, const Event& event, const Thread& taker) {
  std::string place = place_of(taker);
  Convoy& convoy = convoys_[{event.thread, place}];
  convoy.thread = event.thread;
  convoy.place = std::move(place);
  convoy.cause = thread.released_for;
  ++convoy.rounds;
  convoy.blocked_ps += event.time_ps - event.duration_ps - thread.released_ps;
  convoy.waited_ps += event.duration_ps;
  convoy.interval_ps = thread.interval_ps;
}

void RunAnalysis::miss(Followed& thread, const Event& event, const Thread& misser,
                       const Place& place) {
  settle(thread, event.time_ps);
  const std::int64_t lost_ps = std::exchange(thread.came_in_vain_ps, 0);
  thread.shown.times[static_cast<std::size_t>(UseOfTime::handing_over)] -= lost_ps;
  thread.shown.times[static_cast<std::size_t>(UseOfTime::missed_wakeups)] += lost_ps;
  auto known = std::find_if(
      thread.missed_at.begin(), thread.missed_at.end(),
      [&](const CountedPlace& at) { return at.code == place.code && at.line == place.line; });
  if (known == thread.missed_at.end()) {
    known = thread.missed_at.insert(known, {place.code, place.line, 0, place_of(misser)});
  }
  ++known->count;
}

// A condition that a program uses itself. What the library does inside a queue or an event is its
// own business: there a notification that nobody hears is the usual case.
void RunAnalysis::sync(const Thread& thread, const Place& place, const SyncOperation& operation) {
  const bool notifies = operation.operation == "notify" || operation.operation == "notify_all";
  if (operation.object == 0 || (!notifies && operation.operation != "wait")) return;
  if (place.code == nullptr || is_library_file(vm::to_utf8(place.code->file_name))) return;
  const bool begins = operation.outcome == kSyncBegins;
  if (!notifies && !begins) {
    after_unheard_.erase(thread.id);
  } else if (notifies && begins && operation.waiters == 0) {
    unheard_[operation.object] = {thread.id, 0, place_of(thread), {}, now_ps_};
  } else if (notifies && begins) {
    unheard_.erase(operation.object);
  } else if (const auto unheard = unheard_.find(operation.object);
             begins && unheard != unheard_.end()) {
    LostWakeup& lost = after_unheard_[thread.id] = unheard->second;
    lost.waiter = thread.id;
    lost.waits_at = place_of(thread);
  }
}

// --- results -------------------------------------------------------------------------------------

TimeByUse RunAnalysis::total() const {
  TimeByUse total{};
  for (const Followed& thread : threads_) {
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += thread.shown.times[i];
  }
  return total;
}

std::int64_t RunAnalysis::moments_ps() const {
  std::int64_t sum_ps = 0;
  for (const std::int64_t moment_ps : moments_) sum_ps += moment_ps;
  return sum_ps;
}

std::vector<Convoy> RunAnalysis::convoys() const {
  std::vector<Convoy> found;
  for (const auto& [key, convoy] : convoys_) {
    if (convoy.rounds >= kFewestRounds) found.push_back(convoy);
  }
  sort_by_cost(found, [](const Convoy& convoy) { return convoy.waited_ps; });
  return found;
}

std::vector<Starvation> RunAnalysis::starving() const {
  std::vector<Starvation> found;
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    const Followed& thread = threads_[i];
    const std::int64_t waited_ps = time_in(thread.shown.times, UseOfTime::waiting_for_gil);
    if (thread.ran_bytecode_ps >= thread.equal_share_ps / 2 ||
        waited_ps < kFewestIntervals * thread.interval_ps || waited_ps < now_ps_ / kSmallestPart) {
      continue;
    }
    found.push_back({static_cast<std::uint32_t>(i + 1), waited_ps, thread.ran_bytecode_ps,
                     thread.equal_share_ps, thread.longest_wait_ps, thread.longest_wait_place});
  }
  sort_by_cost(found, [](const Starvation& thread) { return thread.waited_ps; });
  return found;
}

std::vector<MissedWakeups> RunAnalysis::missed_wakeups() const {
  std::vector<MissedWakeups> found;
  for (std::size_t i = 0; i < threads_.size(); ++i) {
    const Followed& thread = threads_[i];
    if (thread.missed_at.empty()) continue;
    MissedWakeups& missed = found.emplace_back();
    missed.thread = static_cast<std::uint32_t>(i + 1);
    missed.lost_ps = time_in(thread.shown.times, UseOfTime::missed_wakeups);
    std::int64_t most = 0;
    for (const CountedPlace& at : thread.missed_at) {
      missed.count += at.count;
      if (at.count > most) missed.place = at.text;
      most = std::max(most, at.count);
    }
  }
  sort_by_cost(found, [](const MissedWakeups& thread) { return thread.count; });
  return found;
}

std::vector<LostWakeup> RunAnalysis::lost_wakeups() const {
  std::vector<LostWakeup> found;
  for (const auto& [thread, lost] : after_unheard_) found.push_back(lost);
  return found;
}

}  // namespace gilsim::runtime
