// SPDX-License-Identifier: MIT
//
// `gilsim calibrate`: measures a CPython on this machine and writes a profile of the two.
//
// One program (scenarios/validation/calibration.py) does pieces of work; CPython says what they
// take, the simulator what they consist of. What instructions cost, and natives for an element or a
// byte, is fitted to all pieces together (calibration_fit.h). What the system's work costs is
// fitted group by group: the parts of a thread's start, say, keep their proportions, and are scaled
// until the simulated piece takes what the measured one does. Of work on the processor the lower
// quartile counts, since whatever else the machine does only adds to it; of what involves waiting,
// the median.
#include "runtime/live/live_machine.h"
#include "scenarios/calibration_fit.h"
#include "scenarios/commands.h"
#include "scenarios/embedded_validation.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/python_program.h"

#include <fmt/core.h>
#include <sys/prctl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::scenarios {
namespace {

using runtime::MachineParameters;
using runtime::Profile;

constexpr std::string_view kBase = "cpython-3.11";
constexpr std::string_view kProgram = "calibration.py";
constexpr std::string_view kCheckProgram = "live.py";
constexpr double kPicosecondsPerSecond = 1e12;
constexpr double kBytesPerKib = 1024;
// Of work on the processor the lower quartile counts: the least comes from moments in which the
// machine was faster than it is for as long as a program runs, the median from disturbed ones.
constexpr double kUsual = 0.25;
constexpr std::int64_t kCountedTurns = 2000;
constexpr std::int64_t kAllTurns = 0;  // as many as are measured

// --- the costs that are fitted together ---

struct Cost {
  const char* key;
  vm::CostKind kind = vm::CostKind::other;
  std::int64_t Profile::*work = nullptr;  // of natives, by their data; else an instruction's

  std::int64_t& of(Profile& profile) const {
    return work != nullptr ? profile.*work : profile.instruction_ps[static_cast<std::size_t>(kind)];
  }
  const char* section() const { return work != nullptr ? "work" : "instruction"; }
};

constexpr Cost kCosts[] = {
    {"load_store_ns", vm::CostKind::load_store},
    {"load_global_ns", vm::CostKind::load_global},
    {"attribute_ns", vm::CostKind::attribute},
    {"arithmetic_ns", vm::CostKind::arithmetic},
    {"compare_ns", vm::CostKind::compare},
    {"jump_ns", vm::CostKind::jump},
    {"iterate_ns", vm::CostKind::iterate},
    {"call_ns", vm::CostKind::call},
    {"return_ns", vm::CostKind::return_value},
    {"build_ns", vm::CostKind::build},
    {"subscript_ns", vm::CostKind::subscript},
    {"other_ns", vm::CostKind::other},
    {"element_copy_ns", {}, &Profile::element_copy_ps},
    {"element_step_ns", {}, &Profile::element_step_ps},
    {"comparison_ns", {}, &Profile::comparison_ps},
    {"repr_ns", {}, &Profile::repr_ps},
    {"byte_ns", {}, &Profile::byte_ps},
    {"digit_ns", {}, &Profile::digit_ps},
    {"digit_product_ns", {}, &Profile::digit_product_ps},
    {"digit_division_ns", {}, &Profile::digit_division_ps},
    {"long_division_ns", {}, &Profile::long_division_ps},
    {"instance_ns", {}, &Profile::instance_ps},
    {"object_ns", {}, &Profile::object_ps},
    {"lookup_ns", {}, &Profile::lookup_ps},
    {"slot_call_ns", {}, &Profile::slot_call_ps},
    {"raise_ns", {}, &Profile::raise_ps},
    {"collect_ns", {}, &Profile::collect_ps},
};

// --- those that are scaled until a piece of work takes what it should ---

struct GroupKey {
  const char* section;
  const char* key;
  std::int64_t Profile::*value;
  std::int64_t MachineParameters::*machine_value;

