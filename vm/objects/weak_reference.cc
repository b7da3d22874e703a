// SPDX-License-Identifier: MIT
#include "vm/objects/weak_reference.h"

#include "vm/core/builtin_types.h"
#include "vm/core/slots.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/str.h"

#include <utility>

namespace gilsim::vm {

namespace {

WeakReference* head_of(const Interpreter& interpreter, const Object* target) {
  if ((target->gc_word & Heap::kHasWeakReferences) == 0) return nullptr;
  return interpreter.weak_references_of(target);
}

void set_head(Interpreter& interpreter, Object* target, WeakReference* head) {
  interpreter.set_weak_references_of(target, head);
  if (head == nullptr) {
    target->gc_word &= ~Heap::kHasWeakReferences;
  } else {
    target->gc_word |= Heap::kHasWeakReferences;
  }
}

/// Puts a reference into its target's list: one without callback first, one with behind those.
void link(Interpreter& interpreter, WeakReference* reference) {
  WeakReference* head = head_of(interpreter, reference->target);
  WeakReference* before = nullptr;
  WeakReference* after = head;
  if (!reference->callback.is_undefined()) {
    while (after != nullptr && after->callback.is_undefined()) {
      before = after;
      after = after->next;
    }
  }
  reference->previous = before;
  reference->next = after;
  if (after != nullptr) after->previous = reference;
  if (before == nullptr) {
    set_head(interpreter, reference->target, reference);
  } else {
    before->next = reference;
  }
}

void unlink(Interpreter& interpreter, WeakReference* reference) {
  Object* target = std::exchange(reference->target, nullptr);
  if (target == nullptr) return;
  if (reference->next != nullptr) reference->next->previous = reference->previous;
  if (reference->previous != nullptr) {
    reference->previous->next = reference->next;
  } else {
    set_head(interpreter, target, reference->next);
  }
  reference->next = reference->previous = nullptr;
}

bool is_of(Value value, const Type* type) {
  return value.is_object() && value.as_object()->type->is_subtype_of(type);
}

/// The shared reference of exactly this type and without callback.
WeakReference* shared_reference(const Interpreter& interpreter, const Object* target,
                                const Type* type) {
  WeakReference* link = head_of(interpreter, target);
  while (link != nullptr && !(link->type == type && link->callback.is_undefined())) {
    link = link->next;
  }
  return link;
}

Ref target_of(const WeakReference* reference) {
  return reference->target == nullptr ? Ref::undefined() : Ref::share(Value(reference->target));
}

}  // namespace

bool supports_weak_references(Thread& thread, const Type* type) {
  switch (type->layout) {
    case Layout::function:
    case Layout::native_function:
    case Layout::bound_method:
    case Layout::set:
    case Layout::frozenset:
    case Layout::generator:
    case Layout::module:
    case Layout::type:
    case Layout::code:
      return true;
    default:
      return !lookup_in_type(thread, const_cast<Type*>(type), thread.names().weakref_)
                  .is_undefined();
  }
}

Ref make_weak_reference(Thread& thread, Type* type, Value target, Value callback) {
  if (!target.is_object() || !supports_weak_references(thread, target.as_object()->type)) {
    return thread.type_error("cannot create weak reference to '{}' object",
                             type_name(thread, target));
  }
  if (callback.is_none()) callback = Value();
  Object* object = target.as_object();
  const bool is_shared = callback.is_undefined() && !type->is_heap_type;
  if (is_shared) {
    if (WeakReference* found = shared_reference(thread.interpreter, object, type)) {
      return Ref::share(Value(found));
    }
  }
  const std::size_t size =
      type->instance_size > sizeof(WeakReference) ? type->instance_size : sizeof(WeakReference);
  auto* made = static_cast<WeakReference*>(thread.heap().allocate(type, size));
  incref(callback);
  made->callback = callback;
  // An immortal object never goes, and its header is never written to.
  made->target = object;
  if (!object->is_immortal()) link(thread.interpreter, made);
  thread.heap().track(made);
  return Ref::adopt(Value(made));
}

void empty_weak_references(Interpreter& interpreter, Object* target,
                           std::vector<WeakCallback>& callbacks) {
  WeakReference* link = head_of(interpreter, target);
  if (link == nullptr) return;
  set_head(interpreter, target, nullptr);
  while (link != nullptr) {
    WeakReference* next = link->next;
    link->target = nullptr;
    link->next = link->previous = nullptr;
    const Value callback = std::exchange(link->callback, Value());
    // A reference that is being destroyed itself calls nobody.
    if (!callback.is_undefined() && link->reference_count > 0) {
      callbacks.push_back({Ref::share(Value(link)), Ref::adopt(callback)});
    } else {
      decref(callback);
    }
    link = next;
  }
}

void run_weak_callbacks(Thread& thread, const std::vector<WeakCallback>& callbacks) {
  if (callbacks.empty() || thread.cancelled) return;
  Ref pending = thread.take_exception();
  for (const WeakCallback& due : callbacks) {
    const Value arguments[] = {due.reference};
    if (call(thread, due.callback, arguments).is_error()) write_unraisable(thread, due.callback);
    if (thread.cancelled) break;
  }
  if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
}

namespace {

// --- weakref.ref ---------------------------------------------------------------------------------

Ref reference_new(Thread& thread, Type* cls, Arguments arguments) {
  if (arguments.positional_count < 1) {
    return thread.type_error("__new__ expected at least 1 argument, got 0");
  }
  if (!cls->is_heap_type && arguments.positional_count > 2) {
    return thread.type_error("__new__ expected at most 2 arguments, got {}",
                             arguments.positional_count);
  }
  return make_weak_reference(thread, cls, arguments[0],
                             arguments.positional_count > 1 ? arguments[1] : Value());
}

bool reference_init(Thread&, Value, Arguments) { return true; }

Ref reference_call(Thread& thread, Value self, Arguments arguments) {
  if (!check_no_keywords(thread, "weakref", arguments) ||
      !check_positional(thread, "weakref", arguments, 0, 0)) {
    return Ref::error();
  }
  Ref target = target_of(cast<WeakReference>(self));
  return target.is_undefined() ? Ref::none() : std::move(target);
}

Ref reference_repr(Thread& thread, Value self) {
  const std::uint64_t own = thread.interpreter.identity_of(self);
  const Ref target = target_of(cast<WeakReference>(self));
  if (target.is_undefined()) return make_str(thread, fmt::format("<weakref at {:#x}; dead>", own));
  const Ref name = get_attribute_or_undefined(thread, target, thread.names().name_);
  if (name.is_error()) return Ref::error();
  const std::string text =
      fmt::format("<weakref at {:#x}; to '{}' at {:#x}{}>", own, type_name(thread, target),
                  thread.interpreter.identity_of(target),
                  is_str(name) ? fmt::format(" ({})", to_utf8(name.as<Str>())) : std::string());
  return make_str(thread, text);
}

bool reference_hash(Thread& thread, Value self, std::int64_t& out) {
  const Ref held = Ref::share(self);
  auto* reference = held.as<WeakReference>();
  if (!reference->has_hash) {
    const Ref target = target_of(reference);
    if (target.is_undefined()) {
      thread.type_error("weak object has gone away").reset();
      return false;
    }
    if (!hash(thread, target, reference->hash)) return false;
    reference->has_hash = true;
  }
  out = reference->hash;
  return true;
}

Ref reference_compare(Thread& thread, Value self, Value other, CompareOp op) {
  const bool wants_equality = op == CompareOp::equal || op == CompareOp::not_equal;
  if (!wants_equality || !is_of(other, thread.types().weak_reference)) {
    return Ref::not_implemented();
  }
  const Ref left = target_of(cast<WeakReference>(self));
  const Ref right = target_of(cast<WeakReference>(other));
  if (left.is_undefined() || right.is_undefined()) {
    return Ref::boolean((self == other) == (op == CompareOp::equal));
  }
  return compare(thread, left, right, op);
}

void reference_dealloc(Heap& heap, Object* object) {
  auto* reference = static_cast<WeakReference*>(object);
  if (reference->target != nullptr && !reference->target->is_immortal()) {
    unlink(*heap.interpreter(), reference);
  }
  decref(std::exchange(reference->callback, Value()));
}

void reference_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<WeakReference*>(object)->callback, context);
}

