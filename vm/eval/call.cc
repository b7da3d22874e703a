// SPDX-License-Identifier: MIT
//
// Calls: from the eval loop (a Python function's frame is entered in the same loop), and from C++
// (a nested loop, bounded by the thread's native stack).
//
// A call of a function moves the arguments from the caller's stack into the callee's slots; nothing
// is copied or counted twice. Everything a signature can ask for beyond "exactly these positional
// arguments" is bound in bind_arguments.cc.
#include "vm/bytecode/stack_guard.h"
#include "vm/eval/eval.h"
#include "vm/eval/eval_support.h"
#include "vm/eval/instructions.h"
#include "vm/eval/operations.h"
#include "vm/eval/traceback.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/generator.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

Ref eval(Thread& thread, Frame* frame, bool raising);  // eval_loop.cc

namespace {

/// Made at the first call: of a module's functions most are never called.
inline QuickCode* quick_code_of(Thread& thread, Function* function) {
  if (function->quick == nullptr) [[unlikely]] {
    function->quick = &thread.interpreter.quick_code(*function->code);
  }
  return function->quick;
}

/// A frame whose slots are empty from `first_empty` on; the caller fills the others, and hands over
/// what it will own.
inline Frame* make_frame(Thread& thread, Code* code, QuickCode* quick, Function* function,
                         Dict* globals, Dict* builtins, Value locals,
                         std::uint32_t first_empty = 0) {
  if (thread.recursion_depth >= thread.interpreter.recursion_limit) {
    thread.raise(thread.types().RecursionError, "maximum recursion depth exceeded").reset();
    return nullptr;
  }
  Frame* frame = thread.push_frame_memory(code->local_count + code->stack_size);
  *frame = Frame{.previous = nullptr,
                 .code = code,
                 .quick = quick,
                 .function = function,
                 .globals = globals,
                 .builtins = builtins,
                 .locals = locals,
                 .generator = nullptr,
                 .frame_object = nullptr,
                 .instruction = 0,
                 .stack_depth = 0,
                 .is_entry = false,
                 .in_arena = true,
                 .returns_self = false,
                 .jumps_left = 0,
                 .pending_self = Value::undefined()};
  Value* slots = frame->slots();
  const std::uint32_t count = code->local_count;
  for (std::uint32_t i = first_empty; i < count; ++i) slots[i] = Value::undefined();
  return frame;
}

/// Puts the frame on top of the thread's.
void link_frame(Thread& thread, Frame* frame) {
  frame->previous = thread.frame;
  thread.frame = frame;
  ++thread.recursion_depth;
}

/// A nested eval loop needs room on the C++ stack for itself and the natives it may call.
constexpr std::size_t kEvalStackReserve = 32 * 1024;

bool has_native_stack(Thread& thread) {
  if (!StackGuard{thread.native_stack_limit}.is_low(kEvalStackReserve)) return true;
  thread
      .raise(thread.types().RecursionError,
             "maximum recursion depth exceeded while calling a Python object")
      .reset();
  return false;
}

}  // namespace

// --- frames ---

Frame* make_call_frame(Thread& thread, Function* function) {
  Frame* frame = make_frame(thread, function->code, quick_code_of(thread, function), function,
                            function->globals, function->builtins, Value::undefined());
  if (frame != nullptr) incref(function);
  return frame;
}

void release_frame(Thread& thread, Frame* frame, Value* stack_top) {
  drop_frame_values(frame, stack_top);
  decref(frame->locals);
  decref(frame->pending_self);
  if (frame->owns_globals()) {
    decref(frame->globals);
    decref(frame->builtins);
  }
  if (frame->function != nullptr) decref(frame->function);
  if (frame->in_arena) thread.pop_frame_memory(frame);
}

void leave_called_frame(Thread& thread, Frame* frame) {
  --thread.recursion_depth;
  // The frame is still the innermost one while its variables are dropped: their destructors run on
  // top of its memory.
  Value* const end = frame->stack_base();
  for (Value* slot = frame->slots(); slot != end; ++slot) decref(*slot);
  thread.frame = frame->previous;
  decref(frame->function);
  thread.pop_frame_memory(frame);
}

