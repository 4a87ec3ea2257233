// R-140 What an administrator does with the endpoints: each verb one transaction with its trace. Forbidden without the
// right to the settings.
#pragma once

#include "accounts/idempotency.h"
#include "accounts/viewer.h"
#include "base/result.h"
#include "webhooks/endpoint.h"

namespace recours::webhooks {

struct Act {
  db::Database& database;
  const accounts::Viewer& viewer;
  Instant now;
};

// With its secret, which nobody sees again; told from now on. `key`: once only, the same answer for 24 h.
Result<Endpoint, Refusal> add_endpoint(const Act& act, const EndpointDraft& draft, Reach reach,
                                       const std::optional<accounts::IdempotencyKey>& key = {});
// Conflict when `version` is not the current one; none: whatever it is.
Result<Endpoint, Refusal> change_endpoint(const Act& act, EndpointId id, const EndpointDraft& draft, Reach reach,
                                          std::optional<std::int64_t> version);
// What happens meanwhile waits.
Endpoint pause(const Act& act, EndpointId id);
Endpoint resume(const Act& act, EndpointId id);
// The old secret signs no more.
Endpoint renew_secret(const Act& act, EndpointId id);
void remove_endpoint(const Act& act, EndpointId id);
// An event of its own, which the endpoint gets whatever it asked for.
Delivery send_test(const Act& act, EndpointId id);
// Again from the first try, also what arrived. Conflict while it is being sent.
Delivery send_again(const Act& act, EndpointId id, DeliveryId delivery);

}  // namespace recours::webhooks
