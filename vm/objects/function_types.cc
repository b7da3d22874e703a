// SPDX-License-Identifier: MIT
//
// The set-up step of functions, descriptors, classes and singletons.
#include "vm/objects/native_function.h"

namespace gilsim::vm {

void initialise_function_types(Instance& instance) {
  initialise_object_type(instance);
  initialise_type_type(instance);
  initialise_native_function_types(instance);
  initialise_function_type(instance);
  initialise_method_types(instance);
  initialise_cell_type(instance);
  initialise_descriptor_types(instance);
  initialise_property_types(instance);
  initialise_super_type(instance);
  initialise_code_type(instance);
  initialise_singleton_types(instance);
  initialise_generic_alias_type(instance);
  initialise_simple_namespace_type(instance);
}

}  // namespace gilsim::vm
