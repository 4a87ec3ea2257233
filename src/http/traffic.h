// What the server did and does, as numbers: counted while it serves, read by who shows them (/metrics). Knows routes by
// their pattern only, never an id.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.h"

namespace recours::http {

// Upper ends of the classes of duration; longer ones are only in the total.
inline constexpr std::array<std::chrono::microseconds, 7> kDurations{
    std::chrono::microseconds(1'000),     std::chrono::microseconds(5'000),   std::chrono::microseconds(25'000),
    std::chrono::microseconds(100'000),   std::chrono::microseconds(500'000), std::chrono::microseconds(2'500'000),
    std::chrono::microseconds(10'000'000)};

// One route with one method.
struct RouteTraffic {
  Method method = Method::Get;
  std::string route;
  std::array<std::uint64_t, 5> answers{};                 // by class of status: 1xx … 5xx
  std::array<std::uint64_t, kDurations.size()> within{};  // not cumulated
  std::chrono::microseconds total{0};
};

struct Traffic {
  std::vector<RouteTraffic> routes;
  std::map<int, std::uint64_t> refused;  // by the server itself, by status
  std::uint64_t closed_at_once = 0;      // connections beyond the limit
  std::uint64_t failed_handshakes = 0;
  std::size_t connections = 0;
  std::size_t running = 0;               // requests on a worker
  std::size_t waiting = 0;               // requests for a worker
  std::size_t spooled_bytes = 0;         // held by uploads
  std::int64_t certificate_ends_at = 0;  // seconds since 1970; 0: no TLS
};

// Which route a request leads to: its pattern, or a word for what has none. Kept for ever, and few.
using RouteOf = std::function<std::string_view(Method, std::string_view target)>;

class TrafficCount {
 public:
  void answered(Method method, std::string_view route, int status, std::chrono::microseconds took);
  void refused(int status);
  void closed_at_once();
  void handshake_failed();
  // What is counted; the rest of Traffic is the server's to fill.
  Traffic read() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, Method>, RouteTraffic, std::less<>> routes_;
  Traffic rest_;
};

}  // namespace recours::http
