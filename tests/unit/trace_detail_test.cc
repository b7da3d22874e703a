// SPDX-License-Identifier: MIT
//
// What a log holds beyond the handoffs: each instruction, each operation on a lock or queue,
// variables as they change; and that asking for it changes nothing else, that lines come in the
// order of their times, and that every nanosecond of every thread is in some state.
#include "runtime/trace/trace_reader.h"
#include "runtime/trace/trace_text.h"
#include "runtime/trace/trace_writer.h"
#include "scenarios/run_settings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

namespace gilsim::runtime {
namespace {

std::string log_of(const std::string& source, TraceDetail detail = {},
                   const scenarios::RunSettings& settings = {}) {
  std::string error;
  std::optional<SimulationOptions> options = scenarios::simulation_options(settings, &error);
  EXPECT_TRUE(options.has_value()) << error;
  if (!options.has_value()) return {};
  options->program_name = "program.py";
  options->source = source;
  StringSink sink;
  TraceWriter writer(sink, make_trace_header(*options, detail));
  Simulation simulation(*options, &writer);
  EXPECT_EQ(simulation.error(), "");
  if (detail.needs_instructions()) simulation.observe_instructions(0);
  writer.finish(simulation.run());
  return std::move(sink.text);
}

std::vector<TraceLine> lines_of(const std::string& log) {
  class Collector final : public TraceVisitor {
   public:
    bool line(const TraceLine& line) override {
      lines.push_back(line);
      return true;
    }
    std::vector<TraceLine> lines;
  } collector;
  TraceReader reader(collector);
  reader.write(log);
  const TraceReadResult result = reader.finish();
  EXPECT_EQ(result.end, TraceReadEnd::complete) << result.message;
  return std::move(collector.lines);
}

// The log without header, totals, checksums, source and code, and without finer lines.
std::string handoffs_in(const std::string& log) {
  std::istringstream stream(log);
  std::string kept;
  for (std::string line; std::getline(stream, line);) {
    bool is_finer = !line.starts_with("{\"event\":");
    for (const char* const kind : {"op", "sync", "variable", "code", "source", "totals"}) {
      is_finer = is_finer || line.starts_with("{\"event\":\"" + std::string(kind) + "\"");
    }
    if (!is_finer) kept += line.substr(0, line.rfind(",\"sum\"")) + "\n";
  }
  return kept;
}

constexpr const char* kProgram = R"(
import multiprocessing, queue, time
from threading import (Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore,
                       Thread)
lock, again, ready = Lock(), RLock(), Condition()
places, gate, meeting = Semaphore(1), Event(), Barrier(2)
items = queue.Queue(1)
total = 0

def work(number):
    global total
    meeting.wait()
    with lock:
        total += number
    with places:
        with again, again:
            items.put(number)
    gate.wait(1)
    with ready:
        ready.notify_all()
    for i in range(200):
        total += 1

def child(answers):
    answers.put(sum(range(100)))

if __name__ == "__main__":
    threads = [Thread(target=work, args=(n,)) for n in (1, 2)]
    with ready:
        for thread in threads:
            thread.start()
        print(items.get(), items.get())
        gate.set()
        print(ready.wait(0.01))
    try:
        items.get(timeout=0.001)
    except queue.Empty:
        print(lock.acquire(timeout=0), lock.acquire(False))
    for thread in threads:
        thread.join()
    answers = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=child, args=(answers,))
    process.start()
    print(answers.get(), total)
    process.join()
)";

struct Rules {
  const char* gil;
  std::int64_t cores;
  const char* interval;
};

class TraceLevels : public testing::TestWithParam<Rules> {
 protected:
  scenarios::RunSettings settings() const {
    scenarios::RunSettings settings;
    settings.gil = GetParam().gil;
    settings.cores = GetParam().cores;
    settings.switch_interval = parse_interval(GetParam().interval, nullptr);
    return settings;
  }
};

