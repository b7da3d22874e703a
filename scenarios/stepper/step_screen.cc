// SPDX-License-Identifier: MIT
//
// Each turn: draw the view, wait for a key, make a command of it.
#include "scenarios/stepper/step_screen.h"

#include "runtime/host_clock.h"
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "scenarios/exit_status.h"
#include "scenarios/stepper/terminal.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace gilsim::scenarios {
namespace {

using runtime::StepUnit;

constexpr int kTerminated = 143;
constexpr std::size_t kNarrow = 100;  // columns from which variables have a column of their own
constexpr std::size_t kNameWidth = 18;
constexpr std::int64_t kStartDelayMs = 1000;  // between two events that are played
constexpr std::int64_t kLongestDelayMs = 8000;
constexpr std::int64_t kShortestDelayMs = 15;
constexpr const char* kHint =
    "e event  h handoff  l line  i instruction, capitals back   ? all keys   q quit";
constexpr std::size_t kFurtherIn = 4;

std::vector<std::string> rows_of(std::string_view text) {
  std::vector<std::string> rows;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    rows.emplace_back(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return rows;
}

// Rows that are too wide go on in the next one, a little further in.
std::vector<std::string> rows_within(std::string_view text, std::size_t columns) {
  std::vector<std::string> rows;
  for (const std::string& row : rows_of(text)) {
    if (runtime::display_width(row) <= columns) {
      rows.push_back(row);
      continue;
    }
    const std::size_t margin = std::min(row.find_first_not_of(' '), columns / 2);
    const std::string narrow =
        runtime::wrapped(std::string(margin, ' '), std::string_view(row).substr(margin),
                         margin + kFurtherIn, columns);
    for (const std::string& part : rows_of(narrow)) rows.push_back(part);
  }
  return rows;
}

void append_utf8(std::string& text, int point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | point >> 6);
    text += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    if (point < 0x10000) {
      text += static_cast<char>(0xE0 | point >> 12);
    } else {
      text += static_cast<char>(0xF0 | point >> 18);
      text += static_cast<char>(0x80 | (point >> 12 & 0x3F));
    }
    text += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (point & 0x3F));
  }
}

void remove_last_character(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
}

TextStyle style_of(const ThreadView& thread) {
  if (thread.holds_gil) return TextStyle::good;
  if (thread.state == "wants_gil") return TextStyle::waiting;
  if (thread.state == "ended") return TextStyle::quiet;
  return TextStyle::plain;
}

// How the rows of the screen are shared out.
struct Layout {
  std::size_t story = 3;
  std::size_t threads = 0;
  std::size_t code = 0;
  std::size_t timeline = 0;
  std::size_t output = 0;
};

Layout layout_of(std::size_t rows, std::size_t threads) {
  Layout layout;
  constexpr std::size_t kFixed = 3;  // title, position, the last row
  const std::size_t rest = rows > kFixed + layout.story ? rows - kFixed - layout.story : 0;
  layout.threads = std::min(threads, std::max<std::size_t>(3, rest / 5));
  layout.timeline = std::min(threads, std::max<std::size_t>(3, rest / 5)) + 1;
  layout.output = std::max<std::size_t>(2, rest / 8);
  const std::size_t others = layout.threads + layout.timeline + layout.output;
  layout.code = rest > others ? rest - others : 0;
  return layout;
}

class Screen {
 public:
  Screen(Stepper& stepper, Predictor* predictor) : stepper_(stepper), predictor_(predictor) {
    stepper_.set_interrupt([this] { return interrupted(); }, terminal_.interrupt_descriptor());
    message_ = stepper.note();
  }
  ~Screen() { stepper_.set_interrupt(nullptr, -1); }

  int run() {
    if (predictor_ != nullptr) ask();
    while (!is_over_) {
      draw();
      const int key =
          terminal_.key(is_playing_ ? std::optional(static_cast<int>(delay_ms_)) : std::nullopt);
      take(key);
    }
    if (terminal_.is_end_wanted()) return kTerminated;
    return exit_status_ != 0 ? exit_status_ : stepper_.exit_status();
  }
  // What is still to be said when the terminal is back.
  const std::string& last_words() const { return last_words_; }

