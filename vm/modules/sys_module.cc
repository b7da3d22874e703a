// SPDX-License-Identifier: MIT
//
// Module sys, as far as it knows nothing of threads and clocks. What the host adds
// (setswitchinterval, ...) comes from a native module `_gilsim_sys`, whose names are copied in,
// except those that begin with two underscores.
#include "vm/modules/sys_module.h"

#include "vm/core/builtin_types.h"
#include "vm/core/slots.h"
#include "vm/eval/operations.h"
#include "vm/eval/traceback.h"
#include "vm/modules/sizes.h"
#include "vm/modules/standard_streams.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cfloat>
#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

// --- version_info ---

constexpr const char* kVersionFields[] = {"major", "minor", "micro", "releaselevel", "serial"};

template <int Index>
Ref version_field(Thread&, Arguments arguments) {
  return Ref::share((*cast<Tuple>(arguments[0]))[Index]);
}

Ref version_repr(Thread& thread, Value self) {
  const auto* tuple = cast<Tuple>(self);
  std::string text = "sys.version_info(";
  for (std::int64_t i = 0; i < tuple->length; ++i) {
    std::string item;
    if (!repr_utf8(thread, (*tuple)[i], item)) return Ref::error();
    text += fmt::format("{}{}={}", i == 0 ? "" : ", ", kVersionFields[i], item);
  }
  return make_str(thread, text + ")");
}

constexpr NativeDefinition kVersionRows[] = {
    {"major", version_field<0>, nullptr, kNativeGetter},
    {"minor", version_field<1>, nullptr, kNativeGetter},
    {"micro", version_field<2>, nullptr, kNativeGetter},
    {"releaselevel", version_field<3>, nullptr, kNativeGetter},
    {"serial", version_field<4>, nullptr, kNativeGetter},
};

/// The values are immortal or immediate, and so is the tuple.
Ref make_version_info(Thread& thread) {
  Instance& instance = thread.instance;
  const Value values[] = {Value::small_int(3), Value::small_int(11), Value::small_int(7),
                          instance.intern("final"), Value::small_int(0)};
  Ref tuple = make_tuple(thread, values);
  if (tuple.is_error()) return tuple;
  tuple.get().as_object()->type = instance.types.version_info;
  return tuple;
}

// --- functions ---

Ref sys_exit(Thread& thread, Arguments arguments) {
  const Value status = arguments[0];
  if (status.is_none()) return thread.raise(make_exception(thread, thread.types().SystemExit, {}));
  if (is_tuple(status)) {
    const Ref held = Ref::share(status);
    const auto values = held.as<Tuple>()->view();
    return thread.raise(make_exception(thread, thread.types().SystemExit, values));
  }
  const Value args[] = {status};
  return thread.raise(make_exception(thread, thread.types().SystemExit, args));
}

Value handled_exception(const Thread& thread) {
  for (const HandledException* link = thread.handled; link != nullptr; link = link->previous) {
    if (is_exception(link->exception)) return link->exception;
  }
  return Value::none();
}

Ref sys_exception(Thread& thread, Arguments) { return Ref::share(handled_exception(thread)); }

Ref sys_exc_info(Thread& thread, Arguments) {
  const Value exception = handled_exception(thread);
  if (exception.is_none()) {
    return make_tuple(thread, {Value::none(), Value::none(), Value::none()});
  }
  const Value traceback = cast<Exception>(exception)->traceback;
  return make_tuple(thread, {Value(exception.as_object()->type), exception,
                             traceback.is_undefined() ? Value::none() : traceback});
}

Ref sys_getrefcount(Thread& thread, Arguments arguments) {
  // CPython's shared small ints, None and built-in types have hundreds of references.
  constexpr std::int64_t kSharedCount = 1000;
  const Value value = arguments[0];
  if (!value.is_object()) {
    return Ref::small_int(value.is_immediate_float() ? 3 : kSharedCount);
  }
  static_cast<void>(thread);
  const Object* object = value.as_object();
  return Ref::small_int(object->is_immortal() ? kSharedCount : object->reference_count);
}

Ref sys_getsizeof(Thread& thread, Arguments arguments) {
  const Value value = arguments[0];
  if (type_of(thread, value)->is_heap_type) {
    Ref own = call_special(thread, value, thread.instance.intern("__sizeof__"));
    if (own.is_error()) return own;
    std::int64_t bytes = 0;
    const bool is_user_defined =
        !own.is_undefined() && has_layout(lookup_in_type(thread, type_of(thread, value),
                                                         thread.instance.intern("__sizeof__")),
                                          Layout::function);
    if (is_user_defined) {
      if (!to_index(thread, own, bytes, thread.types().OverflowError)) return Ref::error();
      return make_int(thread, bytes + size_before_instance(type_of(thread, value)));
    }
  }
  return make_int(thread, shallow_size(thread, value));
}

