// SPDX-License-Identifier: MIT
//
// What the build put into the binary is what stands in the tree: every file, byte for byte, in
// order. ctest runs this in the root of the repository.
#include "runtime/embedded_file.h"
#include "runtime/embedded_modules.h"
#include "runtime/embedded_profiles.h"
#include "scenarios/embedded_lessons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim {
namespace {

namespace fs = std::filesystem;

struct Expected {
  std::string name;
  std::string text;
};

std::vector<Expected> read_folders(std::span<const std::string_view> folders,
                                   std::string_view ending) {
  std::vector<Expected> files;
  for (const std::string_view folder : folders) {
    if (!fs::exists(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ending) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files.push_back({entry.path().lexically_relative(folder).generic_string(),
                       std::string(std::istreambuf_iterator<char>(in), {})});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const Expected& a, const Expected& b) { return a.name < b.name; });
  return files;
}

void expect_equal(std::span<const runtime::EmbeddedFile> embedded,
                  const std::vector<Expected>& expected) {
  ASSERT_FALSE(expected.empty()) << "not run in the root of the repository?";
  ASSERT_EQ(embedded.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(embedded[i].name, expected[i].name);
    EXPECT_EQ(embedded[i].text, expected[i].text) << expected[i].name;
  }
}

TEST(EmbeddedFiles, ModulesAreThoseOfTheTree) {
  constexpr std::array<std::string_view, 2> kFolders = {"vm/modules", "runtime/modules"};
  expect_equal(runtime::embedded_modules(), read_folders(kFolders, ".py"));
}

TEST(EmbeddedFiles, ProfilesAreThoseOfTheTree) {
  constexpr std::array<std::string_view, 1> kFolders = {"runtime/profile"};
  expect_equal(runtime::embedded_profiles(), read_folders(kFolders, ".toml"));
}

TEST(EmbeddedFiles, LessonsAreThoseOfTheTree) {
  constexpr std::array<std::string_view, 1> kFolders = {"scenarios/lessons"};
  expect_equal(scenarios::embedded_lessons(), read_folders(kFolders, ".py"));
}

}  // namespace
}  // namespace gilsim
