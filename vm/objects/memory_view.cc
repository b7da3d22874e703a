// SPDX-License-Identifier: MIT
//
// The type memoryview: one row of items in the memory of a bytes-like object, without a copy.
//
// A view keeps its object alive and, by the object's count of exports, from changing its size. It
// remembers where it starts as an offset, so that a fork's copy of view and object belong together.
// Views of several dimensions are not there.
#include "vm/objects/memory_view.h"

#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/buffer_items.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/list.h"
#include "vm/objects/number_support.h"
#include "vm/objects/sequence.h"
#include "vm/objects/tuple.h"

#include <cstring>
#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

struct MemoryView : Object {
  Value object;         // owned exporter; Undefined: released
  std::int64_t offset;  // of the first item in its memory, in bytes
  std::int64_t length;  // items
  std::int64_t stride;  // from one item to the next, in bytes
  std::int32_t item_bytes;
  char format;
  bool is_read_only;
};

MemoryView* view_of(Value self) { return cast<MemoryView>(self); }

bool fail(Ref) { return false; }

Buffer buffer_of(const MemoryView* view) {
  Buffer buffer;
  view->object.as_object()->type->slots.buffer(view->object, buffer);
  return buffer;
}

std::uint8_t* item_at(const MemoryView* view, std::int64_t index) {
  return buffer_of(view).data + view->offset + index * view->stride;
}

/// False: ValueError, the view was released.
bool check_alive(Thread& thread, const MemoryView* view) {
  if (!view->object.is_undefined()) return true;
  return fail(thread.value_error("operation forbidden on released memoryview object"));
}

bool is_contiguous(const MemoryView* view) {
  return view->length < 2 || view->stride == view->item_bytes;
}

void count_export(const MemoryView* view, std::int64_t change) {
  std::int64_t* exports = buffer_of(view).exports;
  if (exports != nullptr) *exports += change;
}

void release(MemoryView* view) {
  if (view->object.is_undefined()) return;
  count_export(view, -1);
  drop(view->object);
}

/// A view like another, to be narrowed by the caller.
MemoryView* make_view(Thread& thread, const MemoryView& like) {
  auto* view = thread.heap().make<MemoryView>(thread.types().memoryview);
  incref(like.object);
  view->object = like.object;
  view->offset = like.offset;
  view->length = like.length;
  view->stride = like.stride;
  view->item_bytes = like.item_bytes;
  view->format = like.format;
  view->is_read_only = like.is_read_only;
  count_export(view, 1);
  thread.heap().track(view);
  return view;
}

/// The items' bytes in a row.
std::string content_of(const MemoryView* view) {
  std::string content;
  const auto size = static_cast<std::size_t>(view->item_bytes);
  for (std::int64_t i = 0; i < view->length; ++i) {
    content.append(reinterpret_cast<const char*>(item_at(view, i)), size);
  }
  return content;
}

// --- life ---------------------------------------------------------------------------------------

void view_dealloc(Heap&, Object* object) { release(static_cast<MemoryView*>(object)); }

void view_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<MemoryView*>(object)->object, context);
}

void view_copy(HeapCopier& copier, Object*, Object* to) {
  auto* view = static_cast<MemoryView*>(to);
  view->object = copier.copy(view->object);
}

Ref view_new(Thread& thread, Type*, Arguments arguments) {
  Value source = keyword_argument(arguments, "object");
  if (arguments.positional_count == 1) source = arguments[0];
  if (arguments.positional_count > 1 || source.is_undefined()) {
    return thread.type_error("memoryview() missing required argument 'object' (pos 1)");
  }
  return make_memory_view(thread, source);
}

bool view_buffer(Value self, Buffer& out) {
  const MemoryView* view = view_of(self);
  if (view->object.is_undefined() || !is_contiguous(view)) return false;
  out = {item_at(view, 0),   view->length * view->item_bytes, view->format, view->item_bytes,
         view->is_read_only, buffer_of(view).exports};
  return true;
}

// --- items --------------------------------------------------------------------------------------

bool read_index(Thread& thread, const MemoryView* view, Value key, std::int64_t& index) {
  if (!has_index(thread, key)) {
    return fail(thread.type_error("memoryview: invalid slice key"));
  }
  if (!to_index(thread, key, index, thread.types().IndexError)) return false;
  if (!check_alive(thread, view)) return false;
  if (index < 0) index += view->length;
  if (index >= 0 && index < view->length) return true;
  return fail(thread.raise(thread.types().IndexError, "index out of bounds on dimension 1"));
}

