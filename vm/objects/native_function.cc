// SPDX-License-Identifier: MIT
//
// Native functions, the method descriptors of built-in types, and how they are called.
#include "vm/objects/native_function.h"

#include "vm/core/call_buffer.h"
#include "vm/core/native_signature.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"

#include <string>

namespace gilsim::vm {

namespace {

/// `receiver`: see NativeFunctionObject.
NativeFunctionObject* fill(NativeFunctionObject* object, const NativeDefinition* definition,
                           const NativeSignature* signature, Type* owner, Type* receiver) {
  object->definition = definition;
  object->function = definition->function;
  object->signature = signature;
  object->self = Value();
  object->owner = owner;
  object->module = Value();
  object->receiver = receiver;
  const bool is_plain =
      signature != nullptr && signature->is_positional() && (definition->flags & kNativeClass) == 0;
  object->plain_count =
      is_plain ? signature->positional_count + (receiver == nullptr ? 0U : 1U) : kBindsMore;
  return object;
}

/// `self`: passed first by every call; Undefined: none.
void bind(NativeFunctionObject* function, Value self) {
  if (self.is_undefined()) return;
  incref(self);
  function->self = self;
  function->plain_count = kBindsMore;
}

bool passes_self(const NativeDefinition* definition, const Type* owner) {
  return owner != nullptr && (definition->flags & kNativeStatic) == 0;
}

NativeName name_of(const NativeFunctionObject* function) {
  NativeName name{function->definition->name, {}};
  if (function->owner != nullptr) {
    name.qualifier = type_name(function->owner);
  } else if (has_layout(function->self, Layout::type)) {
    name.qualifier = type_name(cast<Type>(function->self));
  }
  return name;
}

/// "list.append", "math.sqrt", "len": a module's functions are named with it, but for the
/// built-ins.
NativeName name_in_errors(const NativeFunctionObject* function) {
  NativeName name = name_of(function);
  if (!name.qualifier.empty() || !is_str(function->module)) return name;
  const Str* module = cast<Str>(function->module);
  if (module->is_ascii && module->ascii() != "builtins") name.qualifier = module->ascii();
  return name;
}

/// Parameters a native may have to be called without much ado, its object included.
constexpr std::uint32_t kFewParameters = 8;

/// The case of `lock.acquire()`: the last of a few parameters take their defaults, nothing else is
/// to be bound.
Ref call_with_defaults(Thread& thread, const NativeFunctionObject* function, std::uint32_t implicit,
                       Arguments arguments) {
  const NativeSignature& signature = *function->signature;
  const std::uint32_t count = implicit + signature.positional_count;
  Value values[kFewParameters];
  std::uint32_t i = 0;
  for (; i < arguments.positional_count; ++i) values[i] = arguments[i];
  for (; i < count; ++i) values[i] = signature.parameters()[i - implicit].default_value;
  return function->function(thread, {values, count, nullptr});
}

Ref call_in_general(Thread& thread, const NativeFunctionObject* function, std::uint32_t implicit,
                    Arguments arguments) {
  const NativeSignature* signature = function->signature;
  const std::uint32_t count = implicit + signature->value_count();
  CallBuffer buffer(count);
  Ref rest;
  Ref keywords;
  if (!bind_native(thread, name_in_errors(function), *signature, implicit, arguments, buffer.data(),
                   rest, keywords)) {
    return Ref::error();
  }
  return function->function(thread, {buffer.data(), count, nullptr});
}

/// Calls with `implicit` (0 or 1) first values that the signature does not name.
inline Ref call_bound(Thread& thread, const NativeFunctionObject* function, std::uint32_t implicit,
                      Arguments arguments) {
  const NativeSignature* signature = function->signature;
  if (signature == nullptr) return function->function(thread, arguments);
  const std::uint32_t given = arguments.positional_count;
  const std::uint32_t most = implicit + signature->positional_count;
  if (arguments.keyword_names == nullptr && signature->is_positional()) {
    if (given == most) return function->function(thread, arguments);
    if (given < most && given >= implicit + signature->required_count && most <= kFewParameters) {
      return call_with_defaults(thread, function, implicit, arguments);
    }
  }
  return call_in_general(thread, function, implicit, arguments);
}

/// Type test of the first argument of `list.append(...)`.
bool check_receiver(Thread& thread, const NativeFunctionObject* function, Arguments arguments) {
  if (arguments.positional_count == 0) {
    thread.type_error("unbound method {}() needs an argument", qualified_name_of(function)).reset();
    return false;
  }
  const bool wants_class = (function->definition->flags & kNativeClass) != 0;
  if (!wants_class && type_of_inline(thread, arguments[0]) == function->owner) return true;
  if (wants_class && has_layout(arguments[0], Layout::type)) {
    if (cast<Type>(arguments[0])->is_subtype_of(function->owner)) return true;
  } else if (!wants_class && type_of_inline(thread, arguments[0])->is_subtype_of(function->owner)) {
    return true;
  }
  thread
      .type_error("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                  function->definition->name, type_name(function->owner),
                  type_name(thread, arguments[0]))
      .reset();
  return false;
}

}  // namespace

// --- making ---

Ref make_native_function(Thread& thread, const NativeDefinition* definition, Value self) {
  Heap& heap = thread.heap();
  const NativeSignature* signature = nullptr;
  if (definition->signature != nullptr) {
    signature = parse_signature(thread.instance, heap, definition->signature, !self.is_undefined());
  }
  auto* function = heap.make<NativeFunctionObject>(thread.types().native_function);
  fill(function, definition, signature, nullptr, nullptr);
  bind(function, self);
  heap.track(function);
  return Ref::adopt(function);
}

Ref bind_native_method(Thread& thread, const NativeFunctionObject* descriptor, Value self) {
  auto* function = thread.heap().make<NativeFunctionObject>(thread.types().native_function);
  // Method descriptors are immortal, so their signature may be shared.
  fill(function, descriptor->definition, descriptor->signature, descriptor->owner, nullptr);
  bind(function, self);
  thread.heap().track(function);
  return Ref::adopt(function);
}

NativeFunctionObject* make_native_in(Instance& instance, const NativeDefinition* definition,
                                     Type* owner) {
  const BuiltinTypes& types = instance.types;
  Type* type = types.native_function;
  if (owner != nullptr && (definition->flags & kNativeGetter) != 0) {
    type = types.getset_descriptor;
  } else if (owner != nullptr && (definition->flags & kNativeStatic) == 0) {
    type = types.method_descriptor;
  }
  Heap& heap = instance.immortal_heap();
  const NativeSignature* signature = nullptr;
  if (definition->signature != nullptr && type != types.getset_descriptor) {
    signature =
        parse_signature(instance, heap, definition->signature, passes_self(definition, owner));
  }
  Type* const receiver = type == types.method_descriptor ? owner : nullptr;
  return fill(heap.make<NativeFunctionObject>(type), definition, signature, owner, receiver);
}

void add_methods(Instance& instance, Type* type, std::span<const NativeDefinition> rows) {
  for (const NativeDefinition& row : rows) {
    dict_set_in(instance.immortal_heap(), type->dict, instance.intern(row.name),
                make_native_in(instance, &row, type));
  }
}

bool add_functions(Thread& thread, Module& module, std::span<const NativeDefinition> rows) {
  const Ref module_name = Ref::share(dict_get(module.dict, thread.names().name_));
  for (const NativeDefinition& row : rows) {
    const Ref function = make_native_function(thread, &row, Value());
    if (function.is_error()) return false;
    function.as<NativeFunctionObject>()->module = module_name.share().release();
    if (!dict_set(thread, module.dict, thread.instance.intern(row.name), function)) return false;
  }
  return true;
}

// --- calling ---

Ref call_native(Thread& thread, NativeFunctionObject* function, Arguments arguments) {
  if (arguments.keyword_names == nullptr &&
      function->takes_plainly(arguments.values, arguments.positional_count)) {
    return function->function(thread, arguments);
  }
  if (!function->self.is_undefined()) {
    const PrependedArguments with_self(function->self, arguments);
    return call_bound(thread, function, 1, with_self.get());
  }
  if (function->type == thread.types().method_descriptor) {
    const bool takes_class = (function->definition->flags & kNativeClass) != 0;
    if ((takes_class ||
         !function->is_received_plainly(arguments.values, arguments.positional_count)) &&
        !check_receiver(thread, function, arguments)) {
      return Ref::error();
    }
    return call_bound(thread, function, 1, arguments);
  }
  return call_bound(thread, function, 0, arguments);
}

std::string qualified_name_of(const NativeFunctionObject* function) {
  return name_of(function).qualified();
}

// --- slots ---

void native_function_dealloc(Heap& heap, Object* object) {
  auto* function = static_cast<NativeFunctionObject*>(object);
  free_signature(heap, std::exchange(function->signature, nullptr));
  decref(std::exchange(function->self, Value()));
  decref(std::exchange(function->module, Value()));
}

void native_function_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<NativeFunctionObject*>(object)->self, context);
}

