// SPDX-License-Identifier: MIT
#include "runtime/embedding/conversions.h"

#include "runtime/report.h"

namespace gilsim::detail {

std::chrono::nanoseconds nanoseconds_of(std::int64_t picoseconds) {
  return std::chrono::nanoseconds(picoseconds / runtime::kPicosecondsPerNanosecond);
}

std::int64_t picoseconds_of(std::chrono::nanoseconds duration) {
  if (duration.count() > INT64_MAX / runtime::kPicosecondsPerNanosecond) return INT64_MAX;
  return duration.count() * runtime::kPicosecondsPerNanosecond;
}

runtime::SimulationOptions simulation_options_of(const Options& options) {
  runtime::SimulationOptions out;
  std::string error;
  std::optional<runtime::Profile> profile = runtime::load_profile(options.profile, &error);
  if (!profile.has_value()) throw Error(error);
  out.profile = *std::move(profile);
  if (!options.switch_interval.empty()) {
    out.switch_interval = runtime::parse_interval(options.switch_interval, &error);
    if (!out.switch_interval.has_value()) {
      throw Error("switch_interval '" + options.switch_interval + "': " + error);
    }
  }
  out.gil = options.gil;
  out.cores = options.cores;
  out.seed = options.seed;
  out.start_method = options.start_method;
  // What a child would run again is the text of the host's calls, of which there may be many.
  out.interactive = true;
  out.quickening = options.quickening;
  out.live = options.live;
  out.environment = options.environment;
  out.writable_folders = options.writable_folders;
  if (!options.folder.empty()) out.program_name = options.folder + "/__main__";
  if (options.max_ticks.has_value()) out.max_ticks = *options.max_ticks;
  if (options.max_time.has_value()) out.max_time_ps = picoseconds_of(*options.max_time);
  if (out.max_ticks < 1 || out.max_time_ps < 1) {
    throw Error("max_ticks and max_time: give a number above 0, or none");
  }
  out.max_memory_bytes = options.max_memory_bytes;
  if (options.max_output_bytes.has_value()) out.max_output_bytes = *options.max_output_bytes;
  return out;
}

Event event_of(const runtime::Event& event) {
  Event out;
  out.kind = runtime::name_of(event.kind);
  out.cause = runtime::meaning_of(event.cause).empty() ? "" : runtime::name_of(event.cause);
  out.time = nanoseconds_of(event.time_ps);
  out.duration = nanoseconds_of(event.duration_ps);
  out.tick = event.tick;
  out.process = event.process;
  out.thread = event.thread;
  out.other_thread = event.other_thread;
  out.object = event.object;
  if (event.kind == runtime::EventKind::state) {
    out.from = runtime::name_of(event.from);
    out.to = runtime::name_of(event.to);
  }
  return out;
}

Report report_of(const runtime::SimulationReport& report) {
  Report out;
  out.end = runtime::name_of(report.end);
  out.exit_status = report.exit_status;
  out.message = report.message;
  out.elapsed = nanoseconds_of(report.elapsed_ps);
  out.ticks = report.ticks;
  out.gil_acquisitions = report.gil_stats.acquisitions;
  out.gil_handoffs = report.gil_stats.handoffs;
  out.gil_drop_requests = report.gil_stats.drop_requests;
  out.gil_forced_switches = report.gil_stats.forced_switches;
  out.gil_missed_wakeups = report.gil_stats.missed_wakeups;
  out.gil_held = nanoseconds_of(report.gil_stats.held_ps);
  for (const runtime::ThreadReport& thread : report.threads) {
    ThreadReport row{thread.process,
                     thread.id,
                     thread.name,
                     thread.ticks,
                     nanoseconds_of(thread.lifetime_ps),
                     {}};
    for (int state = 0; state < runtime::kThreadStateCount; ++state) {
      const auto index = static_cast<std::size_t>(state);
      row.time_in_state.emplace(runtime::name_of(static_cast<runtime::ThreadState>(state)),
                                nanoseconds_of(thread.state_ps[index]));
    }
    out.threads.push_back(std::move(row));
  }
  for (const runtime::ProcessReport& process : report.processes) {
    out.processes.push_back({process.id, process.name, process.start_method, process.exit_code,
                             process.peak_heap_bytes});
  }
  out.json = runtime::report_json(report, "<embedded>");
  return out;
}

}  // namespace gilsim::detail
