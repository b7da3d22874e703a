// SPDX-License-Identifier: MIT
//
// The standard streams. They hold no text themselves: every write reaches the host at once, every
// read asks it for a line.
#include "vm/modules/standard_streams.h"

#include "vm/core/builtin_types.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <algorithm>
#include <string>

namespace gilsim::vm {

namespace {

using Kind = TextStream::Kind;

Stream stream_of(const TextStream* stream) {
  return stream->kind == Kind::error ? Stream::standard_error : Stream::standard_output;
}

/// The first encoded surrogate (ED A0..BF xx) at or behind `from`; npos: none.
std::size_t find_surrogate(std::string_view utf8, std::size_t from) {
  for (std::size_t at = utf8.find('\xed', from); at != std::string_view::npos;
       at = utf8.find('\xed', at + 1)) {
    if (at + 2 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) >= 0xa0) return at;
  }
  return std::string_view::npos;
}

unsigned surrogate_at(std::string_view utf8, std::size_t at) {
  return 0xd000u | ((static_cast<unsigned char>(utf8[at + 1]) & 0x3fu) << 6) |
         (static_cast<unsigned char>(utf8[at + 2]) & 0x3fu);
}

/// Standard error takes anything: surrogates are written as escapes.
std::string with_escapes(std::string_view utf8) {
  std::string text;
  std::size_t start = 0;
  for (std::size_t at = find_surrogate(utf8, 0); at != std::string_view::npos;
       at = find_surrogate(utf8, start)) {
    text += utf8.substr(start, at - start);
    text += fmt::format("\\u{:04x}", surrogate_at(utf8, at));
    start = at + 3;
  }
  text += utf8.substr(start);
  return text;
}

Ref refuse_surrogate(Thread& thread, std::string_view utf8, std::size_t at) {
  std::int64_t position = 0;
  for (const char c : utf8.substr(0, at)) {
    if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++position;
  }
  std::int64_t end = position + 1;
  for (at += 3; find_surrogate(utf8, at) == at; at += 3) ++end;
  const Ref encoding = make_str(thread, "utf-8");
  const Ref object = make_str(thread, utf8);
  const Ref reason = make_str(thread, "surrogates not allowed");
  const Value args[] = {encoding, object, Value::small_int(position), Value::small_int(end),
                        reason};
  return thread.raise(make_exception(thread, thread.types().UnicodeEncodeError, args));
}

TextStream* stream_of(Thread& thread, Value self, bool must_be_open = true) {
  auto* stream = cast<TextStream>(self);
  if (must_be_open && stream->is_closed) {
    thread.value_error("I/O operation on closed file.").reset();
    return nullptr;
  }
  return stream;
}

Ref unsupported(Thread& thread, std::string_view what) {
  // io.UnsupportedOperation is an OSError and a ValueError; here the former stands for it.
  return thread.raise(thread.types().OSError, what);
}

/// The bytes of a bytes or bytearray. False: TypeError is pending.
bool bytes_argument(Thread& thread, Value value, std::string& out) {
  if (is_bytes(value)) {
    out = cast<Bytes>(value)->view();
    return true;
  }
  if (is_bytearray(value)) {
    const auto* array = cast<ByteArray>(value);
    out.assign(reinterpret_cast<const char*>(array->data), static_cast<std::size_t>(array->length));
    return true;
  }
  thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, value)).reset();
  return false;
}

bool write_value(Thread& thread, TextStream* stream, Value value, std::int64_t& written) {
  if (stream->is_binary) {
    std::string data;
    if (!bytes_argument(thread, value, data)) return false;
    written = static_cast<std::int64_t>(data.size());
    return data.empty() || thread.host().write(thread, stream_of(stream), data);
  }
  if (!is_str(value)) {
    thread.type_error("write() argument must be str, not {}", type_name(thread, value)).reset();
    return false;
  }
  written = cast<Str>(value)->length;
  return write_text(thread, stream, to_utf8(cast<Str>(value)));
}

Ref stream_write(Thread& thread, Arguments arguments) {
  TextStream* const stream = stream_of(thread, arguments[0]);
  if (stream == nullptr) return Ref::error();
  if (stream->kind == Kind::input) return unsupported(thread, "not writable");
  std::int64_t written = 0;
  return write_value(thread, stream, arguments[1], written) ? make_int(thread, written)
                                                            : Ref::error();
}

Ref stream_writelines(Thread& thread, Arguments arguments) {
  TextStream* const stream = stream_of(thread, arguments[0]);
  if (stream == nullptr) return Ref::error();
  if (stream->kind == Kind::input) return unsupported(thread, "not writable");
  const bool done = for_each_item(thread, arguments[1], [&](Value line) {
    std::int64_t written = 0;
    return write_value(thread, stream, line, written);
  });
  return done ? Ref::none() : Ref::error();
}

