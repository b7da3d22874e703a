// SPDX-License-Identifier: MIT
//
// The binary `gilsim`.
#include "scenarios/commands.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  return gilsim::scenarios::run_gilsim(words);
}
