// SPDX-License-Identifier: MIT
//
// Module _hashlib: hash functions, computed by OpenSSL's libcrypto. More than 2047 bytes are hashed
// without the GIL, as in CPython.
#include "runtime/modules/libcrypto.h"
#include "runtime/modules/native_charge.h"
#include "runtime/modules/native_modules.h"
#include "runtime/runtime_types.h"
#include "runtime/simulation_context.h"
#include "vm/core/builtin_types.h"
#include "vm/core/heap_allocator.h"
#include "vm/objects/bytes_support.h"
#include "vm/objects/containers.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"

#include <fmt/format.h>

#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

constexpr std::size_t kReleaseFrom = 2048;
constexpr std::size_t kPortion = 64 * 1024;  // hashed before it is asked whether the run ends

/// Python's name of a hash function, and OpenSSL's.
struct Algorithm {
  std::string_view name;
  const char* openssl_name;
};
constexpr Algorithm kAlgorithms[] = {
    {"md5", "MD5"},
    {"sha1", "SHA1"},
    {"sha224", "SHA224"},
    {"sha256", "SHA256"},
    {"sha384", "SHA384"},
    {"sha512", "SHA512"},
    {"sha3_224", "SHA3-224"},
    {"sha3_256", "SHA3-256"},
    {"sha3_384", "SHA3-384"},
    {"sha3_512", "SHA3-512"},
    {"shake_128", "SHAKE128"},
    {"shake_256", "SHAKE256"},
    {"blake2b", "BLAKE2b512"},
    {"blake2s", "BLAKE2s256"},
};

const Algorithm* find_algorithm(std::string_view name) {
  for (const Algorithm& algorithm : kAlgorithms) {
    if (algorithm.name == name) return &algorithm;
  }
  return nullptr;
}

struct HashContext final : vm::HeapResource {
  ~HashContext() override { libcrypto().EVP_MD_CTX_free(library); }
  EVP_MD_CTX* const library = libcrypto().EVP_MD_CTX_new();
  std::mutex guard;  // live: held by whoever works on it, with or without the GIL
};

struct HashObject : vm::Object {
  HashContext* context;  // owned
  const Algorithm* algorithm;

  const EVP_MD* digest() const { return libcrypto().EVP_MD_CTX_get0_md(context->library); }
  bool has_any_length() const {
    return (libcrypto().EVP_MD_get_flags(digest()) & EVP_MD_FLAG_XOF) != 0;
  }
};

/// Waits while another thread works on the hash without the GIL, which it does not need to finish.
std::unique_lock<std::mutex> lock_of(vm::Thread& thread, const HashObject* hash) {
  return machine_of(thread).is_live() ? std::unique_lock(hash->context->guard)
                                      : std::unique_lock<std::mutex>();
}

HashObject* self_of(Arguments arguments) { return vm::cast<HashObject>(arguments[0]); }

Ref library_failed(vm::Thread& thread) {
  return thread.value_error("the hash function is not available in this libcrypto");
}

Ref make_hash(vm::Thread& thread, const Algorithm& algorithm) {
  auto* hash = thread.heap().make<HashObject>(simulation_of(thread).types().hash);
  Ref made = Ref::adopt(hash);
  hash->algorithm = &algorithm;
  hash->context = vm::new_resource<HashContext>(thread.heap());
  const EVP_MD* digest = libcrypto().EVP_get_digestbyname(algorithm.openssl_name);
  if (digest == nullptr ||
      libcrypto().EVP_DigestInit_ex(hash->context->library, digest, nullptr) != 1) {
    return library_failed(thread);
  }
  return made;
}

