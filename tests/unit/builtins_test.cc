// SPDX-License-Identifier: MIT
//
// Module builtins and the modules beside it: what goldens cannot reach, such as standard input, the
// host's view and the interpreter's set-up.
#include "tests/unit/script_fixture.h"

namespace gilsim::vm {
namespace {

using BuiltinsTest = ScriptTest;

TEST_F(BuiltinsTest, PrintWritesOnceToTheHost) {
  EXPECT_EQ(output_of("print(1, 'two', [3], sep='-', end='!\\n')"), "1-two-[3]!\n");
}

TEST_F(BuiltinsTest, WhatStandsBeforeAFailingArgumentIsPrinted) {
  EXPECT_EQ(run("class Bad:\n"
                "    def __str__(self): raise ValueError('no')\n"
                "print('before', Bad())\n"),
            1);
  EXPECT_EQ(host_.output, "before ");
}

TEST_F(BuiltinsTest, InputReadsLinesFromTheHost) {
  host_.input = "first\nsecond\nthird";
  EXPECT_EQ(output_of("import sys\n"
                      "print(repr(input('? ')), repr(sys.stdin.readline()))\n"
                      "print(list(sys.stdin))\n"
                      "try: input()\n"
                      "except EOFError as e: print(e)\n"),
            "? 'first' 'second\\n'\n['third']\nEOF when reading a line\n");
}

TEST_F(BuiltinsTest, SurrogatesAreRefusedOnStandardOutput) {
  EXPECT_EQ(
      output_of("import sys\n"
                "try: print('a\\ud800')\n"
                "except UnicodeEncodeError as e: print(e)\n"
                "print('\\ud800', file=sys.stderr)\n"),
      "'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed\n");
  EXPECT_EQ(host_.error, "\\ud800\n");
}

TEST_F(BuiltinsTest, SumLeavesMachineWordsWhereItMust) {
  EXPECT_EQ(output_of("print(sum([2**62, 2**62, -1]), sum([1, 0.5, 2]), sum([2**63 - 1, 1.0]))\n"
                      "class I(int):\n"
                      "    def __radd__(self, other): return 'radd'\n"
                      "print(sum([1, I(2)]))\n"),
            "9223372036854775807 3.5 9.223372036854776e+18\nradd\n");
}

TEST_F(BuiltinsTest, PowerWithModulusTakesBigNumbers) {
  EXPECT_EQ(output_of("p = 2**127 - 1\n"
                      "print(pow(3, p - 1, p), pow(10**40, -1, p) * 10**40 % p, pow(5, 0, 1))\n"),
            "1 1 0\n");
}

TEST_F(BuiltinsTest, ClassStatementsChooseTheMetaclass) {
  EXPECT_EQ(
      output_of(
          "class M(type):\n"
          "    @classmethod\n"
          "    def __prepare__(m, name, bases, **k): return {'k': k}\n"
          "    def __new__(m, name, bases, ns, **k): return super().__new__(m, name, bases, ns)\n"
          "    def __init__(c, name, bases, ns, **k): pass\n"
          "class A(metaclass=M, x=1): pass\n"
          "class B(A): pass\n"
          "print(type(B).__name__, A.k, B.k)\n"),
      "M {'x': 1} {}\n");
}

TEST_F(BuiltinsTest, LocalsOfAFunctionAreOneDict) {
  EXPECT_EQ(output_of("def f():\n"
                      "    a = 1\n"
                      "    exec('b = 2')\n"
                      "    return locals() is locals(), sorted(locals())\n"
                      "print(f())\n"),
            "(True, ['a', 'b'])\n");
}

TEST_F(BuiltinsTest, EachInterpreterHasItsOwnModules) {
  EXPECT_EQ(output_of("import builtins, sys\nbuiltins.mine = 1\nsys.mine = 2\nprint(mine)\n"),
            "1\n");
  EXPECT_EQ(output_of("import builtins, sys\n"
                      "print(hasattr(builtins, 'mine'), hasattr(sys, 'mine'))\n"),
            "False False\n");
}

TEST_F(BuiltinsTest, OpenSaysThatThereAreNoFiles) {
  EXPECT_TRUE(
      error_of("open('x')")
          .ends_with(
              "OSError: open() is not available: this interpreter was started without files\n"));
}

TEST_F(BuiltinsTest, ArgumentsReachTheProgram) {
  EXPECT_EQ(output_of("import sys\nprint(sys.argv, __name__, __file__)\n"),
            "['program.py'] __main__ program.py\n");
}

}  // namespace
}  // namespace gilsim::vm
