// SPDX-License-Identifier: MIT
//
// `gilsim validate`: published and measured results against the simulator. A row's figure is the
// median over the seeds; a row out of its band is shown like any other, and makes the exit status
// 1.
//
// Runs are independent of each other and share the host's cores; the table does not depend on how
// many there are.
#include "runtime/trace/byte_sink.h"
#include "scenarios/batch.h"
#include "scenarios/commands.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/suggestion.h"
#include "scenarios/validation.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {
namespace {

struct Verdict {
  const ValidationRow* row = nullptr;
  std::vector<double> figures;  // one for each seed
  std::string error;
  double simulated = 0;  // the median
  bool in_band = false;
};

// All runs, on as many host threads as there are jobs. Each task writes to its own place.
std::vector<Verdict> simulate_all(const std::vector<const ValidationRow*>& rows,
                                  std::uint64_t seeds, unsigned jobs, const InterruptWatch& watch) {
  std::vector<Verdict> verdicts(rows.size());
  std::vector<std::string> errors(rows.size() * seeds);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    verdicts[i].row = rows[i];
    verdicts[i].figures.resize(seeds);
  }
  run_batch(errors.size(), jobs, "runs", watch.requested(), [&](std::size_t task) {
    Verdict& verdict = verdicts[task / seeds];
    const std::optional<double> figure =
        simulate_row(*verdict.row, task % seeds, watch, &errors[task]);
    verdict.figures[task % seeds] = figure.value_or(0);
  });
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& verdict = verdicts[i];
    for (std::size_t seed = 0; seed < seeds && verdict.error.empty(); ++seed) {
      verdict.error = errors[i * seeds + seed];
    }
    verdict.simulated = median_of(verdict.figures);
    verdict.in_band = verdict.error.empty() && verdict.simulated >= verdict.row->low &&
                      verdict.simulated <= verdict.row->high;
  }
  return verdicts;
}

// --- showing ---

std::string number_text(double number) { return fmt::format("{:.4g}", number); }

std::string measured_text(const ValidationRow& row, const char* unknown) {
  return row.measured == kUnknownFigure ? unknown : number_text(row.measured);
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
    const ValidationRow& row = *verdict.row;
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
    const ValidationRow& row = *verdict.row;
    out += fmt::format("{},{},{},{},{},{},{},\"{}\",\"{}\"\n", row.id, measured_text(row, ""),
                       verdict.simulated, row.low, row.high, verdict_text(verdict), row.fitted,
                       row.what, row.source);
  }
  return out;
}

std::string json_of(const std::vector<Verdict>& verdicts, std::uint64_t seeds) {
  std::string rows;
  for (const Verdict& verdict : verdicts) {
    const ValidationRow& row = *verdict.row;
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
  std::vector<const ValidationRow*> rows;
  std::vector<std::string> ids;
  for (const ValidationRow& row : validation_rows()) {
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
  const std::vector<Verdict> verdicts = simulate_all(rows, line.seeds, line.jobs, watch);
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
