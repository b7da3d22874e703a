// SPDX-License-Identifier: MIT
//
// Module zlib, by the library of that name. Compression works without the GIL, checksums do so
// above 5 KiB, as in CPython.
#include "runtime/modules/native_charge.h"
#include "runtime/modules/native_modules.h"
#include "runtime/runtime_types.h"
#include "runtime/simulation_context.h"
#include "vm/core/heap_allocator.h"
#include "vm/modules/native_type.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

constexpr std::size_t kReleaseChecksumAbove = 5 * 1024;
constexpr std::size_t kPortion = 16 * 1024;
constexpr uInt kInputPortion = 256 * 1024;  // worked on before it is asked whether the run ends

/// zlib's state. The stream is all zero until deflateInit2 or inflateInit2, and then ending it does
/// nothing.
struct StreamState final : vm::HeapResource {
  explicit StreamState(bool compresses_) : compresses(compresses_) {}
  ~StreamState() override { compresses ? deflateEnd(&library) : inflateEnd(&library); }
  z_stream library{};
  const bool compresses;
};

/// A stream in one direction, and the text it is fed with.
struct StreamObject : vm::Object {
  StreamState* state;  // owned
  bool at_end;
  Value unused;      // owned bytes: what stands behind the end (decompression)
  Value unconsumed;  // owned bytes: what was not needed yet (decompression with a limit)
};

bool fail(Ref) { return false; }

bool read_bytes(vm::Thread& thread, Value value, vm::StableContent& content) {
  if (content.set(value)) return true;
  return fail(
      thread.type_error("a bytes-like object is required, not '{}'", vm::type_name(thread, value)));
}

Ref zlib_error(vm::Thread& thread, std::string_view message) {
  return thread.raise(simulation_of(thread).types().zlib_error, message);
}

/// "Error -3 while decompressing data: incorrect header check"
Ref stream_error(vm::Thread& thread, const z_stream& stream, int code, const char* doing) {
  const char* why = stream.msg;
  if (code == Z_VERSION_ERROR) why = "library version mismatch";
  if (why == nullptr) {
    why = code == Z_BUF_ERROR      ? "incomplete or truncated stream"
          : code == Z_STREAM_ERROR ? "inconsistent stream state"
          : code == Z_DATA_ERROR   ? "invalid input data"
                                   : nullptr;
  }
  if (why == nullptr) return zlib_error(thread, fmt::format("Error {} {}", code, doing));
  return zlib_error(thread, fmt::format("Error {} {}: {}", code, doing, why));
}

/// Gives zlib the next portion of the input, which is the rest of it in most calls.
int run_step(z_stream& stream, bool compresses, int flush) {
  const uInt held_back = stream.avail_in - std::min(stream.avail_in, kInputPortion);
  stream.avail_in -= held_back;
  const int code =
      compresses ? deflate(&stream, held_back > 0 ? Z_NO_FLUSH : flush) : inflate(&stream, flush);
  stream.avail_in += held_back;
  return code;
}

/// Runs a stream over its input until that is used up (or the stream has ended, or `most` bytes
/// came out) and appends what comes out. The code of the last step.
int run_stream(vm::Thread& thread, z_stream& stream, bool compresses, int flush, std::size_t most,
               std::string& out) {
  char buffer[kPortion];
  const std::size_t before = out.size();
  while (true) {
    const std::size_t room = std::min(kPortion, most - (out.size() - before));
    const bool is_last = stream.avail_in <= kInputPortion;
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = static_cast<uInt>(room);
    const int code = run_step(stream, compresses, flush);
    out.append(buffer, room - stream.avail_out);
    if (code != Z_OK && code != Z_BUF_ERROR) return code;
    if ((is_last && stream.avail_out > 0) || out.size() - before >= most) return code;
    if (!thread.reserve(out.size() * 2) || !goes_on(thread)) return Z_MEM_ERROR;
  }
}

/// Whether run_stream gave up.
bool has_failed(const vm::Thread& thread) { return thread.has_exception() || thread.cancelled; }

