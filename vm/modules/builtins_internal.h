// SPDX-License-Identifier: MIT
//
// The functions of module builtins, by theme; builtins.cc puts them together.
#pragma once

#include "vm/core/native.h"
#include "vm/core/thread.h"

#include <span>

namespace gilsim::vm {

std::span<const NativeDefinition>
builtins_of_attributes();  // getattr, isinstance, dir, vars, id, ...
std::span<const NativeDefinition>
builtins_of_numbers();  // abs, min, sum, round, pow, ord, hex, ...
std::span<const NativeDefinition> builtins_of_iteration();  // len, iter, next, sorted, any, all
std::span<const NativeDefinition> builtins_of_text();       // print, input, repr, ascii, format
std::span<const NativeDefinition> builtins_of_code();       // exec, eval, compile, __import__
/// __build_class__.
Ref builtin_build_class(Thread& thread, Arguments arguments);

/// The innermost Python frame's globals and locals; nullptr and Undefined without one.
Dict* current_globals(const Thread& thread);

}  // namespace gilsim::vm
