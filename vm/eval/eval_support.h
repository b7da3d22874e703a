// SPDX-License-Identifier: MIT
//
// What the eval loop needs inline: arithmetic on small integers, the tests of quickened attribute
// look-ups, and the state of exact mode.
#pragma once

#include "vm/bytecode/opcodes.h"
#include "vm/core/frame.h"
#include "vm/core/thread.h"
#include "vm/eval/quicken.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace gilsim::vm {

// --- small integers ---

inline bool both_small_ints(Value left, Value right) {
  return (left.bits() & right.bits() & 1) != 0;
}
/// True and sets `sum` if both are small and the sum is.
inline bool add_small_ints(Value left, Value right, Value& sum) {
  if (!both_small_ints(left, right)) return false;
  std::int64_t bits;
  if (__builtin_add_overflow(static_cast<std::int64_t>(left.bits()),
                             static_cast<std::int64_t>(right.bits() - 1), &bits)) {
    return false;
  }
  sum = Value::from_bits(static_cast<std::uint64_t>(bits));
  return true;
}
inline bool subtract_small_ints(Value left, Value right, Value& difference) {
  if (!both_small_ints(left, right)) return false;
  std::int64_t bits;
  if (__builtin_sub_overflow(static_cast<std::int64_t>(left.bits()),
                             static_cast<std::int64_t>(right.bits() - 1), &bits)) {
    return false;
  }
  difference = Value::from_bits(static_cast<std::uint64_t>(bits));
  return true;
}
inline bool multiply_small_ints(Value left, Value right, Value& product) {
  if (!both_small_ints(left, right)) return false;
  std::int64_t bits;  // of 2 * the product
  if (__builtin_mul_overflow(static_cast<std::int64_t>(left.bits() - 1), right.as_small_int(),
                             &bits)) {
    return false;
  }
  product = Value::from_bits(static_cast<std::uint64_t>(bits) | 1);
  return true;
}
/// Python's % on small integers: the result has the divisor's sign. False: not small, or by zero.
inline bool remainder_of_small_ints(Value left, Value right, Value& remainder) {
  if (!both_small_ints(left, right) || right == Value::small_int(0)) return false;
  const std::int64_t divisor = right.as_small_int();
  std::int64_t rest = left.as_small_int() % divisor;
  if (rest != 0 && (rest ^ divisor) < 0) rest += divisor;
  remainder = Value::small_int(rest);
  return true;
}
/// Python's // on small integers: rounded down.
inline bool floor_divide_small_ints(Value left, Value right, Value& quotient) {
  if (!both_small_ints(left, right) || right == Value::small_int(0)) return false;
  const std::int64_t dividend = left.as_small_int();
  const std::int64_t divisor = right.as_small_int();
  const std::int64_t towards_zero = dividend / divisor;
  const bool is_above = dividend % divisor != 0 && (dividend ^ divisor) < 0;
  const std::int64_t rounded_down = towards_zero - (is_above ? 1 : 0);
  if (!Value::fits_small_int(rounded_down)) return false;
  quotient = Value::small_int(rounded_down);
  return true;
}
/// Without a branch, as the eval loop knows the operation only when it runs.
inline bool compare_small_ints(Value left, Value right, CompareOp operation) {
  // For each operation three bits: whether it holds if the left side is less, equal, greater.
  constexpr std::uint32_t kHolds = 0b110'100'101'010'011'001;
  // The tag is the same on both sides, so the words compare as the numbers do.
  const auto a = static_cast<std::int64_t>(left.bits());
  const auto b = static_cast<std::int64_t>(right.bits());
  const int order = 1 + static_cast<int>(a > b) - static_cast<int>(a < b);
  return (kHolds >> (3 * static_cast<int>(operation) + order) & 1) != 0;
}

