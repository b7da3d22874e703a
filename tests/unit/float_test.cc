// SPDX-License-Identifier: MIT
//
// float: arithmetic, text in both directions, rounding.
#include "tests/unit/expression_fixture.h"
#include "vm/objects/number.h"
#include "vm/objects/number_support.h"

#include <cstdint>
#include <cstring>

namespace gilsim::vm {
namespace {

class FloatTest : public ExpressionTest {};

TEST_F(FloatTest, BehavesAsCPython) { expect_table("float.tsv"); }

TEST(FloatTextTest, EveryDoubleRoundTripsThroughReprAndHex) {
  std::uint64_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    // Knuth's linear generator, mixed: any spread over the bit patterns will do.
    state = state * 6364136223846793005u + 1442695040888963407u;
    const std::uint64_t bits = state ^ state >> 29;
    double number;
    std::memcpy(&number, &bits, sizeof(number));
    if (number != number) continue;
    double back = 0;
    ASSERT_TRUE(parse_double(float_repr(number), back)) << float_repr(number);
    ASSERT_EQ(std::memcmp(&number, &back, sizeof(number)), 0) << float_repr(number);
    ASSERT_EQ(double_from_hex(double_to_hex(number), back), HexResult::ok);
    ASSERT_EQ(std::memcmp(&number, &back, sizeof(number)), 0) << double_to_hex(number);
  }
}

TEST_F(FloatTest, CommonFloatsAreImmediate) {
  EXPECT_TRUE(make_float(thread_, 1.5).get().is_immediate_float());
  EXPECT_TRUE(make_float(thread_, 0.0).get().is_immediate_float());
  EXPECT_TRUE(make_float(thread_, 1e300).get().is_object());
  EXPECT_TRUE(make_float(thread_, -0.0).get().is_object());
}

TEST_F(FloatTest, Subclasses) {
  EXPECT_EQ(
      outcome_of(
          "(lambda F: (F(1.5), F('2') + 1, type(F(1)) is F, type(-F(1)) is float, {F(2): 1}[2],"
          " [setattr(f, 'x', 7) or f.x for f in [F(1)]], F.fromhex('0x1p1')))"
          "(type('F', (float,), {}))"),
      "(1.5, 3.0, True, True, 1, [7], 2.0)");
}

TEST_F(FloatTest, ANegativeBaseToAFractionIsComplex) {
  EXPECT_EQ(outcome_of("(lambda a, b: a ** b)(-8, 0.5)"),
            "(1.7319121124709868e-16+2.8284271247461903j)");
}

}  // namespace
}  // namespace gilsim::vm
