// SPDX-License-Identifier: MIT
//
// Processes that were forked share the positions of the files they read. Before one that rested
// goes on, its files are opened anew and put to where they stood when it began to rest.
#pragma once

#include <sys/types.h>

#include <vector>

namespace gilsim::runtime {

class OwnFiles {
 public:
  // Where the files stand that are only read. `descriptors`: all that are open.
  void remember(const std::vector<int>& descriptors);
  // Makes them this process's own, there. A file that cannot be opened again stays shared.
  void renew() const;

 private:
  struct File {
    int descriptor = -1;
    off_t position = 0;
  };
  std::vector<File> files_;
};

}  // namespace gilsim::runtime
