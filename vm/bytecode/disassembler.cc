// SPDX-License-Identifier: MIT
#include "vm/bytecode/disassembler.h"

#include "vm/bytecode/constant.h"
#include "vm/bytecode/opcodes.h"
#include "vm/objects/bytes.h"
#include "vm/objects/complex.h"
#include "vm/objects/dict.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace gilsim::vm {

namespace {

/// Decimal digits of a big integer, from its bytes.
std::string big_int_text(Value number) {
  std::string bytes = int_to_bytes(number);
  const bool negative = !bytes.empty() && (bytes.back() & 0x80) != 0;
  if (negative) {
    int carry = 1;
    for (char& byte : bytes) {
      const int inverted = (~byte & 0xff) + carry;
      byte = static_cast<char>(inverted & 0xff);
      carry = inverted >> 8;
    }
  }
  std::string digits;
  while (!bytes.empty()) {
    unsigned remainder = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
      const unsigned current = (remainder << 8) | static_cast<unsigned char>(bytes[i]);
      bytes[i] = static_cast<char>(current / 10);
      remainder = current % 10;
    }
    digits.push_back(static_cast<char>('0' + remainder));
    while (!bytes.empty() && bytes.back() == 0) bytes.pop_back();
  }
  if (negative) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string code_repr(const Code& code) {
  return fmt::format("<code object {}, file \"{}\", line {}>", to_utf8(code.name),
                     to_utf8(code.file_name), code.first_line);
}

}  // namespace

std::string constant_repr(Value constant) {
  if (constant.is_none()) return "None";
  if (constant.is_bool()) return constant.is_true() ? "True" : "False";
  if (constant.is_ellipsis()) return "Ellipsis";
  if (constant.is_small_int()) return std::to_string(constant.as_small_int());
  if (is_float(constant)) return float_repr(float_of(constant));
  if (is_str(constant)) return repr_of_text(cast<Str>(constant));
  if (is_bytes(constant)) return ConstantValue::of_bytes(cast<Bytes>(constant)->view()).repr();
  if (has_layout(constant, Layout::integer)) return big_int_text(constant);
  if (has_layout(constant, Layout::code)) return code_repr(*cast<Code>(constant));
  std::vector<std::string> items;
  if (is_tuple(constant)) {
    for (const Value item : cast<Tuple>(constant)->view()) items.push_back(constant_repr(item));
    return fmt::format("({}{})", fmt::join(items, ", "), items.size() == 1 ? "," : "");
  }
  if (has_layout(constant, Layout::frozenset)) {
    std::int64_t position = 0;
    for (Value item; set_next(cast<Set>(constant), position, item);)
      items.push_back(constant_repr(item));
    return items.empty() ? "frozenset()" : fmt::format("frozenset({{{}}})", fmt::join(items, ", "));
  }
  // Constants have no other types.
  return complex_repr(complex_of(constant));
}

std::string argument_text(const Code& code, std::uint32_t index) {
  const Instruction& instruction = code.at(index);
  const std::int32_t argument = instruction.argument;
  const auto place = static_cast<std::size_t>(argument);
  switch (opcode_info(instruction).operand) {
    case OperandKind::constant:
      // CPython 3.11 shows KW_NAMES bare.
      if (instruction.opcode == static_cast<std::uint16_t>(Opcode::KW_NAMES)) return {};
      return constant_repr((*code.constants)[argument]);
    case OperandKind::name:
      return to_utf8((*code.names)[place]);
    case OperandKind::global_name:
      return ((argument & 1) != 0 ? "NULL + " : "") + to_utf8((*code.names)[place >> 1]);
    case OperandKind::local:
    case OperandKind::cell:
      return to_utf8((*code.local_names)[place]);
    case OperandKind::jump_forward:
    case OperandKind::jump_backward:
      return fmt::format("to {}", 2 * jump_target(index, instruction));
    case OperandKind::compare:
      return std::string(compare_text(argument));
    case OperandKind::binary_operation:
      return std::string(binary_operation_text(argument));
    case OperandKind::format_flags: {
      constexpr std::string_view kConversions[] = {"", "str", "repr", "ascii"};
      std::string text(kConversions[argument & kFormatConversionMask]);
      if ((argument & kFormatHasSpecification) != 0)
        text += text.empty() ? "with format" : ", with format";
      return text;
    }
    case OperandKind::function_flags: {
      std::vector<std::string_view> flags;
      if ((argument & kFunctionDefaults) != 0) flags.push_back("defaults");
      if ((argument & kFunctionKeywordDefaults) != 0) flags.push_back("kwdefaults");
      if ((argument & kFunctionAnnotations) != 0) flags.push_back("annotations");
      if ((argument & kFunctionClosure) != 0) flags.push_back("closure");
      return fmt::format("{}", fmt::join(flags, ", "));
    }
    default:
      return {};
  }
}

