// SPDX-License-Identifier: MIT
#include "runtime/modules/lock.h"

#include "runtime/deadlock_report.h"
#include "runtime/runtime_types.h"
#include "runtime/simulation_context.h"
#include "runtime/sync_watch.h"
#include "vm/core/builtin_types.h"
#include "vm/core/heap_allocator.h"
#include "vm/eval/operations.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Truth;
using vm::Value;

namespace {

constexpr double kPicosecondsPerSecond = 1e12;
/// threading.TIMEOUT_MAX of 64-bit Linux, in seconds; longer is refused as CPython refuses it.
constexpr double kLongestTimeout = 9223372036.0;

LockState& state_of(Value lock) { return *vm::cast<LockObject>(lock)->state; }

}  // namespace

LockState::LockState(std::uint64_t the_serial, std::string_view name, std::int64_t value)
    : semaphore(value), serial(the_serial) {
  const auto end = fmt::format_to_n(description, sizeof(description) - 1, "{} #{}", name, serial);
  *end.out = 0;
}

LockState* new_lock_state(vm::Thread& thread, std::string_view name, std::int64_t value) {
  SimulationContext& simulation = simulation_of(thread);
  auto* state =
      vm::new_in_heap<LockState>(thread.heap(), simulation.next_object_serial(), name, value);
  if (process_of(thread).gil->policy().has_lock) {
    state->lone_operation_ps = simulation.machine().parameters().lock_operation_ps;
  }
  return state;
}

LockState* copy_lock_state(vm::Heap& target, const LockState& source) {
  auto* state = vm::new_in_heap<LockState>(target, source);
  state->semaphore = Semaphore(source.semaphore.value());
  state->owner = nullptr;
  state->contenders = 0;
  return state;
}

Ref make_lock(vm::Thread& thread) {
  auto* lock = thread.heap().make<LockObject>(simulation_of(thread).types().lock);
  lock->state = new_lock_state(thread, "lock", 1);
  return Ref::adopt(lock);
}

namespace {

/// REQUIRES: lock.is_alone(): nobody is in the semaphore, so it is as one made with that value.
void change_alone(vm::Thread& thread, LockState& lock, std::int64_t difference) {
  thread.charge(lock.lone_operation_ps);
  lock.semaphore = Semaphore(lock.semaphore.value() + difference);
}

}  // namespace

Truth try_acquire_lock(vm::Thread& thread, LockState& lock) {
  if (lock.is_alone()) {
    const bool is_free = !is_locked(thread, lock);
    change_alone(thread, lock, is_free ? -1 : 0);
    if (is_free) lock.taken_by(context_of(thread).machine_thread);
    return vm::truth_of(is_free);
  }
  MachineCall call(thread);
  const Result result = lock.semaphore.try_wait(call.machine(), call.self());
  if (result == Result::cancelled) return Truth::error;
  if (result == Result::ok) lock.taken_by(&call.self());
  return vm::truth_of(result == Result::ok);
}

namespace {

/// Condition.wait of threading.py waits for a lock that it has taken itself and that notify()
/// releases. Reports call that by its name.
bool is_condition_wait(const vm::Thread& thread) {
  return thread.frame != nullptr &&
         thread.frame->code->file_name == thread.instance.intern("threading.py") &&
         thread.frame->code->qualified_name == thread.instance.intern("Condition.wait");
}

WaitReason reason_to_wait(const vm::Thread& thread, const LockState& lock) {
  if (is_condition_wait(thread)) {
    return {WaitKind::condition, lock.serial, "a notification of a condition", nullptr};
  }
  return {lock.kind, lock.serial, lock.description, lock.owner};
}

/// Counts a thread as contender from before it drops the GIL until it has it again. One that was
/// cancelled never has it again, and stays counted.
class Contender {
 public:
  Contender(LockState& lock, const Thread& thread) : lock_(lock), thread_(thread) {
    ++lock_.contenders;
  }
  ~Contender() {
    if (!thread_.cancelled) --lock_.contenders;
  }
  Contender(const Contender&) = delete;
  Contender& operator=(const Contender&) = delete;

 private:
  LockState& lock_;
  const Thread& thread_;
};

void note_starvation(vm::Thread& thread, const LockState& lock, std::uint64_t overtakes,
                     std::int64_t waited_ps) {
  const Thread& self = *context_of(thread).machine_thread;
  simulation_of(thread).starvation().add(
      {.thread = name_in_report(self, self.process->parent != nullptr),
       .lock = lock.serial,
       .description = lock.description,
       .place = describe_place(thread),
       .overtakes = overtakes,
       .waited_ps = waited_ps});
}

}  // namespace

