// SPDX-License-Identifier: MIT
//
// One table names every key there is, with its section, unit and place. A profile is read over the
// one it is based on, the machine's file before the profile's own changes to it; what was never set
// is an error at the end.
#include "runtime/profile/profile.h"

#include "runtime/embedded_profiles.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

namespace gilsim::runtime {
namespace {

struct Unit {
  std::string_view suffix;  // of the key
  double factor;            // to picoseconds, or to bytes
  std::string_view name;
};

constexpr Unit kCount{"", 1, "a whole number"};
constexpr Unit kNanoseconds{"_ns", 1e3, "a number of nanoseconds"};
constexpr Unit kMicroseconds{"_us", 1e6, "a number of microseconds"};
constexpr Unit kMicrosecondsPerKib{"_us_per_kib", 1e6, "a number of microseconds per KiB"};
constexpr Unit kKib{"_kib", 1024, "a number of KiB"};
constexpr Unit kSwitch{"", 0, "true or false"};
constexpr Unit kLock{"", 0, "\"semaphore\" or \"condition\""};

// The largest value a key may have, in picoseconds or bytes: 11 days, 1 EB.
constexpr double kLargest = 1e18;

struct Key {
  std::string_view section;  // "" for a machine's key
  std::string_view name;
  std::string_view meaning;
  Unit unit;
  std::int64_t Profile::*value = nullptr;
  bool Profile::*flag = nullptr;
  std::int64_t MachineParameters::*machine_value = nullptr;
  bool MachineParameters::*machine_flag = nullptr;
  int instruction = -1;
  std::int64_t least = 0;
};

constexpr Key of(std::string_view section, std::string_view name, std::string_view meaning,
                 Unit unit, std::int64_t Profile::*value) {
  return {section, name, meaning, unit, value, nullptr, nullptr, nullptr, -1, 0};
}

constexpr Key instruction(std::string_view name, std::string_view meaning, vm::CostKind kind) {
  return {"instruction", name,    meaning, kNanoseconds,           nullptr,
          nullptr,       nullptr, nullptr, static_cast<int>(kind), 1};
}

constexpr Key machine(std::string_view name, std::string_view meaning, Unit unit,
                      std::int64_t MachineParameters::*value, std::int64_t least = 0) {
  return {"", name, meaning, unit, nullptr, nullptr, value, nullptr, -1, least};
}

using M = MachineParameters;
using P = Profile;

constexpr Key kKeys[] = {
    instruction("load_store_ns",
                "an instruction that loads or stores a local, a constant or a stack item",
                vm::CostKind::load_store),
    instruction("load_global_ns", "an instruction that looks up a global or built-in name",
                vm::CostKind::load_global),
    instruction("attribute_ns", "an instruction that loads or stores an attribute or a method",
                vm::CostKind::attribute),
    instruction("arithmetic_ns", "a unary or binary operation", vm::CostKind::arithmetic),
    instruction("compare_ns", "a comparison, is, in", vm::CostKind::compare),
    instruction("jump_ns", "a jump, taken or not", vm::CostKind::jump),
    instruction("iterate_ns", "a step of an iterator", vm::CostKind::iterate),
    instruction("call_ns", "a call, without what the callee does", vm::CostKind::call),
    instruction("return_ns", "a return or a yield", vm::CostKind::return_value),
    instruction("build_ns", "an instruction that makes a container or a function",
                vm::CostKind::build),
    instruction("subscript_ns", "an instruction that loads, stores or deletes an item",
                vm::CostKind::subscript),
    instruction("other_ns", "any other instruction", vm::CostKind::other),
    of("thread", "start_us", "what starting a thread costs the starter", kMicroseconds,
       &P::thread_start_ps),
    of("thread", "begin_us", "what a new thread does before its first instruction", kMicroseconds,
       &P::thread_begin_ps),
    of("thread", "end_us", "what a thread does after its last instruction", kMicroseconds,
       &P::thread_end_ps),
    of("thread", "memory_kib", "what a thread adds to the memory of its process", kKib,
       &P::thread_memory_bytes),
    of("process", "fork_us", "what forking costs the parent", kMicroseconds, &P::fork_ps),
    of("process", "fork_begin_us", "what a forked child does before its first instruction",
       kMicroseconds, &P::fork_begin_ps),
    of("process", "spawn_us", "what spawning costs the parent", kMicroseconds, &P::spawn_ps),
    of("process", "interpreter_us", "what making a further interpreter in the process costs",
       kMicroseconds, &P::interpreter_ps),
    of("process", "spawn_begin_us", "what a spawned child does before its first instruction",
       kMicroseconds, &P::spawn_begin_ps),
    of("process", "end_us", "what a process does after its last instruction", kMicroseconds,
       &P::process_end_ps),
    of("process", "fork_memory_kib", "what a forked process adds to the sum of memory", kKib,
       &P::fork_memory_bytes),
    of("process", "spawn_memory_kib", "what a spawned process adds to the sum of memory", kKib,
       &P::spawn_memory_bytes),
    of("transfer", "pickle_us_per_kib", "pickling 1 KiB", kMicrosecondsPerKib,
       &P::pickle_ps_per_kib),
    of("transfer", "unpickle_us_per_kib", "unpickling 1 KiB", kMicrosecondsPerKib,
       &P::unpickle_ps_per_kib),
    of("transfer", "copy_us_per_kib", "copying 1 KiB into the kernel or out of it",
       kMicrosecondsPerKib, &P::copy_ps_per_kib),
    of("work", "element_copy_ns", "one element of a container copied", kNanoseconds,
       &P::element_copy_ps),
    of("work", "element_step_ns", "one element that C code takes from an iterator", kNanoseconds,
       &P::element_step_ps),
    of("work", "comparison_ns", "one comparison of two elements", kNanoseconds, &P::comparison_ps),
    of("work", "repr_ns", "the repr of one element, besides its own work", kNanoseconds,
       &P::repr_ps),
    of("work", "byte_ns", "one byte of text or bytes copied, compared or converted", kNanoseconds,
       &P::byte_ps),
    of("work", "digit_ns", "one 64-bit digit of a large integer added or converted", kNanoseconds,
       &P::digit_ps),
    of("work", "digit_product_ns", "two 64-bit digits of large integers multiplied", kNanoseconds,
       &P::digit_product_ps),
    of("work", "digit_division_ns", "two 64-bit digits of large integers in a division",
       kNanoseconds, &P::digit_division_ps),
    of("work", "long_division_ns", "a division by an integer beyond 30 bits, besides its digits",
       kNanoseconds, &P::long_division_ps),
    of("work", "instance_ns", "an instance of a class written in Python made, and its end",
       kNanoseconds, &P::instance_ps),
    of("work", "object_ns", "another object made (text, a slice, a function), and its end",
       kNanoseconds, &P::object_ps),
    of("work", "lookup_ns", "a key looked for in a dict or set", kNanoseconds, &P::lookup_ps),
    of("work", "slot_call_ns", "a Python method that C code calls (__init__, a property, __eq__)",
       kNanoseconds, &P::slot_call_ps),
    of("work", "raise_ns", "an exception on its way, in each frame and each finally", kNanoseconds,
       &P::raise_ps),
    of("work", "collect_ns", "an object that the cycle collector looks at", kNanoseconds,
       &P::collect_ps),
    of("work", "memory_us_per_kib", "1 KiB of memory that the system gives", kMicrosecondsPerKib,
       &P::memory_ps_per_kib),
    of("work", "native_sum_range_ns", "one number that a native worker adds", kNanoseconds,
       &P::native_sum_range_ps),
    of("work", "hash_byte_ns", "one byte hashed", kNanoseconds, &P::hash_byte_ps),
    of("work", "compress_byte_ns", "one byte compressed", kNanoseconds, &P::compress_byte_ps),
    of("work", "decompress_byte_ns", "one byte of the result of decompressing", kNanoseconds,
       &P::decompress_byte_ps),
    of("work", "checksum_byte_ns", "one byte of a checksum", kNanoseconds, &P::checksum_byte_ps),
    {"calls", "sleep_zero_waits", "whether time.sleep(0) sets a timer", kSwitch, nullptr,
     &P::sleep_zero_waits, nullptr, nullptr, -1, 0},
    of("free_threaded", "object_access_ns",
       "what an access to a shared object costs more without a GIL", kNanoseconds,
       &P::object_access_ps),
    of("gil", "round_robin_handover_ns", "what handing over costs under the policy round-robin",
       kNanoseconds, &P::round_robin_handover_ps),
    machine("cores", "how many cores the machine has; --cores changes it for a run", kCount,
            &M::cores, 1),
    machine("tick_period_us",
            "the time between two scheduling ticks of a core; a time slice ends only at one",
            kMicroseconds, &M::tick_period_ps, 1),
    machine("time_slice_us",
            "what a thread may have of a single core before another one with the same claim goes "
            "on; with 2, 4, 8 cores 2, 3, 4 times as much",
            kMicroseconds, &M::time_slice_ps, 1),
    machine("migration_rest_us",
            "how long a ready thread must not have run before an idle core fetches it",
            kMicroseconds, &M::migration_rest_ps),
    {"", "wakeup_preemption", "whether a thread that wakes up may take the core at once", kSwitch,
     nullptr, nullptr, nullptr, &M::wakeup_preemption, -1, 0},
    machine("context_switch_min_us",
            "the least time in which a core changes from one thread to another", kMicroseconds,
            &M::context_switch_min_ps),
    machine("context_switch_max_us",
            "the most time in which a core changes from one thread to another", kMicroseconds,
            &M::context_switch_max_ps),
    machine("reschedule_interrupt_us",
            "the time until a core hears that it has to look at its run queue", kMicroseconds,
            &M::reschedule_interrupt_ps, 1),
    machine("idle_pull_us",
            "the time in which an idle core fetches a ready thread from another core",
            kMicroseconds, &M::idle_pull_ps),
    machine("idle_short_limit_us",
            "up to this long a core was idle for a short time, and wakes up faster", kMicroseconds,
            &M::idle_short_limit_ps),
    machine("wake_idle_short_min_us",
            "the least time in which a core wakes up that was idle for a short time", kMicroseconds,
            &M::wake_idle_short_min_ps),
    machine("wake_idle_short_max_us",
            "the most time in which a core wakes up that was idle for a short time", kMicroseconds,
            &M::wake_idle_short_max_ps),
    machine("wake_idle_long_min_us",
            "the least time in which a core wakes up that was idle for longer", kMicroseconds,
            &M::wake_idle_long_min_ps),
    machine("wake_idle_long_max_us",
            "the most time in which a core wakes up that was idle for longer", kMicroseconds,
            &M::wake_idle_long_max_ps),
    machine("timer_slack_us", "how late a timer goes off at the most, and does", kMicroseconds,
            &M::timer_slack_ps),
    machine("timer_interrupt_us", "what a timer's interrupt takes from the core that set it",
            kMicroseconds, &M::timer_interrupt_ps),
    machine("futex_wake_nobody_us",
            "a system call that should wake a thread and finds nobody asleep", kMicroseconds,
            &M::futex_wake_nobody_ps),
    machine("futex_wake_busy_us", "waking a thread that goes to a busy core, for the waker",
            kMicroseconds, &M::futex_wake_busy_ps),
    machine("futex_wake_idle_us", "waking a thread that goes to an idle core, for the waker",
            kMicroseconds, &M::futex_wake_idle_ps),
    machine("futex_wait_entry_us", "from the call that waits to where the kernel compares the word",
            kMicroseconds, &M::futex_wait_entry_ps),
    machine("futex_wait_exit_us", "from being woken to the end of the call that waits",
            kMicroseconds, &M::futex_wait_exit_ps),
    {"", "lock", "what the interpreter's locks are made of", kLock, nullptr, nullptr, nullptr,
     &M::lock_is_semaphore, -1, 0},
    machine("lock_operation_ns", "taking or releasing a lock nobody else wants", kNanoseconds,
            &M::lock_operation_ps),
    machine("cache_migration_us", "a lock's data and what it protects move to another core",
            kMicroseconds, &M::cache_migration_ps),
    machine("lock_transfer_min_us",
            "the least time in which a mutex comes from the core that used it last", kMicroseconds,
            &M::lock_transfer_min_ps),
    machine("lock_transfer_max_us",
            "the most time in which a mutex comes from the core that used it last", kMicroseconds,
            &M::lock_transfer_max_ps),
    machine(
        "loopback_send_us",
        "what sending through a TCP connection within the machine takes before its reader wakes",
        kMicroseconds, &M::loopback_send_ps),
    machine("visibility_ns", "the time until a core sees what another one stored", kNanoseconds,
            &M::visibility_ps, 1),
    machine("longest_grant_us",
            "how often a thread that nothing disturbs is looked after (limits, Ctrl-C)",
            kMicroseconds, &M::longest_grant_ps, 1),
    machine("longest_grant_ticks", "the same in ticks", kCount, &M::longest_grant_ticks, 1),
};

constexpr std::int64_t kMostCores = 1024;
constexpr int kDeepestBase = 8;

class Reader {
 public:
  Reader(Profile& profile, std::string* error) : profile_(profile), error_(error) {}

