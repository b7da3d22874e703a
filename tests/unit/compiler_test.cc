// SPDX-License-Identifier: MIT
//
// The compiler: instructions, constants, positions, exception tables and errors, as CPython 3.11.7
// has them. tests/differential/dis_against_cpython.py compares far more programs.
#include "vm/bytecode/compiler.h"

#include "tests/unit/bytecode_fixture.h"
#include "tests/unit/container_fixture.h"
#include "vm/syntax/parser.h"

namespace gilsim::vm {
namespace {

class CompilerTest : public BytecodeTest {};

TEST_F(CompilerTest, TheLoopOfTheLesson) {
  const Code* code = compile(
      "def work(start, end, result):\n"
      "    sum = 0\n"
      "    for i in range(start, end):\n"
      "        sum += i\n"
      "    result.append(sum)\n");
  EXPECT_EQ(listing(inner(code)),
            "RESUME 0\n"
            "LOAD_CONST 0\n"
            "STORE_FAST sum\n"
            "LOAD_GLOBAL NULL + range\n"
            "LOAD_FAST start\n"
            "LOAD_FAST end\n"
            "PRECALL 2\n"
            "CALL 2\n"
            "GET_ITER\n"
            "FOR_ITER to 32\n"
            "STORE_FAST i\n"
            "LOAD_FAST sum\n"
            "LOAD_FAST i\n"
            "BINARY_OP +=\n"
            "STORE_FAST sum\n"
            "JUMP_BACKWARD to 18\n"
            "LOAD_FAST result\n"
            "LOAD_METHOD append\n"
            "LOAD_FAST sum\n"
            "PRECALL 1\n"
            "CALL 1\n"
            "POP_TOP\n"
            "LOAD_CONST None\n"
            "RETURN_VALUE\n");
}

TEST_F(CompilerTest, TheTestOfAWhileLoopStandsAtItsEndToo) {
  const std::string text = listing(inner(compile("def f(n):\n    while n > 0:\n        n -= 1\n")));
  EXPECT_NE(text.find("POP_JUMP_FORWARD_IF_FALSE"), std::string::npos);
  EXPECT_NE(text.find("POP_JUMP_BACKWARD_IF_TRUE to 10"), std::string::npos);
}

TEST_F(CompilerTest, ConstantsAreFolded) {
  const auto folded = [this](const char* source) {
    const Code* code = compile(source, CompileMode::expression);
    EXPECT_EQ(code->instructions->size(), 3u) << listing(code);
    return argument_text(*code, 1);
  };
  EXPECT_EQ(folded("2 + 3 * 4"), "14");
  EXPECT_EQ(folded("2 ** 64"), "18446744073709551616");
  EXPECT_EQ(folded("-7 // 2"), "-4");
  EXPECT_EQ(folded("-7 % 3"), "2");
  EXPECT_EQ(folded("7 / 2"), "3.5");
  EXPECT_EQ(folded("1 << 70"), "1180591620717411303424");
  EXPECT_EQ(folded("-2 ** 63"), "-9223372036854775808");
  EXPECT_EQ(folded("-(1 << 70)"), "-1180591620717411303424");
  EXPECT_EQ(folded("'ab' * 3"), "'ababab'");
  EXPECT_EQ(folded("(1, 2) + (3,)"), "(1, 2, 3)");
  EXPECT_EQ(folded("'abc'[-1]"), "'c'");
  EXPECT_EQ(folded("not 0"), "True");
  EXPECT_EQ(folded("-0.0"), "-0.0");
  EXPECT_EQ(folded("2 + 1j"), "(2+1j)");
  EXPECT_EQ(folded("-1j"), "(-0-1j)");
  EXPECT_EQ(folded("1j ** 2 / 2"), "(-0.5+0j)");
  EXPECT_EQ(folded("(-1) ** 0.5"), "(6.123233995736766e-17+1j)");
  EXPECT_EQ(folded("'\xed\x95\x9c\xea\xb8\x80'[1]"), "'\xea\xb8\x80'");
}

TEST_F(CompilerTest, WhatWouldBeLargeOrFailIsNotFolded) {
  for (const char* source : {"2 ** 1000", "1 << 1000", "'a' * 5000", "1 // 0", "1 % 0",
                             "(1,) * 300", "'a' + 1", "'abc'[3]", "0.0 ** -1"}) {
    EXPECT_GT(compile(source, CompileMode::expression)->instructions->size(), 3u) << source;
  }
}

TEST_F(CompilerTest, ConstantsOfDifferentTypesStayApart) {
  const Code* code = compile("x = (1, 1.0, True)\ny = 0.0\nz = -0.0\n");
  EXPECT_EQ(constant_repr((*code->constants)[0]), "(1, 1.0, True)");
  EXPECT_EQ(constant_repr((*code->constants)[1]), "0.0");
  EXPECT_EQ(constant_repr((*code->constants)[2]), "-0.0");
}

TEST_F(CompilerTest, EqualConstantsOfAModuleAreOneObject) {
  const Code* code = compile("a = 'two words'\ndef f(): return 'two words'\n");
  EXPECT_TRUE((*code->constants)[0] == (*inner(code)->constants)[1]);
}

TEST_F(CompilerTest, MembershipTestsAgainstDisplaysUseConstants) {
  EXPECT_EQ(listing(compile("x in [1, 2]", CompileMode::expression)),
            "RESUME 0\nLOAD_NAME x\nLOAD_CONST (1, 2)\nCONTAINS_OP 0\nRETURN_VALUE\n");
  EXPECT_EQ(listing(compile("x in {1}", CompileMode::expression)),
            "RESUME 0\nLOAD_NAME x\nLOAD_CONST frozenset({1})\nCONTAINS_OP 0\nRETURN_VALUE\n");
}

TEST_F(CompilerTest, TestsOfConstantsAreDecided) {
  EXPECT_EQ(listing(compile("if 0:\n    x = 1\nelse:\n    y = 2\n")),
            "RESUME 0\nNOP\nLOAD_CONST 2\nSTORE_NAME y\nLOAD_CONST None\nRETURN_VALUE\n");
}

TEST_F(CompilerTest, SwapsOfLocalsCostNothing) {
  EXPECT_EQ(listing(inner(compile("def f(a, b):\n    a, b = b, a\n    return a\n"))),
            "RESUME 0\nLOAD_FAST b\nLOAD_FAST a\nSTORE_FAST b\nSTORE_FAST a\nLOAD_FAST "
            "a\nRETURN_VALUE\n");
}

TEST_F(CompilerTest, ClosuresShareCells) {
  const Code* outer = inner(compile("def f(x):\n    def g():\n        return x\n    return g\n"));
  EXPECT_EQ(listing(outer),
            "MAKE_CELL x\nRESUME 0\nLOAD_CLOSURE x\nBUILD_TUPLE 1\n"
            "LOAD_CONST <code object g, file \"test.py\", line 2>\n"
            "MAKE_FUNCTION closure\nSTORE_FAST g\nLOAD_FAST g\nRETURN_VALUE\n");
  EXPECT_EQ(outer->local_kinds->at(0), LocalKind::local_and_cell);
  EXPECT_EQ(outer->local_count, 2u);
  EXPECT_EQ(listing(inner(outer)), "COPY_FREE_VARS 1\nRESUME 0\nLOAD_DEREF x\nRETURN_VALUE\n");
  EXPECT_EQ(inner(outer)->free_count, 1u);
}

TEST_F(CompilerTest, ClassBodiesNameThemselves) {
  EXPECT_EQ(
      listing(inner(compile("class A:\n    def m(self): return super()\n"))),
      "MAKE_CELL __class__\nRESUME 0\nLOAD_NAME __name__\nSTORE_NAME __module__\n"
      "LOAD_CONST 'A'\nSTORE_NAME __qualname__\nLOAD_CLOSURE __class__\nBUILD_TUPLE 1\n"
      "LOAD_CONST <code object m, file \"test.py\", line 2>\nMAKE_FUNCTION closure\nSTORE_NAME m\n"
      "LOAD_CLOSURE __class__\nCOPY 1\nSTORE_NAME __classcell__\nRETURN_VALUE\n");
}

TEST_F(CompilerTest, QualifiedNames) {
  const Code* f = inner(compile("def f():\n    class A:\n        def m(self): return lambda: 0\n"));
  EXPECT_EQ(to_utf8(f->qualified_name), "f");
  const Code* a = inner(f);
  EXPECT_EQ(to_utf8(a->qualified_name), "f.<locals>.A");
  const Code* m = inner(a);
  EXPECT_EQ(to_utf8(m->qualified_name), "f.<locals>.A.m");
  EXPECT_EQ(to_utf8(inner(m)->qualified_name), "f.<locals>.A.m.<locals>.<lambda>");
}

TEST_F(CompilerTest, GeneratorsStartByReturningThemselves) {
  const Code* code = inner(compile("def f(x):\n    y = yield x\n    yield from y\n"));
  EXPECT_EQ(
      listing(code),
      "RETURN_GENERATOR\nPOP_TOP\nRESUME 0\nLOAD_FAST x\nYIELD_VALUE\nRESUME 1\nSTORE_FAST y\n"
      "LOAD_FAST y\nGET_YIELD_FROM_ITER\nLOAD_CONST None\nSEND to 28\nYIELD_VALUE\nRESUME 2\n"
      "JUMP_BACKWARD_NO_INTERRUPT to 20\nPOP_TOP\nLOAD_CONST None\nRETURN_VALUE\n");
  EXPECT_NE(code->flags & kCodeGenerator, 0u);
}

TEST_F(CompilerTest, ExceptionTable) {
  const Code* code = compile("try:\n    f()\nexcept E as e:\n    g()\nfinally:\n    h()\n");
  const std::string text = disassemble(*code);
  EXPECT_NE(text.find("ExceptionTable:\n"), std::string::npos);
  // f() is handled by the except clause, its body by what deletes the name, all by the finally
  // part.
  EXPECT_NE(code->handler_of(2), nullptr);
  EXPECT_EQ(code->handler_of(0), nullptr);
  for (std::size_t i = 1; i < code->exception_table->size(); ++i) {
    EXPECT_LE(code->exception_table->at(i - 1).end, code->exception_table->at(i).start);
  }
}

TEST_F(CompilerTest, PositionsSpanTheExpression) {
  const Code* code = compile("x = a + bcd\n");
  for (std::uint32_t i = 0; i < code->instructions->size(); ++i) {
    if (opcode_info(code->at(i)).name != "BINARY_OP") continue;
    EXPECT_EQ(code->source_ranges().at(i), (SourceRange{1, 4, 1, 11}));
  }
}

TEST_F(CompilerTest, RestSumsSegmentsBackwards) {
  Code* code = compile("while x:\n    y()\nz\n");
  price_code(instance_, *code);
  const InstructionCosts cost = costs();
  for (std::size_t i = code->instructions->size(); i-- > 0;) {
    const auto opcode = static_cast<Opcode>(code->instructions->at(i).opcode);
    Charge expected{cost[static_cast<std::size_t>(opcode_cost_kind(opcode))], TickCounts(1)};
    if (!ends_segment(opcode)) {
      expected.picoseconds += code->rest->at(i + 1).picoseconds;
      expected.ticks += code->rest->at(i + 1).ticks;
    }
    EXPECT_EQ(code->rest->at(i).picoseconds, expected.picoseconds) << i;
    EXPECT_EQ(code->rest->at(i).ticks, expected.ticks) << i;
  }
}

TEST_F(CompilerTest, Docstrings) {
  EXPECT_EQ(constant_repr(inner(compile("def f():\n    'text'\n"))->docstring), "'text'");
  EXPECT_TRUE(inner(compile("def f():\n    1\n"))->docstring.is_none());
  EXPECT_TRUE(inner(compile("def f():\n    'a' + 'b'\n"))->docstring.is_none());
}

TEST_F(CompilerTest, FutureAnnotationsAreTexts) {
  const Code* code = compile(
      "from __future__ import annotations\ndef f(a: list[int], *b: (1 + 2) * x, c: 'q' = 1) -> -y: "
      "pass\n");
  const std::string text = listing(code);
  for (const char* part : {"'list[int]'", "'(1 + 2) * x'", "\"'q'\"", "'-y'"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  }
}

TEST_F(CompilerTest, Errors) {
  EXPECT_EQ(error_of("return 1"), "1:1 'return' outside function");
  EXPECT_EQ(error_of("x = 1\nbreak\n"), "2:1 'break' outside loop");
  EXPECT_EQ(error_of("continue"), "1:1 'continue' not properly in loop");
  EXPECT_EQ(error_of("yield 1"), "1:1 'yield' outside function");
  EXPECT_EQ(error_of("a, *b, *c = x"), "1:1 multiple starred expressions in assignment");
  EXPECT_EQ(error_of("*a = x"), "1:1 starred assignment target must be in a list or tuple");
  EXPECT_EQ(error_of("try: pass\nexcept: pass\nexcept E: pass\n"),
            "2:1 default 'except:' must be last");
  EXPECT_EQ(error_of("__debug__ = 1"), "1:1 cannot assign to __debug__");
  EXPECT_EQ(error_of("match x:\n    case y: pass\n    case 1: pass\n"),
            "2:10 name capture 'y' makes remaining patterns unreachable");
  EXPECT_EQ(error_of("match x:\n    case [a] | [b]: pass\n"),
            "2:17 alternative patterns bind different names");
  EXPECT_EQ(error_of("from __future__ import braces"), "1:1 not a chance");
}

TEST_F(CompilerTest, ErrorsQuoteTheirLine) {
  const CompileResult result = result_of("x = 1\n  \nif x:\n    return x\n");
  ASSERT_TRUE(result.error);
  EXPECT_EQ(result.error->text, "    return x\n");
  EXPECT_TRUE(result.error->has_text);
}

TEST_F(CompilerTest, Warnings) {
  const CompileResult result = result_of("x is 1\nassert (x, 'y')\n'a'()\n");
  ASSERT_EQ(result.warnings.size(), 3u);
  EXPECT_EQ(result.warnings[0].message, "\"is\" with a literal. Did you mean \"==\"?");
  EXPECT_EQ(result.warnings[1].line, 2);
  EXPECT_EQ(result.warnings[2].message,
            "'str' object is not callable; perhaps you missed a comma?");
}

TEST_F(CompilerTest, NestedFinallyBodiesDoNotExplode) {
  std::string source = "def f():\n";
  for (int depth = 1; depth < 20; ++depth) {
    const std::string indent(static_cast<std::size_t>(depth), ' ');
    source += indent + "try:\n" + indent + " a()\n" + indent + "finally:\n";
  }
  EXPECT_NE(error_of(source + std::string(20, ' ') + "a()\n").find("too many instructions"),
            std::string::npos);
}

TEST_F(CompilerTest, TreesTooDeepForTheStackAreRefused) {
  const char here = 0;
  std::string lambdas = "x = ";
  for (int i = 0; i < 900; ++i) lambdas += "lambda: ";
  std::string blocks;
  for (int i = 0; i < 90; ++i)
    blocks += std::string(static_cast<std::size_t>(i), ' ') + "def f():\n";
  for (std::string source : {"x = " + std::string(900, '-') + "a", lambdas + "1",
                             blocks + std::string(90, ' ') + std::string(800, '~') + "a"}) {
    // As a number: the compiler knows that there is no array before `here`.
    const auto limit = reinterpret_cast<std::uintptr_t>(&here) - 48 * 1024;
    const CompileOptions options{"test.py", nullptr, reinterpret_cast<const char*>(limit)};
    AstArena arena;
    ParseResult parsed = parse_module(source, arena);
    ASSERT_TRUE(parsed.ok());
    const CompileResult result = compile_module(instance_, *parsed.module, options);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->message, "expression is nested too deeply");
    EXPECT_EQ(result.code, nullptr);
  }
}

TEST_F(CompilerTest, LongChainsOfElifNeedNoStack) {
  std::string source = "if a: b\n";
  for (int i = 0; i < 900; ++i) source += "elif a: b\n";
  EXPECT_NE(compile(source), nullptr);
}

using CompileOnLittleStackTest = ContainerTest;

// A short text is not to blame for what its callers used up.
TEST_F(CompileOnLittleStackTest, IsARecursionError) {
  const char here = 0;
  const auto address = reinterpret_cast<std::uintptr_t>(&here);
  thread_.native_stack_limit = reinterpret_cast<const char*>(address - 48 * 1024);
  EXPECT_EQ(error_type_of("[1, (2, 3)]"), "RecursionError");
  thread_.native_stack_limit = nullptr;
  EXPECT_EQ(value_text_of("[1, (2, 3)]"), "[1, (2, 3)]");
}

}  // namespace
}  // namespace gilsim::vm
