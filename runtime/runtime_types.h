// SPDX-License-Identifier: MIT
//
// The built-in types that the runtime's C++ modules add to an Instance.
#pragma once

#include "vm/core/instance.h"

namespace gilsim::runtime {

struct RuntimeTypes {
  vm::Type* lock = nullptr;
  vm::Type* rlock = nullptr;
  vm::Type* pipe_end = nullptr;
  vm::Type* listener = nullptr;
  vm::Type* shared_block = nullptr;
  vm::Type* simple_queue = nullptr;
  vm::Type* sem_lock = nullptr;
  vm::Type* random = nullptr;
  vm::Type* hash = nullptr;
  vm::Type* compressor = nullptr;
  vm::Type* decompressor = nullptr;
  vm::Type* zlib_error = nullptr;
};

/// Creates and fills them. Called once for an Instance, before its first interpreter.
RuntimeTypes create_runtime_types(vm::Instance& instance);

void fill_lock_types(vm::Instance& instance, RuntimeTypes& types);
void fill_connection_types(vm::Instance& instance, RuntimeTypes& types);
void fill_shared_memory_types(vm::Instance& instance, RuntimeTypes& types);
void fill_queue_types(vm::Instance& instance, RuntimeTypes& types);
void fill_hash_type(vm::Instance& instance, RuntimeTypes& types);
void fill_zlib_types(vm::Instance& instance, RuntimeTypes& types);
void fill_random_type(vm::Instance& instance, RuntimeTypes& types);
void fill_multiprocessing_types(vm::Instance& instance, RuntimeTypes& types);

}  // namespace gilsim::runtime
