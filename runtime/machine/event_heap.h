// SPDX-License-Identifier: MIT
//
// Two heaps that never allocate while a simulation runs: what is due is a node inside the record it
// concerns (a thread's timer, a core's tick), and knows its place.
//
// Invariant: the order is (time, sequence number); a node scheduled earlier goes first among
// equals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gilsim::runtime {

// Something that is due at a time. T's of one heap are all Due nodes.
struct Due {
  static constexpr std::uint32_t kNowhere = 0xffffffff;

  std::int64_t time_ps = 0;
  std::uint64_t sequence = 0;
  std::uint32_t position = kNowhere;  // in the heap
  std::uint8_t kind = 0;              // for the owner
  void* owner = nullptr;

  bool scheduled() const { return position != kNowhere; }
};

class DueHeap {
 public:
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  // The time of the earliest node, or `otherwise`.
  std::int64_t earliest_ps(std::int64_t otherwise) const {
    return entries_.empty() ? otherwise : entries_[0].time_ps;
  }
  // How many there have been.
  std::uint64_t pushes() const { return next_sequence_; }

  // REQUIRES: !node.scheduled().
  void push(Due& node, std::int64_t time_ps) {
    node.time_ps = time_ps;
    node.sequence = next_sequence_++;
    entries_.push_back({time_ps, node.sequence, &node});
    sift_up(entries_.size() - 1);
  }

  Due* pop() {
    Due* node = entries_[0].node;
    remove(*node);
    return node;
  }

  // Does nothing if the node is not scheduled.
  void remove(Due& node) {
    if (!node.scheduled()) return;
    const std::size_t hole = node.position;
    node.position = Due::kNowhere;
    const Entry last = entries_.back();
    entries_.pop_back();
    if (hole == entries_.size()) return;
    place(hole, last);
    sift_up(hole);
    sift_down(last.node->position);
  }

 private:
  struct Entry {
    std::int64_t time_ps;
    std::uint64_t sequence;
    Due* node;
    bool before(const Entry& other) const {
      return time_ps != other.time_ps ? time_ps < other.time_ps : sequence < other.sequence;
    }
  };

  void place(std::size_t at, const Entry& entry) {
    entries_[at] = entry;
    entry.node->position = static_cast<std::uint32_t>(at);
  }

  void sift_up(std::size_t at) {
    const Entry entry = entries_[at];
    while (at > 0) {
      const std::size_t parent = (at - 1) / 2;
      if (!entry.before(entries_[parent])) break;
      place(at, entries_[parent]);
      at = parent;
    }
    place(at, entry);
  }

  void sift_down(std::size_t at) {
    const Entry entry = entries_[at];
    const std::size_t size = entries_.size();
    for (;;) {
      std::size_t child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && entries_[child + 1].before(entries_[child])) ++child;
      if (!entries_[child].before(entry)) break;
      place(at, entries_[child]);
      at = child;
    }
    place(at, entry);
  }

  std::vector<Entry> entries_;
  std::uint64_t next_sequence_ = 0;
};

}  // namespace gilsim::runtime
