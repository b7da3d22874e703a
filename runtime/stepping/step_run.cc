// SPDX-License-Identifier: MIT
//
// All that happens here happens inside the observer's calls: a goal is reached in one of them, and
// resting is waiting for a message in it.
#include "runtime/stepping/step_run.h"

#include "runtime/check_points.h"
#include "runtime/deadlock_report.h"
#include "runtime/host_clock.h"
#include "runtime/machine/machine.h"
#include "runtime/trace/checksum.h"
#include "vm/bytecode/check_points.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/opcodes.h"
#include "vm/eval/frame_text.h"
#include "vm/objects/str.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <utility>

namespace gilsim::runtime {
namespace {

constexpr std::int64_t kMillisecondNs = 1'000'000;
// Of this process's own time: going back runs at most about this much again.
constexpr std::int64_t kCheckpointEveryNs = 30 * kMillisecondNs;
// The same, close before a place that one has gone back to.
constexpr std::int64_t kNearCheckpointEveryNs = 2 * kMillisecondNs;
// Of a program with much memory, copying itself may take longer than running; it takes at most this
// part of the time.
constexpr std::int64_t kPartForCopies = 10;
constexpr std::int64_t kLookEveryNs = 10 * kMillisecondNs;
constexpr std::size_t kMostCollected = 4096;
constexpr std::size_t kMostFrames = 20;

vm::FrameTextLimits text_limits() {
  vm::FrameTextLimits limits;
  limits.frames = kMostFrames;
  return limits;
}

bool is_of_library(const vm::Code& code) {
  return is_library_file(vm::to_utf8(code.file_name));
}

StepEvent searched_form(const Event& event) {
  StepEvent form;
  form.kind = line_kind_of(event.kind);
  form.thread = event.thread;
  form.other = event.other_thread;
  form.cause = event.cause;
  form.from = event.from;
  form.to = event.to;
  return form;
}

std::vector<StepVariable> variables_of(const std::vector<vm::VariableText>& texts) {
  std::vector<StepVariable> variables;
  for (const vm::VariableText& text : texts) variables.push_back({text.name, text.value});
  return variables;
}

}  // namespace

StepRun::StepRun(Channel channel, const SimulationOptions& options)
    : channel_(std::move(channel)),
      options_(options),
      writer_(*this, make_trace_header(options)),
      simulation_(options_, this),
      cpu_start_ns_(host_cpu_ns()),
      looked_ns_(host_now_ns()) {
  check_points_ = find_gil_policy(options.gil, nullptr)->check_points;
}

void StepRun::serve() {
  Stop stop;
  rest_at(stop);
  const SimulationReport report = simulation_.run();
  goal_.known_events = -1;  // the last line goes out whatever is known
  writer_.finish(report);
  stop = {};
  stop.name.event = events_;
  stop.is_end = true;
  stop.message = report.message;
  for (;;) rest_at(stop);
}

std::int64_t StepRun::cost_ns() const { return cost_before_ns_ + host_cpu_ns() - cpu_start_ns_; }

// --- what happens --------------------------------------------------------------------------------

// The lines are those of the events up to `events_`.
bool StepRun::write(std::string_view bytes) {
  const std::int64_t first = std::exchange(written_events_, events_) + 1;
  if (events_ <= goal_.known_events) return true;
  WireWriter message;
  message.put(first);
  return channel_.send(MessageKind::lines, message.bytes() + std::string(bytes));
}

void StepRun::event(const Event& event, const Thread* thread, const Place& place) {
  before_event(event.time_ps);
  if (event.kind == EventKind::thread_start) threads_.push_back(thread);
  ++events_;
  writer_.event(event, thread, place);
  happened(searched_form(event), event.time_ps);
}

void StepRun::output(const Thread& thread, vm::Stream stream, std::string_view utf8) {
  before_event(thread.now_ps());
  ++events_;
  writer_.output(thread, stream, utf8);
  StepEvent event;
  event.kind = TraceLineKind::output;
  event.thread = thread.id;
  happened(event, thread.now_ps());
}

// No instruction may come for a while, so moments are passed here as well.
void StepRun::before_event(std::int64_t time_ps) {
  look_around();
  if (goal_.kind != Goal::Kind::time || time_ps <= goal_.time_ps) return;
  Stop stop;
  stop.name = {StopKind::time, events_, goal_.time_ps, 0, 0};
  rest_at(std::move(stop));
}

void StepRun::happened(const StepEvent& event, std::int64_t time_ps) {
  if (goal_.kind == Goal::Kind::collect) {
    const bool is_over = goal_.until.kind == StopKind::event ? events_ >= goal_.until.event
                                                             : events_ > goal_.until.event;
    if (is_over) end_collecting();
    return;
  }
  if (!is_reached_by(event)) return;
  Stop stop;
  stop.name.event = events_;
  stop.name.time_ps = time_ps;
  stop.thread = event.thread;
  rest_at(std::move(stop));
}

bool StepRun::is_reached_by(const StepEvent& event) const {
  switch (goal_.kind) {
    case Goal::Kind::event:
      return events_ == goal_.event;
    case Goal::Kind::match:
      return events_ > goal_.after.event && goal_.filter.matches(event);
    case Goal::Kind::instruction:
      return goal_.stops_if_waiting && events_ > goal_.after.event &&
             event.thread == goal_.thread && event.kind == TraceLineKind::state &&
             event.to != ThreadState::running && event.to != ThreadState::overhead;
    default:
      return false;
  }
}

void StepRun::instruction(const Thread& thread, const Place& place) {
  if (thread.now_ps() >= next_pause_ps_) paused(thread.now_ps());
  if (!is_fine_) return;
  const StopName name{StopKind::instruction, events_, thread.now_ps(), thread.id, thread.ticks()};
  if (goal_.kind == Goal::Kind::collect) {
    if (!is_before(name, goal_.until) || name.time_ps > goal_.until_ps) return end_collecting();
    if (!reached(name, thread, place)) return;
    collected_.push_back({name, place.code->serial, place.instruction});
    if (collected_.size() > kMostCollected) collected_.pop_front();
    return;
  }
  if (goal_.kind != Goal::Kind::instruction || !is_before(goal_.after, name) ||
      !reached(name, thread, place)) {
    return;
  }
  Stop stop;
  stop.name = name;
  stop.thread = thread.id;
  rest_at(std::move(stop));
}

bool StepRun::reached(const StopName& name, const Thread& thread, const Place& place) {
  if (place.code == nullptr || (goal_.thread != 0 && goal_.thread != thread.id)) return false;
  if (goal_.tick >= 0 && goal_.tick != name.tick) return false;
  return !goal_.lines || begins_line(*place.code, place.instruction);
}

void StepRun::paused(std::int64_t now_ps) {
  previous_pause_ps_ = std::exchange(last_pause_ps_, now_ps);
  look_around();
  if (is_checkpoint_due()) {
    leave_checkpoint(now_ps, /*is_near=*/false);
  } else if (is_near_checkpoint_due(now_ps)) {
    leave_checkpoint(now_ps, /*is_near=*/true);
  }
  const bool is_there = goal_.kind == Goal::Kind::time    ? now_ps >= goal_.time_ps
                        : goal_.kind == Goal::Kind::ticks ? has_executed(goal_.thread, goal_.tick)
                                                          : false;
  if (is_there || is_halted_) {
    Stop stop;
    stop.name = {StopKind::time, events_, now_ps, 0, 0};
    if (is_there && goal_.kind == Goal::Kind::time) stop.name.time_ps = goal_.time_ps;
    stop.was_halted = std::exchange(is_halted_, false) && !is_there;
    rest_at(std::move(stop));
  }
  if (!is_fine_ && now_ps >= goal_.fine_from_ps) {
    if (goal_.leaves_checkpoint) leave_checkpoint(now_ps, /*is_near=*/true);
    // The copy that wakes up here has a goal of its own.
    is_fine_ = now_ps >= goal_.fine_from_ps;
  }
  go_on(now_ps);
}

// Arranges for the next pause.
void StepRun::go_on(std::int64_t now_ps) {
  if (now_ps < goal_.fine_from_ps) is_fine_ = false;
  next_pause_ps_ = epoch_of(last_pause_ps_) + kEpochPs;
  if (goal_.kind == Goal::Kind::time && goal_.time_ps > last_pause_ps_) {
    next_pause_ps_ = std::min(next_pause_ps_, goal_.time_ps);
  }
  if (!is_fine_) next_pause_ps_ = std::min(next_pause_ps_, goal_.fine_from_ps);
  simulation_.observe_instructions(is_fine_ ? 0 : next_pause_ps_);
}

bool StepRun::has_executed(std::uint32_t thread, std::int64_t ticks) const {
  return thread >= 1 && thread <= threads_.size() && threads_[thread - 1]->ticks() > ticks;
}

// From time to time: is somebody there, does he want something?
void StepRun::look_around() {
  const std::int64_t now_ns = host_now_ns();
  if (now_ns - looked_ns_ < kLookEveryNs) return;
  looked_ns_ = now_ns;
  if (!channel_.has_news()) return;
  const std::optional<Message> message = channel_.receive();
  if (!message.has_value()) leave();
  is_halted_ = message->kind == MessageKind::halt;
}

bool StepRun::is_checkpoint_due() const {
  return !is_fine_ && cost_ns() - checkpoint_cost_ns_ >=
                          std::max(kCheckpointEveryNs, kPartForCopies * fork_cost_ns_);
}

// Each halves the way that is left, so the next step back is as short as the last one was long.
bool StepRun::is_near_checkpoint_due(std::int64_t now_ps) const {
  if (is_fine_ || goal_.dense_before_ps == kNeverPs) return false;
  return goal_.dense_before_ps - now_ps <= now_ps - checkpoint_ps_ &&
         cost_ns() - checkpoint_cost_ns_ >=
             std::max(kNearCheckpointEveryNs, kPartForCopies * fork_cost_ns_);
}

// --- resting -------------------------------------------------------------------------------------

void StepRun::rest_at(Stop stop) {
  stop.is_fine = is_fine_;
  stop.ahead_until_ps = is_fine_ ? stop.name.time_ps : next_pause_ps_;
  stop.previous_pause_ps = previous_pause_ps_;
  writer_.flush();
  for (;;) {
    describe_threads(stop);
    WireWriter message;
    write_stop(message, stop);
    if (!channel_.send(MessageKind::stopped, message.bytes())) leave();
    files_.remember(simulation_.host_descriptors());
    wait_for_goal();
    if (stop.is_end || !is_goal_here(stop)) break;
  }
  go_on(stop.name.time_ps);
}

// The new goal may be where it stands.
bool StepRun::is_goal_here(const Stop& stop) const {
  const StopName& name = stop.name;
  switch (goal_.kind) {
    case Goal::Kind::event:
      return goal_.event == events_ && name.kind == StopKind::event;
    case Goal::Kind::time:
      return goal_.time_ps == name.time_ps && name.kind == StopKind::time;
    case Goal::Kind::instruction:
      return goal_.tick == name.tick && goal_.thread == name.thread &&
             name.kind == StopKind::instruction;
    default:
      return false;
  }
}

// Until this process, or a copy of it, has something to do.
void StepRun::wait_for_goal() {
  resting_cost_ns_ = cost_ns();
  for (;;) {
    std::optional<Message> message = channel_.receive();
    if (!message.has_value()) leave();
    if (message->kind == MessageKind::go) return take_goal(*message);
    if (message->kind != MessageKind::branch) continue;
    Channel to_copy(message->descriptor);
    if (::fork() != 0) continue;
    become_copy(std::move(to_copy));
    return take_goal(*message);
  }
}

// The first process of all has been resting since the beginning. Without the stepper it takes the
// others along: one of them may be in a native that does not look around.
void StepRun::leave() {
  if (::getpgrp() == ::getpid()) ::kill(0, SIGKILL);
  ::_exit(0);
}

void StepRun::take_goal(const Message& message) {
  WireReader reader(message.bytes);
  goal_ = Goal::read(reader);
  collected_.clear();
  looked_ns_ = host_now_ns();
  files_.renew();
}

// A process that has just been forked counts its own time from 0.
void StepRun::become_copy(Channel channel) {
  channel_ = std::move(channel);
  cost_before_ns_ = checkpoint_cost_ns_ = resting_cost_ns_;
  cpu_start_ns_ = host_cpu_ns();
}

void StepRun::leave_checkpoint(std::int64_t now_ps, bool is_near) {
  Channel theirs;
  Channel its;
  if (!Channel::pair(theirs, its)) return;
  writer_.flush();
  resting_cost_ns_ = checkpoint_cost_ns_ = cost_ns();
  checkpoint_ps_ = now_ps;
  files_.remember(simulation_.host_descriptors());
  const pid_t copy = ::fork();
  if (copy == 0) {
    theirs.close();
    become_copy(std::move(its));
    return wait_for_goal();
  }
  if (copy < 0) return;  // the way back is longer then
  fork_cost_ns_ = cost_ns() - checkpoint_cost_ns_;
  its.close();
  WireWriter message;
  Checkpoint checkpoint{copy, events_, now_ps, checkpoint_cost_ns_, is_near, {}};
  for (const Thread* const thread : threads_) checkpoint.ticks.push_back(thread->ticks());
  checkpoint.write(message);
  channel_.send(MessageKind::checkpoint, message.bytes(), theirs.descriptor());
}

void StepRun::end_collecting() {
  WireWriter message;
  message.put(collected_.size());
  for (const Collected& one : collected_) write_stop_name(message, one.name);
  if (!channel_.send(MessageKind::collected, message.bytes())) leave();
  files_.remember(simulation_.host_descriptors());
  wait_for_goal();
}

// --- what it says --------------------------------------------------------------------------------

void StepRun::describe_threads(Stop& stop) {
  stop.threads.clear();
  stop.ran_ahead = false;
  for (const Thread* const thread : threads_) {
    const vm::Thread* const interpreter = thread->finished ? nullptr : interpreter_thread(*thread);
    if (interpreter == nullptr) continue;
    const bool is_further = thread->core != nullptr && thread->id != stop.thread &&
                            thread->state == ThreadState::running &&
                            thread->now_ps() > stop.name.time_ps;
    stop.ran_ahead = stop.ran_ahead || (is_further && !is_fine_);
    StepThread& row = stop.threads.emplace_back();
    row.id = thread->id;
    row.tick = thread->ticks();
    std::vector<vm::FrameText> frames = vm::frame_texts(*interpreter, text_limits());
    for (const vm::FrameText& frame : frames) {
      row.frames.push_back(frame_of(*frame.code, frame.instruction, frame.line));
    }
    if (!frames.empty()) row.variables = variables_of(frames.front().variables);
    row.globals = variables_of(vm::global_texts(*interpreter, text_limits()));
  }
}

StepFrame StepRun::frame_of(const vm::Code& code, std::uint32_t instruction, int line) {
  send_code(code);
  return {code.serial, instruction, line};
}

void StepRun::send_code(const vm::Code& code) {
  std::vector<bool>& known = goal_.known_codes;
  if (code.serial >= known.size()) known.resize(code.serial + std::size_t{1});
  if (known[code.serial]) return;
  known[code.serial] = true;
  StepCode form;
  form.name = vm::to_utf8(code.qualified_name);
  form.file = writer_.shown_file_name(code);
  form.first_line = code.first_line;
  form.has_check_points = true;
  std::string_view text;
  if (code.source_text != nullptr) {
    form.source = fnv1a_64(*code.source_text);
    if (sent_sources_.insert(form.source).second) text = *code.source_text;
  }
  const std::vector<bool>& starts = line_starts(code);
  const vm::CheckPointFamily family = vm_family(check_points_);
  for (std::uint32_t i = 0; i < code.instructions->size(); ++i) {
    const vm::OpcodeInfo& info = vm::opcode_info(code.at(i));
    StepInstruction& made = form.instructions.emplace_back();
    made.name = info.name;
    if (info.operand != vm::OperandKind::none) {
      const std::string meaning = vm::argument_text(code, i);
      made.argument = std::to_string(code.at(i).argument);
      if (!meaning.empty()) made.argument += " (" + meaning + ")";
    }
    made.line = code.line_of(i);
    made.may_check = family != vm::CheckPointFamily::none && vm::may_check_after(code, i, family);
    made.begins_line = starts[i];
  }
  WireWriter message;
  message.put(code.serial);
  write_code(message, form);
  message.put(text);
  channel_.send(MessageKind::code, message.bytes());
}

bool StepRun::begins_line(const vm::Code& code, std::uint32_t instruction) {
  return line_starts(code)[instruction];
}

// Where a step by line stops: at the first instruction of each stretch of one line, and, for loops
// that fit on a line, where their jump backwards leads to. Lines of gilsim's own library are
// passed.
const std::vector<bool>& StepRun::line_starts(const vm::Code& code) {
  if (code.serial >= line_starts_.size()) line_starts_.resize(code.serial + std::size_t{1});
  std::vector<bool>& starts = line_starts_[code.serial];
  const std::size_t count = code.instructions->size();
  if (starts.size() == count) return starts;
  starts.assign(count, false);
  if (is_of_library(code)) return starts;
  int line = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const int here = code.line_of(i);
    // A function's RESUME belongs to its head.
    const bool is_resume = vm::opcode_info(code.at(i)).operand == vm::OperandKind::resume;
    starts[i] = here > 0 && here != line && !is_resume;
    if (here > 0) line = here;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const vm::Instruction& jump = code.at(i);
    if (vm::opcode_info(jump).operand != vm::OperandKind::jump_backward || starts[i]) continue;
    const auto target =
        static_cast<std::uint32_t>(static_cast<std::int64_t>(i) + 1 - jump.argument);
    if (code.line_of(target) == code.line_of(i)) starts[target] = true;
  }
  return starts;
}

// --- the beginning -------------------------------------------------------------------------------

std::int64_t start_step_run(const SimulationOptions& options, Channel& channel) {
  Channel its;
  if (!Channel::pair(channel, its)) return -1;
  const pid_t process = ::fork();
  if (process != 0) return process;
  channel.close();
  // A group of its own: the terminal's signals are for the stepper alone. Copies that end need
  // nobody to wait for them.
  ::setpgid(0, 0);
  std::signal(SIGCHLD, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  for (const int fatal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTERM, SIGHUP}) {
    std::signal(fatal, SIG_DFL);
  }
  ::prctl(PR_SET_NAME, kStepRunName);
  StepRun run(std::move(its), options);
  run.serve();
}

}  // namespace gilsim::runtime
