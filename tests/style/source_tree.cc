// SPDX-License-Identifier: MIT
//
// Reading the tree, and a small scanner that knows just enough C++ to tell code from comments and
// literals.
#include "tests/style/source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <utility>

namespace gilsim::tests {
namespace {

constexpr std::array<std::string_view, 13> kTextEndings = {
    ".cc", ".h",    ".def",           ".py",           ".toml",         ".sh", ".cmake",
    ".md", ".json", "CMakeLists.txt", ".clang-format", ".editorconfig", "/run"};

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

// Blanks comments and the insides of literals, and keeps the newlines.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) {
      blank(rest.find('\n'));
    } else if (rest.starts_with("/*")) {
      const std::size_t end = rest.find("*/", 2);
      blank(end == std::string_view::npos ? end : end + 2);
    } else if (rest.starts_with("R\"")) {
      raw_string(rest);
    } else if (rest[0] == '"' || (rest[0] == '\'' && !is_digit_separator())) {
      blank(literal_length(rest));
    } else {
      ++at_;
    }
  }

  // 1'000'000: the quote stands between two letters or digits.
  bool is_digit_separator() const {
    return at_ > 0 && at_ + 1 < text_.size() &&
           std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0 &&
           std::isxdigit(static_cast<unsigned char>(text_[at_ + 1])) != 0;
  }

  static std::size_t literal_length(std::string_view rest) {
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '\\') {
        ++i;
      } else if (rest[i] == rest[0] || rest[i] == '\n') {
        return i + 1;
      }
    }
    return rest.size();
  }

  void raw_string(std::string_view rest) {
    const std::size_t open = rest.find('(');
    if (open == std::string_view::npos) {
      ++at_;
      return;
    }
    const std::string closing = ")" + std::string(rest.substr(2, open - 2)) + "\"";
    const std::size_t end = rest.find(closing, open);
    blank(end == std::string_view::npos ? end : end + closing.size());
  }

  void blank(std::size_t length) {
    const std::size_t end = std::min(text_.size() - at_, length) + at_;
    for (; at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

bool is_text_file(std::string_view path) {
  return std::any_of(kTextEndings.begin(), kTextEndings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

// An #include names its file in quotes: those are literals to the scanner, but not to the rules.
void restore_includes(SourceFile& file) {
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    if (file.lines[i].starts_with("#include")) file.code[i] = file.lines[i];
  }
}

}  // namespace

SourceFile::SourceFile(std::string file_path, std::string file_text)
    : path(std::move(file_path)), text(std::move(file_text)), lines(split_lines(text)) {
  if (!is_cpp()) {
    code.assign(lines.size(), "");
    return;
  }
  code = split_lines(Blanker(text).run());
  restore_includes(*this);
}

bool SourceFile::is_cpp() const {
  return path.ends_with(".cc") || path.ends_with(".h") || path.ends_with(".def");
}

std::string_view included_name(std::string_view line) {
  if (!line.starts_with("#include")) return {};
  const std::size_t begin = line.find_first_of("<\"");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = line.find_first_of(">\"", begin + 1);
  if (end == std::string_view::npos) return {};
  return line.substr(begin + 1, end - begin - 1);
}

SourceTree read_source_tree(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  std::vector<fs::path> paths;
  for (fs::recursive_directory_iterator it(root), end; it != end; ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name == ".git" || name == "build" || name == ".cache")) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      paths.push_back(it->path());
    }
  }
  std::sort(paths.begin(), paths.end());

  SourceTree tree;
  for (const fs::path& path : paths) {
    const std::string name = path.lexically_relative(root).generic_string();
    if (!is_text_file(name)) continue;
    std::ifstream in(path, std::ios::binary);
    tree.emplace_back(name, std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return tree;
}

}  // namespace gilsim::tests
