#include "webhooks/webhook_store.h"

#include "base/text.h"

namespace recours::webhooks {
namespace {

constexpr std::int64_t kCountedAtMost = 1000;

const std::string kEndpoint =
    "SELECT id, url, description, events, secret, state, created_at, version FROM webhook_endpoint ";
const std::string kDelivery =
    "SELECT id, endpoint_id, event_id, event, number, body, state, attempts, next_attempt_at, last_answer, created_at,"
    " sent_at FROM webhook_delivery ";

std::vector<std::string> codes_of(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : split(text, ',');
}

Endpoint endpoint_of(const db::Row& row) {
  Endpoint endpoint;
  endpoint.id = row.get<EndpointId>("id");
  endpoint.url = row.get<std::string>("url");
  endpoint.description = row.get<std::string>("description");
  endpoint.events = codes_of(row.get<std::string>("events"));
  endpoint.secret = row.get<std::string>("secret");
  endpoint.state = row.get<std::string>("state");
  endpoint.created_at = row.get<Instant>("created_at");
  endpoint.version = row.get<std::int64_t>("version");
  return endpoint;
}

Delivery delivery_of(const db::Row& row) {
  Delivery delivery;
  delivery.id = row.get<DeliveryId>("id");
  delivery.endpoint = row.get<EndpointId>("endpoint_id");
  delivery.event_id = row.get<std::string>("event_id");
  delivery.event = row.get<std::string>("event");
  delivery.number = row.get<std::string>("number");
  delivery.body = row.get<std::string>("body");
  delivery.state = row.get<std::string>("state");
  delivery.attempts = row.get<std::int64_t>("attempts");
  delivery.next_attempt_at = row.get<Instant>("next_attempt_at");
  delivery.last_answer = row.get<std::string>("last_answer");
  delivery.created_at = row.get<Instant>("created_at");
  delivery.sent_at = row.get<std::optional<Instant>>("sent_at");
  return delivery;
}

}  // namespace

std::vector<Endpoint> list_endpoints(db::Reader& reader) {
  return reader.list(kEndpoint + "ORDER BY id", {}, endpoint_of);
}

Endpoint require_endpoint(db::Reader& reader, EndpointId id) {
  return reader.require(kEndpoint + "WHERE id = :id", {{"id", id}}, endpoint_of);
}

EndpointId insert_endpoint(db::Transaction& transaction, const Endpoint& endpoint, UserId by) {
  return transaction.require(
      "INSERT INTO webhook_endpoint (url, description, events, secret, state, created_by, created_at)"
      " VALUES (:url, :description, :events, :secret, :state, :by, :at) RETURNING id",
      {{"url", endpoint.url},
       {"description", endpoint.description},
       {"events", join(endpoint.events, ",")},
       {"secret", endpoint.secret},
       {"state", endpoint.state},
       {"by", by},
       {"at", endpoint.created_at}},
      [](const db::Row& row) { return row.get<EndpointId>("id"); });
}

void update_endpoint(db::Transaction& transaction, const Endpoint& endpoint) {
  transaction.execute_one(
      "UPDATE webhook_endpoint SET url = :url, description = :description, events = :events, secret = :secret,"
      " state = :state, rests_until = '', version = version + 1 WHERE id = :id AND version = :version",
      {{"url", endpoint.url},
       {"description", endpoint.description},
       {"events", join(endpoint.events, ",")},
       {"secret", endpoint.secret},
       {"state", endpoint.state},
       {"id", endpoint.id},
       {"version", endpoint.version}});
}

void delete_endpoint(db::Transaction& transaction, EndpointId id) {
  transaction.execute("DELETE FROM webhook_delivery WHERE endpoint_id = :id", {{"id", id}});
  transaction.execute("DELETE FROM webhook_endpoint WHERE id = :id", {{"id", id}});
}

void set_rest(db::Transaction& transaction, EndpointId id, std::optional<Instant> until) {
  transaction.execute("UPDATE webhook_endpoint SET rests_until = :until WHERE id = :id",
                      {{"until", until ? until->iso() : std::string()}, {"id", id}});
}

std::vector<Endpoint> list_callable(db::Reader& reader, Instant now) {
  return reader.list(kEndpoint + "WHERE state = 'active' AND rests_until <= :now ORDER BY id", {{"now", now}},
                     endpoint_of);
}

std::int64_t insert_delivery(db::Transaction& transaction, EndpointId endpoint, const Event& event, Instant now) {
  return transaction.execute(
      "INSERT INTO webhook_delivery (endpoint_id, event_id, event, number, body, state, next_attempt_at, created_at)"
      " VALUES (:endpoint, :event_id, :event, :number, :body, 'queued', :now, :now) ON CONFLICT DO NOTHING",
      {{"endpoint", endpoint},
       {"event_id", event.id},
       {"event", event.kind},
       {"number", event.number},
       {"body", body_of(event)},
       {"now", now}});
}

DeliveryPage list_deliveries(db::Reader& reader, EndpointId endpoint, std::optional<DeliveryId> before, int limit) {
  DeliveryPage page;
  page.deliveries = reader.list(
      kDelivery + "WHERE endpoint_id = :endpoint AND (:before = 0 OR id < :before) ORDER BY id DESC LIMIT :limit",
      {{"endpoint", endpoint}, {"before", before ? before->value : 0}, {"limit", limit + 1}}, delivery_of);
  if (page.deliveries.size() > static_cast<std::size_t>(limit)) {
    page.deliveries.pop_back();
    page.next = page.deliveries.back().id;
  }
  return page;
}

Delivery require_delivery(db::Reader& reader, EndpointId endpoint, DeliveryId id) {
  return reader.require(kDelivery + "WHERE id = :id AND endpoint_id = :endpoint", {{"id", id}, {"endpoint", endpoint}},
                        delivery_of);
}

Unsent count_unsent(db::Reader& reader, EndpointId endpoint) {
  const auto count = [&](const char* state) {
    return reader.value<std::int64_t>(
        "SELECT COUNT(*) AS value FROM (SELECT id FROM webhook_delivery WHERE endpoint_id = :endpoint AND state = "
        ":state"
        " LIMIT :most) AS counted",
        {{"endpoint", endpoint}, {"state", state}, {"most", kCountedAtMost + 1}});
  };
  return {count("queued") + count("sending"), count("parked")};
}

std::int64_t count_parked(db::Reader& reader) {
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM (SELECT id FROM webhook_delivery WHERE state = 'parked' LIMIT :most) AS counted",
      {{"most", kCountedAtMost + 1}});
}

