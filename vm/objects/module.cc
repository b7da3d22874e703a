// SPDX-License-Identifier: MIT
//
// Module objects. Invariant: `dict` is never nullptr once the module can be seen.
#include "vm/objects/module.h"

#include "vm/eval/operations.h"
#include "vm/modules/standard_streams.h"
#include "vm/modules/sys_module.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"

#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

Ref allocate_module(Thread& thread, Type* cls) {
  Ref dict = make_dict(thread);
  if (dict.is_error()) return dict;
  Object* const object = thread.heap().allocate(cls, cls->instance_size);
  auto* module = static_cast<Module*>(object);
  const std::size_t extra = (cls->instance_size - sizeof(Module)) / sizeof(Value);
  auto* slots = reinterpret_cast<Value*>(module + 1);
  for (std::size_t i = 0; i < extra; ++i) slots[i] = Value();
  module->dict = cast<Dict>(dict.release());
  module->native_state = nullptr;
  module->free_native_state = nullptr;
  module->is_native = false;
  module->is_initialising = false;
  thread.heap().track(object);
  return Ref::adopt(object);
}

/// A str from a module's dict, or nullptr.
Str* text_attribute(Thread& thread, const Module* module, std::string_view name) {
  const Value value = dict_get(module->dict, thread.instance.intern(name));
  return is_str(value) ? cast<Str>(value) : nullptr;
}

std::string quoted_name(const Module* module, Thread& thread) {
  const Str* name = text_attribute(thread, module, "__name__");
  return name != nullptr ? " '" + to_utf8(name) + "'" : std::string();
}

Ref module_new(Thread& thread, Type* cls, Arguments) { return allocate_module(thread, cls); }

bool module_init(Thread& thread, Value self, Arguments arguments) {
  if (!check_no_keywords(thread, "module", arguments)) return false;
  if (!check_positional(thread, "module", arguments, 1, 2)) return false;
  if (!is_str(arguments[0])) {
    thread
        .type_error("module() argument 'name' must be str, not {}", type_name(thread, arguments[0]))
        .reset();
    return false;
  }
  Dict* const dict = cast<Module>(self)->dict;
  const Value doc = arguments.positional_count > 1 ? arguments[1] : Value::none();
  Instance& instance = thread.instance;
  return dict_set(thread, dict, instance.names.name_, arguments[0]) &&
         dict_set(thread, dict, instance.names.doc_, doc) &&
         dict_set(thread, dict, instance.names.package_, Value::none()) &&
         dict_set(thread, dict, instance.intern("__loader__"), Value::none()) &&
         dict_set(thread, dict, instance.intern("__spec__"), Value::none());
}

Ref module_repr(Thread& thread, Value self) {
  const auto* module = cast<Module>(self);
  const Str* name = text_attribute(thread, module, "__name__");
  const Str* file = text_attribute(thread, module, "__file__");
  const std::string shown = name != nullptr ? repr_of_text(name) : "'?'";
  if (file != nullptr) {
    return make_str(thread, fmt::format("<module {} from {}>", shown, repr_of_text(file)));
  }
  const char* const origin = module->is_native ? " (built-in)" : "";
  return make_str(thread, fmt::format("<module {}{}>", shown, origin));
}

/// True if `module.name` is a submodule whose import is under way.
bool is_unfinished_submodule(Thread& thread, const Module* module, Str* name) {
  const Str* own = text_attribute(thread, module, "__name__");
  if (own == nullptr) return false;
  Str* const full = thread.instance.intern(to_utf8(own) + "." + to_utf8(name));
  const Value submodule = dict_get(thread.interpreter.modules, full);
  return is_module(submodule) && cast<Module>(submodule)->is_initialising;
}

/// What `module.name` does when the module and its type have no such name.
Ref missing_attribute(Thread& thread, Module* module, Str* name) {
  const Value getter = dict_get(module->dict, thread.names().getattr_);
  if (!getter.is_undefined()) {
    const Ref held = Ref::share(getter);
    const Value args[] = {Value(name)};
    return call(thread, held, args);
  }
  if (!module->is_initialising && is_unfinished_submodule(thread, module, name)) {
    return raise_attribute_error(
        thread, Value(module), name,
        fmt::format(
            "cannot access submodule '{}' of module{} (most likely due to a circular import)",
            to_utf8(name), quoted_name(module, thread)));
  }
  const char* const state = module->is_initialising ? "partially initialized " : "";
  const char* const cause =
      module->is_initialising ? " (most likely due to a circular import)" : "";
  return raise_attribute_error(thread, Value(module), name,
                               fmt::format("{}module{} has no attribute '{}'{}", state,
                                           quoted_name(module, thread), to_utf8(name), cause));
}

