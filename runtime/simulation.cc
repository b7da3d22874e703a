// SPDX-License-Identifier: MIT
//
// The glue between the language and the simulated machine: a Host for the eval loop, the bodies of
// threads and processes, and the report.
//
// The life of a run: the main process gets an interpreter and a thread; its body compiles and runs
// the program, then does what CPython does at exit (waits for threads, calls the atexit functions)
// and ends the process. The machine returns when nothing is left to run, or when nothing can or
// may.
#include "runtime/simulation.h"

#include "runtime/check_points.h"
#include "runtime/deadlock_report.h"
#include "runtime/embedded_modules.h"
#include "runtime/frozen_modules.h"
#include "runtime/gil/gil.h"
#include "runtime/host_clock.h"
#include "runtime/live/live_gil.h"
#include "runtime/live/live_machine.h"
#include "runtime/machine/simulated_machine.h"
#include "runtime/modules/native_modules.h"
#include "runtime/simulation_context.h"
#include "runtime/sync_watch.h"
#include "vm/core/instance.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/eval/run_program.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>

namespace gilsim::runtime {

namespace {

constexpr int kExitDeadlock = 100;
constexpr int kExitLimit = 101;
constexpr int kExitInterrupted = 130;
constexpr std::int64_t kMostCores = 1024;

/// threading.get_ident() of the first thread, and the step to the next: as on Linux, but fixed.
constexpr std::uint64_t kFirstThreadIdentity = 0x7f0000000000;
constexpr std::uint64_t kThreadIdentityStep = 0x1000000;

/// time.time() at the start of every simulation: 2026-01-01 00:00:00 UTC.
constexpr std::int64_t kEpochNs = 1767225600LL * 1000000000;

/// Starting and ending are work of the system, not of the program: overhead.
void pay_in_system(MachineCall& call, std::int64_t cost_ps) {
  Machine& machine = call.machine();
  if (machine.is_live()) return;  // it takes what it takes
  if (machine.enter_state(call.self(), ThreadState::overhead, Cause::system_call) != Result::ok) {
    return;
  }
  machine.charge(call.self(), cost_ps);
  machine.enter_state(call.self(), ThreadState::running, Cause::system_call);
}

/// The main program, as the VM wants it.
vm::ProgramText program_of(const SimulationOptions& options) {
  vm::ProgramText program{options.source, options.program_name, {options.program_name}};
  program.arguments.insert(program.arguments.end(), options.arguments.begin(),
                           options.arguments.end());
  return program;
}

/// The thread has got a grant: it must not run past the moment from which each instruction counts.
void observe_instructions_if_due(vm::Thread& thread) {
  const std::int64_t from_ps = simulation_of(thread).observe_instructions_from_ps;
  Thread& machine_thread = *context_of(thread).machine_thread;
  const bool is_due = machine_thread.now_ps() >= from_ps;
  if (is_due != thread.attention_wanted(vm::Thread::kAttentionInstructions)) {
    is_due ? thread.request_attention(vm::Thread::kAttentionInstructions)
           : thread.withdraw_attention(vm::Thread::kAttentionInstructions);
  }
  if (!is_due && machine_thread.grant_end_ps > from_ps) machine_thread.end_grant_at(from_ps);
}

}  // namespace

bool after_machine_call(vm::Thread& thread) {
  thread.interpreter.current_thread = &thread;
  const Thread& machine_thread = *context_of(thread).machine_thread;
  if (machine_thread.check_point_wanted) {
    thread.request_attention(vm::Thread::kAttentionCheckPoint);
  } else {
    thread.withdraw_attention(vm::Thread::kAttentionCheckPoint);
  }
  const ThreadContext& context = context_of(thread);
  if (context.is_main && context.process->simulation->machine().is_live() &&
      context.process->signals.pending.load(std::memory_order_relaxed) != 0) {
    thread.request_attention(vm::Thread::kAttentionSignal);
  }
  if (machine_thread.cancelled && !thread.cancelled) {
    thread.cancelled = true;
    context_of(thread).cancelled_at = describe_place(thread);
  }
  observe_instructions_if_due(thread);
  return !thread.cancelled;
}

const vm::Thread* interpreter_thread(const Thread& thread) {
  return static_cast<const vm::Thread*>(thread.vm_thread);
}

std::int64_t now_ps(vm::Thread& thread) {
  thread.settle();
  const std::int64_t now = machine_of(thread).now_ps(*context_of(thread).machine_thread);
  thread.unsettle();
  return now;
}

PipeEnd& ProcessContext::add_pipe_end(Pipe& pipe, bool writes) {
  pipe_ends.push_back(std::make_unique<PipeEnd>(PipeEnd{&pipe, writes, true}));
  ++(writes ? pipe.writers : pipe.readers);
  return *pipe_ends.back();
}

ListenerEnd& ProcessContext::add_listener_end(Listener& listener) {
  listener_ends.push_back(std::make_unique<ListenerEnd>(ListenerEnd{&listener, true}));
  ++listener.holders;
  return *listener_ends.back();
}

class Simulation::Implementation final : public vm::Host,
                                         public SimulationContext,
                                         public EventSink {
 public:
  Implementation(const SimulationOptions& options, RunObserver* observer)
      : options_(options),
        observer_(observer),
        profile_(options.profile),
        chooser_(options.seed),
        files_(options.program_name, options.writable_folders) {
    observes_sync = observer != nullptr && observer->wants_sync();
    resolve();
  }
  ~Implementation() override;

  const std::string& error() const { return error_; }
  bool advance();
  SimulationReport report() const;
  void keyboard_interrupt();
  void cancel();
  bool wait_for_host(vm::Thread& thread);
  void wake_main_program();
  bool pause(vm::Thread& thread);
  void pause_before_instruction(const Thread& thread);
  void pause_after(std::int64_t ticks) { simulated_->pause_after(ticks); }

  // --- vm::Host ---
  bool write(vm::Thread& thread, vm::Stream stream, std::string_view utf8) override {
    // What several processes write comes in the order of their times.
    MachineCall call(thread);
    call.machine().synchronise(call.self());
    if (utf8.empty()) {
      if (stream == vm::Stream::standard_output) {
        show(call.self(), stream, process_of(thread).output.flush());
      }
      return true;
    }
    if (observer_ != nullptr) {
      const auto events = hold_events(call.self());
      observer_->output(call.self(), stream, utf8);
    }
    if (!may_write(call.self(), utf8.size())) return true;
    const bool is_buffered = options_.buffers_output && stream == vm::Stream::standard_output;
    if (is_buffered) {
      show(call.self(), stream, process_of(thread).output.write(utf8));
    } else {
      show(call.self(), stream, utf8);
    }
    return true;
  }

  void note_input(vm::Thread& thread, std::string_view name, std::string_view bytes) override {
    if (observer_ == nullptr || bytes.empty()) return;
    thread.settle();
    const auto events = hold_events(*context_of(thread).machine_thread);
    observer_->input(*context_of(thread).machine_thread, name, bytes);
    thread.unsettle();
  }

  bool read_line(vm::Thread& thread, std::string& line) override;

  vm::ModuleSource find_module(vm::Thread& thread, std::string_view name) override;

  bool budget_spent(vm::Thread& thread) override {
    machine_->budget_spent(*context_of(thread).machine_thread);
    return after_machine_call(thread);
  }

  bool check_point(vm::Thread& thread) override {
    machine_->check_point(*context_of(thread).machine_thread);
    return after_machine_call(thread);
  }

  bool handle_signals(vm::Thread& thread) override {
    thread.unsettle();  // as if an instruction of the interrupted frame had called the handler
    const bool fine = run_signal_handlers(thread);
    thread.settle();
    return fine;
  }

  void instruction_begins(vm::Thread& thread) override {
    if (observer_ == nullptr) return;
    observer_->instruction(*context_of(thread).machine_thread, place_of(thread));
  }
  void instruction_ends(vm::Thread& thread) override {
    if (observer_ == nullptr) return;
    Thread& self = *context_of(thread).machine_thread;
    keep_order(self);
    if (after_machine_call(thread)) observer_->instruction_ended(self);
  }

  bool watches(const vm::Code& code) const override {
    return observes_sync && is_sync_function(code);
  }
  void function_begins(vm::Thread& thread) override {
    report_sync_function(thread, vm::Value::undefined());
  }
  void function_ends(vm::Thread& thread, vm::Value result) override {
    if (!result.is_error()) return report_sync_function(thread, result);
    if (thread.cancelled) return;
    thread.unsettle();  // what had been paid beyond the failed instruction was given back
    report_sync_function(thread, result);
    thread.settle();
  }

  // --- SimulationContext ---
  void report_sync(vm::Thread& thread, const SyncOperation& operation,
                   const vm::Frame* frame) override {
    MachineCall call(thread);
    if (keep_order(call.self()) == Result::cancelled) return;
    const auto events = hold_events(call.self());
    observer_->sync(call.self(), place_of(frame), operation);
  }
  Machine& machine() override { return *machine_; }
  const SimulationOptions& options() const override { return options_; }
  const Profile& profile() const override { return profile_; }
  std::string_view start_method() const override { return start_method_; }
  vm::Instance& instance() override { return *instance_; }
  std::int64_t cores() const override { return profile_.machine.cores; }
  std::int64_t epoch_ns() const override { return epoch_ns_; }
  const RuntimeTypes& types() const override { return types_; }
  StarvationWatch& starvation() override { return starvation_; }
  HostFiles& files() override { return files_; }
  std::uint64_t next_object_serial() override { return ++object_serials_; }

  ThreadContext* start_thread(vm::Thread& creator, std::string name, bool daemon,
                              ThreadBody body) override;
  ProcessContext* start_process(vm::Thread& creator, std::string name,
                                std::string_view start_method, ProcessSetUp set_up,
                                ProcessBody body) override;
  vm::Ref run_main_module_again(vm::Thread& thread, std::string_view name) override;

  Pipe& new_pipe(Pipe::Kind kind) override {
    const std::lock_guard lock(registry_mutex_);
    pipes_.push_back(std::make_unique<Pipe>(next_object_serial(), kind));
    return *pipes_.back();
  }
  Pipe* find_pipe(std::uint64_t serial) override { return find(pipes_, serial); }
  SharedSemaphore& new_semaphore(std::int64_t value, std::int64_t maximum) override {
    const std::lock_guard lock(registry_mutex_);
    semaphores_.push_back(std::make_unique<SharedSemaphore>(next_object_serial(), value, maximum));
    return *semaphores_.back();
  }
  SharedSemaphore* find_semaphore(std::uint64_t serial) override {
    return find(semaphores_, serial);
  }
  SharedBlock& new_shared_block(std::string name, std::size_t size) override {
    const std::lock_guard lock(registry_mutex_);
    blocks_.push_back(std::make_unique<SharedBlock>(
        SharedBlock{next_object_serial(), std::move(name), std::vector<char>(size)}));
    return *blocks_.back();
  }
  SharedBlock* find_shared_block(std::uint64_t serial) override { return find(blocks_, serial); }
  SharedBlock* find_shared_block(std::string_view name) override;
  Listener& new_listener(std::string address) override;
  Listener* find_listener(std::string_view address) override;
  const std::vector<std::unique_ptr<ProcessContext>>& processes() const override {
    return processes_;
  }
  bool end_process_of(vm::Thread& killer, Process& process, int exit_code) override;

  // --- EventSink ---
  void event(const Event& event, const Thread* thread) override {
    const vm::Thread* const vm_thread = thread == nullptr ? nullptr : interpreter_thread(*thread);
    observer_->event(event, thread, vm_thread == nullptr ? Place() : place_of(*vm_thread));
  }

 private:
  // What is told between events is told in the order of time: threads that are behind go first. But
  // not where threads race for their objects: which of them wins must not depend on being watched.
  Result keep_order(Thread& self) {
    return policy_->has_lock ? machine_->synchronise(self) : Result::ok;
  }
  static Place place_of(const vm::Thread& thread) { return place_of(thread.frame); }
  static Place place_of(const vm::Frame* frame) {
    if (frame == nullptr) return {};
    return {frame->code, frame->instruction, frame->code->line_of(frame->instruction)};
  }
  template <typename T>
  T* find(const std::vector<std::unique_ptr<T>>& all, std::uint64_t serial) {
    const std::lock_guard lock(registry_mutex_);
    for (const auto& one : all) {
      if (one->serial == serial) return one.get();
    }
    return nullptr;
  }
  void make_machine();
  void make_live_machine(EventSink* sink, const Limits& limits);
  static bool find_embedded(const std::string& path, vm::ModuleSource& source);
  bool find_beside_program(const std::string& path, vm::ModuleSource& source);
  void close_ends(Thread& self, ProcessContext& process);
  std::unique_lock<std::mutex> hold_events(Thread& thread) {
    return live_ == nullptr ? std::unique_lock<std::mutex>() : live_->hold_events(thread);
  }
  /// Outside the machine: the host may have to wait, or call keyboard_interrupt.
  void show(Thread& self, vm::Stream stream, std::string_view output) {
    if (output.empty() || !options_.write) return;
    const int depth = machine_->step_out(self);
    {
      const std::lock_guard lock(output_mutex_);
      options_.write(stream, output);
    }
    machine_->step_in(self, depth);
  }
  bool may_write(Thread& self, std::size_t bytes);
  void resolve();
  void resolve_live();
  void begin();
  ProcessContext& new_process(std::string name, std::string start_method, Process* parent,
                              Thread* creator);
  ThreadContext& new_thread_context(ProcessContext& process);
  void thread_main(ThreadContext& context, Thread& machine_thread,
                   const std::function<void(vm::Thread&)>& body);
  int main_program(vm::Thread& thread, ProcessContext& process);
  int at_exit(vm::Thread& thread, int status);
  void end_process(vm::Thread& thread, ProcessContext& process, int exit_code);
  std::string place_when_cancelled(const Thread& thread) const;
  void fill_end(SimulationReport& report) const;

  const SimulationOptions options_;
  RunObserver* const observer_;
  Profile profile_;
  std::string error_;
  const GilPolicyInfo* policy_ = nullptr;
  SwitchInterval switch_interval_;
  std::string start_method_;

  Chooser chooser_;
  StarvationWatch starvation_;
  HostFiles files_;
  std::deque<std::string> module_texts_;  // of modules beside the program; stay where they are
  std::unique_ptr<vm::Instance> instance_;
  RuntimeTypes types_;
  std::mutex registry_mutex_;  // live: guards the next five lists and the texts of modules
  std::vector<std::unique_ptr<Pipe>> pipes_;
  std::vector<std::unique_ptr<SharedSemaphore>> semaphores_;
  std::vector<std::unique_ptr<SharedBlock>> blocks_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::vector<std::unique_ptr<ProcessContext>> processes_;
  std::vector<std::unique_ptr<ThreadContext>> threads_;
  std::function<std::unique_ptr<Gil>(const GilSettings&)> make_gil_;
  std::unique_ptr<Machine> machine_;       // goes first: its fibers use everything above
  LiveMachine* live_ = nullptr;            // machine_, if it is live
  SimulatedMachine* simulated_ = nullptr;  // machine_, if it is not
  std::mutex interrupt_mutex_;             // guards its beginning
  std::vector<int> cpus_;                  // live: the host's processors
  std::atomic<bool> interrupt_sent_ = false;
  std::mutex input_mutex_;
  std::mutex output_mutex_;
  std::int64_t epoch_ns_ = kEpochNs;
  std::atomic<std::uint64_t> object_serials_ = 0;
  std::atomic<bool> memory_limit_hit_ = false;
  std::atomic<bool> output_limit_hit_ = false;
  std::atomic<std::uint64_t> output_bytes_ = 0;
  std::atomic<bool> cancel_asked_ = false;
  WaitQueue host_calls_;             // live: where the main thread waits for the host
  bool host_has_called_ = false;     // live: guarded by the machine
  std::optional<RunResult> result_;  // once it is over
  double host_seconds_ = 0;
};

// --- setting up ---

void Simulation::Implementation::resolve() {
  policy_ = find_gil_policy(options_.gil, &error_);
  if (policy_ == nullptr) return;
  if (options_.live) resolve_live();
  if (!error_.empty()) return;
  if (options_.cores) profile_.machine.cores = *options_.cores;
  if (profile_.machine.cores < 1 || profile_.machine.cores > kMostCores) {
    error_ =
        fmt::format("{} cores: give a number from 1 to {}", profile_.machine.cores, kMostCores);
    return;
  }
  start_method_ = options_.start_method.empty() ? profile_.start_method : options_.start_method;
  if (start_method_ != "fork" && start_method_ != "spawn") {
    error_ = fmt::format("unknown start method '{}': give fork or spawn", start_method_);
    return;
  }
  switch_interval_ = interval_under(*policy_, options_.switch_interval, profile_);
}

/// What a live run can do, and on how many processors.
void Simulation::Implementation::resolve_live() {
  if (!has_live_gil(*policy_, &error_)) return;
  cpus_ = host_cpus();
  const auto available = static_cast<std::int64_t>(cpus_.size());
  const std::int64_t cores = options_.cores.value_or(available);
  if (cores < 1 || cores > available) {
    error_ = fmt::format("{} cores: this machine has {}, so with --live give a number from 1 to {}",
                         cores, available, available);
    return;
  }
  cpus_.resize(static_cast<std::size_t>(cores));
  profile_.machine.cores = cores;
  epoch_ns_ = host_epoch_ns();
}

ProcessContext& Simulation::Implementation::new_process(std::string name, std::string start_method,
                                                        Process* parent, Thread* creator) {
  processes_.push_back(std::make_unique<ProcessContext>());
  ProcessContext& process = *processes_.back();
  process.simulation = this;
  process.name = name;
  process.start_method = std::move(start_method);
  const Cause cause = process.start_method == "fork"    ? Cause::fork
                      : process.start_method == "spawn" ? Cause::spawn
                                                        : Cause::none;
  process.machine_process = &machine_->create_process(
      std::move(name), {.parent = parent, .creator = creator, .start_method = cause});
  std::unique_ptr<Gil> gil = make_gil_({switch_interval_, profile_.round_robin_handover_ps});
  process.gil = gil.get();
  process.machine_process->lock = std::move(gil);
  process.machine_process->interpreter = &process;
  process.interpreter = std::make_unique<vm::Interpreter>(*instance_);
  process.interpreter->host_data = &process;
  process.interpreter->quickening = options_.quickening;
  process.interpreter->heap.set_limit_bytes(options_.max_memory_bytes);
  return process;
}

ThreadContext& Simulation::Implementation::new_thread_context(ProcessContext& process) {
  threads_.push_back(std::make_unique<ThreadContext>());
  ThreadContext& context = *threads_.back();
  context.process = &process;
  context.identity = kFirstThreadIdentity + (threads_.size() - 1) * kThreadIdentityStep;
  return context;
}

/// What every thread's fiber runs: a vm::Thread around the body.
void Simulation::Implementation::thread_main(ThreadContext& context, Thread& machine_thread,
                                             const std::function<void(vm::Thread&)>& body) {
  vm::Interpreter& interpreter = *context.process->interpreter;
  context.vm_thread = std::make_unique<vm::Thread>(interpreter, machine_thread.budget);
  vm::Thread& thread = *context.vm_thread;
  thread.host_data = &context;
  thread.native_stack_limit = reinterpret_cast<const char*>(machine_->stack_limit(machine_thread));
  const auto show_vm_thread = [&](vm::Thread* shown) {
    machine_->enter(machine_thread);
    context.machine_thread = &machine_thread;
    context.is_main = context.process->machine_process->threads.front() == &machine_thread;
    machine_thread.vm_thread = shown;
    machine_->leave(machine_thread);
  };
  show_vm_thread(&thread);
  // Jumps are counted for each activation, one instruction after another.
  if (policy_->check_points == CheckPointFamily::micropython) {
    thread.request_attention(vm::Thread::kAttentionExact);
  }
  if (after_machine_call(thread)) body(thread);
  if (thread.memory_limit_hit) memory_limit_hit_ = true;
  interpreter.current_thread = &thread;
  show_vm_thread(nullptr);
  context.vm_thread.reset();
  interpreter.current_thread = nullptr;
}

ThreadContext* Simulation::Implementation::start_thread(vm::Thread& creator, std::string name,
                                                        bool daemon, ThreadBody body) {
  ProcessContext& process = process_of(creator);
  MachineCall call(creator);
  ThreadContext& context = new_thread_context(process);
  pay_in_system(call, profile_.thread_start_ps);
  Thread* started = machine_->create_thread(
      *process.machine_process, std::move(name),
      [this, &context, body = std::move(body)](Thread& machine_thread) {
        thread_main(context, machine_thread, body);
      },
      {.daemon = daemon, .creator = &call.self(), .start_cost_ps = profile_.thread_begin_ps});
  if (started == nullptr) return nullptr;
  context.machine_thread = started;
  return &context;
}

ProcessContext* Simulation::Implementation::start_process(vm::Thread& creator, std::string name,
                                                          std::string_view start_method,
                                                          ProcessSetUp set_up, ProcessBody body) {
  const bool is_fork = start_method == "fork";
  const bool is_interpreter = start_method == "interpreter";
  ThreadContext* context = nullptr;
  ProcessContext* child = nullptr;
  {
    MachineCall call(creator);
    child = &new_process(std::move(name), std::string(start_method),
                         process_of(creator).machine_process, &call.self());
    context = &new_thread_context(*child);
    // As on Linux: the child's only thread has the identity of the one that forked.
    if (is_fork) context->identity = context_of(creator).identity;
  }
  {
    const InsideMachine inside(creator);
    if (!set_up(creator, *child)) return nullptr;
  }
  MachineCall call(creator);
  pay_in_system(call, is_fork          ? profile_.fork_ps
                      : is_interpreter ? profile_.interpreter_ps
                                       : profile_.spawn_ps);
  Thread* started = machine_->create_thread(
      *child->machine_process, "MainThread",
      [this, context, child, body = std::move(body)](Thread& machine_thread) {
        thread_main(*context, machine_thread, [&](vm::Thread& thread) {
          const int exit_code = body(thread);
          if (!thread.cancelled) end_process(thread, *child, exit_code);
        });
      },
      {.daemon = false,
       .creator = &call.self(),
       .start_cost_ps = is_fork          ? profile_.fork_begin_ps
                        : is_interpreter ? profile_.thread_begin_ps
                                         : profile_.spawn_begin_ps});
  return started == nullptr ? nullptr : child;
}

SharedBlock* Simulation::Implementation::find_shared_block(std::string_view name) {
  const std::lock_guard lock(registry_mutex_);
  for (const auto& block : blocks_) {
    if (block->is_linked && block->name == name) return block.get();
  }
  return nullptr;
}

Listener& Simulation::Implementation::new_listener(std::string address) {
  const std::lock_guard lock(registry_mutex_);
  listeners_.push_back(std::make_unique<Listener>());
  Listener& listener = *listeners_.back();
  listener.serial = next_object_serial();
  listener.description = "a connection to " + address;
  listener.address = std::move(address);
  return listener;
}

Listener* Simulation::Implementation::find_listener(std::string_view address) {
  const std::lock_guard lock(registry_mutex_);
  for (const auto& listener : listeners_) {
    if (listener->holders > 0 && listener->address == address) return listener.get();
  }
  return nullptr;
}

/// Reading blocks: the GIL is dropped meanwhile, whether or not the host has to wait.
bool Simulation::Implementation::read_line(vm::Thread& thread, std::string& line) {
  {
    MachineCall call(thread);
    if (call.machine().before_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return false;
    }
    line.clear();
    const int depth = call.machine().step_out(call.self());
    {
      const std::lock_guard lock(input_mutex_);
      if (options_.read_line) options_.read_line(line);
    }
    call.machine().step_in(call.self(), depth);
    if (call.machine().after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return false;
    }
  }
  note_input(thread, "<stdin>", line);
  return true;
}

// --- modules ---

vm::ModuleSource Simulation::Implementation::find_module(vm::Thread&, std::string_view name) {
  vm::ModuleSource source;
  const vm::NativeModuleDefinition* native =
      options_.embedder == nullptr ? nullptr : options_.embedder->find_module(name);
  if (native == nullptr) native = find_native_module(name);
  if (native != nullptr) {
    source.kind = vm::ModuleSource::Kind::native;
    source.native = native;
    return source;
  }
  std::string path(name);
  std::replace(path.begin(), path.end(), '.', '/');
  if (find_embedded(path, source) || find_beside_program(path, source)) return source;
  const std::string_view refusal = refusal_of(name);
  if (!refusal.empty()) {
    source.kind = vm::ModuleSource::Kind::refused;
    source.refusal = std::string(refusal);
  } else if (is_absent_from_subset(name)) {
    source.refusal = ": CPython's library has it, the subset has not (docs/library.md)";
  }
  return source;
}

/// A module of the binary: `path`.py, or the package `path`.
bool Simulation::Implementation::find_embedded(const std::string& path, vm::ModuleSource& source) {
  for (const char* ending : {"/__init__.py", ".py"}) {
    const std::string name = path + ending;
    const EmbeddedFile* const file = find_file(embedded_modules(), name);
    if (file == nullptr) continue;
    source.kind = vm::ModuleSource::Kind::source;
    source.text = file->text;
    source.frozen = find_file(frozen_modules(), name)->text;
    source.file_name = name;
    source.is_package = std::string_view(ending) == "/__init__.py";
    return true;
  }
  return false;
}

/// A module in the program's own folder: `path`.py, or the package `path`.
bool Simulation::Implementation::find_beside_program(const std::string& path,
                                                     vm::ModuleSource& source) {
  if (options_.program_name.empty()) return false;
  const std::filesystem::path folder = std::filesystem::path(options_.program_name).parent_path();
  for (const char* ending : {"/__init__.py", ".py"}) {
    const std::filesystem::path candidate = folder / (path + ending);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(candidate, ignored)) continue;
    std::ifstream file(candidate, std::ios::binary);
    const std::lock_guard lock(registry_mutex_);
    module_texts_.emplace_back(std::istreambuf_iterator<char>(file),
                               std::istreambuf_iterator<char>());
    source.kind = vm::ModuleSource::Kind::source;
    source.text = module_texts_.back();
    source.file_name = candidate.string();
    source.is_package = std::string_view(ending) == "/__init__.py";
    return true;
  }
  return false;
}

