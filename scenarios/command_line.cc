// SPDX-License-Identifier: MIT
//
// The only file that includes CLI11, which knows the options, their help and their binding. Where
// PROGRAM begins is found here: the first word that is neither an option nor an option's value.
#include "scenarios/command_line.h"

#include "scenarios/exit_status.h"
#include "scenarios/suggestion.h"

#include <CLI/CLI.hpp>

#include <cctype>
#include <charconv>
#include <functional>
#include <memory>

namespace gilsim::scenarios {
namespace {

class HelpFormatter final : public CLI::Formatter {
 public:
  explicit HelpFormatter(std::string usage) : usage_(std::move(usage)) { column_width(32); }
  std::string make_usage(const CLI::App*, std::string) const override {
    return "Usage: " + usage_ + "\n";
  }

 private:
  std::string usage_;
};

// Options as words; numbers and intervals are read afterwards, with errors of our own.
struct Texts {
  std::string gil, switch_interval, cores, profile, seed, start_method, max_ticks, max_memory;
  std::string workers;
  std::string trace_level, log_level;
  std::vector<std::string> trace_vars, watched;
  std::vector<std::string> environment;
  std::vector<std::string> writable_folders;
  bool interactive = false;
  bool no_quicken = false;
  bool live = false;
};

struct CommandRow {
  Command command;
  const char* name;
  const char* summary;
  const char* usage;
  const char* target;  // nullptr: takes none
  bool runs;           // has the options of a run
  bool has_arguments;  // what follows the target is the program's
  const char* examples;
};

constexpr CommandRow kCommands[] = {
    {Command::demo, "demo",
     "The lesson of the documents: one thread, two threads, two processes, two native workers.",
     "gilsim demo [OPTIONS]", nullptr, false, false, "  gilsim demo\n"},
    {Command::run, "run",
     "Runs a program on the simulated machine. Its output goes to stdout, gilsim's report to "
     "stderr.",
     "gilsim run [OPTIONS] PROGRAM [ARG...]", "PROGRAM", true, true,
     "  gilsim run two_threads\n"
     "  gilsim run --cores 4 --switch-interval 1ms sum.py 1000000\n"
     "  gilsim run --gil round-robin --switch-interval 100 --json report.json sum.py\n"
     "  gilsim run --seeds 20 --gil cpython-2.7 slower_threads\n"},
    {Command::list, "list", "The scenarios, one a line, the name first.", "gilsim list", nullptr,
     false, false, "  gilsim list\n"},
    {Command::why, "explain --why",
     "Runs a program and tells where the time went: useful work, handing over, waiting, convoys.",
     "gilsim explain --why [OPTIONS] PROGRAM [ARG...]", "PROGRAM", true, true,
     "  gilsim explain --why two_threads\n"
     "  gilsim explain --why --cores 1 --switch-interval 1ms convoy\n"},
    {Command::explain, "explain",
     "A scenario's story, or the definition of an option, policy or figure.", "gilsim explain NAME",
     "NAME", false, false, "  gilsim explain two_threads\n  gilsim explain wants_gil\n"},
    {Command::dis, "dis", "A program's bytecode, with its check points marked.",
     "gilsim dis [OPTIONS] PROGRAM", "PROGRAM", false, false, "  gilsim dis two_threads\n"},
    {Command::trace, "trace",
     "Runs a program and keeps the trace; the ending of FILE chooses the format: .jsonl\n"
     "(the log), .txt, .json (Chrome, Perfetto), .svg, .csv, .speedscope.json, .mmd (Mermaid).",
     "gilsim trace [OPTIONS] -o FILE PROGRAM [ARG...]", "PROGRAM", true, true,
     "  gilsim trace -o handoffs.txt switch_interval\n"
     "  gilsim trace --cores 1 -o log.jsonl sum.py\n"
     "  gilsim trace --trace-level ops --watch counter -o lost.txt lost_update\n"},
    {Command::convert, "convert",
     "Turns a trace log (.jsonl) into a text for people (.txt), a picture (.svg, .mmd), a table\n"
     "(.csv), or what ui.perfetto.dev (.json) and speedscope.app (.speedscope.json) open.",
     "gilsim convert LOG -o FILE", "LOG", false, false,
     "  gilsim convert log.jsonl -o handoffs.txt\n"
     "  gilsim convert --watch counter log.jsonl -o handoffs.txt\n"},
    {Command::compare, "compare",
     "A program under several policies, cores, intervals or kinds of workers: a table and a chart.",
     "gilsim compare [OPTIONS] PROGRAM [ARG...]", "PROGRAM", true, true,
     "  gilsim compare two_threads\n"
     "  gilsim compare --gil cpython-2.7,cpython-3.11 --cores 1,2,4 -o chart.svg two_threads\n"
     "  gilsim compare --switch-interval 100us,1ms,5ms --seeds 9 convoy\n"
     "  gilsim compare --workers threads,processes,interpreters,native workers\n"},
    {Command::step, "step",
     "Steps through a program, or a trace log, forwards and back. Without a terminal, or with\n"
     "--script, commands are read one a line (`help` lists them).",
     "gilsim step [OPTIONS] PROGRAM|LOG [ARG...]", "PROGRAM", true, true,
     "  gilsim step two_threads\n"
     "  gilsim step log.jsonl\n"
     "  echo 'next handoff' | gilsim step --cores 4 sum.py\n"
     "  gilsim step --predict two_threads\n"},
    {Command::quiz, "quiz", "A worksheet: at some handoffs of the GIL, who takes it next, and why?",
     "gilsim quiz [OPTIONS] PROGRAM", "PROGRAM", true, true,
     "  gilsim quiz two_threads\n"
     "  gilsim quiz --seed 3 -c two_threads   # another choice, with the answers\n"},
    {Command::validate, "validate",
     "Published and measured results against the simulator; exit status 1 if one is out of its "
     "band.",
     "gilsim validate [OPTIONS]", nullptr, false, false,
     "  gilsim validate\n  gilsim validate --id 1- --seeds 3\n  gilsim validate --live\n"},
    {Command::calibrate, "calibrate",
     "Measures a CPython on this machine, which should be idle, and writes a profile of the two\n"
     "for --profile; shows what the simulator makes of it beside what was measured.",
     "gilsim calibrate [--python PYTHON] -o FILE", nullptr, false, false,
     "  gilsim calibrate -o here.toml\n"
     "  gilsim run --profile ./here.toml two_threads\n"},
};

constexpr const char* kStatuses =
    "Exit status: the program's own; 2 wrong usage or a file that cannot be written, 100 "
    "deadlock,\n"
    "101 a limit was hit, 102 a damaged log, 130 interrupted.\n";

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandRow& row : kCommands) names.emplace_back(row.name);
  return names;
}