  bool read(std::string_view text, std::string_view file_name, int depth);
  bool check_complete(std::string_view file_name);

 private:
  bool fail(std::string_view file, const toml::node* node, const std::string& message);
  bool parse(std::string_view text, std::string_view file, toml::table& table);
  bool read_head(const toml::table& table, std::string_view file, int depth);
  bool read_text(const toml::table& table, std::string_view file, std::string_view key,
                 std::string& value);
  bool read_start_method(const toml::node& node, std::string_view file);
  bool read_machine(const std::string& name, std::string_view file, const toml::node& node);
  bool read_section(const toml::table& table, std::string_view file, std::string_view section);
  bool read_key(const Key& key, const toml::node& node, std::string_view file);
  std::string known_keys(std::string_view section) const;

  Profile& profile_;
  std::string* error_;
  std::set<const Key*> seen_;
};

std::string_view embedded_text(const std::string& name) {
  const EmbeddedFile* const file = find_file(embedded_profiles(), name);
  return file == nullptr ? std::string_view() : file->text;
}

/// The same without its comments, line for line: they are three quarters of it, and the parser
/// takes hundreds of instructions a character. Shipped profiles have no text of several lines.
std::string embedded_values(const std::string& name) {
  std::string_view rest = embedded_text(name);
  std::string values;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    values += rest.starts_with('#') ? std::string_view("\n") : rest.substr(0, end);
    rest.remove_prefix(end);
  }
  return values;
}

constexpr std::string_view kMachineFolder = "machines/";

std::string list_of_shipped(bool machines) {
  std::string list;
  for (const EmbeddedFile& file : embedded_profiles()) {
    std::string_view name = file.name;
    if (name.starts_with(kMachineFolder) != machines) continue;
    if (machines) name.remove_prefix(kMachineFolder.size());
    name.remove_suffix(std::string_view(".toml").size());
    list += (list.empty() ? "" : ", ") + std::string(name);
  }
  return list;
}

std::string title_of(std::string_view section) {
  return section.empty() ? "a machine" : "[" + std::string(section) + "]";
}

bool Reader::fail(std::string_view file, const toml::node* node, const std::string& message) {
  if (error_ != nullptr) {
    *error_ = std::string(file);
    if (node != nullptr) *error_ += ":" + std::to_string(node->source().begin.line);
    *error_ += ": " + message;
  }
  return false;
}

bool Reader::parse(std::string_view text, std::string_view file, toml::table& table) {
  try {
    table = toml::parse(text, file);
    return true;
  } catch (const toml::parse_error& parse_error) {
    if (error_ != nullptr) {
      *error_ = std::string(file) + ":" + std::to_string(parse_error.source().begin.line) +
                ": not a TOML file: " + std::string(parse_error.description());
    }
    return false;
  }
}

bool Reader::read(std::string_view text, std::string_view file, int depth) {
  toml::table table;
  if (!parse(text, file, table) || !read_head(table, file, depth)) return false;
  for (const auto& [name, node] : table) {
    const std::string_view section = name.str();
    if (!node.is_table()) continue;  // read_head has seen it
    const bool known = section == "changes" ||
                       std::any_of(std::begin(kKeys), std::end(kKeys), [&](const Key& key) {
                         return !key.section.empty() && key.section == section;
                       });
    if (!known) {
      return fail(file, &node,
                  "unknown section [" + std::string(section) +
                      "]; there are: instruction, thread, process, transfer, work, calls, gil, "
                      "free_threaded, changes (to the machine)");
    }
    if (!read_section(*node.as_table(), file, section == "changes" ? "" : section)) return false;
  }
  return true;
}

bool Reader::read_text(const toml::table& table, std::string_view file, std::string_view key,
                       std::string& value) {
  const toml::node* const node = table.get(key);
  if (node == nullptr) return true;
  const auto text = node->value_exact<std::string>();
  if (!text) return fail(file, node, std::string(key) + " must be a text in quotes");
  value = *text;
  return true;
}

bool Reader::read_head(const toml::table& table, std::string_view file, int depth) {
  for (const auto& [name, node] : table) {
    const std::string_view key = name.str();
    if (node.is_table() || key == "description" || key == "based_on" || key == "machine") continue;
    return fail(file, &node,
                "unknown key '" + std::string(key) +
                    "'; outside of the sections there are: description, based_on, machine");
  }
  std::string base;
  std::string machine_name;
  if (!read_text(table, file, "based_on", base) ||
      !read_text(table, file, "machine", machine_name)) {
    return false;
  }
  if (!base.empty()) {
    const std::string text = embedded_values(base + ".toml");
    if (text.empty() || depth >= kDeepestBase) {
      return fail(file, table.get("based_on"),
                  "no profile '" + base + "' to be based on; there are: " + list_of_shipped(false));
    }
    if (!read(text, base + ".toml", depth + 1)) return false;
  }
  if (!machine_name.empty() && !read_machine(machine_name, file, *table.get("machine"))) {
    return false;
  }
  return read_text(table, file, "description", profile_.description);
}

bool Reader::read_machine(const std::string& name, std::string_view file, const toml::node& node) {
  const std::string path = std::string(kMachineFolder) + name + ".toml";
  const std::string text = embedded_values(path);
  if (text.empty()) {
    return fail(file, &node, "no machine '" + name + "'; there are: " + list_of_shipped(true));
  }
  toml::table table;
  if (!parse(text, path, table) || !read_section(table, path, "")) return false;
  profile_.machine_name = name;
  return true;
}

std::string Reader::known_keys(std::string_view section) const {
  std::string list;
  for (const Key& key : kKeys) {
    if (key.section == section) list += (list.empty() ? "" : ", ") + std::string(key.name);
  }
  if (section == "process") list += ", start_method";
  return list;
}

bool Reader::read_section(const toml::table& table, std::string_view file,
                          std::string_view section) {
  for (const auto& [name, node] : table) {
    const std::string_view found = name.str();
    if (section == "process" && found == "start_method") {
      if (!read_start_method(node, file)) return false;
      continue;
    }
    const Key* const key = std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& k) {
      return k.section == section && k.name == found;
    });
    if (key == std::end(kKeys)) {
      return fail(file, &node,
                  "unknown key '" + std::string(found) + "'; " + title_of(section) +
                      " has: " + known_keys(section));
    }
    if (!read_key(*key, node, file)) return false;
    seen_.insert(key);
  }
  return true;
}

