// SPDX-License-Identifier: MIT
#include "scenarios/stepper/predict.h"

#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/stepping/step_story.h"
#include "runtime/trace/checksum.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace gilsim::scenarios {
namespace {

using runtime::Cause;
using runtime::StepEvent;
using runtime::StepHistory;
using runtime::ThreadState;
using runtime::TraceLineKind;

struct Reason {
  char letter;
  Cause cause;
  std::string_view text;
};

constexpr Reason kReasons[] = {
    {'a', Cause::drop_request, "the holder is asked to drop it, because a waiter's time ran out"},
    {'b', Cause::switch_interval, "the holder has used up its switch interval"},
    {'c', Cause::lock, "the holder waits for a lock"},
    {'d', Cause::join, "the holder waits for another thread or process to end"},
    {'e', Cause::sleep, "the holder sleeps"},
    {'f', Cause::blocking_io, "the holder waits for a pipe or another device"},
    {'g', Cause::native, "the holder does native work without the GIL"},
    {'h', Cause::thread_end, "the holder ends"},
    {'i', Cause::none, "something else"},
};

char letter_of(Cause cause) {
  for (const Reason& reason : kReasons) {
    if (reason.cause == cause) return reason.letter;
  }
  return 'i';
}

std::string_view text_of(char letter) {
  for (const Reason& reason : kReasons) {
    if (reason.letter == letter) return reason.text;
  }
  return {};
}

// What is known of a process's lock while the history is read.
struct LockSoFar {
  std::int64_t drop = 0;     // the number of the last drop
  std::int64_t request = 0;  // of the first request since the last handoff
};

// The last event before the handoff begins to show: neither the request, nor the drop, nor how the
// holder turns to what it drops the lock for.
std::int64_t last_before(const StepHistory& history, const LockSoFar& lock, bool was_asked) {
  if (was_asked) return lock.request - 1;
  const std::uint32_t holder = history.at(lock.drop).thread;
  std::int64_t number = lock.drop - 1;
  while (number > 1 && history.at(number).kind == TraceLineKind::state &&
         history.at(number).thread == holder && history.at(number).from == ThreadState::running) {
    --number;
  }
  return number;
}

// The same for every seed on every machine.
std::uint64_t rank_of(std::uint64_t seed, std::int64_t event) {
  return runtime::fnv1a_64(std::to_string(seed) + "/" + std::to_string(event));
}

}  // namespace

std::vector<StepQuestion> choose_questions(const StepHistory& history, std::uint64_t seed,
                                           std::size_t most) {
  std::vector<StepQuestion> questions;
  std::map<std::uint32_t, LockSoFar> locks;
  for (std::int64_t number = 1; number <= history.size(); ++number) {
    const StepEvent& event = history.at(number);
    LockSoFar& lock = locks[event.process];
    if (event.kind == TraceLineKind::drop_gil) lock.drop = number;
    if (event.kind == TraceLineKind::drop_request && lock.request == 0) lock.request = number;
    if (!event.is_handoff()) continue;
    const LockSoFar before = std::exchange(lock, {});
    if (before.drop == 0 || history.at(before.drop).thread != event.other) continue;
    const Cause cause = history.at(before.drop).cause;
    const bool was_asked = cause == Cause::drop_request && before.request != 0;
    questions.push_back(
        {last_before(history, before, was_asked), number, event.thread, letter_of(cause)});
  }
  std::stable_sort(questions.begin(), questions.end(), [seed](const auto& a, const auto& b) {
    return rank_of(seed, a.take_event) < rank_of(seed, b.take_event);
  });
  if (questions.size() > most) questions.resize(most);
  std::sort(questions.begin(), questions.end(),
            [](const auto& a, const auto& b) { return a.take_event < b.take_event; });
  return questions;
}

std::string question_text(const StepHistory& history, const StepQuestion& question,
                          std::size_t number, std::size_t width) {
  const runtime::Picture picture = history.picture_at(question.ask_event);
  const StepEvent& take = history.at(question.take_event);
  const auto giver = picture.threads.find(take.other);
  std::string text = "Question " + std::to_string(number) + ": after event " +
                     runtime::grouped(question.ask_event) + ", at " +
                     runtime::time_text(picture.ns * runtime::kPicosecondsPerNanosecond) + ", " +
                     history.thread_name(take.other) + " has the GIL";
  if (giver != picture.threads.end()) {
    text += ", tick " + runtime::grouped(giver->second.tick);
  }
  std::string rows = runtime::wrapped("", text + ". Who takes it next, and why?", 2, width);
  for (const auto& [id, thread] : picture.threads) {
    if (!thread.is_alive || thread.process != take.process || id == take.other) continue;
    rows +=
        "  " + std::to_string(id) + "  " + history.thread_name(id) + " (" +
        std::string(name_of(thread.state)) + " for " +
        runtime::time_text((picture.ns - thread.since_ns) * runtime::kPicosecondsPerNanosecond) +
        ")\n";
  }
  return rows;
}

std::string answer_text(const StepHistory& history, const StepQuestion& question,
                        std::size_t width) {
  return runtime::wrapped(
      "  ",
      "Answer: " + std::to_string(question.taker) + " " + question.reason + ", " +
          history.thread_name(question.taker) + ", because " +
          std::string(text_of(question.reason)) + ". " +
          step_story(history, history.picture_at(question.take_event), question.take_event),
      2, width);
}

std::string reasons_text() {
  std::string text;
  for (const Reason& reason : kReasons) {
    text += "  " + std::string(1, reason.letter) + "  " + std::string(reason.text) + "\n";
  }
  return text;
}

bool parse_prediction(std::string_view text, std::uint32_t& taker, char& reason,
                      std::string& error) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), taker);
  std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  while (rest.ends_with(' ')) rest.remove_suffix(1);
  if (problem == std::errc() && rest.size() == 1 && !text_of(rest[0]).empty()) {
    reason = rest[0];
    return true;
  }
  error = "answer with a thread's number and a reason's letter, such as: 2 a";
  return false;
}

std::string Predictor::judge(const StepHistory& history, std::uint32_t taker, char reason,
                             std::size_t width) {
  const StepQuestion& right = questions_[at_++];
  ++asked_;
  const bool is_taker = taker == right.taker;
  const bool is_reason = reason == right.reason;
  takers_right_ += is_taker ? 1 : 0;
  reasons_right_ += is_reason ? 1 : 0;
  const std::string verdict = is_taker && is_reason ? "Right."
                              : is_taker            ? "The right thread, for another reason."
                              : is_reason           ? "The right reason, but another thread."
                                                    : "No.";
  return verdict + "\n" + answer_text(history, right, width) + score_text();
}

std::string Predictor::score_text() const {
  return "Score: " + runtime::counted(static_cast<std::int64_t>(takers_right_), "thread") +
         " and " + runtime::counted(static_cast<std::int64_t>(reasons_right_), "reason") + " of " +
         std::to_string(asked_) + " right.\n";
}

}  // namespace gilsim::scenarios
