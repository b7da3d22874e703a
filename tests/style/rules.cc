// SPDX-License-Identifier: MIT
//
// The rules. Words that a rule forbids everywhere are written in two parts here, since this file
// is part of the tree it judges.
#include "tests/style/rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <map>
#include <string_view>
#include <utility>

namespace gilsim::tests {
namespace {

using Violations = std::vector<Violation>;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether `word` stands in `line` as a whole word. A word that begins or ends in punctuation needs
// no boundary there.
bool has_word(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != std::string_view::npos;
       at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = !is_word(word.front()) || at == 0 || !is_word(line[at - 1]);
    const bool stops = !is_word(word.back()) || end == line.size() || !is_word(line[end]);
    if (starts && stops) return true;
  }
  return false;
}

// Whether a free function of this name is called; `x.time()` and `Clock::time()` are others.
bool calls_function(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != std::string_view::npos;
       at = line.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end >= line.size() || line[end] != '(') continue;
    const std::string_view before = line.substr(0, at);
    if (before.ends_with("std::") || before.ends_with(" ::")) return true;
    if (before.empty()) return true;
    const char last = before.back();
    if (is_word(last) || last == '.' || last == '>' || last == ':' || last == '~') continue;
    // `Type name(...)` declares, `return name(...)` and `= name(...)` call.
    const std::size_t word_end = before.find_last_not_of(' ');
    if (last == ' ' && word_end != std::string_view::npos && is_word(before[word_end])) {
      if (!before.substr(0, word_end + 1).ends_with("return")) continue;
    }
    return true;
  }
  return false;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \\") - begin + 1);
}

// Runs `matches(file, line index)` over every line of the files `concerns(file)` names.
template <typename Concerns, typename Matches>
Violations each_line(const SourceTree& tree, Concerns concerns, Matches matches) {
  Violations found;
  for (const SourceFile& file : tree) {
    if (!concerns(file)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (matches(file, i)) found.push_back({file.path, i + 1, file.lines[i]});
    }
  }
  return found;
}

bool is_any(const SourceFile&) { return true; }
bool is_cpp(const SourceFile& file) { return file.is_cpp(); }

// Programs and golden outputs may break the rules about layout on purpose: they test the lexer.
bool is_test_data(const SourceFile& file) {
  return file.is_below("tests/") && !file.is_cpp() && !file.path.ends_with(".sh") &&
         !file.path.ends_with("CMakeLists.txt");
}

bool is_benchmark(const SourceFile& file) { return file.is_below("tests/benchmark"); }

// The only files that may read the host's clocks: how long gilsim itself takes is reported, and
// never reaches a simulated run.
bool may_read_host_clock(const SourceFile& file) {
  return file.path == "runtime/host_clock.cc" || is_benchmark(file);
}

bool includes_any(std::string_view line, std::initializer_list<std::string_view> prefixes) {
  const std::string_view name = included_name(line);
  return !name.empty() && std::any_of(prefixes.begin(), prefixes.end(),
                                      [&](auto prefix) { return name.starts_with(prefix); });
}

Violations check_layers(const SourceTree& tree) {
  return each_line(tree, is_cpp, [](const SourceFile& file, std::size_t i) {
    const std::string& line = file.lines[i];
    if (includes_any(line, {"../", "./"})) return true;
    if (!file.is_below("tests/") && includes_any(line, {"tests/"})) return true;
    if (file.is_below("vm/")) return includes_any(line, {"runtime/", "scenarios/"});
    return file.is_below("runtime/") && includes_any(line, {"scenarios/", "CLI/"});
  });
}

// <mutex> and <atomic> are left out: the instance guards what its interpreters share, which is not
// the business of programs.
Violations check_vm_knows_no_world(const SourceTree& tree) {
  return each_line(
      tree, [](const SourceFile& file) { return file.is_cpp() && file.is_below("vm/"); },
      [](const SourceFile& file, std::size_t i) {
        return includes_any(
            file.lines[i],
            {"boost/context", "boost/fiber", "thread", "condition_variable", "future", "semaphore",
             "chrono", "ctime", "time.h", "sys/time.h", "filesystem", "fstream", "cstdio",
             "stdio.h", "iostream", "pthread.h", "unistd.h"});
      });
}

