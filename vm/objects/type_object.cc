// SPDX-License-Identifier: MIT
//
// Type `type`: calling a class, attributes of classes, and what Python sees of a class.
#include "vm/core/class_builder.h"
#include "vm/core/slots.h"
#include "vm/core/type_lifetime.h"
#include "vm/core/type_of.h"
#include "vm/eval/dir.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/generic_alias.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/native_function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

Type* self_of(Arguments arguments) { return cast<Type>(arguments[0]); }

// --- making classes ---

bool check_type_argument(Thread& thread, bool fits, int position, std::string_view wanted,
                         Value value) {
  return fits || fail(thread.type_error("type.__new__() argument {} must be {}, not {}", position,
                                        wanted, type_name(thread, value)));
}

/// A metaclass that computes the mro itself would need classes outside their bases.
bool check_mro_method(Thread& thread, Type* metaclass) {
  Str* name = thread.names().mro_method_;
  if (lookup_in_type(thread, metaclass, name) ==
      lookup_in_type(thread, thread.types().type, name)) {
    return true;
  }
  return fail(thread.type_error("a metaclass with its own mro() is not in the subset"));
}

/// type.__new__(metaclass, name, bases, namespace, **keywords)
Ref type_new(Thread& thread, Type* metaclass, Arguments arguments) {
  if (arguments.positional_count != 3) {
    return thread.type_error("type.__new__() takes exactly 3 arguments ({} given)",
                             arguments.positional_count);
  }
  if (!check_type_argument(thread, is_str(arguments[0]), 1, "str", arguments[0]) ||
      !check_type_argument(thread, is_tuple(arguments[1]), 2, "tuple", arguments[1]) ||
      !check_type_argument(thread, is_dict(arguments[2]), 3, "dict", arguments[2])) {
    return Ref::error();
  }
  if (to_utf8(cast<Str>(arguments[0])).find('\0') != std::string::npos) {
    return thread.value_error("type name must not contain null characters");
  }
  auto* bases = cast<Tuple>(arguments[1]);
  Type* winner = calculate_metaclass(thread, metaclass, bases);
  if (winner == nullptr) return Ref::error();
  if (winner != metaclass && winner->slots.new_instance != type_new) {
    return winner->slots.new_instance(thread, winner, arguments);
  }
  if (!check_mro_method(thread, winner)) return Ref::error();
  return make_class(thread, winner, cast<Str>(arguments[0]), bases, cast<Dict>(arguments[2]),
                    arguments);
}

bool type_init(Thread& thread, Value, Arguments arguments) {
  if (arguments.positional_count == 1 && arguments.keyword_count() != 0) {
    return fail(thread.type_error("type.__init__() takes no keyword arguments"));
  }
  if (arguments.positional_count == 1 || arguments.positional_count == 3) return true;
  return fail(thread.type_error("type.__init__() takes 1 or 3 arguments"));
}

/// Calling a class: type(x) tells x's type; else a new instance, then its __init__.
Ref type_call(Thread& thread, Value self, Arguments arguments) {
  Type* cls = cast<Type>(self);
  if (cls == thread.types().type && arguments.keyword_count() == 0) {
    if (arguments.positional_count == 1) {
      return Ref::share(type_of_inline(thread, arguments[0]));
    }
    if (arguments.positional_count != 3) return thread.type_error("type() takes 1 or 3 arguments");
  }
  if (cls->slots.new_instance == nullptr) {
    return thread.type_error("cannot create '{}' instances", type_name(cls));
  }
  const Ref held = Ref::share(self);
  // Built-in types are called by shorter ways (their vectorcall).
  thread.charge(cls->is_heap_type ? thread.work_costs().instance_ps
                                  : thread.work_costs().object_ps);
  Ref made = cls->slots.new_instance(thread, cls, arguments);
  if (made.is_error()) return made;
  const Type* made_type = type_of_inline(thread, made);
  if (!made_type->is_subtype_of(cls) || made_type->slots.init == nullptr) return made;
  if (!made_type->slots.init(thread, made, arguments)) return Ref::error();
  return made;
}

// --- attributes of classes ---

