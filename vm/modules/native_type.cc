// SPDX-License-Identifier: MIT
#include "vm/modules/native_type.h"

#include "vm/objects/dict.h"
#include "vm/objects/module.h"

#include <algorithm>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

bool too_many(Thread& thread, std::string_view function, std::size_t positional,
              std::size_t required, bool has_keyword_only, std::size_t given) {
  const char* how = positional == required ? "exactly" : "at most";
  const char* kind = has_keyword_only ? "positional " : "";
  const char* plural = positional == 1 ? "" : "s";
  return fail(thread.type_error("{}() takes {} {} {}argument{} ({} given)", function, how,
                                positional, kind, plural, given));
}

}  // namespace

bool bind_constructor(Thread& thread, std::string_view function,
                      std::span<const std::string_view> parameters, std::size_t required,
                      std::size_t positional, Arguments arguments, Value* out) {
  const std::size_t total = arguments.positional_count + arguments.keyword_count();
  if (arguments.positional_count > positional || total > parameters.size()) {
    return too_many(thread, function, positional, required, positional < parameters.size(), total);
  }
  std::copy_n(arguments.values, arguments.positional_count, out);
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const auto found = std::find(parameters.begin(), parameters.end(), name);
    if (found == parameters.end()) {
      return fail(
          thread.type_error("'{}' is an invalid keyword argument for {}()", name, function));
    }
    const auto at = static_cast<std::size_t>(found - parameters.begin());
    if (!out[at].is_undefined()) {
      return fail(thread.type_error("argument for {}() given by name ('{}') and position ({})",
                                    function, name, at + 1));
    }
    out[at] = arguments[arguments.positional_count + i];
  }
  for (std::size_t i = 0; i < required; ++i) {
    if (out[i].is_undefined()) {
      return fail(thread.type_error("{}() missing required argument '{}' (pos {})", function,
                                    parameters[i], i + 1));
    }
  }
  return true;
}

bool add_type(Thread& thread, Module& module, Type* type) {
  return dict_set(thread, module.dict, type->name, Value(type));
}

}  // namespace gilsim::vm
