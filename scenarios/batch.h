// SPDX-License-Identifier: MIT
//
// Many independent runs on all host cores, and how far they are.
//
// Thread-safety: each task is called once, on some host thread; what it writes must be its own.
// Which thread, and in which order, must not matter to the result.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

namespace gilsim::scenarios {

// Calls task(0) to task(count - 1) on `jobs` host threads (0: as many as the host has cores) and
// returns when all are done, or when those under way are after `interrupt` was set. Once it has
// taken longer than a second it says on standard error how many `of_what` are done: in a line that
// is written over if that is a terminal, else every ten seconds.
void run_batch(std::size_t count, unsigned jobs, const char* of_what,
               const std::atomic<bool>& interrupt, const std::function<void(std::size_t)>& task);

}  // namespace gilsim::scenarios