 private:
  // --- drawing ---
  void draw();
  void draw_threads(const StepView& view, std::size_t row, std::size_t count);
  void draw_code(const StepView& view, std::size_t row, std::size_t count);
  void draw_source(const StepView& view, std::size_t row, std::size_t count, std::size_t column,
                   std::size_t width);
  void draw_bytecode(const StepView& view, std::size_t row, std::size_t count, std::size_t column,
                     std::size_t width);
  void draw_variables(const StepView& view, std::size_t row, std::size_t count, std::size_t column,
                      std::size_t width);
  void draw_timeline(const StepView& view, std::size_t row, std::size_t count);
  void draw_output(const StepView& view, std::size_t row, std::size_t count);
  void draw_last_row();
  void say_on_last_row(std::string_view what);
  void page(const std::string& text);

  // --- commands ---
  void take(int key);
  bool take_move(int key);
  void move(StepVerb verb, StepUnit unit);
  void execute(const StepCommand& command);
  void execute_line(const std::string& line);
  void prompt(const std::string& start);
  void select_next_thread();
  void zoom(bool in);
  void play_on();
  void ask();
  void judge(const std::string& text);
  bool interrupted();

  Terminal terminal_;
  Stepper& stepper_;
  Predictor* const predictor_;
  std::string message_;
  bool is_complaint_ = false;
  std::string last_words_;
  std::string digits_;  // typed before a key: a thread's number
  bool is_over_ = false;
  bool is_playing_ = false;
  std::int64_t delay_ms_ = kStartDelayMs;
  int exit_status_ = 0;
};

// --- drawing -------------------------------------------------------------------------------------

void Screen::draw() {
  const std::size_t columns = terminal_.columns();
  const std::size_t rows = terminal_.rows();
  ViewSettings& settings = stepper_.view_settings();
  settings.columns = columns > kNameWidth + 4 ? columns - kNameWidth - 4 : 1;
  settings.source_lines = settings.instructions = std::max<std::size_t>(1, rows);
  const std::size_t threads = stepper_.view().threads.size();
  const Layout layout = layout_of(rows, threads);
  settings.source_lines = settings.instructions =
      std::max<std::size_t>(1, layout.code > 0 ? layout.code - 1 : 1);
  settings.output_lines = layout.output;
  const StepView view = stepper_.view();

  terminal_.clear();
  terminal_.hide_cursor();
  std::size_t row = 0;
  terminal_.put(row++, 0, " " + view.title, columns, TextStyle::title);
  terminal_.put(row++, 0, view.position, columns, TextStyle::heading);
  const std::vector<std::string> story =
      rows_of(view.story.empty() ? std::string() : runtime::wrapped("", view.story, 0, columns));
  for (std::size_t i = 0; i < layout.story; ++i, ++row) {
    if (i < story.size()) terminal_.put(row, 0, story[i], columns, TextStyle::plain);
  }
  draw_threads(view, row, layout.threads);
  row += layout.threads;
  draw_code(view, row, layout.code);
  row += layout.code;
  draw_timeline(view, row, layout.timeline);
  row += layout.timeline;
  draw_output(view, row, layout.output);
  draw_last_row();
  terminal_.flush();
}

