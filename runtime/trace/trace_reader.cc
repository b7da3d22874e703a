// SPDX-License-Identifier: MIT
//
// A line is believed when its checksum, which covers everything before it, is right; only then is
// it parsed.
#include "runtime/trace/trace_reader.h"

#include "runtime/trace/checksum.h"
#include "runtime/trace/line_parser.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

namespace gilsim::runtime {
namespace {

constexpr std::string_view kSumKey = ",\"sum\":\"";
constexpr std::size_t kTailLength = 8 + 8 + 2;  // the key, the digits, `"}`
constexpr std::string_view kFirstBytes = "{\"format\":\"gilsim-trace\",\"version\":";
// Longer than any program that can be run makes them; a file without line ends must not fill
// memory.
constexpr std::size_t kLongestLine = std::size_t{512} << 20;

// Where the tail begins, if the text ends in one.
std::optional<std::size_t> tail_of(std::string_view text) {
  if (text.size() < kTailLength) return std::nullopt;
  const std::size_t at = text.size() - kTailLength;
  const std::string_view tail = text.substr(at);
  if (!tail.starts_with(kSumKey) || !tail.ends_with("\"}")) return std::nullopt;
  return at;
}

// Whether the line, which ends in a tail, continues what `before` covers.
bool has_right_sum(std::string_view text, std::size_t tail, std::uint32_t before) {
  const std::array<char, 8> digits = hex_digits(crc32(before, text.substr(0, tail)));
  return text.substr(tail + kSumKey.size(), digits.size()) ==
         std::string_view(digits.data(), digits.size());
}

}  // namespace

void TraceReader::end_with(TraceReadEnd end, std::string message) {
  if (!result_.has_value()) result_ = TraceReadResult{end, lines_, std::move(message)};
}

bool TraceReader::write(std::string_view bytes) {
  while (!result_.has_value() && !bytes.empty()) {
    const std::size_t newline = bytes.find('\n');
    if (newline == std::string_view::npos) {
      pending_.append(bytes);
      if (lines_ == 0 && pending_.size() >= kFirstBytes.size() &&
          !pending_.starts_with(kFirstBytes)) {
        end_with(TraceReadEnd::refused, "this is no gilsim trace log");
      } else if (pending_.size() > kLongestLine) {
        end_with(TraceReadEnd::damaged, "line " + std::to_string(lines_ + 1) + " has no end");
      }
      break;
    }
    if (pending_.empty()) {
      whole_line(bytes.substr(0, newline));
    } else {
      pending_.append(bytes.substr(0, newline));
      whole_line(pending_);
      pending_.clear();
    }
    bytes.remove_prefix(newline + 1);
  }
  return !result_.has_value();
}

bool TraceReader::check_header(std::string_view text) {
  if (!text.starts_with(kFirstBytes)) {
    // Anything else that is damaged in the first line cannot be told from another file.
    end_with(TraceReadEnd::refused, "this is no gilsim trace log");
    return false;
  }
  const std::string_view rest = text.substr(kFirstBytes.size());
  int version = 0;
  const auto [after, error] = std::from_chars(rest.data(), rest.data() + rest.size(), version);
  const bool is_whole = tail_of(text).has_value();
  if (error == std::errc() && *after == ',' && is_whole && version > kTraceVersion) {
    end_with(TraceReadEnd::refused,
             "this log is of version " + std::to_string(version) + "; this gilsim reads version " +
                 std::to_string(kTraceVersion) + ": a newer gilsim is needed");
    return false;
  }
  return true;
}

bool TraceReader::whole_line(std::string_view text) {
  const std::string number = std::to_string(lines_ + 1);
  if (lines_ == 0 && !check_header(text)) return false;
  if (seen_totals_) {
    end_with(TraceReadEnd::damaged, "line " + number + " comes after the last one");
    return false;
  }
  const std::optional<std::size_t> tail = tail_of(text);
  if (!tail.has_value() || !has_right_sum(text, *tail, sum_)) {
    end_with(TraceReadEnd::damaged, "line " + number + " is damaged: its checksum does not match");
    return false;
  }
  sum_ = crc32(crc32(sum_, text), "\n");
  std::string error;
  if (!parse_trace_line(text.substr(0, *tail), line_, error) ||
      (line_.kind == TraceLineKind::header) != (lines_ == 0)) {
    if (error.empty()) error = "a header belongs on the first line, and only there";
    end_with(TraceReadEnd::damaged, "line " + number + " does not follow the format: " + error);
    return false;
  }
  ++lines_;
  seen_totals_ = line_.kind == TraceLineKind::totals;
  if (!visitor_.line(line_)) end_with(TraceReadEnd::stopped, "reading was stopped");
  return !result_.has_value();
}

TraceReadResult TraceReader::finish() {
  if (!result_.has_value() && !pending_.empty()) {
    // A whole line that lacks nothing but its end.
    const std::optional<std::size_t> tail = tail_of(pending_);
    if (tail.has_value() && has_right_sum(pending_, *tail, sum_)) {
      whole_line(pending_);
    } else if (lines_ == 0 && !pending_.starts_with(kFirstBytes)) {
      end_with(TraceReadEnd::refused, "this is no gilsim trace log");
    } else if (seen_totals_) {
      end_with(TraceReadEnd::damaged,
               "line " + std::to_string(lines_ + 1) + " comes after the last one");
    }
  }
  if (!result_.has_value() && lines_ == 0) {
    end_with(pending_.empty() ? TraceReadEnd::refused : TraceReadEnd::cut_off,
             pending_.empty() ? "the file is empty: this is no gilsim trace log"
                              : "the log was cut off within its first line");
  }
  if (!result_.has_value() && !seen_totals_) {
    end_with(TraceReadEnd::cut_off, "the log was cut off after line " + std::to_string(lines_) +
                                        "; what is whole was read");
  }
  if (!result_.has_value()) result_ = TraceReadResult{TraceReadEnd::complete, lines_, {}};
  result_->lines = lines_;
  return *result_;
}

std::optional<TraceReadResult> read_trace_file(const std::string& path, TraceVisitor& visitor,
                                               std::string* error) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const auto fail = [&] {
    *error = "cannot read '" + path + "': " + std::strerror(errno);
    if (descriptor >= 0) ::close(descriptor);
    return std::nullopt;
  };
  if (descriptor < 0) return fail();
  TraceReader reader(visitor);
  std::vector<char> buffer(256 * 1024);
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail();
    if (count == 0 || !reader.write({buffer.data(), static_cast<std::size_t>(count)})) break;
  }
  ::close(descriptor);
  return reader.finish();
}

}  // namespace gilsim::runtime