  std::int64_t& of(Profile& profile) const {
    return value != nullptr ? profile.*value : profile.machine.*machine_value;
  }
};

struct Group {
  const char* piece;
  std::int64_t turns;  // simulated
  std::vector<GroupKey> keys;
};

std::vector<Group> groups() {
  using P = Profile;
  using M = MachineParameters;
  return {
      {"handoffs",
       200,
       {{"changes", "futex_wake_idle_us", nullptr, &M::futex_wake_idle_ps},
        {"changes", "wake_idle_short_min_us", nullptr, &M::wake_idle_short_min_ps},
        {"changes", "wake_idle_short_max_us", nullptr, &M::wake_idle_short_max_ps}}},
      {"sleeps",
       50,
       {{"changes", "wake_idle_long_min_us", nullptr, &M::wake_idle_long_min_ps},
        {"changes", "wake_idle_long_max_us", nullptr, &M::wake_idle_long_max_ps}}},
      {"threads",
       50,
       {{"thread", "start_us", &P::thread_start_ps, nullptr},
        {"thread", "begin_us", &P::thread_begin_ps, nullptr},
        {"thread", "end_us", &P::thread_end_ps, nullptr}}},
      {"forks",
       10,
       {{"process", "fork_us", &P::fork_ps, nullptr},
        {"process", "fork_begin_us", &P::fork_begin_ps, nullptr},
        {"process", "end_us", &P::process_end_ps, nullptr}}},
      {"spawns",
       4,
       {{"process", "spawn_us", &P::spawn_ps, nullptr},
        {"process", "spawn_begin_us", &P::spawn_begin_ps, nullptr}}},
  };
}

// --- running programs ---

// What the program prints on the simulated machine.
std::optional<std::string> simulate(const Profile& profile, std::string_view program,
                                    std::vector<std::string> arguments, std::string* error) {
  runtime::SimulationOptions options;
  options.profile = profile;
  options.program_name = program;
  options.source = validation_program(program);
  options.arguments = std::move(arguments);
  std::string printed;
  std::string complained;
  options.write = [&](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? printed : complained) += text;
  };
  runtime::Simulation simulation(options);
  *error = simulation.error();
  if (!error->empty()) return std::nullopt;
  const runtime::SimulationReport report = simulation.run();
  if (report.exit_status == 0) return printed;
  *error = std::string(program) + ": " + complained + report.message;
  return std::nullopt;
}

// Seconds that a turn of a piece takes there.
std::optional<double> simulated_turn(const Profile& profile, const std::string& piece,
                                     std::int64_t turns, std::string* error) {
  const auto printed = simulate(profile, kProgram, {piece, std::to_string(turns), "1"}, error);
  std::vector<Measurement> measurements;
  if (!printed.has_value() || !parse_measurements(*printed, measurements, error)) {
    return std::nullopt;
  }
  return measurements.front().least();
}

// --- fitting ---

class Calibration {
 public:
  Calibration(std::string python, unsigned times) : python_(std::move(python)), times_(times) {}

  // False: error() says why.
  bool measure();
  bool fit();
  const std::string& error() const { return error_; }
  std::string profile_text() const;
  std::string table() const;
  // The same programs, measured and simulated; they were no part of the fit. Empty: error().
  std::string check() const;

 private:
  struct Fitted {
    std::string name;
    double measured = 0;
    double predicted = 0;
  };
  struct Line {
    std::string key;
    double value = 0;
    double low = 0, high = 0;
    std::string source;  // a comment above it; empty: as the one before
  };

  std::optional<std::string> ask(const PythonProgram& program, const std::string& arguments) const;
  const Measurement* find(std::string_view piece) const;
  bool count(std::vector<FitRow>& rows, std::vector<const Measurement*>& measured);
  bool fit_processor_costs();
  void fit_bytes();
  bool fit_group(const Group& group);
  void add(std::string_view section, Line line);
  std::string spread(const Measurement& measurement, double unit, std::string_view name) const;

  const std::string python_;
  const unsigned times_;
  std::vector<Measurement> measurements_;
  double pickled_kib_ = 0;
  Profile profile_;
  std::vector<std::pair<std::string, std::vector<Line>>> sections_;
  std::vector<Fitted> fitted_;
  mutable std::string error_;
};

const Measurement* Calibration::find(std::string_view piece) const {
  for (const Measurement& measurement : measurements_) {
    if (measurement.name == piece) return &measurement;
  }
  return nullptr;
}

std::optional<std::string> Calibration::ask(const PythonProgram& program,
                                            const std::string& arguments) const {
  std::optional<std::string> printed = program.run(arguments);
  if (!printed.has_value()) {
    error_ = python_ + " could not be run, or failed: give a CPython 3 with --python PYTHON";
  }
  return printed;
}

