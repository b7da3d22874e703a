// SPDX-License-Identifier: MIT
//
// Exception objects: memory, arguments, and raising from C++.
//
// Invariant: every field of an exception is set before anything else can see it; no Python code
// runs while a built-in class is instantiated with exact built-in arguments.
#include "vm/objects/exception.h"

#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception_init.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"
#include "vm/syntax/syntax_error.h"

#include <cerrno>
#include <cstring>
#include <vector>

namespace gilsim::vm {

namespace {

void replace(Value& place, Value value) {
  incref(value);
  decref(std::exchange(place, value));
}

void drop(Value& place) { decref(std::exchange(place, Value())); }

/// The built-in class an exception class stands on.
Type* built_in_base(Type* type) {
  while (type->is_heap_type) type = type->base;
  return type;
}

/// args becomes a tuple of the positional arguments.
bool set_args(Thread& thread, Exception* exception, std::span<const Value> values) {
  Ref args =
      values.empty() ? Ref::share(Value(thread.instance.empty_tuple)) : make_tuple(thread, values);
  if (args.is_error()) return false;
  decref(std::exchange(exception->args, args.release()));
  return true;
}

bool refuse_keywords(Thread& thread, Value self, Arguments arguments) {
  if (arguments.keyword_count() == 0) return true;
  thread.type_error("{}() takes no keyword arguments", type_name(thread, self)).reset();
  return false;
}

/// Keywords of `class(*args, name=..., other=...)` into fields.
struct KeywordField {
  std::string_view name;
  int field;
};

bool set_keyword_fields(Thread& thread, Value self, Arguments arguments,
                        std::string_view class_name, std::span<const KeywordField> rows) {
  auto* exception = cast<Exception>(self);
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const KeywordField* found = nullptr;
    for (const KeywordField& row : rows) {
      if (row.name == name) found = &row;
    }
    if (found == nullptr) {
      thread.type_error("'{}' is an invalid keyword argument for {}()", name, class_name).reset();
      return false;
    }
    set_exception_field(exception, found->field, arguments[arguments.positional_count + i]);
  }
  return true;
}

bool base_init(Thread& thread, Value self, Arguments arguments) {
  return set_args(thread, cast<Exception>(self), arguments.positional());
}

/// The subclass of OSError that stands for an error number.
Type* os_error_class(const BuiltinTypes& types, std::int64_t number) {
  switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return types.BlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
      return types.BrokenPipeError;
    case ECHILD:
      return types.ChildProcessError;
    case ECONNABORTED:
      return types.ConnectionAbortedError;
    case ECONNREFUSED:
      return types.ConnectionRefusedError;
    case ECONNRESET:
      return types.ConnectionResetError;
    case EEXIST:
      return types.FileExistsError;
    case ENOENT:
      return types.FileNotFoundError;
    case EISDIR:
      return types.IsADirectoryError;
    case ENOTDIR:
      return types.NotADirectoryError;
    case EINTR:
      return types.InterruptedError;
    case EACCES:
    case EPERM:
      return types.PermissionError;
    case ESRCH:
      return types.ProcessLookupError;
    case ETIMEDOUT:
      return types.TimeoutError;
    default:
      return types.OSError;
  }
}

/// A class with an __init__ of its own and no __new__ parses its arguments in OSError.__init__.
bool os_error_parses_in_init(const Type* type) {
  return type->slots.init != os_error_init && type->slots.new_instance == os_error_new;
}

/// OSError(errno, strerror[, filename[, winerror[, filename2]]]).
bool os_error_parse(Thread& thread, Exception* exception, std::span<const Value> values) {
  if (values.size() < 2 || values.size() > 5) return set_args(thread, exception, values);
  set_exception_field(exception, kFieldErrno, values[0]);
  set_exception_field(exception, kFieldStrerror, values[1]);
  if (values.size() < 3 || values[2].is_none()) return set_args(thread, exception, values);
  set_exception_field(exception, kFieldFilename, values[2]);
  if (values.size() == 5) set_exception_field(exception, kFieldFilename2, values[4]);
  return set_args(thread, exception, values.first(2));
}

Ref allocate_exception(Thread& thread, Type* cls) {
  Heap& heap = thread.heap();
  Object* object = heap.allocate(cls, cls->instance_size);
  auto* exception = static_cast<Exception*>(object);
  const std::size_t extra = (cls->instance_size - sizeof(Exception)) / sizeof(Value);
  auto* slots = reinterpret_cast<Value*>(exception + 1);
  for (std::size_t i = 0; i < extra; ++i) slots[i] = Value();
  exception->dict = nullptr;
  exception->args = Value(thread.instance.empty_tuple);
  exception->cause = exception->context = exception->traceback = Value();
  exception->fields = nullptr;
  exception->suppress_context = false;
  heap.track(object);
  return Ref::adopt(object);
}

}  // namespace