bool Reader::read_start_method(const toml::node& node, std::string_view file) {
  const auto method = node.value_exact<std::string>();
  if (!method || (*method != "fork" && *method != "spawn")) {
    return fail(file, &node, "start_method must be \"fork\" or \"spawn\"");
  }
  profile_.start_method = *method;
  return true;
}

bool Reader::read_key(const Key& key, const toml::node& node, std::string_view file) {
  const std::string name(key.name);
  if (key.unit.name == kLock.name) {
    const auto kind = node.value_exact<std::string>();
    if (!kind || (*kind != "semaphore" && *kind != "condition")) {
      return fail(file, &node, name + " must be " + std::string(key.unit.name));
    }
    profile_.machine.*key.machine_flag = *kind == "semaphore";
    return true;
  }
  if (key.flag != nullptr || key.machine_flag != nullptr) {
    const auto flag = node.value_exact<bool>();
    if (!flag) return fail(file, &node, name + " must be " + std::string(key.unit.name));
    (key.flag != nullptr ? profile_.*key.flag : profile_.machine.*key.machine_flag) = *flag;
    return true;
  }
  const bool whole = key.unit.factor == 1;
  if (!(whole ? node.is_integer() : node.is_number())) {
    return fail(file, &node, name + " must be " + std::string(key.unit.name));
  }
  const double scaled = *node.value<double>() * key.unit.factor;
  if (!(scaled >= 0) || scaled > kLargest) {
    return fail(file, &node,
                name + " must be " + std::string(key.unit.name) + ", not negative, at most " +
                    std::to_string(static_cast<std::int64_t>(kLargest / key.unit.factor)));
  }
  const std::int64_t value = std::llround(scaled);
  if (value < key.least) {
    return fail(file, &node, name + " must be more than 0");
  }
  if (key.instruction >= 0) {
    profile_.instruction_ps[static_cast<std::size_t>(key.instruction)] = value;
  } else if (key.value != nullptr) {
    profile_.*key.value = value;
  } else {
    profile_.machine.*key.machine_value = value;
  }
  return true;
}

