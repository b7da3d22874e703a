// SPDX-License-Identifier: MIT
//
// Module _native: compiled work that needs no GIL. native.py builds Worker on it.
#include "runtime/modules/native_modules.h"
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

/// sum_range(start, end): drops the GIL, works at the profile's cost for each number, takes it
/// again.
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
  {
    MachineCall call(thread);
    const auto work = static_cast<std::int64_t>(work_ps);
    if (call.machine().run_without_gil(call.self(), work) == Result::cancelled) return Ref::error();
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
