// SPDX-License-Identifier: MIT
#include "runtime/runtime_types.h"

namespace gilsim::runtime {

RuntimeTypes create_runtime_types(vm::Instance& instance) {
  RuntimeTypes types;
  fill_lock_types(instance, types);
  fill_connection_types(instance, types);
  fill_shared_memory_types(instance, types);
  fill_queue_types(instance, types);
  fill_multiprocessing_types(instance, types);
  fill_random_type(instance, types);
  fill_hash_type(instance, types);
  fill_zlib_types(instance, types);
  return types;
}

}  // namespace gilsim::runtime
