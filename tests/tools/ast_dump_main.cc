// SPDX-License-Identifier: MIT
//
// gilsim_ast_dump FILE...: for each file one line, its syntax tree in the layout of CPython's
// ast.dump(tree, include_attributes=True), or the error as a JSON-like list that Python's
// ast.literal_eval reads:
// ["SyntaxError", "message", line, column, end_line, end_column]. With --time: how long each parse
// took instead; with --print: the error as an uncaught one is printed.

#include "vm/syntax/ast_dump.h"
#include "vm/syntax/parser.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    if (character == '\n') {
      result += "\\n";
    } else {
      result += character;
    }
  }
  return result + "\"";
}

void print_error(const gilsim::vm::SyntaxErrorInfo& error) {
  std::cout << "[\"" << gilsim::vm::syntax_error_type_name(error.type) << "\", "
            << quoted(error.message) << ", " << error.line << ", " << error.column << ", "
            << error.end_line << ", " << error.end_column << "]\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view mode = "--dump";
  for (int index = 1; index < argc; ++index) {
    const std::string_view argument = argv[index];
    if (argument == "--print") {
      mode = argument;
      continue;
    }
    std::ifstream file(argv[index], std::ios::binary);
    if (!file) {
      std::cerr << "gilsim_ast_dump: cannot read " << argument << "\n";
      return 2;
    }
    const std::string source{std::istreambuf_iterator<char>(file),
                             std::istreambuf_iterator<char>()};
    gilsim::vm::AstArena arena;
    const gilsim::vm::ParseResult result = gilsim::vm::parse_module(source, arena);
    if (result.ok()) {
      std::cout << gilsim::vm::dump_ast(*result.module, true) << "\n";
    } else if (mode == "--print") {
      std::cout << gilsim::vm::format_syntax_error(*result.error, argument);
    } else {
      print_error(*result.error);
    }
  }
  return 0;
}
