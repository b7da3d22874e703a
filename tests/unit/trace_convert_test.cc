// SPDX-License-Identifier: MIT
//
// What a trace log is turned into: each format against a golden file made from one log
// (data/handoffs.jsonl, of data/handoffs.py), and against its own rules. After a change that is
// meant, `gilsim convert` makes the goldens anew.
#include "runtime/trace/trace_converter.h"
#include "runtime/trace/trace_text.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/run_settings.h"
#include "tests/tools/right_sums.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace gilsim::runtime {
namespace {

std::string file_text(const std::string& name) {
  std::ifstream stream("tests/unit/data/" + name, std::ios::binary);
  EXPECT_TRUE(stream.is_open()) << name;
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

// The log, `bytes` of it, as a file of that name would hold it.
std::string converted(const std::string& log, const std::string& name) {
  StringSink sink;
  const std::unique_ptr<TraceConverter> converter = make_trace_converter(name, sink);
  TraceReader reader(*converter);
  reader.write(log);
  EXPECT_TRUE(converter->finish(reader.finish().message));
  return std::move(sink.text);
}

class TraceConvert : public testing::TestWithParam<const char*> {};

TEST_P(TraceConvert, IsTheGolden) {
  const std::string name = std::string("handoffs.") + GetParam();
  EXPECT_EQ(converted(file_text("handoffs.jsonl"), name), file_text(name));
}

// Whether each element that begins also ends, in its place, and nothing stands outside.
bool is_whole_xml(std::string_view text) {
  std::vector<std::string_view> open;
  while (!text.empty()) {
    const std::size_t begin = text.find('<');
    if (begin == text.npos) return open.empty() && text == "\n";
    const std::size_t end = text.find('>', begin);
    if (end == text.npos) return false;
    const std::string_view tag = text.substr(begin + 1, end - begin - 1);
    const bool closes = tag.starts_with('/');
    const std::string_view name = tag.substr(0, tag.find_first_of(" \n"));
    if (closes && (open.empty() || open.back() != name.substr(1))) return false;
    if (closes) open.pop_back();
    if (!closes && !tag.ends_with('/')) open.push_back(name);
    text.remove_prefix(end + 1);
  }
  return false;
}

// What a reader of each format asks of any file; empty if all is well. `whole` is what the
// undamaged log becomes: what was read before the damage must not be lost.
std::string fault_in(const std::string& text, const std::string& name, std::string_view whole) {
  if (name.ends_with(".json")) return nlohmann::json::accept(text) ? "" : "this is no JSON";
  if (name.ends_with(".svg")) return is_whole_xml(text) ? "" : "an element has no end";
  if (name.ends_with(".mmd")) return text.starts_with("sequenceDiagram\n") ? "" : "no diagram";
  const std::size_t warning = name.ends_with(".txt") ? text.find("!!! ") : text.size();
  if (!text.ends_with('\n')) return "the last line has no end";
  return whole.starts_with(text.substr(0, warning)) ? "" : "the rows are not those of the log";
}

// A log that was cut off anywhere still becomes a whole file.
TEST_P(TraceConvert, ALogThatIsCutAtAnyByteBecomesAWholeFile) {
  const std::string log = file_text("handoffs.jsonl");
  const std::string name = std::string("cut.") + GetParam();
  const std::string whole = converted(log, name);
  EXPECT_EQ(fault_in(whole, name, whole), "");
  for (std::size_t length = 0; length < log.size(); ++length) {
    const std::string text = converted(log.substr(0, length), name);
    ASSERT_EQ(fault_in(text, name, whole), "") << "cut to " << length << " bytes:\n" << text;
  }
}

// The same for one that was changed: nothing from the first changed line on is believed.
TEST_P(TraceConvert, ALogWithAnyByteChangedBecomesAWholeFile) {
  std::string log = file_text("handoffs.jsonl");
  const std::string name = std::string("changed.") + GetParam();
  const std::string whole = converted(log, name);
  for (std::size_t at = 0; at < log.size(); ++at) {
    const char bit = static_cast<char>(1 << at % 8);
    log[at] = static_cast<char>(log[at] ^ bit);
    const std::string text = converted(log, name);
    log[at] = static_cast<char>(log[at] ^ bit);
    ASSERT_EQ(fault_in(text, name, whole), "") << "byte " << at << " changed:\n" << text;
  }
}

// A log somebody else wrote may speak of processes and threads that it never began.
TEST_P(TraceConvert, ALogWithoutBeginningsBecomesAWholeFile) {
  std::istringstream lines(file_text("handoffs.jsonl"));
  std::string log;
  for (std::string line; std::getline(lines, line);) {
    const bool is_beginning = line.find("\"event\":\"thread_start\"") != line.npos ||
                              line.find("\"event\":\"process_start\"") != line.npos;
    if (!is_beginning) log += line + "\n";
    if (line.find("\"event\":\"take_gil\"") == line.npos) continue;
    // The same in a second process.
    const std::size_t process = line.find("\"process\":");
    ASSERT_NE(process, line.npos) << line;
    log += line.insert(process + std::string_view("\"process\":").size(), "7") + "\n";
  }
  log = tests::with_right_sums(log);
  const std::string name = std::string("lost.") + GetParam();
  const std::string text = converted(log, name);
  EXPECT_EQ(fault_in(text, name, text), "") << text;
}

TEST(TraceConvertFaults, AreFound) {
  EXPECT_NE(fault_in("{", "x.json", ""), "");
  EXPECT_NE(fault_in("<svg><g></svg>\n", "x.svg", ""), "");
  EXPECT_NE(fault_in("<svg><g/>\n", "x.svg", ""), "");
  EXPECT_EQ(fault_in("<svg><g a=\"1\"/>b</svg>\n", "x.svg", ""), "");
  EXPECT_NE(fault_in("a\nb", "x.csv", "a\nb\n"), "");
  EXPECT_NE(fault_in("a\nc\n!!! cut", "x.txt", "a\nb\n"), "");
}

INSTANTIATE_TEST_SUITE_P(, TraceConvert,
                         testing::Values("txt", "json", "svg", "csv", "speedscope.json", "mmd"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           return name.substr(0, name.find('.'));
                         });

// A log of level `sync` with variables.
class TraceConvertLevels : public testing::TestWithParam<const char*> {};

TEST_P(TraceConvertLevels, IsTheGolden) {
  const std::string name = std::string("levels.") + GetParam();
  EXPECT_EQ(converted(file_text("levels.jsonl"), name), file_text(name));
}

INSTANTIATE_TEST_SUITE_P(, TraceConvertLevels, testing::Values("json", "csv"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST(TraceTextWatch, IsTheGolden) {
  StringSink sink;
  TraceText text(sink, {"total", "worker.mine"});
  TraceReader reader(text);
  reader.write(file_text("levels.jsonl"));
  text.finish(reader.finish().message);
  EXPECT_EQ(sink.text, file_text("levels.txt"));
}

TEST(TraceConverters, OtherEndingsHaveNone) {
  StringSink sink;
  for (const char* const name : {"x", "x.jsonl", "x.xml", "json"}) {
    EXPECT_EQ(make_trace_converter(name, sink), nullptr) << name;
  }
}

// --- the rules of Chrome's format ---

struct Slice {
  double start;
  double end;
};

// The log itself, or what the program writes at level `sync`.
std::string log_from(const std::string& name) {
  if (name.ends_with(".jsonl")) return file_text(name);
  std::string error;
  scenarios::RunSettings settings;
  settings.switch_interval = parse_interval("20us", nullptr);
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return {};
  options->program_name = name;
  options->source = file_text(name);
  options->write = [](vm::Stream, std::string_view) {};
  StringSink sink;
  TraceWriter writer(sink, make_trace_header(*options, {TraceLevel::sync, {}}));
  Simulation simulation(*options, &writer);
  writer.finish(simulation.run());
  return std::move(sink.text);
}

class TraceChromeFormat : public testing::TestWithParam<const char*> {};

TEST_P(TraceChromeFormat, FollowsItsRules) {
  const nlohmann::json file = nlohmann::json::parse(converted(log_from(GetParam()), "x.json"));
  using Track = std::pair<int, int>;
  std::map<Track, std::vector<Slice>> slices;
  std::map<int, std::vector<std::tuple<std::string, Track, double>>> arrows;
  std::set<Track> named;
  std::map<int, int> process_of_thread;
  for (const nlohmann::json& event : file.at("traceEvents")) {
    const std::string phase = event.at("ph");
    const int process = event.at("pid");
    EXPECT_GT(process, 0);
    EXPECT_LT(process, 100000);
    const Track track{process, event.value("tid", 0)};
    if (event.contains("tid")) {
      EXPECT_GT(track.second, 0);
      // Perfetto names threads by their number alone, whatever their process.
      EXPECT_EQ(process_of_thread.emplace(track.second, process).first->second, process) << event;
    }
    if (phase == "M") {
      EXPECT_FALSE(event.contains("ts")) << event;
      if (event.at("name") == "thread_name") named.insert(track);
      continue;
    }
    const double time = event.at("ts");
    if (phase == "X") {
      slices[track].push_back({time, time + event.at("dur").get<double>()});
    } else if (phase == "s" || phase == "f") {
      arrows[event.at("id")].emplace_back(phase, track, time);
    } else {
      EXPECT_TRUE(phase == "i" || phase == "C") << phase;
    }
  }
  constexpr double kRounding = 1e-6;
  for (auto& [track, all] : slices) {
    EXPECT_TRUE(named.contains(track)) << track.first << " " << track.second;
    std::sort(all.begin(), all.end(),
              [](const Slice& a, const Slice& b) { return a.start < b.start; });
    for (std::size_t i = 1; i < all.size(); ++i) {
      EXPECT_LE(all[i - 1].end, all[i].start + kRounding) << track.first << " " << track.second;
    }
  }
  EXPECT_GE(arrows.size(), 1U);
  for (const auto& [id, ends] : arrows) {
    ASSERT_EQ(ends.size(), 2U);
    EXPECT_EQ(std::get<0>(ends[0]), "s");
    EXPECT_EQ(std::get<0>(ends[1]), "f");
    EXPECT_LE(std::get<2>(ends[0]), std::get<2>(ends[1]));
    for (const auto& [phase, track, time] : ends) {
      // An arrow begins and ends in a slice, or it is not shown.
      const auto& all = slices[track];
      EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                              [&, at = time](const Slice& slice) {
                                return slice.start <= at + kRounding && at <= slice.end + kRounding;
                              }))
          << "arrow " << id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, TraceChromeFormat,
                         testing::Values("handoffs.jsonl", "levels.jsonl", "processes.py"),
                         [](const auto& instance) {
                           const std::string name = instance.param;
                           return name.substr(0, name.find('.'));
                         });

TEST(TraceSpeedscopeFormat, EveryThreadsStatesFollowEachOther) {
  const nlohmann::json file =
      nlohmann::json::parse(converted(file_text("handoffs.jsonl"), "x.speedscope.json"));
  const std::size_t frames = file.at("shared").at("frames").size();
  EXPECT_EQ(file.at("profiles").size(), 2U);
  for (const nlohmann::json& profile : file.at("profiles")) {
    std::int64_t now = profile.at("startValue");
    bool is_open = false;
    for (const nlohmann::json& event : profile.at("events")) {
      EXPECT_EQ(event.at("type"), is_open ? "C" : "O");
      EXPECT_LT(event.at("frame").get<std::size_t>(), frames);
      if (!is_open) {
        EXPECT_EQ(event.at("at"), now);
      }
      now = event.at("at");
      is_open = !is_open;
    }
    EXPECT_FALSE(is_open);
    EXPECT_EQ(profile.at("endValue"), now);
  }
}

TEST(TraceCsvFormat, EveryRowHasEveryColumn) {
  const std::string text = converted(file_text("handoffs.jsonl"), "x.csv");
  std::size_t columns = 0;
  std::size_t commas = 0;
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == ',') ++commas;
    if (c != '\n') continue;
    if (columns == 0) columns = commas;
    EXPECT_EQ(commas, columns);
    commas = 0;
  }
  EXPECT_FALSE(is_quoted);
  EXPECT_NE(text.find("\"안녕, <\"\"done\"\" & gone>"), std::string::npos);
}

// Nothing that happens has a key without a column.
TEST(TraceCsvFormat, EveryKeyHasAColumn) {
  const std::string text = converted(file_text("handoffs.jsonl"), "x.csv");
  const std::string headings = "," + text.substr(0, text.find('\r')) + ",";
  for (std::size_t i = 0; i < kTraceLineKindCount; ++i) {
    const auto kind = static_cast<TraceLineKind>(i);
    const TraceFieldList& fields = fields_of(kind);
    const bool happens = std::find(fields.begin(), fields.end(), TraceField::ns) != fields.end();
    if (!happens || kind == TraceLineKind::totals) continue;
    for (const TraceField field : fields) {
      const std::string name(trace_field_info(field).name);
      EXPECT_NE(headings.find("," + name + ","), std::string::npos) << name;
    }
  }
}

// However long a log is, the picture stays small.
TEST(TraceSvgFormat, LongLogsAreThinnedOut) {
  StringSink sink;
  const std::unique_ptr<TraceConverter> converter = make_trace_converter("x.svg", sink);
  TraceLine line;
  const auto set = [&line](TraceField field, std::int64_t number) {
    line.present.set(static_cast<std::size_t>(field));
    line.numbers[static_cast<std::size_t>(field)] = number;
  };
  line.kind = TraceLineKind::thread_start;
  set(TraceField::ns, 0);
  set(TraceField::thread, 1);
  set(TraceField::process, 1000);
  converter->line(line);
  line.kind = TraceLineKind::state;
  for (int i = 1; i < 200'000; ++i) {
    set(TraceField::ns, i * 1000);
    set(TraceField::to, i % 2);
    converter->line(line);
  }
  converter->finish("");
  EXPECT_LT(sink.text.size(), 2'000'000U);
  EXPECT_NE(sink.text.find("is drawn as what came before it"), std::string::npos);
}

}  // namespace
}  // namespace gilsim::runtime