TEST_P(TraceLevels, TheFinerOnesChangeNothing) {
  const std::string plain = log_of(kProgram, {}, settings());
  const std::string handoffs = handoffs_in(plain);
  ASSERT_NE(handoffs.find("thread_end"), std::string::npos);
  for (const TraceDetail& detail :
       {TraceDetail{TraceLevel::sync, {}}, TraceDetail{TraceLevel::ops, {}},
        TraceDetail{TraceLevel::handoffs, {"total"}}}) {
    const std::string finer = log_of(kProgram, detail, settings());
    EXPECT_GT(finer.size(), plain.size()) << name_of(detail.level);
    EXPECT_TRUE(handoffs_in(finer) == handoffs) << name_of(detail.level);
  }
}

TEST_P(TraceLevels, LinesComeInTheOrderOfTheirTimes) {
  // Threads without a lock run ahead of each other by as much as one can see of another.
  const std::int64_t slack_ns = GetParam().gil == std::string("free-threaded") ? 1000 : 0;
  std::int64_t last_ns = 0;
  for (const TraceLine& line :
       lines_of(log_of(kProgram, {TraceLevel::ops, {"total"}}, settings()))) {
    if (!line.has(TraceField::ns)) continue;
    EXPECT_GE(line.number(TraceField::ns), last_ns - slack_ns) << name_of(line.kind);
    last_ns = std::max(last_ns, line.number(TraceField::ns));
  }
}

// Each state begins where the one before ended, and the sums are what thread_end says.
TEST_P(TraceLevels, EveryNanosecondIsAccountedFor) {
  struct Account {
    ThreadState state = ThreadState::overhead;
    std::int64_t since_ns = 0;
    std::int64_t changes = 0;
    std::array<std::int64_t, kThreadStateCount> ns{};
    void close(std::int64_t now_ns) {
      ns[static_cast<std::size_t>(state)] += now_ns - since_ns;
      since_ns = now_ns;
      ++changes;
    }
  };
  std::map<std::int64_t, Account> accounts;
  std::size_t ended = 0;
  for (const TraceLine& line : lines_of(log_of(kProgram, {}, settings()))) {
    const std::int64_t now_ns = line.number(TraceField::ns);
    Account& account = accounts[line.number(TraceField::thread)];
    if (line.kind == TraceLineKind::thread_start) {
      account.since_ns = now_ns;
    } else if (line.kind == TraceLineKind::state) {
      EXPECT_EQ(line.state(TraceField::from), account.state);
      account.close(now_ns);
      account.state = line.state(TraceField::to);
    } else if (line.kind == TraceLineKind::thread_end) {
      account.close(now_ns);
      ++ended;
      std::int64_t sum_ns = 0;
      for (int i = 0; i < kThreadStateCount; ++i) {
        const auto field = static_cast<TraceField>(static_cast<int>(TraceField::running_ns) + i);
        sum_ns += line.number(field);
        EXPECT_NEAR(static_cast<double>(line.number(field)), static_cast<double>(account.ns[i]),
                    static_cast<double>(account.changes));
      }
      EXPECT_EQ(sum_ns, line.number(TraceField::lifetime_ns));
    }
  }
  EXPECT_GE(ended, 4U);
}

INSTANTIATE_TEST_SUITE_P(, TraceLevels,
                         testing::Values(Rules{"cpython-3.11", 1, "5ms"},
                                         Rules{"cpython-3.11", 4, "20us"},
                                         Rules{"cpython-2.7", 2, "100"},
                                         Rules{"free-threaded", 4, "5ms"},
                                         Rules{"round-robin", 1, "50"}));

// --- ops ---

TEST(TraceOps, HoldEveryInstructionAndItsCode) {
  const std::vector<TraceLine> lines = lines_of(log_of(kProgram, {TraceLevel::ops, {}}));
  EXPECT_EQ(lines.front().text(TraceField::level), "ops");
  std::map<std::int64_t, const TraceLine*> codes;
  std::set<std::int64_t> sources;
  std::int64_t instructions = 0;
  for (const TraceLine& line : lines) {
    if (line.kind == TraceLineKind::source) {
      sources.insert(line.number(TraceField::source));
      EXPECT_FALSE(line.text(TraceField::text).empty());
    } else if (line.kind == TraceLineKind::code) {
      codes[line.number(TraceField::code)] = &line;
      EXPECT_TRUE(sources.contains(line.number(TraceField::source)))
          << line.text(TraceField::name) << " has no source";
    } else if (line.kind == TraceLineKind::op) {
      ++instructions;
      ASSERT_TRUE(codes.contains(line.number(TraceField::code)));
      const auto index = static_cast<std::size_t>(line.number(TraceField::instruction));
      const auto& bytecode = codes.at(line.number(TraceField::code))->bytecode;
      ASSERT_LT(index, bytecode.size());
      EXPECT_EQ(std::max<std::int64_t>(bytecode[index].line, 0), line.number(TraceField::line));
    }
  }
  EXPECT_EQ(instructions, lines.back().number(TraceField::ticks));
}

