// SPDX-License-Identifier: MIT
//
// The only file that knows ncurses. Signals come through a descriptor, so there are no handlers of
// our own.
#include "scenarios/stepper/terminal.h"

#include "runtime/quantity.h"

// Functions, not macros, so that their names can be qualified.
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <termcap.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cwchar>
#include <string>

namespace gilsim::scenarios {
namespace {

constexpr short kGood = 1;
constexpr short kWaiting = 2;
constexpr short kAlarm = 3;

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

// Characters wider than a byte need a UTF-8 locale; every Debian has one.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

attr_t attributes_of(TextStyle style, bool colours) {
  switch (style) {
    case TextStyle::plain:
      return A_NORMAL;
    case TextStyle::title:
    case TextStyle::current:
      return A_REVERSE;
    case TextStyle::heading:
      return A_BOLD;
    case TextStyle::good:
      return colours ? static_cast<attr_t>(COLOR_PAIR(kGood)) | A_BOLD : A_BOLD;
    case TextStyle::waiting:
      return colours ? static_cast<attr_t>(COLOR_PAIR(kWaiting)) : A_NORMAL;
    case TextStyle::quiet:
      return A_DIM;
    case TextStyle::alarm:
      return colours ? static_cast<attr_t>(COLOR_PAIR(kAlarm)) | A_BOLD : A_BOLD;
  }
  return A_NORMAL;
}

int special_key(int key) {
  switch (key) {
    case KEY_RESIZE:
      return kKeyResize;
    case KEY_LEFT:
      return kKeyLeft;
    case KEY_RIGHT:
      return kKeyRight;
    case KEY_UP:
      return kKeyUp;
    case KEY_DOWN:
      return kKeyDown;
    case KEY_HOME:
      return kKeyHome;
    case KEY_END:
      return kKeyEnd;
    case KEY_BACKSPACE:
      return kKeyBackspace;
    case KEY_ENTER:
      return '\n';
    default:
      return kKeyNone;
  }
}

}  // namespace

std::string Terminal::problem() {
  const char* const name = std::getenv("TERM");
  if (name != nullptr && ::tgetent(nullptr, name) == 1) return {};
  return "the kind of terminal '" + std::string(name == nullptr ? "" : name) +
         "' (TERM) is not known on this machine, or it has no cursor to move: set TERM to one that "
         "is, such as TERM=xterm, or go without a screen: gilsim step --script FILE";
}

Terminal::Terminal() {
  const sigset_t set = watched_signals();
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  signals_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  use_utf8();
  ::initscr();
  ::cbreak();
  ::noecho();
  ::keypad(stdscr, TRUE);
  ::nodelay(stdscr, TRUE);
  ::set_escdelay(25);
  ::curs_set(0);
  if (std::getenv("NO_COLOR") == nullptr && ::has_colors()) {
    ::start_color();
    ::use_default_colors();
    ::init_pair(kGood, COLOR_GREEN, -1);
    ::init_pair(kWaiting, COLOR_YELLOW, -1);
    ::init_pair(kAlarm, COLOR_RED, -1);
    colours_ = true;
  }
}

Terminal::~Terminal() {
  ::endwin();
  if (signals_ >= 0) ::close(signals_);
  const sigset_t set = watched_signals();
  ::sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

std::size_t Terminal::rows() const { return static_cast<std::size_t>(LINES); }
std::size_t Terminal::columns() const { return static_cast<std::size_t>(COLS); }

void Terminal::clear() { ::erase(); }

void Terminal::put(std::size_t row, std::size_t column, std::string_view utf8, std::size_t width,
                   TextStyle style) {
  if (row >= rows() || column >= columns()) return;
  width = std::min(width, columns() - column);
  std::string shown(utf8);
  for (char& byte : shown) {
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = ' ';
  }
  ::attrset(static_cast<int>(attributes_of(style, colours_)));
  ::mvaddstr(static_cast<int>(row), static_cast<int>(column),
             runtime::fitted(shown, width).c_str());
  ::attrset(static_cast<int>(A_NORMAL));
}

void Terminal::show_cursor_at(std::size_t row, std::size_t column) {
  ::curs_set(1);
  ::move(static_cast<int>(row), static_cast<int>(column));
}

void Terminal::hide_cursor() { ::curs_set(0); }

void Terminal::flush() { ::refresh(); }

int Terminal::read_signal() {
  signalfd_siginfo info;
  if (::read(signals_, &info, sizeof info) != sizeof info) return kKeyNone;
  if (info.ssi_signo == SIGINT) return kKeyInterrupt;
  return pending_ = kKeyTerminate;
}

bool Terminal::interrupted() { return is_end_wanted() || read_signal() != kKeyNone; }

int Terminal::key(std::optional<int> milliseconds) {
  if (pending_ != kKeyNone) return pending_;
  for (;;) {
    wint_t character = 0;
    const int kind = ::get_wch(&character);
    if (kind == KEY_CODE_YES) {
      const int special = special_key(static_cast<int>(character));
      if (special != kKeyNone) return special;
      continue;
    }
    if (kind == OK) {
      if (character == 127 || character == 8) return kKeyBackspace;
      return character == '\r' ? '\n' : static_cast<int>(character);
    }
    pollfd waits[] = {{STDIN_FILENO, POLLIN, 0}, {signals_, POLLIN, 0}};
    const int ready = ::poll(waits, 2, milliseconds.value_or(-1));
    if (ready == 0) return kKeyNone;
    // A change of the terminal's size interrupts the waiting; get_wch then has a key for it.
    if (ready < 0) continue;
    if (waits[1].revents != 0) {
      const int signal = read_signal();
      if (signal != kKeyNone) return signal;
    }
    if ((waits[0].revents & (POLLHUP | POLLERR)) != 0) return pending_ = kKeyTerminate;
  }
}

}  // namespace gilsim::scenarios
