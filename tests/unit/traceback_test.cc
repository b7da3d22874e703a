// SPDX-License-Identifier: MIT
//
// What an uncaught exception prints: entries, source lines, markers, chains, repetition,
// suggestions.
#include "vm/eval/traceback.h"

#include "tests/unit/script_fixture.h"
#include "vm/eval/source_markers.h"

namespace gilsim::vm {
namespace {

using TracebackTest = ScriptTest;

TEST_F(TracebackTest, EntriesShowLinesAndMarkers) {
  EXPECT_EQ(error_of("def f(a):\n"
                     "    return a // 0 + 1\n"
                     "f(1)\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 3, in <module>\n"
            "    f(1)\n"
            "  File \"program.py\", line 2, in f\n"
            "    return a // 0 + 1\n"
            "           ~~^^~~\n"
            "ZeroDivisionError: integer division or modulo by zero\n");
}

TEST_F(TracebackTest, MarkersStandBelowWideCharacters) {
  EXPECT_EQ(error_of("값 = 1; y = '가나' + 값\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 1, in <module>\n"
            "    값 = 1; y = '가나' + 값\n"
            "                ~~~~~~~^~~~\n"
            "TypeError: can only concatenate str (not \"int\") to str\n");
}

TEST_F(TracebackTest, ExpressionsOfSeveralLinesAreMarkedToTheEndOfTheFirst) {
  EXPECT_EQ(error_of("x = (1 +\n"
                     "  'a')\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 1, in <module>\n"
            "    x = (1 +\n"
            "         ^^^\n"
            "TypeError: unsupported operand type(s) for +: 'int' and 'str'\n");
}

TEST_F(TracebackTest, RepeatedLinesAreCounted) {
  EXPECT_EQ(error_of("def f(n):\n"
                     "  if n: f(n-1)\n"
                     "  else: 1/0\n"
                     "f(10)\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 4, in <module>\n"
            "    f(10)\n"
            "  File \"program.py\", line 2, in f\n"
            "    if n: f(n-1)\n"
            "          ^^^^^^\n"
            "  File \"program.py\", line 2, in f\n"
            "    if n: f(n-1)\n"
            "          ^^^^^^\n"
            "  File \"program.py\", line 2, in f\n"
            "    if n: f(n-1)\n"
            "          ^^^^^^\n"
            "  [Previous line repeated 7 more times]\n"
            "  File \"program.py\", line 3, in f\n"
            "    else: 1/0\n"
            "          ~^~\n"
            "ZeroDivisionError: division by zero\n");
}

TEST_F(TracebackTest, CausesAndContextsComeFirst) {
  EXPECT_EQ(error_of("try:\n"
                     "  try:\n"
                     "    {}['a']\n"
                     "  except KeyError as e:\n"
                     "    raise ValueError('b') from e\n"
                     "except ValueError:\n"
                     "  raise TypeError\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 3, in <module>\n"
            "    {}['a']\n"
            "    ~~^^^^^\n"
            "KeyError: 'a'\n"
            "\n"
            "The above exception was the direct cause of the following exception:\n"
            "\n"
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 5, in <module>\n"
            "    raise ValueError('b') from e\n"
            "ValueError: b\n"
            "\n"
            "During handling of the above exception, another exception occurred:\n"
            "\n"
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 7, in <module>\n"
            "    raise TypeError\n"
            "TypeError\n");
}

TEST_F(TracebackTest, LongChainsDoNotExhaustTheStack) {
  const std::string error = error_of(
      "def chain(n):\n"
      "    last = None\n"
      "    for i in range(n):\n"
      "        e = ValueError(i)\n"
      "        e.__context__ = last\n"
      "        last = e\n"
      "    raise last\n"
      "chain(50000)\n");
  EXPECT_TRUE(error.starts_with("ValueError: 0\n\nDuring handling"));
  EXPECT_TRUE(error.ends_with("ValueError: 49999\n"));
}

TEST_F(TracebackTest, CyclesInChainsEnd) {
  const std::string error = error_of(
      "a = ValueError('a')\n"
      "b = KeyError('b')\n"
      "a.__cause__ = b\n"
      "b.__cause__ = a\n"
      "raise a\n");
  EXPECT_TRUE(error.starts_with("KeyError: 'b'\n\nThe above exception was the direct cause"));
  EXPECT_TRUE(error.ends_with("ValueError: a\n"));
}

TEST_F(TracebackTest, NotesAndSuggestions) {
  EXPECT_EQ(error_of("e = ValueError('x'); e.add_note('one\\ntwo'); raise e"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 1, in <module>\n"
            "    e = ValueError('x'); e.add_note('one\\ntwo'); raise e\n"
            "                                                 ^^^^^^^\n"
            "ValueError: x\none\ntwo\n");
  EXPECT_TRUE(error_of("colour = 1\nprint(color)\n")
                  .ends_with("NameError: name 'color' is not defined. Did you mean: 'colour'?\n"));
  EXPECT_TRUE(error_of("[].apend(1)\n")
                  .ends_with("AttributeError: 'list' object has no attribute 'apend'. "
                             "Did you mean: 'append'?\n"));
}

TEST_F(TracebackTest, ASyntaxErrorShowsFileLineAndCaret) {
  EXPECT_EQ(error_of("x = 1\ny = = 2\n"),
            "  File \"program.py\", line 2\n"
            "    y = = 2\n"
            "        ^\n"
            "SyntaxError: invalid syntax\n");
}

TEST_F(TracebackTest, CodeFromExecHasNoSourceLines) {
  EXPECT_EQ(error_of("exec('1/0')\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 1, in <module>\n"
            "    exec('1/0')\n"
            "  File \"<string>\", line 1, in <module>\n"
            "ZeroDivisionError: division by zero\n");
}

TEST_F(TracebackTest, FramesKeepTheirVariablesAfterTheyEnd) {
  EXPECT_EQ(output_of("def f(a):\n"
                      "    b = a + 1\n"
                      "    def inner(): return b\n"
                      "    raise ValueError\n"
                      "try: f(1)\n"
                      "except ValueError as e: tb = e.__traceback__.tb_next\n"
                      "names = tb.tb_frame.f_locals\n"
                      "print(names['a'], names['b'], tb.tb_lineno, tb.tb_frame.f_code.co_name)\n"
                      "print(tb.tb_frame.f_back.f_code.co_name)\n"),
            "1 2 4 f\n<module>\n");
}

TEST_F(TracebackTest, ExitStatusFollowsSystemExit) {
  EXPECT_EQ(run("raise SystemExit"), 0);
  EXPECT_EQ(run("raise SystemExit(7)"), 7);
  EXPECT_EQ(run("raise SystemExit('text')"), 1);
  EXPECT_EQ(host_.error, "text\n");
  EXPECT_EQ(run("raise KeyboardInterrupt"), 130);
}

TEST(SourceLineTest, AllLineEndsCount) {
  std::string_view line;
  EXPECT_TRUE(source_line("a\r\nb\rc\n\nd", 2, line));
  EXPECT_EQ(line, "b");
  EXPECT_TRUE(source_line("a\r\nb\rc\n\nd", 5, line));
  EXPECT_EQ(line, "d");
  EXPECT_FALSE(source_line("a\r\nb\rc\n\nd", 6, line));
  EXPECT_FALSE(source_line("", 1, line));
}

}  // namespace
}  // namespace gilsim::vm