bool update(vm::Thread& thread, HashObject* hash, Value data) {
  vm::StableContent content;
  if (!content.set(data)) {
    thread
        .raise(thread.types().TypeError, vm::is_str(data)
                                             ? "Strings must be encoded before hashing"
                                             : "object supporting the buffer API required")
        .reset();
    return false;
  }
  const std::string_view bytes = content.view();
  const Ref held = Ref::share(Value(hash));
  if (machine_of(thread).is_live()) {
    return do_native_work(thread, bytes.size() >= kReleaseFrom, [&] {
      const std::lock_guard lock(hash->context->guard);
      libcrypto().EVP_DigestUpdate(hash->context->library, bytes.data(), bytes.size());
    });
  }
  for (std::size_t done = 0; done < bytes.size(); done += kPortion) {
    const std::string_view portion = bytes.substr(done, kPortion);
    if (done > 0 && !goes_on(thread)) return false;
    libcrypto().EVP_DigestUpdate(hash->context->library, portion.data(), portion.size());
  }
  return pay_for_bytes(thread, bytes.size(), simulation_of(thread).profile().hash_byte_ps,
                       bytes.size() >= kReleaseFrom);
}

Ref hash_of_data(vm::Thread& thread, const Algorithm& algorithm, Value data) {
  Ref made = make_hash(thread, algorithm);
  if (made.is_error() || data.is_undefined()) return made;
  return update(thread, made.as<HashObject>(), data) ? std::move(made) : Ref::error();
}

/// new(name, string=b'', *, usedforsecurity=True)
Ref new_hash(vm::Thread& thread, Arguments arguments) {
  if (!vm::is_str(arguments[0])) {
    return thread.type_error("new() argument 'name' must be str, not {}",
                             vm::type_name(thread, arguments[0]));
  }
  std::string name = vm::to_utf8(vm::cast<vm::Str>(arguments[0]));
  for (char& c : name) c = c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const Algorithm* algorithm = find_algorithm(name);
  if (algorithm == nullptr) {
    return thread.value_error("unsupported hash type {}",
                              vm::to_utf8(vm::cast<vm::Str>(arguments[0])));
  }
  return hash_of_data(thread, *algorithm, arguments[1]);
}

template <int index>
Ref named_hash(vm::Thread& thread, Arguments arguments) {
  return hash_of_data(thread, kAlgorithms[index], arguments[0]);
}

