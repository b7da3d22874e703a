// SPDX-License-Identifier: MIT
//
// str: storage, methods, appending in place.
#include "tests/unit/expression_fixture.h"
#include "vm/objects/unicode.h"

namespace gilsim::vm {
namespace {

class StrTest : public ExpressionTest {};

TEST_F(StrTest, BehavesAsCPython) { expect_table("str.tsv"); }

TEST_F(StrTest, WidthIsTheSmallestThatFits) {
  const auto width = [&](std::string_view utf8) {
    return int{make_str(thread_, utf8).as<Str>()->width};
  };
  EXPECT_EQ(width("abc"), 1);
  EXPECT_EQ(width("\xc3\xa9x"), 1);
  EXPECT_EQ(width("\xe4\xb8\xad x"), 2);
  EXPECT_EQ(width("\xf0\x9f\x98\x80 x"), 4);
  const Ref narrowed = value_of("'abc\\u4e2d'[:3]");
  EXPECT_EQ(narrowed.as<Str>()->width, 1);
  EXPECT_TRUE(narrowed.as<Str>()->is_ascii);
  const Ref replaced = value_of("'abc\\u4e2d'.replace('\\u4e2d', '!')");
  EXPECT_EQ(replaced.as<Str>()->width, 1);
}

TEST_F(StrTest, Utf8GoesInAndOut) {
  for (const std::string_view text :
       {"", "abc", "\xc3\xa9", "\xea\xb0\x80\xeb\x82\x98", "\xf0\x9f\x98\x80"}) {
    EXPECT_EQ(to_utf8(make_str(thread_, text).as<Str>()), text);
  }
  EXPECT_EQ(to_utf8(make_str(thread_,
                             "a\xff"
                             "b")
                        .as<Str>()),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(make_str(thread_, "\xed\xa0\x80").as<Str>()->at(0), char32_t{0xd800});
  EXPECT_EQ(to_utf8(make_str(thread_, "\xed\xa0\x80").as<Str>()), "\xed\xa0\x80");
}

TEST_F(StrTest, HashOfUtf8IsTheHashOfTheStr) {
  for (const std::string_view text :
       {"", "abc", "\xc3\xa9", "\xea\xb0\x80", "\xf0\x9f\x98\x80 and more text"}) {
    EXPECT_EQ(hash_of(make_str(thread_, text).as<Str>()), hash_of_utf8(text)) << text;
  }
}

TEST_F(StrTest, AppendingInPlaceKeepsTheObjectAndIsLinear) {
  Ref text = value_of("(lambda n: 'x' * n)(2000)");
  const Ref piece = make_str(thread_, "piece");
  const Object* const object = text.get().as_object();
  const std::int64_t before = budget_.picoseconds;
  for (int i = 0; i < 20000; ++i) text = append_in_place(thread_, std::move(text), piece.as<Str>());
  EXPECT_EQ(text.get().as_object(), object);
  EXPECT_EQ(text.as<Str>()->length, 2000 + 5 * 20000);
  EXPECT_EQ(text.as<Str>()->at(2000 + 5 * 19999), char32_t{'p'});
  EXPECT_LT(before - budget_.picoseconds, 20000 * 5 * 200);

  const Ref shared = text.share();
  const Ref appended = append_in_place(thread_, text.share(), piece.as<Str>());
  EXPECT_NE(appended.get().as_object(), object) << "somebody else sees the old text";
  EXPECT_EQ(shared.as<Str>()->length, 2000 + 5 * 20000);
  const Ref wide =
      append_in_place(thread_, std::move(text), make_str(thread_, "\xe4\xb8\xad").as<Str>());
  EXPECT_EQ(wide.as<Str>()->width, 2);
}

TEST_F(StrTest, HashFollowsAChangeInPlace) {
  Ref text = value_of("(lambda n: 'x' * n)(2000)");
  hash_of(text.as<Str>());
  text = append_in_place(thread_, std::move(text), make_str(thread_, "y").as<Str>());
  const Ref same = value_of("'x' * 2000 + 'y'");
  EXPECT_EQ(hash_of(text.as<Str>()), hash_of(same.as<Str>()));
  EXPECT_TRUE(equal_text(text.as<Str>(), same.as<Str>()));
}

TEST_F(StrTest, SubclassesKeepTheirOwnUnits) {
  const std::string with = "(lambda S: X)(type('S', (str,), {}))";
  const auto outcome = [&](const std::string& body) {
    return outcome_of(std::string(with).replace(with.find('X'), 1, body));
  };
  EXPECT_EQ(
      outcome("(S('ab') + 'c', S(5), S('\\u4e2d')[0], S() == '', hash(S('ab')) == hash('ab'))"),
      "('abc', '5', '\\u4e2d', True, True)");
  EXPECT_EQ(outcome("(type(S('a')) is S, type(S('a').upper()) is str, type(str(S('a'))) is str)"),
            "(True, True, True)");
  EXPECT_EQ(
      outcome("(type(S('a')[:]) is str, type(S('a') + '') is str, type(S('a').strip()) is str)"),
      "(True, True, True)");
  EXPECT_EQ(outcome("[setattr(s, 'x', 1) or (s.x, s, {s: 2}['ab']) for s in [S('ab')]]"),
            "[(1, 'ab', 2)]");
  EXPECT_EQ(
      outcome("','.join([S('a'), S('b')]) + '%s' % S('c') + '{}'.format(S('d')) + f\"{S('e')}\""),
      "'a,bcde'");
}

TEST_F(StrTest, OperandsOfOtherClassesGetTheirTurn) {
  EXPECT_EQ(
      outcome_of("(lambda R: ('a' + R(), 'a' * R(), b'a' + R()))"
                 "(type('R', (), {'__radd__': lambda s, o: [o], '__rmul__': lambda s, o: (o,)}))"),
      "(['a'], ('a',), [b'a'])");
  EXPECT_EQ(outcome_of("(lambda R: 'ab' * R())(type('R', (), {'__index__': lambda s: 2}))"),
            "'abab'");
}

TEST_F(StrTest, MemoryComesBack) {
  const std::uint64_t before = interpreter_.heap.allocated_bytes();
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(outcome_of("len(('\\u4e2d' * 3000 + 'abc').upper().replace('A', 'bb')[::-1])"),
              "3004");
  }
  EXPECT_LT(interpreter_.heap.allocated_bytes(), before + 20000);
}

TEST_F(StrTest, LargeResultsAreRefusedAndLargeWorkCanBeStopped) {
  for (const char* source :
       {"'a' * 10**10", "'abc'.ljust(10**12)", "'abc'.center(2**62)", "'a' * (2**62)",
        "('a' * 10**5).replace('a', 'b' * 10**6)", "('b' * 10**6).join('a' * 10**5)",
        "'0'.zfill(10**11)", "'\\t'.expandtabs(2**31 - 1) * 9", "b'a' * 10**10", "bytes(10**11)"}) {
    EXPECT_EQ(outcome_of(source), "MemoryError: ''") << source;
  }
  host_.grant_ps = 1'000'000;
  budget_.picoseconds = host_.grant_ps;
  host_.cancels_after = 3;
  EXPECT_EQ(outcome_of("'a' * 10**8"), "<cancelled>");
}

TEST(UnicodeTest, PropertiesOfAssignedLaterAreThoseOfNothing) {
  EXPECT_FALSE(unicode::is_alpha(0x11f04));  // Kawi, Unicode 15
  EXPECT_FALSE(unicode::is_printable(0x11f04));
  EXPECT_TRUE(unicode::is_alpha(0xac00));
  EXPECT_EQ(unicode::decimal_value(0x0669), 9);
  EXPECT_EQ(unicode::decimal_value('a'), -1);
}

}  // namespace
}  // namespace gilsim::vm
