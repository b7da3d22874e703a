// SPDX-License-Identifier: MIT
//
// Function objects and bound methods: what Python sees of them. How they are called:
// vm/eval/call.cc.
#include "vm/objects/function.h"

#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/module.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

Function* self_of(Arguments arguments) { return cast<Function>(arguments[0]); }

/// Replaces an owned member; the old value goes last, because its end may run Python code.
void replace(Value& member, Value value) {
  incref(value);
  decref(std::exchange(member, value));
}

/// The namespace of built-ins that code with these globals sees.
Dict* builtins_of(const Thread& thread, Dict* globals) {
  const Value found = dict_get(globals, thread.names().builtins_dunder_);
  if (is_module(found)) return cast<Module>(found)->dict;
  return is_dict(found) ? cast<Dict>(found) : thread.interpreter.builtins;
}

Value shared(Value value) {
  incref(value);
  return value;
}

// --- life ---

void function_dealloc(Heap&, Object* object) {
  auto* function = static_cast<Function*>(object);
  Value* const members[] = {&function->defaults, &function->keyword_defaults, &function->closure,
                            &function->name,     &function->qualified_name,   &function->module,
                            &function->doc,      &function->annotations};
  for (Value* member : members) decref(std::exchange(*member, Value()));
  Dict** const dicts[] = {&function->globals, &function->builtins, &function->dict};
  for (Dict** dict : dicts) {
    if (Dict* old = std::exchange(*dict, nullptr)) decref(old);
  }
}

void function_traverse(Object* object, Visit visit, void* context) {
  const auto* function = static_cast<Function*>(object);
  const Value members[] = {function->defaults,    function->keyword_defaults, function->closure,
                           function->annotations, function->module,           function->doc};
  for (const Value member : members) visit(member, context);
  for (Dict* dict : {function->globals, function->builtins, function->dict}) {
    if (dict != nullptr) visit(dict, context);
  }
}

void function_clear(Heap&, Object* object) {
  // What a call needs stays (code, globals, closure): what still calls it must find a whole
  // function. A cycle through globals or cells is broken there.
  auto* function = static_cast<Function*>(object);
  decref(std::exchange(function->defaults, Value::none()));
  decref(std::exchange(function->keyword_defaults, Value::none()));
  decref(std::exchange(function->annotations, Value()));
  if (Dict* old = std::exchange(function->dict, nullptr)) decref(old);
}

// --- slots ---

Ref function_repr(Thread& thread, Value self) {
  const auto* function = cast<Function>(self);
  return make_str(
      thread, fmt::format("<function {} at 0x{:x}>", to_utf8(cast<Str>(function->qualified_name)),
                          thread.interpreter.identity_of(self)));
}

Ref function_get(Thread& thread, Value self, Value instance, Type*) {
  return instance.is_undefined() ? Ref::share(self) : make_bound_method(thread, self, instance);
}

/// For who asks the type; `call` itself knows functions and methods by their layout.
Ref callable_call(Thread& thread, Value self, Arguments arguments) {
  return call(thread, self, arguments);
}

// --- attributes ---

template <Value Function::*member>
Ref get_member(Thread&, Arguments arguments) {
  const Value value = self_of(arguments)->*member;
  return value.is_undefined() ? Ref::none() : Ref::share(value);
}

template <Value Function::*member>
Ref set_any_member(Thread&, Arguments arguments) {
  replace(self_of(arguments)->*member, arguments[1].is_undefined() ? Value::none() : arguments[1]);
  return Ref::none();
}

Ref set_name(Thread& thread, Arguments arguments) {
  if (!is_str(arguments[1])) return thread.type_error("__name__ must be set to a string object");
  replace(self_of(arguments)->name, arguments[1]);
  return Ref::none();
}

Ref set_qualified_name(Thread& thread, Arguments arguments) {
  if (!is_str(arguments[1])) {
    return thread.type_error("__qualname__ must be set to a string object");
  }
  replace(self_of(arguments)->qualified_name, arguments[1]);
  return Ref::none();
}

Ref set_defaults(Thread& thread, Arguments arguments) {
  const Value value = arguments[1].is_undefined() ? Value::none() : arguments[1];
  if (!value.is_none() && !is_tuple(value)) {
    return thread.type_error("__defaults__ must be set to a tuple object");
  }
  Function* function = self_of(arguments);
  function->version = thread.interpreter.next_type_version();
  replace(function->defaults, value);
  return Ref::none();
}

Ref set_keyword_defaults(Thread& thread, Arguments arguments) {
  const Value value = arguments[1].is_undefined() ? Value::none() : arguments[1];
  if (!value.is_none() && !is_dict(value)) {
    return thread.type_error("__kwdefaults__ must be set to a dict object");
  }
  Function* function = self_of(arguments);
  function->version = thread.interpreter.next_type_version();
  replace(function->keyword_defaults, value);
  return Ref::none();
}

