// SPDX-License-Identifier: MIT
//
// Module _native: compiled work that needs no GIL. native.py builds Worker on it.
#include "runtime/modules/native_modules.h"
#include "runtime/native_work.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

/// The sum of [start, end) by Gauss's formula: in the simulation the work is charged, not done.
Ref gauss_sum(vm::Thread& thread, std::int64_t start, std::int64_t end) {
  if (start >= end) return Ref::small_int(0);
  const Ref first = vm::make_int(thread, start);
  const Ref last = vm::make_int(thread, end - 1);
  const Ref ends = vm::int_add(thread, first, last);
  const Ref count = vm::make_int_unsigned(
      thread, static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(start));
  if (ends.is_error() || count.is_error()) return Ref::error();
  const Ref product = vm::int_multiply(thread, ends, count);
  if (product.is_error()) return Ref::error();
  return vm::int_floor_divide(thread, product, Value::small_int(2));
}

__extension__ using Wide = __int128;

/// total = high * 2^62 + low.
Ref make_wide_int(vm::Thread& thread, Wide total) {
  constexpr int kLowBits = 62;
  constexpr Wide kLow = (Wide{1} << kLowBits) - 1;
  const Ref high = vm::make_int(thread, static_cast<std::int64_t>(total >> kLowBits));
  const Ref low = vm::make_int(thread, static_cast<std::int64_t>(total & kLow));
  const Ref unit = vm::make_int(thread, std::int64_t{1} << kLowBits);
  if (high.is_error() || low.is_error() || unit.is_error()) return Ref::error();
  const Ref scaled = vm::int_multiply(thread, high, unit);
  return scaled.is_error() ? Ref::error() : vm::int_add(thread, scaled, low);
}

/// The sum of [start, end) as the live machine finds it: number for number, in portions, between
/// which it looks whether it is cancelled. A portion adds its offsets, so that it cannot overflow.
Ref live_sum(vm::Thread& thread, std::int64_t start, std::int64_t end) {
  constexpr std::int64_t kPortion = 1 << 20;
  Wide total = 0;
  {
    MachineCall call(thread);
    const auto add_up = [&] {
      for (std::int64_t at = start; at < end && !call.machine().is_being_cancelled(call.self());) {
        const std::int64_t count = end - at < kPortion ? end - at : kPortion;
        total += static_cast<Wide>(at) * count + sum_range_by_loop(0, count);
        at += count;
      }
    };
    if (call.machine().run_without_gil(call.self(), 0, add_up) == Result::cancelled) {
      return Ref::error();
    }
  }
  return make_wide_int(thread, total);
}

/// sum_range(start, end): drops the GIL, works (simulated: at the profile's cost for each number),
/// takes it again.
Ref sum_range(vm::Thread& thread, Arguments arguments) {
  std::int64_t start = 0;
  std::int64_t end = 0;
  vm::Type* overflow = thread.types().OverflowError;
  if (!vm::to_index(thread, arguments[0], start, overflow) ||
      !vm::to_index(thread, arguments[1], end, overflow)) {
    return Ref::error();
  }
  const double numbers = end > start ? static_cast<double>(end) - static_cast<double>(start) : 0;
  const double work_ps =
      numbers * static_cast<double>(simulation_of(thread).profile().native_sum_range_ps);
  constexpr double kLongestWorkPs = 4e18;  // the virtual clock counts to 9.2e18
  if (work_ps > kLongestWorkPs) {
    return thread.error(overflow, "the range is too long: this work would take more than 46 days");
  }
  if (machine_of(thread).is_live()) return live_sum(thread, start, end);
  {
    MachineCall call(thread);
    const auto work = static_cast<std::int64_t>(work_ps);
    if (call.machine().run_without_gil(call.self(), work, {}) == Result::cancelled)
      return Ref::error();
  }
  return gauss_sum(thread, start, end);
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"sum_range", sum_range, "start, end"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kNativeModule{"_native", initialise};

}  // namespace gilsim::runtime