Ref stream_flush(Thread& thread, Arguments arguments) {
  TextStream* const stream = stream_of(thread, arguments[0]);
  if (stream == nullptr) return Ref::error();
  flush_stream(thread, stream);
  return Ref::none();
}

Ref stream_close(Thread&, Arguments arguments) {
  cast<TextStream>(arguments[0])->is_closed = true;
  return Ref::none();
}

Ref stream_false(Thread& thread, Arguments arguments) {
  return stream_of(thread, arguments[0]) == nullptr ? Ref::error() : Ref::boolean(false);
}

Ref stream_fileno(Thread& thread, Arguments arguments) {
  const TextStream* const stream = stream_of(thread, arguments[0]);
  return stream == nullptr ? Ref::error() : Ref::small_int(static_cast<int>(stream->kind));
}

Ref stream_readable(Thread&, Arguments arguments) {
  return Ref::boolean(cast<TextStream>(arguments[0])->kind == Kind::input);
}

Ref stream_writable(Thread&, Arguments arguments) {
  return Ref::boolean(cast<TextStream>(arguments[0])->kind != Kind::input);
}

/// One line from the host as a str or bytes; empty at the end.
Ref read_line(Thread& thread, Value self) {
  TextStream* const stream = stream_of(thread, self);
  if (stream == nullptr) return Ref::error();
  if (stream->kind != Kind::input) return unsupported(thread, "not readable");
  std::string line;
  if (!thread.host().read_line(thread, line)) return Ref::error();
  return stream->is_binary ? make_bytes(thread, line) : make_str(thread, line);
}

bool is_empty(Value line) {
  return is_str(line) ? cast<Str>(line)->length == 0 : cast<Bytes>(line)->length == 0;
}

Ref stream_readline(Thread& thread, Arguments arguments) { return read_line(thread, arguments[0]); }

Ref stream_read(Thread& thread, Arguments arguments) {
  TextStream* const stream = stream_of(thread, arguments[0]);
  if (stream == nullptr) return Ref::error();
  if (stream->kind != Kind::input) return unsupported(thread, "not readable");
  std::string all;
  for (std::string line;; all += line) {
    if (!thread.host().read_line(thread, line)) return Ref::error();
    if (line.empty()) break;
  }
  return stream->is_binary ? make_bytes(thread, all) : make_str(thread, all);
}

Ref stream_readlines(Thread& thread, Arguments arguments) {
  Ref lines = make_list(thread, std::int64_t{0});
  if (lines.is_error()) return lines;
  while (true) {
    const Ref line = read_line(thread, arguments[0]);
    if (line.is_error()) return Ref::error();
    if (is_empty(line)) return lines;
    if (!list_append(thread, lines.as<List>(), line)) return Ref::error();
  }
}

Ref stream_next(Thread& thread, Value self) {
  Ref line = read_line(thread, self);
  return line.is_error() || !is_empty(line) ? std::move(line) : Ref::undefined();
}

Ref stream_iter(Thread& thread, Value self) {
  return stream_of(thread, self) == nullptr ? Ref::error() : Ref::share(self);
}

Ref stream_enter(Thread& thread, Arguments arguments) { return stream_iter(thread, arguments[0]); }

Ref stream_exit(Thread& thread, Arguments arguments) { return stream_close(thread, arguments); }

Ref stream_reconfigure(Thread&, Arguments) { return Ref::none(); }

Ref stream_repr(Thread& thread, Value self) {
  const auto* stream = cast<TextStream>(self);
  const char* const names[] = {"<stdin>", "<stdout>", "<stderr>"};
  const char* const name = names[static_cast<int>(stream->kind)];
  if (stream->is_binary) {
    return make_str(thread, fmt::format("<_io.Buffered{} name='{}'>",
                                        stream->kind == Kind::input ? "Reader" : "Writer", name));
  }
  return make_str(thread, fmt::format("<_io.TextIOWrapper name='{}' mode='{}' encoding='utf-8'>",
                                      name, stream->kind == Kind::input ? "r" : "w"));
}

Ref stream_name(Thread& thread, Arguments arguments) {
  const char* const names[] = {"<stdin>", "<stdout>", "<stderr>"};
  return make_str(thread, names[static_cast<int>(cast<TextStream>(arguments[0])->kind)]);
}

Ref stream_mode(Thread& thread, Arguments arguments) {
  const auto* stream = cast<TextStream>(arguments[0]);
  const bool is_input = stream->kind == Kind::input;
  if (stream->is_binary) return make_str(thread, is_input ? "rb" : "wb");
  return make_str(thread, is_input ? "r" : "w");
}

Ref stream_encoding(Thread& thread, Arguments) { return make_str(thread, "utf-8"); }

Ref stream_errors(Thread& thread, Arguments arguments) {
  const bool escapes = cast<TextStream>(arguments[0])->kind == Kind::error;
  return make_str(thread, escapes ? "backslashreplace" : "strict");
}

