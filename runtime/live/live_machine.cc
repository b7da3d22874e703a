// SPDX-License-Identifier: MIT
//
// Threads of the operating system, their beginnings and ends, grants and requests. Blocking is in
// live_blocking.cc.
#include "runtime/live/live_machine.h"

#include "runtime/host_clock.h"
#include "runtime/machine/fiber.h"

#include <sched.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace gilsim::runtime {

namespace {

// How long bytecode runs between two looks at the request word. Charged time: gilsim executes an
// instruction several times faster than the CPython that the profile describes.
constexpr std::int64_t kGrantPs = 10 * kPicosecondsPerMicrosecond;
constexpr std::int64_t kGrantTicks = 1'000'000;

}  // namespace

std::chrono::nanoseconds nanoseconds_until(std::int64_t deadline_ps, std::int64_t now_ps) {
  return std::chrono::nanoseconds((deadline_ps - now_ps) / kPicosecondsPerNanosecond + 1);
}

std::vector<int> host_cpus() {
  std::vector<int> cpus;
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return {0};
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(static_cast<std::size_t>(cpu), &allowed)) cpus.push_back(cpu);
  }
  return cpus;
}

LiveMachine::LiveMachine(std::vector<int> cpus, EventSink* sink, const Limits& limits)
    : Machine({}, sink, limits, /*is_live=*/true),
      cpus_(std::move(cpus)),
      start_ns_(host_now_ns()) {}

LiveMachine::~LiveMachine() = default;

std::int64_t LiveMachine::clock_ps() const {
  return (host_now_ns() - start_ns_) * kPicosecondsPerNanosecond;
}

// --- processes and threads -----------------------------------------------------------------------

Process& LiveMachine::create_process(std::string name, ProcessOptions options) {
  Process& created = add_process(std::move(name), options, clock_ps());
  emit_process(EventKind::process_start, created, options.start_method, options.creator);
  return created;
}

Thread* LiveMachine::create_thread(Process& process, std::string name, Body body,
                                   ThreadOptions options) {
  if (options.creator != nullptr && synchronise(*options.creator) != Result::ok) return nullptr;
  if (stopping_) return nullptr;
  auto made = std::make_unique<LiveThread>();
  LiveThread& thread = *made;
  threads_.push_back(std::move(made));
  thread.machine = this;
  thread.id = static_cast<std::uint32_t>(threads_.size());
  thread.process = &process;
  thread.name = std::move(name);
  thread.daemon = options.daemon;
  thread.body = std::move(body);
  thread.takes_lock = options.takes_lock;
  thread.start_ps = thread.state_since_ps = clock_ps();
  process.threads.push_back(&thread);
  ++process.threads_alive;
  ++alive_;
  emit(EventKind::thread_start, thread, Cause::thread_start, options.creator);
  if (running_) start(thread);
  return &thread;
}

// If the system has no thread for it, the run cannot go on.
void LiveMachine::start(LiveThread& thread) {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  for (const int cpu : cpus_) CPU_SET(static_cast<std::size_t>(cpu), &allowed);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  // As large as a fiber's: recursion ends at the same depth on both machines.
  pthread_attr_setstacksize(&attributes, StackAllocator::kStackBytes);
  pthread_attr_setaffinity_np(&attributes, sizeof allowed, &allowed);
  const int error = pthread_create(&thread.os_thread, &attributes, os_thread_main, &thread);
  pthread_attr_destroy(&attributes);
  thread.was_started = error == 0;
  if (error == 0) return;
  stop_everything(Outcome::stack_exhausted);
  thread.body = nullptr;
  finish(thread);
}

void* LiveMachine::os_thread_main(void* argument) {
  auto& thread = *static_cast<LiveThread*>(argument);
  thread.machine->thread_main(thread);
  return nullptr;
}

void LiveMachine::thread_main(LiveThread& thread) {
  pthread_attr_t attributes;
  void* lowest = nullptr;
  std::size_t bytes = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &lowest, &bytes);
    pthread_attr_destroy(&attributes);
  }
  enter(thread);  // who created it may not be done with it
  thread.stack_limit = static_cast<const std::byte*>(lowest);
  take_requests(thread);
  InterpreterLock* const lock = thread.takes_lock ? thread.process->lock.get() : nullptr;
  step_out(thread);
  if (lock != nullptr) {
    lock->take(thread, Cause::thread_start);
  } else {
    set_state(thread, ThreadState::running, Cause::thread_start);
  }
  grant(thread);
  if (!thread.cancelled) thread.body(thread);
  thread.body = nullptr;  // may hold objects of the interpreter
  count_ticks(thread);
  if (lock != nullptr) lock->drop(thread, Cause::thread_end);
  enter(thread);
  finish(thread);
  step_out(thread);
}

