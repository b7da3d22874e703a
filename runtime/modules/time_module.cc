// SPDX-License-Identifier: MIT
//
// Module time, on the machine's clock. The simulated machine's epoch is fixed, so that a run prints
// the same every day.
#include "runtime/modules/native_modules.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

/// time.monotonic() and perf_counter() begin above zero, as after some uptime.
constexpr std::int64_t kUptimeNs = 1000LL * 1000000000;
constexpr std::int64_t kPsPerNs = 1000;

std::int64_t now_ns(vm::Thread& thread) { return now_ps(thread) / kPsPerNs; }

Ref seconds(vm::Thread& thread, std::int64_t ns) {
  return vm::make_float(thread, static_cast<double>(ns) / 1e9);
}

/// CPU time: what the thread or process has spent on a core in its own code or the lock's.
std::int64_t process_cpu_ns(vm::Thread& thread) {
  MachineCall call(thread);
  std::int64_t total_ps = 0;
  for (const Thread* member : process_of(thread).machine_process->threads) {
    total_ps += call.machine().cpu_time_ps(*member, call.self());
  }
  return total_ps / kPsPerNs;
}

std::int64_t thread_cpu_ns(vm::Thread& thread) {
  MachineCall call(thread);
  return call.machine().cpu_time_ps(call.self(), call.self()) / kPsPerNs;
}

std::int64_t since_epoch_ns(vm::Thread& thread) {
  return simulation_of(thread).epoch_ns() + now_ns(thread);
}

Ref time_time(vm::Thread& t, Arguments) { return seconds(t, since_epoch_ns(t)); }
Ref time_time_ns(vm::Thread& t, Arguments) { return vm::make_int(t, since_epoch_ns(t)); }
Ref monotonic(vm::Thread& t, Arguments) { return seconds(t, kUptimeNs + now_ns(t)); }
Ref monotonic_ns(vm::Thread& t, Arguments) { return vm::make_int(t, kUptimeNs + now_ns(t)); }
Ref process_time(vm::Thread& t, Arguments) { return seconds(t, process_cpu_ns(t)); }
Ref process_time_ns(vm::Thread& t, Arguments) { return vm::make_int(t, process_cpu_ns(t)); }
Ref thread_time(vm::Thread& t, Arguments) { return seconds(t, thread_cpu_ns(t)); }
Ref thread_time_ns(vm::Thread& t, Arguments) { return vm::make_int(t, thread_cpu_ns(t)); }

Ref sleep(vm::Thread& thread, Arguments arguments) {
  double duration = 0;
  if (vm::is_int(arguments[0]) || vm::is_float(arguments[0])) {
    if (!vm::to_double(thread, arguments[0], duration)) return Ref::error();
  } else {
    std::int64_t whole = 0;
    if (!vm::to_index(thread, arguments[0], whole, thread.types().OverflowError)) {
      return Ref::error();
    }
    duration = static_cast<double>(whole);
  }
  if (std::isnan(duration)) return thread.value_error("Invalid value NaN (not a number)");
  if (duration < 0) return thread.value_error("sleep length must be non-negative");
  constexpr double kLongest = 4e6;  // 46 days: the virtual clock counts 106
  if (duration > kLongest) {
    return thread.error(thread.types().OverflowError, "timestamp out of range for platform time_t");
  }
  MachineCall call(thread);
  const auto ps = static_cast<std::int64_t>(std::llround(duration * 1e9)) * kPsPerNs;
  if (ps == 0 && !simulation_of(thread).profile().sleep_zero_waits) {
    // select() that need not wait: a system call that finds nothing to do.
    Machine& machine = call.machine();
    const std::int64_t call_ps = machine.parameters().futex_wake_nobody_ps;
    return machine.run_without_gil(call.self(), call_ps, {}) == Result::cancelled ? Ref::error()
                                                                                  : Ref::none();
  }
  const std::int64_t end_ps = call.now_ps() + ps;
  for (std::int64_t rest_ps = ps;; rest_ps = end_ps - call.now_ps()) {
    if (call.machine().sleep(call.self(), rest_ps) == Result::cancelled) return Ref::error();
    if (!call.interrupted()) return Ref::none();
    if (!call.run_handlers()) return Ref::error();
    if (call.now_ps() >= end_ps) return Ref::none();
  }
}

// --- the calendar: Python code, imported by whoever asks for it first ---

