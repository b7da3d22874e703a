// SPDX-License-Identifier: MIT
//
// Module _shared_memory: blocks of memory that processes share. A look into one is ordered by time
// with what other processes do to it; nothing else protects it.
#include "runtime/modules/native_modules.h"
#include "runtime/modules/native_support.h"
#include "runtime/simulation_context.h"
#include "vm/core/builtin_types.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

struct SharedBlockObject : vm::Object {
  SharedBlock* block;  // owned by the simulation
};

Ref make_object(vm::Thread& thread, SharedBlock& block) {
  auto* object = thread.heap().make<SharedBlockObject>(simulation_of(thread).types().shared_block);
  object->block = &block;
  return Ref::adopt(object);
}

std::vector<char>& bytes_of(Value self) { return vm::cast<SharedBlockObject>(self)->block->bytes; }

/// In step with the other processes. False: cancelled.
bool synchronise(vm::Thread& thread) {
  MachineCall call(thread);
  return call.machine().synchronise(call.self()) == Result::ok;
}

bool range_in(vm::Thread& thread, Arguments arguments, std::int64_t& offset, std::int64_t& size) {
  if (!vm::to_index(thread, arguments[1], offset, thread.types().IndexError) ||
      !vm::to_index(thread, arguments[2], size, thread.types().IndexError)) {
    return false;
  }
  const auto length = static_cast<std::int64_t>(bytes_of(arguments[0]).size());
  if (offset >= 0 && size >= 0 && size <= length && offset <= length - size) return true;
  thread.error(thread.types().IndexError, "out of the shared block's bounds").reset();
  return false;
}

/// block(size, name=""): FileExistsError if there is one of that name.
Ref block_new(vm::Thread& thread, Arguments arguments) {
  std::int64_t size = 0;
  std::string name;
  if (!vm::to_index(thread, arguments[0], size, thread.types().OverflowError) ||
      !vm::str_utf8(thread, arguments[1], name)) {
    return Ref::error();
  }
  if (size < 0) return thread.value_error("a shared block's size cannot be negative");
  if (!synchronise(thread) || !thread.reserve(static_cast<std::uint64_t>(size))) {
    return Ref::error();
  }
  SimulationContext& simulation = simulation_of(thread);
  const InsideMachine inside(thread);
  if (!name.empty() && simulation.find_shared_block(name) != nullptr) {
    return os_error(thread, thread.types().FileExistsError, 17, "File exists");
  }
  return make_object(thread,
                     simulation.new_shared_block(std::move(name), static_cast<std::size_t>(size)));
}

/// attach(name)
Ref block_attach(vm::Thread& thread, Arguments arguments) {
  std::string name;
  if (!vm::str_utf8(thread, arguments[0], name) || !synchronise(thread)) return Ref::error();
  const InsideMachine inside(thread);
  SharedBlock* block = simulation_of(thread).find_shared_block(name);
  if (block == nullptr) {
    return os_error(thread, thread.types().FileNotFoundError, 2, "No such file or directory");
  }
  return make_object(thread, *block);
}

Ref rebuild_block(vm::Thread& thread, Arguments arguments) {
  std::int64_t serial = 0;
  if (!vm::to_index(thread, arguments[0], serial, nullptr)) return Ref::error();
  const InsideMachine inside(thread);
  SharedBlock* block = simulation_of(thread).find_shared_block(static_cast<std::uint64_t>(serial));
  if (block == nullptr) return thread.value_error("there is no shared block #{}", serial);
  return make_object(thread, *block);
}

Ref block_read(vm::Thread& thread, Arguments arguments) {
  std::int64_t offset = 0;
  std::int64_t size = 0;
  if (!range_in(thread, arguments, offset, size) || !synchronise(thread)) return Ref::error();
  const InsideMachine inside(thread);
  return vm::make_bytes(thread, std::string_view(bytes_of(arguments[0]).data() + offset,
                                                 static_cast<std::size_t>(size)));
}

/// write(offset, size, bytes of that size)
Ref block_write(vm::Thread& thread, Arguments arguments) {
  std::int64_t offset = 0;
  std::int64_t size = 0;
  std::string_view content;
  if (!range_in(thread, arguments, offset, size)) return Ref::error();
  if (!vm::bytes_view(arguments[3], content)) {
    return thread.type_error("a bytes-like object is required, not '{}'",
                             vm::type_name(thread, arguments[3]));
  }
  if (content.size() != static_cast<std::size_t>(size)) {
    return thread.value_error("the bytes do not fill their place in the shared block");
  }
  if (!synchronise(thread)) return Ref::error();
  const InsideMachine inside(thread);
  std::copy(content.begin(), content.end(), bytes_of(arguments[0]).begin() + offset);
  return Ref::none();
}

template <typename Number>
Number load(const std::vector<char>& bytes, std::int64_t offset) {
  Number number;
  std::memcpy(&number, bytes.data() + offset, sizeof(number));
  return number;
}

std::size_t size_of_code(char code) {
  switch (code) {
    case 'b':
    case 'B':
    case '?':
      return 1;
    case 'h':
    case 'H':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    default:
      return 8;
  }
}