void add_run_options(CLI::App& app, Texts& texts) {
  app.add_option("--gil", texts.gil, "GIL policy (default: cpython-3.11; gilsim explain --gil)")
      ->type_name("POLICY");
  app.add_option("--switch-interval", texts.switch_interval,
                 "The switch interval, in ticks (100) or in time (5ms)")
      ->type_name("N|TIME");
  app.add_option("--cores", texts.cores, "Cores of the simulated machine (default: the profile's)")
      ->type_name("N");
  app.add_option("--profile", texts.profile,
                 "What everything costs (default: cpython-3.11), or a file")
      ->type_name("NAME|FILE");
  app.add_option("--seed", texts.seed, "Seed of what is random on the machine (default: 0)")
      ->type_name("N");
  app.add_option("--start-method", texts.start_method, "How processes start: fork or spawn")
      ->type_name("METHOD");
  app.add_flag("--interactive", texts.interactive,
               "The main program cannot be imported, as in a notebook");
  app.add_option("--max-ticks", texts.max_ticks, "Stop after N ticks (exit status 101)")
      ->type_name("N");
  app.add_option("--max-memory", texts.max_memory,
                 "Memory limit of a process (default 4GiB; also KiB, MiB)")
      ->type_name("BYTES");
  app.add_option("--env", texts.environment, "A variable of the program's environment; repeatable")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_option("--allow-write", texts.writable_folders,
                 "A folder in which the program may write files; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_flag("--no-quicken", texts.no_quicken,
               "Run the plain bytecode; the result and the trace are the same");
}

