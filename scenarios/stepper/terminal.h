// SPDX-License-Identifier: MIT
//
// A terminal as ncurses gives it: places, a few styles, keys, and the signals that end a program.
//
// Invariant: while one lives it has the terminal; it is put back when it goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gilsim::scenarios {

enum class TextStyle : std::uint8_t {
  plain,
  title,    // reversed
  heading,  // bold
  current,  // reversed: the line one stands at
  good,     // green: runs, holds the GIL
  waiting,  // yellow: waits for the GIL
  quiet,    // dimmed
  alarm,    // red, bold
};

// Keys that are no characters.
enum SpecialKey : int {
  kKeyNone = -1,       // the time ran out
  kKeyInterrupt = -2,  // Ctrl-C
  kKeyTerminate = -3,  // SIGTERM or SIGHUP
  kKeyResize = -4,
  kKeyLeft = -5,
  kKeyRight = -6,
  kKeyUp = -7,
  kKeyDown = -8,
  kKeyHome = -9,
  kKeyEnd = -10,
  kKeyBackspace = -11,
};

class Terminal {
 public:
  // Why there can be none, as a sentence with a remedy; empty: there can.
  static std::string problem();
  // REQUIRES: there is no problem.
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  std::size_t rows() const;
  std::size_t columns() const;

  void clear();
  // As much as fits into `width` columns, padded with spaces up to there.
  void put(std::size_t row, std::size_t column, std::string_view utf8, std::size_t width,
           TextStyle style);
  void show_cursor_at(std::size_t row, std::size_t column);
  void hide_cursor();
  void flush();

  // The next key: a Unicode code point, or a SpecialKey. Waits at most so long; nothing: for ever.
  int key(std::optional<int> milliseconds);
  // Whether Ctrl-C was pressed meanwhile, once for each, or an end was asked for, then each time:
  // nobody will ask twice, and signals of one kind that wait together are one.
  bool interrupted();
  bool is_end_wanted() const { return pending_ == kKeyTerminate; }
  int interrupt_descriptor() const { return signals_; }

 private:
  int read_signal();

  int signals_ = -1;
  bool colours_ = false;
  int pending_ = kKeyNone;
};

}  // namespace gilsim::scenarios
