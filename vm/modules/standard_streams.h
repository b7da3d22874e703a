// SPDX-License-Identifier: MIT
//
// sys.stdout, sys.stderr and sys.stdin: text streams whose text goes to, and comes from, the Host.
#pragma once

#include "vm/core/host.h"
#include "vm/core/instance.h"
#include "vm/core/thread.h"

#include <string_view>

namespace gilsim::vm {

struct TextStream : Object {
  enum class Kind : std::uint8_t { input, output, error } kind;
  bool is_closed;
  bool is_binary;  // stream.buffer
};

Ref make_text_stream(Thread& thread, TextStream::Kind kind);
/// True if the value is a stream of this file, so that text can go to the host directly.
bool is_text_stream(const Thread& thread, Value value);
/// Writes text. Lone surrogates are an error on standard output and escapes on standard error.
bool write_text(Thread& thread, const TextStream* stream, std::string_view utf8);
/// Nothing happens to standard input.
void flush_stream(Thread& thread, const TextStream* stream);

/// sys.stdout, sys.stderr, ...: whatever the program has put there; Undefined: nothing.
Ref standard_stream(Thread& thread, std::string_view name);
/// Writes to sys.stderr or, if that cannot be, to the host's standard error. Never leaves an
/// exception.
void write_standard_error(Thread& thread, std::string_view utf8);

void initialise_stream_type(Instance& instance);

}  // namespace gilsim::vm
