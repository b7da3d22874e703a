// SPDX-License-Identifier: MIT
//
// dict.keys(), values() and items(), and the iterators over a dict.
#pragma once

#include "vm/objects/dict.h"

#include <cstdint>

namespace gilsim::vm {

struct DictView : Object {
  Value dict;  // owned
};

struct DictIterator : Object {
  Value dict;              // owned; Undefined once exhausted
  std::int64_t position;   // the entry to look at next
  std::int64_t expected;   // the dict's length when the iterator was made; -1 after it changed
  std::int64_t remaining;  // entries still to come, if nobody swaps keys
  Value pair;              // owned; items: the last pair given out, to be used again
};

/// `type` is one of types.dict_keys, dict_values, dict_items.
Ref make_dict_view(Thread& thread, Type* type, Value dict);
/// `type` is one of types.dict_key_iterator ... dict_reverse_item_iterator.
Ref make_dict_iterator(Thread& thread, Type* type, Value dict);

/// True for views that are sets: keys and items.
bool is_set_view(const Thread& thread, Value value);

}  // namespace gilsim::vm
