// SPDX-License-Identifier: MIT
//
// The type bytearray: what changes it. The rest it shares with bytes.
//
// Arguments are converted, which may run Python code, before the array is looked at.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/function.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"

#include <algorithm>
#include <cstring>

namespace gilsim::vm {

namespace {

constexpr const char* kByteRange = "byte must be in range(0, 256)";

bool fail(Ref) { return false; }

std::string_view view_of(const ByteArray* array) {
  return {reinterpret_cast<const char*>(array->data), static_cast<std::size_t>(array->length)};
}

/// BufferError: there are memoryviews on it.
bool refuse_resize(Thread& thread) {
  thread.raise(thread.types().BufferError, "Existing exports of data: object cannot be re-sized")
      .reset();
  return false;
}

/// Makes room for `length` bytes and sets the length; what is new is not initialised.
bool resize(Thread& thread, ByteArray* array, std::int64_t length) {
  if (length != array->length && array->exports != 0) return refuse_resize(thread);
  if (length > array->capacity) {
    const std::int64_t capacity = std::max<std::int64_t>(length + (length >> 3) + 6, 16);
    if (capacity > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(capacity)))
      return false;
    Heap& heap = thread.heap();
    array->data = static_cast<std::uint8_t*>(
        heap.resize_buffer(array->data, static_cast<std::size_t>(array->capacity),
                           static_cast<std::size_t>(capacity)));
    array->capacity = capacity;
  }
  array->length = length;
  return true;
}

/// Replaces [start, stop) by other bytes.
bool replace_range(Thread& thread, ByteArray* array, std::int64_t start, std::int64_t stop,
                   std::string_view content) {
  const std::int64_t tail = array->length - stop;
  const auto size = static_cast<std::int64_t>(content.size());
  const std::int64_t length = start + size + tail;
  const std::int64_t old_length = array->length;
  if (length != old_length && array->exports != 0) return refuse_resize(thread);
  if (!resize(thread, array, std::max(length, old_length))) return false;
  if (tail > 0) {
    std::memmove(array->data + start + size, array->data + stop, static_cast<std::size_t>(tail));
  }
  std::copy(content.begin(), content.end(), array->data + start);
  array->length = length;
  thread.charge((size + tail) * thread.work_costs().byte_ps);
  return true;
}

bool append_content(Thread& thread, ByteArray* array, std::string_view content) {
  return replace_range(thread, array, array->length, array->length, content);
}

/// The content of a bytes-like or iterable argument.
bool read_content(Thread& thread, Value value, std::string& out) {
  std::string_view content;
  if (bytes_view(value, content)) {
    out = content;
    return true;
  }
  return bytes_of_iterable(thread, value, kByteRange, out);
}

// --- slots --------------------------------------------------------------------------------------

Ref bytearray_repr(Thread& thread, Value self) {
  const std::string_view content = view_of(cast<ByteArray>(self));
  std::string shown = repr_of_bytes(content);
  if (shown[1] == '"') {
    // CPython escapes the single quotes here even between double ones.
    std::string escaped;
    for (const char c : shown) {
      if (c == '\'') escaped.push_back('\\');
      escaped.push_back(c);
    }
    shown = escaped;
  }
  return make_str(thread, std::string(type_name(type_of(thread, self))) + "(" + shown + ")");
}

bool bytearray_length(Thread&, Value self, std::int64_t& out) {
  out = cast<ByteArray>(self)->length;
  return true;
}

bool set_slice(Thread& thread, Value self, Slice* slice, Value value) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::string content;
  if (!slice_unpack(thread, slice, start, stop, step)) return false;
  const bool deletes = value.is_undefined();
  if (!deletes) {
    const Slots& slots = type_of(thread, value)->slots;
    if (is_str(value) || (slots.iter == nullptr && slots.get_item == nullptr)) {
      return fail(thread.type_error(
          "can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    if (!read_content(thread, value, content)) return false;
  }
  auto* array = cast<ByteArray>(self);
  const std::int64_t count = slice_adjust(array->length, start, stop, step);
  if (step == 1) return replace_range(thread, array, start, std::max(start, stop), content);
  if (deletes) {
    std::string kept;
    for (std::int64_t i = 0; i < array->length; ++i) {
      const std::int64_t offset = i - start;
      const bool is_cut = offset % step == 0 && offset / step >= 0 && offset / step < count;
      if (!is_cut) kept.push_back(static_cast<char>(array->data[i]));
    }
    return replace_range(thread, array, 0, array->length, kept);
  }
  if (static_cast<std::int64_t>(content.size()) != count) {
    return fail(thread.value_error(
        "attempt to assign bytes of size {} to extended slice of size {}", content.size(), count));
  }
  for (std::int64_t i = 0; i < count; ++i) {
    array->data[start + i * step] = static_cast<std::uint8_t>(content[static_cast<std::size_t>(i)]);
  }
  return true;
}

bool bytearray_set_item(Thread& thread, Value self, Value key, Value value) {
  if (has_layout(key, Layout::slice)) return set_slice(thread, self, cast<Slice>(key), value);
  if (type_of(thread, key)->slots.to_index == nullptr) {
    return fail(thread.type_error("bytearray indices must be integers or slices, not {}",
                                  type_name(thread, key)));
  }
  std::int64_t index;
  std::uint8_t byte = 0;
  if (!to_index(thread, key, index, thread.types().IndexError)) return false;
  if (!value.is_undefined() && !read_byte(thread, value, kByteRange, byte)) return false;
  auto* array = cast<ByteArray>(self);
  if (index < 0) index += array->length;
  if (index < 0 || index >= array->length) {
    return fail(thread.raise(thread.types().IndexError, "bytearray index out of range"));
  }
  if (value.is_undefined()) return replace_range(thread, array, index, index + 1, {});
  array->data[index] = byte;
  return true;
}

Ref bytearray_in_place_add(Thread& thread, Value left, Value right) {
  StableContent content;
  if (!content.set(right)) {
    return thread.type_error("can't concat {} to {}", type_name(thread, right),
                             type_name(thread, left));
  }
  if (!append_content(thread, cast<ByteArray>(left), content.view())) return Ref::error();
  return Ref::share(left);
}

Ref bytearray_in_place_multiply(Thread& thread, Value left, Value right) {
  const Ref repeated = bytes_multiply(thread, left, right);
  if (repeated.is_error() || repeated.is_not_implemented() || !is_bytearray(repeated)) {
    return repeated.share();
  }
  auto* array = cast<ByteArray>(left);
  if (!replace_range(thread, array, 0, array->length, view_of(repeated.as<ByteArray>()))) {
    return Ref::error();
  }
  return Ref::share(left);
}

void bytearray_dealloc(Heap& heap, Object* object) {
  auto* array = static_cast<ByteArray*>(object);
  heap.free_buffer(array->data, static_cast<std::size_t>(array->capacity));
}

bool bytearray_buffer(Value self, Buffer& out) {
  auto* array = cast<ByteArray>(self);
  out = {array->data, array->length, 'B', 1, false, &array->exports};
  return true;
}

Ref bytearray_new(Thread& thread, Type* cls, Arguments) {
  auto* array = static_cast<ByteArray*>(thread.heap().allocate(cls, cls->instance_size));
  if (cls->is_collectable) thread.heap().track(array);
  return Ref::adopt(array);
}

bool bytearray_init(Thread& thread, Value self, Arguments arguments) {
  std::string content;
  if (!read_bytes_arguments(thread, "bytearray", arguments, content)) return false;
  auto* array = cast<ByteArray>(self);
  return replace_range(thread, array, 0, array->length, content);
}

// --- methods ------------------------------------------------------------------------------------

Ref none_if(bool done) { return done ? Ref::none() : Ref::error(); }

Ref bytearray_append(Thread& thread, Arguments a) {
  std::uint8_t byte;
  if (!read_byte(thread, a[1], kByteRange, byte)) return Ref::error();
  const char content = static_cast<char>(byte);
  return none_if(append_content(thread, cast<ByteArray>(a[0]), {&content, 1}));
}

Ref bytearray_extend(Thread& thread, Arguments a) {
  const Slots& slots = type_of(thread, a[1])->slots;
  if (slots.iter == nullptr && slots.get_item == nullptr) {
    return thread.type_error("can't extend bytearray with {}", type_name(thread, a[1]));
  }
  std::string content;
  if (!read_content(thread, a[1], content)) return Ref::error();
  return none_if(append_content(thread, cast<ByteArray>(a[0]), content));
}

Ref bytearray_insert(Thread& thread, Arguments a) {
  std::int64_t index;
  std::uint8_t byte;
  if (!to_index(thread, a[1], index, nullptr) || !read_byte(thread, a[2], kByteRange, byte)) {
    return Ref::error();
  }
  auto* array = cast<ByteArray>(a[0]);
  if (index < 0) index = std::max<std::int64_t>(index + array->length, 0);
  index = std::min(index, array->length);
  const char content = static_cast<char>(byte);
  return none_if(replace_range(thread, array, index, index, {&content, 1}));
}

Ref bytearray_pop(Thread& thread, Arguments a) {
  std::int64_t index;
  if (!to_index(thread, a[1], index, thread.types().IndexError)) return Ref::error();
  auto* array = cast<ByteArray>(a[0]);
  if (array->length == 0)
    return thread.raise(thread.types().IndexError, "pop from empty bytearray");
  if (index < 0) index += array->length;
  if (index < 0 || index >= array->length) {
    return thread.raise(thread.types().IndexError, "pop index out of range");
  }
  const std::uint8_t byte = array->data[index];
  return replace_range(thread, array, index, index + 1, {}) ? Ref::small_int(byte) : Ref::error();
}

Ref bytearray_remove(Thread& thread, Arguments a) {
  std::uint8_t byte;
  if (!read_byte(thread, a[1], kByteRange, byte)) return Ref::error();
  auto* array = cast<ByteArray>(a[0]);
  const std::size_t at = view_of(array).find(static_cast<char>(byte));
  if (at == std::string_view::npos) return thread.value_error("value not found in bytearray");
  const auto index = static_cast<std::int64_t>(at);
  return none_if(replace_range(thread, array, index, index + 1, {}));
}

Ref bytearray_clear(Thread& thread, Arguments a) {
  auto* array = cast<ByteArray>(a[0]);
  return none_if(replace_range(thread, array, 0, array->length, {}));
}

Ref bytearray_reverse(Thread&, Arguments a) {
  auto* array = cast<ByteArray>(a[0]);
  std::reverse(array->data, array->data + array->length);
  return Ref::none();
}

Ref bytearray_copy(Thread& thread, Arguments a) {
  return make_bytearray(thread, view_of(cast<ByteArray>(a[0])));
}

constexpr NativeDefinition kMethods[] = {
    {"append", bytearray_append, "item, /"},
    {"extend", bytearray_extend, "iterable_of_ints, /"},
    {"insert", bytearray_insert, "index, item, /"},
    {"pop", bytearray_pop, "index=-1, /"},
    {"remove", bytearray_remove, "value, /"},
    {"clear", bytearray_clear, ""},
    {"reverse", bytearray_reverse, ""},
    {"copy", bytearray_copy, ""},
};

}  // namespace

Ref make_bytearray(Thread& thread, std::string_view content) {
  auto* array = thread.heap().make<ByteArray>(thread.types().bytearray);
  Ref result = Ref::adopt(array);
  return append_content(thread, array, content) ? std::move(result) : Ref::error();
}

void initialise_bytearray_type(Instance& instance) {
  Type* type = instance.types.bytearray;
  Slots& slots = type->slots;
  slots.dealloc = bytearray_dealloc;
  slots.buffer = bytearray_buffer;
  slots.repr = bytearray_repr;
  slots.hash = hash_not_implemented;
  slots.compare = bytes_compare;
  slots.length = bytearray_length;
  slots.get_item = bytes_get_item;
  slots.set_item = bytearray_set_item;
  slots.contains = bytes_contains;
  slots.iter = bytes_iter;
  slots.new_instance = bytearray_new;
  slots.init = bytearray_init;
  slots.binary[static_cast<int>(BinaryOp::add)] = bytes_add;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = bytes_multiply;
  slots.binary[static_cast<int>(BinaryOp::remainder)] = bytes_remainder;
  slots.in_place[static_cast<int>(BinaryOp::add)] = bytearray_in_place_add;
  slots.in_place[static_cast<int>(BinaryOp::multiply)] = bytearray_in_place_multiply;
  add_bytes_methods(instance, type);
  add_methods(instance, type, kMethods);
}

}  // namespace gilsim::vm
