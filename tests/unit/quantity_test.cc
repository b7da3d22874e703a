// SPDX-License-Identifier: MIT
#include "runtime/quantity.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

TEST(Quantity, Times) {
  EXPECT_EQ(time_text(0), "0 ns");
  EXPECT_EQ(time_text(812'499), "812 ns");
  EXPECT_EQ(time_text(1'000'000), "1.000 us");
  EXPECT_EQ(time_text(5'056'000'000), "5.056 ms");
  EXPECT_EQ(time_text(999'999'600'000), "1,000.000 ms");
  EXPECT_EQ(time_text(4'612'345'600'000), "4.612 s");
  EXPECT_EQ(time_text(-5'056'000'000), "-5.056 ms");
  EXPECT_EQ(time_text(INT64_MAX), "9,223,372.037 s");
  EXPECT_EQ(short_time_text(5'000'000'000), "5 ms");
  EXPECT_EQ(short_time_text(1'500'000'000'000), "1.5 s");
}

TEST(Quantity, Numbers) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'666'669), "1,666,669");
  EXPECT_EQ(grouped(-123'456), "-123,456");
  EXPECT_EQ(counted(1, "tick"), "1 tick");
  EXPECT_EQ(counted(2, "process"), "2 processes");
  EXPECT_EQ(ratio_text(1, 3, 2), "0.33");
  EXPECT_EQ(ratio_text(2, 3, 2), "0.67");
  EXPECT_EQ(ratio_text(999, 1000, 2), "1.00");
  EXPECT_EQ(ratio_text(1, 0, 2), "-");
  EXPECT_EQ(percent_text(1'000'000, 2'000'000), "50.0 %");
}

TEST(Quantity, Widths) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("\xED\x95\x9C\xEA\xB8\x80"), 4U);  // two Korean syllables
  EXPECT_EQ(fitted("abc", 5), "abc  ");
  EXPECT_EQ(fitted("abcdef", 4), "abc~");
  EXPECT_EQ(fitted("\xED\x95\x9C\xEA\xB8\x80", 3), "\xED\x95\x9C~");
  EXPECT_EQ(fitted("\xED\x95\x9C\xEA\xB8\x80", 2), " ~");
  EXPECT_EQ(display_width("\xFF\xC3"), 2U);  // stray bytes
}

TEST(Quantity, Wrapping) {
  EXPECT_EQ(wrapped("  ", "one two three", 2, 9), "  one two\n  three\n");
  EXPECT_EQ(wrapped("a: ", "one two", 4, 7), "a: one\n    two\n");
  EXPECT_EQ(wrapped("", "", 2, 10), "\n");
  EXPECT_EQ(wrapped("", "abcdefghij", 0, 5), "abcde\nfghij\n");
}

}  // namespace
}  // namespace gilsim::runtime
