// SPDX-License-Identifier: MIT
//
// The texts of an Instance's modules, and what was compiled from them: tracebacks quote the texts,
// and a module that several interpreters import (a process each) is compiled once.
//
// Thread-safety: as the Instance's immortal heap, which compiled code lives in.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {

struct Code;

class SourceTable {
 public:
  struct Entry {
    std::string name;
    std::string storage;    // of a text that does not outlive the table
    std::string_view text;  // UTF-8
    Code* code = nullptr;  // nullptr: not compiled yet, or it has an error
  };

  /// The entry for a text under a name, made if needed. It stays where it is as long as the table
  /// lives. `outlives`: the text stays as long, too, and need not be copied.
  Entry& entry(std::string_view name, std::string_view text, bool outlives);

 private:
  std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace gilsim::vm
