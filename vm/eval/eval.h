// SPDX-License-Identifier: MIT
//
// Entries to the eval loop, and how frames are made.
#pragma once

#include "vm/bytecode/code.h"
#include "vm/core/frame.h"
#include "vm/core/thread.h"
#include "vm/objects/function.h"

namespace gilsim::vm {

/// Runs module, class-body or exec code with the given globals and locals (a mapping). New
/// reference, or Error.
Ref run_code(Thread& thread, Code* code, Dict* globals, Value locals);

/// Builds a class: runs `body` (a Function) with `namespace_dict` as its locals. Its result is the
/// class cell or None.
Ref run_class_body(Thread& thread, Function* body, Value namespace_mapping);

/// A frame for a call of `function`, its parameters unbound, not yet entered. nullptr:
/// RecursionError or MemoryError is pending.
Frame* make_call_frame(Thread& thread, Function* function);
/// Binds arguments (borrowed) to the parameters of a fresh frame. False: TypeError is pending.
bool bind_arguments(Thread& thread, Function* function, Arguments arguments, Frame* frame);
/// Drops everything a frame holds below `stack_top` and gives its memory back.
void release_frame(Thread& thread, Frame* frame, Value* stack_top);

/// Runs a frame (made by make_call_frame, or a suspended generator's with the sent value pushed)
/// until it returns or yields. `raising`: the pending exception is raised at its current
/// instruction first.
Ref run_frame(Thread& thread, Frame* frame, bool raising = false);

}  // namespace gilsim::vm
