// SPDX-License-Identifier: MIT
#include "runtime/process/host_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace gilsim::runtime {

namespace {

namespace fs = std::filesystem;

constexpr int kFirstNumber = 3;
constexpr int kMode = 0644;

FileError of_errno(int code) { return {code, std::strerror(code)}; }  // NOLINT: one host thread

FileError of(const std::error_code& code) { return code ? of_errno(code.value()) : FileError{}; }

/// What the program's path names on this host: programs run in kSimulatedFolder, which is the
/// folder gilsim was started in.
std::string host_path(const std::string& path) {
  const std::string_view folder = kSimulatedFolder;
  if (path == folder) return ".";
  if (!path.starts_with(std::string(folder) + "/")) return path;
  return "." + path.substr(folder.size());
}

std::string resolved(const std::string& path) {
  std::error_code ignored;
  const fs::path found = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  return found.string();
}

bool lies_below(const std::string& path, const std::string& folder) {
  if (path == folder) return true;
  const std::string prefix = folder.ends_with('/') ? folder : folder + '/';
  return path.starts_with(prefix);
}

}  // namespace

HostFiles::HostFiles(const std::string& program, std::vector<std::string> writable_folders)
    : program_folder_(program.empty() ? std::string()
                      : fs::path(program).has_parent_path()
                          ? resolved(fs::path(program).parent_path())
                          : resolved(".")) {
  for (const std::string& folder : writable_folders) writable_folders_.push_back(resolved(folder));
}

HostFiles::~HostFiles() {
  for (const int host : open_) {
    if (host >= 0) ::close(host);
  }
}

FileError HostFiles::judge(const std::string& path, FileAccess access) const {
  const std::string full = resolved(path);
  const auto holds = [&full](const std::string& folder) { return lies_below(full, folder); };
  if (std::any_of(writable_folders_.begin(), writable_folders_.end(), holds)) return {};
  if (access == FileAccess::write) {
    return {EACCES, "writing is refused: allow it with gilsim's option --allow-write DIR"};
  }
  if (!program_folder_.empty() && holds(program_folder_)) return {};
  std::error_code ignored;
  if (!fs::exists(full, ignored)) return of_errno(ENOENT);
  return {EACCES,
          "reading outside the program's folder is refused: allow it with gilsim's option "
          "--allow-write DIR, or put the file beside the program"};
}

FileError HostFiles::judge_existing(const std::string& path) const {
  const FileError refused = judge(path, FileAccess::write);
  std::error_code ignored;
  return refused && !fs::exists(path, ignored) ? of_errno(ENOENT) : refused;
}

std::vector<int> HostFiles::host_descriptors() const {
  std::vector<int> descriptors;
  std::copy_if(open_.begin(), open_.end(), std::back_inserter(descriptors),
               [](int host) { return host >= 0; });
  return descriptors;
}

FileError HostFiles::host_number(int number, int& host) const {
  const auto index = static_cast<std::size_t>(number - kFirstNumber);
  if (number < kFirstNumber || index >= open_.size() || open_[index] < 0) return of_errno(EBADF);
  host = open_[index];
  return {};
}

FileError HostFiles::open(const std::string& name, int flags, int& number) {
  const std::string path = host_path(name);
  const bool writes = (flags & O_ACCMODE) != O_RDONLY;
  if (const FileError refused = judge(path, writes ? FileAccess::write : FileAccess::read)) {
    return refused;
  }
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return of_errno(EISDIR);
  const int host = ::open(path.c_str(), flags | O_CLOEXEC, kMode);
  if (host < 0) return of_errno(errno);
  const auto free = std::find(open_.begin(), open_.end(), -1);
  number = kFirstNumber + static_cast<int>(free - open_.begin());
  if (free == open_.end()) {
    open_.push_back(host);
    names_.emplace_back();
  } else {
    *free = host;
  }
  names_[static_cast<std::size_t>(number - kFirstNumber)] = fs::path(path).filename().string();
  return {};
}

