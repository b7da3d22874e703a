// SPDX-License-Identifier: MIT
//
// The symbol table: which scope each name has, and what is refused.
#include "vm/bytecode/scope.h"

#include "vm/bytecode/fold.h"
#include "vm/syntax/parser.h"

#include <gtest/gtest.h>

#include <string>

namespace gilsim::vm {
namespace {

std::string scope_text(NameScope scope) {
  switch (scope) {
    case NameScope::unknown:
      return "unknown";
    case NameScope::local:
      return "local";
    case NameScope::global_explicit:
      return "global";
    case NameScope::global_implicit:
      return "implicit";
    case NameScope::free:
      return "free";
    case NameScope::cell:
      return "cell";
  }
  return "";
}

/// Each block as "name(symbol:scope ...)" with its children in brackets, symbols sorted by their
/// order.
std::string describe(const Scope& scope) {
  std::string text(scope.name);
  text += "(";
  for (const Symbol& symbol : scope.symbols) {
    if (text.back() != '(') text += " ";
    text += std::string(symbol.name) + ":" + scope_text(symbol.scope);
  }
  text += ")";
  if (scope.children.empty()) return text;
  text += "[";
  for (const Scope* child : scope.children) {
    if (text.back() != '[') text += " ";
    text += describe(*child);
  }
  return text + "]";
}

/// The table's description, or its error.
std::string scopes(std::string_view source) {
  AstArena arena;
  const ParseResult parsed = parse_module(source, arena);
  if (!parsed.ok()) return "parser: " + parsed.error->message;
  SymbolTable table;
  table.build(*parsed.module, false);
  if (table.error()) return table.error()->message;
  return describe(*table.top());
}

TEST(Scope, ModuleNamesAreImplicitGlobalsUnlessBound) {
  EXPECT_EQ(scopes("x = y"), "top(x:local y:implicit)");
}

TEST(Scope, FunctionLocalsGlobalsAndClosures) {
  EXPECT_EQ(scopes("def f(a):\n    b = a\n    def g():\n        return b + c\n"),
            "top(f:local)[f(a:local b:cell g:local)[g(b:free c:implicit)]]");
}

TEST(Scope, FreeNamesPassThroughFunctionsBetween) {
  EXPECT_EQ(scopes("def f(x):\n    def g():\n        def h(): return x\n"),
            "top(f:local)[f(x:cell g:local)[g(h:local x:free)[h(x:free)]]]");
}

TEST(Scope, ClassBodiesAreNotSeenByTheirMethods) {
  EXPECT_EQ(scopes("class A:\n    x = 1\n    def m(self): return x\n"),
            "top(A:local)[A(x:local m:local)[m(self:local x:implicit)]]");
}

TEST(Scope, SuperUsesTheClassCell) {
  AstArena arena;
  const ParseResult parsed = parse_module("class A:\n    def m(self): super().m()\n", arena);
  SymbolTable table;
  table.build(*parsed.module, false);
  ASSERT_EQ(table.top()->children.size(), 1u);
  EXPECT_TRUE(table.top()->children[0]->needs_class_closure);
  EXPECT_EQ(table.top()->children[0]->children[0]->scope_of("__class__"), NameScope::free);
}

TEST(Scope, PrivateNamesAreMangledInClasses) {
  EXPECT_EQ(scopes("class _A:\n    __x = 1\n    __y__ = 2\n"),
            "top(_A:local)[_A(_A__x:local __y__:local)]");
}

TEST(Scope, ComprehensionsAreFunctionsWhoseFirstIterableIsOutside) {
  EXPECT_EQ(scopes("[x for x in y if z]"),
            "top(y:implicit)[listcomp(.0:local x:local z:implicit)]");
}

TEST(Scope, WalrusInAComprehensionBindsOutside) {
  EXPECT_EQ(scopes("def f(y):\n    return [z := x for x in y]\n"),
            "top(f:local)[f(y:local z:cell)[listcomp(.0:local x:local z:free)]]");
}

TEST(Scope, NonlocalReachesTheEnclosingFunction) {
  EXPECT_EQ(scopes("def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n"),
            "top(f:local)[f(n:cell g:local)[g(n:free)]]");
}

TEST(Scope, RefusesAsCPythonDoes) {
  EXPECT_EQ(scopes("def f():\n    nonlocal x\n"), "no binding for nonlocal 'x' found");
  EXPECT_EQ(scopes("nonlocal x\n"), "nonlocal declaration not allowed at module level");
  EXPECT_EQ(scopes("def f():\n    print(x)\n    global x\n"),
            "name 'x' is used prior to global declaration");
  EXPECT_EQ(scopes("def f():\n    x = 1\n    global x\n"),
            "name 'x' is assigned to before global declaration");
  EXPECT_EQ(scopes("def f(x):\n    global x\n"), "name 'x' is parameter and global");
  EXPECT_EQ(scopes("def f(x, x): pass\n"), "duplicate argument 'x' in function definition");
  EXPECT_EQ(scopes("def f():\n    global x\n    x: int = 1\n"),
            "annotated name 'x' can't be global");
  EXPECT_EQ(scopes("def f():\n    from m import *\n"), "import * only allowed at module level");
  EXPECT_EQ(scopes("[y := 1 for y in z]"),
            "assignment expression cannot rebind comprehension iteration variable 'y'");
  EXPECT_EQ(scopes("[1 for y in (z := 2)]"),
            "assignment expression cannot be used in a comprehension iterable expression");
  EXPECT_EQ(scopes("class A:\n    x = [y := 1 for q in z]\n"),
            "assignment expression within a comprehension cannot be used in a class body");
}

}  // namespace
}  // namespace gilsim::vm
