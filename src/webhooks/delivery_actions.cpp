#include "webhooks/delivery_actions.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "webhooks/webhook_store.h"

namespace recours::webhooks {
namespace {

constexpr int kReadAtOnce = 500;
constexpr int kSentAtOnce = 8;

int spread(db::Transaction& transaction, const std::vector<JournalLine>& lines, const std::vector<Endpoint>& endpoints,
           Instant now) {
  int written = 0;
  for (const auto& line : lines) {
    const auto event = event_of(line);
    if (!event) continue;
    for (const auto& endpoint : endpoints) {
      const bool is_told = endpoint.wants(event->kind) && endpoint.created_at.iso() <= event->occurred_at;
      if (is_told) written += static_cast<int>(insert_delivery(transaction, endpoint.id, *event, now));
    }
  }
  return written;
}

// One piece of the journal; none: there is no more, or another worker took it.
std::optional<int> spread_piece(db::Database& database, Instant now) {
  const auto reader = database.reader();
  if (list_endpoints(*reader).empty()) return std::nullopt;
  const auto from = cursor(*reader);
  const auto lines = sealed_after(*reader, from, kReadAtOnce);
  if (lines.empty()) return std::nullopt;
  return database.write([&](db::Transaction& transaction) -> std::optional<int> {
    if (!advance(transaction, from, lines.back().position)) return std::nullopt;
    return spread(transaction, lines, list_endpoints(transaction), now);
  });
}

// The delivery, if this deliverer got it.
std::optional<Delivery> take(db::Database& database, EndpointId endpoint, DeliveryId id, Instant now) {
  return database.write([&](db::Transaction& transaction) -> std::optional<Delivery> {
    if (!claim(transaction, id, now, now.plus(kLease))) return std::nullopt;
    return require_delivery(transaction, endpoint, id);
  });
}

void mark(Delivery& delivery, const Answer& answer, Instant now) {
  delivery.last_answer = answer.words;
  delivery.next_attempt_at = now;
  if (answer.kind == Answer::Kind::Accepted) {
    delivery.state = "sent";
    delivery.sent_at = now;
  } else if (answer.kind == Answer::Kind::Gone || delivery.attempts >= kTries) {
    delivery.state = "parked";
  } else {
    delivery.state = "queued";
    delivery.next_attempt_at = now.plus(delay_after(delivery.attempts));
  }
}

void settle(db::Database& database, Delivery delivery, const Answer& answer, Instant now) {
  mark(delivery, answer, now);
  database.write([&](db::Transaction& transaction) {
    record(transaction, delivery);
    if (answer.kind == Answer::Kind::Unreachable) set_rest(transaction, delivery.endpoint, now.plus(kRest));
    if (answer.kind == Answer::Kind::Gone) {  // it asks not to be called again
      auto endpoint = require_endpoint(transaction, delivery.endpoint);
      endpoint.state = "paused";
      update_endpoint(transaction, endpoint);
    }
  });
  if (delivery.state == "sent") return;
  spdlog::warn("webhook {} delivery {} (try {}) is {}: {}", delivery.endpoint.value, delivery.id.value,
               delivery.attempts, delivery.state, answer.words);
}

}  // namespace

std::chrono::minutes delay_after(std::int64_t attempts) {
  static constexpr std::array minutes{1, 5, 15, 60, 240};
  const auto index = std::clamp<std::int64_t>(attempts - 1, 0, minutes.size() - 1);
  return std::chrono::minutes(minutes[static_cast<std::size_t>(index)]);
}

int spread_events(db::Database& database, Instant now) {
  int written = 0;
  while (const auto piece = spread_piece(database, now)) written += *piece;
  return written;
}

int deliver_due(db::Database& database, const Sender& sender, Instant now, const std::stop_token& stop) {
  using Steady = std::chrono::steady_clock;
  const auto begun = Steady::now();
  // A slow endpoint takes its time: the next claim's lease, and the signature's time, count from there.
  const auto moment = [&] {
    return now.plus(std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begun));
  };
  if (is_any_lapsed(*database.reader(), now, kTries))
    database.write([&](db::Transaction& transaction) { park_lapsed(transaction, now, kTries); });
  int arrived = 0;
  for (const auto& endpoint : list_callable(*database.reader(), now)) {
    for (const auto id : list_due(*database.reader(), endpoint.id, now, kSentAtOnce)) {
      if (stop.stop_requested()) return arrived;
      const auto delivery = take(database, endpoint.id, id, moment());
      if (!delivery) continue;
      const auto answer = sender.post(endpoint, *delivery, moment(), stop);
      settle(database, *delivery, answer, moment());
      if (answer.kind == Answer::Kind::Accepted) ++arrived;
      if (answer.kind == Answer::Kind::Unreachable || answer.kind == Answer::Kind::Gone) break;
    }
  }
  return arrived;
}

int forget_old(db::Database& database, Instant now) {
  return static_cast<int>(
      database.write([&](db::Transaction& transaction) { return delete_sent(transaction, now.plus(-kKept)); }));
}

}  // namespace recours::webhooks
