// SPDX-License-Identifier: MIT
//
// A few words, read from the left.
#include "scenarios/expectation.h"

#include "runtime/machine/parameters.h"

#include <algorithm>
#include <limits>
#include <utility>
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
  std::erase(text, '_');
  std::erase(text, ',');
  if (text.empty() || text.find_first_not_of("0123456789.") != text.npos) return std::nullopt;
  return std::stod(text);
}

constexpr std::string_view kPrinted = "printed.";

// Takes "says ..." and "measured ..." off the end of the text.
std::string_view take_remarks(std::string_view text, Expectation& expectation) {
  for (std::size_t comma = text.rfind(", "); comma != text.npos; comma = text.rfind(", ")) {
    const std::string_view remark = text.substr(comma + 2);
    if (remark.starts_with("says ")) {
      expectation.says = remark.substr(5);
    } else if (remark.starts_with("measured ")) {
      expectation.measured = remark.substr(9);
    } else {
      break;
    }
    text = text.substr(0, comma);
  }
  return text;
}

std::optional<Figure> figure_named(const std::string& word) {
  const runtime::SimulationReport none;
  Figure figure{"", word};
  if (figure_of(none, word).has_value() || word.starts_with(kPrinted)) return figure;
  const std::size_t dot = word.find('.');
  if (dot == word.npos) return std::nullopt;
  figure = {word.substr(0, dot), word.substr(dot + 1)};
  const bool is_known = figure_of(none, figure.key).has_value() || figure.key.starts_with(kPrinted);
  return is_known ? std::optional(figure) : std::nullopt;
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
  Expectation expectation;
  const std::vector<std::string> words = words_of(take_remarks(text, expectation));
  const auto fail = [&](const std::string& what) {
    if (error != nullptr) *error = "'" + std::string(text) + "': " + what;
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
  for (const std::string* const remark : {&expectation.says, &expectation.measured}) {
    if (remark->empty()) continue;
    const std::optional<double> value = expectation.in_unit_of_bounds(*remark);
    if (!value.has_value()) return fail("'" + *remark + "' is no quantity, such as 5.4 ms");
    if (*value < expectation.least || *value > expectation.most) {
      return fail("'" + *remark + "' is not within the bounds");
    }
  }
  return expectation;
}

std::optional<double> Expectation::in_unit_of_bounds(std::string_view quantity) const {
  const std::vector<std::string> words = words_of(quantity);
  std::optional<double> number = words.empty() ? std::nullopt : number_of(words[0]);
  if (!number.has_value() || words.size() < 2) return number;
  const std::string& unit = words[1];
  if (denominator.has_value()) return unit == "%" ? *number / 100 : *number;
  if (!numerator.key.ends_with("_ns")) return number;
  for (const auto& [name, ns] :
       {std::pair("s", 1e9), std::pair("ms", 1e6), std::pair("us", 1e3), std::pair("ns", 1.0)}) {
    if (unit == name) return *number * ns;
  }
  return std::nullopt;
}

std::optional<double> printed_figure(std::string_view printed, std::string_view key) {
  std::string label(key.substr(kPrinted.size()));
  std::replace(label.begin(), label.end(), '_', ' ');
  label += ": ";
  while (!printed.empty()) {
    const std::string_view line = printed.substr(0, printed.find('\n'));
    if (line.starts_with(label)) {
      const std::vector<std::string> words = words_of(line.substr(label.size()));
      return words.empty() ? std::nullopt : number_of(words[0]);
    }
    printed.remove_prefix(std::min(line.size() + 1, printed.size()));
  }
  return std::nullopt;
}

std::optional<std::int64_t> figure_of(const runtime::SimulationReport& report,
                                      std::string_view key) {
  const runtime::GilStats& gil = report.gil_stats;
  std::uint64_t all_peaks = 0;
  std::uint64_t largest_peak = 0;
  for (const runtime::ProcessReport& process : report.processes) {
    all_peaks += process.peak_heap_bytes;
    largest_peak = std::max(largest_peak, process.peak_heap_bytes);
  }
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
      {"peak_heap_bytes", static_cast<std::int64_t>(all_peaks)},
      {"largest_peak_heap_bytes", static_cast<std::int64_t>(largest_peak)},
  };
  for (const Row& row : rows) {
    if (row.key == key) return row.value;
  }
  return std::nullopt;
}

}  // namespace gilsim::scenarios
