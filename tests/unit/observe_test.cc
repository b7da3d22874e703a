// SPDX-License-Identifier: MIT
//
// Watching a run instruction by instruction: it is the same run, every instruction is told once and
// in the order of time, watching can begin and end anywhere, and variables read as they are.
#include "runtime/simulation.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/run_settings.h"
#include "vm/bytecode/code.h"
#include "vm/eval/frame_text.h"
#include "vm/objects/str.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gilsim::runtime {
namespace {

class Watcher final : public RunObserver {
 public:
  using Look = std::function<void(const Thread&, const Place&)>;

  void event(const Event& event, const Thread*, const Place&) override {
    if (on_event) on_event(event);
  }
  void output(const Thread&, vm::Stream, std::string_view) override {}
  void instruction(const Thread& thread, const Place& place) override {
    ++begun;
    if (thread.now_ps() < last_ps) ++out_of_order;
    last_ps = thread.now_ps();
    if (first_ps < 0) first_ps = last_ps;
    if (look) look(thread, place);
  }
  void instruction_ended(const Thread&) override { ++ended; }

  Look look;
  std::function<void(const Event&)> on_event;
  std::int64_t begun = 0;
  std::int64_t ended = 0;
  std::int64_t out_of_order = 0;
  std::int64_t first_ps = -1;
  std::int64_t last_ps = -1;
};

struct Outcome {
  SimulationReport report;
  std::string printed;
  std::string trace;
};

// Runs the program with a recorder and, if there is one, a watcher from `from_ps` on.
Outcome run(const std::string& source, const scenarios::RunSettings& settings = {},
            Watcher* watcher = nullptr, std::int64_t from_ps = 0,
            const std::function<void(Simulation&)>& prepare = {}) {
  Outcome outcome;
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return outcome;
  options->program_name = "program.py";
  options->source = source;
  options->write = [&outcome](vm::Stream, std::string_view text) { outcome.printed += text; };
  StringSink sink;
  TraceWriter writer(sink, make_trace_header(*options));
  ObserverList observers;
  observers.add(writer);
  if (watcher != nullptr) observers.add(*watcher);
  Simulation simulation(*options, &observers);
  EXPECT_EQ(simulation.error(), "");
  if (watcher != nullptr) simulation.observe_instructions(from_ps);
  if (prepare) prepare(simulation);
  outcome.report = simulation.run();
  writer.finish(outcome.report);
  outcome.trace = std::move(sink.text);
  return outcome;
}

constexpr const char* kThreadsAndProcesses = R"(
from multiprocessing import Process, Queue
from threading import Condition, Thread
import time

class Closing:
    def __del__(self):
        for _ in range(20):
            pass

def squares(count):
    for i in range(count):
        yield i * i

def work(ready, results, count):
    total = 0
    for square in squares(count):
        total += square
    with ready:
        results.append(total)
        ready.notify()

def child(queue):
    try:
        queue.put(sum(squares(200)))
        raise ValueError("seen")
    except ValueError as error:
        queue.put(str(error))

if __name__ == "__main__":
    ready, results = Condition(), []
    threads = [Thread(target=work, args=(ready, results, 400)) for _ in range(3)]
    for thread in threads:
        thread.start()
    closing = Closing()
    del closing
    with ready:
        while len(results) < 3:
            ready.wait(0.001)
    queue = Queue()
    process = Process(target=child, args=(queue,))
    process.start()
    time.sleep(0.0001)
    print(sorted(results), queue.get(), queue.get())
    process.join()
    for thread in threads:
        thread.join()
)";

struct Machine {
  const char* gil;
  std::int64_t cores;
  const char* interval;
};

class WatchedRun : public testing::TestWithParam<Machine> {};

TEST_P(WatchedRun, IsTheSameRun) {
  scenarios::RunSettings settings;
  settings.gil = GetParam().gil;
  settings.cores = GetParam().cores;
  settings.switch_interval = parse_interval(GetParam().interval, nullptr);
  const Outcome alone = run(kThreadsAndProcesses, settings);
  Watcher watcher;
  const Outcome watched = run(kThreadsAndProcesses, settings, &watcher);
  EXPECT_EQ(watched.printed, alone.printed);
  EXPECT_TRUE(watched.trace == alone.trace);
  EXPECT_EQ(watcher.begun, alone.report.ticks);
  if (GetParam().gil != std::string("free-threaded")) {
    EXPECT_EQ(watcher.out_of_order, 0);
  }
  EXPECT_GE(watcher.ended, watcher.begun);
}

