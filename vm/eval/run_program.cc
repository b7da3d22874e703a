// SPDX-License-Identifier: MIT
#include "vm/eval/run_program.h"

#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/modules/standard_streams.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

constexpr int kFailure = 1;
constexpr int kInterrupted = 130;

/// The status of `raise SystemExit(code)`; what is neither None nor an int is written to standard
/// error.
int status_of_code(Thread& thread, Value code) {
  if (code.is_undefined() || code.is_none()) return 0;
  if (is_int(code)) {
    std::int64_t number = -1;
    if (!int_to_int64(plain_int(code), number)) number = -1;
    return static_cast<int>(number & 0xff);
  }
  std::string text;
  if (!str_utf8(thread, code, text)) thread.clear_exception();
  write_standard_error(thread, text + "\n");
  return kFailure;
}

/// sys.excepthook if the program has put one in its place; else Undefined.
Ref replaced_excepthook(Thread& thread) {
  const Ref hook = standard_stream(thread, "excepthook");
  const Ref original = standard_stream(thread, "__excepthook__");
  if (hook.is_undefined() || hook.is_none() || hook.get() == original.get()) {
    return Ref::undefined();
  }
  return hook.share();
}

}  // namespace

Ref make_main_module(Thread& thread, std::string_view name, std::string_view file_name) {
  const Ref key = make_str(thread, name);
  Ref module = make_module(thread, name);
  if (key.is_error() || module.is_error()) return Ref::error();
  Dict* const dict = module.as<Module>()->dict;
  if (!set_module_attributes(thread, module.as<Module>(), name, "", file_name)) return Ref::error();
  const Value builtins = dict_get(thread.interpreter.modules, thread.names().builtins_);
  if (!dict_set(thread, dict, thread.names().package_, Value::none()) ||
      !dict_set(thread, dict, thread.names().builtins_dunder_, builtins) ||
      !dict_set(thread, thread.interpreter.modules, key.get(), module.get())) {
    return Ref::error();
  }
  return module;
}

bool set_program_arguments(Thread& thread, const std::vector<std::string>& arguments) {
  const Value sys = dict_get(thread.interpreter.modules, thread.names().sys_);
  if (!is_module(sys)) return true;
  const Ref list = make_list(thread, static_cast<std::int64_t>(arguments.size()));
  if (list.is_error()) return false;
  for (const std::string& argument : arguments) {
    const Ref text = make_str(thread, argument);
    if (text.is_error() || !list_append(thread, list.as<List>(), text)) return false;
  }
  return dict_set(thread, cast<Module>(sys)->dict, thread.instance.intern("argv"), list.get());
}

namespace {

/// Sets a module's names to None, private ones (`_x`) first.
void clear_module_dict(Thread& thread, Dict* dict) {
  for (const bool is_private_turn : {true, false}) {
    for (std::int64_t i = 0; i < dict->used && !thread.cancelled; ++i) {
      const Ref key = Ref::share(dict->entries[i].key);
      if (!is_str(key) || dict->entries[i].value.is_none()) continue;
      const std::string name = to_utf8(key.as<Str>());
      const bool is_private = name.starts_with('_') && !name.starts_with("__");
      if (is_private != is_private_turn || name == "__builtins__") continue;
      if (!dict_set(thread, dict, key.as<Str>(), Value::none())) thread.clear_exception();
    }
  }
}

/// Takes all modules but sys and builtins out of sys.modules.
std::vector<Ref> take_modules(Thread& thread) {
  Dict* const modules = thread.interpreter.modules;
  std::vector<std::pair<Ref, Ref>> rows;
  for (std::int64_t i = 0; i < modules->used; ++i) {
    const Value key = modules->entries[i].key;
    if (!is_str(key) || !is_module(modules->entries[i].value)) continue;
    const std::string name = to_utf8(cast<Str>(key));
    if (name == "sys" || name == "builtins") continue;
    rows.emplace_back(Ref::share(key), Ref::share(modules->entries[i].value));
  }
  std::vector<Ref> taken;
  for (auto& [key, module] : rows) {
    if (dict_delete(thread, modules, key.get()) == Truth::error) thread.clear_exception();
    taken.push_back(std::move(module));
  }
  return taken;
}

}  // namespace

void clear_modules(Thread& thread) {
  std::vector<Ref> modules = take_modules(thread);
  std::vector<Ref> dicts;  // what is left of modules that others still hold
  for (Ref& module : modules) {
    dicts.push_back(Ref::share(Value(module.as<Module>()->dict)));
    module.reset();
    if (dicts.back().get().as_object()->reference_count == 1) dicts.back().reset();
  }
  thread.heap().collect(2);
  for (auto dict = dicts.rbegin(); dict != dicts.rend() && !thread.cancelled; ++dict) {
    if (!dict->is_undefined()) clear_module_dict(thread, dict->as<Dict>());
    dict->reset();
  }
}

void report_uncaught(Thread& thread, Value exception) {
  const Ref held = Ref::share(exception);
  const Ref hook = replaced_excepthook(thread);
  if (hook.is_undefined()) {
    write_standard_error(thread, format_exception(thread, held));
    return;
  }
  const Value traceback = held.as<Exception>()->traceback;
  const Value args[] = {Value(held.get().as_object()->type), held,
                        traceback.is_undefined() ? Value::none() : traceback};
  if (!call(thread, hook, args).is_error() || thread.cancelled) return;
  const Ref second = thread.take_exception();
  write_standard_error(thread, "Error in sys.excepthook:\n" + format_exception(thread, second) +
                                   "\nOriginal exception was:\n" + format_exception(thread, held));
}

int exit_status_of_pending(Thread& thread) {
  const Ref exception = thread.take_exception();
  if (!is_exception(exception)) return 0;
  const BuiltinTypes& types = thread.types();
  const Type* type = exception.get().as_object()->type;
  if (type->is_subtype_of(types.SystemExit)) {
    const Ref code = get_attribute_or_undefined(thread, exception, thread.instance.intern("code"));
    if (code.is_error()) thread.clear_exception();
    return status_of_code(thread, code.is_error() ? Value() : code.get());
  }
  report_uncaught(thread, exception);
  return type->is_subtype_of(types.KeyboardInterrupt) ? kInterrupted : kFailure;
}

Ref run_as_module(Thread& thread, const ProgramText& program, std::string_view name) {
  if (!program.arguments.empty() && !set_program_arguments(thread, program.arguments)) {
    return Ref::error();
  }
  Ref module = make_main_module(thread, name, program.file_name);
  if (module.is_error()) return module;
  Code* const code = compile_file(thread, program.source, program.file_name);
  if (code == nullptr) return Ref::error();
  Dict* const globals = module.as<Module>()->dict;
  const Ref result = run_code(thread, code, globals, Value(globals));
  return result.is_error() ? Ref::error() : std::move(module);
}

int run_program(Thread& thread, const ProgramText& program) {
  const Ref module = run_as_module(thread, program, "__main__");
  return module.is_error() && !thread.cancelled ? exit_status_of_pending(thread) : 0;
}

}  // namespace gilsim::vm
