// SPDX-License-Identifier: MIT
//
// Building, unpacking, formatting, `raise` and `with`.
#include "vm/eval/instructions.h"

#include "vm/bytecode/opcodes.h"
#include "vm/eval/eval_support.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

namespace {

/// Replaces the topmost `count` values by `result`. Error: leaves them.
bool replace(Value*& sp, std::int64_t count, Ref result) {
  if (result.is_error()) return false;
  Value* bottom = sp - count;
  drop_values(bottom, sp);
  sp = bottom;
  *sp++ = result.release();
  return true;
}

/// Pops the top after it was used; passes `done` on.
bool pop_if(bool done, Value*& sp) {
  if (done) decref(*--sp);
  return done;
}

std::span<const Value> topmost(const Value* sp, std::int32_t count) {
  return {sp - count, static_cast<std::size_t>(count)};
}

}  // namespace

bool append_to_string(Thread& thread, Frame* frame, Value*& sp) {
  if (!is_str(sp[-1])) {
    return replace(sp, 2, in_place_operation(thread, BinaryOp::add, sp[-2], sp[-1]));
  }
  // If the next instruction stores into the local that holds the left side, that reference is
  // given up early: nobody can see it in between.
  const Instruction& next = frame->code->at(frame->instruction + 1);
  if (next.opcode == static_cast<std::uint16_t>(Opcode::STORE_FAST)) {
    Value& local = frame->slots()[next.argument];
    if (local == sp[-2]) decref(std::exchange(local, Value::undefined()));
  }
  Ref right = Ref::adopt(*--sp);
  Ref left = Ref::adopt(*--sp);
  Ref sum = append_in_place(thread, std::move(left), right.as<Str>());
  if (sum.is_error()) return false;
  *sp++ = sum.release();
  return true;
}

bool unpack_sequence(Thread& thread, std::int32_t count, Value*& sp) {
  const Value sequence = sp[-1];
  std::span<const Value> items;
  if (is_exact_tuple(sequence)) items = cast<Tuple>(sequence)->view();
  if (is_exact_list(sequence)) items = cast<List>(sequence)->view();
  const auto wanted = static_cast<std::size_t>(count);
  if (items.data() != nullptr && items.size() == wanted) {
    --sp;
    for (std::size_t i = wanted; i-- > 0;) {
      incref(items[i]);
      *sp++ = items[i];
    }
    decref(sequence);
    return true;
  }
  if (is_exact_tuple(sequence) || is_exact_list(sequence)) {
    if (items.size() > wanted) {
      thread.value_error("too many values to unpack (expected {})", count).reset();
    } else {
      thread.value_error("not enough values to unpack (expected {}, got {})", count, items.size())
          .reset();
    }
    return false;
  }
  Ref iterator = get_iterator(thread, sequence);
  if (iterator.is_error()) {
    if (thread.exception_matches(thread.types().TypeError) &&
        type_of(thread, sequence)->slots.iter == nullptr &&
        type_of(thread, sequence)->slots.get_item == nullptr) {
      thread.clear_exception();
      thread.type_error("cannot unpack non-iterable {} object", type_name(thread, sequence))
          .reset();
    }
    return false;
  }
  std::vector<Ref> values;
  for (std::size_t i = 0; i < wanted; ++i) {
    Ref item = next(thread, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) {
      thread.value_error("not enough values to unpack (expected {}, got {})", count, i).reset();
      return false;
    }
    values.push_back(std::move(item));
  }
  Ref extra = next(thread, iterator);
  if (extra.is_error()) return false;
  if (!extra.is_undefined()) {
    thread.value_error("too many values to unpack (expected {})", count).reset();
    return false;
  }
  decref(*--sp);
  for (std::size_t i = wanted; i-- > 0;) *sp++ = values[i].release();
  return true;
}

