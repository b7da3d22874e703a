// SPDX-License-Identifier: MIT
#include "vm/modules/re/regex_engine.h"

#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#include <algorithm>
#include <utility>

namespace gilsim::vm {

namespace {

/// Steps of the matcher before a search is given up: about half a second of host time.
constexpr std::uint32_t kMatchLimit = 10'000'000;
constexpr std::uint32_t kHeapLimitKib = 64 * 1024;

// The three libraries, under names that do not depend on the width.
#define GILSIM_PCRE2(width)                                                               \
  struct Library##width {                                                                 \
    using Unit = PCRE2_UCHAR##width;                                                      \
    using Code = pcre2_code_##width;                                                      \
    using MatchData = pcre2_match_data_##width;                                           \
    using CompileContext = pcre2_compile_context_##width;                                 \
    using MatchContext = pcre2_match_context_##width;                                     \
    static constexpr auto make_compile_context = pcre2_compile_context_create_##width;    \
    static constexpr auto free_compile_context = pcre2_compile_context_free_##width;      \
    static constexpr auto set_newline = pcre2_set_newline_##width;                        \
    static constexpr auto compile = pcre2_compile_##width;                                \
    static constexpr auto free_code = pcre2_code_free_##width;                            \
    static constexpr auto make_match_data = pcre2_match_data_create_from_pattern_##width; \
    static constexpr auto free_match_data = pcre2_match_data_free_##width;                \
    static constexpr auto make_match_context = pcre2_match_context_create_##width;        \
    static constexpr auto free_match_context = pcre2_match_context_free_##width;          \
    static constexpr auto set_match_limit = pcre2_set_match_limit_##width;                \
    static constexpr auto set_heap_limit = pcre2_set_heap_limit_##width;                  \
    static constexpr auto match = pcre2_match_##width;                                    \
    static constexpr auto spans = pcre2_get_ovector_pointer_##width;                      \
    static constexpr auto error_text = pcre2_get_error_message_##width;                   \
  }
GILSIM_PCRE2(8);
GILSIM_PCRE2(16);
GILSIM_PCRE2(32);
#undef GILSIM_PCRE2

std::uint32_t compile_options(const RegexProgram& program, bool is_bytes) {
  // Python's ^ in multi-line mode also matches behind a last line feed.
  std::uint32_t options = PCRE2_ALT_CIRCUMFLEX | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C;
  if ((program.flags & kRegexIgnoreCase) != 0) options |= PCRE2_CASELESS;
  if ((program.flags & kRegexMultiline) != 0) options |= PCRE2_MULTILINE;
  if ((program.flags & kRegexDotAll) != 0) options |= PCRE2_DOTALL;
  if (!is_bytes && (program.flags & kRegexAscii) == 0) options |= PCRE2_UCP;
  return options;
}

std::uint32_t match_options(RegexMode mode, bool not_empty_at_start) {
  std::uint32_t options = not_empty_at_start ? PCRE2_NOTEMPTY_ATSTART : 0;
  if (mode != RegexMode::search) options |= PCRE2_ANCHORED;
  if (mode == RegexMode::fullmatch) options |= PCRE2_ENDANCHORED;
  return options;
}

RegexOutcome outcome_of(int code) {
  if (code > 0) return RegexOutcome::matched;
  switch (code) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
      return RegexOutcome::too_many_steps;
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_NOMEMORY:
      return RegexOutcome::out_of_memory;
    default:
      return RegexOutcome::failed;
  }
}

}  // namespace

/// The expression for one width.
template <typename Library>
class RegexEngine::Compiled {
 public:
  ~Compiled() {
    if (code_ == nullptr) return;
    Library::free_match_data(match_data_);
    Library::free_match_context(match_context_);
    Library::free_code(code_);
  }
  bool is_there() const { return code_ != nullptr; }