void Screen::draw_threads(const StepView& view, std::size_t row, std::size_t count) {
  const std::size_t columns = terminal_.columns();
  for (std::size_t i = 0; i < std::min(count, view.threads.size()); ++i) {
    const ThreadView& thread = view.threads[i];
    const bool is_cut = i + 1 == count && view.threads.size() > count;
    if (is_cut) {
      terminal_.put(row + i, 0,
                    "   and " + std::to_string(view.threads.size() - i) + " threads more", columns,
                    TextStyle::quiet);
      return;
    }
    std::string text = thread.is_shown ? ">" : " ";
    text += runtime::fitted(std::to_string(thread.id), 3);
    text += runtime::fitted(thread.name, kNameWidth) + " ";
    text += thread.holds_gil ? "GIL " : "    ";
    text += runtime::fitted(thread.state, 13);
    text += runtime::fitted(thread.core.empty() ? "" : "core " + thread.core, 8);
    text += thread.waiting.empty() ? thread.place : thread.place + "; waits for " + thread.waiting;
    terminal_.put(row + i, 0, text, columns, style_of(thread));
  }
}

void Screen::draw_code(const StepView& view, std::size_t row, std::size_t count) {
  if (count == 0) return;
  const std::size_t columns = terminal_.columns();
  const bool has_room = columns >= kNarrow;
  // A little more than half for the source; on the right of a wide screen the variables.
  const std::size_t right = has_room ? columns / 4 : 0;
  const std::size_t left = (columns - right) * 11 / 20;
  const std::size_t middle = columns - right - left;
  draw_source(view, row, count, 0, left);
  draw_bytecode(view, row, count, left, middle);
  if (has_room) draw_variables(view, row, count, left + middle, right);
}

void Screen::draw_source(const StepView& view, std::size_t row, std::size_t count,
                         std::size_t column, std::size_t width) {
  const std::string head = view.file.empty()
                               ? "source: not known here"
                               : view.file + ", " + view.function + ", " + view.shown_thread;
  terminal_.put(row, column, head, width - 1, TextStyle::heading);
  for (std::size_t i = 0; i < std::min(count - 1, view.source.size()); ++i) {
    const SourceLineView& line = view.source[i];
    const std::string number = std::to_string(line.number);
    std::string text = runtime::fitted(line.marks, 4) +
                       std::string(number.size() < 4 ? 4 - number.size() : 0, ' ') + number +
                       (line.is_current ? "> " : "  ");
    for (const char c : line.text) text += c == '\t' ? std::string(4, ' ') : std::string(1, c);
    terminal_.put(row + 1 + i, column, text, width - 1,
                  line.is_current ? TextStyle::current : TextStyle::plain);
  }
}

void Screen::draw_bytecode(const StepView& view, std::size_t row, std::size_t count,
                           std::size_t column, std::size_t width) {
  const std::string head = view.has_check_points ? "bytecode, * check point follows" : "bytecode";
  terminal_.put(row, column, head, width - 1, TextStyle::heading);
  for (std::size_t i = 0; i < std::min(count - 1, view.bytecode.size()); ++i) {
    const InstructionView& each = view.bytecode[i];
    std::string text = each.is_current ? "--> " : "    ";
    text += each.may_check ? "* " : "  ";
    text += each.argument.empty() ? each.name : each.name + " " + each.argument;
    terminal_.put(row + 1 + i, column, text, width - 1,
                  each.is_current ? TextStyle::current : TextStyle::plain);
  }
}

void Screen::draw_variables(const StepView& view, std::size_t row, std::size_t count,
                            std::size_t column, std::size_t width) {
  std::vector<std::string> rows;
  for (const runtime::StepVariable& each : view.variables) {
    rows.push_back(each.name + " = " + each.value);
  }
  const bool are_same = view.variables == view.globals;
  if (!are_same && !view.globals.empty()) rows.emplace_back("globals:");
  for (const runtime::StepVariable& each : view.globals) {
    if (!are_same) rows.push_back(each.name + " = " + each.value);
  }
  terminal_.put(row, column, "variables", width, TextStyle::heading);
  for (std::size_t i = 0; i < std::min(count - 1, rows.size()); ++i) {
    terminal_.put(row + 1 + i, column, rows[i], width, TextStyle::plain);
  }
}

