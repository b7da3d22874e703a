// SPDX-License-Identifier: MIT
//
// Evaluates Python expressions in a fresh instance, for tests of what values do. A table of
// expressions and their outcomes in CPython 3.11 (tests/unit/data/make_expressions.py) is compared
// line by line.
#pragma once

#include "vm/core/instance.h"
#include "vm/core/interpreter.h"
#include "vm/core/thread.h"
#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/str.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace gilsim::vm {

class ExpressionHost : public Host {
 public:
  bool write(Thread&, Stream, std::string_view) override { return true; }
  ModuleSource find_module(Thread&, std::string_view) override { return {}; }
  bool budget_spent(Thread& thread) override {
    ++calls;
    if (cancels_after >= 0 && calls > cancels_after) {
      thread.cancelled = true;
      return false;
    }
    thread.budget.picoseconds = grant_ps;
    if (thread.budget.ticks.plain() <= 0) thread.budget.ticks = TickCounts(TickCounts::kMost);
    return true;
  }
  bool check_point(Thread&) override { return true; }

  std::int64_t grant_ps = INT64_MAX / 4;
  std::int64_t calls = 0;
  std::int64_t cancels_after = -1;  // -1: never
};

class ExpressionTest : public testing::Test {
 protected:
  ExpressionTest() {
    interpreter_.current_thread = &thread_;
    EXPECT_TRUE(initialise_interpreter(thread_)) << take_error();
    interpreter_.heap.set_limit_bytes(std::uint64_t{1} << 30);
  }
  ~ExpressionTest() override { thread_.clear_exception(); }

  /// The value, or Error with the exception pending.
  Ref value_of(const std::string& source) {
    Code* code = compile_text(thread_, source, "<string>", CompileMode::expression);
    if (code == nullptr) return Ref::error();
    const Ref globals = make_dict(thread_);
    const Ref builtins = Ref::share(interpreter_.builtins);
    if (!dict_set(thread_, globals.as<Dict>(), instance_.intern("__builtins__"), builtins)) {
      return Ref::error();
    }
    return run_code(thread_, code, globals.as<Dict>(), globals);
  }

  /// ascii() of the value, or "Type: 'message'".
  std::string outcome_of(const std::string& source) {
    const Ref value = value_of(source);
    if (value.is_error()) return take_error();
    const Ref shown = ascii_repr(thread_, value);
    return shown.is_error() ? take_error() : to_utf8(shown.as<Str>());
  }

  std::string take_error() {
    if (thread_.cancelled) return "<cancelled>";
    const Ref error = thread_.take_exception();
    if (!is_exception(error)) return "<no exception>";
    const std::string type(type_name(thread_, error));
    const Ref message = to_str(thread_, error);
    if (message.is_error()) return type + ": <no message>";
    const Ref shown = ascii_repr(thread_, message);
    return type + ": " + to_utf8(shown.as<Str>());
  }

  /// Compares every line of a table in tests/unit/data; reports the first few differences.
  void expect_table(const std::string& name) {
    std::ifstream table("tests/unit/data/" + name);
    ASSERT_TRUE(table.is_open()) << "run from the repository's root";
    int lines = 0;
    int differences = 0;
    for (std::string line; std::getline(table, line); ++lines) {
      const std::size_t tab = line.find('\t');
      ASSERT_NE(tab, std::string::npos) << line;
      const std::string outcome = outcome_of(line.substr(0, tab));
      if (outcome == line.substr(tab + 1)) continue;
      if (++differences <= 20) {
        ADD_FAILURE() << line.substr(0, tab) << "\n  CPython: " << line.substr(tab + 1)
                      << "\n  here:    " << outcome;
      }
    }
    EXPECT_EQ(differences, 0) << "of " << lines << " lines";
    EXPECT_GT(lines, 100);
  }

  ExpressionHost host_;
  Instance instance_{host_, InstructionCosts{}};
  Interpreter interpreter_{instance_};
  Budget budget_{INT64_MAX / 4, TickCounts(TickCounts::kMost)};
  Thread thread_{interpreter_, budget_};
};

}  // namespace gilsim::vm
