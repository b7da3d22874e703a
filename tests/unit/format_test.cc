// SPDX-License-Identifier: MIT
//
// The format mini-language, str.format, and the % operator.
#include "tests/unit/expression_fixture.h"

namespace gilsim::vm {
namespace {

class FormatTest : public ExpressionTest {};

TEST_F(FormatTest, FormatBehavesAsCPython) { expect_table("format.tsv"); }
TEST_F(FormatTest, PercentBehavesAsCPython) { expect_table("percent.tsv"); }

TEST_F(FormatTest, HugeWidthsAreRefused) {
  for (const char* source :
       {"'%2147483648d' % 1", "format(1, '9999999999')", "format('a', '9999999999')",
        "format(1.5, '.2147483647f')", "'{:99999999999}'.format(1)", "'%*d' % (10**12, 1)"}) {
    EXPECT_EQ(outcome_of(source), "MemoryError: ''") << source;
  }
}

}  // namespace
}  // namespace gilsim::vm
