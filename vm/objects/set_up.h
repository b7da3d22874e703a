// SPDX-License-Identifier: MIT
//
// Each container file fills its own types in; containers_set_up.cc calls these in the order that
// the Instance needs.
#pragma once

#include "vm/core/instance.h"

namespace gilsim::vm {

void set_up_list_type(Instance& instance);
void set_up_tuple_type(Instance& instance);
void set_up_range_type(Instance& instance);
void set_up_slice_type(Instance& instance);
void set_up_dict_type(Instance& instance);
void set_up_dict_view_types(Instance& instance);
void set_up_mapping_proxy_type(Instance& instance);
void set_up_set_types(Instance& instance);
void set_up_zip_types(Instance& instance);
void set_up_iterator_types(Instance& instance);

}  // namespace gilsim::vm
