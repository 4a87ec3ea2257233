#include "cli/signals.h"

#include <utility>

namespace recours::cli {

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  // A peer that hangs up is an error of that write, not the end of the program.
  signal(SIGPIPE, SIG_IGN);
}

StopSignals::~StopSignals() {
  end();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignals::end() {
  if (!waiter_.joinable()) return;
  over_ = true;
  pthread_kill(waiter_.native_handle(), SIGTERM);  // wakes the waiter
  waiter_.join();
}

void StopSignals::on_signals(Answers answers) {
  waiter_ = std::thread([this, answers = std::move(answers)] {
    bool is_stopping = false;
    for (int signal_number = next(); !over_; signal_number = next()) {
      if (signal_number == SIGHUP) answers.reload();
      else if (std::exchange(is_stopping, true)) answers.stop_now();
      else answers.stop();
    }
  });
}

void StopSignals::wait() {
  while (next() == SIGHUP) {  // nothing to read again
  }
}

int StopSignals::next() {
  int signal_number = 0;
  sigwait(&signals_, &signal_number);
  return signal_number;
}

}  // namespace recours::cli
