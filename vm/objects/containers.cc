// SPDX-License-Identifier: MIT
#include "vm/objects/containers.h"

#include "vm/objects/exception.h"
#include "vm/objects/sequence.h"

namespace gilsim::vm {

Ref raise_key_error(Thread& thread, Value key) {
  const Value arguments[] = {key};
  Ref exception = make_exception(thread, thread.types().KeyError, arguments);
  if (exception.is_error()) return exception;
  return thread.raise(std::move(exception));
}

bool has_index(const Thread& thread, Value value) {
  return is_int(value) || type_of(thread, value)->slots.to_index != nullptr;
}

Ref index_as_int(Thread& thread, Value value) {
  if (is_int(value)) return Ref::share(plain_int(value));
  const UnarySlot to_index_slot = type_of(thread, value)->slots.to_index;
  if (to_index_slot == nullptr) {
    return thread.type_error("'{}' object cannot be interpreted as an integer",
                             type_name(thread, value));
  }
  const Ref result = to_index_slot(thread, value);
  if (result.is_error()) return Ref::error();
  if (!is_int(result)) {
    return thread.type_error("__index__ returned non-int (type {})", type_name(thread, result));
  }
  return Ref::share(plain_int(result));
}

bool ssize_argument(Thread& thread, Value value, std::int64_t& out) {
  const Ref plain = index_as_int(thread, value);
  if (plain.is_error()) return false;
  if (int_to_int64(plain, out)) return true;
  thread.raise(thread.types().OverflowError, "Python int too large to convert to C ssize_t")
      .reset();
  return false;
}

bool index_argument(Thread& thread, Value value, std::int64_t& out) {
  if (value.is_undefined()) return true;
  if (!has_index(thread, value)) {
    thread.type_error("slice indices must be integers or have an __index__ method").reset();
    return false;
  }
  return to_index(thread, value, out, nullptr);
}

bool subscript_index(Thread& thread, std::string_view what, Value key, std::int64_t& index) {
  if (key.is_small_int()) {
    index = key.as_small_int();
    return true;
  }
  if (!has_index(thread, key)) {
    thread.type_error("{} indices must be integers or slices, not {}", what, type_name(thread, key))
        .reset();
    return false;
  }
  return to_index(thread, key, index, thread.types().IndexError);
}

bool is_final_operand(const Thread& thread, Value other, BinaryOp op) {
  const Type* type = type_of(thread, other);
  return !type->is_heap_type || type->slots.binary[static_cast<int>(op)] == nullptr;
}

Truth repeat_count(Thread& thread, Value times, std::int64_t& count) {
  if (times.is_small_int()) {
    count = times.as_small_int();
    return Truth::yes;
  }
  if (!has_index(thread, times)) {
    if (!is_final_operand(thread, times, BinaryOp::multiply)) return Truth::no;
    thread.type_error("can't multiply sequence by non-int of type '{}'", type_name(thread, times))
        .reset();
    return Truth::error;
  }
  if (!to_index(thread, times, count, thread.types().OverflowError)) return Truth::error;
  return Truth::yes;
}

bool check_constructor(Thread& thread, std::string_view name, Arguments arguments,
                       std::uint32_t minimum, std::uint32_t maximum) {
  return check_no_keywords(thread, name, arguments) &&
         check_positional(thread, name, arguments, minimum, maximum);
}

Ref as_sequence(Thread& thread, Value iterable) {
  if (is_exact_list(iterable) || is_exact_tuple(iterable)) return Ref::share(iterable);
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error() || !list_extend(thread, list.as<List>(), iterable)) return Ref::error();
  return list;
}

bool append_repr(Thread& thread, std::string& text, Value value) {
  if (value.is_small_int()) {
    text += std::to_string(value.as_small_int());
    return true;
  }
  if (is_plain_str(value)) {
    text += repr_of_text(cast<Str>(value));
    return true;
  }
  const Ref shown = repr(thread, value);
  if (shown.is_error()) return false;
  const Str* shown_text = shown.as<Str>();
  if (shown_text->is_ascii) {
    text += shown_text->ascii();
  } else {
    text += to_utf8(shown_text);
  }
  return true;
}

Ref iterator_itself(Thread&, Value self) { return Ref::share(self); }

namespace {

void dealloc_iterator(Heap&, Object* self) { drop(static_cast<SequenceIterator*>(self)->sequence); }

void traverse_iterator(Object* self, Visit visit, void* context) {
  visit(static_cast<SequenceIterator*>(self)->sequence, context);
}

}  // namespace

void set_up_sequence_iterator(Type* type, UnarySlot next_slot) {
  Slots& slots = type->slots;
  slots.dealloc = dealloc_iterator;
  slots.traverse = traverse_iterator;
  slots.clear = dealloc_iterator;
  slots.iter = iterator_itself;
  slots.next = next_slot;
}

Ref make_iterator_over(Thread& thread, Type* type, Value sequence, std::int64_t index) {
  auto* iterator = thread.heap().make<SequenceIterator>(type);
  iterator->sequence = Ref::share(sequence).release();
  iterator->index = index;
  thread.heap().track(iterator);
  return Ref::adopt(iterator);
}

Ref exhaust(Value& sequence) {
  drop(sequence);
  return Ref::undefined();
}

Ref make_pair_reusing(Thread& thread, Value& cache, Ref first, Ref second) {
  if (cache.is_object() && cache.as_object()->reference_count == 1) {
    Ref result = Ref::share(cache);
    Value* items = result.as<Tuple>()->items();
    if (!Heap::is_tracked(result.as<Tuple>())) thread.heap().track(result.as<Tuple>());
    const Ref old_first = Ref::adopt(std::exchange(items[0], first.release()));
    const Ref old_second = Ref::adopt(std::exchange(items[1], second.release()));
    return result;
  }
  Value items[] = {first.release(), second.release()};
  Ref result = make_tuple_stealing(thread, items, 2);
  if (result.is_error()) return result;
  const Ref old = Ref::adopt(std::exchange(cache, result.share().release()));
  return result;
}

}  // namespace gilsim::vm
