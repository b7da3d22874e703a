// SPDX-License-Identifier: MIT
#include "runtime/process/host_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace gilsim::runtime {
namespace {

namespace fs = std::filesystem;

/// A folder with `program/data.txt`, `program/out/` and `secret.txt`.
class HostFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "host_files_XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    fs::create_directories(root_ / "program" / "out");
    std::ofstream(root_ / "program" / "data.txt") << "inside";
    std::ofstream(root_ / "secret.txt") << "outside";
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string at(const std::string& path) const { return (root_ / path).string(); }

  fs::path root_;
};

TEST_F(HostFilesTest, FilesBesideTheProgramAreRead) {
  HostFiles files(at("program/main.py"), {});
  int number = -1;
  ASSERT_FALSE(files.open(at("program/data.txt"), O_RDONLY, number));
  std::string text;
  ASSERT_FALSE(files.read(number, 100, text));
  EXPECT_EQ(text, "inside");
  EXPECT_FALSE(files.close(number));
  EXPECT_EQ(files.close(number).code, EBADF);
}

TEST_F(HostFilesTest, OtherFoldersAreRefusedWithTheRemedy) {
  HostFiles files(at("program/main.py"), {});
  int number = -1;
  for (const char* path : {"secret.txt", "program/../secret.txt"}) {
    const FileError error = files.open(at(path), O_RDONLY, number);
    EXPECT_EQ(error.code, EACCES) << path;
    EXPECT_NE(error.text.find("--allow-write"), std::string::npos) << error.text;
    EXPECT_EQ(files.kind_of(at(path)), '-');
  }
}

TEST_F(HostFilesTest, ALinkOutOfTheFolderIsNotFollowed) {
  fs::create_symlink(root_ / "secret.txt", root_ / "program" / "link.txt");
  HostFiles files(at("program/main.py"), {});
  int number = -1;
  EXPECT_EQ(files.open(at("program/link.txt"), O_RDONLY, number).code, EACCES);
}

TEST_F(HostFilesTest, WritingNeedsAFolderThatAllowsIt) {
  HostFiles files(at("program/main.py"), {at("program/out")});
  int number = -1;
  EXPECT_EQ(files.open(at("program/new.txt"), O_WRONLY | O_CREAT, number).code, EACCES);
  EXPECT_EQ(files.remove(at("program/data.txt")).code, EACCES);
  ASSERT_FALSE(files.open(at("program/out/new.txt"), O_WRONLY | O_CREAT, number));
  EXPECT_FALSE(files.write(number, "text"));
  EXPECT_FALSE(files.close(number));
  std::int64_t size = 0;
  EXPECT_FALSE(files.size_of(at("program/out/new.txt"), size));
  EXPECT_EQ(size, 4);
  EXPECT_FALSE(files.remove(at("program/out/new.txt")));
  EXPECT_EQ(files.kind_of(at("program/out/new.txt")), '-');
}

TEST_F(HostFilesTest, WhatIsNotThereIsNotFoundAnywhere) {
  HostFiles files(at("program/main.py"), {});
  int number = -1;
  EXPECT_EQ(files.open(at("nothing.txt"), O_RDONLY, number).code, ENOENT);
  EXPECT_EQ(files.open(at("program/nothing.txt"), O_RDONLY, number).code, ENOENT);
  EXPECT_EQ(files.remove(at("program/nothing.txt")).code, ENOENT);
  EXPECT_EQ(files.remove_folder(at("program/nothing")).code, ENOENT);
  EXPECT_EQ(files.rename(at("nothing.txt"), at("program/other.txt")).code, ENOENT);
}

TEST_F(HostFilesTest, TheSimulatedFolderIsTheOneGilsimWasStartedIn) {
  const fs::path before = fs::current_path();
  fs::current_path(root_ / "program");
  HostFiles files("main.py", {});
  EXPECT_EQ(files.kind_of("/home/gilsim"), 'd');
  EXPECT_EQ(files.kind_of("/home/gilsim/data.txt"), 'f');
  int number = -1;
  ASSERT_FALSE(files.open("/home/gilsim/data.txt", O_RDONLY, number));
  EXPECT_EQ(files.name_of(number), "data.txt");
  fs::current_path(before);
}

TEST_F(HostFilesTest, FoldersAreListedInOrder) {
  HostFiles files(at("program/main.py"), {});
  std::vector<std::string> names;
  ASSERT_FALSE(files.list(at("program"), names));
  EXPECT_EQ(names, (std::vector<std::string>{"data.txt", "out"}));
}

}  // namespace
}  // namespace gilsim::runtime