void LiveMachine::finish(LiveThread& thread) {
  thread.ending = true;
  futex_wake(thread, thread.end_waiters, INT64_MAX);
  thread.finished = true;
  if (thread.was_started) {
    thread.cpu_time_ps = host_thread_cpu_ns(thread.os_thread) * kPicosecondsPerNanosecond;
    ended_.push_back(&thread);
  }
  {
    const auto events = hold_events(thread);
    thread.end_ps = thread.now_ps();
    thread.time_in_state_ps[static_cast<std::size_t>(thread.state)] +=
        thread.end_ps - thread.state_since_ps;
    thread.state_since_ps = thread.end_ps;
    if (observed()) {
      put(EventKind::thread_end, thread, thread.cancelled ? Cause::cancelled : Cause::thread_end,
          nullptr, thread.lifetime_ps(), 0, thread.end_ps);
    }
  }
  --thread.process->threads_alive;
  --alive_;
  check_for_deadlock();
  thread_ended_.notify_all();
}

// Gives back the stacks of threads that have ended.
void LiveMachine::join_ended(std::unique_lock<std::mutex>& lock) {
  const std::vector<LiveThread*> ended = std::exchange(ended_, {});
  lock.unlock();
  for (LiveThread* const thread : ended) pthread_join(thread->os_thread, nullptr);
  lock.lock();
}

RunResult LiveMachine::run() {
  std::unique_lock lock(kernel_lock_);
  running_ = true;
  for (std::size_t i = 0; i < threads_.size(); ++i) start(live(*threads_[i]));
  while (alive_ != 0 || !ended_.empty()) {
    const auto some_ended = [this] { return alive_ == 0 || !ended_.empty(); };
    if (limits_.time_ps == INT64_MAX || stopping_) {
      thread_ended_.wait(lock, some_ended);
    } else if (!thread_ended_.wait_for(lock, nanoseconds_until(limits_.time_ps, clock_ps()),
                                       some_ended)) {
      stop_everything(Outcome::time_limit);
    }
    join_ended(lock);
  }
  result_.end_ps = clock_ps();
  return std::move(result_);
}

void LiveMachine::stop() {
  const std::lock_guard lock(kernel_lock_);
  stop_everything(Outcome::stopped);
}

void LiveMachine::from_outside(const std::function<void()>& act) {
  const std::lock_guard lock(kernel_lock_);
  act();
}

// --- inside the machine --------------------------------------------------------------------------

void LiveMachine::enter(Thread& thread) {
  if (live(thread).depth++ == 0) kernel_lock_.lock();
}

void LiveMachine::leave(Thread& thread) {
  LiveThread& self = live(thread);
  if (--self.depth != 0) return;
  take_requests(self);
  kernel_lock_.unlock();
  InterpreterLock* const lock = self.takes_lock ? self.process->lock.get() : nullptr;
  if (lock != nullptr && !self.has_lock) lock->take(self, Cause::cancelled);
}

int LiveMachine::step_out(Thread& thread) {
  const int depth = std::exchange(live(thread).depth, 0);
  if (depth != 0) kernel_lock_.unlock();
  return depth;
}

void LiveMachine::step_in(Thread& thread, int depth) {
  if (depth == 0) return;
  kernel_lock_.lock();
  live(thread).depth = depth;
}

// --- grants and requests -------------------------------------------------------------------------

void LiveMachine::grant(LiveThread& thread) {
  count_ticks(thread);
  std::int64_t granted = kGrantTicks;
  if (limits_.ticks != INT64_MAX) granted = std::min(granted, limits_.ticks - ticks_);
  thread.budget.picoseconds = kGrantPs;
  thread.budget.ticks =
      vm::TickCounts(std::max<std::int64_t>(granted, 0), thread.budget.ticks.counted());
  thread.tick_end = thread.counted_ticks + thread.budget.ticks.plain();
}

void LiveMachine::count_ticks(LiveThread& thread) {
  const std::int64_t ticks = thread.ticks();
  const std::int64_t more = ticks - thread.counted_ticks;
  thread.counted_ticks = ticks;
  if (limits_.ticks == INT64_MAX || ticks_.fetch_add(more) + more < limits_.ticks) return;
  const int depth = step_out(thread);
  {
    const std::lock_guard lock(kernel_lock_);
    stop_everything(Outcome::tick_limit);
  }
  step_in(thread, depth);
}

Result LiveMachine::budget_spent(Thread& thread) {
  LiveThread& self = live(thread);
  grant(self);
  if (self.requests.load(std::memory_order_relaxed) != 0) serve_requests(self);
  return self.cancelled ? Result::cancelled : Result::ok;
}

Result LiveMachine::poll(Thread& thread) { return budget_spent(thread); }

void LiveMachine::serve_requests(LiveThread& thread) {
  const std::uint32_t requests = thread.requests.load();
  if ((requests & LiveThread::kKernelRequest) != 0) {
    enter(thread);
    leave(thread);
  }
  thread.check_point_wanted = (requests & LiveThread::kDropGil) != 0;
}