Ref sys_getrecursionlimit(Thread& thread, Arguments) {
  return Ref::small_int(thread.interpreter.recursion_limit);
}

Ref sys_setrecursionlimit(Thread& thread, Arguments arguments) {
  std::int64_t limit = 0;
  if (!to_index(thread, arguments[0], limit, thread.types().OverflowError)) return Ref::error();
  if (limit < 1) return thread.value_error("recursion limit must be greater or equal than 1");
  if (limit > INT32_MAX) {
    return thread.raise(thread.types().OverflowError, "Python int too large to convert to C int");
  }
  if (thread.recursion_depth >= limit) {
    return thread.error(thread.types().RecursionError,
                        "cannot set the recursion limit to {} at the recursion depth {}: the limit "
                        "is too low",
                        limit, thread.recursion_depth);
  }
  thread.interpreter.recursion_limit = static_cast<std::uint32_t>(limit);
  return Ref::none();
}

Ref sys_intern(Thread& thread, Arguments arguments) {
  if (!is_str(arguments[0])) {
    return thread.type_error("intern() argument must be str, not {}",
                             type_name(thread, arguments[0]));
  }
  if (!is_exact_str(arguments[0])) {
    return thread.type_error("can't intern {}", type_name(thread, arguments[0]));
  }
  return Ref::share(Value(thread.instance.intern(cast<Str>(arguments[0]))));
}

Ref sys_getframe(Thread& thread, Arguments arguments) {
  std::int64_t depth = 0;
  if (!to_index(thread, arguments[0], depth, thread.types().OverflowError)) return Ref::error();
  Frame* frame = thread.frame;
  for (; frame != nullptr && depth > 0; --depth) frame = frame->previous;
  if (frame == nullptr) return thread.value_error("call stack is not deep enough");
  return Ref::share(Value(frame_object_of(thread, frame)));
}

Ref sys_get_int_max_str_digits(Thread& thread, Arguments) {
  return Ref::small_int(thread.interpreter.int_max_str_digits);
}

Ref sys_set_int_max_str_digits(Thread& thread, Arguments arguments) {
  constexpr std::int64_t kThreshold = 640;
  std::int64_t digits = 0;
  if (!to_index(thread, arguments[0], digits, thread.types().OverflowError)) return Ref::error();
  if (digits != 0 && (digits < kThreshold || digits > INT32_MAX)) {
    return thread.value_error("maxdigits must be 0 or larger than {}", kThreshold);
  }
  thread.interpreter.int_max_str_digits = static_cast<std::uint32_t>(digits);
  return Ref::none();
}

Ref sys_utf8(Thread& thread, Arguments) { return make_str(thread, "utf-8"); }
Ref sys_false(Thread&, Arguments) { return Ref::boolean(false); }
Ref sys_none(Thread&, Arguments) { return Ref::none(); }

/// sys.excepthook(type, value, traceback): prints the exception. The traceback counts only for one
/// that has none.
Ref sys_excepthook(Thread& thread, Arguments arguments) {
  if (!is_exception(arguments[1])) return Ref::none();
  auto* exception = cast<Exception>(arguments[1]);
  if (exception->traceback.is_undefined() && has_layout(arguments[2], Layout::traceback)) {
    exception->traceback = Ref::share(arguments[2]).release();
  }
  write_standard_error(thread, format_exception(thread, arguments[1]));
  return Ref::none();
}

/// sys._format_exception(exception): its traceback as text, for the modules of the library that
/// report exceptions by themselves.
Ref sys_format_exception(Thread& thread, Arguments arguments) {
  if (!is_exception(arguments[0])) {
    return thread.type_error("_format_exception() needs an exception");
  }
  return make_str(thread,
                  format_without_suggestions(thread, arguments[0], FormattedPart::chain));
}

/// sys.displayhook(value): what an interactive session does with a result.
Ref sys_displayhook(Thread& thread, Arguments arguments) {
  if (arguments[0].is_none()) return Ref::none();
  const Ref text = repr(thread, arguments[0]);
  const Ref stream = standard_stream(thread, "stdout");
  if (text.is_error() || stream.is_undefined()) return Ref::error();
  const Ref line = make_str(thread, to_utf8(text.as<Str>()) + "\n");
  const Value args[] = {line};
  return call_method(thread, stream, thread.names().write_, args).is_error() ? Ref::error()
                                                                             : Ref::none();
}

