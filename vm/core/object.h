// SPDX-License-Identifier: MIT
//
// The header of every heap object, and the counted reference to one.
//
// Invariants: a negative count marks an immortal object (code, constants, interned names, built-in
// types and functions): it is never written to, so interpreters on several host threads may share
// it. Any other object belongs to exactly one interpreter's Heap, and only the thread that runs
// that interpreter touches it. An object whose count reaches zero is handed to its heap, which
// destroys it without unbounded recursion.
#pragma once

#include "vm/core/value.h"

namespace gilsim::vm {

struct Object {
  std::int32_t reference_count;
  std::uint32_t gc_word;  // collector's index and flags, see heap.h
  Type* type;

  bool is_immortal() const { return reference_count < 0; }
};

static_assert(sizeof(Object) == 16);

inline constexpr std::int32_t kImmortalCount = INT32_MIN / 2;

/// Destroys an object whose count has just become zero (heap.cc).
void destroy(Object* object);

inline void incref(Object* object) {
  if (object->reference_count >= 0) ++object->reference_count;
}
inline void decref(Object* object) {
  if (object->reference_count > 0 && --object->reference_count == 0) destroy(object);
}
inline void incref(Value value) {
  if (value.is_object()) incref(value.as_object());
}
inline void decref(Value value) {
  if (value.is_object()) decref(value.as_object());
}

/// Owns one count of a value. Move-only; `share()` makes a second owner. An Error or Undefined word
/// may be held too (it owns nothing).
class [[nodiscard]] Ref {
 public:
  constexpr Ref() = default;
  Ref(Ref&& other) noexcept : value_(other.value_) { other.value_ = Value(); }
  Ref& operator=(Ref&& other) noexcept {
    const Value old = value_;
    value_ = other.value_;
    if (this != &other) {
      other.value_ = Value();
      decref(old);
    }
    return *this;
  }
  Ref(const Ref&) = delete;
  Ref& operator=(const Ref&) = delete;
  ~Ref() { decref(value_); }

  /// Takes over a count that the caller owns.
  static Ref adopt(Value value) { return Ref(value); }
  /// Adds a count to a borrowed value.
  static Ref share(Value value) {
    incref(value);
    return Ref(value);
  }
  static Ref error() { return Ref(Value::error()); }
  static Ref undefined() { return Ref(); }
  static Ref none() { return Ref(Value::none()); }
  static Ref boolean(bool b) { return Ref(Value::boolean(b)); }
  static Ref not_implemented() { return Ref(Value::not_implemented()); }
  static Ref small_int(std::int64_t i) { return Ref(Value::small_int(i)); }

  Value get() const { return value_; }
  operator Value() const { return value_; }  // NOLINT: a Ref lends its value
  Ref share() const { return share(value_); }
  /// Gives the count to the caller and leaves Undefined behind.
  [[nodiscard]] Value release() { return std::exchange(value_, Value()); }
  /// Drops the value now.
  void reset() { decref(release()); }

  bool is_error() const { return value_.is_error(); }
  bool is_undefined() const { return value_.is_undefined(); }
  bool is_none() const { return value_.is_none(); }
  bool is_not_implemented() const { return value_.is_not_implemented(); }
  /// The object as its C++ layout. REQUIRES: it has that layout.
  template <typename T>
  T* as() const {
    return static_cast<T*>(value_.as_object());
  }

 private:
  explicit constexpr Ref(Value value) : value_(value) {}
  Value value_;
};

/// Yes, no, or an exception is pending.
enum class [[nodiscard]] Truth : std::int8_t{error = -1, no = 0, yes = 1};
inline Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }

/// The layout of an object without a type test. REQUIRES: value is an object of that layout.
template <typename T>
T* cast(Value value) {
  return static_cast<T*>(value.as_object());
}

}  // namespace gilsim::vm
