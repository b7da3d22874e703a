// SPDX-License-Identifier: MIT
#include "scenarios/batch.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gilsim::scenarios {
namespace {

// Says how far a batch is, from a thread of its own, which sleeps in between.
class Progress {
 public:
  Progress(std::size_t count, const char* of_what, const std::atomic<std::size_t>& done)
      : count_(count),
        of_what_(of_what),
        done_(done),
        is_terminal_(::isatty(STDERR_FILENO) == 1),
        thread_([this] { show(); }) {}

  ~Progress() {
    {
      const std::lock_guard<std::mutex> guard(mutex_);
      ended_ = true;
    }
    end_.notify_all();
    thread_.join();
    // The line was only for the time of waiting.
    if (is_terminal_ && was_shown_) std::fputs("\r\x1b[K", stderr);
  }

  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void show() {
    constexpr std::chrono::seconds kOften(1);
    constexpr std::chrono::seconds kRarely(10);
    std::unique_lock<std::mutex> guard(mutex_);
    for (auto pause = kOften; !end_.wait_for(guard, pause, [this] { return ended_; });
         pause = is_terminal_ ? kOften : kRarely) {
      was_shown_ = true;
      std::fputs(fmt::format("{}gilsim: {} of {} {} done{}", is_terminal_ ? "\r" : "", done_.load(),
                             count_, of_what_, is_terminal_ ? "" : "\n")
                     .c_str(),
                 stderr);
    }
  }

  const std::size_t count_;
  const char* const of_what_;
  const std::atomic<std::size_t>& done_;
  const bool is_terminal_;
  bool was_shown_ = false;
  bool ended_ = false;
  std::mutex mutex_;
  std::condition_variable end_;
  std::thread thread_;
};

}  // namespace

void run_batch(std::size_t count, unsigned jobs, const char* of_what,
               const std::atomic<bool>& interrupt, const std::function<void(std::size_t)>& task) {
  if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> done = 0;
  const Progress progress(count, of_what, done);
  const auto work = [&] {
    for (std::size_t i = next++; i < count && !interrupt; i = next++) {
      task(i);
      ++done;
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::min<std::size_t>(jobs, count); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace gilsim::scenarios