inline bool is_equality(CompareOp operation) {
  return operation == CompareOp::equal || operation == CompareOp::not_equal;
}
inline bool is_boolean_jump(Opcode opcode) {
  return opcode == Opcode::POP_JUMP_FORWARD_IF_FALSE ||
         opcode == Opcode::POP_JUMP_FORWARD_IF_TRUE ||
         opcode == Opcode::POP_JUMP_BACKWARD_IF_FALSE ||
         opcode == Opcode::POP_JUMP_BACKWARD_IF_TRUE;
}
inline bool jumps_if_true(Opcode opcode) {
  return opcode == Opcode::POP_JUMP_FORWARD_IF_TRUE || opcode == Opcode::POP_JUMP_BACKWARD_IF_TRUE;
}

inline Str* name_at(const Frame* frame, std::int32_t index) {
  return (*frame->code->names)[static_cast<std::size_t>(index)];
}

/// True if so many positional arguments, with the function's defaults, are all that it asks for.
inline bool takes_plainly(const Function* function, std::uint32_t count) {
  const std::uint32_t parameters = function->code->plain_argument_count;
  if (count == parameters) return true;
  return count < parameters && parameters != kBindsMore && is_tuple(function->defaults) &&
         cast<Tuple>(function->defaults)->length >= parameters - count;
}

/// Drops the values in [from, to), last first.
inline void drop_values(Value* from, Value* to) {
  while (to != from) decref(*--to);
}

/// What a frame that ends holds below `stack_top`: its stack from the top (something is left after
/// an error only), then, as in CPython, its variables in their order. `slots()`: nothing is left.
inline void drop_frame_values(Frame* frame, Value* stack_top) {
  Value* const variables_end = frame->stack_base();
  if (stack_top > variables_end) drop_values(variables_end, stack_top);
  Value* const end = stack_top < variables_end ? stack_top : variables_end;
  for (Value* slot = frame->slots(); slot != end; ++slot) decref(*slot);
}

// --- quickened look-ups ---

enum class GlobalPlace : std::uint8_t { none, module, builtins };
enum class AttributePlace : std::uint8_t { none, instance_dict, module, type };

/// True if a method found in a type is called with the object as its first argument, so that
/// LOAD_METHOD need not bind it. Not so a class method of a built-in type.
inline bool takes_self_first(const Thread& thread, Value method) {
  if (has_layout(method, Layout::function)) return true;
  return method.is_object() && method.as_object()->type == thread.types().method_descriptor &&
         (cast<NativeFunctionObject>(method)->definition->flags & kNativeClass) == 0;
}

/// Finds out where a global is and fills the cache.
GlobalPlace specialise_global(const Frame* frame, std::int32_t name_index, InlineCache& cache);
AttributePlace specialise_attribute(Thread& thread, Value owner, Str* name, InlineCache& cache);
AttributePlace specialise_method(Thread& thread, Value owner, Str* name, InlineCache& cache);
bool specialise_store(Thread& thread, Value owner, Str* name, InlineCache& cache);

/// False if the plain form that stands there is the one for this iterator.
inline bool may_specialise_for_iter(const Thread& thread, Instruction instruction, Value iterator) {
  if (instruction.opcode != static_cast<std::uint16_t>(Opcode::FOR_ITER)) return true;
  if (!iterator.is_object()) return false;
  const Type* type = iterator.as_object()->type;
  return type == thread.types().range_iterator || type == thread.types().list_iterator;
}
/// Chooses the form of a FOR_ITER by its iterator, and that of the jump that ends the loop with it.
void specialise_for_iter(const Thread& thread, QuickCode& quick, std::uint32_t index,
                         Value iterator);

