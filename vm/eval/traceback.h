// SPDX-License-Identifier: MIT
//
// Frames and tracebacks as Python objects.
//
// A FrameObject is made only when something asks for one. While its frame runs it reads through to
// it; when the frame ends, `detach_frame_object` moves the variables over, so that what a traceback
// keeps alive can still be looked at.
#pragma once

#include "vm/core/frame.h"
#include "vm/core/instance.h"
#include "vm/objects/exception.h"

namespace gilsim::vm {

/// The object for a frame, made if needed. Borrowed from the frame.
FrameObject* frame_object_of(Thread& thread, Frame* frame);

/// To be called when a frame that has a frame object ends, before its slots are dropped: the object
/// takes the variables over (their slots are left Undefined) if anyone but the frame holds it.
void detach_frame_object(Thread& thread, Frame* frame);

/// locals() of a running frame: the mapping of a module or class body, or the dict of a function's
/// variables, brought up to date (one dict a frame, as in CPython). New reference.
Ref frame_locals(Thread& thread, Frame* frame);

/// The line that an instruction of the code stands on; -1: none.
int traceback_line(const Traceback* traceback);

/// How much of an exception is formatted: its last line, it alone, or with causes and contexts.
enum class FormattedPart : std::uint8_t { last_line, alone, chain };
/// What Python's own module traceback makes of an exception: unlike what the interpreter prints, it
/// has no suggestions ("Did you mean") before 3.12.
std::string format_without_suggestions(Thread& thread, Value exception, FormattedPart part);

/// Types frame and traceback; part of initialise_exception_types.
void initialise_traceback_types(Instance& instance);

}  // namespace gilsim::vm
