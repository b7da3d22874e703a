// SPDX-License-Identifier: MIT
#include "vm/eval/dir.h"

#include "vm/core/type.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/list.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

bool add_keys(Thread& thread, Dict* names, const Dict* from) {
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(from, position, key, value)) {
    const Ref held = Ref::share(key);
    if (is_str(held) && !dict_set(thread, names, held.as<Str>(), Value::none())) return false;
  }
  return true;
}

}  // namespace

Ref default_dir(Thread& thread, Value object) {
  const Ref names = make_dict(thread);
  if (names.is_error()) return Ref::error();
  const bool is_class = has_layout(object, Layout::type);
  if (!is_class) {
    const Ref dict = get_attribute_or_undefined(thread, object, thread.names().dict_);
    if (dict.is_error()) return Ref::error();
    if (is_dict(dict) && !add_keys(thread, names.as<Dict>(), dict.as<Dict>())) return Ref::error();
  }
  Type* const type = is_class ? cast<Type>(object) : type_of(thread, object);
  for (Type* base : *type->mro) {
    if (!add_keys(thread, names.as<Dict>(), base->dict)) return Ref::error();
  }
  Ref list = make_list(thread, names.as<Dict>()->length);
  if (list.is_error() || !list_extend(thread, list.as<List>(), names)) return Ref::error();
  return list;
}

bool sort_names(Thread& thread, Value list) {
  return !call_method(thread, list, std::string_view("sort")).is_error();
}

Ref dir_of(Thread& thread, Value object) {
  const Ref method = lookup_special(thread, object, thread.names().dir_);
  if (method.is_error()) return Ref::error();
  const Ref names = method.is_undefined() ? default_dir(thread, object) : call(thread, method);
  if (names.is_error()) return Ref::error();
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error() || !list_extend(thread, list.as<List>(), names)) return Ref::error();
  if (!sort_names(thread, list)) return Ref::error();
  return list;
}

}  // namespace gilsim::vm
