// SPDX-License-Identifier: MIT
#include "runtime/modules/libcrypto.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace gilsim::runtime {

namespace {

std::string last_error(const char* file_name) {
  const char* const message = dlerror();
  return fmt::format("{} (hash functions need it: on Debian it is in the package libssl3)",
                     message == nullptr ? file_name : message);
}

}  // namespace

Libcrypto load_libcrypto(const char* file_name) {
  Libcrypto library;
  void* const handle = dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    library.error = last_error(file_name);
    return library;
  }
#define GILSIM_LIBCRYPTO_LOAD(name)                                              \
  library.name = reinterpret_cast<decltype(library.name)>(dlsym(handle, #name)); \
  if (library.name == nullptr && library.error.empty()) library.error = last_error(file_name);
  GILSIM_LIBCRYPTO_FUNCTIONS(GILSIM_LIBCRYPTO_LOAD)
#undef GILSIM_LIBCRYPTO_LOAD
  return library;
}

const Libcrypto& libcrypto() {
  static const Libcrypto library = load_libcrypto(GILSIM_LIBCRYPTO);
  return library;
}

}  // namespace gilsim::runtime
