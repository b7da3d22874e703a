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
  for (const char* source :
       {"2**62 - 1", "-2**62", "(2**70) >> 9", "2**80 // 2**20", "2**64 - 2**64 + 5"}) {
    EXPECT_TRUE(value_of(source).get().is_small_int()) << source;
  }
  for (const char* source : {"2**62", "-2**62 - 1"}) {
    EXPECT_TRUE(value_of(source).get().is_object()) << source;
  }
}

TEST_F(IntTest, AResultBeyondTheMemoryLimitIsRefusedBeforeTheWork) {
  host_.cancels_after = 0;
  budget_.picoseconds = 1'000'000'000;  // 1 ms: the work itself would take far longer
  for (const char* source :
       {"(lambda a: 10**a)(10**10)", "(lambda a: 10**a)(10**30)", "(lambda a: 3**a)(10**20)",
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
  EXPECT_GT(cost_of("(lambda a: (a * a).bit_length())(3**40000)"),
            cost_of("(lambda a: (a * a).bit_length())(3**4000)"));
  host_.grant_ps = 100'000'000;  // 100 us
  budget_.picoseconds = host_.grant_ps;
  host_.cancels_after = 20;
  EXPECT_EQ(outcome_of("(lambda a: 3**a)(10**7)"), "<cancelled>");
  EXPECT_EQ(host_.calls, 21);
}

TEST_F(IntTest, DigitLimitBelongsToTheInterpreter) {
  EXPECT_EQ(outcome_of("len(str(10**4299))"), "4300");
  EXPECT_NE(outcome_of("len(str(10**4300))").find("Exceeds the limit (4300 digits)"),
            std::string::npos);
  interpreter_.int_max_str_digits = 0;
  EXPECT_EQ(outcome_of("str(10**20000) == '1' + '0' * 20000"), "True");
  EXPECT_EQ(outcome_of("int('9' * 20000) == 10**20000 - 1"), "True");
  EXPECT_EQ(outcome_of("int(str(7**30000)) == 7**30000"), "True");
}

TEST_F(IntTest, SubclassesWrapTheirNumber) {
  const std::string with = "(lambda I: X)(type('I', (int,), {}))";
  const auto outcome = [&](const std::string& body) {
    return outcome_of(std::string(with).replace(with.find('X'), 1, body));
  };
  EXPECT_EQ(outcome("(I(5) + 1, I(2**70) * 2 == 2**71, -I(3), hash(I(7)), repr(I('12')))"),
            "(6, True, -3, 7, '12')");
  EXPECT_EQ(outcome("(type(I(5)) is I, type(I(5) + I(6)) is int, type(I.from_bytes(b'a')) is I)"),
            "(True, True, True)");
  EXPECT_EQ(outcome("'%d %s %x' % (I(5), I(6), I(255)) + format(I(7), '03d') + str(I(8))"),
            "'5 6 ff0078'");
  EXPECT_EQ(outcome("[setattr(i, 'x', 1) or (i.x, i) for i in [I(9)]]"), "[(1, 9)]");
  EXPECT_EQ(outcome("{I(1): 'a'}[1] + 'abc'[I(1)] + 'z' * I(2)"), "'abzz'");
  EXPECT_EQ(outcome("I.__new__(str)"),
            "TypeError: 'int.__new__(str): str is not a subtype of int'");
}

TEST_F(IntTest, PowerModulo) {
  const auto power = [&](const char* base, const char* exponent, const char* modulus) {
    const Ref result =
        int_power_modulo(thread_, value_of(base), value_of(exponent), value_of(modulus));
    std::string text;
    if (result.is_error()) return take_error();
    EXPECT_TRUE(int_to_text(thread_, result, 10, text));
    return text;
  };
  EXPECT_EQ(power("2", "10", "1000"), "24");
  EXPECT_EQ(power("2", "3", "-5"), "-2");
  EXPECT_EQ(power("3", "-1", "7"), "5");
  EXPECT_EQ(power("-3", "-1", "-7"), "-5");
  EXPECT_EQ(power("5", "0", "1"), "0");
  EXPECT_EQ(power("3", "10**40", "10**30 + 57"), outcome_of("pow(3, 10**40, 10**30 + 57)"));
  EXPECT_EQ(power("2", "-1", "4"), "ValueError: 'base is not invertible for the given modulus'");
  EXPECT_EQ(power("2", "3", "0"), "ValueError: 'pow() 3rd argument cannot be 0'");
}

TEST_F(IntTest, LittleEndianBytesRoundTrip) {
  for (const char* source :
       {"0", "-1", "127", "128", "-128", "-129", "2**63", "-2**63", "2**200", "-2**200"}) {
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
