// SPDX-License-Identifier: MIT
//
// Each move ends with `at_` at a stop of the run, and, if there is a run, with its active process
// resting there.
#include "runtime/stepping/step_session.h"

#include "runtime/machine/parameters.h"
#include "runtime/stepping/step_run.h"
#include "runtime/trace/line_parser.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

namespace gilsim::runtime {
namespace {

// Spread over the run, and close before places that one went back to: 32 in all.
constexpr std::size_t kMostCheckpoints = 24;
constexpr std::size_t kMostNearCheckpoints = 8;
// Checkpoints this far from where one stands may have twice the distance between them.
constexpr std::int64_t kDistanceThatCountsNs = 2'000'000'000;
constexpr int kLookEveryMs = 50;
// So long before a place instructions begin to be observed, in virtual time: some hundred of them.
constexpr std::int64_t kReachPs = 2'000'000;
// How much further a search backwards reaches each time it has found nothing.
constexpr std::int64_t kWidening = 8;
constexpr std::int64_t kSumLength = 18;  // `,"sum":"........"}`

// For goals whose place nobody knows yet.
constexpr StopName kSomewhere{StopKind::event, INT64_MAX, INT64_MAX, 0, 0};

std::int64_t time_of(const StepEvent& event) { return event.ns * kPicosecondsPerNanosecond; }

// What is at that time is to be seen instruction by instruction, and will be gone back from.
void look_closely(Goal& goal, std::int64_t time_ps) {
  goal.fine_from_ps = std::max<std::int64_t>(0, time_ps - kReachPs);
  goal.dense_before_ps = time_ps;
}

}  // namespace

// --- beginning and end ---------------------------------------------------------------------------

std::unique_ptr<StepSession> StepSession::of_program(const SimulationOptions& options,
                                                     std::string* error) {
  std::unique_ptr<StepSession> session(new StepSession);
  if (!session->begin(options, error)) return nullptr;
  return session;
}

std::unique_ptr<StepSession> StepSession::of_log(std::unique_ptr<StepHistory> history,
                                                 const SimulationOptions* options,
                                                 std::string* error) {
  std::unique_ptr<StepSession> session(new StepSession);
  session->history_ = std::move(history);
  session->is_log_ = true;
  if (options != nullptr && !session->begin(*options, error)) return nullptr;
  return session;
}

bool StepSession::begin(const SimulationOptions& options, std::string* error) {
  *error = Simulation(options).error();
  if (!error->empty()) return false;
  old_child_handler_ = std::signal(SIGCHLD, SIG_IGN);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  Resting root;
  group_ = start_step_run(options, root.channel);
  if (group_ < 0) {
    *error = "the host could not make a process for the simulation";
    return false;
  }
  root.what.process_id = group_;
  root.what.time_ps = -1;
  std::optional<Message> first = root.channel.receive();
  checkpoints_.push_back(std::move(root));
  has_run_ = true;
  // The first event brings the header.
  if (first.has_value() && (to_event(1) != MoveResult::failed)) {
    return to_event(0) == MoveResult::moved;
  }
  *error = "the process that simulates ended at once";
  return false;
}

// All of the group are children of this process or descendants of such, and this process is who
// children of a process that ended are handed to.
StepSession::~StepSession() {
  if (group_ < 0) return;
  ::kill(static_cast<pid_t>(-group_), SIGKILL);
  while (::waitpid(static_cast<pid_t>(-group_), nullptr, 0) >= 0 || errno == EINTR) {
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
  std::signal(SIGCHLD, old_child_handler_);
}

void StepSession::set_interrupt(std::function<bool()> wanted, int descriptor) {
  interrupt_wanted_ = std::move(wanted);
  interrupt_descriptor_ = descriptor;
}

MoveResult StepSession::fail(std::string what) {
  if (error_.empty()) error_ = std::move(what);
  return MoveResult::failed;
}

bool StepSession::is_at_end() const {
  return history_->is_complete() && at_.kind == StopKind::event && at_.event == history_->size();
}

void StepSession::stand_at(StopName name) {
  // The log has nanoseconds, so that is what an event's name has.
  if (name.kind == StopKind::event) {
    name.time_ps = name.event == 0 ? 0 : time_of(history_->at(name.event));
  }
  at_ = name;
  picture_ = history_->picture_at(name.event);
}

// --- sending a process ---------------------------------------------------------------------------

bool StepSession::can_go_on(const Goal& goal, const StopName& target) const {
  if (!active_.open() || !active_rests_) return false;
  // It lists what lies behind.
  if (goal.kind == Goal::Kind::collect) return false;
  if (!is_before(active_at_, target) && !(active_at_ == target)) return false;
  if (goal.kind == Goal::Kind::time && active_at_.time_ps > goal.time_ps) return false;
  if (goal.tick >= 0 && ticks_here(goal.thread) > goal.tick) return false;
  return goal.fine_from_ps == kNeverPs || active_is_fine_ ||
         active_ahead_until_ps_ <= goal.fine_from_ps;
}

// The last one from which the target lies ahead. Of the events at most one that is before it
// follows at the same time.
StepSession::Resting* StepSession::nearest_checkpoint(const Goal& goal, const StopName& target) {
  const std::int64_t most_events = target.kind == StopKind::event ? target.event - 1 : target.event;
  const std::int64_t latest_ps =
      goal.kind == Goal::Kind::time ? target.time_ps - 1 : target.time_ps;
  Resting* best = &checkpoints_.front();
  for (std::vector<Resting>* const some : {&checkpoints_, &near_}) {
    for (Resting& resting : *some) {
      const Checkpoint& what = resting.what;
      const bool has_passed = goal.tick >= 0 && goal.thread <= what.ticks.size() &&
                              what.ticks[goal.thread - 1] > goal.tick;
      const bool serves = resting.channel.open() && !has_passed && what.event <= most_events &&
                          what.time_ps <= latest_ps;
      if (serves && what.time_ps > best->what.time_ps) best = &resting;
    }
  }
  return best;
}

MoveResult StepSession::start_towards(Goal goal, const StopName& target) {
  if (can_go_on(goal, target)) {
    WireWriter message;
    goal.write(message);
    if (active_.send(MessageKind::go, message.bytes())) return MoveResult::moved;
  }
  const std::int64_t fine_from_ps = goal.fine_from_ps;
  for (;;) {
    Resting* const from = nearest_checkpoint(goal, target);
    // At a checkpoint all cores are together, so observing may as well begin there.
    goal.fine_from_ps = std::max(fine_from_ps, from->what.time_ps);
    WireWriter message;
    goal.write(message);
    Channel its;
    if (!Channel::pair(active_, its)) return fail("the host has no more descriptors");
    if (from->channel.send(MessageKind::branch, message.bytes(), its.descriptor())) break;
    if (from == &checkpoints_.front()) return fail("the processes that simulate are gone");
    from->channel.close();
  }
  return MoveResult::moved;
}

// Towards a goal, and the first news of it. `target`: where that is, if it is known.
MoveResult StepSession::run_to(Goal goal, const StopName& target) {
  if (!error_.empty()) return MoveResult::failed;
  goal.known_events = is_log_ ? compared_ : history_->size();
  goal.known_codes = history_->codes_of_run();
  if (start_towards(goal, target) != MoveResult::moved) return MoveResult::failed;
  active_rests_ = false;
  const MoveResult result = wait_for_stop();
  if (differs_at_ == 0) return result;
  return fail("the run differs from the log at event " + std::to_string(differs_at_));
}

MoveResult StepSession::wait_for_stop() {
  bool has_asked = false;
  for (;;) {
    if (interrupt_wanted_ && interrupt_wanted_()) {
      if (has_asked) {
        was_ended_by_interrupt_ = true;
        return fail("interrupted inside a native that takes long");
      }
      has_asked = true;
      active_.send(MessageKind::halt, {});
    }
    pollfd waits[] = {{active_.descriptor(), POLLIN, 0}, {interrupt_descriptor_, POLLIN, 0}};
    const nfds_t count = interrupt_descriptor_ >= 0 ? 2 : 1;
    if (::poll(waits, count, kLookEveryMs) <= 0 || waits[0].revents == 0) continue;
    std::optional<Message> message = active_.receive();
    if (!message.has_value()) {
      active_.close();
      return fail("the process that simulates ended unexpectedly");
    }
    switch (message->kind) {
      case MessageKind::code:
        take_code(*message);
        break;
      case MessageKind::lines:
        if (!take_lines(message->bytes)) return fail("the process that simulates went wrong");
        break;
      case MessageKind::checkpoint:
        take_checkpoint(*message);
        break;
      case MessageKind::stopped:
        return take_stop(*message);
      case MessageKind::collected: {
        WireReader reader(message->bytes);
        collected_.resize(reader.get<std::size_t>());
        for (StopName& name : collected_) name = read_stop_name(reader);
        active_.close();
        return MoveResult::moved;
      }
      default:
        break;
    }
  }
}

MoveResult StepSession::take_stop(const Message& message) {
  WireReader reader(message.bytes);
  stop_ = read_stop(reader);
  active_rests_ = !stop_.is_end;
  active_at_ = stop_.name;
  active_is_fine_ = stop_.is_fine;
  active_ahead_until_ps_ = stop_.ahead_until_ps;
  if (stop_.is_end) {
    active_.close();
    if (is_log_ && history_->is_complete() && stop_.name.event < history_->size()) {
      differs_at_ = stop_.name.event + 1;
      return MoveResult::failed;
    }
    history_->set_complete();
    end_message_ = stop_.message;
    return MoveResult::nothing;
  }
  stand_at(stop_.name);
  return stop_.was_halted ? MoveResult::interrupted : MoveResult::moved;
}

bool StepSession::take_lines(std::string_view message) {
  WireReader reader(message);
  auto number = reader.get<std::int64_t>();
  std::string_view text = reader.rest();
  TraceLine line;
  std::string error;
  while (!text.empty()) {
    const std::size_t length = text.find('\n');
    if (length == text.npos || length < kSumLength) return false;
    if (!parse_trace_line(text.substr(0, length - kSumLength), line, error)) return false;
    text.remove_prefix(length + 1);
    const bool is_event = is_step_event(line.kind);
    // The header and the arguments of a log are there already.
    const bool is_new = !is_log_ || line.kind == TraceLineKind::source ||
                        line.kind == TraceLineKind::code || line.kind == TraceLineKind::totals;
    if (!is_event && is_new && !(is_log_ && history_->is_complete())) history_->line(line);
    if (!is_event) continue;
    const bool is_known = number <= history_->size();
    if (is_log_ && number > compared_ && differs_at_ == 0) {
      if (!history_->repeated(line, number)) differs_at_ = number;
      compared_ = number;
    } else if (!is_known) {
      history_->line(line);
    }
    ++number;
  }
  return true;
}

void StepSession::take_code(const Message& message) {
  WireReader reader(message.bytes);
  const auto serial = reader.get<std::uint32_t>();
  StepCode code = read_code(reader);
  history_->add_code(serial, std::move(code), reader.text());
}

// --- checkpoints ---------------------------------------------------------------------------------

void StepSession::take_checkpoint(Message& message) {
  WireReader reader(message.bytes);
  Resting resting{Channel(message.descriptor), Checkpoint::read(reader)};
  if (resting.what.is_near) return keep_near(std::move(resting));
  const auto place = std::find_if(checkpoints_.begin(), checkpoints_.end(), [&](const Resting& r) {
    return r.what.time_ps >= resting.what.time_ps;
  });
  if (place != checkpoints_.end() && place->what.time_ps == resting.what.time_ps) return;
  const std::int64_t newest_ns = resting.what.cost_ns;
  checkpoints_.insert(place, std::move(resting));
  if (checkpoints_.size() > kMostCheckpoints) thin_out(newest_ns);
}

// If there are too many, the one furthest from the newest goes.
void StepSession::keep_near(Resting resting) {
  const auto distance = [from_ps = resting.what.time_ps](const Resting& each) {
    return std::abs(each.what.time_ps - from_ps);
  };
  if (near_.size() == kMostNearCheckpoints) {
    near_.erase(std::max_element(near_.begin(), near_.end(), [&](const auto& one, const auto& two) {
      return distance(one) < distance(two);
    }));
  }
  near_.push_back(std::move(resting));
}

// The one goes whose neighbours are nearest to each other, where what is far from the newest one
// may lie further apart.
void StepSession::thin_out(std::int64_t newest_ns) {
  std::size_t least = 1;
  double least_weight = 0;
  for (std::size_t i = 1; i + 1 < checkpoints_.size(); ++i) {
    const auto gap =
        static_cast<double>(checkpoints_[i + 1].what.cost_ns - checkpoints_[i - 1].what.cost_ns);
    const auto distance = static_cast<double>(std::abs(newest_ns - checkpoints_[i].what.cost_ns));
    const double weight = gap / (distance + static_cast<double>(kDistanceThatCountsNs));
    if (i == 1 || weight < least_weight) {
      least = i;
      least_weight = weight;
    }
  }
  checkpoints_.erase(checkpoints_.begin() + static_cast<std::ptrdiff_t>(least));
}

// --- moving by events ----------------------------------------------------------------------------

MoveResult StepSession::to_event(std::int64_t number) {
  number = std::max<std::int64_t>(number, 0);
  const bool is_known = number <= history_->size();
  if (!is_known && (history_->is_complete() || !has_run_)) return MoveResult::nothing;
  if (!has_run_) {
    stand_at({StopKind::event, number, 0, 0, 0});
    return MoveResult::moved;
  }
  StopName target{StopKind::event, number, is_known ? 0 : INT64_MAX, 0, 0};
  Goal goal;
  goal.kind = Goal::Kind::event;
  goal.event = number;
  if (is_known && number > 0) {
    target.time_ps = time_of(history_->at(number));
    look_closely(goal, target.time_ps);
  }
  const MoveResult result = run_to(goal, target);
  if (result == MoveResult::nothing) return stay(result);
  // Some core is further than the event: once more, now that it is known where to look closely.
  if (result == MoveResult::moved && stop_.ran_ahead && !is_known) return to_event(number);
  return result;
}

MoveResult StepSession::next_match(const EventFilter& filter) {
  const std::int64_t known = history_->next_match(at_.event, filter);
  if (known != 0) return to_event(known);
  if (history_->is_complete() || !has_run_) return MoveResult::nothing;
  Goal goal;
  goal.kind = Goal::Kind::match;
  goal.filter = filter;
  goal.after = at_;
  goal.after.event = history_->size();
  const MoveResult result = run_to(goal, kSomewhere);
  if (result == MoveResult::nothing) {
    // The end may have come with what was looked for: events that the run's end itself makes.
    const std::int64_t found = history_->next_match(at_.event, filter);
    return found != 0 ? to_event(found) : stay(result);
  }
  if (result == MoveResult::moved && stop_.ran_ahead) return to_event(at_.event);
  return result;
}

MoveResult StepSession::previous_match(const EventFilter& filter) {
  // Before an instruction, the event before it lies behind.
  const std::int64_t from = at_.kind == StopKind::event ? at_.event : at_.event + 1;
  const std::int64_t known = history_->previous_match(from, filter);
  return known == 0 ? MoveResult::nothing : to_event(known);
}

MoveResult StepSession::next(StepUnit unit, std::uint32_t thread) {
  if (unit == StepUnit::line || unit == StepUnit::instruction) {
    return next_instruction(thread, unit == StepUnit::line);
  }
  EventFilter filter;
  filter.thread = thread;
  filter.handoffs_only = unit == StepUnit::handoff;
  return next_match(filter);
}

MoveResult StepSession::back(StepUnit unit, std::uint32_t thread) {
  if (unit == StepUnit::line || unit == StepUnit::instruction) {
    return previous_instruction(thread, unit == StepUnit::line);
  }
  EventFilter filter;
  filter.thread = thread;
  filter.handoffs_only = unit == StepUnit::handoff;
  const MoveResult result = previous_match(filter);
  const bool is_first = at_.kind == StopKind::event && at_.event == 0;
  if (result != MoveResult::nothing || unit != StepUnit::event || thread != 0 || is_first) {
    return result;
  }
  return to_event(0);
}

MoveResult StepSession::to_end() {
  if (!history_->is_complete() && has_run_) {
    const MoveResult result = run_to(Goal(), kSomewhere);
    if (result != MoveResult::nothing) return result;
  }
  return to_event(history_->size());
}

// There is nothing to go to, and the active process has looked: back to where it stood.
MoveResult StepSession::stay(MoveResult why) {
  const MoveResult back = to(StopName(at_));
  return back == MoveResult::failed ? back : why;
}

// --- moving by time and by instructions ----------------------------------------------------------

MoveResult StepSession::to_time(std::int64_t time_ps) {
  time_ps = std::max<std::int64_t>(time_ps, 0);
  if (!has_run_) return to_event(history_->last_until(time_ps / kPicosecondsPerNanosecond));
  Goal goal;
  goal.kind = Goal::Kind::time;
  goal.time_ps = time_ps;
  look_closely(goal, time_ps);
  const MoveResult result = run_to(goal, {StopKind::time, INT64_MAX, time_ps, 0, 0});
  return result == MoveResult::nothing ? to_event(history_->size()) : result;
}

MoveResult StepSession::to(const StopName& name) {
  if (name.kind == StopKind::event) return to_event(name.event);
  if (name.kind == StopKind::time) return to_time(name.time_ps);
  if (!has_run_) return MoveResult::impossible;
  Goal goal;
  goal.kind = Goal::Kind::instruction;
  goal.thread = name.thread;
  goal.tick = name.tick;
  look_closely(goal, name.time_ps);
  return run_to(goal, name);
}

// First roughly, at the pause after it, then from the pause before that.
MoveResult StepSession::to_tick(std::uint32_t thread, std::int64_t tick) {
  if (!has_run_) return MoveResult::impossible;
  const StopName from = at_;
  Goal goal;
  goal.kind = Goal::Kind::ticks;
  goal.thread = thread;
  goal.tick = tick;
  MoveResult result = run_to(goal, kSomewhere);
  if (result == MoveResult::interrupted || result == MoveResult::failed) return result;
  // The active process has gone past it, or, at the thread's end, there is no pause after it.
  active_.close();
  goal.kind = Goal::Kind::instruction;
  goal.fine_from_ps = goal.dense_before_ps = stop_.previous_pause_ps;
  result = run_to(goal, {StopKind::instruction, INT64_MAX, goal.fine_from_ps, thread, tick});
  if (result != MoveResult::nothing) return result;
  at_ = from;
  return stay(result);
}

// Of a thread that waits, or is not there yet: when it goes on, so that nothing is observed until
// then.
MoveResult StepSession::find_running(std::uint32_t thread, std::int64_t& time_ps) {
  time_ps = at_.time_ps;
  const auto row = picture_.threads.find(thread);
  const bool is_known = row != picture_.threads.end();
  if (is_known && !row->second.is_alive) return MoveResult::nothing;
  if (thread == 0 || (is_known && row->second.state == ThreadState::running)) {
    return MoveResult::moved;
  }
  EventFilter filter;
  filter.thread = thread;
  filter.state = ThreadState::running;
  std::int64_t number = history_->next_match(at_.event, filter);
  if (number == 0 && !history_->is_complete()) {
    const StopName here = at_;
    Goal goal;
    goal.kind = Goal::Kind::match;
    goal.filter = filter;
    goal.after = here;
    goal.after.event = history_->size();
    const MoveResult result = run_to(goal, kSomewhere);
    if (result == MoveResult::interrupted || result == MoveResult::failed) return result;
    stand_at(here);
    number = history_->next_match(at_.event, filter);
  }
  if (number == 0) return MoveResult::nothing;
  time_ps = time_of(history_->at(number));
  return MoveResult::moved;
}

MoveResult StepSession::next_instruction(std::uint32_t thread, bool lines) {
  if (!has_run_) return MoveResult::impossible;
  const StopName from = at_;
  for (;;) {
    std::int64_t from_ps = 0;
    MoveResult result = find_running(thread, from_ps);
    if (result == MoveResult::moved) {
      Goal goal;
      goal.kind = Goal::Kind::instruction;
      goal.thread = thread;
      goal.lines = lines;
      goal.stops_if_waiting = thread != 0;
      goal.after = at_;
      look_closely(goal, from_ps);
      const bool is_later = from_ps > at_.time_ps;
      const StopName later{StopKind::instruction, INT64_MAX, goal.fine_from_ps, 0, 0};
      result = run_to(goal, is_later ? later : at_);
    }
    if (result == MoveResult::nothing) {
      at_ = from;
      return stay(result);
    }
    if (result != MoveResult::moved || at_.kind == StopKind::instruction) return result;
  }
}

std::int64_t StepSession::ticks_here(std::uint32_t thread) const {
  for (const StepThread& row : stop_.threads) {
    if (row.id == thread) return row.tick;
  }
  const auto known = picture_.threads.find(thread);
  return known == picture_.threads.end() ? 0 : known->second.tick;
}

// When a thread was executing bytecode last, before here; in picoseconds, at least so late.
std::int64_t StepSession::last_bytecode_ps(std::uint32_t thread) const {
  for (const auto& [id, row] : picture_.threads) {
    const bool runs = row.is_alive && row.state == ThreadState::running;
    if (runs && (thread == 0 || thread == id)) return at_.time_ps;
  }
  for (std::int64_t number = at_.event; number >= 1; --number) {
    const StepEvent& event = history_->at(number);
    if (event.kind != TraceLineKind::state || event.from != ThreadState::running) continue;
    if (thread == 0 || event.thread == thread) return time_of(event);
  }
  return 0;
}

// Lists the instructions before here. Reaches back further each time it finds none.
MoveResult StepSession::collect_before(std::uint32_t thread, bool lines) {
  const StopName here = at_;
  const std::int64_t last_ps = last_bytecode_ps(thread);
  Goal goal;
  goal.kind = Goal::Kind::collect;
  goal.thread = thread;
  goal.lines = lines;
  goal.until = here;
  // An event's time leaves parts of a nanosecond out.
  goal.until_ps = last_ps + kPicosecondsPerNanosecond;
  goal.leaves_checkpoint = true;
  goal.dense_before_ps = last_ps;
  for (std::int64_t reach_ps = kReachPs;; reach_ps *= kWidening) {
    goal.fine_from_ps = std::max<std::int64_t>(0, last_ps - reach_ps);
    const StopName target{StopKind::instruction, here.event, goal.fine_from_ps, 0, 0};
    const MoveResult result = run_to(goal, target);
    at_ = here;
    if (result != MoveResult::moved && result != MoveResult::nothing) return result;
    if (result == MoveResult::nothing) collected_.clear();
    if (!collected_.empty() || goal.fine_from_ps == 0) break;
  }
  collected_until_ = here;
  collected_thread_ = thread;
  collected_lines_ = lines;
  return MoveResult::moved;
}

MoveResult StepSession::previous_instruction(std::uint32_t thread, bool lines) {
  if (!has_run_) return MoveResult::impossible;
  const auto last_before_here = [&]() -> std::optional<StopName> {
    for (auto name = collected_.rbegin(); name != collected_.rend(); ++name) {
      if (is_before(*name, at_)) return *name;
    }
    return std::nullopt;
  };
  const bool is_listed =
      collected_thread_ == thread && collected_lines_ == lines && !is_before(collected_until_, at_);
  std::optional<StopName> name = is_listed ? last_before_here() : std::nullopt;
  if (!name.has_value()) {
    const MoveResult result = collect_before(thread, lines);
    if (result != MoveResult::moved) return result;
    name = last_before_here();
  }
  return name.has_value() ? to(*name) : stay(MoveResult::nothing);
}

}  // namespace gilsim::runtime