/// The digest so far; `length` for functions of any length.
bool digest_of(vm::Thread& thread, const HashObject* hash, std::size_t length, std::string& out) {
  EVP_MD_CTX* copy = libcrypto().EVP_MD_CTX_new();
  out.assign(length, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(out.data());
  const auto lock = lock_of(thread, hash);
  const bool good =
      libcrypto().EVP_MD_CTX_copy_ex(copy, hash->context->library) == 1 &&
      (hash->has_any_length() ? libcrypto().EVP_DigestFinalXOF(copy, bytes, length) == 1
                              : libcrypto().EVP_DigestFinal_ex(copy, bytes, nullptr) == 1);
  libcrypto().EVP_MD_CTX_free(copy);
  if (!good) library_failed(thread).reset();
  return good;
}

/// The digest that digest() and hexdigest() ask for: `length` is given for shake alone.
bool read_digest(vm::Thread& thread, const char* method, Arguments arguments, std::string& out) {
  const HashObject* hash = self_of(arguments);
  if (!hash->has_any_length()) {
    if (!arguments[1].is_undefined()) {
      thread.type_error("HASH.{}() takes no arguments (1 given)", method).reset();
      return false;
    }
    const auto size = static_cast<std::size_t>(libcrypto().EVP_MD_get_size(hash->digest()));
    return digest_of(thread, hash, size, out);
  }
  std::int64_t length;
  if (arguments[1].is_undefined()) {
    thread.type_error("{}() missing required argument 'length' (pos 1)", method).reset();
    return false;
  }
  if (!vm::ssize_argument(thread, arguments[1], length)) return false;
  if (length < 0) {
    thread.value_error("value must be positive").reset();
    return false;
  }
  return thread.reserve(static_cast<std::uint64_t>(length) * 3) &&
         digest_of(thread, hash, static_cast<std::size_t>(length), out);
}

Ref update_method(vm::Thread& thread, Arguments arguments) {
  return update(thread, self_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}

Ref digest_method(vm::Thread& thread, Arguments arguments) {
  std::string digest;
  if (!read_digest(thread, "digest", arguments, digest)) return Ref::error();
  return vm::make_bytes(thread, digest);
}

Ref hexdigest_method(vm::Thread& thread, Arguments arguments) {
  std::string digest;
  if (!read_digest(thread, "hexdigest", arguments, digest)) return Ref::error();
  std::string text;
  for (const char byte : digest) {
    fmt::format_to(std::back_inserter(text), "{:02x}", static_cast<unsigned char>(byte));
  }
  return vm::make_str(thread, text);
}

Ref copy_method(vm::Thread& thread, Arguments arguments) {
  const HashObject* hash = self_of(arguments);
  Ref made = make_hash(thread, *hash->algorithm);
  if (made.is_error()) return made;
  const auto lock = lock_of(thread, hash);
  if (libcrypto().EVP_MD_CTX_copy_ex(made.as<HashObject>()->context->library,
                                     hash->context->library) != 1) {
    return library_failed(thread);
  }
  return made;
}

Ref name_getter(vm::Thread& thread, Arguments arguments) {
  return vm::make_str(thread, self_of(arguments)->algorithm->name);
}
Ref digest_size_getter(vm::Thread&, Arguments arguments) {
  const HashObject* hash = self_of(arguments);
  return Ref::small_int(hash->has_any_length() ? 0 : libcrypto().EVP_MD_get_size(hash->digest()));
}
Ref block_size_getter(vm::Thread&, Arguments arguments) {
  return Ref::small_int(libcrypto().EVP_MD_get_block_size(self_of(arguments)->digest()));
}

void dealloc_hash(vm::Heap& heap, vm::Object* self) {
  vm::delete_resource(heap, std::exchange(static_cast<HashObject*>(self)->context, nullptr));
}

void copy_hash_to_heap(vm::HeapCopier&, vm::Object* from, vm::Object* to) {
  auto* hash = static_cast<HashObject*>(to);
  hash->context = vm::new_resource<HashContext>(vm::Heap::of(to));
  libcrypto().EVP_MD_CTX_copy_ex(hash->context->library,
                                 static_cast<HashObject*>(from)->context->library);
}

Ref hash_repr(vm::Thread& thread, Value self) {
  return vm::make_str(thread, fmt::format("<{} _hashlib.HASH object @ {:#x}>",
                                          vm::cast<HashObject>(self)->algorithm->name,
                                          thread.interpreter.identity_of(self)));
}

/// pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)
Ref pbkdf2_hmac(vm::Thread& thread, Arguments arguments) {
  if (!vm::is_str(arguments[0])) {
    return thread.type_error("pbkdf2_hmac() argument 'hash_name' must be str, not {}",
                             vm::type_name(thread, arguments[0]));
  }
  const std::string name = vm::to_utf8(vm::cast<vm::Str>(arguments[0]));
  const Algorithm* algorithm = find_algorithm(name);
  if (algorithm == nullptr) return thread.value_error("unsupported hash type {}", name);
  vm::StableContent password;
  vm::StableContent salt;
  std::int64_t rounds;
  if (!password.set(arguments[1]) || !salt.set(arguments[2])) {
    return thread.type_error("a bytes-like object is required");
  }
  if (!vm::ssize_argument(thread, arguments[3], rounds)) return Ref::error();
  if (rounds < 1) return thread.value_error("iteration value must be greater than 0.");
  const EVP_MD* digest = libcrypto().EVP_get_digestbyname(algorithm->openssl_name);
  std::int64_t length = libcrypto().EVP_MD_get_size(digest);
  if (!arguments[4].is_none() && !vm::ssize_argument(thread, arguments[4], length)) {
    return Ref::error();
  }
  constexpr std::int64_t kLongest = 1 << 20;
  constexpr std::int64_t kMostRounds = 100'000'000;
  if (length < 1) return thread.value_error("key length must be greater than 0.");
  if (length > kLongest)
    return thread.error(thread.types().OverflowError, "key length is too great.");
  if (rounds > kMostRounds) {
    return thread.error(thread.types().OverflowError, "iteration value is too great.");
  }
  std::string key(static_cast<std::size_t>(length), '\0');
  const std::string_view words = password.view();
  const std::string_view salted = salt.view();
  // Each round hashes two blocks for each digest's length of key.
  const std::int64_t digests =
      (length + libcrypto().EVP_MD_get_size(digest) - 1) / libcrypto().EVP_MD_get_size(digest);
  const auto bytes =
      static_cast<std::size_t>(rounds * digests * 2 * libcrypto().EVP_MD_get_block_size(digest));
  const auto derive = [&] {
    libcrypto().PKCS5_PBKDF2_HMAC(words.data(), static_cast<int>(words.size()),
                                  reinterpret_cast<const unsigned char*>(salted.data()),
                                  static_cast<int>(salted.size()), static_cast<int>(rounds), digest,
                                  static_cast<int>(length),
                                  reinterpret_cast<unsigned char*>(key.data()));
  };
  if (!work_on_bytes(thread, bytes, simulation_of(thread).profile().hash_byte_ps, true, derive)) {
    return Ref::error();
  }
  return vm::make_bytes(thread, key);
}

constexpr const char* kParameters = "string=..., *, usedforsecurity=True";

constexpr vm::NativeDefinition kFunctions[] = {
    {"new", new_hash, "name, string=..., *, usedforsecurity=True"},
    {"openssl_md5", named_hash<0>, kParameters},
    {"openssl_sha1", named_hash<1>, kParameters},
    {"openssl_sha224", named_hash<2>, kParameters},
    {"openssl_sha256", named_hash<3>, kParameters},
    {"openssl_sha384", named_hash<4>, kParameters},
    {"openssl_sha512", named_hash<5>, kParameters},
    {"openssl_sha3_224", named_hash<6>, kParameters},
    {"openssl_sha3_256", named_hash<7>, kParameters},
    {"openssl_sha3_384", named_hash<8>, kParameters},
    {"openssl_sha3_512", named_hash<9>, kParameters},
    {"openssl_shake_128", named_hash<10>, kParameters},
    {"openssl_shake_256", named_hash<11>, kParameters},
    {"openssl_blake2b", named_hash<12>, kParameters},
    {"openssl_blake2s", named_hash<13>, kParameters},
    {"pbkdf2_hmac", pbkdf2_hmac, "hash_name, password, salt, iterations, dklen=None"},
};

constexpr vm::NativeDefinition kMethods[] = {
    {"update", update_method, "obj, /"},
    {"digest", digest_method, "length=..."},
    {"hexdigest", hexdigest_method, "length=..."},
    {"copy", copy_method, ""},
    {"name", name_getter, nullptr, vm::kNativeGetter},
    {"digest_size", digest_size_getter, nullptr, vm::kNativeGetter},
    {"block_size", block_size_getter, nullptr, vm::kNativeGetter},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  if (!libcrypto().error.empty()) {
    thread.error(thread.types().ImportError, "{}", libcrypto().error).reset();
    return false;
  }
  return vm::add_functions(thread, module, kFunctions);
}

}  // namespace

void fill_hash_type(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition definition{"HASH", "_hashlib"};
  definition.instance_size = sizeof(HashObject);
  types.hash = vm::create_builtin_type(instance, definition);
  types.hash->slots.dealloc = dealloc_hash;
  types.hash->slots.copy_to_heap = copy_hash_to_heap;
  types.hash->slots.repr = hash_repr;
  vm::add_methods(instance, types.hash, kMethods);
  vm::finish_builtin_type(instance, types.hash);
}

const vm::NativeModuleDefinition kHashlibModule{"_hashlib", initialise};

}  // namespace gilsim::runtime
