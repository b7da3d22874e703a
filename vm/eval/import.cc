// SPDX-License-Identifier: MIT
//
// The import statement. Modules come from the table of native modules or from the host; each is in
// sys.modules from before its code runs until it fails.
//
// Invariant: a module that is being imported has `is_initialising` set, so that whoever finds it
// half done (a circular import) can say so.
#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

/// ImportError or a subclass with its name and path.
Ref raise_import_error(Thread& thread, Type* type, std::string_view name, Value path,
                       std::string_view message) {
  thread.raise(type, message).reset();
  if (!thread.exception_matches(thread.types().ImportError)) return Ref::error();
  const Ref pending = Ref::share(thread.pending());
  const Ref name_text = make_str(thread, name);
  if (name_text.is_error()) return Ref::error();
  set_exception_field(pending.as<Exception>(), kFieldName, name_text);
  set_exception_field(pending.as<Exception>(), kFieldPath, path);
  return Ref::error();
}

Ref raise_not_found(Thread& thread, std::string_view name, std::string_view detail = {}) {
  return raise_import_error(thread, thread.types().ModuleNotFoundError, name, Value(),
                            fmt::format("No module named '{}'{}", name, detail));
}

std::string_view parent_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

/// The folder of a package's `__init__.py`.
std::string folder_of(std::string_view file_name) {
  const std::size_t slash = file_name.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view(".")
                                                     : file_name.substr(0, slash));
}

/// Runs what fills the module: C++ or Python code.
bool fill_module(Thread& thread, Module* module, std::string_view name,
                 const ModuleSource& source) {
  if (source.kind == ModuleSource::Kind::native) {
    const std::string_view package = source.is_package ? name : parent_of(name);
    return set_module_attributes(thread, module, name, package, {}) &&
           source.native->initialise(thread, *module);
  }
  const std::string_view package = source.is_package ? name : parent_of(name);
  if (!set_module_attributes(thread, module, name, package, source.file_name)) return false;
  if (source.is_package) {
    const Ref folder = make_str(thread, folder_of(source.file_name));
    const Value items[] = {folder};
    const Ref path = make_list(thread, std::span<const Value>(items));
    if (folder.is_error() || path.is_error()) return false;
    if (!dict_set(thread, module->dict, thread.names().path_, path)) return false;
  }
  Code* const code = compile_file(thread, source.text, source.file_name, source.frozen);
  if (code == nullptr) return false;
  const Ref result = run_code(thread, code, module->dict, Value(module->dict));
  return !result.is_error();
}

/// Takes a module whose import failed out of sys.modules; the exception stays pending.
void forget_module(Thread& thread, Value name) {
  Ref pending = thread.take_exception();
  if (dict_delete(thread, thread.interpreter.modules, name) == Truth::error) {
    thread.clear_exception();
  }
  if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
}

ModuleSource find_source(Thread& thread, std::string_view name) {
  if (const NativeModuleDefinition* native = thread.instance.find_native_module(name)) {
    ModuleSource source;
    source.kind = ModuleSource::Kind::native;
    source.native = native;
    return source;
  }
  return thread.host().find_module(thread, name);
}

/// Finds and runs a module that is not in sys.modules.
Ref load_module(Thread& thread, std::string_view name, std::string_view detail) {
  const ModuleSource source = find_source(thread, name);
  if (thread.cancelled || thread.has_exception()) return Ref::error();
  if (source.kind == ModuleSource::Kind::not_found) {
    return raise_not_found(thread, name, fmt::format("{}{}", detail, source.refusal));
  }
  if (source.kind == ModuleSource::Kind::refused) {
    return raise_import_error(thread, thread.types().ImportError, name, Value(), source.refusal);
  }
  const Ref module = make_module(thread, name);
  const Ref key = make_str(thread, name);
  if (module.is_error() || key.is_error()) return Ref::error();
  if (!dict_set(thread, thread.interpreter.modules, key.get(), module.get())) return Ref::error();
  module.as<Module>()->is_native = source.kind == ModuleSource::Kind::native;
  module.as<Module>()->is_initialising = true;
  const bool filled = fill_module(thread, module.as<Module>(), name, source);
  module.as<Module>()->is_initialising = false;
  if (!filled) {
    forget_module(thread, key);
    return Ref::error();
  }
  // A module may put something else in its place.
  Ref loaded = dict_get(thread, thread.interpreter.modules, key.get());
  return loaded.is_undefined() ? module.share() : std::move(loaded);
}

