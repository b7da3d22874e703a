// SPDX-License-Identifier: MIT
//
// A place where processes can be reached by address: what bind() and listen() make. A connection is
// a pair of pipes of kind socket; it waits here until somebody accepts it.
//
// Addresses are plain texts, one name space for the whole simulation: it has one loopback device
// and nothing beyond it.
#pragma once

#include "runtime/process/pipe.h"
#include "runtime/process/watch_list.h"

#include <cstdint>
#include <deque>
#include <string>

namespace gilsim::runtime {

struct Listener {
  std::uint64_t serial = 0;
  std::string address;
  std::string description;  // "connection to ..."
  std::size_t backlog = 0;  // connections that may wait to be accepted; 0: it does not listen yet
  int holders = 0;          // processes that have it open; 0: the address is free again
  struct Connection {
    Pipe* to_server;
    Pipe* to_client;
  };
  std::deque<Connection> pending;
  WaitQueue accept_waiters;
  WaitQueue connect_waiters;  // the backlog is full
  WatchList watchers;
};

/// A listener as one process has it open.
struct ListenerEnd {
  Listener* listener = nullptr;
  bool is_open = true;
};

}  // namespace gilsim::runtime
