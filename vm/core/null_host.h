// SPDX-License-Identifier: MIT
//
// A host without a world: for whatever compiles programs and does not run them.
#pragma once

#include "vm/core/host.h"

namespace gilsim::vm {

class NullHost final : public Host {
 public:
  bool write(Thread&, Stream, std::string_view) override { return true; }
  ModuleSource find_module(Thread&, std::string_view) override { return {}; }
  bool budget_spent(Thread&) override { return true; }
  bool check_point(Thread&) override { return true; }
};

}  // namespace gilsim::vm
