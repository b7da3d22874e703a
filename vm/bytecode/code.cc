// SPDX-License-Identifier: MIT
#include "vm/bytecode/code.h"

#include "vm/bytecode/frozen_code.h"
#include "vm/bytecode/opcodes.h"
#include "vm/core/instance.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <memory>
#include <mutex>

namespace gilsim::vm {

const ExceptionTableEntry* Code::handler_of(std::uint32_t index) const {
  const auto after = std::upper_bound(
      exception_table->begin(), exception_table->end(), index,
      [](std::uint32_t i, const ExceptionTableEntry& entry) { return i < entry.start; });
  if (after == exception_table->begin()) return nullptr;
  const ExceptionTableEntry& entry = *std::prev(after);
  return index < entry.end ? &entry : nullptr;
}

Code* make_code(Instance& instance) {
  Code* code = instance.immortal_heap().make<Code>(instance.types.code);
  code->serial = instance.register_code(code);
  code->names = new std::vector<Str*>();
  code->local_names = new std::vector<Str*>();
  code->local_kinds = new std::vector<LocalKind>();
  code->instructions = new std::vector<Instruction>();
  code->exception_table = new std::vector<ExceptionTableEntry>();
  code->rest = new std::vector<Charge>();
  code->docstring = Value::none();
  return code;
}

std::uint32_t plain_argument_count_of(const Code& code) {
  const bool is_plain =
      code.keyword_only_count == 0 && (code.flags & (kCodeVarArgs | kCodeVarKeywords)) == 0;
  return is_plain ? code.argument_count : kBindsMore;
}

void price_code(Instance& instance, Code& code) {
  const std::lock_guard lock(instance.additions);
  if (!code.rest->empty()) return;
  const std::vector<Instruction>& instructions = *code.instructions;
  code.rest->resize(instructions.size());
  Charge sum;
  for (std::size_t i = instructions.size(); i-- > 0;) {
    const auto opcode = static_cast<Opcode>(instructions[i].opcode);
    if (ends_segment(opcode)) sum = Charge();
    sum.picoseconds += instance.costs[static_cast<std::size_t>(opcode_cost_kind(opcode))];
    sum.ticks += ticks_of(opcode, instance.check_points);
    (*code.rest)[i] = sum;
  }
}

const std::vector<SourceRange>& Code::thaw_source_ranges() const {
  auto thawed = std::make_unique<std::vector<SourceRange>>(
      thaw_positions(frozen_positions, instructions->size()));
  std::vector<SourceRange>* others = nullptr;
  const bool is_first = std::atomic_ref(positions).compare_exchange_strong(others, thawed.get());
  return is_first ? *thawed.release() : *others;
}

void release_code_tables(Code& code) {
  delete code.names;
  delete code.local_names;
  delete code.local_kinds;
  delete code.instructions;
  delete code.positions;
  delete code.exception_table;
  delete code.rest;
  code.names = nullptr;
  code.local_names = nullptr;
  code.local_kinds = nullptr;
  code.instructions = nullptr;
  code.positions = nullptr;
  code.exception_table = nullptr;
  code.rest = nullptr;
}

namespace {

bool same_instruction(const Instruction& left, const Instruction& right) {
  return left.opcode == right.opcode && left.argument == right.argument;
}

bool same_entry(const ExceptionTableEntry& left, const ExceptionTableEntry& right) {
  return left.start == right.start && left.end == right.end && left.target == right.target &&
         left.depth == right.depth && left.push_last_instruction == right.push_last_instruction;
}

bool same_constants(const Tuple& left, const Tuple& right) {
  // Other equal constants of a module are one object.
  return std::ranges::equal(left.view(), right.view(), [](Value a, Value b) {
    if (a == b) return true;
    return has_layout(a, Layout::code) && has_layout(b, Layout::code) &&
           same_code(*cast<Code>(a), *cast<Code>(b));
  });
}

}  // namespace

bool same_code(const Code& left, const Code& right) {
  return left.name == right.name && left.first_line == right.first_line &&
         left.flags == right.flags && left.argument_count == right.argument_count &&
         left.positional_only_count == right.positional_only_count &&
         left.keyword_only_count == right.keyword_only_count && *left.names == *right.names &&
         *left.local_names == *right.local_names && *left.local_kinds == *right.local_kinds &&
         left.source_ranges() == right.source_ranges() &&
         std::ranges::equal(*left.instructions, *right.instructions, same_instruction) &&
         std::ranges::equal(*left.exception_table, *right.exception_table, same_entry) &&
         same_constants(*left.constants, *right.constants);
}

}  // namespace gilsim::vm