constexpr NativeDefinition kRows[] = {
    {"exit", sys_exit, "status=None, /"},
    {"exception", sys_exception, ""},
    {"exc_info", sys_exc_info, ""},
    {"getrefcount", sys_getrefcount, "object, /"},
    {"getsizeof", sys_getsizeof, "object, default=..."},
    {"getrecursionlimit", sys_getrecursionlimit, ""},
    {"setrecursionlimit", sys_setrecursionlimit, "limit, /"},
    {"intern", sys_intern, "string, /"},
    {"_getframe", sys_getframe, "depth=0, /"},
    {"_format_exception", sys_format_exception, "exception, /"},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, ""},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, "maxdigits"},
    {"getdefaultencoding", sys_utf8, ""},
    {"getfilesystemencoding", sys_utf8, ""},
    {"is_finalizing", sys_false, ""},
    {"gettrace", sys_none, ""},
    {"getprofile", sys_none, ""},
    {"excepthook", sys_excepthook, "exctype, value, traceback, /"},
    {"displayhook", sys_displayhook, "object, /"},
};

// --- data ---

bool set_value(Thread& thread, Module& module, std::string_view name, const Ref& value) {
  return !value.is_error() &&
         dict_set(thread, module.dict, thread.instance.intern(name), value.get());
}

bool set_text(Thread& thread, Module& module, std::string_view name, std::string_view text) {
  return set_value(thread, module, name, make_str(thread, text));
}

struct NamespaceItem {
  const char* name;
  Value value;
};

/// A SimpleNamespace of the given names.
Ref make_namespace(Thread& thread, std::span<const NamespaceItem> items) {
  Ref result = call(thread, Value(thread.types().simple_namespace));
  if (result.is_error()) return result;
  for (const NamespaceItem& item : items) {
    if (!set_attribute(thread, result, thread.instance.intern(item.name), item.value)) {
      return Ref::error();
    }
  }
  return result;
}

bool add_flags(Thread& thread, Module& module) {
  const Value zero = Value::small_int(0);
  const NamespaceItem items[] = {
      {"debug", zero},
      {"inspect", zero},
      {"interactive", zero},
      {"optimize", zero},
      {"dont_write_bytecode", zero},
      {"no_user_site", zero},
      {"no_site", zero},
      {"ignore_environment", zero},
      {"verbose", zero},
      {"bytes_warning", zero},
      {"quiet", zero},
      {"hash_randomization", zero},
      {"isolated", zero},
      {"dev_mode", Value::false_value()},
      {"utf8_mode", Value::small_int(1)},
      {"warn_default_encoding", zero},
      {"safe_path", Value::false_value()},
      {"int_max_str_digits", Value::small_int(-1)},
  };
  return set_value(thread, module, "flags", make_namespace(thread, items));
}

bool add_number_infos(Thread& thread, Module& module) {
  const Ref max = make_float(thread, DBL_MAX);
  const Ref min = make_float(thread, DBL_MIN);
  const Ref epsilon = make_float(thread, DBL_EPSILON);
  const NamespaceItem floats[] = {
      {"max", max},
      {"max_exp", Value::small_int(DBL_MAX_EXP)},
      {"max_10_exp", Value::small_int(DBL_MAX_10_EXP)},
      {"min", min},
      {"min_exp", Value::small_int(DBL_MIN_EXP)},
      {"min_10_exp", Value::small_int(DBL_MIN_10_EXP)},
      {"dig", Value::small_int(DBL_DIG)},
      {"mant_dig", Value::small_int(DBL_MANT_DIG)},
      {"epsilon", epsilon},
      {"radix", Value::small_int(2)},
      {"rounds", Value::small_int(1)},
  };
  const NamespaceItem ints[] = {
      {"bits_per_digit", Value::small_int(30)},
      {"sizeof_digit", Value::small_int(4)},
      {"default_max_str_digits", Value::small_int(4300)},
      {"str_digits_check_threshold", Value::small_int(640)},
  };
  const NamespaceItem hashes[] = {
      {"width", Value::small_int(64)},
      {"modulus", Value::small_int((std::int64_t{1} << 61) - 1)},
      {"inf", Value::small_int(314159)},
      {"nan", Value::small_int(0)},
      {"imag", Value::small_int(1000003)},
  };
  return set_value(thread, module, "float_info", make_namespace(thread, floats)) &&
         set_value(thread, module, "int_info", make_namespace(thread, ints)) &&
         set_value(thread, module, "hash_info", make_namespace(thread, hashes));
}

bool add_version(Thread& thread, Module& module) {
  const Ref info = make_version_info(thread);
  const Ref name = make_str(thread, "gilsim");
  const Ref tag = make_str(thread, "gilsim-311");
  if (info.is_error() || name.is_error() || tag.is_error()) return false;
  constexpr std::int64_t kHexVersion = 0x030b07f0;
  const NamespaceItem items[] = {{"name", name},
                                 {"cache_tag", tag},
                                 {"version", info},
                                 {"hexversion", Value::small_int(kHexVersion)}};
  return set_text(thread, module, "version", "3.11.7 (gilsim)") &&
         set_value(thread, module, "version_info", info) &&
         set_value(thread, module, "hexversion", Ref::small_int(kHexVersion)) &&
         set_value(thread, module, "api_version", Ref::small_int(1013)) &&
         set_value(thread, module, "implementation", make_namespace(thread, items));
}