vm::Ref Simulation::Implementation::run_main_module_again(vm::Thread& thread,
                                                          std::string_view name) {
  return vm::run_as_module(thread, program_of(options_), name);
}

// --- the main program ---

/// Waits for threads and calls what was registered, as Py_FinalizeEx does. Returns the exit status.
int Simulation::Implementation::at_exit(vm::Thread& thread, int status) {
  for (const auto& [module_name, function] :
       {std::pair{"threading", "_shutdown"}, std::pair{"atexit", "_run_exitfuncs"}}) {
    const vm::Value module =
        vm::dict_get(thread.interpreter.modules, instance_->intern(std::string_view(module_name)));
    if (module.is_undefined() || thread.cancelled) continue;
    const vm::Ref result = vm::call_method(thread, module, std::string_view(function));
    if (result.is_error() && thread.has_exception()) {
      const vm::Ref exception = thread.take_exception();
      write(thread, vm::Stream::standard_error, vm::format_exception(thread, exception));
    }
  }
  return status;
}

void Simulation::Implementation::end_process(vm::Thread& thread, ProcessContext& process,
                                             int exit_code) {
  MachineCall call(thread);
  process.exit_code = exit_code;
  show(call.self(), vm::Stream::standard_output, process.output.flush());
  process.peak_heap_bytes = process.interpreter->heap.peak_bytes();
  pay_in_system(call, profile_.process_end_ps);
  // By index: others may start processes while this one waits for the machine.
  for (std::size_t i = 0; i < processes_.size(); ++i) {
    ProcessContext& other = *processes_[i];
    if (other.owner != &process || other.machine_process->ended) continue;
    show(call.self(), vm::Stream::standard_output, other.output.flush());
    close_ends(call.self(), other);
    call.machine().end_process(call.self(), *other.machine_process, 0);
  }
  close_ends(call.self(), process);
  call.machine().end_process(call.self(), *process.machine_process, exit_code);
  process.end_watchers.wake(call.machine(), call.self());
}

