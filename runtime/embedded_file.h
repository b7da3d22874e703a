// SPDX-License-Identifier: MIT
//
// A file that the build put into the binary: a text (see embed_files.cmake), or a module's frozen
// code (see frozen_modules.h).
//
// Invariants: both views stay valid for the life of the process and are never written to; `name`
// is relative to the folder the file came from, with '/' between its parts.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace gilsim::runtime {

struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};

/// The file of that name in one of the tables, which are sorted by name; nullptr: there is none.
inline const EmbeddedFile* find_file(std::span<const EmbeddedFile> files, std::string_view name) {
  const auto found = std::ranges::lower_bound(files, name, {}, &EmbeddedFile::name);
  return found != files.end() && found->name == name ? &*found : nullptr;
}

}  // namespace gilsim::runtime
