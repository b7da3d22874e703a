// SPDX-License-Identifier: MIT
//
// Module _gilsim_files: the host's files by number, for _files.py (open) and os.
//
// Reading and writing drop the GIL, as CPython's do, and take what copying the bytes takes.
#include "runtime/modules/native_modules.h"
#include "runtime/process/host_files.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

/// Bytes read in one go at most; more is asked for again.
constexpr std::int64_t kLargestRead = 1 << 20;

HostFiles& files_of(vm::Thread& thread) { return simulation_of(thread).files(); }

/// OSError (or the subclass that belongs to the number), with the file's name if there is one.
Ref raise_os_error(vm::Thread& thread, const FileError& error, Value name) {
  const Ref text = vm::make_str(thread, error.text);
  if (text.is_error()) return Ref::error();
  const Value all[] = {Value::small_int(error.code), text, name};
  const std::span<const Value> given(all, name.is_undefined() ? 2 : 3);
  Ref exception = vm::call(thread, Value(thread.types().OSError), given);
  return exception.is_error() ? Ref::error() : thread.raise(std::move(exception));
}

bool path_of(vm::Thread& thread, Value value, std::string& path) {
  if (!vm::is_str(value)) {
    thread.type_error("expected a path as str, not {}", vm::type_name(thread, value)).reset();
    return false;
  }
  path = vm::to_utf8(vm::cast<vm::Str>(value));
  if (path.find('\0') == std::string::npos) return true;
  thread.value_error("embedded null byte").reset();
  return false;
}

bool number_of(vm::Thread& thread, Value value, std::int64_t& number) {
  return vm::to_index(thread, value, number, thread.types().OverflowError);
}

/// Works without the GIL: `work` touches no Python object. False: cancelled.
template <typename Work>
bool without_gil(vm::Thread& thread, std::size_t bytes, Work&& work) {
  const std::int64_t cost_ps =
      static_cast<std::int64_t>(bytes) * simulation_of(thread).profile().copy_ps_per_kib / 1024;
  MachineCall call(thread);
  Machine& machine = call.machine();
  if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled) return false;
  work();
  return machine.spend(call.self(), cost_ps) != Result::cancelled &&
         machine.after_blocking(call.self(), Cause::blocking_io) != Result::cancelled;
}

Ref files_open(vm::Thread& thread, Arguments arguments) {
  std::string path;
  std::int64_t flags = 0;
  if (!path_of(thread, arguments[0], path) || !number_of(thread, arguments[1], flags)) {
    return Ref::error();
  }
  int number = -1;
  FileError error;
  const bool done = without_gil(
      thread, 0, [&] { error = files_of(thread).open(path, static_cast<int>(flags), number); });
  if (!done) return Ref::error();
  return error ? raise_os_error(thread, error, arguments[0]) : Ref::small_int(number);
}

Ref files_read(vm::Thread& thread, Arguments arguments) {
  std::int64_t number = 0;
  std::int64_t limit = 0;
  if (!number_of(thread, arguments[0], number) || !number_of(thread, arguments[1], limit)) {
    return Ref::error();
  }
  limit = std::clamp<std::int64_t>(limit, 0, kLargestRead);
  std::string data;
  FileError error;
  const bool done = without_gil(thread, static_cast<std::size_t>(limit), [&] {
    error = files_of(thread).read(static_cast<int>(number), static_cast<std::size_t>(limit), data);
  });
  if (!done) return Ref::error();
  if (error) return raise_os_error(thread, error, Value());
  simulation_of(thread).note_input(thread, files_of(thread).name_of(static_cast<int>(number)),
                                   data);
  return vm::make_bytes(thread, data);
}

Ref files_write(vm::Thread& thread, Arguments arguments) {
  std::int64_t number = 0;
  if (!number_of(thread, arguments[0], number)) return Ref::error();
  if (!vm::is_bytes(arguments[1])) return thread.type_error("a bytes object is required");
  const std::string data(vm::cast<vm::Bytes>(arguments[1])->view());
  FileError error;
  const bool done = without_gil(
      thread, data.size(), [&] { error = files_of(thread).write(static_cast<int>(number), data); });
  if (!done) return Ref::error();
  return error ? raise_os_error(thread, error, Value())
               : vm::make_int(thread, static_cast<std::int64_t>(data.size()));
}

