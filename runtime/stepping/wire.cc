// SPDX-License-Identifier: MIT
//
// A descriptor travels with the first byte of its message, so whoever reads message by message
// cannot miss it.
#include "runtime/stepping/wire.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace gilsim::runtime {
namespace {

constexpr std::size_t kHeadLength = sizeof(std::uint64_t) + 1;

struct alignas(cmsghdr) DescriptorSpace {
  char bytes[CMSG_SPACE(sizeof(int))] = {};
};

}  // namespace

Channel& Channel::operator=(Channel&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = other.release();
  }
  return *this;
}

int Channel::release() { return std::exchange(descriptor_, -1); }

void Channel::close() {
  if (descriptor_ >= 0) ::close(release());
}

bool Channel::pair(Channel& one, Channel& other) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  one = Channel(ends[0]);
  other = Channel(ends[1]);
  return true;
}

bool Channel::send(MessageKind kind, std::string_view bytes, int descriptor) {
  char head[kHeadLength];
  const std::uint64_t size = bytes.size();
  std::memcpy(head, &size, sizeof size);
  head[sizeof size] = static_cast<char>(kind);
  std::string whole(head, kHeadLength);
  whole += bytes;

  DescriptorSpace space;
  for (std::size_t sent = 0; sent < whole.size();) {
    iovec part{whole.data() + sent, whole.size() - sent};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (descriptor >= 0 && sent == 0) {
      message.msg_control = space.bytes;
      message.msg_controllen = sizeof space.bytes;
      cmsghdr* const control = CMSG_FIRSTHDR(&message);
      control->cmsg_level = SOL_SOCKET;
      control->cmsg_type = SCM_RIGHTS;
      control->cmsg_len = CMSG_LEN(sizeof descriptor);
      std::memcpy(CMSG_DATA(control), &descriptor, sizeof descriptor);
    }
    const ssize_t count = ::sendmsg(descriptor_, &message, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

bool Channel::read_exactly(char* to, std::size_t size, int* descriptor) {
  DescriptorSpace space;
  while (size > 0) {
    iovec part{to, size};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = space.bytes;
    message.msg_controllen = sizeof space.bytes;
    const ssize_t count = ::recvmsg(descriptor_, &message, MSG_CMSG_CLOEXEC);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    for (cmsghdr* control = CMSG_FIRSTHDR(&message); control != nullptr && descriptor != nullptr;
         control = CMSG_NXTHDR(&message, control)) {
      if (control->cmsg_type == SCM_RIGHTS) {
        std::memcpy(descriptor, CMSG_DATA(control), sizeof *descriptor);
      }
    }
    to += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<Message> Channel::receive() {
  char head[kHeadLength];
  Message message;
  if (!read_exactly(head, sizeof head, &message.descriptor)) return std::nullopt;
  std::uint64_t size = 0;
  std::memcpy(&size, head, sizeof size);
  message.kind = static_cast<MessageKind>(head[sizeof size]);
  message.bytes.resize(size);
  if (!read_exactly(message.bytes.data(), size, nullptr)) return std::nullopt;
  return message;
}

bool Channel::has_news() const {
  pollfd wait{descriptor_, POLLIN, 0};
  return ::poll(&wait, 1, 0) > 0;
}

}  // namespace gilsim::runtime