// A .cc that includes its own header first shows that the header compiles alone; the other headers
// are compiled by the target gilsim_header_check.
Violations check_own_header_first(const SourceTree& tree) {
  Violations found;
  for (const SourceFile& file : tree) {
    if (!file.path.ends_with(".cc")) continue;
    const std::string header = file.path.substr(0, file.path.size() - 2) + "h";
    const bool has_header = std::any_of(tree.begin(), tree.end(),
                                        [&](const SourceFile& o) { return o.path == header; });
    const auto first =
        std::find_if(file.lines.begin(), file.lines.end(),
                     [](const std::string& line) { return !included_name(line).empty(); });
    if (has_header && (first == file.lines.end() || included_name(*first) != header)) {
      found.push_back({file.path, 0, "does not include " + header + " first"});
    }
  }
  return found;
}

// Both customary forms will do.
Violations check_include_guard(const SourceTree& tree) {
  Violations found;
  for (const SourceFile& file : tree) {
    if (!file.is_header()) continue;
    const auto first = std::find_if(file.code.begin(), file.code.end(),
                                    [](const std::string& line) { return !trimmed(line).empty(); });
    if (first == file.code.end() ||
        (*first != "#pragma once" && !first->starts_with("#ifndef GILSIM_"))) {
      found.push_back({file.path, 0, "has no include guard"});
    }
  }
  return found;
}

Violations check_host_clock(const SourceTree& tree) {
  return each_line(
      tree, [](const SourceFile& file) { return file.is_cpp() && !may_read_host_clock(file); },
      [](const SourceFile& file, std::size_t i) {
        const std::string& line = file.code[i];
        for (const std::string_view word :
             {"system_clock", "steady_clock", "high_resolution_clock", "utc_clock", "clock_gettime",
              "gettimeofday", "timespec_get", "__rdtsc", "__builtin_ia32_rdtsc"}) {
          if (has_word(line, word)) return true;
        }
        return calls_function(line, "time") || calls_function(line, "clock");
      });
}

Violations check_randomness(const SourceTree& tree) {
  return each_line(tree, is_cpp, [](const SourceFile& file, std::size_t i) {
    const std::string& line = file.code[i];
    if (includes_any(line, {"random", "boost/random"})) return true;
    for (const std::string_view word :
         {"random_device", "mt19937", "mt19937_64", "minstd_rand", "default_random_engine",
          "uniform_int_distribution", "uniform_real_distribution", "getrandom", "getentropy",
          "std::shuffle"}) {
      if (has_word(line, word)) return true;
    }
    return calls_function(line, "rand") || calls_function(line, "srand") ||
           calls_function(line, "random");
  });
}

Violations check_hash_order(const SourceTree& tree) {
  return each_line(tree, is_cpp, [](const SourceFile& file, std::size_t i) {
    for (const std::string_view word :
         {"unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset"}) {
      if (has_word(file.code[i], word)) return true;
    }
    return false;
  });
}

// `static`, `inline` or nothing in front of a variable that is neither const nor constexpr.
bool declares_mutable_static(std::string_view line) {
  std::string_view rest = trimmed(line);
  if (!rest.starts_with("static ") || rest.starts_with("static_")) return false;
  const std::string_view head = rest.substr(0, rest.find_first_of("=;{"));
  const bool is_function = head.find('(') != std::string_view::npos;
  const bool is_complete = head.size() < rest.size();
  return !is_function && is_complete && !has_word(head, "const") && !has_word(head, "constexpr");
}

// A line that begins in the first column is at namespace scope, as clang-format lays files out.
// A variable there ends in a name before its '=', '{' or ';'.
bool declares_mutable_global(std::string_view line) {
  if (line.empty() || !is_word(line.front())) return false;
  for (const std::string_view word : {"const",   "constexpr", "consteval",     "constinit const",
                                      "using",   "typedef",   "namespace",     "class",
                                      "struct",  "enum",      "union",         "template",
                                      "extern",  "return",    "friend",        "case",
                                      "default", "public",    "private",       "protected",
                                      "goto",    "concept",   "requires",      "else",
                                      "do",      "static",    "static_assert", "operator"}) {
    if (has_word(line, word)) return false;
  }
  const std::size_t end = line.find_first_of("=;{");
  if (end == std::string_view::npos) return false;
  const std::string_view head = trimmed(line.substr(0, end));
  if (head.find('(') != std::string_view::npos || head.find(')') != std::string_view::npos) {
    return false;
  }
  // Two words at least: a type and a name. A label or an expression has one.
  return head.find(' ') != std::string_view::npos && (is_word(head.back()) || head.back() == ']');
}

Violations check_mutable_globals(const SourceTree& tree) {
  return each_line(tree, is_cpp, [](const SourceFile& file, std::size_t i) {
    const std::string& line = file.code[i];
    const bool in_macro = i > 0 && file.code[i - 1].ends_with("\\");
    if (line.starts_with("#") || file.path.ends_with(".def")) return false;
    return has_word(line, "thread_local") || declares_mutable_static(line) ||
           (!in_macro && declares_mutable_global(line));
  });
}