void native_function_clear(Heap&, Object* object) {
  decref(std::exchange(static_cast<NativeFunctionObject*>(object)->self, Value()));
}

namespace {

Ref native_call(Thread& thread, Value self, Arguments arguments) {
  return call_native(thread, cast<NativeFunctionObject>(self), arguments);
}

Ref native_repr(Thread& thread, Value self) {
  const auto* function = cast<NativeFunctionObject>(self);
  if (function->self.is_undefined() && function->owner != nullptr) {
    // A static method, which CPython binds to its type.
    return make_str(thread, fmt::format("<built-in method {} of type object at 0x{:x}>",
                                        function->definition->name,
                                        thread.interpreter.identity_of(function->owner)));
  }
  if (function->self.is_undefined()) {
    return make_str(thread, fmt::format("<built-in function {}>", function->definition->name));
  }
  return make_str(thread, fmt::format("<built-in method {} of {} object at 0x{:x}>",
                                      function->definition->name, type_name(thread, function->self),
                                      thread.interpreter.identity_of(function->self)));
}

Ref native_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return Ref::not_implemented();
  if (!other.is_object() || other.as_object()->type != thread.types().native_function) {
    return Ref::not_implemented();
  }
  const auto* left = cast<NativeFunctionObject>(self);
  const auto* right = cast<NativeFunctionObject>(other);
  const bool same = left->definition == right->definition && left->self == right->self;
  return Ref::boolean(same == (op == CompareOp::equal));
}

