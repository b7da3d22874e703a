// SPDX-License-Identifier: MIT
//
// The built-in exception classes: which slots each family has, and the attributes Python sees.
#include "vm/core/instance.h"
#include "vm/eval/operations.h"
#include "vm/eval/traceback.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/exception_group.h"
#include "vm/objects/exception_init.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

namespace {

void replace(Value& place, Value value) {
  incref(value);
  decref(std::exchange(place, value));
}

Ref shared_or_none(Value value) { return value.is_undefined() ? Ref::none() : Ref::share(value); }

// --- attributes of every exception --------------------------------------------------------------

Ref get_args(Thread&, Arguments arguments) {
  return Ref::share(cast<Exception>(arguments[0])->args);
}

Ref set_args(Thread& thread, Arguments arguments) {
  if (arguments[1].is_undefined()) return thread.type_error("args may not be deleted");
  std::vector<Ref> items;
  if (!collect(thread, arguments[1], items)) return Ref::error();
  std::vector<Value> values(items.begin(), items.end());
  const Ref tuple = make_tuple(thread, std::span<const Value>(values));
  if (tuple.is_error()) return Ref::error();
  replace(cast<Exception>(arguments[0])->args, tuple);
  return Ref::none();
}

Ref get_traceback(Thread&, Arguments arguments) {
  return shared_or_none(cast<Exception>(arguments[0])->traceback);
}

bool assign_traceback(Thread& thread, Value self, Value value) {
  if (value.is_undefined()) {
    thread.type_error("__traceback__ may not be deleted").reset();
    return false;
  }
  if (!value.is_none() && !has_layout(value, Layout::traceback)) {
    thread.type_error("__traceback__ must be a traceback or None").reset();
    return false;
  }
  replace(cast<Exception>(self)->traceback, value.is_none() ? Value() : value);
  return true;
}

Ref set_traceback(Thread& thread, Arguments arguments) {
  return assign_traceback(thread, arguments[0], arguments[1]) ? Ref::none() : Ref::error();
}

Ref get_context(Thread&, Arguments arguments) {
  return shared_or_none(cast<Exception>(arguments[0])->context);
}

Ref set_context(Thread& thread, Arguments arguments) {
  const Value value = arguments[1];
  if (value.is_undefined()) return thread.type_error("__context__ may not be deleted");
  if (!value.is_none() && !is_exception(value)) {
    return thread.type_error("exception context must be None or derive from BaseException");
  }
  replace(cast<Exception>(arguments[0])->context, value.is_none() ? Value() : value);
  return Ref::none();
}

Ref get_cause(Thread&, Arguments arguments) {
  return shared_or_none(cast<Exception>(arguments[0])->cause);
}

Ref set_cause(Thread& thread, Arguments arguments) {
  const Value value = arguments[1];
  if (value.is_undefined()) return thread.type_error("__cause__ may not be deleted");
  if (!value.is_none() && !is_exception(value)) {
    return thread.type_error("exception cause must be None or derive from BaseException");
  }
  replace(cast<Exception>(arguments[0])->cause, value.is_none() ? Value() : value);
  cast<Exception>(arguments[0])->suppress_context = true;
  return Ref::none();
}

Ref get_suppress_context(Thread&, Arguments arguments) {
  return Ref::boolean(cast<Exception>(arguments[0])->suppress_context);
}

Ref set_suppress_context(Thread& thread, Arguments arguments) {
  if (arguments[1].is_undefined()) {
    return thread.type_error("can't delete numeric/char attribute");
  }
  if (!arguments[1].is_bool()) return thread.type_error("attribute value type must be bool");
  cast<Exception>(arguments[0])->suppress_context = arguments[1].is_true();
  return Ref::none();
}

// --- methods ------------------------------------------------------------------------------------

Ref with_traceback(Thread& thread, Arguments arguments) {
  if (!assign_traceback(thread, arguments[0], arguments[1])) return Ref::error();
  return Ref::share(arguments[0]);
}

Ref add_note(Thread& thread, Arguments arguments) {
  if (!is_str(arguments[1])) {
    return thread.type_error("note must be a str, not '{}'", type_name(thread, arguments[1]));
  }
  Str* const name = thread.instance.intern("__notes__");
  Ref notes = get_attribute_or_undefined(thread, arguments[0], name);
  if (notes.is_error()) return Ref::error();
  if (notes.is_undefined()) {
    notes = make_list(thread, std::int64_t{1});
    if (notes.is_error() || !set_attribute(thread, arguments[0], name, notes)) return Ref::error();
  }
  if (!is_list(notes)) return thread.type_error("Cannot add note: __notes__ is not a list");
  return list_append(thread, notes.as<List>(), arguments[1]) ? Ref::none() : Ref::error();
}

Ref reduce(Thread& thread, Arguments arguments) {
  const auto* exception = cast<Exception>(arguments[0]);
  Ref args = Ref::share(exception->args);
  const Value file = exception_field(exception, kFieldFilename);
  const auto* tuple = args.as<Tuple>();
  if (exception->type->is_subtype_of(thread.types().OSError) && tuple->length == 2 &&
      !file.is_undefined()) {
    args = make_tuple(thread, {(*tuple)[0], (*tuple)[1], file});
    if (args.is_error()) return args;
  }
  const Value type = exception->type;
  if (exception->dict == nullptr || exception->dict->length == 0) {
    return make_tuple(thread, {type, args});
  }
  return make_tuple(thread, {type, args, Value(exception->dict)});
}

Ref set_state(Thread& thread, Arguments arguments) {
  if (arguments[1].is_none()) return Ref::none();
  if (!is_dict(arguments[1])) return thread.type_error("state is not a dictionary");
  const Ref held = Ref::share(arguments[1]);
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(held.as<Dict>(), position, key, value)) {
    const Ref held_key = Ref::share(key);
    const Ref held_value = Ref::share(value);
    if (!is_str(held_key)) return thread.type_error("attribute name must be string");
    if (!set_attribute(thread, arguments[0], held_key.as<Str>(), held_value)) return Ref::error();
  }
  return Ref::none();
}

