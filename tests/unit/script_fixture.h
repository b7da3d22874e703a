// SPDX-License-Identifier: MIT
//
// Runs Python programs on the language alone: no machine, no clock, modules and standard input from
// memory, output caught.
#pragma once

#include "vm/core/host.h"
#include "vm/core/instance.h"
#include "vm/core/interpreter.h"
#include "vm/core/thread.h"
#include "vm/eval/run_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace gilsim::vm {

class ScriptHost : public Host {
 public:
  bool write(Thread&, Stream stream, std::string_view utf8) override {
    (stream == Stream::standard_output ? output : error).append(utf8);
    return true;
  }
  bool read_line(Thread&, std::string& line) override {
    const std::size_t end = std::min(input.find('\n') + 1, input.size());
    line = input.substr(0, end == 0 ? input.size() : end);
    input.erase(0, line.size());
    return true;
  }
  ModuleSource find_module(Thread&, std::string_view name) override {
    ModuleSource source;
    const auto found = modules.find(std::string(name));
    if (found == modules.end()) return source;
    source.kind = ModuleSource::Kind::source;
    source.text = found->second;
    source.is_package =
        modules.lower_bound(found->first + ".") != modules.lower_bound(found->first + "/");
    std::string path = found->first;
    for (char& c : path) c = c == '.' ? '/' : c;
    source.file_name = path + (source.is_package ? "/__init__.py" : ".py");
    if (found->second == kRefused) {
      source.kind = ModuleSource::Kind::refused;
      source.refusal = "module '" + found->first + "' is not in the subset";
    }
    return source;
  }
  bool budget_spent(Thread& thread) override {
    thread.budget = {INT64_MAX / 2, TickCounts(TickCounts::kMost)};
    return true;
  }
  bool check_point(Thread&) override { return true; }

  /// The text of a module that find_module refuses.
  static constexpr std::string_view kRefused = "<refused>";

  std::map<std::string, std::string> modules;  // by dotted name; a package has others below it
  std::string input;
  std::string output;
  std::string error;
};

class ScriptTest : public testing::Test {
 protected:
  /// Runs a program in an interpreter of its own; returns its exit status.
  int run(std::string_view source) {
    host_.output.clear();
    host_.error.clear();
    Interpreter interpreter(instance_);
    Budget budget{INT64_MAX / 2, TickCounts(TickCounts::kMost)};
    Thread thread(interpreter, budget);
    interpreter.current_thread = &thread;
    if (!initialise_interpreter(thread)) return -1;
    return run_program(thread, {source, "program.py", {"program.py"}});
  }
  /// Standard output of a program that must end well.
  std::string output_of(std::string_view source) {
    EXPECT_EQ(run(source), 0) << host_.error;
    return host_.output;
  }
  /// Standard error of a program that must fail.
  std::string error_of(std::string_view source) {
    EXPECT_EQ(run(source), 1) << host_.output;
    return host_.error;
  }

  ScriptHost host_;
  Instance instance_{host_, InstructionCosts{}};
};

}  // namespace gilsim::vm
