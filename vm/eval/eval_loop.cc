// SPDX-License-Identifier: MIT
//
// The eval loop: fetches an instruction, runs it, and keeps the account of what it costs.
//
// How instructions are charged. A *segment* is a straight line of plain instructions up to the next
// unconditional jump, return or raise. `rest[p]` is what the segment costs from p on. When control
// enters at p, rest[p] is paid at once; when it leaves from p before the segment's end, the rest
// behind p is given back:
//
//     enter at p:                 budget -= rest[p]
//     leave after p for q:        budget += rest[p + 1],  budget -= rest[q]
//
// So a loop's turn costs two subtractions and one test, however many instructions it has, and at
// any instruction the exact clock is known: what is left, plus the rest from there on.
//
// The test is one sign: picoseconds, a count of ticks, or `attention` negative. Then the loop goes
// into *exact mode*: it dispatches through a second table in which every entry is `exact_step`.
// That gives the rest back, asks the host if the budget is truly spent or a check point is wanted
// here, pays the rest again and runs one instruction by itself. As soon as the segment can be paid
// as a whole the loop is back in its normal table. Nothing is tested per instruction there.
//
// Whatever may run other code or allocate ends with NEXT_CHECKED, in its plain and in its quickened
// form, so that a spent budget and a request for attention are noticed at the same instruction in
// both. NEXT is for what cannot. (Leaving a handler by computed goto runs no C++ destructors: a Ref
// is released or empty by then.)
//
// Invariants at each dispatch: `ip` is the next instruction; rest[ip] is paid; `sp` points behind
// the topmost owned value. Before anything that can run other code (Python, the host, a
// destructor), `frame->instruction` is saved. A handler that fails leaves [stack base, sp) owned
// and jumps to `error`.
//
// Handlers here are short; what takes more than a few lines is a named operation in
// instructions.cc, call.cc or operations.cc.
#include "vm/eval/eval.h"
#include "vm/eval/eval_support.h"
#include "vm/eval/instructions.h"
#include "vm/eval/operations.h"
#include "vm/eval/quicken.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/exception_group.h"
#include "vm/objects/function.h"
#include "vm/objects/generator.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

#define UNLIKELY(condition) __builtin_expect(static_cast<bool>(condition), 0)
#define LIKELY(condition) __builtin_expect(static_cast<bool>(condition), 1)

namespace {

constexpr int kDispatchCount = kOpcodeCount + kQuickOpcodeCount;

}  // namespace

// Computed goto and label addresses are extensions that gcc and clang share.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

