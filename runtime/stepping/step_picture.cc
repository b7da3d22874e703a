// SPDX-License-Identifier: MIT
#include "runtime/stepping/step_picture.h"

#include <algorithm>

namespace gilsim::runtime {
namespace {

void begin(Picture& picture, const StepEvent& event) {
  PictureThread& thread = picture.threads[event.thread];
  thread = {};
  thread.process = event.process;
  thread.is_alive = true;
  thread.since_ns = thread.start_ns = event.ns;
}

void change_state(PictureThread& thread, const StepEvent& event) {
  thread.state = event.to;
  thread.cause = event.cause;
  thread.since_ns = event.ns;
  thread.core = event.core;
  if (event.to == ThreadState::wants_gil) thread.has_asked = false;
}

void take(Picture& picture, const StepEvent& event) {
  PictureProcess& process = picture.processes[event.process];
  if (event.is_handoff()) {
    ++process.handoffs;
    ++picture.handoffs;
  }
  process.holder = process.last_holder = event.thread;
  process.held_since_ns = event.ns;
  picture.threads[event.thread].has_asked = false;
}

void end(PictureThread& thread, const StepEvent& event) {
  thread.is_alive = false;
  thread.since_ns = event.ns;
  thread.cause = event.cause;
  thread.core = kNoCore;
}

}  // namespace

void Picture::add(const StepEvent& happened) {
  ++event;
  ns = std::max(ns, happened.ns);
  if (happened.kind == TraceLineKind::thread_start) begin(*this, happened);
  if (happened.thread != 0) {
    PictureThread& thread = threads[happened.thread];
    if (happened.tick >= 0) thread.tick = happened.tick;
    if (happened.code != StepEvent::kNone) {
      thread.code = happened.code;
      thread.instruction = happened.instruction;
      thread.line = happened.line;
    }
  }
  switch (happened.kind) {
    case TraceLineKind::output:
      ++outputs;
      return;
    case TraceLineKind::process_start:
      processes[happened.process] = {};
      return;
    case TraceLineKind::process_end:
      processes[happened.process].has_ended = true;
      processes[happened.process].exit_code = happened.object;
      return;
    case TraceLineKind::thread_end:
      return end(threads[happened.thread], happened);
    case TraceLineKind::state:
      return change_state(threads[happened.thread], happened);
    case TraceLineKind::block:
      threads[happened.thread].waits_for = happened.other;
      threads[happened.thread].wait_object = happened.object;
      return;
    case TraceLineKind::drop_request:
      processes[happened.process].last_request = happened;
      threads[happened.thread].has_asked = true;
      return;
    case TraceLineKind::take_gil:
      return take(*this, happened);
    case TraceLineKind::drop_gil:
      processes[happened.process].holder = 0;
      processes[happened.process].last_drop = happened;
      return;
    default:
      return;
  }
}

}  // namespace gilsim::runtime
