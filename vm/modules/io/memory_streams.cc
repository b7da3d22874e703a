// SPDX-License-Identifier: MIT
//
// io.StringIO and io.BytesIO: files in memory. Both are one template over what a unit is.
//
// CPython has them in C, so each operation is one step here, too: another thread never sees half of
// a write.
#include "vm/core/heap_allocator.h"
#include "vm/core/native.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/bytes.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/str_support.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

struct TextKind {
  using Buffer = std::basic_string<char32_t, std::char_traits<char32_t>, HeapAllocator<char32_t>>;
  static constexpr const char* kName = "StringIO";
  static constexpr const char* kParameter = "initial_value";

  static bool read(Thread& thread, Value value, Buffer& out) {
    if (!is_str(value)) {
      return fail(
          thread.type_error("string argument expected, got '{}'", type_name(thread, value)));
    }
    with_units(cast<Str>(value), [&](auto units) { out.assign(units.begin(), units.end()); });
    return true;
  }
  static bool read_initial(Thread& thread, Value value, Buffer& out) {
    if (is_str(value)) return read(thread, value, out);
    return fail(
        thread.type_error("initial_value must be str or None, not {}", type_name(thread, value)));
  }
  static Ref make(Thread& thread, const char32_t* data, std::size_t count) {
    return make_str(thread, data, static_cast<std::int64_t>(count));
  }
};

struct BytesKind {
  using Buffer = std::basic_string<char, std::char_traits<char>, HeapAllocator<char>>;
  static constexpr const char* kName = "BytesIO";
  static constexpr const char* kParameter = "initial_bytes";

  static bool read(Thread& thread, Value value, Buffer& out) {
    std::string_view content;
    if (!bytes_view(value, content)) {
      return fail(
          thread.type_error("a bytes-like object is required, not '{}'", type_name(thread, value)));
    }
    out = content;
    return true;
  }
  static bool read_initial(Thread& thread, Value value, Buffer& out) {
    return read(thread, value, out);
  }
  static Ref make(Thread& thread, const char* data, std::size_t count) {
    return make_bytes(thread, std::string_view(data, count));
  }
};

template <typename Kind>
struct Stream : Object {
  typename Kind::Buffer* buffer;  // owned, in the heap; nullptr once closed
  std::int64_t position;
  Dict* dict;  // owned or nullptr
};

template <typename Kind>
struct StreamType {
  using Self = Stream<Kind>;
  using Buffer = typename Kind::Buffer;

  static Buffer empty_buffer(Thread& thread) {
    return Buffer(HeapAllocator<typename Buffer::value_type>(thread.heap()));
  }
  static Buffer* new_buffer(Thread& thread) {
    return new_in_heap<Buffer>(thread.heap(), empty_buffer(thread));
  }
  static Self* self_of(Arguments arguments) { return cast<Self>(arguments[0]); }
  static bool check_open(Thread& thread, const Self* self) {
    if (self->buffer != nullptr) return true;
    return fail(thread.value_error("I/O operation on closed file"));
  }
  static std::int64_t size_of(const Self* self) {
    return static_cast<std::int64_t>(self->buffer->size());
  }

  static Ref new_stream(Thread& thread, Type* cls, Arguments) {
    auto* self = allocate_instance<Self>(thread, cls);
    self->buffer = new_buffer(thread);
    self->dict = nullptr;
    return finish_object(thread, self);
  }

  static bool init(Thread& thread, Value object, Arguments arguments) {
    const std::string_view parameters[] = {Kind::kParameter, "newline"};
    Value values[2];
    const std::size_t most = std::is_same_v<Kind, TextKind> ? 2 : 1;
    if (!bind_constructor(thread, Kind::kName, std::span(parameters, most), 0, most, arguments,
                          values)) {
      return false;
    }
    auto* self = cast<Self>(object);
    if (self->buffer == nullptr) self->buffer = new_buffer(thread);
    self->buffer->clear();
    self->position = 0;
    if (values[0].is_undefined() || values[0].is_none()) return true;
    return Kind::read_initial(thread, values[0], *self->buffer);
  }

