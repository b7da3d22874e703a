// SPDX-License-Identifier: MIT
//
// Module array: numbers of one kind in a row, as C lays them out.
//
// Invariant: while `exports` counts memoryviews on it, an array's length does not change. Values
// are converted, which may run Python code, before the array is looked at.
#include "vm/core/native.h"
#include "vm/core/slots.h"
#include "vm/core/type_of.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/buffer_items.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

constexpr std::string_view kTypeCodes = "bBuhHiIlLqQfd";

struct Array : Object {
  std::uint8_t* data;
  std::int64_t length;    // items
  std::int64_t capacity;  // bytes
  std::int64_t exports;
  std::int32_t item_bytes;
  char type_code;
};

bool fail(Ref) { return false; }

Array* array_of(Value value) { return cast<Array>(value); }

bool is_array(const Thread& thread, Value value) {
  return value.is_object() &&
         value.as_object()->type->is_subtype_of(thread.instance.library->array);
}

std::int64_t bytes_of(const Array* array) { return array->length * array->item_bytes; }

std::string_view content_of(const Array* array) {
  return {reinterpret_cast<const char*>(array->data), static_cast<std::size_t>(bytes_of(array))};
}

// --- memory -------------------------------------------------------------------------------------

bool grow(Thread& thread, Array* array, std::int64_t bytes) {
  if (bytes <= array->capacity) return true;
  const std::int64_t capacity = bytes + bytes / 8 + 16;
  if (!thread.reserve(static_cast<std::uint64_t>(capacity))) return false;
  array->data = static_cast<std::uint8_t*>(thread.heap().resize_buffer(
      array->data, static_cast<std::size_t>(array->capacity), static_cast<std::size_t>(capacity)));
  array->capacity = capacity;
  return true;
}

/// Replaces the items [start, stop) by bytes that are whole items.
bool replace(Thread& thread, Array* array, std::int64_t start, std::int64_t stop,
             std::string_view content) {
  const std::int64_t size = array->item_bytes;
  const auto added = static_cast<std::int64_t>(content.size());
  const std::int64_t tail = bytes_of(array) - stop * size;
  const std::int64_t bytes = start * size + added + tail;
  if (bytes != bytes_of(array) && array->exports != 0) {
    return fail(thread.raise(thread.types().BufferError,
                             "cannot resize an array that is exporting buffers"));
  }
  if (!grow(thread, array, bytes)) return false;
  std::memmove(array->data + start * size + added, array->data + stop * size,
               static_cast<std::size_t>(tail));
  std::copy(content.begin(), content.end(), array->data + start * size);
  array->length = bytes / size;
  return charge_copies(thread, (added + tail) / size);
}

bool append_bytes(Thread& thread, Array* array, std::string_view content) {
  return replace(thread, array, array->length, array->length, content);
}

Ref make_array(Thread& thread, Type* cls, char type_code) {
  Array* array = allocate_instance<Array>(thread, cls);
  array->data = nullptr;
  array->length = array->capacity = array->exports = 0;
  array->type_code = type_code;
  array->item_bytes = type_code == 'u' ? 4 : item_bytes_of(type_code);
  return finish_object(thread, array);
}

/// A plain array of the same kind with this content.
Ref make_like(Thread& thread, const Array* like, std::string_view content) {
  const std::string copy(content);
  Ref made = make_array(thread, thread.instance.library->array, like->type_code);
  return append_bytes(thread, made.as<Array>(), copy) ? std::move(made) : Ref::error();
}

void array_dealloc(Heap& heap, Object* object) {
  auto* array = static_cast<Array*>(object);
  heap.free_buffer(array->data, static_cast<std::size_t>(array->capacity));
}

void array_traverse(Object*, Visit, void*) {}

void array_copy_to_heap(HeapCopier& copier, Object*, Object* to) {
  auto* array = static_cast<Array*>(to);
  const auto capacity = static_cast<std::size_t>(array->capacity);
  const std::uint8_t* old = array->data;
  array->data = static_cast<std::uint8_t*>(copier.target().allocate_buffer(capacity));
  if (capacity != 0) std::memcpy(array->data, old, capacity);
}

bool array_buffer(Value self, Buffer& out) {
  Array* array = array_of(self);
  out = {array->data,       bytes_of(array), array->type_code == 'u' ? 'w' : array->type_code,
         array->item_bytes, false,           &array->exports};
  return true;
}

// --- items --------------------------------------------------------------------------------------

