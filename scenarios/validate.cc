// SPDX-License-Identifier: MIT
//
// `gilsim validate`: published and measured results against the simulator. The rows are data
// (scenarios/validation/rows.def) with programs that print the figure, so that CPython can be asked
// with the same program. A row's figure is the median over the seeds; a row out of its band is
// shown like any other, and makes the exit status 1.
//
// Runs are independent of each other and share the host's cores; the table does not depend on how
// many there are.
#include "runtime/simulation.h"
#include "runtime/trace/byte_sink.h"
#include "scenarios/commands.h"
#include "scenarios/embedded_validation.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/suggestion.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace gilsim::scenarios {
namespace {

constexpr double kUnknown = -1;  // a figure of which the band alone is known

enum class Figure { printed, handoffs, quantum };

struct Row {
  const char* id;
  const char* what;
  const char* program;
  const char* arguments;
  const char* options;
  Figure figure;
  double measured;
  double low;
  double high;
  bool fitted;
  const char* source;
};

constexpr Row kRows[] = {
#define ROW(id, what, program, arguments, options, figure, measured, low, high, fitted, source) \
  {id, what, program, arguments, options, Figure::figure, measured, low, high, fitted, source},
#include "scenarios/validation/rows.def"
#undef ROW
};

struct Verdict {
  const Row* row = nullptr;
  std::vector<double> figures;  // one for each seed
  std::string error;
  double simulated = 0;  // the median
  bool in_band = false;
};

// The times between a thread's taking the lock and another one's taking it.
class Quanta : public runtime::RunObserver {
 public:
  void event(const runtime::Event& event, const runtime::Thread*, const runtime::Place&) override {
    if (event.kind != runtime::EventKind::take_gil || event.other_thread == event.thread) return;
    if (last_ps_ >= 0) times_ps_.push_back(event.time_ps - last_ps_);
    last_ps_ = event.time_ps;
  }
  void output(const runtime::Thread&, vm::Stream, std::string_view) override {}

  double median_ms() {
    if (times_ps_.empty()) return 0;
    std::sort(times_ps_.begin(), times_ps_.end());
    return static_cast<double>(times_ps_[times_ps_.size() / 2]) * 1e-9;
  }

 private:
  std::int64_t last_ps_ = -1;
  std::vector<std::int64_t> times_ps_;
};

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string_view program_text(std::string_view name) {
  for (const runtime::EmbeddedFile& file : embedded_validation()) {
    if (file.name == name) return file.text;
  }
  return {};
}

std::optional<double> number_in(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> simulate(const Row& row, std::uint64_t seed, const InterruptWatch& watch,
                               std::string* error) {
  RunSettings settings;
  if (!parse_run_options(words_of(row.options), settings, error)) return std::nullopt;
  settings.seed = seed;
  std::optional<runtime::SimulationOptions> options = simulation_options(settings, error);
  if (!options.has_value()) return std::nullopt;
  options->program_name = row.program;
  options->source = program_text(row.program);
  options->arguments = words_of(row.arguments);
  options->interrupt = &watch.requested();
  std::string printed;
  std::string complained;
  options->write = [&](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? printed : complained) += text;
  };
  Quanta quanta;
  runtime::Simulation simulation(*options, row.figure == Figure::quantum ? &quanta : nullptr);
  *error = simulation.error();
  if (!error->empty()) return std::nullopt;
  const runtime::SimulationReport report = simulation.run();
  if (report.exit_status != 0) {
    *error = fmt::format("{} ended with {}: {}{}", row.program, report.exit_status, complained,
                         report.message);
    return std::nullopt;
  }
  switch (row.figure) {
    case Figure::handoffs:
      return static_cast<double>(report.gil_stats.handoffs) /
             (static_cast<double>(report.elapsed_ps) * 1e-12);
    case Figure::quantum:
      return quanta.median_ms();
    case Figure::printed:
      break;
  }
  const std::optional<double> number = number_in(printed);
  if (!number.has_value()) *error = std::string(row.program) + " printed no number: " + printed;
  return number;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// All runs, on as many host threads as there are jobs. Each task writes to its own place.
std::vector<Verdict> simulate_all(const std::vector<const Row*>& rows, std::uint64_t seeds,
                                  unsigned jobs, const InterruptWatch& watch) {
  std::vector<Verdict> verdicts(rows.size());
  std::vector<std::string> errors(rows.size() * seeds);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    verdicts[i].row = rows[i];
    verdicts[i].figures.resize(seeds);
  }
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t task = next++; task < errors.size(); task = next++) {
      if (watch.requested()) return;
      Verdict& verdict = verdicts[task / seeds];
      const std::optional<double> figure =
          simulate(*verdict.row, task % seeds, watch, &errors[task]);
      verdict.figures[task % seeds] = figure.value_or(0);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& verdict = verdicts[i];
    for (std::size_t seed = 0; seed < seeds && verdict.error.empty(); ++seed) {
      verdict.error = errors[i * seeds + seed];
    }
    verdict.simulated = median(verdict.figures);
    verdict.in_band = verdict.error.empty() && verdict.simulated >= verdict.row->low &&
                      verdict.simulated <= verdict.row->high;
  }
  return verdicts;
}