bool Reader::check_complete(std::string_view file) {
  for (const Key& key : kKeys) {
    if (seen_.count(&key) != 0) continue;
    const std::string remedy =
        key.section.empty()
            ? "; say `machine = \"reference\"`"
            : "; say `based_on = \"cpython-3.11\"` or give it in " + title_of(key.section);
    return fail(file, nullptr, "no value for " + std::string(key.name) + remedy);
  }
  if (profile_.start_method.empty()) {
    return fail(file, nullptr, "no value for start_method; give it in [process]");
  }
  const MachineParameters& m = profile_.machine;
  if (m.cores > kMostCores) {
    return fail(file, nullptr, "cores must be at most " + std::to_string(kMostCores));
  }
  if (m.wake_idle_short_min_ps > m.wake_idle_short_max_ps ||
      m.wake_idle_long_min_ps > m.wake_idle_long_max_ps ||
      m.context_switch_min_ps > m.context_switch_max_ps) {
    return fail(file, nullptr,
                "a range (wake_idle, context_switch) ends before it begins; exchange min and max");
  }
  return true;
}

}  // namespace

std::int64_t Profile::interval_tick_ps(std::int64_t ticks_per_iteration) const {
  const auto cost = [this](vm::CostKind kind) {
    return instruction_ps[static_cast<std::size_t>(kind)];
  };
  const std::int64_t loop_ps = 4 * cost(vm::CostKind::load_store) + cost(vm::CostKind::iterate) +
                               cost(vm::CostKind::arithmetic) + cost(vm::CostKind::jump);
  return std::max<std::int64_t>(1, (loop_ps + ticks_per_iteration / 2) / ticks_per_iteration);
}

