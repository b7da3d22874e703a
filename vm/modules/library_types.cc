// SPDX-License-Identifier: MIT
#include "vm/modules/library_types.h"

namespace gilsim::vm {

std::unique_ptr<const LibraryTypes> create_library_types(Instance& instance) {
  auto types = std::make_unique<LibraryTypes>();
  add_deque_types(instance, *types);
  add_tuple_getter_type(instance, *types);
  add_dict_subclasses(instance, *types);
  add_plain_itertools(instance, *types);
  add_selecting_itertools(instance, *types);
  add_combinatoric_itertools(instance, *types);
  add_grouping_itertools(instance, *types);
  add_partial_types(instance, *types);
  add_cache_type(instance, *types);
  add_operator_types(instance, *types);
  add_array_types(instance, *types);
  add_match_type(instance, *types);
  add_pattern_types(instance, *types);
  add_memory_streams(instance, *types);
  add_struct_types(instance, *types);
  add_binascii_types(instance, *types);
  return types;
}

}  // namespace gilsim::vm
