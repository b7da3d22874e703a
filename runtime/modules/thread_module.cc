// SPDX-License-Identifier: MIT
//
// Module _thread: starting threads, identities, locks. What CPython has in Modules/_threadmodule.c.
#include "runtime/modules/lock.h"
#include "runtime/modules/native_modules.h"
#include "runtime/simulation_context.h"
#include "vm/core/slots.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <memory>
#include <utility>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

/// What a new thread is to do. Shared with the machine's copy of the body.
struct ThreadStart {
  Ref function;
  Ref arguments;  // tuple
  Ref keywords;   // dict or Undefined
  Ref done_lock;  // released when the thread has run, or Undefined
};

/// A thread died of an exception that its function let through.
void report_uncaught(vm::Thread& thread, Value function) {
  if (thread.exception_matches(thread.types().SystemExit)) {
    thread.clear_exception();
    return;
  }
  const Ref exception = thread.take_exception();
  std::string text = "<function>";
  if (!vm::repr_utf8(thread, function, text)) thread.clear_exception();
  text = "Exception ignored in thread started by: " + text + "\n" +
         vm::format_exception(thread, exception);
  simulation_of(thread).write(thread, vm::Stream::standard_error, text);
}

void run_thread(vm::Thread& thread, ThreadStart& start) {
  const auto* arguments = start.arguments.as<vm::Tuple>();
  std::vector<Value> values(arguments->view().begin(), arguments->view().end());
  std::vector<Value> names;
  if (!start.keywords.is_undefined()) {
    Value key;
    Value value;
    for (std::int64_t at = 0; vm::dict_next(start.keywords.as<vm::Dict>(), at, key, value);) {
      names.push_back(key);
      values.push_back(value);
    }
  }
  const Ref keyword_names = vm::make_tuple(thread, std::span<const Value>(names));
  const Arguments given{values.data(), static_cast<std::uint32_t>(arguments->length),
                        names.empty() ? nullptr : keyword_names.as<vm::Tuple>()};
  const Ref result = vm::call(thread, start.function, given);
  if (result.is_error() && !thread.cancelled) report_uncaught(thread, start.function);
  if (!start.done_lock.is_undefined() && !thread.cancelled) {
    LockState& lock = *start.done_lock.as<LockObject>()->state;
    if (is_locked(thread, lock)) (void)release_lock(thread, lock);
  }
  start = ThreadStart();
}

/// Who waits for this lock waits for that thread, and reports say so.
void stands_for_end_of(vm::Thread& thread, LockState& lock, const ThreadContext& started) {
  const InsideMachine inside(thread);
  if (!is_locked(thread, lock)) return;  // it has ended already
  lock.kind = WaitKind::thread_end;
  lock.owner = started.machine_thread;
}

Ref start_thread(vm::Thread& thread, ThreadStart start, std::string name, bool daemon) {
  const Ref done_lock = Ref::share(start.done_lock);
  auto shared = std::make_shared<ThreadStart>(std::move(start));
  ThreadContext* started = simulation_of(thread).start_thread(
      thread, std::move(name), daemon,
      [shared](vm::Thread& new_thread) { run_thread(new_thread, *shared); });
  if (started == nullptr) return Ref::error();
  if (!done_lock.is_undefined())
    stands_for_end_of(thread, *done_lock.as<LockObject>()->state, *started);
  return vm::make_int_unsigned(thread, started->identity);
}

/// start_new_thread(function, args[, kwargs])
Ref start_new_thread(vm::Thread& thread, Arguments arguments) {
  if (!vm::is_callable(arguments[0])) return thread.type_error("first arg must be callable");
  if (!vm::is_tuple(arguments[1])) return thread.type_error("2nd arg must be a tuple");
  if (!arguments[2].is_undefined() && !vm::is_dict(arguments[2])) {
    return thread.type_error("optional 3rd arg must be a dictionary");
  }
  ThreadStart start{Ref::share(arguments[0]), Ref::share(arguments[1]), Ref::share(arguments[2]),
                    Ref()};
  return start_thread(thread, std::move(start), "Dummy", true);
}

/// _start(function, args, name, daemon, done_lock): what threading.Thread.start uses.
Ref start_named(vm::Thread& thread, Arguments arguments) {
  std::string name;
  if (!vm::str_utf8(thread, arguments[2], name)) return Ref::error();
  const vm::Truth daemon = vm::is_true(thread, arguments[3]);
  if (daemon == vm::Truth::error) return Ref::error();
  ThreadStart start{Ref::share(arguments[0]), Ref::share(arguments[1]), Ref(),
                    Ref::share(arguments[4])};
  return start_thread(thread, std::move(start), std::move(name), daemon == vm::Truth::yes);
}

