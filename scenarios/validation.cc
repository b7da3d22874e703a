// SPDX-License-Identifier: MIT
#include "scenarios/validation.h"

#include "runtime/simulation.h"
#include "scenarios/command_line.h"
#include "scenarios/embedded_validation.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {
namespace {

constexpr double kUnknown = kUnknownFigure;

constexpr ValidationRow kRows[] = {
#define ROW(id, what, program, arguments, options, figure, measured, low, high, fitted, source) \
  {id,   what,   program, arguments, options, RowFigure::figure, measured, low,                 \
   high, fitted, source,  "",        0},
#include "scenarios/validation/rows.def"
#undef ROW
#define MESSAGE(id, what, program, arguments, options, text, exit_status, source) \
  {id, what, program, arguments, options, RowFigure::says, 1,                     \
   1,  1,    false,   source,    text,    exit_status},
#include "scenarios/validation/messages.def"
#undef MESSAGE
};

// The times between a thread's taking the lock and another one's taking it.
class Quanta : public runtime::RunObserver {
 public:
  void event(const runtime::Event& event, const runtime::Thread*, const runtime::Place&) override {
    if (event.kind != runtime::EventKind::take_gil || event.other_thread == event.thread) return;
    if (last_ps_ >= 0) times_ms_.push_back(static_cast<double>(event.time_ps - last_ps_) * 1e-9);
    last_ps_ = event.time_ps;
  }
  void output(const runtime::Thread&, vm::Stream, std::string_view) override {}

  double median_ms() const { return times_ms_.empty() ? 0 : median_of(times_ms_); }

 private:
  std::int64_t last_ps_ = -1;
  std::vector<double> times_ms_;
};

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::optional<double> number_in(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

double memory_mib(const runtime::SimulationReport& report) {
  double bytes = 0;
  for (const runtime::ProcessReport& process : report.processes) {
    bytes += static_cast<double>(process.peak_heap_bytes);
  }
  return bytes / (1 << 20);
}

bool prepare(const ValidationRow& row, std::uint64_t seed, const InterruptWatch& watch,
             std::optional<runtime::SimulationOptions>& options, std::string* error) {
  RunSettings settings;
  if (!parse_run_options(words_of(row.options), settings, error)) return false;
  settings.seed = seed;
  options = simulation_options(settings, error);
  if (!options.has_value()) return false;
  options->program_name = row.program;
  options->source = validation_program(row.program);
  options->arguments = words_of(row.arguments);
  options->interrupt = &watch.requested();
  return true;
}

}  // namespace

std::span<const ValidationRow> validation_rows() { return kRows; }

double median_of(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

std::optional<double> simulate_row(const ValidationRow& row, std::uint64_t seed,
                                   const InterruptWatch& watch, std::string* error) {
  std::optional<runtime::SimulationOptions> options;
  if (!prepare(row, seed, watch, options, error)) return std::nullopt;
  std::string printed;
  std::string complained;
  options->write = [&](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? printed : complained) += text;
  };
  Quanta quanta;
  runtime::Simulation simulation(*options, row.figure == RowFigure::quantum ? &quanta : nullptr);
  *error = simulation.error();
  if (!error->empty()) return std::nullopt;
  const runtime::SimulationReport report = simulation.run();
  if (row.figure == RowFigure::says) {
    const bool said = (complained + printed + report.message).find(row.text) != std::string::npos;
    return said && report.exit_status == row.exit_status ? 1 : 0;
  }
  if (report.exit_status != 0) {
    *error = fmt::format("{} ended with {}: {}{}", row.program, report.exit_status, complained,
                         report.message);
    return std::nullopt;
  }
  switch (row.figure) {
    case RowFigure::handoffs:
      return static_cast<double>(report.gil_stats.handoffs) /
             (static_cast<double>(report.elapsed_ps) * 1e-12);
    case RowFigure::quantum:
      return quanta.median_ms();
    case RowFigure::memory:
      return memory_mib(report);
    case RowFigure::printed:
    case RowFigure::says:
      break;
  }
  const std::optional<double> number = number_in(printed);
  if (!number.has_value()) *error = std::string(row.program) + " printed no number: " + printed;
  return number;
}

}  // namespace gilsim::scenarios
