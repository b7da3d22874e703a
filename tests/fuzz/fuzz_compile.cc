// SPDX-License-Identifier: MIT
//
// Bytes as source text: lexer, parser, compiler, disassembler. Whatever they are, there is sound
// code or an error that names a place, soon.
#include "tests/fuzz/finding.h"
#include "tests/fuzz/stopwatch.h"
#include "vm/bytecode/compiler.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/verify.h"
#include "vm/core/null_host.h"
#include "vm/syntax/source_text.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace gilsim::tests {
namespace {

// Code objects live as long as their instance, so it must not live for ever; making one takes
// longer than compiling a program.
constexpr int kProgramsForAnInstance = 500;

struct Compiler {
  vm::NullHost host;
  vm::Instance instance{host, vm::InstructionCosts{}};
  int programs = 0;
};

void check_error(const vm::SyntaxErrorInfo& error) {
  require(!error.message.empty(), "a syntax error says nothing");
  require(!vm::format_syntax_error(error, "program.py").empty(), "a syntax error shows nothing");
}

void compile(vm::Instance& instance, std::string_view bytes, vm::CompileMode mode) {
  std::string storage;
  std::optional<vm::SyntaxErrorInfo> error;
  std::string source(vm::prepare_source(bytes, storage, error));
  if (error.has_value()) return check_error(*error);
  const vm::CompileResult result = vm::compile_source(instance, source, mode, {});
  if (result.error.has_value()) return check_error(*result.error);
  require(result.code != nullptr, "neither code nor an error");
  const std::string unsound = vm::verify_code(*result.code);
  require(unsound.empty(), unsound);
  require(!vm::disassemble(*result.code).empty(), "code disassembles to nothing");
}

}  // namespace
}  // namespace gilsim::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gilsim;
  static std::unique_ptr<tests::Compiler> compiler;
  if (compiler == nullptr || ++compiler->programs > tests::kProgramsForAnInstance) {
    compiler.reset();
    compiler = std::make_unique<tests::Compiler>();
  }
  const tests::Stopwatch stopwatch;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tests::compile(compiler->instance, bytes, vm::CompileMode::module);
  tests::compile(compiler->instance, bytes, vm::CompileMode::expression);
  return 0;
}