constexpr std::size_t kNoBound = SIZE_MAX;

void set_input(z_stream& stream, std::string_view input) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.avail_in = static_cast<uInt>(input.size());
}

bool check_size(vm::Thread& thread, std::string_view input) {
  if (input.size() <= UINT32_MAX) return true;
  return fail(thread.error(thread.types().OverflowError, "Size does not fit in an unsigned int"));
}

bool read_int(vm::Thread& thread, Value value, int& out) {
  std::int64_t number;
  if (!vm::ssize_argument(thread, value, number)) return false;
  if (number < INT32_MIN || number > INT32_MAX) {
    return fail(
        thread.error(thread.types().OverflowError, "Python int too large to convert to C int"));
  }
  out = static_cast<int>(number);
  return true;
}

// --- in one go -----------------------------------------------------------------------------------

/// compress(data, /, level=-1, wbits=15)
Ref compress_function(vm::Thread& thread, Arguments arguments) {
  vm::StableContent content;
  int level;
  int window;
  if (!read_bytes(thread, arguments[0], content) || !read_int(thread, arguments[1], level) ||
      !read_int(thread, arguments[2], window) || !check_size(thread, content.view())) {
    return Ref::error();
  }
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return zlib_error(thread, "Bad compression level");
  }
  set_input(stream, content.view());
  std::string out;
  const int code = run_stream(thread, stream, true, Z_FINISH, kNoBound, out);
  deflateEnd(&stream);
  if (has_failed(thread)) return Ref::error();
  if (code != Z_STREAM_END) return stream_error(thread, stream, code, "while compressing data");
  if (!pay_for_bytes(thread, content.view().size(),
                     simulation_of(thread).profile().compress_byte_ps, true)) {
    return Ref::error();
  }
  return vm::make_bytes(thread, out);
}

/// decompress(data, /, wbits=15, bufsize=16384)
Ref decompress_function(vm::Thread& thread, Arguments arguments) {
  vm::StableContent content;
  int window;
  if (!read_bytes(thread, arguments[0], content) || !read_int(thread, arguments[1], window) ||
      !check_size(thread, content.view())) {
    return Ref::error();
  }
  z_stream stream{};
  set_input(stream, content.view());
  const int begun = inflateInit2(&stream, window);
  if (begun != Z_OK) {
    return stream_error(thread, stream, begun, "while preparing to decompress data");
  }
  std::string out;
  const int code = run_stream(thread, stream, false, Z_SYNC_FLUSH, kNoBound, out);
  Ref failure;
  if (has_failed(thread)) {
    failure = Ref::error();
  } else if (code == Z_OK || code == Z_BUF_ERROR) {
    failure =
        zlib_error(thread, "Error -5 while decompressing data: incomplete or truncated stream");
  } else if (code != Z_STREAM_END) {
    failure = stream_error(thread, stream, code, "while decompressing data");
  }
  inflateEnd(&stream);
  if (failure.is_error()) return failure;
  if (!pay_for_bytes(thread, out.size(), simulation_of(thread).profile().decompress_byte_ps,
                     true)) {
    return Ref::error();
  }
  return vm::make_bytes(thread, out);
}