// --- attributes that stand in fields ---

template <int Field>
Ref get_field(Thread&, Arguments arguments) {
  return shared_or_none(exception_field(cast<Exception>(arguments[0]), Field));
}

template <int Field>
Ref set_field(Thread&, Arguments arguments) {
  set_exception_field(cast<Exception>(arguments[0]), Field, arguments[1]);
  return Ref::none();
}

template <int Field>
constexpr NativeDefinition field_row(const char* name) {
  return {name, get_field<Field>, nullptr, kNativeGetter, set_field<Field>};
}

template <int Field>
constexpr NativeDefinition read_only_row(const char* name) {
  return {name, get_field<Field>, nullptr, kNativeGetter, nullptr};
}

constexpr NativeDefinition kBaseRows[] = {
    {"args", get_args, nullptr, kNativeGetter, set_args},
    {"__traceback__", get_traceback, nullptr, kNativeGetter, set_traceback},
    {"__context__", get_context, nullptr, kNativeGetter, set_context},
    {"__cause__", get_cause, nullptr, kNativeGetter, set_cause},
    {"__suppress_context__", get_suppress_context, nullptr, kNativeGetter, set_suppress_context},
    {"with_traceback", with_traceback, "tb, /"},
    {"add_note", add_note, "note, /"},
    {"__reduce__", reduce, ""},
    {"__setstate__", set_state, "state, /"},
};
constexpr NativeDefinition kStopIterationRows[] = {field_row<kFieldValue>("value")};
constexpr NativeDefinition kSystemExitRows[] = {field_row<kFieldValue>("code")};
constexpr NativeDefinition kImportErrorRows[] = {field_row<kFieldImportMessage>("msg"),
                                                 field_row<kFieldName>("name"),
                                                 field_row<kFieldPath>("path")};
constexpr NativeDefinition kNameErrorRows[] = {field_row<kFieldName>("name")};
constexpr NativeDefinition kAttributeErrorRows[] = {field_row<kFieldName>("name"),
                                                    field_row<kFieldObject>("obj")};
constexpr NativeDefinition kOsErrorRows[] = {
    field_row<kFieldErrno>("errno"), field_row<kFieldStrerror>("strerror"),
    field_row<kFieldFilename>("filename"), field_row<kFieldFilename2>("filename2")};
constexpr NativeDefinition kSyntaxErrorRows[] = {
    field_row<kFieldMessage>("msg"),
    field_row<kFieldSyntaxFile>("filename"),
    field_row<kFieldLine>("lineno"),
    field_row<kFieldOffset>("offset"),
    field_row<kFieldText>("text"),
    field_row<kFieldEndLine>("end_lineno"),
    field_row<kFieldEndOffset>("end_offset"),
    field_row<kFieldPrintFileAndLine>("print_file_and_line")};