  bool compile(const RegexProgram& program, bool is_bytes, RegexError& error) {
    std::basic_string<typename Library::Unit> text;
    for (const char32_t c : program.text) text += static_cast<typename Library::Unit>(c);
    auto* context = Library::make_compile_context(nullptr);
    Library::set_newline(context, PCRE2_NEWLINE_LF);
    int code = 0;
    PCRE2_SIZE offset = 0;
    code_ = Library::compile(text.data(), text.size(), compile_options(program, is_bytes), &code,
                             &offset, context);
    Library::free_compile_context(context);
    if (code_ == nullptr) {
      typename Library::Unit message[256] = {};
      Library::error_text(code, message, std::size(message));
      error = {};
      for (const auto* unit = message; *unit != 0; ++unit) {
        error.message += static_cast<char>(*unit);
      }
      return false;
    }
    match_data_ = Library::make_match_data(code_, nullptr);
    match_context_ = Library::make_match_context(nullptr);
    Library::set_match_limit(match_context_, kMatchLimit);
    Library::set_heap_limit(match_context_, kHeapLimitKib);
    return true;
  }

  RegexOutcome find(const RegexSubject& subject, std::int64_t start, std::uint32_t options,
                    int groups, std::vector<std::int64_t>& spans) {
    static constexpr typename Library::Unit kNothing{};
    const auto* units = static_cast<const typename Library::Unit*>(subject.units);
    const int code = Library::match(
        code_, units == nullptr ? &kNothing : units, static_cast<PCRE2_SIZE>(subject.length),
        static_cast<PCRE2_SIZE>(start), options, match_data_, match_context_);
    const RegexOutcome outcome = outcome_of(code);
    if (outcome != RegexOutcome::matched) return outcome;
    const PCRE2_SIZE* found = Library::spans(match_data_);
    spans.assign(2 * static_cast<std::size_t>(groups + 1), -1);
    for (std::size_t i = 0; i < 2 * static_cast<std::size_t>(code); ++i) {
      if (found[i] != PCRE2_UNSET) spans[i] = static_cast<std::int64_t>(found[i]);
    }
    return outcome;
  }

 private:
  typename Library::Code* code_ = nullptr;
  typename Library::MatchData* match_data_ = nullptr;
  typename Library::MatchContext* match_context_ = nullptr;
};

struct RegexEngine::Libraries {
  Compiled<Library8> narrow;
  Compiled<Library16> middle;
  Compiled<Library32> wide;

  template <typename Work>
  auto with(int width, Work&& work) {
    if (width == 1) return work(narrow);
    if (width == 2) return work(middle);
    return work(wide);
  }
};

RegexEngine::RegexEngine(std::u32string pattern, std::uint32_t flags, bool is_bytes)
    : pattern_(std::move(pattern)),
      given_flags_(flags),
      is_bytes_(is_bytes),
      libraries_(std::make_unique<Libraries>()) {
  // What is written with an escape (\u...) may be wide, too: such patterns take the widest.
  const bool has_wide_escape = pattern_.find(U"\\u") != std::u32string::npos ||
                               pattern_.find(U"\\U") != std::u32string::npos;
  const char32_t largest =
      pattern_.empty() ? 0 : *std::max_element(pattern_.begin(), pattern_.end());
  smallest_width_ = is_bytes_          ? 1
                    : has_wide_escape  ? 4
                    : largest > 0xffff ? 4
                    : largest > 0xff   ? 2
                                       : 1;
}

RegexEngine::~RegexEngine() = default;

bool RegexEngine::prepare(int width, RegexError& error) {
  return libraries_->with(width, [&](auto& compiled) {
    if (compiled.is_there()) return true;
    const char32_t largest = width == 1 ? 0xff : width == 2 ? 0xffff : 0x10ffff;
    return translate_regex(pattern_, given_flags_, is_bytes_, largest, program_, error) &&
           compiled.compile(program_, is_bytes_, error);
  });
}

RegexOutcome RegexEngine::find(const RegexSubject& subject, std::int64_t start, RegexMode mode,
                               bool not_empty_at_start, std::vector<std::int64_t>& spans) {
  const std::uint32_t options = match_options(mode, not_empty_at_start);
  return libraries_->with(subject.width, [&](auto& compiled) {
    return compiled.find(subject, start, options, program_.group_count(), spans);
  });
}

}  // namespace gilsim::vm