Ref item_at(Thread& thread, const Array* array, std::int64_t index) {
  const std::uint8_t* from = array->data + index * array->item_bytes;
  if (array->type_code != 'u') return unpack_item(thread, array->type_code, from);
  char32_t character;
  std::memcpy(&character, from, sizeof character);
  return make_str_from_code_point(thread, character);
}

/// What CPython calls a kind of item in its messages; nullptr: it has words of its own.
const char* kind_name(char type_code) {
  switch (type_code) {
    case 'b':
      return "signed char";
    case 'B':
      return "unsigned byte integer";
    case 'h':
      return "signed short integer";
    case 'H':
      return "unsigned short";
    case 'i':
      return "signed integer";
    case 'I':
      return "unsigned int";
    default:
      return nullptr;
  }
}

bool raise_out_of_range(Thread& thread, char type_code, bool is_too_small) {
  Type* const overflow = thread.types().OverflowError;
  if (is_too_small && (type_code == 'I' || type_code == 'L' || type_code == 'Q')) {
    return fail(thread.raise(overflow, "can't convert negative value to unsigned int"));
  }
  const char* name = kind_name(type_code);
  if (name == nullptr) {
    return fail(thread.raise(overflow, "Python int too large to convert to C long"));
  }
  return fail(thread.error(overflow, "{} is {} than {}", name, is_too_small ? "less" : "greater",
                           is_too_small ? "minimum" : "maximum"));
}

/// One value as an item's bytes, appended to `out`.
bool pack(Thread& thread, const Array* array, Value value, std::string& out) {
  std::uint8_t item[8];
  if (array->type_code == 'u') {
    if (!is_str(value) || cast<Str>(value)->length != 1) {
      return fail(thread.type_error("array item must be a unicode character, not {}",
                                    type_name(thread, value)));
    }
    const char32_t character = cast<Str>(value)->at(0);
    std::memcpy(item, &character, sizeof character);
  } else {
    switch (pack_item(thread, array->type_code, value, item)) {
      case PackResult::ok:
        break;
      case PackResult::error:
        return false;
      case PackResult::wrong_type:
        return fail(array->type_code == 'f' || array->type_code == 'd'
                        ? thread.type_error("must be real number, not {}", type_name(thread, value))
                        : thread.type_error("'{}' object cannot be interpreted as an integer",
                                            type_name(thread, value)));
      case PackResult::too_small:
        return raise_out_of_range(thread, array->type_code, true);
      case PackResult::too_large:
        return raise_out_of_range(thread, array->type_code, false);
    }
  }
  out.append(reinterpret_cast<const char*>(item), static_cast<std::size_t>(array->item_bytes));
  return true;
}

/// The bytes of what extend() and the constructor take.
bool pack_iterable(Thread& thread, const Array* array, Value iterable, std::string& out) {
  if (is_array(thread, iterable)) {
    const Array* other = array_of(iterable);
    if (other->type_code == array->type_code) {
      out = content_of(other);
      return true;
    }
    return fail(thread.type_error("can only extend with array of same kind"));
  }
  return for_each_item(thread, iterable,
                       [&](Value item) { return pack(thread, array, item, out); });
}

bool find_index(Thread& thread, const Array* array, Value key, const char* message,
                std::int64_t& index) {
  if (!has_index(thread, key)) {
    return fail(thread.type_error("array indices must be integers"));
  }
  if (!to_index(thread, key, index, thread.types().IndexError)) return false;
  if (index < 0) index += array->length;
  if (index >= 0 && index < array->length) return true;
  return fail(thread.raise(thread.types().IndexError, message));
}

// --- slots --------------------------------------------------------------------------------------

/// The bytes of the items that a slice names.
std::string slice_content(const Array* array, std::int64_t start, std::int64_t step,
                          std::int64_t count) {
  std::string content;
  const auto size = static_cast<std::size_t>(array->item_bytes);
  for (std::int64_t i = 0; i < count; ++i) {
    content.append(
        reinterpret_cast<const char*>(array->data) + (start + i * step) * array->item_bytes, size);
  }
  return content;
}

Ref array_get_item(Thread& thread, Value self, Value key) {
  const Array* array = array_of(self);
  std::int64_t start;
  if (!has_layout(key, Layout::slice)) {
    return find_index(thread, array, key, "array index out of range", start)
               ? item_at(thread, array, start)
               : Ref::error();
  }
  std::int64_t stop;
  std::int64_t step;
  if (!slice_unpack(thread, cast<Slice>(key), start, stop, step)) return Ref::error();
  const std::int64_t count = slice_adjust(array->length, start, stop, step);
  return make_like(thread, array, slice_content(array, start, step, count));
}

