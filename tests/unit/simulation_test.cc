// SPDX-License-Identifier: MIT
//
// Whole runs, for what everything else stands on: instances that share nothing, on several host
// threads; memory counted for each interpreter; identities that do not depend on addresses;
// cancelled threads that run no more Python; natives that are re-entered.
#include "runtime/simulation.h"

#include "runtime/trace/trace_writer.h"
#include "scenarios/run_settings.h"
#include "vm/bytecode/code.h"
#include "vm/bytecode/opcodes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace gilsim::runtime {
namespace {

struct Outcome {
  SimulationReport report;
  std::string printed;
  std::string complained;
  std::string trace;
};

Outcome run(const std::string& source, const scenarios::RunSettings& settings = {}) {
  Outcome outcome;
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return outcome;
  options->program_name = "program.py";
  options->source = source;
  options->write = [&outcome](vm::Stream stream, std::string_view text) {
    (stream == vm::Stream::standard_output ? outcome.printed : outcome.complained) += text;
  };
  StringSink sink;
  TraceWriter writer(sink, make_trace_header(*options));
  Simulation simulation(*options, &writer);
  EXPECT_EQ(simulation.error(), "");
  outcome.report = simulation.run();
  writer.finish(outcome.report);
  outcome.trace = std::move(sink.text);
  return outcome;
}

// Uses a bit of everything that an instance could be tempted to share: interned names, modules,
// classes, big numbers, exceptions, threads, locks, processes, generators.
constexpr const char* kBitOfEverything = R"(
import math
from multiprocessing import Process, Queue
from threading import Lock, Thread

class Account:
    def __init__(self):
        self.lock, self.total = Lock(), 0
    def add(self, amount):
        with self.lock:
            self.total += amount

def deposits(account, count):
    for amount in (n * n for n in range(count)):
        account.add(amount)

def child(queue):
    try:
        queue.put({"big": 7 ** 200, "root": math.isqrt(10 ** 40)})
        raise KeyError("seen in the child")
    except KeyError as error:
        queue.put(str(error))

if __name__ == "__main__":
    account = Account()
    threads = [Thread(target=deposits, args=(account, 300)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue = Queue()
    process = Process(target=child, args=(queue,))
    process.start()
    print(account.total, queue.get(), queue.get(), id(account), account)
    process.join()
)";

TEST(Simulation, TwoInstancesOnTwoHostThreadsShareNothing) {
  const Outcome alone = run(kBitOfEverything);
  EXPECT_EQ(alone.complained, "");
  ASSERT_NE(alone.printed.find("26865150"), std::string::npos) << alone.printed;
  std::vector<Outcome> outcomes(4);
  std::vector<std::thread> host_threads;
  for (int pair = 0; pair < 2; ++pair) {
    host_threads.emplace_back([&outcomes, pair] {
      for (int i = 0; i < 2; ++i) outcomes[pair * 2 + i] = run(kBitOfEverything);
    });
  }
  for (std::thread& host_thread : host_threads) host_thread.join();
  for (const Outcome& outcome : outcomes) {
    EXPECT_EQ(outcome.printed, alone.printed);
    EXPECT_EQ(outcome.trace, alone.trace);
  }
}

TEST(Simulation, IdentitiesAreSerialNumbers) {
  const Outcome small = run("x = object()\nprint(id(x), x)\n");
  const Outcome large = run("x = object()\nprint(id(x), x)\ny = [0] * 1000000\n");
  EXPECT_EQ(small.printed, large.printed);
  EXPECT_NE(small.printed.find("<object object at 0x"), std::string::npos);
}

TEST(Simulation, MemoryIsCountedForEachInterpreter) {
  const Outcome outcome = run(R"(
from multiprocessing import Process
def hoard():
    kept = [0] * 4_000_000
def rest():
    pass
for target in (hoard, rest):
    process = Process(target=target)
    process.start()
    process.join()
)");
  ASSERT_EQ(outcome.report.processes.size(), 3U);
  const auto& [main, hoarder, rester] = std::tie(
      outcome.report.processes[0], outcome.report.processes[1], outcome.report.processes[2]);
  EXPECT_GT(hoarder.peak_heap_bytes, 32'000'000U);
  EXPECT_LT(rester.peak_heap_bytes, 8'000'000U);
  EXPECT_LT(main.peak_heap_bytes, 8'000'000U);
}

// In a cycle that nobody collects, objects outlive the program; AddressSanitizer sees whether what
// libraries keep for them does, too.
TEST(Simulation, ACycleHoldsWhatLibrariesKeep) {
  const Outcome outcome = run(R"py(
import gc, hashlib, re, zlib
gc.disable()
cycle = [hashlib.sha256(b"x"), zlib.compressobj(), zlib.decompressobj(), re.compile("a(b+)")]
cycle.append(cycle)
del cycle
print("end")
)py");
  EXPECT_EQ(outcome.printed, "end\n");
  EXPECT_EQ(outcome.complained, "");
}

// Work inside one instruction lets the host act: a run that is to stop does, however long the rest
// of the work would take. (One that does not hangs here.)
TEST(Simulation, AnInterruptReachesWorkInsideAnInstruction) {
  for (const char* const work :
       {"1 in itertools.count(2)", "print(*itertools.count())",
        "while True: compile('x = 1\\n' * 1000, 'f', 'exec')", "while True: big << 5",
        "while True: hash.update(bytes(1_000_000))",
        "while True: zlib.compress(bytes(1_000_000))"}) {
    std::atomic<bool> interrupt{false};
    std::string error;
    std::optional<SimulationOptions> options = scenarios::simulation_options({}, &error);
    ASSERT_TRUE(options.has_value()) << error;
    options->program_name = "program.py";
    options->source =
        "import hashlib, itertools, zlib\nbig, hash = 1 << 1_000_000, hashlib.sha256()\n"
        "print('begins')\n" +
        std::string(work);
    options->interrupt = &interrupt;
    options->write = [&interrupt](vm::Stream, std::string_view) { interrupt = true; };
    Simulation simulation(*options);
    EXPECT_EQ(simulation.run().end, RunEnd::interrupted) << work;
  }
}

// A limit is each process's own, and a child that hits it does not take the others along.
TEST(Simulation, AMemoryErrorEndsOneProcess) {
  scenarios::RunSettings settings;
  settings.max_memory_bytes = 50'000'000;
  const Outcome outcome = run(R"(
from multiprocessing import Process
def hoard():
    kept = [0] * 40_000_000
process = Process(target=hoard)
process.start()
process.join()
print(process.exitcode)
)",
                              settings);
  EXPECT_EQ(outcome.printed, "1\n");
  EXPECT_NE(outcome.complained.find("MemoryError"), std::string::npos) << outcome.complained;
}

// Daemon threads at the end of the program: no `except`, no `finally` and no `with` sees it.
TEST(Simulation, ACancelledThreadRunsNoMorePython) {
  const Outcome outcome = run(R"(
import time
from threading import Event, Lock, Thread
class Loud:
    def __enter__(self): pass
    def __exit__(self, *args): print("exit")
def work(wait):
    try:
        with Loud():
            wait()
    except BaseException:
        print("except")
    finally:
        print("finally")
held = Lock()
held.acquire()
def spin():
    while True:
        pass
for wait in (held.acquire, Event().wait, lambda: time.sleep(1000), spin):
    Thread(target=work, args=(wait,), daemon=True).start()
print("end")
)");
  EXPECT_EQ(outcome.printed, "end\n");
  EXPECT_EQ(outcome.complained, "");
  EXPECT_EQ(outcome.report.exit_status, 0);
}

// Frames of calls stand in the thread's arena, those of generators in the generator: it goes on in
// another thread, below other frames.
TEST(Simulation, AGeneratorGoesOnInAnotherThread) {
  const Outcome outcome = run(R"(
from threading import Thread
def numbers():
    for n in range(6):
        yield n
source = numbers()
def deep(depth):
    return next(source) if depth == 0 else deep(depth - 1)
results = []
for depth in (0, 300, 0, 200, 1):
    thread = Thread(target=lambda: results.append(deep(depth)))
    thread.start()
    thread.join()
print(results, next(source))
)");
  EXPECT_EQ(outcome.printed, "[0, 1, 2, 3, 4] 5\n");
}

TEST(Simulation, NativesAreSafeAgainstReentry) {
  const Outcome outcome = run(R"(
numbers = [5, 3, 4, 1]
def spoil(n):
    numbers.append(n)
    return n
try:
    numbers.sort(key=spoil)
except ValueError as error:
    print(error)

class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, other):
        table.clear()
        return self.n == other.n
table = {Key(n): n for n in range(1)}
table[Key(1)] = 1
print(len(table))

table = {n: n for n in range(5)}
try:
    for n in table:
        table[n + 100] = n
except RuntimeError as error:
    print(error)

class Shrinks(list):
    pass
class Evil:
    def __eq__(self, other):
        victims.clear()
        return False
victims = [Evil() for _ in range(10)]
print(3 in victims, len(victims))

class Repr:
    def __repr__(self):
        shown.clear()
        return "x"
shown = [Repr(), Repr(), Repr()]
print(shown)
)");
  EXPECT_EQ(outcome.printed,
            "list modified during sort\n1\ndictionary changed size during iteration\n"
            "False 0\n[x]\n");
  EXPECT_EQ(outcome.complained, "");
}

