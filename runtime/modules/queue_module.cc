// SPDX-License-Identifier: MIT
//
// Module _queue: SimpleQueue, which CPython has in C. put() never waits; get() drops the GIL to
// wait for the lock that put() releases.
#include "runtime/modules/lock.h"
#include "runtime/modules/native_modules.h"
#include "runtime/modules/native_support.h"
#include "runtime/simulation_context.h"
#include "runtime/sync_watch.h"
#include "vm/core/builtin_types.h"
#include "vm/core/heap_allocator.h"
#include "vm/eval/operations.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/generic_alias.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"

#include <utility>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Truth;
using vm::Value;

namespace {

struct SimpleQueueObject : vm::Object {
  Value items;  // owned list; those before `first` are gone
  std::int64_t first;
  LockState* lock;  // owned; taken while somebody waits or has waited
};

vm::List* items_of(SimpleQueueObject* queue) { return vm::cast<vm::List>(queue->items); }

std::int64_t length_of(SimpleQueueObject* queue) { return items_of(queue)->length - queue->first; }

Ref new_queue(vm::Thread& thread, vm::Type* cls, Arguments arguments) {
  if (!vm::check_constructor(thread, "SimpleQueue", arguments, 0, 0)) return Ref::error();
  Ref items = vm::make_list(thread, std::int64_t{0});
  if (items.is_error()) return Ref::error();
  auto* queue = vm::allocate_instance<SimpleQueueObject>(thread, cls);
  queue->items = items.release();
  queue->lock = new_lock_state(thread, "queue", 1);
  thread.heap().track(queue);
  return Ref::adopt(queue);
}

Ref put(vm::Thread& thread, Arguments arguments) {
  auto* queue = vm::cast<SimpleQueueObject>(arguments[0]);
  if (!vm::list_append(thread, items_of(queue), arguments[1])) return Ref::error();
  if (is_locked(thread, *queue->lock) && !release_lock(thread, *queue->lock)) return Ref::error();
  report_sync(thread, *queue->lock, "put", true, length_of(queue));
  return Ref::none();
}

/// Drops what get() has taken, now and then.
void compact(vm::Thread& thread, SimpleQueueObject* queue) {
  constexpr std::int64_t kWorthwhile = 64;
  vm::List* items = items_of(queue);
  if (queue->first < kWorthwhile || queue->first * 2 < items->length) return;
  if (vm::list_replace(thread, items, 0, queue->first, {})) queue->first = 0;
}

Ref take_first(vm::Thread& thread, SimpleQueueObject* queue) {
  vm::List* items = items_of(queue);
  Ref item = Ref::adopt(std::exchange(items->items[queue->first], Value::none()));
  ++queue->first;
  compact(thread, queue);
  return item;
}

Ref raise_empty(vm::Thread& thread) {
  const Ref module = vm::import_module(thread, "queue");
  if (module.is_error()) return Ref::error();
  const Ref type = vm::get_attribute(thread, module, std::string_view("Empty"));
  if (type.is_error()) return Ref::error();
  Ref exception = vm::call(thread, type);
  return exception.is_error() ? std::move(exception) : thread.raise(std::move(exception));
}

/// A time-out in seconds or None; false: an exception is pending.
bool queue_deadline(vm::Thread& thread, Value timeout, std::int64_t& deadline_ps) {
  if (timeout.is_none()) return true;
  double seconds = 0;
  if (!vm::to_double(thread, timeout, seconds)) return false;
  if (seconds < 0) {
    thread.value_error("'timeout' must be a non-negative number").reset();
    return false;
  }
  return deadline_after(thread, timeout, deadline_ps);
}

Ref get(vm::Thread& thread, Arguments arguments) {
  auto* queue = vm::cast<SimpleQueueObject>(arguments[0]);
  const Truth block = vm::is_true(thread, arguments[1]);
  if (block == Truth::error) return Ref::error();
  std::int64_t deadline_ps = kNoDeadline;
  if (block == Truth::yes && !queue_deadline(thread, arguments[2], deadline_ps)) {
    return Ref::error();
  }
  const Ref keep = Ref::share(queue);
  while (queue->first == items_of(queue)->length) {
    const Truth got = block == Truth::yes ? acquire_lock(thread, *queue->lock, deadline_ps)
                                          : try_acquire_lock(thread, *queue->lock);
    if (got == Truth::error) return Ref::error();
    if (got == Truth::no) {
      report_sync(thread, *queue->lock, "get", false, 0);
      return raise_empty(thread);
    }
  }
  Ref item = take_first(thread, queue);
  // Another one may be waiting, and there may be more.
  if (is_locked(thread, *queue->lock) && !release_lock(thread, *queue->lock)) return Ref::error();
  report_sync(thread, *queue->lock, "get", true, length_of(queue));
  return item;
}

Ref get_nowait(vm::Thread& thread, Arguments arguments) {
  auto* queue = vm::cast<SimpleQueueObject>(arguments[0]);
  const bool has_one = length_of(queue) > 0;
  Ref item = has_one ? take_first(thread, queue) : Ref();
  report_sync(thread, *queue->lock, "get", has_one, length_of(queue));
  return has_one ? std::move(item) : raise_empty(thread);
}

Ref qsize(vm::Thread& thread, Arguments arguments) {
  auto* queue = vm::cast<SimpleQueueObject>(arguments[0]);
  const std::int64_t length = length_of(queue);
  report_sync(thread, *queue->lock, "qsize", true, length);
  return vm::make_int(thread, length);
}

Ref empty(vm::Thread& thread, Arguments arguments) {
  auto* queue = vm::cast<SimpleQueueObject>(arguments[0]);
  const std::int64_t length = length_of(queue);
  report_sync(thread, *queue->lock, "empty", true, length);
  return Ref::boolean(length == 0);
}

Ref class_get_item(vm::Thread& thread, Arguments arguments) {
  return vm::make_generic_alias(thread, arguments[0], arguments[1]);
}

constexpr vm::NativeDefinition kMethods[] = {
    {"__class_getitem__", class_get_item, "item, /", vm::kNativeClass},
    {"put", put, "item, block=True, timeout=None"},
    {"put_nowait", put, "item"},
    {"get", get, "block=True, timeout=None"},
    {"get_nowait", get_nowait, ""},
    {"qsize", qsize, ""},
    {"empty", empty, ""},
};

void dealloc_queue(vm::Heap& heap, vm::Object* object) {
  auto* queue = static_cast<SimpleQueueObject*>(object);
  vm::drop(queue->items);
  vm::delete_in_heap(heap, queue->lock);
}

void traverse_queue(vm::Object* object, vm::Visit visit, void* context) {
  auto* queue = static_cast<SimpleQueueObject*>(object);
  visit(queue->items, context);
}

void clear_queue(vm::Heap&, vm::Object* object) {
  vm::list_clear(vm::Heap::of(object), items_of(static_cast<SimpleQueueObject*>(object)));
  static_cast<SimpleQueueObject*>(object)->first = 0;
}

void copy_queue(vm::HeapCopier& copier, vm::Object* from, vm::Object* to) {
  const auto* source = static_cast<SimpleQueueObject*>(from);
  auto* queue = static_cast<SimpleQueueObject*>(to);
  queue->items = copier.copy(source->items);
  queue->lock = copy_lock_state(copier.target(), *source->lock);
}

bool initialise(vm::Thread& thread, vm::Module& module) {
  const RuntimeTypes& types = simulation_of(thread).types();
  return vm::dict_set(thread, module.dict, thread.instance.intern(std::string_view("SimpleQueue")),
                      types.simple_queue);
}

}  // namespace

void fill_queue_types(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition queue{.name = "SimpleQueue", .module = "_queue"};
  queue.instance_size = sizeof(SimpleQueueObject);
  queue.is_collectable = true;
  queue.can_be_base = true;
  types.simple_queue = vm::create_builtin_type(instance, queue);
  vm::Slots& slots = types.simple_queue->slots;
  slots.new_instance = new_queue;
  slots.dealloc = dealloc_queue;
  slots.traverse = traverse_queue;
  slots.clear = clear_queue;
  slots.copy_to_heap = copy_queue;
  vm::add_methods(instance, types.simple_queue, kMethods);
  vm::finish_builtin_type(instance, types.simple_queue);
}

const vm::NativeModuleDefinition kQueueModule{"_queue", initialise};

}  // namespace gilsim::runtime
