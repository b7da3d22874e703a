// SPDX-License-Identifier: MIT
//
// _collections._tuplegetter: the attribute of a named tuple that reads one item.
#include "vm/core/native.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/function.h"

#include <string>

namespace gilsim::vm {

namespace {

struct TupleGetter : Object {
  Value doc;  // owned
  std::int64_t index;
};
using Members = OwnedMembers<&TupleGetter::doc>;

Ref new_getter(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_constructor(thread, "_tuplegetter", arguments, 2, 2)) return Ref::error();
  std::int64_t index;
  if (!ssize_argument(thread, arguments[0], index)) return Ref::error();
  TupleGetter* getter = Members::make(thread, cls);
  getter->index = index;
  getter->doc = Ref::share(arguments[1]).release();
  return finish_object(thread, getter);
}

Ref get(Thread& thread, Value self, Value instance, Type*) {
  if (instance.is_undefined() || instance.is_none()) return Ref::share(self);
  const std::int64_t index = cast<TupleGetter>(self)->index;
  if (!is_tuple(instance)) {
    return thread.type_error(
        "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object", index,
        type_name(thread, instance));
  }
  const auto* tuple = cast<Tuple>(instance);
  if (index >= tuple->length) {
    return thread.raise(thread.types().IndexError, "tuple index out of range");
  }
  return Ref::share((*tuple)[index]);
}

bool set(Thread& thread, Value, Value, Value value_or_undefined) {
  thread
      .raise(thread.types().AttributeError,
             value_or_undefined.is_undefined() ? "can't delete attribute" : "can't set attribute")
      .reset();
  return false;
}

Ref getter_repr(Thread& thread, Value self) {
  const auto* getter = cast<TupleGetter>(self);
  std::string text = "_tuplegetter(" + std::to_string(getter->index) + ", ";
  if (!append_repr(thread, text, getter->doc)) return Ref::error();
  return make_str(thread, text + ")");
}

Ref get_doc(Thread&, Arguments arguments) {
  return Ref::share(cast<TupleGetter>(arguments[0])->doc);
}
Ref set_doc(Thread&, Arguments arguments) {
  const Value doc = arguments[1].is_undefined() ? Value::none() : arguments[1];
  incref(doc);
  decref(std::exchange(cast<TupleGetter>(arguments[0])->doc, doc));
  return Ref::none();
}

constexpr NativeDefinition kMethods[] = {{"__doc__", get_doc, nullptr, kNativeGetter, set_doc}};

}  // namespace

void add_tuple_getter_type(Instance& instance, LibraryTypes& types) {
  Type* type =
      create_module_type(instance, "_collections", "_tuplegetter", sizeof(TupleGetter), false);
  Members::set_up(type->slots);
  type->slots.new_instance = new_getter;
  type->slots.descriptor_get = get;
  type->slots.descriptor_set = set;
  type->slots.repr = getter_repr;
  add_methods(instance, type, kMethods);
  finish_builtin_type(instance, type);
  types.tuple_getter = type;
}

}  // namespace gilsim::vm
