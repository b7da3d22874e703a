// SPDX-License-Identifier: MIT
//
// `gilsim run` and `gilsim trace`. The program's output goes to standard output; all of ours goes
// to standard error, after it. Whatever ends the run, the trace gets its last line and the report
// is written.
#include "runtime/analysis/run_analysis.h"
#include "runtime/event_log.h"
#include "runtime/quantity.h"
#include "runtime/report.h"
#include "runtime/simulation.h"
#include "runtime/trace/trace_converter.h"
#include "runtime/trace/trace_text.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/commands.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/program.h"

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

namespace gilsim::scenarios {
namespace {

// The converter for the file that -o names, nullptr for the log itself.
std::unique_ptr<runtime::TraceConverter> make_converter(const CommandLine& line,
                                                        runtime::ByteSink& sink) {
  if (!line.watched.empty()) return std::make_unique<runtime::TraceText>(sink, line.watched);
  return runtime::make_trace_converter(line.output_path, sink);
}

// A trace on its way into a file: the log itself, or what is made of its lines as they come.
class TraceFile {
 public:
  // False: see error().
  bool open(const CommandLine& line, const runtime::SimulationOptions& options) {
    if (!file_.open(line.output_path)) return false;
    runtime::ByteSink* sink = &file_;
    converter_ = make_converter(line, file_);
    if (converter_ != nullptr) {
      reader_ = std::make_unique<runtime::TraceReader>(*converter_);
      sink = reader_.get();
    }
    writer_ = std::make_unique<runtime::TraceWriter>(
        *sink, runtime::make_trace_header(options, line.trace_detail));
    return true;
  }

  runtime::RunObserver& observer() { return *writer_; }

  bool finish(const runtime::SimulationReport& report) {
    writer_->finish(report);
    if (converter_ != nullptr) converter_->finish(reader_->finish().message);
    return file_.close();
  }

  const std::string& error() const { return file_.error(); }