void Simulation::Implementation::close_ends(Thread& self, ProcessContext& process) {
  for (const auto& end : process.pipe_ends) close_pipe_end(*machine_, self, *end);
  for (PipeEnd& end : process.ends_in_flight) close_pipe_end(*machine_, self, end);
  for (const auto& end : process.listener_ends) close_listener_end(*machine_, self, *end);
}

bool Simulation::Implementation::end_process_of(vm::Thread& killer, Process& process,
                                                int exit_code) {
  auto& context = *static_cast<ProcessContext*>(process.interpreter);
  MachineCall call(killer);
  context.exit_code = exit_code;
  context.output.flush();  // nobody will see it
  if (call.machine().end_process(call.self(), process, exit_code) == Result::cancelled) {
    return false;
  }
  close_ends(call.self(), context);
  if (context.end_watchers.wake(call.machine(), call.self()) == Result::cancelled) return false;
  // Whoever ends itself by a signal does not come back from sending it.
  if (call.self().process != &process) return true;
  call.self().cancelled = true;
  return false;
}

int Simulation::Implementation::main_program(vm::Thread& thread, ProcessContext& process) {
  if (!vm::initialise_interpreter(thread)) return 1;
  const int status = options_.embedder == nullptr ? vm::run_program(thread, program_of(options_))
                                                  : options_.embedder->main_program(thread);
  if (thread.cancelled) return status;
  const int exit_code = at_exit(thread, status);
  // Daemon threads would go on in modules that are half taken apart.
  const auto is_alone = [&] {
    const InsideMachine inside(thread);
    return process.machine_process->threads_alive == 1;
  };
  if (is_alone() && !thread.cancelled) vm::clear_modules(thread);
  if (!thread.cancelled) end_process(thread, process, exit_code);
  return exit_code;
}

