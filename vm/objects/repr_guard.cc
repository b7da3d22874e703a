// SPDX-License-Identifier: MIT
//
// Which objects' reprs are being made, so that a container that holds itself shows as "[...]". The
// list belongs to the thread: two threads may print the same list at the same time.
#include "vm/core/thread.h"

#include <algorithm>

namespace gilsim::vm {

bool Thread::enter_repr(Object* object) {
  if (std::find(repr_stack.begin(), repr_stack.end(), object) != repr_stack.end()) return false;
  repr_stack.push_back(object);
  return true;
}

void Thread::leave_repr(Object* object) {
  // Nearly always the last one; not so if a generator was left in the middle of a repr.
  const auto found = std::find(repr_stack.rbegin(), repr_stack.rend(), object);
  if (found != repr_stack.rend()) repr_stack.erase(std::next(found).base());
}

}  // namespace gilsim::vm