// --- sync ---

struct Operation {
  std::string what;
  std::string outcome;
  bool operator<(const Operation& other) const {
    return std::tie(what, outcome) < std::tie(other.what, other.outcome);
  }
};

TEST(TraceSync, HoldsEachOperation) {
  std::map<Operation, int> seen;
  for (const TraceLine& line : lines_of(log_of(kProgram, {TraceLevel::sync, {}}))) {
    if (line.kind != TraceLineKind::sync) continue;
    ++seen[{std::string(line.text(TraceField::kind)) + "." +
                std::string(line.text(TraceField::operation)),
            std::string(line.text(TraceField::outcome))}];
    EXPECT_GT(line.number(TraceField::object), 0) << line.text(TraceField::kind);
  }
  const auto times = [&seen](const char* what, const char* outcome) {
    return seen[{what, outcome}];
  };
  for (const char* const ended : {"begins", "done"}) {
    EXPECT_EQ(times("Barrier.wait", ended), 2) << ended;
    EXPECT_EQ(times("Semaphore.acquire", ended), 2) << ended;
    EXPECT_EQ(times("Semaphore.release", ended), 2) << ended;
    EXPECT_EQ(times("Queue.put", ended), 2) << ended;
    EXPECT_GE(times("Event.set", ended), 1 + 2) << ended;  // a thread's start sets one, too
    EXPECT_EQ(times("SimpleQueue.put", ended), 1) << ended;
    EXPECT_EQ(times("SimpleQueue.get", ended), 1) << ended;
    EXPECT_GE(times("Condition.notify_all", ended), 2) << ended;
  }
  EXPECT_EQ(times("Queue.get", "begins"), 3);
  EXPECT_EQ(times("Queue.get", "done"), 2);
  EXPECT_EQ(times("Queue.get", "Empty"), 1);
  EXPECT_EQ(times("lock.acquire", "failed") > 0, true);
  EXPECT_GE(times("lock.acquire", "done"), times("lock.release", "done"));
  EXPECT_GE(times("RLock.acquire", "done"), 4);
}

// "Class.method outcome" of each operation that the program itself calls, in order; with what it
// counts, if it does.
std::vector<std::string> operations_in(const std::string& source, bool with_counts = false) {
  const std::string log = log_of(source, {TraceLevel::sync, {}});
  std::set<std::int64_t> codes;
  std::vector<std::string> operations;
  for (const TraceLine& line : lines_of(log)) {
    if (line.kind == TraceLineKind::code && line.text(TraceField::file) == "program.py") {
      codes.insert(line.number(TraceField::code));
    }
    if (line.kind != TraceLineKind::sync || !codes.contains(line.number(TraceField::code))) {
      continue;
    }
    std::string operation = std::string(line.text(TraceField::kind)) + "." +
                            std::string(line.text(TraceField::operation)) + " " +
                            std::string(line.text(TraceField::outcome));
    if (with_counts && line.has(TraceField::count)) {
      operation += " " + std::to_string(line.number(TraceField::count));
    }
    operations.push_back(operation);
  }
  return operations;
}

using Operations = std::vector<std::string>;

