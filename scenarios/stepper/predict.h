// SPDX-License-Identifier: MIT
//
// "Who takes the GIL next, and why?": questions about a run's handoffs, and their answers.
//
// A question is asked at the last event before the handoff begins to show: before the drop, or
// before the request that led to it. Which handoffs are asked about follows from the seed.
#pragma once

#include "runtime/stepping/step_session.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {

struct StepQuestion {
  std::int64_t ask_event = 0;   // where one stands when it is asked
  std::int64_t take_event = 0;  // the handoff
  std::uint32_t taker = 0;
  char reason = 0;  // a letter of reasons_text
};

// At most `most`, in the order of the run. REQUIRES: the history is complete.
std::vector<StepQuestion> choose_questions(const runtime::StepHistory& history, std::uint64_t seed,
                                           std::size_t most);

// As wide as a worksheet or a script's output may be.
inline constexpr std::size_t kQuestionWidth = 100;
// What is asked, with the threads to choose from.
std::string question_text(const runtime::StepHistory& history, const StepQuestion& question,
                          std::size_t number, std::size_t width = kQuestionWidth);
// The right answer, with the story.
std::string answer_text(const runtime::StepHistory& history, const StepQuestion& question,
                        std::size_t width = kQuestionWidth);
// The letters and what they stand for.
std::string reasons_text();

// "2 a". False: it is no answer; `error` says what one is.
bool parse_prediction(std::string_view text, std::uint32_t& taker, char& reason,
                      std::string& error);

// Asks one question after the other and keeps the score.
class Predictor {
 public:
  Predictor(std::vector<StepQuestion> questions) : questions_(std::move(questions)) {}

  bool is_over() const { return at_ == questions_.size(); }
  // REQUIRES: !is_over().
  const StepQuestion& question() const { return questions_[at_]; }
  std::size_t number() const { return at_ + 1; }
  // Judges an answer and goes on to the next question.
  std::string judge(const runtime::StepHistory& history, std::uint32_t taker, char reason,
                    std::size_t width = kQuestionWidth);
  std::string score_text() const;

 private:
  std::vector<StepQuestion> questions_;
  std::size_t at_ = 0;
  std::size_t asked_ = 0;
  std::size_t takers_right_ = 0;
  std::size_t reasons_right_ = 0;
};

}  // namespace gilsim::scenarios
