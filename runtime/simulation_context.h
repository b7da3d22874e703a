// SPDX-License-Identifier: MIT
//
// What the modules that programs import (runtime/modules) see of the simulation they run in: the
// machine, the processes with their interpreters, the threads, and how to cross from a native into
// the machine.
//
// Invariants: an Interpreter's host_data is its ProcessContext, a vm::Thread's host_data its
// ThreadContext; both live as long as the simulation. A native calls the machine only inside a
// MachineCall: while one lives the thread's budget is exact, and when it ends the interpreter knows
// again who runs.
#pragma once

#include "runtime/process/host_files.h"
#include "runtime/process/listener.h"
#include "runtime/process/output_buffer.h"
#include "runtime/process/pipe.h"
#include "runtime/process/shared_block.h"
#include "runtime/process/signals.h"
#include "runtime/runtime_types.h"
#include "runtime/simulation.h"
#include "runtime/starvation.h"
#include "runtime/sync_operation.h"
#include "vm/core/interpreter.h"
#include "vm/core/thread.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class SimulationContext;
struct ProcessContext;

/// One thread of the simulated program.
struct ThreadContext {
  ProcessContext* process = nullptr;
  Thread* machine_thread = nullptr;
  std::unique_ptr<vm::Thread> vm_thread;  // made when the thread begins, gone when it ends
  std::uint64_t identity = 0;             // threading.get_ident()
  bool is_main = false;                   // the first one of its process
  std::string cancelled_at;  // where it was when it was cancelled, for the deadlock report
};

/// One simulated process: an interpreter and its start.
struct ProcessContext {
  SimulationContext* simulation = nullptr;
  Process* machine_process = nullptr;
  Gil* gil = nullptr;  // machine_process->lock
  std::unique_ptr<vm::Interpreter> interpreter;
  std::string name;
  std::string start_method;  // "main", "fork", "spawn", "interpreter"
  /// Of a further interpreter of a process: the process's own one. It ends with it.
  ProcessContext* owner = nullptr;
  std::int64_t interpreters_made = 0;
  std::string main_module_name = "__main__";
  std::optional<int> exit_code;
  bool is_waited_for = false;  // its parent knows its exit code: the pid is free again
  std::uint64_t peak_heap_bytes = 0;
  std::uint64_t entropy_drawn = 0;                          // words that next_entropy has given out
  std::int64_t thread_stack_size = 0;                       // what threading.stack_size() was told
  std::vector<std::unique_ptr<PipeEnd>> pipe_ends;          // closed when it ends
  std::vector<std::unique_ptr<ListenerEnd>> listener_ends;  // likewise
  /// Ends that were pickled and not unpickled yet: they count as open. Those a spawned process is
  /// started with are its own from the beginning.
  std::vector<PipeEnd> ends_in_flight;
  /// While it is being forked: which of the parent's ends its objects have.
  std::vector<const PipeEnd*> ends_copied;
  WatchList end_watchers;  // who waits for its end, among other things
  SignalState signals;
  OutputBuffer output;

  ProcessContext& owner_process() { return owner == nullptr ? *this : *owner; }
  PipeEnd& add_pipe_end(Pipe& pipe, bool writes);
  ListenerEnd& add_listener_end(Listener& listener);
};

/// Closes an end: the other side learns it if this was the last one.
Result close_pipe_end(Machine& machine, Thread& self, PipeEnd& end);
Result close_listener_end(Machine& machine, Thread& self, ListenerEnd& end);

class SimulationContext {
 public:
  virtual ~SimulationContext() = default;
  virtual Machine& machine() = 0;
  virtual const SimulationOptions& options() const = 0;
  virtual const Profile& profile() const = 0;
  virtual std::string_view start_method() const = 0;  // the default one
  virtual vm::Instance& instance() = 0;
  virtual std::int64_t cores() const = 0;
  virtual const RuntimeTypes& types() const = 0;
  /// From when on instructions are observed one by one.
  std::int64_t observe_instructions_from_ps = Simulation::kNever;

  /// Whether somebody wants to know of operations of level `sync`; report_sync tells them, at the
  /// thread's time. `frame` is the one that asked for the operation. Called while the rest of the
  /// innermost frame's segment is prepaid.
  bool observes_sync = false;
  virtual void report_sync(vm::Thread& thread, const SyncOperation& operation,
                           const vm::Frame* frame) = 0;

  /// What a new thread runs, on its own fiber, holding the GIL. The result is dropped.
  using ThreadBody = std::function<void(vm::Thread&)>;
  /// Starts a thread in the creator's process; charges both sides as the profile says. nullptr:
  /// cancelled.
  virtual ThreadContext* start_thread(vm::Thread& creator, std::string name, bool daemon,
                                      ThreadBody body) = 0;

  /// What a new process does once its interpreter is there: returns the exit code.
  using ProcessBody = std::function<int(vm::Thread&)>;
  /// Fills the child's fresh interpreter before its main thread starts (fork: copies the parent's
  /// objects). Runs on the parent's fiber, without the child's thread. False: an exception is
  /// pending in the parent.
  using ProcessSetUp = std::function<bool(vm::Thread& parent, ProcessContext& child)>;
  /// Starts a process. `start_method`: "fork" or "spawn". nullptr: an exception is pending in the
  /// creator, or it is cancelled. A spawned child gets a fully initialised interpreter (builtins,
  /// sys) before `body`.
  virtual ProcessContext* start_process(vm::Thread& creator, std::string name,
                                        std::string_view start_method, ProcessSetUp set_up,
                                        ProcessBody body) = 0;

