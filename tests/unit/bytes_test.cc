// SPDX-License-Identifier: MIT
//
// bytes, bytearray and the codecs.
#include "vm/objects/bytes.h"

#include "tests/unit/expression_fixture.h"

namespace gilsim::vm {
namespace {

class BytesTest : public ExpressionTest {};

TEST_F(BytesTest, BehavesAsCPython) { expect_table("bytes.tsv"); }

TEST_F(BytesTest, BytearrayChangesInPlace) {
  const std::string start = "(lambda b: (X, b)[1])(bytearray(b'abcdef'))";
  const auto after = [&](const std::string& change) {
    return outcome_of(std::string(start).replace(start.find('X'), 1, change));
  };
  EXPECT_EQ(after("b.append(33)"), "bytearray(b'abcdef!')");
  EXPECT_EQ(after("b.extend(b'xy')"), "bytearray(b'abcdefxy')");
  EXPECT_EQ(after("b.extend(b)"), "bytearray(b'abcdefabcdef')");
  EXPECT_EQ(after("b.insert(-1, 33)"), "bytearray(b'abcde!f')");
  EXPECT_EQ(after("b.pop(0)"), "bytearray(b'bcdef')");
  EXPECT_EQ(after("b.remove(99)"), "bytearray(b'abdef')");
  EXPECT_EQ(after("b.reverse()"), "bytearray(b'fedcba')");
  EXPECT_EQ(after("b.clear()"), "bytearray(b'')");
  EXPECT_EQ(after("b.__setitem__(slice(1, 3), b'XYZ')"), "bytearray(b'aXYZdef')");
  EXPECT_EQ(after("b.__setitem__(slice(5, 1), b'-')"), "bytearray(b'abcde-f')");
  EXPECT_EQ(after("b.__setitem__(slice(None, None, 2), b'123')"), "bytearray(b'1b2d3f')");
  EXPECT_EQ(after("b.__delitem__(slice(None, None, 2))"), "bytearray(b'bdf')");
  EXPECT_EQ(after("b.__delitem__(slice(None, None, -2))"), "bytearray(b'ace')");
  EXPECT_EQ(after("b.__delitem__(slice(1, 4))"), "bytearray(b'aef')");
  EXPECT_EQ(after("b.__delitem__(-1)"), "bytearray(b'abcde')");
  EXPECT_EQ(after("b.__iadd__(b)"), "bytearray(b'abcdefabcdef')");
  EXPECT_EQ(after("b.__imul__(2)"), "bytearray(b'abcdefabcdef')");
}

TEST_F(BytesTest, Subclasses) {
  EXPECT_EQ(
      outcome_of("(lambda B: (B(b'ab'), B(3)[0], type(B(b'a')) is B, type(B(b'a') + b'b') is bytes,"
                 " [setattr(b, 'x', 7) or (b.x, b) for b in [B(b'abcdefgh')]]))"
                 "(type('B', (bytes,), {}))"),
      "(b'ab', 0, True, True, [(7, b'abcdefgh')])");
  EXPECT_EQ(outcome_of("(lambda B: (B(b'ab'), type(B()) is B))(type('B', (bytearray,), {}))"),
            "(B(b'ab'), True)");
}

TEST_F(BytesTest, IterationSeesWhatIsThereNow) {
  EXPECT_EQ(
      outcome_of(
          "(lambda b: [(c, b.pop() if len(b) > 3 else 0)[0] for c in b])(bytearray(b'abcdef'))"),
      "[97, 98, 99]");
}

}  // namespace
}  // namespace gilsim::vm
