// SIGTERM and SIGINT as a polite request to stop. Made before any other thread, so that all of them leave the two signals
// to it.
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

  // Calls `stop` once, on a thread of its own, when one of the signals comes.
  void on_stop(std::function<void()> stop);
  // Waits for one of the signals.
  void wait();

 private:
  sigset_t signals_{};
  sigset_t before_{};
  std::atomic<bool> over_ = false;
  std::thread waiter_;
};

}  // namespace recours::cli
