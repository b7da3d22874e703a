// SPDX-License-Identifier: MIT
//
// The type bytes, and the slots that bytearray shares with it.
#include "vm/objects/bytes.h"

#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"
#include "vm/objects/sequence.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <vector>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kLongest = INT64_MAX / 8;

bool fail(Ref) { return false; }

void fill(Bytes* bytes, std::string_view content) {
  bytes->length = static_cast<std::int64_t>(content.size());
  bytes->hash = -1;
  std::copy(content.begin(), content.end(), bytes->data());
  bytes->data()[content.size()] = 0;
}

}  // namespace

// --- making -------------------------------------------------------------------------------------

Bytes* make_bytes_in(Heap& heap, Type* bytes_type, std::string_view content) {
  Bytes* bytes = heap.make<Bytes>(bytes_type, content.size() + 1);
  fill(bytes, content);
  bytes->hash = hash_bytes(content.data(), content.size());
  return bytes;
}

Ref make_bytes(Thread& thread, std::string_view content) {
  const auto size = static_cast<std::int64_t>(content.size());
  if (size > kLargeBytes && !thread.reserve(content.size())) return Ref::error();
  Bytes* bytes = thread.heap().make<Bytes>(thread.types().bytes, content.size() + 1);
  fill(bytes, content);
  Ref result = Ref::adopt(bytes);
  thread.charge(size * thread.work_costs().byte_ps);
  return result;
}

bool bytes_view(Value value, std::string_view& content) {
  if (is_bytes(value)) {
    content = cast<Bytes>(value)->view();
    return true;
  }
  Buffer buffer;
  if (!value.is_object() || value.as_object()->type->slots.buffer == nullptr ||
      !value.as_object()->type->slots.buffer(value, buffer)) {
    return false;
  }
  content = {reinterpret_cast<const char*>(buffer.data), static_cast<std::size_t>(buffer.bytes)};
  return true;
}

bool StableContent::set(Value value) {
  if (!bytes_view(value, view_)) return false;
  if (!is_bytes(value)) {
    set_copy(std::string(view_));
  } else {
    held_ = Ref::share(value);
  }
  return true;
}

void StableContent::set_copy(std::string text) {
  copy_ = std::move(text);
  view_ = copy_;
}

bool read_byte(Thread& thread, Value value, const char* message, std::uint8_t& out) {
  std::int64_t number;
  if (!to_index(thread, value, number, nullptr)) return false;
  if (number < 0 || number > 255) return fail(thread.raise(thread.types().ValueError, message));
  out = static_cast<std::uint8_t>(number);
  return true;
}

bool bytes_of_iterable(Thread& thread, Value iterable, const char* range_message,
                       std::string& out) {
  const Ref iterator = get_iterator(thread, iterable);
  if (iterator.is_error()) return false;
  Pacer pacer(thread);
  while (true) {
    const Ref item = next(thread, iterator);
    if (item.is_undefined()) return true;
    std::uint8_t byte;
    if (item.is_error() || !read_byte(thread, item, range_message, byte) || !pacer.step(1))
      return false;
    if ((out.size() & 0xfffff) == 0xfffff && !thread.reserve(out.size())) return false;
    out.push_back(static_cast<char>(byte));
  }
}

namespace {

bool is_iterable(Thread& thread, Value value) {
  const Slots& slots = type_of(thread, value)->slots;
  return slots.iter != nullptr || slots.get_item != nullptr;
}

bool convert_object(Thread& thread, std::string_view type, Value value, std::string& out) {
  std::string_view content;
  if (bytes_view(value, content)) {
    if (content.size() > static_cast<std::size_t>(kLargeBytes) && !thread.reserve(content.size())) {
      return false;
    }
    out = content;
    return true;
  }
  if (is_str(value) || !is_iterable(thread, value)) {
    return fail(
        thread.type_error("cannot convert '{}' object to {}", type_name(thread, value), type));
  }
  const bool is_array = type == "bytearray";
  return bytes_of_iterable(
      thread, value, is_array ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)",
      out);
}

