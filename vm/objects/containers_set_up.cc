// SPDX-License-Identifier: MIT
#include "vm/objects/set_up.h"
#include "vm/objects/weak_reference.h"

namespace gilsim::vm {

void initialise_sequence_types(Instance& instance) {
  set_up_list_type(instance);
  set_up_tuple_type(instance);
  set_up_range_type(instance);
  set_up_slice_type(instance);
}

void initialise_mapping_types(Instance& instance) {
  set_up_dict_type(instance);
  set_up_dict_view_types(instance);
  set_up_mapping_proxy_type(instance);
  set_up_set_types(instance);
}

void initialise_iterator_types(Instance& instance) {
  set_up_iterator_types(instance);
  set_up_zip_types(instance);
  set_up_weak_reference_types(instance);
}

}  // namespace gilsim::vm
