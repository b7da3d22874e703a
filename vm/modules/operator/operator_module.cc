// SPDX-License-Identifier: MIT
//
// Module operator: the operators as functions.
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"

#include <string>

namespace gilsim::vm {

namespace {

template <CompareOp op>
Ref compare_function(Thread& thread, Arguments arguments) {
  return compare(thread, arguments[0], arguments[1], op);
}
template <BinaryOp op>
Ref binary_function(Thread& thread, Arguments arguments) {
  return binary_operation(thread, op, arguments[0], arguments[1]);
}
template <BinaryOp op>
Ref in_place_function(Thread& thread, Arguments arguments) {
  return in_place_operation(thread, op, arguments[0], arguments[1]);
}
template <Ref (*operation)(Thread&, Value)>
Ref unary_function(Thread& thread, Arguments arguments) {
  return operation(thread, arguments[0]);
}

Ref answer(Truth truth) {
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::yes);
}

Ref truth_function(Thread& thread, Arguments arguments) {
  return answer(is_true(thread, arguments[0]));
}
Ref not_function(Thread& thread, Arguments arguments) {
  const Truth truth = is_true(thread, arguments[0]);
  return truth == Truth::error ? Ref::error() : Ref::boolean(truth == Truth::no);
}
Ref is_function(Thread&, Arguments arguments) { return Ref::boolean(arguments[0] == arguments[1]); }
Ref is_not_function(Thread&, Arguments arguments) {
  return Ref::boolean(!(arguments[0] == arguments[1]));
}

Ref abs_function(Thread& thread, Arguments arguments) {
  const UnarySlot slot = type_of(thread, arguments[0])->slots.absolute;
  if (slot != nullptr) return slot(thread, arguments[0]);
  return thread.type_error("bad operand type for abs(): '{}'", type_name(thread, arguments[0]));
}

Ref index_function(Thread& thread, Arguments arguments) {
  return index_as_int(thread, arguments[0]);
}

bool is_sequence(Thread& thread, Value value) {
  return type_of(thread, value)->slots.get_item != nullptr && !is_dict(value);
}

template <bool in_place>
Ref concat_function(Thread& thread, Arguments arguments) {
  if (!is_sequence(thread, arguments[0])) {
    return thread.type_error("'{}' object can't be concatenated", type_name(thread, arguments[0]));
  }
  return in_place ? in_place_operation(thread, BinaryOp::add, arguments[0], arguments[1])
                  : binary_operation(thread, BinaryOp::add, arguments[0], arguments[1]);
}

Ref contains_function(Thread& thread, Arguments arguments) {
  return answer(contains(thread, arguments[0], arguments[1]));
}

Ref count_of(Thread& thread, Arguments arguments) {
  std::int64_t count = 0;
  const bool walked = for_each_item(thread, arguments[0], [&](Value item) {
    const Truth same = equal_items(thread, item, arguments[1]);
    count += same == Truth::yes ? 1 : 0;
    return same != Truth::error;
  });
  return walked ? make_int(thread, count) : Ref::error();
}

Ref index_of(Thread& thread, Arguments arguments) {
  const Ref iterator = get_iterator(thread, arguments[0]);
  if (iterator.is_error()) return Ref::error();
  for (std::int64_t index = 0;; ++index) {
    const Ref item = next(thread, iterator);
    if (item.is_error()) return Ref::error();
    if (item.is_undefined()) {
      return thread.value_error("sequence.index(x): x not in sequence");
    }
    const Truth same = equal_items(thread, item, arguments[1]);
    if (same == Truth::error) return Ref::error();
    if (same == Truth::yes) return make_int(thread, index);
    thread.charge(thread.work_costs().step_ps);
    if (!thread.poll()) return Ref::error();
  }
}

Ref get_item_function(Thread& thread, Arguments arguments) {
  return get_item(thread, arguments[0], arguments[1]);
}
Ref set_item_function(Thread& thread, Arguments arguments) {
  return set_item(thread, arguments[0], arguments[1], arguments[2]) ? Ref::none() : Ref::error();
}
Ref delete_item_function(Thread& thread, Arguments arguments) {
  return set_item(thread, arguments[0], arguments[1], Value()) ? Ref::none() : Ref::error();
}

Ref length_hint_function(Thread& thread, Arguments arguments) {
  std::int64_t fallback = 0;
  std::int64_t hint = 0;
  if (!is_int(arguments[1])) {
    return thread.type_error("'{}' object cannot be interpreted as an integer",
                             type_name(thread, arguments[1]));
  }
  if (!ssize_argument(thread, arguments[1], fallback) ||
      !length_hint(thread, arguments[0], fallback, hint)) {
    return Ref::error();
  }
  return make_int(thread, hint);
}

/// call(obj, /, *args, **kwargs)
Ref call_function(Thread& thread, Arguments arguments) {
  if (arguments.positional_count == 0) {
    return thread.type_error("call expected at least 1 argument, got 0");
  }
  return call(thread, arguments[0], arguments.without_first());
}

constexpr const char* kTwo = "a, b, /";
constexpr const char* kOne = "a, /";

constexpr NativeDefinition kFunctions[] = {
    {"lt", compare_function<CompareOp::less>, kTwo},
    {"le", compare_function<CompareOp::less_equal>, kTwo},
    {"eq", compare_function<CompareOp::equal>, kTwo},
    {"ne", compare_function<CompareOp::not_equal>, kTwo},
    {"ge", compare_function<CompareOp::greater_equal>, kTwo},
    {"gt", compare_function<CompareOp::greater>, kTwo},
    {"not_", not_function, kOne},
    {"truth", truth_function, kOne},
    {"is_", is_function, kTwo},
    {"is_not", is_not_function, kTwo},
    {"abs", abs_function, kOne},
    {"add", binary_function<BinaryOp::add>, kTwo},
    {"and_", binary_function<BinaryOp::bit_and>, kTwo},
    {"floordiv", binary_function<BinaryOp::floor_divide>, kTwo},
    {"index", index_function, kOne},
    {"inv", unary_function<invert>, kOne},
    {"invert", unary_function<invert>, kOne},
    {"lshift", binary_function<BinaryOp::left_shift>, kTwo},
    {"mod", binary_function<BinaryOp::remainder>, kTwo},
    {"mul", binary_function<BinaryOp::multiply>, kTwo},
    {"matmul", binary_function<BinaryOp::matrix_multiply>, kTwo},
    {"neg", unary_function<negative>, kOne},
    {"or_", binary_function<BinaryOp::bit_or>, kTwo},
    {"pos", unary_function<positive>, kOne},
    {"pow", binary_function<BinaryOp::power>, kTwo},
    {"rshift", binary_function<BinaryOp::right_shift>, kTwo},
    {"sub", binary_function<BinaryOp::subtract>, kTwo},
    {"truediv", binary_function<BinaryOp::true_divide>, kTwo},
    {"xor", binary_function<BinaryOp::bit_xor>, kTwo},
    {"concat", concat_function<false>, kTwo},
    {"contains", contains_function, kTwo},
    {"countOf", count_of, kTwo},
    {"delitem", delete_item_function, kTwo},
    {"getitem", get_item_function, kTwo},
    {"indexOf", index_of, kTwo},
    {"setitem", set_item_function, "a, b, c, /"},
    {"length_hint", length_hint_function, "obj, default=0, /"},
    {"call", call_function, nullptr},
    {"iadd", in_place_function<BinaryOp::add>, kTwo},
    {"iand", in_place_function<BinaryOp::bit_and>, kTwo},
    {"ifloordiv", in_place_function<BinaryOp::floor_divide>, kTwo},
    {"ilshift", in_place_function<BinaryOp::left_shift>, kTwo},
    {"imod", in_place_function<BinaryOp::remainder>, kTwo},
    {"imul", in_place_function<BinaryOp::multiply>, kTwo},
    {"imatmul", in_place_function<BinaryOp::matrix_multiply>, kTwo},
    {"ior", in_place_function<BinaryOp::bit_or>, kTwo},
    {"ipow", in_place_function<BinaryOp::power>, kTwo},
    {"irshift", in_place_function<BinaryOp::right_shift>, kTwo},
    {"isub", in_place_function<BinaryOp::subtract>, kTwo},
    {"itruediv", in_place_function<BinaryOp::true_divide>, kTwo},
    {"ixor", in_place_function<BinaryOp::bit_xor>, kTwo},
    {"iconcat", concat_function<true>, kTwo},
};

/// The names that also go by the special method: `__add__` is `add`, `__not__` is `not_`.
constexpr const char* kSpecialNames[] = {
    "lt",      "le",      "eq",        "ne",       "ge",      "gt",      "not_",    "abs",
    "add",     "and_",    "floordiv",  "index",    "inv",     "invert",  "lshift",  "mod",
    "mul",     "matmul",  "neg",       "or_",      "pos",     "pow",     "rshift",  "sub",
    "truediv", "xor",     "concat",    "contains", "delitem", "getitem", "setitem", "call",
    "iadd",    "iand",    "ifloordiv", "ilshift",  "imod",    "imul",    "imatmul", "ior",
    "ipow",    "irshift", "isub",      "itruediv", "ixor",    "iconcat"};

bool initialise_operator(Thread& thread, Module& module) {
  if (!add_functions(thread, module, kFunctions)) return false;
  for (const std::string name : kSpecialNames) {
    const std::string bare = name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
    const Ref function = Ref::share(dict_get(module.dict, thread.instance.intern(name)));
    if (!dict_set(thread, module.dict, thread.instance.intern("__" + bare + "__"), function)) {
      return false;
    }
  }
  const LibraryTypes& types = *thread.instance.library;
  return add_type(thread, module, types.item_getter) &&
         add_type(thread, module, types.attribute_getter) &&
         add_type(thread, module, types.method_caller);
}

}  // namespace

const NativeModuleDefinition kOperatorModule = {"operator", initialise_operator};

}  // namespace gilsim::vm