void leave_frame(Thread& thread, Frame* frame, Value* sp) {
  --thread.recursion_depth;
  if (frame->frame_object != nullptr) detach_frame_object(thread, frame);
  if (frame->generator != nullptr) {
    finish_generator(thread, frame, sp);
    return;
  }
  // As in leave_called_frame.
  drop_frame_values(frame, sp);
  thread.frame = frame->previous;
  release_frame(thread, frame, frame->slots());
}

Ref run_frame(Thread& thread, Frame* frame, bool raising) {
  if (!has_native_stack(thread)) {
    if (frame->generator == nullptr) release_frame(thread, frame, frame->stack_base());
    return Ref::error();
  }
  thread.settle();
  link_frame(thread, frame);
  frame->is_entry = true;
  Ref result = eval(thread, frame, raising);
  thread.unsettle();
  return result;
}

Ref run_code(Thread& thread, Code* code, Dict* globals, Value locals) {
  Value builtins = dict_get(globals, thread.names().builtins_dunder_);
  if (has_layout(builtins, Layout::module)) builtins = cast<Module>(builtins)->dict;
  Dict* builtins_dict = is_dict(builtins) ? cast<Dict>(builtins) : thread.interpreter.builtins;
  Frame* frame = make_frame(thread, code, &thread.interpreter.quick_code(*code), nullptr, globals,
                            builtins_dict, locals);
  if (frame == nullptr) return Ref::error();
  incref(locals);
  incref(globals);
  incref(builtins_dict);
  return run_frame(thread, frame);
}

Ref run_class_body(Thread& thread, Function* body, Value namespace_mapping) {
  Frame* frame = make_call_frame(thread, body);
  if (frame == nullptr) return Ref::error();
  incref(namespace_mapping);
  frame->locals = namespace_mapping;
  return run_frame(thread, frame);
}

// --- calls from the loop ---

void unpack_bound_method(Value* arguments) {
  auto* method = cast<BoundMethod>(arguments[-1]);
  incref(method->function);
  incref(method->self);
  arguments[-2] = method->function;
  arguments[-1] = method->self;
  decref(method);
}

Frame* enter_plainly(Thread& thread, Frame* caller, Function* function, const Value* arguments,
                     std::uint32_t count, const Value* bottom) {
  Code* code = function->code;
  const std::uint32_t parameters = code->plain_argument_count;
  Frame* frame = make_frame(thread, code, quick_code_of(thread, function), function,
                            function->globals, function->builtins, Value::undefined(), parameters);
  if (frame == nullptr) return nullptr;
  Value* slots = frame->slots();
  for (std::uint32_t i = 0; i < count; ++i) slots[i] = arguments[i];
  if (count < parameters) {
    const Value* const end =
        cast<Tuple>(function->defaults)->view().data() + cast<Tuple>(function->defaults)->length;
    for (std::uint32_t i = count; i < parameters; ++i) {
      slots[i] = end[static_cast<std::int64_t>(i) - parameters];
      incref(slots[i]);
    }
  }
  caller->stack_depth = static_cast<std::uint32_t>(bottom - caller->stack_base());
  link_frame(thread, frame);
  return frame;
}

Frame* enter_function(Thread& thread, Frame* caller, Function* function, Arguments arguments,
                      Value* bottom, Value* sp) {
  Frame* frame = make_call_frame(thread, function);
  if (frame == nullptr) return nullptr;
  if (!bind_arguments(thread, function, arguments, frame)) {
    release_frame(thread, frame, frame->stack_base());
    return nullptr;
  }
  drop_values(bottom, sp);
  caller->stack_depth = static_cast<std::uint32_t>(bottom - caller->stack_base());
  link_frame(thread, frame);
  return frame;
}