/// One part of a dotted name. `parent` Undefined: the first part.
Ref import_part(Thread& thread, std::string_view full_name, Value parent) {
  const Ref key = make_str(thread, full_name);
  if (key.is_error()) return Ref::error();
  Ref found = dict_get(thread, thread.interpreter.modules, key.get());
  if (found.is_error()) return found;
  if (found.is_none()) {
    return raise_import_error(thread, thread.types().ModuleNotFoundError, full_name, Value(),
                              fmt::format("import of {} halted; None in sys.modules", full_name));
  }
  if (!found.is_undefined()) return found;
  if (!parent.is_undefined()) {
    const Ref path = get_attribute_or_undefined(thread, parent, thread.names().path_);
    if (path.is_error()) return Ref::error();
    if (path.is_undefined()) {
      return raise_not_found(thread, full_name,
                             fmt::format("; '{}' is not a package", parent_of(full_name)));
    }
  }
  Ref module = load_module(thread, full_name, {});
  if (module.is_error() || parent.is_undefined()) return module;
  Str* const tail = thread.instance.intern(full_name.substr(full_name.rfind('.') + 1));
  if (!set_attribute(thread, parent, tail, module)) return Ref::error();
  return module;
}

/// Imports every part of a dotted name; `first` gets the first one.
Ref import_parts(Thread& thread, std::string_view name, Ref* first) {
  Ref module;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = name.find('.', module.is_undefined() ? 0 : end + 1);
    const std::string_view part = name.substr(0, end);
    if (part.empty() || part.back() == '.') return raise_not_found(thread, name);
    module = import_part(thread, part, module.get());
    if (module.is_error()) return module;
    if (first != nullptr && first->is_undefined()) *first = module.share();
  }
  return module;
}

/// The package that a relative import in a module with these globals counts from. False: error.
bool package_of(Thread& thread, Dict* globals, std::string& package) {
  const Value stated = dict_get(globals, thread.names().package_);
  if (!stated.is_undefined() && !stated.is_none()) {
    if (!is_str(stated)) {
      thread.type_error("package must be a string").reset();
      return false;
    }
    package = to_utf8(cast<Str>(stated));
    return true;
  }
  const Value name = dict_get(globals, thread.names().name_);
  if (!is_str(name)) {
    thread.raise(thread.types().KeyError, "'__name__' not in globals").reset();
    return false;
  }
  package = to_utf8(cast<Str>(name));
  if (dict_get(globals, thread.names().path_).is_undefined()) package = parent_of(package);
  return true;
}

/// The absolute name that `level` dots and a name stand for. False: an exception is pending.
bool resolve_name(Thread& thread, Dict* globals, std::string_view name, std::int64_t level,
                  std::string& absolute) {
  if (level == 0) {
    absolute = name;
    return true;
  }
  std::string package;
  if (!package_of(thread, globals, package)) return false;
  if (package.empty()) {
    thread
        .raise(thread.types().ImportError, "attempted relative import with no known parent package")
        .reset();
    return false;
  }
  std::string_view base = package;
  for (std::int64_t i = 1; i < level; ++i) {
    base = parent_of(base);
    if (base.empty()) {
      thread.raise(thread.types().ImportError, "attempted relative import beyond top-level package")
          .reset();
      return false;
    }
  }
  absolute = name.empty() ? std::string(base) : fmt::format("{}.{}", base, name);
  return true;
}

/// The name of a module as its __name__ says.
bool name_of_module(Thread& thread, Value module, std::string& name) {
  const Ref value = get_attribute_or_undefined(thread, module, thread.names().name_);
  if (value.is_error()) return false;
  if (is_str(value)) name = to_utf8(value.as<Str>());
  return true;
}

bool import_submodules(Thread& thread, Value package, std::string_view name, Value list,
                       bool in_all);

/// `from package import item`: imports the submodule if the package has no such attribute.
bool import_submodule(Thread& thread, Value package, std::string_view name, Str* item) {
  const Ref present = get_attribute_or_undefined(thread, package, item);
  if (present.is_error()) return false;
  if (!present.is_undefined()) return true;
  const std::string full = fmt::format("{}.{}", name, to_utf8(item));
  const Ref module = import_part(thread, full, package);
  if (!module.is_error()) return true;
  if (!thread.exception_matches(thread.types().ModuleNotFoundError)) return false;
  const Value missing = exception_field(cast<Exception>(thread.pending()), kFieldName);
  if (!is_str(missing) || to_utf8(cast<Str>(missing)) != full) return false;
  thread.clear_exception();  // IMPORT_FROM reports it
  return true;
}

bool import_all_of(Thread& thread, Value package, std::string_view name) {
  const Ref all = get_attribute_or_undefined(thread, package, thread.names().all_);
  if (all.is_error()) return false;
  return all.is_undefined() || import_submodules(thread, package, name, all, true);
}

bool import_submodules(Thread& thread, Value package, std::string_view name, Value list,
                       bool in_all) {
  std::vector<Ref> items;
  if (!collect(thread, list, items)) return false;
  for (const Ref& item : items) {
    if (!is_str(item)) {
      thread
          .type_error("{} must be str, not {}",
                      in_all ? fmt::format("Item in {}.__all__", name)
                             : std::string("Item in ``from list''"),
                      type_name(thread, item))
          .reset();
      return false;
    }
    const bool is_star = item.as<Str>()->length == 1 && item.as<Str>()->at(0) == '*';
    if (is_star && in_all) continue;
    if (is_star ? !import_all_of(thread, package, name)
                : !import_submodule(thread, package, name, item.as<Str>())) {
      return false;
    }
  }
  return true;
}

