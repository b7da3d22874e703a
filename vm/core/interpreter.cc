// SPDX-License-Identifier: MIT
#include "vm/core/interpreter.h"

#include "vm/bytecode/code.h"
#include "vm/core/thread.h"
#include "vm/eval/quicken.h"
#include "vm/objects/dict.h"

#include <tsl/robin_map.h>

namespace gilsim::vm {

namespace {

/// Where the serial numbers that Python sees as addresses begin, and how far apart they are: like
/// CPython's on Linux, so that a program that prints or compares them sees what it expects.
constexpr std::uint64_t kFirstIdentity = 0x7f0000001000;
constexpr std::uint64_t kIdentityStep = 0x40;

}  // namespace

struct Interpreter::Tables {
  std::vector<std::unique_ptr<QuickCode>> quick_codes;            // by Code::serial
  tsl::robin_map<const Object*, std::uint64_t> identities;        // looked up, never walked
  tsl::robin_map<const Object*, WeakReference*> weak_references;  // looked up, never walked
  std::uint64_t next_identity = kFirstIdentity;
};

Interpreter::Interpreter(Instance& the_instance)
    : instance(the_instance),
      heap(this),
      tables_(std::make_unique<Tables>()),
      type_versions_(the_instance.first_free_type_version) {}

Interpreter::~Interpreter() = default;

QuickCode& Interpreter::quick_code(Code& code) {
  auto& table = tables_->quick_codes;
  if (code.serial >= table.size()) table.resize(code.serial + std::size_t{1});
  auto& entry = table[code.serial];
  if (entry == nullptr) {
    price_code(instance, code);
    entry = std::make_unique<QuickCode>(code, quickening, instance.host.watches(code));
  }
  return *entry;
}

std::uint32_t Interpreter::next_type_version() { return type_versions_++; }

std::uint64_t Interpreter::identity_of(Value value) {
  if (!value.is_object()) return value.bits();
  Object* object = value.as_object();
  const auto found = tables_->identities.find(object);
  if (found != tables_->identities.end()) return found->second;
  const std::uint64_t identity = tables_->next_identity;
  tables_->next_identity += kIdentityStep;
  tables_->identities.emplace(object, identity);
  if (!object->is_immortal()) object->gc_word |= Heap::kHasIdentity;
  return identity;
}

void Interpreter::inherit_identity(const Interpreter& parent, const Object* from, Object* to) {
  const auto found = parent.tables_->identities.find(from);
  if (found == parent.tables_->identities.end()) return;
  tables_->identities.emplace(to, found->second);
  to->gc_word |= Heap::kHasIdentity;
}

void Interpreter::inherit_identities_of_immortals(const Interpreter& parent) {
  tables_->next_identity = parent.tables_->next_identity;
  // The order of the walk does not matter: it fills another table that is only looked up.
  for (const auto& [object, identity] : parent.tables_->identities) {
    if (object->is_immortal()) tables_->identities.emplace(object, identity);
  }
}

WeakReference* Interpreter::weak_references_of(const Object* object) const {
  const auto found = tables_->weak_references.find(object);
  return found == tables_->weak_references.end() ? nullptr : found->second;
}

void Interpreter::set_weak_references_of(const Object* object, WeakReference* first) {
  if (first == nullptr) {
    tables_->weak_references.erase(object);
  } else {
    tables_->weak_references.insert_or_assign(object, first);
  }
}

void Interpreter::forget(const Object* object) { tables_->identities.erase(object); }

}  // namespace gilsim::vm
