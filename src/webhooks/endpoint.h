// R-140 An endpoint: the address of another program that is told of events, and what may be kept of it; a delivery: one
// event on its way there. Values and rules, pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/refusal.h"

namespace recours::webhooks {

using EndpointId = Id<struct EndpointNoun>;
using DeliveryId = Id<struct DeliveryNoun>;

// Which addresses may be called: those of the internet over https, or (by configuration) any, over http too.
enum class Reach { Public, Any };

struct Endpoint {
  EndpointId id;
  std::string url;
  std::string description;
  std::vector<std::string> events;  // none: every event
  std::string secret;
  std::string state = "active";  // active, paused
  Instant created_at;
  std::int64_t version = 1;

  bool wants(std::string_view event) const;
};

struct EndpointDraft {
  std::string url, description;
  std::vector<std::string> events;
};

struct Delivery {
  DeliveryId id;
  EndpointId endpoint;
  std::string event_id, event, number, body;
  std::string state = "queued";  // queued, sending, sent, parked
  std::int64_t attempts = 0;
  Instant next_attempt_at;
  std::string last_answer;
  Instant created_at;
  std::optional<Instant> sent_at;
};

// All at once; empty: it can be kept.
std::vector<FieldRefusal> objections_to(const EndpointDraft& draft, Reach reach);

}  // namespace recours::webhooks
