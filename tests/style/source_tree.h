// SPDX-License-Identifier: MIT
//
// The tree as the style rules see it: every text file with its lines, and for C++ the same lines
// with comments and literals blanked out, so that a rule about code never trips over prose.
//
// Invariants: `lines` and `code` have the same number of entries; a line of `code` has the length
// of its original. Paths are relative to the root of the repository and use '/'.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::tests {

struct SourceFile {
  std::string path;
  std::string text;
  std::vector<std::string> lines;
  std::vector<std::string> code;

  SourceFile(std::string file_path, std::string file_text);

  bool is_cpp() const;
  bool is_header() const { return path.ends_with(".h"); }
  bool is_below(std::string_view folder) const { return path.starts_with(folder); }
};

using SourceTree = std::vector<SourceFile>;

// What stands between the quotes or brackets of the #include on this line, or nothing.
std::string_view included_name(std::string_view line);

// Reads the text files below `root`, sorted by path; not what is generated or ignored.
SourceTree read_source_tree(const std::filesystem::path& root);

}  // namespace gilsim::tests