// --- memory -------------------------------------------------------------------------------------

void set_exception_field(Exception* exception, int field, Value value) {
  if (exception->fields == nullptr) {
    constexpr std::size_t kBytes = kExceptionFieldCount * sizeof(Value);
    exception->fields = static_cast<Value*>(Heap::of(exception).allocate_buffer(kBytes));
    for (int i = 0; i < kExceptionFieldCount; ++i) exception->fields[i] = Value();
  }
  replace(exception->fields[field], value);
}

void exception_clear(Heap&, Object* object) {
  auto* exception = static_cast<Exception*>(object);
  if (exception->dict != nullptr) {
    decref(Value(std::exchange(exception->dict, nullptr)));
  }
  drop(exception->args);
  drop(exception->cause);
  drop(exception->context);
  drop(exception->traceback);
  if (exception->fields == nullptr) return;
  for (int i = 0; i < kExceptionFieldCount; ++i) drop(exception->fields[i]);
}

void exception_dealloc(Heap& heap, Object* object) {
  exception_clear(heap, object);
  auto* exception = static_cast<Exception*>(object);
  if (exception->fields == nullptr) return;
  heap.free_buffer(std::exchange(exception->fields, nullptr), kExceptionFieldCount * sizeof(Value));
}

void exception_traverse(Object* object, Visit visit, void* context) {
  auto* exception = static_cast<Exception*>(object);
  if (exception->dict != nullptr) visit(Value(exception->dict), context);
  visit(exception->args, context);
  visit(exception->cause, context);
  visit(exception->context, context);
  visit(exception->traceback, context);
  if (exception->fields == nullptr) return;
  for (int i = 0; i < kExceptionFieldCount; ++i) visit(exception->fields[i], context);
}

// --- construction -------------------------------------------------------------------------------

Ref base_exception_new(Thread& thread, Type* cls, Arguments arguments) {
  Ref exception = allocate_exception(thread, cls);
  if (!set_args(thread, exception.as<Exception>(), arguments.positional())) return Ref::error();
  return exception;
}

bool base_exception_init(Thread& thread, Value self, Arguments arguments) {
  return refuse_keywords(thread, self, arguments) && base_init(thread, self, arguments);
}

bool value_exception_init(Thread& thread, Value self, Arguments arguments) {
  if (!base_exception_init(thread, self, arguments)) return false;
  auto* exception = cast<Exception>(self);
  if (arguments.positional_count == 0) return true;
  const bool whole =
      arguments.positional_count > 1 && exception->type->is_subtype_of(thread.types().SystemExit);
  set_exception_field(exception, kFieldValue, whole ? exception->args : arguments[0]);
  return true;
}

bool import_error_init(Thread& thread, Value self, Arguments arguments) {
  static constexpr KeywordField kRows[] = {{"name", kFieldName}, {"path", kFieldPath}};
  if (!base_init(thread, self, arguments)) return false;
  if (!set_keyword_fields(thread, self, arguments, "ImportError", kRows)) return false;
  if (arguments.positional_count == 1) {
    set_exception_field(cast<Exception>(self), kFieldImportMessage, arguments[0]);
  }
  return true;
}

bool name_error_init(Thread& thread, Value self, Arguments arguments) {
  static constexpr KeywordField kRows[] = {{"name", kFieldName}};
  return base_init(thread, self, arguments) &&
         set_keyword_fields(thread, self, arguments, "NameError", kRows);
}

bool attribute_error_init(Thread& thread, Value self, Arguments arguments) {
  static constexpr KeywordField kRows[] = {{"name", kFieldName}, {"obj", kFieldObject}};
  return base_init(thread, self, arguments) &&
         set_keyword_fields(thread, self, arguments, "AttributeError", kRows);
}

Ref os_error_new(Thread& thread, Type* cls, Arguments arguments) {
  if (os_error_parses_in_init(cls)) return allocate_exception(thread, cls);
  if (arguments.keyword_count() != 0) {
    return thread.type_error("{}() takes no keyword arguments", type_name(cls));
  }
  const auto values = arguments.positional();
  std::int64_t number = 0;
  if (cls == thread.types().OSError && values.size() >= 2 && values.size() <= 5 &&
      is_int(values[0]) && int_to_int64(plain_int(values[0]), number)) {
    cls = os_error_class(thread.types(), number);
  }
  Ref exception = allocate_exception(thread, cls);
  if (!os_error_parse(thread, exception.as<Exception>(), values)) return Ref::error();
  return exception;
}

