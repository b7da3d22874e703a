// SPDX-License-Identifier: MIT
#include "runtime/sync_watch.h"

#include "runtime/modules/pipe_end.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::runtime {

namespace {

/// Paths lead from `self` through attributes of instances.
struct SyncFunction {
  std::string_view file;
  std::string_view function;      // Class.method
  std::string_view made_of;       // a lock, a pipe's end, a listener, a process's number
  std::string_view waiters;       // a list with one entry each
  std::string_view more_waiters;  // another one
  std::string_view count;         // a number, a flag, or something with a length
  bool only_asks = false;         // False is an answer, not a failure
};

// clang-format off
constexpr SyncFunction kSyncFunctions[] = {
    {"threading.py", "Condition.wait", "_lock", "_waiters", "", ""},
    {"threading.py", "Condition.wait_for", "_lock", "_waiters", "", ""},
    {"threading.py", "Condition.notify", "_lock", "_waiters", "", ""},
    {"threading.py", "Condition.notify_all", "_lock", "_waiters", "", ""},
    {"threading.py", "Semaphore.acquire", "_cond._lock", "_cond._waiters", "", "_value"},
    {"threading.py", "Semaphore.release", "_cond._lock", "_cond._waiters", "", "_value"},
    {"threading.py", "BoundedSemaphore.release", "_cond._lock", "_cond._waiters", "", "_value"},
    {"threading.py", "Event.set", "_cond._lock", "_cond._waiters", "", "_flag"},
    {"threading.py", "Event.clear", "_cond._lock", "_cond._waiters", "", "_flag"},
    {"threading.py", "Event.wait", "_cond._lock", "_cond._waiters", "", "_flag"},
    {"threading.py", "Event.is_set", "_cond._lock", "_cond._waiters", "", "_flag", true},
    {"threading.py", "Barrier.wait", "_cond._lock", "_cond._waiters", "", "_count"},
    {"threading.py", "Barrier.reset", "_cond._lock", "_cond._waiters", "", "_count"},
    {"threading.py", "Barrier.abort", "_cond._lock", "_cond._waiters", "", "_count"},
    {"threading.py", "Thread.join", "_done_lock", "", "", ""},
    {"queue.py", "Queue.put", "mutex", "not_full._waiters", "not_empty._waiters", "queue"},
    {"queue.py", "Queue.get", "mutex", "not_empty._waiters", "not_full._waiters", "queue"},
    {"queue.py", "Queue.task_done", "mutex", "all_tasks_done._waiters", "", "unfinished_tasks"},
    {"queue.py", "Queue.join", "mutex", "all_tasks_done._waiters", "", "unfinished_tasks"},
    {"queue.py", "Queue.qsize", "mutex", "not_empty._waiters", "not_full._waiters", "queue", true},
    {"queue.py", "Queue.empty", "mutex", "not_empty._waiters", "not_full._waiters", "queue", true},
    {"queue.py", "Queue.full", "mutex", "not_empty._waiters", "not_full._waiters", "queue", true},
    {"multiprocessing/queues.py", "Queue.put", "_slots", "", "", ""},
    {"multiprocessing/queues.py", "Queue.get", "_slots", "", "", ""},
    {"multiprocessing/queues.py", "Queue.qsize", "_slots", "", "", "", true},
    {"multiprocessing/queues.py", "Queue.empty", "_slots", "", "", "", true},
    {"multiprocessing/queues.py", "Queue.full", "_slots", "", "", "", true},
    {"multiprocessing/queues.py", "JoinableQueue.put", "_slots", "", "", ""},
    {"multiprocessing/queues.py", "JoinableQueue.task_done", "_slots", "", "", ""},
    {"multiprocessing/queues.py", "JoinableQueue.join", "_slots", "", "", ""},
    {"multiprocessing/queues.py", "SimpleQueue.put", "_read_lock", "", "", ""},
    {"multiprocessing/queues.py", "SimpleQueue.get", "_read_lock", "", "", ""},
    {"multiprocessing/queues.py", "SimpleQueue.empty", "_read_lock", "", "", "", true},
    {"multiprocessing/synchronize.py", "Condition.wait", "_lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Condition.wait_for", "_lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Condition.notify", "_lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Condition.notify_all", "_lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Event.set", "_cond._lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Event.clear", "_cond._lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Event.wait", "_cond._lock", "", "", ""},
    {"multiprocessing/synchronize.py", "Event.is_set", "_cond._lock", "", "", "", true},
    {"multiprocessing/synchronize.py", "Semaphore.get_value", "_semlock", "", "", "", true},
    {"multiprocessing/process.py", "BaseProcess.join", "_popen.pid", "", "", ""},
    {"multiprocessing/connection.py", "Connection.send", "_writer", "", "", ""},
    {"multiprocessing/connection.py", "Connection.send_bytes", "_writer", "", "", ""},
    {"multiprocessing/connection.py", "Connection.recv", "_reader", "", "", ""},
    {"multiprocessing/connection.py", "Connection.recv_bytes", "_reader", "", "", ""},
    {"multiprocessing/connection.py", "Connection.poll", "_reader", "", "", "", true},
    {"socket.py", "socket.accept", "_listener", "", "", ""},
    {"socket.py", "socket.connect", "_writer", "", "", ""},
    {"socket.py", "socket.send", "_writer", "", "", ""},
    {"socket.py", "socket.recv", "_reader", "", "", ""},
    {"socket.py", "socket.sendto", "_listener", "", "", ""},
    {"socket.py", "socket.recvfrom", "_listener", "", "", ""},
};
// clang-format on

const SyncFunction* find_function(const vm::Code& code) {
  if (!code.qualified_name->is_ascii || !code.file_name->is_ascii) return nullptr;
  for (const SyncFunction& known : kSyncFunctions) {
    if (known.function == code.qualified_name->ascii() && known.file == code.file_name->ascii()) {
      return &known;
    }
  }
  return nullptr;
}

vm::Value attribute(vm::Thread& thread, vm::Value owner, std::string_view name) {
  if (!owner.is_object() || owner.as_object()->type->dict_offset == 0) return {};
  vm::Dict** const dict = vm::dict_slot_of(owner.as_object());
  if (dict == nullptr || *dict == nullptr) return {};
  return vm::dict_get(*dict, thread.instance.intern(name));
}

vm::Value follow(vm::Thread& thread, vm::Value value, std::string_view path) {
  while (!path.empty()) {
    const std::size_t length = std::min(path.find('.'), path.size());
    value = attribute(thread, value, path.substr(0, length));
    path.remove_prefix(std::min(length + 1, path.size()));
  }
  return value;
}

/// The serial number of what an object is or wraps: a lock, a pipe, a listener, a process. 0: none.
std::uint64_t serial_of(vm::Thread& thread, vm::Value value) {
  const RuntimeTypes& types = simulation_of(thread).types();
  const vm::Value inner = attribute(thread, value, "_semlock");
  if (!inner.is_undefined()) value = inner;
  if (value.is_small_int()) return static_cast<std::uint64_t>(value.as_small_int());
  if (!value.is_object()) return 0;
  const vm::Type* const type = value.as_object()->type;
  if (type == types.lock) return vm::cast<LockObject>(value)->state->serial;
  if (type->is_subtype_of(types.rlock)) return vm::cast<RLockObject>(value)->state->serial;
  if (type == types.sem_lock) return vm::cast<SemLockObject>(value)->shared->serial;
  if (type == types.pipe_end) return vm::cast<PipeEndObject>(value)->end->pipe->serial;
  if (type == types.listener) return vm::cast<ListenerObject>(value)->end->listener->serial;
  return 0;
}

/// A number as it is, anything else by its length; -1: it has neither.
std::int64_t count_of(vm::Thread& thread, vm::Value value) {
  if (value.is_small_int()) return value.as_small_int();
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  if (!value.is_object()) return -1;
  const vm::Type* const type = value.as_object()->type;
  std::int64_t length = -1;
  // A class of the program could have a __len__ in Python.
  if (type->is_heap_type || type->slots.length == nullptr) return -1;
  return type->slots.length(thread, value, length) ? length : -1;
}

std::int64_t waiters_of(vm::Thread& thread, vm::Value self, const SyncFunction& function) {
  if (function.waiters.empty()) return -1;
  const std::int64_t waiters = count_of(thread, follow(thread, self, function.waiters));
  if (function.more_waiters.empty() || waiters < 0) return waiters;
  const std::int64_t more = count_of(thread, follow(thread, self, function.more_waiters));
  return more < 0 ? more : waiters + more;
}

vm::Value self_of(vm::Frame& frame) {
  const vm::Value first = frame.slots()[0];
  return vm::has_layout(first, vm::Layout::cell) ? vm::cast<vm::Cell>(first)->content : first;
}

}  // namespace