Ref files_seek(vm::Thread& thread, Arguments arguments) {
  std::int64_t given[3] = {};
  for (int i = 0; i < 3; ++i) {
    if (!number_of(thread, arguments[static_cast<std::size_t>(i)], given[i])) return Ref::error();
  }
  std::int64_t position = 0;
  const InsideMachine inside(thread);
  const FileError error = files_of(thread).seek(static_cast<int>(given[0]), given[1],
                                                static_cast<int>(given[2]), position);
  return error ? raise_os_error(thread, error, Value()) : vm::make_int(thread, position);
}

Ref files_truncate(vm::Thread& thread, Arguments arguments) {
  std::int64_t number = 0;
  std::int64_t size = 0;
  if (!number_of(thread, arguments[0], number) || !number_of(thread, arguments[1], size)) {
    return Ref::error();
  }
  const InsideMachine inside(thread);
  const FileError error = files_of(thread).truncate(static_cast<int>(number), size);
  return error ? raise_os_error(thread, error, Value()) : Ref::none();
}

Ref files_close(vm::Thread& thread, Arguments arguments) {
  std::int64_t number = 0;
  if (!number_of(thread, arguments[0], number)) return Ref::error();
  const InsideMachine inside(thread);
  const FileError error = files_of(thread).close(static_cast<int>(number));
  return error ? raise_os_error(thread, error, Value()) : Ref::none();
}

Ref files_kind(vm::Thread& thread, Arguments arguments) {
  std::string path;
  if (!path_of(thread, arguments[0], path)) return Ref::error();
  const char kind = files_of(thread).kind_of(path);
  return vm::make_str(thread, std::string_view(&kind, 1));
}

Ref files_size(vm::Thread& thread, Arguments arguments) {
  std::string path;
  if (!path_of(thread, arguments[0], path)) return Ref::error();
  std::int64_t size = 0;
  const FileError error = files_of(thread).size_of(path, size);
  return error ? raise_os_error(thread, error, arguments[0]) : vm::make_int(thread, size);
}

Ref list_of_texts(vm::Thread& thread, const std::vector<std::string>& texts) {
  Ref list = vm::make_list(thread, std::int64_t{0});
  if (list.is_error()) return list;
  for (const std::string& item : texts) {
    const Ref text = vm::make_str(thread, item);
    if (text.is_error() || !vm::list_append(thread, list.as<vm::List>(), text)) {
      return Ref::error();
    }
  }
  return list;
}

Ref files_list(vm::Thread& thread, Arguments arguments) {
  std::string path;
  if (!path_of(thread, arguments[0], path)) return Ref::error();
  std::vector<std::string> names;
  const FileError error = files_of(thread).list(path, names);
  return error ? raise_os_error(thread, error, arguments[0]) : list_of_texts(thread, names);
}

using PathOperation = FileError (HostFiles::*)(const std::string&);

template <PathOperation Operation>
Ref files_on_path(vm::Thread& thread, Arguments arguments) {
  std::string path;
  if (!path_of(thread, arguments[0], path)) return Ref::error();
  const FileError error = (files_of(thread).*Operation)(path);
  return error ? raise_os_error(thread, error, arguments[0]) : Ref::none();
}

Ref files_rename(vm::Thread& thread, Arguments arguments) {
  std::string from;
  std::string to;
  if (!path_of(thread, arguments[0], from) || !path_of(thread, arguments[1], to)) {
    return Ref::error();
  }
  const FileError error = files_of(thread).rename(from, to);
  return error ? raise_os_error(thread, error, arguments[0]) : Ref::none();
}

Ref files_writable_folders(vm::Thread& thread, Arguments) {
  return list_of_texts(thread, files_of(thread).writable_folders());
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"open", files_open, "path, flags, /"},
    {"read", files_read, "number, limit, /"},
    {"write", files_write, "number, data, /"},
    {"seek", files_seek, "number, offset, whence, /"},
    {"truncate", files_truncate, "number, size, /"},
    {"close", files_close, "number, /"},
    {"kind", files_kind, "path, /"},
    {"size", files_size, "path, /"},
    {"listdir", files_list, "path, /"},
    {"remove", files_on_path<&HostFiles::remove>, "path, /"},
    {"mkdir", files_on_path<&HostFiles::make_folder>, "path, /"},
    {"rmdir", files_on_path<&HostFiles::remove_folder>, "path, /"},
    {"rename", files_rename, "old, new, /"},
    {"writable_folders", files_writable_folders, ""},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

const vm::NativeModuleDefinition kFilesModule{"_gilsim_files", initialise};

}  // namespace gilsim::runtime
