// SPDX-License-Identifier: MIT
//
// No lock: CPython built with --disable-gil, after PEP 703.
//
// A thread that wants to run bytecode runs it. What the lock protected is protected otherwise:
// reference counts are biased to the thread that made the object, and each list, dict and set has a
// lock of its own, so that an operation on one of them is atomic. Both cost something at each
// access, alone or not: the profile's [free_threaded] says how much, and the instruction costs of a
// run without a lock are higher by it.
//
// Threads of one process on different cores run in slices as short as the time in which one core
// sees what another one wrote, so a race between two instructions can be seen; one instruction, and
// one operation of a container, is atomic.
//
// Not modelled: contention for one object's lock and count (two threads that append to one list all
// the time run as fast as on two lists), deferred and immortal counts, pauses of the collector that
// stop all threads.
#include "runtime/gil/gil.h"
#include "runtime/gil/gil_policy.h"

#include <memory>

namespace gilsim::runtime {
namespace {

class FreeThreaded final : public GilPolicy {
 public:
  Result take(SimulatedGil&, Thread&, Cause) override { return Result::ok; }
  Result drop(SimulatedGil&, Thread&, Cause) override { return Result::ok; }
  Result check_point(SimulatedGil&, Thread&) override { return Result::ok; }
  Result ticks_spent(SimulatedGil&, Thread&) override { return Result::ok; }
  void thread_cancelled(SimulatedGil&, Thread&) override {}
};

}  // namespace

std::unique_ptr<GilPolicy> make_free_threaded() { return std::make_unique<FreeThreaded>(); }

}  // namespace gilsim::runtime
