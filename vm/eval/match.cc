// SPDX-License-Identifier: MIT
//
// What the patterns of `match` ask of a value.
#include "vm/eval/eval_support.h"
#include "vm/eval/instructions.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

bool matches_mapping(const Thread& thread, Value subject) {
  const Type* type = type_of(thread, subject);
  return type->layout == Layout::dict || type == thread.types().mapping_proxy;
}

bool matches_sequence(const Thread& thread, Value subject) {
  const Type* type = type_of(thread, subject);
  return type->layout == Layout::list || type->layout == Layout::tuple ||
         type->layout == Layout::range;
}

bool match_keys(Thread& thread, Value*& sp) {
  // [subject, keys]: pushes the values, or None if a key is missing.
  const Value subject = sp[-2];
  const Tuple* keys = cast<Tuple>(sp[-1]);
  std::vector<Ref> held;
  std::vector<Value> values;
  for (const Value key : keys->view()) {
    Ref value;
    if (is_exact_dict(subject)) {
      value = dict_get(thread, cast<Dict>(subject), key);
    } else {
      const Value arguments[] = {key, Value::ellipsis()};
      value = call_method(thread, subject, "get", arguments);
      if (value.get().is_ellipsis()) value = Ref::undefined();
    }
    if (value.is_error()) return false;
    if (value.is_undefined()) {
      *sp++ = Value::none();
      return true;
    }
    values.push_back(value.get());
    held.push_back(std::move(value));
  }
  Ref tuple = make_tuple(thread, std::span<const Value>(values));
  if (tuple.is_error()) return false;
  *sp++ = tuple.release();
  return true;
}

namespace {

/// Types whose single positional pattern is the subject itself.
bool matches_itself(const Type* type, const BuiltinTypes& types) {
  for (const Type* own :
       {types.boolean, types.bytearray, types.bytes, types.dict, types.floating, types.frozenset,
        types.integer, types.list, types.set, types.str, types.tuple}) {
    if (type->is_subtype_of(own)) return true;
  }
  return false;
}

/// Collects what class patterns ask for. Result of each step: yes, no match, or error.
class ClassMatch {
 public:
  ClassMatch(Thread& thread, Value subject, Type* cls)
      : thread_(thread), subject_(subject), cls_(cls) {}

  Truth take_positional(std::int64_t count) {
    if (count == 0) return Truth::yes;
    const Ref match_args =
        get_attribute_or_undefined(thread_, Value(cls_), thread_.names().match_args_);
    if (match_args.is_error()) return Truth::error;
    if (match_args.is_undefined() && matches_itself(cls_, thread_.types())) {
      if (count > 1) return too_many(1, count);
      return keep(Ref::share(subject_));
    }
    if (!match_args.is_undefined() && !is_exact_tuple(match_args)) {
      thread_
          .type_error("{}.__match_args__ must be a tuple (got {})", type_name(cls_),
                      type_name(thread_, match_args))
          .reset();
      return Truth::error;
    }
    const std::int64_t allowed = match_args.is_undefined() ? 0 : match_args.as<Tuple>()->length;
    if (count > allowed) return too_many(allowed, count);
    for (std::int64_t i = 0; i < count; ++i) {
      const Value name = (*match_args.as<Tuple>())[i];
      if (!is_str(name)) {
        thread_
            .type_error("__match_args__ elements must be strings (got {})",
                        type_name(thread_, name))
            .reset();
        return Truth::error;
      }
      const Truth found = take_attribute(cast<Str>(name));
      if (found != Truth::yes) return found;
    }
    return Truth::yes;
  }

  Truth take_attribute(Str* name) {
    for (const Str* seen : names_) {
      if (!equal_text(seen, name)) continue;
      thread_
          .type_error("{}() got multiple sub-patterns for attribute '{}'", type_name(cls_),
                      to_utf8(name))
          .reset();
      return Truth::error;
    }
    names_.push_back(name);
    Ref value = get_attribute_or_undefined(thread_, subject_, thread_.instance.intern(name));
    if (value.is_error()) return Truth::error;
    return value.is_undefined() ? Truth::no : keep(std::move(value));
  }

  Ref result() { return make_tuple(thread_, std::span<const Value>(values_)); }

 private:
  Truth keep(Ref value) {
    values_.push_back(value.get());
    held_.push_back(std::move(value));
    return Truth::yes;
  }
  Truth too_many(std::int64_t allowed, std::int64_t given) {
    thread_
        .type_error("{}() accepts {} positional sub-pattern{} ({} given)", type_name(cls_), allowed,
                    allowed == 1 ? "" : "s", given)
        .reset();
    return Truth::error;
  }

  Thread& thread_;
  Value subject_;
  Type* cls_;
  std::vector<Ref> held_;
  std::vector<Value> values_;
  std::vector<const Str*> names_;
};

Truth match_class_parts(Thread& thread, Value subject, Value cls, const Tuple* keywords,
                        std::int64_t positional, Ref& attributes) {
  if (!has_layout(cls, Layout::type)) {
    thread.type_error("called match pattern must be a class").reset();
    return Truth::error;
  }
  const Truth is_one = is_instance(thread, subject, cls);
  if (is_one != Truth::yes) return is_one;
  ClassMatch match(thread, subject, cast<Type>(cls));
  Truth found = match.take_positional(positional);
  for (const Value name : keywords->view()) {
    if (found == Truth::yes) found = match.take_attribute(cast<Str>(name));
  }
  if (found == Truth::yes) attributes = match.result();
  return attributes.is_error() ? Truth::error : found;
}

}  // namespace

bool match_class(Thread& thread, std::int32_t count, Value*& sp) {
  // [subject, class, keyword names] becomes the attributes as a tuple, or None.
  Ref attributes;
  const Truth found =
      match_class_parts(thread, sp[-3], sp[-2], cast<Tuple>(sp[-1]), count, attributes);
  if (found == Truth::error) return false;
  drop_values(sp - 3, sp);
  sp -= 3;
  *sp++ = found == Truth::yes ? attributes.release() : Value::none();
  return true;
}

}  // namespace gilsim::vm
