// SPDX-License-Identifier: MIT
//
// None, Ellipsis and NotImplemented, and types.SimpleNamespace.
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

/// Calling a singleton's type gives the singleton.
template <Value (*singleton)()>
Ref singleton_new(Thread& thread, Type* cls, Arguments arguments) {
  if (arguments.positional_count != 0 || arguments.keyword_count() != 0) {
    return thread.type_error("{} takes no arguments", type_name(cls));
  }
  return Ref::share(singleton());
}

Value none_value() { return Value::none(); }
Value ellipsis_value() { return Value::ellipsis(); }
Value not_implemented_value() { return Value::not_implemented(); }

Ref none_repr(Thread& thread, Value) { return make_str(thread, "None"); }
Ref ellipsis_repr(Thread& thread, Value) { return make_str(thread, "Ellipsis"); }
Ref not_implemented_repr(Thread& thread, Value) { return make_str(thread, "NotImplemented"); }

Truth none_truth(Thread&, Value) { return Truth::no; }

template <Value (*singleton)()>
bool singleton_hash(Thread&, Value, std::int64_t& hash) {
  hash = static_cast<std::int64_t>(singleton().bits());
  return true;
}

// --- SimpleNamespace ---

Ref namespace_new(Thread& thread, Type* cls, Arguments) {
  Object* made = thread.heap().allocate(cls, cls->instance_size);
  thread.heap().track(made);
  return Ref::adopt(made);
}

bool namespace_init(Thread& thread, Value self, Arguments arguments) {
  if (arguments.positional_count != 0) {
    thread.type_error("no positional arguments expected").reset();
    return false;
  }
  Dict* dict = dict_of(thread, self.as_object());
  if (dict == nullptr) return false;
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    if (!dict_set(thread, dict, cast<Str>((*arguments.keyword_names)[i]), arguments.values[i])) {
      return false;
    }
  }
  return true;
}

Ref namespace_repr(Thread& thread, Value self) {
  const bool is_builtin = type_of_inline(thread, self) == thread.types().simple_namespace;
  std::string text = is_builtin ? "namespace" : std::string(type_name(thread, self));
  if (!thread.enter_repr(self.as_object())) return make_str(thread, text + "(...)");
  text += '(';
  bool ok = true;
  Dict* dict = dict_of(thread, self.as_object());
  const Ref held = dict == nullptr ? Ref() : dict_copy(thread, dict);
  ok = dict != nullptr && !held.is_error();
  std::int64_t position = 0;
  Value key;
  Value value;
  for (bool first = true; ok && dict_next(held.as<Dict>(), position, key, value);) {
    std::string shown;
    ok = repr_utf8(thread, value, shown);
    if (!is_str(key)) continue;
    if (!first) text += ", ";
    first = false;
    text += to_utf8(cast<Str>(key)) + "=" + shown;
  }
  thread.leave_repr(self.as_object());
  return ok ? make_str(thread, text + ")") : Ref::error();
}

Ref namespace_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return Ref::not_implemented();
  if (!type_of_inline(thread, other)->is_subtype_of(thread.types().simple_namespace)) {
    return Ref::not_implemented();
  }
  Dict* left = dict_of(thread, self.as_object());
  Dict* right = dict_of(thread, other.as_object());
  if (left == nullptr || right == nullptr) return Ref::error();
  return compare(thread, left, right, op);
}

void namespace_dealloc(Heap&, Object* object) {
  if (Dict* dict = std::exchange(*dict_slot_of(object), nullptr)) decref(dict);
}

void namespace_traverse(Object* object, Visit visit, void* context) {
  if (Dict* dict = *dict_slot_of(object)) visit(dict, context);
}

}  // namespace

void initialise_singleton_types(Instance& instance) {
  Type* none = instance.types.none;
  none->slots.new_instance = singleton_new<none_value>;
  none->slots.repr = none_repr;
  none->slots.truth = none_truth;
  none->slots.hash = singleton_hash<none_value>;
  Type* ellipsis = instance.types.ellipsis;
  ellipsis->slots.new_instance = singleton_new<ellipsis_value>;
  ellipsis->slots.repr = ellipsis_repr;
  ellipsis->slots.hash = singleton_hash<ellipsis_value>;
  Type* not_implemented = instance.types.not_implemented;
  not_implemented->slots.new_instance = singleton_new<not_implemented_value>;
  not_implemented->slots.repr = not_implemented_repr;
  not_implemented->slots.hash = singleton_hash<not_implemented_value>;
}

void initialise_simple_namespace_type(Instance& instance) {
  Type* type = instance.types.simple_namespace;
  type->slots.dealloc = namespace_dealloc;
  type->slots.traverse = namespace_traverse;
  type->slots.clear = namespace_dealloc;
  type->slots.new_instance = namespace_new;
  type->slots.init = namespace_init;
  type->slots.repr = namespace_repr;
  type->slots.compare = namespace_compare;
  const NativeDefinition* dict = &kInstanceDictDefinition;
  add_methods(instance, type, {dict, 1});
}

}  // namespace gilsim::vm
