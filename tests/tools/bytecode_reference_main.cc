// SPDX-License-Identifier: MIT
//
// gilsim_bytecode_reference > docs/bytecode.md: writes the instruction reference from the opcode
// table.
#include "vm/bytecode/opcodes.h"

#include <iostream>

int main() {
  std::cout << gilsim::vm::opcode_reference_markdown();
  return 0;
}