bool unpack_with_star(Thread& thread, std::int32_t before, std::int32_t after, Value*& sp) {
  std::vector<Ref> values;
  if (!collect(thread, sp[-1], values)) {
    if (thread.exception_matches(thread.types().TypeError) &&
        type_of(thread, sp[-1])->slots.iter == nullptr &&
        type_of(thread, sp[-1])->slots.get_item == nullptr) {
      thread.clear_exception();
      thread.type_error("cannot unpack non-iterable {} object", type_name(thread, sp[-1])).reset();
    }
    return false;
  }
  const std::size_t fixed = static_cast<std::size_t>(before) + static_cast<std::size_t>(after);
  if (values.size() < fixed) {
    thread
        .value_error("not enough values to unpack (expected at least {}, got {})", fixed,
                     values.size())
        .reset();
    return false;
  }
  const std::size_t star_end = values.size() - static_cast<std::size_t>(after);
  std::vector<Value> middle;
  for (std::size_t i = static_cast<std::size_t>(before); i < star_end; ++i) {
    middle.push_back(values[i].get());
  }
  Ref rest = make_list(thread, std::span<const Value>(middle));
  if (rest.is_error()) return false;
  decref(*--sp);
  for (std::size_t i = values.size(); i-- > star_end;) *sp++ = values[i].release();
  *sp++ = rest.release();
  for (std::size_t i = static_cast<std::size_t>(before); i-- > 0;) *sp++ = values[i].release();
  return true;
}

bool build_tuple(Thread& thread, std::int32_t count, Value*& sp) {
  Ref tuple = make_tuple_stealing(thread, sp - count, count);
  if (tuple.is_error()) return false;
  sp -= count;
  *sp++ = tuple.release();
  return true;
}

bool build_list(Thread& thread, std::int32_t count, Value*& sp) {
  Ref list = make_list_stealing(thread, sp - count, count);
  if (list.is_error()) return false;
  sp -= count;
  *sp++ = list.release();
  return true;
}

bool build_set(Thread& thread, std::int32_t count, Value*& sp) {
  Ref set = make_set(thread, thread.types().set);
  if (set.is_error()) return false;
  for (const Value item : topmost(sp, count)) {
    if (!set_add(thread, set.as<Set>(), item)) return false;
  }
  return replace(sp, count, std::move(set));
}

bool build_map(Thread& thread, std::int32_t count, Value*& sp) {
  Ref dict = make_dict(thread);
  if (dict.is_error()) return false;
  thread.charge(thread.work_costs().object_ps);
  const Value* pairs = sp - 2 * std::int64_t{count};
  for (std::int32_t i = 0; i < count; ++i) {
    if (!dict_set(thread, dict.as<Dict>(), pairs[2 * i], pairs[2 * i + 1])) return false;
  }
  return replace(sp, 2 * std::int64_t{count}, std::move(dict));
}

bool build_const_key_map(Thread& thread, std::int32_t count, Value*& sp) {
  Ref dict = make_dict(thread);
  if (dict.is_error()) return false;
  thread.charge(thread.work_costs().object_ps);
  const Tuple* keys = cast<Tuple>(sp[-1]);
  const Value* values = sp - 1 - count;
  for (std::int32_t i = 0; i < count; ++i) {
    if (!dict_set(thread, dict.as<Dict>(), (*keys)[i], values[i])) return false;
  }
  return replace(sp, count + std::int64_t{1}, std::move(dict));
}

bool build_string(Thread& thread, std::int32_t count, Value*& sp) {
  StrBuilder builder;
  for (const Value piece : topmost(sp, count)) builder.append(cast<Str>(piece));
  return replace(sp, count, builder.finish(thread));
}

bool build_slice(Thread& thread, std::int32_t count, Value*& sp) {
  const Value step = count == 3 ? sp[-1] : Value::none();
  return replace(sp, count, make_slice(thread, sp[-count], sp[1 - count], step));
}

bool format_value(Thread& thread, std::int32_t flags, Value*& sp) {
  const bool has_specification = (flags & kFormatHasSpecification) != 0;
  const std::int64_t count = has_specification ? 2 : 1;
  Str* specification = has_specification ? cast<Str>(sp[-1]) : thread.names().empty_;
  Ref value = Ref::share(sp[-count]);
  switch (flags & kFormatConversionMask) {
    case 1:
      value = to_str(thread, value);
      break;
    case 2:
      value = repr(thread, value);
      break;
    case 3:
      value = ascii_repr(thread, value);
      break;
    default:
      break;
  }
  if (value.is_error()) return false;
  if (is_exact_str(value) && specification->length == 0)
    return replace(sp, count, std::move(value));
  return replace(sp, count, format(thread, value, specification));
}

bool add_to_set(Thread& thread, std::int32_t depth, Value*& sp) {
  return pop_if(set_add(thread, cast<Set>(sp[-1 - depth]), sp[-1]), sp);
}

