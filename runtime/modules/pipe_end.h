// SPDX-License-Identifier: MIT
//
// The Python objects of module _connection: one end of a pipe, and a listener.
#pragma once

#include "runtime/process/listener.h"
#include "runtime/process/pipe.h"
#include "vm/core/object.h"
#include "vm/core/thread.h"

#include <cstdint>

namespace gilsim::runtime {

class MachineCall;

/// What fileno() gives. The numbers of CPython's processes are the smallest that are free; here
/// they are the same in every process, and no two things have the same one: a pipe or listener with
/// a serial number takes a group of three, of which a process's sentinel has the third.
constexpr std::int64_t kFirstDescriptor = 3;
constexpr std::int64_t kDescriptorsInGroup = 3;

constexpr std::int64_t descriptor_of(std::uint64_t serial, bool writes) {
  return kFirstDescriptor + kDescriptorsInGroup * static_cast<std::int64_t>(serial) +
         (writes ? 1 : 0);
}
constexpr std::int64_t sentinel_of_process(std::int64_t process_id) {
  return kFirstDescriptor + kDescriptorsInGroup * process_id + 2;
}

struct PipeEndObject : vm::Object {
  PipeEnd* end;  // owned by the process's record
};

struct ListenerObject : vm::Object {
  ListenerEnd* end;  // owned by the process's record
};

vm::Ref make_pipe_end(vm::Thread& thread, Pipe& pipe, bool writes);
/// Makes both ends that a process has of a connection: (reader of `incoming`, writer of
/// `outgoing`).
vm::Ref make_connection_ends(vm::Thread& thread, Pipe& incoming, Pipe& outgoing);

/// Waits in a queue until woken, interrupted or until the deadline; the GIL is dropped already.
/// Handlers of signals that came are run before it returns. cancelled: return at once.
Result wait_for_io(MachineCall& call, WaitQueue& queue, const WaitReason& reason,
                   std::int64_t deadline_ps);

}  // namespace gilsim::runtime
