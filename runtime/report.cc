// SPDX-License-Identifier: MIT
//
// The only file that includes nlohmann-json.
#include "runtime/report.h"

#include "runtime/machine/parameters.h"
#include "runtime/thread_table.h"

#include <nlohmann/json.hpp>

namespace gilsim::runtime {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t in_ns(std::int64_t time_ps) { return time_ps / kPicosecondsPerNanosecond; }

Json threads_json(const SimulationReport& report) {
  Json threads = Json::array();
  for (const ThreadReport& thread : report.threads) {
    const auto states = parts_in_units(thread.state_ps, kPicosecondsPerNanosecond);
    Json ns = Json::object();
    for (std::size_t i = 0; i < states.size(); ++i) {
      ns[std::string(name_of(static_cast<ThreadState>(i)))] = states[i];
    }
    threads.push_back({{"process", thread.process},
                       {"id", thread.id},
                       {"name", thread.name},
                       {"ticks", thread.ticks},
                       {"lifetime_ns", in_ns(thread.lifetime_ps)},
                       {"ns", std::move(ns)}});
  }
  return threads;
}

Json processes_json(const SimulationReport& report) {
  Json processes = Json::array();
  for (const ProcessReport& process : report.processes) {
    processes.push_back(
        {{"id", process.id},
         {"name", process.name},
         {"start_method", process.start_method},
         {"exit_code", process.exit_code ? Json(*process.exit_code) : Json(nullptr)},
         {"peak_heap_bytes", process.peak_heap_bytes}});
  }
  return processes;
}

}  // namespace

std::string_view name_of(RunEnd end) {
  switch (end) {
    case RunEnd::finished:
      return "finished";
    case RunEnd::deadlock:
      return "deadlock";
    case RunEnd::limit:
      return "limit";
    case RunEnd::interrupted:
      return "interrupted";
  }
  return "";
}

void RunTally::event(const Event& event, const Thread* thread, const Place&) {
  if (thread == nullptr) return;
  ThreadTally& tally = threads_[event.thread];
  switch (event.kind) {
    case EventKind::thread_start:
      tally.name = thread->name;
      tally.process = event.process;
      tally.states.push_back({event.time_ps, ThreadState::overhead});
      break;
    case EventKind::thread_end:
      tally.end_ps = event.time_ps;
      break;
    case EventKind::state:
      if (tally.states.size() < kMostIntervals) tally.states.push_back({event.time_ps, event.to});
      break;
    case EventKind::drop_gil:
      tally.held_ps += event.duration_ps;
      break;
    default:
      break;
  }
}

std::string report_json(const SimulationReport& report, std::string_view program) {
  const GilStats& gil = report.gil_stats;
  Json json = {
      {"format", "gilsim-report"},
      {"version", kReportVersion},
      {"program", program},
      {"gil", report.gil},
      {"profile", report.profile},
      {"cores", report.cores},
      {"switch_interval_ticks", report.switch_interval.ticks},
      {"switch_interval_ns", in_ns(report.switch_interval.time_ps)},
      {"seed", report.seed},
      {"exit_status", report.exit_status},
      {"elapsed_ns", in_ns(report.elapsed_ps)},
      {"ticks", report.ticks},
      {"host_seconds", report.host_seconds},
      {"gil_stats",
       {{"acquisitions", gil.acquisitions},
        {"handoffs", gil.handoffs},
        {"drop_requests", gil.drop_requests},
        {"forced_switches", gil.forced_switches},
        {"missed_wakeups", gil.missed_wakeups},
        {"held_ns", in_ns(gil.held_ps)}}},
      {"threads", threads_json(report)},
      {"processes", processes_json(report)},
  };
  if (report.live) json["live"] = true;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gilsim::runtime