void Screen::draw_timeline(const StepView& view, std::size_t row, std::size_t count) {
  const TimelineView& timeline = view.timeline;
  const std::size_t columns = terminal_.columns();
  for (std::size_t i = 0; i + 1 < count && i < timeline.rows.size(); ++i) {
    const std::string& signs = timeline.rows[i].signs;
    terminal_.put(row + i, 0, timeline.rows[i].name, kNameWidth, TextStyle::plain);
    terminal_.put(row + i, kNameWidth, "|" + signs + "|", columns - kNameWidth, TextStyle::plain);
    if (timeline.now_column < signs.size()) {
      terminal_.put(row + i, kNameWidth + 1 + timeline.now_column,
                    signs.substr(timeline.now_column, 1), 1, TextStyle::current);
    }
  }
  const auto text_of = [](std::int64_t ns) {
    return runtime::short_time_text(ns * runtime::kPicosecondsPerNanosecond);
  };
  const std::string end = text_of(timeline.end_ns);
  const std::string legend = columns >= kNarrow
                                 ? std::string(kTimelineLegend)
                                 : "# runs . wants GIL = native c ready - waits z sleeps";
  terminal_.put(row + count - 1, 0, text_of(timeline.start_ns) + " to " + end + "   " + legend,
                columns, TextStyle::quiet);
}

void Screen::draw_output(const StepView& view, std::size_t row, std::size_t count) {
  const std::size_t columns = terminal_.columns();
  std::vector<std::string> rows;
  // A narrow screen has no column for the variables.
  if (columns < kNarrow && count > 0) {
    std::string text;
    for (const runtime::StepVariable& each : view.variables) {
      text += (text.empty() ? "" : ", ") + each.name + " = " + each.value;
    }
    rows.push_back(text.empty() ? "variables: none known here" : text);
  }
  const std::size_t room = count - std::min(count, rows.size());
  const std::size_t first = view.output.size() > room ? view.output.size() - room : 0;
  for (std::size_t i = first; i < view.output.size(); ++i) rows.push_back("| " + view.output[i]);
  for (std::size_t i = 0; i < std::min(count, rows.size()); ++i) {
    terminal_.put(row + i, 0, rows[i], columns, TextStyle::plain);
  }
}

void Screen::draw_last_row() {
  const std::size_t last = terminal_.rows() - 1;
  const std::size_t columns = terminal_.columns();
  if (!digits_.empty()) {
    return terminal_.put(last, 0,
                         "thread " + digits_ + ": h handoff, e event, l line, i instruction",
                         columns, TextStyle::heading);
  }
  if (is_playing_) {
    return terminal_.put(last, 0,
                         "playing, an event each " + std::to_string(delay_ms_) +
                             " ms: > faster, < slower, any other key stops",
                         columns, TextStyle::heading);
  }
  if (message_.empty()) return terminal_.put(last, 0, kHint, columns, TextStyle::quiet);
  terminal_.put(last, 0, message_, columns, is_complaint_ ? TextStyle::alarm : TextStyle::heading);
}

void Screen::say_on_last_row(std::string_view what) {
  terminal_.put(terminal_.rows() - 1, 0, what, terminal_.columns(), TextStyle::heading);
  terminal_.flush();
}

// A text over the whole screen, in as many pages as it takes.
void Screen::page(const std::string& text) {
  std::size_t first = 0;
  while (!is_over_) {
    const std::vector<std::string> rows = rows_within(text, terminal_.columns());
    if (first >= rows.size()) return;
    terminal_.clear();
    const std::size_t room = std::max<std::size_t>(2, terminal_.rows()) - 1;
    const std::size_t last = std::min(rows.size(), first + room);
    for (std::size_t i = first; i < last; ++i) {
      terminal_.put(i - first, 0, rows[i], terminal_.columns(), TextStyle::plain);
    }
    terminal_.put(room, 0,
                  last < rows.size() ? "-- any key: more --" : "-- any key: back to the program --",
                  terminal_.columns(), TextStyle::heading);
    terminal_.flush();
    const int key = terminal_.key(std::nullopt);
    if (key == kKeyResize) continue;
    if (key == kKeyInterrupt || key == kKeyTerminate) return take(key);
    first = last;
  }
}