Ref eval(Thread& thread, Frame* frame, bool raising) {
  static const void* const kNormalTable[kDispatchCount] = {
#define OPCODE(name, ...) &&op_##name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
#define QUICK(name, ...) &&op_##name,
#include "vm/eval/quick_opcodes.def"
#undef QUICK
  };
  static const void* const kExactTable[kDispatchCount] = {
#define OPCODE(name, ...) &&exact_step,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
#define QUICK(name, ...) &&exact_step,
#include "vm/eval/quick_opcodes.def"
#undef QUICK
  };

  Budget& budget = thread.budget;
  const Type* const range_iterator = thread.types().range_iterator;
  const void* const* table = kNormalTable;
  Instruction* base;
  const Instruction* ip;
  Value* sp;
  std::uintptr_t rest;  // see REST
  const Tuple* keyword_names = nullptr;
  ExactState exact;
  std::uint32_t handler_index = 0;  // the instruction whose exception handler is looked for
  Value result;                     // owned; of the frame that just ended or yielded

#define SAVE() (frame->instruction = static_cast<std::uint32_t>(ip - base))
#define INDEX() (static_cast<std::uint32_t>(ip - base))
// gcc's computed goto runs no destructors on the way: a Ref must have been released before it.
// clang compiles none out of a scope that has destructors, and goes through one place.
#ifdef __clang__
#define DISPATCH() goto dispatch
#else
#define DISPATCH() goto* table[ip->opcode]
#endif
#define NEXT()  \
  do {          \
    ++ip;       \
    DISPATCH(); \
  } while (false)
#define SKIP(count) \
  do {              \
    ip += (count);  \
    DISPATCH();     \
  } while (false)
#define SPENT() UNLIKELY((budget.picoseconds | thread.attention) < 0 || any_negative(budget.ticks))
// The same after something that may have called out: it may have spent the budget.
#define NEXT_CHECKED()             \
  do {                             \
    if (SPENT()) goto spent_after; \
    NEXT();                        \
  } while (false)
// What the segment costs from an instruction on. `rest` is the address that the charge of an
// instruction at address 0 would have: charges lie twice as far apart as instructions do.
#define REST(at) (*reinterpret_cast<const Charge*>(rest + 2 * reinterpret_cast<std::uintptr_t>(at)))
#define PAY(target)                          \
  do {                                       \
    const Charge& paid_ = REST(target);      \
    budget.picoseconds -= paid_.picoseconds; \
    budget.ticks -= paid_.ticks;             \
  } while (false)
#define GIVE_BACK(target)                    \
  do {                                       \
    const Charge& back_ = REST(target);      \
    budget.picoseconds += back_.picoseconds; \
    budget.ticks += back_.ticks;             \
  } while (false)
// Begins the segment at `target`, coming from one that has ended.
#define ENTER(target)                \
  do {                               \
    const Instruction* to_ = target; \
    PAY(to_);                        \
    if (SPENT()) {                   \
      exact.after(frame, INDEX());   \
      ip = to_;                      \
      goto exact_step;               \
    }                                \
    ip = to_;                        \
  } while (false)
// An unconditional jump: the segment ends here.
#define JUMP_TO(target) \
  do {                  \
    ENTER(target);      \
    DISPATCH();         \
  } while (false)
// A jump out of the middle of a segment.
#define BRANCH_TO(target) \
  do {                    \
    GIVE_BACK(ip + 1);    \
    JUMP_TO(target);      \
  } while (false)
#define TARGET() (ip + 1 + ip->argument)
#define PUSH(value) (*sp++ = (value))
#define POP() (*--sp)
#define TOP() (sp[-1])
#define SECOND() (sp[-2])
// Drops a value. A destructor may run Python code, so NEXT_CHECKED follows.
#define DROP(value)                 \
  do {                              \
    const Value dropped_ = (value); \
    if (dropped_.is_object()) {     \
      SAVE();                       \
      decref(dropped_);             \
    }                               \
  } while (false)
#define QUICKEN(form)                                                               \
  (frame->quick->quickening                                                         \
       ? void(base[INDEX()].opcode = static_cast<std::uint16_t>(QuickOpcode::form)) \
       : void())
// Replaces the two topmost values by an operation's result.
#define BINARY(expression)                        \
  do {                                            \
    SAVE();                                       \
    Ref answer_ = (expression);                   \
    if (UNLIKELY(answer_.is_error())) goto error; \
    const Value right_ = POP();                   \
    const Value left_ = TOP();                    \
    TOP() = answer_.release();                    \
    decref(right_);                               \
    decref(left_);                                \
    NEXT_CHECKED();                               \
  } while (false)
#define UNARY(expression)                         \
  do {                                            \
    SAVE();                                       \
    Ref answer_ = (expression);                   \
    if (UNLIKELY(answer_.is_error())) goto error; \
    const Value operand_ = TOP();                 \
    TOP() = answer_.release();                    \
    decref(operand_);                             \
    NEXT_CHECKED();                               \
  } while (false)
// An operation of instructions.cc that works on the stack itself. It gets a copy, `stack`: were the
// address of `sp` taken anywhere, `sp` would live in memory instead of a register.
#define STACK_OPERATION(call)         \
  do {                                \
    SAVE();                           \
    Value* stack = sp;                \
    const bool done_ = (call);        \
    sp = stack;                       \
    if (UNLIKELY(!done_)) goto error; \
    NEXT_CHECKED();                   \
  } while (false)
#define LOAD_FRAME()                               \
  do {                                             \
    rest = frame->quick->biased_rest;              \
    sp = frame->stack_base() + frame->stack_depth; \
    base = frame->quick->instructions.data();      \
    ip = base + frame->instruction;                \
  } while (false)
// The locals follow the frame at a fixed distance: they need no register of their own.
#define LOCAL(slot) (frame->slots()[slot])
#define CACHE() (frame->quick->caches[ip->cache])

  LOAD_FRAME();
  if (UNLIKELY(raising)) goto unwind;
  PAY(ip);
  if (SPENT()) {
    exact.at_entry(INDEX());
    goto exact_step;
  }
  DISPATCH();

#ifdef __clang__
dispatch:
  goto* table[ip->opcode];
#endif
spent_after:
  exact.after(frame, INDEX());
  ++ip;
exact_step : {
  const std::uint32_t index = INDEX();
  SAVE();
  GIVE_BACK(ip);
  if (is_safepoint_due(thread) && !exact_safepoint(thread, exact, index)) goto unwind;
  PAY(ip);
  if (!SPENT()) {
    table = kNormalTable;
    DISPATCH();
  }
  table = kExactTable;
  exact.after(frame, index);
  goto* kNormalTable[kExactForms[ip->opcode]];
}

  // --- the stack ---
op_NOP:
  NEXT();
op_POP_TOP : {
  const Value value = POP();
  DROP(value);
  NEXT_CHECKED();
}
op_PUSH_NULL:
  PUSH(Value::undefined());
  NEXT();
op_COPY : {
  const Value value = sp[-ip->argument];
  incref(value);
  PUSH(value);
  NEXT();
}
op_SWAP:
  std::swap(sp[-1], sp[-ip->argument]);
  NEXT();

  // --- operators
op_UNARY_POSITIVE:
  UNARY(positive(thread, TOP()));
op_UNARY_NEGATIVE:
  UNARY(negative(thread, TOP()));
op_UNARY_INVERT:
  UNARY(invert(thread, TOP()));
op_UNARY_NOT : {
  const Value value = TOP();
  if (value.is_bool()) {
    TOP() = Value::boolean(value.is_false());
    NEXT();
  }
  SAVE();
  const Truth truth = is_true(thread, value);
  if (truth == Truth::error) goto error;
  TOP() = Value::boolean(truth == Truth::no);
  decref(value);
  NEXT_CHECKED();
}
op_BINARY_OP : {
  const Value left = SECOND();
  const Value right = TOP();
  const int operation = ip->argument % kInPlace;
  if (left.is_small_int() && right.is_small_int()) {
    if (operation == static_cast<int>(BinaryOp::add)) QUICKEN(BINARY_ADD_INT);
    if (operation == static_cast<int>(BinaryOp::subtract)) QUICKEN(BINARY_SUBTRACT_INT);
    if (operation == static_cast<int>(BinaryOp::multiply)) QUICKEN(BINARY_MULTIPLY_INT);
    if (operation == static_cast<int>(BinaryOp::remainder)) QUICKEN(BINARY_REMAINDER_INT);
    if (operation == static_cast<int>(BinaryOp::floor_divide)) QUICKEN(BINARY_FLOOR_DIVIDE_INT);
  } else if (left.is_immediate_float() && right.is_immediate_float()) {
    if (operation == static_cast<int>(BinaryOp::add)) QUICKEN(BINARY_ADD_FLOAT);
    if (operation == static_cast<int>(BinaryOp::subtract)) QUICKEN(BINARY_SUBTRACT_FLOAT);
    if (operation == static_cast<int>(BinaryOp::multiply)) QUICKEN(BINARY_MULTIPLY_FLOAT);
  }
  SAVE();
  if (ip->argument == static_cast<int>(BinaryOp::add) + kInPlace && is_exact_str(left)) {
    STACK_OPERATION(append_to_string(thread, frame, stack));
  }
  const auto op = static_cast<BinaryOp>(operation);
  if (ip->argument >= kInPlace) BINARY(in_place_operation(thread, op, left, right));
  BINARY(binary_operation(thread, op, left, right));
}
op_BINARY_ADD_INT : {
  const Value left = SECOND();
  const Value right = TOP();
  Value sum;
  if (LIKELY(add_small_ints(left, right, sum))) {
    --sp;
    TOP() = sum;
    NEXT();
  }
  goto op_BINARY_OP;
}
op_BINARY_SUBTRACT_INT : {
  const Value left = SECOND();
  const Value right = TOP();
  Value difference;
  if (LIKELY(subtract_small_ints(left, right, difference))) {
    --sp;
    TOP() = difference;
    NEXT();
  }
  goto op_BINARY_OP;
}
op_BINARY_MULTIPLY_INT : {
  const Value left = SECOND();
  const Value right = TOP();
  Value product;
  if (LIKELY(multiply_small_ints(left, right, product))) {
    --sp;
    TOP() = product;
    NEXT();
  }
  goto op_BINARY_OP;
}
op_BINARY_REMAINDER_INT : {
  Value remainder;
  if (LIKELY(remainder_of_small_ints(SECOND(), TOP(), remainder))) {
    pay_long_division(thread, TOP().as_small_int());
    --sp;
    TOP() = remainder;
    NEXT();
  }
  goto op_BINARY_OP;
}
op_BINARY_FLOOR_DIVIDE_INT : {
  Value quotient;
  if (LIKELY(floor_divide_small_ints(SECOND(), TOP(), quotient))) {
    pay_long_division(thread, TOP().as_small_int());
    --sp;
    TOP() = quotient;
    NEXT();
  }
  goto op_BINARY_OP;
}
#define FLOAT_OPERATION(operator_)                                                                \
  do {                                                                                            \
    const Value left_ = SECOND();                                                                 \
    const Value right_ = TOP();                                                                   \
    Value answer_;                                                                                \
    if (LIKELY(left_.is_immediate_float() && right_.is_immediate_float() &&                       \
               Value::immediate_float(                                                            \
                   left_.as_immediate_float() operator_ right_.as_immediate_float(), answer_))) { \
      --sp;                                                                                       \
      TOP() = answer_;                                                                            \
      NEXT();                                                                                     \
    }                                                                                             \
    goto op_BINARY_OP;                                                                            \
  } while (false)
op_BINARY_ADD_FLOAT:
  FLOAT_OPERATION(+);
op_BINARY_SUBTRACT_FLOAT:
  FLOAT_OPERATION(-);
op_BINARY_MULTIPLY_FLOAT:
  FLOAT_OPERATION(*);

op_COMPARE_OP : {
  const Value left = SECOND();
  const Value right = TOP();
  const auto operation = static_cast<CompareOp>(ip->argument);
  if (left.is_small_int() && right.is_small_int()) {
    if (is_boolean_jump(static_cast<Opcode>(frame->code->at(INDEX() + 1).opcode))) {
      QUICKEN(COMPARE_INT_JUMP);
    } else {
      QUICKEN(COMPARE_INT);
    }
    --sp;
    TOP() = Value::boolean(compare_small_ints(left, right, operation));
    NEXT();
  }
  if (is_equality(operation) && is_exact_str(left) && is_exact_str(right)) {
    QUICKEN(COMPARE_EQUAL_STR);
  }
  BINARY(compare(thread, left, right, operation));
}
op_COMPARE_EQUAL_STR : {
  const Value left = SECOND();
  const Value right = TOP();
  if (UNLIKELY(!is_exact_str(left) || !is_exact_str(right))) goto op_COMPARE_OP;
  const bool same = left == right || equal_text(cast<Str>(left), cast<Str>(right));
  --sp;
  TOP() = Value::boolean(same == (ip->argument == static_cast<int>(CompareOp::equal)));
  DROP(right);
  DROP(left);
  NEXT_CHECKED();
}
op_COMPARE_INT : {
  const Value left = SECOND();
  const Value right = TOP();
  if (LIKELY(left.is_small_int() && right.is_small_int())) {
    --sp;
    TOP() = Value::boolean(compare_small_ints(left, right, static_cast<CompareOp>(ip->argument)));
    NEXT();
  }
  goto op_COMPARE_OP;
}
op_COMPARE_INT_JUMP : {
  const Value left = SECOND();
  const Value right = TOP();
  if (UNLIKELY(!left.is_small_int() || !right.is_small_int())) goto op_COMPARE_OP;
  sp -= 2;
  const bool holds = compare_small_ints(left, right, static_cast<CompareOp>(ip->argument));
  ++ip;
  if (holds == jumps_if_true(static_cast<Opcode>(ip->opcode))) {
    BRANCH_TO(TARGET());
  }
  NEXT();
}
op_IS_OP : {
  const Value right = POP();
  const Value left = TOP();
  TOP() = Value::boolean((left == right) != (ip->argument != 0));
  DROP(right);
  DROP(left);
  NEXT_CHECKED();
}
op_CONTAINS_OP : {
  SAVE();
  const Truth found = contains(thread, TOP(), SECOND());
  if (found == Truth::error) goto error;
  const Value container = POP();
  const Value item = TOP();
  TOP() = Value::boolean((found == Truth::yes) != (ip->argument != 0));
  decref(container);
  decref(item);
  NEXT_CHECKED();
}
op_BINARY_SUBSCR : {
  const Value container = SECOND();
  const Value key = TOP();
  if (key.is_small_int() && is_exact_list(container)) {
    QUICKEN(SUBSCR_LIST_INT);
  } else if (key.is_small_int() && is_exact_tuple(container)) {
    QUICKEN(SUBSCR_TUPLE_INT);
  } else if (key.is_small_int() && is_exact_str(container)) {
    QUICKEN(SUBSCR_STR_INT);
  } else if (is_exact_dict(container)) {
    QUICKEN(SUBSCR_DICT);
  }
  BINARY(get_item(thread, container, key));
}
op_SUBSCR_LIST_INT : {
  const Value container = SECOND();
  const Value key = TOP();
  if (LIKELY(key.is_small_int() && is_exact_list(container))) {
    const List* list = cast<List>(container);
    std::int64_t index = key.as_small_int();
    if (index < 0) index += list->length;
    if (LIKELY(static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(list->length))) {
      const Value item = list->items[index];
      incref(item);
      --sp;
      TOP() = item;
      DROP(container);
      NEXT_CHECKED();
    }
  }
  goto op_BINARY_SUBSCR;
}
op_SUBSCR_TUPLE_INT : {
  const Value container = SECOND();
  const Value key = TOP();
  if (LIKELY(key.is_small_int() && is_exact_tuple(container))) {
    const Tuple* tuple = cast<Tuple>(container);
    std::int64_t index = key.as_small_int();
    if (index < 0) index += tuple->length;
    if (LIKELY(static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(tuple->length))) {
      const Value item = tuple->items()[index];
      incref(item);
      --sp;
      TOP() = item;
      DROP(container);
      NEXT_CHECKED();
    }
  }
  goto op_BINARY_SUBSCR;
}
op_SUBSCR_STR_INT : {
  const Value container = SECOND();
  const Value key = TOP();
  if (LIKELY(key.is_small_int() && is_exact_str(container))) {
    const Str* text = cast<Str>(container);
    std::int64_t index = key.as_small_int();
    if (index < 0) index += text->length;
    if (LIKELY(static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(text->length))) {
      BINARY(make_str_from_code_point(thread, text->at(index)));
    }
  }
  goto op_BINARY_SUBSCR;
}
op_SUBSCR_DICT : {
  const Value container = SECOND();
  if (UNLIKELY(!is_exact_dict(container))) goto op_BINARY_SUBSCR;
  SAVE();
  Ref item = dict_get(thread, cast<Dict>(container), TOP());
  if (UNLIKELY(item.is_undefined())) {
    // Not by the general way: that would hash the key a second time.
    raise_key_error(thread, TOP()).reset();
    goto error;
  }
  if (UNLIKELY(item.is_error())) goto error;
  const Value key = POP();
  TOP() = item.release();
  decref(key);
  decref(container);
  NEXT_CHECKED();
}
op_STORE_SUBSCR : {
  const Value key = TOP();
  const Value container = SECOND();
  if (key.is_small_int() && is_exact_list(container)) {
    QUICKEN(STORE_SUBSCR_LIST_INT);
  } else if (is_exact_dict(container)) {
    QUICKEN(STORE_SUBSCR_DICT);
  }
  SAVE();
  if (!set_item(thread, container, key, sp[-3])) goto error;
  sp -= 3;
  decref(key);
  decref(container);
  decref(sp[0]);
  NEXT_CHECKED();
}
op_STORE_SUBSCR_LIST_INT : {
  const Value key = TOP();
  const Value container = SECOND();
  if (LIKELY(key.is_small_int() && is_exact_list(container))) {
    List* list = cast<List>(container);
    std::int64_t index = key.as_small_int();
    if (index < 0) index += list->length;
    if (LIKELY(static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(list->length))) {
      const Value old = list->items[index];
      list->items[index] = sp[-3];
      sp -= 3;
      DROP(old);
      DROP(container);
      NEXT_CHECKED();
    }
  }
  goto op_STORE_SUBSCR;
}
op_STORE_SUBSCR_DICT : {
  const Value container = SECOND();
  if (UNLIKELY(!is_exact_dict(container))) goto op_STORE_SUBSCR;
  SAVE();
  if (!dict_set(thread, cast<Dict>(container), TOP(), sp[-3])) goto error;
  sp -= 3;
  decref(sp[2]);
  decref(container);
  decref(sp[0]);
  NEXT_CHECKED();
}
op_DELETE_SUBSCR : {
  SAVE();
  if (!set_item(thread, SECOND(), TOP(), Value::undefined())) goto error;
  sp -= 2;
  decref(sp[1]);
  decref(sp[0]);
  NEXT_CHECKED();
}

  // --- constants and variables
op_LOAD_CONST:
  PUSH(frame->code->constants->items()[ip->argument]);  // immortal or immediate
  NEXT();
op_LOAD_FAST : {
  const Value value = LOCAL(ip->argument);
  if (UNLIKELY(value.is_undefined())) {
    SAVE();
    raise_unbound_local(thread, frame, ip->argument);
    goto error;
  }
  incref(value);
  PUSH(value);
  NEXT();
}
op_LOAD_FAST_LOAD_FAST : {
  const Value first = LOCAL(ip->argument);
  const Value second = LOCAL(ip[1].argument);
  if (UNLIKELY(first.is_undefined() || second.is_undefined())) goto op_LOAD_FAST;
  incref(first);
  incref(second);
  sp[0] = first;
  sp[1] = second;
  sp += 2;
  SKIP(2);
}
op_LOAD_FAST_LOAD_CONST : {
  const Value first = LOCAL(ip->argument);
  if (UNLIKELY(first.is_undefined())) goto op_LOAD_FAST;
  incref(first);
  sp[0] = first;
  sp[1] = frame->code->constants->items()[ip[1].argument];
  sp += 2;
  SKIP(2);
}
op_STORE_FAST : {
  const Value old = LOCAL(ip->argument);
  LOCAL(ip->argument) = POP();
  DROP(old);
  NEXT_CHECKED();
}
op_STORE_FAST_LOAD_FAST : {
  const Value old = LOCAL(ip->argument);
  // An object's destructor could see that the second instruction has not run yet.
  if (UNLIKELY(old.is_object())) goto op_STORE_FAST;
  LOCAL(ip->argument) = POP();
  const Value value = LOCAL(ip[1].argument);
  if (UNLIKELY(value.is_undefined())) NEXT();
  incref(value);
  PUSH(value);
  SKIP(2);
}
op_STORE_FAST_STORE_FAST : {
  const Value first_old = LOCAL(ip->argument);
  if (UNLIKELY(first_old.is_object())) goto op_STORE_FAST;
  LOCAL(ip->argument) = POP();
  const Value second_old = LOCAL(ip[1].argument);
  LOCAL(ip[1].argument) = POP();
  ++ip;
  DROP(second_old);
  NEXT_CHECKED();
}
op_LOCAL_ADD_LOCAL : {
  Value& variable = LOCAL(ip->argument);
  if (LIKELY(add_small_ints(variable, LOCAL(ip[1].argument), variable))) SKIP(4);
  goto op_LOAD_FAST_LOAD_FAST;
}
op_LOCAL_ADD_CONST : {
  Value& variable = LOCAL(ip->argument);
  const Value constant = frame->code->constants->items()[ip[1].argument];
  if (LIKELY(add_small_ints(variable, constant, variable))) SKIP(4);
  goto op_LOAD_FAST_LOAD_CONST;
}
op_LOCAL_SUBTRACT_CONST : {
  Value& variable = LOCAL(ip->argument);
  const Value constant = frame->code->constants->items()[ip[1].argument];
  if (LIKELY(subtract_small_ints(variable, constant, variable))) SKIP(4);
  goto op_LOAD_FAST_LOAD_CONST;
}
op_LOCALS_COMPARE_JUMP : {
  const Value left = LOCAL(ip->argument);
  const Value right = LOCAL(ip[1].argument);
  if (UNLIKELY(!left.is_small_int() || !right.is_small_int())) goto op_LOAD_FAST_LOAD_FAST;
  const bool holds = compare_small_ints(left, right, static_cast<CompareOp>(ip[2].argument));
  ip += 3;
  if (holds == jumps_if_true(static_cast<Opcode>(ip->opcode))) {
    BRANCH_TO(TARGET());
  }
  NEXT();
}
op_LOCAL_CONST_COMPARE_JUMP : {
  const Value left = LOCAL(ip->argument);
  const Value right = frame->code->constants->items()[ip[1].argument];
  if (UNLIKELY(!left.is_small_int())) goto op_LOAD_FAST_LOAD_CONST;
  const bool holds = compare_small_ints(left, right, static_cast<CompareOp>(ip[2].argument));
  ip += 3;
  if (holds == jumps_if_true(static_cast<Opcode>(ip->opcode))) {
    BRANCH_TO(TARGET());
  }
  NEXT();
}
op_DELETE_FAST : {
  const Value old = LOCAL(ip->argument);
  if (UNLIKELY(old.is_undefined())) {
    SAVE();
    raise_unbound_local(thread, frame, ip->argument);
    goto error;
  }
  LOCAL(ip->argument) = Value::undefined();
  DROP(old);
  NEXT_CHECKED();
}
op_LOAD_NAME:
  STACK_OPERATION(load_name(thread, frame, ip->argument, stack));
op_STORE_NAME:
  STACK_OPERATION(store_name(thread, frame, ip->argument, stack));
op_DELETE_NAME:
  STACK_OPERATION(delete_name(thread, frame, ip->argument));
op_LOAD_GLOBAL : {
  if (frame->quick->quickening && ip->cache != kNoCache) {
    const GlobalPlace place = specialise_global(frame, ip->argument >> 1, CACHE());
    if (place == GlobalPlace::module) QUICKEN(LOAD_GLOBAL_MODULE);
    if (place == GlobalPlace::builtins) QUICKEN(LOAD_GLOBAL_BUILTIN);
  }
  STACK_OPERATION(load_global(thread, frame, ip->argument, stack));
}
op_LOAD_GLOBAL_MODULE : {
  const InlineCache& cache = CACHE();
  const Dict* globals = frame->globals;
  if (UNLIKELY(globals->keys_version != cache.version)) goto op_LOAD_GLOBAL;
  const Value value = globals->entries[cache.index].value;
  incref(value);
  sp[0] = Value::undefined();
  sp += ip->argument & 1;
  PUSH(value);
  NEXT();
}
op_LOAD_GLOBAL_BUILTIN : {
  const InlineCache& cache = CACHE();
  if (UNLIKELY(frame->globals->keys_version != cache.version ||
               frame->builtins->keys_version != cache.second_version)) {
    goto op_LOAD_GLOBAL;
  }
  const Value value = frame->builtins->entries[cache.index].value;
  incref(value);
  sp[0] = Value::undefined();
  sp += ip->argument & 1;
  PUSH(value);
  NEXT();
}
op_STORE_GLOBAL:
  STACK_OPERATION(store_global(thread, frame, ip->argument, stack));
op_DELETE_GLOBAL:
  STACK_OPERATION(delete_global(thread, frame, ip->argument));
op_MAKE_CELL:
  STACK_OPERATION(make_cell_of_local(thread, frame, ip->argument));
op_COPY_FREE_VARS : {
  const Tuple* closure = cast<Tuple>(frame->function->closure);
  Value* target = frame->slots() + frame->code->local_count - ip->argument;
  for (std::int64_t i = 0; i < ip->argument; ++i) {
    incref(closure->items()[i]);
    target[i] = closure->items()[i];
  }
  NEXT();
}
op_LOAD_CLOSURE : {
  const Value cell = LOCAL(ip->argument);
  incref(cell);
  PUSH(cell);
  NEXT();
}
op_LOAD_DEREF : {
  const Value value = cast<Cell>(LOCAL(ip->argument))->content;
  if (UNLIKELY(value.is_undefined())) {
    SAVE();
    raise_empty_cell(thread, frame, ip->argument);
    goto error;
  }
  incref(value);
  PUSH(value);
  NEXT();
}
op_LOAD_CLASSDEREF:
  STACK_OPERATION(load_class_deref(thread, frame, ip->argument, stack));
op_STORE_DEREF : {
  Cell* cell = cast<Cell>(LOCAL(ip->argument));
  const Value old = cell->content;
  cell->content = POP();
  DROP(old);
  NEXT_CHECKED();
}
op_DELETE_DEREF : {
  Cell* cell = cast<Cell>(LOCAL(ip->argument));
  const Value old = cell->content;
  if (UNLIKELY(old.is_undefined())) {
    SAVE();
    raise_empty_cell(thread, frame, ip->argument);
    goto error;
  }
  cell->content = Value::undefined();
  DROP(old);
  NEXT_CHECKED();
}

  // --- attributes
op_LOAD_ATTR : {
  if (frame->quick->quickening && ip->cache != kNoCache) {
    const AttributePlace place =
        specialise_attribute(thread, TOP(), name_at(frame, ip->argument), CACHE());
    if (place == AttributePlace::instance_dict) QUICKEN(LOAD_ATTR_INSTANCE);
    if (place == AttributePlace::module) QUICKEN(LOAD_ATTR_MODULE);
  }
  UNARY(get_attribute(thread, TOP(), name_at(frame, ip->argument)));
}
op_LOAD_ATTR_INSTANCE : {
  const Value owner = TOP();
  const Value value = cached_instance_value(owner, name_at(frame, ip->argument), CACHE());
  if (UNLIKELY(value.is_undefined())) goto op_LOAD_ATTR;
  incref(value);
  TOP() = value;
  DROP(owner);
  NEXT_CHECKED();
}
op_LOAD_ATTR_MODULE : {
  const Value owner = TOP();
  const Value value = cached_module_value(owner, CACHE());
  if (UNLIKELY(value.is_undefined())) goto op_LOAD_ATTR;
  incref(value);
  TOP() = value;
  DROP(owner);
  NEXT_CHECKED();
}
op_LOAD_METHOD : {
  if (frame->quick->quickening && ip->cache != kNoCache) {
    const AttributePlace place =
        specialise_method(thread, TOP(), name_at(frame, ip->argument), CACHE());
    if (place == AttributePlace::type) QUICKEN(LOAD_METHOD_TYPE);
    if (place == AttributePlace::module) QUICKEN(LOAD_METHOD_MODULE);
  }
  STACK_OPERATION(load_method(thread, name_at(frame, ip->argument), stack));
}
op_LOAD_METHOD_TYPE : {
  const Value method = cached_method(TOP(), name_at(frame, ip->argument), CACHE());
  if (UNLIKELY(method.is_undefined())) goto op_LOAD_METHOD;
  const Value self = TOP();
  incref(method);
  TOP() = method;
  PUSH(self);
  NEXT();
}
op_LOAD_METHOD_MODULE : {
  const Value owner = TOP();
  const Value value = cached_module_value(owner, CACHE());
  if (UNLIKELY(value.is_undefined())) goto op_LOAD_METHOD;
  incref(value);
  TOP() = Value::undefined();
  PUSH(value);
  DROP(owner);
  NEXT_CHECKED();
}
op_STORE_ATTR : {
  if (frame->quick->quickening && ip->cache != kNoCache &&
      specialise_store(thread, TOP(), name_at(frame, ip->argument), CACHE())) {
    QUICKEN(STORE_ATTR_INSTANCE);
  }
  SAVE();
  if (!set_attribute(thread, TOP(), name_at(frame, ip->argument), SECOND())) goto error;
  sp -= 2;
  decref(sp[1]);
  decref(sp[0]);
  NEXT_CHECKED();
}
op_STORE_ATTR_INSTANCE : {
  const Value owner = TOP();
  Value* place = cached_instance_place(owner, name_at(frame, ip->argument), CACHE());
  if (UNLIKELY(place == nullptr)) goto op_STORE_ATTR;
  const Value old = *place;
  *place = SECOND();
  sp -= 2;
  DROP(old);
  DROP(owner);
  NEXT_CHECKED();
}
op_DELETE_ATTR : {
  SAVE();
  if (!set_attribute(thread, TOP(), name_at(frame, ip->argument), Value::undefined())) goto error;
  const Value owner = POP();
  decref(owner);
  NEXT_CHECKED();
}

  // --- jumps
op_JUMP_FORWARD:
  JUMP_TO(TARGET());
op_JUMP_BACKWARD:
  JUMP_TO(TARGET());
op_JUMP_BACKWARD_FOR_RANGE:
  ENTER(TARGET());
  goto op_FOR_ITER_RANGE_STORE_FAST;
op_JUMP_BACKWARD_NO_INTERRUPT:
  JUMP_TO(TARGET());

#define POP_JUMP_IF(wanted, target)                     \
  do {                                                  \
    const Value condition_ = TOP();                     \
    bool holds_;                                        \
    if (LIKELY(condition_.is_bool())) {                 \
      holds_ = condition_.is_true();                    \
    } else {                                            \
      SAVE();                                           \
      const Truth truth_ = is_true(thread, condition_); \
      if (UNLIKELY(truth_ == Truth::error)) goto error; \
      holds_ = truth_ == Truth::yes;                    \
      decref(condition_);                               \
    }                                                   \
    --sp;                                               \
    if (holds_ == (wanted)) BRANCH_TO(target);          \
    NEXT_CHECKED();                                     \
  } while (false)
op_POP_JUMP_FORWARD_IF_FALSE:
  POP_JUMP_IF(false, TARGET());
op_POP_JUMP_FORWARD_IF_TRUE:
  POP_JUMP_IF(true, TARGET());
op_POP_JUMP_BACKWARD_IF_FALSE:
  POP_JUMP_IF(false, TARGET());
op_POP_JUMP_BACKWARD_IF_TRUE:
  POP_JUMP_IF(true, TARGET());
op_POP_JUMP_FORWARD_IF_NONE : {
  const Value value = POP();
  DROP(value);
  if (value.is_none()) BRANCH_TO(TARGET());
  NEXT_CHECKED();
}
op_POP_JUMP_FORWARD_IF_NOT_NONE : {
  const Value value = POP();
  DROP(value);
  if (!value.is_none()) BRANCH_TO(TARGET());
  NEXT_CHECKED();
}
op_POP_JUMP_BACKWARD_IF_NONE : {
  const Value value = POP();
  DROP(value);
  if (value.is_none()) BRANCH_TO(TARGET());
  NEXT_CHECKED();
}
op_POP_JUMP_BACKWARD_IF_NOT_NONE : {
  const Value value = POP();
  DROP(value);
  if (!value.is_none()) BRANCH_TO(TARGET());
  NEXT_CHECKED();
}
op_JUMP_IF_FALSE_OR_POP : {
  SAVE();
  const Truth truth = is_true(thread, TOP());
  if (truth == Truth::error) goto error;
  if (truth == Truth::no) BRANCH_TO(TARGET());
  const Value value = POP();
  decref(value);
  NEXT_CHECKED();
}
op_JUMP_IF_TRUE_OR_POP : {
  SAVE();
  const Truth truth = is_true(thread, TOP());
  if (truth == Truth::error) goto error;
  if (truth == Truth::yes) BRANCH_TO(TARGET());
  const Value value = POP();
  decref(value);
  NEXT_CHECKED();
}

  // --- iteration
op_GET_ITER:
  UNARY(get_iterator(thread, TOP()));
op_FOR_ITER : {
  const Value iterator = TOP();
  if (frame->quick->quickening && may_specialise_for_iter(thread, *ip, iterator)) {
    specialise_for_iter(thread, *frame->quick, INDEX(), iterator);
  }
  if (iterator.is_object() && iterator.as_object()->type == thread.types().generator &&
      cast<Generator>(iterator)->state <= GeneratorState::suspended) {
    SAVE();
    frame->stack_depth = static_cast<std::uint32_t>(sp - frame->stack_base());
    if (!resume_generator(thread, cast<Generator>(iterator), Value::none())) goto error;
    GIVE_BACK(ip + 1);
    goto enter_resumed_frame;
  }
  SAVE();
  Ref item = next(thread, iterator);
  if (item.is_error()) goto error;
  if (item.is_undefined()) {
    const Value ended = POP();
    decref(ended);
    BRANCH_TO(TARGET());
  }
  PUSH(item.release());
  NEXT_CHECKED();
}
op_FOR_ITER_RANGE : {
  const Value iterator = TOP();
  if (UNLIKELY(iterator.as_object()->type != range_iterator)) goto op_FOR_ITER;
  auto* range = cast<RangeIterator>(iterator);
  if (UNLIKELY(range->remaining == 0)) goto op_FOR_ITER;
  --range->remaining;
  PUSH(Value::small_int(range->next));
  range->next += range->step;
  NEXT();
}
op_FOR_ITER_RANGE_STORE_FAST : {
  const Value iterator = TOP();
  if (UNLIKELY(iterator.as_object()->type != range_iterator)) goto op_FOR_ITER;
  auto* range = cast<RangeIterator>(iterator);
  Value& variable = LOCAL(ip[1].argument);
  if (UNLIKELY(variable.is_object())) goto op_FOR_ITER_RANGE;
  if (UNLIKELY(--range->remaining < 0)) {
    range->remaining = 0;
    goto op_FOR_ITER;
  }
  variable = Value::small_int(range->next);
  range->next += range->step;
  SKIP(2);
}
op_FOR_ITER_LIST : {
  const Value iterator = TOP();
  if (UNLIKELY(iterator.as_object()->type != thread.types().list_iterator)) goto op_FOR_ITER;
  auto* walk = cast<SequenceIterator>(iterator);
  if (UNLIKELY(walk->sequence.is_undefined())) goto op_FOR_ITER;
  const List* list = cast<List>(walk->sequence);
  if (UNLIKELY(walk->index >= list->length)) goto op_FOR_ITER;
  const Value item = list->items[walk->index++];
  incref(item);
  PUSH(item);
  NEXT();
}
op_GET_LEN : {
  SAVE();
  std::int64_t count;
  if (!length(thread, TOP(), count)) goto error;
  PUSH(Value::small_int(count));
  NEXT_CHECKED();
}
op_UNPACK_SEQUENCE:
  STACK_OPERATION(unpack_sequence(thread, ip->argument, stack));
op_UNPACK_EX:
  STACK_OPERATION(unpack_with_star(thread, ip->argument & 0xff, ip->argument >> 8, stack));

  // --- building
op_BUILD_TUPLE:
  STACK_OPERATION(build_tuple(thread, ip->argument, stack));
op_BUILD_LIST:
  STACK_OPERATION(build_list(thread, ip->argument, stack));
op_BUILD_SET:
  STACK_OPERATION(build_set(thread, ip->argument, stack));
op_BUILD_MAP:
  STACK_OPERATION(build_map(thread, ip->argument, stack));
op_BUILD_CONST_KEY_MAP:
  STACK_OPERATION(build_const_key_map(thread, ip->argument, stack));
op_BUILD_STRING:
  STACK_OPERATION(build_string(thread, ip->argument, stack));
op_BUILD_SLICE:
  STACK_OPERATION(build_slice(thread, ip->argument, stack));
op_FORMAT_VALUE:
  STACK_OPERATION(format_value(thread, ip->argument, stack));
op_LIST_APPEND : {
  const Value item = TOP();
  SAVE();
  if (!list_append(thread, cast<List>(sp[-1 - ip->argument]), item)) goto error;
  --sp;
  decref(item);
  NEXT_CHECKED();
}
op_SET_ADD:
  STACK_OPERATION(add_to_set(thread, ip->argument, stack));
op_MAP_ADD:
  STACK_OPERATION(add_to_map(thread, ip->argument, stack));
op_LIST_EXTEND:
  STACK_OPERATION(extend_list(thread, ip->argument, stack));
op_SET_UPDATE:
  STACK_OPERATION(update_set(thread, ip->argument, stack));
op_DICT_UPDATE:
  STACK_OPERATION(update_dict(thread, ip->argument, stack));
op_DICT_MERGE:
  STACK_OPERATION(merge_keywords(thread, ip->argument, stack));
op_LIST_TO_TUPLE : {
  SAVE();
  UNARY(make_tuple(thread, cast<List>(TOP())->view()));
}

  // --- calls
op_RESUME:
  NEXT();
op_RESUME_WATCHED:
  SAVE();
  thread.host().function_begins(thread);
  NEXT_CHECKED();
op_KW_NAMES:
  keyword_names = cast<Tuple>(frame->code->constants->items()[ip->argument]);
  NEXT();
op_PRECALL:
  NEXT();
op_PRECALL_CALL:
  ++ip;
op_CALL : {
  std::uint32_t count = static_cast<std::uint32_t>(ip->argument);
  Value* arguments = sp - count;
  // [method, self, arguments...] or [null, callable, arguments...]
  if (arguments[-2].is_undefined() && has_layout(arguments[-1], Layout::bound_method)) {
    unpack_bound_method(arguments);
  }
  Value callable = arguments[-2];
  if (callable.is_undefined()) {
    callable = arguments[-1];
  } else {
    --arguments;
    ++count;
  }
  SAVE();
  if (has_layout(callable, Layout::function)) {
    auto* function = cast<Function>(callable);
    if (LIKELY(keyword_names == nullptr && takes_plainly(function, count))) {
      Frame* callee =
          enter_plainly(thread, frame, function, arguments, count, sp - ip->argument - 2);
      if (UNLIKELY(callee == nullptr)) goto error;
      GIVE_BACK(ip + 1);
      frame = callee;
      goto enter_called_frame;
    }
  }
  if (has_layout(callable, Layout::native_function) && keyword_names == nullptr) {
    const auto* native = cast<NativeFunctionObject>(callable);
    if (LIKELY(native->takes_plainly(arguments, count))) {
      const std::uint32_t flags = native->definition->flags;
      Ref answer = native->function(thread, Arguments{arguments, count, nullptr});
      thread.last_native_has_no_check_point = (flags & kNativeNoCheckPoint) != 0;
      if (UNLIKELY(answer.is_error())) goto error;
      Value* bottom = sp - ip->argument - 2;
      drop_values(bottom, sp);
      sp = bottom;
      PUSH(answer.release());
      NEXT_CHECKED();
    }
  }
  const std::uint32_t keywords =
      keyword_names == nullptr ? 0 : static_cast<std::uint32_t>(keyword_names->length);
  const Arguments given{arguments, count - keywords, std::exchange(keyword_names, nullptr)};
  if (has_layout(callable, Layout::function)) {
    Frame* callee =
        enter_function(thread, frame, cast<Function>(callable), given, sp - ip->argument - 2, sp);
    if (UNLIKELY(callee == nullptr)) goto error;
    GIVE_BACK(ip + 1);
    frame = callee;
    goto enter_called_frame;
  }
  if (has_layout(callable, Layout::type)) {
    Value* stack = sp;
    Frame* callee = enter_constructor(thread, frame, cast<Type>(callable), given, stack);
    sp = stack;
    if (callee != nullptr) {
      GIVE_BACK(ip + 1);
      frame = callee;
      goto enter_called_frame;
    }
    if (UNLIKELY(thread.has_exception() || thread.cancelled)) goto error;
  }
  Ref answer = call_from_loop(thread, callable, given);
  if (UNLIKELY(answer.is_error())) goto error;
  Value* bottom = sp - ip->argument - 2;
  drop_values(bottom, sp);
  sp = bottom;
  PUSH(answer.release());
  NEXT_CHECKED();
}
op_CALL_FUNCTION_EX : {
  SAVE();
  Frame* callee = nullptr;
  Value* stack = sp;
  const bool called = call_with_unpacking(thread, frame, ip->argument, stack, callee);
  sp = stack;
  if (!called) goto error;
  if (callee != nullptr) {
    GIVE_BACK(ip + 1);
    frame = callee;
    goto enter_called_frame;
  }
  NEXT_CHECKED();
}
op_MAKE_FUNCTION:
  STACK_OPERATION(make_function_from_stack(thread, frame, ip->argument, stack));
op_LOAD_BUILD_CLASS:
  STACK_OPERATION(load_build_class(thread, frame, stack));
op_SETUP_ANNOTATIONS:
  STACK_OPERATION(set_up_annotations(thread, frame));

enter_called_frame:
  LOAD_FRAME();
  PAY(base);
  if (SPENT()) {
    exact.at_entry(INDEX());
    goto exact_step;
  }
  DISPATCH();

op_RETURN_VALUE_WATCHED:
  SAVE();
  thread.host().function_ends(thread, TOP());
op_RETURN_VALUE : {
  result = POP();
  SAVE();
  Frame* caller = frame->previous;
  if (LIKELY(frame->is_plain_call())) {
    leave_called_frame(thread, frame);
    frame = caller;
    LOAD_FRAME();
    PUSH(result);
    goto continue_after_call;
  }
  const bool is_entry = frame->is_entry;
  if (UNLIKELY(frame->returns_self) && !finish_constructor(thread, frame, result)) {
    // The caller's instruction made the call that failed.
    leave_frame(thread, frame, sp);
    if (is_entry) return Ref::error();
    frame = caller;
    LOAD_FRAME();
    goto unwind;
  }
  leave_frame(thread, frame, sp);
  if (is_entry) return Ref::adopt(result);
  frame = caller;
  LOAD_FRAME();
  switch (static_cast<Opcode>(frame->code->at(frame->instruction).opcode)) {
    case Opcode::FOR_ITER: {
      // A generator came to its end.
      const Value generator = POP();
      decref(result);
      decref(generator);
      JUMP_TO(TARGET());
    }
    case Opcode::SEND: {
      const Value generator = TOP();
      TOP() = result;
      decref(generator);
      JUMP_TO(TARGET());
    }
    default:
      PUSH(result);
      goto continue_after_call;
  }
}

continue_after_call:
  // The frame's CALL is done: its segment goes on behind it.
  PAY(ip + 1);
  if (SPENT()) {
    exact.after_return(frame);
    ++ip;
    goto exact_step;
  }
  NEXT();

  // --- generators
op_RETURN_GENERATOR : {
  SAVE();
  frame->stack_depth = 0;
  Frame* caller = frame->previous;
  const bool is_entry = frame->is_entry;
  Ref generator = make_generator(thread, frame);
  if (is_entry) return generator;
  if (generator.is_error()) goto error;
  frame = caller;
  LOAD_FRAME();
  PUSH(generator.release());
  goto continue_after_call;
}
op_YIELD_VALUE : {
  result = POP();
  SAVE();
  frame->stack_depth = static_cast<std::uint32_t>(sp - frame->stack_base());
  Frame* caller = frame->previous;
  const bool is_entry = frame->is_entry;
  suspend_generator(thread, frame);
  if (is_entry) return Ref::adopt(result);
  frame = caller;  // it is in FOR_ITER or SEND
  LOAD_FRAME();
  PUSH(result);
  goto continue_after_call;
}
enter_resumed_frame:
  frame = thread.frame;
  LOAD_FRAME();
  ++ip;
  PAY(ip);
  if (SPENT()) {
    exact.at_entry(INDEX());
    goto exact_step;
  }
  DISPATCH();
op_GET_YIELD_FROM_ITER:
  UNARY(get_yield_from_iterator(thread, frame, TOP()));
op_SEND : {
  const Value receiver = SECOND();
  SAVE();
  if (receiver.is_object() && receiver.as_object()->type == thread.types().generator &&
      cast<Generator>(receiver)->state <= GeneratorState::suspended) {
    const Value sent = TOP();
    if (!resume_generator(thread, cast<Generator>(receiver), sent)) goto error;
    decref(POP());
    frame->stack_depth = static_cast<std::uint32_t>(sp - frame->stack_base());
    GIVE_BACK(ip + 1);
    goto enter_resumed_frame;
  }
  Ref returned;
  Ref yielded = send_to(thread, receiver, TOP(), returned);
  if (yielded.is_error()) goto error;
  const Value sent = POP();
  decref(sent);
  if (yielded.is_undefined()) {
    TOP() = returned.release();
    decref(receiver);
    BRANCH_TO(TARGET());
  }
  PUSH(yielded.release());
  NEXT_CHECKED();
}

  // --- exceptions
op_RAISE_VARARGS : {
  SAVE();
  handler_index = frame->instruction;
  // A bare `raise` goes on with an exception whose traceback has this frame already.
  Value* stack = sp;
  const bool is_again = raise_from_stack(thread, ip->argument, stack);
  sp = stack;
  if (is_again) goto unwind_without_traceback;
  goto error;
}
op_RERAISE : {
  SAVE();
  thread.charge(thread.work_costs().raise_ps);
  handler_index = frame->instruction;
  if (ip->argument != 0) {
    frame->instruction = static_cast<std::uint32_t>(sp[-1 - ip->argument].as_small_int());
  }
  const Value exception = POP();
  thread.restore_exception(Ref::adopt(exception));
  goto unwind_without_traceback;
}
op_PUSH_EXC_INFO : {
  const Value exception = TOP();
  const Value previous = thread.handled->exception;
  TOP() = previous.is_undefined() ? Value::none() : previous;  // the count moves to the stack
  incref(exception);
  thread.handled->exception = exception;
  PUSH(exception);
  NEXT();
}
op_POP_EXCEPT : {
  const Value previous = POP();
  const Value old = thread.handled->exception;
  thread.handled->exception = previous.is_none() ? Value::undefined() : previous;
  DROP(old);
  NEXT_CHECKED();
}
op_CHECK_EXC_MATCH : {
  SAVE();
  const Truth matches = exception_matches(thread, SECOND(), TOP());
  if (matches == Truth::error) goto error;
  const Value wanted = TOP();
  TOP() = Value::boolean(matches == Truth::yes);
  decref(wanted);
  NEXT_CHECKED();
}
op_CHECK_EG_MATCH:
  STACK_OPERATION(match_exception_group(thread, stack));
op_PREP_RERAISE_STAR:
  STACK_OPERATION(prepare_reraise(thread, stack));
op_LOAD_ASSERTION_ERROR:
  PUSH(thread.types().AssertionError);
  NEXT();
op_BEFORE_WITH:
  STACK_OPERATION(before_with(thread, stack));
op_WITH_EXCEPT_START:
  STACK_OPERATION(with_except_start(thread, stack));

  // --- imports and patterns
op_IMPORT_NAME:
  STACK_OPERATION(import_name_from_stack(thread, frame, ip->argument, stack));
op_IMPORT_FROM : {
  SAVE();
  Ref value = import_from(thread, TOP(), name_at(frame, ip->argument));
  if (value.is_error()) goto error;
  PUSH(value.release());
  NEXT_CHECKED();
}
op_IMPORT_STAR:
  STACK_OPERATION(import_star_from_stack(thread, frame, stack));
op_MATCH_MAPPING : {
  const bool matches = matches_mapping(thread, TOP());
  PUSH(Value::boolean(matches));
  NEXT();
}
op_MATCH_SEQUENCE : {
  const bool matches = matches_sequence(thread, TOP());
  PUSH(Value::boolean(matches));
  NEXT();
}
op_MATCH_KEYS:
  STACK_OPERATION(match_keys(thread, stack));
op_MATCH_CLASS:
  STACK_OPERATION(match_class(thread, ip->argument, stack));

  // --- unwinding
error:
  // The instruction that failed is charged; what was paid beyond it is not owed.
  thread.settle();
unwind:
  handler_index = frame->instruction;
  if (!thread.cancelled) add_traceback(thread, frame, frame->instruction);
unwind_without_traceback : {
  keyword_names = nullptr;
  const ExceptionTableEntry* handler =
      thread.cancelled ? nullptr : frame->code->handler_of(handler_index);
  if (handler == nullptr) {
    Frame* caller = frame->previous;
    const bool is_entry = frame->is_entry;
    if (frame->quick->is_watched) thread.host().function_ends(thread, Value::error());
    leave_frame(thread, frame, sp);
    if (is_entry) return Ref::error();
    frame = caller;
    LOAD_FRAME();
    goto unwind;
  }
  Value* bottom = frame->stack_base() + handler->depth;
  drop_values(bottom, sp);
  sp = bottom;
  if (handler->push_last_instruction) PUSH(Value::small_int(frame->instruction));
  PUSH(thread.take_exception().release());
  ip = base + handler->target;
  PAY(ip);
  if (SPENT()) {
    exact.at_entry(INDEX());
    goto exact_step;
  }
  DISPATCH();
}
}

#pragma GCC diagnostic pop

}  // namespace gilsim::vm
