// SPDX-License-Identifier: MIT
//
// The C++ modules of the runtime, by the names programs (or the embedded .py modules) import.
#pragma once

#include "vm/core/native.h"

#include <string_view>

namespace gilsim::runtime {

/// nullptr: there is none of that name.
const vm::NativeModuleDefinition* find_native_module(std::string_view name);

/// Modules that exist in CPython and are refused here by name; empty: not one of them.
std::string_view refusal_of(std::string_view name);

/// True for a module that CPython's library has and this one does not.
bool is_absent_from_subset(std::string_view name);

extern const vm::NativeModuleDefinition kThreadModule;           // _thread
extern const vm::NativeModuleDefinition kTimeModule;             // time
extern const vm::NativeModuleDefinition kNativeModule;           // native
extern const vm::NativeModuleDefinition kSysExtensionModule;     // _gilsim_sys: copied into sys
extern const vm::NativeModuleDefinition kMultiprocessingModule;  // _multiprocessing
extern const vm::NativeModuleDefinition kConnectionModule;       // _connection
extern const vm::NativeModuleDefinition kSharedMemoryModule;     // _shared_memory
extern const vm::NativeModuleDefinition kQueueModule;            // _queue
extern const vm::NativeModuleDefinition kSignalModule;           // _signal
extern const vm::NativeModuleDefinition kFilesModule;            // _gilsim_files
extern const vm::NativeModuleDefinition kPickleModule;           // _pickle
extern const vm::NativeModuleDefinition kRandomModule;           // _random
extern const vm::NativeModuleDefinition kHashlibModule;          // _hashlib
extern const vm::NativeModuleDefinition kZlibModule;             // zlib
extern const vm::NativeModuleDefinition kPosixModule;            // posix

}  // namespace gilsim::runtime
