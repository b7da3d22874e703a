// SPDX-License-Identifier: MIT
//
// Frozen code: a module's code object as bytes, so that the modules inside the binary need not be
// compiled each time they are imported. CPython freezes the modules it starts with for the same
// reason (Lib/importlib, Python/frozen.c).
//
// The bytes hold what compiling the text gives, whatever the costs and check points of the Instance
// that thaws them: what depends on those is worked out anew. They are read by the build that wrote
// them and by no other: there is no version in them, and the reader trusts them.
//
// One object follows the other, each a tag and its content; whatever holds others (a tuple, a code
// object) comes after its tag with them inside. Objects are numbered as they end, and one that was
// met before is its number. Places in the source stand behind all objects, and are read for a code
// object when somebody first asks for them. Whole numbers are variable-length: seven bits a byte,
// the least first.
#pragma once

#include "vm/bytecode/code.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

/// `code` with all code inside it.
std::string freeze(const Code& code);

/// Code::source_ranges(), of which there are `count`, from Code::frozen_positions.
std::vector<SourceRange> thaw_positions(std::string_view frozen, std::size_t count);

/// Immortal code objects of `instance`, made of what freeze() gave. Equal constants are one object,
/// as after compiling. `frozen` and `source_text` (see CompileOptions) must live as long as the
/// Instance. REQUIRES: Instance::additions is held.
Code* thaw(Instance& instance, std::string_view frozen, std::string_view file_name,
           const std::string_view* source_text);

}  // namespace gilsim::vm