// False is an answer to a question, and no failure.
TEST(TraceSync, HoldsQuestions) {
  EXPECT_EQ(operations_in(R"(
from threading import Event, Lock
import queue
gate = Event()
gate.is_set()
gate.set()
gate.is_set()
items = queue.Queue(1)
items.empty()
items.full()
items.put('a')
items.full()
items.qsize()
simple = queue.SimpleQueue()
simple.empty()
simple.qsize()
lock = Lock()
lock.locked()
lock.acquire()
lock.locked()
)",
                          true),
            (Operations{"Event.is_set begins 0", "Event.is_set done 0",   "Event.set begins 0",
                        "Event.set done 1",      "Event.is_set begins 1", "Event.is_set done 1",
                        "Queue.empty begins 0",  "Queue.empty done 0",    "Queue.full begins 0",
                        "Queue.full done 0",     "Queue.put begins 0",    "Queue.put done 1",
                        "Queue.full begins 1",   "Queue.full done 1",     "Queue.qsize begins 1",
                        "Queue.qsize done 1",    "queue.empty done 0",    "queue.qsize done 0",
                        "lock.locked done 0",    "lock.acquire done",     "lock.locked done 1"}));
}

TEST(TraceSync, HoldsJoins) {
  const Operations operations = operations_in(R"(
from multiprocessing import Process
from threading import Thread
def work():
    pass
if __name__ == '__main__':
    for kind in (Thread, Process):
        worker = kind(target=work)
        worker.start()
        worker.join()
    Thread(target=work).join()
)");
  EXPECT_EQ(operations,
            (Operations{"Thread.join begins", "Thread.join done", "Process.join begins",
                        "Process.join done", "Thread.join begins", "Thread.join RuntimeError"}));
}

TEST(TraceSync, HoldsWhatProcessesShare) {
  EXPECT_EQ(operations_in(R"(
import multiprocessing as mp
items = mp.Queue(2)
items.empty()
items.full()
items.qsize()
mp.SimpleQueue().empty()
mp.Event().is_set()
mp.Semaphore(3).get_value()
near, far = mp.Pipe()
far.poll()
near.send('a')
far.poll(1)
far.recv()
far.send_bytes(b'b')
near.recv_bytes()
far.close()
try:
    near.recv()
except EOFError:
    pass
)"),
            (Operations{"Queue.empty begins",
                        "Queue.empty done",
                        "Queue.full begins",
                        "Queue.full done",
                        "Queue.qsize begins",
                        "Queue.qsize done",
                        "SimpleQueue.empty begins",
                        "SimpleQueue.empty done",
                        "Event.is_set begins",
                        "Event.is_set done",
                        "Semaphore.get_value begins",
                        "Semaphore.get_value done",
                        "Connection.poll begins",
                        "Connection.poll done",
                        "Connection.send begins",
                        "Connection.send done",
                        "Connection.poll begins",
                        "Connection.poll done",
                        "Connection.recv begins",
                        "Connection.recv done",
                        "Connection.send_bytes begins",
                        "Connection.send_bytes done",
                        "Connection.recv_bytes begins",
                        "Connection.recv_bytes done",
                        "Connection.recv begins",
                        "Connection.recv EOFError"}));
}

TEST(TraceSync, HoldsSockets) {
  EXPECT_EQ(operations_in(R"(
import socket
server = socket.socket()
server.bind(('127.0.0.1', 5000))
server.listen()
client = socket.socket()
client.connect(('127.0.0.1', 5000))
served, address = server.accept()
client.send(b'a')
served.recv(1)
)"),
            (Operations{"socket.connect begins", "socket.connect done", "socket.accept begins",
                        "socket.accept done", "socket.send begins", "socket.send done",
                        "socket.recv begins", "socket.recv done"}));
}

TEST(TraceSync, CountsItemsAndWaiters) {
  const std::string log = log_of(R"(
from threading import Condition, Thread
import queue
items = queue.Queue()
items.put('a')
items.put('b')
ready = Condition()
def wait():
    with ready:
        ready.wait()
threads = [Thread(target=wait) for _ in range(2)]
for thread in threads:
    thread.start()
with ready:
    ready.notify_all()
)",
                                 {TraceLevel::sync, {}});
  std::int64_t items = 0;
  std::int64_t most_waiters = 0;
  std::int64_t line_of_put = 0;
  for (const TraceLine& line : lines_of(log)) {
    if (line.kind != TraceLineKind::sync) continue;
    if (line.text(TraceField::operation) == "put" && line.text(TraceField::outcome) == "done") {
      items = line.number(TraceField::count);
      line_of_put = line.number(TraceField::line);
    }
    if (line.text(TraceField::operation) == "notify_all") {
      most_waiters = std::max(most_waiters, line.number(TraceField::waiters));
    }
  }
  EXPECT_EQ(items, 2);
  EXPECT_EQ(line_of_put, 6) << "the place is not the caller's";
  EXPECT_EQ(most_waiters, 2);
}