/// Names: source, encoding, errors.
bool sort_arguments(Thread& thread, std::string_view type, const Arguments& arguments,
                    Value (&values)[3]) {
  constexpr std::string_view kNames[] = {"source", "encoding", "errors"};
  const std::uint32_t total = arguments.positional_count + arguments.keyword_count();
  if (total > 3) {
    return fail(thread.type_error("{}() takes at most 3 arguments ({} given)", type, total));
  }
  for (std::uint32_t i = 0; i < arguments.positional_count; ++i) values[i] = arguments[i];
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const auto* known = std::find(std::begin(kNames), std::end(kNames), name);
    if (known == std::end(kNames)) {
      return fail(thread.type_error("'{}' is an invalid keyword argument for {}()", name, type));
    }
    values[known - std::begin(kNames)] = arguments[arguments.positional_count + i];
  }
  return true;
}

bool encode_argument(Thread& thread, std::string_view type, const Value (&values)[3],
                     std::string& out) {
  std::string encoding;
  std::string errors;
  if (!read_text_argument(thread, values[1], type, "encoding", "utf-8", encoding) ||
      !read_text_argument(thread, values[2], type, "errors", "strict", errors)) {
    return false;
  }
  if (!is_str(values[0])) {
    return fail(thread.type_error("{} without a string argument",
                                  values[1].is_undefined() ? "errors" : "encoding"));
  }
  if (values[1].is_undefined())
    return fail(thread.type_error("string argument without an encoding"));
  return encode_text(thread, cast<Str>(values[0]), encoding, errors, out);
}

bool zeros(Thread& thread, Value count_value, std::string& out) {
  std::int64_t count;
  if (!to_index(thread, count_value, count, thread.types().OverflowError)) return false;
  if (count < 0) return fail(thread.value_error("negative count"));
  if (count > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(count))) return false;
  out.assign(static_cast<std::size_t>(count), '\0');
  return pay_bytes(thread, count);
}

}  // namespace

bool bytes_of_object(Thread& thread, Value value, std::string& content) {
  return convert_object(thread, "bytes", value, content);
}

bool read_bytes_arguments(Thread& thread, std::string_view type, Arguments arguments,
                          std::string& out) {
  Value values[3];
  if (!sort_arguments(thread, type, arguments, values)) return false;
  if (!values[1].is_undefined() || !values[2].is_undefined()) {
    return encode_argument(thread, type, values, out);
  }
  const Value source = values[0];
  if (source.is_undefined()) return true;
  if (is_str(source)) return fail(thread.type_error("string argument without an encoding"));
  if (type == "bytes") {
    const Ref method = lookup_special(thread, source, thread.names().bytes_);
    if (method.is_error()) return false;
    if (!method.is_undefined()) {
      const Ref made = call(thread, method);
      if (made.is_error()) return false;
      if (!is_bytes(made)) {
        return fail(
            thread.type_error("__bytes__ returned non-bytes (type {})", type_name(thread, made)));
      }
      out = made.as<Bytes>()->view();
      return true;
    }
  }
  if (type_of(thread, source)->slots.to_index != nullptr) return zeros(thread, source, out);
  return convert_object(thread, type, source, out);
}

Ref make_like(Thread& thread, Value self, std::string_view content) {
  return is_bytearray(self) ? make_bytearray(thread, content) : make_bytes(thread, content);
}

std::string repr_of_bytes(std::string_view content) {
  constexpr char kHex[] = "0123456789abcdef";
  const bool has_single = content.find('\'') != std::string_view::npos;
  const bool has_double = content.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string out = "b";
  out.push_back(quote);
  for (const char c : content) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (c == quote || c == '\\') out.push_back('\\');
        if (byte >= 0x20 && byte < 0x7f) {
          out.push_back(c);
        } else {
          out += "\\x";
          out.push_back(kHex[byte >> 4]);
          out.push_back(kHex[byte & 15]);
        }
    }
  }
  out.push_back(quote);
  return out;
}

// --- shared slots -------------------------------------------------------------------------------

Ref bytes_compare(Thread&, Value self, Value other, CompareOp operation) {
  std::string_view left;
  std::string_view right;
  if (!bytes_view(self, left) || !bytes_view(other, right)) return Ref::not_implemented();
  const int order = left.compare(right);
  return Ref::boolean(compare_numbers(order, 0, operation));
}

Truth bytes_contains(Thread& thread, Value self, Value item) {
  if (type_of(thread, item)->slots.to_index != nullptr) {
    std::uint8_t byte;
    if (!read_byte(thread, item, "byte must be in range(0, 256)", byte)) return Truth::error;
    std::string_view content;
    bytes_view(self, content);
    return truth_of(content.find(static_cast<char>(byte)) != std::string_view::npos);
  }
  const StableContent content(self);
  StableContent needle;
  if (!needle.set(item)) {
    thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, item)).reset();
    return Truth::error;
  }
  const std::int64_t at = find_bytes(thread, content.view(), needle.view(), 0,
                                     static_cast<std::int64_t>(content.view().size()));
  return at == kSearchFailed ? Truth::error : truth_of(at >= 0);
}