vm::WorkCosts Profile::work_costs() const {
  return {element_copy_ps,  element_step_ps, comparison_ps,    repr_ps,
          byte_ps,          digit_ps,        digit_product_ps, digit_division_ps,
          long_division_ps, instance_ps,     object_ps,        lookup_ps,
          slot_call_ps,     raise_ps,        collect_ps,       memory_ps_per_kib};
}

vm::InstructionCosts Profile::free_threaded_instruction_ps() const {
  vm::InstructionCosts costs = instruction_ps;
  for (const vm::CostKind kind :
       {vm::CostKind::load_global, vm::CostKind::attribute, vm::CostKind::iterate,
        vm::CostKind::subscript, vm::CostKind::build, vm::CostKind::call}) {
    costs[static_cast<std::size_t>(kind)] += object_access_ps;
  }
  return costs;
}

std::optional<Profile> parse_profile(std::string_view text, std::string_view file_name,
                                     std::string* error) {
  Profile profile;
  profile.name = std::string(file_name);
  Reader reader(profile, error);
  if (!reader.read(text, file_name, 0) || !reader.check_complete(file_name)) return std::nullopt;
  return profile;
}

namespace {

// The line that gives `key` in a shipped file: its value, and the comment above the group of keys
// it belongs to.
bool find_in_file(std::string_view text, std::string_view key, Knob& knob) {
  std::string comment;
  bool comment_goes_on = false;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ") && !line.starts_with("# ---")) {
      if (!comment_goes_on) comment.clear();
      comment += (comment_goes_on ? " " : "") + line.substr(2);
      comment_goes_on = true;
      continue;
    }
    comment_goes_on = false;
    if (line.empty() || line.starts_with('#') || line.starts_with('[')) comment.clear();
    if (line.starts_with(std::string(key) + " = ")) {
      knob.value = line.substr(key.size() + 3);
      knob.source = comment;
      return true;
    }
  }
  return false;
}