Violations check_open_ends(const SourceTree& tree) {
  static constexpr std::array<std::string_view, 4> kMarks = {
      "TO"
      "DO",
      "FIX"
      "ME",
      "XX"
      "X",
      "HA"
      "CK"};
  return each_line(tree, is_any, [](const SourceFile& file, std::size_t i) {
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return has_word(file.lines[i], mark); });
  });
}

Violations check_white_space(const SourceTree& tree) {
  Violations found = each_line(
      tree, [](const SourceFile& file) { return !is_test_data(file); },
      [](const SourceFile& file, std::size_t i) {
        const std::string& line = file.lines[i];
        return line.find_first_of("\t\r") != std::string::npos ||
               (!line.empty() && line.back() == ' ');
      });
  for (const SourceFile& file : tree) {
    if (is_test_data(file) || file.text.empty()) continue;
    if (!file.text.ends_with("\n") || file.text.ends_with("\n\n")) {
      found.push_back({file.path, file.lines.size(), "must end in exactly one newline"});
    }
  }
  return found;
}

std::size_t count_code_points(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

Violations check_line_length(const SourceTree& tree) {
  constexpr std::size_t kColumns = 100;
  return each_line(
      tree,
      // A table's row is one line, in Markdown as in a .def.
      [](const SourceFile& file) {
        // Programs and their output stand in unit tests as they are.
        return !is_test_data(file) && !file.path.ends_with(".md") && !file.path.ends_with(".def") &&
               !file.is_below("tests/unit/");
      },
      [](const SourceFile& file, std::size_t i) {
        return count_code_points(file.lines[i]) > kColumns;
      });
}

Violations check_licence_line(const SourceTree& tree) {
  Violations found;
  for (const SourceFile& file : tree) {
    const bool is_lesson = file.is_below("scenarios/lessons/");
    if (is_test_data(file) || is_lesson || file.path.ends_with(".md") ||
        file.path.ends_with(".json")) {
      continue;
    }
    // A script has its interpreter on the first line, this on the second.
    const std::size_t at = !file.lines.empty() && file.lines[0].starts_with("#!") ? 1 : 0;
    const std::string wanted =
        std::string(file.is_cpp() ? "//" : "#") + " SPDX-License-Identifier: MIT";
    if (file.lines.size() <= at || file.lines[at] != wanted) {
      found.push_back({file.path, at + 1, "expected: " + wanted});
    }
  }
  return found;
}

// Headers that take seconds to compile.
constexpr std::array<std::string_view, 6> kHeavyHeaders = {
    "CLI/", "nlohmann/", "boost/multiprecision", "spdlog/", "toml++/", "fmt/color.h"};

Violations check_heavy_headers_in_headers(const SourceTree& tree) {
  return each_line(
      tree, [](const SourceFile& file) { return file.is_header(); },
      [](const SourceFile& file, std::size_t i) {
        return std::any_of(kHeavyHeaders.begin(), kHeavyHeaders.end(), [&](std::string_view heavy) {
          return includes_any(file.lines[i], {heavy});
        });
      });
}

// Of the product; a test may read what the product wrote with the library itself.
Violations check_heavy_headers_in_one_file(const SourceTree& tree) {
  Violations found;
  for (const std::string_view heavy : kHeavyHeaders) {
    std::map<std::string, std::size_t> users;
    for (const SourceFile& file : tree) {
      if (file.is_below("tests/")) continue;
      for (std::size_t i = 0; i < file.lines.size(); ++i) {
        if (includes_any(file.lines[i], {heavy})) users.emplace(file.path, i + 1);
      }
    }
    if (users.size() < 2) continue;
    for (const auto& [path, line] : users) {
      found.push_back(
          {path, line,
           "one of " + std::to_string(users.size()) + " files that include " + std::string(heavy)});
    }
  }
  return found;
}

Violations check_names_of_places(const SourceTree& tree) {
  static constexpr std::array<std::string_view, 10> kPlaces = {
      "/wo"
      "rk/main",
      "/wo"
      "rk/shared",
      "/tmp/"
      "build",
      "/tmp/"
      "brief",
      "/ro"
      "ot/",
      "deb."
      "debian.org",
      "pypi."
      "org",
      "registry."
      "npmjs.org",
      "proxy."
      "golang.org",
      "crates."
      "io"};
  return each_line(tree, is_any, [](const SourceFile& file, std::size_t i) {
    return std::any_of(kPlaces.begin(), kPlaces.end(), [&](std::string_view place) {
      return file.lines[i].find(place) != std::string::npos;
    });
  });
}

// An example: a tree of one file, or of several where the rule is about more than one.
SourceTree file(std::string path, std::string text) {
  return {SourceFile(std::move(path), std::move(text))};
}

std::vector<Rule> rules_about_includes() {
  return {
      {"layers",
       "vm < runtime < scenarios: a layer includes nothing of a higher one, and every include names"
       " its file from the root of the repository.",
       check_layers,
       {file("vm/a.cc", "#include \"runtime/b.h\"\n"), file("vm/a.h", "#include \"../b.h\"\n"),
        file("runtime/a.cc", "#include \"scenarios/b.h\"\n"),
        file("runtime/a.cc", "#include \"tests/b.h\"\n"),
        file("runtime/a.cc", "#include <CLI/CLI.hpp>\n")},
       {file("runtime/a.cc", "#include \"vm/b.h\"\n"),
        file("scenarios/a.cc", "#include \"runtime/b.h\"\n"),
        file("vm/a.cc", "// not runtime/b.h\n")}},
      {"vm_knows_no_world",
       "vm/ knows no threads, clocks, files or terminals: it asks its Host.",
       check_vm_knows_no_world,
       {file("vm/a.cc", "#include <boost/context/fiber.hpp>\n"),
        file("vm/a.cc", "#include <thread>\n"), file("vm/a.cc", "#include <cstdio>\n")},
       {file("runtime/a.cc", "#include <thread>\n"), file("vm/a.cc", "#include <vector>\n")}},
      {"include_guard",
       "A header opens with its comment and then #pragma once, or #ifndef GILSIM_...",
       check_include_guard,
       {file("vm/a.h", "// Idea.\n#include <vector>\n#pragma once\n"),
        file("vm/a.h", "int f();\n")},
       {file("vm/a.h", "// Idea.\n#pragma once\nint f();\n"), file("vm/a.def", "ROW(a)\n")}}};
}

std::vector<Rule> rules_about_determinism() {
  return {
      {"host_clock",
       "The host's clocks are read in runtime/host_clock.cc alone: nothing of them may reach a "
       "simulated run.",
       check_host_clock,
       {file("runtime/a.cc", "auto t = std::chrono::steady_clock::now();\n"),
        file("runtime/a.cc", "long t = time(nullptr);\n"),
        file("runtime/a.cc", "  return std::time(nullptr);\n"),
        file("tests/unit/a.cc", "clock_gettime(CLOCK_MONOTONIC, &t);\n")},
       {file("runtime/host_clock.cc", "auto t = std::chrono::steady_clock::now();\n"),
        file("runtime/a.cc", "machine.time(); Value time(Thread& thread); // time(0)\n"),
        file("runtime/a.cc", "virtual_time(thread); clock->time(); \"time(0)\";\n")}},
      {"randomness",
       "Whatever is random goes through the chooser, which is our own: the standard library's "
       "generators and distributions differ between implementations.",
       check_randomness,
       {file("runtime/a.cc", "#include <random>\n"), file("runtime/a.cc", "int x = rand();\n"),
        file("vm/a.cc", "std::mt19937 generator(1);\n")},
       {file("runtime/a.cc", "int operand(int x); chooser.random(7); // rand()\n")}},
      {"hash_order",
       "No std::unordered_*: its order differs between implementations, and orders leak.",
       check_hash_order,
       {file("vm/a.cc", "std::unordered_map<int, int> table;\n"),
        file("vm/a.cc", "#include <unordered_set>\n")},
       {file("vm/a.cc", "std::map<int, int> f(); // not an unordered_map\n")}},
      {"mutable_globals",
       "No global mutable state: any number of instances live in one process.",
       check_mutable_globals,
       {file("vm/a.cc", "static int counter = 0;\n"), file("vm/a.cc", "  static int calls;\n"),
        file("vm/a.cc", "thread_local int depth = 0;\n"), file("vm/a.cc", "int counter = 0;\n"),
        file("vm/a.cc", "std::vector<int> table;\n"), file("vm/a.h", "inline int counter{0};\n"),
        file("vm/a.cc", "char buffer[100];\n")},
       {file("vm/a.cc", "static constexpr int kSize = 1;\nstatic int f(int x);\n"),
        file("vm/a.cc", "const char* const kNames[] = {\nint f(int x = 1) {\n  int local = 0;\n"),
        file("vm/a.h", "  static Value error();\nstruct Point;\nusing A = B;\n"),
        file("vm/a.cc", "#define X \\\nint x = 0;\nstatic_assert(sizeof(int) == 4);\n")}}};
}

std::vector<Rule> rules_about_text() {
  return {
      {"open_ends",
       "What is not done is not in the tree: no marks for later.",
       check_open_ends,
       {file("vm/a.cc",
             "// TO"
             "DO: later\n"),
        file("docs/a.md",
             "FIX"
             "ME\n")},
       {file("vm/a.cc", "// mastodon\n"), file("docs/a.md", "what todo means\n")}},
      {"white_space",
       "No tabs, carriage returns or spaces at the end of a line; one newline ends a file.",
       check_white_space,
       {file("vm/a.cc", "int f();\t\n"), file("vm/a.cc", "int f(); \n"), file("docs/a.md", "a\r\n"),
        file("vm/a.cc", "int f();"), file("vm/a.cc", "int f();\n\n")},
       {file("vm/a.cc", "int f();\n"), file("tests/language/tabs.py", "if x:\n\ty = 1 \n")}},
      {"line_length",
       "At most 100 columns.",
       check_line_length,
       {file("vm/a.cc", "//" + std::string(99, 'x') + "\n"),
        file("runtime/a.cc", std::string(101, 'x') + "\n")},
       {file("vm/a.cc", "//" + std::string(98, 'x') + "\n"),
        file("docs/a.md", std::string(120, 'x') + "\n"),
        file("vm/a.cc", "// \xED\x95\x9C" + std::string(96, 'x') + "\n")}},
      {"licence_line",
       "Every source file opens with its SPDX line.",
       check_licence_line,
       {file("vm/a.cc", "// Idea.\n"), file("vm/a.py", "x = 1\n"), file("vm/a.cc", ""),
        file("tests/a.sh", "#!/bin/sh\necho\n")},
       {file("vm/a.cc", "// SPDX-License-Identifier: MIT\n"),
        file("tests/a.sh", "#!/bin/sh\n# SPDX-License-Identifier: MIT\n"),
        file("scenarios/lessons/a.py", "print()\n"), file("docs/a.md", "# A\n")}},
      {"names_of_places",
       "The tree names no path of one machine and no package registry's host.",
       check_names_of_places,
       {file("docs/a.md",
             "see /wo"
             "rk/main/vm\n"),
        file("tests/a.sh",
             "cd /tmp/"
             "build-x\n"),
        file("scenarios/a.sh",
             "deb http://deb."
             "debian.org/debian\n")},
       {file("docs/a.md", "see vm/eval and network/main\n")}}};
}

std::vector<Rule> rules_about_several_files() {
  return {
      {"own_header_first",
       "a.cc includes a.h before anything else, which shows that a.h compiles alone.",
       check_own_header_first,
       {{{"vm/a.h", ""}, {"vm/a.cc", "#include <vector>\n#include \"vm/a.h\"\n"}},
        {{"vm/a.h", ""}, {"vm/a.cc", "int x();\n"}}},
       {{{"vm/a.h", ""}, {"vm/a.cc", "#include \"vm/a.h\"\n#include <vector>\n"}},
        file("vm/b.cc", "#include <vector>\n")}},
      {"heavy_headers_in_headers",
       "Headers that take seconds to compile are included in a .cc, never in a header.",
       check_heavy_headers_in_headers,
       {file("scenarios/a.h", "#include <CLI/CLI.hpp>\n")},
       {file("scenarios/a.cc", "#include <CLI/CLI.hpp>\n")}},
      {"heavy_headers_in_one_file",
       "Headers that take seconds to compile stay in one .cc each: touching a file must rebuild in "
       "seconds.",
       check_heavy_headers_in_one_file,
       {{{"vm/a.cc", "#include <boost/multiprecision/cpp_int.hpp>\n"},
         {"vm/b.cc", "#include <boost/multiprecision/cpp_int.hpp>\n"}}},
       {{{"vm/a.cc", "#include <boost/multiprecision/cpp_int.hpp>\n"},
         {"runtime/b.cc", "#include <nlohmann/json.hpp>\n#include <nlohmann/adl.hpp>\n"}}}}};
}

}  // namespace

std::vector<Rule> all_rules() {
  std::vector<Rule> rules;
  for (const auto& group : {rules_about_includes(), rules_about_determinism(), rules_about_text(),
                            rules_about_several_files()}) {
    rules.insert(rules.end(), group.begin(), group.end());
  }
  return rules;
}

}  // namespace gilsim::tests
