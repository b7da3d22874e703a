// SPDX-License-Identifier: MIT
//
// gilsim_code_dump FILE...: compiles each file and prints its code objects, an inner one after the
// one that holds it, for tests/differential/dis_against_cpython.py:
//
//     file NAME
//     code QUALIFIED_NAME FIRST_LINE flags=... args=ALL/POSITIONAL_ONLY/KEYWORD_ONLY stack=...
//     locals NAME:KIND...                       0 local, 1 cell, 2 both, 3 free
//     INDEX OPCODE ARGUMENT @LINE,END_LINE,COLUMN,END_COLUMN
//     except START END TARGET DEPTH LASTI       as in the exception table, END exclusive
//     error LINE:COLUMN MESSAGE                 instead, if it does not compile
//     unsound WHAT                              what the verifier found
//
// With --dis: the disassembly instead.
#include "vm/bytecode/compiler.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/opcodes.h"
#include "vm/bytecode/verify.h"
#include "vm/core/null_host.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {
namespace {

std::string argument_of(const Code& code, std::uint32_t index) {
  const Instruction& instruction = code.at(index);
  switch (opcode_info(instruction).operand) {
    case OperandKind::none:
      return "";
    case OperandKind::constant:
      return constant_repr((*code.constants)[instruction.argument]);
    case OperandKind::jump_forward:
    case OperandKind::jump_backward:
      return fmt::format("->{}", jump_target(index, instruction));
    default: {
      const std::string meaning = argument_text(code, index);
      return fmt::format("{}{}{}", instruction.argument, meaning.empty() ? "" : " ", meaning);
    }
  }
}

void print_code(const Code& code) {
  std::cout << fmt::format("code {} {} flags={} args={}/{}/{} stack={}\nlocals",
                           to_utf8(code.qualified_name), code.first_line, code.flags,
                           code.argument_count, code.positional_only_count, code.keyword_only_count,
                           code.stack_size);
  for (std::size_t i = 0; i < code.local_names->size(); ++i) {
    std::cout << fmt::format(" {}:{}", to_utf8((*code.local_names)[i]),
                             static_cast<int>((*code.local_kinds)[i]));
  }
  std::cout << '\n';
  for (std::uint32_t i = 0; i < code.instructions->size(); ++i) {
    const SourceRange& range = code.source_ranges()[i];
    std::cout << fmt::format("{} {} {} @{},{},{},{}\n", i, opcode_info(code.at(i)).name,
                             argument_of(code, i), range.line, range.end_line, range.column,
                             range.end_column);
  }
  for (const ExceptionTableEntry& entry : *code.exception_table) {
    std::cout << fmt::format("except {} {} {} {} {}\n", entry.start, entry.end, entry.target,
                             entry.depth, entry.push_last_instruction ? 1 : 0);
  }
}

void print_all(const Code& code) {
  std::vector<const Code*> waiting = {&code};
  while (!waiting.empty()) {
    const Code* current = waiting.back();
    waiting.pop_back();
    print_code(*current);
    const auto constants = current->constants->view();
    for (auto constant = constants.rbegin(); constant != constants.rend(); ++constant) {
      if (has_layout(*constant, Layout::code)) waiting.push_back(cast<Code>(*constant));
    }
  }
}

void dump_file(const char* path, bool as_dis) {
  std::ifstream file(path, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(file)),
                            std::istreambuf_iterator<char>());
  const std::string_view text = content;
  NullHost host;
  Instance instance(host, InstructionCosts{});
  const CompileOptions options{path, &text};
  const CompileResult result = compile_source(instance, text, CompileMode::module, options);
  std::cout << "file " << path << '\n';
  if (result.error) {
    std::cout << fmt::format("error {}:{} {}\n", result.error->line, result.error->column,
                             result.error->message);
    return;
  }
  const std::string unsound = verify_code(*result.code);
  if (!unsound.empty()) std::cout << "unsound " << unsound << '\n';
  if (as_dis) {
    std::cout << disassemble(*result.code);
  } else {
    print_all(*result.code);
  }
}

}  // namespace
}  // namespace gilsim::vm

int main(int argc, char** argv) {
  bool as_dis = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--dis") {
      as_dis = true;
    } else {
      gilsim::vm::dump_file(argv[i], as_dis);
    }
  }
  return 0;
}