bool Calibration::measure() {
  const PythonProgram program(python_, kProgram);
  const auto printed = ask(program, fmt::format("all 0 {}", times_));
  const auto size = ask(program, "sizes 0 0");
  if (!printed.has_value() || !size.has_value()) return false;
  pickled_kib_ = std::max(std::atof(size->c_str()), 1.0) / kBytesPerKib;
  return parse_measurements(*printed, measurements_, &error_);
}

// How often each piece pays each cost: what a turn takes more when only that cost is higher.
bool Calibration::count(std::vector<FitRow>& rows, std::vector<const Measurement*>& measured) {
  constexpr std::int64_t kUnitPs = 1000;
  constexpr std::int64_t kRaisedPs = 1'001'000;
  Profile unit = profile_;
  for (const Cost& cost : kCosts) cost.of(unit) = kUnitPs;
  static constexpr std::array kNotCounted = {"pickling", "unpickling", "copying",
                                             "threads",  "forks",      "spawns",
                                             "handoffs", "sleeps",     "fresh_memory"};
  // The loop that most other pieces, and most programs, are made of.
  static constexpr std::array kEverywhere = {"loop", "add"};
  constexpr double kWeightEverywhere = 5;
  // What this one pays grows otherwise than in proportion to its turns.
  static constexpr std::string_view kCountedInFull = "kept_objects";
  const auto contains = [](const auto& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const Measurement& measurement : measurements_) {
    if (contains(kNotCounted, measurement.name)) continue;
    const std::int64_t turns = measurement.name == kCountedInFull ? kAllTurns : kCountedTurns;
    const auto plain = simulated_turn(unit, measurement.name, turns, &error_);
    if (!plain.has_value()) return false;
    // What modules charge besides (a pattern compiled, a byte hashed) stays.
    FitRow row{measurement.quantile(kUsual), {}, *plain};
    for (const Cost& cost : kCosts) {
      Profile raised = unit;
      cost.of(raised) = kRaisedPs;
      const auto more = simulated_turn(raised, measurement.name, turns, &error_);
      if (!more.has_value()) return false;
      constexpr double kRaisedBy = (kRaisedPs - kUnitPs) / kPicosecondsPerSecond;
      row.counts.push_back(std::max(0.0, (*more - *plain) / kRaisedBy));
      row.fixed -= row.counts.back() * kUnitPs / kPicosecondsPerSecond;
    }
    row.fixed = std::max(row.fixed, 0.0);
    if (contains(kEverywhere, measurement.name)) row.weight = kWeightEverywhere;
    rows.push_back(std::move(row));
    measured.push_back(&measurement);
  }
  return true;
}

bool Calibration::fit_processor_costs() {
  std::vector<FitRow> rows;
  std::vector<const Measurement*> measured;
  if (!count(rows, measured)) return false;
  std::vector<double> base;
  for (const Cost& cost : kCosts) {
    base.push_back(static_cast<double>(cost.of(profile_)) / kPicosecondsPerSecond);
  }
  const auto fit_to = [&](double part) {
    std::vector<FitRow> of_part = rows;
    for (std::size_t i = 0; i < rows.size(); ++i) of_part[i].seconds = measured[i]->quantile(part);
    return fit_costs(of_part, base);
  };
  const std::vector<double> costs = fit_to(kUsual);
  const std::vector<double> least = fit_to(0);
  const std::vector<double> median = fit_to(0.5);
  constexpr double kNs = 1e9;
  std::string_view last_section;
  for (std::size_t k = 0; k < costs.size(); ++k) {
    const Cost& cost = kCosts[k];
    cost.of(profile_) = std::max<std::int64_t>(1, std::llround(costs[k] * kPicosecondsPerSecond));
    const auto [low, high] = std::minmax({costs[k], least[k], median[k]});
    const bool is_first = cost.section() != last_section;
    last_section = cost.section();
    add(cost.section(), {cost.key, costs[k] * kNs, low * kNs, high * kNs,
                         is_first ? "Fitted to the processor time of all pieces of work together, "
                                    "the lower quartile of each."
                                  : ""});
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    fitted_.push_back({measured[i]->name, rows[i].seconds, predicted(rows[i], costs)});
  }
  return true;
}