Truth acquire_lock(vm::Thread& thread, LockState& lock, std::int64_t deadline_ps) {
  const Truth at_once = try_acquire_lock(thread, lock);
  if (at_once != Truth::no) return at_once;
  MachineCall call(thread);
  Machine& machine = call.machine();
  Thread& self = call.self();
  const Contender contender(lock, self);
  const std::uint64_t acquisitions_before = lock.acquisitions;
  const std::int64_t began_ps = call.now_ps();
  if (machine.before_blocking(self, Cause::lock) == Result::cancelled) return Truth::error;
  Result result = Result::timed_out;
  for (;;) {
    const WaitStyle style{ThreadState::blocked_lock, Cause::lock, reason_to_wait(thread, lock)};
    result = lock.semaphore.wait(machine, self, deadline_ps, style);
    if (result != Result::timed_out || !call.interrupted()) break;
    if (!call.serve_signals(Cause::lock)) return Truth::error;
    if (call.now_ps() >= deadline_ps) break;
  }
  const std::uint64_t overtakes = lock.acquisitions - acquisitions_before;
  if (overtakes >= StarvationWatch::kLeastOvertakes) {
    note_starvation(thread, lock, overtakes, call.now_ps() - began_ps);
  }
  if (result == Result::ok) lock.taken_by(&self);
  if (machine.after_blocking(self, Cause::lock) == Result::cancelled ||
      result == Result::cancelled) {
    return Truth::error;
  }
  return vm::truth_of(result == Result::ok);
}

bool release_lock(vm::Thread& thread, LockState& lock) {
  if (lock.is_alone()) {
    lock.owner = nullptr;
    change_alone(thread, lock, 1);
    return true;
  }
  MachineCall call(thread);
  lock.owner = nullptr;
  return lock.semaphore.post(call.machine(), call.self()) != Result::cancelled;
}

bool is_locked(vm::Thread& thread, const LockState& lock) {
  if (lock.is_alone()) return lock.semaphore.value() == 0;  // nobody else is in the semaphore
  const InsideMachine inside(thread);
  return lock.semaphore.value() == 0;
}