Frame* enter_constructor(Thread& thread, Frame* caller, Type* type, Arguments arguments,
                         Value*& sp) {
  if (type->type != thread.types().type || !type->is_heap_type || type->is_abstract ||
      type->slots.new_instance != thread.types().object->slots.new_instance) {
    return nullptr;
  }
  const Value init = lookup_in_type(thread, type, thread.names().init_);
  if (!has_layout(init, Layout::function)) return nullptr;
  Ref self = type->slots.new_instance(thread, type, arguments);
  if (self.is_error()) return nullptr;
  Frame* frame = make_call_frame(thread, cast<Function>(init));
  if (frame == nullptr) return nullptr;
  std::vector<Value> with_self;
  const std::uint32_t total = arguments.positional_count + arguments.keyword_count();
  with_self.reserve(total + std::size_t{1});
  with_self.push_back(self.get());
  with_self.insert(with_self.end(), arguments.values, arguments.values + total);
  const Arguments given{with_self.data(), arguments.positional_count + 1, arguments.keyword_names};
  if (!bind_arguments(thread, cast<Function>(init), given, frame)) {
    release_frame(thread, frame, frame->stack_base());
    return nullptr;
  }
  thread.charge(thread.work_costs().instance_ps + thread.work_costs().slot_call_ps);
  frame->returns_self = true;
  frame->pending_self = self.release();
  Value* bottom = sp - caller->code->at(caller->instruction).argument - 2;
  drop_values(bottom, sp);
  sp = bottom;
  caller->stack_depth = static_cast<std::uint32_t>(sp - caller->stack_base());
  link_frame(thread, frame);
  return frame;
}

bool finish_constructor(Thread& thread, Frame* frame, Value& result) {
  if (!result.is_none()) {
    thread.type_error("__init__() should return None, not '{}'", type_name(thread, result)).reset();
    decref(std::exchange(result, Value::undefined()));
    return false;
  }
  result = std::exchange(frame->pending_self, Value::undefined());
  return true;
}

Ref call_from_loop(Thread& thread, Value callable, Arguments arguments) {
  if (has_layout(callable, Layout::native_function)) {
    auto* native = cast<NativeFunctionObject>(callable);
    Ref result = call_native(thread, native, arguments);
    thread.last_native_has_no_check_point = (native->definition->flags & kNativeNoCheckPoint) != 0;
    return result;
  }
  thread.last_native_has_no_check_point = false;
  Ref result = call(thread, callable, arguments);
  // type(x) with one argument is specialised and passes no check point.
  thread.last_native_has_no_check_point = callable == Value(thread.types().type) &&
                                          arguments.positional_count == 1 &&
                                          arguments.keyword_names == nullptr;
  return result;
}

namespace {

/// `f(*args)`: the positional arguments as a tuple.
Ref positional_tuple(Thread& thread, Value callable, Value given) {
  if (is_exact_tuple(given)) return Ref::share(given);
  std::vector<Ref> items;
  if (!collect(thread, given, items)) {
    const Type* type = type_of(thread, given);
    if (thread.exception_matches(thread.types().TypeError) && type->slots.iter == nullptr &&
        type->slots.get_item == nullptr) {
      thread.clear_exception();
      return thread.type_error("{} argument after * must be an iterable, not {}",
                               callable_name(thread, callable), type_name(thread, given));
    }
    return Ref::error();
  }
  std::vector<Value> values;
  for (const Ref& item : items) values.push_back(item.get());
  return make_tuple(thread, std::span<const Value>(values));
}

}  // namespace

bool call_with_unpacking(Thread& thread, Frame* caller, std::int32_t flags, Value*& sp,
                         Frame*& callee) {
  // [null, callable, positional, keywords if flags & 1]
  const bool has_keywords = (flags & 1) != 0;
  Value* bottom = sp - 3 - (has_keywords ? 1 : 0);
  const Value callable = bottom[1];
  Ref positional = positional_tuple(thread, callable, bottom[2]);
  if (positional.is_error()) return false;
  std::vector<Value> values(positional.as<Tuple>()->view().begin(),
                            positional.as<Tuple>()->view().end());
  const auto positional_count = static_cast<std::uint32_t>(values.size());
  Ref names;
  std::vector<Ref> held;
  if (has_keywords && cast<Dict>(bottom[3])->length != 0) {
    std::vector<Value> keys;
    Value key;
    Value value;
    for (std::int64_t at = 0; dict_next(cast<Dict>(bottom[3]), at, key, value);) {
      if (!is_str(key)) {
        thread.type_error("keywords must be strings").reset();
        return false;
      }
      keys.push_back(key);
      values.push_back(value);
      held.push_back(Ref::share(value));
    }
    names = make_tuple(thread, std::span<const Value>(keys));
    if (names.is_error()) return false;
  }
  const Arguments arguments{values.data(), positional_count,
                            names.is_undefined() ? nullptr : names.as<Tuple>()};
  if (has_layout(callable, Layout::function)) {
    Frame* frame = make_call_frame(thread, cast<Function>(callable));
    if (frame == nullptr) return false;
    if (!bind_arguments(thread, cast<Function>(callable), arguments, frame)) {
      release_frame(thread, frame, frame->stack_base());
      return false;
    }
    drop_values(bottom, sp);
    sp = bottom;
    caller->stack_depth = static_cast<std::uint32_t>(sp - caller->stack_base());
    link_frame(thread, frame);
    callee = frame;
    return true;
  }
  Ref result = call_from_loop(thread, callable, arguments);
  if (result.is_error()) return false;
  drop_values(bottom, sp);
  sp = bottom;
  *sp++ = result.release();
  return true;
}