bool os_error_init(Thread& thread, Value self, Arguments arguments) {
  if (!os_error_parses_in_init(self.as_object()->type)) return true;
  return refuse_keywords(thread, self, arguments) &&
         os_error_parse(thread, cast<Exception>(self), arguments.positional());
}

bool syntax_error_init(Thread& thread, Value self, Arguments arguments) {
  if (!base_exception_init(thread, self, arguments)) return false;
  auto* exception = cast<Exception>(self);
  if (arguments.positional_count >= 1) {
    set_exception_field(exception, kFieldMessage, arguments[0]);
  }
  if (arguments.positional_count != 2) return true;
  std::vector<Ref> info;
  if (!collect(thread, arguments[1], info)) return false;
  if (info.size() < 4 || info.size() > 6) {
    thread
        .type_error("function takes {} {} arguments ({} given)",
                    info.size() < 4 ? "at least" : "at most", info.size() < 4 ? 4 : 6, info.size())
        .reset();
    return false;
  }
  if (info.size() == 5) {
    thread.type_error("end_offset must be provided when end_lineno is provided").reset();
    return false;
  }
  for (std::size_t i = 0; i < info.size(); ++i) {
    set_exception_field(exception, kFieldSyntaxFile + static_cast<int>(i), info[i]);
  }
  return true;
}

namespace {

/// The five arguments of UnicodeDecodeError and UnicodeEncodeError, the four of
/// UnicodeTranslateError.
bool unicode_error_init(Thread& thread, Value self, Arguments arguments, bool has_encoding,
                        bool object_is_bytes) {
  if (!base_exception_init(thread, self, arguments)) return false;
  const std::uint32_t expected = has_encoding ? 5 : 4;
  if (arguments.positional_count != expected) {
    thread
        .type_error("function takes exactly {} arguments ({} given)", expected,
                    arguments.positional_count)
        .reset();
    return false;
  }
  auto* exception = cast<Exception>(self);
  for (std::uint32_t i = 0; i < expected; ++i) {
    const int field = static_cast<int>(i) + (has_encoding ? 0 : 1);
    const Value value = arguments[i];
    const bool is_number = field == kFieldStart || field == kFieldEnd;
    const bool is_data = field == kFieldUnicodeObject && object_is_bytes;
    const char* wanted = is_number ? "int" : is_data ? "a bytes-like object" : "str";
    const bool fits = is_number ? is_int(value)
                      : is_data
                          ? has_layout(value, Layout::bytes) || has_layout(value, Layout::bytearray)
                          : is_str(value);
    if (!fits && is_number) {
      thread.type_error("'{}' object cannot be interpreted as an integer", type_name(thread, value))
          .reset();
      return false;
    }
    if (!fits && is_data) {
      thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, value))
          .reset();
      return false;
    }
    if (!fits) {
      thread.type_error("argument {} must be {}, not {}", i + 1, wanted, type_name(thread, value))
          .reset();
      return false;
    }
    set_exception_field(exception, field, value);
  }
  return true;
}

}  // namespace

bool unicode_decode_error_init(Thread& thread, Value self, Arguments arguments) {
  return unicode_error_init(thread, self, arguments, true, true);
}
bool unicode_encode_error_init(Thread& thread, Value self, Arguments arguments) {
  return unicode_error_init(thread, self, arguments, true, false);
}
bool unicode_translate_error_init(Thread& thread, Value self, Arguments arguments) {
  return unicode_error_init(thread, self, arguments, false, false);
}

namespace {

/// Every item an exception, and no exception that Exception does not cover in an ExceptionGroup.
bool check_group_items(Thread& thread, const std::vector<Ref>& items, bool exceptions_only,
                       bool& all_exceptions) {
  all_exceptions = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_exception(items[i])) {
      thread.value_error("Item {} of second argument (exceptions) is not an exception", i).reset();
      return false;
    }
    all_exceptions &= items[i].get().as_object()->type->is_subtype_of(thread.types().Exception);
  }
  if (exceptions_only && !all_exceptions) {
    thread.type_error("Cannot nest BaseExceptions in an ExceptionGroup").reset();
    return false;
  }
  return true;
}

}  // namespace

