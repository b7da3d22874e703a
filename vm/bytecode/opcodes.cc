// SPDX-License-Identifier: MIT
//
// Stack effects that depend on the argument, the texts of operators, and docs/bytecode.md.
#include "vm/bytecode/opcodes.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace gilsim::vm {

static_assert(std::size(kOpcodeTable) == static_cast<std::size_t>(kOpcodeCount));

namespace {

int pops_by_argument(Opcode opcode, std::int32_t argument) {
  switch (opcode) {
    case Opcode::BUILD_MAP:
      return 2 * argument;
    case Opcode::BUILD_CONST_KEY_MAP:
      return argument + 1;
    case Opcode::FORMAT_VALUE:
      return (argument & kFormatHasSpecification) != 0 ? 2 : 1;
    case Opcode::CALL:
      return argument + 2;
    case Opcode::CALL_FUNCTION_EX:
      return 3 + (argument & 1);
    case Opcode::MAKE_FUNCTION: {
      int pops = 1;
      for (const int flag : {1, 2, 4, 8}) pops += (argument & flag) != 0 ? 1 : 0;
      return pops;
    }
    default:  // BUILD_TUPLE and its like, RAISE_VARARGS
      return argument;
  }
}

int pushes_by_argument(Opcode opcode, std::int32_t argument) {
  switch (opcode) {
    case Opcode::LOAD_GLOBAL:
      return 1 + (argument & 1);
    case Opcode::UNPACK_EX:
      return (argument & 0xff) + 1 + (argument >> 8);
    default:  // UNPACK_SEQUENCE
      return argument;
  }
}

std::string_view operand_text(OperandKind kind) {
  switch (kind) {
    case OperandKind::none:
      return "";
    case OperandKind::constant:
      return "constant";
    case OperandKind::name:
      return "name";
    case OperandKind::global_name:
      return "name << 1 \\| null";
    case OperandKind::local:
      return "local";
    case OperandKind::cell:
      return "cell";
    case OperandKind::jump_forward:
      return "forward";
    case OperandKind::jump_backward:
      return "backward";
    case OperandKind::compare:
      return "comparison";
    case OperandKind::invert:
      return "1: not";
    case OperandKind::binary_operation:
      return "operator";
    case OperandKind::count:
      return "count";
    case OperandKind::depth:
      return "depth";
    case OperandKind::unpack:
      return "before \\| after << 8";
    case OperandKind::format_flags:
      return "flags";
    case OperandKind::function_flags:
      return "flags";
    case OperandKind::call_flags:
      return "flags";
    case OperandKind::resume:
      return "kind";
    case OperandKind::reraise:
      return "depth";
  }
  return "";
}

std::string_view cost_text(CostKind kind) {
  constexpr std::array<std::string_view, kCostKindCount> kTexts = {
      "load_store", "load_global", "attribute",    "arithmetic", "compare",   "jump",
      "iterate",    "call",        "return_value", "build",      "subscript", "other"};
  return kTexts[static_cast<std::size_t>(kind)];
}

std::string_view fast_path_text(FastPath path) {
  switch (path) {
    case FastPath::slow:
      return "yes";
    case FastPath::fast:
      return "";
    case FastPath::fast_if_bool:
      return "not for bool";
  }
  return "";
}

std::string_view check_point_text(CheckPoint point) {
  switch (point) {
    case CheckPoint::never:
      return "";
    case CheckPoint::always:
      return "yes";
    case CheckPoint::taken:
      return "if taken";
    case CheckPoint::native_call:
      return "after C calls";
    case CheckPoint::resume:
      return "kinds 0, 1";
  }
  return "";
}

std::string count_text(int count) { return count == kVaries ? "n" : std::to_string(count); }

}  // namespace

int stack_pops(Opcode opcode, std::int32_t argument) {
  const int pops = opcode_info(opcode).pops;
  return pops == kVaries ? pops_by_argument(opcode, argument) : pops;
}

int stack_effect(Opcode opcode, std::int32_t argument, bool jumps) {
  if (jumps) {
    if (opcode == Opcode::FOR_ITER || opcode == Opcode::SEND) return -1;
    if (opcode == Opcode::JUMP_IF_FALSE_OR_POP || opcode == Opcode::JUMP_IF_TRUE_OR_POP) return 0;
  }
  const int pushes = opcode_info(opcode).pushes;
  return (pushes == kVaries ? pushes_by_argument(opcode, argument) : pushes) -
         stack_pops(opcode, argument);
}

std::string_view binary_operation_text(std::int32_t argument) {
  constexpr std::array<std::string_view, 26> kTexts = {
      "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
      "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};
  if (argument < 0 || static_cast<std::size_t>(argument) >= kTexts.size()) return "?";
  return kTexts[static_cast<std::size_t>(argument)];
}

std::string_view compare_text(std::int32_t argument) {
  constexpr std::array<std::string_view, 6> kTexts = {"<", "<=", "==", "!=", ">", ">="};
  if (argument < 0 || static_cast<std::size_t>(argument) >= kTexts.size()) return "?";
  return kTexts[static_cast<std::size_t>(argument)];
}

std::string opcode_reference_markdown() {
  std::string text =
      "<!-- Generated from vm/bytecode/opcodes.def: change it there. -->\n"
      "# The plain bytecode\n\n"
      "One instruction is one tick. The instructions are CPython 3.11's, with its names, meanings "
      "and "
      "arguments, less CACHE and EXTENDED_ARG (arguments are 32 bits wide) and less those of "
      "`async`. "
      "Jump arguments count instructions from the following one. A stack picture `a -> b` gives "
      "how many "
      "values are taken and left; `n` depends on the argument.\n\n"
      "The last four columns say where the GIL may be dropped, by family of versions: under 2.7, "
      "which instructions the check counter counts; under 3.2 to 3.9, after which instructions a "
      "check "
      "point follows (never before BEFORE_WITH, SEND and the start of a `try ... finally`); under "
      "3.10 and "
      "3.11 to 3.13, whether one follows.\n\n"
      "| instruction | argument | stack | cost | counted in 2.7 | 3.2 to 3.9 | 3.10 | 3.11 to 3.13 "
      "| "
      "what it does |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const OpcodeInfo& row : kOpcodeTable) {
    text += fmt::format("| `{}` ({}) | {} | {} -> {} | {} | {} | {} | {} | {} | {} |\n", row.name,
                        row.cpython_number, operand_text(row.operand), count_text(row.pops),
                        count_text(row.pushes), cost_text(row.cost), fast_path_text(row.tick_27),
                        fast_path_text(row.tick_32), check_point_text(row.check_310),
                        check_point_text(row.check_311), row.text);
  }
  return text;
}

}  // namespace gilsim::vm