// --- showing ---

std::string number_text(double number) { return fmt::format("{:.4g}", number); }

std::string measured_text(const Row& row, const char* unknown) {
  return row.measured == kUnknown ? unknown : number_text(row.measured);
}

std::string ratio_of(const Verdict& verdict) {
  if (verdict.row->measured <= 0) return "-";
  return fmt::format("{:.3f}", verdict.simulated / verdict.row->measured);
}

const char* verdict_text(const Verdict& verdict) {
  if (!verdict.error.empty()) return "error";
  return verdict.in_band ? "ok" : "OUT";
}

std::string table(const std::vector<Verdict>& verdicts) {
  std::string out = fmt::format("{:24}{:>11}{:>11}{:>8}  {:21}{:8}{}\n", "id", "measured",
                                "simulated", "ratio", "band", "verdict", "what");
  std::size_t good = 0;
  std::size_t fitted = 0;
  for (const Verdict& verdict : verdicts) {
    const Row& row = *verdict.row;
    const std::string band = number_text(row.low) + " .. " + number_text(row.high);
    out += fmt::format("{:24}{:>11}{:>11}{:>8}  {:21}{:8}{}{}\n", row.id, measured_text(row, "-"),
                       number_text(verdict.simulated), ratio_of(verdict), band,
                       verdict_text(verdict), row.what, row.fitted ? " (fitted)" : "");
    if (!verdict.error.empty()) out += "    " + verdict.error + "\n";
    good += verdict.in_band ? 1 : 0;
    fitted += row.fitted ? 1 : 0;
  }
  return out + fmt::format("\n{} of {} rows are in their bands; {} of all set a knob (fitted).\n",
                           good, verdicts.size(), fitted);
}

std::string csv_of(const std::vector<Verdict>& verdicts) {
  std::string out = "id,measured,simulated,low,high,verdict,fitted,what,source\n";
  for (const Verdict& verdict : verdicts) {
    const Row& row = *verdict.row;
    out += fmt::format("{},{},{},{},{},{},{},\"{}\",\"{}\"\n", row.id, measured_text(row, ""),
                       verdict.simulated, row.low, row.high, verdict_text(verdict), row.fitted,
                       row.what, row.source);
  }
  return out;
}

std::string json_of(const std::vector<Verdict>& verdicts, std::uint64_t seeds) {
  std::string rows;
  for (const Verdict& verdict : verdicts) {
    const Row& row = *verdict.row;
    const auto [least, most] = std::minmax_element(verdict.figures.begin(), verdict.figures.end());
    rows += fmt::format(
        "{}  {{\"id\": \"{}\", \"what\": \"{}\", \"measured\": {}, \"simulated\": {}, "
        "\"least\": {}, \"most\": {}, \"low\": {}, \"high\": {}, \"verdict\": \"{}\", "
        "\"fitted\": {}, \"source\": \"{}\", \"program\": \"{}\", \"arguments\": \"{}\", "
        "\"options\": \"{}\"}}",
        rows.empty() ? "" : ",\n", row.id, row.what, measured_text(row, "null"), verdict.simulated,
        *least, *most, row.low, row.high, verdict_text(verdict), row.fitted, row.source,
        row.program, row.arguments, row.options);
  }
  return fmt::format(
      "{{\"format\": \"gilsim-validation\", \"version\": 1, \"seeds\": {}, "
      "\"rows\": [\n{}\n]}}\n",
      seeds, rows);
}

bool write_file(const std::string& path, const std::string& text, std::string* error) {
  if (path.empty()) return true;
  runtime::FileSink file;
  if (file.open(path)) {
    file.write(text);
    if (file.close()) return true;
  }
  *error = file.error();
  return false;
}

}  // namespace

int validate(const CommandLine& line, StandardOutput& output) {
  std::vector<const Row*> rows;
  std::vector<std::string> ids;
  for (const Row& row : kRows) {
    ids.emplace_back(row.id);
    if (line.row_id.empty() || std::string_view(row.id).starts_with(line.row_id)) {
      rows.push_back(&row);
    }
  }
  if (rows.empty()) {
    return fail(output,
                "no row's id begins with '" + line.row_id + "'" + did_you_mean(line.row_id, ids));
  }
  const InterruptWatch watch;
  const unsigned jobs =
      line.jobs > 0 ? line.jobs : std::max(1u, std::thread::hardware_concurrency());
  const std::vector<Verdict> verdicts = simulate_all(rows, line.seeds, jobs, watch);
  if (watch.requested()) return kExitInterrupted;
  output.write(table(verdicts));
  std::string error;
  if (!write_file(line.json_path, json_of(verdicts, line.seeds), &error) ||
      !write_file(line.csv_path, csv_of(verdicts), &error)) {
    return fail(output, error);
  }
  const bool all_good = std::all_of(verdicts.begin(), verdicts.end(),
                                    [](const Verdict& verdict) { return verdict.in_band; });
  return all_good ? 0 : 1;
}

}  // namespace gilsim::scenarios
