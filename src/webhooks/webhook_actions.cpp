#include "webhooks/webhook_actions.h"

#include <boost/json.hpp>

#include "accounts/random_key.h"
#include "base/text.h"
#include "webhooks/signature.h"
#include "webhooks/web_address.h"
#include "webhooks/webhook_store.h"

namespace recours::webhooks {
namespace {

void require_right(const accounts::Viewer& viewer) {
  if (viewer.read_only || !viewer.can(accounts::Right::ManageSettings)) throw Forbidden();
}

// The address may hold a token of the other program: the journal keeps its host.
std::string host_of(const Endpoint& endpoint) {
  const auto address = web_address(endpoint.url);
  return address ? address->host : "";
}

void note(db::Transaction& transaction, const Act& act, const char* action, const Endpoint& endpoint) {
  journal::append(transaction, act.viewer.actor(), act.now, std::string("webhook.") + action,
                  {"webhook", std::to_string(endpoint.id.value)},
                  {{"host", host_of(endpoint)}, {"events", join(endpoint.events, ",")}, {"state", endpoint.state}});
}

Refusal incomplete(std::vector<FieldRefusal> fields) {
  return {"incomplete", msg("Please check these fields."), std::move(fields)};
}

EndpointDraft trimmed(const EndpointDraft& draft) {
  return {std::string(trim(draft.url)), std::string(trim(draft.description)), draft.events};
}

// Held against other writers; its version as it is now.
Endpoint held(db::Transaction& transaction, EndpointId id) {
  transaction.lock_rows("webhook_endpoint", {id.value});
  return require_endpoint(transaction, id);
}

template <class Change>
Endpoint change(const Act& act, EndpointId id, const char* action, Change&& work) {
  require_right(act.viewer);
  return act.database.write([&](db::Transaction& transaction) {
    auto endpoint = held(transaction, id);
    work(endpoint);
    update_endpoint(transaction, endpoint);
    note(transaction, act, action, endpoint);
    return require_endpoint(transaction, id);
  });
}

Endpoint insert(db::Transaction& transaction, const Act& act, const EndpointDraft& draft) {
  // Nobody read the journal while there was nobody to tell: what happened before is not told now.
  if (list_endpoints(transaction).empty()) advance(transaction, cursor(transaction), end_of_chain(transaction));
  Endpoint endpoint;
  endpoint.url = draft.url;
  endpoint.description = draft.description;
  endpoint.events = draft.events;
  endpoint.secret = draw_secret();
  endpoint.created_at = act.now;
  endpoint.id = insert_endpoint(transaction, endpoint, act.viewer.id);
  note(transaction, act, "added", endpoint);
  return endpoint;
}

}  // namespace

Result<Endpoint, Refusal> add_endpoint(const Act& act, const EndpointDraft& typed, Reach reach,
                                       const std::optional<accounts::IdempotencyKey>& key) {
  require_right(act.viewer);
  const auto draft = trimmed(typed);
  if (auto refusals = objections_to(draft, reach); !refusals.empty()) return fail(incomplete(std::move(refusals)));
  return act.database.write([&](db::Transaction& transaction) -> Result<Endpoint, Refusal> {
    if (key) {
      const auto kept = accounts::recall(transaction, *key, act.now);
      if (!kept) return fail(kept.error());
      if (*kept) return require_endpoint(transaction, {std::stoll((*kept)->body)});
    }
    const auto endpoint = insert(transaction, act, draft);
    if (key) accounts::keep(transaction, *key, {201, std::to_string(endpoint.id.value)}, act.now);
    return endpoint;
  });
}

Result<Endpoint, Refusal> change_endpoint(const Act& act, EndpointId id, const EndpointDraft& typed, Reach reach,
                                          std::optional<std::int64_t> version) {
  require_right(act.viewer);
  const auto draft = trimmed(typed);
  if (auto refusals = objections_to(draft, reach); !refusals.empty()) return fail(incomplete(std::move(refusals)));
  return change(act, id, "changed", [&](Endpoint& endpoint) {
    if (version.value_or(endpoint.version) != endpoint.version) throw Conflict("endpoint changed");
    endpoint.url = draft.url;
    endpoint.description = draft.description;
    endpoint.events = draft.events;
  });
}

Endpoint pause(const Act& act, EndpointId id) {
  return change(act, id, "paused", [](Endpoint& endpoint) { endpoint.state = "paused"; });
}

Endpoint resume(const Act& act, EndpointId id) {
  return change(act, id, "resumed", [](Endpoint& endpoint) { endpoint.state = "active"; });
}

Endpoint renew_secret(const Act& act, EndpointId id) {
  return change(act, id, "secret_renewed", [](Endpoint& endpoint) { endpoint.secret = draw_secret(); });
}

void remove_endpoint(const Act& act, EndpointId id) {
  require_right(act.viewer);
  act.database.write([&](db::Transaction& transaction) {
    const auto endpoint = held(transaction, id);
    delete_endpoint(transaction, id);
    note(transaction, act, "removed", endpoint);
  });
}

Delivery send_test(const Act& act, EndpointId id) {
  require_right(act.viewer);
  return act.database.write([&](db::Transaction& transaction) {
    const auto endpoint = held(transaction, id);
    insert_delivery(transaction, id, test_event("test_" + accounts::random_key(), act.now), act.now);
    note(transaction, act, "tested", endpoint);
    return list_deliveries(transaction, id, std::nullopt, 1).deliveries.front();
  });
}

Delivery send_again(const Act& act, EndpointId id, DeliveryId delivery) {
  require_right(act.viewer);
  return act.database.write([&](db::Transaction& transaction) {
    require_delivery(transaction, id, delivery);
    requeue(transaction, delivery, act.now);
    set_rest(transaction, id, std::nullopt);
    return require_delivery(transaction, id, delivery);
  });
}

}  // namespace recours::webhooks