Ref stream_closed(Thread&, Arguments arguments) {
  return Ref::boolean(cast<TextStream>(arguments[0])->is_closed);
}

Ref stream_none(Thread&, Arguments) { return Ref::none(); }

Ref stream_line_buffering(Thread&, Arguments) { return Ref::boolean(false); }

Ref stream_buffer(Thread& thread, Arguments arguments) {
  const auto* stream = cast<TextStream>(arguments[0]);
  Ref binary = make_text_stream(thread, stream->kind);
  if (!binary.is_error()) binary.as<TextStream>()->is_binary = true;
  return binary;
}

constexpr NativeDefinition kRows[] = {
    {"write", stream_write, "text, /"},
    {"writelines", stream_writelines, "lines, /"},
    {"flush", stream_flush, ""},
    {"close", stream_close, ""},
    {"isatty", stream_false, ""},
    {"seekable", stream_false, ""},
    {"fileno", stream_fileno, ""},
    {"readable", stream_readable, ""},
    {"writable", stream_writable, ""},
    {"read", stream_read, "size=-1, /"},
    {"readline", stream_readline, "size=-1, /"},
    {"readlines", stream_readlines, "hint=-1, /"},
    {"reconfigure", stream_reconfigure, "**options"},
    {"__enter__", stream_enter, ""},
    {"__exit__", stream_exit, "*details"},
    {"name", stream_name, nullptr, kNativeGetter},
    {"mode", stream_mode, nullptr, kNativeGetter},
    {"encoding", stream_encoding, nullptr, kNativeGetter},
    {"errors", stream_errors, nullptr, kNativeGetter},
    {"closed", stream_closed, nullptr, kNativeGetter},
    {"newlines", stream_none, nullptr, kNativeGetter},
    {"line_buffering", stream_line_buffering, nullptr, kNativeGetter},
    {"buffer", stream_buffer, nullptr, kNativeGetter},
};

}  // namespace

Ref make_text_stream(Thread& thread, TextStream::Kind kind) {
  auto* stream = thread.heap().make<TextStream>(thread.types().text_stream);
  stream->kind = kind;
  stream->is_closed = false;
  stream->is_binary = false;
  return Ref::adopt(stream);
}

bool is_text_stream(const Thread& thread, Value value) {
  return value.is_object() && value.as_object()->type == thread.types().text_stream &&
         !cast<TextStream>(value)->is_binary;
}

bool write_text(Thread& thread, const TextStream* stream, std::string_view utf8) {
  if (stream->is_closed) {
    thread.value_error("I/O operation on closed file.").reset();
    return false;
  }
  if (stream->kind == Kind::input) {
    unsupported(thread, "not writable").reset();
    return false;
  }
  if (utf8.empty()) return true;  // to the host that would be a flush
  const std::size_t surrogate = find_surrogate(utf8, 0);
  if (surrogate == std::string_view::npos) {
    return thread.host().write(thread, stream_of(stream), utf8);
  }
  if (stream->kind == Kind::error) {
    return thread.host().write(thread, stream_of(stream), with_escapes(utf8));
  }
  refuse_surrogate(thread, utf8, surrogate).reset();
  return false;
}

void flush_stream(Thread& thread, const TextStream* stream) {
  if (stream->kind != Kind::input) thread.host().write(thread, stream_of(stream), "");
}

Ref standard_stream(Thread& thread, std::string_view name) {
  const Value sys = dict_get(thread.interpreter.modules, thread.names().sys_);
  if (!is_module(sys)) return Ref::undefined();
  return Ref::share(dict_get(cast<Module>(sys)->dict, thread.instance.intern(name)));
}

void write_standard_error(Thread& thread, std::string_view utf8) {
  if (thread.cancelled) return;
  Ref pending = thread.take_exception();
  const Ref stream = standard_stream(thread, "stderr");
  if (is_text_stream(thread, stream) && !stream.as<TextStream>()->is_closed) {
    if (!write_text(thread, stream.as<TextStream>(), utf8)) thread.clear_exception();
  } else if (stream.is_undefined()) {
    if (!thread.host().write(thread, Stream::standard_error, with_escapes(utf8))) {
      thread.clear_exception();
    }
  } else if (!stream.is_none()) {
    const Ref text = make_str(thread, utf8);
    const Value args[] = {text};
    if (text.is_error() || call_method(thread, stream, thread.names().write_, args).is_error()) {
      thread.clear_exception();
    }
  }
  if (!pending.is_undefined()) thread.restore_exception(std::move(pending));
}

void initialise_stream_type(Instance& instance) {
  Type* const type = instance.types.text_stream;
  type->instance_size = sizeof(TextStream);
  type->slots.copy_to_heap = [](HeapCopier&, Object*, Object*) {};  // no references
  type->slots.repr = stream_repr;
  type->slots.iter = stream_iter;
  type->slots.next = stream_next;
  add_methods(instance, type, kRows);
}

}  // namespace gilsim::vm
