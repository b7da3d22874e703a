// SPDX-License-Identifier: MIT
#include "runtime/process/pipe.h"

#include <fmt/core.h>

#include <algorithm>

namespace gilsim::runtime {

namespace {

constexpr std::size_t kSlotBytes = 4096;      // a page
constexpr std::size_t kSlotCount = 16;        // PIPE_DEF_BUFFERS
constexpr std::size_t kSocketBytes = 212992;  // net.core.wmem_default

}  // namespace

Pipe::Pipe(std::uint64_t the_serial, Kind kind)
    : serial(the_serial),
      description(fmt::format("{} #{}", kind == Kind::pipe ? "pipe" : "socket", the_serial)),
      kind_(kind) {}

std::size_t Pipe::accept(std::string_view data) {
  const std::size_t total = data.size();
  if (is_socket()) {
    const std::size_t count = std::min(total, kSocketBytes - std::min(held_bytes_, kSocketBytes));
    if (count != 0) slots_.push_back({0, std::string(data.substr(0, count))});
    held_bytes_ += count;
    return count;
  }
  const std::size_t odd = total % kSlotBytes;
  if (odd != 0 && !slots_.empty() && slots_.back().bytes.size() + odd <= kSlotBytes) {
    slots_.back().bytes += data.substr(0, odd);
    data.remove_prefix(odd);
  }
  while (!data.empty() && slots_.size() < kSlotCount) {
    const std::size_t count = std::min(data.size(), kSlotBytes);
    slots_.push_back({0, std::string(data.substr(0, count))});
    data.remove_prefix(count);
  }
  held_bytes_ += total - data.size();
  return total - data.size();
}

std::string Pipe::give(std::size_t limit) {
  std::string out;
  while (!slots_.empty() && out.size() < limit) {
    Slot& slot = slots_.front();
    const std::size_t count = std::min(limit - out.size(), slot.bytes.size() - slot.begin);
    out += slot.bytes.substr(slot.begin, count);
    slot.begin += count;
    if (slot.begin == slot.bytes.size()) slots_.pop_front();
  }
  held_bytes_ -= out.size();
  return out;
}

Result Pipe::wake_readers(Machine& machine, Thread& waker) {
  if (machine.wake(waker, read_waiters) == Result::cancelled) return Result::cancelled;
  return read_watchers.wake(machine, waker);
}

Result Pipe::wake_writers(Machine& machine, Thread& waker) {
  if (machine.wake(waker, write_waiters) == Result::cancelled) return Result::cancelled;
  return write_watchers.wake(machine, waker);
}

bool Pipe::is_full() const {
  return is_socket() ? held_bytes_ >= kSocketBytes : slots_.size() >= kSlotCount;
}

}  // namespace gilsim::runtime
