// SPDX-License-Identifier: MIT
#include "vm/eval/eval_support.h"

#include "vm/bytecode/check_points.h"
#include "vm/objects/function.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

// --- quickening ---

GlobalPlace specialise_global(const Frame* frame, std::int32_t name_index, InlineCache& cache) {
  Str* name = name_at(frame, name_index);
  std::int64_t entry = dict_find(frame->globals, name);
  cache.version = frame->globals->keys_version;
  if (entry >= 0) {
    cache.index = static_cast<std::uint32_t>(entry);
    return GlobalPlace::module;
  }
  entry = dict_find(frame->builtins, name);
  if (entry < 0) return GlobalPlace::none;
  cache.second_version = frame->builtins->keys_version;
  cache.index = static_cast<std::uint32_t>(entry);
  return GlobalPlace::builtins;
}

namespace {

/// The entry of `name` in a module's dict, cached.
AttributePlace specialise_module(Value owner, Str* name, InlineCache& cache) {
  const Dict* dict = cast<Module>(owner)->dict;
  const std::int64_t entry = dict_find(const_cast<Dict*>(dict), name);
  if (entry < 0) return AttributePlace::none;
  cache.version = dict->keys_version;
  cache.index = static_cast<std::uint32_t>(entry);
  return AttributePlace::module;
}

/// True if the type's look-ups follow the generic rules and may be cached.
bool is_cacheable(const Type* type, const BuiltinTypes& types) {
  return type->version != 0 && !type->has_descriptor_get_attribute &&
         type->slots.get_attribute == types.object->slots.get_attribute;
}

}  // namespace

AttributePlace specialise_attribute(Thread& thread, Value owner, Str* name, InlineCache& cache) {
  if (is_module(owner)) return specialise_module(owner, name, cache);
  if (!owner.is_object()) return AttributePlace::none;
  Object* object = owner.as_object();
  Type* type = object->type;
  // Behind items, whose number differs, an instance's dict has no fixed place.
  const bool has_items = type->layout == Layout::tuple || type->layout == Layout::bytes;
  if (!is_cacheable(type, thread.types()) || type->dict_offset == 0 || has_items) {
    return AttributePlace::none;
  }
  // A data descriptor of the type would come first; anything in the type is rare enough to leave.
  if (!lookup_in_type(thread, type, name).is_undefined()) return AttributePlace::none;
  Dict* dict = *dict_slot_of(object);
  if (dict == nullptr) return AttributePlace::none;
  const std::int64_t entry = dict_find(dict, name);
  if (entry < 0) return AttributePlace::none;
  cache.version = type->version;
  cache.index = static_cast<std::uint32_t>(entry);
  return AttributePlace::instance_dict;
}

AttributePlace specialise_method(Thread& thread, Value owner, Str* name, InlineCache& cache) {
  if (is_module(owner)) return specialise_module(owner, name, cache);
  if (!owner.is_object()) return AttributePlace::none;
  Type* type = owner.as_object()->type;
  if (!is_cacheable(type, thread.types())) return AttributePlace::none;
  const Value method = lookup_in_type(thread, type, name);
  if (!takes_self_first(thread, method)) {
    return AttributePlace::none;
  }
  cache.version = type->version;
  cache.value = method;
  return AttributePlace::type;
}

bool specialise_store(Thread& thread, Value owner, Str* name, InlineCache& cache) {
  if (!owner.is_object() || is_module(owner)) return false;
  const Type* type = owner.as_object()->type;
  if (type->slots.set_attribute != thread.types().object->slots.set_attribute) return false;
  return specialise_attribute(thread, owner, name, cache) == AttributePlace::instance_dict;
}

void specialise_for_iter(const Thread& thread, QuickCode& quick, std::uint32_t index,
                         Value iterator) {
  const std::vector<Instruction>& plain = *quick.code.instructions;
  const auto is_plain = [&plain](std::size_t i, Opcode opcode) {
    return plain[i].opcode == static_cast<std::uint16_t>(opcode);
  };
  const auto put = [&quick](std::size_t i, auto opcode) {
    quick.instructions[i].opcode = static_cast<std::uint16_t>(opcode);
  };
  const Type* type = iterator.is_object() ? iterator.as_object()->type : nullptr;
  const bool is_range = type == thread.types().range_iterator;
  const bool stores = is_plain(index + 1, Opcode::STORE_FAST);
  if (is_range) {
    put(index, stores ? QuickOpcode::FOR_ITER_RANGE_STORE_FAST : QuickOpcode::FOR_ITER_RANGE);
  } else if (type == thread.types().list_iterator) {
    put(index, QuickOpcode::FOR_ITER_LIST);
  } else {
    put(index, Opcode::FOR_ITER);
  }
  // What stands before the loop's exit is the jump at its end, unless the body never gets there.
  const std::size_t end = index + static_cast<std::size_t>(plain[index].argument);
  if (!is_plain(end, Opcode::JUMP_BACKWARD) ||
      end + 1 - static_cast<std::size_t>(plain[end].argument) != index) {
    return;
  }
  if (is_range && stores) {
    put(end, QuickOpcode::JUMP_BACKWARD_FOR_RANGE);
  } else {
    put(end, Opcode::JUMP_BACKWARD);
  }
}

// --- exact mode ---