INSTANTIATE_TEST_SUITE_P(
    , WatchedRun,
    testing::Values(Machine{"cpython-3.11", 1, "5ms"}, Machine{"cpython-3.11", 4, "20us"},
                    Machine{"cpython-2.7", 2, "100"}, Machine{"cpython-3.2", 2, "50us"},
                    Machine{"cpython-3.10", 2, "50us"}, Machine{"free-threaded", 4, "5ms"},
                    Machine{"micropython", 1, "32"}, Machine{"round-robin", 1, "7"},
                    Machine{"ruby", 2, "100us"}));

TEST(Observe, BeginsAndEndsWithinTheRun) {
  const Outcome alone = run(kThreadsAndProcesses);
  const std::int64_t from_ps = alone.report.elapsed_ps / 3;
  const std::int64_t until_ps = alone.report.elapsed_ps / 2;
  constexpr std::int64_t kLongestInstruction = 5 * kPicosecondsPerMillisecond;  // starts a process
  Watcher watcher;
  Simulation* simulation = nullptr;
  watcher.look = [&](const Thread& thread, const Place&) {
    if (thread.now_ps() >= until_ps) simulation->observe_instructions(Simulation::kNever);
  };
  const Outcome watched = run(kThreadsAndProcesses, {}, &watcher, from_ps,
                              [&](Simulation& made) { simulation = &made; });
  EXPECT_TRUE(watched.trace == alone.trace);
  EXPECT_GT(watcher.begun, 100);
  EXPECT_LT(watcher.begun, alone.report.ticks / 2);
  EXPECT_GE(watcher.first_ps, from_ps);
  EXPECT_LT(watcher.first_ps, from_ps + kLongestInstruction);
  EXPECT_GE(watcher.last_ps, until_ps);
  EXPECT_LT(watcher.last_ps, until_ps + kLongestInstruction);
}

TEST(Observe, BeginsAtAnEvent) {
  const Outcome alone = run(kThreadsAndProcesses);
  Watcher watcher;
  Simulation* simulation = nullptr;
  std::int64_t asked_ps = -1;
  watcher.on_event = [&](const Event& event) {
    if (asked_ps >= 0 || event.kind != EventKind::wake) return;
    asked_ps = event.time_ps;
    simulation->observe_instructions(0);
  };
  scenarios::RunSettings settings;
  settings.switch_interval = parse_interval("5us", nullptr);
  const Outcome watched = run(kThreadsAndProcesses, settings, &watcher, Simulation::kNever,
                              [&](Simulation& made) { simulation = &made; });
  ASSERT_GE(asked_ps, 0);
  EXPECT_GE(watcher.first_ps, asked_ps);
  EXPECT_TRUE(watched.trace == run(kThreadsAndProcesses, settings).trace);
}

// Code objects go with their simulation; names stay.
struct SeenFrame {
  std::string name;
  int line;
  std::vector<vm::VariableText> variables;
};

// What the frames show before the last instruction of that line.
std::vector<SeenFrame> frames_at_line(const std::string& source, int line,
                                      const vm::FrameTextLimits& limits = {}) {
  std::vector<SeenFrame> frames;
  Watcher watcher;
  watcher.look = [&](const Thread& thread, const Place& place) {
    if (place.line != line || vm::to_utf8(place.code->file_name) != "program.py") return;
    frames.clear();
    for (const vm::FrameText& frame : vm::frame_texts(*interpreter_thread(thread), limits)) {
      frames.push_back({vm::to_utf8(frame.code->qualified_name), frame.line, frame.variables});
    }
  };
  run(source, {}, &watcher);
  return frames;
}

std::map<std::string, std::string> variables_of(const SeenFrame& frame) {
  std::map<std::string, std::string> variables;
  for (const vm::VariableText& variable : frame.variables) {
    variables[variable.name] = variable.value;
  }
  return variables;
}

