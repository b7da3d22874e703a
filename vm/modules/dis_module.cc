// SPDX-License-Identifier: MIT
//
// Module _dis: the disassembler, for dis.py.
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/opcodes.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

namespace {

const Code* code_argument(Thread& thread, Value value) {
  if (has_layout(value, Layout::code)) return cast<Code>(value);
  thread.type_error("don't know how to disassemble {} objects", type_name(thread, value)).reset();
  return nullptr;
}

/// text(code, recursive)
Ref dis_text(Thread& thread, Arguments arguments) {
  const Code* code = code_argument(thread, arguments[0]);
  if (code == nullptr) return Ref::error();
  const Truth recursive = is_true(thread, arguments[1]);
  if (recursive == Truth::error) return Ref::error();
  DisassembleOptions options;
  options.recursive = recursive == Truth::yes;
  return make_str(thread, disassemble(*code, options));
}

/// instructions(code): (name, opcode, argument or None, its text, offset, line) of each.
Ref dis_instructions(Thread& thread, Arguments arguments) {
  const Code* code = code_argument(thread, arguments[0]);
  if (code == nullptr) return Ref::error();
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  for (std::uint32_t i = 0; i < code->instructions->size(); ++i) {
    const Instruction& instruction = (*code->instructions)[i];
    const auto opcode = static_cast<Opcode>(instruction.opcode);
    const Ref name = make_str(thread, opcode_info(opcode).name);
    const Ref text = make_str(thread, argument_text(*code, i));
    if (name.is_error() || text.is_error()) return Ref::error();
    const Value argument = opcode_info(opcode).operand != OperandKind::none
                               ? Value::small_int(instruction.argument)
                               : Value::none();
    const Ref row = make_tuple(
        thread, {name, Value::small_int(opcode_info(opcode).cpython_number), argument, text,
                 Value::small_int(2 * std::int64_t{i}), Value::small_int(code->line_of(i))});
    if (row.is_error() || !list_append(thread, list.as<List>(), row)) return Ref::error();
  }
  return list;
}

constexpr NativeDefinition kRows[] = {
    {"text", dis_text, "code, recursive, /"},
    {"instructions", dis_instructions, "code, /"},
};

bool initialise_dis(Thread& thread, Module& module) { return add_functions(thread, module, kRows); }

}  // namespace

const NativeModuleDefinition kDisModule = {"_dis", initialise_dis};

}  // namespace gilsim::vm