// --- commands ------------------------------------------------------------------------------------

void Screen::take(int key) {
  if (key == kKeyNone) {
    if (is_playing_) play_on();
    return;
  }
  if (key == kKeyResize) return;
  message_.clear();
  is_complaint_ = false;
  if (key == kKeyInterrupt || key == kKeyTerminate) {
    is_over_ = true;
    if (key == kKeyInterrupt) exit_status_ = kExitInterrupted;
    return;
  }
  if (is_playing_ && (key == '<' || key == '>')) {
    delay_ms_ =
        std::clamp(key == '>' ? delay_ms_ / 2 : delay_ms_ * 2, kShortestDelayMs, kLongestDelayMs);
    return;
  }
  if (std::exchange(is_playing_, false)) return;
  if (key >= '0' && key <= '9' && digits_.size() < 6) {
    digits_ += static_cast<char>(key);
    return;
  }
  if (!take_move(key)) {
    switch (key) {
      case 'q':
        is_over_ = true;
        break;
      case '?':
        page(step_help_text());
        break;
      case ':':
        prompt(digits_.empty() ? "" : digits_ + " ");
        break;
      case '/':
        prompt("find ");
        break;
      case 't':
        prompt("time ");
        break;
      case 'n':
        execute_line("again");
        break;
      case 'N':
        execute_line("again back");
        break;
      case '\t':
        select_next_thread();
        break;
      case '+':
        zoom(true);
        break;
      case '-':
        zoom(false);
        break;
      case ' ':
        is_playing_ = true;
        break;
      default:
        message_ = kHint;
        break;
    }
  }
  digits_.clear();
}

bool Screen::take_move(int key) {
  switch (key) {
    case 'e':
    case kKeyRight:
      move(StepVerb::next, StepUnit::event);
      return true;
    case 'E':
    case kKeyLeft:
      move(StepVerb::back, StepUnit::event);
      return true;
    case 'h':
      move(StepVerb::next, StepUnit::handoff);
      return true;
    case 'H':
      move(StepVerb::back, StepUnit::handoff);
      return true;
    case 'l':
    case kKeyDown:
      move(StepVerb::next, StepUnit::line);
      return true;
    case 'L':
    case kKeyUp:
      move(StepVerb::back, StepUnit::line);
      return true;
    case 'i':
      move(StepVerb::next, StepUnit::instruction);
      return true;
    case 'I':
      move(StepVerb::back, StepUnit::instruction);
      return true;
    case kKeyHome:
      move(StepVerb::start, StepUnit::event);
      return true;
    case kKeyEnd:
      move(StepVerb::end, StepUnit::event);
      return true;
    default:
      return false;
  }
}

void Screen::move(StepVerb verb, StepUnit unit) {
  StepCommand command;
  command.verb = verb;
  command.unit = unit;
  if (!digits_.empty()) command.thread = static_cast<std::uint32_t>(std::stoul(digits_));
  execute(command);
}

void Screen::execute(const StepCommand& command) {
  if (command.verb == StepVerb::play && command.number == 0) {
    is_playing_ = true;
    return;
  }
  if (command.verb == StepVerb::answer && predictor_ != nullptr && !predictor_->is_over()) {
    return judge(command.text);
  }
  const Stepper::Answer answer = stepper_.execute(command);
  is_complaint_ = answer.is_complaint;
  if (answer.is_over) {
    is_over_ = true;
    last_words_ = answer.text;
    return;
  }
  // The screen shows these anyway.
  if (command.verb == StepVerb::zoom || command.verb == StepVerb::thread ||
      command.verb == StepVerb::play) {
    if (!answer.is_complaint) return;
  }
  if (answer.text.find('\n') < answer.text.size() - 1) return page(answer.text);
  message_ = answer.text;
}