 private:
  runtime::FileSink file_;
  std::unique_ptr<runtime::TraceConverter> converter_;  // null: the log itself
  std::unique_ptr<runtime::TraceReader> reader_;
  std::unique_ptr<runtime::TraceWriter> writer_;
};

// Whether a trace can be turned into a file of this name.
bool is_converted_path(const std::string& path) {
  runtime::StringSink nothing;
  return runtime::make_trace_converter(path, nothing) != nullptr;
}

std::string wrong_ending(const std::string& path, std::string_view log_ending) {
  return "'" + path + "': the ending of -o FILE must be one of " + std::string(log_ending) +
         std::string(runtime::kTraceEndings);
}

std::string wrong_watch(const CommandLine& line) {
  if (line.watched.empty() || line.output_path.ends_with(".txt")) return {};
  return "--watch shows variables beside the time of a .txt file: '" + line.output_path +
         "' is none";
}

// What to say of variables that were to be shown and never had a value.
std::string nothing_to_watch(const runtime::TraceConverter& converter) {
  const auto* const text = dynamic_cast<const runtime::TraceText*>(&converter);
  std::string names;
  for (const std::string& name : text == nullptr ? std::vector<std::string>() : text->unseen()) {
    names += (names.empty() ? "" : ",") + name;
  }
  if (names.empty()) return {};
  return "the log has no value of " + names + ": trace the program with --trace-vars " + names;
}

// Everything one run needs besides its options.
struct Run {
  const CommandLine& line;
  StandardOutput& output;
  InterruptWatch interrupt;
  runtime::ObserverList observers;
  runtime::RunAnalysis analysis;
  TraceFile trace;
  runtime::FileSink json;
};

void connect(Run& run, runtime::SimulationOptions& options) {
  options.interrupt = &run.interrupt.requested();
  options.write = [&run, is_live = options.live](vm::Stream stream, std::string_view text) {
    if (stream == vm::Stream::standard_error) return run.output.write_error(text);
    bool has_reader = run.output.write(text);
    // Who watches a live run sees each line when it is printed.
    if (is_live && text.ends_with('\n')) has_reader = run.output.flush();
    if (!has_reader) run.interrupt.request();  // nobody will see the rest
  };
  options.buffers_output = !run.output.is_terminal();
  options.read_line = [](std::string& line) {
    if (std::getline(std::cin, line) && !std::cin.eof()) line += '\n';
  };
}

// False: `error` says which file cannot be written.
bool open_files(Run& run, const runtime::SimulationOptions& options, std::string& error) {
  if (!run.line.json_path.empty() && !run.json.open(run.line.json_path)) {
    error = run.json.error();
    return false;
  }
  if (run.line.output_path.empty()) return true;
  if (!run.trace.open(run.line, options)) {
    error = run.trace.error();
    return false;
  }
  run.observers.add(run.trace.observer());
  return true;
}

// After the run. The first thing that could not be written, or nothing.
std::string write_files(Run& run, const runtime::SimulationReport& report,
                        const std::string& program) {
  if (!run.line.output_path.empty() && !run.trace.finish(report)) return run.trace.error();
  if (run.line.json_path.empty()) return {};
  if (!run.json.write(runtime::report_json(report, program)) || !run.json.close()) {
    return run.json.error();
  }
  return {};
}

}  // namespace

int run_program(const CommandLine& line, StandardOutput& output) {
  if (const std::string wrong = wrong_watch(line); !wrong.empty()) return fail(output, wrong);
  if (line.command == Command::trace && !line.output_path.ends_with(".jsonl") &&
      !is_converted_path(line.output_path)) {
    return fail(output, wrong_ending(line.output_path, ".jsonl "));
  }
  std::string error;
  const std::optional<Program> program = load_program(line.target, &error);
  if (!program.has_value()) return fail(output, error);
  std::optional<runtime::SimulationOptions> options =
      options_to_run(*program, line.settings, line.arguments, &error);
  if (!options.has_value()) return fail(output, error);

  Run run{line, output, {}, {}, {}, {}, {}};
  connect(run, *options);
  if (options->live && line.trace_detail.needs_instructions()) {
    return fail(output,
                "instructions and variables are traced in the simulation only, without --live");
  }
  // Asked before the files are made.
  const std::string problem = runtime::Simulation(*options).error();
  if (!problem.empty()) return fail(output, problem);
  if (!open_files(run, *options, error)) return fail(output, error);
  // A live run that is observed is another one: its events wait for each other.
  const bool is_analysed = !line.quiet && (!options->live || !run.observers.empty());
  if (is_analysed) run.observers.add(run.analysis);
  runtime::EventLog log(line.log_level, std::cerr);
  if (line.log_level != runtime::LogLevel::off) run.observers.add(log);
  runtime::Simulation simulation(*options, run.observers.empty() ? nullptr : &run.observers);
  if (line.trace_detail.needs_instructions()) simulation.observe_instructions(0);
  if (options->live) run.interrupt.call_instead([&] { simulation.keyboard_interrupt(); });
  const runtime::SimulationReport report = simulation.run();
  run.interrupt.call_instead(nullptr);
  log.finish(report);

  output.flush();
  const std::string unwritten = write_files(run, report, program->name);
  if (output.reader_gone()) return report.exit_status;
  if (!line.quiet) {
    output.write_error(
        runtime::report_text(report, program->name, is_analysed ? &run.analysis : nullptr));
  } else if (!report.message.empty()) {
    output.write_error(report.message + (report.message.ends_with('\n') ? "" : "\n"));
  }
  if (!unwritten.empty()) return fail(output, unwritten);
  return report.exit_status;
}

int convert_log(const CommandLine& line, StandardOutput& output) {
  if (const std::string wrong = wrong_watch(line); !wrong.empty()) return fail(output, wrong);
  if (!is_converted_path(line.output_path)) {
    return fail(output, wrong_ending(line.output_path, ""));
  }
  std::error_code no_such_file;
  if (std::filesystem::equivalent(line.target, line.output_path, no_such_file)) {
    return fail(output, "'" + line.output_path + "' is the log itself: write to another file");
  }
  // Nothing is written for what is no log.
  struct Nothing final : runtime::TraceVisitor {
    bool line(const runtime::TraceLine&) override { return false; }
  } first_line;
  std::string error;
  const auto looked = runtime::read_trace_file(line.target, first_line, &error);
  if (!looked.has_value()) return fail(output, error);
  runtime::FileSink file;
  const auto converter = make_converter(line, file);
  if (looked->end != runtime::TraceReadEnd::stopped) {
    fail(output, "'" + line.target + "': " + looked->message);
    return looked->end == runtime::TraceReadEnd::cut_off ? 0 : kExitDamaged;
  }
  if (!file.open(line.output_path)) return fail(output, file.error());
  const auto result = runtime::read_trace_file(line.target, *converter, &error);
  if (!result.has_value()) return fail(output, error);
  converter->finish(result->message);
  if (!file.close()) return fail(output, file.error());
  if (!result->message.empty()) fail(output, "'" + line.target + "': " + result->message);
  const std::string unseen = nothing_to_watch(*converter);
  if (!unseen.empty()) fail(output, "'" + line.target + "': " + unseen);
  const bool is_whole = result->end == runtime::TraceReadEnd::complete ||
                        result->end == runtime::TraceReadEnd::cut_off;
  return is_whole ? 0 : kExitDamaged;
}

}  // namespace gilsim::scenarios
