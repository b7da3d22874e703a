// SPDX-License-Identifier: MIT
//
// Type code: what Python sees of code objects.
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/native_function.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <vector>

namespace gilsim::vm {

namespace {

const Code* code_of(Arguments arguments) { return cast<Code>(arguments[0]); }

template <std::uint32_t Code::*member>
Ref number(Thread& thread, Arguments arguments) {
  return make_int(thread, code_of(arguments)->*member);
}

template <Str* Code::*member>
Ref text(Thread&, Arguments arguments) {
  return Ref::share(code_of(arguments)->*member);
}

Ref first_line(Thread& thread, Arguments arguments) {
  return make_int(thread, code_of(arguments)->first_line);
}

Ref constants(Thread&, Arguments arguments) { return Ref::share(code_of(arguments)->constants); }

Ref names(Thread& thread, Arguments arguments) {
  const auto& all = *code_of(arguments)->names;
  const std::vector<Value> values(all.begin(), all.end());
  return make_tuple(thread, std::span<const Value>(values));
}

/// The names of the variables whose kind passes the test.
template <typename Test>
Ref variables(Thread& thread, const Code* code, Test&& test) {
  std::vector<Value> values;
  for (std::size_t i = 0; i < code->local_names->size(); ++i) {
    if (test((*code->local_kinds)[i])) values.push_back((*code->local_names)[i]);
  }
  return make_tuple(thread, std::span<const Value>(values));
}

Ref variable_names(Thread& thread, Arguments arguments) {
  return variables(thread, code_of(arguments), [](LocalKind kind) {
    return kind == LocalKind::local || kind == LocalKind::local_and_cell;
  });
}

Ref cell_names(Thread& thread, Arguments arguments) {
  return variables(thread, code_of(arguments), [](LocalKind kind) {
    return kind == LocalKind::cell || kind == LocalKind::local_and_cell;
  });
}

Ref free_names(Thread& thread, Arguments arguments) {
  return variables(thread, code_of(arguments),
                   [](LocalKind kind) { return kind == LocalKind::free; });
}

Ref code_repr(Thread& thread, Value self) {
  const Code* code = cast<Code>(self);
  return make_str(thread, fmt::format("<code object {} at 0x{:x}, file \"{}\", line {}>",
                                      to_utf8(code->name), thread.interpreter.identity_of(self),
                                      to_utf8(code->file_name), code->first_line));
}

constexpr NativeDefinition kCodeAttributes[] = {
    {"co_name", text<&Code::name>, nullptr, kNativeGetter, refuse_write},
    {"co_qualname", text<&Code::qualified_name>, nullptr, kNativeGetter, refuse_write},
    {"co_filename", text<&Code::file_name>, nullptr, kNativeGetter, refuse_write},
    {"co_firstlineno", first_line, nullptr, kNativeGetter, refuse_write},
    {"co_argcount", number<&Code::argument_count>, nullptr, kNativeGetter, refuse_write},
    {"co_posonlyargcount", number<&Code::positional_only_count>, nullptr, kNativeGetter,
     refuse_write},
    {"co_kwonlyargcount", number<&Code::keyword_only_count>, nullptr, kNativeGetter, refuse_write},
    {"co_nlocals", number<&Code::variable_count>, nullptr, kNativeGetter, refuse_write},
    {"co_stacksize", number<&Code::stack_size>, nullptr, kNativeGetter, refuse_write},
    {"co_flags", number<&Code::flags>, nullptr, kNativeGetter, refuse_write},
    {"co_consts", constants, nullptr, kNativeGetter, refuse_write},
    {"co_names", names, nullptr, kNativeGetter, refuse_write},
    {"co_varnames", variable_names, nullptr, kNativeGetter, refuse_write},
    {"co_cellvars", cell_names, nullptr, kNativeGetter, refuse_write},
    {"co_freevars", free_names, nullptr, kNativeGetter, refuse_write},
};

}  // namespace

void initialise_code_type(Instance& instance) {
  Type* type = instance.types.code;
  type->slots.repr = code_repr;
  add_methods(instance, type, kCodeAttributes);
}

}  // namespace gilsim::vm