template <uLong (*checksum)(uLong, const Bytef*, z_size_t)>
Ref checksum_function(vm::Thread& thread, Arguments arguments) {
  vm::StableContent content;
  if (!read_bytes(thread, arguments[0], content)) return Ref::error();
  const Ref start = vm::index_as_int(thread, arguments[1]);
  if (start.is_error()) return Ref::error();
  std::int64_t value = 0;
  vm::int_to_int64(start, value);
  const std::string_view bytes = content.view();
  const uLong sum = checksum(static_cast<uLong>(value) & 0xffffffffu,
                             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  if (!pay_for_bytes(thread, bytes.size(), simulation_of(thread).profile().checksum_byte_ps,
                     bytes.size() > kReleaseChecksumAbove)) {
    return Ref::error();
  }
  return Ref::small_int(static_cast<std::int64_t>(sum & 0xffffffffu));
}

// --- streams -------------------------------------------------------------------------------------

StreamObject* self_of(Arguments arguments) { return vm::cast<StreamObject>(arguments[0]); }

StreamObject* make_stream(vm::Thread& thread, vm::Type* type, bool compresses) {
  auto* object = thread.heap().make<StreamObject>(type);
  object->unused = vm::make_bytes(thread, {}).release();
  object->unconsumed = vm::make_bytes(thread, {}).release();
  object->state = vm::new_resource<StreamState>(thread.heap(), compresses);
  return object;
}

/// compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0)
Ref compressobj(vm::Thread& thread, Arguments arguments) {
  int values[5];
  for (int i = 0; i < 5; ++i) {
    if (!read_int(thread, arguments[static_cast<std::size_t>(i)], values[i])) return Ref::error();
  }
  StreamObject* object = make_stream(thread, simulation_of(thread).types().compressor, true);
  Ref made = Ref::adopt(object);
  const int code =
      deflateInit2(&object->state->library, values[0], values[1], values[2], values[3], values[4]);
  if (code == Z_OK) return made;
  if (code == Z_STREAM_ERROR) return thread.value_error("Invalid initialization option");
  return stream_error(thread, object->state->library, code, "while creating compression object");
}

/// decompressobj(wbits=15)
Ref decompressobj(vm::Thread& thread, Arguments arguments) {
  int window;
  if (!read_int(thread, arguments[0], window)) return Ref::error();
  StreamObject* object = make_stream(thread, simulation_of(thread).types().decompressor, false);
  Ref made = Ref::adopt(object);
  const int code = inflateInit2(&object->state->library, window);
  if (code == Z_OK) return made;
  if (code == Z_STREAM_ERROR) return thread.value_error("Invalid initialization option");
  return stream_error(thread, object->state->library, code, "while creating decompression object");
}

Ref compress_method(vm::Thread& thread, Arguments arguments) {
  vm::StableContent content;
  if (!read_bytes(thread, arguments[1], content) || !check_size(thread, content.view())) {
    return Ref::error();
  }
  z_stream& stream = self_of(arguments)->state->library;
  set_input(stream, content.view());
  std::string out;
  const int code = run_stream(thread, stream, true, Z_NO_FLUSH, kNoBound, out);
  if (has_failed(thread)) return Ref::error();
  if (code == Z_STREAM_ERROR) {
    return stream_error(thread, stream, code, "while compressing data");
  }
  if (!pay_for_bytes(thread, content.view().size(),
                     simulation_of(thread).profile().compress_byte_ps, true)) {
    return Ref::error();
  }
  return vm::make_bytes(thread, out);
}

Ref flush_compressor(vm::Thread& thread, Arguments arguments) {
  int mode;
  if (!read_int(thread, arguments[1], mode)) return Ref::error();
  StreamObject* object = self_of(arguments);
  if (mode == Z_NO_FLUSH) return vm::make_bytes(thread, {});
  set_input(object->state->library, {});
  std::string out;
  const int code = run_stream(thread, object->state->library, true, mode, kNoBound, out);
  if (has_failed(thread)) return Ref::error();
  if (code == Z_STREAM_ERROR) {
    return stream_error(thread, object->state->library, code, "while flushing");
  }
  if (code == Z_STREAM_END) object->at_end = true;
  return vm::make_bytes(thread, out);
}

bool set_bytes(vm::Thread& thread, Value& member, std::string_view content) {
  Ref bytes = vm::make_bytes(thread, content);
  if (bytes.is_error()) return false;
  vm::decref(std::exchange(member, bytes.release()));
  return true;
}

/// Feeds a decompressor; keeps what lies behind the end, and what was not needed yet.
Ref decompress_some(vm::Thread& thread, StreamObject* object, std::string_view input,
                    std::size_t most) {
  z_stream& stream = object->state->library;
  std::string out;
  if (!object->at_end) {
    set_input(stream, input);
    const int code = run_stream(thread, stream, false, Z_SYNC_FLUSH, most, out);
    if (has_failed(thread)) return Ref::error();
    if (code != Z_OK && code != Z_BUF_ERROR && code != Z_STREAM_END) {
      return stream_error(thread, stream, code, "while decompressing data");
    }
    object->at_end = code == Z_STREAM_END;
    input = input.substr(input.size() - stream.avail_in);
  }
  std::string_view old_unused;
  vm::bytes_view(object->unused, old_unused);
  const std::string unused = std::string(old_unused) + std::string(object->at_end ? input : "");
  if (!set_bytes(thread, object->unused, unused) ||
      !set_bytes(thread, object->unconsumed, object->at_end ? std::string_view() : input)) {
    return Ref::error();
  }
  if (!pay_for_bytes(thread, out.size(), simulation_of(thread).profile().decompress_byte_ps,
                     true)) {
    return Ref::error();
  }
  return vm::make_bytes(thread, out);
}

Ref decompress_method(vm::Thread& thread, Arguments arguments) {
  vm::StableContent content;
  std::int64_t most;
  if (!read_bytes(thread, arguments[1], content) || !check_size(thread, content.view()) ||
      !vm::ssize_argument(thread, arguments[2], most)) {
    return Ref::error();
  }
  if (most < 0) return thread.value_error("max_length must be non-negative");
  return decompress_some(thread, self_of(arguments), content.view(),
                         most == 0 ? kNoBound : static_cast<std::size_t>(most));
}

Ref flush_decompressor(vm::Thread& thread, Arguments arguments) {
  StreamObject* object = self_of(arguments);
  const Ref rest = Ref::share(object->unconsumed);
  std::string_view content;
  vm::bytes_view(rest, content);
  return decompress_some(thread, object, content, kNoBound);
}

int copy_state(StreamState* to, StreamState* from) {
  return from->compresses ? deflateCopy(&to->library, &from->library)
                          : inflateCopy(&to->library, &from->library);
}

Ref copy_stream(vm::Thread& thread, Arguments arguments) {
  const StreamObject* source = self_of(arguments);
  StreamObject* object = make_stream(thread, source->type, source->state->compresses);
  Ref made = Ref::adopt(object);
  const int code = copy_state(object->state, source->state);
  if (code != Z_OK) return thread.value_error("Inconsistent stream state");
  object->at_end = source->at_end;
  vm::decref(std::exchange(object->unused, Ref::share(source->unused).release()));
  vm::decref(std::exchange(object->unconsumed, Ref::share(source->unconsumed).release()));
  return made;
}

Ref eof_getter(vm::Thread&, Arguments arguments) {
  return Ref::boolean(self_of(arguments)->at_end);
}
Ref unused_getter(vm::Thread&, Arguments arguments) {
  return Ref::share(self_of(arguments)->unused);
}
Ref unconsumed_getter(vm::Thread&, Arguments arguments) {
  return Ref::share(self_of(arguments)->unconsumed);
}

void dealloc_stream(vm::Heap& heap, vm::Object* self) {
  auto* object = static_cast<StreamObject*>(self);
  vm::delete_resource(heap, std::exchange(object->state, nullptr));
  vm::decref(std::exchange(object->unused, Value()));
  vm::decref(std::exchange(object->unconsumed, Value()));
}

void copy_stream_to_heap(vm::HeapCopier& copier, vm::Object* from, vm::Object* to) {
  auto* object = static_cast<StreamObject*>(to);
  StreamState* source = static_cast<StreamObject*>(from)->state;
  object->state = vm::new_resource<StreamState>(vm::Heap::of(to), source->compresses);
  copy_state(object->state, source);
  object->unused = copier.copy(object->unused);
  object->unconsumed = copier.copy(object->unconsumed);
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"compress", compress_function, "data, /, level=-1, wbits=15"},
    {"decompress", decompress_function, "data, /, wbits=15, bufsize=16384"},
    {"crc32", checksum_function<crc32_z>, "data, value=0, /"},
    {"adler32", checksum_function<adler32_z>, "data, value=1, /"},
    {"compressobj", compressobj, "level=-1, method=8, wbits=15, memLevel=8, strategy=0"},
    {"decompressobj", decompressobj, "wbits=15"},
};
constexpr vm::NativeDefinition kCompressorMethods[] = {
    {"compress", compress_method, "data, /"},
    {"flush", flush_compressor, "mode=4, /"},
    {"copy", copy_stream, ""},
    {"__copy__", copy_stream, ""},
};
constexpr vm::NativeDefinition kDecompressorMethods[] = {
    {"decompress", decompress_method, "data, /, max_length=0"},
    {"flush", flush_decompressor, "length=16384, /"},
    {"copy", copy_stream, ""},
    {"__copy__", copy_stream, ""},
    {"eof", eof_getter, nullptr, vm::kNativeGetter},
    {"unused_data", unused_getter, nullptr, vm::kNativeGetter},
    {"unconsumed_tail", unconsumed_getter, nullptr, vm::kNativeGetter},
};

