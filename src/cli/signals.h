// SIGTERM and SIGINT as a polite request to stop, again as one that is not; SIGHUP as one to read files again. Made before
// any other thread, so that all of them leave these signals to it.
#pragma once

#include <signal.h>

#include <atomic>
#include <functional>
#include <thread>

namespace recours::cli {

class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  struct Answers {
    std::function<void()> stop;      // once
    std::function<void()> stop_now;  // each time after it
    std::function<void()> reload;
  };
  // Calls them on a thread of its own when a signal comes.
  void on_signals(Answers answers);
  // Nothing is called from here on: before what the answers use goes.
  void end();
  // Waits for a signal to stop.
  void wait();

 private:
  int next();

  sigset_t signals_{};
  sigset_t before_{};
  std::atomic<bool> over_ = false;
  std::thread waiter_;
};

}  // namespace recours::cli