constexpr NativeDefinition kUnicodeErrorRows[] = {
    field_row<kFieldEncoding>("encoding"), field_row<kFieldUnicodeObject>("object"),
    field_row<kFieldStart>("start"), field_row<kFieldEnd>("end"),
    field_row<kFieldReason>("reason")};
constexpr NativeDefinition kGroupRows[] = {read_only_row<kFieldMessage>("message"),
                                           read_only_row<kFieldExceptions>("exceptions")};

// --- the classes ---

/// What every exception class has; what a family overrides is set afterwards, bases first.
void set_up_class(Type* type) {
  Slots& slots = type->slots;
  slots.dealloc = exception_dealloc;
  slots.traverse = exception_traverse;
  slots.clear = exception_clear;
}

/// Slots of the classes that bring their own: the rest is inherited by inherit_slots.
void set_up_families(const BuiltinTypes& types) {
  Slots& base = types.BaseException->slots;
  base.repr = base_exception_repr;
  base.str = base_exception_str;
  base.new_instance = base_exception_new;
  base.init = base_exception_init;
  types.StopIteration->slots.init = value_exception_init;
  types.SystemExit->slots.init = value_exception_init;
  types.KeyError->slots.str = key_error_str;
  types.ImportError->slots.init = import_error_init;
  types.ImportError->slots.str = import_error_str;
  types.NameError->slots.init = name_error_init;
  types.AttributeError->slots.init = attribute_error_init;
  types.OSError->slots.new_instance = os_error_new;
  types.OSError->slots.init = os_error_init;
  types.OSError->slots.str = os_error_str;
  types.SyntaxError->slots.init = syntax_error_init;
  types.SyntaxError->slots.str = syntax_error_str;
  types.UnicodeDecodeError->slots.init = unicode_decode_error_init;
  types.UnicodeDecodeError->slots.str = unicode_decode_error_str;
  types.UnicodeEncodeError->slots.init = unicode_encode_error_init;
  types.UnicodeEncodeError->slots.str = unicode_encode_error_str;
  types.UnicodeTranslateError->slots.init = unicode_translate_error_init;
  types.UnicodeTranslateError->slots.str = unicode_translate_error_str;
  types.BaseExceptionGroup->slots.new_instance = exception_group_new;
  types.BaseExceptionGroup->slots.str = exception_group_str;
}

/// ExceptionGroup has two bases, which the table of types cannot say.
void set_up_exception_group(Instance& instance) {
  const BuiltinTypes& types = instance.types;
  Type* const mro[] = {types.ExceptionGroup, types.BaseExceptionGroup, types.Exception,
                       types.BaseException, types.object};
  const Value bases[] = {types.BaseExceptionGroup, types.Exception};
  types.ExceptionGroup->mro = TypeList::make(instance.immortal_heap(), mro);
  types.ExceptionGroup->bases = make_tuple_in(instance.immortal_heap(), types.tuple, bases);
}

void add_attributes(Instance& instance) {
  const BuiltinTypes& types = instance.types;
  add_methods(instance, types.BaseException, kBaseRows);
  add_methods(instance, types.BaseException, {&kInstanceDictDefinition, 1});
  add_methods(instance, types.StopIteration, kStopIterationRows);
  add_methods(instance, types.SystemExit, kSystemExitRows);
  add_methods(instance, types.ImportError, kImportErrorRows);
  add_methods(instance, types.NameError, kNameErrorRows);
  add_methods(instance, types.AttributeError, kAttributeErrorRows);
  add_methods(instance, types.OSError, kOsErrorRows);
  add_methods(instance, types.SyntaxError, kSyntaxErrorRows);
  for (Type* type :
       {types.UnicodeDecodeError, types.UnicodeEncodeError, types.UnicodeTranslateError}) {
    add_methods(instance, type, kUnicodeErrorRows);
  }
  add_methods(instance, types.BaseExceptionGroup, kGroupRows);
  add_exception_group_methods(instance);
}

}  // namespace

void initialise_exception_types(Instance& instance) {
  const BuiltinTypes& types = instance.types;
#define EXCEPTION(name, base) set_up_class(types.name);
#include "vm/core/exceptions.def"
#undef EXCEPTION
  set_up_families(types);
  set_up_exception_group(instance);
  add_attributes(instance);
  initialise_traceback_types(instance);
}

}  // namespace gilsim::vm
