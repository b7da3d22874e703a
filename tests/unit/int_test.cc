// SPDX-License-Identifier: MIT
//
// int and bool, small and large.
#include "tests/unit/expression_fixture.h"

#include "vm/objects/number.h"

namespace gilsim::vm {
namespace {

class IntTest : public ExpressionTest {};

TEST_F(IntTest, BehavesAsCPython) { expect_table("int.tsv"); }

TEST_F(IntTest, SmallNumbersAreNeverHeapObjects) {
  for (const char* source : {"2**62 - 1", "-2**62", "(2**70) >> 9", "2**80 // 2**20", "2**64 - 2**64 + 5"}) {
    EXPECT_TRUE(value_of(source).get().is_small_int()) << source;
  }
  for (const char* source : {"2**62", "-2**62 - 1"}) {
    EXPECT_TRUE(value_of(source).get().is_object()) << source;
  }
}

TEST_F(IntTest, AResultBeyondTheMemoryLimitIsRefusedBeforeTheWork) {
  host_.cancels_after = 0;
  budget_.picoseconds = 1'000'000'000;  // 1 ms: the work itself would take far longer
  for (const char* source : {"(lambda a: 10**a)(10**10)", "(lambda a: 10**a)(10**30)", "(lambda a: 3**a)(10**20)",
                             "(lambda a: 1 << a)(10**12)", "(lambda a: (1 << 100) << a)(10**12)"}) {
    EXPECT_EQ(outcome_of(source), "MemoryError: ''") << source;
  }
}

TEST_F(IntTest, LargeWorkIsChargedAndCanBeStopped) {
  const auto cost_of = [&](const std::string& source) {
    const std::int64_t before = budget_.picoseconds;
    EXPECT_NE(outcome_of(source), "");
    return before - budget_.picoseconds;
  };
  EXPECT_GT(cost_of("(lambda a: (a * a).bit_length())(3**40000)"), cost_of("(lambda a: (a * a).bit_length())(3**4000)"));
  host_.grant_ps = 100'000'000;  // 100 us
  budget_.picoseconds = host_.grant_ps;
  host_.cancels_after = 20;
  EXPECT_EQ(outcome_of("(lambda a: 3**a)(10**7)"), "<cancelled>");
  EXPECT_EQ(host_.calls, 21);
}

TEST_F(IntTest, DigitLimitBelongsToTheInterpreter) {
  EXPECT_EQ(outcome_of("len(str(10**4299))"), "4300");
  EXPECT_NE(outcome_of("len(str(10**4300))").find("Exceeds the limit (4300 digits)"), std::string::npos);
  interpreter_.int_max_str_digits = 0;
  EXPECT_EQ(outcome_of("str(10**20000) == '1' + '0' * 20000"), "True");
  EXPECT_EQ(outcome_of("int('9' * 20000) == 10**20000 - 1"), "True");
  EXPECT_EQ(outcome_of("int(str(7**30000)) == 7**30000"), "True");
}

TEST_F(IntTest, LittleEndianBytesRoundTrip) {
  for (const char* source : {"0", "-1", "127", "128", "-128", "-129", "2**63", "-2**63", "2**200", "-2**200"}) {
    const Ref number = value_of(source);
    const std::string bytes = int_to_bytes(number);
    const Ref back = int_from_bytes(thread_, bytes, true);
    EXPECT_EQ(int_compare(number, back), 0) << source;
  }
  EXPECT_EQ(int_to_bytes(Value::small_int(128)).size(), 2u);
  EXPECT_EQ(int_to_bytes(Value::small_int(-128)).size(), 1u);
}

}  // namespace
}  // namespace gilsim::vm