namespace {

/// A float, or what stands for an integer. False: an exception is pending.
bool timeout_seconds(vm::Thread& thread, Value timeout, double& seconds) {
  if (timeout.is_undefined()) return true;
  if (vm::is_float(timeout)) return vm::to_double(thread, timeout, seconds);
  const Ref number = vm::index_as_int(thread, timeout);
  return !number.is_error() && vm::to_double(thread, number, seconds);
}

/// acquire(blocking=True, timeout=-1): the deadline; `try_only`: do not wait at all.
bool parse_wait(vm::Thread& thread, Value blocking, Value timeout, bool& try_only,
                std::int64_t& deadline_ps) {
  try_only = false;
  deadline_ps = kNoDeadline;
  if (blocking.is_true() && timeout == Value::small_int(-1)) return true;
  std::int64_t wait = 0;
  double seconds = -1;
  if (!vm::to_index(thread, blocking, wait, thread.types().OverflowError) ||
      !timeout_seconds(thread, timeout, seconds)) {
    return false;
  }
  try_only = wait == 0;
  if (try_only && seconds != -1) {
    thread.value_error("can't specify a timeout for a non-blocking call").reset();
    return false;
  }
  if (seconds == -1) return true;
  if (std::isnan(seconds)) {
    thread.value_error("Invalid value NaN (not a number)").reset();
    return false;
  }
  if (seconds < 0) {
    thread.value_error("timeout value must be positive").reset();
    return false;
  }
  if (seconds > kLongestTimeout) {
    thread.error(thread.types().OverflowError, "timestamp out of range for platform time_t")
        .reset();
    return false;
  }
  if (seconds == 0) try_only = true;
  // Beyond what the clock can count, waiting for the deadline and waiting forever are the same.
  const double ahead = seconds * kPicosecondsPerSecond;
  const std::int64_t now = now_ps(thread);
  if (ahead < static_cast<double>(kNoDeadline - now) * 0.5) {
    deadline_ps = now + static_cast<std::int64_t>(ahead);
  }
  return true;
}

Ref lock_acquire(vm::Thread& thread, Arguments arguments) {
  bool try_only = false;
  std::int64_t deadline_ps = kNoDeadline;
  if (!parse_wait(thread, arguments[1], arguments[2], try_only, deadline_ps)) return Ref::error();
  const Ref keep = Ref::share(arguments[0]);
  LockState& lock = state_of(arguments[0]);
  const Truth got =
      try_only ? try_acquire_lock(thread, lock) : acquire_lock(thread, lock, deadline_ps);
  if (got == Truth::error) return Ref::error();
  report_sync(thread, lock, "acquire", got == Truth::yes);
  return Ref::boolean(got == Truth::yes);
}

Ref lock_release(vm::Thread& thread, Arguments arguments) {
  LockState& lock = state_of(arguments[0]);
  if (!is_locked(thread, lock))
    return thread.error(thread.types().RuntimeError, "release unlocked lock");
  const Ref keep = Ref::share(arguments[0]);
  if (!release_lock(thread, lock)) return Ref::error();
  report_sync(thread, lock, "release", true);
  return Ref::none();
}

Ref lock_enter(vm::Thread& thread, Arguments arguments) {
  const Ref keep = Ref::share(arguments[0]);
  LockState& lock = state_of(arguments[0]);
  if (acquire_lock(thread, lock, kNoDeadline) == Truth::error) return Ref::error();
  report_sync(thread, lock, "acquire", true);
  return Ref::boolean(true);
}

Ref lock_locked(vm::Thread& thread, Arguments arguments) {
  LockState& lock = state_of(arguments[0]);
  const bool locked = is_locked(thread, lock);
  report_sync(thread, lock, "locked", true, locked ? 1 : 0);
  return Ref::boolean(locked);
}

/// After fork, in the child: as new.
Ref lock_at_fork(vm::Thread& thread, Arguments arguments) {
  LockState& state = state_of(arguments[0]);
  const InsideMachine inside(thread);
  state.semaphore = Semaphore(1);
  state.owner = nullptr;
  state.contenders = 0;
  return Ref::none();
}

Ref lock_repr(vm::Thread& thread, Value self) {
  return vm::make_str(thread, fmt::format("<{} _thread.lock object at 0x{:x}>",
                                          is_locked(thread, state_of(self)) ? "locked" : "unlocked",
                                          thread.interpreter.identity_of(self)));
}

constexpr vm::NativeDefinition kLockMethods[] = {
    {"acquire", lock_acquire, "blocking=True, timeout=-1"},
    {"acquire_lock", lock_acquire, "blocking=True, timeout=-1"},
    {"release", lock_release, ""},
    {"release_lock", lock_release, ""},
    {"locked", lock_locked, ""},
    {"locked_lock", lock_locked, ""},
    {"__enter__", lock_enter, ""},
    {"__exit__", lock_release, "exc_type=None, exc_value=None, traceback=None, /"},
    {"_at_fork_reinit", lock_at_fork, ""},
};

// --- RLock ---

std::uint64_t identity_of(vm::Thread& thread) { return context_of(thread).identity; }

Ref rlock_new(vm::Thread& thread, vm::Type* cls, Arguments) {
  auto* lock = static_cast<RLockObject*>(thread.heap().allocate(cls, cls->instance_size));
  lock->state = new_lock_state(thread, "RLock", 1);
  return Ref::adopt(lock);
}

Ref rlock_acquire_with(vm::Thread& thread, RLockObject* lock, bool try_only,
                       std::int64_t deadline_ps) {
  if (lock->owner_identity == identity_of(thread) && lock->count > 0) {
    ++lock->count;
    report_sync(thread, *lock->state, "acquire", true, lock->count);
    return Ref::boolean(true);
  }
  const Ref keep = Ref::share(lock);
  const Truth got = try_only ? try_acquire_lock(thread, *lock->state)
                             : acquire_lock(thread, *lock->state, deadline_ps);
  if (got == Truth::error) return Ref::error();
  if (got == Truth::yes) {
    lock->owner_identity = identity_of(thread);
    lock->count = 1;
  }
  report_sync(thread, *lock->state, "acquire", got == Truth::yes, lock->count);
  return Ref::boolean(got == Truth::yes);
}

Ref rlock_acquire(vm::Thread& thread, Arguments arguments) {
  bool try_only = false;
  std::int64_t deadline_ps = kNoDeadline;
  if (!parse_wait(thread, arguments[1], arguments[2], try_only, deadline_ps)) return Ref::error();
  return rlock_acquire_with(thread, vm::cast<RLockObject>(arguments[0]), try_only, deadline_ps);
}

Ref rlock_enter(vm::Thread& thread, Arguments arguments) {
  return rlock_acquire_with(thread, vm::cast<RLockObject>(arguments[0]), false, kNoDeadline);
}

Ref rlock_release(vm::Thread& thread, Arguments arguments) {
  auto* lock = vm::cast<RLockObject>(arguments[0]);
  if (lock->count == 0 || lock->owner_identity != identity_of(thread)) {
    return thread.error(thread.types().RuntimeError, "cannot release un-acquired lock");
  }
  const Ref keep = Ref::share(lock);
  if (--lock->count == 0) {
    lock->owner_identity = 0;
    if (!release_lock(thread, *lock->state)) return Ref::error();
  }
  report_sync(thread, *lock->state, "release", true, lock->count);
  return Ref::none();
}

Ref rlock_is_owned(vm::Thread& thread, Arguments arguments) {
  const auto* lock = vm::cast<RLockObject>(arguments[0]);
  return Ref::boolean(lock->count > 0 && lock->owner_identity == identity_of(thread));
}

/// For Condition.wait: gives all levels back, and takes them again.
Ref rlock_release_save(vm::Thread& thread, Arguments arguments) {
  auto* lock = vm::cast<RLockObject>(arguments[0]);
  if (lock->count == 0) {
    return thread.error(thread.types().RuntimeError, "cannot release un-acquired lock");
  }
  const Value saved[] = {Value::small_int(std::exchange(lock->count, 0)),
                         Value::small_int(static_cast<std::int64_t>(
                             std::exchange(lock->owner_identity, std::uint64_t{0})))};
  if (!release_lock(thread, *lock->state)) return Ref::error();
  report_sync(thread, *lock->state, "release", true, 0);
  return vm::make_tuple(thread, saved);
}

Ref rlock_acquire_restore(vm::Thread& thread, Arguments arguments) {
  auto* lock = vm::cast<RLockObject>(arguments[0]);
  if (!vm::is_tuple(arguments[1]) || vm::cast<vm::Tuple>(arguments[1])->length != 2) {
    return thread.type_error("_acquire_restore() takes what _release_save() returned");
  }
  const auto* saved = vm::cast<vm::Tuple>(arguments[1]);
  if (acquire_lock(thread, *lock->state, kNoDeadline) == Truth::error) return Ref::error();
  lock->count = (*saved)[0].as_small_int();
  lock->owner_identity = static_cast<std::uint64_t>((*saved)[1].as_small_int());
  report_sync(thread, *lock->state, "acquire", true, lock->count);
  return Ref::none();
}

Ref rlock_repr(vm::Thread& thread, Value self) {
  const auto* lock = vm::cast<RLockObject>(self);
  return vm::make_str(thread,
                      fmt::format("<{} _thread.RLock object owner={} count={} at 0x{:x}>",
                                  lock->count != 0 ? "locked" : "unlocked", lock->owner_identity,
                                  lock->count, thread.interpreter.identity_of(self)));
}

constexpr vm::NativeDefinition kRLockMethods[] = {
    {"acquire", rlock_acquire, "blocking=True, timeout=-1"},
    {"release", rlock_release, ""},
    {"__enter__", rlock_enter, ""},
    {"__exit__", rlock_release, "exc_type=None, exc_value=None, traceback=None, /"},
    {"_is_owned", rlock_is_owned, ""},
    {"_release_save", rlock_release_save, ""},
    {"_acquire_restore", rlock_acquire_restore, "state"},
};

/// LockObject and RLockObject alike: the state is given back, and copied by fork with its value.
template <typename Lock>
void dealloc_lock(vm::Heap& heap, vm::Object* object) {
  auto* lock = static_cast<Lock*>(object);
  vm::delete_in_heap(heap, lock->state);
}

template <typename Lock>
void copy_lock(vm::HeapCopier& copier, vm::Object* from, vm::Object* to) {
  static_cast<Lock*>(to)->state =
      copy_lock_state(copier.target(), *static_cast<Lock*>(from)->state);
}

}  // namespace

void fill_lock_types(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition lock{.name = "lock", .module = "_thread"};
  lock.instance_size = sizeof(LockObject);
  types.lock = vm::create_builtin_type(instance, lock);
  types.lock->slots.repr = lock_repr;
  types.lock->slots.dealloc = dealloc_lock<LockObject>;
  types.lock->slots.copy_to_heap = copy_lock<LockObject>;
  vm::add_methods(instance, types.lock, kLockMethods);
  vm::finish_builtin_type(instance, types.lock);

  vm::TypeDefinition rlock{.name = "RLock", .module = "_thread"};
  rlock.instance_size = sizeof(RLockObject);
  rlock.can_be_base = true;
  types.rlock = vm::create_builtin_type(instance, rlock);
  types.rlock->slots.repr = rlock_repr;
  types.rlock->slots.new_instance = rlock_new;
  types.rlock->slots.dealloc = dealloc_lock<RLockObject>;
  types.rlock->slots.copy_to_heap = copy_lock<RLockObject>;
  vm::add_methods(instance, types.rlock, kRLockMethods);
  vm::finish_builtin_type(instance, types.rlock);
}

}  // namespace gilsim::runtime