bool add_streams(Thread& thread, Module& module) {
  struct Row {
    const char* name;
    const char* original;
    TextStream::Kind kind;
  };
  const Row rows[] = {{"stdin", "__stdin__", TextStream::Kind::input},
                      {"stdout", "__stdout__", TextStream::Kind::output},
                      {"stderr", "__stderr__", TextStream::Kind::error}};
  for (const Row& row : rows) {
    const Ref stream = make_text_stream(thread, row.kind);
    if (!set_value(thread, module, row.name, stream)) return false;
    if (!set_value(thread, module, row.original, stream)) return false;
  }
  return true;
}

bool add_lists(Thread& thread, Module& module) {
  const Ref empty = make_str(thread, "");
  const Value items[] = {empty};
  const std::span<const Value> one(items);
  if (empty.is_error()) return false;
  std::vector<Ref> names;
  for (const NativeModuleDefinition* native : kNativeModules) {
    names.push_back(make_str(thread, native->name));
  }
  std::vector<Value> values(names.begin(), names.end());
  return set_value(thread, module, "argv", make_list(thread, one)) &&
         set_value(thread, module, "orig_argv", make_list(thread, one)) &&
         set_value(thread, module, "path", make_list(thread, one)) &&
         set_value(thread, module, "meta_path", make_list(thread, std::int64_t{0})) &&
         set_value(thread, module, "path_hooks", make_list(thread, std::int64_t{0})) &&
         set_value(thread, module, "warnoptions", make_list(thread, std::int64_t{0})) &&
         set_value(thread, module, "builtin_module_names",
                   make_tuple(thread, std::span<const Value>(values))) &&
         set_value(thread, module, "modules", Ref::share(Value(thread.interpreter.modules)));
}

bool add_texts(Thread& thread, Module& module) {
  return set_text(thread, module, "platform", "linux") &&
         set_text(thread, module, "byteorder", "little") &&
         set_text(thread, module, "executable", "gilsim") &&
         set_text(thread, module, "prefix", "/usr") &&
         set_text(thread, module, "exec_prefix", "/usr") &&
         set_text(thread, module, "base_prefix", "/usr") &&
         set_text(thread, module, "base_exec_prefix", "/usr") &&
         set_text(thread, module, "abiflags", "") &&
         set_text(thread, module, "platlibdir", "lib") &&
         set_text(thread, module, "copyright", "") &&
         set_text(thread, module, "float_repr_style", "short") &&
         set_value(thread, module, "maxsize", make_int(thread, INT64_MAX)) &&
         set_value(thread, module, "maxunicode", Ref::small_int(0x10ffff)) &&
         set_value(thread, module, "dont_write_bytecode", Ref::boolean(true));
}

/// What the host adds.
bool add_host_names(Thread& thread, Module& module) {
  const ModuleSource source = thread.host().find_module(thread, "_gilsim_sys");
  if (thread.cancelled || thread.has_exception()) return false;
  if (source.kind != ModuleSource::Kind::native) return true;
  const Ref host_module = make_module(thread, "_gilsim_sys");
  if (host_module.is_error()) return false;
  if (!source.native->initialise(thread, *host_module.as<Module>())) return false;
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(host_module.as<Module>()->dict, position, key, value)) {
    if (!is_str(key) || cast<Str>(key)->length < 2 || cast<Str>(key)->at(1) == '_') continue;
    if (!dict_set(thread, module.dict, cast<Str>(key), value)) return false;
  }
  return true;
}

bool initialise_sys(Thread& thread, Module& module) {
  if (!add_functions(thread, module, kRows)) return false;
  for (const char* hook : {"excepthook", "displayhook"}) {
    const Ref original = Ref::share(dict_get(module.dict, thread.instance.intern(hook)));
    if (!set_value(thread, module, fmt::format("__{}__", hook), original)) return false;
  }
  return add_streams(thread, module) && add_lists(thread, module) && add_texts(thread, module) &&
         add_version(thread, module) && add_flags(thread, module) &&
         add_number_infos(thread, module) && add_host_names(thread, module);
}

}  // namespace

const NativeModuleDefinition kSysModule = {"sys", initialise_sys};

void initialise_version_type(Instance& instance) {
  Type* const type = instance.types.version_info;
  type->slots.repr = version_repr;
  add_methods(instance, type, kVersionRows);
}

}  // namespace gilsim::vm