  static bool write_buffer(Thread& thread, Self* self, const Buffer& text) {
    const auto at = static_cast<std::size_t>(self->position);
    const std::size_t end = at + text.size();
    if (end > self->buffer->size()) {
      if (!thread.reserve((end - self->buffer->size()) * sizeof(typename Buffer::value_type))) {
        return false;
      }
      self->buffer->resize(end);
    }
    std::copy(text.begin(), text.end(), self->buffer->begin() + self->position);
    self->position = static_cast<std::int64_t>(end);
    return pay_bytes(thread, static_cast<std::int64_t>(text.size()));
  }

  static Ref write(Thread& thread, Arguments arguments) {
    Self* self = self_of(arguments);
    Buffer text = empty_buffer(thread);
    if (!check_open(thread, self) || !Kind::read(thread, arguments[1], text)) return Ref::error();
    if (!write_buffer(thread, self, text)) return Ref::error();
    return Ref::small_int(static_cast<std::int64_t>(text.size()));
  }

  static Ref writelines(Thread& thread, Arguments arguments) {
    const bool is_subclass = arguments[0].as_object()->type->is_heap_type;
    const bool good = for_each_item(thread, arguments[1], [&](Value line) {
      if (is_subclass) {
        const Ref written =
            call_method(thread, arguments[0], thread.names().write_, std::span(&line, 1));
        return !written.is_error();
      }
      Buffer text = empty_buffer(thread);
      return check_open(thread, self_of(arguments)) && Kind::read(thread, line, text) &&
             write_buffer(thread, self_of(arguments), text);
    });
    return good ? Ref::none() : Ref::error();
  }

  /// The next `count` units.
  static Ref take(Thread& thread, Self* self, std::int64_t count) {
    const std::int64_t left = std::max<std::int64_t>(size_of(self) - self->position, 0);
    count = std::clamp<std::int64_t>(count, 0, left);
    const std::int64_t at = std::min(self->position, size_of(self));
    if (count > 0) self->position += count;
    if (!pay_bytes(thread, count)) return Ref::error();
    return Kind::make(thread, self->buffer->data() + at, static_cast<std::size_t>(count));
  }

  static std::int64_t line_length(const Self* self) {
    const auto at = static_cast<std::size_t>(self->position);
    const std::size_t end = self->buffer->find(static_cast<typename Buffer::value_type>('\n'), at);
    return end == Buffer::npos ? INT64_MAX : static_cast<std::int64_t>(end - at) + 1;
  }

  /// A size given by the caller: None or negative means everything.
  static bool read_size(Thread& thread, Value value, std::int64_t& size) {
    size = -1;
    if (!value.is_none() && !value.is_undefined()) {
      if (!has_index(thread, value)) {
        return fail(thread.type_error("argument should be integer or None, not '{}'",
                                      type_name(thread, value)));
      }
      if (!ssize_argument(thread, value, size)) return false;
    }
    if (size < 0) size = INT64_MAX;
    return true;
  }

  static Ref read(Thread& thread, Arguments arguments) {
    std::int64_t size;
    if (!check_open(thread, self_of(arguments)) || !read_size(thread, arguments[1], size)) {
      return Ref::error();
    }
    return take(thread, self_of(arguments), size);
  }

  static Ref readline(Thread& thread, Arguments arguments) {
    Self* self = self_of(arguments);
    std::int64_t size;
    if (!check_open(thread, self) || !read_size(thread, arguments[1], size)) return Ref::error();
    return take(thread, self, std::min(size, line_length(self)));
  }

  static Ref readlines(Thread& thread, Arguments arguments) {
    Self* self = self_of(arguments);
    std::int64_t hint;
    if (!check_open(thread, self) || !read_size(thread, arguments[1], hint)) return Ref::error();
    if (hint == 0) hint = INT64_MAX;
    Ref lines = make_list(thread, std::int64_t{0});
    if (lines.is_error()) return lines;
    const std::int64_t start = self->position;
    while (self->position < size_of(self) && self->position - start < hint) {
      const Ref line = take(thread, self, line_length(self));
      if (line.is_error() || !list_append(thread, lines.as<List>(), line)) return Ref::error();
    }
    return lines;
  }

