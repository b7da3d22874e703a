// SPDX-License-Identifier: MIT
//
// `gilsim run` and `gilsim trace`. The program's output goes to standard output; all of ours goes
// to standard error, after it. Whatever ends the run, the trace gets its last line and the report
// is written.
#include "runtime/quantity.h"
#include "runtime/report.h"
#include "runtime/simulation.h"
#include "runtime/trace/trace_text.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/commands.h"
#include "scenarios/exit_status.h"
#include "scenarios/interrupt.h"
#include "scenarios/program.h"

#include <filesystem>
#include <memory>
#include <system_error>

namespace gilsim::scenarios {
namespace {

// A trace on its way into a file: the log itself, or the text made of its lines as they come.
class TraceFile {
 public:
  // False: see error().
  bool open(const std::string& path, const runtime::SimulationOptions& options) {
    if (!file_.open(path)) return false;
    runtime::ByteSink* sink = &file_;
    if (path.ends_with(".txt")) {
      text_ = std::make_unique<runtime::TraceText>(file_);
      reader_ = std::make_unique<runtime::TraceReader>(*text_);
      sink = reader_.get();
    }
    writer_ = std::make_unique<runtime::TraceWriter>(*sink, runtime::make_trace_header(options));
    return true;
  }

  runtime::RunObserver& observer() { return *writer_; }

  bool finish(const runtime::SimulationReport& report) {
    writer_->finish(report);
    if (text_ != nullptr) text_->finish(reader_->finish().message);
    return file_.close();
  }

  const std::string& error() const { return file_.error(); }

 private:
  runtime::FileSink file_;
  std::unique_ptr<runtime::TraceText> text_;
  std::unique_ptr<runtime::TraceReader> reader_;
  std::unique_ptr<runtime::TraceWriter> writer_;
};

bool is_trace_path(const std::string& path) {
  return path.ends_with(".jsonl") || path.ends_with(".txt");
}

// Everything one run needs besides its options.
struct Run {
  const CommandLine& line;
  StandardOutput& output;
  InterruptWatch interrupt;
  runtime::ObserverList observers;
  runtime::RunTally tally;
  TraceFile trace;
  runtime::FileSink json;
};

void connect(Run& run, runtime::SimulationOptions& options) {
  options.interrupt = &run.interrupt.requested();
  options.write = [&run](vm::Stream stream, std::string_view text) {
    if (stream == vm::Stream::standard_error) return run.output.write_error(text);
    // Nobody will see the rest.
    if (!run.output.write(text)) run.interrupt.request();
  };
}

// False: `error` says which file cannot be written.
bool open_files(Run& run, const runtime::SimulationOptions& options, std::string& error) {
  if (!run.line.json_path.empty() && !run.json.open(run.line.json_path)) {
    error = run.json.error();
    return false;
  }
  if (run.line.output_path.empty()) return true;
  if (!run.trace.open(run.line.output_path, options)) {
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
  if (line.command == Command::trace && !is_trace_path(line.output_path)) {
    return fail(output, "'" + line.output_path + "': the ending of -o FILE must be .jsonl or .txt");
  }
  std::string error;
  std::optional<Program> program = load_program(line.target, &error);
  if (!program.has_value()) return fail(output, error);
  std::optional<runtime::SimulationOptions> options =
      simulation_options(merged(line.settings, program->settings), &error);
  if (!options.has_value()) return fail(output, error);
  options->program_name = program->name;
  options->source = std::move(program->source);
  options->arguments = line.arguments;

  Run run{line, output, {}, {}, {}, {}, {}};
  connect(run, *options);
  // Asked before the files are made.
  const std::string problem = runtime::Simulation(*options).error();
  if (!problem.empty()) return fail(output, problem);
  if (!open_files(run, *options, error)) return fail(output, error);
  if (!line.quiet) run.observers.add(run.tally);
  runtime::Simulation simulation(*options, run.observers.empty() ? nullptr : &run.observers);
  const runtime::SimulationReport report = simulation.run();

  output.flush();
  const std::string unwritten = write_files(run, report, program->name);
  if (output.reader_gone()) return report.exit_status;
  if (!line.quiet) {
    output.write_error(runtime::report_text(report, program->name, &run.tally));
  } else if (!report.message.empty()) {
    output.write_error(report.message + (report.message.ends_with('\n') ? "" : "\n"));
  }
  if (!unwritten.empty()) return fail(output, unwritten);
  return report.exit_status;
}

int convert_log(const CommandLine& line, StandardOutput& output) {
  if (!line.output_path.ends_with(".txt")) {
    return fail(output, "'" + line.output_path + "': the ending of -o FILE must be .txt");
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
  runtime::TraceText text(file);
  if (looked->end != runtime::TraceReadEnd::stopped) {
    fail(output, "'" + line.target + "': " + looked->message);
    return looked->end == runtime::TraceReadEnd::cut_off ? 0 : kExitDamaged;
  }
  if (!file.open(line.output_path)) return fail(output, file.error());
  const auto result = runtime::read_trace_file(line.target, text, &error);
  if (!result.has_value()) return fail(output, error);
  text.finish(result->message);
  if (!file.close()) return fail(output, file.error());
  if (!result->message.empty()) fail(output, "'" + line.target + "': " + result->message);
  const bool is_whole = result->end == runtime::TraceReadEnd::complete ||
                        result->end == runtime::TraceReadEnd::cut_off;
  return is_whole ? 0 : kExitDamaged;
}

}  // namespace gilsim::scenarios
