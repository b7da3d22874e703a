// SPDX-License-Identifier: MIT
#include "runtime/process/signals.h"

#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/module.h"

#include <bit>

namespace gilsim::runtime {

using vm::Ref;
using vm::Value;

namespace {

/// SIGCHLD, SIGCONT, SIGURG, SIGWINCH: nothing happens unless there is a handler.
constexpr std::uint64_t kHarmless = 1u << 17 | 1u << 18 | 1u << 23 | 1u << 28;

/// Calls signal._deliver(number), which knows the handlers.
bool run_handler(vm::Thread& thread, int signal) {
  const Ref module = vm::import_module(thread, "signal");
  if (module.is_error()) return false;
  const Value arguments[] = {Value::small_int(signal)};
  return !vm::call_method(thread, module, std::string_view("_deliver"), arguments).is_error();
}

}  // namespace

SignalFate note_signal(ProcessContext& target, int signal) {
  if (signal == 0 || target.machine_process->ended) return SignalFate::nothing;
  const std::uint64_t bit = std::uint64_t{1} << signal;
  switch (target.signals.dispositions[static_cast<std::size_t>(signal)]) {
    case Disposition::ignored:
      return SignalFate::nothing;
    case Disposition::standard:
      return (kHarmless & bit) != 0 ? SignalFate::nothing : SignalFate::ends_process;
    case Disposition::handled:
      break;
  }
  target.signals.pending |= bit;
  return SignalFate::handled;
}

bool send_signal(vm::Thread& sender, ProcessContext& target, int signal, bool to_sender) {
  {
    MachineCall call(sender);
    if (call.machine().synchronise(call.self()) == Result::cancelled) return false;
  }
  const InsideMachine inside(sender);
  switch (note_signal(target, signal)) {
    case SignalFate::nothing:
      return true;
    case SignalFate::ends_process:
      return target.simulation->end_process_of(sender, *target.machine_process, -signal);
    case SignalFate::handled:
      break;
  }
  Thread& main_thread = *target.machine_process->threads.front();
  // On the live machine the thread looks itself (after_machine_call).
  if (auto* vm_thread = static_cast<vm::Thread*>(main_thread.vm_thread);
      vm_thread != nullptr && !machine_of(sender).is_live()) {
    vm_thread->request_attention(vm::Thread::kAttentionSignal);
  }
  MachineCall call(sender);
  if (to_sender && &call.self() != &main_thread) return true;
  return call.machine().interrupt(call.self(), main_thread) == Result::ok;
}

namespace {

/// The next signal that waits for its handler; 0: none is left.
int take_pending_signal(vm::Thread& thread) {
  const InsideMachine inside(thread);
  std::atomic<std::uint64_t>& pending = process_of(thread).signals.pending;
  const int signal = pending == 0 ? 0 : std::countr_zero(pending.load());
  pending &= pending - 1;
  if (pending == 0) {
    thread.withdraw_attention(vm::Thread::kAttentionSignal);
    context_of(thread).machine_thread->interrupted = false;
  }
  return signal;
}

}  // namespace

bool run_signal_handlers(vm::Thread& thread) {
  while (const int signal = take_pending_signal(thread)) {
    if (!run_handler(thread, signal)) return false;
  }
  return true;
}

bool MachineCall::serve_signals(Cause cause) {
  if (!interrupted()) return true;
  if (machine().after_blocking(self(), cause) == Result::cancelled) return false;
  return run_handlers() && machine().before_blocking(self(), cause) == Result::ok;
}

bool MachineCall::run_handlers() {
  if (!interrupted()) return true;
  // Python code runs outside the machine.
  const int depth = machine().step_out(self());
  bool fine = after_machine_call(thread_);
  if (fine) {
    thread_.unsettle();
    fine = run_signal_handlers(thread_);
    thread_.settle();
  }
  machine().step_in(self(), depth);
  return fine;
}

}  // namespace gilsim::runtime