void Simulation::Implementation::make_machine() {
  Limits limits;
  limits.ticks = options_.max_ticks;
  limits.time_ps = options_.max_time_ps;
  limits.interrupt = options_.interrupt == nullptr ? &cancel_asked_ : options_.interrupt;
  EventSink* const sink = observer_ == nullptr ? nullptr : this;
  if (options_.live) return make_live_machine(sink, limits);
  auto simulated = std::make_unique<SimulatedMachine>(profile_.machine, chooser_, sink, limits);
  simulated_ = simulated.get();
  make_gil_ = [this](const GilSettings& settings) {
    return std::make_unique<SimulatedGil>(*simulated_, *policy_, settings);
  };
  machine_ = std::move(simulated);
}

void Simulation::Implementation::make_live_machine(EventSink* sink, const Limits& limits) {
  const std::lock_guard lock(interrupt_mutex_);
  auto machine = std::make_unique<LiveMachine>(cpus_, sink, limits);
  live_ = machine.get();
  make_gil_ = [this](const GilSettings& settings) {
    return make_live_gil(*live_, *policy_, settings);
  };
  machine_ = std::move(machine);
}

void Simulation::Implementation::keyboard_interrupt() {
  const std::lock_guard lock(interrupt_mutex_);
  if (live_ == nullptr) return;
  interrupt_sent_ = true;
  live_->from_outside([this] {
    for (const auto& process : processes_) {
      const auto& threads = process->machine_process->threads;
      if (process->owner != nullptr || threads.empty()) continue;
      switch (note_signal(*process, kSigInt)) {
        case SignalFate::nothing:
          break;
        case SignalFate::ends_process:
          return live_->stop_from_outside(Outcome::interrupted);
        case SignalFate::handled:
          live_->interrupt_from_outside(*threads.front());
          break;
      }
    }
  });
}