void Screen::execute_line(const std::string& line) {
  if (predictor_ != nullptr && !predictor_->is_over() && !line.empty() && line[0] >= '0' &&
      line[0] <= '9') {
    return judge(line);
  }
  StepCommand command;
  std::string error;
  if (parse_step_command(line, command, error)) return execute(command);
  message_ = error;
  is_complaint_ = true;
}

// Asked while a run is under way.
bool Screen::interrupted() {
  if (!terminal_.interrupted()) return false;
  if (!terminal_.is_end_wanted()) {
    say_on_last_row("Stopping where that can be done. Ctrl-C again ends the stepper.");
  }
  return true;
}

// Reads a command on the last row.
void Screen::prompt(const std::string& start) {
  std::string line = start;
  digits_.clear();
  for (;;) {
    draw();
    const std::size_t last = terminal_.rows() - 1;
    terminal_.put(last, 0, ":" + line, terminal_.columns(), TextStyle::plain);
    terminal_.show_cursor_at(last, 1 + runtime::display_width(line));
    terminal_.flush();
    const int key = terminal_.key(std::nullopt);
    constexpr int kEscape = 27;
    if (key == kKeyTerminate) return take(key);
    if (key == kKeyInterrupt || key == kEscape) return;
    if (key == '\n') return execute_line(line);
    if (key == kKeyBackspace) {
      if (line.empty()) return;
      remove_last_character(line);
    } else if (key >= 0x20) {
      append_utf8(line, key);
    }
  }
}

void Screen::select_next_thread() {
  const StepView view = stepper_.view();
  ViewSettings& settings = stepper_.view_settings();
  std::uint32_t next = 0;
  for (const ThreadView& thread : view.threads) {
    if (thread.id > settings.thread && (next == 0 || thread.id < next)) next = thread.id;
  }
  settings.thread = next;
  message_ = next == 0 ? "shows whoever is at work" : "shows " + view.threads[0].name;
  for (const ThreadView& thread : view.threads) {
    if (thread.id == next) message_ = "shows " + thread.name;
  }
}

void Screen::zoom(bool in) {
  ViewSettings& settings = stepper_.view_settings();
  constexpr std::int64_t kLeastNs = 100;
  constexpr std::int64_t kMostNs = 1'000'000'000'000;
  const std::int64_t span_ns =
      settings.span_ns > 0 ? settings.span_ns : fitting_span_ns(stepper_.session());
  settings.span_ns = std::clamp(in ? span_ns / 2 : span_ns * 2, kLeastNs, kMostNs);
}

void Screen::play_on() {
  StepCommand next;
  next.verb = StepVerb::next;
  execute(next);
  if (!message_.empty()) is_playing_ = false;
}

void Screen::ask() {
  if (predictor_->is_over()) {
    page("No more questions. " + predictor_->score_text());
    return;
  }
  StepCommand there;
  there.verb = StepVerb::event;
  there.number = predictor_->question().ask_event;
  execute(there);
  page(question_text(stepper_.session().history(), predictor_->question(), predictor_->number(),
                     terminal_.columns()) +
       "\nLook at the program, then type : and a thread's number and a letter, such as :2 a\n\n" +
       reasons_text());
}

void Screen::judge(const std::string& text) {
  std::uint32_t taker = 0;
  char reason = 0;
  if (!parse_prediction(text, taker, reason, message_)) {
    is_complaint_ = true;
    return;
  }
  page(predictor_->judge(stepper_.session().history(), taker, reason, terminal_.columns()));
  ask();
}

}  // namespace

int run_step_screen(Stepper& stepper, Predictor* predictor, StandardOutput& output) {
  const std::string problem = Terminal::problem();
  if (!problem.empty()) {
    output.write_error("gilsim: " + problem + "\n");
    return kExitUsage;
  }
  int exit_status = 0;
  std::string last_words;
  {
    Screen screen(stepper, predictor);
    exit_status = screen.run();
    last_words = screen.last_words();
  }
  if (!last_words.empty()) output.write_error("gilsim: " + last_words + "\n");
  return exit_status;
}

}  // namespace gilsim::scenarios
