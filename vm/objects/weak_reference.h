// SPDX-License-Identifier: MIT
//
// Weak references and proxies: they name an object without keeping it alive.
//
// The references to one object form a list; its head stands in a table of the interpreter, and a
// bit of the object's gc_word says that there is one, so that objects without pay nothing. Order of
// a list, as in CPython: the shared reference and the shared proxy without callback first, then
// those with a callback, newest first.
//
// Invariant: when an object goes, all references to it are emptied before any callback runs, and
// its memory is not looked at any more.
#pragma once

#include "vm/core/object.h"
#include "vm/core/thread.h"

#include <cstdint>
#include <vector>

namespace gilsim::vm {

struct WeakReference : Object {
  Object* target;  // borrowed; nullptr once it is gone
  Value callback;  // owned; Undefined: none
  std::int64_t hash;
  bool has_hash;
  WeakReference* next;
  WeakReference* previous;
};

/// What an emptied reference still has to do: callable and argument, both owned.
struct WeakCallback {
  Ref reference;
  Ref callback;
};

/// False for types whose instances cannot be referenced weakly (int, str, list, dict, ...).
bool supports_weak_references(Thread& thread, const Type* type);
/// A new reference, or the shared one. `type` is `weakref.ref`, a subclass or a proxy type;
/// TypeError for objects that cannot be referenced.
Ref make_weak_reference(Thread& thread, Type* type, Value target, Value callback);

/// Empties all references to an object that goes; their callbacks are appended, first one first.
void empty_weak_references(Interpreter& interpreter, Object* target,
                           std::vector<WeakCallback>& callbacks);
/// Calls what is due; errors are reported as ignored.
void run_weak_callbacks(Thread& thread, const std::vector<WeakCallback>& callbacks);

void set_up_weak_reference_types(Instance& instance);

}  // namespace gilsim::vm
