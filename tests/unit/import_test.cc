// SPDX-License-Identifier: MIT
//
// The import statement, with modules from memory.
#include "tests/unit/script_fixture.h"

namespace gilsim::vm {
namespace {

using ImportTest = ScriptTest;

TEST_F(ImportTest, PackagesAndSubmodules) {
  host_.modules = {{"p", "from . import a\nvalue = a.one\n"},
                   {"p.a", "from .b import two\none = two - 1\n"},
                   {"p.b", "two = 2\n"}};
  EXPECT_EQ(output_of("import p.b as b\n"
                      "import p\n"
                      "from p import a, value\n"
                      "print(p.value, a.one, b.two, p.__path__, a.__package__, p.__package__)\n"),
            "1 1 2 ['p'] p p\n");
}

TEST_F(ImportTest, AModuleRunsOnce) {
  host_.modules = {{"m", "print('running')\n"}};
  EXPECT_EQ(output_of("import m\nimport m\nfrom m import __name__ as n\nprint(n)\n"),
            "running\nm\n");
}

TEST_F(ImportTest, MissingModules) {
  host_.modules = {{"m", ""}};
  EXPECT_EQ(output_of("for name in ('x', 'x.y', 'm.y', 'math.y'):\n"
                      "    try: __import__(name)\n"
                      "    except ModuleNotFoundError as e: print(e, '|', e.name)\n"
                      "try: from m import y\n"
                      "except ImportError as e: print(e, '|', e.name, e.path)\n"),
            "No module named 'x' | x\n"
            "No module named 'x' | x\n"
            "No module named 'm.y'; 'm' is not a package | m.y\n"
            "No module named 'math.y'; 'math' is not a package | math.y\n"
            "cannot import name 'y' from 'm' (m.py) | m m.py\n");
}

TEST_F(ImportTest, RefusedModulesSayWhy) {
  host_.modules = {{"socket", std::string(ScriptHost::kRefused)}};
  EXPECT_TRUE(
      error_of("import socket\n").ends_with("ImportError: module 'socket' is not in the subset\n"));
}

TEST_F(ImportTest, AFailedImportIsForgotten) {
  host_.modules = {{"broken", "x = 1\n1/0\n"}};
  EXPECT_EQ(output_of("import sys\n"
                      "for i in range(2):\n"
                      "    try: import broken\n"
                      "    except ZeroDivisionError: print('broken' in sys.modules)\n"),
            "False\nFalse\n");
}

TEST_F(ImportTest, TracebacksGoThroughTheModule) {
  host_.modules = {{"broken", "x = 1\n1/0\n"}};
  EXPECT_EQ(error_of("import broken\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 1, in <module>\n"
            "    import broken\n"
            "  File \"broken.py\", line 2, in <module>\n"
            "    1/0\n"
            "    ~^~\n"
            "ZeroDivisionError: division by zero\n");
}

TEST_F(ImportTest, CircularImportsAreNamed) {
  host_.modules = {{"a", "from b import two\none = 1\n"}, {"b", "from a import one\ntwo = 2\n"}};
  EXPECT_TRUE(
      error_of("import a\n")
          .ends_with("ImportError: cannot import name 'one' from partially initialized module 'a' "
                     "(most likely due to a circular import) (a.py)\n"));
}

TEST_F(ImportTest, RelativeImportsNeedAPackage) {
  EXPECT_TRUE(error_of("from . import x\n")
                  .ends_with("ImportError: attempted relative import with no known parent "
                             "package\n"));
  host_.modules = {{"p", ""}, {"p.a", "from ... import x\n"}};
  EXPECT_TRUE(error_of("import p.a\n")
                  .ends_with("ImportError: attempted relative import beyond top-level package\n"));
}

TEST_F(ImportTest, StarImports) {
  host_.modules = {{"listed", "__all__ = ['a']\na = 1\nb = 2\n"}, {"plain", "c = 3\n_d = 4\n"}};
  EXPECT_EQ(output_of("from listed import *\nfrom plain import *\n"
                      "print([n for n in ('a', 'b', 'c', '_d') if n in globals()])\n"),
            "['a', 'c']\n");
}

TEST_F(ImportTest, SyntaxErrorsInModulesNameTheirFile) {
  host_.modules = {{"bad", "def f(:\n"}};
  EXPECT_EQ(error_of("import bad\n"),
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 1, in <module>\n"
            "    import bad\n"
            "  File \"bad.py\", line 1\n"
            "    def f(:\n"
            "          ^\n"
            "SyntaxError: invalid syntax\n");
}

TEST_F(ImportTest, ModuleGetattrIsCalled) {
  host_.modules = {{"m", "def __getattr__(name): return 'made ' + name\n"}};
  EXPECT_EQ(output_of("import m\nfrom m import x\nprint(m.y, x)\n"), "made y made x\n");
}

}  // namespace
}  // namespace gilsim::vm