Ref exception_group_new(Thread& thread, Type* cls, Arguments arguments) {
  const BuiltinTypes& types = thread.types();
  if (arguments.positional_count != 2) {
    return thread.type_error("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
                             arguments.positional_count);
  }
  if (!is_str(arguments[0])) {
    return thread.type_error("argument 1 must be str, not {}", type_name(thread, arguments[0]));
  }
  if (!has_layout(arguments[1], Layout::list) && !is_tuple(arguments[1])) {
    return thread.type_error("second argument (exceptions) must be a sequence");
  }
  std::vector<Ref> items;
  if (!collect(thread, arguments[1], items)) return Ref::error();
  if (items.empty()) {
    return thread.value_error("second argument (exceptions) must be a non-empty sequence");
  }
  bool all_exceptions = true;
  const bool exceptions_only = cls->is_subtype_of(types.ExceptionGroup);
  if (!check_group_items(thread, items, exceptions_only, all_exceptions)) return Ref::error();
  if (cls == types.BaseExceptionGroup && all_exceptions) cls = types.ExceptionGroup;
  Ref group = base_exception_new(thread, cls, arguments);
  if (group.is_error()) return group;
  std::vector<Value> values(items.begin(), items.end());
  const Ref tuple = make_tuple(thread, std::span<const Value>(values));
  if (tuple.is_error()) return Ref::error();
  set_exception_field(group.as<Exception>(), kFieldMessage, arguments[0]);
  set_exception_field(group.as<Exception>(), kFieldExceptions, tuple);
  return group;
}

Ref make_exception(Thread& thread, Type* exception_class, std::span<const Value> args) {
  const Arguments arguments{args.data(), static_cast<std::uint32_t>(args.size()), nullptr};
  const Type* base = built_in_base(exception_class);
  Ref exception = base->slots.new_instance(thread, exception_class, arguments);
  if (exception.is_error()) return exception;
  if (!base->slots.init(thread, exception, arguments)) return Ref::error();
  return exception;
}

// --- raising ------------------------------------------------------------------------------------

Ref raise_stop_iteration(Thread& thread, Value value) {
  const Value args[] = {value};
  const std::span<const Value> none;
  return thread.raise(make_exception(thread, thread.types().StopIteration,
                                     value.is_none() ? none : std::span<const Value>(args)));
}

Ref raise_name_error(Thread& thread, Str* name) {
  thread.error(thread.types().NameError, "name '{}' is not defined", to_utf8(name)).reset();
  if (thread.exception_matches(thread.types().NameError)) {
    set_exception_field(cast<Exception>(thread.pending()), kFieldName, Value(name));
  }
  return Ref::error();
}

Ref raise_attribute_error(Thread& thread, Value object, Str* name, std::string_view message) {
  thread.raise(thread.types().AttributeError, message).reset();
  complete_attribute_error(thread, object, name);
  return Ref::error();
}

void complete_attribute_error(Thread& thread, Value object, Str* name) {
  if (!thread.exception_matches(thread.types().AttributeError)) return;
  auto* exception = cast<Exception>(thread.pending());
  if (!exception_field(exception, kFieldName).is_undefined() ||
      !exception_field(exception, kFieldObject).is_undefined()) {
    return;
  }
  set_exception_field(exception, kFieldName, Value(name));
  set_exception_field(exception, kFieldObject, object);
}

Ref raise_os_error(Thread& thread, int error_number, std::string_view filename) {
  const Ref text = make_str(thread, std::strerror(error_number));
  const Ref file = make_str(thread, filename);
  const Value args[] = {Value::small_int(error_number), text, file};
  const std::span<const Value> values(args, filename.empty() ? 2 : 3);
  return thread.raise(make_exception(thread, thread.types().OSError, values));
}

Ref raise_syntax_error(Thread& thread, const SyntaxErrorInfo& info, std::string_view file_name) {
  const BuiltinTypes& types = thread.types();
  Type* type = info.type == SyntaxErrorType::TabError           ? types.TabError
               : info.type == SyntaxErrorType::IndentationError ? types.IndentationError
                                                                : types.SyntaxError;
  const Ref message = make_str(thread, info.message);
  const Ref file = make_str(thread, file_name);
  const Ref text = info.has_text ? make_str(thread, info.text) : Ref::none();
  const Ref details =
      make_tuple(thread, {file, Value::small_int(info.line), Value::small_int(info.column), text,
                          Value::small_int(info.end_line), Value::small_int(info.end_column)});
  if (message.is_error() || file.is_error() || text.is_error() || details.is_error()) {
    return Ref::error();
  }
  const Value args[] = {message, details};
  return thread.raise(make_exception(thread, type, args));
}

}  // namespace gilsim::vm