void Simulation::Implementation::begin() {
  instance_ = std::make_unique<vm::Instance>(
      *this, policy_->has_lock ? profile_.instruction_ps : profile_.free_threaded_instruction_ps());
  instance_->work_costs = profile_.work_costs();
  instance_->check_points = vm_family(policy_->check_points);
  instance_->jumps_per_activation =
      static_cast<std::int32_t>(std::min<std::int64_t>(switch_interval_.ticks, INT32_MAX));
  types_ = create_runtime_types(*instance_);
  make_machine();
  ProcessContext& process = new_process("MainProcess", "main", nullptr, nullptr);
  ThreadContext& context = new_thread_context(process);
  machine_->create_thread(*process.machine_process, "MainThread",
                          [&](Thread& machine_thread) {
                            thread_main(context, machine_thread,
                                        [&](vm::Thread& thread) { main_program(thread, process); });
                          },
                          {});
}

bool Simulation::Implementation::advance() {
  const HostStopwatch stopwatch;
  if (machine_ == nullptr) begin();
  RunResult result = machine_->run();
  host_seconds_ += stopwatch.seconds();
  if (result.outcome == Outcome::paused) return false;
  result_ = std::move(result);
  // What ended by itself has flushed; of what a deadlock or a limit stopped nothing is lost.
  for (const auto& each : processes_) {
    const std::string rest = each->output.flush();
    if (!rest.empty() && options_.write) options_.write(vm::Stream::standard_output, rest);
  }
  return true;
}

