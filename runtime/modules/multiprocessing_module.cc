// SPDX-License-Identifier: MIT
//
// Modules _multiprocessing and _pickle: processes, pipes and shared semaphores, on which the
// package multiprocessing is written in the subset.
#include "runtime/modules/lock.h"
#include "runtime/modules/native_modules.h"
#include "runtime/modules/pickle.h"
#include "runtime/process/pipe.h"
#include "runtime/simulation_context.h"
#include "vm/core/builtin_types.h"
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

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Truth;
using vm::Value;

namespace {

constexpr std::int64_t kBytesPerKib = 1024;
constexpr double kPsPerSecond = 1e12;

// --- pipes ---

struct PipeEndObject : vm::Object {
  PipeEnd* end;  // owned by the process's record
};

Ref make_end(vm::Thread& thread, Pipe& pipe, bool writes) {
  auto* object = thread.heap().make<PipeEndObject>(simulation_of(thread).types().pipe_end);
  object->end = &process_of(thread).add_pipe_end(pipe, writes);
  return Ref::adopt(object);
}

/// A time-out in seconds, or None for none, as a deadline. False: an exception is pending.
bool deadline_after(vm::Thread& thread, Value timeout, std::int64_t& deadline_ps) {
  if (timeout.is_none()) return true;
  double seconds = 0;
  if (!vm::to_double(thread, timeout, seconds)) return false;
  constexpr double kLongest = 1e6;
  deadline_ps =
      now_ps(thread) + static_cast<std::int64_t>(std::clamp(seconds, 0.0, kLongest) * kPsPerSecond);
  return true;
}

/// What handling so many bytes costs: each begun KiB counts.
std::int64_t cost_of_bytes(std::size_t bytes, std::int64_t ps_per_kib) {
  return (static_cast<std::int64_t>(bytes) / kBytesPerKib + 1) * ps_per_kib;
}

/// (rebuild function of this module, (serial, flag)): how shared things are pickled, by number,
/// since both processes run in the same simulation.
Ref reduce_to(vm::Thread& thread, std::string_view rebuild_name, std::uint64_t serial, bool flag) {
  const Ref module = vm::import_module(thread, "_multiprocessing");
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

/// pipe(is_socket) -> (read end, write end)
Ref pipe_new(vm::Thread& thread, Arguments arguments) {
  const Truth is_socket = vm::is_true(thread, arguments[0]);
  if (is_socket == Truth::error) return Ref::error();
  Pipe& pipe = simulation_of(thread).new_pipe(is_socket == Truth::yes ? Pipe::Kind::socket
                                                                      : Pipe::Kind::pipe);
  const Ref reader = make_end(thread, pipe, false);
  const Ref writer = make_end(thread, pipe, true);
  return vm::make_tuple(thread, {reader.get(), writer.get()});
}

PipeEnd* open_end(vm::Thread& thread, Value self, bool writes) {
  PipeEnd* end = vm::cast<PipeEndObject>(self)->end;
  if (end->is_open && end->writes == writes) return end;
  os_error(thread, thread.types().OSError, 9, "Bad file descriptor").reset();
  return nullptr;
}

std::int64_t copy_cost_ps(vm::Thread& thread, std::string_view data) {
  return cost_of_bytes(data.size(), simulation_of(thread).profile().copy_ps_per_kib);
}

/// Waits in a pipe's queue until woken or until the deadline; the GIL is dropped already.
Result wait_in(MachineCall& call, WaitQueue& queue, const Pipe& pipe, WaitKind kind,
               std::int64_t deadline_ps) {
  call.machine().enqueue(call.self(), queue);
  const Result result =
      call.machine().block(call.self(), ThreadState::blocked_io, Cause::blocking_io, deadline_ps,
                           {kind, pipe.serial, pipe.description, nullptr});
  if (result != Result::ok) call.machine().dequeue(call.self());
  return result;
}

/// write(bytes): all of them, waiting for room. As os.write in a loop, with the GIL dropped.
Ref end_write(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = open_end(thread, arguments[0], true);
  if (end == nullptr) return Ref::error();
  if (!vm::is_bytes(arguments[1])) return thread.type_error("a bytes-like object is required");
  const std::string data(vm::cast<vm::Bytes>(arguments[1])->view());
  Pipe& pipe = *end->pipe;
  bool broken = false;
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
    if (machine.spend(call.self(), copy_cost_ps(thread, data)) == Result::cancelled) {
      return Ref::error();
    }
    std::string_view rest = data;
    for (;;) {
      broken = pipe.readers == 0;
      if (broken) break;
      const std::size_t taken = pipe.accept(rest);
      rest.remove_prefix(taken);
      if (taken != 0 && machine.wake(call.self(), pipe.read_waiters) == Result::cancelled) {
        return Ref::error();
      }
      if (rest.empty()) break;
      if (wait_in(call, pipe.write_waiters, pipe, WaitKind::pipe_write, kNoDeadline) ==
          Result::cancelled) {
        return Ref::error();
      }
    }
    if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  if (broken) return os_error(thread, thread.types().BrokenPipeError, 32, "Broken pipe");
  return vm::make_int(thread, static_cast<std::int64_t>(data.size()));
}

/// read(limit): at least one byte, or none at the end of file.
Ref end_read(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = open_end(thread, arguments[0], false);
  if (end == nullptr) return Ref::error();
  std::int64_t limit = 0;
  if (!vm::to_index(thread, arguments[1], limit, nullptr)) return Ref::error();
  Pipe& pipe = *end->pipe;
  std::string data;
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
        machine.synchronise(call.self()) == Result::cancelled) {
      return Ref::error();
    }
    while (pipe.empty() && pipe.writers != 0) {
      if (wait_in(call, pipe.read_waiters, pipe, WaitKind::pipe_read, kNoDeadline) ==
          Result::cancelled) {
        return Ref::error();
      }
    }
    data = pipe.give(static_cast<std::size_t>(limit));
    if (machine.spend(call.self(), copy_cost_ps(thread, data)) == Result::cancelled ||
        machine.wake(call.self(), pipe.write_waiters) == Result::cancelled ||
        machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  return vm::make_bytes(thread, data);
}

/// poll(seconds or None): is there something to read, or the end of file, before the deadline?
Ref end_poll(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = open_end(thread, arguments[0], false);
  if (end == nullptr) return Ref::error();
  std::int64_t deadline_ps = kNoDeadline;
  if (!deadline_after(thread, arguments[1], deadline_ps)) return Ref::error();
  Pipe& pipe = *end->pipe;
  MachineCall call(thread);
  Machine& machine = call.machine();
  if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
      machine.synchronise(call.self()) == Result::cancelled) {
    return Ref::error();
  }
  while (pipe.empty() && pipe.writers != 0 && call.self().now_ps() < deadline_ps) {
    if (wait_in(call, pipe.read_waiters, pipe, WaitKind::pipe_read, deadline_ps) ==
        Result::cancelled) {
      return Ref::error();
    }
  }
  const bool is_ready = !pipe.empty() || pipe.writers == 0;
  if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
    return Ref::error();
  }
  return Ref::boolean(is_ready);
}

