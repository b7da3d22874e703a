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
  const runtime::EmbeddedFile* const file = runtime::find_file(embedded_validation(), name);
  return file == nullptr ? std::string_view() : file->text;
}

}  // namespace gilsim::scenarios