Ref module_get_attribute(Thread& thread, Value self, Str* name) {
  auto* module = cast<Module>(self);
  const bool is_dunder = name->length > 2 && name->at(0) == '_' && name->at(1) == '_';
  if (!is_dunder) {
    const Value found = dict_get(module->dict, name);
    if (!found.is_undefined()) return Ref::share(found);
  }
  // Dunder names of the type (__class__, __dict__) go first, as descriptors do.
  Ref found = generic_get_attribute(thread, self, name);
  if (!found.is_error() || !thread.exception_matches(thread.types().AttributeError)) return found;
  thread.clear_exception();
  return missing_attribute(thread, module, name);
}

/// dir(module): its dict's keys, or what its __dir__ says.
Ref module_dir(Thread& thread, Arguments arguments) {
  auto* module = cast<Module>(arguments[0]);
  const Value own = dict_get(module->dict, thread.names().dir_);
  if (!own.is_undefined()) {
    const Ref held = Ref::share(own);
    return call(thread, held);
  }
  Ref names = make_list(thread, module->dict->length);
  if (names.is_error()) return names;
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(module->dict, position, key, value)) {
    if (!list_append(thread, names.as<List>(), key)) return Ref::error();
  }
  return names;
}

void module_traverse(Object* object, Visit visit, void* context) {
  auto* module = static_cast<Module*>(object);
  if (module->dict != nullptr) visit(Value(module->dict), context);
}

void module_clear(Heap&, Object* object) {
  auto* module = static_cast<Module*>(object);
  if (module->dict != nullptr) decref(Value(std::exchange(module->dict, nullptr)));
}

void module_dealloc(Heap& heap, Object* object) {
  module_clear(heap, object);
  auto* module = static_cast<Module*>(object);
  if (module->free_native_state != nullptr) {
    module->free_native_state(std::exchange(module->native_state, nullptr));
  }
}

constexpr NativeDefinition kModuleRows[] = {{"__dir__", module_dir, ""}};

}  // namespace

Ref make_module(Thread& thread, std::string_view name) {
  Ref module = allocate_module(thread, thread.types().module);
  if (module.is_error() ||
      !set_module_attributes(thread, module.as<Module>(), name, "", std::string_view())) {
    return Ref::error();
  }
  return module;
}

bool set_module_attributes(Thread& thread, Module* module, std::string_view name,
                           std::string_view package, std::string_view file_name) {
  Instance& instance = thread.instance;
  Dict* const dict = module->dict;
  const Ref name_text = make_str(thread, name);
  const Ref package_text = make_str(thread, package);
  if (name_text.is_error() || package_text.is_error()) return false;
  const bool base = dict_set(thread, dict, instance.names.name_, name_text) &&
                    dict_set(thread, dict, instance.names.doc_, Value::none()) &&
                    dict_set(thread, dict, instance.names.package_, package_text) &&
                    dict_set(thread, dict, instance.intern("__loader__"), Value::none()) &&
                    dict_set(thread, dict, instance.intern("__spec__"), Value::none());
  if (!base || file_name.empty()) return base;
  // A program sees these two, as CPython's do, when it looks at dir() or globals().
  const bool is_main = name == "__main__";
  if (is_main) {
    const Ref annotations = make_dict(thread);
    if (annotations.is_error() ||
        !dict_set(thread, dict, instance.intern("__annotations__"), annotations)) {
      return false;
    }
  }
  const Ref file = make_str(thread, file_name);
  const Value builtins = dict_get(thread.interpreter.modules, instance.names.builtins_);
  return !file.is_error() &&
         (builtins.is_undefined() ||
          dict_set(thread, dict, instance.names.builtins_dunder_, builtins)) &&
         dict_set(thread, dict, instance.names.file_, file) &&
         (!is_main || dict_set(thread, dict, instance.intern("__cached__"), Value::none()));
}

void initialise_module_types(Instance& instance) {
  Type* const type = instance.types.module;
  type->slots.new_instance = module_new;
  type->slots.init = module_init;
  type->slots.repr = module_repr;
  type->slots.get_attribute = module_get_attribute;
  type->slots.dealloc = module_dealloc;
  type->slots.traverse = module_traverse;
  type->slots.clear = module_clear;
  add_methods(instance, type, kModuleRows);
  add_methods(instance, type, {&kInstanceDictDefinition, 1});
  initialise_stream_type(instance);
  initialise_version_type(instance);
}

}  // namespace gilsim::vm
