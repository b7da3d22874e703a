// SPDX-License-Identifier: MIT
//
// The programs of `gilsim validate`: every .py file below scenarios/validation, sorted by name. The
// table is generated.
#pragma once

#include "runtime/embedded_file.h"

#include <span>
#include <string_view>

namespace gilsim::scenarios {

std::span<const runtime::EmbeddedFile> embedded_validation();

// The text of one of them; empty: there is none of that name.
inline std::string_view validation_program(std::string_view name) {
  for (const runtime::EmbeddedFile& file : embedded_validation()) {
    if (file.name == name) return file.text;
  }
  return {};
}

}  // namespace gilsim::scenarios