bool set_slice(Thread& thread, Array* array, Slice* slice, Value value) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  if (!slice_unpack(thread, slice, start, stop, step)) return false;
  std::string content;
  if (!value.is_undefined()) {
    if (!is_array(thread, value)) {
      return fail(thread.type_error("can only assign array (not \"{}\") to array slice",
                                    type_name(thread, value)));
    }
    if (array_of(value)->type_code != array->type_code) {
      return fail(thread.type_error("bad argument type for built-in operation"));
    }
    content = content_of(array_of(value));
  }
  const std::int64_t count = slice_adjust(array->length, start, stop, step);
  if (step == 1) return replace(thread, array, start, std::max(start, stop), content);
  const auto size = static_cast<std::size_t>(array->item_bytes);
  if (value.is_undefined()) {
    std::string kept;
    for (std::int64_t i = 0; i < array->length; ++i) {
      const std::int64_t distance = i - start;
      const bool is_cut = distance % step == 0 && distance / step >= 0 && distance / step < count;
      if (!is_cut) kept += content_of(array).substr(static_cast<std::size_t>(i) * size, size);
    }
    return replace(thread, array, 0, array->length, kept);
  }
  if (static_cast<std::int64_t>(content.size() / size) != count) {
    return fail(
        thread.value_error("attempt to assign array of size {} to extended slice of size {}",
                           content.size() / size, count));
  }
  for (std::int64_t i = 0; i < count; ++i) {
    std::memcpy(array->data + (start + i * step) * array->item_bytes,
                content.data() + static_cast<std::size_t>(i) * size, size);
  }
  return true;
}

bool array_set_item(Thread& thread, Value self, Value key, Value value) {
  Array* array = array_of(self);
  if (has_layout(key, Layout::slice)) return set_slice(thread, array, cast<Slice>(key), value);
  std::string item;
  if (!value.is_undefined() && !pack(thread, array, value, item)) return false;
  std::int64_t index;
  return find_index(thread, array, key, "array assignment index out of range", index) &&
         replace(thread, array, index, index + 1, item);
}

bool array_length(Thread&, Value self, std::int64_t& out) {
  out = array_of(self)->length;
  return true;
}

/// Where the value stands at or behind `start`, -1: nowhere, -2: an exception is pending.
std::int64_t find(Thread& thread, const Array* array, Value value, std::int64_t start,
                  std::int64_t stop) {
  for (std::int64_t i = start; i < array->length && i < stop; ++i) {
    const Ref item = item_at(thread, array, i);
    if (item.is_error()) return -2;
    const Truth same = equal_items(thread, item, value);
    if (same == Truth::error) return -2;
    if (same == Truth::yes) return i;
    thread.charge(thread.work_costs().compare_ps);
    if (!thread.poll()) return -2;
  }
  return -1;
}

Truth array_contains(Thread& thread, Value self, Value value) {
  const std::int64_t at = find(thread, array_of(self), value, 0, INT64_MAX);
  return at == -2 ? Truth::error : truth_of(at >= 0);
}

Ref array_compare(Thread& thread, Value self, Value other, CompareOp operation) {
  if (!is_array(thread, other)) return Ref::not_implemented();
  const auto reader = [&thread](Value value) {
    return [&thread, value](std::int64_t i) {
      return i < array_of(value)->length ? item_at(thread, array_of(value), i) : Ref::undefined();
    };
  };
  return compare_items(thread, operation, reader(self), reader(other), [self, other] {
    return std::pair(array_of(self)->length, array_of(other)->length);
  });
}

Ref array_add(Thread& thread, Value left, Value right) {
  if (!is_array(thread, left)) return Ref::not_implemented();
  if (!is_array(thread, right)) {
    return thread.type_error("can only append array (not \"{}\") to array",
                             type_name(thread, right));
  }
  if (array_of(left)->type_code != array_of(right)->type_code) {
    return thread.type_error("bad argument type for built-in operation");
  }
  return make_like(
      thread, array_of(left),
      std::string(content_of(array_of(left))) + std::string(content_of(array_of(right))));
}

Ref array_add_in_place(Thread& thread, Value left, Value right) {
  if (!is_array(thread, right)) {
    return thread.type_error("can only extend with array (not \"{}\")", type_name(thread, right));
  }
  std::string content;
  if (!pack_iterable(thread, array_of(left), right, content) ||
      !append_bytes(thread, array_of(left), content)) {
    return Ref::error();
  }
  return Ref::share(left);
}

