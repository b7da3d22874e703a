// SPDX-License-Identifier: MIT
//
// Built-in functions about objects, their attributes and their classes.
#include "vm/eval/dir.h"
#include "vm/eval/operations.h"
#include "vm/eval/traceback.h"
#include "vm/modules/builtins_internal.h"
#include "vm/objects/dict.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

/// An attribute's name as a str. nullptr: TypeError is pending.
Str* attribute_name(Thread& thread, Value name) {
  if (is_str(name)) return cast<Str>(name);
  thread.type_error("attribute name must be string, not '{}'", type_name(thread, name)).reset();
  return nullptr;
}

Ref builtin_getattr(Thread& thread, Arguments arguments) {
  Str* const name = attribute_name(thread, arguments[1]);
  if (name == nullptr) return Ref::error();
  if (arguments[2].is_undefined()) return get_attribute(thread, arguments[0], name);
  Ref value = get_attribute_or_undefined(thread, arguments[0], name);
  return value.is_undefined() ? Ref::share(arguments[2]) : std::move(value);
}

Ref builtin_hasattr(Thread& thread, Arguments arguments) {
  Str* const name = attribute_name(thread, arguments[1]);
  if (name == nullptr) return Ref::error();
  const Ref value = get_attribute_or_undefined(thread, arguments[0], name);
  if (value.is_error()) return Ref::error();
  return Ref::boolean(!value.is_undefined());
}

Ref builtin_setattr(Thread& thread, Arguments arguments) {
  Str* const name = attribute_name(thread, arguments[1]);
  if (name == nullptr) return Ref::error();
  return set_attribute(thread, arguments[0], name, arguments[2]) ? Ref::none() : Ref::error();
}

Ref builtin_delattr(Thread& thread, Arguments arguments) {
  Str* const name = attribute_name(thread, arguments[1]);
  if (name == nullptr) return Ref::error();
  return set_attribute(thread, arguments[0], name, Value()) ? Ref::none() : Ref::error();
}

Ref from_truth(Truth truth) {
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::yes);
}

Ref builtin_isinstance(Thread& thread, Arguments arguments) {
  return from_truth(is_instance(thread, arguments[0], arguments[1]));
}

Ref builtin_issubclass(Thread& thread, Arguments arguments) {
  return from_truth(is_subclass(thread, arguments[0], arguments[1]));
}

Ref builtin_callable(Thread&, Arguments arguments) {
  return Ref::boolean(is_callable(arguments[0]));
}

Ref builtin_globals(Thread& thread, Arguments) {
  Dict* const globals = current_globals(thread);
  return globals == nullptr ? Ref::none() : Ref::share(Value(globals));
}

Ref current_locals(Thread& thread) {
  if (thread.frame == nullptr) return make_dict(thread);
  return frame_locals(thread, thread.frame);
}

Ref builtin_locals(Thread& thread, Arguments) { return current_locals(thread); }

Ref builtin_vars(Thread& thread, Arguments arguments) {
  if (arguments[0].is_undefined()) return current_locals(thread);
  Ref dict = get_attribute_or_undefined(thread, arguments[0], thread.names().dict_);
  if (!dict.is_undefined()) return dict;
  return thread.type_error("vars() argument must have __dict__ attribute");
}

Ref builtin_dir(Thread& thread, Arguments arguments) {
  if (!arguments[0].is_undefined()) return dir_of(thread, arguments[0]);
  const Ref locals = current_locals(thread);
  if (locals.is_error()) return Ref::error();
  const Ref keys = is_dict(locals) ? locals.share() : call_method(thread, locals, "keys");
  Ref names = make_list(thread, std::int64_t{0});
  if (keys.is_error() || names.is_error()) return Ref::error();
  if (!list_extend(thread, names.as<List>(), keys) || !sort_names(thread, names)) {
    return Ref::error();
  }
  return names;
}

Ref builtin_id(Thread& thread, Arguments arguments) {
  return make_int_unsigned(thread, thread.interpreter.identity_of(arguments[0]));
}

Ref builtin_hash(Thread& thread, Arguments arguments) {
  std::int64_t number = 0;
  return hash(thread, arguments[0], number) ? make_int(thread, number) : Ref::error();
}

constexpr NativeDefinition kRows[] = {
    {"getattr", builtin_getattr, "object, name, default=..., /"},
    {"hasattr", builtin_hasattr, "obj, name, /"},
    {"setattr", builtin_setattr, "obj, name, value, /"},
    {"delattr", builtin_delattr, "obj, name, /"},
    {"isinstance", builtin_isinstance, "obj, class_or_tuple, /", kNativeNoCheckPoint},
    {"issubclass", builtin_issubclass, "cls, class_or_tuple, /"},
    {"callable", builtin_callable, "obj, /"},
    {"globals", builtin_globals, ""},
    {"locals", builtin_locals, ""},
    {"vars", builtin_vars, "object=..., /"},
    {"dir", builtin_dir, "object=..., /"},
    {"id", builtin_id, "obj, /"},
    {"hash", builtin_hash, "obj, /"},
};

}  // namespace

Dict* current_globals(const Thread& thread) {
  return thread.frame == nullptr ? nullptr : thread.frame->globals;
}

std::span<const NativeDefinition> builtins_of_attributes() { return kRows; }

}  // namespace gilsim::vm
