// SPDX-License-Identifier: MIT
#include "vm/eval/frame_text.h"

#include "vm/objects/brief_repr.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/str.h"

#include <algorithm>

namespace gilsim::vm {

namespace {

/// What a slot holds, a cell's content in its place.
FoundVariable variable_in(Value& slot, LocalKind kind) {
  if (kind != LocalKind::local && has_layout(slot, Layout::cell)) {
    return {slot.as_object(), cast<Cell>(slot)->content};
  }
  return {&slot, slot};
}

bool is_shown_global(const Str* name, Value value) {
  if (name->length >= 2 && name->at(0) == '_' && name->at(1) == '_') return false;
  return !has_layout(value, Layout::module) && !has_layout(value, Layout::function) &&
         !has_layout(value, Layout::native_function) && !has_layout(value, Layout::type);
}

std::vector<VariableText> texts_of_names(const Dict* dict, const FrameTextLimits& limits) {
  std::vector<VariableText> texts;
  std::int64_t position = 0;
  Value key;
  Value value;
  while (texts.size() < limits.variables && dict_next(dict, position, key, value)) {
    if (!is_str(key) || !is_shown_global(cast<Str>(key), value)) continue;
    texts.push_back({to_utf8(cast<Str>(key)), brief_repr(value, limits.value_length)});
  }
  return texts;
}

std::vector<VariableText> texts_of_slots(Frame& frame, const FrameTextLimits& limits) {
  std::vector<VariableText> texts;
  const Code& code = *frame.code;
  for (std::uint32_t i = 0; i < code.local_count && texts.size() < limits.variables; ++i) {
    const Value value = variable_in(frame.slots()[i], (*code.local_kinds)[i]).value;
    if (value.is_undefined()) continue;
    texts.push_back({to_utf8((*code.local_names)[i]), brief_repr(value, limits.value_length)});
  }
  return texts;
}

}  // namespace

std::vector<FrameText> frame_texts(const Thread& thread, const FrameTextLimits& limits) {
  std::vector<FrameText> texts;
  for (Frame* frame = thread.frame; frame != nullptr && texts.size() < limits.frames;
       frame = frame->previous) {
    FrameText& text = texts.emplace_back();
    text.code = frame->code;
    text.instruction = frame->instruction;
    text.line = std::max(frame->code->line_of(frame->instruction), 0);
    text.variables = is_dict(frame->locals) ? texts_of_names(cast<Dict>(frame->locals), limits)
                                            : texts_of_slots(*frame, limits);
  }
  return texts;
}

std::vector<VariableText> global_texts(const Thread& thread, const FrameTextLimits& limits) {
  if (thread.frame == nullptr) return {};
  return texts_of_names(thread.frame->globals, limits);
}

FoundVariable local_variable(Frame& frame, Str* name) {
  const Code& code = *frame.code;
  for (std::uint32_t i = 0; i < code.local_count; ++i) {
    if ((*code.local_names)[i] != name) continue;
    return variable_in(frame.slots()[i], (*code.local_kinds)[i]);
  }
  if (!is_dict(frame.locals)) return {};
  auto* const names = cast<Dict>(frame.locals);
  return {names, dict_get(names, name)};
}

}  // namespace gilsim::vm
