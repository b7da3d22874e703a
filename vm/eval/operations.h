// SPDX-License-Identifier: MIT
//
// The abstract operations: what Python's syntax does to any values. All may run Python code, switch
// threads and fail (Ref::error(), Truth::error, false: an exception is pending or the thread is
// cancelled).
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gilsim::vm {

// Attributes.
Ref get_attribute(Thread&, Value object, Str* name);
Ref get_attribute(Thread&, Value object, std::string_view name);
/// Undefined instead of AttributeError.
Ref get_attribute_or_undefined(Thread&, Value object, Str* name);
/// `value` Undefined deletes.
bool set_attribute(Thread&, Value object, Str* name, Value value);
/// object.__getattribute__ and object.__setattr__.
Ref generic_get_attribute(Thread&, Value object, Str* name);
bool generic_set_attribute(Thread&, Value object, Str* name, Value value);
/// A special method looked up on the type and bound; Undefined: there is none.
Ref lookup_special(Thread&, Value object, Str* name);

// Calls.
Ref call(Thread&, Value callable, Arguments);
Ref call(Thread&, Value callable, std::span<const Value> positional = {});
Ref call_method(Thread&, Value object, Str* name, std::span<const Value> arguments = {});
Ref call_method(Thread&, Value object, std::string_view name,
                std::span<const Value> arguments = {});
bool is_callable(Value value);
/// The callable as messages about its arguments name it ("__main__.f()").
std::string callable_name(Thread&, Value callable);

// Operators.
Ref binary_operation(Thread&, BinaryOp, Value left, Value right);
Ref in_place_operation(Thread&, BinaryOp, Value left, Value right);
Ref negative(Thread&, Value);
Ref positive(Thread&, Value);
Ref invert(Thread&, Value);
Ref compare(Thread&, Value left, Value right, CompareOp);
Truth compare_truth(Thread&, Value left, Value right, CompareOp);
/// `left is right or left == right`, as containers compare.
Truth equals(Thread&, Value left, Value right);
Truth is_true(Thread&, Value);
bool hash(Thread&, Value, std::int64_t& out);

// Conversions. repr and str return str objects.
Ref repr(Thread&, Value);
Ref to_str(Thread&, Value);
/// repr with everything outside ASCII escaped.
Ref ascii_repr(Thread&, Value);
/// UTF-8 of repr/str; false on error.
bool repr_utf8(Thread&, Value, std::string& out);
bool str_utf8(Thread&, Value, std::string& out);
/// format(value, specification).
Ref format(Thread&, Value value, Str* specification);
/// `template % arguments` and template.format(...).
Ref percent_format(Thread&, Str* format_text, Value arguments);

// Containers.
Ref get_iterator(Thread&, Value iterable);
/// Undefined at the end.
Ref next(Thread&, Value iterator);
bool length(Thread&, Value, std::int64_t& out);
/// len() if it has one, else __length_hint__, else `fallback`.
bool length_hint(Thread&, Value, std::int64_t fallback, std::int64_t& out);
Ref get_item(Thread&, Value container, Value key);
/// `value` Undefined deletes.
bool set_item(Thread&, Value container, Value key, Value value);
Truth contains(Thread&, Value container, Value item);
/// All items of an iterable, owned.
bool collect(Thread&, Value iterable, std::vector<Ref>& out);

// Types.
Truth is_instance(Thread&, Value object, Value class_or_tuple);
Truth is_subclass(Thread&, Value cls, Value class_or_tuple);
/// The class's name as error messages show it.
std::string type_name(const Thread&, Value value);
std::string_view type_name(const Type* type);

}  // namespace gilsim::vm