// --- calls from C++ ---

namespace {

Ref call_function(Thread& thread, Function* function, Arguments arguments) {
  Frame* frame = make_call_frame(thread, function);
  if (frame == nullptr) return Ref::error();
  if (!bind_arguments(thread, function, arguments, frame)) {
    release_frame(thread, frame, frame->stack_base());
    return Ref::error();
  }
  return run_frame(thread, frame);
}

Ref call_bound_method(Thread& thread, BoundMethod* method, Arguments arguments) {
  const std::uint32_t total = arguments.positional_count + arguments.keyword_count();
  constexpr std::uint32_t kFewArguments = 8;
  Value few[kFewArguments + 1];
  std::vector<Value> many;
  Value* with_self = few;
  if (total > kFewArguments) {
    many.resize(total + std::size_t{1});
    with_self = many.data();
  }
  with_self[0] = method->self;
  std::copy_n(arguments.values, total, with_self + 1);
  const Ref keep = Ref::share(method);
  return call(thread, method->function,
              Arguments{with_self, arguments.positional_count + 1, arguments.keyword_names});
}

}  // namespace

Ref call(Thread& thread, Value callable, Arguments arguments) {
  if (has_layout(callable, Layout::function)) {
    return call_function(thread, cast<Function>(callable), arguments);
  }
  if (has_layout(callable, Layout::native_function)) {
    return call_native(thread, cast<NativeFunctionObject>(callable), arguments);
  }
  if (has_layout(callable, Layout::bound_method)) {
    return call_bound_method(thread, cast<BoundMethod>(callable), arguments);
  }
  const auto slot = type_of(thread, callable)->slots.call;
  if (slot == nullptr) {
    return thread.type_error("'{}' object is not callable", type_name(thread, callable));
  }
  RecursionGuard guard(thread, " while calling a Python object");
  if (!guard) return Ref::error();
  return slot(thread, callable, arguments);
}

Ref call(Thread& thread, Value callable, std::span<const Value> positional) {
  return call(thread, callable,
              Arguments{positional.data(), static_cast<std::uint32_t>(positional.size()), nullptr});
}

Ref call_method(Thread& thread, Value object, Str* name, std::span<const Value> arguments) {
  Ref method = get_attribute(thread, object, name);
  if (method.is_error()) return method;
  return call(thread, method, arguments);
}

Ref call_method(Thread& thread, Value object, std::string_view name,
                std::span<const Value> arguments) {
  return call_method(thread, object, thread.instance.intern(name), arguments);
}

bool is_callable(Value value) {
  return value.is_object() && value.as_object()->type->slots.call != nullptr;
}

namespace {

std::string str_or(Value value, std::string_view fallback) {
  return is_str(value) ? to_utf8(cast<Str>(value)) : std::string(fallback);
}

}  // namespace

std::string callable_name(Thread& thread, Value callable) {
  if (has_layout(callable, Layout::function)) {
    auto* function = cast<Function>(callable);
    return fmt::format("{}.{}()", str_or(function->module, "?"),
                       str_or(function->qualified_name, "?"));
  }
  if (has_layout(callable, Layout::bound_method)) {
    return callable_name(thread, cast<BoundMethod>(callable)->function);
  }
  if (has_layout(callable, Layout::native_function)) {
    return fmt::format("{}()", cast<NativeFunctionObject>(callable)->definition->name);
  }
  if (has_layout(callable, Layout::type)) {
    const auto* type = cast<Type>(callable);
    return type->is_heap_type
               ? fmt::format("{}.{}()", str_or(type->module, "?"), to_utf8(type->qualified_name))
               : fmt::format("{}()", to_utf8(type->name));
  }
  return fmt::format("{} object", type_name(thread, callable));
}

}  // namespace gilsim::vm
