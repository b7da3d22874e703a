// SPDX-License-Identifier: MIT
//
// Type object: what every value can do.
#include "vm/core/slots.h"
#include "vm/core/type_of.h"
#include "vm/eval/dir.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/module.h"
#include "vm/objects/native_function.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

Ref object_new(Thread& thread, Type* cls, Arguments arguments);
bool object_init(Thread& thread, Value self, Arguments arguments);

bool has_arguments(Arguments arguments) {
  return arguments.positional_count != 0 || arguments.keyword_count() != 0;
}

Ref refuse_abstract(Thread& thread, Type* cls) {
  const Ref names = Ref::share(lookup_in_type(thread, cls, thread.names().abstractmethods_));
  std::vector<Ref> items;
  if (!collect(thread, names, items)) return Ref::error();
  std::vector<std::string> texts;
  for (const Ref& item : items) {
    if (is_str(item)) texts.push_back(to_utf8(item.as<Str>()));
  }
  std::sort(texts.begin(), texts.end());
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return thread.type_error("Can't instantiate abstract class {} with abstract method{} {}",
                           type_name(cls), texts.size() == 1 ? "" : "s", joined);
}

/// A class that overrides one of __new__ and __init__ takes what that one takes; the other,
/// object's, then lets the arguments pass.
Ref object_new(Thread& thread, Type* cls, Arguments arguments) {
  if (has_arguments(arguments)) {
    if (cls->slots.new_instance != object_new) {
      return thread.type_error(
          "object.__new__() takes exactly one argument (the type to "
          "instantiate)");
    }
    if (cls->slots.init == object_init) {
      return thread.type_error("{}() takes no arguments", type_name(cls));
    }
  }
  if (cls->is_abstract) return refuse_abstract(thread, cls);
  Object* made = thread.heap().allocate(cls, cls->instance_size);
  if (cls->is_collectable) thread.heap().track(made);
  return Ref::adopt(made);
}

bool object_init(Thread& thread, Value self, Arguments arguments) {
  if (!has_arguments(arguments)) return true;
  const Type* type = type_of_inline(thread, self);
  if (type->slots.init != object_init) {
    return fail(
        thread.type_error("object.__init__() takes exactly one argument (the instance to "
                          "initialize)"));
  }
  if (type->slots.new_instance == object_new) {
    return fail(
        thread.type_error("{}.__init__() takes exactly one argument (the instance to "
                          "initialize)",
                          type_name(type)));
  }
  return true;
}

Ref object_repr(Thread& thread, Value self) {
  const Type* type = type_of_inline(thread, self);
  std::string module;
  if (is_str(type->module)) module = to_utf8(cast<Str>(type->module)) + ".";
  if (module == "builtins.") module.clear();
  return make_str(thread,
                  fmt::format("<{}{} object at 0x{:x}>", module, to_utf8(type->qualified_name),
                              thread.interpreter.identity_of(self)));
}

Ref object_str(Thread& thread, Value self) { return repr(thread, self); }

bool object_hash(Thread& thread, Value self, std::int64_t& hash) {
  // Without the low bits, which are the same for all objects.
  hash = static_cast<std::int64_t>(thread.interpreter.identity_of(self) >> 4);
  return true;
}

Ref object_compare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op == CompareOp::equal) {
    return self == other ? Ref::boolean(true) : Ref::not_implemented();
  }
  if (op != CompareOp::not_equal) return Ref::not_implemented();
  // `!=` is the opposite of the type's `==`.
  const auto slot = type_of_inline(thread, self)->slots.compare;
  if (slot == nullptr) return Ref::not_implemented();
  Ref equal = slot(thread, self, other, CompareOp::equal);
  if (equal.is_error() || equal.is_not_implemented()) return equal;
  const Truth truth = is_true(thread, equal);
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::no);
}

// --- __class__ ---

Ref object_class(Thread& thread, Arguments arguments) {
  return Ref::share(type_of_inline(thread, arguments[0]));
}

bool same_layout(const Type* from, const Type* to) {
  return from->layout == to->layout && from->instance_size == to->instance_size &&
         from->dict_offset == to->dict_offset;
}

