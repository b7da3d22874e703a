// SPDX-License-Identifier: MIT
//
// What is behind a gilsim::Instance: a simulation whose main thread does what the host asks of it.
//
// The main thread waits in Engine::main_program for *jobs*. On the simulated machine a host call
// lets the simulation go on until the job is done, on the host's own thread; in between everything
// stands still, in the middle of the simulation. On the live machine the simulation runs on a
// thread of the engine's, and a host call hands the job over and waits.
//
// Invariants:
// * Python objects are touched by a thread of the program alone, with its GIL: in a job, or in a
//   native function. What is immutable may be read by the host too.
// * A Value's reference is given back where that is so: until then it stands in Link::released.
// * No C++ exception goes through a frame of the interpreter. What a job throws is thrown again by
//   the host call it belongs to, what a native function throws becomes a Python exception, and what
//   another callback throws cancels the run and is thrown by the host call that is under way.
#pragma once

#include "runtime/embedding/include/gilsim/gilsim.h"
#include "runtime/simulation.h"
#include "vm/core/interpreter.h"
#include "vm/core/native.h"
#include "vm/core/object.h"
#include "vm/core/thread.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace gilsim {

/// A native function's call, while it runs.
struct Call::State {
  const detail::EnginePointer engine;
  vm::Thread& thread;
  const std::string& name;
  const std::vector<Value> arguments;
  bool is_without_gil = false;
};