std::vector<DeliveryId> list_due(db::Reader& reader, EndpointId endpoint, Instant now, int limit) {
  return reader.list(
      "SELECT id FROM webhook_delivery WHERE endpoint_id = :endpoint AND state IN ('queued', 'sending')"
      " AND next_attempt_at <= :now ORDER BY next_attempt_at, id LIMIT :limit",
      {{"endpoint", endpoint}, {"now", now}, {"limit", limit}},
      [](const db::Row& row) { return row.get<DeliveryId>("id"); });
}

bool claim(db::Transaction& transaction, DeliveryId id, Instant now, Instant lease) {
  return transaction.execute(
             "UPDATE webhook_delivery SET state = 'sending', attempts = attempts + 1, next_attempt_at = :lease"
             " WHERE id = :id AND state IN ('queued', 'sending') AND next_attempt_at <= :now",
             {{"id", id}, {"lease", lease}, {"now", now}}) == 1;
}

void record(db::Transaction& transaction, const Delivery& delivery) {
  transaction.execute(
      "UPDATE webhook_delivery SET state = :state, next_attempt_at = :next, sent_at = :sent, last_answer = :answer"
      " WHERE id = :id AND state = 'sending' AND attempts = :attempts",
      {{"state", delivery.state},
       {"next", delivery.next_attempt_at},
       {"sent", delivery.sent_at},
       {"answer", delivery.last_answer},
       {"id", delivery.id},
       {"attempts", delivery.attempts}});
}

std::int64_t park_lapsed(db::Transaction& transaction, Instant now, int tries) {
  return transaction.execute(
      "UPDATE webhook_delivery SET state = 'parked', last_answer = 'the last try did not come back'"
      " WHERE state = 'sending' AND next_attempt_at <= :now AND attempts >= :tries",
      {{"now", now}, {"tries", tries}});
}

bool is_any_lapsed(db::Reader& reader, Instant now, int tries) {
  return reader.value<bool>(
      "SELECT EXISTS (SELECT 1 FROM webhook_delivery WHERE state = 'sending' AND next_attempt_at <= :now"
      " AND attempts >= :tries) AS value",
      {{"now", now}, {"tries", tries}});
}

void requeue(db::Transaction& transaction, DeliveryId id, Instant now) {
  transaction.execute_one(
      "UPDATE webhook_delivery SET state = 'queued', attempts = 0, next_attempt_at = :now, sent_at = NULL"
      " WHERE id = :id AND state <> 'sending'",
      {{"id", id}, {"now", now}});
}

std::int64_t delete_sent(db::Transaction& transaction, Instant before) {
  return transaction.execute("DELETE FROM webhook_delivery WHERE state = 'sent' AND sent_at < :before",
                             {{"before", before}});
}

std::int64_t cursor(db::Reader& reader) {
  return reader.value<std::int64_t>("SELECT position AS value FROM webhook_cursor WHERE id = 1");
}

std::int64_t end_of_chain(db::Reader& reader) {
  return reader.value<std::int64_t>("SELECT COALESCE(MAX(position), 0) AS value FROM journal_link");
}

bool advance(db::Transaction& transaction, std::int64_t from, std::int64_t to) {
  return transaction.execute("UPDATE webhook_cursor SET position = :to WHERE id = 1 AND position = :from",
                             {{"to", to}, {"from", from}}) == 1;
}

std::vector<JournalLine> sealed_after(db::Reader& reader, std::int64_t position, int limit) {
  return reader.list(
      "SELECT l.position, e.id, e.at, e.action, e.subject_type, e.subject_id, COALESCE(c.content, '') AS content"
      " FROM journal_link l JOIN journal_entry e ON e.id = l.entry_id"
      " LEFT JOIN journal_content c ON c.entry_id = e.id"
      " WHERE l.position > :position ORDER BY l.position LIMIT :limit",
      {{"position", position}, {"limit", limit}}, [](const db::Row& row) {
        return JournalLine{row.get<std::int64_t>("position"),    row.get<std::int64_t>("id"),
                           row.get<std::string>("at"),           row.get<std::string>("action"),
                           row.get<std::string>("subject_type"), row.get<std::string>("subject_id"),
                           row.get<std::string>("content")};
      });
}

}  // namespace recours::webhooks
