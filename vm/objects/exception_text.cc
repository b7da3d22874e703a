// SPDX-License-Identifier: MIT
//
// str() and repr() of the built-in exception classes.
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/exception_init.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>

namespace gilsim::vm {

namespace {

const Tuple* args_of(Value self) { return cast<Tuple>(cast<Exception>(self)->args); }

Value field_or_none(Value self, int field) {
  const Value value = exception_field(cast<Exception>(self), field);
  return value.is_undefined() ? Value::none() : value;
}

/// The part of a path behind its last slash.
std::string base_name(std::string path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// A character as the Unicode errors show it: '\x80', '\u1234', '\U00012345'.
std::string escaped(char32_t point) {
  const auto number = static_cast<std::uint32_t>(point);
  if (number <= 0xff) return fmt::format("\\x{:02x}", number);
  if (number <= 0xffff) return fmt::format("\\u{:04x}", number);
  return fmt::format("\\U{:08x}", number);
}

/// start and end of a Unicode error, and the texts around them.
struct UnicodeErrorParts {
  std::string encoding;
  std::string reason;
  std::int64_t start = 0;
  std::int64_t end = 0;
};

bool unicode_error_parts(Thread& thread, Value self, UnicodeErrorParts& parts) {
  if (!str_utf8(thread, field_or_none(self, kFieldEncoding), parts.encoding)) return false;
  if (!str_utf8(thread, field_or_none(self, kFieldReason), parts.reason)) return false;
  const Value start = field_or_none(self, kFieldStart);
  const Value end = field_or_none(self, kFieldEnd);
  if (is_int(start)) int_to_int64(plain_int(start), parts.start);
  if (is_int(end)) int_to_int64(plain_int(end), parts.end);
  return true;
}

/// What encode and translate errors share: one character, or a range.
std::string character_range(Value object, const UnicodeErrorParts& parts) {
  const bool has_character =
      is_str(object) && parts.start >= 0 && parts.start < cast<Str>(object)->length;
  if (has_character && parts.end == parts.start + 1) {
    return fmt::format("character '{}' in position {}", escaped(cast<Str>(object)->at(parts.start)),
                       parts.start);
  }
  return fmt::format("characters in position {}-{}", parts.start, parts.end - 1);
}

}  // namespace

Ref base_exception_repr(Thread& thread, Value self) {
  const RecursionGuard guard(thread, " while getting the repr of an object");
  if (!guard) return Ref::error();
  const Ref held = Ref::share(cast<Exception>(self)->args);
  const auto* args = held.as<Tuple>();
  std::string text;
  if (!repr_utf8(thread, args->length == 1 ? (*args)[0] : held.get(), text)) return Ref::error();
  const std::string name = to_utf8(self.as_object()->type->name);
  return make_str(thread, args->length == 1 ? name + "(" + text + ")" : name + text);
}

Ref base_exception_str(Thread& thread, Value self) {
  const Ref held = Ref::share(cast<Exception>(self)->args);
  const auto* args = held.as<Tuple>();
  if (args->length == 0) return Ref::share(Value(thread.names().empty_));
  return to_str(thread, args->length == 1 ? (*args)[0] : held.get());
}

Ref key_error_str(Thread& thread, Value self) {
  const Ref held = Ref::share(cast<Exception>(self)->args);
  if (args_of(self)->length != 1) return base_exception_str(thread, self);
  return repr(thread, (*held.as<Tuple>())[0]);
}

Ref import_error_str(Thread& thread, Value self) {
  const Value message = field_or_none(self, kFieldImportMessage);
  return is_exact_str(message) ? Ref::share(message) : base_exception_str(thread, self);
}

Ref os_error_str(Thread& thread, Value self) {
  const auto* exception = cast<Exception>(self);
  const Ref file = Ref::share(exception_field(exception, kFieldFilename));
  const Ref file2 = Ref::share(exception_field(exception, kFieldFilename2));
  const Ref number = Ref::share(exception_field(exception, kFieldErrno));
  const Ref strerror = Ref::share(exception_field(exception, kFieldStrerror));
  if (number.is_undefined() || strerror.is_undefined()) {
    if (file.is_undefined()) return base_exception_str(thread, self);
  }
  std::string number_text;
  std::string strerror_text;
  const Value none = Value::none();
  if (!str_utf8(thread, number.is_undefined() ? none : number.get(), number_text) ||
      !str_utf8(thread, strerror.is_undefined() ? none : strerror.get(), strerror_text)) {
    return Ref::error();
  }
  std::string text = fmt::format("[Errno {}] {}", number_text, strerror_text);
  std::string name;
  if (!file.is_undefined()) {
    if (!repr_utf8(thread, file, name)) return Ref::error();
    text += ": " + name;
    if (!file2.is_undefined() && !file2.is_none()) {
      if (!repr_utf8(thread, file2, name)) return Ref::error();
      text += " -> " + name;
    }
  }
  return make_str(thread, text);
}

Ref syntax_error_str(Thread& thread, Value self) {
  const Ref message = Ref::share(field_or_none(self, kFieldMessage));
  const Value file = field_or_none(self, kFieldSyntaxFile);
  const Value line = field_or_none(self, kFieldLine);
  std::int64_t number = 0;
  const bool has_line = is_int(line) && int_to_int64(plain_int(line), number);
  const bool has_file = is_str(file);
  const std::string name = has_file ? base_name(to_utf8(cast<Str>(file))) : std::string();
  if (!has_file && !has_line) return to_str(thread, message);
  std::string text;
  if (!str_utf8(thread, message, text)) return Ref::error();
  if (has_file && has_line)
    return make_str(thread, fmt::format("{} ({}, line {})", text, name, number));
  if (has_file) return make_str(thread, fmt::format("{} ({})", text, name));
  return make_str(thread, fmt::format("{} (line {})", text, number));
}

Ref unicode_decode_error_str(Thread& thread, Value self) {
  const Value object = field_or_none(self, kFieldUnicodeObject);
  UnicodeErrorParts parts;
  if (object.is_none()) return Ref::share(Value(thread.names().empty_));
  if (!unicode_error_parts(thread, self, parts)) return Ref::error();
  const bool is_one = parts.end == parts.start + 1 && is_bytes(object) && parts.start >= 0 &&
                      parts.start < cast<Bytes>(object)->length;
  const std::string where =
      is_one ? fmt::format("byte 0x{:02x} in position {}", cast<Bytes>(object)->data()[parts.start],
                           parts.start)
             : fmt::format("bytes in position {}-{}", parts.start, parts.end - 1);
  return make_str(
      thread, fmt::format("'{}' codec can't decode {}: {}", parts.encoding, where, parts.reason));
}

Ref unicode_encode_error_str(Thread& thread, Value self) {
  const Value object = field_or_none(self, kFieldUnicodeObject);
  UnicodeErrorParts parts;
  if (object.is_none()) return Ref::share(Value(thread.names().empty_));
  if (!unicode_error_parts(thread, self, parts)) return Ref::error();
  return make_str(thread, fmt::format("'{}' codec can't encode {}: {}", parts.encoding,
                                      character_range(object, parts), parts.reason));
}

Ref unicode_translate_error_str(Thread& thread, Value self) {
  const Value object = field_or_none(self, kFieldUnicodeObject);
  UnicodeErrorParts parts;
  if (object.is_none()) return Ref::share(Value(thread.names().empty_));
  if (!unicode_error_parts(thread, self, parts)) return Ref::error();
  return make_str(
      thread, fmt::format("can't translate {}: {}", character_range(object, parts), parts.reason));
}

Ref exception_group_str(Thread& thread, Value self) {
  const Value members = field_or_none(self, kFieldExceptions);
  const std::int64_t count = is_tuple(members) ? cast<Tuple>(members)->length : 0;
  std::string message;
  if (!str_utf8(thread, field_or_none(self, kFieldMessage), message)) return Ref::error();
  return make_str(thread,
                  fmt::format("{} ({} sub-exception{})", message, count, count == 1 ? "" : "s"));
}

}  // namespace gilsim::vm