/// The view of a slice; nullptr: an exception is pending.
Ref slice_of(Thread& thread, MemoryView* view, Value key) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  if (!slice_unpack(thread, cast<Slice>(key), start, stop, step)) return Ref::error();
  if (!check_alive(thread, view)) return Ref::error();
  MemoryView narrowed = *view;
  narrowed.length = slice_adjust(view->length, start, stop, step);
  narrowed.offset = view->offset + start * view->stride;
  narrowed.stride = view->stride * step;
  return Ref::adopt(make_view(thread, narrowed));
}

Ref view_get_item(Thread& thread, Value self, Value key) {
  MemoryView* view = view_of(self);
  if (!check_alive(thread, view)) return Ref::error();
  if (has_layout(key, Layout::slice)) return slice_of(thread, view, key);
  std::int64_t index;
  if (!read_index(thread, view, key, index)) return Ref::error();
  return unpack_item(thread, view->format, item_at(view, index));
}

bool set_one(Thread& thread, MemoryView* view, Value key, Value value) {
  std::int64_t index;
  if (!read_index(thread, view, key, index)) return false;
  std::uint8_t item[8];
  switch (pack_item(thread, view->format, value, item)) {
    case PackResult::ok:
      break;
    case PackResult::error:
      return false;
    case PackResult::wrong_type:
      return fail(thread.type_error("memoryview: invalid type for format '{}'", view->format));
    default:
      return fail(thread.value_error("memoryview: invalid value for format '{}'", view->format));
  }
  if (!check_alive(thread, view)) return false;
  std::memcpy(item_at(view, index), item, static_cast<std::size_t>(view->item_bytes));
  return true;
}

bool set_slice(Thread& thread, MemoryView* view, Value key, Value value) {
  Buffer source;
  const auto buffer = type_of_inline(thread, value)->slots.buffer;
  if (buffer == nullptr || !buffer(value, source)) {
    return fail(
        thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, value)));
  }
  const std::string content(reinterpret_cast<const char*>(source.data),
                            static_cast<std::size_t>(source.bytes));
  const Ref target = slice_of(thread, view, key);
  if (target.is_error()) return false;
  const MemoryView* part = target.as<MemoryView>();
  if (source.format != part->format || source.bytes != part->length * part->item_bytes) {
    return fail(
        thread.value_error("memoryview assignment: lvalue and rvalue have different structures"));
  }
  const auto size = static_cast<std::size_t>(part->item_bytes);
  for (std::int64_t i = 0; i < part->length; ++i) {
    std::memcpy(item_at(part, i), content.data() + static_cast<std::size_t>(i) * size, size);
  }
  return true;
}

bool view_set_item(Thread& thread, Value self, Value key, Value value) {
  MemoryView* view = view_of(self);
  if (!check_alive(thread, view)) return false;
  if (view->is_read_only) return fail(thread.type_error("cannot modify read-only memory"));
  if (value.is_undefined()) return fail(thread.type_error("cannot delete memory"));
  if (has_layout(key, Layout::slice)) return set_slice(thread, view, key, value);
  return set_one(thread, view, key, value);
}

bool view_length(Thread& thread, Value self, std::int64_t& out) {
  if (!check_alive(thread, view_of(self))) return false;
  out = view_of(self)->length;
  return true;
}

Ref items_of(Thread& thread, const MemoryView* view) {
  std::vector<Ref> items;
  for (std::int64_t i = 0; i < view->length; ++i) {
    items.push_back(unpack_item(thread, view->format, item_at(view, i)));
    if (items.back().is_error()) return Ref::error();
  }
  const std::vector<Value> values(items.begin(), items.end());
  return make_list(thread, std::span<const Value>(values));
}

// --- comparing and showing ----------------------------------------------------------------------

bool is_memory_view(const Thread& thread, Value value) {
  return value.is_object() && value.as_object()->type == thread.types().memoryview;
}

