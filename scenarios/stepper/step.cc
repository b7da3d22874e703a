// SPDX-License-Identifier: MIT
//
// `gilsim step` and `gilsim quiz`.
#include "scenarios/commands.h"
#include "scenarios/exit_status.h"
#include "scenarios/stepper/guarded_terminal.h"
#include "scenarios/stepper/predict.h"
#include "scenarios/stepper/step_screen.h"
#include "scenarios/stepper/step_script.h"
#include "scenarios/stepper/stepper.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

namespace gilsim::scenarios {
namespace {

constexpr std::size_t kQuestions = 10;

std::unique_ptr<Stepper> open_stepper(const CommandLine& line, StandardOutput& output,
                                      int& exit_status) {
  std::string error;
  auto stepper = Stepper::open(line.target, line.arguments, line.settings, &error, &exit_status);
  if (stepper == nullptr) fail(output, error);
  return stepper;
}

// The whole run is looked at first. Empty: the run has no handoffs, or it failed.
std::vector<StepQuestion> questions_of(Stepper& stepper, const CommandLine& line,
                                       StandardOutput& output) {
  StepCommand end;
  end.verb = StepVerb::end;
  const Stepper::Answer answer = stepper.execute(end);
  if (answer.is_over) {
    fail(output, answer.text);
    return {};
  }
  const std::vector<StepQuestion> questions =
      choose_questions(stepper.session().history(), line.settings.seed.value_or(0), kQuestions);
  if (questions.empty()) {
    fail(output, "the GIL goes from no thread to another in this run: there is nothing to ask");
  }
  return questions;
}

int print_quiz(Stepper& stepper, const std::vector<StepQuestion>& questions, bool with_answers,
               StandardOutput& output) {
  output.write(stepper.view().title + "\n\n");
  output.write("Who takes the GIL next, and why? The reasons:\n" + reasons_text() + "\n");
  for (std::size_t i = 0; i < questions.size(); ++i) {
    output.write(question_text(stepper.session().history(), questions[i], i + 1));
    if (with_answers) output.write(answer_text(stepper.session().history(), questions[i]));
    output.write("\n");
  }
  return stepper.exit_status();
}

int run_script(Stepper& stepper, Predictor* predictor, const CommandLine& line,
               StandardOutput& output) {
  if (line.script_path.empty()) return run_step_script(stepper, predictor, std::cin, output);
  std::ifstream file(line.script_path);
  if (!file) {
    return fail(output, "cannot read '" + line.script_path + "': " + std::strerror(errno));
  }
  return run_step_script(stepper, predictor, file, output);
}

// In the process that has the terminal.
int step_here(const CommandLine& line, StandardOutput& output, bool on_screen) {
  int exit_status = 0;
  const std::unique_ptr<Stepper> stepper = open_stepper(line, output, exit_status);
  if (stepper == nullptr) return exit_status;
  if (!line.predict && !line.with_answers) {
    return on_screen ? run_step_screen(*stepper, nullptr, output)
                     : run_script(*stepper, nullptr, line, output);
  }
  std::vector<StepQuestion> questions = questions_of(*stepper, line, output);
  if (questions.empty()) return kExitUsage;
  if (line.with_answers) return print_quiz(*stepper, questions, true, output);
  Predictor predictor(std::move(questions));
  return on_screen ? run_step_screen(*stepper, &predictor, output)
                   : run_script(*stepper, &predictor, line, output);
}

}  // namespace

int step_program(const CommandLine& line, StandardOutput& output) {
  const bool on_screen = line.script_path.empty() && !line.with_answers &&
                         ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0;
  if (!on_screen) return step_here(line, output, false);
  return with_guarded_terminal([&] { return step_here(line, output, true); });
}

int quiz(const CommandLine& line, StandardOutput& output) {
  int exit_status = 0;
  const std::unique_ptr<Stepper> stepper = open_stepper(line, output, exit_status);
  if (stepper == nullptr) return exit_status;
  const std::vector<StepQuestion> questions = questions_of(*stepper, line, output);
  if (questions.empty()) return kExitUsage;
  return print_quiz(*stepper, questions, line.with_answers, output);
}

}  // namespace gilsim::scenarios
