// SPDX-License-Identifier: MIT
//
// Module _struct: values as bytes, by format strings. struct.py adds the class Struct.
//
// Sizes and alignment of native formats are those of 64-bit Linux, whatever the host is.
#include "vm/core/native.h"
#include "vm/eval/operations.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/sequence.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

Ref struct_error(Thread& thread, std::string_view message) {
  return thread.raise(thread.instance.library->struct_error, message);
}

enum class Kind : std::uint8_t {
  pad,
  character,
  boolean,
  integer,
  unsigned_integer,
  floating,
  text,
  pascal
};

struct Code {
  char letter;
  Kind kind;
  int native_size;
  int standard_size;  // 0: native alone
};
constexpr Code kCodes[] = {
    {'x', Kind::pad, 1, 1},
    {'c', Kind::character, 1, 1},
    {'b', Kind::integer, 1, 1},
    {'B', Kind::unsigned_integer, 1, 1},
    {'?', Kind::boolean, 1, 1},
    {'h', Kind::integer, 2, 2},
    {'H', Kind::unsigned_integer, 2, 2},
    {'i', Kind::integer, 4, 4},
    {'I', Kind::unsigned_integer, 4, 4},
    {'l', Kind::integer, 8, 4},
    {'L', Kind::unsigned_integer, 8, 4},
    {'q', Kind::integer, 8, 8},
    {'Q', Kind::unsigned_integer, 8, 8},
    {'n', Kind::integer, 8, 0},
    {'N', Kind::unsigned_integer, 8, 0},
    {'P', Kind::unsigned_integer, 8, 0},
    {'e', Kind::floating, 2, 2},
    {'f', Kind::floating, 4, 4},
    {'d', Kind::floating, 8, 8},
    {'s', Kind::text, 1, 1},
    {'p', Kind::pascal, 1, 1},
};

/// One value of a format; `count` bytes for texts, else a row of `count` values.
struct Field {
  const Code* code;
  std::int64_t offset;
  std::int64_t count;
  int size;
};

struct Format {
  std::vector<Field> fields;
  std::int64_t size = 0;
  std::int64_t values = 0;
  bool is_big_endian = false;
  bool is_native = true;
};

const Code* find_code(char letter) {
  for (const Code& code : kCodes) {
    if (code.letter == letter) return &code;
  }
  return nullptr;
}

bool read_format_text(Thread& thread, Value value, std::string& text) {
  std::string_view bytes;
  if (is_str(value)) {
    text = to_utf8(cast<Str>(value));
  } else if (bytes_view(value, bytes)) {
    text = bytes;
  } else {
    return fail(thread.type_error("Struct() argument 1 must be a str or bytes object, not {}",
                                  type_name(thread, value)));
  }
  return true;
}

bool parse_format(Thread& thread, Value value, Format& format) {
  std::string text;
  if (!read_format_text(thread, value, text)) return false;
  std::size_t at = 0;
  bool aligned = true;
  if (!text.empty() && std::string_view("@=<>!").find(text[0]) != std::string_view::npos) {
    format.is_native = aligned = text[0] == '@';
    format.is_big_endian = text[0] == '>' || text[0] == '!';
    at = 1;
  }
  constexpr std::int64_t kLargest = std::int64_t{1} << 40;
  while (at < text.size()) {
    const char first = text[at];
    if (first == ' ' || (first >= '\t' && first <= '\r')) {
      ++at;
      continue;
    }
    std::int64_t count = 1;
    if (first >= '0' && first <= '9') {
      count = 0;
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        count = count * 10 + (text[at++] - '0');
        if (count > kLargest) return fail(struct_error(thread, "overflow in item count"));
      }
      if (at == text.size()) {
        return fail(struct_error(thread, "repeat count given without format specifier"));
      }
    }
    const Code* code = find_code(text[at++]);
    if (code == nullptr || (!format.is_native && code->standard_size == 0)) {
      return fail(struct_error(thread, "bad char in struct format"));
    }
    const int size = format.is_native ? code->native_size : code->standard_size;
    if (aligned && size > 1) format.size = (format.size + size - 1) / size * size;
    const bool is_text = code->kind == Kind::text || code->kind == Kind::pascal;
    if (code->kind != Kind::pad) {
      format.fields.push_back({code, format.size, count, size});
      format.values += is_text ? 1 : count;
    }
    format.size += count * size;
    if (format.size > kLargest) return fail(struct_error(thread, "total struct size too long"));
  }
  return true;
}