// --- variables ---

std::vector<std::string> changes_in(const std::string& source, std::vector<std::string> names) {
  std::vector<std::string> changes;
  for (const TraceLine& line : lines_of(log_of(source, {TraceLevel::handoffs, std::move(names)}))) {
    if (line.kind != TraceLineKind::variable) continue;
    const std::string value =
        line.has(TraceField::value) ? std::string(line.text(TraceField::value)) : std::string("-");
    changes.push_back(std::to_string(line.number(TraceField::line)) + " " +
                      std::string(line.text(TraceField::scope)) + "." +
                      std::string(line.text(TraceField::name)) + "=" + value);
  }
  return changes;
}

TEST(TraceVariables, ShowChangesWhereTheyAreMade) {
  const std::string source = R"(total = 1
def add(items, total):
    items.append(total)
    total += 1
    del total
items = []
add(items, 5)
total = total
add(items, 6)
)";
  EXPECT_EQ(changes_in(source, {"total"}),
            (std::vector<std::string>{"1 <module>.total=1", "7 add.total=5", "4 add.total=6",
                                      "5 add.total=-", "9 add.total=6", "4 add.total=7",
                                      "5 add.total=-"}));
  EXPECT_EQ(changes_in(source, {"add.items"}),
            (std::vector<std::string>{"7 add.items=[]", "3 add.items=[5]", "9 add.items=[5]",
                                      "3 add.items=[5, 6]"}));
}

TEST(TraceVariables, FollowCellsAndGenerators) {
  EXPECT_EQ(changes_in(R"(def counter(n):
    def step():
        nonlocal n
        n += 1
    step()
    step()
def numbers(n):
    while n < 2:
        n += 1
        yield n
counter(0)
counter(0)
for _ in numbers(0):
    pass
)",
                       {"n"}),
            (std::vector<std::string>{"11 counter.n=0", "4 counter.<locals>.step.n=1",
                                      "4 counter.<locals>.step.n=2", "12 counter.n=0",
                                      "4 counter.<locals>.step.n=1", "4 counter.<locals>.step.n=2",
                                      "13 numbers.n=0", "9 numbers.n=1", "9 numbers.n=2"}));
}

TEST(TraceVariables, OfModulesOfTheLibraryAreNotMeant) {
  const std::vector<std::string> changes =
      changes_in("import queue\nq = queue.Queue()\nq.put(1)\nitem = q.get()\n", {"item", "self"});
  EXPECT_EQ(changes, (std::vector<std::string>{"4 <module>.item=1"}));
}

// --- in the text ---

std::string text_of(const std::string& log, const std::vector<std::string>& watched,
                    std::vector<std::string>* unseen = nullptr) {
  StringSink sink;
  TraceText text(sink, watched);
  TraceReader reader(text);
  reader.write(log);
  text.finish(reader.finish().message);
  if (unseen != nullptr) *unseen = text.unseen();
  return std::move(sink.text);
}

TEST(TraceTextWatch, ShowsValuesBesideTheTime) {
  const std::string log = log_of(kProgram, {TraceLevel::handoffs, {"total"}});
  std::vector<std::string> unseen;
  const std::string text = text_of(log, {"total", "nothing"}, &unseen);
  EXPECT_EQ(unseen, std::vector<std::string>{"nothing"});
  EXPECT_NE(text.find("    time, ms total   nothing  | MainThread"), std::string::npos) << text;
  EXPECT_NE(text.find("total = 403"), std::string::npos);
  EXPECT_NE(text.find(" 403              |"), std::string::npos);
}

TEST(TraceTextWatch, FitsAProjector) {
  const std::string log = log_of(kProgram, {TraceLevel::ops, {"total", "number", "items"}});
  const std::string text = text_of(log, {"total", "work.number", "items"});
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) EXPECT_LE(line.size(), 100U) << line;
}

}  // namespace
}  // namespace gilsim::runtime