void reference_clear(Heap&, Object* object) {
  decref(std::exchange(static_cast<WeakReference*>(object)->callback, Value()));
}

void reference_copy(HeapCopier& copier, Object* from, Object* to) {
  auto* reference = static_cast<WeakReference*>(to);
  reference->next = reference->previous = nullptr;
  reference->callback = copier.copy(reference->callback);
  Object* target = static_cast<WeakReference*>(from)->target;
  if (target == nullptr) return;
  // If nothing else in the child holds the copy, it goes when the copier lets it go.
  reference->target = copier.copy_borrowed(target);
  if (!reference->target->is_immortal()) link(*copier.target().interpreter(), reference);
}

Ref reference_callback(Thread&, Arguments arguments) {
  const auto* reference = cast<WeakReference>(arguments[0]);
  return reference->callback.is_undefined() ? Ref::none() : Ref::share(reference->callback);
}

constexpr NativeDefinition kReferenceRows[] = {
    {"__callback__", reference_callback, nullptr, kNativeGetter, nullptr},
};

// --- proxies -------------------------------------------------------------------------------------

/// The object behind a proxy; anything else as it is. Error: ReferenceError is pending.
Ref behind(Thread& thread, Value value) {
  const BuiltinTypes& types = thread.types();
  if (!is_of(value, types.weak_proxy) && !is_of(value, types.weak_callable_proxy)) {
    return Ref::share(value);
  }
  Ref target = target_of(cast<WeakReference>(value));
  if (!target.is_undefined()) return target;
  return thread.raise(types.ReferenceError, "weakly-referenced object no longer exists");
}