/// The content so many times; false: NotImplemented or an exception, in `answer`.
bool repeated(Thread& thread, const Array* array, Value times, std::string& out, Ref& answer) {
  std::int64_t count;
  const Truth counted = repeat_count(thread, times, count);
  if (counted != Truth::yes) {
    answer = counted == Truth::no ? Ref::not_implemented() : Ref::error();
    return false;
  }
  if (count > 0 && !thread.reserve(static_cast<std::uint64_t>(bytes_of(array)) *
                                   static_cast<std::uint64_t>(count))) {
    answer = Ref::error();
    return false;
  }
  for (std::int64_t i = 0; i < count; ++i) out += content_of(array);
  return true;
}

Ref array_multiply(Thread& thread, Value left, Value right) {
  if (!is_array(thread, left)) std::swap(left, right);
  std::string content;
  Ref answer;
  if (!repeated(thread, array_of(left), right, content, answer)) return answer;
  return make_like(thread, array_of(left), content);
}

Ref array_multiply_in_place(Thread& thread, Value left, Value right) {
  Array* array = array_of(left);
  std::string content;
  Ref answer;
  if (!repeated(thread, array, right, content, answer)) return answer;
  return replace(thread, array, 0, array->length, content) ? Ref::share(left) : Ref::error();
}

Ref items_of(Thread& thread, const Array* array) {
  std::vector<Ref> items;
  for (std::int64_t i = 0; i < array->length; ++i) items.push_back(item_at(thread, array, i));
  const std::vector<Value> values(items.begin(), items.end());
  thread.charge(array->length * thread.work_costs().copy_ps);
  return make_list(thread, std::span<const Value>(values));
}

/// The items as repr() and tolist() of the array show them: a str for characters.
Ref shown_items(Thread& thread, const Array* array) {
  if (array->type_code != 'u') return items_of(thread, array);
  const Ref items = items_of(thread, array);
  const Ref empty = make_str(thread, "");
  const Value arguments[] = {items};
  return call_method(thread, empty, "join", arguments);
}

Ref array_repr(Thread& thread, Value self) {
  const Array* array = array_of(self);
  std::string text = fmt::format("{}('{}'", type_name(array->type), array->type_code);
  if (array->length != 0) {
    const Ref items = shown_items(thread, array);
    text += ", ";
    if (items.is_error() || !append_repr(thread, text, items)) return Ref::error();
  }
  return make_str(thread, text + ")");
}

Ref array_iter(Thread& thread, Value self) {
  return make_iterator_over(thread, thread.instance.library->array_iterator, self, 0);
}

Ref next_of_array(Thread& thread, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const Array* array = array_of(iterator->sequence);
  if (iterator->index >= array->length) return exhaust(iterator->sequence);
  return item_at(thread, array, iterator->index++);
}

// --- construction -------------------------------------------------------------------------------

bool fill_new(Thread& thread, Array* array, Value initial) {
  std::string content;
  if (is_str(initial)) {
    if (array->type_code != 'u') {
      return fail(thread.type_error("cannot use a str to initialize an array with typecode '{}'",
                                    array->type_code));
    }
    return pack_iterable(thread, array, initial, content) && append_bytes(thread, array, content);
  }
  if (is_array(thread, initial)) {
    const Ref items = items_of(thread, array_of(initial));
    if (items.is_error() || !pack_iterable(thread, array, items, content)) return false;
    return append_bytes(thread, array, content);
  }
  std::string_view bytes;
  if ((is_bytes(initial) || is_bytearray(initial)) && bytes_view(initial, bytes)) {
    if (bytes.size() % static_cast<std::size_t>(array->item_bytes) != 0) {
      return fail(thread.value_error("bytes length not a multiple of item size"));
    }
    return append_bytes(thread, array, std::string(bytes));
  }
  return pack_iterable(thread, array, initial, content) && append_bytes(thread, array, content);
}