TEST(FrameText, ShowsLocalsCellsAndGlobals) {
  const auto frames = frames_at_line(R"(total = 3
def outer(first, second=5):
    shared = [first]
    def inner(third):
        del second_name
        return shared, third
    return inner(first + 1)
second_name = "never bound there"
try:
    outer(10)
except UnboundLocalError:
    pass
)",
                                     5);
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_EQ(frames[0].name, "outer.<locals>.inner");
  EXPECT_EQ(frames[0].line, 5);
  EXPECT_EQ(variables_of(frames[0]),
            (std::map<std::string, std::string>{{"third", "11"}, {"shared", "[10]"}}));
  EXPECT_EQ(variables_of(frames[1]),
            (std::map<std::string, std::string>{{"first", "10"},
                                                {"second", "5"},
                                                {"shared", "[10]"},
                                                {"inner", "<function outer.<locals>.inner>"}}));
  EXPECT_EQ(frames[1].line, 7);
  EXPECT_EQ(variables_of(frames[2]), (std::map<std::string, std::string>{
                                         {"total", "3"}, {"second_name", "'never bound there'"}}));
}

TEST(FrameText, IsBounded) {
  vm::FrameTextLimits limits;
  limits.frames = 2;
  limits.variables = 3;
  const auto frames = frames_at_line(R"(def down(depth, a=1, b=2, c=3):
    if depth == 0:
        return 'bottom'
    return down(depth - 1)
down(50)
)",
                                     3, limits);
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_EQ(frames[0].variables.size(), 3U);
}

// The repr of `expression` as CPython writes it, where it is short.
TEST(BriefRepr, IsTheReprOfWhatIsShort) {
  for (const char* const expression : {"0",
                                       "-12345678901234567890123",
                                       "2**70",
                                       "-0.0",
                                       "1e300",
                                       "inf",
                                       "True",
                                       "None",
                                       "...",
                                       "'it\\'s'",
                                       "'\\n'",
                                       "b'a\\x00'",
                                       "bytearray(b'xy')",
                                       "[]",
                                       "[1, [2, [3]]]",
                                       "(1,)",
                                       "()",
                                       "{'a': 1, 2: [3]}",
                                       "{}",
                                       "{1, 2}",
                                       "set()",
                                       "frozenset({7})",
                                       "ValueError('bad', 3)"}) {
    const std::string source =
        std::string("inf = float('inf')\nvalue = ") + expression + "\nprint(value)\n";
    const auto frames = frames_at_line(source, 3);
    ASSERT_EQ(frames.size(), 1U) << expression;
    const Outcome printed = run("inf = float('inf')\nprint(repr(" + std::string(expression) + "))");
    EXPECT_EQ(variables_of(frames[0])["value"] + "\n", printed.printed) << expression;
  }
}

TEST(BriefRepr, ShowsTheBeginningOfWhatIsLong) {
  const auto frames = frames_at_line(R"(from threading import Lock
class Point:
    def __init__(self):
        self.x, self.lock = 1, Lock()
    def __repr__(self):
        raise SystemExit('a repr was called')
class Names(list):
    pass
numbers = list(range(100))
text = 'x' * 1000
pairs = {str(i): i for i in range(100)}
number = 10 ** 1000
nested = [[[[[1]]]]]
itself = []
itself.append(itself)
point = Point()
names = Names('ab')
steps = (i for i in numbers)
move = point.__init__
done = True
)",
                                     20);
  ASSERT_EQ(frames.size(), 1U);
  auto variables = variables_of(frames[0]);
  EXPECT_EQ(variables["numbers"],
            "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, ... 82 more]");
  EXPECT_EQ(variables["text"], "'" + std::string(60, 'x') + "'...");
  EXPECT_EQ(variables["pairs"],
            "{'0': 0, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '6': 6, '7': 7, ... 92 more}");
  EXPECT_EQ(variables["number"], "<int of 3322 bits>");
  EXPECT_EQ(variables["nested"], "[[[[...]]]]");
  EXPECT_EQ(variables["itself"], "[[[[...]]]]");
  EXPECT_EQ(variables["point"], "<Point x=1 lock=<lock object>>");
  EXPECT_EQ(variables["names"], "Names(['a', 'b'])");
  EXPECT_EQ(variables["steps"], "<generator <genexpr>>");
  EXPECT_EQ(variables["move"], "<method Point.__init__>");
}

}  // namespace
}  // namespace gilsim::runtime
