// SPDX-License-Identifier: MIT
//
// What a GIL policy decides. One file per policy, each opening with its protocol in prose; gil.h
// has what they share (holder, statistics, events), runtime/machine what they are made of (mutexes,
// condition variables, futexes on the simulated kernel). No policy knows cores, ticks of the
// scheduler or latencies.
#pragma once

#include "runtime/machine/thread.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class SimulatedGil;

// Which instructions are check points, where the lock may be dropped on request. The opcode table
// of the interpreter has a column for each family.
enum class CheckPointFamily : std::uint8_t {
  none,        // no lock, or one that is handed over by ticks alone
  python_2_7,  // counted: after N + 1 of them the holder acts
  python_3_2,  // 3.2 to 3.9
  python_3_10,
  python_3_11,  // 3.11 to 3.13
  micropython,  // every N-th jump of one activation
};
std::string_view name_of(CheckPointFamily family);

// Given in ticks or in time; the other one follows from the profile's mean cost of a tick.
struct SwitchInterval {
  std::int64_t ticks = 0;
  std::int64_t time_ps = 0;
  bool in_ticks = false;  // as the user gave it

  // REQUIRES: mean_tick_ps > 0. Both results are at least one tick, one microsecond.
  static SwitchInterval of_ticks(std::int64_t ticks, std::int64_t mean_tick_ps);
  static SwitchInterval of_time(std::int64_t time_ps, std::int64_t mean_tick_ps);
};

struct GilSettings {
  SwitchInterval switch_interval;
  std::int64_t handover_ps = 0;  // round-robin: what handing over costs
};

class GilPolicy {
 public:
  virtual ~GilPolicy() = default;
  virtual Result take(SimulatedGil& gil, Thread& thread, Cause cause) = 0;
  virtual Result drop(SimulatedGil& gil, Thread& thread, Cause cause) = 0;
  // A thread that was asked to stop, or has used up its counted ticks, is at a check point.
  virtual Result check_point(SimulatedGil& gil, Thread& thread) = 0;
  // The holder has executed the number of ticks it was limited to.
  virtual Result ticks_spent(SimulatedGil& gil, Thread& thread) = 0;
  // The thread is gone for good: let go of whatever it held, and let the others go on.
  virtual void thread_cancelled(SimulatedGil& gil, Thread& thread) = 0;
};

// Which functions module sys has under a policy.
enum SysFunctions : unsigned {
  kSysSwitchInterval = 1,     // setswitchinterval, getswitchinterval
  kSysCheckInterval = 2,      // setcheckinterval, getcheckinterval
  kSysCheckIntervalIdle = 4,  // the same, but they change nothing
  kSysIsGilEnabled = 8,       // _is_gil_enabled
};

// One row of the registry.
struct GilPolicyInfo {
  std::string_view name;
  std::string_view summary;
  std::string_view source;
  CheckPointFamily check_points;
  // The interval of this policy when the user gives none: ticks if tick-driven, else picoseconds.
  std::int64_t default_interval_ticks;
  std::int64_t default_interval_ps;
  // What a tick of the interval is: so many of them has an iteration of the documents' loop, which
  // is how ticks and time convert.
  std::int64_t ticks_per_iteration;
  unsigned sys_functions;  // SysFunctions
  bool has_lock;
  std::unique_ptr<GilPolicy> (*create)();
};

const std::vector<GilPolicyInfo>& gil_policies();
// Null if there is none of that name; `error` then lists those there are.
const GilPolicyInfo* find_gil_policy(std::string_view name, std::string* error);
// What the policy does when the user says nothing.
SwitchInterval default_switch_interval(const GilPolicyInfo& policy, std::int64_t interval_tick_ps);

// "100 ticks" if the policy of that name counts them, else "5 ms (about 760,919 ticks)", "5 ms".
std::string switch_interval_text(std::string_view policy_name, std::int64_t ticks,
                                 std::int64_t time_ps);
std::string short_switch_interval_text(std::string_view policy_name, std::int64_t ticks,
                                       std::int64_t time_ps);

std::unique_ptr<GilPolicy> make_cpython_2_7();
std::unique_ptr<GilPolicy> make_cpython_3();
std::unique_ptr<GilPolicy> make_free_threaded();
std::unique_ptr<GilPolicy> make_micropython();
std::unique_ptr<GilPolicy> make_ruby();
std::unique_ptr<GilPolicy> make_round_robin();

}  // namespace gilsim::runtime