void Calibration::fit_bytes() {
  constexpr double kUs = 1e6;
  constexpr double kCopiedKib = 2 * 32;          // a block of 32 KiB, in and out
  constexpr double kItemKib = 8 / kBytesPerKib;  // of a list
  const auto use = [&](const char* piece, const char* section, const char* key, double kib,
                       std::int64_t& value) {
    const Measurement* const measurement = find(piece);
    if (measurement == nullptr) return;
    const double us = measurement->quantile(kUsual) / kib * kUs;
    value = std::llround(us * kPicosecondsPerSecond / kUs);
    add(section, {key, us, measurement->least() / kib * kUs, measurement->quantile(0.5) / kib * kUs,
                  spread(*measurement, kUs / kib, "us a KiB")});
  };
  use("fresh_memory", "work", "memory_us_per_kib", kItemKib, profile_.memory_ps_per_kib);
  use("pickling", "transfer", "pickle_us_per_kib", pickled_kib_, profile_.pickle_ps_per_kib);
  use("unpickling", "transfer", "unpickle_us_per_kib", pickled_kib_, profile_.unpickle_ps_per_kib);
  use("copying", "transfer", "copy_us_per_kib", kCopiedKib, profile_.copy_ps_per_kib);
}

bool Calibration::fit_group(const Group& group) {
  const Measurement* const measurement = find(group.piece);
  if (measurement == nullptr) return true;
  const auto scaled = [&](double scale) {
    Profile changed = profile_;
    for (const GroupKey& key : group.keys) {
      std::int64_t& value = key.of(changed);
      value = std::llround(static_cast<double>(value) * scale);
    }
    return changed;
  };
  const auto once = simulated_turn(profile_, group.piece, group.turns, &error_);
  const auto twice = simulated_turn(scaled(2), group.piece, group.turns, &error_);
  if (!once.has_value() || !twice.has_value()) return false;
  // What it takes is nearly linear in the scale.
  constexpr double kLeastScale = 0.02;
  const auto scale_for = [&](double seconds) {
    const double slope = std::max(*twice - *once, 1e-12);
    return std::max(1 + (seconds - *once) / slope, kLeastScale);
  };
  const double scale = scale_for(measurement->quantile(0.5));
  constexpr double kUs = 1e6;
  std::string source = spread(*measurement, kUs, "us a turn");
  for (const GroupKey& key : group.keys) {
    const double us = static_cast<double>(key.of(profile_)) / kUs;
    add(key.section, {key.key, us * scale, us * scale_for(measurement->quantile(0.25)),
                      us * scale_for(measurement->quantile(0.75)), std::exchange(source, "")});
  }
  profile_ = scaled(scale);
  const auto now = simulated_turn(profile_, group.piece, group.turns, &error_);
  if (!now.has_value()) return false;
  fitted_.push_back({group.piece, measurement->quantile(0.5), *now});
  return true;
}

bool Calibration::fit() {
  std::optional<Profile> base = runtime::load_profile(kBase, &error_);
  if (!base.has_value()) return false;
  profile_ = *std::move(base);
  profile_.machine.cores = static_cast<std::int64_t>(runtime::host_cpus().size());
  const int slack_ns = ::prctl(PR_GET_TIMERSLACK);
  add("changes", {"cores", static_cast<double>(profile_.machine.cores), 0, 0,
                  "The processors that this process may use."});
  if (slack_ns > 0) {
    profile_.machine.timer_slack_ps = std::int64_t{slack_ns} * runtime::kPicosecondsPerNanosecond;
    add("changes",
        {"timer_slack_us", slack_ns / 1e3, 0, 0, "As the system says (PR_GET_TIMERSLACK)."});
  }
  fit_bytes();
  if (!fit_processor_costs()) return false;
  for (const Group& group : groups()) {
    if (!fit_group(group)) return false;
  }
  return true;
}

// --- what is shown ---

std::string Calibration::spread(const Measurement& measurement, double unit,
                                std::string_view name) const {
  return fmt::format(
      "Measured ({}): median {:.4g} {}, least {:.4g}, quartiles {:.4g} and {:.4g}, of {}.",
      measurement.name, measurement.quantile(0.5) * unit, name, measurement.least() * unit,
      measurement.quantile(0.25) * unit, measurement.quantile(0.75) * unit,
      measurement.seconds.size());
}

