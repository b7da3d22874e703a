// SPDX-License-Identifier: MIT
#include "runtime/live/live_gil.h"

namespace gilsim::runtime {

namespace {

using MakeLiveGil = std::unique_ptr<LiveGil> (*)(LiveMachine&, const GilPolicyInfo&,
                                                 const GilSettings&);

// By the family of its check points: CPython 3's versions differ in nothing else.
MakeLiveGil maker_for(const GilPolicyInfo& policy) {
  if (policy.name == "cpython-2.7") return make_live_cpython_2_7;
  return policy.name.starts_with("cpython-3.") ? make_live_cpython_3 : nullptr;
}

}  // namespace

bool has_live_gil(const GilPolicyInfo& policy, std::string* error) {
  if (maker_for(policy) != nullptr) return true;
  *error = "--live has no lock '" + std::string(policy.name) + "'";
  *error += policy.has_lock
                ? ": this policy exists in the simulation only"
                : ": the interpreter's objects are safe under a lock only, so threads that run at "
                  "the same time exist in the simulation only";
  *error += "; with --live give one of";
  for (const GilPolicyInfo& other : gil_policies()) {
    if (maker_for(other) != nullptr) *error += " " + std::string(other.name);
  }
  return false;
}

std::unique_ptr<LiveGil> make_live_gil(LiveMachine& machine, const GilPolicyInfo& policy,
                                       const GilSettings& settings) {
  return maker_for(policy)(machine, policy, settings);
}

void LiveGil::begin_holding(Thread& thread, Cause cause, std::int64_t wanted_ps) {
  live(thread).has_lock = true;
  taken_ps_ = machine_.clock_ps();
  ++stats_.acquisitions;
  const Thread* const before = last_holder_;
  if (before != &thread) {
    last_holder_ = &thread;
    ++switch_number_;
    if (before != nullptr) ++stats_.handoffs;
  }
  machine_.emit(EventKind::take_gil, thread, cause, before, taken_ps_ - wanted_ps, switch_number_);
}

void LiveGil::end_holding(Thread& thread, Cause cause, const Thread* asker) {
  live(thread).has_lock = false;
  const std::int64_t held_ps = machine_.clock_ps() - taken_ps_;
  stats_.held_ps += held_ps;
  machine_.emit(EventKind::drop_gil, thread, cause, asker, held_ps, switch_number_);
}

void LiveGil::count_missed_wakeup(Thread& thread, const Thread* holder) {
  ++stats_.missed_wakeups;
  machine_.emit(EventKind::missed_wakeup, thread, Cause::gil, holder);
}

}  // namespace gilsim::runtime
