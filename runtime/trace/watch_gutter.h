// SPDX-License-Identifier: MIT
//
// The values of watched variables, beside the time of each row of a text: `--watch`.
#pragma once

#include "runtime/trace/trace_reader.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gilsim::runtime {

class WatchGutter {
 public:
  // NAME, or FUNCTION.NAME for those of one function.
  explicit WatchGutter(const std::vector<std::string>& names);

  // To be called with every line.
  void line(const TraceLine& line);

  // Columns that the gutter takes; each of the texts has as many.
  std::size_t width() const;
  std::string names() const;
  // The last value of each.
  std::string values() const;
  // Those that have had no value so far.
  std::vector<std::string> unseen() const;

 private:
  struct Watched {
    std::string given;
    std::string function;  // empty: any scope
    std::string name;
    std::string value;
    bool is_seen = false;
  };
  std::vector<Watched> watched_;
};

}  // namespace gilsim::runtime