/// The metaclass's data descriptors, then what the class and its bases have, then the rest of the
/// metaclass. Undefined: none has it.
Ref find_class_attribute(Thread& thread, Value self, Str* name) {
  Type* cls = cast<Type>(self);
  Type* metaclass = cls->type;
  const Value of_metaclass = lookup_in_type(thread, metaclass, name);
  if (!of_metaclass.is_undefined()) {
    const Slots& slots = type_of_inline(thread, of_metaclass)->slots;
    if (slots.descriptor_get != nullptr && slots.descriptor_set != nullptr) {
      return bind_attribute(thread, of_metaclass, self, metaclass);
    }
  }
  const Value found = lookup_in_type(thread, cls, name);
  if (!found.is_undefined()) return bind_attribute(thread, found, Value(), cls);
  if (!of_metaclass.is_undefined()) return bind_attribute(thread, of_metaclass, self, metaclass);
  return Ref::undefined();
}

Ref type_get_attribute(Thread& thread, Value self, Str* name) {
  Ref found = find_class_attribute(thread, self, name);
  if (found.is_error()) complete_attribute_error(thread, self, name);
  if (!found.is_undefined()) return found;
  return raise_attribute_error(thread, self, name,
                               fmt::format("type object '{}' has no attribute '{}'",
                                           type_name(cast<Type>(self)), to_utf8(name)));
}

bool type_set_attribute(Thread& thread, Value self, Str* name, Value value) {
  Type* cls = cast<Type>(self);
  if (cls->is_heap_type) {
    const Value found = lookup_in_type(thread, cls->type, name);
    if (!found.is_undefined()) {
      const auto set = type_of_inline(thread, found)->slots.descriptor_set;
      if (set != nullptr) {
        const Ref held = Ref::share(found);
        return set(thread, found, self, value);
      }
    }
  }
  return set_type_attribute(thread, cls, name, value);
}

Ref type_repr(Thread& thread, Value self) {
  const Type* cls = cast<Type>(self);
  const std::string name = to_utf8(cls->qualified_name);
  if (!is_str(cls->module)) return make_str(thread, fmt::format("<class '{}'>", name));
  const std::string module = to_utf8(cast<Str>(cls->module));
  if (module == "builtins") return make_str(thread, fmt::format("<class '{}'>", name));
  return make_str(thread, fmt::format("<class '{}.{}'>", module, name));
}

/// Assignment to what names a class: False: TypeError is pending.
bool check_name_assignment(Thread& thread, const Type* cls, std::string_view name, Value value,
                           bool must_be_str) {
  if (!cls->is_heap_type) {
    return fail(thread.type_error("cannot set '{}' attribute of immutable type '{}'", name,
                                  type_name(cls)));
  }
  if (value.is_undefined()) {
    return fail(thread.type_error("cannot delete '{}' attribute of immutable type '{}'", name,
                                  type_name(cls)));
  }
  if (!must_be_str || is_str(value)) return true;
  return fail(thread.type_error("can only assign string to {}.{}, not '{}'", type_name(cls), name,
                                type_name(thread, value)));
}

Ref type_name_attribute(Thread&, Arguments arguments) {
  return Ref::share(self_of(arguments)->name);
}

Ref set_type_name(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  if (!check_name_assignment(thread, cls, "__name__", arguments[1], true)) return Ref::error();
  Str* old = std::exchange(cls->name, cast<Str>(Ref::share(arguments[1]).release()));
  decref(old);
  return Ref::none();
}

Ref type_qualified_name(Thread&, Arguments arguments) {
  return Ref::share(self_of(arguments)->qualified_name);
}

Ref set_type_qualified_name(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  if (!check_name_assignment(thread, cls, "__qualname__", arguments[1], true)) return Ref::error();
  Str* old = std::exchange(cls->qualified_name, cast<Str>(Ref::share(arguments[1]).release()));
  decref(old);
  return Ref::none();
}

Ref type_module(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  Value module = cls->module;
  if (cls->is_heap_type) module = dict_get(cls->dict, thread.names().module_);
  if (!module.is_undefined()) return Ref::share(module);
  return raise_attribute_error(thread, cls, thread.names().module_, "__module__");
}

Ref set_type_module(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  if (!check_name_assignment(thread, cls, "__module__", arguments[1], false)) return Ref::error();
  if (!set_type_attribute(thread, cls, thread.names().module_, arguments[1])) return Ref::error();
  const Value old = std::exchange(
      cls->module, is_str(arguments[1]) ? Ref::share(arguments[1]).release() : Value());
  decref(old);
  return Ref::none();
}

