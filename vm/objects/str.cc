// SPDX-License-Identifier: MIT
//
// The type str: repr, slots, construction, iteration. How strs are stored: str_storage.cc; methods:
// str_methods.cc, str_shape.cc, str_case.cc.
#include "vm/objects/str.h"

#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/function.h"
#include "vm/objects/memory_view.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str_support.h"
#include "vm/objects/tuple.h"
#include "vm/objects/unicode.h"

#include <algorithm>

namespace gilsim::vm {

// --- repr ---------------------------------------------------------------------------------------

namespace {

void append_escape(std::string& out, char32_t c) {
  constexpr char kHex[] = "0123456789abcdef";
  const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  out += c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
  for (int i = digits - 1; i >= 0; --i) out.push_back(kHex[c >> (4 * i) & 15]);
}

void append_repr(std::string& out, char32_t c, char quote) {
  switch (c) {
    case '\\':
      out += "\\\\";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  if (c == static_cast<char32_t>(quote)) {
    out.push_back('\\');
    out.push_back(quote);
  } else if (c >= 0x20 && c < 0x7f) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x80 || !unicode::is_printable(c)) {
    append_escape(out, c);
  } else {
    append_code_point(out, c);
  }
}

}  // namespace

std::string repr_of_text(const Str* text, std::int64_t most) {
  const std::int64_t length = std::min(text->length, most);
  bool has_single = false;
  bool has_double = false;
  for (std::int64_t i = 0; i < length && !has_double; ++i) {
    has_single |= text->at(i) == '\'';
    has_double |= text->at(i) == '"';
  }
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string out(1, quote);
  for (std::int64_t i = 0; i < length; ++i) append_repr(out, text->at(i), quote);
  out.push_back(quote);
  return out;
}

// --- operands shared with bytes -----------------------------------------------------------------

Ref try_reflected(Thread& thread, BinaryOp operation, Value left, Value right) {
  const Type* type = type_of(thread, right);
  const BinarySlot slot = type->slots.binary[static_cast<int>(operation)];
  if (!type->is_heap_type || slot == nullptr) return Ref::not_implemented();
  return slot(thread, left, right);
}

Truth read_repeat_count(Thread& thread, Value sequence, Value count, bool sequence_is_left,
                        std::int64_t& out, Ref& result) {
  if (type_of(thread, count)->slots.to_index == nullptr) {
    result = sequence_is_left ? try_reflected(thread, BinaryOp::multiply, sequence, count)
                              : Ref::not_implemented();
    if (sequence_is_left && result.is_not_implemented()) {
      result = thread.type_error("can't multiply sequence by non-int of type '{}'",
                                 type_name(thread, count));
    }
    return Truth::no;
  }
  if (to_index(thread, count, out, thread.types().OverflowError)) {
    out = std::max<std::int64_t>(out, 0);
    return Truth::yes;
  }
  result = Ref::error();
  return Truth::no;
}

// --- slots --------------------------------------------------------------------------------------

namespace {

Ref repeat(Thread& thread, Str* text, std::int64_t count) {
  if (count == 0 || text->length == 0) return empty_text(thread);
  if (count == 1) return exact_str(thread, text);
  if (text->length > INT64_MAX / count) {
    return thread.raise(thread.types().OverflowError, "repeated string is too long");
  }
  const Ref kept = Ref::share(text);
  const std::int64_t length = text->length * count;
  Str* repeated = new_str(thread, length, largest_in(text, 0, text->length));
  if (repeated == nullptr) return Ref::error();
  Ref result = Ref::adopt(repeated);
  // Portions of whole copies, doubled while they are small, so that polls come often enough.
  const std::int64_t most = std::max<std::int64_t>(kPortionBytes / repeated->width, text->length);
  copy_units(repeated, 0, text, 0, text->length);
  std::int64_t done = text->length;
  while (done < length) {
    const std::int64_t portion =
        std::min({done / text->length * text->length, most, length - done});
    copy_units(repeated, done, repeated, 0, portion);
    done += portion;
    if (!pay_bytes(thread, portion * repeated->width)) return Ref::error();
  }
  return result;
}

Ref str_multiply(Thread& thread, Value left, Value right) {
  const bool is_left = is_str(left);
  const Value text = is_left ? left : right;
  std::int64_t count;
  Ref result;
  if (read_repeat_count(thread, text, is_left ? right : left, is_left, count, result) ==
      Truth::yes) {
    return repeat(thread, cast<Str>(text), count);
  }
  return result;
}

Ref str_add(Thread& thread, Value left, Value right) {
  if (!is_str(left)) return Ref::not_implemented();
  if (is_str(right)) return concatenate(thread, cast<Str>(left), cast<Str>(right));
  Ref reflected = try_reflected(thread, BinaryOp::add, left, right);
  if (!reflected.is_not_implemented()) return reflected;
  return thread.type_error("can only concatenate str (not \"{}\") to str",
                           type_name(thread, right));
}

Ref str_remainder(Thread& thread, Value left, Value right) {
  if (!is_str(left)) return Ref::not_implemented();
  return percent_format(thread, cast<Str>(left), right);
}

Ref str_compare(Thread&, Value self, Value other, CompareOp operation) {
  if (!is_str(self) || !is_str(other)) return Ref::not_implemented();
  const Str* left = cast<Str>(self);
  const Str* right = cast<Str>(other);
  switch (operation) {
    case CompareOp::less:
      return Ref::boolean(compare_text(left, right) < 0);
    case CompareOp::less_equal:
      return Ref::boolean(compare_text(left, right) <= 0);
    case CompareOp::equal:
      return Ref::boolean(equal_text(left, right));
    case CompareOp::not_equal:
      return Ref::boolean(!equal_text(left, right));
    case CompareOp::greater:
      return Ref::boolean(compare_text(left, right) > 0);
    case CompareOp::greater_equal:
      return Ref::boolean(compare_text(left, right) >= 0);
  }
  return Ref::not_implemented();
}

Ref str_repr(Thread& thread, Value self) { return make_str(thread, repr_of_text(cast<Str>(self))); }
Ref str_str(Thread& thread, Value self) { return exact_str(thread, cast<Str>(self)); }
bool str_hash(Thread&, Value self, std::int64_t& out) {
  out = hash_of(cast<Str>(self));
  return true;
}
Truth str_truth(Thread&, Value self) { return truth_of(cast<Str>(self)->length != 0); }
bool str_length(Thread&, Value self, std::int64_t& out) {
  out = cast<Str>(self)->length;
  return true;
}

Ref str_slice(Thread& thread, Str* text, Slice* slice) {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
  std::int64_t count;
  if (!slice_indices(thread, slice, text->length, start, stop, step, count)) return Ref::error();
  if (count == 0) return empty_text(thread);
  if (step == 1) return substring(thread, text, start, start + count);
  std::u32string points(static_cast<std::size_t>(count), U'\0');
  for (std::int64_t i = 0; i < count; ++i)
    points[static_cast<std::size_t>(i)] = text->at(start + i * step);
  return make_str(thread, points.data(), count);
}

Ref str_get_item(Thread& thread, Value self, Value key) {
  Str* text = cast<Str>(self);
  if (has_layout(key, Layout::slice)) return str_slice(thread, text, cast<Slice>(key));
  if (!is_int(key) && type_of(thread, key)->slots.to_index == nullptr) {
    return thread.type_error("string indices must be integers, not '{}'", type_name(thread, key));
  }
  std::int64_t index;
  if (!to_index(thread, key, index, thread.types().IndexError)) return Ref::error();
  if (index < 0) index += text->length;
  if (index < 0 || index >= text->length) {
    return thread.raise(thread.types().IndexError, "string index out of range");
  }
  return make_str_from_code_point(thread, text->at(index));
}

Truth str_contains(Thread& thread, Value self, Value item) {
  if (!is_str(item)) {
    thread
        .type_error("'in <string>' requires string as left operand, not {}",
                    type_name(thread, item))
        .reset();
    return Truth::error;
  }
  const Str* text = cast<Str>(self);
  const std::int64_t at = find_text(thread, text, cast<Str>(item), 0, text->length);
  return at == kSearchFailed ? Truth::error : truth_of(at >= 0);
}

void str_dealloc(Heap& heap, Object* object) { release_text(heap, static_cast<Str*>(object)); }

// --- str(...) -----------------------------------------------------------------------------------

/// str(bytes, encoding, errors).
Ref str_decode(Thread& thread, Value object, Value encoding_value, Value errors_value) {
  std::string encoding;
  std::string errors;
  if (!read_text_argument(thread, encoding_value, "str", "encoding", "utf-8", encoding) ||
      !read_text_argument(thread, errors_value, "str", "errors", "strict", errors)) {
    return Ref::error();
  }
  if (is_str(object)) return thread.type_error("decoding str is not supported");
  std::string_view content;
  if (!bytes_view(object, content)) {
    return thread.type_error("decoding to str: need a bytes-like object, {} found",
                             type_name(thread, object));
  }
  return decode_text(thread, content, object, encoding, errors);
}

bool read_str_arguments(Thread& thread, const Arguments& arguments, Value (&values)[3]) {
  constexpr std::string_view kNames[] = {"object", "encoding", "errors"};
  const std::uint32_t total = arguments.positional_count + arguments.keyword_count();
  if (total > 3) {
    thread.type_error("str() takes at most 3 arguments ({} given)", total).reset();
    return false;
  }
  for (std::uint32_t i = 0; i < arguments.positional_count; ++i) values[i] = arguments[i];
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const auto* known = std::find(std::begin(kNames), std::end(kNames), name);
    if (known == std::end(kNames)) {
      thread.type_error("'{}' is an invalid keyword argument for str()", name).reset();
      return false;
    }
    values[known - std::begin(kNames)] = arguments[arguments.positional_count + i];
  }
  return true;
}

Ref str_new(Thread& thread, Type* cls, Arguments arguments) {
  Value values[3];
  if (!read_str_arguments(thread, arguments, values)) return Ref::error();
  Ref text;
  if (values[0].is_undefined()) {
    text = empty_text(thread);
  } else if (values[1].is_undefined() && values[2].is_undefined()) {
    text = to_str(thread, values[0]);
  } else {
    text = str_decode(thread, values[0], values[1], values[2]);
  }
  if (text.is_error() || cls == thread.types().str) return text;
  return make_str_of(thread, cls, text.as<Str>());
}

// --- iterators ----------------------------------------------------------------------------------

Ref str_iter(Thread& thread, Value self) {
  auto* iterator = thread.heap().make<SequenceIterator>(thread.types().str_iterator);
  iterator->sequence = Ref::share(self).release();
  return Ref::adopt(iterator);
}

Ref iterator_self(Thread&, Value self) { return Ref::share(self); }

Ref str_iterator_next(Thread& thread, Value self) {
  auto* iterator = cast<SequenceIterator>(self);
  if (iterator->sequence.is_undefined()) return Ref::undefined();
  const Str* text = cast<Str>(iterator->sequence);
  if (iterator->index < text->length) {
    return make_str_from_code_point(thread, text->at(iterator->index++));
  }
  decref(std::exchange(iterator->sequence, Value()));
  return Ref::undefined();
}

Ref str_iterator_hint(Thread& thread, Arguments a) {
  const auto* iterator = cast<SequenceIterator>(a[0]);
  if (iterator->sequence.is_undefined()) return Ref::small_int(0);
  return make_int(thread, cast<Str>(iterator->sequence)->length - iterator->index);
}

void iterator_dealloc(Heap&, Object* object) {
  decref(static_cast<SequenceIterator*>(object)->sequence);
}
void iterator_traverse(Object* object, Visit visit, void* context) {
  visit(static_cast<SequenceIterator*>(object)->sequence, context);
}

constexpr NativeDefinition kIteratorMethods[] = {{"__length_hint__", str_iterator_hint, ""}};

void initialise_str_iterator(Instance& instance) {
  Type* type = instance.types.str_iterator;
  type->slots.dealloc = iterator_dealloc;
  type->slots.traverse = iterator_traverse;
  type->slots.iter = iterator_self;
  type->slots.next = str_iterator_next;
  add_methods(instance, type, kIteratorMethods);
}

}  // namespace

void initialise_str_type(Instance& instance) {
  Slots& slots = instance.types.str->slots;
  slots.dealloc = str_dealloc;
  slots.repr = str_repr;
  slots.str = str_str;
  slots.hash = str_hash;
  slots.compare = str_compare;
  slots.truth = str_truth;
  slots.length = str_length;
  slots.get_item = str_get_item;
  slots.contains = str_contains;
  slots.iter = str_iter;
  slots.new_instance = str_new;
  slots.binary[static_cast<int>(BinaryOp::add)] = str_add;
  slots.binary[static_cast<int>(BinaryOp::multiply)] = str_multiply;
  slots.binary[static_cast<int>(BinaryOp::remainder)] = str_remainder;
  add_str_methods(instance);
  initialise_str_iterator(instance);
}

void initialise_text_types(Instance& instance) {
  initialise_str_type(instance);
  initialise_bytes_type(instance);
  initialise_bytearray_type(instance);
  initialise_memory_view_type(instance);
}

}  // namespace gilsim::vm
