// SPDX-License-Identifier: MIT
#include "vm/objects/buffer_items.h"

#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/number.h"

#include <cstring>
#include <limits>

namespace gilsim::vm {

namespace {

template <typename T>
T read_as(const std::uint8_t* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <typename T>
PackResult write_as(T value, std::uint8_t* to) {
  std::memcpy(to, &value, sizeof value);
  return PackResult::ok;
}

template <typename T>
PackResult write_integer(Thread& thread, Value value, std::uint8_t* to) {
  if (!has_index(thread, value)) return PackResult::wrong_type;
  const Ref number = index_as_int(thread, value);
  if (number.is_error()) return PackResult::error;
  const bool is_negative = is_negative_int(number);
  std::int64_t wide = 0;
  if (int_to_int64(number, wide)) {
    if (is_negative && (std::numeric_limits<T>::min() == 0 ||
                        wide < static_cast<std::int64_t>(std::numeric_limits<T>::min()))) {
      return PackResult::too_small;
    }
    if (!is_negative && static_cast<std::uint64_t>(wide) >
                            static_cast<std::uint64_t>(std::numeric_limits<T>::max())) {
      return PackResult::too_large;
    }
    return write_as(static_cast<T>(wide), to);
  }
  if (is_negative) return PackResult::too_small;
  if (sizeof(T) < 8 || std::numeric_limits<T>::min() != 0 || int_bit_length(number) > 64) {
    return PackResult::too_large;
  }
  const std::string bytes = int_to_bytes(number);
  std::memcpy(to, bytes.data(), sizeof(T));
  return PackResult::ok;
}

PackResult write_double(Thread& thread, Value value, double& out) {
  const Slots& slots = type_of_inline(thread, value)->slots;
  if (slots.to_float == nullptr && slots.to_index == nullptr) return PackResult::wrong_type;
  return to_double(thread, value, out) ? PackResult::ok : PackResult::error;
}

}  // namespace

int item_bytes_of(char format) {
  switch (format) {
    case 'b':
    case 'B':
    case 'c':
    case '?':
      return 1;
    case 'h':
    case 'H':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'd':
      return 8;
    default:
      return 0;
  }
}

Ref unpack_item(Thread& thread, char format, const std::uint8_t* from) {
  switch (format) {
    case 'b':
      return Ref::small_int(read_as<std::int8_t>(from));
    case 'B':
      return Ref::small_int(*from);
    case 'c':
      return make_bytes(thread, {reinterpret_cast<const char*>(from), 1});
    case '?':
      return Ref::boolean(*from != 0);
    case 'h':
      return Ref::small_int(read_as<std::int16_t>(from));
    case 'H':
      return Ref::small_int(read_as<std::uint16_t>(from));
    case 'i':
      return Ref::small_int(read_as<std::int32_t>(from));
    case 'I':
      return Ref::small_int(read_as<std::uint32_t>(from));
    case 'l':
    case 'q':
      return make_int(thread, read_as<std::int64_t>(from));
    case 'L':
    case 'Q':
      return make_int_unsigned(thread, read_as<std::uint64_t>(from));
    case 'f':
      return make_float(thread, static_cast<double>(read_as<float>(from)));
    default:
      return make_float(thread, read_as<double>(from));
  }
}

PackResult pack_item(Thread& thread, char format, Value value, std::uint8_t* to) {
  double number = 0;
  switch (format) {
    case 'b':
      return write_integer<std::int8_t>(thread, value, to);
    case 'B':
      return write_integer<std::uint8_t>(thread, value, to);
    case 'h':
      return write_integer<std::int16_t>(thread, value, to);
    case 'H':
      return write_integer<std::uint16_t>(thread, value, to);
    case 'i':
      return write_integer<std::int32_t>(thread, value, to);
    case 'I':
      return write_integer<std::uint32_t>(thread, value, to);
    case 'l':
    case 'q':
      return write_integer<std::int64_t>(thread, value, to);
    case 'L':
    case 'Q':
      return write_integer<std::uint64_t>(thread, value, to);
    case 'c': {
      std::string_view content;
      if (!is_bytes(value) || !bytes_view(value, content)) return PackResult::wrong_type;
      if (content.size() != 1) return PackResult::too_large;
      *to = static_cast<std::uint8_t>(content[0]);
      return PackResult::ok;
    }
    case '?': {
      const Truth truth = is_true(thread, value);
      if (truth == Truth::error) return PackResult::error;
      *to = truth == Truth::yes ? 1 : 0;
      return PackResult::ok;
    }
    case 'f': {
      const PackResult result = write_double(thread, value, number);
      return result == PackResult::ok ? write_as(static_cast<float>(number), to) : result;
    }
    default: {
      const PackResult result = write_double(thread, value, number);
      return result == PackResult::ok ? write_as(number, to) : result;
    }
  }
}

}  // namespace gilsim::vm
