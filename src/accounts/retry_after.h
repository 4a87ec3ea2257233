// Says when a refused caller may come back, in the header programs read.
#pragma once

#include <chrono>
#include <string>

#include "base/date.h"
#include "http/message.h"

namespace recours::accounts {

inline void set_retry_after(http::Response& response, Instant again_at, Instant now) {
  const auto wait = std::chrono::ceil<std::chrono::seconds>(again_at.since(now));
  response.set("Retry-After", std::to_string(wait.count()));
}

}  // namespace recours::accounts
