// SPDX-License-Identifier: MIT
//
// Module _weakref: what weakref.py builds its containers on.
#include "vm/core/interpreter.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/weak_reference.h"

namespace gilsim::vm {

namespace {

const WeakReference* first_of(Thread& thread, Value value) {
  if (!value.is_object() || (value.as_object()->gc_word & Heap::kHasWeakReferences) == 0) {
    return nullptr;
  }
  return thread.interpreter.weak_references_of(value.as_object());
}

Ref weakref_count(Thread& thread, Arguments arguments) {
  std::int64_t count = 0;
  for (const WeakReference* link = first_of(thread, arguments[0]); link != nullptr;
       link = link->next) {
    ++count;
  }
  return Ref::small_int(count);
}

Ref weakref_list(Thread& thread, Arguments arguments) {
  Ref list = make_list(thread, std::int64_t{0});
  for (const WeakReference* link = first_of(thread, arguments[0]);
       link != nullptr && !list.is_error(); link = link->next) {
    const Ref item = Ref::share(Value(const_cast<WeakReference*>(link)));
    if (!list_append(thread, list.as<List>(), item)) return Ref::error();
  }
  return list;
}

Ref weakref_proxy(Thread& thread, Arguments arguments) {
  const BuiltinTypes& types = thread.types();
  Type* type = is_callable(arguments[0]) ? types.weak_callable_proxy : types.weak_proxy;
  return make_weak_reference(thread, type, arguments[0], arguments[1]);
}

constexpr NativeDefinition kRows[] = {
    {"getweakrefcount", weakref_count, "object, /"},
    {"getweakrefs", weakref_list, "object, /"},
    {"proxy", weakref_proxy, "object, callback=None, /"},
};

bool initialise_weakref(Thread& thread, Module& module) {
  const BuiltinTypes& types = thread.types();
  struct Row {
    const char* name;
    Type* type;
  };
  const Row rows[] = {{"ref", types.weak_reference},
                      {"ReferenceType", types.weak_reference},
                      {"ProxyType", types.weak_proxy},
                      {"CallableProxyType", types.weak_callable_proxy}};
  for (const Row& row : rows) {
    if (!dict_set(thread, module.dict, thread.instance.intern(row.name), Value(row.type))) {
      return false;
    }
  }
  return add_functions(thread, module, kRows);
}

}  // namespace

const NativeModuleDefinition kWeakrefModule = {"_weakref", initialise_weakref};

}  // namespace gilsim::vm