  /// Text of a thread's or process's dying words, and everything else the program writes.
  virtual bool write(vm::Thread& thread, vm::Stream stream, std::string_view utf8) = 0;
  /// Tells the observer what the program read: a run can only be repeated with the same input.
  virtual void note_input(vm::Thread& thread, std::string_view name, std::string_view bytes) = 0;

  /// Runs the main program's source text again as module `name` ("__mp_main__") in a spawned child
  /// and returns the module; Error: an exception is pending.
  virtual vm::Ref run_main_module_again(vm::Thread& thread, std::string_view name) = 0;

  /// Pipes and semaphores that processes share; they live as long as the simulation.
  virtual Pipe& new_pipe(Pipe::Kind kind) = 0;
  virtual Pipe* find_pipe(std::uint64_t serial) = 0;
  virtual SharedSemaphore& new_semaphore(std::int64_t value, std::int64_t maximum) = 0;
  virtual SharedSemaphore* find_semaphore(std::uint64_t serial) = 0;
  virtual SharedBlock& new_shared_block(std::string name, std::size_t size) = 0;
  virtual SharedBlock* find_shared_block(std::uint64_t serial) = 0;
  /// By name, while it is linked.
  virtual SharedBlock* find_shared_block(std::string_view name) = 0;
  virtual Listener& new_listener(std::string address) = 0;
  /// Somebody listens there: the listener, else nullptr. REQUIRES: inside the machine.
  virtual Listener* find_listener(std::string_view address) = 0;
  /// REQUIRES: inside the machine.
  virtual const std::vector<std::unique_ptr<ProcessContext>>& processes() const = 0;

  /// Ends a process at once, without anything it would do at its end (a signal, os._exit). False:
  /// the caller is cancelled; it is if the process is its own.
  virtual bool end_process_of(vm::Thread& killer, Process& process, int exit_code) = 0;

  /// Whom others kept overtaking.
  virtual StarvationWatch& starvation() = 0;

  /// time.time() at the beginning of the run, in nanoseconds.
  virtual std::int64_t epoch_ns() const = 0;

  /// The host's files, as far as the program may touch them. Open files: inside the machine.
  virtual HostFiles& files() = 0;

  /// Serial numbers for locks, pipes and the like, for reports and traces.
  virtual std::uint64_t next_object_serial() = 0;
};

inline ThreadContext& context_of(vm::Thread& thread) {
  return *static_cast<ThreadContext*>(thread.host_data);
}
inline ProcessContext& process_of(vm::Thread& thread) { return *context_of(thread).process; }
inline SimulationContext& simulation_of(vm::Thread& thread) {
  return *process_of(thread).simulation;
}
inline Machine& machine_of(vm::Thread& thread) { return simulation_of(thread).machine(); }

/// Picks up what a machine call has done to the thread: who runs, a drop request, cancellation.
/// Returns false if the thread is cancelled.
bool after_machine_call(vm::Thread& thread);

/// Brackets what a native does, outside of a MachineCall, with things that others may use at the
/// same time: on the live machine, whatever processes share, and what threads look at without the
/// GIL. It may nest and holds nothing that Python code would miss, but nothing that waits belongs
/// into it. On the simulated machine natives are atomic anyway.
class InsideMachine {
 public:
  explicit InsideMachine(vm::Thread& thread)
      : machine_(machine_of(thread)), self_(*context_of(thread).machine_thread) {
    if (machine_.is_live()) machine_.enter(self_);
  }
  ~InsideMachine() {
    if (machine_.is_live()) machine_.leave(self_);
  }
  InsideMachine(const InsideMachine&) = delete;
  InsideMachine& operator=(const InsideMachine&) = delete;

 private:
  Machine& machine_;
  Thread& self_;
};

/// Brackets calls of a native into the machine.
class MachineCall {
 public:
  explicit MachineCall(vm::Thread& thread) : thread_(thread) {
    thread_.settle();
    if (machine().is_live()) machine().enter(self());
  }
  ~MachineCall() {
    if (machine().is_live()) machine().leave(self());
    after_machine_call(thread_);
    thread_.unsettle();
  }
  MachineCall(const MachineCall&) = delete;
  MachineCall& operator=(const MachineCall&) = delete;

  Machine& machine() { return machine_of(thread_); }
  Thread& self() { return *context_of(thread_).machine_thread; }
  std::int64_t now_ps() { return machine().now_ps(self()); }

  /// A signal waits for its handler, which this thread must run.
  bool interrupted() { return self().interrupted; }
  /// Between before_blocking and after_blocking: if a signal interrupted the thread, takes the GIL,
  /// runs the handlers and drops it again. False: return at once with the error that is pending.
  bool serve_signals(Cause cause);
  /// The same while the thread holds the GIL.
  bool run_handlers();

 private:
  vm::Thread& thread_;
};

/// The thread's clock. Exact.
std::int64_t now_ps(vm::Thread& thread);

}  // namespace gilsim::runtime