Ref get_code(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->code); }

Ref set_code(Thread& thread, Arguments arguments) {
  if (!has_layout(arguments[1], Layout::code)) {
    return thread.type_error("__code__ must be set to a code object");
  }
  Function* function = self_of(arguments);
  Code* code = cast<Code>(arguments[1]);
  const std::int64_t cells =
      function->closure.is_none() ? 0 : cast<Tuple>(function->closure)->length;
  if (cells != code->free_count) {
    return thread.value_error("{}() requires a code object with {} free vars, not {}",
                              to_utf8(cast<Str>(function->name)), cells, code->free_count);
  }
  function->code = code;
  function->quick = nullptr;
  function->version = thread.interpreter.next_type_version();
  return Ref::none();
}

Ref get_globals(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->globals); }
Ref get_builtins(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->builtins); }

/// MAKE_FUNCTION leaves names and values in one tuple; they become a dict when somebody asks.
Ref get_annotations(Thread& thread, Arguments arguments) {
  Function* function = self_of(arguments);
  if (is_dict(function->annotations)) return Ref::share(function->annotations);
  const Ref pairs = Ref::share(function->annotations);
  const Ref made = make_dict(thread);
  if (made.is_error()) return Ref::error();
  if (is_tuple(pairs)) {
    const Tuple& items = *pairs.as<Tuple>();
    for (std::int64_t i = 0; i + 1 < items.length; i += 2) {
      if (!dict_set(thread, made.as<Dict>(), items[i], items[i + 1])) return Ref::error();
    }
  }
  replace(function->annotations, made);
  return made.share();
}

Ref set_annotations(Thread& thread, Arguments arguments) {
  const Value value = arguments[1].is_none() ? Value() : arguments[1];
  if (!value.is_undefined() && !is_dict(value)) {
    return thread.type_error("__annotations__ must be set to a dict object");
  }
  replace(self_of(arguments)->annotations, value);
  return Ref::none();
}

Ref get_dict(Thread& thread, Arguments arguments) {
  Dict* dict = dict_of(thread, arguments[0].as_object());
  return dict == nullptr ? Ref::error() : Ref::share(dict);
}

Ref set_dict(Thread& thread, Arguments arguments) {
  if (!is_dict(arguments[1])) {
    return arguments[1].is_undefined()
               ? thread.type_error("cannot delete __dict__")
               : thread.type_error("__dict__ must be set to a dictionary, not a '{}'",
                                   type_name(thread, arguments[1]));
  }
  Dict* old = std::exchange(self_of(arguments)->dict, cast<Dict>(shared(arguments[1])));
  if (old != nullptr) decref(old);
  return Ref::none();
}

constexpr NativeDefinition kFunctionAttributes[] = {
    {"__name__", get_member<&Function::name>, nullptr, kNativeGetter, set_name},
    {"__qualname__", get_member<&Function::qualified_name>, nullptr, kNativeGetter,
     set_qualified_name},
    {"__module__", get_member<&Function::module>, nullptr, kNativeGetter,
     set_any_member<&Function::module>},
    {"__doc__", get_member<&Function::doc>, nullptr, kNativeGetter, set_any_member<&Function::doc>},
    {"__defaults__", get_member<&Function::defaults>, nullptr, kNativeGetter, set_defaults},
    {"__kwdefaults__", get_member<&Function::keyword_defaults>, nullptr, kNativeGetter,
     set_keyword_defaults},
    {"__closure__", get_member<&Function::closure>, nullptr, kNativeGetter, refuse_write},
    {"__code__", get_code, nullptr, kNativeGetter, set_code},
    {"__globals__", get_globals, nullptr, kNativeGetter, refuse_write},
    {"__builtins__", get_builtins, nullptr, kNativeGetter, refuse_write},
    {"__annotations__", get_annotations, nullptr, kNativeGetter, set_annotations},
    {"__dict__", get_dict, nullptr, kNativeGetter, set_dict},
};

/// Where the optional arguments of types.FunctionType stand.
struct FunctionArguments {
  Value name = Value::none();
  Value defaults = Value::none();
  Value closure = Value::none();
};