bool may_check_after(const Code& code, std::uint32_t index, CheckPointFamily family) {
  const Instruction& instruction = code.at(index);
  const OpcodeInfo& info = opcode_info(instruction);
  switch (family) {
    case CheckPointFamily::none:
      return false;
    case CheckPointFamily::python_2_7:
      return info.tick_27 != FastPath::fast;
    case CheckPointFamily::python_3_2: {
      if (info.tick_32 == FastPath::fast) return false;
      if (index + 1 >= code.instructions->size()) return true;
      const auto next = static_cast<Opcode>(code.at(index + 1).opcode);
      return next != Opcode::BEFORE_WITH && next != Opcode::SEND;
    }
    case CheckPointFamily::micropython:
      return is_micropython_branch(static_cast<Opcode>(instruction.opcode));
    case CheckPointFamily::python_3_10:
      return info.check_310 != CheckPoint::never;
    case CheckPointFamily::python_3_11:
      if (info.check_311 == CheckPoint::resume) return instruction.argument <= kResumeAfterYield;
      return info.check_311 != CheckPoint::never;
  }
  return false;
}

namespace {

std::set<std::int64_t> jump_targets(const Code& code) {
  std::set<std::int64_t> targets;
  for (std::size_t i = 0; i < code.instructions->size(); ++i) {
    const Instruction& instruction = (*code.instructions)[i];
    if (is_jump(static_cast<Opcode>(instruction.opcode))) {
      targets.insert(jump_target(static_cast<std::int64_t>(i), instruction));
    }
  }
  for (const ExceptionTableEntry& entry : *code.exception_table) targets.insert(entry.target);
  return targets;
}

/// The line that starts at each instruction, or -1.
std::vector<int> line_starts(const Code& code) {
  std::vector<int> starts;
  int last = -1;
  for (const SourceRange& range : code.source_ranges()) {
    const bool starts_line = range.line >= 0 && range.line != last;
    starts.push_back(starts_line ? range.line : -1);
    if (starts_line) last = range.line;
  }
  return starts;
}

void append_instructions(std::string& text, const Code& code, const DisassembleOptions& options) {
  const std::set<std::int64_t> targets = jump_targets(code);
  const std::vector<int> starts = line_starts(code);
  const int last_line = starts.empty() ? -1 : *std::max_element(starts.begin(), starts.end());
  const int line_width =
      last_line < 0 ? 0 : std::max(3, static_cast<int>(std::to_string(last_line).size()));
  const std::size_t last_offset =
      code.instructions->empty() ? 0 : 2 * (code.instructions->size() - 1);
  const int offset_width =
      last_offset >= 10000 ? static_cast<int>(std::to_string(last_offset).size()) : 4;
  for (std::uint32_t i = 0; i < code.instructions->size(); ++i) {
    if (starts[i] >= 0 && i > 0) text += '\n';
    std::string line;
    if (line_width > 0) {
      line = starts[i] >= 0 ? fmt::format("{:>{}} ", starts[i], line_width)
                            : std::string(line_width + 1, ' ');
    }
    line += "    ";
    line += targets.contains(i) ? ">> " : "   ";
    line += fmt::format("{:>{}} ", 2 * i, offset_width);
    if (options.check_points != CheckPointFamily::none) {
      line += may_check_after(code, i, options.check_points) ? "* " : "  ";
    }
    const OpcodeInfo& info = opcode_info(code.at(i));
    line += fmt::format("{:<20}", info.name);
    if (info.operand != OperandKind::none) {
      line += fmt::format(" {:>5}", code.at(i).argument);
      const std::string meaning = argument_text(code, i);
      if (!meaning.empty()) line += fmt::format(" ({})", meaning);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
}

}  // namespace

std::string disassemble(const Code& code, const DisassembleOptions& options) {
  // A list of what is still to be shown, innermost last: no recursion, however deep functions nest.
  std::string text;
  std::vector<const Code*> waiting = {&code};
  while (!waiting.empty()) {
    const Code* current = waiting.back();
    waiting.pop_back();
    if (current != &code) text += fmt::format("\nDisassembly of {}:\n", code_repr(*current));
    append_instructions(text, *current, options);
    if (options.exception_table && !current->exception_table->empty()) {
      text += "ExceptionTable:\n";
      for (const ExceptionTableEntry& entry : *current->exception_table) {
        text +=
            fmt::format("  {} to {} -> {} [{}]{}\n", 2 * entry.start, 2 * (entry.end - 1),
                        2 * entry.target, entry.depth, entry.push_last_instruction ? " lasti" : "");
      }
    }
    if (!options.recursive) break;
    const auto constants = current->constants->view();
    for (auto constant = constants.rbegin(); constant != constants.rend(); ++constant) {
      if (has_layout(*constant, Layout::code)) waiting.push_back(cast<Code>(*constant));
    }
  }
  return text;
}

}  // namespace gilsim::vm
