// SPDX-License-Identifier: MIT
//
// A few words, read from the left.
#include "scenarios/expectation.h"

#include "runtime/machine/parameters.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace gilsim::scenarios {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    if (length > 0) words.emplace_back(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return words;
}

std::optional<double> number_of(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
  if (text.empty() || text.find_first_not_of("0123456789.") != text.npos) return std::nullopt;
  return std::stod(text);
}

std::optional<Figure> figure_named(const std::string& word) {
  const runtime::SimulationReport none;
  Figure figure{"", word};
  if (figure_of(none, word).has_value()) return figure;
  const std::size_t dot = word.find('.');
  if (dot == word.npos) return std::nullopt;
  figure = {word.substr(0, dot), word.substr(dot + 1)};
  return figure_of(none, figure.key).has_value() ? std::optional(figure) : std::nullopt;
}

// Takes the words "between A and B", "at least A", "at most A" or "is A" from `at` on.
bool read_bounds(const std::vector<std::string>& words, std::size_t at, Expectation& expectation) {
  const auto word = [&](std::size_t i) { return i < words.size() ? words[i] : std::string(); };
  const std::size_t count = words.size() - at;
  std::optional<double> least;
  std::optional<double> most;
  if (word(at) == "between" && word(at + 2) == "and" && count == 4) {
    least = number_of(word(at + 1));
    most = number_of(word(at + 3));
  } else if (word(at) == "is" && count == 2) {
    least = most = number_of(word(at + 1));
  } else if (word(at) == "at" && word(at + 1) == "least" && count == 3) {
    least = number_of(word(at + 2));
    most = std::numeric_limits<double>::infinity();
  } else if (word(at) == "at" && word(at + 1) == "most" && count == 3) {
    least = 0;
    most = number_of(word(at + 2));
  }
  if (!least.has_value() || !most.has_value()) return false;
  expectation.least = *least;
  expectation.most = *most;
  return true;
}

}  // namespace

std::optional<Expectation> parse_expectation(std::string_view text, std::string* error) {
  const std::vector<std::string> words = words_of(text);
  Expectation expectation;
  const auto fail = [&](const std::string& what) {
    *error = "'" + std::string(text) + "': " + what;
    return std::nullopt;
  };
  if (words.empty()) return fail("nothing to compare");
  std::optional<Figure> figure = figure_named(words[0]);
  if (!figure.has_value()) return fail("no figure is called '" + words[0] + "'");
  expectation.numerator = *figure;
  std::size_t at = 1;
  if (words.size() > 2 && words[1] == "/") {
    expectation.denominator = figure_named(words[2]);
    if (!expectation.denominator) return fail("no figure is called '" + words[2] + "'");
    at = 3;
  }
  if (!read_bounds(words, at, expectation)) {
    return fail("expected `between A and B`, `at least A`, `at most A` or `is A`");
  }
  return expectation;
}

std::optional<std::int64_t> figure_of(const runtime::SimulationReport& report,
                                      std::string_view key) {
  const runtime::GilStats& gil = report.gil_stats;
  struct Row {
    std::string_view key;
    std::int64_t value;
  };
  const Row rows[] = {
      {"elapsed_ns", report.elapsed_ps / runtime::kPicosecondsPerNanosecond},
      {"ticks", report.ticks},
      {"exit_status", report.exit_status},
      {"cores", report.cores},
      {"threads", static_cast<std::int64_t>(report.threads.size())},
      {"processes", static_cast<std::int64_t>(report.processes.size())},
      {"gil_stats.acquisitions", gil.acquisitions},
      {"gil_stats.handoffs", gil.handoffs},
      {"gil_stats.drop_requests", gil.drop_requests},
      {"gil_stats.forced_switches", gil.forced_switches},
      {"gil_stats.missed_wakeups", gil.missed_wakeups},
      {"gil_stats.held_ns", gil.held_ps / runtime::kPicosecondsPerNanosecond},
  };
  for (const Row& row : rows) {
    if (row.key == key) return row.value;
  }
  return std::nullopt;
}

}  // namespace gilsim::scenarios
