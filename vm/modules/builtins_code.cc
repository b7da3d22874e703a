// SPDX-License-Identifier: MIT
//
// Built-in functions that compile and run code: exec, eval, compile, __import__.
#include "vm/core/type_of.h"
#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/eval/traceback.h"
#include "vm/modules/builtins_internal.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <algorithm>
#include <string>

namespace gilsim::vm {

namespace {

/// Source text given as str or bytes. False: TypeError or SyntaxError is pending.
bool source_text(Thread& thread, Value source, std::string_view refusal, std::string& out) {
  if (is_str(source)) {
    out = to_utf8(cast<Str>(source));
  } else if (is_bytes(source)) {
    out = cast<Bytes>(source)->view();
  } else {
    thread.raise(thread.types().TypeError, refusal).reset();
    return false;
  }
  if (out.find('\0') == std::string::npos) return true;
  thread.raise(thread.types().SyntaxError, "source code string cannot contain null bytes").reset();
  return false;
}

/// Where exec and eval run: what was given, or the caller's own variables.
struct Scope {
  Ref globals;
  Ref locals;
};

bool is_mapping(Thread& thread, Value value) {
  return is_dict(value) || type_of(thread, value)->slots.get_item != nullptr;
}

bool find_scope(Thread& thread, Value globals, Value locals, Scope& scope) {
  if (globals.is_none()) {
    Dict* const current = current_globals(thread);
    if (current == nullptr) {
      thread.raise(thread.types().SystemError, "globals and locals cannot be NULL").reset();
      return false;
    }
    scope.globals = Ref::share(Value(current));
    scope.locals = locals.is_none() ? frame_locals(thread, thread.frame) : Ref::share(locals);
    if (scope.locals.is_error()) return false;
  } else {
    scope.globals = Ref::share(globals);
    scope.locals = Ref::share(locals.is_none() ? globals : locals);
  }
  Dict* const dict = scope.globals.as<Dict>();
  Str* const name = thread.names().builtins_dunder_;
  if (!dict_get(dict, name).is_undefined()) return true;
  const Value builtins = dict_get(thread.interpreter.modules, thread.names().builtins_);
  return builtins.is_undefined() || dict_set(thread, dict, name, builtins);
}

Ref run_in(Thread& thread, Code* code, const Scope& scope, std::string_view function) {
  if (code->free_count > 0) {
    return thread.type_error("code object passed to {}() may not contain free variables", function);
  }
  return run_code(thread, code, scope.globals.as<Dict>(), scope.locals);
}

Ref builtin_eval(Thread& thread, Arguments arguments) {
  const Value source = arguments[0];
  const Value globals = arguments[1];
  const Value locals = arguments[2];
  if (!locals.is_none() && !is_mapping(thread, locals)) {
    return thread.type_error("locals must be a mapping");
  }
  if (!globals.is_none() && !is_dict(globals)) {
    return thread.raise(thread.types().TypeError,
                        is_mapping(thread, globals)
                            ? "globals must be a real dict; try eval(code, {}, mapping)"
                            : "globals must be a dict");
  }
  Scope scope;
  if (!find_scope(thread, globals, locals, scope)) return Ref::error();
  if (has_layout(source, Layout::code)) return run_in(thread, cast<Code>(source), scope, "eval");
  std::string text;
  if (!source_text(thread, source, "eval() arg 1 must be a string, bytes or code object", text)) {
    return Ref::error();
  }
  const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
  Code* const code = compile_text(thread, std::string_view(text).substr(start), "<string>",
                                  CompileMode::expression);
  return code == nullptr ? Ref::error() : run_in(thread, code, scope, "eval");
}

Ref builtin_exec(Thread& thread, Arguments arguments) {
  const Value source = arguments[0];
  const Value globals = arguments[1];
  const Value locals = arguments[2];
  if (!globals.is_none() && !is_dict(globals)) {
    return thread.type_error("exec() globals must be a dict, not {}", type_name(thread, globals));
  }
  if (!locals.is_none() && !is_mapping(thread, locals)) {
    return thread.type_error("locals must be a mapping or None, not {}", type_name(thread, locals));
  }
  Scope scope;
  if (!find_scope(thread, globals, locals, scope)) return Ref::error();
  Code* code = nullptr;
  if (has_layout(source, Layout::code)) {
    code = cast<Code>(source);
  } else {
    std::string text;
    if (!source_text(thread, source, "exec() arg 1 must be a string, bytes or code object", text)) {
      return Ref::error();
    }
    code = compile_text(thread, text, "<string>", CompileMode::module);
  }
  if (code == nullptr || run_in(thread, code, scope, "exec").is_error()) return Ref::error();
  return Ref::none();
}

Ref builtin_compile(Thread& thread, Arguments arguments) {
  const Value filename = arguments[1];
  const Value mode_value = arguments[2];
  if (!is_str(filename) && !is_bytes(filename)) {
    return thread.type_error("expected str, bytes or os.PathLike object, not {}",
                             type_name(thread, filename));
  }
  if (!is_str(mode_value)) {
    return thread.type_error("compile() argument 'mode' must be str, not {}",
                             type_name(thread, mode_value));
  }
  const std::string mode = to_utf8(cast<Str>(mode_value));
  if (mode == "single") {
    return thread.value_error("compile() mode 'single' is not in the subset");
  }
  if (mode != "exec" && mode != "eval") {
    return thread.value_error("compile() mode must be 'exec', 'eval' or 'single'");
  }
  if (has_layout(arguments[0], Layout::code)) return Ref::share(arguments[0]);
  std::string text;
  if (!source_text(thread, arguments[0], "compile() arg 1 must be a string, bytes or AST object",
                   text)) {
    return Ref::error();
  }
  const std::string name =
      is_str(filename) ? to_utf8(cast<Str>(filename)) : std::string(cast<Bytes>(filename)->view());
  Code* const code = compile_text(thread, text, name,
                                  mode == "exec" ? CompileMode::module : CompileMode::expression);
  return code == nullptr ? Ref::error() : Ref::share(Value(code));
}

Ref builtin_import(Thread& thread, Arguments arguments) {
  const Value name = arguments[0];
  if (!is_str(name)) return thread.type_error("module name must be a string");
  std::int64_t level = 0;
  if (!to_index(thread, arguments[4], level, thread.types().OverflowError)) return Ref::error();
  if (level < 0) return thread.value_error("level must be >= 0");
  const Ref globals = is_dict(arguments[1]) ? Ref::share(arguments[1]) : make_dict(thread);
  if (globals.is_error()) return Ref::error();
  return import_name(thread, globals.as<Dict>(), cast<Str>(name), arguments[3], level);
}

constexpr NativeDefinition kRows[] = {
    {"eval", builtin_eval, "source, globals=None, locals=None, /"},
    {"exec", builtin_exec, "source, globals=None, locals=None, /, *, closure=None"},
    {"compile", builtin_compile,
     "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1"},
    {"__import__", builtin_import, "name, globals=None, locals=None, fromlist=(), level=0"},
    {"__build_class__", builtin_build_class},
};

}  // namespace

std::span<const NativeDefinition> builtins_of_code() { return kRows; }

}  // namespace gilsim::vm
