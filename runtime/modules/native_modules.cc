// SPDX-License-Identifier: MIT
#include "runtime/modules/native_modules.h"

namespace gilsim::runtime {

namespace {

constexpr const vm::NativeModuleDefinition* kModules[] = {
    &kThreadModule,  &kTimeModule,       &kNativeModule,       &kSysExtensionModule,
    &kPickleModule,  &kConnectionModule, &kSharedMemoryModule, &kMultiprocessingModule,
    &kQueueModule,   &kSignalModule,     &kRandomModule,       &kHashlibModule,
    &kZlibModule,    &kPosixModule,      &kFilesModule,
};

struct Refusal {
  std::string_view name;
  std::string_view text;
};

constexpr Refusal kRefusals[] = {
    {"asyncio", "module 'asyncio' is not in the subset: gilsim is about threads and processes"},
    {"subprocess",
     "module 'subprocess' is not in the subset: a simulated program cannot start real ones; use "
     "multiprocessing"},
    {"ctypes", "module 'ctypes' is not in the subset: there is no C library to call"},
};

}  // namespace

const vm::NativeModuleDefinition* find_native_module(std::string_view name) {
  for (const vm::NativeModuleDefinition* module : kModules) {
    if (name == module->name) return module;
  }
  return nullptr;
}

std::string_view refusal_of(std::string_view name) {
  for (const Refusal& refusal : kRefusals) {
    if (name == refusal.name) return refusal.text;
  }
  return {};
}

}  // namespace gilsim::runtime