namespace {

/// True if 3.11's eval loop looks at its eval breaker between these two instructions.
bool is_check_point_311(const Thread& thread, const ExactState& exact, std::uint32_t next) {
  switch (opcode_info(exact.previous).check_311) {
    case CheckPoint::never:
      return false;
    case CheckPoint::always:
      return true;
    case CheckPoint::taken:
      return next != exact.index + 1;
    case CheckPoint::native_call:
      return !thread.last_native_has_no_check_point;
    case CheckPoint::resume:
      return exact.argument < kResumeAfterYieldFrom;
  }
  return false;
}

bool is_check_point_310(const ExactState& exact, std::uint32_t next) {
  if (exact.previous == Opcode::RETURN_VALUE) return true;  // the caller's CALL ends
  switch (opcode_info(exact.previous).check_310) {
    case CheckPoint::taken:
      return next != exact.index + 1;
    case CheckPoint::never:
      return false;
    default:
      return true;
  }
}

/// True if `next` is the NOP that stands where older versions had SETUP_FINALLY: what follows it is
/// handled elsewhere than the NOP itself. They let nothing come between an acquisition and its
/// `try`.
bool begins_try(const Frame& frame, std::uint32_t next) {
  if (static_cast<Opcode>(frame.code->at(next).opcode) != Opcode::NOP) return false;
  const ExceptionTableEntry* const inside = frame.code->handler_of(next + 1);
  return inside != nullptr && inside->start == next + 1 && inside != frame.code->handler_of(next);
}

bool is_check_point_32(const Thread& thread, const ExactState& exact, std::uint32_t next) {
  const Opcode following = static_cast<Opcode>(thread.frame->code->at(next).opcode);
  if (following == Opcode::BEFORE_WITH || following == Opcode::SEND) return false;
  if (begins_try(*thread.frame, next)) return false;
  return opcode_info(exact.previous).tick_32 == FastPath::slow;
}

/// Counts a jump of the frame's activation; true if it was the last one of its turn. A generator's
/// activation lasts from one `yield` to the next.
bool ends_micropython_turn(Thread& thread, const ExactState& exact) {
  Frame& frame = *thread.frame;
  if (exact.previous == Opcode::RESUME) frame.jumps_left = thread.instance.jumps_per_activation;
  if (!is_micropython_branch(exact.previous) || --frame.jumps_left > 0) return false;
  frame.jumps_left = thread.instance.jumps_per_activation;
  return true;
}

/// REQUIRES: the host has asked for one.
bool is_check_point(const Thread& thread, const ExactState& exact, std::uint32_t next) {
  switch (thread.instance.check_points) {
    case CheckPointFamily::none:
    case CheckPointFamily::python_2_7:
    case CheckPointFamily::micropython:
      return false;
    case CheckPointFamily::python_3_2:
      return is_check_point_32(thread, exact, next);
    case CheckPointFamily::python_3_10:
      return is_check_point_310(exact, next);
    case CheckPointFamily::python_3_11:
      return is_check_point_311(thread, exact, next);
  }
  return false;
}

bool check_point_is_due(Thread& thread, const ExactState& exact, std::uint32_t next) {
  if (thread.budget.ticks.counted() < 0) return !begins_try(*thread.frame, next);
  if (thread.instance.check_points == CheckPointFamily::micropython) {
    return ends_micropython_turn(thread, exact);
  }
  return thread.attention_wanted(Thread::kAttentionCheckPoint) &&
         is_check_point(thread, exact, next);
}

bool serve_memory(Thread& thread) {
  thread.withdraw_attention(Thread::kAttentionMemory);
  if (!thread.heap().over_limit()) return true;
  thread.heap().collect(2);
  if (!thread.heap().over_limit()) return true;
  thread.memory_limit_hit = true;
  thread.raise(thread.types().MemoryError, "").reset();
  return false;
}

/// As in CPython, the check point belongs to the instruction before it: where the lock is dropped,
/// in traces, and where a signal handler's exception appears, in tracebacks.
bool serve_check_point(Thread& thread, const ExactState& exact, std::uint32_t next) {
  Frame* const frame = thread.frame;
  frame->instruction = exact.index;
  if (!thread.host().check_point(thread)) return false;
  frame->instruction = next;
  return true;
}

}  // namespace

bool exact_safepoint(Thread& thread, ExactState& exact, std::uint32_t next) {
  if (thread.attention_wanted(Thread::kAttentionInstructions)) {
    thread.host().instruction_ends(thread);
  }
  if (thread.attention_wanted(Thread::kAttentionCollect)) {
    thread.withdraw_attention(Thread::kAttentionCollect);
    thread.heap().collect_if_due();
  }
  if (thread.attention_wanted(Thread::kAttentionMemory) && !serve_memory(thread)) return false;
  if (thread.cancelled) return false;
  const bool is_spent = thread.budget.picoseconds <= 0 || thread.budget.ticks.plain() <= 0;
  if (is_spent && !thread.host().budget_spent(thread)) return false;
  if (check_point_is_due(thread, exact, next)) {
    if (!serve_check_point(thread, exact, next)) return false;
  } else if (thread.attention_wanted(Thread::kAttentionSignal) &&
             is_check_point_311(thread, exact, next)) {
    if (!thread.host().handle_signals(thread)) return false;
  }
  if (thread.attention_wanted(Thread::kAttentionInstructions)) {
    thread.host().instruction_begins(thread);
  }
  return true;
}

}  // namespace gilsim::vm
