// SPDX-License-Identifier: MIT
//
// Which of the variables that a user named have changed (`--trace-vars`).
//
// A name stands for every variable of that name in the program's own code (not in the modules that
// come with gilsim): globals, locals, cells; FUNCTION.NAME for those of one function. A variable
// has changed when the text of its value has: an item appended to a list counts, the same list
// bound again does not.
//
// Invariant: memory grows with the variables that can exist at a time, not with the run's length.
#pragma once

#include "vm/core/frame.h"
#include "vm/core/thread.h"
#include "vm/core/value.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gilsim::runtime {

struct VariableChange {
  std::string_view name;
  std::string_view scope;  // the function's qualified name, "<module>" for globals
  std::string_view value;  // see vm::brief_repr
  bool is_bound = true;    // false: deleted, or gone out of scope
};

class VariableWatch {
 public:
  using Report = std::function<void(const VariableChange&)>;

  // NAME or FUNCTION.NAME each.
  explicit VariableWatch(const std::vector<std::string>& names);
  bool empty() const { return names_.empty(); }

  // Looks at what the thread's innermost frame sees, between two instructions.
  void look(const vm::Thread& thread, const Report& report);

 private:
  struct Name {
    std::string function;  // empty: any scope
    std::string name;
    vm::Str* interned = nullptr;  // of the run's instance, once it is known
  };
  struct Known {
    vm::Value value;  // as a word alone: it may be gone
    std::string text;
  };

  bool is_of_program(const vm::Code& code);
  void look_at(Name& name, std::uintptr_t place, vm::Value value, std::string_view scope,
               bool silently, const Report& report);
  void forget_slots(vm::Frame& frame);

  std::vector<Name> names_;
  std::map<std::pair<std::uintptr_t, const Name*>, Known> known_;  // by place
  std::vector<std::int8_t> of_program_;  // by code serial; -1: not asked yet
};

}  // namespace gilsim::runtime
