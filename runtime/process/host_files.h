// SPDX-License-Identifier: MIT
//
// The files of this machine that a simulated program may touch: it reads below its own folder and
// below the folders given by --allow-write, and writes below the latter only.
//
// Open files are known by their number, from 3, and closed when the simulation ends. Names are
// resolved (`..` and symbolic links) before they are judged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

/// The folder that programs believe to run in, on every machine.
inline constexpr std::string_view kSimulatedFolder = "/home/gilsim";

enum class FileAccess : std::uint8_t { read, write };

/// Errno and the text that goes with it; 0: all went well.
struct FileError {
  int code = 0;
  std::string text;

  explicit operator bool() const { return code != 0; }
};

class HostFiles {
 public:
  /// `program`: the program's file; empty: there is none, and nothing beside it can be read. Files
  /// are looked for from the folder gilsim was started in, as the program would.
  HostFiles(const std::string& program, std::vector<std::string> writable_folders);
  ~HostFiles();
  HostFiles(const HostFiles&) = delete;
  HostFiles& operator=(const HostFiles&) = delete;

  /// `flags`: of open(2).
  FileError open(const std::string& path, int flags, int& number);
  FileError read(int number, std::size_t limit, std::string& out);
  FileError write(int number, std::string_view data);
  FileError seek(int number, std::int64_t offset, int whence, std::int64_t& position);
  FileError truncate(int number, std::int64_t size);
  FileError close(int number);

  /// 'f' file, 'd' folder, '-' nothing there (or nothing that may be seen).
  char kind_of(const std::string& path) const;
  FileError size_of(const std::string& path, std::int64_t& size) const;
  FileError list(const std::string& path, std::vector<std::string>& names) const;
  FileError remove(const std::string& path);
  FileError make_folder(const std::string& path);
  FileError remove_folder(const std::string& path);
  FileError rename(const std::string& from, const std::string& to);

  /// The name of an open file, without folders; empty if there is none of that number.
  std::string_view name_of(int number) const;
  const std::vector<std::string>& writable_folders() const { return writable_folders_; }
  /// The host's descriptors of all open files.
  std::vector<int> host_descriptors() const;

 private:
  FileError judge(const std::string& path, FileAccess access) const;
  /// Whether it may be changed; what is not there is not found rather than refused.
  FileError judge_existing(const std::string& path) const;
  FileError host_number(int number, int& host) const;

  std::string program_folder_;
  std::vector<std::string> writable_folders_;
  std::vector<int> open_;           // the host's descriptors, by number - kFirstNumber; -1: closed
  std::vector<std::string> names_;  // of open files, likewise
};

}  // namespace gilsim::runtime
