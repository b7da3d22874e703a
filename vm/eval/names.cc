// SPDX-License-Identifier: MIT
//
// Variables: locals of class bodies and modules, globals, built-ins, cells, and imports.
#include "vm/eval/eval_support.h"
#include "vm/eval/instructions.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

Str* local_name(const Frame* frame, std::int32_t slot) {
  return (*frame->code->local_names)[static_cast<std::size_t>(slot)];
}

/// A NameError whose `name` attribute says which, for suggestions in tracebacks.
void raise_name_error(Thread& thread, const std::string& message, Str* name) {
  thread.raise(thread.types().NameError, message).reset();
  if (is_exception(thread.pending())) {
    set_exception_field(cast<Exception>(thread.pending()), kFieldName, name);
  }
}

bool name_not_defined(Thread& thread, Str* name) {
  raise_name_error(thread, fmt::format("name '{}' is not defined", to_utf8(name)), name);
  return false;
}

/// A global or built-in; borrowed, Undefined if there is none.
Value find_global(const Frame* frame, Str* name) {
  const Value value = dict_get(frame->globals, name);
  return value.is_undefined() ? dict_get(frame->builtins, name) : value;
}

/// A name in the frame's locals mapping. Undefined: not there.
Ref find_local(Thread& thread, const Frame* frame, Str* name) {
  if (is_exact_dict(frame->locals)) return Ref::share(dict_get(cast<Dict>(frame->locals), name));
  if (frame->locals.is_undefined()) return Ref();
  Ref value = get_item(thread, frame->locals, name);
  if (!value.is_error() || !thread.exception_matches(thread.types().KeyError)) return value;
  thread.clear_exception();
  return Ref();
}

}  // namespace

void raise_unbound_local(Thread& thread, const Frame* frame, std::int32_t slot) {
  // Its attribute `name` stays None, as in CPython 3.11: nothing is suggested instead.
  thread
      .error(thread.types().UnboundLocalError,
             "cannot access local variable '{}' where it is not associated with a value",
             to_utf8(local_name(frame, slot)))
      .reset();
}

void raise_empty_cell(Thread& thread, const Frame* frame, std::int32_t slot) {
  Str* name = local_name(frame, slot);
  if ((*frame->code->local_kinds)[static_cast<std::size_t>(slot)] != LocalKind::free) {
    raise_unbound_local(thread, frame, slot);
    return;
  }
  raise_name_error(thread,
                   fmt::format("cannot access free variable '{}' where it is not associated with "
                               "a value in enclosing scope",
                               to_utf8(name)),
                   name);
}

bool load_name(Thread& thread, Frame* frame, std::int32_t name_index, Value*& sp) {
  Str* name = name_at(frame, name_index);
  Ref value = find_local(thread, frame, name);
  if (value.is_error()) return false;
  if (value.is_undefined()) value = Ref::share(find_global(frame, name));
  if (value.is_undefined()) return name_not_defined(thread, name);
  *sp++ = value.release();
  return true;
}

bool store_name(Thread& thread, Frame* frame, std::int32_t name_index, Value*& sp) {
  Str* name = name_at(frame, name_index);
  const bool stored = is_exact_dict(frame->locals)
                          ? dict_set(thread, cast<Dict>(frame->locals), name, sp[-1])
                          : set_item(thread, frame->locals, name, sp[-1]);
  if (stored) decref(*--sp);
  return stored;
}

bool delete_name(Thread& thread, Frame* frame, std::int32_t name_index) {
  Str* name = name_at(frame, name_index);
  if (set_item(thread, frame->locals, name, Value::undefined())) return true;
  if (!thread.exception_matches(thread.types().KeyError)) return false;
  thread.clear_exception();
  return name_not_defined(thread, name);
}

bool load_global(Thread& thread, Frame* frame, std::int32_t argument, Value*& sp) {
  Str* name = name_at(frame, argument >> 1);
  const Value value = find_global(frame, name);
  if (value.is_undefined()) return name_not_defined(thread, name);
  if ((argument & 1) != 0) *sp++ = Value::undefined();
  incref(value);
  *sp++ = value;
  return true;
}

bool store_global(Thread& thread, Frame* frame, std::int32_t name_index, Value*& sp) {
  if (!dict_set(thread, frame->globals, name_at(frame, name_index), sp[-1])) return false;
  decref(*--sp);
  return true;
}

bool delete_global(Thread& thread, Frame* frame, std::int32_t name_index) {
  Str* name = name_at(frame, name_index);
  if (dict_delete(thread, frame->globals, name)) return true;
  return thread.has_exception() ? false : name_not_defined(thread, name);
}

bool make_cell_of_local(Thread& thread, Frame* frame, std::int32_t slot) {
  Value& local = frame->slots()[slot];
  Ref cell = make_cell(thread, local);
  if (cell.is_error()) return false;
  const Value old = local;
  local = cell.release();
  decref(old);
  return true;
}

bool load_class_deref(Thread& thread, Frame* frame, std::int32_t slot, Value*& sp) {
  Ref value = find_local(thread, frame, local_name(frame, slot));
  if (value.is_error()) return false;
  if (value.is_undefined()) value = Ref::share(cast<Cell>(frame->slots()[slot])->content);
  if (value.is_undefined()) {
    raise_empty_cell(thread, frame, slot);
    return false;
  }
  *sp++ = value.release();
  return true;
}

bool load_build_class(Thread& thread, Frame* frame, Value*& sp) {
  const Value builder = dict_get(frame->builtins, thread.names().build_class_);
  if (builder.is_undefined()) {
    thread.raise(thread.types().NameError, "__build_class__ not found").reset();
    return false;
  }
  incref(builder);
  *sp++ = builder;
  return true;
}

bool set_up_annotations(Thread& thread, Frame* frame) {
  Str* name = thread.names().annotations_;
  Ref present = find_local(thread, frame, name);
  if (present.is_error()) return false;
  if (!present.is_undefined()) return true;
  Ref annotations = make_dict(thread);
  return !annotations.is_error() && set_item(thread, frame->locals, name, annotations);
}

bool import_name_from_stack(Thread& thread, Frame* frame, std::int32_t name_index, Value*& sp) {
  Ref module = import_name(thread, frame->globals, name_at(frame, name_index), sp[-1],
                           sp[-2].as_small_int());
  if (module.is_error()) return false;
  decref(*--sp);
  decref(*--sp);
  *sp++ = module.release();
  return true;
}

bool import_star_from_stack(Thread& thread, Frame* frame, Value*& sp) {
  if (!import_star(thread, sp[-1], frame->locals)) return false;
  decref(*--sp);
  return true;
}

}  // namespace gilsim::vm
