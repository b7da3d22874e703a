// SPDX-License-Identifier: MIT
//
// The VM's side of one Python thread: frames, the pending and the handled exceptions, the budget.
//
// Errors: a C++ function that fails returns Ref::error(), false or Truth::error and leaves the
// exception here (`raise`), or the thread is *cancelled*: then there is no exception, no `except`
// or `finally` runs, and every frame unwinds to the thread's entry.
//
// Thread-safety: used only by the host thread that runs it.
#pragma once

#include "vm/core/budget.h"
#include "vm/core/frame.h"
#include "vm/core/instance.h"
#include "vm/core/interpreter.h"
#include "vm/core/object.h"

#include <fmt/core.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gilsim::vm {

struct Exception;

/// The exception being handled ("sys.exc_info()"); a generator has its own link.
struct HandledException {
  Value exception;             // owned; Undefined: none
  HandledException* previous;  // borrowed
};

class Thread {
 public:
  /// `budget` is the host's record of what this thread may spend; it must outlive the thread.
  Thread(Interpreter& interpreter, Budget& budget);
  ~Thread();
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  Interpreter& interpreter;
  Instance& instance;
  Budget& budget;

  Frame* frame = nullptr;  // the innermost frame
  HandledException base_handled{Value(), nullptr};
  HandledException* handled = &base_handled;
  std::uint32_t recursion_depth = 0;

  bool cancelled = false;
  /// A MemoryError was raised because of the memory limit (the run then ends with the limit's
  /// status).
  bool memory_limit_hit = false;
  /// The native called last was one whose call is no check point in 3.11 (kNativeNoCheckPoint).
  bool last_native_has_no_check_point = false;
  /// Lowest address native code may use on this thread's C++ stack.
  const char* native_stack_limit = nullptr;
  /// Whatever the runtime hangs on a thread.
  void* host_data = nullptr;

  Heap& heap() { return interpreter.heap; }
  const BuiltinTypes& types() const { return instance.types; }
  const WellKnownNames& names() const { return instance.names; }
  const WorkCosts& work_costs() const { return instance.work_costs; }
  Host& host() { return instance.host; }

  // --- errors ---------------------------------------------------------------------------------
  bool has_exception() const { return !pending_.is_undefined(); }
  Value pending() const { return pending_; }
  /// Takes the pending exception away (Undefined if there is none).
  Ref take_exception() { return Ref::adopt(std::exchange(pending_, Value())); }
  /// Makes an exception object pending; sets its __context__ from the handled one.
  Ref raise(Ref exception);
  /// Makes a new exception of a class with one str argument pending.
  Ref raise(Type* exception_class, std::string_view message_utf8);
  /// Puts back what take_exception took: no new context.
  void restore_exception(Ref exception);
  void clear_exception() { take_exception().reset(); }
  /// True if the pending exception is an instance of that class.
  bool exception_matches(Type* exception_class) const;

  template <typename... A>
  Ref type_error(fmt::format_string<A...> format, A&&... arguments) {
    return raise(types().TypeError, fmt::format(format, std::forward<A>(arguments)...));
  }
  template <typename... A>
  Ref value_error(fmt::format_string<A...> format, A&&... arguments) {
    return raise(types().ValueError, fmt::format(format, std::forward<A>(arguments)...));
  }
  template <typename... A>
  Ref error(Type* exception_class, fmt::format_string<A...> format, A&&... arguments) {
    return raise(exception_class, fmt::format(format, std::forward<A>(arguments)...));
  }

  // --- budget ---------------------------------------------------------------------------------
  /// Charges work that depends on data (copies, big integers, sorting), in picoseconds. A native
  /// that charges much in a loop calls poll() between portions.
  void charge(std::int64_t picoseconds) { budget.picoseconds -= picoseconds; }
  /// Lets the host act if the budget is spent (limits, Ctrl-C, other cores). No GIL check point.
  /// False: cancelled or an exception is pending.
  bool poll() { return (budget.picoseconds > 0 && budget.ticks.plain() > 0) || poll_now(); }
  /// Asks before something large is allocated. False: MemoryError is pending.
  bool reserve(std::uint64_t bytes);