// --- packing -------------------------------------------------------------------------------------

void store(std::string& out, std::int64_t at, std::uint64_t bits, int size, bool big) {
  for (int i = 0; i < size; ++i) {
    const int shift = 8 * (big ? size - 1 - i : i);
    out[static_cast<std::size_t>(at + i)] = static_cast<char>(bits >> shift);
  }
}

std::uint64_t load(std::string_view in, std::int64_t at, int size, bool big) {
  std::uint64_t bits = 0;
  for (int i = 0; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(in[static_cast<std::size_t>(at + i)]);
    bits |= std::uint64_t{byte} << (8 * (big ? size - 1 - i : i));
  }
  return bits;
}

Ref out_of_range(Thread& thread, const Field& field, const Format& format) {
  const bool is_signed = field.code->kind == Kind::integer;
  if (field.size == 8) return struct_error(thread, "argument out of range");
  const std::int64_t low = is_signed ? -(std::int64_t{1} << (8 * field.size - 1)) : 0;
  const std::int64_t high = (std::int64_t{1} << (8 * field.size - (is_signed ? 1 : 0))) - 1;
  const char letter = field.code->letter;
  const char* name = letter == 'b' ? "byte" : letter == 'B' ? "ubyte" : nullptr;
  if (format.is_native && letter == 'h') name = "short";
  if (format.is_native && letter == 'H') name = "ushort";
  if (!is_signed && field.size == 4) return struct_error(thread, "argument out of range");
  const std::string shown = name != nullptr ? name : std::string("'") + letter + "'";
  return struct_error(thread,
                      fmt::format("{} format requires {} <= number <= {}", shown, low, high));
}

bool pack_integer(Thread& thread, const Format& format, const Field& field, Value value,
                  std::int64_t at, std::string& out) {
  if (!has_index(thread, value)) {
    return fail(struct_error(thread, "required argument is not an integer"));
  }
  const Ref plain = index_as_int(thread, value);
  if (plain.is_error()) return false;
  const bool is_signed = field.code->kind == Kind::integer;
  std::int64_t number;
  std::uint64_t bits;
  if (int_to_int64(plain, number)) {
    bits = static_cast<std::uint64_t>(number);
    const int unused = 64 - 8 * field.size;
    const bool fits = is_signed ? (number << unused) >> unused == number
                                : (number >= 0 && (bits << unused) >> unused == bits);
    if (!fits && field.code->letter != 'P') return fail(out_of_range(thread, field, format));
  } else {
    const IntView view(plain);
    if (is_signed || view.is_negative() || view.limbs().size() != 1 || field.size != 8) {
      return fail(out_of_range(thread, field, format));
    }
    bits = view.limbs()[0];
  }
  store(out, at, bits, field.size, format.is_big_endian);
  return true;
}

/// A double as IEEE half precision, rounded to even. False: too large.
bool to_half(double number, std::uint64_t& bits) {
  const bool negative = std::signbit(number);
  double magnitude = std::fabs(number);
  std::uint64_t result;
  if (std::isnan(number)) {
    result = 0x7e00;
  } else if (std::isinf(number)) {
    result = 0x7c00;
  } else if (magnitude < 0x1p-14) {
    result = static_cast<std::uint64_t>(std::nearbyint(magnitude * 0x1p24));
  } else {
    int exponent;
    const double fraction = std::frexp(magnitude, &exponent);  // in [0.5, 1)
    const auto mantissa = static_cast<std::uint64_t>(std::nearbyint(fraction * 2048.0));
    // A mantissa rounded up to 2048 carries into the exponent by itself.
    result = (static_cast<std::uint64_t>(exponent + 13) << 10) + mantissa;
    if (result >= 0x7c00) return false;
  }
  bits = result | (negative ? 0x8000u : 0u);
  return true;
}

