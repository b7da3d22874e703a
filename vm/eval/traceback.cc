// SPDX-License-Identifier: MIT
//
// Frame and traceback objects.
//
// Invariant: `FrameObject::frame` is set exactly while that frame runs (or is suspended);
// `locals_snapshot` of an ended function frame is a dict if locals() was asked for, else a tuple of
// its slots that no Python code sees.
#include "vm/eval/traceback.h"

#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <vector>

namespace gilsim::vm {

namespace {

/// The value of a variable from its slot: what the cell holds for a cell.
Value variable_in(const Code* code, std::uint32_t index, Value slot) {
  const bool may_be_cell = (*code->local_kinds)[index] != LocalKind::local;
  if (may_be_cell && has_layout(slot, Layout::cell)) return cast<Cell>(slot)->content;
  return slot;
}

/// Brings a dict up to date with the variables in `slots`.
bool store_variables(Thread& thread, const Code* code, const Value* slots, Dict* dict) {
  for (std::uint32_t i = 0; i < code->local_count; ++i) {
    Str* const name = (*code->local_names)[i];
    const Value value = variable_in(code, i, slots[i]);
    if (!value.is_undefined()) {
      if (!dict_set(thread, dict, name, value)) return false;
    } else if (!dict_get(dict, name).is_undefined()) {
      dict_delete(thread, dict, name);
      if (thread.has_exception()) return false;
    }
  }
  return true;
}

Ref variables_of_slots(Thread& thread, const Code* code, const Value* slots, Value snapshot) {
  Ref dict = is_dict(snapshot) ? Ref::share(snapshot) : make_dict(thread);
  if (dict.is_error() || !store_variables(thread, code, slots, dict.as<Dict>()))
    return Ref::error();
  return dict;
}

// --- frame ---

std::uint32_t current_instruction(const FrameObject* object) {
  return object->frame != nullptr ? object->frame->instruction : object->last_instruction;
}

Ref frame_back(Thread& thread, Arguments arguments) {
  auto* object = cast<FrameObject>(arguments[0]);
  if (object->frame == nullptr) {
    return object->back.is_undefined() ? Ref::none() : Ref::share(object->back);
  }
  Frame* const previous = object->frame->previous;
  if (previous == nullptr) return Ref::none();
  return Ref::share(Value(frame_object_of(thread, previous)));
}

Ref frame_code(Thread&, Arguments arguments) {
  return Ref::share(Value(cast<FrameObject>(arguments[0])->code));
}

Ref frame_line(Thread&, Arguments arguments) {
  const auto* object = cast<FrameObject>(arguments[0]);
  const int line = object->code->line_of(current_instruction(object));
  return line > 0 ? Ref::small_int(line) : Ref::none();
}

Ref frame_last_instruction(Thread&, Arguments arguments) {
  // CPython counts bytes of two per instruction.
  return Ref::small_int(
      2 * static_cast<std::int64_t>(current_instruction(cast<FrameObject>(arguments[0]))));
}

Ref frame_globals(Thread&, Arguments arguments) {
  return Ref::share(Value(cast<FrameObject>(arguments[0])->globals));
}

Ref frame_builtins(Thread&, Arguments arguments) {
  return Ref::share(Value(cast<FrameObject>(arguments[0])->builtins));
}

Ref frame_variables(Thread& thread, Arguments arguments) {
  auto* object = cast<FrameObject>(arguments[0]);
  if (object->frame != nullptr) return frame_locals(thread, object->frame);
  if (!is_tuple(object->locals_snapshot)) {
    if (object->locals_snapshot.is_undefined()) return make_dict(thread);
    return Ref::share(object->locals_snapshot);
  }
  const Ref slots = Ref::share(object->locals_snapshot);
  Ref dict = variables_of_slots(thread, object->code, slots.as<Tuple>()->items(), Value());
  if (dict.is_error()) return dict;
  decref(std::exchange(object->locals_snapshot, dict.share().release()));
  return dict;
}

Ref frame_trace(Thread&, Arguments) { return Ref::none(); }

/// frame.clear(): drops the variables of a frame that has ended.
Ref frame_clear(Thread& thread, Arguments arguments) {
  auto* object = cast<FrameObject>(arguments[0]);
  if (object->frame != nullptr) {
    return thread.error(thread.types().RuntimeError, "cannot clear an executing frame");
  }
  decref(std::exchange(object->locals_snapshot, Value()));
  return Ref::none();
}

Ref frame_repr(Thread& thread, Value self) {
  const auto* object = cast<FrameObject>(self);
  return make_str(
      thread,
      fmt::format("<frame at 0x{:x}, file {}, line {}, code {}>",
                  thread.interpreter.identity_of(self), repr_of_text(object->code->file_name),
                  object->code->line_of(current_instruction(object)), to_utf8(object->code->name)));
}

void frame_traverse(Object* self, Visit visit, void* context) {
  auto* object = static_cast<FrameObject*>(self);
  visit(Value(object->globals), context);
  visit(Value(object->builtins), context);
  visit(object->back, context);
  if (!is_tuple(object->locals_snapshot)) {
    visit(object->locals_snapshot, context);
    return;
  }
  // The tuple of slots is not tracked itself: its items count as the frame's own.
  for (const Value value : cast<Tuple>(object->locals_snapshot)->view()) visit(value, context);
}

void frame_drop(Heap&, Object* self) {
  auto* object = static_cast<FrameObject*>(self);
  decref(std::exchange(object->locals_snapshot, Value()));
  decref(std::exchange(object->back, Value()));
}

void frame_dealloc(Heap& heap, Object* self) {
  frame_drop(heap, self);
  auto* object = static_cast<FrameObject*>(self);
  decref(Value(object->globals));
  decref(Value(object->builtins));
}

constexpr NativeDefinition kFrameRows[] = {
    {"f_back", frame_back, nullptr, kNativeGetter},
    {"f_code", frame_code, nullptr, kNativeGetter},
    {"f_lineno", frame_line, nullptr, kNativeGetter},
    {"f_lasti", frame_last_instruction, nullptr, kNativeGetter},
    {"f_globals", frame_globals, nullptr, kNativeGetter},
    {"f_builtins", frame_builtins, nullptr, kNativeGetter},
    {"f_locals", frame_variables, nullptr, kNativeGetter},
    {"f_trace", frame_trace, nullptr, kNativeGetter},
    {"clear", frame_clear, ""},
};

// --- traceback ---

Ref traceback_frame(Thread&, Arguments arguments) {
  return Ref::share(cast<Traceback>(arguments[0])->frame);
}

Ref traceback_line_number(Thread&, Arguments arguments) {
  const int line = traceback_line(cast<Traceback>(arguments[0]));
  return line > 0 ? Ref::small_int(line) : Ref::none();
}

Ref traceback_last_instruction(Thread&, Arguments arguments) {
  return Ref::small_int(2 * static_cast<std::int64_t>(cast<Traceback>(arguments[0])->instruction));
}

Ref traceback_next(Thread&, Arguments arguments) {
  return Ref::share(cast<Traceback>(arguments[0])->next);
}

Ref set_traceback_next(Thread& thread, Arguments arguments) {
  const Value value = arguments[1];
  if (value.is_undefined()) return thread.type_error("can't delete tb_next attribute");
  if (!value.is_none() && !has_layout(value, Layout::traceback)) {
    return thread.type_error("expected traceback object, got '{}'", type_name(thread, value));
  }
  for (Value link = value; has_layout(link, Layout::traceback);
       link = cast<Traceback>(link)->next) {
    if (link == arguments[0]) return thread.value_error("traceback loop detected");
  }
  incref(value);
  decref(std::exchange(cast<Traceback>(arguments[0])->next, value));
  return Ref::none();
}

void traceback_traverse(Object* self, Visit visit, void* context) {
  visit(static_cast<Traceback*>(self)->next, context);
  visit(static_cast<Traceback*>(self)->frame, context);
}

void traceback_clear(Heap&, Object* self) {
  decref(std::exchange(static_cast<Traceback*>(self)->next, Value()));
  decref(std::exchange(static_cast<Traceback*>(self)->frame, Value()));
}

Ref make_traceback(Thread& thread, Value next, Value frame, Code* code, std::uint32_t instruction) {
  auto* entry = thread.heap().make<Traceback>(thread.types().traceback);
  incref(next);
  incref(frame);
  entry->next = next;
  entry->code = code;
  entry->instruction = instruction;
  entry->frame = frame;
  thread.heap().track(entry);
  return Ref::adopt(entry);
}

/// types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno).
Ref traceback_new(Thread& thread, Type*, Arguments arguments) {
  if (!check_no_keywords(thread, "traceback", arguments)) return Ref::error();
  if (!check_positional(thread, "traceback", arguments, 4, 4)) return Ref::error();
  if (!arguments[0].is_none() && !has_layout(arguments[0], Layout::traceback)) {
    return thread.type_error("expected traceback object or None, got '{}'",
                             type_name(thread, arguments[0]));
  }
  if (!has_layout(arguments[1], Layout::frame)) {
    return thread.type_error("traceback() argument 'tb_frame' must be frame, not {}",
                             type_name(thread, arguments[1]));
  }
  std::int64_t offset = 0;
  if (!to_index(thread, arguments[2], offset, thread.types().OverflowError)) return Ref::error();
  auto* frame = cast<FrameObject>(arguments[1]);
  const std::int64_t last = static_cast<std::int64_t>(frame->code->instructions->size()) - 1;
  if (offset < 0 || offset / 2 > last) return thread.value_error("tb_lasti out of range");
  return make_traceback(thread, arguments[0], arguments[1], frame->code,
                        static_cast<std::uint32_t>(offset / 2));
}

constexpr NativeDefinition kTracebackRows[] = {
    {"tb_frame", traceback_frame, nullptr, kNativeGetter},
    {"tb_lineno", traceback_line_number, nullptr, kNativeGetter},
    {"tb_lasti", traceback_last_instruction, nullptr, kNativeGetter},
    {"tb_next", traceback_next, nullptr, kNativeGetter, set_traceback_next},
};

}  // namespace

// --- the door to the eval loop ---

FrameObject* frame_object_of(Thread& thread, Frame* frame) {
  if (frame->frame_object != nullptr) return frame->frame_object;
  auto* object = thread.heap().make<FrameObject>(thread.types().frame);
  object->frame = frame;
  object->code = frame->code;
  object->globals = frame->globals;
  object->builtins = frame->builtins;
  incref(Value(frame->globals));
  incref(Value(frame->builtins));
  object->locals_snapshot = Value();
  object->last_instruction = 0;
  object->back = Value();
  thread.heap().track(object);
  frame->frame_object = object;
  return object;
}

void detach_frame_object(Thread& thread, Frame* frame) {
  FrameObject* const object = std::exchange(frame->frame_object, nullptr);
  if (object == nullptr) return;
  const Ref held = Ref::adopt(Value(object));  // the frame's own count
  object->frame = nullptr;
  object->last_instruction = frame->instruction;
  if (object->reference_count == 1) return;
  object->back = Value::none();
  if (frame->previous != nullptr) {
    object->back = Ref::share(Value(frame_object_of(thread, frame->previous))).release();
  }
  if (!frame->locals.is_undefined()) {
    decref(std::exchange(object->locals_snapshot, Ref::share(frame->locals).release()));
    return;
  }
  if (is_dict(object->locals_snapshot)) {
    // An exception may be on its way through this frame: it stays pending.
    Ref pending = thread.take_exception();
    if (!store_variables(thread, frame->code, frame->slots(),
                         cast<Dict>(object->locals_snapshot))) {
      thread.clear_exception();
    }
    if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
    return;
  }
  const std::uint32_t count = frame->code->local_count;
  Ref slots = make_tuple_stealing(thread, frame->slots(), count);
  if (slots.is_error()) return;
  if (Heap::is_tracked(slots.get().as_object())) thread.heap().untrack(slots.get().as_object());
  for (std::uint32_t i = 0; i < count; ++i) frame->slots()[i] = Value();
  object->locals_snapshot = slots.release();
}

Ref frame_locals(Thread& thread, Frame* frame) {
  if (!frame->locals.is_undefined()) return Ref::share(frame->locals);
  FrameObject* const object = frame_object_of(thread, frame);
  Ref dict = variables_of_slots(thread, frame->code, frame->slots(), object->locals_snapshot);
  if (dict.is_error()) return dict;
  if (object->locals_snapshot.is_undefined()) object->locals_snapshot = dict.share().release();
  return dict;
}

void add_traceback(Thread& thread, Frame* frame, std::uint32_t instruction) {
  if (!is_exception(thread.pending())) return;
  // Modules that stand for C code of CPython leave no trace, as that leaves none.
  if (!dict_get(frame->globals, thread.names().tracebackhide_).is_undefined()) return;
  thread.charge(thread.work_costs().raise_ps);
  auto* exception = cast<Exception>(thread.pending());
  const Value next = exception->traceback.is_undefined() ? Value::none() : exception->traceback;
  FrameObject* const object = frame_object_of(thread, frame);
  Ref entry = make_traceback(thread, next, Value(object), frame->code, instruction);
  decref(std::exchange(exception->traceback, entry.release()));
}

int traceback_line(const Traceback* traceback) {
  return traceback->code->line_of(traceback->instruction);
}

void initialise_traceback_types(Instance& instance) {
  Type* const frame = instance.types.frame;
  frame->layout = Layout::frame;
  frame->instance_size = sizeof(FrameObject);
  frame->is_collectable = true;
  frame->slots.repr = frame_repr;
  frame->slots.dealloc = frame_dealloc;
  frame->slots.traverse = frame_traverse;
  frame->slots.clear = frame_drop;
  add_methods(instance, frame, kFrameRows);
  Type* const traceback = instance.types.traceback;
  traceback->layout = Layout::traceback;
  traceback->instance_size = sizeof(Traceback);
  traceback->is_collectable = true;
  traceback->slots.dealloc = traceback_clear;
  traceback->slots.traverse = traceback_traverse;
  traceback->slots.clear = traceback_clear;
  traceback->slots.new_instance = traceback_new;
  add_methods(instance, traceback, kTracebackRows);
}

}  // namespace gilsim::vm
