// SPDX-License-Identifier: MIT
#include "runtime/stepping/own_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

namespace gilsim::runtime {
namespace {

bool is_regular_and_only_read(int descriptor) {
  struct stat status {};
  const int flags = ::fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) == O_RDONLY && ::fstat(descriptor, &status) == 0 &&
         S_ISREG(status.st_mode);
}

}  // namespace

void OwnFiles::remember(const std::vector<int>& descriptors) {
  files_.clear();
  for (const int descriptor : descriptors) {
    if (!is_regular_and_only_read(descriptor)) continue;
    files_.push_back({descriptor, ::lseek(descriptor, 0, SEEK_CUR)});
  }
}

void OwnFiles::renew() const {
  for (const File& file : files_) {
    const std::string path = "/proc/self/fd/" + std::to_string(file.descriptor);
    const int own = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (own < 0) continue;
    ::lseek(own, file.position, SEEK_SET);
    ::dup3(own, file.descriptor, O_CLOEXEC);
    ::close(own);
  }
}

}  // namespace gilsim::runtime