struct Constant {
  const char* name;
  int value;
};
constexpr Constant kConstants[] = {
    {"MAX_WBITS", MAX_WBITS},
    {"DEFLATED", Z_DEFLATED},
    {"DEF_MEM_LEVEL", 8},
    {"DEF_BUF_SIZE", 16384},
    {"Z_BEST_SPEED", Z_BEST_SPEED},
    {"Z_BEST_COMPRESSION", Z_BEST_COMPRESSION},
    {"Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION},
    {"Z_NO_COMPRESSION", Z_NO_COMPRESSION},
    {"Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY},
    {"Z_FILTERED", Z_FILTERED},
    {"Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY},
    {"Z_RLE", Z_RLE},
    {"Z_FIXED", Z_FIXED},
    {"Z_NO_FLUSH", Z_NO_FLUSH},
    {"Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH},
    {"Z_SYNC_FLUSH", Z_SYNC_FLUSH},
    {"Z_FULL_FLUSH", Z_FULL_FLUSH},
    {"Z_FINISH", Z_FINISH},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  if (!vm::add_functions(thread, module, kFunctions)) return false;
  for (const Constant& constant : kConstants) {
    if (!vm::dict_set(thread, module.dict, thread.instance.intern(constant.name),
                      Value::small_int(constant.value))) {
      return false;
    }
  }
  for (const char* name : {"ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"}) {
    const Ref version = vm::make_str(thread, zlibVersion());
    if (!vm::dict_set(thread, module.dict, thread.instance.intern(name), version.get())) {
      return false;
    }
  }
  return vm::dict_set(thread, module.dict, thread.instance.intern("error"),
                      Value(simulation_of(thread).types().zlib_error));
}

vm::Type* create_stream_type(vm::Instance& instance, const char* name,
                             std::span<const vm::NativeDefinition> methods) {
  vm::TypeDefinition definition{name, "zlib"};
  definition.instance_size = sizeof(StreamObject);
  vm::Type* type = vm::create_builtin_type(instance, definition);
  type->slots.dealloc = dealloc_stream;
  type->slots.copy_to_heap = copy_stream_to_heap;
  vm::add_methods(instance, type, methods);
  vm::finish_builtin_type(instance, type);
  return type;
}

}  // namespace

void fill_zlib_types(vm::Instance& instance, RuntimeTypes& types) {
  types.compressor = create_stream_type(instance, "Compress", kCompressorMethods);
  types.decompressor = create_stream_type(instance, "Decompress", kDecompressorMethods);
  types.zlib_error = vm::create_exception_type(instance, "zlib", "error", instance.types.Exception);
}

const vm::NativeModuleDefinition kZlibModule{"zlib", initialise};

}  // namespace gilsim::runtime
