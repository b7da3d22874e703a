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

// Instances that take turns: code objects live as long as their instance, so it must not live for
// ever; and making one takes longer than compiling a program.
class Instances {
 public:
  vm::Instance& for_next_program() {
    if (programs_++ % kProgramsForEach == 0) {
      instance_.reset();
      instance_ = std::make_unique<vm::Instance>(host_, vm::InstructionCosts{});
    }
    return *instance_;
  }

 private:
  static constexpr int kProgramsForEach = 500;
  vm::NullHost host_;
  std::unique_ptr<vm::Instance> instance_;
  int programs_ = 0;
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
  static const auto instances = std::make_unique<tests::Instances>();
  const tests::Stopwatch stopwatch;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  vm::Instance& instance = instances->for_next_program();
  tests::compile(instance, bytes, vm::CompileMode::module);
  tests::compile(instance, bytes, vm::CompileMode::expression);
  return 0;
}