double from_half(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10) & 31;
  const double mantissa = static_cast<double>(bits & 1023);
  const double sign = (bits & 0x8000) != 0 ? -1.0 : 1.0;
  if (exponent == 31) return mantissa == 0 ? sign * INFINITY : NAN;
  if (exponent == 0) return sign * std::ldexp(mantissa, -24);
  return sign * std::ldexp(1024 + mantissa, exponent - 25);
}

bool pack_float(Thread& thread, const Format& format, const Field& field, Value value,
                std::int64_t at, std::string& out) {
  double number;
  if (!is_float(value) && !is_int(value) && type_of(thread, value)->slots.to_float == nullptr) {
    return fail(struct_error(thread, "required argument is not a float"));
  }
  if (!to_double(thread, value, number)) return false;
  std::uint64_t bits;
  if (field.size == 8) {
    bits = std::bit_cast<std::uint64_t>(number);
  } else if (field.size == 4) {
    bits = std::bit_cast<std::uint32_t>(static_cast<float>(number));
  } else if (!to_half(number, bits)) {
    return fail(
        thread.error(thread.types().OverflowError, "float too large to pack with e format"));
  }
  store(out, at, bits, field.size, format.is_big_endian);
  return true;
}

bool pack_text(Thread& thread, const Field& field, Value value, std::int64_t at, std::string& out) {
  std::string_view text;
  if (!bytes_view(value, text)) {
    return fail(struct_error(
        thread, fmt::format("argument for '{}' must be a bytes object", field.code->letter)));
  }
  if (field.count == 0) return true;
  auto room = static_cast<std::size_t>(field.count);
  if (field.code->kind == Kind::pascal) {
    const std::size_t length = std::min<std::size_t>({text.size(), room - 1, 255});
    out[static_cast<std::size_t>(at++)] = static_cast<char>(length);
    --room;
  }
  text = text.substr(0, room);
  out.replace(static_cast<std::size_t>(at), text.size(), text);
  return true;
}

bool pack_value(Thread& thread, const Format& format, const Field& field, Value value,
                std::int64_t at, std::string& out) {
  switch (field.code->kind) {
    case Kind::integer:
    case Kind::unsigned_integer:
      return pack_integer(thread, format, field, value, at, out);
    case Kind::floating:
      return pack_float(thread, format, field, value, at, out);
    case Kind::boolean: {
      const Truth truth = is_true(thread, value);
      out[static_cast<std::size_t>(at)] = truth == Truth::yes ? 1 : 0;
      return truth != Truth::error;
    }
    case Kind::character: {
      std::string_view text;
      if (!bytes_view(value, text) || text.size() != 1) {
        return fail(struct_error(thread, "char format requires a bytes object of length 1"));
      }
      out[static_cast<std::size_t>(at)] = text[0];
      return true;
    }
    default:
      return pack_text(thread, field, value, at, out);
  }
}

/// Packs `values` into `out`, which has the format's size. `function` names the caller.
bool pack_all(Thread& thread, const Format& format, const char* function,
              std::span<const Value> values, std::string& out) {
  if (static_cast<std::int64_t>(values.size()) != format.values) {
    return fail(struct_error(thread, fmt::format("{} expected {} items for packing (got {})",
                                                 function, format.values, values.size())));
  }
  if (!thread.reserve(static_cast<std::uint64_t>(format.size))) return false;
  out.assign(static_cast<std::size_t>(format.size), '\0');
  std::size_t next = 0;
  for (const Field& field : format.fields) {
    const bool is_text = field.code->kind == Kind::text || field.code->kind == Kind::pascal;
    for (std::int64_t i = 0; i < (is_text ? 1 : field.count); ++i) {
      if (!pack_value(thread, format, field, values[next++], field.offset + i * field.size, out)) {
        return false;
      }
    }
  }
  return pay_bytes(thread, format.size);
}

Ref pack_function(Thread& thread, Arguments arguments) {
  if (!check_no_keywords(thread, "pack", arguments)) return Ref::error();
  if (arguments.positional_count == 0) {
    return thread.type_error("pack expected at least 1 argument, got 0");
  }
  Format format;
  std::string out;
  if (!parse_format(thread, arguments[0], format) ||
      !pack_all(thread, format, "pack", arguments.positional().subspan(1), out)) {
    return Ref::error();
  }
  return make_bytes(thread, out);
}

