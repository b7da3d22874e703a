// SPDX-License-Identifier: MIT
//
// Module _collections: the types in C++, and the counting loop of Counter.
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"

namespace gilsim::vm {

namespace {

/// mapping[item] = mapping.get(item, 0) + 1 for an exact look-up table.
bool count_in_dict(Thread& thread, Dict* dict, Value item) {
  std::int64_t hash;
  if (!hash_of_key(thread, item, hash)) return false;
  const std::int64_t at = dict_lookup(thread, dict, item, hash);
  if (at == kLookupFailed) return false;
  const Ref old = at >= 0 ? Ref::share(dict->entries[at].value) : Ref::small_int(0);
  const Ref sum = binary_operation(thread, BinaryOp::add, old, Value::small_int(1));
  return !sum.is_error() && dict_set_hashed(thread, dict, item, hash, sum);
}

/// _count_elements(mapping, iterable)
Ref count_elements(Thread& thread, Arguments arguments) {
  const Value mapping = arguments[0];
  // A subclass that stores or finds items in its own way is asked to do so.
  const BuiltinTypes& types = thread.types();
  const Type* type = type_of(thread, mapping);
  const bool is_plain = is_dict(mapping) && type->slots.set_item == types.dict->slots.set_item;
  const bool done = for_each_item(thread, arguments[1], [&](Value item) {
    if (is_plain) return count_in_dict(thread, cast<Dict>(mapping), item);
    const Value given[] = {item, Value::small_int(0)};
    const Ref old = call_method(thread, mapping, "get", given);
    if (old.is_error()) return false;
    const Ref sum = binary_operation(thread, BinaryOp::add, old, Value::small_int(1));
    return !sum.is_error() && set_item(thread, mapping, item, sum);
  });
  return done ? Ref::none() : Ref::error();
}

constexpr NativeDefinition kFunctions[] = {
    {"_count_elements", count_elements, "mapping, iterable, /"},
};

bool initialise_collections(Thread& thread, Module& module) {
  const LibraryTypes& types = *thread.instance.library;
  return add_functions(thread, module, kFunctions) && add_type(thread, module, types.deque) &&
         add_type(thread, module, types.default_dict) &&
         add_type(thread, module, types.ordered_dict) &&
         add_type(thread, module, types.tuple_getter);
}

}  // namespace

const NativeModuleDefinition kCollectionsModule = {"_collections", initialise_collections};

}  // namespace gilsim::vm