/// A run that is paused has threads to unwind.
Simulation::Implementation::~Implementation() {
  if (machine_ == nullptr || result_.has_value()) return;
  machine_->stop();
  while (machine_->run().outcome == Outcome::paused) {
  }
}

void Simulation::Implementation::cancel() {
  cancel_asked_ = true;
  const std::lock_guard lock(interrupt_mutex_);
  if (live_ == nullptr) return;
  live_->from_outside([this] { live_->stop_from_outside(Outcome::interrupted); });
}

bool Simulation::Implementation::pause(vm::Thread& thread) {
  {
    MachineCall call(thread);
    static_cast<void>(simulated_->pause(call.self()));
  }
  return !thread.cancelled;
}

void Simulation::Implementation::pause_before_instruction(const Thread& thread) {
  auto& vm_thread = *static_cast<vm::Thread*>(thread.vm_thread);
  static_cast<void>(simulated_->pause(*context_of(vm_thread).machine_thread));
  after_machine_call(vm_thread);
}

bool Simulation::Implementation::wait_for_host(vm::Thread& thread) {
  if (live_ == nullptr) return pause(thread);
  // Nobody but the host can end this wait, and it may take its time: no deadlock.
  constexpr std::int64_t kNoTimeSoonPs = INT64_MAX / 2;
  {
    MachineCall call(thread);
    while (!host_has_called_) {
      call.self().interrupted = false;  // a signal's handler runs with the next bytecode
      if (machine_->wait(call.self(), host_calls_, kNoTimeSoonPs,
                         {WaitKind::other, 0, "the host's next call", nullptr}) ==
          Result::cancelled) {
        return false;
      }
    }
    host_has_called_ = false;
  }
  return !thread.cancelled;
}

