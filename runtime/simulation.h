// SPDX-License-Identifier: MIT
//
// One run of a program, on the simulated machine or on the live one: the machine, an interpreter
// for each process, and the report.
//
// Use: fill in SimulationOptions (resolve_options fills what the user left open from the profile),
// make a Simulation, call run() once. Nothing is shared between simulations; several may run on
// several host threads.
#pragma once

#include "runtime/gil/gil.h"
#include "runtime/machine/machine.h"
#include "runtime/profile/profile.h"
#include "runtime/sync_operation.h"
#include "vm/core/host.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gilsim::vm {
class Thread;
struct Code;
struct NativeModuleDefinition;
}  // namespace gilsim::vm

namespace gilsim::runtime {

/// `--switch-interval` as given: "100" (ticks) or "5ms", "250us", "1s", "800ns".
struct IntervalSetting {
  bool in_ticks = false;
  std::int64_t ticks = 0;
  std::int64_t time_ps = 0;
};
/// Nothing: the text is neither; `error` then says what is accepted.
std::optional<IntervalSetting> parse_interval(std::string_view text, std::string* error);

/// The interval of a run: what was given, or the policy's default, in both units.
SwitchInterval interval_under(const GilPolicyInfo& policy,
                              const std::optional<IntervalSetting>& given, const Profile& profile);

/// Who embeds a run: gives its main thread something else to do than to run the program, and
/// modules of its own. See runtime/embedding.
class Embedder {
 public:
  virtual ~Embedder() = default;
  /// The main thread's work, with the GIL, in an initialised interpreter. Returns the exit status.
  virtual int main_program(vm::Thread& thread) = 0;
  /// Asked before all other places where modules are; nullptr: there is none of that name. By any
  /// thread of the program.
  virtual const vm::NativeModuleDefinition* find_module(std::string_view name) = 0;
};

struct SimulationOptions {
  std::string program_name;            // as shown in tracebacks and sys.argv[0]
  std::string source;                  // bytes of the file
  std::vector<std::string> arguments;  // sys.argv[1:]

  std::string gil = "cpython-3.11";
  std::optional<IntervalSetting> switch_interval;  // nothing: the policy's own
  std::optional<std::int64_t> cores;               // nothing: the profile's
  Profile profile;
  std::uint64_t seed = 0;
  std::string start_method;  // "fork", "spawn"; empty: the profile's
  bool interactive = false;  // the main program cannot be imported, as in a notebook
  bool quickening = true;
  /// On real threads in real time instead of the simulated machine. The profile's costs then mean
  /// nothing; `cores` limits the processors that threads may run on.
  bool live = false;
  std::int64_t max_ticks = INT64_MAX;
  std::int64_t max_time_ps = INT64_MAX;                     // virtual time; live: the host's
  std::uint64_t max_memory_bytes = std::uint64_t{4} << 30;  // of each process
  std::uint64_t max_output_bytes = UINT64_MAX;              // of the whole run
  std::vector<std::pair<std::string, std::string>> environment;

  /// Folders below which the program may write (and read); it may read below its own.
  std::vector<std::string> writable_folders;

  /// Set from a signal handler: the run ends at the next safepoint with what there is. Not looked
  /// at by a live run (see keyboard_interrupt).
  const std::atomic<bool>* interrupt = nullptr;
  /// The program's output. Called by one host thread at a time: of a simulation the one that runs
  /// it, of a live run the one that writes.
  std::function<void(vm::Stream, std::string_view utf8)> write;
  /// Standard output is no terminal: as under CPython, `write` gets it when the program flushes it,
  /// when a process ends, or when much has come together (runtime/process/output_buffer.h).
  /// Observers learn of it at once all the same.
  bool buffers_output = false;
  /// A line of standard input with its newline; empty at the end. Not set: there is none.
  std::function<void(std::string& line)> read_line;
  Embedder* embedder = nullptr;  // must outlive the simulation
};

/// Why the run ended; the command line turns it into an exit status.
enum class RunEnd : std::uint8_t { finished, deadlock, limit, interrupted };

struct ThreadReport {
  std::uint32_t process = 0;  // process id, from 1000
  std::uint32_t id = 0;
  std::string name;
  std::int64_t ticks = 0;
  std::int64_t lifetime_ps = 0;
  std::array<std::int64_t, kThreadStateCount> state_ps{};  // sums to lifetime_ps
};

struct ProcessReport {
  std::uint32_t id = 0;
  std::string name;
  std::string start_method;      // "main", "fork", "spawn"
  std::optional<int> exit_code;  // nothing: it was still running
  std::uint64_t peak_heap_bytes = 0;
};

struct SimulationReport {
  RunEnd end = RunEnd::finished;
  int exit_status = 0;  // 0.., 100 deadlock, 101 limit, 130 interrupted
  std::string message;  // the deadlock report, which limit was hit and how to raise it; else empty
  std::vector<std::string> notes;  // what else is worth a sentence: who starved
  std::string gil;
  std::string profile;
  bool live = false;  // real threads, wall-clock times
  std::int64_t cores = 0;
  SwitchInterval switch_interval;
  std::uint64_t seed = 0;
  std::int64_t elapsed_ps =
      0;  // first instruction to the end of the last non-daemon thread or child
  std::int64_t ticks = 0;
  double host_seconds = 0;
  GilStats gil_stats;
  std::vector<ThreadReport> threads;
  std::vector<ProcessReport> processes;
};

/// Where a thread is, for trace lines and reports. Code serial numbers count from 0 in the order of
/// first use by the compiler, the same in every run.
struct Place {
  const vm::Code* code = nullptr;  // nullptr: not in bytecode
  std::uint32_t instruction = 0;
  int line = 0;
};

/// Receives everything that happens, in order, one call at a time (of a live run: by whichever
/// thread it happens to). The recorder of runtime/trace is one.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void event(const Event& event, const Thread* thread, const Place& place) = 0;
  /// The program wrote something.
  virtual void output(const Thread& thread, vm::Stream stream, std::string_view utf8) = 0;
  /// The program read something from outside: standard input ("<stdin>") or a file, by its name
  /// without folders.
  virtual void input(const Thread& thread, std::string_view name, std::string_view bytes) {
    static_cast<void>(thread);
    static_cast<void>(name);
    static_cast<void>(bytes);
  }