Ref array_new(Thread& thread, Type* cls, Arguments arguments) {
  if (cls == thread.instance.library->array &&
      !check_no_keywords(thread, "array.array", arguments)) {
    return Ref::error();
  }
  if (!check_positional(thread, "array", arguments, 1, 2)) return Ref::error();
  if (!is_str(arguments[0]) || cast<Str>(arguments[0])->length != 1) {
    return thread.type_error("array() argument 1 must be a unicode character, not {}",
                             type_name(thread, arguments[0]));
  }
  const char32_t code = cast<Str>(arguments[0])->at(0);
  if (code > 127 || kTypeCodes.find(static_cast<char>(code)) == std::string_view::npos) {
    return thread.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
  }
  Ref made = make_array(thread, cls, static_cast<char>(code));
  if (arguments.positional_count == 2 && !fill_new(thread, made.as<Array>(), arguments[1])) {
    return Ref::error();
  }
  return made;
}

// --- methods ------------------------------------------------------------------------------------

Ref none_if(bool done) { return done ? Ref::none() : Ref::error(); }

Ref append_method(Thread& thread, Arguments a) {
  std::string item;
  return none_if(pack(thread, array_of(a[0]), a[1], item) &&
                 append_bytes(thread, array_of(a[0]), item));
}

Ref extend_method(Thread& thread, Arguments a) {
  std::string content;
  return none_if(pack_iterable(thread, array_of(a[0]), a[1], content) &&
                 append_bytes(thread, array_of(a[0]), content));
}

Ref insert_method(Thread& thread, Arguments a) {
  Array* array = array_of(a[0]);
  std::int64_t index;
  std::string item;
  if (!ssize_argument(thread, a[1], index) || !pack(thread, array, a[2], item)) return Ref::error();
  clamp_from_end(index, array->length);
  index = std::min(index, array->length);
  return none_if(replace(thread, array, index, index, item));
}

Ref pop_method(Thread& thread, Arguments a) {
  Array* array = array_of(a[0]);
  if (array->length == 0) {
    return thread.raise(thread.types().IndexError, "pop from empty array");
  }
  std::int64_t index;
  if (!find_index(thread, array, a[1], "pop index out of range", index)) return Ref::error();
  Ref item = item_at(thread, array, index);
  return replace(thread, array, index, index + 1, {}) ? std::move(item) : Ref::error();
}

Ref remove_method(Thread& thread, Arguments a) {
  Array* array = array_of(a[0]);
  const std::int64_t at = find(thread, array, a[1], 0, INT64_MAX);
  if (at == -2) return Ref::error();
  if (at == -1 || at >= array->length) return thread.value_error("array.remove(x): x not in array");
  return none_if(replace(thread, array, at, at + 1, {}));
}

Ref index_method(Thread& thread, Arguments a) {
  std::int64_t start = 0;
  std::int64_t stop = INT64_MAX;
  if (!index_argument(thread, a[2], start) || !index_argument(thread, a[3], stop)) {
    return Ref::error();
  }
  clamp_from_end(start, array_of(a[0])->length);
  clamp_from_end(stop, array_of(a[0])->length);
  const std::int64_t at = find(thread, array_of(a[0]), a[1], start, stop);
  if (at == -2) return Ref::error();
  return at >= 0 ? Ref::small_int(at) : thread.value_error("array.index(x): x not in array");
}

Ref count_method(Thread& thread, Arguments a) {
  std::int64_t count = 0;
  for (std::int64_t at = 0;; ++at) {
    at = find(thread, array_of(a[0]), a[1], at, INT64_MAX);
    if (at == -2) return Ref::error();
    if (at == -1) return Ref::small_int(count);
    ++count;
  }
}

Ref reverse_method(Thread& thread, Arguments a) {
  Array* array = array_of(a[0]);
  const std::string reversed = slice_content(array, array->length - 1, -1, array->length);
  std::copy(reversed.begin(), reversed.end(), array->data);
  return none_if(charge_copies(thread, array->length));
}

Ref to_list_method(Thread& thread, Arguments a) { return items_of(thread, array_of(a[0])); }

Ref to_bytes_method(Thread& thread, Arguments a) {
  return make_bytes(thread, content_of(array_of(a[0])));
}

Ref from_bytes_method(Thread& thread, Arguments a) {
  std::string_view bytes;
  if (!bytes_view(a[1], bytes)) {
    return thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, a[1]));
  }
  if (bytes.size() % static_cast<std::size_t>(array_of(a[0])->item_bytes) != 0) {
    return thread.value_error("bytes length not a multiple of item size");
  }
  return none_if(append_bytes(thread, array_of(a[0]), std::string(bytes)));
}

Ref from_list_method(Thread& thread, Arguments a) {
  if (!is_list(a[1])) return thread.type_error("arg must be list");
  return extend_method(thread, a);
}