/// types.FunctionType(code, globals, name=None, argdefs=None, closure=None)
Ref function_new(Thread& thread, Type*, Arguments arguments) {
  if (!check_no_keywords(thread, "function", arguments)) return Ref::error();
  if (arguments.positional_count == 0) {
    return thread.type_error("function() missing required argument 'code' (pos 1)");
  }
  if (arguments.positional_count == 1) {
    return thread.type_error("function() missing required argument 'globals' (pos 2)");
  }
  if (!has_layout(arguments[0], Layout::code)) {
    return thread.type_error("function() argument 'code' must be code, not {}",
                             type_name(thread, arguments[0]));
  }
  if (!is_dict(arguments[1])) {
    return thread.type_error("function() argument 'globals' must be dict, not {}",
                             type_name(thread, arguments[1]));
  }
  FunctionArguments given;
  if (arguments.positional_count > 2) given.name = arguments[2];
  if (arguments.positional_count > 3) given.defaults = arguments[3];
  if (arguments.positional_count > 4) given.closure = arguments[4];
  Code* code = cast<Code>(arguments[0]);
  const std::int64_t cells = is_tuple(given.closure) ? cast<Tuple>(given.closure)->length : 0;
  if (cells != code->free_count) {
    return thread.value_error("{} requires closure of length {}, not {}", to_utf8(code->name),
                              code->free_count, cells);
  }
  for (std::int64_t i = 0; i < cells; ++i) {
    const Value cell = (*cast<Tuple>(given.closure))[i];
    if (!has_layout(cell, Layout::cell)) {
      return thread.type_error("arg 5 (closure) expected cell, found {}", type_name(thread, cell));
    }
  }
  Ref made = make_function(thread, code, cast<Dict>(arguments[1]));
  if (made.is_error()) return made;
  auto* function = made.as<Function>();
  if (is_str(given.name)) replace(function->name, given.name);
  if (is_tuple(given.defaults)) replace(function->defaults, given.defaults);
  if (cells != 0) replace(function->closure, given.closure);
  return made;
}

// --- bound methods ---

BoundMethod* method_of(Arguments arguments) { return cast<BoundMethod>(arguments[0]); }

void method_dealloc(Heap&, Object* object) {
  auto* method = static_cast<BoundMethod*>(object);
  decref(std::exchange(method->function, Value()));
  decref(std::exchange(method->self, Value()));
}

void method_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<BoundMethod*>(object)->function, context);
  visit(static_cast<BoundMethod*>(object)->self, context);
}

Ref method_repr(Thread& thread, Value self) {
  const auto* method = cast<BoundMethod>(self);
  const Ref held = Ref::share(self);
  Ref name = get_attribute_or_undefined(thread, method->function, thread.names().qualname_);
  if (name.is_undefined()) {
    name = get_attribute_or_undefined(thread, method->function, thread.names().name_);
  }
  if (name.is_error()) return Ref::error();
  std::string shown;
  if (!repr_utf8(thread, method->self, shown)) return Ref::error();
  return make_str(thread, fmt::format("<bound method {} of {}>",
                                      is_str(name) ? to_utf8(name.as<Str>()) : "?", shown));
}

Ref method_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return Ref::not_implemented();
  if (!has_layout(other, Layout::bound_method)) return Ref::not_implemented();
  const auto* left = cast<BoundMethod>(self);
  const auto* right = cast<BoundMethod>(other);
  Truth same = truth_of(left->self == right->self);
  if (same == Truth::yes) same = equals(thread, left->function, right->function);
  if (same == Truth::error) return Ref::error();
  return Ref::boolean((same == Truth::yes) == (op == CompareOp::equal));
}

bool method_hash(Thread& thread, Value self, std::int64_t& result) {
  const auto* method = cast<BoundMethod>(self);
  if (!hash(thread, method->function, result)) return false;
  result ^= static_cast<std::int64_t>(thread.interpreter.identity_of(method->self) >> 4);
  if (result == -1) result = -2;
  return true;
}

/// What a method does not have itself, its function has.
Ref method_get_attribute(Thread& thread, Value self, Str* name) {
  Ref own = generic_get_attribute_or_undefined(thread, self, name);
  if (!own.is_undefined()) return own;
  const Ref function = Ref::share(cast<BoundMethod>(self)->function);
  return get_attribute(thread, function, name);
}

Ref method_function(Thread&, Arguments arguments) {
  return Ref::share(method_of(arguments)->function);
}
Ref method_self(Thread&, Arguments arguments) { return Ref::share(method_of(arguments)->self); }
Ref method_doc(Thread& thread, Arguments arguments) {
  Ref doc = get_attribute_or_undefined(thread, method_of(arguments)->function, thread.names().doc_);
  return doc.is_undefined() ? Ref::none() : std::move(doc);
}

constexpr NativeDefinition kMethodAttributes[] = {
    {"__func__", method_function, nullptr, kNativeGetter, refuse_write},
    {"__self__", method_self, nullptr, kNativeGetter, refuse_write},
    {"__doc__", method_doc, nullptr, kNativeGetter},
};