Ref proxy_get_attribute(Thread& thread, Value self, Str* name) {
  const Ref target = behind(thread, self);
  return target.is_error() ? Ref::error() : get_attribute(thread, target, name);
}

bool proxy_set_attribute(Thread& thread, Value self, Str* name, Value value) {
  const Ref target = behind(thread, self);
  return !target.is_error() && set_attribute(thread, target, name, value);
}

template <Ref (*Operation)(Thread&, Value)>
Ref proxy_unary(Thread& thread, Value self) {
  const Ref target = behind(thread, self);
  return target.is_error() ? Ref::error() : Operation(thread, target);
}

template <BinaryOp Op, Ref (*Operation)(Thread&, BinaryOp, Value, Value)>
Ref proxy_binary(Thread& thread, Value left, Value right) {
  const Ref a = behind(thread, left);
  const Ref b = a.is_error() ? Ref::error() : behind(thread, right);
  return b.is_error() ? Ref::error() : Operation(thread, Op, a, b);
}

Ref proxy_repr(Thread& thread, Value self) {
  const Ref target = target_of(cast<WeakReference>(self));
  return make_str(
      thread,
      fmt::format(
          "<weakproxy at {:#x} to {} at {:#x}>", thread.interpreter.identity_of(self),
          target.is_undefined() ? "NoneType" : type_name(thread, target),
          thread.interpreter.identity_of(target.is_undefined() ? Value::none() : target.get())));
}

Ref proxy_compare(Thread& thread, Value self, Value other, CompareOp op) {
  const Ref a = behind(thread, self);
  const Ref b = a.is_error() ? Ref::error() : behind(thread, other);
  return b.is_error() ? Ref::error() : compare(thread, a, b, op);
}

