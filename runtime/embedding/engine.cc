// SPDX-License-Identifier: MIT
//
// The life of an engine: its simulation, jobs, pausing and going on, the end.
#include "runtime/embedding/engine.h"

#include "runtime/embedding/conversions.h"
#include "runtime/simulation_context.h"
#include "vm/bytecode/code.h"
#include "vm/bytecode/opcodes.h"
#include "vm/eval/run_program.h"
#include "vm/objects/dict.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"

#include <cstdio>

namespace gilsim::detail {

Engine::Engine(Options options)
    : options_(std::move(options)),
      owner_(std::this_thread::get_id()),
      link_(std::make_shared<Link>()) {}

Engine::~Engine() { end_simulation(); }

// --- beginning -----------------------------------------------------------------------------------

runtime::SimulationOptions Engine::simulation_options() {
  runtime::SimulationOptions options = simulation_options_of(options_);
  options.write = [this](vm::Stream stream, std::string_view text) {
    guarded([&] {
      const bool is_error = stream == vm::Stream::standard_error;
      if (options_.on_output) {
        options_.on_output(is_error ? Stream::error : Stream::output, text);
      } else {
        std::fwrite(text.data(), 1, text.size(), is_error ? stderr : stdout);
      }
    });
  };
  if (options_.on_input) {
    options.read_line = [this](std::string& line) { guarded([&] { line = options_.on_input(); }); };
  }
  options.embedder = this;
  return options;
}

void Engine::begin() {
  link_->engine = weak_from_this();
  // Stepping needs the observer, and no live run can be stepped.
  const bool is_observed = options_.on_event || !options_.live;
  simulation_ = std::make_unique<runtime::Simulation>(
      simulation_options(), is_observed ? static_cast<runtime::RunObserver*>(this) : nullptr);
  if (!simulation_->error().empty()) throw Error(simulation_->error());
  if (options_.live) {
    runner_ = std::thread([this] { run_live(); });
    std::unique_lock lock(meeting_mutex_);
    meeting_.wait(lock, [this] { return is_waiting_ || is_over_; });
    if (!is_over_) return;
    lock.unlock();
    note_end();
  } else if (simulation_->advance()) {
    note_end();
  }
}

/// The live machine's threads are threads of the operating system; this one waits for their end.
void Engine::run_live() {
  while (!simulation_->advance()) {
  }
  const std::lock_guard lock(meeting_mutex_);
  is_over_ = true;
  meeting_.notify_all();
}

int Engine::main_program(vm::Thread& thread) {
  const std::vector<std::string> arguments =
      options_.arguments.empty() ? std::vector<std::string>{""} : options_.arguments;
  const vm::Ref module = vm::make_main_module(thread, "__main__", "");
  if (module.is_error() || !vm::set_program_arguments(thread, arguments)) {
    return thread.cancelled ? 1 : vm::exit_status_of_pending(thread);
  }
  {
    const std::lock_guard lock(meeting_mutex_);
    is_waiting_ = true;
    meeting_.notify_all();
  }
  while (simulation_->wait_for_host(thread)) {
    Job* job = nullptr;
    {
      const std::lock_guard lock(meeting_mutex_);
      if (is_finishing_) return 0;
      job = std::exchange(job_, nullptr);
    }
    if (job != nullptr) perform(thread, *job);
    if (thread.cancelled) break;
  }
  return 0;
}

// --- jobs ----------------------------------------------------------------------------------------

void Engine::perform(vm::Thread& thread, Job& job) {
  give_back_released(thread);
  try {
    job.work(thread);
  } catch (...) {
    job.error = std::current_exception();
  }
  if (thread.cancelled) return;
  thread.clear_exception();
  give_back_released(thread);
  const std::lock_guard lock(meeting_mutex_);
  job.is_done = !thread.cancelled;
  meeting_.notify_all();
}

/// What the host has let go of. It may have destructors, which are Python code.
void Engine::give_back_released(vm::Thread& thread) {
  std::vector<vm::Value> mine;
  {
    const std::lock_guard lock(link_->mutex);
    std::erase_if(link_->released, [&](const auto& each) {
      if (each.first != &thread.interpreter) return false;
      mine.push_back(each.second);
      return true;
    });
  }
  for (const vm::Value value : mine) vm::decref(value);
}

Slot::~Slot() {
  if (!value.is_object()) return;
  const std::lock_guard lock(link->mutex);
  if (!link->is_closed) link->released.emplace_back(interpreter, value);
}

Call::State* Engine::current_call() {
  const std::lock_guard lock(calls_mutex_);
  const auto found = calls_.find(std::this_thread::get_id());
  return found == calls_.end() ? nullptr : found->second;
}

void Engine::set_current_call(Call::State* call) {
  const std::lock_guard lock(calls_mutex_);
  if (call != nullptr) {
    calls_[std::this_thread::get_id()] = call;
  } else {
    calls_.erase(std::this_thread::get_id());
  }
}

void Engine::with_python(const Work& work) {
  if (Call::State* const call = current_call(); call != nullptr) {
    if (call->is_without_gil) {
      throw Error("values and the instance cannot be used without the GIL: do it before or after");
    }
    if (call->thread.cancelled) throw Cancelled();
    const RunningCall python(*this, nullptr);
    work(call->thread);
    return;
  }
  check_idle();
  Job job{work, {}, false};
  run_until_done(job);
}

void Engine::check_owner(std::string_view what) const {
  if (std::this_thread::get_id() == owner_) return;
  throw Error(std::string(what) +
              " belongs to the host thread that made it, and only that thread may use it");
}

void Engine::check_idle() const {
  check_owner("an instance");
  switch (state_) {
    case State::idle:
      return;
    case State::running:
      throw Error("the instance is running: this cannot be done from within a callback");
    case State::started:
      throw Error(
          "the instance is in the middle of what was started: resume() it to its end, or cancel()");
    case State::ended:
      throw_ended();
  }
}

void Engine::check_may_read() {
  if (const Call::State* const call = current_call(); call != nullptr) {
    if (!call->is_without_gil) return;
    throw Error("values cannot be used without the GIL: convert them before");
  }
  check_owner("a value's instance");
}

/// Lets the run go on until the job is done, the run is paused, or over.
void Engine::run_until_done(Job& job) {
  const EnginePointer self = shared_from_this();  // a callback may destroy the Instance
  state_ = State::running;
  bool is_over = false;
  {
    const std::lock_guard lock(meeting_mutex_);
    job_ = &job;
  }
  if (!options_.live) {
    is_over = simulation_->advance();
  } else {
    is_over = wait_for_live(&job);
  }
  after_run(&job, is_over);
}

/// Tells the main thread that there is something to do, and waits until the job is done or the run
/// is over. True: it is over. Without a job only that ends the wait.
bool Engine::wait_for_live(const Job* job) {
  simulation_->wake_main_program();
  std::unique_lock lock(meeting_mutex_);
  for (;;) {
    meeting_.wait(lock,
                  [&] { return (job != nullptr && job->is_done) || is_over_ || wants_cancel_; });
    if (!std::exchange(wants_cancel_, false)) return is_over_;
    lock.unlock();
    simulation_->cancel();
    lock.lock();
  }
}

void Engine::after_run(Job* job, bool is_over) {
  const bool is_done = job == nullptr || job->is_done;
  if (is_over) {
    note_end();
  } else {
    state_ = is_done ? State::idle : State::started;
  }
  if (is_shut_down_) {
    end_simulation();
    throw EndedError("the instance was destroyed by one of its callbacks");
  }
  std::exception_ptr error;
  {
    const std::lock_guard lock(error_mutex_);
    error = std::exchange(callback_error_, nullptr);
  }
  if (error != nullptr) std::rethrow_exception(error);
  if (job == nullptr) return;
  if (is_done && job->error != nullptr) std::rethrow_exception(job->error);
  if (is_over) throw_ended();
}

// --- piece by piece ------------------------------------------------------------------------------

void Engine::start(Work work) {
  if (options_.live) {
    throw Error("a live instance cannot be paused: use run(), or a simulated one");
  }
  if (current_call() != nullptr) throw Error("a native function cannot start() its own instance");
  check_idle();
  started_.emplace(Job{std::move(work), {}, false});
  job_ = &*started_;
  result_ = Value();
  state_ = State::started;
}

Progress Engine::resume(std::int64_t ticks) {
  check_owner("an instance");
  if (state_ == State::ended) throw_ended();
  if (state_ != State::started)
    throw Error("nothing is started, or it runs already: start() first");
  if (ticks < 1) throw Error("resume() takes 1 tick or more");
  const EnginePointer self = shared_from_this();
  simulation_->observe_instructions(is_stepping_ ? 0 : runtime::Simulation::kNever);
  simulation_->pause_after(ticks);
  state_ = State::running;
  const bool is_over = simulation_->advance();
  after_run(&*started_, is_over);
  return state_ == State::started ? Progress::paused : Progress::finished;
}

std::optional<Step> Engine::step() {
  step_.reset();
  is_stepping_ = true;
  struct Reset {
    bool& flag;
    ~Reset() { flag = false; }
  } const reset{is_stepping_};
  resume(std::numeric_limits<std::int64_t>::max());
  return std::exchange(step_, std::nullopt);
}

Value Engine::take_result() {
  check_owner("an instance");
  if (state_ == State::started || state_ == State::running) {
    throw Error("there is no result yet: resume() until it answers `finished`");
  }
  return result_;
}

void Engine::instruction(const runtime::Thread& thread, const runtime::Place& place) {
  if (!is_stepping_) return;
  Step step;
  step.process = thread.process->id;
  step.thread = thread.id;
  step.line = place.line;
  step.tick = thread.ticks();
  step.time = nanoseconds_of(thread.now_ps());
  if (place.code != nullptr) {
    step.file = vm::to_utf8(place.code->file_name);
    step.function = vm::to_utf8(place.code->qualified_name);
    step.instruction = vm::opcode_info(place.code->at(place.instruction)).name;
  }
  step_ = std::move(step);
  simulation_->pause_before_instruction(thread);
}

// --- the end -------------------------------------------------------------------------------------

void Engine::cancel() noexcept { simulation_->cancel(); }

const Report& Engine::finish() {
  check_owner("an instance");
  if (state_ == State::ended) return report();
  check_idle();
  const EnginePointer self = shared_from_this();
  {
    const std::lock_guard lock(meeting_mutex_);
    is_finishing_ = true;
  }
  state_ = State::running;
  if (options_.live) {
    wait_for_live(nullptr);
  } else {
    while (!simulation_->advance()) {
    }
  }
  after_run(nullptr, true);
  return *report_;
}

bool Engine::ended() const {
  check_owner("an instance");
  return state_ == State::ended;
}

const Report& Engine::report() const {
  check_owner("an instance");
  if (!report_.has_value()) {
    throw Error("there is a report only at the end: finish() the instance first");
  }
  return *report_;
}

void Engine::note_end() {
  if (runner_.joinable()) runner_.join();
  state_ = State::ended;
  report_ = report_of(simulation_->report());
}

void Engine::throw_ended() const {
  throw EndedError("the run is over (" + report_->end + "): " +
                   (report_->message.empty() ? "nothing can be run any more" : report_->message));
}

void Engine::shut_down() noexcept {
  is_shut_down_ = true;
  if (state_ == State::running) {
    simulation_->cancel();
  } else {
    end_simulation();
  }
}

void Engine::end_simulation() noexcept {
  {
    const std::lock_guard lock(link_->mutex);
    link_->is_closed = true;
    link_->released.clear();
  }
  if (simulation_ == nullptr) return;
  if (runner_.joinable()) {
    simulation_->cancel();
    runner_.join();
  }
  simulation_.reset();
  state_ = State::ended;
}

// --- callbacks -----------------------------------------------------------------------------------

void Engine::guarded(const std::function<void()>& callback) noexcept {
  {
    const std::lock_guard lock(error_mutex_);
    if (callback_error_ != nullptr) return;
  }
  try {
    callback();
    return;
  } catch (...) {
    const std::lock_guard lock(error_mutex_);
    if (callback_error_ == nullptr) callback_error_ = std::current_exception();
  }
  if (!options_.live) {
    if (simulation_ != nullptr) simulation_->cancel();  // else it is on its way out
    return;
  }
  // The thread may be inside the machine: whoever waits for the run cancels it.
  const std::lock_guard lock(meeting_mutex_);
  wants_cancel_ = true;
  meeting_.notify_all();
}

void Engine::event(const runtime::Event& event, const runtime::Thread*,
                   const runtime::Place& place) {
  if (!options_.on_event) return;
  guarded([&] {
    const std::string file = place.code == nullptr ? "" : vm::to_utf8(place.code->file_name);
    Event told = event_of(event);
    told.file = file;
    told.line = place.line;
    options_.on_event(told);
  });
}

}  // namespace gilsim::detail
