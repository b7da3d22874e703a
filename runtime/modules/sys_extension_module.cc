// SPDX-License-Identifier: MIT
//
// The part of module sys that knows of threads. Its public names are copied into sys when an
// interpreter starts.
#include "runtime/modules/native_modules.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"

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

constexpr vm::NativeDefinition kFunctions[] = {
    {"setswitchinterval", set_switch_interval, "interval, /"},
    {"getswitchinterval", get_switch_interval, ""},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kSysExtensionModule{"_gilsim_sys", initialise};

}  // namespace gilsim::runtime