/// types.MethodType(function, instance)
Ref method_new(Thread& thread, Type*, Arguments arguments) {
  if (!check_no_keywords(thread, "method", arguments) ||
      !check_positional(thread, "method", arguments, 2, 2)) {
    return Ref::error();
  }
  if (!is_callable(arguments[0])) return thread.type_error("first argument must be callable");
  if (arguments[1].is_none()) return thread.type_error("instance must not be None");
  return make_bound_method(thread, arguments[0], arguments[1]);
}

// --- cells ---

void cell_dealloc(Heap&, Object* object) {
  decref(std::exchange(static_cast<Cell*>(object)->content, Value()));
}

void cell_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<Cell*>(object)->content, context);
}

Ref cell_repr(Thread& thread, Value self) {
  const Value content = cast<Cell>(self)->content;
  const std::uint64_t address = thread.interpreter.identity_of(self);
  if (content.is_undefined())
    return make_str(thread, fmt::format("<cell at 0x{:x}: empty>", address));
  return make_str(thread,
                  fmt::format("<cell at 0x{:x}: {} object at 0x{:x}>", address,
                              type_name(thread, content), thread.interpreter.identity_of(content)));
}

Ref cell_contents(Thread& thread, Arguments arguments) {
  const Value content = cast<Cell>(arguments[0])->content;
  return content.is_undefined() ? thread.value_error("Cell is empty") : Ref::share(content);
}

Ref set_cell_contents(Thread&, Arguments arguments) {
  replace(cast<Cell>(arguments[0])->content, arguments[1]);
  return Ref::none();
}

Ref cell_new(Thread& thread, Type*, Arguments arguments) {
  if (!check_no_keywords(thread, "cell", arguments) ||
      !check_positional(thread, "cell", arguments, 0, 1)) {
    return Ref::error();
  }
  return make_cell(thread, arguments.positional_count == 1 ? arguments[0] : Value());
}

constexpr NativeDefinition kCellAttributes[] = {
    {"cell_contents", cell_contents, nullptr, kNativeGetter, set_cell_contents},
};

}  // namespace

// --- making ---

Ref make_function(Thread& thread, Code* code, Dict* globals) {
  auto* function = thread.heap().make<Function>(thread.types().function);
  function->code = code;
  function->globals = cast<Dict>(shared(globals));
  function->builtins = cast<Dict>(shared(builtins_of(thread, globals)));
  function->defaults = Value::none();
  function->keyword_defaults = Value::none();
  function->closure = Value::none();
  function->name = shared(code->name);
  function->qualified_name = shared(code->qualified_name);
  const Value module = dict_get(globals, thread.names().name_);
  function->module = module.is_undefined() ? Value::none() : shared(module);
  function->doc = code->docstring.is_undefined() ? Value::none() : shared(code->docstring);
  function->annotations = Value();
  function->version = thread.interpreter.next_type_version();
  thread.heap().track(function);
  return Ref::adopt(function);
}

Ref make_bound_method(Thread& thread, Value function, Value self) {
  auto* method = thread.heap().make<BoundMethod>(thread.types().bound_method);
  method->function = shared(function);
  method->self = shared(self);
  thread.heap().track(method);
  return Ref::adopt(method);
}

Ref make_cell(Thread& thread, Value content) {
  auto* cell = thread.heap().make<Cell>(thread.types().cell);
  cell->content = shared(content);
  thread.heap().track(cell);
  return Ref::adopt(cell);
}

void initialise_function_type(Instance& instance) {
  Type* type = instance.types.function;
  type->slots.dealloc = function_dealloc;
  type->slots.traverse = function_traverse;
  type->slots.clear = function_clear;
  type->slots.repr = function_repr;
  type->slots.call = callable_call;
  type->slots.descriptor_get = function_get;
  type->slots.new_instance = function_new;
  add_methods(instance, type, kFunctionAttributes);
}

void initialise_method_types(Instance& instance) {
  Type* type = instance.types.bound_method;
  type->slots.dealloc = method_dealloc;
  type->slots.traverse = method_traverse;
  type->slots.repr = method_repr;
  type->slots.call = callable_call;
  type->slots.compare = method_compare;
  type->slots.hash = method_hash;
  type->slots.get_attribute = method_get_attribute;
  type->slots.new_instance = method_new;
  add_methods(instance, type, kMethodAttributes);
}

void initialise_cell_type(Instance& instance) {
  Type* type = instance.types.cell;
  type->slots.dealloc = cell_dealloc;
  type->slots.traverse = cell_traverse;
  type->slots.clear = cell_dealloc;
  type->slots.repr = cell_repr;
  type->slots.new_instance = cell_new;
  add_methods(instance, type, kCellAttributes);
}

}  // namespace gilsim::vm