bool proxy_hash(Thread& thread, Value self, std::int64_t&) {
  thread.type_error("unhashable type: '{}'", type_name(thread, self)).reset();
  return false;
}

Truth proxy_truth(Thread& thread, Value self) {
  const Ref target = behind(thread, self);
  return target.is_error() ? Truth::error : is_true(thread, target);
}

bool proxy_length(Thread& thread, Value self, std::int64_t& out) {
  const Ref target = behind(thread, self);
  return !target.is_error() && length(thread, target, out);
}

Ref proxy_get_item(Thread& thread, Value self, Value key) {
  const Ref target = behind(thread, self);
  return target.is_error() ? Ref::error() : get_item(thread, target, key);
}

bool proxy_set_item(Thread& thread, Value self, Value key, Value value) {
  const Ref target = behind(thread, self);
  return !target.is_error() && set_item(thread, target, key, value);
}

Truth proxy_contains(Thread& thread, Value self, Value item) {
  const Ref target = behind(thread, self);
  return target.is_error() ? Truth::error : contains(thread, target, item);
}

Ref proxy_next(Thread& thread, Value self) {
  const Ref target = behind(thread, self);
  if (target.is_error()) return Ref::error();
  if (type_of_inline(thread, target)->slots.next == nullptr) {
    return thread.type_error("Weakref proxy referenced a non-iterator '{}' object",
                             type_name(thread, target));
  }
  return next(thread, target);
}

Ref proxy_call(Thread& thread, Value self, Arguments arguments) {
  const Ref target = behind(thread, self);
  return target.is_error() ? Ref::error() : call(thread, target, arguments);
}

template <int Index = 0>
void set_binary_slots(Slots& slots) {
  if constexpr (Index < kBinaryOpCount) {
    constexpr auto kOp = static_cast<BinaryOp>(Index);
    slots.binary[Index] = proxy_binary<kOp, binary_operation>;
    slots.in_place[Index] = proxy_binary<kOp, in_place_operation>;
    set_binary_slots<Index + 1>(slots);
  }
}

void set_memory_slots(Type* type) {
  type->instance_size = sizeof(WeakReference);
  type->slots.dealloc = reference_dealloc;
  type->slots.traverse = reference_traverse;
  type->slots.clear = reference_clear;
  type->slots.copy_to_heap = reference_copy;
}

void set_up_proxy(Type* type) {
  set_memory_slots(type);
  Slots& slots = type->slots;
  slots.get_attribute = proxy_get_attribute;
  slots.set_attribute = proxy_set_attribute;
  slots.repr = proxy_repr;
  slots.str = proxy_unary<to_str>;
  slots.hash = proxy_hash;
  slots.compare = proxy_compare;
  slots.iter = proxy_unary<get_iterator>;
  slots.next = proxy_next;
  slots.truth = proxy_truth;
  slots.length = proxy_length;
  slots.get_item = proxy_get_item;
  slots.set_item = proxy_set_item;
  slots.contains = proxy_contains;
  slots.negative = proxy_unary<negative>;
  slots.positive = proxy_unary<positive>;
  slots.invert = proxy_unary<invert>;
  set_binary_slots(slots);
}

}  // namespace

void set_up_weak_reference_types(Instance& instance) {
  Type* reference = instance.types.weak_reference;
  set_memory_slots(reference);
  reference->slots.new_instance = reference_new;
  reference->slots.init = reference_init;
  reference->slots.call = reference_call;
  reference->slots.repr = reference_repr;
  reference->slots.hash = reference_hash;
  reference->slots.compare = reference_compare;
  add_methods(instance, reference, kReferenceRows);
  set_up_proxy(instance.types.weak_proxy);
  set_up_proxy(instance.types.weak_callable_proxy);
  instance.types.weak_callable_proxy->slots.call = proxy_call;
}

}  // namespace gilsim::vm