Ref bytes_add(Thread& thread, Value left, Value right) {
  std::string_view first;
  if (!bytes_view(left, first)) return Ref::not_implemented();
  std::string_view second;
  if (!bytes_view(right, second)) {
    Ref reflected = try_reflected(thread, BinaryOp::add, left, right);
    if (!reflected.is_not_implemented()) return reflected;
    return thread.type_error("can't concat {} to {}", type_name(thread, right),
                             type_name(thread, left));
  }
  const auto size = static_cast<std::int64_t>(first.size() + second.size());
  if (size > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(size) * 2))
    return Ref::error();
  return make_like(thread, left, std::string(first).append(second));
}

Ref bytes_multiply(Thread& thread, Value left, Value right) {
  std::string_view content;
  const bool is_left = bytes_view(left, content);
  const Value sequence = is_left ? left : right;
  std::int64_t count;
  Ref result;
  if (read_repeat_count(thread, sequence, is_left ? right : left, is_left, count, result) !=
      Truth::yes) {
    return result;
  }
  bytes_view(sequence, content);
  const auto size = static_cast<std::int64_t>(content.size());
  if (count > 0 && size > INT64_MAX / count) {
    return thread.raise(thread.types().OverflowError, "repeated bytes are too long");
  }
  const std::int64_t total = size * count;
  if (total > kLongest) return thread.raise(thread.types().MemoryError, "");
  if (total > kLargeBytes && !thread.reserve(static_cast<std::uint64_t>(total) * 2))
    return Ref::error();
  const std::string unit(content);
  std::string repeated;
  repeated.reserve(static_cast<std::size_t>(total));
  Pacer pacer(thread);
  for (std::int64_t i = 0; i < count && size > 0; ++i) {
    repeated += unit;
    if (!pacer.step(size)) return Ref::error();
  }
  return make_like(thread, sequence, repeated);
}

Ref bytes_get_item(Thread& thread, Value self, Value key) {
  const char* name = is_bytearray(self) ? "bytearray" : "byte";
  std::string_view content;
  if (has_layout(key, Layout::slice)) {
    std::int64_t start;
    std::int64_t stop;
    std::int64_t step;
    if (!slice_unpack(thread, cast<Slice>(key), start, stop, step)) return Ref::error();
    bytes_view(self, content);
    const std::int64_t count =
        slice_adjust(static_cast<std::int64_t>(content.size()), start, stop, step);
    if (step == 1 && count > 0) {
      return make_like(thread, self,
                       std::string(content.substr(static_cast<std::size_t>(start),
                                                  static_cast<std::size_t>(count))));
    }
    std::string part;
    for (std::int64_t i = 0; i < count; ++i) {
      part.push_back(content[static_cast<std::size_t>(start + i * step)]);
    }
    return make_like(thread, self, part);
  }
  if (type_of(thread, key)->slots.to_index == nullptr) {
    return thread.type_error("{} indices must be integers or slices, not {}", name,
                             type_name(thread, key));
  }
  std::int64_t index;
  if (!to_index(thread, key, index, thread.types().IndexError)) return Ref::error();
  bytes_view(self, content);
  const auto size = static_cast<std::int64_t>(content.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    return thread.raise(thread.types().IndexError,
                        is_bytearray(self) ? "bytearray index out of range" : "index out of range");
  }
  return Ref::small_int(static_cast<unsigned char>(content[static_cast<std::size_t>(index)]));
}

Ref bytes_iter(Thread& thread, Value self) {
  auto* iterator = thread.heap().make<SequenceIterator>(thread.types().bytes_iterator);
  iterator->sequence = Ref::share(self).release();
  return Ref::adopt(iterator);
}

// --- bytes --------------------------------------------------------------------------------------

