// SPDX-License-Identifier: MIT
#include "runtime/process/output_buffer.h"

#include <utility>

namespace gilsim::runtime {

namespace {

constexpr std::size_t kTextChunk = 8192;
constexpr std::size_t kPipeBlock = 4096;  // st_blksize of a pipe or file on Linux

}  // namespace

/// From the TextIOWrapper to the BufferedWriter, which keeps what it has room for.
void OutputBuffer::pass_on(std::string_view text, std::string& visible) {
  if (bytes_.size() + text.size() > kPipeBlock) visible += std::exchange(bytes_, {});
  (text.size() > kPipeBlock ? visible : bytes_) += text;
}

std::string OutputBuffer::write(std::string_view utf8) {
  std::string visible;
  if (!text_.empty() && text_.size() + utf8.size() > kTextChunk) {
    pass_on(std::exchange(text_, {}), visible);
  }
  text_ += utf8;
  if (text_.size() >= kTextChunk) pass_on(std::exchange(text_, {}), visible);
  return visible;
}

std::string OutputBuffer::flush() {
  std::string visible = std::exchange(bytes_, {});
  visible += std::exchange(text_, {});
  return visible;
}

}  // namespace gilsim::runtime
