// SPDX-License-Identifier: MIT
//
// The C library's locks on the simulated kernel's futexes: a mutex, a condition variable and a
// semaphore, step by step as glibc makes them, because who can win and who can be overtaken follows
// from the steps.
//
// Invariants: nothing is ever handed over. Waking takes the thread that has waited longest out of
// the queue and lets it try; whoever reaches the word first has it, and that may be a newcomer.
//
// All operations keep the interpreter lock as it is. The state a waiting thread is in is the
// caller's choice: waiting in a GIL's condition variable counts as wants_gil.
#pragma once

#include "runtime/machine/thread.h"

#include <cstdint>

namespace gilsim::runtime {

class Machine;

// Told when a thread was woken and found that a faster one has what it waited for.
class Overtaken {
 public:
  virtual void overtaken(Thread& thread) = 0;

 protected:
  ~Overtaken() = default;
};

// How a wait shows in accounting, trace and reports.
struct WaitStyle {
  ThreadState state = ThreadState::blocked_lock;
  Cause cause = Cause::lock;
  WaitReason reason;
  Overtaken* observer = nullptr;  // null: nobody wants to know
};

// pthread_mutex_t: 0 free, 1 taken, 2 taken and somebody may be waiting.
class Mutex {
 public:
  Result lock(Machine& machine, Thread& thread, const WaitStyle& style);
  Result unlock(Machine& machine, Thread& thread);
  // A cancelled thread lets go of it, if it has it; and whoever waits looks again, in case the
  // cancelled one took a wake-up with it.
  void abandon(Machine& machine, const Thread& thread);
  const Thread* owner() const { return owner_; }

 private:
  friend class Condition;
  Result lock_as(Machine& machine, Thread& thread, const WaitStyle& style, int taken_word);

  int word_ = 0;
  const Thread* owner_ = nullptr;
  const Core* last_core_ = nullptr;  // whose caches have it
  WaitQueue queue_;
};

// pthread_cond_t. Waiters come in two groups: signals go to the older one, newcomers join the newer
// one, which becomes the older one when every waiter of that has its signal. A signal is a number
// on its group: it wakes the longest sleeper of the group, but belongs to whichever waiter of the
// group takes it first, and one that is about to fall asleep needs no waking for that. The woken
// thread then finds no signal and sleeps again. Signalling with nobody waiting makes no system
// call.
//
// Not modelled: that whoever makes the newer group the older one waits for woken threads of the
// group before to be out of their system calls.
class Condition {
 public:
  // Unlocks the mutex, waits, locks it again. timed_out: the deadline passed and no signal came. A
  // cancelled thread comes back without the mutex. The observer learns of signals that others took.
  Result wait(Machine& machine, Thread& thread, Mutex& mutex, std::int64_t deadline_ps,
              const WaitStyle& style);
  Result signal(Machine& machine, Thread& thread);
  void wake_all_for_nothing(Machine& machine);
  // Whether a signal would find somebody.
  bool has_waiters() const { return groups_[0].unsignalled + groups_[1].unsignalled > 0; }

 private:
  struct Group {
    WaitQueue sleepers;
    std::int64_t unsignalled = 0;  // waiters for which no signal has come
    std::int64_t signals = 0;      // not yet taken
    std::uint64_t generation = 0;  // another one: every waiter of the one before may go on
  };

  Result wait_for_signal(Machine& machine, Thread& thread, Group& group, std::uint64_t generation,
                         std::int64_t deadline_ps, const WaitStyle& style);
  static void close(Group& group);

  Group groups_[2];
  int newer_ = 0;
};

// sem_t: a count and the number of registered waiters. A waiter that was woken stays registered
// until it has its token, so a post in between makes a system call that finds nobody asleep.
class Semaphore {
 public:
  explicit Semaphore(std::int64_t value) : value_(value) {}
  // ok: had a token at once; timed_out: there was none.
  Result try_wait(Machine& machine, Thread& thread);
  Result wait(Machine& machine, Thread& thread, std::int64_t deadline_ps, const WaitStyle& style);
  Result post(Machine& machine, Thread& thread);
  // A cancelled thread gives back a token if it has one; whoever waits looks again.
  void abandon(Machine& machine, bool had_token);
  std::int64_t value() const { return value_; }
  std::int64_t waiters() const { return waiters_; }

 private:
  std::int64_t value_;
  std::int64_t waiters_ = 0;
  WaitQueue queue_;
};

}  // namespace gilsim::runtime
