// SPDX-License-Identifier: MIT
//
// The part of module sys that knows of threads: what the version that the policy models has there.
// Copied into sys when an interpreter starts.
#include "runtime/modules/native_modules.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"

#include <algorithm>
#include <cmath>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;

namespace {

constexpr double kPsPerSecond = 1e12;

/// sys.setswitchinterval(seconds): the waiters' time-out, for this process's lock.
Ref set_switch_interval(vm::Thread& thread, Arguments arguments) {
  double seconds = 0;
  if (!vm::to_double(thread, arguments[0], seconds)) return Ref::error();
  if (!(seconds > 0)) return thread.value_error("switch interval must be strictly positive");
  constexpr double kLongest = 4294.0;  // CPython keeps microseconds in 32 bits
  if (seconds > kLongest) seconds = kLongest;
  const auto ps = static_cast<std::int64_t>(std::llround(seconds * 1e6)) * 1000000;
  process_of(thread).gil->set_switch_interval(
      SwitchInterval::of_time(ps, simulation_of(thread).profile().mean_tick_ps()));
  return Ref::none();
}

Ref get_switch_interval(vm::Thread& thread, Arguments) {
  const SwitchInterval interval = process_of(thread).gil->settings().switch_interval;
  return vm::make_float(thread, static_cast<double>(interval.time_ps) / kPsPerSecond);
}

/// sys.setcheckinterval(n) of 2.7: takes effect when the ticker is set again; 0 and less mean that
/// every counted instruction acts.
Ref set_check_interval(vm::Thread& thread, Arguments arguments) {
  std::int64_t ticks = 0;
  if (!vm::to_index(thread, arguments[0], ticks, thread.types().OverflowError)) return Ref::error();
  if (ticks > INT32_MAX || ticks < INT32_MIN) {
    thread.error(thread.types().OverflowError, "Python int too large to convert to C int").reset();
    return Ref::error();
  }
  Gil& gil = *process_of(thread).gil;
  SwitchInterval interval = SwitchInterval::of_ticks(
      ticks, simulation_of(thread).profile().interval_tick_ps(gil.policy().ticks_per_iteration));
  interval.ticks = std::clamp<std::int64_t>(ticks, 0, vm::TickCounts::kMost / 2);
  gil.set_switch_interval(interval);
  return Ref::none();
}

Ref get_check_interval(vm::Thread& thread, Arguments) {
  return vm::make_int(thread, process_of(thread).gil->settings().switch_interval.ticks);
}

/// 3.2 to 3.8 kept both for old programs, and did nothing.
Ref set_idle_check_interval(vm::Thread& thread, Arguments arguments) {
  std::int64_t ticks = 0;
  if (!vm::to_index(thread, arguments[0], ticks, thread.types().OverflowError)) return Ref::error();
  return Ref::none();
}

Ref get_idle_check_interval(vm::Thread&, Arguments) {
  constexpr std::int64_t kAlways = 100;
  return Ref::small_int(kAlways);
}

Ref is_gil_enabled(vm::Thread& thread, Arguments) {
  return Ref::boolean(process_of(thread).gil->policy().has_lock);
}

constexpr vm::NativeDefinition kSwitchIntervalFunctions[] = {
    {"setswitchinterval", set_switch_interval, "interval, /"},
    {"getswitchinterval", get_switch_interval, ""},
};
constexpr vm::NativeDefinition kCheckIntervalFunctions[] = {
    {"setcheckinterval", set_check_interval, "n, /"},
    {"getcheckinterval", get_check_interval, ""},
};
constexpr vm::NativeDefinition kIdleCheckIntervalFunctions[] = {
    {"setcheckinterval", set_idle_check_interval, "n, /"},
    {"getcheckinterval", get_idle_check_interval, ""},
};
constexpr vm::NativeDefinition kGilFunctions[] = {
    {"_is_gil_enabled", is_gil_enabled, ""},
};

/// What the version that the policy models has.
bool initialise(vm::Thread& thread, vm::Module& module) {
  const unsigned has = process_of(thread).gil->policy().sys_functions;
  const auto add = [&](SysFunctions wanted, const auto& functions) {
    return (has & wanted) == 0 || vm::add_functions(thread, module, functions);
  };
  return add(kSysSwitchInterval, kSwitchIntervalFunctions) &&
         add(kSysCheckInterval, kCheckIntervalFunctions) &&
         add(kSysCheckIntervalIdle, kIdleCheckIntervalFunctions) &&
         add(kSysIsGilEnabled, kGilFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kSysExtensionModule{"_gilsim_sys", initialise};

}  // namespace gilsim::runtime
