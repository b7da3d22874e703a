// SPDX-License-Identifier: MIT
//
// From a flow graph to a code object: prefix instructions, cells, optimisation, stack depth,
// exception table, jump distances, prefix sums.
#pragma once

#include "vm/bytecode/flow_graph.h"

#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

/// What the compiler knows of a code object when its body is done. Names are UTF-8.
struct CodeDraft {
  FlowGraph graph;
  std::string name;
  std::string qualified_name;
  int first_line = 1;
  std::uint32_t flags = 0;
  std::uint32_t argument_count = 0;
  std::uint32_t positional_only_count = 0;
  std::uint32_t keyword_only_count = 0;
  std::vector<ConstantValue> constants;
  std::vector<std::string_view> names;
  std::vector<std::string_view> locals;  // parameters first
  std::vector<std::string_view> cells;   // sorted; a parameter may be among them
  std::vector<std::string_view> free;    // sorted
  bool has_docstring = false;            // the first constant is it
};

/// What all code objects of one compilation share.
struct AssemblyContext {
  Instance& instance;
  ConstantObjects& objects;
  Str* file_name;
  const std::string_view* source_text;
};

/// In the graph, arguments of cell instructions are indexes into cells + free; here they become
/// slots.
Code* assemble(CodeDraft& draft, AssemblyContext& context);

}  // namespace gilsim::vm
