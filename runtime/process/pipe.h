// SPDX-License-Identifier: MIT
//
// Simulated pipes between processes, as Linux makes them (fs/pipe.c: pipe_write, pipe_read).
//
// A pipe has 16 slots of 4096 bytes. A write first merges its (length mod 4096) bytes into the last
// slot if they fit there, then fills new slots, and waits while all slots are in use. A read
// empties slots from the front. So 65,536 bytes written at once fill a pipe to the brim, and one
// more byte waits. A socket pair (multiprocessing.Pipe()) holds bytes up to a limit instead.
//
// Every process that holds an end counts: readers see the end of file when no writer is left,
// writers a broken pipe when no reader is. A process's ends are closed when it ends. shutdown() of
// a socket ends a direction whoever holds its ends (net/unix/af_unix.c: unix_shutdown; net/ipv4:
// tcp_shutdown).
#pragma once

#include "runtime/machine/machine.h"
#include "runtime/modules/lock.h"
#include "runtime/process/watch_list.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

class Pipe {
 public:
  // loopback: a socket whose bytes take the way through the network's layers.
  enum class Kind : std::uint8_t { pipe, socket, loopback };

  Pipe(std::uint64_t serial, Kind kind);

  /// Both are made by a thread that has dropped its GIL and is in step with the simulation.
  /// Takes as much of `data` as fits now; returns how much.
  std::size_t accept(std::string_view data);
  /// Gives up to `limit` bytes.
  std::string give(std::size_t limit);
  bool empty() const { return slots_.empty(); }

  std::uint64_t serial;
  std::string description;  // "pipe #3"
  int readers = 0;
  int writers = 0;
  WaitQueue read_waiters;
  WaitQueue write_waiters;
  WatchList read_watchers;
  WatchList write_watchers;
  bool writing_shut = false;  // shutdown(SHUT_WR) on the side that writes
  bool reading_shut = false;  // shutdown(SHUT_RD) on the side that reads

  /// Does the reader get the end of file once it has read what is there?
  bool has_ended() const { return writers == 0 || writing_shut || reading_shut; }
  /// Does a writer get a broken pipe? TCP tells nobody of SHUT_RD.
  bool is_broken() const {
    return readers == 0 || writing_shut || (reading_shut && !is_loopback());
  }

  /// Wakes whoever waits for something to read, or for the end of file; or for room to write.
  Result wake_readers(Machine& machine, Thread& waker);
  Result wake_writers(Machine& machine, Thread& waker);
  bool is_full() const;
  bool is_socket() const { return kind_ != Kind::pipe; }
  bool is_loopback() const { return kind_ == Kind::loopback; }

 private:
  Kind kind_;
  struct Slot {
    std::size_t begin;  // first unread byte, counted from the slot's start
    std::string bytes;
  };
  std::deque<Slot> slots_;
  std::size_t held_bytes_ = 0;
};

/// One end of a pipe in one process.
struct PipeEnd {
  Pipe* pipe = nullptr;
  bool writes = false;
  bool is_open = true;
};

/// A counting semaphore that processes share (multiprocessing's locks).
struct SharedSemaphore : LockState {
  SharedSemaphore(std::uint64_t the_serial, std::int64_t value, std::int64_t the_maximum)
      : LockState(the_serial, "multiprocessing lock", value), maximum(the_maximum) {}
  std::int64_t maximum;
};

}  // namespace gilsim::runtime
