#include "webhooks/webhooks_api.h"

#include <boost/json.hpp>

#include "accounts/if_match.h"
#include "accounts/list_request.h"
#include "webhooks/webhook_actions.h"
#include "webhooks/webhook_store.h"

namespace recours::webhooks {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;
using http::Method;

// ---- what is shown

json::object endpoint_json(db::Reader& reader, const Endpoint& endpoint) {
  const auto unsent = count_unsent(reader, endpoint.id);
  json::array events;
  for (const auto& code : endpoint.events) events.emplace_back(code);
  return {{"id", endpoint.id.value},
          {"url", endpoint.url},
          {"description", endpoint.description},
          {"events", std::move(events)},
          {"state", endpoint.state},
          {"waiting", unsent.queued},
          {"parked", unsent.parked},
          {"created_at", endpoint.created_at.iso()},
          {"version", endpoint.version}};
}

json::object delivery_json(const Delivery& delivery) {
  const bool waits = delivery.state == "queued";
  return {{"id", delivery.id.value},
          {"event_id", delivery.event_id},
          {"type", delivery.event},
          {"number", delivery.number.empty() ? json::value(nullptr) : json::value(delivery.number)},
          {"state", delivery.state},
          {"attempts", delivery.attempts},
          {"last_answer", delivery.last_answer},
          {"next_attempt_at", waits ? json::value(delivery.next_attempt_at.iso()) : json::value(nullptr)},
          {"created_at", delivery.created_at.iso()},
          {"sent_at", delivery.sent_at ? json::value(delivery.sent_at->iso()) : json::value(nullptr)}};
}

http::Response with_secret(Visit& visit, const Endpoint& endpoint) {
  auto shown = endpoint_json(visit.reader, endpoint);
  shown["secret"] = endpoint.secret;
  auto response = accounts::json_answer(shown, 201);
  response.set("Cache-Control", "no-store");
  return response;
}

// ---- what is said

void read_text(const json::object& body, const char* field, std::string& into, std::vector<FieldRefusal>& refusals) {
  const auto* value = body.if_contains(field);
  if (!value) return;
  if (value->is_string())
    into = std::string(value->as_string());
  else
    refusals.push_back({field, "not_a_text", msg("A text is expected here.")});
}

void read_events(const json::object& body, std::vector<std::string>& into, std::vector<FieldRefusal>& refusals) {
  const auto* value = body.if_contains("events");
  if (!value) return;
  into.clear();
  if (!value->is_array()) return refusals.push_back({"events", "not_a_list", msg("A list is expected here.")});
  for (const auto& code : value->as_array()) {
    if (!code.is_string()) return refusals.push_back({"events", "not_a_text", msg("A text is expected here.")});
    into.emplace_back(code.as_string());
  }
}

// What the body names, over what is there.
Result<EndpointDraft, Refusal> overlaid(EndpointDraft draft, const json::object& body) {
  std::vector<FieldRefusal> refusals;
  read_text(body, "url", draft.url, refusals);
  read_text(body, "description", draft.description, refusals);
  read_events(body, draft.events, refusals);
  if (refusals.empty()) return draft;
  return fail(Refusal{"invalid_json", msg("Some fields have a form that is not understood."), std::move(refusals)});
}

EndpointId id_of(const Visit& visit) { return visit.request.path_id<EndpointId>("id"); }
Act act_of(const Visit& visit) { return {visit.database, visit.viewer, visit.now}; }

// ---- routes

http::Response list(Visit& visit) {
  json::array items;
  for (const auto& endpoint : list_endpoints(visit.reader)) items.push_back(endpoint_json(visit.reader, endpoint));
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response show(Visit& visit) {
  return accounts::json_answer(endpoint_json(visit.reader, require_endpoint(visit.reader, id_of(visit))));
}

http::Response add(Visit& visit, Reach reach) {
  const auto draft = overlaid({}, accounts::json_body(visit.request));
  if (!draft) return accounts::problem(visit, draft.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, "webhooks", visit.request);
  const auto added = add_endpoint(act_of(visit), *draft, reach, key);
  if (!added) return accounts::problem(visit, added.error());
  return with_secret(visit, *added);
}

http::Response change(Visit& visit, Reach reach) {
  const auto stored = require_endpoint(visit.reader, id_of(visit));
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto draft = overlaid({stored.url, stored.description, stored.events}, accounts::json_body(visit.request));
  if (!draft) return accounts::problem(visit, draft.error());
  const auto changed = change_endpoint(act_of(visit), stored.id, *draft, reach, version);
  if (!changed) return accounts::problem(visit, changed.error());
  return accounts::json_answer(endpoint_json(visit.reader, *changed));
}

http::Response take_away(Visit& visit) {
  remove_endpoint(act_of(visit), id_of(visit));
  return http::Response{204, {}, "", {}};
}

using Verb = Endpoint (*)(const Act&, EndpointId);
accounts::Handler doing(Verb verb) {
  return [verb](Visit& visit) {
    return accounts::json_answer(endpoint_json(visit.reader, verb(act_of(visit), id_of(visit))));
  };
}

http::Response renew(Visit& visit) { return with_secret(visit, renew_secret(act_of(visit), id_of(visit))); }

http::Response test(Visit& visit) {
  return accounts::json_answer(delivery_json(send_test(act_of(visit), id_of(visit))), 201);
}

http::Response retry(Visit& visit) {
  const auto delivery = visit.request.path_id<DeliveryId>("delivery");
  return accounts::json_answer(delivery_json(send_again(act_of(visit), id_of(visit), delivery)));
}

http::Response list_sent(Visit& visit) {
  const auto endpoint = require_endpoint(visit.reader, id_of(visit));
  const auto limit = accounts::list_limit(visit.request.query);
  if (!limit) return accounts::problem(visit, limit.error());
  const auto before = accounts::list_cursor<DeliveryId>(visit.request.query, "cursor");
  const auto found = list_deliveries(visit.reader, endpoint.id, before, *limit);
  json::array items;
  for (const auto& delivery : found.deliveries) items.push_back(delivery_json(delivery));
  json::value next = nullptr;
  if (found.next) next = std::to_string(found.next->value);
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

}  // namespace

void register_webhooks_api(accounts::Site& site, Reach reach) {
  const std::string all = "/api/v1/webhooks", one = all + "/{id}";
  const auto right = Right::ManageSettings;
  site.api(Method::Get, all, right, list);
  site.api(Method::Post, all, right, [reach](Visit& visit) { return add(visit, reach); });
  site.api(Method::Get, one, right, show);
  site.api(Method::Patch, one, right, [reach](Visit& visit) { return change(visit, reach); });
  site.api(Method::Delete, one, right, take_away);
  site.api(Method::Post, one + "/pause", right, doing(pause));
  site.api(Method::Post, one + "/resumption", right, doing(resume));
  site.api(Method::Post, one + "/secret", right, renew);
  site.api(Method::Post, one + "/test", right, test);
  site.api(Method::Get, one + "/deliveries", right, list_sent);
  site.api(Method::Post, one + "/deliveries/{delivery}/retry", right, retry);
}

}  // namespace recours::webhooks
