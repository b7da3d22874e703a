// SPDX-License-Identifier: MIT
//
// Tokens: kinds, places and the lexer's own errors.

#include "vm/syntax/lexer.h"

#include "vm/syntax/literals.h"
#include "vm/syntax/unicode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::vm {
namespace {

using enum TokenKind;

std::vector<TokenKind> kinds_of(std::string_view source) {
  std::vector<TokenKind> kinds;
  for (const Token& token : tokenize(source).tokens) kinds.push_back(token.kind);
  return kinds;
}

TEST(LexerTest, NamesKeywordsAndOperators) {
  EXPECT_EQ(kinds_of("if a1 is not _b: pass\n"),
            (std::vector{If, Name, Is, Not, Name, Colon, Pass, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("a **= b // c -> ... := ->> @=\n"),
            (std::vector{Name, DoubleStarEqual, Name, DoubleSlash, Name, Arrow, Ellipsis,
                         ColonEqual, Arrow, Greater, AtEqual, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("a <> b ? $ !\n"),
            (std::vector{Name, Unknown, Name, Unknown, Unknown, Unknown, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("match case Nonee\n"), (std::vector{Name, Name, Name, Newline, EndMarker}));
}

TEST(LexerTest, Indentation) {
  EXPECT_EQ(kinds_of("a:\n  b\n\n # c\n  d\ne\n"),
            (std::vector{Name, Colon, Newline, Indent, Name, Newline, Name, Newline, Dedent, Name,
                         Newline, EndMarker}));
  EXPECT_EQ(kinds_of("a\n  b\n    c\n"), (std::vector{Name, Newline, Indent, Name, Newline, Indent,
                                                      Name, Newline, Dedent, Dedent, EndMarker}));
  EXPECT_EQ(kinds_of("\f\fa\n"), (std::vector{Name, Newline, EndMarker}));
}

TEST(LexerTest, LineJoining) {
  EXPECT_EQ(kinds_of("(a,\n  b)\n"), (std::vector{LeftParenthesis, Name, Comma, Name,
                                                  RightParenthesis, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("a \\\n  b\n"), (std::vector{Name, Name, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("# only a comment\n"), (std::vector{EndMarker}));
  EXPECT_EQ(kinds_of(""), (std::vector{EndMarker}));
}

TEST(LexerTest, StringsAndPrefixes) {
  for (const std::string_view literal :
       {"''", "'a'", "\"\"\"a\nb\"\"\"", "rb'\\''", "Rb'x'", "bR''", "F'{x}'", "fr'{x}'", "u'a'",
        "''''a'''", "'a\\\nb'"}) {
    const LexResult result = tokenize(std::string(literal) + "\n");
    ASSERT_EQ(result.tokens.size(), 3U) << literal;
    EXPECT_EQ(result.tokens[0].kind, String) << literal;
    EXPECT_EQ(result.tokens[0].end, literal.size()) << literal;
  }
  EXPECT_EQ(kinds_of("ub''\n"), (std::vector{Name, String, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("bf''\n"), (std::vector{Name, String, Newline, EndMarker}));
}

TEST(LexerTest, Numbers) {
  for (const std::string_view literal :
       {"0", "00", "0_0", "1_000", "0xAf_1", "0o17", "0b1_0", "1.", ".5", "1.5e-10", "1e5", "0e0",
        "00.5", "09.5", "1j", "1.5J", "09j"}) {
    EXPECT_EQ(kinds_of(std::string(literal) + "\n"), (std::vector{Number, Newline, EndMarker}))
        << literal;
  }
  EXPECT_EQ(kinds_of("1if 2else 3\n"),
            (std::vector{Number, If, Number, Else, Number, Newline, EndMarker}));
  EXPECT_EQ(kinds_of("1..a\n"), (std::vector{Number, Dot, Name, Newline, EndMarker}));
}

TEST(LexerTest, PlacesCountBytes) {
  const LexResult result = tokenize("é = '''x\ny'''  # c\n");
  ASSERT_EQ(result.tokens.size(), 5U);
  EXPECT_EQ(result.tokens[0].range, (SourceRange{1, 0, 1, 2}));
  EXPECT_EQ(result.tokens[1].range, (SourceRange{1, 3, 1, 4}));
  EXPECT_EQ(result.tokens[2].range, (SourceRange{1, 5, 2, 4}));
}

TEST(LexerTest, UnclosedBracketIsRemembered) {
  const LexResult result = tokenize("a\nb = [(\nc\n");
  EXPECT_EQ(result.tokens.back().kind, Error);
  EXPECT_FALSE(result.error.has_value());
  EXPECT_EQ(result.open_bracket, '(');
  EXPECT_EQ(result.open_bracket_line, 2);
  EXPECT_EQ(result.open_bracket_column, 5);
}

TEST(LexerTest, Errors) {
  const auto message = [](std::string_view source) {
    const LexResult result = tokenize(source);
    return result.error ? result.error->info.message : "";
  };
  EXPECT_EQ(message("1__0\n"), "invalid decimal literal");
  EXPECT_EQ(message("0xg\n"), "invalid hexadecimal literal");
  EXPECT_EQ(message("1.5x\n"), "invalid decimal literal");
  EXPECT_EQ(message("a\xC2\xA0\n"), "invalid non-printable character U+00A0");
  EXPECT_EQ(message("a\xE2\x82\xAC\n"), "invalid character '\xE2\x82\xAC' (U+20AC)");
  EXPECT_EQ(message("\x01\n"), "invalid non-printable character U+0001");
  EXPECT_EQ(message("a \\ b\n"), "unexpected character after line continuation character");
  EXPECT_EQ(message(")\n"), "unmatched ')'");
}

TEST(LiteralsTest, Numbers) {
  AstArena arena;
  const auto decoded = [&](std::string_view text) {
    ast::Constant constant;
    std::string message;
    EXPECT_TRUE(decode_number(text, constant, arena, message)) << text;
    return constant;
  };
  EXPECT_EQ(decoded("9223372036854775807").integer, INT64_MAX);
  EXPECT_EQ(decoded("9223372036854775808").value_kind, ast::ConstantKind::BigInteger);
  EXPECT_EQ(decoded("9223372036854775808").text, "9223372036854775808");
  EXPECT_EQ(decoded("0xFFFF_FFFF_FFFF_FFFF").text, "FFFFFFFFFFFFFFFF");
  EXPECT_EQ(decoded("0xFFFF_FFFF_FFFF_FFFF").base, 16);
  EXPECT_EQ(decoded("0b1_01").integer, 5);
  EXPECT_EQ(decoded("1_0.5_0e1_0").number, 10.5e10);
  EXPECT_EQ(decoded("1e400").number, HUGE_VAL);
  EXPECT_EQ(decoded("1e-400").number, 0.0);
  EXPECT_EQ(decoded("0e400").number, 0.0);
  EXPECT_EQ(decoded("1e99999999999999999999").number, HUGE_VAL);
  EXPECT_EQ(decoded("5e-324").number, 5e-324);
}

TEST(UnicodeTest, InvalidUtf8IsFound) {
  std::string_view reason;
  EXPECT_EQ(find_invalid_utf8("a\xED\x95\x9C\xF0\x9F\x98\x80", reason), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("a\xFF", reason), 1U);
  EXPECT_EQ(reason, "invalid start byte");
  EXPECT_EQ(find_invalid_utf8("\xC3(", reason), 0U);
  EXPECT_EQ(reason, "invalid continuation byte");
  EXPECT_EQ(find_invalid_utf8("ab\xE2\x82", reason), 2U);
  EXPECT_EQ(reason, "unexpected end of data");
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80", reason), 0U);  // a surrogate
  EXPECT_EQ(find_invalid_utf8("\xC0\x80", reason), 0U);      // overlong
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80", reason), 0U);
}

TEST(UnicodeTest, Identifiers) {
  EXPECT_TRUE(is_identifier_start(0xD55C));  // 한
  EXPECT_FALSE(is_identifier_start('1'));
  EXPECT_TRUE(is_identifier_continue('1'));
  EXPECT_FALSE(is_identifier_start(0x37A));   // falls apart under NFKC
  EXPECT_TRUE(is_identifier_start(0x2118));   // Other_ID_Start
  EXPECT_TRUE(is_identifier_continue(0xB7));  // Other_ID_Continue
  EXPECT_EQ(normalize_nfkc("\xEF\xAC\x81"), "fi");
}

}  // namespace
}  // namespace gilsim::vm