// Numbers, with '_' between digits as in Python.
template <typename Number>
bool read_number(std::string text, Number& number) {
  text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool read_bytes(std::string text, std::uint64_t& bytes) {
  int shift = 0;
  for (const auto& [suffix, power] :
       {std::pair("KiB", 10), {"MiB", 20}, {"GiB", 30}, {"K", 10}, {"M", 20}, {"G", 30}}) {
    if (!text.ends_with(suffix)) continue;
    shift = power;
    text.resize(text.size() - std::string_view(suffix).size());
    break;
  }
  if (!read_number(text, bytes) || bytes > UINT64_MAX >> 1 >> shift) return false;
  bytes <<= shift;
  return true;
}

bool read_settings(const Texts& texts, RunSettings& settings, std::string& error) {
  const auto given = [](const std::string& text, std::optional<std::string>& setting) {
    if (!text.empty()) setting = text;
  };
  given(texts.gil, settings.gil);
  given(texts.profile, settings.profile);
  given(texts.start_method, settings.start_method);
  if (texts.interactive) settings.interactive = true;
  if (texts.no_quicken) settings.quickening = false;
  if (texts.live) settings.live = true;
  if (texts.live && settings.profile.has_value()) {
    error = "--profile says what everything costs in a simulation: it has no meaning with --live";
    return false;
  }
  if (!texts.switch_interval.empty()) {
    settings.switch_interval = runtime::parse_interval(texts.switch_interval, &error);
    if (!settings.switch_interval.has_value()) {
      error = "--switch-interval " + texts.switch_interval + ": " + error;
      return false;
    }
  }
  const auto fail = [&](const char* option, const std::string& text, const char* remedy) {
    error = std::string(option) + " " + text + ": " + remedy;
    return false;
  };
  if (!texts.cores.empty() && !read_number(texts.cores, settings.cores.emplace())) {
    return fail("--cores", texts.cores, "give a whole number, such as 2");
  }
  if (!texts.seed.empty() && !read_number(texts.seed, settings.seed.emplace())) {
    return fail("--seed", texts.seed, "give a whole number, 0 or above");
  }
  if (!texts.max_ticks.empty() &&
      (!read_number(texts.max_ticks, settings.max_ticks.emplace()) || *settings.max_ticks < 1)) {
    return fail("--max-ticks", texts.max_ticks, "give a whole number above 0");
  }
  if (!texts.max_memory.empty() &&
      (!read_bytes(texts.max_memory, settings.max_memory_bytes.emplace()) ||
       *settings.max_memory_bytes == 0)) {
    return fail("--max-memory", texts.max_memory,
                "give a number of bytes, such as 500000000 or 512MiB");
  }
  settings.writable_folders = texts.writable_folders;
  for (const std::string& variable : texts.environment) {
    const std::size_t equals = variable.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail("--env", variable, "give NAME=VALUE");
    }
    settings.environment.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
  }
  return true;
}

// Options of which a comparison takes a list, in the order of its columns.
struct AxisOption {
  const char* option;
  const char* name;  // of its column
  std::string Texts::*text;
};
constexpr AxisOption kAxisOptions[] = {
    {"--gil", "policy", &Texts::gil},
    {"--workers", "workers", &Texts::workers},
    {"--profile", "profile", &Texts::profile},
    {"--start-method", "start method", &Texts::start_method},
    {"--cores", "cores", &Texts::cores},
    {"--switch-interval", "interval", &Texts::switch_interval},
};

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ',') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Takes the options that have several values out of `texts`. --workers is an axis even with one.
bool read_axes(Texts& texts, std::vector<Axis>& axes, std::string& error) {
  for (const AxisOption& option : kAxisOptions) {
    std::string& text = texts.*option.text;
    const bool are_workers = option.text == &Texts::workers;
    if (text.empty() || (!are_workers && text.find(',') == text.npos)) continue;
    Axis axis{option.name, {}};
    for (std::string& part : split_at_commas(text)) {
      if (part.empty()) {
        error = std::string(option.option) + " " + text + ": a value is missing beside a comma";
        return false;
      }
      AxisValue value{part, {}, are_workers ? part : std::string()};
      Texts alone;
      if (!are_workers) alone.*option.text = std::move(part);
      if (!read_settings(alone, value.settings, error)) return false;
      axis.values.push_back(std::move(value));
    }
    axes.push_back(std::move(axis));
    text.clear();
  }
  return true;
}

// NAME, or NAME.NAME: identifiers, as far as ASCII goes.
bool is_variable_name(const std::string& text) {
  bool begins = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = std::isalpha(byte) != 0 || c == '_' || byte >= 0x80;
    if (begins && !is_letter) return false;
    if (!begins && !is_letter && std::isdigit(byte) == 0 && c != '.') return false;
    begins = c == '.';
  }
  return !begins;
}

