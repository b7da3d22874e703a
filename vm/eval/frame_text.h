// SPDX-License-Identifier: MIT
//
// A thread's frames and variables, for traces and the stepper.
//
// Looking changes nothing: see vm/objects/brief_repr.h. The thread must stand still: inside a call
// of its Host, or not running at all.
#pragma once

#include "vm/core/frame.h"
#include "vm/core/thread.h"
#include "vm/core/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct VariableText {
  std::string name;
  std::string value;  // see brief_repr
};

struct FrameText {
  const Code* code = nullptr;
  std::uint32_t instruction = 0;
  int line = 0;                         // 0: none
  std::vector<VariableText> variables;  // those that have a value, in the order of their slots
};

struct FrameTextLimits {
  std::size_t frames = 64;
  std::size_t variables = 64;  // of a frame
  std::size_t value_length = 60;
};

/// The thread's frames, the innermost first. Of a module's frame the variables are its globals,
/// without names that begin with "__" and without modules, functions and classes.
std::vector<FrameText> frame_texts(const Thread& thread, const FrameTextLimits& limits = {});

/// The globals that the innermost frame sees, chosen as above.
std::vector<VariableText> global_texts(const Thread& thread, const FrameTextLimits& limits = {});

/// A variable and where it lives: variables of one name are the same one exactly if their places
/// are equal.
struct FoundVariable {
  const void* place = nullptr;  // the slot, the cell or the dict; nullptr: there is none
  Value value;                  // borrowed; Undefined: it is not bound now
};

/// A variable of a frame: a fast local, a cell, a free variable, or a name of the frame's own dict
/// (modules and class bodies). REQUIRES: `name` is interned.
FoundVariable local_variable(Frame& frame, Str* name);

}  // namespace gilsim::vm