/// An offset into a buffer of so many bytes, which must hold the format from there.
bool read_offset(Thread& thread, Value value, const Format& format, std::int64_t length,
                 const char* function, const char* doing, std::int64_t& offset) {
  if (!ssize_argument(thread, value, offset)) return false;
  const std::int64_t given = offset;
  if (offset < 0) {
    if (offset + length < 0) {
      return fail(struct_error(
          thread, fmt::format("offset {} out of range for {}-byte buffer", given, length)));
    }
    offset += length;
    if (format.size > length - offset) {
      return fail(struct_error(
          thread, std::string_view(doing) == "packing"
                      ? fmt::format("no space to pack {} bytes at offset {}", format.size, given)
                      : fmt::format("not enough data to unpack {} bytes at offset {}", format.size,
                                    given)));
    }
  }
  if (format.size <= length - offset) return true;
  return fail(struct_error(
      thread, fmt::format("{} requires a buffer of at least {} bytes for {} {} bytes at offset {} "
                          "(actual buffer size is {})",
                          function, format.size + offset, doing, format.size, offset, length)));
}

/// False: nothing that can be written to in place.
bool writable_buffer(Value value, Buffer& buffer) {
  if (!value.is_object()) return false;
  const auto slot = value.as_object()->type->slots.buffer;
  return slot != nullptr && slot(value, buffer) && !buffer.is_read_only;
}

/// Memory that processes share is read and written by methods alone, in step with the others
/// (multiprocessing.shared_memory); its views give their bytes by __buffer__, PEP 688's name.
bool is_view_of_shared_memory(Thread& thread, Value value) {
  if (!value.is_object() || value.as_object()->type->slots.buffer != nullptr) return false;
  return !lookup_special(thread, value, thread.instance.intern(std::string_view("__buffer__")))
              .is_undefined();
}

Ref write_shared(Thread& thread, Value view, std::int64_t offset, std::string_view data) {
  const Ref first = make_int(thread, offset);
  const Ref end = make_int(thread, offset + static_cast<std::int64_t>(data.size()));
  const Ref range = make_slice(thread, first, end, Ref::none());
  const Ref content = make_bytes(thread, data);
  if (content.is_error() || !set_item(thread, view, range, content)) return Ref::error();
  return Ref::none();
}

Ref pack_into_function(Thread& thread, Arguments arguments) {
  if (!check_no_keywords(thread, "pack_into", arguments)) return Ref::error();
  if (arguments.positional_count < 3) {
    return thread.type_error("pack_into expected at least 3 arguments, got {}",
                             arguments.positional_count);
  }
  Format format;
  if (!parse_format(thread, arguments[0], format)) return Ref::error();
  const Ref held = Ref::share(arguments[1]);
  const bool is_shared = is_view_of_shared_memory(thread, held);
  Buffer buffer;
  std::int64_t length = 0;
  if (is_shared) {
    if (!vm::length(thread, held, length)) return Ref::error();
  } else if (!writable_buffer(held, buffer)) {
    return thread.type_error("argument must be read-write bytes-like object, not {}",
                             type_name(thread, held));
  } else {
    length = buffer.bytes;
  }
  std::int64_t offset;
  std::string out;
  if (!read_offset(thread, arguments[2], format, length, "pack_into", "packing", offset) ||
      !pack_all(thread, format, "pack_into", arguments.positional().subspan(3), out)) {
    return Ref::error();
  }
  if (is_shared) return write_shared(thread, held, offset, out);
  // Packing may have run Python code, which may have made the buffer shorter.
  if (!writable_buffer(held, buffer) || offset + format.size > buffer.bytes) {
    return struct_error(thread, "the buffer became too short while its values were packed");
  }
  std::memcpy(buffer.data + offset, out.data(), out.size());
  return Ref::none();
}

// --- unpacking -----------------------------------------------------------------------------------