bool add_to_map(Thread& thread, std::int32_t depth, Value*& sp) {
  if (!dict_set(thread, cast<Dict>(sp[-2 - depth]), sp[-2], sp[-1])) return false;
  decref(*--sp);
  decref(*--sp);
  return true;
}

bool extend_list(Thread& thread, std::int32_t depth, Value*& sp) {
  if (list_extend(thread, cast<List>(sp[-1 - depth]), sp[-1])) return pop_if(true, sp);
  const Type* type = type_of(thread, sp[-1]);
  if (thread.exception_matches(thread.types().TypeError) && type->slots.iter == nullptr &&
      type->slots.get_item == nullptr) {
    thread.clear_exception();
    thread.type_error("Value after * must be an iterable, not {}", type_name(thread, sp[-1]))
        .reset();
  }
  return false;
}

bool update_set(Thread& thread, std::int32_t depth, Value*& sp) {
  return pop_if(set_update(thread, cast<Set>(sp[-1 - depth]), sp[-1]), sp);
}

bool update_dict(Thread& thread, std::int32_t depth, Value*& sp) {
  if (!is_dict(sp[-1])) {
    Ref keys = get_attribute_or_undefined(thread, sp[-1], thread.names().keys_);
    if (keys.is_error()) return false;
    if (keys.is_undefined()) {
      thread.type_error("'{}' object is not a mapping", type_name(thread, sp[-1])).reset();
      return false;
    }
  }
  return pop_if(dict_update(thread, cast<Dict>(sp[-1 - depth]), sp[-1]), sp);
}

bool merge_keywords(Thread& thread, std::int32_t depth, Value*& sp) {
  // [callable, positional, dict ..., mapping]: `f(**a, **b)`.
  const Value callable = sp[-3 - depth];
  auto* merged = cast<Dict>(sp[-1 - depth]);
  Ref given = Ref::share(sp[-1]);
  if (!is_dict(given)) {
    const Ref keys = get_attribute_or_undefined(thread, given, thread.names().keys_);
    if (keys.is_error()) return false;
    if (keys.is_undefined()) {
      thread
          .type_error("{} argument after ** must be a mapping, not {}",
                      callable_name(thread, callable), type_name(thread, given))
          .reset();
      return false;
    }
    const Ref copy = make_dict(thread);
    if (copy.is_error() || !dict_update(thread, copy.as<Dict>(), given)) return false;
    given = copy.share();
  }
  Value key;
  Value value;
  for (std::int64_t at = 0; dict_next(given.as<Dict>(), at, key, value);) {
    const Truth twice = dict_contains(thread, merged, key);
    if (twice == Truth::error) return false;
    if (twice == Truth::yes) {
      std::string name;
      if (!str_utf8(thread, key, name)) return false;
      thread
          .type_error("{} got multiple values for keyword argument '{}'",
                      callable_name(thread, callable), name)
          .reset();
      return false;
    }
    if (!dict_set(thread, merged, key, value)) return false;
  }
  return pop_if(true, sp);
}

bool load_method(Thread& thread, Str* name, Value*& sp) {
  const Value owner = sp[-1];
  Type* type = type_of(thread, owner);
  if (type->slots.get_attribute == thread.types().object->slots.get_attribute) {
    const Value found = lookup_in_type(thread, type, name);
    if (takes_self_first(thread, found)) {
      Dict** slot = owner.is_object() ? dict_slot_of(owner.as_object()) : nullptr;
      if (slot == nullptr || *slot == nullptr || dict_find(*slot, name) < 0) {
        incref(found);
        sp[-1] = found;
        *sp++ = owner;
        return true;
      }
    }
  }
  Ref attribute = get_attribute(thread, owner, name);
  if (attribute.is_error()) return false;
  sp[-1] = Value::undefined();
  *sp++ = attribute.release();
  decref(owner);
  return true;
}

bool make_function_from_stack(Thread& thread, Frame* frame, std::int32_t flags, Value*& sp) {
  Ref function = make_function(thread, cast<Code>(sp[-1]), frame->globals);
  if (function.is_error()) return false;
  thread.charge(thread.work_costs().object_ps);
  auto* made = function.as<Function>();
  --sp;  // the code is immortal
  if ((flags & kFunctionClosure) != 0) made->closure = *--sp;
  if ((flags & kFunctionAnnotations) != 0) made->annotations = *--sp;
  if ((flags & kFunctionKeywordDefaults) != 0) made->keyword_defaults = *--sp;
  if ((flags & kFunctionDefaults) != 0) made->defaults = *--sp;
  *sp++ = function.release();
  return true;
}

