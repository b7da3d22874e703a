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

bool send_signal(vm::Thread& sender, ProcessContext& target, int signal, bool to_sender) {
  {
    MachineCall call(sender);
    if (call.machine().synchronise(call.self()) == Result::cancelled) return false;
  }
  if (signal == 0 || target.machine_process->ended) return true;
  const std::uint64_t bit = std::uint64_t{1} << signal;
  switch (target.signals.dispositions[static_cast<std::size_t>(signal)]) {
    case Disposition::ignored:
      return true;
    case Disposition::standard:
      if ((kHarmless & bit) != 0) return true;
      return target.simulation->end_process_of(sender, *target.machine_process, -signal);
    case Disposition::handled:
      break;
  }
  target.signals.pending |= bit;
  Thread& main_thread = *target.machine_process->threads.front();
  if (auto* vm_thread = static_cast<vm::Thread*>(main_thread.vm_thread)) {
    vm_thread->request_attention(vm::Thread::kAttentionSignal);
  }
  MachineCall call(sender);
  if (to_sender && &call.self() != &main_thread) return true;
  return call.machine().interrupt(call.self(), main_thread) == Result::ok;
}

bool run_signal_handlers(vm::Thread& thread) {
  SignalState& state = process_of(thread).signals;
  while (state.pending != 0) {
    const int signal = std::countr_zero(state.pending);
    state.pending &= state.pending - 1;
    if (state.pending == 0) {
      thread.withdraw_attention(vm::Thread::kAttentionSignal);
      context_of(thread).machine_thread->interrupted = false;
    }
    if (!run_handler(thread, signal)) return false;
  }
  context_of(thread).machine_thread->interrupted = false;
  thread.withdraw_attention(vm::Thread::kAttentionSignal);
  return true;
}

bool MachineCall::serve_signals(Cause cause) {
  if (!interrupted()) return true;
  if (machine().after_blocking(self(), cause) == Result::cancelled) return false;
  return run_handlers() && machine().before_blocking(self(), cause) == Result::ok;
}

bool MachineCall::run_handlers() {
  if (!interrupted()) return true;
  if (!after_machine_call(thread_)) return false;
  thread_.unsettle();
  const bool fine = run_signal_handlers(thread_);
  thread_.settle();
  return fine;
}

}  // namespace gilsim::runtime
