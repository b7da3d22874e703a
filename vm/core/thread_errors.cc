// SPDX-License-Identifier: MIT
//
// How exceptions become pending. Raising links the new exception to the one that is being handled
// (__context__); the chain never gets a cycle, because the link that would close one is cut first.
#include "vm/core/thread.h"
#include "vm/objects/exception.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

/// The innermost exception that is being handled in this thread, or Undefined.
Value topmost_handled(const Thread& thread) {
  for (const HandledException* link = thread.handled; link != nullptr; link = link->previous) {
    if (!link->exception.is_undefined() && !link->exception.is_none()) return link->exception;
  }
  return Value();
}

/// Cuts `exception` out of the chain of contexts that starts at `start`, so that linking it in
/// front cannot close a cycle. A chain that has a cycle of its own (made by Python code) ends the
/// walk.
void unlink_from_contexts(Value start, Value exception) {
  auto* slow = cast<Exception>(start);
  bool advance_slow = false;
  for (auto* link = cast<Exception>(start); is_exception(link->context);) {
    if (link->context == exception) {
      decref(std::exchange(link->context, Value()));
      return;
    }
    link = cast<Exception>(link->context);
    if (link == slow) return;
    if (advance_slow) slow = cast<Exception>(slow->context);
    advance_slow = !advance_slow;
  }
}

}  // namespace

Ref Thread::raise(Ref exception) {
  if (cancelled || exception.is_error()) return Ref::error();
  const Value handled_now = topmost_handled(*this);
  if (is_exception(handled_now) && !(handled_now == exception.get()) &&
      is_exception(exception.get())) {
    unlink_from_contexts(handled_now, exception);
    incref(handled_now);
    decref(std::exchange(exception.as<Exception>()->context, handled_now));
  }
  restore_exception(std::move(exception));
  return Ref::error();
}

Ref Thread::raise(Type* exception_class, std::string_view message_utf8) {
  charge(work_costs().object_ps);
  if (message_utf8.empty()) return raise(make_exception(*this, exception_class, {}));
  const Ref message = make_str(*this, message_utf8);
  if (message.is_error()) return Ref::error();
  const Value args[] = {message};
  return raise(make_exception(*this, exception_class, args));
}

void Thread::restore_exception(Ref exception) {
  if (cancelled) return;
  decref(std::exchange(pending_, exception.release()));
}

bool Thread::exception_matches(Type* exception_class) const {
  return is_exception(pending_) && pending_.as_object()->type->is_subtype_of(exception_class);
}

}  // namespace gilsim::vm