Ref end_close(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = vm::cast<PipeEndObject>(arguments[0])->end;
  if (!end->is_open) return Ref::none();
  MachineCall call(thread);
  return close_pipe_end(call.machine(), call.self(), *end) == Result::cancelled ? Ref::error()
                                                                                : Ref::none();
}

Ref end_fileno(vm::Thread& thread, Arguments arguments) {
  constexpr std::int64_t kFirstDescriptor = 3;
  const PipeEnd* end = vm::cast<PipeEndObject>(arguments[0])->end;
  return vm::make_int(thread, kFirstDescriptor + 2 * static_cast<std::int64_t>(end->pipe->serial) +
                                  (end->writes ? 1 : 0));
}

Ref end_reduce(vm::Thread& thread, Arguments arguments) {
  const PipeEnd* end = vm::cast<PipeEndObject>(arguments[0])->end;
  return reduce_to(thread, "_rebuild_end", end->pipe->serial, end->writes);
}

Ref rebuild_end(vm::Thread& thread, Arguments arguments) {
  std::int64_t serial = 0;
  if (!vm::to_index(thread, arguments[0], serial, nullptr)) return Ref::error();
  Pipe* pipe = simulation_of(thread).find_pipe(static_cast<std::uint64_t>(serial));
  if (pipe == nullptr) return thread.value_error("there is no pipe #{}", serial);
  return make_end(thread, *pipe, arguments[1].is_true());
}