// --- exceptions and `with` ---

namespace {

/// The exception that `raise value` means: an instance, or a class that is called.
Ref exception_of(Thread& thread, Value value, const char* message) {
  if (is_exception(value)) return Ref::share(value);
  if (!is_exception_class(value)) return thread.type_error("{}", message);
  Ref made = call(thread, value);
  if (made.is_error() || is_exception(made)) return made;
  return thread.type_error("calling {} should have returned an instance of BaseException, not {}",
                           type_name(cast<Type>(value)), type_name(thread, made));
}

}  // namespace

bool raise_from_stack(Thread& thread, std::int32_t count, Value*& sp) {
  if (count == 0) {
    const HandledException* link = thread.handled;
    while (link != nullptr && link->exception.is_undefined()) link = link->previous;
    if (link == nullptr) {
      thread.raise(thread.types().RuntimeError, "No active exception to reraise").reset();
      return false;
    }
    thread.restore_exception(Ref::share(link->exception));
    return true;
  }
  Ref cause;
  if (count == 2) cause = Ref::adopt(*--sp);
  Ref value = Ref::adopt(*--sp);
  Ref exception = exception_of(thread, value, "exceptions must derive from BaseException");
  if (exception.is_error()) return false;
  if (count == 2) {
    auto* raised = exception.as<Exception>();
    if (cause.is_none()) {
      cause.reset();
    } else {
      cause = exception_of(thread, cause, "exception causes must derive from BaseException");
      if (cause.is_error()) return false;
    }
    decref(std::exchange(raised->cause, cause.release()));
    raised->suppress_context = true;
  }
  thread.raise(std::move(exception)).reset();
  return false;
}

Truth exception_matches(Thread& thread, Value exception, Value class_or_tuple) {
  const auto is_class = [](Value value) { return is_exception_class(value); };
  bool valid = is_class(class_or_tuple);
  if (is_tuple(class_or_tuple)) {
    valid = true;
    for (const Value item : cast<Tuple>(class_or_tuple)->view()) valid = valid && is_class(item);
  }
  if (!valid) {
    thread.type_error("catching classes that do not inherit from BaseException is not allowed")
        .reset();
    return Truth::error;
  }
  const Type* raised = exception.as_object()->type;
  if (!is_tuple(class_or_tuple)) return truth_of(raised->is_subtype_of(cast<Type>(class_or_tuple)));
  for (const Value item : cast<Tuple>(class_or_tuple)->view()) {
    if (raised->is_subtype_of(cast<Type>(item))) return Truth::yes;
  }
  return Truth::no;
}

bool before_with(Thread& thread, Value*& sp) {
  const Value manager = sp[-1];
  Ref enter = lookup_special(thread, manager, thread.names().enter_);
  if (enter.is_error()) return false;
  if (enter.is_undefined()) {
    thread
        .type_error("'{}' object does not support the context manager protocol",
                    type_name(thread, manager))
        .reset();
    return false;
  }
  Ref exit = lookup_special(thread, manager, thread.names().exit_);
  if (exit.is_error()) return false;
  if (exit.is_undefined()) {
    thread
        .type_error(
            "'{}' object does not support the context manager protocol (missed __exit__ "
            "method)",
            type_name(thread, manager))
        .reset();
    return false;
  }
  Ref entered = call(thread, enter);
  if (entered.is_error()) return false;
  sp[-1] = exit.release();
  *sp++ = entered.release();
  decref(manager);
  return true;
}

bool with_except_start(Thread& thread, Value*& sp) {
  // [exit, last instruction, previous exception, exception]
  const Value exception = sp[-1];
  const auto* raised = cast<Exception>(exception);
  const Value traceback = raised->traceback.is_undefined() ? Value::none() : raised->traceback;
  const Value arguments[] = {Value(raised->type), exception, traceback};
  Ref answer = call(thread, sp[-4], arguments);
  if (answer.is_error()) return false;
  *sp++ = answer.release();
  return true;
}

}  // namespace gilsim::vm