void Simulation::Implementation::wake_main_program() {
  if (live_ == nullptr) return;
  live_->from_outside([this] {
    host_has_called_ = true;
    live_->kernel_wake_all(host_calls_);
  });
}

/// Counts what is about to be shown. False: that would be too much, and the run ends.
bool Simulation::Implementation::may_write(Thread& self, std::size_t bytes) {
  if (output_bytes_.fetch_add(bytes) + bytes <= options_.max_output_bytes) return true;
  output_limit_hit_ = true;
  const int depth = machine_->step_out(self);
  machine_->stop();
  machine_->step_in(self, depth);
  return false;
}

std::string Simulation::Implementation::place_when_cancelled(const Thread& thread) const {
  for (const auto& context : threads_) {
    if (context->machine_thread == &thread) return context->cancelled_at;
  }
  return "";
}

/// Why it ended, and what with.
void Simulation::Implementation::fill_end(SimulationReport& report) const {
  const RunResult& result = *result_;
  const ProcessContext& main = *processes_.front();
  constexpr int kKilledBySignal = 128;  // what a shell adds to the signal's number
  report.exit_status = main.exit_code.value_or(0);
  if (report.exit_status < 0) report.exit_status = kKilledBySignal - report.exit_status;
  const auto place_of = [this](const Thread& thread) { return place_when_cancelled(thread); };
  switch (result.outcome) {
    case Outcome::paused:
    case Outcome::finished:
    case Outcome::stopped:
      report.end = interrupt_sent_ && report.exit_status == kExitInterrupted ? RunEnd::interrupted
                                                                             : RunEnd::finished;
      break;
    case Outcome::deadlock:
      report.end = RunEnd::deadlock;
      report.exit_status = kExitDeadlock;
      report.message = deadlock_report(result, place_of);
      break;
    case Outcome::tick_limit:
      report.end = RunEnd::limit;
      report.message = fmt::format("the limit of {} ticks was hit: raise it with --max-ticks N\n",
                                   options_.max_ticks) +
                       waiting_report(result, place_of);
      break;
    case Outcome::time_limit:
      report.end = RunEnd::limit;
      report.message = fmt::format("the limit of {} ns was hit\n",
                                   options_.max_time_ps / kPicosecondsPerNanosecond) +
                       waiting_report(result, place_of);
      break;
    case Outcome::stack_exhausted:
      report.end = RunEnd::limit;
      report.message =
          "the simulated machine ran out of room: " + std::string(name_of(result.outcome));
      break;
    case Outcome::interrupted:
      report.end = RunEnd::interrupted;
      report.exit_status = kExitInterrupted;
      report.message = "interrupted: what follows is what had happened until then\n" +
                       waiting_report(result, place_of);
      break;
  }
  if (report.end == RunEnd::finished && memory_limit_hit_ && report.exit_status != 0) {
    report.end = RunEnd::limit;
    report.message =
        fmt::format("the memory limit of {} bytes was hit: raise it with --max-memory BYTES",
                    options_.max_memory_bytes);
  }
  if (output_limit_hit_) {
    report.end = RunEnd::limit;
    report.message =
        fmt::format("the limit of {} bytes of output was hit", options_.max_output_bytes);
  }
  if (report.end == RunEnd::limit) report.exit_status = kExitLimit;
}

