// SPDX-License-Identifier: MIT
//
// Frozen code comes back as the compiler made it, and the modules in the binary are frozen from
// their texts.
#include "vm/bytecode/frozen_code.h"

#include "runtime/embedded_modules.h"
#include "runtime/frozen_modules.h"
#include "tests/unit/bytecode_fixture.h"

namespace gilsim::vm {
namespace {

// Every kind of constant, and every field of a code object that is not zero by itself.
constexpr std::string_view kProgram = R"("""A docstring."""
import math
BIG = -123456789012345678901234567890
AGAIN = -123456789012345678901234567890
FACES = (None, True, False, ..., 0, -1, 70000, 1.5, 1.5e300, 2j, b"bytes", "na\u00efve", "a b", ())
def outer(first, /, second=2, *rest, third, **others):
    "Of outer."
    def inner():
        nonlocal second
        try:
            second += first
        except (ValueError, KeyError) as error:
            raise RuntimeError("a b") from error
        finally:
            print(rest, third)
        return second in {7, 15} or second in {15, 7}
    return inner
class Point:
    x: int = 1
    def norm(self):
        return __class__, (yield self.x)
squares = [n * n for n in range(10) if n % 2]
)";

class FrozenCode : public BytecodeTest {
 protected:
  Code* thawed(std::string frozen) {
    texts_.emplace_back();
    return thaw(instance_, sources_.emplace_back(std::move(frozen)), "test.py", &texts_.back());
  }

  void expect_equal(Code& left, Code& right) {
    price_code(instance_, left);
    price_code(instance_, right);
    EXPECT_EQ(verify_code(right), "");
    EXPECT_EQ(disassemble(left, {}), disassemble(right, {}));
    EXPECT_EQ(left.plain_argument_count, right.plain_argument_count);
    EXPECT_EQ(left.file_name, right.file_name);
    EXPECT_EQ(left.source_ranges(), right.source_ranges());
    ASSERT_EQ(left.rest->size(), right.rest->size());
    for (std::size_t i = 0; i < left.rest->size(); ++i) {
      EXPECT_EQ((*left.rest)[i].picoseconds, (*right.rest)[i].picoseconds);
    }
  }
};

TEST_F(FrozenCode, ComesBackAsItWas) {
  Code* const compiled = compile(kProgram);
  const std::string frozen = freeze(*compiled);
  Code* const back = thawed(frozen);
  expect_equal(*compiled, *back);
  EXPECT_EQ(freeze(*back), frozen);
}

TEST_F(FrozenCode, KeepsTheOrderInWhichCodeWasMade) {
  const Code* const compiled = compile(kProgram);
  const Code* const back = thawed(freeze(*compiled));
  EXPECT_EQ(back->serial - inner(back)->serial, compiled->serial - inner(compiled)->serial);
}

TEST_F(FrozenCode, EqualConstantsAreOneObject) {
  const Code* const back = thawed(freeze(*compile("a = 1 << 70\ndef f():\n    return 1 << 70\n")));
  EXPECT_EQ(back->constants->view()[0], inner(back)->constants->view()[1]);
}

TEST_F(FrozenCode, TakesNamesFromTheInstance) {
  const Code* const back = thawed(freeze(*compile("some_name = 'some_name'\n")));
  EXPECT_EQ(back->names->front(), instance_.intern("some_name"));
  EXPECT_EQ(back->constants->view()[0], Value(instance_.intern("some_name")));
}

TEST_F(FrozenCode, OfTheModulesIsThatOfTheirTexts) {
  const auto texts = runtime::embedded_modules();
  const auto frozen = runtime::frozen_modules();
  ASSERT_EQ(texts.size(), frozen.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(frozen[i].name, texts[i].name);
    const CompileResult result =
        compile_source(instance_, texts[i].text, CompileMode::module, {texts[i].name});
    ASSERT_NE(result.code, nullptr) << texts[i].name;
    EXPECT_EQ(freeze(*result.code), frozen[i].text) << texts[i].name;
    const Code* const back = thaw(instance_, frozen[i].text, texts[i].name, nullptr);
    EXPECT_EQ(verify_code(*back), "") << texts[i].name;
    EXPECT_EQ(freeze(*back), frozen[i].text) << texts[i].name;
  }
}

}  // namespace
}  // namespace gilsim::vm