Ref allocate_lock(vm::Thread& thread, Arguments) { return make_lock(thread); }

Ref get_ident(vm::Thread& thread, Arguments) {
  return vm::make_int_unsigned(thread, context_of(thread).identity);
}

/// Linux: the first thread's native id is the process id.
Ref get_native_id(vm::Thread& thread, Arguments) {
  const ThreadContext& context = context_of(thread);
  const InsideMachine inside(thread);
  const std::uint32_t process_id = context.process->machine_process->id;
  const std::uint32_t first = context.process->machine_process->threads.front()->id;
  return vm::make_int(thread, std::int64_t{process_id} + context.machine_thread->id - first);
}

Ref count_threads(vm::Thread& thread, Arguments) {
  const InsideMachine inside(thread);
  return Ref::small_int(std::int64_t{process_of(thread).machine_process->threads_alive} - 1);
}

/// _set_name(ident, name): a thread's name as reports and traces show it.
Ref set_name(vm::Thread& thread, Arguments arguments) {
  std::int64_t identity = 0;
  std::string name;
  if (!vm::to_index(thread, arguments[0], identity, nullptr) ||
      !vm::str_utf8(thread, arguments[1], name)) {
    return Ref::error();
  }
  const InsideMachine inside(thread);
  for (Thread* member : process_of(thread).machine_process->threads) {
    const auto* vm_thread = static_cast<vm::Thread*>(member->vm_thread);
    if (vm_thread == nullptr) continue;
    const auto* context = static_cast<ThreadContext*>(vm_thread->host_data);
    if (context->identity == static_cast<std::uint64_t>(identity)) member->name = name;
  }
  return Ref::none();
}

/// interrupt_main(signum=SIGINT): as if the signal had come.
Ref interrupt_main(vm::Thread& thread, Arguments arguments) {
  std::int64_t signal = 0;
  if (!vm::to_index(thread, arguments[0], signal, nullptr)) return Ref::error();
  if (signal < 1 || signal >= kSignalCount) {
    return thread.value_error("signal number out of range");
  }
  // Not if the signal would do what it does without a handler.
  ProcessContext& process = process_of(thread);
  {
    const InsideMachine inside(thread);
    if (process.signals.dispositions[static_cast<std::size_t>(signal)] != Disposition::handled) {
      return Ref::none();
    }
  }
  return send_signal(thread, process, static_cast<int>(signal), true) ? Ref::none() : Ref::error();
}

Ref exit_thread(vm::Thread& thread, Arguments) {
  return thread.raise(thread.types().SystemExit, "");
}

/// stack_size(size=0) -> the size before. Remembered and nothing else: simulated stacks are as
/// large as they are.
Ref stack_size(vm::Thread& thread, Arguments arguments) {
  constexpr std::int64_t kSmallest = 32768;  // PTHREAD_STACK_MIN and what CPython adds
  std::int64_t size = 0;
  if (!vm::to_index(thread, arguments[0], size, thread.types().OverflowError)) return Ref::error();
  if (size < 0) return thread.value_error("size must be 0 or a positive value");
  if (size != 0 && size < kSmallest) return thread.value_error("size not valid: {} bytes", size);
  return vm::make_int(thread, std::exchange(process_of(thread).thread_stack_size, size));
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"start_new_thread", start_new_thread, "function, args, kwargs=..., /"},
    {"start_new", start_new_thread, "function, args, kwargs=..., /"},
    {"_start", start_named, "function, args, name, daemon, done_lock, /"},
    {"allocate_lock", allocate_lock, ""},
    {"allocate", allocate_lock, ""},
    {"get_ident", get_ident, ""},
    {"get_native_id", get_native_id, ""},
    {"_count", count_threads, ""},
    {"_set_name", set_name, "ident, name, /"},
    {"interrupt_main", interrupt_main, "signum=2, /"},
    {"exit", exit_thread, ""},
    {"exit_thread", exit_thread, ""},
    {"stack_size", stack_size, "size=0, /"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  if (!vm::add_functions(thread, module, kFunctions)) return false;
  const RuntimeTypes& types = simulation_of(thread).types();
  constexpr std::int64_t kTimeoutMax = 9223372036;
  const auto set = [&](std::string_view name, Value value) {
    return vm::dict_set(thread, module.dict, thread.instance.intern(name), value);
  };
  const Ref timeout_max = vm::make_float(thread, static_cast<double>(kTimeoutMax));
  return set("LockType", types.lock) && set("RLock", types.rlock) &&
         set("error", thread.types().RuntimeError) && set("TIMEOUT_MAX", timeout_max);
}

}  // namespace

const vm::NativeModuleDefinition kThreadModule{"_thread", initialise};

}  // namespace gilsim::runtime