// While a user's __eq__ runs inside a look-up, other threads change the same dict.
TEST(Simulation, ADictIsChangedDuringALookUp) {
  scenarios::RunSettings settings;
  settings.gil = "round-robin";
  std::string error;
  settings.switch_interval = parse_interval("3", &error);
  const Outcome outcome = run(R"(
from threading import Thread
class Slow:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, other):
        for _ in range(5): pass
        return self.n == other.n
table = {}
def fill(start):
    for n in range(start, start + 40):
        table[Slow(n)] = n
        table.pop(Slow(n - 3), None)
threads = [Thread(target=fill, args=(1000 * k,)) for k in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(table.values()) == sorted(1000 * k + n for k in range(4) for n in (37, 38, 39)))
)",
                              settings);
  EXPECT_EQ(outcome.printed, "True\n");
  EXPECT_EQ(outcome.complained, "");
  EXPECT_GT(outcome.report.gil_stats.handoffs, 500);
}

// A lock that is asked for goes at a check point, and the record names the instruction that has it.
TEST(Simulation, ADropOnRequestNamesTheJumpBackward) {
  class Drops final : public RunObserver {
   public:
    void event(const Event& event, const Thread*, const Place& place) override {
      if (event.kind != EventKind::drop_gil || event.cause != Cause::drop_request) return;
      names.insert(std::string(
          vm::opcode_info(static_cast<vm::Opcode>(place.code->at(place.instruction).opcode)).name));
      lines.insert(place.line);
    }
    void output(const Thread&, vm::Stream, std::string_view) override {}
    std::set<std::string> names;
    std::set<int> lines;
  };
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options({}, &error);
  ASSERT_TRUE(options.has_value()) << error;
  options->program_name = "program.py";
  options->source = R"(
from threading import Thread
def work():
    n = 0
    for i in range(3_000_000):
        n += i
        n -= 1
threads = [Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
)";
  options->write = [](vm::Stream, std::string_view) {};
  Drops drops;
  Simulation simulation(*options, &drops);
  simulation.run();
  EXPECT_EQ(drops.names, std::set<std::string>{"JUMP_BACKWARD"});
  EXPECT_EQ(drops.lines, std::set<int>{7});
}