  static Ref next_line(Thread& thread, Value object) {
    auto* self = cast<Self>(object);
    if (!check_open(thread, self)) return Ref::error();
    if (self->position >= size_of(self)) return Ref::undefined();
    return take(thread, self, line_length(self));
  }

  static Ref iter(Thread& thread, Value object) {
    return check_open(thread, cast<Self>(object)) ? Ref::share(object) : Ref::error();
  }

  static Ref getvalue(Thread& thread, Arguments arguments) {
    const Self* self = self_of(arguments);
    if (!check_open(thread, self) || !pay_bytes(thread, size_of(self))) return Ref::error();
    return Kind::make(thread, self->buffer->data(), self->buffer->size());
  }

  static Ref tell(Thread& thread, Arguments arguments) {
    return check_open(thread, self_of(arguments)) ? Ref::small_int(self_of(arguments)->position)
                                                  : Ref::error();
  }

  static Ref seek(Thread& thread, Arguments arguments) {
    Self* self = self_of(arguments);
    std::int64_t offset;
    std::int64_t whence;
    if (!check_open(thread, self) || !ssize_argument(thread, arguments[1], offset) ||
        !ssize_argument(thread, arguments[2], whence)) {
      return Ref::error();
    }
    if (whence < 0 || whence > 2) {
      return thread.value_error("invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    constexpr bool is_text = std::is_same_v<Kind, TextKind>;
    if (whence == 0 && offset < 0) {
      return is_text ? thread.value_error("Negative seek position {}", offset)
                     : thread.value_error("negative seek value {}", offset);
    }
    if (is_text && whence != 0 && offset != 0) {
      return thread.error(thread.types().OSError, "Can't do nonzero cur-relative seeks");
    }
    constexpr std::int64_t kFarthest = std::int64_t{1} << 40;
    if (offset > kFarthest) {
      return thread.error(thread.types().OverflowError, "new position too large");
    }
    if (whence == 1) offset += self->position;
    if (whence == 2) offset += size_of(self);
    self->position = std::max<std::int64_t>(offset, 0);
    return Ref::small_int(self->position);
  }

  static Ref truncate(Thread& thread, Arguments arguments) {
    Self* self = self_of(arguments);
    if (!check_open(thread, self)) return Ref::error();
    std::int64_t size = self->position;
    if (!arguments[1].is_none() && !ssize_argument(thread, arguments[1], size)) {
      return Ref::error();
    }
    if (size < 0) return thread.value_error("Negative size value {}", size);
    if (size < size_of(self)) self->buffer->resize(static_cast<std::size_t>(size));
    return Ref::small_int(size);
  }

  static Ref close(Thread& thread, Arguments arguments) {
    delete_in_heap(thread.heap(), std::exchange(self_of(arguments)->buffer, nullptr));
    return Ref::none();
  }
  static Ref closed(Thread&, Arguments arguments) {
    return Ref::boolean(self_of(arguments)->buffer == nullptr);
  }
  static Ref yes(Thread& thread, Arguments arguments) {
    return check_open(thread, self_of(arguments)) ? Ref::boolean(true) : Ref::error();
  }
  static Ref no(Thread& thread, Arguments arguments) {
    return check_open(thread, self_of(arguments)) ? Ref::boolean(false) : Ref::error();
  }
  static Ref flush(Thread& thread, Arguments arguments) {
    return check_open(thread, self_of(arguments)) ? Ref::none() : Ref::error();
  }
  static Ref enter(Thread& thread, Arguments arguments) {
    return check_open(thread, self_of(arguments)) ? Ref::share(arguments[0]) : Ref::error();
  }
  static Ref exit(Thread& thread, Arguments arguments) {
    const Ref done = call_method(thread, arguments[0], thread.names().close_);
    return done.is_error() ? Ref::error() : Ref::none();
  }
  static Ref none(Thread&, Arguments) { return Ref::none(); }

  static void dealloc(Heap& heap, Object* object) {
    auto* self = static_cast<Self*>(object);
    delete_in_heap(heap, std::exchange(self->buffer, nullptr));
    Dict* dict = std::exchange(self->dict, nullptr);
    if (dict != nullptr) decref(dict);
  }
  static void clear(Heap&, Object* object) {
    Dict* dict = std::exchange(static_cast<Self*>(object)->dict, nullptr);
    if (dict != nullptr) decref(dict);
  }
  static void traverse(Object* object, Visit visit, void* context) {
    const auto* self = static_cast<Self*>(object);
    if (self->dict != nullptr) visit(Value(self->dict), context);
  }
  static void copy_to_heap(HeapCopier& copier, Object*, Object* to) {
    auto* self = static_cast<Self*>(to);
    if (const Buffer* const original = self->buffer) {
      Heap& heap = Heap::of(to);
      self->buffer = new_in_heap<Buffer>(heap, original->begin(), original->end(),
                                         HeapAllocator<typename Buffer::value_type>(heap));
    }
    self->dict = copier.copy_object(self->dict);
  }

  static constexpr NativeDefinition kMethods[] = {
      {"write", write, "s, /"},
      {"writelines", writelines, "lines, /"},
      {"read", read, "size=-1, /"},
      {"readline", readline, "size=-1, /"},
      {"readlines", readlines, "size=-1, /"},
      {"getvalue", getvalue, ""},
      {"tell", tell, ""},
      {"seek", seek, "pos, whence=0, /"},
      {"truncate", truncate, "pos=None, /"},
      {"close", close, ""},
      {"flush", flush, ""},
      {"readable", yes, ""},
      {"writable", yes, ""},
      {"seekable", yes, ""},
      {"isatty", no, ""},
      {"__enter__", enter, ""},
      {"__exit__", exit, "*exc_info"},
      {"closed", closed, nullptr, kNativeGetter},
  };

  static Type* create(Instance& instance, std::span<const NativeDefinition> more) {
    Type* type = create_module_type(instance, "_io", Kind::kName, sizeof(Self));
    type->dict_offset = member_offset(&Self::dict);
    type->slots.dealloc = dealloc;
    type->slots.clear = clear;
    type->slots.traverse = traverse;
    type->slots.copy_to_heap = copy_to_heap;
    type->slots.new_instance = new_stream;
    type->slots.init = init;
    type->slots.iter = iter;
    type->slots.next = next_line;
    add_methods(instance, type, kMethods);
    add_methods(instance, type, more);
    add_methods(instance, type, std::span(&kInstanceDictDefinition, 1));
    finish_builtin_type(instance, type);
    return type;
  }
};

using TextStream = StreamType<TextKind>;
using BytesStream = StreamType<BytesKind>;

constexpr NativeDefinition kTextMethods[] = {
    {"encoding", TextStream::none, nullptr, kNativeGetter},
    {"errors", TextStream::none, nullptr, kNativeGetter},
    {"newlines", TextStream::none, nullptr, kNativeGetter},
    {"line_buffering", TextStream::no, nullptr, kNativeGetter},
};
constexpr NativeDefinition kBytesMethods[] = {
    {"read1", BytesStream::read, "size=-1, /"},
    {"getbuffer", BytesStream::getvalue, ""},
};

bool initialise_io(Thread& thread, Module& module) {
  const LibraryTypes& types = *thread.instance.library;
  return add_type(thread, module, types.string_io) && add_type(thread, module, types.bytes_io);
}

}  // namespace

void add_memory_streams(Instance& instance, LibraryTypes& types) {
  types.string_io = TextStream::create(instance, kTextMethods);
  types.bytes_io = BytesStream::create(instance, kBytesMethods);
}

const NativeModuleDefinition kIoModule = {"_io", initialise_io};

}  // namespace gilsim::vm
