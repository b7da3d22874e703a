// SPDX-License-Identifier: MIT
//
// Module posix: what os tells of the simulated machine and process.
#include "runtime/entropy.h"
#include "runtime/modules/native_modules.h"
#include "runtime/modules/native_support.h"
#include "runtime/simulation_context.h"
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

Ref get_pid(vm::Thread& thread, Arguments) {
  return Ref::small_int(process_of(thread).owner_process().machine_process->id);
}

/// The main program's parent is the shell, whose number is the one before.
Ref get_parent_pid(vm::Thread& thread, Arguments) {
  const Process* process = process_of(thread).owner_process().machine_process;
  return Ref::small_int(process->parent != nullptr ? process->parent->id : process->id - 1);
}

/// _exit(status): the process ends at once; nothing is flushed, no function registered is called.
Ref exit_at_once(vm::Thread& thread, Arguments arguments) {
  std::int64_t status = 0;
  if (!vm::to_index(thread, arguments[0], status, thread.types().OverflowError)) {
    return Ref::error();
  }
  constexpr std::int64_t kLowByte = 0xff;  // what a parent gets of an exit status
  Process& process = *process_of(thread).owner_process().machine_process;
  simulation_of(thread).end_process_of(thread, process, static_cast<int>(status & kLowByte));
  return Ref::error();
}

/// abort(): SIGABRT, which no handler stops.
Ref abort_process(vm::Thread& thread, Arguments) {
  Process& process = *process_of(thread).owner_process().machine_process;
  simulation_of(thread).end_process_of(thread, process, -kSigAbort);
  return Ref::error();
}

/// kill(pid, signal)
Ref kill(vm::Thread& thread, Arguments arguments) {
  std::int64_t id = 0;
  std::int64_t signal = 0;
  if (!vm::to_index(thread, arguments[0], id, thread.types().OverflowError) ||
      !vm::to_index(thread, arguments[1], signal, thread.types().OverflowError)) {
    return Ref::error();
  }
  if (signal < 0 || signal >= kSignalCount) {
    return os_error(thread, thread.types().OSError, 22, "Invalid argument");
  }
  const InsideMachine inside(thread);
  for (const auto& process : simulation_of(thread).processes()) {
    if (process->machine_process->id != id || process->is_waited_for) continue;
    return send_signal(thread, *process, static_cast<int>(signal)) ? Ref::none() : Ref::error();
  }
  return os_error(thread, thread.types().ProcessLookupError, 3, "No such process");
}

Ref cpu_count(vm::Thread& thread, Arguments) {
  return Ref::small_int(simulation_of(thread).cores());
}

Ref urandom(vm::Thread& thread, Arguments arguments) {
  std::int64_t count;
  if (!vm::ssize_argument(thread, arguments[0], count)) return Ref::error();
  if (count < 0) return thread.value_error("negative argument not allowed");
  if (!thread.reserve(static_cast<std::uint64_t>(count)) || !vm::charge_copies(thread, count)) {
    return Ref::error();
  }
  return vm::make_bytes(thread, entropy_bytes(thread, static_cast<std::size_t>(count)));
}

/// A dict of the variables given with --env.
Ref environment(vm::Thread& thread, Arguments) {
  Ref result = vm::make_dict(thread);
  if (result.is_error()) return result;
  for (const auto& [name, value] : simulation_of(thread).options().environment) {
    const Ref key = vm::make_str(thread, name);
    const Ref text = vm::make_str(thread, value);
    if (key.is_error() || text.is_error() ||
        !vm::dict_set(thread, result.as<vm::Dict>(), key.get(), text.get())) {
      return Ref::error();
    }
  }
  return result;
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"getpid", get_pid, ""},           {"getppid", get_parent_pid, ""},
    {"cpu_count", cpu_count, ""},      {"urandom", urandom, "size, /"},
    {"_environment", environment, ""}, {"_exit", exit_at_once, "status"},
    {"abort", abort_process, ""},      {"kill", kill, "pid, signal, /"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kPosixModule{"posix", initialise};

}  // namespace gilsim::runtime
