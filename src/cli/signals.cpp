#include "cli/signals.h"

namespace recours::cli {

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  // A peer that hangs up is an error of that write, not the end of the program.
  signal(SIGPIPE, SIG_IGN);
}

StopSignals::~StopSignals() {
  if (waiter_.joinable()) {
    // Wakes the waiter if no signal came; what it would stop is gone by now.
    over_ = true;
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignals::on_stop(std::function<void()> stop) {
  waiter_ = std::thread([this, stop = std::move(stop)] {
    wait();
    if (!over_) stop();
  });
}

void StopSignals::wait() {
  int signal_number = 0;
  sigwait(&signals_, &signal_number);
}

}  // namespace recours::cli