// What others have left word of becomes the thread's own. REQUIRES: inside.
void LiveMachine::take_requests(LiveThread& thread) {
  if ((thread.requests.load() & LiveThread::kKernelRequest) == 0) return;
  thread.requests &= ~std::uint32_t{LiveThread::kKernelRequest};
  if (thread.cancel_requested) thread.cancelled = true;
  if (std::exchange(thread.interrupt_requested, false)) thread.interrupted = true;
}

void LiveMachine::request_cancel(LiveThread& thread) {
  if (thread.finished || thread.cancel_requested) return;
  thread.cancel_requested = true;
  thread.requests |= LiveThread::kKernelRequest;
  notify(thread);
}

void LiveMachine::request_interrupt(LiveThread& thread) {
  if (thread.finished) return;
  thread.interrupt_requested = true;
  thread.requests |= LiveThread::kKernelRequest;
  if (thread.wait_reason.kind != WaitKind::gil) notify(thread);
}

void LiveMachine::notify(LiveThread& thread) {
  unstick(thread);
  thread.wake_up.notify_one();
}

Result LiveMachine::check_point(Thread& thread) {
  LiveThread& self = live(thread);
  self.check_point_wanted = false;
  // A destructor may run Python code inside.
  const int depth = step_out(self);
  if (self.process->lock != nullptr && self.takes_lock) self.process->lock->check_point(self);
  grant(self);
  step_in(self, depth);
  if (self.requests.load(std::memory_order_relaxed) != 0) serve_requests(self);
  return self.cancelled ? Result::cancelled : Result::ok;
}

// --- readings ------------------------------------------------------------------------------------

std::int64_t LiveMachine::cpu_time_ps(const Thread& thread, const Thread&) const {
  const LiveThread& measured = live(thread);
  return measured.finished || !measured.was_started
             ? measured.cpu_time_ps
             : host_thread_cpu_ns(measured.os_thread) * kPicosecondsPerNanosecond;
}

const std::byte* LiveMachine::stack_limit(const Thread& thread) const {
  return live(thread).stack_limit;
}

// --- accounting and events -----------------------------------------------------------------------

std::unique_lock<std::mutex> LiveMachine::hold_events(Thread& thread) {
  auto lock = observed() ? std::unique_lock(trace_mutex_) : std::unique_lock<std::mutex>();
  thread.grant_end_ps = clock_ps() + thread.budget.picoseconds;
  return lock;
}

void LiveMachine::set_state(Thread& thread, ThreadState state, Cause cause) {
  if (thread.state == state) return;
  const auto events = hold_events(thread);
  const std::int64_t now_ps = thread.now_ps();
  const ThreadState from = std::exchange(thread.state, state);
  thread.time_in_state_ps[static_cast<std::size_t>(from)] += now_ps - thread.state_since_ps;
  thread.state_since_ps = now_ps;
  if (!observed()) return;
  Event event;
  event.time_ps = now_ps;
  event.tick = thread.ticks();
  event.thread = thread.id;
  event.process = thread.process->id;
  event.core = current_core();
  event.kind = EventKind::state;
  event.cause = cause;
  event.from = from;
  event.to = state;
  sink_->event(event, &thread);
}

// Counted in `cpus_`, as the simulated machine counts its cores.
std::uint16_t LiveMachine::current_core() const {
  const auto place = std::find(cpus_.begin(), cpus_.end(), sched_getcpu());
  return place == cpus_.end() ? kNoCore : static_cast<std::uint16_t>(place - cpus_.begin());
}

void LiveMachine::emit_now(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
                           std::int64_t duration_ps, std::uint64_t object) {
  const std::lock_guard lock(trace_mutex_);
  put(kind, thread, cause, other, duration_ps, object, clock_ps());
}

// REQUIRES: events are held.
void LiveMachine::put(EventKind kind, const Thread& thread, Cause cause, const Thread* other,
                      std::int64_t duration_ps, std::uint64_t object, std::int64_t time_ps) {
  Event event;
  event.time_ps = time_ps;
  event.tick = thread.ticks();
  event.duration_ps = duration_ps;
  event.object = object;
  event.thread = thread.id;
  event.other_thread = other == nullptr ? 0 : other->id;
  event.process = thread.process->id;
  event.core = current_core();
  event.kind = kind;
  event.cause = cause;
  event.from = event.to = thread.state;
  sink_->event(event, &thread);
}

void LiveMachine::emit_process(EventKind kind, const Process& process, Cause cause,
                               const Thread* other) {
  if (!observed()) return;
  const std::lock_guard lock(trace_mutex_);
  Event event;
  event.time_ps = clock_ps();
  event.object = static_cast<std::uint64_t>(process.exit_code);
  event.process = process.id;
  event.other_thread = other == nullptr ? 0 : other->id;
  event.kind = kind;
  event.cause = cause;
  sink_->event(event, nullptr);
}

}  // namespace gilsim::runtime
