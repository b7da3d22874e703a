// SPDX-License-Identifier: MIT
//
// Signals between simulated processes.
//
// What a signal does is decided when it is sent: it ends the process, is ignored, or is noted down
// for the process's main thread, which runs the handler at its next check point, holding the GIL. A
// main thread that waits (for anything but the GIL) is woken for that and then waits on, as CPython
// does since 3.5.
#pragma once

#include "runtime/machine/thread.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace gilsim::vm {
class Thread;
}

namespace gilsim::runtime {

struct ProcessContext;

inline constexpr int kSignalCount = 65;  // 1..64
inline constexpr int kSigInt = 2;
inline constexpr int kSigAbort = 6;
inline constexpr int kSigKill = 9;
inline constexpr int kSigTerm = 15;
inline constexpr int kSigStop = 19;

enum class Disposition : std::uint8_t { standard, ignored, handled };

struct SignalState {
  SignalState() { dispositions[kSigInt] = Disposition::handled; }  // it raises KeyboardInterrupt
  std::array<Disposition, kSignalCount> dispositions{};
  // Bit n: signal n waits for its handler. Written inside the machine.
  std::atomic<std::uint64_t> pending = 0;
};

/// What becomes of a signal that is sent to a process.
enum class SignalFate : std::uint8_t { nothing, ends_process, handled };
/// Decides it; `handled`: it now waits for its handler, and the main thread is to be interrupted.
/// REQUIRES: inside the machine.
SignalFate note_signal(ProcessContext& target, int signal);

/// Sends a signal to a process. False: the sender is cancelled (it may have ended itself).
/// `to_sender`: it goes to the sending thread alone, as raise() does: then the main thread's
/// handler waits until the main thread runs by itself.
bool send_signal(vm::Thread& sender, ProcessContext& target, int signal, bool to_sender = false);

/// Runs the handlers of what is pending. REQUIRES: the main thread, holding the GIL, outside of
/// machine calls. False: one raised, or the thread is cancelled.
bool run_signal_handlers(vm::Thread& thread);

}  // namespace gilsim::runtime
