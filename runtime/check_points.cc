// SPDX-License-Identifier: MIT
#include "runtime/check_points.h"

namespace gilsim::runtime {

vm::CheckPointFamily vm_family(CheckPointFamily family) {
  switch (family) {
    case CheckPointFamily::none:
      return vm::CheckPointFamily::none;
    case CheckPointFamily::python_2_7:
      return vm::CheckPointFamily::python_2_7;
    case CheckPointFamily::python_3_2:
      return vm::CheckPointFamily::python_3_2;
    case CheckPointFamily::python_3_10:
      return vm::CheckPointFamily::python_3_10;
    case CheckPointFamily::python_3_11:
      return vm::CheckPointFamily::python_3_11;
    case CheckPointFamily::micropython:
      return vm::CheckPointFamily::micropython;
  }
  return vm::CheckPointFamily::none;
}

}  // namespace gilsim::runtime
