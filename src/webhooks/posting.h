// Posts one event to an endpoint over HTTP(S) and says what came back. Follows nobody elsewhere: no redirect, no proxy,
// and the address a name leads to is looked at when it is called. Knows no table: that is delivery_actions.h.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "webhooks/endpoint.h"

namespace recours::webhooks {

struct Answer {
  enum class Kind {
    Accepted,     // 2xx
    Refused,      // any other status: this event later
    Gone,         // 410: never call again
    Unreachable,  // no connection, no certificate, no answer in time, not allowed: any event would fail now
  };
  Kind kind = Kind::Accepted;
  std::string words;  // "204", "500 …", or why there was no answer
};

class Sender {
 public:
  virtual ~Sender() = default;
  // Gives up, unreachable, soon after stop is requested: nobody who ends the program waits for another one.
  virtual Answer post(const Endpoint& endpoint, const Delivery& delivery, Instant now,
                      const std::stop_token& stop) const = 0;
};

struct PostingSettings {
  Reach reach = Reach::Public;
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{15'000};
};

class HttpSender final : public Sender {
 public:
  explicit HttpSender(PostingSettings settings);
  Answer post(const Endpoint& endpoint, const Delivery& delivery, Instant now,
              const std::stop_token& stop) const override;

 private:
  PostingSettings settings_;
};

}  // namespace recours::webhooks
