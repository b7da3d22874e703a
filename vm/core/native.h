// SPDX-License-Identifier: MIT
//
// The one native calling convention: how C++ functions look to Python.
//
// A native gets its thread and its arguments (borrowed) and returns a new reference, or
// Ref::error() with the exception pending in the thread (or the thread cancelled). It may call
// Python back, charge work, block, and release the lock while it blocks. Because any call into
// Python (a user's __eq__, __hash__, __index__, a key function ...) can switch threads and change
// any container, a native holds its own references across such calls and re-reads sizes after them.
//
// A table row describes one function; `signature` is Python syntax ("self, iterable=(), /" or
// "*, key=None, reverse=False") and is bound before the call, so that the native finds one
// value for each parameter in order (Undefined for an omitted one whose default is "..."), *args as
// a tuple and **kwargs as a dict. A nullptr signature hands the raw Arguments over.
#pragma once

#include "vm/core/type.h"

#include <span>
#include <string_view>

namespace gilsim::vm {

class Thread;
struct Module;

using NativeFunction = Ref (*)(Thread&, Arguments);

enum NativeFlags : std::uint32_t {
  kNativePlain = 0,
  kNativeStatic = 1,  // a static method of its type
  kNativeClass = 2,   // a class method of its type: first argument is the class
  kNativeNoCheckPoint =
      4,              // CPython 3.11 specialises the call and passes no check point (len, ...)
  kNativeGetter = 8,  // an attribute computed by calling function(self)
};

/// One row of a method or function table. Texts are literals (or live as long as the Instance).
struct NativeDefinition {
  const char* name;
  NativeFunction function;
  const char* signature = nullptr;  // parameters after self (methods) in Python syntax; see above
  std::uint32_t flags = kNativePlain;
  NativeFunction setter = nullptr;  // with kNativeGetter: function(self, value or Undefined)
};

/// A module written in C++: fills a fresh module's dict. Returns false with an exception pending.
struct NativeModuleDefinition {
  const char* name;
  bool (*initialise)(Thread&, Module&);
};

/// Rest of the checks for natives with raw Arguments: CPython's messages. False: TypeError raised.
[[nodiscard]] bool check_no_keywords(Thread&, std::string_view function_name, Arguments);
[[nodiscard]] bool check_positional(Thread&, std::string_view function_name, Arguments,
                                    std::uint32_t minimum, std::uint32_t maximum);

}  // namespace gilsim::vm
