// SPDX-License-Identifier: MIT
//
// A profile: what everything costs. TOML files with a unit in each key and the source of each
// figure in a comment; those that ship with gilsim are inside the binary.
//
// Invariants: every time is a whole number of picoseconds, rounded once when it is read; none is
// negative. A profile that was read without an error is complete and fit to run a machine.
#pragma once

#include "runtime/machine/parameters.h"
#include "vm/bytecode/cost_kind.h"
#include "vm/core/work_costs.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

struct Profile {
  std::string name;  // of a shipped profile, or the file's name
  std::string description;
  std::string machine_name;
  std::string start_method;  // "fork" or "spawn"

  vm::InstructionCosts instruction_ps{};

  std::int64_t thread_start_ps = 0;  // the starter
  std::int64_t thread_begin_ps = 0;  // the new thread, before its first instruction
  std::int64_t thread_end_ps = 0;
  std::int64_t thread_memory_bytes = 0;

  std::int64_t fork_ps = 0;        // the parent
  std::int64_t fork_begin_ps = 0;  // the child, before its first instruction
  std::int64_t spawn_ps = 0;
  std::int64_t interpreter_ps = 0;  // a further interpreter in the same process
  std::int64_t spawn_begin_ps = 0;
  std::int64_t process_end_ps = 0;
  std::int64_t fork_memory_bytes = 0;
  std::int64_t spawn_memory_bytes = 0;

  std::int64_t pickle_ps_per_kib = 0;
  std::int64_t unpickle_ps_per_kib = 0;
  std::int64_t copy_ps_per_kib = 0;

  // See vm/core/work_costs.h.
  std::int64_t element_copy_ps = 0;
  std::int64_t element_step_ps = 0;
  std::int64_t comparison_ps = 0;
  std::int64_t repr_ps = 0;
  std::int64_t byte_ps = 0;
  std::int64_t digit_ps = 0;
  std::int64_t digit_product_ps = 0;
  std::int64_t digit_division_ps = 0;
  std::int64_t long_division_ps = 0;
  std::int64_t instance_ps = 0;
  std::int64_t object_ps = 0;
  std::int64_t lookup_ps = 0;
  std::int64_t slot_call_ps = 0;
  std::int64_t raise_ps = 0;
  std::int64_t collect_ps = 0;
  std::int64_t memory_ps_per_kib = 0;
  std::int64_t native_sum_range_ps = 0;  // for one number
  std::int64_t hash_byte_ps = 0;
  std::int64_t compress_byte_ps = 0;
  std::int64_t decompress_byte_ps = 0;  // of the result
  std::int64_t checksum_byte_ps = 0;

  bool sleep_zero_waits = true;  // time.sleep(0) sets a timer
  std::int64_t round_robin_handover_ps = 0;
  std::int64_t object_access_ps = 0;  // free-threaded: what an access to a shared object adds

  MachineParameters machine;

  // The mean over the documents' loop (FOR_ITER, BINARY_OP, JUMP_BACKWARD, four loads and stores):
  // how ticks and time are converted where an interval is given in the other unit.
  std::int64_t mean_tick_ps() const { return interval_tick_ps(7); }
  // The same for a policy that counts so many ticks in that loop's iteration.
  std::int64_t interval_tick_ps(std::int64_t ticks_per_iteration) const;
  // What instructions cost without a lock: those that touch a shared object pay for its protection.
  vm::InstructionCosts free_threaded_instruction_ps() const;
  vm::WorkCosts work_costs() const;
};

// A shipped profile by its name, or a file by its path (a name with '/' or ending in ".toml"). On
// failure the error names file, line and remedy.
std::optional<Profile> load_profile(std::string_view name_or_path, std::string* error);

// The same from a text; `file_name` is for errors.
std::optional<Profile> parse_profile(std::string_view text, std::string_view file_name,
                                     std::string* error);

// A figure a profile has, as a person would look it up.
struct Knob {
  std::string name;     // with its unit's ending, as in the file
  std::string section;  // "machine", or as in the file
  std::string meaning;
  std::string unit;
  std::string value;   // of the reference machine, or of the profile cpython-3.11
  std::string source;  // what the file that gives the value says above it
  std::string file;
};
std::vector<Knob> knobs();

// The names of the shipped profiles, sorted.
std::vector<std::string_view> shipped_profiles();

}  // namespace gilsim::runtime