/// The range of a typed place.
bool place_of(vm::Thread& thread, Arguments arguments, char& code, std::int64_t& offset) {
  std::string text;
  if (!vm::str_utf8(thread, arguments[1], text)) return false;
  code = text.empty() ? ' ' : text[0];
  if (!vm::to_index(thread, arguments[2], offset, thread.types().IndexError)) return false;
  const auto size = static_cast<std::int64_t>(size_of_code(code));
  const auto length = static_cast<std::int64_t>(bytes_of(arguments[0]).size());
  if (offset >= 0 && offset <= length - size) return true;
  thread.error(thread.types().IndexError, "out of the shared block's bounds").reset();
  return false;
}

/// get(code, offset): a number, as the module struct's codes say.
Ref block_get(vm::Thread& thread, Arguments arguments) {
  char code = ' ';
  std::int64_t offset = 0;
  if (!place_of(thread, arguments, code, offset) || !synchronise(thread)) return Ref::error();
  const InsideMachine inside(thread);
  const std::vector<char>& bytes = bytes_of(arguments[0]);
  switch (code) {
    case 'b':
      return Ref::small_int(load<std::int8_t>(bytes, offset));
    case 'B':
      return Ref::small_int(load<std::uint8_t>(bytes, offset));
    case '?':
      return Ref::boolean(load<std::uint8_t>(bytes, offset) != 0);
    case 'h':
      return Ref::small_int(load<std::int16_t>(bytes, offset));
    case 'H':
      return Ref::small_int(load<std::uint16_t>(bytes, offset));
    case 'i':
      return Ref::small_int(load<std::int32_t>(bytes, offset));
    case 'I':
      return Ref::small_int(load<std::uint32_t>(bytes, offset));
    case 'q':
      return vm::make_int(thread, load<std::int64_t>(bytes, offset));
    case 'Q':
      return vm::make_int_unsigned(thread, load<std::uint64_t>(bytes, offset));
    case 'f':
      return vm::make_float(thread, static_cast<double>(load<float>(bytes, offset)));
    case 'd':
      return vm::make_float(thread, load<double>(bytes, offset));
    default:
      return thread.value_error("unknown code for a shared number");
  }
}

/// set(code, offset, number): integers are cut to their width, as ctypes does.
Ref block_set(vm::Thread& thread, Arguments arguments) {
  char code = ' ';
  std::int64_t offset = 0;
  if (!place_of(thread, arguments, code, offset)) return Ref::error();
  char raw[8] = {};
  std::size_t size = 8;
  if (code == 'f' || code == 'd') {
    double number = 0;
    if (!vm::to_double(thread, arguments[3], number)) return Ref::error();
    if (code == 'f') {
      const auto single = static_cast<float>(number);
      size = sizeof(single);
      std::memcpy(raw, &single, size);
    } else {
      std::memcpy(raw, &number, size);
    }
  } else {
    const Ref number = vm::index_as_int(thread, arguments[3]);
    if (number.is_error()) return Ref::error();
    const std::string digits = vm::int_to_bytes(number);  // two's complement, lowest first
    const bool negative = !digits.empty() && (digits.back() & 0x80) != 0;
    std::memset(raw, negative ? 0xff : 0, sizeof(raw));
    std::memcpy(raw, digits.data(), std::min(digits.size(), sizeof(raw)));
    size = size_of_code(code);
  }
  if (!synchronise(thread)) return Ref::error();
  const InsideMachine inside(thread);
  std::copy_n(raw, size, bytes_of(arguments[0]).begin() + offset);
  return Ref::none();
}

Ref block_size(vm::Thread& thread, Arguments arguments) {
  return vm::make_int(thread, static_cast<std::int64_t>(bytes_of(arguments[0]).size()));
}

/// unlink(): the name is free again; who has the block keeps it.
Ref block_unlink(vm::Thread& thread, Arguments arguments) {
  if (!synchronise(thread)) return Ref::error();
  const InsideMachine inside(thread);
  SharedBlock* block = vm::cast<SharedBlockObject>(arguments[0])->block;
  if (!std::exchange(block->is_linked, false)) {
    return os_error(thread, thread.types().FileNotFoundError, 2, "No such file or directory");
  }
  return Ref::none();
}

Ref block_reduce(vm::Thread& thread, Arguments arguments) {
  return reduce_to(thread, "_shared_memory", "_rebuild",
                   vm::cast<SharedBlockObject>(arguments[0])->block->serial, false);
}

constexpr vm::NativeDefinition kMethods[] = {
    {"read", block_read, "offset, size, /"},
    {"write", block_write, "offset, size, data, /"},
    {"get", block_get, "code, offset, /"},
    {"set", block_set, "code, offset, number, /"},
    {"unlink", block_unlink, ""},
    {"__reduce__", block_reduce, ""},
    {"size", block_size, nullptr, vm::kNativeGetter},
};

constexpr vm::NativeDefinition kFunctions[] = {
    {"block", block_new, "size, name='', /"},
    {"attach", block_attach, "name, /"},
    {"_rebuild", rebuild_block, "serial, flag, /"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

void copy_block(vm::HeapCopier&, vm::Object*, vm::Object*) {}  // both point to the same block

}  // namespace

void fill_shared_memory_types(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition block{.name = "SharedBlock", .module = "_shared_memory"};
  block.instance_size = sizeof(SharedBlockObject);
  types.shared_block = vm::create_builtin_type(instance, block);
  types.shared_block->slots.copy_to_heap = copy_block;
  vm::add_methods(instance, types.shared_block, kMethods);
  vm::finish_builtin_type(instance, types.shared_block);
}

const vm::NativeModuleDefinition kSharedMemoryModule{"_shared_memory", initialise};

}  // namespace gilsim::runtime
