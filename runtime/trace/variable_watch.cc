// SPDX-License-Identifier: MIT
#include "runtime/trace/variable_watch.h"

#include "runtime/deadlock_report.h"
#include "vm/bytecode/opcodes.h"
#include "vm/core/instance.h"
#include "vm/eval/frame_text.h"
#include "vm/objects/brief_repr.h"
#include "vm/objects/dict.h"
#include "vm/objects/str.h"


namespace gilsim::runtime {

namespace {

constexpr std::size_t kLongestValue = 60;

std::uintptr_t address(const void* place) { return reinterpret_cast<std::uintptr_t>(place); }

bool stands_behind(const vm::Frame& frame, vm::Opcode opcode) {
  return frame.instruction > 0 &&
         frame.code->at(frame.instruction - 1).opcode == static_cast<std::uint16_t>(opcode);
}

// Words that stand for the same value for ever.
bool is_fixed(vm::Value value) { return !value.is_object() || vm::is_exact_str(value); }

}  // namespace

VariableWatch::VariableWatch(const std::vector<std::string>& names) {
  for (const std::string& given : names) {
    const std::size_t dot = given.rfind('.');
    if (dot == std::string::npos) {
      names_.push_back({"", given});
    } else {
      names_.push_back({given.substr(0, dot), given.substr(dot + 1)});
    }
  }
}

bool VariableWatch::is_of_program(const vm::Code& code) {
  if (code.serial >= of_program_.size()) of_program_.resize(code.serial + std::size_t{1}, -1);
  std::int8_t& answer = of_program_[code.serial];
  if (answer < 0) {
    answer = is_library_file(vm::to_utf8(code.file_name)) ? 0 : 1;
  }
  return answer != 0;
}

// A new activation may stand where an earlier one stood.
void VariableWatch::forget_slots(vm::Frame& frame) {
  known_.erase(known_.lower_bound({address(frame.slots()), nullptr}),
               known_.lower_bound({address(frame.slots() + frame.code->local_count), nullptr}));
}

void VariableWatch::look_at(Name& name, std::uintptr_t place, vm::Value value,
                            std::string_view scope, bool silently, const Report& report) {
  const auto found = known_.find({place, &name});
  if (found == known_.end() && value.is_undefined()) return;
  if (found != known_.end() && found->second.value == value && is_fixed(value)) return;
  std::string text = vm::brief_repr(value, kLongestValue);
  if (value.is_undefined()) {
    known_.erase(found);
  } else if (found == known_.end()) {
    known_.insert({{place, &name}, {value, text}});
  } else {
    found->second.value = value;
    if (found->second.text == text) return;
    found->second.text = text;
  }
  if (!silently) report({name.name, scope, text, !value.is_undefined()});
}

void VariableWatch::look(const vm::Thread& thread, const Report& report) {
  vm::Frame* const frame = thread.frame;
  if (frame == nullptr || !is_of_program(*frame->code)) return;
  if (frame->instruction == 0) forget_slots(*frame);
  // A generator's frame has moved, an argument into its cell: the same variable in another place.
  const bool puts_in_cell = stands_behind(*frame, vm::Opcode::MAKE_CELL);
  const bool has_moved = puts_in_cell || stands_behind(*frame, vm::Opcode::RETURN_GENERATOR);
  const std::string scope = vm::to_utf8(frame->code->qualified_name);
  for (Name& name : names_) {
    if (name.interned == nullptr) name.interned = thread.instance.intern(name.name);
    if (name.function.empty() || name.function == scope ||
        name.function == vm::to_utf8(frame->code->name)) {
      const vm::FoundVariable found = vm::local_variable(*frame, name.interned);
      const std::uintptr_t place = address(found.place);
      // A new cell may stand where an earlier one stood.
      if (puts_in_cell) known_.erase({place, &name});
      if (place != 0) look_at(name, place, found.value, scope, has_moved, report);
    }
    if (!name.function.empty()) continue;
    const vm::Value global = vm::dict_get(frame->globals, name.interned);
    look_at(name, address(frame->globals), global, "<module>", false, report);
  }
}

}  // namespace gilsim::runtime