// Not by the end of the native stack, whose frames each compiler makes as large as it likes.
TEST(Recursion, ThroughNativesEndsByCount) {
  const Outcome outcome = run(R"(
calls = 0
class Endless:
    def __getattr__(self, name):
        global calls
        calls += 1
        return self.x
try:
    Endless().y
except RecursionError as error:
    print(error, calls)
)");
  EXPECT_EQ(outcome.printed, "maximum recursion depth exceeded 999\n");
}

constexpr const char* kWorkOfEveryKind = R"(
data = list(range(1000))
data.copy()
sum(data)
data[::-1].sort()
repr(data)
("ab" * 10_000).replace("a", "c")
big = 3 ** 5000
big + big
big * big
(big * big) // big
long = 10 ** 12
long % (long - 1)
class Made:
    def __init__(self):
        self.text = str(12345)
Made()
{"a": 1}["a"]
try:
    {}["a"]
except KeyError:
    pass
lists = [[] for i in range(1000)]
)";

std::int64_t elapsed_with(std::int64_t Profile::*cost, std::int64_t times) {
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options({}, &error);
  EXPECT_TRUE(options.has_value()) << error;
  options->source = kWorkOfEveryKind;
  options->profile.*cost *= times;
  return Simulation(*options).run().elapsed_ps;
}

TEST(WorkCosts, EachOfTheProfileIsPaid) {
  for (std::int64_t Profile::*const cost :
       {&Profile::element_copy_ps, &Profile::element_step_ps, &Profile::comparison_ps,
        &Profile::repr_ps, &Profile::byte_ps, &Profile::digit_ps, &Profile::digit_product_ps,
        &Profile::digit_division_ps, &Profile::long_division_ps, &Profile::instance_ps,
        &Profile::object_ps, &Profile::lookup_ps, &Profile::slot_call_ps, &Profile::raise_ps,
        &Profile::collect_ps, &Profile::memory_ps_per_kib}) {
    EXPECT_GT(elapsed_with(cost, 10), elapsed_with(cost, 1));
  }
}

}  // namespace
}  // namespace gilsim::runtime
