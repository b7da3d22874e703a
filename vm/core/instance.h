// SPDX-License-Identifier: MIT
//
// The Instance: everything that interpreters of one simulation (or one embedding) share because it
// never changes: built-in types and functions, interned names, code objects and constants.
//
// Invariants: all its objects are immortal and live until the Instance goes, and no Instance sees
// another: there is no global mutable state. What interpreters add while they run (interned names,
// code and its texts) is guarded by a mutex, so that interpreters on several host threads may share
// the Instance (live mode).
#pragma once

#include "vm/bytecode/check_points.h"
#include "vm/bytecode/cost_kind.h"
#include "vm/core/heap.h"
#include "vm/core/host.h"
#include "vm/core/native.h"
#include "vm/core/source_table.h"
#include "vm/core/type.h"
#include "vm/core/work_costs.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct Code;
struct LibraryTypes;
struct Str;
struct Tuple;

/// All built-in types. `object`, `type`, ... are set up by builtin_types.cc; each file in
/// vm/objects fills its own in.
struct BuiltinTypes {
// clang-format off
#define GILSIM_TYPES(X)                                                                          \
  X(object) X(type) X(none) X(ellipsis) X(not_implemented) X(boolean) X(integer) X(floating)     \
  X(str) X(bytes) X(bytearray) X(memoryview) X(list) X(tuple) X(dict) X(dict_keys)               \
  X(dict_values) X(dict_items) X(set) X(frozenset) X(range) X(slice) X(function)                 \
  X(native_function) X(method_descriptor) X(slot_wrapper) X(getset_descriptor) X(bound_method)   \
  X(member_descriptor) X(cell) X(code) X(generator) X(module) X(property) X(static_method)       \
  X(class_method) X(super) X(frame) X(traceback) X(list_iterator) X(list_reverse_iterator)       \
  X(tuple_iterator) X(str_iterator) X(bytes_iterator) X(range_iterator) X(dict_key_iterator)     \
  X(dict_value_iterator) X(dict_item_iterator) X(dict_reverse_key_iterator)                      \
  X(dict_reverse_value_iterator) X(dict_reverse_item_iterator) X(set_iterator)                   \
  X(sequence_iterator) X(callable_iterator) X(enumerate) X(zip) X(map) X(filter) X(reversed)     \
  X(mapping_proxy) X(generic_alias) X(simple_namespace) X(complex) X(method_wrapper)             \
  X(text_stream) X(version_info) X(weak_reference) X(weak_proxy) X(weak_callable_proxy)
// clang-format on
#define GILSIM_TYPE_FIELD(name) Type* name = nullptr;
  GILSIM_TYPES(GILSIM_TYPE_FIELD)
#undef GILSIM_TYPE_FIELD
#define EXCEPTION(name, base) Type* name = nullptr;
#include "vm/core/exceptions.def"
#undef EXCEPTION
};

struct WellKnownNames {
#define NAME(identifier, text) Str* identifier##_ = nullptr;
#include "vm/core/names.def"
#undef NAME
};

class Instance {
 public:
  /// `host` must outlive the instance. `costs`: picoseconds an instruction of each kind takes.
  Instance(Host& host, const InstructionCosts& costs);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  Host& host;
  const InstructionCosts costs;
  /// Set before anything runs.
  WorkCosts work_costs;
  /// Where the lock may be dropped. Set before anything is compiled.
  CheckPointFamily check_points = CheckPointFamily::python_3_11;
  /// micropython: after how many jumps of one activation it gives the lock away.
  std::int32_t jumps_per_activation = 32;
  BuiltinTypes types;
  WellKnownNames names;
  Tuple* empty_tuple = nullptr;
  Str* single_characters[256] = {};  // U+0000..U+00FF
  /// The types of C++ modules (vm/modules/library_types.h).
  std::unique_ptr<const LibraryTypes> library;

  /// Texts of modules and the code made of them. REQUIRES: `additions` is held.
  SourceTable sources;
  /// Guards what interpreters add to the Instance: interned names, and compiled code with its
  /// texts. Recursive: who compiles holds it, and the compiler interns.
  std::recursive_mutex additions;

  /// Where immortal objects are made.
  Heap& immortal_heap() { return immortal_heap_; }

  /// The one immortal str with this text (UTF-8). Thread-safe.
  Str* intern(std::string_view utf8);
  /// The same for a str object; returns the interned twin (which may be a new immortal copy).
  Str* intern(Str* text);

  /// Fills `names`, `empty_tuple` and `single_characters`; create_core_types calls it as soon as
  /// types str and tuple can be used.
  void intern_well_known_names();

  /// Code objects get serial numbers; quickened code of an interpreter is found by it.
  std::uint32_t register_code(Code* code);

  /// Native functions and modules the runtime adds: the module table of C++ modules that the VM
  /// itself brings (math, ...). nullptr if there is none of that name.
  const NativeModuleDefinition* find_native_module(std::string_view name) const;

  /// The first version tag not used by a built-in type (interpreters count on from here).
  std::uint32_t first_free_type_version = 1;

 private:
  struct InternTable;
  Heap immortal_heap_;
  std::unique_ptr<InternTable> interned_;
  std::vector<Code*> codes_;  // by serial number
};

// Set-up steps of the Instance, in this order; each creates types and fills their slots and dicts.
void create_core_types(
    Instance&);  // vm/core/builtin_types.cc: object, type, str shell, tuple, dict
void initialise_number_types(Instance&);    // vm/objects: int, bool, float, complex
void initialise_text_types(Instance&);      // str, bytes, bytearray
void initialise_sequence_types(Instance&);  // list, tuple, range, slice and their iterators
void initialise_mapping_types(Instance&);   // dict, set, frozenset, views and iterators
void initialise_function_types(Instance&);  // function, method, native, cell, property, super, ...
void initialise_exception_types(Instance&);
void initialise_iterator_types(Instance&);  // enumerate, zip, map, filter, reversed, generator, ...
void initialise_generator_type(Instance&);  // vm/eval
void initialise_module_types(Instance&);
void finish_core_types(
    Instance&);  // vm/core/builtin_types.cc: inherits slots, adds dunder wrappers

}  // namespace gilsim::vm