bool is_sync_function(const vm::Code& code) { return find_function(code) != nullptr; }

void report_sync_function(vm::Thread& thread, vm::Value result) {
  const SyncFunction* const function = find_function(*thread.frame->code);
  const vm::Value self = self_of(*thread.frame);
  if (function == nullptr || !self.is_object()) return;
  const std::string kind(vm::type_name(self.as_object()->type));
  std::string outcome(kSyncBegins);
  if (result.is_error()) {
    outcome = vm::type_name(thread, thread.pending());
  } else if (!result.is_undefined()) {
    outcome = result.is_false() && !function->only_asks ? kSyncFailed : kSyncDone;
  }
  SyncOperation operation;
  operation.kind = kind;
  operation.operation = function->function.substr(function->function.find('.') + 1);
  operation.outcome = outcome;
  operation.object = serial_of(thread, follow(thread, self, function->made_of));
  operation.waiters = waiters_of(thread, self, *function);
  if (!function->count.empty()) {
    operation.count = count_of(thread, follow(thread, self, function->count));
  }
  simulation_of(thread).report_sync(thread, operation, thread.frame->previous);
}

void report_sync(vm::Thread& thread, const LockState& lock, std::string_view operation,
                 bool succeeded, std::int64_t count) {
  SimulationContext& simulation = simulation_of(thread);
  if (!simulation.observes_sync) return;
  const std::string_view description = lock.description;
  SyncOperation report;
  report.kind = description.substr(0, description.rfind(" #"));
  report.operation = operation;
  report.outcome = succeeded ? kSyncDone : kSyncFailed;
  report.object = lock.serial;
  report.waiters = lock.semaphore.waiters();
  report.count = count;
  simulation.report_sync(thread, report, thread.frame);
}

}  // namespace gilsim::runtime
