// SPDX-License-Identifier: MIT
//
// The types that the VM's C++ modules (collections, itertools, functools, ...) add to the built-in
// ones. Like those they are immortal, belong to the Instance, and are made before it runs anything.
#pragma once

#include "vm/core/instance.h"

#include <memory>

namespace gilsim::vm {

// clang-format off
#define GILSIM_LIBRARY_TYPES(X)                                                                  \
  X(deque) X(deque_iterator) X(deque_reverse_iterator) X(default_dict) X(ordered_dict)           \
  X(ordered_dict_keys) X(ordered_dict_values) X(ordered_dict_items)                              \
  X(chain) X(count) X(cycle) X(repeat) X(accumulate) X(compress) X(drop_while) X(take_while)     \
  X(filter_false) X(star_map) X(islice) X(pairwise) X(zip_longest) X(product) X(permutations)    \
  X(combinations) X(combinations_with_replacement) X(group_by) X(grouper) X(tee) X(tee_node)     \
  X(tuple_getter) X(partial) X(key_wrapper) X(cache_wrapper) X(item_getter) X(attribute_getter) \
  X(method_caller) X(pattern) X(match) X(match_iterator) X(string_io) X(bytes_io)        \
  X(struct_error) X(binascii_error) X(array) X(array_iterator)
// clang-format on

struct LibraryTypes {
#define GILSIM_TYPE_FIELD(name) Type* name = nullptr;
  GILSIM_LIBRARY_TYPES(GILSIM_TYPE_FIELD)
#undef GILSIM_TYPE_FIELD
};

std::unique_ptr<const LibraryTypes> create_library_types(Instance& instance);

// Each creates, fills and finishes its types.
void add_deque_types(Instance& instance, LibraryTypes& types);
void add_tuple_getter_type(Instance& instance, LibraryTypes& types);
void add_dict_subclasses(Instance& instance, LibraryTypes& types);
void add_plain_itertools(Instance& instance, LibraryTypes& types);
void add_selecting_itertools(Instance& instance, LibraryTypes& types);
void add_combinatoric_itertools(Instance& instance, LibraryTypes& types);
void add_grouping_itertools(Instance& instance, LibraryTypes& types);
void add_partial_types(Instance& instance, LibraryTypes& types);
void add_cache_type(Instance& instance, LibraryTypes& types);
void add_operator_types(Instance& instance, LibraryTypes& types);
void add_memory_streams(Instance& instance, LibraryTypes& types);
void add_struct_types(Instance& instance, LibraryTypes& types);
void add_binascii_types(Instance& instance, LibraryTypes& types);
void add_array_types(Instance& instance, LibraryTypes& types);
void add_match_type(Instance& instance, LibraryTypes& types);
void add_pattern_types(Instance& instance, LibraryTypes& types);

}  // namespace gilsim::vm
