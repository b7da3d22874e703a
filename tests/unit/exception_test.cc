// SPDX-License-Identifier: MIT
//
// Exception objects: construction from C++ and from Python, chaining, the text of str() and repr().
#include "vm/objects/exception.h"

#include "tests/unit/script_fixture.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"
#include "vm/syntax/syntax_error.h"

#include <vector>

namespace gilsim::vm {
namespace {

class ExceptionTest : public ScriptTest {
 protected:
  ExceptionTest() { interpreter_.current_thread = &thread_; }
  ~ExceptionTest() override { thread_.clear_exception(); }

  std::string text(Value value) {
    std::string out;
    return str_utf8(thread_, value, out) ? out : "<error>";
  }
  std::string shown(Value value) {
    std::string out;
    return repr_utf8(thread_, value, out) ? out : "<error>";
  }
  Ref make(Type* type, std::vector<Value> args = {}) { return make_exception(thread_, type, args); }

  Interpreter interpreter_{instance_};
  Budget budget_{INT64_MAX / 2, TickCounts(TickCounts::kMost)};
  Thread thread_{interpreter_, budget_};
  const BuiltinTypes& types_ = instance_.types;
};

TEST_F(ExceptionTest, TextFollowsTheArguments) {
  EXPECT_EQ(text(make(types_.ValueError)), "");
  EXPECT_EQ(text(make(types_.ValueError, {Value::small_int(3)})), "3");
  EXPECT_EQ(text(make(types_.ValueError, {Value::small_int(3), Value::none()})), "(3, None)");
  EXPECT_EQ(shown(make(types_.ValueError)), "ValueError()");
  EXPECT_EQ(shown(make(types_.ValueError, {Value::small_int(3)})), "ValueError(3)");
  const Ref key = make_str(thread_, "k");
  EXPECT_EQ(text(make(types_.KeyError, {key})), "'k'");
}

TEST_F(ExceptionTest, ErrorNumberChoosesTheClass) {
  raise_os_error(thread_, 2, "x.txt").reset();
  EXPECT_TRUE(thread_.exception_matches(types_.FileNotFoundError));
  EXPECT_EQ(text(thread_.pending()), "[Errno 2] No such file or directory: 'x.txt'");
  raise_os_error(thread_, 110, "").reset();
  EXPECT_TRUE(thread_.exception_matches(types_.TimeoutError));
}

TEST_F(ExceptionTest, RaisingSetsTheContextOfTheHandledException) {
  const Ref first = make(types_.ValueError);
  thread_.handled->exception = Ref::share(first).release();
  thread_.raise(types_.KeyError, "second").reset();
  const Ref second = thread_.take_exception();
  EXPECT_TRUE(second.as<Exception>()->context == first.get());
  // Raising the first again while the second is handled must not close a cycle.
  decref(std::exchange(thread_.handled->exception, Ref::share(second).release()));
  thread_.raise(first.share()).reset();
  thread_.clear_exception();
  EXPECT_TRUE(first.as<Exception>()->context == second.get());
  EXPECT_TRUE(second.as<Exception>()->context.is_undefined());
  decref(std::exchange(thread_.handled->exception, Value()));
}

TEST_F(ExceptionTest, RestoringAddsNoContext) {
  const Ref handled = make(types_.ValueError);
  thread_.handled->exception = Ref::share(handled).release();
  Ref other = make(types_.TypeError);
  const Ref kept = other.share();
  thread_.restore_exception(std::move(other));
  EXPECT_TRUE(kept.as<Exception>()->context.is_undefined());
  decref(std::exchange(thread_.handled->exception, Value()));
}

TEST_F(ExceptionTest, NothingIsRaisedInACancelledThread) {
  thread_.cancelled = true;
  thread_.raise(types_.ValueError, "x").reset();
  EXPECT_FALSE(thread_.has_exception());
}

TEST_F(ExceptionTest, NameAndAttributeErrorsCarryWhatSuggestionsNeed) {
  Str* const name = instance_.intern("missing");
  raise_name_error(thread_, name).reset();
  EXPECT_EQ(text(thread_.pending()), "name 'missing' is not defined");
  EXPECT_TRUE(exception_field(cast<Exception>(thread_.pending()), kFieldName) == Value(name));
  raise_attribute_error(thread_, Value::none(), name, "no such thing").reset();
  EXPECT_TRUE(exception_field(cast<Exception>(thread_.pending()), kFieldObject).is_none());
}

TEST_F(ExceptionTest, SyntaxErrorsOfTheParserBecomeExceptions) {
  SyntaxErrorInfo info;
  info.type = SyntaxErrorType::IndentationError;
  info.message = "unexpected indent";
  info.line = 2;
  info.column = 4;
  info.end_line = 2;
  info.end_column = 6;
  info.text = "    xy\n";
  raise_syntax_error(thread_, info, "f.py").reset();
  EXPECT_TRUE(thread_.exception_matches(types_.IndentationError));
  EXPECT_EQ(text(thread_.pending()), "unexpected indent (f.py, line 2)");
  EXPECT_EQ(format_exception(thread_, thread_.pending()),
            "  File \"f.py\", line 2\n    xy\nIndentationError: unexpected indent\n");
}

TEST_F(ExceptionTest, MemoryOfDeepChainsIsFreedWithoutRecursion) {
  Ref chain = make(types_.ValueError);
  for (int i = 0; i < 200000; ++i) {
    Ref next = make(types_.ValueError);
    next.as<Exception>()->context = chain.release();
    chain = std::move(next);
  }
  chain.reset();
  SUCCEED();
}

TEST_F(ExceptionTest, ClassesInPythonMayCombineFamilies) {
  EXPECT_EQ(output_of("class Both(KeyError, OSError):\n"
                      "    def __init__(self, n):\n"
                      "        super().__init__(n, 'text')\n"
                      "        self.extra = n\n"
                      "try:\n"
                      "    raise Both(2)\n"
                      "except LookupError as e:\n"
                      "    print(e.args, e.extra, vars(e))\n"),
            "(2, 'text') 2 {'extra': 2}\n");
}

TEST_F(ExceptionTest, ConstructorsRefuseUnknownKeywords) {
  EXPECT_EQ(output_of("for c in (ValueError, ImportError):\n"
                      "    try: c(foo=1)\n"
                      "    except TypeError as e: print(e)\n"),
            "ValueError() takes no keyword arguments\n"
            "'foo' is an invalid keyword argument for ImportError()\n");
}

}  // namespace
}  // namespace gilsim::vm
