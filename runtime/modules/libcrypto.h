// SPDX-License-Identifier: MIT
//
// OpenSSL's libcrypto, loaded when a program first imports hashlib, as CPython loads it with its
// extension module _hashlib. Linked, it would be loaded by every run: a sixth of the instructions
// and a fifth of the memory pages of a short one.
#pragma once

#include <openssl/evp.h>

#include <string>

namespace gilsim::runtime {

#define GILSIM_LIBCRYPTO_FUNCTIONS(X)                                                          \
  X(EVP_MD_CTX_new)                                                                            \
  X(EVP_MD_CTX_free) X(EVP_MD_CTX_copy_ex) X(EVP_MD_CTX_get0_md) X(EVP_MD_get_flags)           \
      X(EVP_MD_get_size) X(EVP_MD_get_block_size) X(EVP_get_digestbyname) X(EVP_DigestInit_ex) \
          X(EVP_DigestUpdate) X(EVP_DigestFinal_ex) X(EVP_DigestFinalXOF) X(PKCS5_PBKDF2_HMAC)

/// The library's functions under their own names.
struct Libcrypto {
#define GILSIM_LIBCRYPTO_MEMBER(name) decltype(&::name) name = nullptr;
  GILSIM_LIBCRYPTO_FUNCTIONS(GILSIM_LIBCRYPTO_MEMBER)
#undef GILSIM_LIBCRYPTO_MEMBER
  std::string error;  // empty, or why it could not be loaded; then there are no functions
};

/// The library by the name it was found under when gilsim was built. The first call loads it; it
/// stays for the life of the process. Thread-safe.
const Libcrypto& libcrypto();

/// Loads a library of that file name.
Libcrypto load_libcrypto(const char* file_name);

}  // namespace gilsim::runtime
