// SPDX-License-Identifier: MIT
//
// A frame is one activation of a code object: its variables and its evaluation stack.
//
//     slots: [ fast locals (arguments first) | cells | free variables | evaluation stack ... ]
//
// Frames of calls live in their thread's arena, one above the other; the frame of a generator lives
// in the generator object. A frame owns counts on what its slots hold, on `function` and on
// `locals`. Its function keeps `globals` and `builtins` alive; a frame without a function owns
// them, and so does a generator's, which may outlive its function in a cycle that is being
// collected.
//
// Invariant: while the eval loop runs a frame, `instruction` is only current after it was saved (at
// calls out); for every other frame it names the instruction that is being executed (the CALL).
#pragma once

#include "vm/bytecode/code.h"
#include "vm/core/object.h"

#include <cstdint>

namespace gilsim::vm {

struct Dict;
struct Function;
struct Generator;
struct FrameObject;
struct QuickCode;

struct Frame {
  Frame* previous;       // caller; nullptr for a thread's first frame
  Code* code;            // borrowed (immortal)
  QuickCode* quick;      // borrowed
  Function* function;    // owned; nullptr for module and exec code
  Dict* globals;         // owned if owns_globals()
  Dict* builtins;        // the same
  Value locals;          // owned; mapping of class bodies, modules and exec; else Undefined
  Generator* generator;  // borrowed; the generator whose frame this is, or nullptr
  FrameObject*
      frame_object;  // owned; made when Python asks (tracebacks, sys._getframe), or nullptr
  std::uint32_t instruction;  // index of the instruction that is being executed
  std::uint32_t stack_depth;  // values on the evaluation stack when saved
  bool is_entry;              // the eval loop returns to its C++ caller when this frame ends
  bool in_arena;
  bool returns_self;        // an __init__ frame: its caller gets the instance, not the result
  std::int32_t jumps_left;  // micropython: until this activation gives the lock away
  Value pending_self;       // owned; the instance of such a frame

  Value* slots() { return reinterpret_cast<Value*>(this + 1); }
  /// A function's, called by the eval loop's own CALL, of which nobody keeps an object.
  bool is_plain_call() const {
    return !is_entry && in_arena && !returns_self && generator == nullptr &&
           frame_object == nullptr && function != nullptr;
  }
  bool owns_globals() const { return function == nullptr || !in_arena; }
  Value* stack_base() { return slots() + code->local_count; }
};

static_assert(sizeof(Frame) % sizeof(Value) == 0);

}  // namespace gilsim::vm
