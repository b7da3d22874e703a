// SPDX-License-Identifier: MIT
//
// Messages between the stepper and the processes that simulate for it: a length, a kind, bytes, and
// perhaps a descriptor, over a pair of Unix sockets.
//
// Both sides are the same program in the same build, so numbers go as they stand in memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace gilsim::runtime {

enum class MessageKind : std::uint8_t {
  // to a process that simulates
  go,      // a Goal: go on yourself
  branch,  // the same, and the descriptor of a channel: a copy of you goes on, you stay
  halt,    // stop as soon as you can
  // from it
  code,   // a code object's serial number, a StepCode, and the text of its source if that is new
  lines,  // the number of the first event in them, then lines of the trace log
  checkpoint,  // a Checkpoint, and the descriptor of the channel to the process that stays there
  stopped,     // a Stop
  collected,   // the end of a Goal::collect
};

// Puts numbers and texts one behind the other.
class WireWriter {
 public:
  template <typename Number>
  void put(Number number) {
    static_assert(std::is_arithmetic_v<Number> || std::is_enum_v<Number>);
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void put(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  void put(const std::string& text) { put(std::string_view(text)); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads them back. Past the end there are zeros and empty texts.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Number>
  Number get() {
    Number number{};
    if (bytes_.size() < sizeof number) return number;
    std::memcpy(&number, bytes_.data(), sizeof number);
    bytes_.remove_prefix(sizeof number);
    return number;
  }
  std::string text() {
    const auto size = static_cast<std::size_t>(get<std::uint64_t>());
    std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(text.size());
    return text;
  }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

struct Message {
  MessageKind kind = MessageKind::halt;
  std::string bytes;
  int descriptor = -1;  // the receiver's to close
};

// One end of a pair. Every call waits as long as it takes; false, or nothing, means that the other
// end is gone.
class Channel {
 public:
  Channel() = default;
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  ~Channel() { close(); }
  Channel(Channel&& other) noexcept : descriptor_(other.release()) {}
  Channel& operator=(Channel&& other) noexcept;

  // Two ends. False: the host has no more descriptors.
  static bool pair(Channel& one, Channel& other);

  bool send(MessageKind kind, std::string_view bytes, int descriptor = -1);
  std::optional<Message> receive();
  // Whether a message, or the other end's disappearance, can be read at once.
  bool has_news() const;

  bool open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  int release();
  void close();

 private:
  bool read_exactly(char* to, std::size_t size, int* descriptor);

  int descriptor_ = -1;
};

}  // namespace gilsim::runtime
