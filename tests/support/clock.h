// The clock of tests: stands still until it is told otherwise. Any thread may read it while one moves it.
#pragma once

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace recours::testing_support {

// "2026-01-08T13:28:00.000Z", or throws.
inline Instant instant(std::string_view iso) {
  const auto parsed = Instant::parse(iso);
  if (!parsed) throw std::invalid_argument("not an instant: " + std::string(iso));
  return *parsed;
}

class TestClock final : public Clock {
 public:
  explicit TestClock(Instant start) : now_(start.time()) {}
  explicit TestClock(std::string_view iso) : TestClock(instant(iso)) {}

  Instant now() const override { return Instant(now_.load()); }
  void set(Instant time) { now_.store(time.time()); }
  void advance(std::chrono::milliseconds duration) { now_.store(now_.load() + duration); }

 private:
  std::atomic<Instant::Time> now_;
};

}  // namespace recours::testing_support
