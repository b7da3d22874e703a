// SPDX-License-Identifier: MIT
//
// What both machines do alike: records, wait queues, and the operations that are made of the
// primitives.
#include "runtime/machine/machine.h"

#include "runtime/machine/fiber.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gilsim::runtime {

Thread::Thread() = default;
Thread::~Thread() = default;
Process::Process() = default;
Process::~Process() = default;

std::string_view name_of(WaitKind kind) {
  switch (kind) {
    case WaitKind::none:
      return "nothing";
    case WaitKind::gil:
      return "gil";
    case WaitKind::lock:
      return "lock";
    case WaitKind::condition:
      return "condition";
    case WaitKind::semaphore:
      return "semaphore";
    case WaitKind::event:
      return "event";
    case WaitKind::barrier:
      return "barrier";
    case WaitKind::queue:
      return "queue";
    case WaitKind::thread_end:
      return "thread_end";
    case WaitKind::process_end:
      return "process_end";
    case WaitKind::pipe_read:
      return "pipe_read";
    case WaitKind::pipe_write:
      return "pipe_write";
    case WaitKind::sleep:
      return "sleep";
    case WaitKind::other:
      return "other";
  }
  return "";
}

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::finished:
      return "finished";
    case Outcome::deadlock:
      return "deadlock";
    case Outcome::tick_limit:
      return "tick_limit";
    case Outcome::time_limit:
      return "time_limit";
    case Outcome::interrupted:
      return "interrupted";
    case Outcome::stack_exhausted:
      return "stack_exhausted";
    case Outcome::stopped:
      return "stopped";
    case Outcome::paused:
      return "paused";
  }
  return "";
}

// --- records -------------------------------------------------------------------------------------

Machine::Machine(const MachineParameters& parameters, EventSink* sink, const Limits& limits,
                 bool is_live)
    : parameters_(parameters), sink_(sink), limits_(limits), is_live_(is_live) {}

Machine::~Machine() = default;

Process& Machine::add_process(std::string name, const ProcessOptions& options,
                              std::int64_t start_ps) {
  auto process = std::make_unique<Process>();
  process->id = 1000 + static_cast<std::uint32_t>(processes_.size());
  process->name = std::move(name);
  process->parent = options.parent;
  process->start_method = options.start_method;
  process->start_ps = start_ps;
  processes_.push_back(std::move(process));
  return *processes_.back();
}

// --- wait queues ---------------------------------------------------------------------------------

void Machine::enqueue(Thread& thread, WaitQueue& queue) {
  assert(thread.waiting_on == nullptr);
  thread.woken = false;
  thread.waiting_on = &queue;
  thread.wait_next = nullptr;
  thread.wait_previous = queue.last_;
  (queue.last_ == nullptr ? queue.first_ : queue.last_->wait_next) = &thread;
  queue.last_ = &thread;
}

void Machine::dequeue(Thread& thread) {
  WaitQueue* const queue = thread.waiting_on;
  if (queue == nullptr) return;
  Thread* const before = thread.wait_previous;
  Thread* const after = thread.wait_next;
  (before == nullptr ? queue->first_ : before->wait_next) = after;
  (after == nullptr ? queue->last_ : after->wait_previous) = before;
  thread.wait_next = thread.wait_previous = nullptr;
  thread.waiting_on = nullptr;
}

bool Machine::take_from_wait_queue(WaitQueue& queue, Thread& thread, std::uint32_t woken_by) {
  assert(thread.waiting_on == &queue);
  static_cast<void>(queue);
  dequeue(thread);
  thread.woken = true;
  thread.woken_by = woken_by;
  return thread.blocked;
}

// --- blocking ------------------------------------------------------------------------------------

Result Machine::block(Thread& thread, ThreadState state, Cause cause, std::int64_t deadline_ps,
                      const WaitReason& reason) {
  static_cast<void>(enter_wait(thread));
  return fall_asleep(thread, state, cause, deadline_ps, reason);
}