FileError HostFiles::read(int number, std::size_t limit, std::string& out) {
  int host = -1;
  if (const FileError error = host_number(number, host)) return error;
  out.resize(limit);
  const ssize_t got = ::read(host, out.data(), limit);
  if (got < 0) return of_errno(errno);
  out.resize(static_cast<std::size_t>(got));
  return {};
}

FileError HostFiles::write(int number, std::string_view data) {
  int host = -1;
  if (const FileError error = host_number(number, host)) return error;
  while (!data.empty()) {
    const ssize_t written = ::write(host, data.data(), data.size());
    if (written < 0) return of_errno(errno);
    data.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string_view HostFiles::name_of(int number) const {
  const auto index = static_cast<std::size_t>(number - kFirstNumber);
  return number < kFirstNumber || index >= names_.size() ? std::string_view() : names_[index];
}

FileError HostFiles::seek(int number, std::int64_t offset, int whence, std::int64_t& position) {
  int host = -1;
  if (const FileError error = host_number(number, host)) return error;
  position = ::lseek(host, offset, whence);
  return position < 0 ? of_errno(errno) : FileError{};
}

FileError HostFiles::truncate(int number, std::int64_t size) {
  int host = -1;
  if (const FileError error = host_number(number, host)) return error;
  return ::ftruncate(host, size) < 0 ? of_errno(errno) : FileError{};
}

FileError HostFiles::close(int number) {
  int host = -1;
  if (const FileError error = host_number(number, host)) return error;
  open_[static_cast<std::size_t>(number - kFirstNumber)] = -1;
  return ::close(host) < 0 ? of_errno(errno) : FileError{};
}

char HostFiles::kind_of(const std::string& name) const {
  const std::string path = host_path(name);
  if (judge(path, FileAccess::read)) return '-';
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) return 'd';
  return fs::exists(status) ? 'f' : '-';
}

FileError HostFiles::size_of(const std::string& name, std::int64_t& size) const {
  const std::string path = host_path(name);
  if (const FileError refused = judge(path, FileAccess::read)) return refused;
  std::error_code code;
  size = static_cast<std::int64_t>(fs::file_size(path, code));
  return of(code);
}

FileError HostFiles::list(const std::string& name, std::vector<std::string>& names) const {
  const std::string path = host_path(name);
  if (const FileError refused = judge(path, FileAccess::read)) return refused;
  std::error_code code;
  for (fs::directory_iterator entry(path, code), end; !code && entry != end;
       entry.increment(code)) {
    names.push_back(entry->path().filename().string());
  }
  // The host's order is anything; a run must not depend on it.
  std::sort(names.begin(), names.end());
  return of(code);
}

FileError HostFiles::remove(const std::string& name) {
  const std::string path = host_path(name);
  if (const FileError refused = judge_existing(path)) return refused;
  return ::unlink(path.c_str()) < 0 ? of_errno(errno) : FileError{};
}

FileError HostFiles::make_folder(const std::string& name) {
  const std::string path = host_path(name);
  if (const FileError refused = judge(path, FileAccess::write)) return refused;
  std::error_code code;
  const bool made = fs::create_directory(path, code);
  if (code) return of(code);
  return made ? FileError{} : of_errno(EEXIST);
}

FileError HostFiles::remove_folder(const std::string& name) {
  const std::string path = host_path(name);
  if (const FileError refused = judge_existing(path)) return refused;
  return ::rmdir(path.c_str()) < 0 ? of_errno(errno) : FileError{};
}

FileError HostFiles::rename(const std::string& old_name, const std::string& new_name) {
  const std::string from = host_path(old_name);
  const std::string to = host_path(new_name);
  if (const FileError refused = judge_existing(from)) return refused;
  if (const FileError refused = judge(to, FileAccess::write)) return refused;
  std::error_code code;
  fs::rename(from, to, code);
  return of(code);
}

}  // namespace gilsim::runtime
