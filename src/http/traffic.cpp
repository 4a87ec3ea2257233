#include "http/traffic.h"

#include <algorithm>

namespace recours::http {

void TrafficCount::answered(Method method, std::string_view route, int status, std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  RouteTraffic& counted = routes_[{std::string(route), method}];
  ++counted.answers.at(static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1));
  const auto found = std::find_if(kDurations.begin(), kDurations.end(), [&](auto most) { return took <= most; });
  if (found != kDurations.end()) ++counted.within.at(static_cast<std::size_t>(found - kDurations.begin()));
  counted.total += took;
}

void TrafficCount::refused(int status) {
  const std::lock_guard lock(mutex_);
  ++rest_.refused[status];
}

void TrafficCount::closed_at_once() {
  const std::lock_guard lock(mutex_);
  ++rest_.closed_at_once;
}

void TrafficCount::handshake_failed() {
  const std::lock_guard lock(mutex_);
  ++rest_.failed_handshakes;
}

Traffic TrafficCount::read() const {
  const std::lock_guard lock(mutex_);
  Traffic traffic = rest_;
  for (const auto& [key, counted] : routes_) {
    traffic.routes.push_back(counted);
    traffic.routes.back().route = key.first;
    traffic.routes.back().method = key.second;
  }
  return traffic;
}

}  // namespace recours::http