/// Equal length and equal items, whatever their formats.
Ref view_compare(Thread& thread, Value self, Value other, CompareOp operation) {
  if (operation != CompareOp::equal && operation != CompareOp::not_equal) {
    return Ref::not_implemented();
  }
  const bool wants_equal = operation == CompareOp::equal;
  const MemoryView* left = view_of(self);
  const Ref right = is_memory_view(thread, other) ? Ref::share(other)
                    : type_of_inline(thread, other)->slots.buffer == nullptr
                        ? Ref::not_implemented()
                        : make_memory_view(thread, other);
  if (right.is_error() || right.is_not_implemented()) return right.share();
  const MemoryView* seen = view_of(right);
  if (left->object.is_undefined() || seen->object.is_undefined()) {
    return Ref::boolean((left == seen) == wants_equal);
  }
  if (left->length != seen->length) return Ref::boolean(!wants_equal);
  const Ref left_items = items_of(thread, left);
  const Ref right_items = items_of(thread, seen);
  if (left_items.is_error() || right_items.is_error()) return Ref::error();
  const Truth same = equals(thread, left_items, right_items);
  return same == Truth::error ? Ref::error() : Ref::boolean((same == Truth::yes) == wants_equal);
}

bool view_hash(Thread& thread, Value self, std::int64_t& out) {
  const MemoryView* view = view_of(self);
  if (!check_alive(thread, view)) return false;
  if (!view->is_read_only) {
    return fail(thread.value_error("cannot hash writable memoryview object"));
  }
  const Ref content = make_bytes(thread, content_of(view));
  return !content.is_error() && hash(thread, content, out);
}

Ref view_repr(Thread& thread, Value self) {
  return make_str(thread,
                  fmt::format("<{} at 0x{:x}>",
                              view_of(self)->object.is_undefined() ? "released memory" : "memory",
                              thread.interpreter.identity_of(self)));
}

// --- methods ------------------------------------------------------------------------------------

template <Ref (*method)(Thread&, MemoryView*)>
Ref on_living_view(Thread& thread, Arguments arguments) {
  MemoryView* view = view_of(arguments[0]);
  return check_alive(thread, view) ? method(thread, view) : Ref::error();
}

Ref to_bytes(Thread& thread, MemoryView* view) {
  thread.charge(view->length * thread.work_costs().copy_ps);
  return make_bytes(thread, content_of(view));
}

Ref to_list(Thread& thread, MemoryView* view) { return items_of(thread, view); }

Ref to_read_only(Thread& thread, MemoryView* view) {
  MemoryView* made = make_view(thread, *view);
  made->is_read_only = true;
  return Ref::adopt(made);
}

Ref method_hex(Thread& thread, Arguments arguments) {
  if (!check_alive(thread, view_of(arguments[0]))) return Ref::error();
  const Ref content = make_bytes(thread, content_of(view_of(arguments[0])));
  return content.is_error()
             ? Ref::error()
             : call(thread, get_attribute(thread, content, "hex"), arguments.without_first());
}

Ref method_release(Thread&, Arguments arguments) {
  release(view_of(arguments[0]));
  return Ref::none();
}

Ref method_enter(Thread& thread, Arguments arguments) {
  if (!check_alive(thread, view_of(arguments[0]))) return Ref::error();
  return Ref::share(arguments[0]);
}

Ref method_cast(Thread& thread, Arguments arguments) {
  MemoryView* view = view_of(arguments[0]);
  if (!check_alive(thread, view)) return Ref::error();
  if (!is_str(arguments[1])) {
    return thread.type_error("memoryview: format argument must be a string");
  }
  if (!arguments[2].is_undefined()) {
    return thread.type_error("memoryview.cast() to several dimensions is not in the subset");
  }
  std::string format = to_utf8(cast<Str>(arguments[1]));
  if (format.size() == 2 && format[0] == '@') format.erase(0, 1);
  const int size = format.size() == 1 ? item_bytes_of(format[0]) : 0;
  if (size == 0) {
    return thread.value_error(
        "memoryview: destination format must be a native single character format prefixed with an "
        "optional '@'");
  }
  const auto is_byte = [](char letter) { return letter == 'B' || letter == 'b' || letter == 'c'; };
  if (!is_byte(format[0]) && !is_byte(view->format)) {
    return thread.type_error("memoryview: cannot cast between two non-byte formats");
  }
  if (!is_contiguous(view)) {
    return thread.type_error("memoryview: casts are restricted to C-contiguous views");
  }
  const std::int64_t bytes = view->length * view->item_bytes;
  if (bytes % size != 0) {
    return thread.type_error("memoryview: length is not a multiple of itemsize");
  }
  MemoryView changed = *view;
  changed.format = format[0];
  changed.item_bytes = size;
  changed.stride = size;
  changed.length = bytes / size;
  return Ref::adopt(make_view(thread, changed));
}

