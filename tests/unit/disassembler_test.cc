// SPDX-License-Identifier: MIT
//
// The disassembler's layout, the opcode table and the verifier.
#include "vm/bytecode/disassembler.h"

#include "tests/unit/bytecode_fixture.h"

#include <fstream>
#include <iterator>
#include <set>
#include <utility>

namespace gilsim::vm {
namespace {

class DisassemblerTest : public BytecodeTest {};

TEST_F(DisassemblerTest, LayoutOfDis) {
  EXPECT_EQ(disassemble(*compile(
                "x = 1\ndef f(a):\n    if a:\n        return x\n    return f'{a!r:>3}'\n")),
            R"(  0           0 RESUME                   0

  1           2 LOAD_CONST               0 (1)
              4 STORE_NAME               0 (x)

  2           6 LOAD_CONST               1 (<code object f, file "test.py", line 2>)
              8 MAKE_FUNCTION            0
             10 STORE_NAME               1 (f)
             12 LOAD_CONST               2 (None)
             14 RETURN_VALUE

Disassembly of <code object f, file "test.py", line 2>:
  2           0 RESUME                   0

  3           2 LOAD_FAST                0 (a)
              4 POP_JUMP_FORWARD_IF_FALSE     2 (to 10)

  4           6 LOAD_GLOBAL              0 (x)
              8 RETURN_VALUE

  5     >>   10 LOAD_FAST                0 (a)
             12 LOAD_CONST               1 ('>3')
             14 FORMAT_VALUE             6 (repr, with format)
             16 RETURN_VALUE
)");
}

TEST_F(DisassemblerTest, ExceptionTableStandsBelow) {
  const std::string text = disassemble(*compile("with a:\n    b\n"));
  EXPECT_NE(text.find("ExceptionTable:\n  6 to 10 -> 28 [1] lasti"), std::string::npos) << text;
}

TEST_F(DisassemblerTest, MarksCheckPoints) {
  const Code* code = inner(compile("def f(a):\n    for i in a:\n        i += 1\n"));
  const auto marked = [code](CheckPointFamily family) {
    std::string names;
    for (std::uint32_t i = 0; i < code->instructions->size(); ++i) {
      if (may_check_after(*code, i, family))
        names += std::string(opcode_info(code->at(i)).name) + " ";
    }
    return names;
  };
  EXPECT_EQ(marked(CheckPointFamily::none), "");
  EXPECT_EQ(marked(CheckPointFamily::python_3_11), "RESUME JUMP_BACKWARD ");
  // In the loop of the lesson three instructions count: FOR_ITER, the addition and the jump.
  EXPECT_EQ(marked(CheckPointFamily::python_2_7),
            "RESUME GET_ITER FOR_ITER BINARY_OP JUMP_BACKWARD ");
  DisassembleOptions options;
  options.check_points = CheckPointFamily::python_3_11;
  EXPECT_NE(disassemble(*code, options).find("* JUMP_BACKWARD "), std::string::npos);
}

TEST_F(DisassemblerTest, ConstantsAsRepr) {
  const Code* code = compile("x = (1, -2.5, 'it\\'s', b'\\x00', None, ..., (), 10 ** 25)\n");
  EXPECT_EQ(constant_repr((*code->constants)[0]),
            "(1, -2.5, \"it's\", b'\\x00', None, Ellipsis, (), 10000000000000000000000000)");
}

TEST(OpcodeTable, NamesAndNumbersAreUnique) {
  std::set<std::string_view> names;
  std::set<int> numbers;
  for (const OpcodeInfo& row : kOpcodeTable) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(numbers.insert(row.cpython_number).second) << row.name;
    EXPECT_FALSE(row.text.empty()) << row.name;
  }
}

TEST(OpcodeTable, EveryCountedInstructionIsAlsoSlowLater) {
  for (const OpcodeInfo& row : kOpcodeTable) {
    if (row.tick_27 != FastPath::slow) continue;
    EXPECT_EQ(row.tick_32, FastPath::slow) << row.name;
  }
}

TEST(OpcodeTable, ReferenceIsCurrent) {
  std::ifstream file("docs/bytecode.md");
  ASSERT_TRUE(file) << "run from the project's root";
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(text, opcode_reference_markdown())
      << "regenerate it: gilsim_bytecode_reference > docs/bytecode.md";
}

class VerifierTest : public BytecodeTest {};

TEST_F(VerifierTest, FindsDamage) {
  Code* code = compile("x = a + b\n");
  const auto damaged = [code](std::size_t index, Instruction instruction) {
    const Instruction saved = std::exchange(code->instructions->at(index), instruction);
    std::string message = verify_code(*code);
    code->instructions->at(index) = saved;
    return message;
  };
  const auto of = [](Opcode opcode, std::int32_t argument) {
    return Instruction{static_cast<std::uint16_t>(opcode), kNoCache, argument};
  };
  EXPECT_EQ(verify_code(*code), "");
  EXPECT_NE(damaged(1, of(Opcode::LOAD_NAME, 99)).find("out of range"), std::string::npos);
  EXPECT_NE(damaged(1, of(Opcode::POP_TOP, 0)).find("too few values"), std::string::npos);
  EXPECT_NE(damaged(1, of(Opcode::JUMP_FORWARD, 99)).find("leads outside"), std::string::npos);
  EXPECT_NE(damaged(1, of(Opcode::POP_JUMP_BACKWARD_IF_TRUE, 0)), "");
  EXPECT_NE(damaged(code->instructions->size() - 1, of(Opcode::POP_TOP, 0)).find("off the end"),
            std::string::npos);
  const std::uint32_t size = std::exchange(code->stack_size, 1);
  EXPECT_NE(verify_code(*code).find("stack_size"), std::string::npos);
  code->stack_size = size;
}

}  // namespace
}  // namespace gilsim::vm