constexpr vm::NativeDefinition kPipeEndMethods[] = {
    {"write", end_write, "data, /"},  {"read", end_read, "limit, /"},
    {"poll", end_poll, "timeout, /"}, {"close", end_close, ""},
    {"fileno", end_fileno, ""},       {"__reduce__", end_reduce, ""},
};

// --- shared semaphores ---

struct SemLockObject : vm::Object {
  SharedSemaphore* shared;  // owned by the simulation
  bool is_recursive;        // a mutex that its owner may take again
  std::int64_t count;       // how often this process's owner holds it
  std::uint64_t owner_identity;
};

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
  return Ref::boolean(got == Truth::yes);
}

Ref sem_lock_release(vm::Thread& thread, Arguments arguments) {
  auto* lock = vm::cast<SemLockObject>(arguments[0]);
  SharedSemaphore& shared = *lock->shared;
  if (lock->is_recursive) {
    if (!is_mine(thread, lock)) {
      return thread.error(thread.types().AssertionError,
                          "attempt to release recursive lock not owned by thread");
    }
    if (lock->count > 1) {
      --lock->count;
      return Ref::none();
    }
  } else if (shared.semaphore.value() >= shared.maximum) {
    return thread.value_error("semaphore or lock released too many times");
  }
  --lock->count;
  return release_lock(thread, shared) ? Ref::none() : Ref::error();
}

Ref sem_lock_value(vm::Thread& thread, Arguments arguments) {
  return vm::make_int(thread, vm::cast<SemLockObject>(arguments[0])->shared->semaphore.value());
}
Ref sem_lock_is_mine(vm::Thread& thread, Arguments arguments) {
  return Ref::boolean(is_mine(thread, vm::cast<SemLockObject>(arguments[0])));
}
Ref sem_lock_count(vm::Thread& thread, Arguments arguments) {
  return vm::make_int(thread, vm::cast<SemLockObject>(arguments[0])->count);
}

Ref sem_lock_reduce(vm::Thread& thread, Arguments arguments) {
  const auto* lock = vm::cast<SemLockObject>(arguments[0]);
  return reduce_to(thread, "_rebuild_sem_lock", lock->shared->serial, lock->is_recursive);
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
    {"__reduce__", sem_lock_reduce, ""},
};

// --- processes ---

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
  if (copier.finish()) return true;
  parent.raise(parent.types().NotImplementedError, copier.error()).reset();
  return false;
}

/// The exit code that the child's main function returned.
int exit_code_of(vm::Thread& thread, const Ref& result) {
  if (result.is_error()) {
    return thread.cancelled || !thread.has_exception() ? 1 : vm::exit_status_of_pending(thread);
  }
  std::int64_t code = 0;
  return vm::is_int(result) && vm::int_to_int64(vm::plain_int(result), code)
             ? static_cast<int>(code)
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

/// spawn_process(data, name) -> pid. The child calls multiprocessing._spawn_main(data).
Ref spawn_process(vm::Thread& thread, Arguments arguments) {
  std::string name;
  if (!vm::str_utf8(thread, arguments[1], name)) return Ref::error();
  if (!vm::is_bytes(arguments[0])) return thread.type_error("spawn_process() needs bytes");
  const std::string data(vm::cast<vm::Bytes>(arguments[0])->view());
  ProcessContext* child = simulation_of(thread).start_process(
      thread, name, "spawn", [](vm::Thread&, ProcessContext&) { return true; },
      [data](vm::Thread& child_thread) {
        if (!vm::initialise_interpreter(child_thread)) return 1;
        const Ref module = vm::import_module(child_thread, "multiprocessing.spawn");
        const Ref bytes = vm::make_bytes(child_thread, data);
        if (module.is_error() || bytes.is_error()) return exit_code_of(child_thread, Ref::error());
        const Value values[] = {bytes.get()};
        const Ref result = vm::call_method(child_thread, module, std::string_view("_main"), values);
        return exit_code_of(child_thread, result);
      });
  if (child == nullptr) return Ref::error();
  return Ref::small_int(child->machine_process->id);
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
  if (!process->ended && deadline_ps > call.self().now_ps() &&
      call.machine().wait_for_process(call.self(), *process, deadline_ps) == Result::cancelled) {
    return Ref::error();
  }
  return process->ended ? Ref::small_int(process->exit_code) : Ref::none();
}

/// kill_process(pid, signal): ends it at once; its exit code is the negative signal.
Ref kill_process(vm::Thread& thread, Arguments arguments) {
  std::int64_t id = 0;
  std::int64_t signal = 0;
  if (!vm::to_index(thread, arguments[0], id, nullptr) ||
      !vm::to_index(thread, arguments[1], signal, nullptr)) {
    return Ref::error();
  }
  Process* process = process_with_id(thread, id);
  if (process == nullptr) {
    return os_error(thread, thread.types().ProcessLookupError, 3, "No such process");
  }
  if (process->ended) return Ref::none();
  return simulation_of(thread).end_process_of(thread, *process, static_cast<int>(-signal))
             ? Ref::none()
             : Ref::error();
}

Ref get_pid(vm::Thread& thread, Arguments) {
  return Ref::small_int(process_of(thread).machine_process->id);
}
Ref get_parent_pid(vm::Thread& thread, Arguments) {
  const Process* parent = process_of(thread).machine_process->parent;
  return Ref::small_int(parent == nullptr ? 1 : parent->id);
}
Ref cpu_count(vm::Thread& thread, Arguments) {
  return vm::make_int(thread, simulation_of(thread).cores());
}
Ref default_start_method(vm::Thread& thread, Arguments) {
  return vm::make_str(thread, simulation_of(thread).start_method());
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"pipe", pipe_new, "is_socket, /"},
    {"_rebuild_end", rebuild_end, "serial, writes, /"},
    {"sem_lock", sem_lock_new, "is_recursive, value, maximum, /"},
    {"_rebuild_sem_lock", rebuild_sem_lock, "serial, is_recursive, /"},
    {"fork_process", fork_process, "process, name, /"},
    {"spawn_process", spawn_process, "data, name, /"},
    {"run_main_again", run_main_again, ""},
    {"wait_process", wait_process, "pid, timeout, /"},
    {"kill_process", kill_process, "pid, signal, /"},
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
  if (!pickle_dumps(thread, arguments[0], out)) return Ref::error();
  thread.charge(cost_of_bytes(out.size(), simulation_of(thread).profile().pickle_ps_per_kib));
  return vm::make_bytes(thread, out);
}