SimulationReport Simulation::Implementation::report() const {
  SimulationReport report;
  fill_end(report);
  report.live = options_.live;
  report.gil = options_.gil;
  report.profile = profile_.name;
  report.cores = profile_.machine.cores;
  report.switch_interval = switch_interval_;
  report.seed = options_.seed;
  report.host_seconds = host_seconds_;
  report.notes = starvation_.sentences();
  for (const auto& thread : machine_->threads()) {
    ThreadReport row;
    row.process = thread->process->id;
    row.id = thread->id;
    row.name = thread->name;
    row.ticks = thread->ticks();
    row.lifetime_ps = thread->lifetime_ps();
    row.state_ps = thread->time_in_state_ps;
    report.ticks += row.ticks;
    if (!thread->daemon) report.elapsed_ps = std::max(report.elapsed_ps, thread->end_ps);
    report.threads.push_back(std::move(row));
  }
  for (const auto& process : processes_) {
    report.gil_stats += process->gil->stats();
    const std::uint64_t peak = process->interpreter->heap.peak_bytes();
    report.processes.push_back({process->machine_process->id, process->name, process->start_method,
                                process->exit_code, std::max(peak, process->peak_heap_bytes)});
  }
  return report;
}

// --- the public face ---

Simulation::Simulation(const SimulationOptions& options, RunObserver* observer)
    : implementation_(std::make_unique<Implementation>(options, observer)) {}
Simulation::~Simulation() = default;

const std::string& Simulation::error() const { return implementation_->error(); }
void Simulation::observe_instructions(std::int64_t from_ps) {
  implementation_->observe_instructions_from_ps = from_ps;
}
std::vector<int> Simulation::host_descriptors() const {
  return implementation_->files().host_descriptors();
}
SimulationReport Simulation::run() {
  while (!advance()) {
  }
  return report();
}
bool Simulation::advance() { return implementation_->advance(); }
SimulationReport Simulation::report() const { return implementation_->report(); }
void Simulation::cancel() { implementation_->cancel(); }
bool Simulation::wait_for_host(vm::Thread& thread) {
  return implementation_->wait_for_host(thread);
}
void Simulation::wake_main_program() { implementation_->wake_main_program(); }
bool Simulation::pause(vm::Thread& thread) { return implementation_->pause(thread); }
void Simulation::pause_before_instruction(const Thread& thread) {
  implementation_->pause_before_instruction(thread);
}
void Simulation::pause_after(std::int64_t ticks) { implementation_->pause_after(ticks); }
void Simulation::keyboard_interrupt() { implementation_->keyboard_interrupt(); }

}  // namespace gilsim::runtime
