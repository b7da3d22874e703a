// SPDX-License-Identifier: MIT
//
// Where bytes go, and a file to put them in.
//
// Invariant: once a write has failed, every later one fails too, and `error` keeps the first reason
// as a sentence that names the file.
#pragma once

#include <string>
#include <string_view>

namespace gilsim::runtime {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  // False: the bytes could not be written.
  virtual bool write(std::string_view bytes) = 0;
};

class StringSink final : public ByteSink {
 public:
  bool write(std::string_view bytes) override {
    text.append(bytes);
    return true;
  }
  std::string text;
};

// Unbuffered: what a killed process has written is there.
class FileSink final : public ByteSink {
 public:
  FileSink() = default;
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  // Makes the file, or empties it. False: see error().
  bool open(const std::string& path);
  bool write(std::string_view bytes) override;
  // Some file systems report a full disk only here.
  bool close();
  const std::string& error() const { return error_; }

 private:
  bool fail(std::string_view what);

  int descriptor_ = -1;
  std::string path_;
  std::string error_;
};

}  // namespace gilsim::runtime