namespace {

bool bytes_buffer(Value self, Buffer& out) {
  auto* bytes = cast<Bytes>(self);
  out = {bytes->data(), bytes->length, 'B', 1, true, nullptr};
  return true;
}

Ref bytes_repr(Thread& thread, Value self) {
  return make_str(thread, repr_of_bytes(cast<Bytes>(self)->view()));
}

bool bytes_hash(Thread&, Value self, std::int64_t& out) {
  auto* bytes = cast<Bytes>(self);
  if (bytes->hash == -1)
    bytes->hash = hash_bytes(bytes->data(), static_cast<std::size_t>(bytes->length));
  out = bytes->hash;
  return true;
}

bool bytes_length(Thread&, Value self, std::int64_t& out) {
  out = cast<Bytes>(self)->length;
  return true;
}

Ref bytes_new(Thread& thread, Type* cls, Arguments arguments) {
  const bool is_plain = cls == thread.types().bytes;
  if (is_plain && arguments.positional_count == 1 && arguments.keyword_count() == 0 &&
      is_exactly(arguments[0], Layout::bytes)) {
    return Ref::share(arguments[0]);
  }
  std::string content;
  if (!read_bytes_arguments(thread, "bytes", arguments, content)) return Ref::error();
  if (is_plain) return make_bytes(thread, content);
  const auto length = static_cast<std::int64_t>(content.size());
  if (length > kLargeBytes && !thread.reserve(content.size())) return Ref::error();
  auto* bytes =
      static_cast<Bytes*>(thread.heap().allocate(cls, variable_instance_bytes(cls, length)));
  fill(bytes, content);
  if (cls->is_collectable) thread.heap().track(bytes);
  return Ref::adopt(bytes);
}

Ref bytes_getnewargs(Thread& thread, Arguments a) {
  const Ref content = make_bytes(thread, cast<Bytes>(a[0])->view());
  return content.is_error() ? Ref::error() : make_tuple(thread, {content});
}

Ref bytes_dunder_bytes(Thread& thread, Arguments a) {
  if (is_exactly(a[0], Layout::bytes)) return Ref::share(a[0]);
  return make_bytes(thread, cast<Bytes>(a[0])->view());
}

// --- the iterator of both types -----------------------------------------------------------------

Ref iterator_self(Thread&, Value self) { return Ref::share(self); }

Ref iterator_next(Thread&, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  std::string_view content;
  if (!iterator->sequence.is_undefined() && bytes_view(iterator->sequence, content) &&
      iterator->index < static_cast<std::int64_t>(content.size())) {
    return Ref::small_int(
        static_cast<unsigned char>(content[static_cast<std::size_t>(iterator->index++)]));
  }
  decref(std::exchange(iterator->sequence, Value()));
  return Ref::undefined();
}

Ref iterator_hint(Thread& thread, Arguments a) {
  const auto* iterator = cast<SequenceIterator>(a[0]);
  std::string_view content;
  if (iterator->sequence.is_undefined() || !bytes_view(iterator->sequence, content)) {
    return Ref::small_int(0);
  }
  const auto size = static_cast<std::int64_t>(content.size());
  return make_int(thread, std::max<std::int64_t>(size - iterator->index, 0));
}

void iterator_dealloc(Heap&, Object* object) {
  decref(static_cast<SequenceIterator*>(object)->sequence);
}
void iterator_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<SequenceIterator*>(object)->sequence, context);
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", iterator_hint, ""}};
constexpr NativeDefinition kBytesMethods[] = {
    {"__getnewargs__", bytes_getnewargs, ""},
    {"__bytes__", bytes_dunder_bytes, ""},
};

}  // namespace

void initialise_bytes_type(Instance& instance) {
  Type* type = instance.types.bytes;
  Slots& slots = type->slots;
  slots.buffer = bytes_buffer;
  slots.repr = bytes_repr;
  slots.hash = bytes_hash;
  slots.compare = bytes_compare;
  slots.length = bytes_length;
  slots.get_item = bytes_get_item;
  slots.contains = bytes_contains;
  slots.iter = bytes_iter;
  slots.new_instance = bytes_new;
  slots.binary[static_cast<int>(BinaryOp::add)] = bytes_add;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = bytes_multiply;
  slots.binary[static_cast<int>(BinaryOp::remainder)] = bytes_remainder;
  add_bytes_methods(instance, type);
  add_methods(instance, type, kBytesMethods);

  Type* iterator = instance.types.bytes_iterator;
  iterator->slots.dealloc = iterator_dealloc;
  iterator->slots.traverse = iterator_traverse;
  iterator->slots.iter = iterator_self;
  iterator->slots.next = iterator_next;
  add_methods(instance, iterator, kIteratorMethods);
}

}  // namespace gilsim::vm