bool native_hash(Thread& thread, Value self, std::int64_t& hash) {
  const auto* function = cast<NativeFunctionObject>(self);
  // Two bound methods of one object are equal, so their hash comes from what makes them so.
  const Value identity = function->self.is_undefined() ? self : function->self;
  hash = static_cast<std::int64_t>(thread.interpreter.identity_of(identity) >> 4) ^
         hash_of_utf8(function->definition->name);
  if (hash == -1) hash = -2;
  return true;
}

Ref native_name(Thread& thread, Arguments arguments) {
  return Ref::share(
      thread.instance.intern(cast<NativeFunctionObject>(arguments[0])->definition->name));
}

Ref native_qualified_name(Thread& thread, Arguments arguments) {
  return make_str(thread, qualified_name_of(cast<NativeFunctionObject>(arguments[0])));
}

Ref native_none(Thread&, Arguments) { return Ref::none(); }

/// What it is bound to; a module's function shows the module.
Ref native_self(Thread& thread, Arguments arguments) {
  const auto* function = cast<NativeFunctionObject>(arguments[0]);
  if (!function->self.is_undefined()) return Ref::share(function->self);
  if (!is_str(function->module) || thread.interpreter.modules == nullptr) return Ref::none();
  const Value module = dict_get(thread.interpreter.modules, cast<Str>(function->module));
  return module.is_undefined() ? Ref::none() : Ref::share(module);
}

Ref native_module(Thread&, Arguments arguments) {
  const Value module = cast<NativeFunctionObject>(arguments[0])->module;
  return module.is_undefined() ? Ref::none() : Ref::share(module);
}

Ref native_owner(Thread&, Arguments arguments) {
  return Ref::share(cast<NativeFunctionObject>(arguments[0])->owner);
}

constexpr NativeDefinition kFunctionAttributes[] = {
    {"__name__", native_name, nullptr, kNativeGetter},
    {"__qualname__", native_qualified_name, nullptr, kNativeGetter},
    {"__doc__", native_none, nullptr, kNativeGetter},
    {"__text_signature__", native_none, nullptr, kNativeGetter},
    {"__self__", native_self, nullptr, kNativeGetter},
    {"__module__", native_module, nullptr, kNativeGetter},
};

constexpr NativeDefinition kDescriptorAttributes[] = {
    {"__name__", native_name, nullptr, kNativeGetter},
    {"__qualname__", native_qualified_name, nullptr, kNativeGetter},
    {"__doc__", native_none, nullptr, kNativeGetter},
    {"__text_signature__", native_none, nullptr, kNativeGetter},
    {"__objclass__", native_owner, nullptr, kNativeGetter},
};

// --- method descriptors ---

Ref descriptor_repr(Thread& thread, Value self) {
  const auto* method = cast<NativeFunctionObject>(self);
  return make_str(thread, fmt::format("<method '{}' of '{}' objects>", method->definition->name,
                                      type_name(method->owner)));
}

Ref descriptor_get(Thread& thread, Value self, Value instance, Type* owner) {
  const auto* method = cast<NativeFunctionObject>(self);
  if ((method->definition->flags & kNativeClass) != 0) {
    return bind_native_method(thread, method,
                              owner != nullptr ? owner : type_of_inline(thread, instance));
  }
  if (instance.is_undefined()) return Ref::share(self);
  if (!check_receiver(thread, method, {&instance, 1, nullptr})) return Ref::error();
  return bind_native_method(thread, method, instance);
}

}  // namespace

void initialise_native_function_types(Instance& instance) {
  Type* function = instance.types.native_function;
  function->slots.dealloc = native_function_dealloc;
  function->slots.traverse = native_function_traverse;
  function->slots.clear = native_function_clear;
  function->slots.call = native_call;
  function->slots.repr = native_repr;
  function->slots.compare = native_compare;
  function->slots.hash = native_hash;
  add_methods(instance, function, kFunctionAttributes);

  Type* method = instance.types.method_descriptor;
  method->slots.call = native_call;
  method->slots.repr = descriptor_repr;
  method->slots.descriptor_get = descriptor_get;
  add_methods(instance, method, kDescriptorAttributes);
}

}  // namespace gilsim::vm
