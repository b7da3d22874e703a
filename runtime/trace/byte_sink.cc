// SPDX-License-Identifier: MIT
//
// Files, by the system's own calls: a short write and a late error are seen.
#include "runtime/trace/byte_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace gilsim::runtime {

FileSink::~FileSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool FileSink::open(const std::string& path) {
  path_ = path;
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  return descriptor_ >= 0 || fail("cannot write");
}

bool FileSink::write(std::string_view bytes) {
  if (descriptor_ < 0 || !error_.empty()) return false;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return fail("writing stopped in");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool FileSink::close() {
  if (descriptor_ < 0) return error_.empty();
  const int result = ::close(descriptor_);
  descriptor_ = -1;
  return error_.empty() && (result == 0 || fail("writing failed in"));
}

bool FileSink::fail(std::string_view what) {
  if (error_.empty()) {
    error_ = std::string(what) + " '" + path_ + "': " + std::strerror(errno);
  }
  return false;
}

}  // namespace gilsim::runtime
