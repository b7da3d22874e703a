// SPDX-License-Identifier: MIT
//
// What the simulated machine tells the world: fixed-size records, handed to an EventSink as they
// fall.
//
// Invariants:
// * Events come in the order of their times (the machine emits only when nothing earlier is left to
//   do).
// * The `state` events of one thread leave no gap: the first one follows its `thread_start`, each
//   begins where the one before ended, and `thread_end` closes the last. Summed by state they give
//   the thread's accounting exactly.
// * An event holds simulated facts alone: no pointers, no host time.
#pragma once

#include <cstdint>
#include <string_view>

namespace gilsim::runtime {

struct Thread;

// name, and the sentence the documentation gives it.
#define GILSIM_EVENT_KINDS(X)                                                                    \
  X(process_start, "a process was created; other_thread is the thread that started it")          \
  X(process_end, "a process ended; object is its exit code")                                     \
  X(thread_start, "a thread was created; other_thread is the thread that started it")            \
  X(thread_end, "a thread ended; duration is its lifetime")                                      \
  X(take_gil,                                                                                    \
    "the thread took the GIL; duration is how long it waited, other_thread held it last")        \
  X(drop_gil, "the thread dropped the GIL; duration is how long it held it, other_thread asked") \
  X(drop_request, "a waiter's time-out passed and it asks the holder (other_thread) to drop")    \
  X(forced_switch, "having dropped on request, the thread waits until another one took the GIL") \
  X(missed_wakeup, "the thread was woken for the GIL and found it taken by other_thread")        \
  X(block, "the thread begins to wait; other_thread owns what it waits for, object is its id")   \
  X(wake, "a waiting thread goes on; other_thread woke it, duration is how long it waited")      \
  X(state, "the thread's state changes; cause says why")

// Why something happened. One list for all kinds, so that a reader learns one vocabulary.
#define GILSIM_CAUSES(X)                                                   \
  X(none, "")                                                              \
  X(thread_start, "a thread begins")                                       \
  X(thread_end, "a thread ends")                                           \
  X(process_start, "a process begins")                                     \
  X(process_end, "a process ends")                                         \
  X(fork, "the process is a copy of its parent")                           \
  X(spawn, "the process is a fresh interpreter")                           \
  X(timeout, "a timed wait ran out")                                       \
  X(drop_request, "another thread had asked for the GIL")                  \
  X(switch_interval, "the switch interval was used up")                    \
  X(forced_switch, "the thread must let another one run first")            \
  X(blocking_io, "the thread waits for a pipe or another device")          \
  X(sleep, "the thread sleeps")                                            \
  X(lock, "the thread waits for a lock")                                   \
  X(join, "the thread waits for another thread or process to end")         \
  X(native, "native work that needs no GIL")                               \
  X(gil, "the thread waits for the GIL")                                   \
  X(check_point, "the eval loop went on after a check point")              \
  X(woken, "another thread woke it")                                       \
  X(timer, "a timer fired")                                                \
  X(preempted, "the scheduler gave its core to a thread that woke up")     \
  X(time_slice, "its time slice ended at a scheduling tick")               \
  X(interrupt, "its core handles an interrupt")                            \
  X(dispatched, "the scheduler gave it a core")                            \
  X(system_call, "the thread is inside the kernel or the lock's own code") \
  X(cancelled, "the thread was cancelled")

#define GILSIM_THREAD_STATES(X)                                           \
  X(running, "runs bytecode, or a native that keeps the GIL")             \
  X(wants_gil, "waits for the GIL")                                       \
  X(ready, "could run, but no core is free for it")                       \
  X(blocked_lock, "waits for a lock, a condition, a thread or a process") \
  X(blocked_io, "waits for a pipe or another device")                     \
  X(sleeping, "sleeps until a given time")                                \
  X(native, "runs native code without the GIL")                           \
  X(overhead, "is being started, woken, switched, or is in a lock's own code")

#define GILSIM_ENUMERATOR(name, text) name,
enum class EventKind : std::uint8_t { GILSIM_EVENT_KINDS(GILSIM_ENUMERATOR) };
enum class Cause : std::uint8_t { GILSIM_CAUSES(GILSIM_ENUMERATOR) };
enum class ThreadState : std::uint8_t { GILSIM_THREAD_STATES(GILSIM_ENUMERATOR) };
#undef GILSIM_ENUMERATOR

inline constexpr int kThreadStateCount = 8;

std::string_view name_of(EventKind kind);
std::string_view name_of(Cause cause);
std::string_view name_of(ThreadState state);
// The sentence of the list above.
std::string_view meaning_of(Cause cause);

inline constexpr std::uint16_t kNoCore = 0xffff;

struct Event {
  std::int64_t time_ps = 0;
  std::int64_t tick = 0;         // ticks the thread has executed
  std::int64_t duration_ps = 0;  // waited, held or lived: see the kind
  std::uint64_t object = 0;      // serial number of a lock, pipe, ...; an exit code
  std::uint32_t thread = 0;      // ids count from 1; 0 is nobody
  std::uint32_t other_thread = 0;
  std::uint32_t process = 0;
  std::uint16_t core = kNoCore;
  EventKind kind = EventKind::state;
  Cause cause = Cause::none;
  ThreadState from = ThreadState::overhead;  // of a state event
  ThreadState to = ThreadState::overhead;
};

// Receives events on the host thread that runs the machine. It must not call the machine back.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // `thread` is the record of event.thread (null for none), so that the sink can ask the
  // interpreter behind thread->vm_thread for the line and the instruction.
  virtual void event(const Event& event, const Thread* thread) = 0;
};

}  // namespace gilsim::runtime