// The part of a file that belongs to one section.
std::string_view section_text(std::string_view text, std::string_view section) {
  const std::size_t begin = text.find("\n[" + std::string(section) + "]");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find("\n[", begin + 1);
  return text.substr(begin, end == std::string_view::npos ? end : end - begin);
}

}  // namespace

std::vector<Knob> knobs() {
  std::vector<Knob> all;
  for (const Key& key : kKeys) {
    const bool of_machine = key.section.empty();
    Knob knob;
    knob.name = key.name;
    knob.section = of_machine ? "machine" : key.section;
    knob.meaning = key.meaning;
    knob.unit = key.unit.name;
    const std::string file = of_machine ? "machines/reference.toml" : "cpython-3.11.toml";
    const std::string_view text = embedded_text(file);
    knob.file = "runtime/profile/" + file;
    find_in_file(of_machine ? text : section_text(text, key.section), key.name, knob);
    all.push_back(std::move(knob));
  }
  return all;
}

std::vector<std::string_view> shipped_profiles() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_profiles()) {
    if (file.name.starts_with(kMachineFolder)) continue;
    names.push_back(file.name.substr(0, file.name.size() - std::string_view(".toml").size()));
  }
  return names;
}

std::optional<Profile> load_profile(std::string_view name_or_path, std::string* error) {
  const std::string name(name_or_path);
  const bool is_path = name.find('/') != std::string::npos || name.ends_with(".toml");
  if (!is_path) {
    const std::string text = embedded_values(name + ".toml");
    if (text.empty()) {
      if (error != nullptr) {
        *error = "unknown profile '" + name + "'; there are: " + list_of_shipped(false) +
                 "; a file is given by a path that ends in .toml";
      }
      return std::nullopt;
    }
    std::optional<Profile> profile = parse_profile(text, name + ".toml", error);
    if (profile) profile->name = name;
    return profile;
  }
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  // Reading a directory opens, but yields no character.
  if (!file || !(text << file.rdbuf())) {
    if (error != nullptr) *error = name + ": cannot be read; is it a file, and is it readable?";
    return std::nullopt;
  }
  return parse_profile(std::move(text).str(), name, error);
}

}  // namespace gilsim::runtime