Result Machine::sleep(Thread& thread, std::int64_t duration_ps) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  const std::int64_t begin_ps = now_ps(thread);
  const std::int64_t longest = INT64_MAX / 2 - begin_ps;
  const std::int64_t deadline_ps = begin_ps + std::clamp<std::int64_t>(duration_ps, 0, longest);
  if (before_blocking(thread, Cause::sleep) != Result::ok) return Result::cancelled;
  thread.woken = false;
  if (block(thread, ThreadState::sleeping, Cause::sleep, deadline_ps,
            {WaitKind::sleep, 0, "sleep", nullptr}) == Result::cancelled) {
    return Result::cancelled;
  }
  return after_blocking(thread, Cause::sleep);
}

namespace {

ThreadState state_while_waiting(WaitKind kind) {
  switch (kind) {
    case WaitKind::pipe_read:
    case WaitKind::pipe_write:
      return ThreadState::blocked_io;
    case WaitKind::sleep:
      return ThreadState::sleeping;
    case WaitKind::gil:
      return ThreadState::wants_gil;
    default:
      return ThreadState::blocked_lock;
  }
}

Cause cause_of_waiting(WaitKind kind) {
  switch (kind) {
    case WaitKind::pipe_read:
    case WaitKind::pipe_write:
      return Cause::blocking_io;
    case WaitKind::sleep:
      return Cause::sleep;
    case WaitKind::thread_end:
    case WaitKind::process_end:
      return Cause::join;
    default:
      return Cause::lock;
  }
}

}  // namespace

Result Machine::wait(Thread& thread, WaitQueue& queue, std::int64_t deadline_ps,
                     const WaitReason& reason) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  const std::uint64_t wakes = queue.wakes_;
  const Cause cause = cause_of_waiting(reason.kind);
  if (before_blocking(thread, cause) != Result::ok || synchronise(thread) != Result::ok) {
    return Result::cancelled;
  }
  // The kernel looks at the futex's word before it lets a thread sleep: a wake-up that came while
  // the lock was being dropped is not lost.
  Result waited = Result::ok;
  if (wakes == queue.wakes_) {
    enqueue(thread, queue);
    waited = block(thread, state_while_waiting(reason.kind), cause, deadline_ps, reason);
  }
  if (waited == Result::cancelled || after_blocking(thread, cause) != Result::ok) {
    return Result::cancelled;
  }
  return waited;
}

Result Machine::wake(Thread& thread, WaitQueue& queue, std::int64_t count) {
  if (synchronise(thread) != Result::ok) return Result::cancelled;
  if (!queue.empty()) return futex_wake(thread, queue, count);
  ++queue.wakes_;
  return Result::ok;
}

Result Machine::join(Thread& thread, Thread& target, std::int64_t deadline_ps) {
  while (synchronise(thread) == Result::ok) {
    if (target.ending) return Result::ok;
    if (wait(thread, target.end_waiters, deadline_ps,
             {WaitKind::thread_end, target.id, target.name, &target}) == Result::timed_out) {
      return target.ending ? Result::ok : Result::timed_out;
    }
  }
  return Result::cancelled;
}

Result Machine::wait_for_process(Thread& thread, Process& process, std::int64_t deadline_ps) {
  const Thread* const main_thread = process.threads.empty() ? nullptr : process.threads.front();
  while (synchronise(thread) == Result::ok) {
    if (process.ended) return Result::ok;
    if (wait(thread, process.end_waiters, deadline_ps,
             {WaitKind::process_end, process.id, process.name, main_thread}) == Result::timed_out) {
      return process.ended ? Result::ok : Result::timed_out;
    }
  }
  return Result::cancelled;
}

// --- deadlock ------------------------------------------------------------------------------------

void Machine::describe_waiting(RunResult& result) const {
  for (const auto& thread : threads_) {
    if (thread->finished || !thread->blocked) continue;
    const WaitReason& reason = thread->wait_reason;
    result.blocked.push_back({thread.get(), reason.kind, reason.object,
                              std::string(reason.description), reason.owner,
                              thread->wait_began_ps});
  }
  // From each thread along the owners, at most as many steps as there are threads: if that ends
  // where it began, the way is the cycle. The first one by id is reported.
  for (const BlockedThread& blocked : result.blocked) {
    std::vector<const Thread*> way;
    const Thread* at = blocked.thread;
    while (at != nullptr && !at->finished && way.size() <= result.blocked.size()) {
      way.push_back(at);
      at = at->wait_reason.owner;
      if (at == blocked.thread) {
        result.cycle = std::move(way);
        return;
      }
    }
  }
}

}  // namespace gilsim::runtime