Ref set_object_class(Thread& thread, Arguments arguments) {
  const Value self = arguments[0];
  const Value value = arguments[1];
  if (value.is_undefined()) return thread.type_error("can't delete __class__ attribute");
  if (!has_layout(value, Layout::type)) {
    return thread.type_error("__class__ must be set to a class, not '{}' object",
                             type_name(thread, value));
  }
  Type* from = type_of_inline(thread, self);
  Type* to = cast<Type>(value);
  if (!from->is_heap_type || !to->is_heap_type) {
    return thread.type_error(
        "__class__ assignment only supported for mutable types or ModuleType "
        "subclasses");
  }
  if (!same_layout(from, to) || from->layout == Layout::type) {
    return thread.type_error("__class__ assignment: '{}' object layout differs from '{}'",
                             type_name(to), type_name(from));
  }
  incref(to);
  self.as_object()->type = to;
  decref(from);
  return Ref::none();
}

// --- methods ---

Ref object_dir(Thread& thread, Arguments arguments) { return default_dir(thread, arguments[0]); }

Ref object_format(Thread& thread, Arguments arguments) {
  if (!is_str(arguments[1])) {
    return thread.type_error("__format__() argument must be str, not {}",
                             type_name(thread, arguments[1]));
  }
  if (cast<Str>(arguments[1])->length != 0) {
    return thread.type_error("unsupported format string passed to {}.__format__",
                             type_name(thread, arguments[0]));
  }
  return to_str(thread, arguments[0]);
}

Ref object_sizeof(Thread& thread, Arguments arguments) {
  return make_int(thread, type_of_inline(thread, arguments[0])->instance_size);
}

Ref object_init_subclass(Thread& thread, Arguments arguments) {
  if (arguments.keyword_count() != 0) {
    return thread.type_error("{}.__init_subclass__() takes no keyword arguments",
                             type_name(cast<Type>(arguments[0])));
  }
  if (arguments.positional_count > 1) {
    return thread.type_error("{}.__init_subclass__() takes no arguments ({} given)",
                             type_name(cast<Type>(arguments[0])), arguments.positional_count - 1);
  }
  return Ref::none();
}

Ref object_subclass_hook(Thread&, Arguments) { return Ref::not_implemented(); }

/// What pickling asks of an object is written in Python: module copyreg.
Ref call_copyreg(Thread& thread, std::string_view function, std::span<const Value> arguments) {
  const Ref module = import_module(thread, "copyreg");
  if (module.is_error()) return Ref::error();
  return call_method(thread, module, function, arguments);
}

Ref object_reduce(Thread& thread, Arguments arguments) {
  const Value values[] = {arguments[0], Value::small_int(0)};
  return call_copyreg(thread, "_reduce_ex", values);
}

Ref object_reduce_ex(Thread& thread, Arguments arguments) {
  return call_copyreg(thread, "_reduce_ex", {arguments.values, 2});
}

Ref object_getstate(Thread& thread, Arguments arguments) {
  return call_copyreg(thread, "_getstate", {arguments.values, 1});
}

constexpr NativeDefinition kObjectMethods[] = {
    {"__class__", object_class, nullptr, kNativeGetter, set_object_class},
    {"__dir__", object_dir, ""},
    {"__format__", object_format, "format_spec, /"},
    {"__sizeof__", object_sizeof, ""},
    {"__reduce__", object_reduce, ""},
    {"__reduce_ex__", object_reduce_ex, "protocol, /"},
    {"__getstate__", object_getstate, ""},
    {"__init_subclass__", object_init_subclass, nullptr, kNativeClass},
    {"__subclasshook__", object_subclass_hook, nullptr, kNativeClass},
};

}  // namespace

void initialise_object_type(Instance& instance) {
  Type* type = instance.types.object;
  type->slots.new_instance = object_new;
  type->slots.init = object_init;
  type->slots.repr = object_repr;
  type->slots.str = object_str;
  type->slots.hash = object_hash;
  type->slots.compare = object_compare;
  type->slots.get_attribute = generic_get_attribute;
  type->slots.set_attribute = generic_set_attribute;
  add_methods(instance, type, kObjectMethods);
  dict_set_in(instance.immortal_heap(), type->dict, instance.names.doc_, Value::none());
}

}  // namespace gilsim::vm