Ref to_unicode_method(Thread& thread, Arguments a) {
  if (array_of(a[0])->type_code != 'u') {
    return thread.value_error("tounicode() may only be called on unicode type arrays");
  }
  return shown_items(thread, array_of(a[0]));
}

Ref byteswap_method(Thread&, Arguments a) {
  Array* array = array_of(a[0]);
  for (std::int64_t i = 0; i < array->length; ++i) {
    std::uint8_t* item = array->data + i * array->item_bytes;
    std::reverse(item, item + array->item_bytes);
  }
  return Ref::none();
}

Ref buffer_info_method(Thread& thread, Arguments a) {
  const Ref address = make_int_unsigned(thread, thread.interpreter.identity_of(a[0]));
  return make_tuple(thread, {address, Value::small_int(array_of(a[0])->length)});
}

Ref copy_method(Thread& thread, Arguments a) {
  return make_like(thread, array_of(a[0]), content_of(array_of(a[0])));
}

Ref reduce_method(Thread& thread, Arguments a) {
  const Array* array = array_of(a[0]);
  const Ref code = make_str(thread, {&array->type_code, 1});
  const Ref items = shown_items(thread, array);
  if (items.is_error()) return Ref::error();
  const Ref arguments = make_tuple(thread, {code, items});
  return make_tuple(thread, {Value(array->type), arguments});
}

Ref get_type_code(Thread& thread, Arguments a) {
  return make_str(thread, {&array_of(a[0])->type_code, 1});
}
Ref get_item_size(Thread&, Arguments a) { return Ref::small_int(array_of(a[0])->item_bytes); }

constexpr NativeDefinition kMethods[] = {
    {"append", append_method, "v, /"},
    {"extend", extend_method, "bb, /"},
    {"insert", insert_method, "i, v, /"},
    {"pop", pop_method, "i=-1, /"},
    {"remove", remove_method, "v, /"},
    {"index", index_method, "v, start=..., stop=..., /"},
    {"count", count_method, "v, /"},
    {"reverse", reverse_method, ""},
    {"tolist", to_list_method, ""},
    {"fromlist", from_list_method, "list, /"},
    {"tobytes", to_bytes_method, ""},
    {"frombytes", from_bytes_method, "buffer, /"},
    {"tounicode", to_unicode_method, ""},
    {"byteswap", byteswap_method, ""},
    {"buffer_info", buffer_info_method, ""},
    {"__copy__", copy_method, ""},
    {"__deepcopy__", copy_method, "memo, /"},
    {"__reduce_ex__", reduce_method, "protocol, /"},
    {"typecode", get_type_code, nullptr, kNativeGetter},
    {"itemsize", get_item_size, nullptr, kNativeGetter},
};

bool initialise_array(Thread& thread, Module& module) {
  const Ref codes = make_str(thread, kTypeCodes);
  Type* type = thread.instance.library->array;
  return add_type(thread, module, type) &&
         dict_set(thread, module.dict, thread.instance.intern("ArrayType"), type) &&
         dict_set(thread, module.dict, thread.instance.intern("typecodes"), codes);
}

}  // namespace

void add_array_types(Instance& instance, LibraryTypes& types) {
  Type* type = types.array = create_module_type(instance, "array", "array", sizeof(Array));
  Slots& slots = type->slots;
  slots.dealloc = array_dealloc;
  slots.traverse = array_traverse;
  slots.copy_to_heap = array_copy_to_heap;
  slots.new_instance = array_new;
  slots.buffer = array_buffer;
  slots.get_item = array_get_item;
  slots.set_item = array_set_item;
  slots.length = array_length;
  slots.contains = array_contains;
  slots.compare = array_compare;
  slots.hash = hash_not_implemented;
  slots.repr = array_repr;
  slots.iter = array_iter;
  slots.binary[static_cast<int>(BinaryOp::add)] = array_add;
  slots.in_place[static_cast<int>(BinaryOp::add)] = array_add_in_place;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = array_multiply;
  slots.in_place[static_cast<int>(BinaryOp::multiply)] = array_multiply_in_place;
  add_methods(instance, type, kMethods);
  finish_builtin_type(instance, type);
  types.array_iterator =
      create_module_type(instance, "array", "arrayiterator", sizeof(SequenceIterator), false);
  set_up_sequence_iterator(types.array_iterator, next_of_array);
  finish_builtin_type(instance, types.array_iterator);
}

const NativeModuleDefinition kArrayModule = {"array", initialise_array};

}  // namespace gilsim::vm