Ref loads(vm::Thread& thread, Arguments arguments) {
  if (!vm::is_bytes(arguments[0])) {
    return thread.type_error("a bytes-like object is required, not '{}'",
                             vm::type_name(thread, arguments[0]));
  }
  const std::string_view data = vm::cast<vm::Bytes>(arguments[0])->view();
  thread.charge(cost_of_bytes(data.size(), simulation_of(thread).profile().unpickle_ps_per_kib));
  return pickle_loads(thread, data);
}

constexpr vm::NativeDefinition kPickleFunctions[] = {
    {"dumps", dumps, "obj, /"},
    {"loads", loads, "data, /"},
};

bool initialise_pickle(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kPickleFunctions);
}

// --- types ---

void copy_pipe_end(vm::HeapCopier& copier, vm::Object* from, vm::Object* to) {
  const PipeEnd* end = static_cast<PipeEndObject*>(from)->end;
  auto* child = static_cast<ProcessContext*>(copier.target().interpreter()->host_data);
  PipeEnd& twin = child->add_pipe_end(*end->pipe, end->writes);
  if (!end->is_open) {
    twin.is_open = false;
    --(twin.writes ? twin.pipe->writers : twin.pipe->readers);
  }
  static_cast<PipeEndObject*>(to)->end = &twin;
}

void copy_sem_lock(vm::HeapCopier&, vm::Object*, vm::Object*) {}  // numbers and a shared pointer

}  // namespace

Result close_pipe_end(Machine& machine, Thread& self, PipeEnd& end) {
  if (!end.is_open) return Result::ok;
  end.is_open = false;
  if (machine.synchronise(self) == Result::cancelled) return Result::cancelled;
  Pipe& pipe = *end.pipe;
  int& holders = end.writes ? pipe.writers : pipe.readers;
  if (--holders != 0) return Result::ok;
  return machine.wake(self, end.writes ? pipe.read_waiters : pipe.write_waiters);
}

void fill_multiprocessing_types(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition end{.name = "PipeEnd", .module = "_multiprocessing"};
  end.instance_size = sizeof(PipeEndObject);
  types.pipe_end = vm::create_builtin_type(instance, end);
  types.pipe_end->slots.copy_to_heap = copy_pipe_end;
  vm::add_methods(instance, types.pipe_end, kPipeEndMethods);
  vm::finish_builtin_type(instance, types.pipe_end);

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
