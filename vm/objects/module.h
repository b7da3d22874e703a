// SPDX-License-Identifier: MIT
//
// Modules and the import machinery.
#pragma once

#include "vm/core/native.h"
#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <string_view>

namespace gilsim::vm {

struct Module : Object {
  Dict* dict;          // owned
  void* native_state;  // whatever a native module hangs on it; freed by `free_native_state`
  void (*free_native_state)(void*);
  bool is_native;        // C++ code filled it
  bool is_initialising;  // its code still runs: messages speak of circular imports
};

inline bool is_module(Value value) { return has_layout(value, Layout::module); }

Ref make_module(Thread& thread, std::string_view name);
/// Gives a module's dict what the module `__main__` or an imported one starts with: `__name__`,
/// `__doc__`,
/// `__package__`, `__loader__`, `__spec__`, and `__builtins__` and `__file__` unless `file_name` is
/// empty.
bool set_module_attributes(Thread& thread, Module* module, std::string_view name,
                           std::string_view package, std::string_view file_name);
/// `import a.b.c`: imports each part, returns the last one.
Ref import_module(Thread& thread, std::string_view dotted_name);
/// What IMPORT_NAME does: `from_list` tuple or None, `level` as in CPython.
Ref import_name(Thread& thread, Dict* globals, Str* name, Value from_list, std::int64_t level);
Ref import_from(Thread& thread, Value module, Str* name);
bool import_star(Thread& thread, Value module, Value namespace_mapping);

/// The VM's own C++ modules (vm/modules).
extern const NativeModuleDefinition kBuiltinsModule;
extern const NativeModuleDefinition kMathModule;
extern const NativeModuleDefinition kSysModule;
extern const NativeModuleDefinition kGcModule;
extern const NativeModuleDefinition kCollectionsModule;  // _collections
extern const NativeModuleDefinition kItertoolsModule;
extern const NativeModuleDefinition kFunctoolsModule;  // _functools
extern const NativeModuleDefinition kOperatorModule;
extern const NativeModuleDefinition kReModule;      // _re
extern const NativeModuleDefinition kIoModule;      // _io
extern const NativeModuleDefinition kStructModule;  // _struct
extern const NativeModuleDefinition kBinasciiModule;
extern const NativeModuleDefinition kHeapqModule;  // _heapq
extern const NativeModuleDefinition kBisectModule;
extern const NativeModuleDefinition kBisectCoreModule;  // _bisect
extern const NativeModuleDefinition kWeakrefModule;    // _weakref
extern const NativeModuleDefinition kTracebackModule;  // _traceback
extern const NativeModuleDefinition kDisModule;        // _dis
extern const NativeModuleDefinition kArrayModule;
inline constexpr const NativeModuleDefinition* kNativeModules[] = {
    &kBuiltinsModule,  &kMathModule,      &kSysModule,      &kGcModule,       &kCollectionsModule,
    &kItertoolsModule, &kFunctoolsModule, &kOperatorModule, &kBisectModule,   &kBisectCoreModule,
    &kReModule,        &kIoModule,        &kStructModule,   &kBinasciiModule, &kHeapqModule,
    &kWeakrefModule,   &kTracebackModule, &kDisModule, &kArrayModule};

}  // namespace gilsim::vm
