// SPDX-License-Identifier: MIT
//
// _thread.lock and _thread.RLock: the locks that programs see.
//
// As CPython 3.11's Python/thread_pthread.h makes them: a semaphore of one. acquire() first tries
// without letting go of the GIL; only if that fails it drops the GIL, waits, and takes the GIL
// again.
//
// Whoever holds the GIL is *alone* with a lock that only threads under that GIL reach, unless one
// of them has dropped the GIL in order to wait for it. Then no other thread can tell when within
// its grant this one changes the lock, so the change needs no machine call: it happens at once, and
// its time is charged as that of any other work. The clock, and every trace, are the same.
#pragma once

#include "runtime/machine/wait.h"
#include "vm/core/object.h"
#include "vm/core/thread.h"

#include <cstdint>
#include <string_view>

namespace gilsim::runtime {

/// A semaphore with what reports say of it: behind _thread.lock, RLock and multiprocessing's
/// SemLock.
struct LockState {
  /// The description is "name #serial".
  LockState(std::uint64_t the_serial, std::string_view name, std::int64_t value);
  LockState(const LockState&) = default;
  Semaphore semaphore;
  const Thread* owner = nullptr;  // who acquired it last, while it is locked
  // What an operation costs a thread that is alone with it; kNeverAlone: other processes reach it,
  // or threads that run without a GIL.
  static constexpr std::int64_t kNeverAlone = -1;
  std::int64_t lone_operation_ps = kNeverAlone;
  // Threads between dropping the GIL to wait for it and having the GIL again. Changed under the
  // GIL; one that was cancelled meanwhile counts for ever.
  std::int32_t contenders = 0;
  std::uint64_t acquisitions = 0;
  // thread_end: the lock stands for the end of `owner`, who releases it then.
  WaitKind kind = WaitKind::lock;
  std::uint64_t serial;
  char description[48] = {};  // no memory of its own: it goes with the heap

  void taken_by(const Thread* thread) {
    owner = thread;
    ++acquisitions;
  }
  bool is_alone() const { return lone_operation_ps != kNeverAlone && contenders == 0; }
};

struct SharedSemaphore;

struct LockObject : vm::Object {
  LockState* state;  // owned
};

struct RLockObject : vm::Object {
  LockState* state;              // owned
  std::uint64_t owner_identity;  // threading.get_ident() of the owner, 0: none
  std::int64_t count;
};

/// multiprocessing's SemLock.
struct SemLockObject : vm::Object {
  SharedSemaphore* shared;  // owned by the simulation
  bool is_recursive;        // a mutex that its owner may take again
  std::int64_t count;       // how often this process's owner holds it
  std::uint64_t owner_identity;
};

vm::Ref make_lock(vm::Thread& thread);
/// A lock's state for the threads of the caller's process; `name` is for reports.
LockState* new_lock_state(vm::Thread& thread, std::string_view name, std::int64_t value);
/// A forked child's copy: with its value, but without the parent's waiters and owner.
LockState* copy_lock_state(vm::Heap& target, const LockState& source);
/// Acquires with a deadline: kNoDeadline waits forever. yes: got it; no: the deadline passed;
/// error: cancelled.
vm::Truth acquire_lock(vm::Thread& thread, LockState& lock, std::int64_t deadline_ps);
/// Without waiting.
vm::Truth try_acquire_lock(vm::Thread& thread, LockState& lock);
/// Gives one back. False: cancelled.
bool release_lock(vm::Thread& thread, LockState& lock);
bool is_locked(vm::Thread& thread, const LockState& lock);

}  // namespace gilsim::runtime
