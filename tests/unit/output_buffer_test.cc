// SPDX-License-Identifier: MIT
#include "runtime/process/output_buffer.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

/// How many bytes are visible after so many writes of that size.
std::size_t visible_after(std::size_t size, int writes) {
  OutputBuffer buffer;
  std::size_t visible = 0;
  for (int i = 0; i < writes; ++i) visible += buffer.write(std::string(size, 'x')).size();
  return visible;
}

TEST(OutputBuffer, ShowsWhatItHasInItsOrderWhenFlushed) {
  OutputBuffer buffer;
  EXPECT_EQ(buffer.write("one"), "");
  EXPECT_EQ(buffer.write("two\n"), "");
  EXPECT_EQ(buffer.flush(), "onetwo\n");
  EXPECT_EQ(buffer.flush(), "");
}

// Measured: what a pipe got of CPython 3.11 programs that wrote and then called os._exit().
TEST(OutputBuffer, ShowsAsMuchAsCPythonLetsThrough) {
  EXPECT_EQ(visible_after(99, 100), 8118u);
  EXPECT_EQ(visible_after(9, 2000), 16380u);
  EXPECT_EQ(visible_after(50, 400), 16300u);
  EXPECT_EQ(visible_after(3000, 7), 18000u);
  EXPECT_EQ(visible_after(4095, 5), 16380u);
  EXPECT_EQ(visible_after(4096, 6), 24576u);
  EXPECT_EQ(visible_after(8191, 3), 16382u);
  EXPECT_EQ(visible_after(10000, 2), 20000u);
  EXPECT_EQ(visible_after(20000, 1), 20000u);
}

TEST(OutputBuffer, LosesNothing) {
  OutputBuffer buffer;
  std::string all;
  std::string seen;
  for (std::size_t size = 1; size < 9000; size += 613) {
    const std::string text(size, static_cast<char>('a' + size % 26));
    all += text;
    seen += buffer.write(text);
  }
  EXPECT_EQ(seen + buffer.flush(), all);
}

}  // namespace
}  // namespace gilsim::runtime