bool read_names(const char* option, const std::vector<std::string>& given,
                std::vector<std::string>& names, std::string& error) {
  for (const std::string& name : given) {
    if (!is_variable_name(name)) {
      error = std::string(option) + " " + name +
              ": give names of variables, such as total or work.total, with commas between them";
      return false;
    }
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return true;
}

// What is to be traced and logged.
bool read_detail(const Texts& texts, CommandLine& line, std::string& error) {
  if (!texts.trace_level.empty()) {
    const auto level = runtime::trace_level_named(texts.trace_level);
    if (!level.has_value()) {
      error = "--trace-level " + texts.trace_level + ": give handoffs, sync or ops" +
              did_you_mean(texts.trace_level, {"handoffs", "sync", "ops"});
      return false;
    }
    line.trace_detail.level = *level;
  }
  if (!texts.log_level.empty()) {
    const auto level = runtime::log_level_named(texts.log_level);
    if (!level.has_value()) {
      error = "--log-level " + texts.log_level + ": give " + std::string(runtime::kLogLevels);
      return false;
    }
    line.log_level = *level;
  }
  if (!read_names("--trace-vars", texts.trace_vars, line.trace_detail.variables, error) ||
      !read_names("--watch", texts.watched, line.watched, error)) {
    return false;
  }
  // What is to be shown must be traced.
  return line.command != Command::trace ||
         read_names("--watch", texts.watched, line.trace_detail.variables, error);
}

// The options of one command, and where their values go.
struct Parser {
  explicit Parser(const CommandRow& command) : row(command), app(row.summary) {
    app.set_help_flag("-h,--help", "This text");
    app.formatter(std::make_shared<HelpFormatter>(row.usage));
    if (row.runs) add_run_options(app, texts);
    if (row.command == Command::dis) {
      app.add_option("--gil", texts.gil, "Whose check points to mark (default: cpython-3.11)")
          ->type_name("POLICY");
    }
    if (row.command == Command::run) {
      app.add_option("--seeds", line.seeds,
                     "Runs with seeds 0 to N - 1; median and range instead of the report")
          ->check(CLI::Range(1u, 1000u))
          ->type_name("N");
    }
    if (row.command == Command::validate) {
      line.seeds = 20;
      app.add_option("--id", line.row_id, "Only the rows whose id begins so")->type_name("ID");
      app.add_flag("--live", line.validates_live,
                   "Other rows: this machine's real threads beside the simulator and python3");
    }
    if (row.command == Command::calibrate) {
      app.add_option("--python", line.python, "The CPython to measure (default: python3)")
          ->type_name("PYTHON");
      app.add_option("--times", line.times, "How often to measure each (default: 15)")
          ->check(CLI::Range(1u, 1000u))
          ->type_name("N");
      app.add_option("-o,--output", line.output_path, "The profile: a file that ends in .toml")
          ->type_name("FILE");
    }
    if (row.command == Command::compare) add_comparison_options();
    if (row.command == Command::validate || row.command == Command::compare) add_batch_options();
    if (row.command == Command::step) {
      app.add_option("--script", line.script_path, "Read the commands from a file, one a line")
          ->type_name("FILE");
      app.add_flag("--predict", line.predict,
                   "Ask at some handoffs who takes the GIL next, and why");
    }
    const bool steps = row.command == Command::step || row.command == Command::quiz;
    if (steps) app.add_flag("-c", line.with_answers, "Print the questions with their answers");
    if (row.command != Command::why && !steps &&
        (row.runs || row.command == Command::demo || row.command == Command::validate)) {
      app.add_option("--json", line.json_path, "Write the report as JSON")->type_name("FILE");
    }
    if (row.command == Command::run || row.command == Command::trace) {
      app.add_flag(
          "--live", texts.live,
          "On real threads under a real GIL, in real time; --cores: how many to use at most");
      app.add_flag("--quiet", line.quiet, "No report on stderr");
      app.add_option("--log-level", texts.log_level,
                     "Tell on stderr what happens as it falls: trace, debug (scheduling\n"
                     "decisions), info, warning; default: off")
          ->type_name("LEVEL");
    }
    if (row.command == Command::trace) {
      app.add_option("--trace-level", texts.trace_level,
                     "handoffs (default), sync (and each lock and queue operation), ops (and\n"
                     "each instruction)")
          ->type_name("LEVEL");
      app.add_option("--trace-vars", texts.trace_vars,
                     "Trace these variables as they change: total, or work.total of one function")
          ->type_name("NAME,...")
          ->delimiter(',')
          ->allow_extra_args(false);
    }
    if (row.command == Command::trace || row.command == Command::convert) {
      app.add_option("--watch", texts.watched,
                     "Show these variables beside the time (.txt), if the log has them")
          ->type_name("NAME,...")
          ->delimiter(',')
          ->allow_extra_args(false);
    }
    if (row.command == Command::trace || row.command == Command::convert) {
      app.add_option("-o,--output", line.output_path,
                     "Where to write; the ending chooses the format")
          ->type_name("FILE");
    }
    line.command = row.command;
  }

  void add_comparison_options() {
    for (const AxisOption& axis : kAxisOptions) {
      if (CLI::Option* const option = app.get_option_no_throw(axis.option)) {
        option->type_name(option->get_type_name() + ",...");
      }
    }
    app.add_option("--workers", texts.workers,
                   "Kinds of workers, each given to PROGRAM as its first argument")
        ->type_name("KIND,...");
    app.add_option("-o,--output", line.output_path, "Write a chart (.svg)")->type_name("FILE");
  }

  void add_batch_options() {
    app.add_option("--csv", line.csv_path, "Write the table as CSV")->type_name("FILE");
    app.add_option("--jobs", line.jobs, "Host threads (default: the host's cores)")
        ->check(CLI::Range(1u, 256u))
        ->type_name("N");
    app.add_option("--seeds", line.seeds,
                   "Runs with so many seeds, and shows the median (default: " +
                       std::to_string(line.seeds) + ")")
        ->check(CLI::Range(1u, 1000u))
        ->type_name("N");
  }

  const CommandRow& row;
  CLI::App app;
  Texts texts;
  CommandLine line;
};

// The option a word names, or nullptr.
CLI::Option* option_of(CLI::App& app, const std::string& word) {
  return app.get_option_no_throw(word.substr(0, word.find('=')));
}

std::vector<std::string> long_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* const option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// Splits off our options (for CLI11), the target and the program's arguments. False: `error` is
// set.
bool split_words(Parser& parser, const std::vector<std::string>& words,
                 std::vector<std::string>& options, std::string& error) {
  std::size_t at = 0;
  bool has_target = false;
  for (; at < words.size(); ++at) {
    const std::string& word = words[at];
    const bool marks_end = word == "--";
    if (!marks_end && word.size() > 1 && word.front() == '-') {
      const CLI::Option* const option = option_of(parser.app, word);
      if (option == nullptr) {
        error = "unknown option " + word.substr(0, word.find('=')) +
                did_you_mean(word.substr(0, word.find('=')), long_options(parser.app));
        return false;
      }
      options.push_back(word);
      const bool takes_value = option->get_expected_min() > 0 && word.find('=') == word.npos;
      if (!takes_value) continue;
      if (at + 1 == words.size()) {
        error = "option " + word + " needs a value: " + option->get_type_name();
        return false;
      }
      // Joined, so that CLI11 does not take a value such as -3 for an option.
      if (word.starts_with("--")) {
        options.back() += "=" + words[++at];
      } else {
        options.push_back(words[++at]);
      }
      continue;
    }
    if (marks_end) ++at;
    if (at >= words.size() || has_target) break;
    has_target = true;
    parser.line.target = words[at];
    if (parser.row.has_arguments) {
      ++at;
      break;
    }
  }
  parser.line.arguments.assign(
      words.begin() + static_cast<std::ptrdiff_t>(std::min(at, words.size())), words.end());
  return true;
}

// `gilsim trace PROGRAM -o FILE` is how people write it: taken as ours if no -o came before.
void take_late_output(CommandLine& line) {
  std::vector<std::string>& arguments = line.arguments;
  if (!line.output_path.empty() || arguments.size() < 2) return;
  const auto take = [&](std::vector<std::string>::iterator option) {
    if (*option != "-o" && *option != "--output") return false;
    line.output_path = *(option + 1);
    arguments.erase(option, option + 2);
    return true;
  };
  if (!take(arguments.begin())) take(arguments.end() - 2);
}

std::string missing(const Parser& parser) {
  const CommandLine& line = parser.line;
  const CommandRow& row = parser.row;
  if (row.target != nullptr && line.target.empty()) {
    return "what to " + std::string(row.name) + " is missing: " + row.usage;
  }
  if (row.target == nullptr && !line.target.empty()) {
    return "'" + line.target + "' was not expected: " + row.usage;
  }
  if (!row.has_arguments && !line.arguments.empty()) {
    return "'" + line.arguments.front() + "' was not expected: " + row.usage;
  }
  const bool writes = row.command == Command::trace || row.command == Command::convert;
  if (writes && line.output_path.empty()) return "where to write is missing: give -o FILE";
  return {};
}

std::string help_of(Parser& parser) {
  std::string footer = "Examples:\n" + std::string(parser.row.examples);
  if (parser.row.target != nullptr && parser.row.target == std::string_view("PROGRAM")) {
    footer = "PROGRAM is a .py file or a scenario's name (see gilsim list).\n" + footer;
  }
  if (parser.row.runs) footer += "\n" + std::string(kStatuses);
  parser.app.footer(footer);
  return parser.app.help();
}

std::string general_help() {
  std::string text =
      "gilsim runs programs in a subset of Python on a simulated machine, under a global "
      "interpreter\n"
      "lock whose rules can be chosen, and shows what the lock did.\n\n";
  for (const CommandRow& row : kCommands) {
    text += "  gilsim " + std::string(row.name) +
            std::string(15 - std::string_view(row.name).size(), ' ') + row.summary + "\n";
  }
  return text +
         "\n`gilsim COMMAND --help` shows the options of a command. Start with `gilsim demo`.\n\n" +
         kStatuses;
}

ParsedCommandLine answer(std::string text) { return {std::nullopt, std::move(text), false, 0}; }

ParsedCommandLine usage_error(const std::string& what, const std::string& command) {
  return {
      std::nullopt,
      "gilsim: " + what + "\nSee `gilsim " + command + (command.empty() ? "" : " ") + "--help`.\n",
      true, kExitUsage};
}

// Everything but the check that nothing is missing.
bool parse(Parser& parser, const std::vector<std::string>& words, bool& wants_help,
           std::string& error) {
  std::vector<std::string> options;
  wants_help = false;
  if (!split_words(parser, words, options, error)) return false;
  std::reverse(options.begin(), options.end());
  try {
    parser.app.parse(options);
  } catch (const CLI::CallForHelp&) {
    wants_help = true;
    return true;
  } catch (const CLI::ParseError& problem) {
    error = problem.what();
    return false;
  }
  if (parser.row.command == Command::compare && !read_axes(parser.texts, parser.line.axes, error)) {
    return false;
  }
  return read_settings(parser.texts, parser.line.settings, error) &&
         read_detail(parser.texts, parser.line, error);
}

// How many of the words are the command's name: "explain --why" is two. 0: it is another one.
std::size_t words_that_name(const CommandRow& row, const std::vector<std::string>& words) {
  if (words[0] == row.name) return 1;
  return words.size() > 1 && words[0] + " " + words[1] == row.name ? 2 : 0;
}

}  // namespace

