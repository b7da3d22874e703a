// SPDX-License-Identifier: MIT
//
// The named operations behind the eval loop's handlers. `sp` points behind the topmost value of the
// frame's stack; an operation pops what it takes and pushes what it leaves. False: an exception is
// pending, and [stack base, sp) is still owned.
//
// REQUIRES for all: frame->instruction is saved.
#pragma once

#include "vm/core/frame.h"
#include "vm/core/thread.h"
#include "vm/objects/function.h"
#include "vm/objects/generator.h"

#include <cstdint>

namespace gilsim::vm {

// Names (names.cc).
void raise_unbound_local(Thread&, const Frame*, std::int32_t slot);
void raise_empty_cell(Thread&, const Frame*, std::int32_t slot);
bool load_name(Thread&, Frame*, std::int32_t name_index, Value*& sp);
bool store_name(Thread&, Frame*, std::int32_t name_index, Value*& sp);
bool delete_name(Thread&, Frame*, std::int32_t name_index);
bool load_global(Thread&, Frame*, std::int32_t argument, Value*& sp);
bool store_global(Thread&, Frame*, std::int32_t name_index, Value*& sp);
bool delete_global(Thread&, Frame*, std::int32_t name_index);
bool make_cell_of_local(Thread&, Frame*, std::int32_t slot);
bool load_class_deref(Thread&, Frame*, std::int32_t slot, Value*& sp);
bool load_build_class(Thread&, Frame*, Value*& sp);
bool set_up_annotations(Thread&, Frame*);
bool import_name_from_stack(Thread&, Frame*, std::int32_t name_index, Value*& sp);
bool import_star_from_stack(Thread&, Frame*, Value*& sp);

// Building and unpacking (instructions.cc).
/// `s += t` on strings: grows in place if the variable that will receive the result holds the only
/// other reference.
bool append_to_string(Thread&, Frame*, Value*& sp);
bool unpack_sequence(Thread&, std::int32_t count, Value*& sp);
bool unpack_with_star(Thread&, std::int32_t before, std::int32_t after, Value*& sp);
bool build_tuple(Thread&, std::int32_t count, Value*& sp);
bool build_list(Thread&, std::int32_t count, Value*& sp);
bool build_set(Thread&, std::int32_t count, Value*& sp);
bool build_map(Thread&, std::int32_t count, Value*& sp);
bool build_const_key_map(Thread&, std::int32_t count, Value*& sp);
bool build_string(Thread&, std::int32_t count, Value*& sp);
bool build_slice(Thread&, std::int32_t count, Value*& sp);
bool format_value(Thread&, std::int32_t flags, Value*& sp);
bool add_to_set(Thread&, std::int32_t depth, Value*& sp);
bool add_to_map(Thread&, std::int32_t depth, Value*& sp);
bool extend_list(Thread&, std::int32_t depth, Value*& sp);
bool update_set(Thread&, std::int32_t depth, Value*& sp);
bool update_dict(Thread&, std::int32_t depth, Value*& sp);
bool merge_keywords(Thread&, std::int32_t depth, Value*& sp);
bool load_method(Thread&, Str* name, Value*& sp);
bool make_function_from_stack(Thread&, Frame*, std::int32_t flags, Value*& sp);

// Exceptions and `with`.
/// Always leaves an exception pending. True: one that was being handled is raised again.
bool raise_from_stack(Thread&, std::int32_t count, Value*& sp);
Truth exception_matches(Thread&, Value exception, Value class_or_tuple);
bool before_with(Thread&, Value*& sp);
bool with_except_start(Thread&, Value*& sp);

// Patterns (match.cc).
bool matches_mapping(const Thread&, Value subject);
bool matches_sequence(const Thread&, Value subject);
bool match_keys(Thread&, Value*& sp);
bool match_class(Thread&, std::int32_t count, Value*& sp);

// Calls (call.cc).
/// [null, bound method, ...] becomes [function, self, ...].
void unpack_bound_method(Value* arguments);
/// Enters a call of a function from the loop with `count` arguments, which end the caller's stack.
/// The frame takes over what lies there from `bottom` on: the callable and the arguments.
/// nullptr: an exception is pending, the stack is as it was. REQUIRES: takes_plainly.
Frame* enter_plainly(Thread&, Frame* caller, Function* function, const Value* arguments,
                     std::uint32_t count, const Value* bottom);
/// The same for any arguments, which it binds, and drops from the stack [bottom, sp).
Frame* enter_function(Thread&, Frame* caller, Function* function, Arguments arguments,
                      Value* bottom, Value* sp);
/// Enters `__init__` of a class whose instances are made the plain way; nullptr without an
/// exception: the call must be made the general way.
Frame* enter_constructor(Thread&, Frame* caller, Type* type, Arguments arguments, Value*& sp);
/// At the return of such an `__init__`: replaces the result (owned) by the instance.
bool finish_constructor(Thread&, Frame* frame, Value& result);
/// Any other callable; notes whether a native was called that passes no check point.
Ref call_from_loop(Thread&, Value callable, Arguments arguments);
/// CALL_FUNCTION_EX: pushes the result, or sets `callee` to a frame to run.
bool call_with_unpacking(Thread&, Frame* caller, std::int32_t flags, Value*& sp, Frame*& callee);
/// Unlinks a frame from the thread and releases it, of which only the variables are left.
/// REQUIRES: frame->is_plain_call().
void leave_called_frame(Thread&, Frame* frame);
/// The same for any frame that ends; `sp`: the end of what it holds.
void leave_frame(Thread&, Frame* frame, Value* sp);

// Generators (generator.cc).
/// Moves the frame into a new generator and unlinks it.
Ref make_generator(Thread&, Frame* frame);
/// Links the generator's frame on top of the thread's, with `sent` pushed. False: exception
/// pending.
bool resume_generator(Thread&, Generator* generator, Value sent);
/// Unlinks a generator's frame at a `yield`.
void suspend_generator(Thread&, Frame* frame);
/// Unlinks the frame of a generator that has ended and drops it; PEP 479 for a StopIteration in
/// flight.
void finish_generator(Thread&, Frame* frame, Value* sp);
Ref get_yield_from_iterator(Thread&, const Frame*, Value iterable);
/// One step of `yield from` on anything. Undefined: it ended with `returned`.
Ref send_to(Thread&, Value receiver, Value sent, Ref& returned);

}  // namespace gilsim::vm
