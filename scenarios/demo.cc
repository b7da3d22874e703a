// SPDX-License-Identifier: MIT
//
// `gilsim demo`: the lesson of the documents at full size, side by side with what the documents
// say, and why. Every number it prints was published or comes from the runs it has just made.
#include "runtime/quantity.h"
#include "runtime/report.h"
#include "runtime/trace/byte_sink.h"
#include "scenarios/catalogue.h"
#include "scenarios/commands.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/timeline.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <thread>

namespace gilsim::scenarios {
namespace {

using runtime::RunTally;
using runtime::ThreadState;
using runtime::time_text;

constexpr std::int64_t kNumbers = 100'000'000;
constexpr std::int64_t kLiveShare = 4;  // of the numbers are added up live: the demo is to be quick
constexpr std::int64_t kMillisecondPs = 1'000'000'000;

// The blog's figures, in tenths of a second; 0: it has none.
struct Row {
  const char* scenario;
  const char* label;
  int published_tenths;
};
constexpr Row kRows[] = {{"one_thread", "one thread", 46},
                         {"two_threads", "two threads", 46},
                         {"two_processes", "two processes", 26},
                         {"native_workers", "two native workers", 0}};

struct Measured {
  runtime::SimulationReport report;
  RunTally tally;
  std::string printed;
};

// Colours, where there are any: only what the words and signs say already.
struct Palette {
  const char* strong = "";
  const char* holds = "";
  const char* waits = "";
  const char* native = "";
  const char* plain = "";
};

Palette palette_for(const StandardOutput& output) {
  if (!output.colours()) return {};
  return {"\x1b[1m", "\x1b[1;32m", "\x1b[33m", "\x1b[1;36m", "\x1b[0m"};
}

// Runs of equal signs get their colour.
std::string coloured(std::string_view text, const Palette& palette) {
  if (*palette.plain == '\0') return std::string(text);
  std::string out;
  char last = 0;
  const auto colour_of = [&](char sign) {
    return sign == '#'   ? palette.holds
           : sign == '.' ? palette.waits
           : sign == '=' ? palette.native
                         : "";
  };
  bool in_row = false;
  for (const char sign : text) {
    if (sign == '|') in_row = !in_row;
    if (in_row && sign != last && sign != '|') out += palette.plain + std::string(colour_of(sign));
    if (sign == '|' && !in_row) out += palette.plain;
    out += sign;
    last = sign;
  }
  return out;
}

bool measure(const Row& row, const InterruptWatch& interrupt, Measured& measured,
             std::string* error) {
  const std::optional<Scenario> scenario = find_scenario(row.scenario);
  if (!scenario.has_value()) {
    *error = "scenario '" + std::string(row.scenario) + "' is missing";
    return false;
  }
  RunSettings settings = scenario->settings;
  settings.profile = "documents";
  std::optional<runtime::SimulationOptions> options = simulation_options(settings, error);
  if (!options.has_value()) return false;
  options->program_name = scenario->name + ".py";
  options->source = scenario->text;
  options->interrupt = &interrupt.requested();
  options->write = [&measured](vm::Stream, std::string_view text) { measured.printed += text; };
  runtime::Simulation simulation(*options, &measured.tally);
  *error = simulation.error();
  if (!error->empty()) return false;
  measured.report = simulation.run();
  const std::string expected = scenario->prints.front() + "\n";
  if (measured.report.end == runtime::RunEnd::interrupted || measured.printed == expected) {
    return true;
  }
  *error = scenario->name + " printed '" + measured.printed + "' and not '" + expected + "'\n" +
           measured.report.message;
  return false;
}

// The simulated runs, two at a time: they share nothing.
bool measure_all(const InterruptWatch& interrupt, std::vector<Measured>& runs, std::string* error) {
  std::vector<std::string> errors(runs.size());
  const auto measure_from = [&](std::size_t first) {
    for (std::size_t i = first; i < runs.size(); i += 2) {
      if (!measure(kRows[i], interrupt, runs[i], &errors[i])) return;
    }
  };
  std::thread other([&] { measure_from(1); });
  measure_from(0);
  other.join();
  for (const std::string& problem : errors) {
    if (error->empty()) *error = problem;
  }
  return error->empty();
}

// The same program on real threads, with the documents' numbers divided by kLiveShare.
bool measure_live(const Row& row, double& seconds, std::string* error) {
  const std::optional<Scenario> scenario = find_scenario(row.scenario);
  if (!scenario.has_value()) {
    *error = "scenario '" + std::string(row.scenario) + "' is missing";
    return false;
  }
  std::string source(scenario->text);
  const std::string whole = std::to_string(kNumbers);
  const std::size_t place = source.find("START, END = 0, " + whole);
  constexpr std::int64_t kShare = kNumbers / kLiveShare;
  if (place != std::string::npos) {
    source.replace(source.find(whole, place), whole.size(), std::to_string(kShare));
  }
  RunSettings settings;
  settings.live = true;
  std::optional<runtime::SimulationOptions> options = simulation_options(settings, error);
  if (!options.has_value()) return false;
  std::string printed;
  options->program_name = scenario->name + ".py";
  options->source = source;
  options->write = [&printed](vm::Stream, std::string_view text) { printed += text; };
  runtime::Simulation simulation(*options);
  *error = simulation.error();
  if (!error->empty()) return false;
  seconds = static_cast<double>(simulation.run().elapsed_ps) / (1e3 * kMillisecondPs);
  const std::string expected = "Result: " + std::to_string(kShare * (kShare - 1) / 2) + "\n";
  if (printed != expected) {
    *error = scenario->name + " printed, live, '" + printed + "' and not '" + expected + "'";
  }
  return error->empty();
}

// The threads that did the work: all but main threads of the main process.
std::vector<const RunTally::ThreadTally*> workers_of(const Measured& measured) {
  std::vector<const RunTally::ThreadTally*> workers;
  for (const auto& [id, thread] : measured.tally.threads()) {
    if (id != 1 && thread.name.find("Feeder") == std::string::npos) workers.push_back(&thread);
  }
  return workers;
}

std::int64_t time_in(const Measured& measured, ThreadState state) {
  std::int64_t sum_ps = 0;
  for (const runtime::ThreadReport& thread : measured.report.threads) {
    if (thread.id != 1) sum_ps += thread.state_ps[static_cast<std::size_t>(state)];
  }
  return sum_ps;
}

std::string seconds_text(std::int64_t time_ps) {
  return runtime::ratio_text(time_ps, 1000 * kMillisecondPs, 3) + " s";
}

std::string paragraph(const std::string& text) { return runtime::wrapped("  ", text, 2, 100); }

std::string table(const std::vector<Measured>& runs, const std::vector<double>& live_seconds,
                  const Palette& palette) {
  std::string out;
  out += fmt::format("{}  {:20}{:>15}{:>15}{:>15}{}\n", palette.strong, "", "the documents",
                     "simulated", "this machine", palette.plain);
  out += fmt::format("  {:20}{:>15}{:>15}{:>15}\n", "", "published", "virtual time", "live, 1/4");
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Row& row = kRows[i];
    const std::string published =
        row.published_tenths == 0
            ? "-"
            : fmt::format("{}.{} s", row.published_tenths / 10, row.published_tenths % 10);
    const std::string live = fmt::format("{:.3f} s", live_seconds[i]);
    const std::string note =
        i == 0 ? "" : fmt::format("  {:.2f} of one thread", live_seconds[i] / live_seconds[0]);
    out += fmt::format("  {:20}{:>15}{}{:>15}{}{:>15}{}\n", row.label, published, palette.strong,
                       seconds_text(runs[i].report.elapsed_ps), palette.plain, live, note);
  }
  return out + "\n" +
         paragraph(
             "Live: the same programs on real threads of this machine, under a real GIL, timed by "
             "its clock, with a quarter of the numbers. gilsim's own loop is faster than "
             "CPython's; "
             "what compares is one row with another.");
}

// From when the second worker has first run, a dozen switch intervals long.
std::string threads_timeline(const Measured& run) {
  const auto workers = workers_of(run);
  if (workers.size() < 2) return {};
  std::int64_t start_ps = 0;
  for (const RunTally::Interval& interval : workers[1]->states) {
    if (interval.state != ThreadState::running) continue;
    start_ps = interval.start_ps;
    break;
  }
  return timeline({{"Thread-1", workers[0]}, {"Thread-2", workers[1]}}, start_ps,
                  start_ps + 60 * kMillisecondPs);
}

std::string whole_timeline(const Measured& run, const char* first, const char* second) {
  const auto workers = workers_of(run);
  if (workers.size() < 2) return {};
  return timeline({{first, workers[0]}, {second, workers[1]}}, 0, run.report.elapsed_ps);
}

std::string why_threads(const Measured& one, const Measured& two) {
  const auto workers = workers_of(two);
  const runtime::GilStats& gil = two.report.gil_stats;
  const std::int64_t first_ps = workers.size() < 2 ? 0 : workers[0]->held_ps;
  const std::int64_t second_ps = workers.size() < 2 ? 0 : workers[1]->held_ps;
  return paragraph(fmt::format(
             "Two threads took {} times as long as one. Thread-1 held the GIL for {}, Thread-2 for "
             "{}: together {}, {} of the run, and never at the same time. A thread runs bytecode "
             "only while it holds the GIL, so the second core had nothing to do.",
             runtime::ratio_text(two.report.elapsed_ps, one.report.elapsed_ps, 2),
             time_text(first_ps), time_text(second_ps), time_text(first_ps + second_ps),
             runtime::percent_text(first_ps + second_ps, two.report.elapsed_ps))) +
         paragraph(fmt::format("The GIL changed hands {} times: {} times a waiter's {} ran out and "
                               "it asked; then the "
                               "holder dropped the GIL at its next check point, the jump back at "
                               "the end of its loop.",
                               runtime::grouped(gil.handoffs), runtime::grouped(gil.drop_requests),
                               runtime::short_time_text(two.report.switch_interval.time_ps)));
}

std::string why_processes(const Measured& one, const Measured& two) {
  const auto profile = runtime::load_profile("documents", nullptr);
  return paragraph(fmt::format(
      "Two processes took {} of the time. Each has an interpreter and a GIL of its own: both ran "
      "at "
      "the same time, {} in all, and waited {} for a GIL. The rest is the price: on the machine of "
      "the documents the parent needs {} to start a process, twice.",
      runtime::percent_text(two.report.elapsed_ps, one.report.elapsed_ps),
      time_text(time_in(two, ThreadState::running)),
      time_text(time_in(two, ThreadState::wants_gil)),
      runtime::short_time_text(profile ? profile->fork_ps : 0)));
}

std::string why_native(const Measured& run, const std::vector<double>& live_seconds) {
  return paragraph(fmt::format(
      "The native workers dropped the GIL and worked {} without it, both at once, on two cores; "
      "they took it again only to finish. On this machine's real cores they took {:.3f} s.",
      time_text(time_in(run, ThreadState::native)), live_seconds.back()));
}

std::string heading(std::string_view text, const Palette& palette) {
  return "\n" + std::string(palette.strong) + std::string(text) + palette.plain + "\n\n";
}

std::string page(const std::vector<Measured>& runs, const std::vector<double>& live_seconds,
                 const Palette& palette) {
  std::string out =
      std::string(palette.strong) + "Are two threads faster than one?" + palette.plain + "\n\n";
  out += paragraph(
      "The documents' program adds up the numbers from 0 to 99,999,999: in one thread, in two "
      "threads with half of them each, in two processes, and here also in two native workers "
      "(compiled code).");
  out += "\n";
  out += table(runs, live_seconds, palette);
  out += heading("Threads: no faster, because of the GIL", palette);
  out += why_threads(runs[0], runs[1]) + "\n" + coloured(threads_timeline(runs[1]), palette);
  out += "    # runs with the GIL   . waits for the GIL   = works without the GIL\n";
  out += heading("Processes: faster, because each has a GIL of its own", palette);
  out += why_processes(runs[0], runs[2]) + "\n" +
         coloured(whole_timeline(runs[2], "Process-1", "Process-2"), palette);
  out += heading("Native workers: faster, because they work without the GIL", palette);
  out += why_native(runs[3], live_seconds) + "\n" +
         coloured(whole_timeline(runs[3], "Worker-1", "Worker-2"), palette);
  out +=
      "\nNext: gilsim list; gilsim explain two_threads; gilsim trace -o handoffs.txt "
      "switch_interval\n";
  return out;
}

// All reports in one list.
bool write_json(const CommandLine& line, const std::vector<Measured>& runs, std::string* error) {
  runtime::FileSink file;
  std::string json = "[\n";
  for (std::size_t i = 0; i < runs.size(); ++i) {
    json += runtime::report_json(runs[i].report, std::string(kRows[i].scenario) + ".py");
    if (i + 1 < runs.size()) json.insert(json.size() - 1, ",");
  }
  const bool written = file.open(line.json_path) && file.write(json + "]\n") && file.close();
  *error = file.error();
  return written;
}

}  // namespace

int run_demo(const CommandLine& line, StandardOutput& output) {
  const InterruptWatch interrupt;
  std::vector<Measured> runs(std::size(kRows));
  std::vector<double> live_seconds(runs.size());
  std::string error;
  bool fine = measure_all(interrupt, runs, &error);
  for (std::size_t i = 0; i < runs.size() && fine && !interrupt.requested(); ++i) {
    fine = measure_live(kRows[i], live_seconds[i], &error);
  }
  if (!fine) {
    fail(output, error);
    return 1;
  }
  if (interrupt.requested()) {
    output.write_error("gilsim: interrupted\n");
    return kExitInterrupted;
  }
  if (!line.json_path.empty() && !write_json(line, runs, &error)) return fail(output, error);
  output.write(page(runs, live_seconds, palette_for(output)));
  return 0;
}

}  // namespace gilsim::scenarios
