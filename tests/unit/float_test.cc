// SPDX-License-Identifier: MIT
//
// float: arithmetic, text in both directions, rounding.
#include "tests/unit/expression_fixture.h"

#include <cstring>
#include <random>

#include "vm/objects/number.h"
#include "vm/objects/number_support.h"

namespace gilsim::vm {
namespace {

class FloatTest : public ExpressionTest {};

TEST_F(FloatTest, BehavesAsCPython) { expect_table("float.tsv"); }

TEST(FloatTextTest, EveryDoubleRoundTripsThroughReprAndHex) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = random();
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

TEST_F(FloatTest, ComplexResultsAreRefusedByName) {
  EXPECT_NE(outcome_of("(lambda a, b: a ** b)(-8, 0.5)").find("not in the subset"), std::string::npos);
}

}  // namespace
}  // namespace gilsim::vm
