// SPDX-License-Identifier: MIT
#include "scenarios/stepper/step_script.h"

#include "scenarios/exit_status.h"
#include "scenarios/stepper/step_text.h"

#include <algorithm>
#include <string>

namespace gilsim::scenarios {
namespace {

std::string line_of(std::string text) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  return text;
}

class Script {
 public:
  Script(Stepper& stepper, Predictor* predictor, StandardOutput& output)
      : stepper_(stepper), predictor_(predictor), output_(output) {}

  int run(std::istream& lines) {
    if (!stepper_.note().empty()) output_.write(stepper_.note() + "\n");
    output_.write(stepper_.view().title + "\n");
    if (predictor_ != nullptr) {
      output_.write("Answer with a thread's number and a letter:\n" + reasons_text());
      ask();
    } else {
      show();
    }
    bool is_over = false;
    for (std::string line; !is_over && std::getline(lines, line);) {
      is_over = !one(line) || output_.reader_gone();
      // Whoever writes the next command may be waiting to read this.
      output_.flush();
    }
    if (stepper_.exit_status() != 0) return stepper_.exit_status();
    return has_complained_ ? kExitUsage : 0;
  }

 private:
  void show() { output_.write(step_text(stepper_.view())); }

  // The next question, at its place.
  void ask() {
    if (predictor_->is_over()) {
      output_.write("No more questions. " + predictor_->score_text());
      return;
    }
    StepCommand there;
    there.verb = StepVerb::event;
    there.number = predictor_->question().ask_event;
    stepper_.execute(there);
    show();
    output_.write(
        question_text(stepper_.session().history(), predictor_->question(), predictor_->number()));
  }

  bool is_prediction(const std::string& line) const {
    return predictor_ != nullptr && !predictor_->is_over() && !line.empty() && line[0] >= '0' &&
           line[0] <= '9';
  }

  void judge(const std::string& text) {
    std::uint32_t taker = 0;
    char reason = 0;
    std::string error;
    if (!parse_prediction(text, taker, reason, error)) return complain(error);
    output_.write(predictor_->judge(stepper_.session().history(), taker, reason));
    ask();
  }

  void complain(const std::string& what) {
    output_.write(line_of(what));
    has_complained_ = true;
  }

  // False: the script is over.
  bool one(const std::string& line) {
    output_.write("> " + line + "\n");
    if (is_prediction(line)) {
      judge(line);
      return true;
    }
    StepCommand command;
    std::string error;
    if (!parse_step_command(line, command, error)) {
      complain(error);
      return true;
    }
    if (command.verb == StepVerb::answer && predictor_ != nullptr && !predictor_->is_over()) {
      judge(command.text);
      return true;
    }
    const Stepper::Answer answer = stepper_.execute(command);
    if (answer.has_moved && command.verb != StepVerb::play) show();
    has_complained_ =
        has_complained_ || answer.is_mistake || (answer.is_complaint && answer.is_over);
    output_.write(line_of(answer.text));
    return !answer.is_over;
  }

  Stepper& stepper_;
  Predictor* const predictor_;
  StandardOutput& output_;
  bool has_complained_ = false;
};

}  // namespace

int run_step_script(Stepper& stepper, Predictor* predictor, std::istream& lines,
                    StandardOutput& output) {
  return Script(stepper, predictor, output).run(lines);
}

}  // namespace gilsim::scenarios
