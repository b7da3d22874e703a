// SPDX-License-Identifier: MIT
//
// Module builtins: the functions (builtins_*.cc), the types, the exceptions and the constants.
#include "vm/core/interpreter.h"
#include "vm/eval/operations.h"
#include "vm/modules/builtins_internal.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

/// open() needs files, which the language does not have: the host brings module `_files`.
Ref builtin_open(Thread& thread, Arguments arguments) {
  const Ref module = import_module(thread, "_files");
  if (module.is_error()) {
    if (!thread.exception_matches(thread.types().ModuleNotFoundError)) return Ref::error();
    thread.clear_exception();
    return thread.raise(thread.types().OSError,
                        "open() is not available: this interpreter was started without files");
  }
  const Ref function = get_attribute(thread, module, "open");
  return function.is_error() ? Ref::error() : call(thread, function, arguments.positional());
}

/// exit() and quit() of the site module.
Ref builtin_exit(Thread& thread, Arguments arguments) {
  const Value args[] = {arguments[0]};
  return thread.raise(make_exception(thread, thread.types().SystemExit, args));
}

Ref builtin_help(Thread& thread, Arguments) {
  return thread.raise(thread.types().NotImplementedError,
                      "help() is not in the subset: print an object's __doc__");
}

constexpr NativeDefinition kOtherRows[] = {
    {"open", builtin_open,
     "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
     "opener=None"},
    {"exit", builtin_exit, "code=None"},
    {"quit", builtin_exit, "code=None"},
    {"help", builtin_help, "request=..., /"},
};

bool add_types(Thread& thread, Dict* dict) {
  const BuiltinTypes& types = thread.types();
  Type* const all[] = {
      types.boolean,       types.bytearray, types.bytes,    types.class_method, types.complex,
      types.dict,          types.enumerate, types.filter,   types.floating,     types.frozenset,
      types.integer,       types.list,      types.map,      types.memoryview,   types.object,
      types.property,      types.range,     types.reversed, types.set,          types.slice,
      types.static_method, types.str,       types.super,    types.tuple,        types.type,
      types.zip,
#define EXCEPTION(name, base) types.name,
#include "vm/core/exceptions.def"
#undef EXCEPTION
  };
  for (Type* type : all) {
    if (!dict_set(thread, dict, type->name, Value(type))) return false;
  }
  return dict_set(thread, dict, thread.instance.intern("EnvironmentError"), Value(types.OSError)) &&
         dict_set(thread, dict, thread.instance.intern("IOError"), Value(types.OSError));
}

bool add_constants(Thread& thread, Dict* dict) {
  struct Constant {
    const char* name;
    Value value;
  };
  const Constant constants[] = {
      {"None", Value::none()},
      {"True", Value::true_value()},
      {"False", Value::false_value()},
      {"Ellipsis", Value::ellipsis()},
      {"NotImplemented", Value::not_implemented()},
      {"__debug__", Value::true_value()},
  };
  for (const Constant& constant : constants) {
    if (!dict_set(thread, dict, thread.instance.intern(constant.name), constant.value))
      return false;
  }
  return true;
}

bool initialise_builtins(Thread& thread, Module& module) {
  return add_functions(thread, module, builtins_of_attributes()) &&
         add_functions(thread, module, builtins_of_numbers()) &&
         add_functions(thread, module, builtins_of_iteration()) &&
         add_functions(thread, module, builtins_of_text()) &&
         add_functions(thread, module, builtins_of_code()) &&
         add_functions(thread, module, kOtherRows) && add_types(thread, module.dict) &&
         add_constants(thread, module.dict);
}

}  // namespace

const NativeModuleDefinition kBuiltinsModule = {"builtins", initialise_builtins};

bool initialise_interpreter(Thread& thread) {
  Interpreter& interpreter = thread.interpreter;
  Ref modules = make_dict(thread);
  if (modules.is_error()) return false;
  interpreter.modules = cast<Dict>(modules.release());
  const Ref builtins = import_module(thread, "builtins");
  if (builtins.is_error()) return false;
  interpreter.builtins = builtins.as<Module>()->dict;
  incref(Value(interpreter.builtins));
  return !import_module(thread, "sys").is_error();
}

}  // namespace gilsim::vm
