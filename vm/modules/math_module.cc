// SPDX-License-Identifier: MIT
//
// Module math.
#include "vm/modules/math_internal.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"

#include <cmath>
#include <numbers>

namespace gilsim::vm {

namespace {

bool initialise_math(Thread& thread, Module& module) {
  struct Constant {
    const char* name;
    double value;
  };
  constexpr Constant kConstants[] = {{"pi", std::numbers::pi},
                                     {"e", std::numbers::e},
                                     {"tau", 2 * std::numbers::pi},
                                     {"inf", HUGE_VAL},
                                     {"nan", NAN}};
  for (const Constant& constant : kConstants) {
    const Ref value = make_float(thread, constant.value);
    if (value.is_error()) return false;
    if (!dict_set(thread, module.dict, thread.instance.intern(constant.name), value.get())) {
      return false;
    }
  }
  return add_functions(thread, module, math_of_floats()) &&
         add_functions(thread, module, math_of_integers()) &&
         add_functions(thread, module, math_of_sums());
}

}  // namespace

const NativeModuleDefinition kMathModule = {"math", initialise_math};

}  // namespace gilsim::vm