void Calibration::add(std::string_view section, Line line) {
  auto found = std::find_if(sections_.begin(), sections_.end(),
                            [&](const auto& each) { return each.first == section; });
  if (found == sections_.end()) found = sections_.insert(found, {std::string(section), {}});
  found->second.push_back(std::move(line));
}

std::string Calibration::profile_text() const {
  std::string text = fmt::format(
      "# Written by `gilsim calibrate` with {}, {} times each. Behind a figure stands its spread:\n"
      "# what it would be from the least and the median of what was measured, or the quartiles of\n"
      "# what involves waiting. What is not here is as in profile {}.\n\n"
      "description = \"measured on this machine\"\nbased_on = \"{}\"\n",
      python_, times_, kBase, kBase);
  for (const auto& [section, lines] : sections_) {
    text += fmt::format("\n[{}]\n", section);
    for (const Line& line : lines) {
      if (!line.source.empty()) text += "# " + line.source + "\n";
      text += line.key == "cores" ? fmt::format("{} = {:.0f}", line.key, line.value)
                                  : fmt::format("{} = {:.6f}", line.key, line.value);
      if (line.high > 0) text += fmt::format("  # {:.4g} to {:.4g}", line.low, line.high);
      text += "\n";
    }
  }
  return text;
}

std::string Calibration::table() const {
  std::string text =
      fmt::format("{:28}{:>14}{:>14}{:>9}\n", "one turn, us", "measured", "simulated", "error");
  std::vector<double> errors;
  constexpr double kUs = 1e6;
  for (const Fitted& row : fitted_) {
    const double error = row.predicted / row.measured - 1;
    errors.push_back(std::abs(error));
    text += fmt::format("{:28}{:>14.4f}{:>14.4f}{:>8.1f}%\n", row.name, row.measured * kUs,
                        row.predicted * kUs, error * 100);
  }
  std::sort(errors.begin(), errors.end());
  return text + fmt::format("median error {:.1f} %\n", errors[errors.size() / 2] * 100);
}

// The documents' three programs with a tenth of their numbers, wall-clock time.
std::string Calibration::check() const {
  struct Row {
    const char* what;
    const char* arguments;
  };
  constexpr Row kRows[] = {
      {"one thread", "threads 1"}, {"two threads", "threads 2"}, {"two processes", "processes 2"}};
  constexpr int kTimes = 5;
  const PythonProgram program(python_, kCheckProgram);
  std::string text = fmt::format("\n{:28}{:>14}{:>14}{:>9}\n", "not fitted, seconds", "measured",
                                 "simulated", "error");
  for (const Row& row : kRows) {
    std::vector<double> measured;
    for (int i = 0; i < kTimes; ++i) {
      const auto printed = ask(program, row.arguments);
      if (!printed.has_value()) return "";
      measured.push_back(std::atof(printed->c_str()));
    }
    std::sort(measured.begin(), measured.end());
    const std::string_view words = row.arguments;
    const std::size_t space = words.find(' ');
    const auto printed = simulate(
        profile_, kCheckProgram,
        {std::string(words.substr(0, space)), std::string(words.substr(space + 1))}, &error_);
    if (!printed.has_value()) return "";
    const double simulated = std::atof(printed->c_str());
    const double median = measured[measured.size() / 2];
    text += fmt::format("{:28}{:>14.4f}{:>14.4f}{:>8.1f}%\n", row.what, median, simulated,
                        (simulated / median - 1) * 100);
  }
  return text;
}

}  // namespace

int calibrate(const CommandLine& line, StandardOutput& output) {
  if (line.output_path.empty()) {
    return fail(output, "calibrate: give a file for the profile with -o FILE.toml");
  }
  Calibration calibration(line.python, line.times);
  if (!calibration.measure() || !calibration.fit()) {
    return fail(output, "calibrate: " + calibration.error());
  }
  std::ofstream file(line.output_path, std::ios::binary);
  file << calibration.profile_text();
  file.close();
  if (!file) return fail(output, line.output_path + ": cannot be written");
  output.write(calibration.table());
  output.flush();
  const std::string check = calibration.check();
  if (check.empty()) return fail(output, "calibrate: " + calibration.error());
  output.write(check + fmt::format("\nThe profile is in {}: use it with --profile {}\n",
                                   line.output_path, line.output_path));
  return 0;
}

}  // namespace gilsim::scenarios
