// Endpoints, deliveries and the cursor in the journal: SQL and row mapping. No rule and no trace here.
#pragma once

#include <optional>
#include <vector>

#include "accounts/viewer.h"
#include "db/database.h"
#include "webhooks/endpoint.h"
#include "webhooks/event.h"

namespace recours::webhooks {

// ---- endpoints
std::vector<Endpoint> list_endpoints(db::Reader& reader);
Endpoint require_endpoint(db::Reader& reader, EndpointId id);
EndpointId insert_endpoint(db::Transaction& transaction, const Endpoint& endpoint, UserId by);
// url, description, events, secret, state; raises the version. Conflict when the row has another one.
void update_endpoint(db::Transaction& transaction, const Endpoint& endpoint);
// With its deliveries.
void delete_endpoint(db::Transaction& transaction, EndpointId id);
// Nothing is sent there before; none: at once.
void set_rest(db::Transaction& transaction, EndpointId id, std::optional<Instant> until);
// Those a delivery may go to now.
std::vector<Endpoint> list_callable(db::Reader& reader, Instant now);

// ---- deliveries
// Once for each endpoint and event; 0 when it is there already.
std::int64_t insert_delivery(db::Transaction& transaction, EndpointId endpoint, const Event& event, Instant now);
struct DeliveryPage {
  std::vector<Delivery> deliveries;  // newest first
  std::optional<DeliveryId> next;    // pass as `before` for the older ones
};
DeliveryPage list_deliveries(db::Reader& reader, EndpointId endpoint, std::optional<DeliveryId> before, int limit = 50);
// NotFound also when it is not of this endpoint.
Delivery require_delivery(db::Reader& reader, EndpointId endpoint, DeliveryId id);
// What has not arrived; each exact to 1,000, beyond that 1,001.
struct Unsent {
  std::int64_t queued = 0;  // or being sent
  std::int64_t parked = 0;
};
Unsent count_unsent(db::Reader& reader, EndpointId endpoint);
std::int64_t count_parked(db::Reader& reader);
std::vector<DeliveryId> list_due(db::Reader& reader, EndpointId endpoint, Instant now, int limit);
// By one deliverer only: false when another has it or it is no longer due.
bool claim(db::Transaction& transaction, DeliveryId id, Instant now, Instant lease);
// Its state after a try; nothing when the claim does not stand any more (told by its number of attempts).
void record(db::Transaction& transaction, const Delivery& delivery);
// Those whose last try never came back.
std::int64_t park_lapsed(db::Transaction& transaction, Instant now, int tries);
bool is_any_lapsed(db::Reader& reader, Instant now, int tries);
// Again from its first try, whatever became of it. Conflict while it is being sent.
void requeue(db::Transaction& transaction, DeliveryId id, Instant now);
std::int64_t delete_sent(db::Transaction& transaction, Instant before);

// ---- how far the journal has been read
std::int64_t cursor(db::Reader& reader);
std::int64_t end_of_chain(db::Reader& reader);
// False when somebody else moved it meanwhile.
bool advance(db::Transaction& transaction, std::int64_t from, std::int64_t to);
std::vector<JournalLine> sealed_after(db::Reader& reader, std::int64_t position, int limit);

}  // namespace recours::webhooks