/// Where a module says it comes from, for messages.
Ref file_of(Thread& thread, Value module) {
  Ref file = get_attribute_or_undefined(thread, module, thread.names().file_);
  if (file.is_error()) thread.clear_exception();
  return is_str(file) ? std::move(file) : Ref::undefined();
}

Ref raise_cannot_import(Thread& thread, Value module, std::string_view module_name, Str* name) {
  const Ref file = file_of(thread, module);
  const std::string where = file.is_undefined() ? "unknown location" : to_utf8(file.as<Str>());
  const bool is_partial = is_module(module) && cast<Module>(module)->is_initialising;
  const std::string shown =
      module_name.empty() ? "<unknown module name>" : std::string(module_name);
  const std::string message =
      is_partial
          ? fmt::format(
                "cannot import name '{}' from partially initialized module '{}' "
                "(most likely due to a circular import) ({})",
                to_utf8(name), shown, where)
          : fmt::format("cannot import name '{}' from '{}' ({})", to_utf8(name), shown, where);
  return raise_import_error(thread, thread.types().ImportError, shown, file, message);
}

/// Assigns one name of a star import. `target` is a dict or any mapping.
bool assign(Thread& thread, Value target, Value name, Value value) {
  if (is_exact_dict(target)) return dict_set(thread, cast<Dict>(target), name, value);
  return set_item(thread, target, name, value);
}

}  // namespace

Ref import_module(Thread& thread, std::string_view dotted_name) {
  return import_parts(thread, dotted_name, nullptr);
}

Ref import_name(Thread& thread, Dict* globals, Str* name, Value from_list, std::int64_t level) {
  const std::string text = to_utf8(name);
  if (text.empty() && level == 0) return thread.value_error("Empty module name");
  std::string absolute;
  if (!resolve_name(thread, globals, text, level, absolute)) return Ref::error();
  Ref first;
  Ref module = import_parts(thread, absolute, &first);
  if (module.is_error()) return module;
  const bool has_list = !from_list.is_undefined() && !from_list.is_none();
  const Truth wanted = has_list ? is_true(thread, from_list) : Truth::no;
  if (wanted == Truth::error) return Ref::error();
  if (wanted == Truth::no) {
    if (level == 0 || text.empty()) return level == 0 ? std::move(first) : std::move(module);
    // `__import__("b.c", level=1)` gives package.b.
    const std::size_t head = absolute.size() - text.size();
    const std::size_t dot = absolute.find('.', head);
    return import_module(thread, std::string_view(absolute).substr(0, dot));
  }
  const Ref path = get_attribute_or_undefined(thread, module, thread.names().path_);
  if (path.is_error()) return Ref::error();
  if (path.is_undefined()) return module;
  std::string module_name = absolute;
  if (!name_of_module(thread, module, module_name)) return Ref::error();
  if (!import_submodules(thread, module, module_name, from_list, false)) return Ref::error();
  return module;
}

Ref import_from(Thread& thread, Value module, Str* name) {
  Ref value = get_attribute_or_undefined(thread, module, name);
  if (!value.is_undefined()) return value;
  std::string module_name;
  if (!name_of_module(thread, module, module_name)) return Ref::error();
  if (!module_name.empty()) {
    // A submodule that is being imported right now is in sys.modules, not yet on its parent.
    const Ref full = make_str(thread, fmt::format("{}.{}", module_name, to_utf8(name)));
    if (full.is_error()) return Ref::error();
    value = dict_get(thread, thread.interpreter.modules, full.get());
    if (!value.is_undefined()) return value;
  }
  return raise_cannot_import(thread, module, module_name, name);
}

bool import_star(Thread& thread, Value module, Value namespace_mapping) {
  const Ref all = get_attribute_or_undefined(thread, module, thread.names().all_);
  if (all.is_error()) return false;
  std::vector<Ref> names;
  if (!all.is_undefined()) {
    if (!collect(thread, all, names)) return false;
  } else {
    const Ref dict = get_attribute_or_undefined(thread, module, thread.names().dict_);
    if (dict.is_error()) return false;
    if (dict.is_undefined()) {
      thread
          .raise(thread.types().ImportError, "from-import-* object has no __dict__ and no __all__")
          .reset();
      return false;
    }
    if (!collect(thread, dict, names)) return false;
  }
  for (const Ref& name : names) {
    if (!is_str(name)) {
      std::string module_name;
      if (!name_of_module(thread, module, module_name)) return false;
      thread
          .type_error("{} in {}.{} must be str, not {}", all.is_undefined() ? "Key" : "Item",
                      module_name, all.is_undefined() ? "__dict__" : "__all__",
                      type_name(thread, name))
          .reset();
      return false;
    }
    if (all.is_undefined() && name.as<Str>()->length > 0 && name.as<Str>()->at(0) == '_') continue;
    const Ref value = get_attribute(thread, module, name.as<Str>());
    if (value.is_error() || !assign(thread, namespace_mapping, name, value)) return false;
  }
  return true;
}

}  // namespace gilsim::vm
