// SPDX-License-Identifier: MIT
//
// Generators. A generator's frame lives in a buffer of the heap; resuming links it on top of the
// thread's frames, a yield unlinks it. The eval loop does both in place for `for` and `yield from`;
// the methods (send, throw, close, next) run a nested loop.
#include "vm/objects/generator.h"

#include "vm/bytecode/opcodes.h"
#include "vm/core/slots.h"
#include "vm/eval/eval.h"
#include "vm/eval/eval_support.h"
#include "vm/eval/instructions.h"
#include "vm/eval/operations.h"
#include "vm/objects/exception.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cstring>

namespace gilsim::vm {

namespace {

Value* stack_top(Frame* frame) { return frame->stack_base() + frame->stack_depth; }

void link(Thread& thread, Generator* generator) {
  generator->state = GeneratorState::running;
  generator->handled.previous = thread.handled;
  thread.handled = &generator->handled;
}

void unlink(Thread& thread, Generator* generator) {
  thread.handled = generator->handled.previous;
  generator->handled.previous = nullptr;
}

/// Gives back the frame's memory; its values are gone already.
void free_frame(Heap& heap, Generator* generator) {
  if (generator->frame == nullptr) return;
  heap.free_buffer(generator->frame, generator->frame_bytes);
  generator->frame = nullptr;
}

/// Checks that it can be resumed now. False: ValueError is pending.
bool check_not_running(Thread& thread, const Generator* generator) {
  if (generator->state != GeneratorState::running) return true;
  thread.value_error("generator already executing").reset();
  return false;
}

/// Turns a StopIteration that leaves a generator's frame into RuntimeError (PEP 479).
void replace_stop_iteration(Thread& thread) {
  if (thread.cancelled || !thread.exception_matches(thread.types().StopIteration)) return;
  Ref stop = thread.take_exception();
  thread.raise(thread.types().RuntimeError, "generator raised StopIteration").reset();
  Ref error = thread.take_exception();
  if (is_exception(error)) {
    auto* raised = error.as<Exception>();
    decref(std::exchange(raised->context, stop.share().release()));
    decref(std::exchange(raised->cause, stop.release()));
    raised->suppress_context = true;
  }
  thread.restore_exception(std::move(error));
}

}  // namespace

Ref make_generator(Thread& thread, Frame* frame) {
  Heap& heap = thread.heap();
  thread.charge(thread.work_costs().object_ps);
  auto* generator = heap.make<Generator>(thread.types().generator);
  const std::size_t bytes =
      sizeof(Frame) +
      (frame->code->local_count + std::size_t{frame->code->stack_size}) * sizeof(Value);
  auto* copy = static_cast<Frame*>(heap.allocate_buffer(bytes));
  std::memcpy(static_cast<void*>(copy), frame,
              sizeof(Frame) + frame->code->local_count * sizeof(Value));
  copy->in_arena = false;
  if (!frame->owns_globals()) {
    incref(copy->globals);
    incref(copy->builtins);
  }
  copy->is_entry = false;
  copy->generator = generator;
  copy->previous = nullptr;
  generator->frame = copy;
  generator->frame_bytes = static_cast<std::uint32_t>(bytes);
  generator->state = GeneratorState::created;
  generator->handled = {Value(), nullptr};
  generator->name = Ref::share(frame->function->name).release();
  generator->qualified_name = Ref::share(frame->function->qualified_name).release();
  thread.frame = frame->previous;
  --thread.recursion_depth;
  thread.pop_frame_memory(frame);
  heap.track(generator);
  return Ref::adopt(generator);
}

bool resume_generator(Thread& thread, Generator* generator, Value sent) {
  if (thread.recursion_depth >= thread.interpreter.recursion_limit) {
    thread.raise(thread.types().RecursionError, "maximum recursion depth exceeded").reset();
    return false;
  }
  Frame* frame = generator->frame;
  incref(sent);
  *stack_top(frame) = sent;
  ++frame->stack_depth;
  frame->previous = thread.frame;
  frame->is_entry = false;
  thread.frame = frame;
  ++thread.recursion_depth;
  link(thread, generator);
  return true;
}

void suspend_generator(Thread& thread, Frame* frame) {
  frame->generator->state = GeneratorState::suspended;
  unlink(thread, frame->generator);
  thread.frame = frame->previous;
  frame->previous = nullptr;
  --thread.recursion_depth;
}

void finish_generator(Thread& thread, Frame* frame, Value* sp) {
  Generator* generator = frame->generator;
  if (thread.has_exception()) replace_stop_iteration(thread);
  drop_frame_values(frame, sp);
  generator->state = GeneratorState::finished;
  unlink(thread, generator);
  thread.frame = frame->previous;
  decref(std::exchange(generator->handled.exception, Value()));
  release_frame(thread, frame, frame->slots());
  free_frame(thread.heap(), generator);
}

// --- nested resumption ---

namespace {

/// Runs a generator whose frame is ready (sent value pushed, or an exception pending) in a nested
/// loop.
Ref run_generator(Thread& thread, Generator* generator, bool raising, Ref& result) {
  const Ref keep = Ref::share(generator);
  link(thread, generator);
  Frame* frame = generator->frame;
  if (!raising) {
    ++frame->instruction;
  } else if (is_exception(generator->handled.exception) && thread.has_exception()) {
    // The context is what the generator is handling (genobject.c: _PyErr_ChainStackItem).
    thread.raise(thread.take_exception()).reset();
  }
  Ref value = run_frame(thread, frame, raising);
  if (value.is_error()) {
    if (generator->state == GeneratorState::running) {  // run_frame could not even begin
      if (!raising) --frame->instruction;
      generator->state = GeneratorState::suspended;
      unlink(thread, generator);
    }
    return value;
  }
  if (generator->state == GeneratorState::suspended) return value;
  result = std::move(value);
  return Ref::undefined();
}

/// The iterator that a generator suspended in `yield from` delegates to; Undefined: none.
Value delegate_of(const Generator* generator) {
  if (generator->state != GeneratorState::suspended) return Value::undefined();
  Frame* frame = generator->frame;
  const Instruction& next = frame->code->at(frame->instruction + 1);
  if (next.opcode != static_cast<std::uint16_t>(Opcode::RESUME) ||
      (next.argument & 3) != kResumeAfterYieldFrom) {
    return Value::undefined();
  }
  return stack_top(frame)[-1];
}

Ref stop_iteration(Thread& thread, Ref value) {
  if (value.is_none() || value.is_undefined()) {
    Ref stop = make_exception(thread, thread.types().StopIteration, {});
    return stop.is_error() ? std::move(stop) : thread.raise(std::move(stop));
  }
  const Value arguments[] = {value.get()};
  Ref stop = make_exception(thread, thread.types().StopIteration, arguments);
  return stop.is_error() ? std::move(stop) : thread.raise(std::move(stop));
}

}  // namespace

Ref generator_send(Thread& thread, Generator* generator, Value sent, Ref& result) {
  if (!check_not_running(thread, generator)) return Ref::error();
  if (generator->state == GeneratorState::finished) {
    result = Ref::none();
    return Ref::undefined();
  }
  if (generator->state == GeneratorState::created && !sent.is_none()) {
    return thread.type_error("can't send non-None value to a just-started generator");
  }
  if (thread.recursion_depth >= thread.interpreter.recursion_limit) {
    return thread.raise(thread.types().RecursionError, "maximum recursion depth exceeded");
  }
  Frame* frame = generator->frame;
  incref(sent);
  *stack_top(frame) = sent;
  ++frame->stack_depth;
  return run_generator(thread, generator, false, result);
}

namespace {

/// Ends a generator that never began, or raises in one that did. What the caller is handling is no
/// context of an exception that was thrown in.
Ref throw_here(Thread& thread, Generator* generator, Ref exception, Ref& result) {
  thread.restore_exception(std::move(exception));
  return run_generator(thread, generator, true, result);
}

/// The delegate of `yield from` ended with a value: goes on behind the SEND loop.
Ref continue_after_delegate(Thread& thread, Generator* generator, Ref value, Ref& result) {
  Frame* frame = generator->frame;
  decref(*(stack_top(frame) - 1));
  *(stack_top(frame) - 1) = value.release();
  // The suspended YIELD_VALUE belongs to the SEND just before it; its jump leads out of the loop.
  std::uint32_t send = frame->instruction;
  while (frame->code->at(send).opcode != static_cast<std::uint16_t>(Opcode::SEND)) --send;
  frame->instruction = static_cast<std::uint32_t>(jump_target(send, frame->code->at(send))) - 1;
  return run_generator(thread, generator, false, result);
}

Ref throw_into_delegate(Thread& thread, Generator* generator, Value delegate_value, Ref exception,
                        Ref& result) {
  const Ref delegate = Ref::share(delegate_value);
  const Ref keep = Ref::share(generator);
  const bool is_exit = exception.as<Exception>()->type->is_subtype_of(thread.types().GeneratorExit);
  generator->state = GeneratorState::running;
  Ref returned;
  Ref answer;
  if (is_exit) {
    Ref close = get_attribute_or_undefined(thread, delegate, thread.names().close_);
    if (!close.is_error() && !close.is_undefined()) close = call(thread, close);
    generator->state = GeneratorState::suspended;
    if (close.is_error()) {
      exception = thread.take_exception();
      if (exception.is_undefined()) return Ref::error();
    }
    return throw_here(thread, generator, std::move(exception), result);
  }
  if (delegate.get().as_object()->type == thread.types().generator) {
    answer = generator_throw(thread, delegate.as<Generator>(), std::move(exception), returned);
  } else {
    Ref method = get_attribute_or_undefined(thread, delegate, thread.names().throw__);
    if (method.is_undefined()) {
      generator->state = GeneratorState::suspended;
      return throw_here(thread, generator, std::move(exception), result);
    }
    const Value arguments[] = {exception.get()};
    answer = method.is_error() ? std::move(method) : call(thread, method, arguments);
    if (answer.is_error() && thread.exception_matches(thread.types().StopIteration)) {
      const Ref stop = thread.take_exception();
      returned = get_attribute(thread, stop, thread.names().value_);
      if (!returned.is_error()) answer = Ref::undefined();
    }
  }
  generator->state = GeneratorState::suspended;
  if (answer.is_error()) return run_generator(thread, generator, true, result);
  if (answer.is_undefined()) {
    return continue_after_delegate(thread, generator, std::move(returned), result);
  }
  return answer;
}

}  // namespace

Ref generator_throw(Thread& thread, Generator* generator, Ref exception, Ref& result) {
  if (!check_not_running(thread, generator)) return Ref::error();
  if (generator->state == GeneratorState::finished) {
    thread.restore_exception(std::move(exception));
    return Ref::error();
  }
  const Value delegate = delegate_of(generator);
  if (!delegate.is_undefined() && delegate.is_object()) {
    return throw_into_delegate(thread, generator, delegate, std::move(exception), result);
  }
  return throw_here(thread, generator, std::move(exception), result);
}

Ref send_to(Thread& thread, Value receiver, Value sent, Ref& returned) {
  if (receiver.is_object() && receiver.as_object()->type == thread.types().generator) {
    return generator_send(thread, cast<Generator>(receiver), sent, returned);
  }
  const Type* type = type_of(thread, receiver);
  Ref value;
  if (!sent.is_none()) {
    const Value arguments[] = {sent};
    value = call_method(thread, receiver, thread.names().send_, arguments);
  } else if (type->slots.next == nullptr) {
    return thread.type_error("'{}' object is not an iterator", type_name(type));
  } else if (type->is_heap_type) {
    // Called by name: the StopIteration's value is the value of `yield from`.
    value = call_method(thread, receiver, thread.names().next_);
  } else {
    value = type->slots.next(thread, receiver);
    if (value.is_undefined()) returned = Ref::none();
  }
  if (value.is_error() && thread.exception_matches(thread.types().StopIteration)) {
    const Ref stop = thread.take_exception();
    returned = get_attribute(thread, stop, thread.names().value_);
    return returned.is_error() ? Ref::error() : Ref::undefined();
  }
  return value;
}

Ref get_yield_from_iterator(Thread& thread, const Frame*, Value iterable) {
  if (iterable.is_object() && iterable.as_object()->type == thread.types().generator) {
    return Ref::share(iterable);
  }
  return get_iterator(thread, iterable);
}

// --- the type ---

namespace {

Ref generator_next(Thread& thread, Value self) {
  Ref result;
  return generator_send(thread, cast<Generator>(self), Value::none(), result);
}

Ref self_iter(Thread&, Value self) { return Ref::share(self); }

Ref generator_repr(Thread& thread, Value self) {
  return make_str(thread, fmt::format("<generator object {} at 0x{:x}>",
                                      to_utf8(cast<Str>(cast<Generator>(self)->qualified_name)),
                                      thread.interpreter.identity_of(self)));
}

Ref method_send(Thread& thread, Arguments arguments) {
  Ref result;
  Ref value = generator_send(thread, cast<Generator>(arguments[0]), arguments[1], result);
  if (!value.is_undefined()) return value;
  return stop_iteration(thread, std::move(result));
}

Ref method_next(Thread& thread, Arguments arguments) {
  Ref result;
  Ref value = generator_send(thread, cast<Generator>(arguments[0]), Value::none(), result);
  if (!value.is_undefined()) return value;
  return stop_iteration(thread, std::move(result));
}

/// throw(type_or_instance, value=..., traceback=...)
Ref method_throw(Thread& thread, Arguments arguments) {
  Ref exception;
  if (is_exception(arguments[1])) {
    exception = Ref::share(arguments[1]);
  } else if (is_exception_class(arguments[1])) {
    const Value value = arguments[2];
    if (is_exception(value)) {
      exception = Ref::share(value);
    } else {
      exception = value.is_undefined() || value.is_none()
                      ? call(thread, arguments[1])
                      : call(thread, arguments[1], std::span<const Value>(&value, 1));
    }
  } else {
    return thread.type_error(
        "exceptions must be classes or instances deriving from BaseException, not {}",
        type_name(thread, arguments[1]));
  }
  if (exception.is_error()) return exception;
  Ref result;
  Ref value = generator_throw(thread, cast<Generator>(arguments[0]), std::move(exception), result);
  if (!value.is_undefined()) return value;
  return stop_iteration(thread, std::move(result));
}

Ref close_generator(Thread& thread, Generator* generator) {
  if (generator->state == GeneratorState::finished) return Ref::none();
  if (generator->state == GeneratorState::created) {
    // It never ran: its frame goes, and none of its code.
    Frame* frame = generator->frame;
    generator->state = GeneratorState::finished;
    release_frame(thread, frame, stack_top(frame));
    free_frame(thread.heap(), generator);
    return Ref::none();
  }
  Ref exit = make_exception(thread, thread.types().GeneratorExit, {});
  if (exit.is_error()) return exit;
  Ref result;
  Ref value = generator_throw(thread, generator, std::move(exit), result);
  if (value.is_undefined()) return Ref::none();
  if (!value.is_error()) {
    return thread.raise(thread.types().RuntimeError, "generator ignored GeneratorExit");
  }
  if (thread.exception_matches(thread.types().GeneratorExit) ||
      thread.exception_matches(thread.types().StopIteration)) {
    thread.clear_exception();
    return Ref::none();
  }
  return value;
}

Ref method_close(Thread& thread, Arguments arguments) {
  return close_generator(thread, cast<Generator>(arguments[0]));
}

Ref get_name(Thread&, Arguments arguments) {
  return Ref::share(cast<Generator>(arguments[0])->name);
}
Ref get_qualified_name(Thread&, Arguments arguments) {
  return Ref::share(cast<Generator>(arguments[0])->qualified_name);
}
Ref get_running(Thread&, Arguments arguments) {
  return Ref::boolean(cast<Generator>(arguments[0])->state == GeneratorState::running);
}
Ref get_suspended(Thread&, Arguments arguments) {
  return Ref::boolean(cast<Generator>(arguments[0])->state == GeneratorState::suspended);
}
Ref get_yield_from(Thread&, Arguments arguments) {
  const Value delegate = delegate_of(cast<Generator>(arguments[0]));
  return delegate.is_undefined() ? Ref::none() : Ref::share(delegate);
}

/// A suspended generator that is dropped runs its `finally` blocks, as CPython's does.
void generator_finalize(Thread& thread, Value self) {
  auto* generator = cast<Generator>(self);
  if (generator->state != GeneratorState::suspended || thread.cancelled) return;
  Ref saved = thread.take_exception();
  Ref closed = close_generator(thread, generator);
  if (closed.is_error() && !thread.cancelled) write_unraisable(thread, self);
  if (!saved.is_undefined()) thread.restore_exception(std::move(saved));
}

void generator_dealloc(Heap& heap, Object* object) {
  auto* generator = static_cast<Generator*>(object);
  if (Frame* frame = generator->frame) {
    Value* top = frame->stack_base() + frame->stack_depth;
    generator->state = GeneratorState::finished;
    drop_values(frame->slots(), top);
    decref(frame->locals);
    if (frame->function != nullptr) decref(frame->function);
    decref(frame->globals);
    decref(frame->builtins);
    free_frame(heap, generator);
  }
  decref(generator->handled.exception);
  decref(generator->name);
  decref(generator->qualified_name);
}

void generator_traverse(Object* object, Visit visit, void* context) {
  auto* generator = static_cast<Generator*>(object);
  visit(generator->handled.exception, context);
  Frame* frame = generator->frame;
  if (frame == nullptr || generator->state == GeneratorState::running) return;
  for (Value* slot = frame->slots(); slot != stack_top(frame); ++slot) visit(*slot, context);
  visit(frame->locals, context);
  if (frame->function != nullptr) visit(frame->function, context);
  visit(frame->globals, context);
  visit(frame->builtins, context);
}

void generator_clear(Heap&, Object* object) {
  auto* generator = static_cast<Generator*>(object);
  Frame* frame = generator->frame;
  if (frame == nullptr || generator->state == GeneratorState::running) return;
  generator->state = GeneratorState::finished;
  Value* top = std::exchange(frame->stack_depth, 0u) + frame->stack_base();
  for (Value* slot = frame->slots(); slot != top; ++slot) {
    decref(std::exchange(*slot, Value::undefined()));
  }
}

/// Of a finished generator the code is gone with its frame; programs ask before.
Ref get_code(Thread&, Arguments arguments) {
  const Frame* frame = cast<Generator>(arguments[0])->frame;
  return frame == nullptr ? Ref::none() : Ref::share(Value(frame->code));
}

constexpr NativeDefinition kGeneratorMethods[] = {
    {"send", method_send, "value, /"},
    {"__next__", method_next, ""},
    {"throw", method_throw, "type, value=..., traceback=..., /"},
    {"close", method_close, ""},
    {"__name__", get_name, nullptr, kNativeGetter},
    {"__qualname__", get_qualified_name, nullptr, kNativeGetter},
    {"gi_code", get_code, nullptr, kNativeGetter},
    {"gi_running", get_running, nullptr, kNativeGetter},
    {"gi_suspended", get_suspended, nullptr, kNativeGetter},
    {"gi_yieldfrom", get_yield_from, nullptr, kNativeGetter},
};

}  // namespace

void initialise_generator_type(Instance& instance) {
  Type* type = instance.types.generator;
  type->slots.dealloc = generator_dealloc;
  type->slots.traverse = generator_traverse;
  type->slots.clear = generator_clear;
  type->slots.finalize = generator_finalize;
  type->slots.repr = generator_repr;
  type->slots.iter = self_iter;
  type->slots.next = generator_next;
  add_methods(instance, type, kGeneratorMethods);
  instance.types.function->slots.call = [](Thread& thread, Value self, Arguments arguments) {
    return call(thread, self, arguments);
  };
}

}  // namespace gilsim::vm