Ref get_object(Thread&, MemoryView* view) { return Ref::share(view->object); }
Ref get_bytes(Thread& thread, MemoryView* view) {
  return make_int(thread, view->length * view->item_bytes);
}
Ref get_item_size(Thread&, MemoryView* view) { return Ref::small_int(view->item_bytes); }
Ref get_format(Thread& thread, MemoryView* view) { return make_str(thread, {&view->format, 1}); }
Ref get_read_only(Thread&, MemoryView* view) { return Ref::boolean(view->is_read_only); }
Ref get_dimensions(Thread&, MemoryView*) { return Ref::small_int(1); }
Ref get_shape(Thread& thread, MemoryView* view) {
  return make_tuple(thread, {Value::small_int(view->length)});
}
Ref get_strides(Thread& thread, MemoryView* view) {
  return make_tuple(thread, {Value::small_int(view->stride)});
}
Ref get_suboffsets(Thread& thread, MemoryView*) {
  return Ref::share(Value(thread.instance.empty_tuple));
}
Ref get_contiguous(Thread&, MemoryView* view) { return Ref::boolean(is_contiguous(view)); }

template <Ref (*getter)(Thread&, MemoryView*)>
constexpr NativeDefinition getter_row(const char* name) {
  return {name, on_living_view<getter>, nullptr, kNativeGetter, nullptr};
}

constexpr NativeDefinition kMethods[] = {
    {"tobytes", on_living_view<to_bytes>, "order='C'"},
    {"tolist", on_living_view<to_list>, ""},
    {"toreadonly", on_living_view<to_read_only>, ""},
    {"hex", method_hex, nullptr},
    {"release", method_release, ""},
    {"cast", method_cast, "format, shape=..."},
    {"__enter__", method_enter, ""},
    {"__exit__", method_release, "*exc_info"},
    getter_row<get_object>("obj"),
    getter_row<get_bytes>("nbytes"),
    getter_row<get_item_size>("itemsize"),
    getter_row<get_format>("format"),
    getter_row<get_read_only>("readonly"),
    getter_row<get_dimensions>("ndim"),
    getter_row<get_shape>("shape"),
    getter_row<get_strides>("strides"),
    getter_row<get_suboffsets>("suboffsets"),
    getter_row<get_contiguous>("contiguous"),
    getter_row<get_contiguous>("c_contiguous"),
    getter_row<get_contiguous>("f_contiguous"),
};

}  // namespace

Ref make_memory_view(Thread& thread, Value source) {
  if (is_memory_view(thread, source)) {
    if (!check_alive(thread, view_of(source))) return Ref::error();
    return Ref::adopt(make_view(thread, *view_of(source)));
  }
  Buffer buffer;
  const auto slot = type_of_inline(thread, source)->slots.buffer;
  if (slot == nullptr || !slot(source, buffer)) {
    return thread.type_error("memoryview: a bytes-like object is required, not '{}'",
                             type_name(thread, source));
  }
  MemoryView whole{};
  whole.object = source;
  whole.length = buffer.bytes / buffer.item_bytes;
  whole.stride = buffer.item_bytes;
  whole.item_bytes = buffer.item_bytes;
  whole.format = buffer.format;
  whole.is_read_only = buffer.is_read_only;
  return Ref::adopt(make_view(thread, whole));
}

void initialise_memory_view_type(Instance& instance) {
  Type* type = instance.types.memoryview;
  type->instance_size = sizeof(MemoryView);
  Slots& slots = type->slots;
  slots.dealloc = view_dealloc;
  slots.clear = view_dealloc;
  slots.traverse = view_traverse;
  slots.copy_to_heap = view_copy;
  slots.new_instance = view_new;
  slots.buffer = view_buffer;
  slots.get_item = view_get_item;
  slots.set_item = view_set_item;
  slots.length = view_length;
  slots.iter = make_sequence_iterator;
  slots.compare = view_compare;
  slots.hash = view_hash;
  slots.repr = view_repr;
  add_methods(instance, type, kMethods);
}

}  // namespace gilsim::vm
