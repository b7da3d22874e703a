// SPDX-License-Identifier: MIT
//
// Callables and what stands around them: functions, native functions, bound methods, cells,
// descriptors.
#pragma once

#include "vm/bytecode/code.h"
#include "vm/core/native.h"
#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>

namespace gilsim::vm {

struct Cell : Object {
  Value content;  // owned; Undefined: empty
};

struct Function : Object {
  Code* code;              // borrowed (immortal)
  QuickCode* quick;        // borrowed from the interpreter; nullptr: not called yet
  Dict* globals;           // owned
  Dict* builtins;          // owned
  Value defaults;          // owned tuple or None
  Value keyword_defaults;  // owned dict or None
  Value closure;           // owned tuple of cells or None
  Value name;              // owned str
  Value qualified_name;    // owned str
  Value module;            // owned
  Value doc;               // owned
  Value annotations;       // owned dict; until asked for a tuple of names and values, or Undefined
  Dict* dict;              // owned; nullptr until asked for
  std::uint32_t
      version;  // changes when code, defaults or keyword_defaults do; inline caches compare it
};

/// How parameters are bound, parsed once from NativeDefinition::signature (native.cc).
struct NativeSignature;

/// A C++ function. A method of a built-in type is a `method_descriptor` (self not bound, type
/// checked), one bound to an object a `native_function` with `self`.
struct NativeFunctionObject : Object {
  const NativeDefinition* definition;
  NativeFunction function;
  const NativeSignature* signature;  // nullptr: raw Arguments
  Value self;                        // owned; the bound object, passed first; Undefined: none
  Type* owner;                       // borrowed; methods, bound or not: whose method it is
  Value module;                      // owned str or Undefined
  Type* receiver;                    // borrowed; owner of a method that is not bound
  // With so many positional arguments, of which the first is a plain `receiver` if there is one,
  // `function` may be called as it is; kBindsMore: never.
  std::uint32_t plain_count;

  bool is_received_plainly(const Value* arguments, std::uint32_t count) const {
    return receiver == nullptr ||
           (count != 0 && arguments[0].is_object() && arguments[0].as_object()->type == receiver);
  }
  bool takes_plainly(const Value* arguments, std::uint32_t count) const {
    return count == plain_count && is_received_plainly(arguments, count);
  }
};

struct BoundMethod : Object {
  Value function;  // owned
  Value self;      // owned
};

struct Property : Object {
  Value getter, setter, deleter, doc;  // owned, None for absent
  Value name;                          // owned, for messages
};

/// staticmethod and classmethod objects.
struct MethodWrapper : Object {
  Value function;  // owned
  Dict* dict;      // owned or nullptr
};

struct Super : Object {
  Type* this_class;  // owned
  Value self;        // owned; Undefined: unbound
  Type* self_class;  // owned
};

Ref make_function(Thread& thread, Code* code, Dict* globals);
Ref make_cell(Thread& thread, Value content);
Ref make_bound_method(Thread& thread, Value function, Value self);
/// `self` becomes the function's first argument at each call; Undefined: it has none.
Ref make_native_function(Thread& thread, const NativeDefinition* definition, Value self);
/// For tables of the Instance (immortal). `owner` nullptr: a plain function.
NativeFunctionObject* make_native_in(Instance& instance, const NativeDefinition* definition,
                                     Type* owner);
/// Adds rows to a built-in type's dict: methods, static and class methods, getters.
void add_methods(Instance& instance, Type* type, std::span<const NativeDefinition> rows);
/// Adds rows to a module's dict; such functions get their arguments only, not the module.
bool add_functions(Thread& thread, Module& module, std::span<const NativeDefinition> rows);

/// Binds arguments as the native's signature says and calls it.
Ref call_native(Thread& thread, NativeFunctionObject* function, Arguments arguments);

}  // namespace gilsim::vm
