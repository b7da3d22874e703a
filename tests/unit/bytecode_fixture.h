// SPDX-License-Identifier: MIT
//
// Compiles small programs for the tests of vm/bytecode.
#pragma once

#include "vm/bytecode/compiler.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/opcodes.h"
#include "vm/bytecode/verify.h"
#include "vm/core/null_host.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <string_view>

namespace gilsim::vm {

class BytecodeTest : public testing::Test {
 protected:
  static InstructionCosts costs() {
    InstructionCosts result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<std::int64_t>(1000 + i);
    return result;
  }

  CompileResult result_of(std::string_view source, CompileMode mode = CompileMode::module) {
    const std::string_view& text = texts_.emplace_back(sources_.emplace_back(source));
    return compile_source(instance_, text, mode, {"test.py", &text});
  }

  /// The code of a sound program.
  Code* compile(std::string_view source, CompileMode mode = CompileMode::module) {
    const CompileResult result = result_of(source, mode);
    EXPECT_FALSE(result.error) << result.error->message;
    if (result.code == nullptr) return nullptr;
    EXPECT_EQ(verify_code(*result.code), "");
    return result.code;
  }

  /// The first code object among the constants.
  static const Code* inner(const Code* code) {
    for (const Value constant : code->constants->view()) {
      if (has_layout(constant, Layout::code)) return cast<Code>(constant);
    }
    return nullptr;
  }

  /// "line:column message"
  std::string error_of(std::string_view source) {
    const CompileResult result = result_of(source);
    if (!result.error) return "no error";
    return std::to_string(result.error->line) + ":" + std::to_string(result.error->column) + " " +
           result.error->message;
  }

  /// Opcodes and meanings of arguments, one instruction a line.
  static std::string listing(const Code* code) {
    std::string text;
    for (std::uint32_t i = 0; i < code->instructions->size(); ++i) {
      const OpcodeInfo& info = opcode_info(code->at(i));
      text += info.name;
      std::string meaning = argument_text(*code, i);
      if (meaning.empty() && info.operand != OperandKind::none) {
        meaning = std::to_string(code->at(i).argument);
      }
      if (!meaning.empty()) text += " " + meaning;
      text += "\n";
    }
    return text;
  }

  NullHost host_;
  Instance instance_{host_, costs()};
  std::deque<std::string> sources_;
  std::deque<std::string_view> texts_;
};

}  // namespace gilsim::vm
