// SPDX-License-Identifier: MIT
//
// Modules _multiprocessing and _pickle: processes, pipes and shared semaphores, on which the
// package multiprocessing is written in the subset.
#include "runtime/modules/lock.h"
#include "runtime/modules/native_modules.h"
#include "runtime/modules/native_support.h"
#include "runtime/modules/pickle.h"
#include "runtime/modules/pipe_end.h"
#include "runtime/process/pipe.h"
#include "runtime/simulation_context.h"
#include "runtime/sync_watch.h"
#include "vm/core/builtin_types.h"
#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/eval/run_program.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <utility>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Truth;
using vm::Value;

namespace {

// --- shared semaphores ---

Ref make_sem_lock(vm::Thread& thread, SharedSemaphore& shared, bool is_recursive) {
  auto* lock = thread.heap().make<SemLockObject>(simulation_of(thread).types().sem_lock);
  lock->shared = &shared;
  lock->is_recursive = is_recursive;
  return Ref::adopt(lock);
}

/// _sem_lock(is_recursive, value, maximum)
Ref sem_lock_new(vm::Thread& thread, Arguments arguments) {
  std::int64_t value = 0;
  std::int64_t maximum = 0;
  if (!vm::to_index(thread, arguments[1], value, nullptr) ||
      !vm::to_index(thread, arguments[2], maximum, nullptr)) {
    return Ref::error();
  }
  return make_sem_lock(thread, simulation_of(thread).new_semaphore(value, maximum),
                       arguments[0].is_true());
}

bool is_mine(vm::Thread& thread, const SemLockObject* lock) {
  return lock->count > 0 && lock->owner_identity == context_of(thread).identity;
}

Ref sem_lock_acquire(vm::Thread& thread, Arguments arguments) {
  auto* lock = vm::cast<SemLockObject>(arguments[0]);
  const Truth block = vm::is_true(thread, arguments[1]);
  if (block == Truth::error) return Ref::error();
  if (lock->is_recursive && is_mine(thread, lock)) {
    ++lock->count;
    report_sync(thread, *lock->shared, "acquire", true, 0);
    return Ref::boolean(true);
  }
  std::int64_t deadline_ps = kNoDeadline;
  if (!deadline_after(thread, arguments[2], deadline_ps)) return Ref::error();
  const Ref keep = Ref::share(lock);
  SharedSemaphore& shared = *lock->shared;
  const Truth got = block == Truth::yes ? acquire_lock(thread, shared, deadline_ps)
                                        : try_acquire_lock(thread, shared);
  if (got == Truth::error) return Ref::error();
  if (got == Truth::yes) {
    ++lock->count;
    lock->owner_identity = context_of(thread).identity;
  }
  const InsideMachine inside(thread);
  report_sync(thread, shared, "acquire", got == Truth::yes, shared.semaphore.value());
  return Ref::boolean(got == Truth::yes);
}

Ref sem_lock_release(vm::Thread& thread, Arguments arguments) {
  auto* lock = vm::cast<SemLockObject>(arguments[0]);
  SharedSemaphore& shared = *lock->shared;
  const InsideMachine inside(thread);
  if (lock->is_recursive) {
    if (!is_mine(thread, lock)) {
      return thread.error(thread.types().AssertionError,
                          "attempt to release recursive lock not owned by thread");
    }
    if (lock->count > 1) {
      --lock->count;
      report_sync(thread, shared, "release", true, 0);
      return Ref::none();
    }
  } else if (shared.semaphore.value() >= shared.maximum) {
    return thread.value_error("semaphore or lock released too many times");
  }
  --lock->count;
  if (!release_lock(thread, shared)) return Ref::error();
  report_sync(thread, shared, "release", true, shared.semaphore.value());
  return Ref::none();
}

Ref sem_lock_value(vm::Thread& thread, Arguments arguments) {
  const InsideMachine inside(thread);
  return vm::make_int(thread, vm::cast<SemLockObject>(arguments[0])->shared->semaphore.value());
}
Ref sem_lock_is_mine(vm::Thread& thread, Arguments arguments) {
  return Ref::boolean(is_mine(thread, vm::cast<SemLockObject>(arguments[0])));
}
Ref sem_lock_count(vm::Thread& thread, Arguments arguments) {
  return vm::make_int(thread, vm::cast<SemLockObject>(arguments[0])->count);
}

Ref sem_lock_maximum(vm::Thread& thread, Arguments arguments) {
  return vm::make_int(thread, vm::cast<SemLockObject>(arguments[0])->shared->maximum);
}

Ref sem_lock_reduce(vm::Thread& thread, Arguments arguments) {
  const auto* lock = vm::cast<SemLockObject>(arguments[0]);
  return reduce_to(thread, "_multiprocessing", "_rebuild_sem_lock", lock->shared->serial,
                   lock->is_recursive);
}

Ref rebuild_sem_lock(vm::Thread& thread, Arguments arguments) {
  std::int64_t serial = 0;
  if (!vm::to_index(thread, arguments[0], serial, nullptr)) return Ref::error();
  SharedSemaphore* shared =
      simulation_of(thread).find_semaphore(static_cast<std::uint64_t>(serial));
  if (shared == nullptr) return thread.value_error("there is no lock #{}", serial);
  return make_sem_lock(thread, *shared, arguments[1].is_true());
}

constexpr vm::NativeDefinition kSemLockMethods[] = {
    {"acquire", sem_lock_acquire, "block=True, timeout=None"},
    {"release", sem_lock_release, ""},
    {"_get_value", sem_lock_value, ""},
    {"_is_mine", sem_lock_is_mine, ""},
    {"_count", sem_lock_count, ""},
    {"maxvalue", sem_lock_maximum, nullptr, vm::kNativeGetter},
    {"__reduce__", sem_lock_reduce, ""},
};

// --- processes ---

/// A forked child has every end open that its parent has, whether or not it can reach it.
void inherit_ends(ProcessContext& parent, ProcessContext& child) {
  for (const auto& end : parent.pipe_ends) {
    const auto& copied = child.ends_copied;
    if (end->is_open && std::find(copied.begin(), copied.end(), end.get()) == copied.end()) {
      child.add_pipe_end(*end->pipe, end->writes);
    }
  }
  child.ends_copied.clear();
}

/// Copies the parent's modules and the Process object into the child's heap.
bool fork_heap(vm::Thread& parent, ProcessContext& child, Value process_object, Value& twin) {
  vm::Interpreter& from = parent.interpreter;
  vm::Interpreter& to = *child.interpreter;
  vm::HeapCopier copier(from, to);
  to.modules = copier.copy_object(from.modules);
  to.builtins = copier.copy_object(from.builtins);
  to.interned_types = copier.copy_object(from.interned_types);
  to.recursion_limit = from.recursion_limit;
  to.int_max_str_digits = from.int_max_str_digits;
  twin = copier.copy(process_object);
  if (copier.finish()) {
    inherit_ends(process_of(parent), child);
    child.signals.dispositions = process_of(parent).signals.dispositions;
    return true;
  }
  parent.raise(parent.types().NotImplementedError, copier.error()).reset();
  return false;
}

/// The exit code that the child's main function returned.
int exit_code_of(vm::Thread& thread, const Ref& result) {
  if (result.is_error()) {
    return thread.cancelled || !thread.has_exception() ? 1 : vm::exit_status_of_pending(thread);
  }
  constexpr std::int64_t kLowByte = 0xff;  // what the parent gets of an exit status
  std::int64_t code = 0;
  return vm::is_int(result) && vm::int_to_int64(vm::plain_int(result), code)
             ? static_cast<int>(code & kLowByte)
             : 1;
}

/// fork_process(process, name) -> pid. The child calls process._bootstrap().
Ref fork_process(vm::Thread& thread, Arguments arguments) {
  std::string name;
  if (!vm::str_utf8(thread, arguments[1], name)) return Ref::error();
  auto twin = std::make_shared<Value>();
  ProcessContext* child = simulation_of(thread).start_process(
      thread, name, "fork",
      [&](vm::Thread& parent, ProcessContext& fresh) {
        return fork_heap(parent, fresh, arguments[0], *twin);
      },
      [twin](vm::Thread& child_thread) {
        const Ref process = Ref::adopt(*twin);
        const Ref result =
            vm::call_method(child_thread, process, std::string_view("_bootstrap_forked"));
        return exit_code_of(child_thread, result);
      });
  if (child == nullptr) return Ref::error();
  return Ref::small_int(child->machine_process->id);
}

/// Runs in a spawned child what CPython gives it as its command (Lib/multiprocessing/spawn.py,
/// get_command_line): tracebacks there begin with it. Returns the exit code.
int run_spawn_command(vm::Thread& child, std::string_view data) {
  constexpr std::string_view kCommand =
      "from multiprocessing.spawn import spawn_main; spawn_main(data)";
  if (!vm::initialise_interpreter(child)) return 1;
  const Ref main = vm::make_main_module(child, "__main__", "");
  const Ref bytes = vm::make_bytes(child, data);
  if (main.is_error() || bytes.is_error()) return exit_code_of(child, Ref::error());
  vm::Dict* const globals = main.as<vm::Module>()->dict;
  vm::Code* const code =
      vm::dict_set(child, globals, child.instance.intern("data"), bytes.get())
          ? vm::compile_text(child, kCommand, "<string>", vm::CompileMode::module)
          : nullptr;
  if (code == nullptr) return exit_code_of(child, Ref::error());
  return exit_code_of(child, vm::run_code(child, code, globals, Value(globals)));
}

/// spawn_process(data, name) -> pid. The child calls multiprocessing.spawn.spawn_main(data).
Ref spawn_process(vm::Thread& thread, Arguments arguments) {
  std::string name;
  if (!vm::str_utf8(thread, arguments[1], name)) return Ref::error();
  if (!vm::is_bytes(arguments[0])) return thread.type_error("spawn_process() needs bytes");
  const std::string data(vm::cast<vm::Bytes>(arguments[0])->view());
  ProcessContext* child = simulation_of(thread).start_process(
      thread, name, "spawn",
      [](vm::Thread& parent, ProcessContext& fresh) {
        fresh.ends_in_flight = std::exchange(process_of(parent).ends_in_flight, {});
        return true;
      },
      [data](vm::Thread& child_thread) { return run_spawn_command(child_thread, data); });
  if (child == nullptr) return Ref::error();
  return Ref::small_int(child->machine_process->id);
}

/// next_interpreter_id(): 1, 2, ... in the process; the main interpreter is 0.
Ref next_interpreter_id(vm::Thread& thread, Arguments) {
  const InsideMachine inside(thread);
  return vm::make_int(thread, ++process_of(thread).owner_process().interpreters_made);
}

/// start_interpreter(data, name): a further interpreter of this process, with a GIL of its own. It
/// calls concurrent.interpreters._main(data).
Ref start_interpreter(vm::Thread& thread, Arguments arguments) {
  std::string name;
  if (!vm::str_utf8(thread, arguments[1], name)) return Ref::error();
  if (!vm::is_bytes(arguments[0])) return thread.type_error("start_interpreter() needs bytes");
  const std::string data(vm::cast<vm::Bytes>(arguments[0])->view());
  ProcessContext* made = simulation_of(thread).start_process(
      thread, name, "interpreter",
      [](vm::Thread& parent, ProcessContext& fresh) {
        fresh.owner = &process_of(parent).owner_process();
        fresh.ends_in_flight = std::exchange(process_of(parent).ends_in_flight, {});
        return true;
      },
      [data](vm::Thread& own_thread) {
        if (!vm::initialise_interpreter(own_thread) ||
            vm::make_main_module(own_thread, "__main__", "").is_error()) {
          return 1;
        }
        const Ref module = vm::import_module(own_thread, "concurrent.interpreters");
        const Ref bytes = vm::make_bytes(own_thread, data);
        if (module.is_error() || bytes.is_error()) return exit_code_of(own_thread, Ref::error());
        const Value values[] = {bytes.get()};
        const Ref result = vm::call_method(own_thread, module, std::string_view("_main"), values);
        return exit_code_of(own_thread, result);
      });
  return made == nullptr ? Ref::error() : Ref::none();
}

/// run_main_again(): the main program as module __mp_main__, in a spawned child.
Ref run_main_again(vm::Thread& thread, Arguments) {
  // A notebook's or prompt's __main__ is in no file: the child has an empty one instead.
  if (simulation_of(thread).options().interactive) {
    const Ref empty = vm::make_main_module(thread, "__main__", "");
    if (empty.is_error()) return Ref::error();
    empty.as<vm::Module>()->is_native = true;
    return Ref::none();
  }
  return simulation_of(thread).run_main_module_again(thread, "__mp_main__");
}

Process* process_with_id(vm::Thread& thread, std::int64_t id) {
  const InsideMachine inside(thread);
  for (const auto& process : machine_of(thread).processes()) {
    if (process->id == static_cast<std::uint32_t>(id)) return process.get();
  }
  return nullptr;
}

/// wait_process(pid, seconds or None) -> exit code, or None if it still runs at the deadline.
Ref wait_process(vm::Thread& thread, Arguments arguments) {
  std::int64_t id = 0;
  if (!vm::to_index(thread, arguments[0], id, nullptr)) return Ref::error();
  Process* process = process_with_id(thread, id);
  if (process == nullptr) {
    return os_error(thread, thread.types().ChildProcessError, 10, "No child processes");
  }
  std::int64_t deadline_ps = kNoDeadline;
  if (!deadline_after(thread, arguments[1], deadline_ps)) return Ref::error();
  MachineCall call(thread);
  if (call.machine().synchronise(call.self()) == Result::cancelled) return Ref::error();
  while (!process->ended && deadline_ps > call.now_ps()) {
    if (call.machine().wait_for_process(call.self(), *process, deadline_ps) == Result::cancelled ||
        !call.run_handlers()) {
      return Ref::error();
    }
  }
  if (!process->ended) return Ref::none();
  static_cast<ProcessContext*>(process->interpreter)->is_waited_for = true;
  return Ref::small_int(process->exit_code);
}

/// sentinel(pid): the number that _connection.poll takes for the end of a process.
Ref sentinel(vm::Thread& thread, Arguments arguments) {
  std::int64_t id = 0;
  if (!vm::to_index(thread, arguments[0], id, nullptr)) return Ref::error();
  return vm::make_int(thread, sentinel_of_process(id));
}

Ref get_pid(vm::Thread& thread, Arguments) {
  return Ref::small_int(process_of(thread).owner_process().machine_process->id);
}
Ref get_parent_pid(vm::Thread& thread, Arguments) {
  const Process* parent = process_of(thread).owner_process().machine_process->parent;
  return Ref::small_int(parent == nullptr ? 1 : parent->id);
}
Ref cpu_count(vm::Thread& thread, Arguments) {
  return vm::make_int(thread, simulation_of(thread).cores());
}
Ref default_start_method(vm::Thread& thread, Arguments) {
  return vm::make_str(thread, simulation_of(thread).start_method());
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"sem_lock", sem_lock_new, "is_recursive, value, maximum, /"},
    {"_rebuild_sem_lock", rebuild_sem_lock, "serial, is_recursive, /"},
    {"fork_process", fork_process, "process, name, /"},
    {"spawn_process", spawn_process, "data, name, /"},
    {"next_interpreter_id", next_interpreter_id, ""},
    {"start_interpreter", start_interpreter, "data, name, /"},
    {"run_main_again", run_main_again, ""},
    {"wait_process", wait_process, "pid, timeout, /"},
    {"sentinel", sentinel, "pid, /"},
    {"getpid", get_pid, ""},
    {"getppid", get_parent_pid, ""},
    {"cpu_count", cpu_count, ""},
    {"default_start_method", default_start_method, ""},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

// --- _pickle ---

Ref dumps(vm::Thread& thread, Arguments arguments) {
  std::string out;
  std::int64_t protocol = 0;
  if (!vm::to_index(thread, arguments[1], protocol, thread.types().OverflowError)) {
    return Ref::error();
  }
  const PickleOptions options{static_cast<int>(protocol), arguments[2], arguments[3]};
  if (!pickle_dumps(thread, arguments[0], options, out)) return Ref::error();
  thread.charge(cost_of_bytes(out.size(), simulation_of(thread).profile().pickle_ps_per_kib));
  return vm::make_bytes(thread, out);
}

/// (object, number of bytes it took)
Ref loads(vm::Thread& thread, Arguments arguments) {
  std::string_view data;
  if (!vm::bytes_view(arguments[0], data)) {
    return thread.type_error("a bytes-like object is required, not '{}'",
                             vm::type_name(thread, arguments[0]));
  }
  std::size_t used = 0;
  const UnpickleOptions options{arguments[1], arguments[2]};
  const Ref object = pickle_loads(thread, data, options, used);
  if (object.is_error()) return Ref::error();
  thread.charge(cost_of_bytes(used, simulation_of(thread).profile().unpickle_ps_per_kib));
  const Ref length = vm::make_int(thread, static_cast<std::int64_t>(used));
  if (length.is_error()) return Ref::error();
  return vm::make_tuple(thread, {object.get(), length.get()});
}

constexpr vm::NativeDefinition kPickleFunctions[] = {
    {"dumps", dumps, "obj, protocol, persistent_id, dispatch_table, /"},
    {"loads", loads, "data, find_class, persistent_load, /"},
};

bool initialise_pickle(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kPickleFunctions);
}

// --- types ---

/// The child's threads hold none, whatever the parent's do.
void copy_sem_lock(vm::HeapCopier&, vm::Object*, vm::Object* to) {
  static_cast<SemLockObject*>(to)->count = 0;
}

}  // namespace

void fill_multiprocessing_types(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition lock{.name = "SemLock", .module = "_multiprocessing"};
  lock.instance_size = sizeof(SemLockObject);
  types.sem_lock = vm::create_builtin_type(instance, lock);
  types.sem_lock->slots.copy_to_heap = copy_sem_lock;
  vm::add_methods(instance, types.sem_lock, kSemLockMethods);
  vm::finish_builtin_type(instance, types.sem_lock);
}

const vm::NativeModuleDefinition kMultiprocessingModule{"_multiprocessing", initialise};
const vm::NativeModuleDefinition kPickleModule{"_pickle", initialise_pickle};

}  // namespace gilsim::runtime
