// SPDX-License-Identifier: MIT
//
// What the tests of containers share: programs whose output is compared with CPython's, and a
// thread of the VM for what only C++ can see. The expected texts are CPython 3.11's own
// (PYTHONHASHSEED=0).
#pragma once

#include "tests/unit/script_fixture.h"
#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::vm {

/// Put before a program: t(f, ...) prints the result of a call or the exception it raised.
inline const std::string kTry =
    "def t(f, *a, **k):\n"
    "    try: print(repr(f(*a, **k)))\n"
    "    except Exception as e: print(type(e).__name__ + ':', e)\n";

/// Grants small budgets and counts how often it is asked.
class CountingHost : public ScriptHost {
 public:
  bool budget_spent(Thread& thread) override {
    ++polls;
    if (cancels) {
      thread.cancelled = true;
      return false;
    }
    thread.budget.picoseconds = grant_ps;
    if (thread.budget.ticks.plain() <= 0) thread.budget.ticks = TickCounts(TickCounts::kMost);
    return true;
  }

  std::int64_t polls = 0;
  std::int64_t grant_ps = INT64_MAX / 4;
  bool cancels = false;
};

class ContainerTest : public testing::Test {
 protected:
  ContainerTest() {
    interpreter_.current_thread = &thread_;
    EXPECT_TRUE(initialise_interpreter(thread_));
  }
  ~ContainerTest() override { thread_.clear_exception(); }

  Ref value_of(const std::string& expression) {
    Code* code = compile_text(thread_, expression, "<string>", CompileMode::expression);
    if (code == nullptr) return Ref::error();
    const Ref globals = make_dict(thread_);
    if (!dict_set(thread_, globals.as<Dict>(), instance_.intern("__builtins__"),
                  Value(interpreter_.builtins))) {
      return Ref::error();
    }
    return run_code(thread_, code, globals.as<Dict>(), globals);
  }
  std::string value_text_of(const std::string& expression) {
    const Ref value = value_of(expression);
    if (value.is_error()) return "<error>";
    std::string text;
    return repr_utf8(thread_, value, text) ? text : "<error>";
  }
  std::string error_type_of(const std::string& expression) {
    if (!value_of(expression).is_error()) return "<no error>";
    const Ref error = thread_.take_exception();
    return error.is_undefined() ? "<no exception>" : type_name(thread_, error);
  }

  CountingHost host_;
  Instance instance_{host_, InstructionCosts{}};
  Interpreter interpreter_{instance_};
  Budget budget_{INT64_MAX / 4, TickCounts(TickCounts::kMost)};
  Thread thread_{interpreter_, budget_};
};

using ListTest = ScriptTest;
using ListObjectTest = ContainerTest;
using TupleTest = ScriptTest;
using TupleObjectTest = ContainerTest;
using RangeTest = ScriptTest;
using DictTest = ScriptTest;
using DictObjectTest = ContainerTest;
using SetTest = ScriptTest;

}  // namespace gilsim::vm