namespace detail {

/// Outlives the engine as long as there are values of it.
struct Link {
  std::mutex mutex;  // guards all of it
  std::weak_ptr<Engine> engine;
  bool is_closed = false;  // the interpreters are gone, or are about to go
  std::vector<std::pair<vm::Interpreter*, vm::Value>> released;
};

/// One reference, shared by the Values that are copies of each other.
struct Slot {
  Slot(std::shared_ptr<Link> its_link, vm::Interpreter& its_interpreter, vm::Ref reference)
      : link(std::move(its_link)), interpreter(&its_interpreter), value(reference.release()) {}
  ~Slot();
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  const std::shared_ptr<Link> link;
  vm::Interpreter* const interpreter;
  const vm::Value value;  // owned
};

class Engine final : public runtime::Embedder,
                     private runtime::RunObserver,
                     public std::enable_shared_from_this<Engine> {
 public:
  using Work = std::function<void(vm::Thread&)>;

  explicit Engine(Options options);
  ~Engine() override;

  /// Begins the run: on return the main thread waits for its first job.
  void begin();
  /// The Instance goes. Ends the run if it is not over; if a callback of the run asks for it, once
  /// the host call it is in comes back.
  void shut_down() noexcept;

  // --- jobs ---

  /// Calls `work` with a thread of the program that may run Python code: that of the native
  /// function which runs on this host thread, else the main thread.
  void with_python(const Work& work);
  /// Throws Error unless this host thread may read values now.
  void check_may_read();
  void start(Work work);
  Progress resume(std::int64_t ticks);
  std::optional<Step> step();
  void set_result(Value result) { result_ = std::move(result); }
  Value take_result();

  void cancel() noexcept;
  const Report& finish();
  bool ended() const;
  const Report& report() const;

  // --- native functions ---
  void define(std::string_view module, std::string_view name, NativeBody body);
  vm::Ref make_function(vm::Thread& thread, std::string_view name, NativeBody body);
  vm::Ref call_host_function(vm::Thread& thread, vm::Arguments arguments);
  bool fill_module(vm::Thread& thread, vm::Module& module);
  static Engine& of(vm::Thread& thread);

  void without_gil(Call::State& call, const std::function<void()>& work, std::int64_t cost_ps);
  void charge(Call::State& call, std::int64_t cost_ps);
  void pause(Call::State& call);
  bool is_cancelled(const Call::State& call);

  // --- values. REQUIRES: `thread` may run Python code ---
  Value value_of(vm::Thread& thread, vm::Ref reference);
  /// Throws Error if the value belongs to another interpreter than the thread's.
  static vm::Value borrow(vm::Thread& thread, const Value& value);
  /// For reading what is immutable. Throws Error if this host thread may not.
  static vm::Value readable(const Value& value);
  static const Slot* slot_of(const Value& value) { return value.slot_.get(); }
  /// Throws what is pending as PythonError, or Cancelled.
  [[noreturn]] void throw_pending(vm::Thread& thread);
  vm::Ref checked(vm::Thread& thread, vm::Ref result) {
    if (result.is_error()) throw_pending(thread);
    return result;
  }

  /// Module __main__'s dict. REQUIRES: in a job or a native function of the main process.
  vm::Dict* main_globals(vm::Thread& thread);

  // --- Embedder ---
  int main_program(vm::Thread& thread) override;
  const vm::NativeModuleDefinition* find_module(std::string_view name) override;

 private:
  enum class State : std::uint8_t { idle, running, started, ended };

  struct Job {
    Work work;
    std::exception_ptr error;
    bool is_done = false;
  };

  struct HostFunction {
    std::string name;
    NativeBody body;
    vm::NativeDefinition definition;  // its name is `name`
  };
  struct HostModule {
    vm::NativeModuleDefinition definition;
    std::vector<std::pair<std::string, std::int64_t>> functions;  // by name; numbers of functions_
    bool is_imported = false;
  };

  /// While it lives, `call` is the native function that runs on this host thread; nullptr: it has
  /// called Python code, which does.
  class RunningCall {
   public:
    RunningCall(Engine& engine, Call::State* call)
        : engine_(engine), previous_(engine.current_call()) {
      engine_.set_current_call(call);
    }
    ~RunningCall() { engine_.set_current_call(previous_); }
    RunningCall(const RunningCall&) = delete;
    RunningCall& operator=(const RunningCall&) = delete;

   private:
    Engine& engine_;
    Call::State* const previous_;
  };

  runtime::SimulationOptions simulation_options();
  void check_owner(std::string_view what) const;
  void check_idle() const;
  void run_until_done(Job& job);
  bool wait_for_live(const Job* job);
  void after_run(Job* job, bool is_over);
  void run_live();
  void perform(vm::Thread& thread, Job& job);
  void give_back_released(vm::Thread& thread);
  void note_end();
  void end_simulation() noexcept;
  [[noreturn]] void throw_ended() const;

  std::int64_t add_function(std::string_view name, NativeBody body);
  HostFunction& function_at(std::int64_t number);
  vm::Ref function_object(vm::Thread& thread, std::int64_t number, vm::Value module_name);
  vm::Ref call_body(vm::Thread& thread, HostFunction& function, vm::Arguments given);
  vm::Ref raise_current_exception(vm::Thread& thread);

  Call::State* current_call();
  void set_current_call(Call::State* call);

  /// Calls a callback of the host; what it throws is kept for the host call, and the run ends.
  void guarded(const std::function<void()>& callback) noexcept;

  // --- RunObserver ---
  void event(const runtime::Event& event, const runtime::Thread* thread,
             const runtime::Place& place) override;
  void output(const runtime::Thread&, vm::Stream, std::string_view) override {}
  void instruction(const runtime::Thread& thread, const runtime::Place& place) override;

  const Options options_;
  const std::thread::id owner_;
  std::shared_ptr<Link> link_;
  std::unique_ptr<runtime::Simulation> simulation_;
  State state_ = State::idle;
  bool is_shut_down_ = false;
  bool is_finishing_ = false;
  std::optional<Report> report_;  // once it has ended

  Job* job_ = nullptr;  // what the main thread does next
  std::optional<Job> started_;
  Value result_;  // of what was started
  bool is_stepping_ = false;
  std::optional<Step> step_;

  // Live: how the host and the run's threads meet.
  std::thread runner_;
  mutable std::mutex meeting_mutex_;  // guards job_, Job::is_done, is_over_, wants_cancel_
  std::condition_variable meeting_;
  bool is_waiting_ = false;  // the main thread waits for its first job
  bool is_over_ = false;
  bool wants_cancel_ = false;

  std::mutex calls_mutex_;
  std::map<std::thread::id, Call::State*> calls_;  // of native functions that run at this moment

  std::mutex functions_mutex_;
  std::deque<HostFunction> functions_;  // stay where they are
  std::map<std::string, HostModule, std::less<>> modules_;

  std::mutex error_mutex_;
  std::exception_ptr callback_error_;
};

}  // namespace detail
}  // namespace gilsim