Ref unpack_value(Thread& thread, const Format& format, const Field& field, std::string_view in,
                 std::int64_t at) {
  const auto index = static_cast<std::size_t>(at);
  switch (field.code->kind) {
    case Kind::integer: {
      const int unused = 64 - 8 * field.size;
      const std::uint64_t bits = load(in, at, field.size, format.is_big_endian) << unused;
      return make_int(thread, static_cast<std::int64_t>(bits) >> unused);
    }
    case Kind::unsigned_integer:
      return make_int_unsigned(thread, load(in, at, field.size, format.is_big_endian));
    case Kind::floating: {
      const std::uint64_t bits = load(in, at, field.size, format.is_big_endian);
      if (field.size == 8) return make_float(thread, std::bit_cast<double>(bits));
      if (field.size == 2) return make_float(thread, from_half(bits));
      return make_float(thread, std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
    }
    case Kind::boolean:
      return Ref::boolean(in[index] != 0);
    case Kind::character:
      return make_bytes(thread, in.substr(index, 1));
    case Kind::pascal: {
      if (field.count == 0) return make_bytes(thread, {});
      const auto length = std::min<std::size_t>(static_cast<unsigned char>(in[index]),
                                                static_cast<std::size_t>(field.count - 1));
      return make_bytes(thread, in.substr(index + 1, length));
    }
    default:
      return make_bytes(thread, in.substr(index, static_cast<std::size_t>(field.count)));
  }
}

Ref unpack_all(Thread& thread, const Format& format, std::string_view in) {
  std::vector<Ref> items;
  for (const Field& field : format.fields) {
    const bool is_text = field.code->kind == Kind::text || field.code->kind == Kind::pascal;
    for (std::int64_t i = 0; i < (is_text ? 1 : field.count); ++i) {
      items.push_back(unpack_value(thread, format, field, in, field.offset + i * field.size));
      if (items.back().is_error()) return Ref::error();
    }
  }
  if (!pay_bytes(thread, format.size)) return Ref::error();
  const std::vector<Value> values(items.begin(), items.end());
  return make_tuple(thread, std::span<const Value>(values));
}

bool read_buffer(Thread& thread, Value value, StableContent& content) {
  if (content.set(value)) return true;
  if (is_view_of_shared_memory(thread, value)) {
    const Ref copied = call_method(thread, value, "__buffer__", std::array{Value::small_int(0)});
    return !copied.is_error() && content.set(copied);
  }
  return fail(
      thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, value)));
}

Ref unpack_function(Thread& thread, Arguments arguments) {
  Format format;
  StableContent content;
  if (!parse_format(thread, arguments[0], format) || !read_buffer(thread, arguments[1], content)) {
    return Ref::error();
  }
  if (static_cast<std::int64_t>(content.view().size()) != format.size) {
    return struct_error(thread, fmt::format("unpack requires a buffer of {} bytes", format.size));
  }
  return unpack_all(thread, format, content.view());
}

Ref unpack_from_function(Thread& thread, Arguments arguments) {
  Format format;
  StableContent content;
  std::int64_t offset;
  if (!parse_format(thread, arguments[0], format) || !read_buffer(thread, arguments[1], content) ||
      !read_offset(thread, arguments[2], format, static_cast<std::int64_t>(content.view().size()),
                   "unpack_from", "unpacking", offset)) {
    return Ref::error();
  }
  return unpack_all(thread, format, content.view().substr(static_cast<std::size_t>(offset)));
}

Ref calcsize_function(Thread& thread, Arguments arguments) {
  Format format;
  return parse_format(thread, arguments[0], format) ? make_int(thread, format.size) : Ref::error();
}

constexpr NativeDefinition kFunctions[] = {
    {"calcsize", calcsize_function, "format, /"},
    {"pack", pack_function, nullptr},
    {"pack_into", pack_into_function, nullptr},
    {"unpack", unpack_function, "format, buffer, /"},
    {"unpack_from", unpack_from_function, "format, /, buffer, offset=0"},
};

bool initialise_struct(Thread& thread, Module& module) {
  return add_functions(thread, module, kFunctions) &&
         add_type(thread, module, thread.instance.library->struct_error);
}

}  // namespace

void add_struct_types(Instance& instance, LibraryTypes& types) {
  types.struct_error = create_exception_type(instance, "struct", "error", instance.types.Exception);
}

const NativeModuleDefinition kStructModule = {"_struct", initialise_struct};

}  // namespace gilsim::vm