Ref calendar(vm::Thread& thread, std::string_view function, std::span<const Value> arguments) {
  const Ref module = vm::import_module(thread, "_calendar_time");
  return module.is_error() ? Ref::error() : vm::call_method(thread, module, function, arguments);
}

/// What the calendar makes of seconds since the epoch; None: now.
Ref broken_down(vm::Thread& thread, Value seconds_or_none) {
  const Ref now = seconds_or_none.is_none() ? time_time(thread, {}) : Ref::undefined();
  const Value arguments[] = {now.is_undefined() ? seconds_or_none : now.get()};
  double seconds = 0;
  if (!vm::to_double(thread, arguments[0], seconds)) return Ref::error();
  return calendar(thread, "gmtime", arguments);
}

Ref time_gmtime(vm::Thread& thread, Arguments arguments) {
  return broken_down(thread, arguments[0]);
}

Ref time_ctime(vm::Thread& thread, Arguments arguments) {
  const Ref moment = broken_down(thread, arguments[0]);
  const Value given[] = {moment};
  return moment.is_error() ? Ref::error() : calendar(thread, "asctime", given);
}

Ref time_asctime(vm::Thread& thread, Arguments arguments) {
  const Ref moment =
      arguments[0].is_undefined() ? broken_down(thread, Value::none()) : Ref::share(arguments[0]);
  const Value given[] = {moment};
  return moment.is_error() ? Ref::error() : calendar(thread, "asctime", given);
}

Ref time_strftime(vm::Thread& thread, Arguments arguments) {
  const Ref moment =
      arguments[1].is_undefined() ? broken_down(thread, Value::none()) : Ref::share(arguments[1]);
  const Value given[] = {arguments[0], moment};
  return moment.is_error() ? Ref::error() : calendar(thread, "time_strftime", given);
}

Ref time_strptime(vm::Thread& thread, Arguments arguments) {
  return calendar(thread, "strptime", arguments.positional());
}

Ref time_mktime(vm::Thread& thread, Arguments arguments) {
  return calendar(thread, "mktime", arguments.positional());
}

/// The module's `__getattr__`: what is imported when it is asked for.
Ref time_attribute(vm::Thread& thread, Arguments arguments) {
  const std::string name =
      vm::is_str(arguments[0]) ? vm::to_utf8(vm::cast<vm::Str>(arguments[0])) : std::string();
  if (name != "struct_time") {
    return thread.error(thread.types().AttributeError, "module 'time' has no attribute '{}'", name);
  }
  const Ref module = vm::import_module(thread, "_calendar_time");
  return module.is_error() ? Ref::error() : vm::get_attribute(thread, module, name);
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"gmtime", time_gmtime, "seconds=None, /"},
    {"localtime", time_gmtime, "seconds=None, /"},
    {"ctime", time_ctime, "seconds=None, /"},
    {"asctime", time_asctime, "tuple=..., /"},
    {"strftime", time_strftime, "format, tuple=..., /"},
    {"strptime", time_strptime, "string, format='%a %b %d %H:%M:%S %Y', /"},
    {"mktime", time_mktime, "tuple, /"},
    {"__getattr__", time_attribute, "name, /"},
    {"time", time_time, ""},
    {"time_ns", time_time_ns, ""},
    {"monotonic", monotonic, ""},
    {"monotonic_ns", monotonic_ns, ""},
    {"perf_counter", monotonic, ""},
    {"perf_counter_ns", monotonic_ns, ""},
    {"process_time", process_time, ""},
    {"process_time_ns", process_time_ns, ""},
    {"thread_time", thread_time, ""},
    {"thread_time_ns", thread_time_ns, ""},
    {"sleep", sleep, "seconds, /"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  const Ref utc = vm::make_str(thread, "UTC");
  if (utc.is_error()) return false;
  const Ref names = vm::make_tuple(thread, {utc.get(), utc.get()});
  if (names.is_error()) return false;
  const std::pair<const char*, Value> values[] = {{"timezone", Value::small_int(0)},
                                                  {"altzone", Value::small_int(0)},
                                                  {"daylight", Value::small_int(0)},
                                                  {"tzname", names}};
  for (const auto& [name, value] : values) {
    if (!vm::dict_set(thread, module.dict, thread.instance.intern(name), value)) return false;
  }
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kTimeModule{"time", initialise};

}  // namespace gilsim::runtime
