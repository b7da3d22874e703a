// SPDX-License-Identifier: MIT
//
// pickle, protocol 4: what crosses between processes, with CPython 3.11's bytes and byte lengths.
#pragma once

#include "vm/core/thread.h"

#include <string>
#include <string_view>

namespace gilsim::runtime {

/// A bytes object's content. False: PicklingError, AttributeError or TypeError is pending.
bool pickle_dumps(vm::Thread& thread, vm::Value object, std::string& out);
/// The object; Error: UnpicklingError, AttributeError, EOFError ... is pending.
vm::Ref pickle_loads(vm::Thread& thread, std::string_view data);

}  // namespace gilsim::runtime
