// SPDX-License-Identifier: MIT
//
// Copies objects from one interpreter's heap to another's: what fork() does to a process's memory.
//
// Everything reachable from a copied value is copied once, so that identity, cycles and sharing are
// the same in the copy; immortal objects are shared; id() and hashes by identity stay. Objects are
// copied in two steps, a blank first and its contents later from a work list, so depth of
// structures costs no C++ stack.
//
// What lives only while bytecode runs is not copied, since the child has no other frames: frames
// and tracebacks become None, a generator that runs is exhausted. A kind of object that cannot be
// copied is named in `error()`.
#pragma once

#include "vm/core/interpreter.h"
#include "vm/core/object.h"

#include <memory>
#include <string>
#include <vector>

namespace gilsim::vm {

struct Generator;

class HeapCopier {
 public:
  /// `to` is a fresh interpreter of the same Instance.
  HeapCopier(Interpreter& from, Interpreter& to);
  ~HeapCopier();
  HeapCopier(const HeapCopier&) = delete;
  HeapCopier& operator=(const HeapCopier&) = delete;

  /// The copy of a value, owned by the caller. Its contents follow with finish().
  Value copy(Value value);
  template <typename T>
  T* copy_object(T* object) {
    return object == nullptr ? nullptr : cast<T>(copy(Value(object)));
  }
  /// A copy that the caller does not own: it goes with finish() unless something else holds it.
  Object* copy_borrowed(Object* object);
  /// Copies everything that is still to be copied. False: see error().
  bool finish();
  /// Copies what `to`, a byte copy of `from`, refers to, if every reference stands in the object
  /// itself (not in a buffer) and `traverse` visits it. A copy_to_heap slot for such types.
  void copy_visited_words(Object* from, Object* to);
  const std::string& error() const { return error_; }

  Heap& target() { return to_.heap; }

 private:
  Value blank_copy(Object* object);
  void fill(Object* from, Object* to);
  void fill_built_in(Layout layout, Object* from, Object* to);
  void fill_type(Type* from, Type* to);
  void fill_other(Object* from, Object* to);
  void fill_generator(Generator* from, Generator* to);
  void fill_added_words(Object* to);
  void copy_in_place(Value& value) { value = copy(value); }
  template <typename T>
  void copy_in_place(T*& object) {
    object = copy_object(object);
  }

  struct Table;
  Interpreter& from_;
  Interpreter& to_;
  std::unique_ptr<Table> table_;
  std::vector<std::pair<Object*, Object*>> pending_;
  std::vector<Object*> borrowed_;  // counts to be given back at the end
  std::string error_;
};

}  // namespace gilsim::vm
