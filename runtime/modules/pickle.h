// SPDX-License-Identifier: MIT
//
// pickle: what crosses between processes, with CPython 3.11's bytes and byte lengths. Protocols 4
// and 5 are written; those from 1 to 5, and 0 for what its text forms are still met, are read.
#pragma once

#include "vm/core/thread.h"

#include <string>
#include <string_view>

namespace gilsim::runtime {

/// What a Pickler asks beside the objects.
struct PickleOptions {
  int protocol = 4;
  vm::Value persistent_id;   // None: nobody
  vm::Value dispatch_table;  // type -> what reduces its objects; None: copyreg's
};

/// What an Unpickler asks.
struct UnpickleOptions {
  vm::Value find_class;       // (module, name) -> object; None: the module's
  vm::Value persistent_load;  // None: a persistent identity is an UnpicklingError
};

/// A bytes object's content. False: PicklingError, AttributeError or TypeError is pending.
bool pickle_dumps(vm::Thread& thread, vm::Value object, const PickleOptions& options,
                  std::string& out);
/// The object, and how many bytes it took; Error: UnpicklingError, AttributeError, EOFError ... is
/// pending.
vm::Ref pickle_loads(vm::Thread& thread, std::string_view data, const UnpickleOptions& options,
                     std::size_t& used);

}  // namespace gilsim::runtime