  /// While native code runs inside the eval loop, the loop has prepaid the rest of its segment.
  /// `settle` gives that back, so that `budget` is exact; `resume` pays again. Natives that read
  /// the clock, block or call the host do it through the runtime, which brackets them with these.
  void settle();
  void unsettle();

  // --- attention: rare requests that must reach the eval loop although nothing was spent ---
  enum Attention : std::uint32_t {
    kAttentionMemory = 1,   // over the memory limit: collect, then MemoryError
    kAttentionCollect = 2,  // a collection is due
    kAttentionCheckPoint =
        4,                  // the host wants to be called at the next check point (a drop request)
    kAttentionExact = 8,    // the host wants every instruction run one by one
    kAttentionSignal = 16,  // a signal came: its handler runs at the next check point of 3.11
    kAttentionInstructions = 32,  // and wants to be told of each (stepping, `ops` traces)
  };
  /// Negative while anything is requested: the eval loop tests it together with the budget's sign.
  std::int64_t attention = 0;
  void request_attention(Attention what) { attention |= kAttentionSign | what; }
  void withdraw_attention(Attention what) {
    attention &= ~static_cast<std::int64_t>(what);
    if (attention == kAttentionSign) attention = 0;
  }
  bool attention_wanted(Attention what) const { return (attention & what) != 0; }

  /// Guards recursion of C++ code over user data (repr, compare, ...). Pair with leave_recursive.
  /// False: RecursionError is pending; `where` completes "maximum recursion depth exceeded".
  bool enter_recursive(std::string_view where);
  void leave_recursive() { --recursion_depth; }

  /// Notes that an object's repr is being made. False: it already is, further out: the object
  /// contains itself and shows as "[...]" there. Pair with leave_repr (after true only).
  bool enter_repr(Object* object);
  void leave_repr(Object* object);
  std::vector<Object*> repr_stack;

  // --- frames ----------------------------------------------------------------------------------
  /// Memory for a frame with that many slots (locals, cells, free, stack); never fails below the
  /// recursion limit.
  Frame* push_frame_memory(std::uint32_t slot_count) {
    const std::size_t count = sizeof(Frame) / sizeof(Value) + slot_count;
    if (static_cast<std::size_t>(end_of_frames_ - free_frames_) < count) {
      return push_frame_in_next_chunk(count);
    }
    return reinterpret_cast<Frame*>(std::exchange(free_frames_, free_frames_ + count));
  }
  void pop_frame_memory(Frame* popped) {
    free_frames_ = reinterpret_cast<Value*>(popped);
    if (free_frames_ == start_of_frames_) leave_chunk();
  }

 private:
  static constexpr std::int64_t kAttentionSign = INT64_MIN;
  bool poll_now();
  Frame* push_frame_in_next_chunk(std::size_t value_count);
  void leave_chunk();
  struct Arena;
  std::unique_ptr<Arena> arena_;
  Value* start_of_frames_ = nullptr;  // of the arena's current chunk
  Value* free_frames_ = nullptr;
  Value* end_of_frames_ = nullptr;
  Value pending_;
};

/// Charges for what a division by this integer costs more than one by a single digit.
inline void pay_long_division(Thread& thread, std::int64_t divisor) {
  if (divisor >= kBeyondOneDigit || divisor <= -kBeyondOneDigit) {
    thread.charge(thread.work_costs().long_division_ps);
  }
}

/// enter_recursive as a scope.
class RecursionGuard {
 public:
  RecursionGuard(Thread& thread, std::string_view where)
      : thread_(thread), entered_(thread.enter_recursive(where)) {}
  ~RecursionGuard() {
    if (entered_) thread_.leave_recursive();
  }
  RecursionGuard(const RecursionGuard&) = delete;
  RecursionGuard& operator=(const RecursionGuard&) = delete;
  explicit operator bool() const { return entered_; }

 private:
  Thread& thread_;
  bool entered_;
};

}  // namespace gilsim::vm