Ref type_doc(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  const Value doc = dict_get(cls->dict, thread.names().doc_);
  // type.__doc__ itself is this attribute.
  if (doc.is_undefined() || cls == thread.types().type) return Ref::none();
  return bind_attribute(thread, doc, Value(), cls);
}

Ref set_type_doc(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  if (!check_name_assignment(thread, cls, "__doc__", arguments[1], false)) return Ref::error();
  const bool set = set_type_attribute(thread, cls, thread.names().doc_, arguments[1]);
  return set ? Ref::none() : Ref::error();
}

Ref type_base(Thread&, Arguments arguments) {
  Type* base = self_of(arguments)->base;
  return base == nullptr ? Ref::none() : Ref::share(base);
}

Ref type_bases(Thread&, Arguments arguments) { return Ref::share(self_of(arguments)->bases); }

Ref set_type_bases(Thread& thread, Arguments arguments) {
  const Type* cls = self_of(arguments);
  if (!check_name_assignment(thread, cls, "__bases__", arguments[1], false)) return Ref::error();
  return thread.type_error("assignment to __bases__ is not in the subset");
}

Ref type_mro(Thread& thread, Arguments arguments) {
  const TypeList& mro = *self_of(arguments)->mro;
  const std::vector<Value> values(mro.begin(), mro.end());
  return make_tuple(thread, std::span<const Value>(values));
}

Ref type_dict(Thread& thread, Arguments arguments) {
  return make_mapping_proxy(thread, self_of(arguments)->dict);
}

Ref type_annotations(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  Str* name = thread.names().annotations_;
  const Value found = dict_get(cls->dict, name);
  if (!found.is_undefined() && cls->is_heap_type) return Ref::share(found);
  if (!cls->is_heap_type) {
    return raise_attribute_error(
        thread, cls, name,
        fmt::format("type object '{}' has no attribute '__annotations__'", type_name(cls)));
  }
  Ref made = make_dict(thread);
  if (made.is_error() || !set_type_attribute(thread, cls, name, made)) return Ref::error();
  return made;
}

Ref set_type_annotations(Thread& thread, Arguments arguments) {
  const bool set =
      set_type_attribute(thread, self_of(arguments), thread.names().annotations_, arguments[1]);
  return set ? Ref::none() : Ref::error();
}

Ref type_abstract_methods(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  Str* name = thread.names().abstractmethods_;
  const Value found = cls == thread.types().type ? Value() : dict_get(cls->dict, name);
  if (!found.is_undefined()) return Ref::share(found);
  return raise_attribute_error(thread, cls, name, "__abstractmethods__");
}

Ref set_type_abstract_methods(Thread& thread, Arguments arguments) {
  Type* cls = self_of(arguments);
  const Value value = arguments[1];
  if (!set_type_attribute(thread, cls, thread.names().abstractmethods_, value)) return Ref::error();
  if (value.is_undefined()) {
    cls->is_abstract = false;
    return Ref::none();
  }
  return update_is_abstract(thread, cls, value) ? Ref::none() : Ref::error();
}

// --- methods ---

Ref type_mro_method(Thread& thread, Arguments arguments) {
  const TypeList& mro = *self_of(arguments)->mro;
  const std::vector<Value> values(mro.begin(), mro.end());
  return make_list(thread, values);
}

/// Collects classes that name a built-in type among their bases.
struct SubclassSearch {
  const Type* wanted;
  std::vector<Value> found;

  bool add_if_derived(Value candidate) {
    if (!has_layout(candidate, Layout::type)) return false;
    const Type* type = cast<Type>(candidate);
    if (type->bases == nullptr) return false;
    for (const Value base : type->bases->view()) {
      if (base == Value(const_cast<Type*>(wanted))) {
        found.push_back(candidate);
        return true;
      }
    }
    return false;
  }
};

void find_builtin_subclasses(const BuiltinTypes& types, SubclassSearch& search) {
#define GILSIM_VISIT(name) search.add_if_derived(types.name);
  GILSIM_TYPES(GILSIM_VISIT)
#undef GILSIM_VISIT
#define EXCEPTION(name, base) search.add_if_derived(types.name);
#include "vm/core/exceptions.def"
#undef EXCEPTION
}

