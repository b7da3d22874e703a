// SPDX-License-Identifier: MIT
//
// Generators: a heap frame that the eval loop resumes; never a fiber.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>

namespace gilsim::vm {

enum class GeneratorState : std::uint8_t { created, suspended, running, finished };

struct Generator : Object {
  Frame* frame;  // in a buffer of its own; nullptr once finished
  std::uint32_t frame_bytes;
  GeneratorState state;
  HandledException handled;  // its own link in the chain of handled exceptions
  Value name;                // owned
  Value qualified_name;      // owned
};

/// Resumes it with a value (None to start). Undefined: it returned, and the return value is in
/// `result`; Error: it raised.
Ref generator_send(Thread& thread, Generator* generator, Value sent, Ref& result);
/// Raises an exception object inside it; the same results.
Ref generator_throw(Thread& thread, Generator* generator, Ref exception, Ref& result);

}  // namespace gilsim::vm
