// SPDX-License-Identifier: MIT
#include "runtime/modules/native_support.h"

#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>

namespace gilsim::runtime {

using vm::Ref;
using vm::Value;

namespace {

constexpr std::int64_t kBytesPerKib = 1024;
constexpr double kPsPerSecond = 1e12;

}  // namespace

bool deadline_after(vm::Thread& thread, Value timeout, std::int64_t& deadline_ps) {
  if (timeout.is_none()) return true;
  double seconds = 0;
  if (!vm::to_double(thread, timeout, seconds)) return false;
  constexpr double kLongest = 1e6;
  deadline_ps =
      now_ps(thread) + static_cast<std::int64_t>(std::clamp(seconds, 0.0, kLongest) * kPsPerSecond);
  return true;
}

std::int64_t cost_of_bytes(std::size_t bytes, std::int64_t ps_per_kib) {
  return (static_cast<std::int64_t>(bytes) / kBytesPerKib + 1) * ps_per_kib;
}

Ref reduce_to(vm::Thread& thread, std::string_view module_name, std::string_view rebuild_name,
              std::uint64_t serial, bool flag) {
  const Ref module = vm::import_module(thread, module_name);
  if (module.is_error()) return Ref::error();
  const Ref rebuild = vm::get_attribute(thread, module, rebuild_name);
  const Ref parts = vm::make_tuple(
      thread, {Value::small_int(static_cast<std::int64_t>(serial)), Value::boolean(flag)});
  if (rebuild.is_error() || parts.is_error()) return Ref::error();
  return vm::make_tuple(thread, {rebuild.get(), parts.get()});
}

Ref os_error(vm::Thread& thread, vm::Type* type, std::int64_t code, std::string_view text) {
  const Ref message = vm::make_str(thread, text);
  if (message.is_error()) return Ref::error();
  const Value arguments[] = {Value::small_int(code), message.get()};
  Ref error = vm::call(thread, Value(type), arguments);
  return error.is_error() ? std::move(error) : thread.raise(std::move(error));
}

}  // namespace gilsim::runtime
