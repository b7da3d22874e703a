// SPDX-License-Identifier: MIT
//
// __build_class__: what a class statement calls. Bases are resolved (__mro_entries__), the
// metaclass is chosen, the namespace prepared and filled by the body, and the metaclass called.
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/modules/builtins_internal.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

bool is_type(Value value) { return has_layout(value, Layout::type); }

/// The keywords of a class statement without `metaclass`.
struct ClassKeywords {
  Ref metaclass;  // Undefined: not given
  Ref names;      // tuple of str
  std::vector<Value> values;
};

bool split_keywords(Thread& thread, Arguments arguments, ClassKeywords& out) {
  std::vector<Value> names;
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const Value name = (*arguments.keyword_names)[i];
    const Value value = arguments[arguments.positional_count + i];
    if (equal_text(cast<Str>(name), thread.names().metaclass_)) {
      out.metaclass = Ref::share(value);
    } else {
      names.push_back(name);
      out.values.push_back(value);
    }
  }
  out.names = make_tuple(thread, std::span<const Value>(names));
  return !out.names.is_error();
}

/// Calls with positional values and the class statement's keywords.
Ref call_with_keywords(Thread& thread, Value callable, std::span<const Value> positional,
                       const ClassKeywords& keywords) {
  std::vector<Value> values(positional.begin(), positional.end());
  values.insert(values.end(), keywords.values.begin(), keywords.values.end());
  const Tuple* names = keywords.values.empty() ? nullptr : keywords.names.as<Tuple>();
  return call(thread, callable,
              Arguments{values.data(), static_cast<std::uint32_t>(positional.size()), names});
}

/// Bases that are not classes may name others in their place.
Ref resolve_bases(Thread& thread, Value bases) {
  const Ref held = Ref::share(bases);
  std::vector<Ref> resolved;
  bool is_changed = false;
  const auto* tuple = held.as<Tuple>();
  for (std::int64_t i = 0; i < tuple->length; ++i) {
    const Value base = (*tuple)[i];
    if (is_type(base)) {
      resolved.push_back(Ref::share(base));
      continue;
    }
    const Ref method = get_attribute_or_undefined(thread, base, thread.names().mro_entries_);
    if (method.is_error()) return Ref::error();
    if (method.is_undefined()) {
      resolved.push_back(Ref::share(base));
      continue;
    }
    const Value args[] = {bases};
    const Ref entries = call(thread, method, args);
    if (entries.is_error()) return Ref::error();
    if (!is_tuple(entries)) return thread.type_error("__mro_entries__ must return a tuple");
    for (const Value entry : entries.as<Tuple>()->view()) resolved.push_back(Ref::share(entry));
    is_changed = true;
  }
  if (!is_changed) return held.share();
  std::vector<Value> values(resolved.begin(), resolved.end());
  return make_tuple(thread, std::span<const Value>(values));
}

/// The most derived metaclass of the stated one and those of the bases.
Ref choose_metaclass(Thread& thread, Value stated, const Tuple* bases) {
  Value metaclass = stated;
  if (stated.is_undefined()) {
    metaclass =
        bases->length == 0 ? Value(thread.types().type) : Value(type_of(thread, (*bases)[0]));
  }
  if (!is_type(metaclass)) return Ref::share(metaclass);
  Type* winner = cast<Type>(metaclass);
  for (const Value base : bases->view()) {
    Type* const candidate = type_of(thread, base);
    if (winner->is_subtype_of(candidate)) continue;
    if (!candidate->is_subtype_of(winner)) {
      return thread.type_error(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
          "the metaclasses of all its bases");
    }
    winner = candidate;
  }
  return Ref::share(Value(winner));
}

/// The mapping in which the body runs.
Ref prepare_namespace(Thread& thread, Value metaclass, Value name, Value bases,
                      const ClassKeywords& keywords) {
  if (metaclass == Value(thread.types().type)) return make_dict(thread);
  const Ref prepare = get_attribute_or_undefined(thread, metaclass, thread.names().prepare_);
  if (prepare.is_error()) return Ref::error();
  if (prepare.is_undefined()) return make_dict(thread);
  const Value args[] = {name, bases};
  Ref mapping = call_with_keywords(thread, prepare, args, keywords);
  if (mapping.is_error()) return mapping;
  if (!is_dict(mapping) && type_of(thread, mapping)->slots.get_item == nullptr) {
    const std::string shown =
        is_type(metaclass) ? to_utf8(cast<Type>(metaclass)->name) : std::string("<metaclass>");
    return thread.type_error("{}.__prepare__() must return a mapping, not {}", shown,
                             type_name(thread, mapping));
  }
  return mapping;
}

/// super() and __class__ in the body's functions need the class in its cell.
bool check_class_cell(Thread& thread, Value cell, Value name, Value cls) {
  if (!is_type(cls) || !has_layout(cell, Layout::cell)) return true;
  const Value content = cast<Cell>(cell)->content;
  if (content == cls) return true;
  std::string name_text;
  std::string class_text;
  std::string content_text;
  if (!repr_utf8(thread, name, name_text) || !repr_utf8(thread, cls, class_text)) return false;
  if (content.is_undefined()) {
    thread
        .error(thread.types().RuntimeError,
               "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
               name_text, class_text)
        .reset();
    return false;
  }
  if (!repr_utf8(thread, content, content_text)) return false;
  thread.type_error("__class__ set to {} defining {} as {}", content_text, name_text, class_text)
      .reset();
  return false;
}

}  // namespace

Ref builtin_build_class(Thread& thread, Arguments arguments) {
  if (arguments.positional_count < 2) {
    return thread.type_error("__build_class__: not enough arguments");
  }
  const Value body = arguments[0];
  const Value name = arguments[1];
  if (!has_layout(body, Layout::function)) {
    return thread.type_error("__build_class__: func must be a function");
  }
  if (!is_str(name)) return thread.type_error("__build_class__: name is not a string");
  const Ref stated_bases = make_tuple(thread, arguments.positional().subspan(2));
  if (stated_bases.is_error()) return Ref::error();
  const Ref bases = resolve_bases(thread, stated_bases);
  ClassKeywords keywords;
  if (bases.is_error() || !split_keywords(thread, arguments, keywords)) return Ref::error();
  const Ref metaclass = choose_metaclass(thread, keywords.metaclass, bases.as<Tuple>());
  if (metaclass.is_error()) return Ref::error();
  const Ref mapping = prepare_namespace(thread, metaclass, name, bases, keywords);
  if (mapping.is_error()) return Ref::error();
  const Ref cell = run_class_body(thread, cast<Function>(body), mapping);
  if (cell.is_error()) return Ref::error();
  if (!(bases.get() == stated_bases.get())) {
    const Value key(thread.instance.intern("__orig_bases__"));
    if (!set_item(thread, mapping, key, stated_bases)) return Ref::error();
  }
  const Value args[] = {name, bases, mapping};
  Ref cls = call_with_keywords(thread, metaclass, args, keywords);
  if (cls.is_error() || !check_class_cell(thread, cell, name, cls)) return Ref::error();
  return cls;
}

}  // namespace gilsim::vm
