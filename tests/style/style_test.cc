// SPDX-License-Identifier: MIT
//
// Every rule three times: the tree keeps it, it rejects what it must, it accepts what it must.
// GILSIM_SOURCE_DIR is the root of the repository, set by the build.
#include "tests/style/rules.h"
#include "tests/style/source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace gilsim::tests {
namespace {

class Style : public testing::TestWithParam<Rule> {};

std::string described(const std::vector<Violation>& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    text += violation.path + ":" + std::to_string(violation.line) + ": " + violation.text + "\n";
  }
  return text;
}

TEST_P(Style, TreeKeepsTheRule) {
  const SourceTree tree = read_source_tree(GILSIM_SOURCE_DIR);
  ASSERT_FALSE(tree.empty());
  const std::vector<Violation> violations = GetParam().check(tree);
  EXPECT_TRUE(violations.empty()) << GetParam().reason << "\n" << described(violations);
}

TEST_P(Style, RejectsWhatBreaksTheRule) {
  ASSERT_FALSE(GetParam().rejected.empty());
  for (const SourceTree& example : GetParam().rejected) {
    EXPECT_FALSE(GetParam().check(example).empty()) << example.back().path << ":\n"
                                                    << example.back().text;
  }
}

TEST_P(Style, AcceptsWhatKeepsTheRule) {
  ASSERT_FALSE(GetParam().accepted.empty());
  for (const SourceTree& example : GetParam().accepted) {
    EXPECT_EQ(described(GetParam().check(example)), "");
  }
}

INSTANTIATE_TEST_SUITE_P(, Style, testing::ValuesIn(all_rules()),
                         [](const auto& instance) { return instance.param.name; });

TEST(SourceTree, BlanksCommentsAndLiterals) {
  const SourceFile file("vm/a.cc",
                        "int a; // b\nint c = '\"'; /* d\ne */ int f = 1'000;\n"
                        "auto g = \"h\\\"i\"; auto j = R\"x(k\nl)x\";\n#include \"m.h\"\n");
  const std::vector<std::string> expected = {
      "int a;     ", "int c =    ;     ", "     int f = 1'000;", "auto g =       ; auto j =      ",
      "    ;",       "#include \"m.h\""};
  EXPECT_EQ(file.code, expected);
}

TEST(SourceTree, ReadsTheWholeRepository) {
  const SourceTree tree = read_source_tree(GILSIM_SOURCE_DIR);
  for (const std::string path : {"CMakeLists.txt", "vm/CMakeLists.txt", ".ci/run",
                                 "tests/style/style_test.cc", "scenarios/demo.sh"}) {
    EXPECT_TRUE(std::any_of(tree.begin(), tree.end(), [&](const SourceFile& file) {
      return file.path == path;
    })) << path;
  }
}

}  // namespace

// GoogleTest prints a parameter when a test fails: its bytes by default.
void PrintTo(const Rule& rule, std::ostream* out) { *out << rule.name; }

}  // namespace gilsim::tests
