// SPDX-License-Identifier: MIT
//
// The sizes are CPython's, computed from its layouts, not ours: programs that print them teach how
// CPython stores things.
#include "vm/modules/sizes.h"

#include "vm/core/type_of.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

namespace gilsim::vm {

namespace {

constexpr std::int64_t kCollectorHeader = 16;
constexpr std::int64_t kWord = 8;

std::int64_t size_of_int(Value number) {
  constexpr std::int64_t kBitsPerDigit = 30;
  const std::int64_t bits = int_bit_length(number);
  const std::int64_t digits = bits == 0 ? 1 : (bits + kBitsPerDigit - 1) / kBitsPerDigit;
  return 24 + 4 * digits;
}

std::int64_t size_of_str(const Str* text) {
  if (text->is_ascii) return 49 + text->length;
  switch (text->width) {
    case 1:
      return 73 + text->length;
    case 2:
      return 74 + 2 * text->length;
    default:
      return 76 + 4 * text->length;
  }
}

bool has_only_str_keys(const Dict* dict) {
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(dict, position, key, value)) {
    if (!is_exact_str(key)) return false;
  }
  return true;
}

/// The keys object: a header, the index table and room for two thirds of it in entries.
std::int64_t size_of_dict(const Dict* dict) {
  constexpr std::int64_t kObject = 48 + kCollectorHeader;
  if (dict->length == 0 && dict->used == 0) return kObject;
  std::int64_t slots = 8;
  while (slots * 2 / 3 < dict->used) slots *= 2;
  const std::int64_t index_width = slots <= 0x80 ? 1 : slots <= 0x8000 ? 2 : 4;
  const std::int64_t entry = has_only_str_keys(dict) ? 16 : 24;
  return kObject + 32 + slots * index_width + slots * 2 / 3 * entry;
}

std::int64_t size_of_set(const Set* set) {
  constexpr std::int64_t kObject = 200 + kCollectorHeader;  // with a table of eight inside
  const auto slots = static_cast<std::int64_t>(set->mask) + 1;
  return slots <= 8 ? kObject : kObject + slots * 16;
}

std::int64_t size_of_slots(const Type* type) {
  std::int64_t own = 0;
  for (const Type* base : *type->mro) {
    if (!base->is_heap_type || base->base == nullptr) continue;
    own += static_cast<std::int64_t>(base->instance_size) -
           static_cast<std::int64_t>(base->base->instance_size);
  }
  return own;
}

/// An instance of a class made by Python code: dict and weak references stand in front of it.
std::int64_t size_of_instance(const Type* type) {
  if (type->dict_offset != 0) return 16 + kCollectorHeader + 3 * kWord;
  return 16 + kCollectorHeader + size_of_slots(type);
}

std::int64_t size_by_layout(const Type* type) {
  switch (type->layout) {
    case Layout::floating:
      return 24;
    case Layout::range:
      return 48;
    case Layout::slice:
      return 40 + kCollectorHeader;
    case Layout::function:
      return 136 + kCollectorHeader;
    case Layout::native_function:
      return 56 + kCollectorHeader;
    case Layout::bound_method:
      return 48 + kCollectorHeader;
    case Layout::cell:
      return 24 + kCollectorHeader;
    case Layout::code:
      return 192;
    case Layout::generator:
      return 184 + kCollectorHeader;
    case Layout::module:
      return 56 + kCollectorHeader;
    case Layout::type:
      return 1688;
    case Layout::exception:
      return 72 + kCollectorHeader;
    case Layout::property:
      return 64 + kCollectorHeader;
    case Layout::static_method:
    case Layout::class_method:
      return 40 + kCollectorHeader;
    case Layout::iterator:
      return 32 + kCollectorHeader;
    case Layout::frame:
      return 368 + kCollectorHeader;
    case Layout::traceback:
      return 48 + kCollectorHeader;
    default:
      return 32 + kCollectorHeader;
  }
}

}  // namespace

std::int64_t size_before_instance(const Type* type) {
  return kCollectorHeader + (type->dict_offset != 0 ? 2 * kWord : 0);
}

std::int64_t shallow_size(Thread& thread, Value value) {
  if (value.is_none() || value.is_ellipsis() || value.is_not_implemented()) return 16;
  if (value.is_bool()) return 28;
  if (is_int(value)) return size_of_int(plain_int(value));
  if (value.is_immediate_float()) return 24;
  const Type* type = type_of_inline(thread, value);
  switch (type->layout) {
    case Layout::plain:
      return type->is_heap_type ? size_of_instance(type) : 16;
    case Layout::str:
      return size_of_str(cast<Str>(value));
    case Layout::bytes:
      return 33 + cast<Bytes>(value)->length;
    case Layout::bytearray: {
      const auto* array = cast<ByteArray>(value);
      return array->length == 0 ? 56 : 57 + array->length;
    }
    case Layout::list:
      return 40 + kCollectorHeader + kWord * cast<List>(value)->capacity;
    case Layout::tuple:
      return 24 + kCollectorHeader + kWord * cast<Tuple>(value)->length;
    case Layout::dict:
      return size_of_dict(cast<Dict>(value));
    case Layout::set:
    case Layout::frozenset:
      return size_of_set(cast<Set>(value));
    case Layout::type:
      return type->is_heap_type || cast<Type>(value)->is_heap_type ? 1688 : 424;
    default:
      return size_by_layout(type);
  }
}

}  // namespace gilsim::vm