/// Where a cached attribute stands in the instance's dict; nullptr: the cache does not hold.
inline Value* cached_instance_place(Value owner, const Str* name, const InlineCache& cache) {
  if (!owner.is_object()) return nullptr;
  Object* object = owner.as_object();
  if (object->type->version != cache.version) return nullptr;
  Dict* dict =
      *reinterpret_cast<Dict**>(reinterpret_cast<char*>(object) + object->type->dict_offset);
  if (dict == nullptr || static_cast<std::int64_t>(cache.index) >= dict->used) return nullptr;
  DictEntry& entry = dict->entries[cache.index];
  if (!(entry.key == Value(const_cast<Str*>(name)))) return nullptr;
  return &entry.value;
}
inline Value cached_instance_value(Value owner, const Str* name, const InlineCache& cache) {
  const Value* place = cached_instance_place(owner, name, cache);
  return place == nullptr ? Value::undefined() : *place;
}
inline Value cached_module_value(Value owner, const InlineCache& cache) {
  if (!is_module(owner)) return Value::undefined();
  const Dict* dict = cast<Module>(owner)->dict;
  if (dict->keys_version != cache.version) return Value::undefined();
  return dict->entries[cache.index].value;
}
/// The type's method, if the type is the cached one and the instance has no attribute of that name.
/// `second_version` is the keys version of an instance's dict that is known not to have it.
inline Value cached_method(Value owner, Str* name, InlineCache& cache) {
  if (!owner.is_object()) return Value::undefined();
  Object* object = owner.as_object();
  if (object->type->version != cache.version) return Value::undefined();
  if (object->type->dict_offset != 0) {
    Dict* const* dict = dict_slot_of(object);
    if (*dict != nullptr && (*dict)->keys_version != cache.second_version) {
      if (dict_find(*dict, name) >= 0) return Value::undefined();
      cache.second_version = (*dict)->keys_version;
    }
  }
  return cache.value;
}

// --- the budget ---

/// True if one of the two counts is negative: by one test, where asking for each would be two.
inline bool any_negative(TickCounts counts) {
  constexpr std::uint64_t kSigns = std::uint64_t{1} << 63 | std::uint64_t{1} << 31;
  return (std::bit_cast<std::uint64_t>(counts) & kSigns) != 0;
}

// --- exact mode ---

/// What ran last, so that the check point that may follow it can be found.
struct ExactState {
  Opcode previous = Opcode::NOP;
  std::uint32_t index = 0;
  std::int32_t argument = 0;

  void after(const Frame* frame, std::uint32_t executed) {
    const Instruction& instruction = frame->code->at(executed);
    previous = static_cast<Opcode>(instruction.opcode);
    argument = instruction.argument;
    index = executed;
  }
  void after_return(const Frame* frame) {
    previous = Opcode::RETURN_VALUE;
    argument = 0;
    index = frame->instruction;
  }
  void at_entry(std::uint32_t next) {
    previous = Opcode::NOP;
    index = next;
  }
};

/// What exact mode dispatches to where a form stands: the form, if it does the work of one
/// instruction, else the plain opcode.
inline constexpr auto kExactForms = [] {
  std::array<std::uint16_t, kOpcodeCount + kQuickOpcodeCount> forms{};
  for (std::uint16_t i = 0; i < kOpcodeCount; ++i) forms[i] = i;
  const auto set = [&forms](QuickOpcode form, auto exact) {
    forms[static_cast<std::size_t>(form)] = static_cast<std::uint16_t>(exact);
  };
#define QUICK(name, plain, length, text)       \
  if ((length) == 1) {                         \
    set(QuickOpcode::name, QuickOpcode::name); \
  } else {                                     \
    set(QuickOpcode::name, Opcode::plain);     \
  }
#include "vm/eval/quick_opcodes.def"
#undef QUICK
  set(QuickOpcode::FOR_ITER_RANGE_STORE_FAST, QuickOpcode::FOR_ITER_RANGE);
  // It goes on with the FOR_ITER without a dispatch.
  set(QuickOpcode::JUMP_BACKWARD_FOR_RANGE, Opcode::JUMP_BACKWARD);
  return forms;
}();

/// False: exact_safepoint would do nothing.
inline bool is_safepoint_due(const Thread& thread) {
  return thread.attention != 0 || thread.cancelled || thread.budget.picoseconds <= 0 ||
         thread.budget.ticks.plain() <= 0 || thread.budget.ticks.counted() < 0 ||
         thread.instance.check_points == CheckPointFamily::micropython;
}

/// Before plain instruction `next` in exact mode; the budget is exact. Serves attention, a spent
/// budget, and a check point if one is wanted and there is one here; tells the host that the last
/// instruction is over and that `next` begins, if it wants to know. False: an exception is pending
/// or the thread is cancelled.
bool exact_safepoint(Thread& thread, ExactState& exact, std::uint32_t next);

}  // namespace gilsim::vm
