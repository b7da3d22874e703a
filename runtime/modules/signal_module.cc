// SPDX-License-Identifier: MIT
//
// Module _signal: what a process does with its signals, and sending them. signal.py keeps the
// handlers.
#include "runtime/modules/native_modules.h"
#include "runtime/modules/native_support.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

bool signal_number(vm::Thread& thread, Value value, int& signal) {
  std::int64_t number = 0;
  if (!vm::to_index(thread, value, number, thread.types().OverflowError)) return false;
  if (number < 1 || number >= kSignalCount) {
    thread.value_error("signal number out of range").reset();
    return false;
  }
  signal = static_cast<int>(number);
  return true;
}

/// dispose(signal, 0 standard | 1 ignored | 2 handled)
Ref dispose(vm::Thread& thread, Arguments arguments) {
  int signal = 0;
  std::int64_t what = 0;
  if (!signal_number(thread, arguments[0], signal) ||
      !vm::to_index(thread, arguments[1], what, nullptr)) {
    return Ref::error();
  }
  if (signal == kSigKill || signal == kSigStop) {
    return os_error(thread, thread.types().OSError, 22, "Invalid argument");
  }
  const InsideMachine inside(thread);
  process_of(thread).signals.dispositions[static_cast<std::size_t>(signal)] =
      static_cast<Disposition>(what);
  return Ref::none();
}

Ref is_main_thread(vm::Thread& thread, Arguments) {
  const InsideMachine inside(thread);
  const ThreadContext& context = context_of(thread);
  return Ref::boolean(context.process->machine_process->threads.front() == context.machine_thread);
}

/// raise_signal(signal): to this process, in this thread.
Ref raise_signal(vm::Thread& thread, Arguments arguments) {
  int signal = 0;
  if (!signal_number(thread, arguments[0], signal)) return Ref::error();
  return send_signal(thread, process_of(thread), signal, true) ? Ref::none() : Ref::error();
}

/// default_int_handler(signalnum, frame): what SIGINT does unless a program says otherwise.
Ref default_int_handler(vm::Thread& thread, Arguments) {
  return thread.raise(vm::make_exception(thread, thread.types().KeyboardInterrupt, {}));
}

/// pause(): until a signal's handler has run.
Ref pause(vm::Thread& thread, Arguments) {
  MachineCall call(thread);
  Machine& machine = call.machine();
  WaitQueue nobody;
  if (machine.before_blocking(call.self(), Cause::sleep) == Result::cancelled) return Ref::error();
  while (!call.interrupted()) {
    machine.enqueue(call.self(), nobody);
    const WaitReason reason{WaitKind::other, 0, "a signal", nullptr};
    const Result result =
        machine.block(call.self(), ThreadState::sleeping, Cause::sleep, kNoDeadline, reason);
    if (result != Result::ok) machine.dequeue(call.self());
    if (result == Result::cancelled) return Ref::error();
  }
  if (machine.after_blocking(call.self(), Cause::sleep) == Result::cancelled ||
      !call.run_handlers()) {
    return Ref::error();
  }
  return Ref::none();
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"dispose", dispose, "signal, disposition, /"},
    {"is_main_thread", is_main_thread, ""},
    {"raise_signal", raise_signal, "signal, /"},
    {"pause", pause, ""},
    {"default_int_handler", default_int_handler, "signalnum, frame, /"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kSignalModule{"_signal", initialise};

}  // namespace gilsim::runtime