/// Built-in types are shared by interpreters and keep no list: their subclasses are looked for.
Ref type_subclasses(Thread& thread, Arguments arguments) {
  const Type* cls = self_of(arguments);
  SubclassSearch search{cls, {}};
  if (cls->is_heap_type) {
    if (cls->subclasses != nullptr) {
      search.found.assign(cls->subclasses->begin(), cls->subclasses->end());
    }
  } else {
    find_builtin_subclasses(thread.types(), search);
    const auto visit = [](Value tracked, void* context) {
      static_cast<SubclassSearch*>(context)->add_if_derived(tracked);
    };
    thread.heap().for_each_tracked(visit, &search);
    // In the order in which the classes were made, whatever generation they are in by now.
    std::stable_sort(search.found.begin(), search.found.end(), [](Value a, Value b) {
      return cast<Type>(a)->first_version < cast<Type>(b)->first_version;
    });
  }
  return make_list(thread, search.found);
}

Ref type_instance_check(Thread& thread, Arguments arguments) {
  const Type* cls = self_of(arguments);
  Type* type = type_of_inline(thread, arguments[1]);
  if (type->is_subtype_of(cls)) return Ref::boolean(true);
  if (!type->is_heap_type) return Ref::boolean(false);
  // A proxy may claim another class.
  const Ref claimed =
      get_attribute_or_undefined(thread, arguments[1], thread.names().class_dunder_);
  if (claimed.is_error()) return Ref::error();
  return Ref::boolean(has_layout(claimed, Layout::type) && claimed.as<Type>()->is_subtype_of(cls));
}

Ref type_subclass_check(Thread& thread, Arguments arguments) {
  if (!has_layout(arguments[1], Layout::type)) {
    return thread.type_error("issubclass() arg 1 must be a class");
  }
  return Ref::boolean(cast<Type>(arguments[1])->is_subtype_of(self_of(arguments)));
}

Ref type_prepare(Thread& thread, Arguments) { return make_dict(thread); }

Ref type_dir(Thread& thread, Arguments arguments) { return default_dir(thread, arguments[0]); }

Ref type_none(Thread&, Arguments) { return Ref::none(); }

constexpr NativeDefinition kTypeMethods[] = {
    {"__name__", type_name_attribute, nullptr, kNativeGetter, set_type_name},
    {"__qualname__", type_qualified_name, nullptr, kNativeGetter, set_type_qualified_name},
    {"__module__", type_module, nullptr, kNativeGetter, set_type_module},
    {"__doc__", type_doc, nullptr, kNativeGetter, set_type_doc},
    {"__base__", type_base, nullptr, kNativeGetter, refuse_write},
    {"__bases__", type_bases, nullptr, kNativeGetter, set_type_bases},
    {"__mro__", type_mro, nullptr, kNativeGetter, refuse_write},
    {"__dict__", type_dict, nullptr, kNativeGetter},
    {"__annotations__", type_annotations, nullptr, kNativeGetter, set_type_annotations},
    {"__abstractmethods__", type_abstract_methods, nullptr, kNativeGetter,
     set_type_abstract_methods},
    {"__text_signature__", type_none, nullptr, kNativeGetter},
    {"mro", type_mro_method, ""},
    {"__subclasses__", type_subclasses, ""},
    {"__instancecheck__", type_instance_check, "instance, /"},
    {"__subclasscheck__", type_subclass_check, "subclass, /"},
    {"__prepare__", type_prepare, nullptr, kNativeClass},
    {"__dir__", type_dir, ""},
};

}  // namespace

void initialise_type_type(Instance& instance) {
  Type* type = instance.types.type;
  type->slots.dealloc = type_dealloc;
  type->slots.traverse = type_traverse;
  type->slots.clear = type_clear;
  type->slots.new_instance = type_new;
  type->slots.init = type_init;
  type->slots.call = type_call;
  type->slots.repr = type_repr;
  type->slots.get_attribute = type_get_attribute;
  type->slots.set_attribute = type_set_attribute;
  type->slots.binary[static_cast<int>(BinaryOp::bit_or)] = union_or;
  add_methods(instance, type, kTypeMethods);
}

}  // namespace gilsim::vm
