// SPDX-License-Identifier: MIT
//
// The trace log from a feed of events: what is written is read back, and every way a log can be
// broken has an answer.
#include "runtime/quantity.h"
#include "runtime/trace/checksum.h"
#include "runtime/trace/trace_reader.h"
#include "runtime/trace/trace_text.h"
#include "runtime/trace/trace_writer.h"
#include "tests/tools/right_sums.h"
#include "vm/bytecode/compiler.h"
#include "vm/core/instance.h"
#include "vm/core/null_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

namespace gilsim::runtime {
namespace {

struct Program {
  Program() : instance(host, vm::InstructionCosts{}) {
    code = vm::compile_source(instance, source, vm::CompileMode::module, {"folder/p.py", &source})
               .code;
  }
  vm::NullHost host;
  vm::Instance instance;
  std::string_view source = "total = 0\nfor i in range(3):\n    total += i\nprint('\\\"\x01')\n";
  vm::Code* code = nullptr;
};

TraceHeader example_header() {
  TraceHeader header;
  header.program = "p.py";
  header.program_path = "folder/p.py";
  header.source = Program().source;
  header.arguments = {"-x", "\"y\"\n"};
  header.gil = "cpython-3.11";
  header.profile = "documents";
  header.cores = 2;
  header.switch_interval = {760919, 5 * kPicosecondsPerMillisecond, false};
  header.seed = UINT64_MAX;
  header.start_method = "fork";
  return header;
}

// Two threads, one handoff on request, output, and an end.
std::string example_log() {
  Program program;
  EXPECT_NE(program.code, nullptr);
  StringSink sink;
  TraceWriter writer(sink, example_header());
  Process process;
  process.id = 1000;
  process.name = "MainProcess";
  Thread threads[2];
  for (std::uint32_t i = 0; i < 2; ++i) {
    threads[i].id = i + 1;
    threads[i].process = &process;
    threads[i].name = i == 0 ? "MainThread" : "Thread-1 (work)";
    threads[i].time_in_state_ps = {1'999, 0, 0, 0, 0, 0, 0, 1'999};
  }
  std::int64_t now_ps = 0;
  const auto emit = [&](EventKind kind, std::uint32_t thread, Cause cause, std::uint32_t other,
                        std::int64_t duration_ps, bool placed = false) {
    Event event;
    event.time_ps = now_ps += 1'500'000'500;
    event.tick = 7;
    event.kind = kind;
    event.cause = cause;
    event.thread = thread;
    event.other_thread = other;
    event.process = 1000;
    event.core = thread == 0 ? kNoCore : static_cast<std::uint16_t>(thread - 1);
    event.duration_ps = duration_ps;
    event.from = ThreadState::overhead;
    event.to = ThreadState::running;
    const Place place = placed ? Place{program.code, 2, 2} : Place{};
    writer.event(event, thread == 0 ? nullptr : &threads[thread - 1], place);
  };
  emit(EventKind::process_start, 0, Cause::none, 0, 0);
  emit(EventKind::thread_start, 1, Cause::thread_start, 0, 0);
  emit(EventKind::take_gil, 1, Cause::thread_start, 0, 0);
  emit(EventKind::state, 1, Cause::thread_start, 0, 0);
  emit(EventKind::thread_start, 2, Cause::thread_start, 1, 0, true);
  emit(EventKind::drop_request, 2, Cause::timeout, 1, 5'000'000'999, true);
  emit(EventKind::drop_gil, 1, Cause::drop_request, 2, 4'000'000'000, true);
  emit(EventKind::take_gil, 2, Cause::thread_start, 1, 5'056'000'000, true);
  writer.output(threads[1], vm::Stream::standard_output, "Result: \xED\x95\x9C \xFF\n");
  emit(EventKind::block, 1, Cause::join, 2, 0, true);
  emit(EventKind::thread_end, 2, Cause::thread_end, 0, 3'998);
  SimulationReport report;
  report.elapsed_ps = now_ps;
  report.ticks = 14;
  report.gil_stats = {2, 1, 1, 0, 0, 4'000'000'000};
  EXPECT_TRUE(writer.finish(report));
  return sink.text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class Collector final : public TraceVisitor {
 public:
  bool line(const TraceLine& line) override {
    lines.push_back(line);
    return true;
  }
  const TraceLine* first(TraceLineKind kind) const {
    for (const TraceLine& line : lines) {
      if (line.kind == kind) return &line;
    }
    return nullptr;
  }
  std::vector<TraceLine> lines;
};

TraceReadResult read(std::string_view log, TraceVisitor& visitor, std::size_t piece = SIZE_MAX) {
  TraceReader reader(visitor);
  while (!log.empty()) {
    const std::size_t length = std::min(piece, log.size());
    if (!reader.write(log.substr(0, length))) break;
    log.remove_prefix(length);
  }
  return reader.finish();
}

TEST(Checksum, IsTheOneOfZlib) {
  EXPECT_EQ(crc32(0, "123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32(crc32(0, "1234"), "56789"), 0xCBF43926U);
  EXPECT_EQ(crc32(0, std::string(1000, 'a')), 0x9A38DA03U);
  EXPECT_EQ(fnv1a_64("a"), 0xAF63DC4C8601EC8CU);
}

TEST(TraceWriterTest, FirstLineIsTheHeaderBelowOneKilobyte) {
  TraceHeader header = example_header();
  header.program = header.profile = std::string(3000, '\x01');
  StringSink sink;
  TraceWriter writer(sink, header);
  writer.finish({});
  EXPECT_LT(sink.text.find('\n'), 1024U);
  const std::string log = example_log();
  EXPECT_TRUE(log.starts_with("{\"format\":\"gilsim-trace\",\"version\":1,"));
}

TEST(TraceWriterTest, EveryLineEndsWithItsChecksum) {
  const std::string log = example_log();
  std::uint32_t sum = 0;
  for (const std::string& line : lines_of(log)) {
    const std::size_t key = line.rfind(",\"sum\":\"");
    ASSERT_NE(key, std::string::npos) << line;
    const auto digits = hex_digits(crc32(sum, line.substr(0, key)));
    EXPECT_EQ(line.substr(key), ",\"sum\":\"" + std::string(digits.begin(), digits.end()) + "\"}");
    sum = crc32(crc32(sum, line), "\n");
  }
}

TEST(TraceWriterTest, NothingOfTheHostIsInIt) {
  EXPECT_EQ(example_log().find("folder"), std::string::npos);
  EXPECT_EQ(example_log(), example_log());
}

// One can run the program again from the log alone, even if nothing of it has happened.
TEST(TraceWriterTest, TheMainProgramIsAlwaysThere) {
  for (const std::string& source : {std::string("pass\n"), std::string("def f(:\r\n\0\t", 11)}) {
    TraceHeader header = example_header();
    header.source = source;
    StringSink sink;
    EXPECT_TRUE(TraceWriter(sink, header).finish({}));
    Collector read_back;
    EXPECT_EQ(read(sink.text, read_back).end, TraceReadEnd::complete);
    const TraceLine* const line = read_back.first(TraceLineKind::source);
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->number(TraceField::source), 0);
    EXPECT_EQ(line->text(TraceField::file), "p.py");
    EXPECT_EQ(line->text(TraceField::text), source);
  }
}

TEST(TraceWriterTest, TheMainProgramIsThereOnce) {
  const std::string log = example_log();
  EXPECT_EQ(log.find("\"event\":\"source\""), log.rfind("\"event\":\"source\""));
  Collector read_back;
  read(log, read_back);
  const TraceLine* const code = read_back.first(TraceLineKind::code);
  ASSERT_NE(code, nullptr);
  EXPECT_EQ(code->number(TraceField::source), 0);
}

TEST(TraceReaderTest, ReadsWhatWasWritten) {
  const std::string log = example_log();
  Collector read_back;
  const TraceReadResult result = read(log, read_back);
  EXPECT_EQ(result.end, TraceReadEnd::complete) << result.message;
  EXPECT_EQ(result.lines, std::count(log.begin(), log.end(), '\n'));
  EXPECT_EQ(static_cast<std::uint64_t>(read_back.lines[0].number(TraceField::seed)), UINT64_MAX);
  EXPECT_EQ(read_back.lines[1].text(TraceField::text), "-x");
  EXPECT_EQ(read_back.lines[2].text(TraceField::text), "\"y\"\n");

  const TraceLine* const request = read_back.first(TraceLineKind::drop_request);
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->cause(), Cause::timeout);
  EXPECT_EQ(request->number(TraceField::other), 1);
  EXPECT_EQ(request->number(TraceField::waited_ns), 5'000'000);
  EXPECT_EQ(request->number(TraceField::core), 1);
  EXPECT_EQ(request->number(TraceField::line), 2);

  const TraceLine* const source = read_back.first(TraceLineKind::source);
  ASSERT_NE(source, nullptr);
  EXPECT_EQ(source->text(TraceField::text), Program().source);
  EXPECT_EQ(source->text(TraceField::file), "p.py");
  const TraceLine* const code = read_back.first(TraceLineKind::code);
  ASSERT_NE(code, nullptr);
  const Program program;
  ASSERT_EQ(code->bytecode.size(), program.code->instructions->size());
  EXPECT_EQ(code->bytecode[0].name, "RESUME");
  EXPECT_TRUE(std::any_of(code->bytecode.begin(), code->bytecode.end(),
                          [](const TraceInstruction& i) { return i.text == "range"; }));

  const TraceLine* const output = read_back.first(TraceLineKind::output);
  ASSERT_NE(output, nullptr);
  EXPECT_EQ(output->text(TraceField::text), "Result: \xED\x95\x9C \xEF\xBF\xBD\n");
  const TraceLine* const end = read_back.first(TraceLineKind::thread_end);
  ASSERT_NE(end, nullptr);
  EXPECT_EQ(end->number(TraceField::lifetime_ns),
            end->number(TraceField::running_ns) + end->number(TraceField::overhead_ns));
}

TEST(TraceWriterTest, WhatTheProgramReadsIsNamedAndHashed) {
  StringSink sink;
  TraceWriter writer(sink, example_header());
  Process process;
  process.id = 1000;
  Thread thread;
  thread.id = 1;
  thread.process = &process;
  writer.input(thread, "data.txt", "");
  writer.input(thread, "<stdin>", "a");
  EXPECT_TRUE(writer.finish(SimulationReport{}));
  Collector read_back;
  EXPECT_EQ(read(sink.text, read_back, 100).end, TraceReadEnd::complete);
  std::vector<const TraceLine*> inputs;
  for (const TraceLine& line : read_back.lines) {
    if (line.kind == TraceLineKind::input) inputs.push_back(&line);
  }
  ASSERT_EQ(inputs.size(), 2U);
  EXPECT_EQ(inputs[0]->text(TraceField::input), "data.txt");
  EXPECT_EQ(inputs[0]->number(TraceField::bytes), 0);
  EXPECT_EQ(inputs[0]->text(TraceField::input_hash), "cbf29ce484222325");
  EXPECT_EQ(inputs[1]->number(TraceField::bytes), 1);
  // The published value of FNV-1a for "a".
  EXPECT_EQ(inputs[1]->text(TraceField::input_hash), "af63dc4c8601ec8c");
}

TEST(TraceReaderTest, PiecesMakeNoDifference) {
  const std::string log = example_log();
  for (const std::size_t piece : {1U, 2U, 7U, 100U}) {
    Collector lines;
    EXPECT_EQ(read(log, lines, piece).end, TraceReadEnd::complete);
    EXPECT_EQ(lines.lines.size(), lines_of(log).size());
  }
}

// A first line that is longer than any header is judged like any other, however it comes.
TEST(TraceReaderTest, PiecesOfALongFirstLineMakeNoDifference) {
  const std::string log = example_log();
  const std::string line = log.substr(0, log.find(',')) + ",\"version\":1,\"level\":\"";
  for (const std::string& text :
       {line + std::string(5000, 'x'), line + std::string(5000, 'x') + "\n", std::string(5000, '{'),
        std::string(5000, '{') + "\n"}) {
    Collector whole;
    Collector pieces;
    const TraceReadResult expected = read(text, whole);
    const TraceReadResult result = read(text, pieces, 100);
    EXPECT_EQ(result.end, expected.end) << text.substr(0, 60);
    EXPECT_EQ(result.message, expected.message);
  }
}

TEST(TraceReaderTest, CutAtEveryByte) {
  const std::string log = example_log();
  for (std::size_t length = 0; length < log.size(); ++length) {
    const std::string cut = log.substr(0, length);
    Collector lines;
    const TraceReadResult result = read(cut, lines);
    const auto whole = static_cast<std::size_t>(std::count(cut.begin(), cut.end(), '\n'));
    if (length + 1 == log.size()) {
      EXPECT_EQ(result.end, TraceReadEnd::complete);  // only the last line's end is missing
      continue;
    }
    EXPECT_TRUE(result.end == TraceReadEnd::cut_off ||
                (length < 36 && result.end == TraceReadEnd::refused))
        << length << ": " << result.message;
    EXPECT_GE(lines.lines.size(), whole) << length;
    EXPECT_FALSE(result.message.empty());
  }
}

TEST(TraceReaderTest, EveryChangedByteIsSeen) {
  const std::string log = example_log();
  for (std::size_t at = 0; at < log.size(); ++at) {
    for (const int bit : {0, 5, 7}) {
      std::string changed = log;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      Collector lines;
      const TraceReadResult result = read(changed, lines);
      const auto line =
          std::count(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      const bool is_first = line == 0;
      EXPECT_TRUE(result.end == TraceReadEnd::damaged ||
                  (is_first && result.end == TraceReadEnd::refused) ||
                  (at + 1 == log.size() && result.end == TraceReadEnd::cut_off))
          << "byte " << at << " bit " << bit << ": " << result.message;
      EXPECT_LE(lines.lines.size(), static_cast<std::size_t>(line)) << at;
      if (result.end == TraceReadEnd::damaged && changed[at] != '\n' && log[at] != '\n') {
        EXPECT_NE(result.message.find("line " + std::to_string(line + 1) + " "), std::string::npos)
            << result.message;
      }
    }
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(TraceReaderTest, ANewerVersionIsRefusedByName) {
  const std::string log =
      tests::with_right_sums(replaced(example_log(), "\"version\":1", "\"version\":2"));
  Collector lines;
  const TraceReadResult result = read(log, lines);
  EXPECT_EQ(result.end, TraceReadEnd::refused);
  EXPECT_NE(result.message.find("version 2"), std::string::npos) << result.message;
  EXPECT_TRUE(lines.lines.empty());
}

TEST(TraceReaderTest, LinesThatDoNotFollowTheFormat) {
  const std::string log = example_log();
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"\"event\":\"block\"", "\"event\":\"blink\""},
        {"\"cause\":\"join\"", "\"cause\":\"joy\""},
        {"\"to\":\"running\"", "\"to\":\"walking\""},
        {"\"daemon\":false", "\"daemon\":0"},
        {"\"tick\":7", "\"tick\":7.5"},
        {"\"tick\":7,", ""},
        {",\"stream\":", ",\"extra\":1,\"stream\":"},
        {"[[\"RESUME\"", "[[RESUME"}}) {
    Collector lines;
    const TraceReadResult result = read(tests::with_right_sums(replaced(log, from, to)), lines);
    EXPECT_EQ(result.end, TraceReadEnd::damaged) << to;
    EXPECT_NE(result.message.find("does not follow the format"), std::string::npos)
        << result.message;
  }
}

TEST(TraceReaderTest, OtherFiles) {
  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("print('x')\n"), std::string("{}\n"),
        std::string(5000, 'x'), std::string(5000, '\0')}) {
    Collector lines;
    EXPECT_EQ(read(text, lines).end, TraceReadEnd::refused) << text.substr(0, 20);
    EXPECT_TRUE(lines.lines.empty());
  }
  const std::string log = example_log();
  Collector lines;
  EXPECT_EQ(read(log + "{}\n", lines).end, TraceReadEnd::damaged);
}

TEST(TraceTextTest, SaysWhoHandedOverToWhomAndWhy) {
  StringSink sink;
  TraceText text(sink);
  EXPECT_EQ(read(example_log(), text).end, TraceReadEnd::complete);
  EXPECT_TRUE(text.finish(""));
  for (const std::string& row : lines_of(sink.text)) EXPECT_LE(display_width(row), 100U) << row;
  EXPECT_NE(sink.text.find("handoff 1 at 12.000004 ms: MainThread -> Thread-1 (work) ==="),
            std::string::npos)
      << sink.text;
  EXPECT_NE(sink.text.find("Thread-1 (work) had waited 5.056 ms for the GIL and asked MainThread"),
            std::string::npos)
      << sink.text;
  EXPECT_NE(sink.text.find("Thread-1 (work) prints: Result: \xED\x95\x9C"), std::string::npos)
      << sink.text;
}

TEST(TraceTextTest, TheEndOfACutLogIsMarked) {
  const std::string log = example_log();
  StringSink sink;
  TraceText text(sink);
  const TraceReadResult result = read(std::string_view(log).substr(0, log.size() / 2), text);
  text.finish(result.message);
  EXPECT_NE(sink.text.find("!!! the log was cut off after line"), std::string::npos) << sink.text;
}

TEST(FileSinkTest, SaysWhatCannotBeWritten) {
  FileSink folder;
  EXPECT_FALSE(folder.open("/"));
  EXPECT_NE(folder.error().find("cannot write '/'"), std::string::npos) << folder.error();
  FileSink full;
  if (!full.open("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  EXPECT_FALSE(full.write("x"));
  EXPECT_FALSE(full.write("y"));
  EXPECT_NE(full.error().find("writing stopped in '/dev/full'"), std::string::npos) << full.error();
}

// The generated part of docs/trace-format.md. GILSIM_UPDATE_DOCS=1 writes it.
TEST(TraceFormatPage, IsCurrent) {
  const std::string path = "docs/trace-format.md";
  const std::string begin = "<!-- generated from runtime/trace/trace_fields.def -->\n";
  const std::string end = "<!-- end of the generated part -->\n";
  std::ifstream file(path);
  ASSERT_TRUE(file.is_open()) << path << ": the tests run in the root of the repository";
  std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::size_t from = page.find(begin);
  const std::size_t to = page.find(end);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const std::size_t start = from + begin.size();
  const std::string wanted = "\n" + trace_format_markdown() + "\n";
  if (std::getenv("GILSIM_UPDATE_DOCS") != nullptr) {
    std::ofstream(path) << page.replace(start, to - start, wanted);
    return;
  }
  EXPECT_EQ(page.substr(start, to - start), wanted)
      << "run the unit tests with GILSIM_UPDATE_DOCS=1";
}

}  // namespace
}  // namespace gilsim::runtime