  // What is told only if it is asked for. Looking changes nothing: time, ticks and all other events
  // stay as they are.

  /// Asked once, at the beginning: whether it wants to hear of sync().
  virtual bool wants_sync() const { return false; }
  /// The thread did something to a lock, a queue or the like. The place is that of the caller.
  virtual void sync(const Thread& thread, const Place& place, const SyncOperation& operation) {
    static_cast<void>(thread);
    static_cast<void>(place);
    static_cast<void>(operation);
  }

  /// While instructions are observed (Simulation::observe_instructions): the thread stands before
  /// this one, and has the GIL if there is one. Its variables: vm/eval/frame_text.h.
  virtual void instruction(const Thread& thread, const Place& place) {
    static_cast<void>(thread);
    static_cast<void>(place);
  }
  /// The same: the one before is over, and nothing else has happened since.
  virtual void instruction_ended(const Thread& thread) { static_cast<void>(thread); }
};

/// The interpreter's side of a thread, nullptr while it has none. REQUIRES: the simulation's.
const vm::Thread* interpreter_thread(const Thread& thread);

class Simulation {
 public:
  /// `observer` may be nullptr. Both must outlive the simulation.
  explicit Simulation(const SimulationOptions& options, RunObserver* observer = nullptr);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  /// Of a live run: as Ctrl-C does, sends SIGINT to the program's processes, whose main threads
  /// raise KeyboardInterrupt. Otherwise nothing. Thread-safe; may come before, in, or after run().
  void keyboard_interrupt();

  /// Empty, or what is wrong with the options (unknown policy, cores out of range), as a sentence.
  const std::string& error() const;

  /// Tells the observer of each instruction at or after that virtual time; kNever: of none. May be
  /// called before run() and from the observer's calls, as often as one likes. Before
  /// each, threads that are behind go first (unless the policy has no lock: see keep_order in
  /// simulation.cc), so it takes more host time, and no other.
  void observe_instructions(std::int64_t from_ps);
  static constexpr std::int64_t kNever = INT64_MAX;

  /// The host's descriptors of the files that the program has open. For whoever copies the host
  /// process in the middle of a run.
  std::vector<int> host_descriptors() const;

  /// Runs to the end. REQUIRES: error() is empty. Called once.
  SimulationReport run();

  // In parts, for whoever embeds it.

  /// Runs until the end, and is true, or until the run is paused. A live run is never paused.
  /// REQUIRES: error() is empty, it has not been true, and the host thread is always the same.
  bool advance();
  /// REQUIRES: advance() has been true.
  SimulationReport report() const;
  /// From any thread: the run ends as soon as it can, as RunEnd::interrupted; if it is paused,
  /// with the next advance().
  void cancel();

  /// The main thread, in Embedder::main_program: waits until the host wants something of it.
  /// Simulated: pauses. Live: without the GIL, until wake_main_program(). False: cancelled.
  bool wait_for_host(vm::Thread& thread);
  void wake_main_program();
  /// Simulated runs only, from inside: pauses. False: cancelled.
  bool pause(vm::Thread& thread);
  /// The same from RunObserver::instruction.
  void pause_before_instruction(const Thread& thread);
  /// Simulated runs only: pauses between two instructions, so many ticks from now.
  void pause_after(std::int64_t ticks);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace gilsim::runtime
