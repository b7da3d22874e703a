// SPDX-License-Identifier: MIT
//
// An Interpreter is one Python process: a heap, its modules, its quickened code.
//
// Invariants: objects never cross from one interpreter's heap to another's (what crosses is copied
// by fork or pickled); only one thread at a time runs in it (who holds its GIL).
#pragma once

#include "vm/core/heap.h"
#include "vm/core/instance.h"
#include "vm/core/lookup_cache.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace gilsim::vm {

struct Code;
struct Dict;
struct Module;
struct QuickCode;
struct Str;
struct WeakReference;

class Interpreter {
 public:
  explicit Interpreter(Instance& instance);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  Instance& instance;
  Heap heap;

  /// The thread that runs (holds the lock). Set by the host at each switch; destructors and the
  /// collector run on it.
  Thread* current_thread = nullptr;

  Dict* modules = nullptr;         // sys.modules, owned
  Dict* builtins = nullptr;        // the dict of module builtins, owned
  Dict* interned_types = nullptr;  // reserved names of type registries (weak subclasses), owned

  /// The last Dict::keys_version given out (1 is that of dicts without keys).
  std::uint64_t last_keys_version = 1;
  KeySequences key_sequences;
  TypeLookupCache type_lookups;

  bool quickening = true;  // --no-quicken clears it
  std::uint32_t recursion_limit = 1000;
  std::uint32_t int_max_str_digits = 4300;

  /// This interpreter's quickened copy of a code object.
  QuickCode& quick_code(Code& code);

  std::uint32_t next_type_version();
  /// Serial numbers that Python sees: id() and addresses in reprs. Stable per object while it
  /// lives.
  std::uint64_t identity_of(Value value);
  /// fork: `to` gets the serial number that `from` has in the parent.
  void inherit_identity(const Interpreter& parent, const Object* from, Object* to);
  void inherit_identities_of_immortals(const Interpreter& parent);
  /// The object is going, and its serial number with it.
  void forget(const Object* object);

  /// The list of weak references to an object (vm/objects/weak_reference.h); nullptr: none.
  WeakReference* weak_references_of(const Object* object) const;
  void set_weak_references_of(const Object* object, WeakReference* first);

  /// Whatever the runtime hangs on an interpreter (its process record).
  void* host_data = nullptr;

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
  std::uint32_t type_versions_;
};

/// Creates sys.modules, builtins and __main__. False: an exception is pending.
bool initialise_interpreter(Thread& thread);

}  // namespace gilsim::vm