ParsedCommandLine parse_command_line(const std::vector<std::string>& words) {
  if (words.empty()) return {std::nullopt, general_help(), true, kExitUsage};
  const std::string& name = words.front();
  if (name == "--help" || name == "-h" || name == "help") return answer(general_help());
  if (name == "--version") return answer("gilsim " GILSIM_VERSION "\n");
  for (const CommandRow& row : kCommands) {
    const std::size_t length = words_that_name(row, words);
    if (length == 0) continue;
    std::vector<std::string> rest(words.begin() + static_cast<std::ptrdiff_t>(length), words.end());
    // `gilsim explain --gil` asks what the option means.
    const bool asks_for_option = row.command == Command::explain && rest.size() == 1 &&
                                 rest.front().starts_with("--") && rest.front() != "--help";
    if (asks_for_option) rest.insert(rest.begin(), "--");
    Parser parser(row);
    std::string error;
    bool wants_help = false;
    if (!parse(parser, rest, wants_help, error)) return usage_error(error, row.name);
    if (wants_help) return answer(help_of(parser));
    if (row.command == Command::trace || row.command == Command::compare) {
      take_late_output(parser.line);
    }
    error = missing(parser);
    if (!error.empty()) return usage_error(error, row.name);
    return {std::move(parser.line), {}, false, 0};
  }
  return usage_error("unknown command '" + name + "'" + did_you_mean(name, command_names()), "");
}

bool parse_run_options(const std::vector<std::string>& words, RunSettings& settings,
                       std::string* error) {
  const auto run = std::find_if(std::begin(kCommands), std::end(kCommands),
                                [](const CommandRow& row) { return row.command == Command::run; });
  Parser parser(*run);
  bool wants_help = false;
  if (!parse(parser, words, wants_help, *error)) return false;
  if (wants_help || !parser.line.target.empty()) {
    *error = "only options can stand here";
    return false;
  }
  settings = parser.line.settings;
  return true;
}

}  // namespace gilsim::scenarios
