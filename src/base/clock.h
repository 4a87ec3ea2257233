// Where the time comes from. Only the composition root and the job loop hold a clock; everything below is handed an Instant.
#pragma once

#include <chrono>

#include "base/date.h"

namespace recours {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return Instant(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  }
};

}  // namespace recours
