#include "mail/delivery.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "mail/confidential.h"

namespace recours::mail {
namespace {

// With the longest conversation (60 s) a whole batch stays within the lease, which is counted from the run's start.
constexpr int kBatch = 8;

std::vector<OutboxId> list_due(db::Database& database, Instant now) {
  return database.reader()->list(
      "SELECT id FROM outbox_message WHERE state IN ('queued', 'sending') AND next_attempt_at <= :now"
      " ORDER BY next_attempt_at, id LIMIT :batch",
      {{"now", now}, {"batch", kBatch}}, [](const db::Row& row) { return row.get<OutboxId>("id"); });
}

// A message whose last try never came back (crash) has used up its tries as well.
void park_lapsed(db::Database& database, Instant now) {
  const auto lapsed = database.reader()->find(
      "SELECT id FROM outbox_message WHERE state = 'sending' AND next_attempt_at <= :now AND attempts >= :tries LIMIT 1",
      {{"now", now}, {"tries", kTries}}, [](const db::Row& row) { return row.get<OutboxId>("id"); });
  if (!lapsed) return;
  database.write([&](db::Transaction& transaction) {
    transaction.execute(
        "UPDATE outbox_message SET state = 'parked', last_error = 'the last try did not come back'"
        " WHERE state = 'sending' AND next_attempt_at <= :now AND attempts >= :tries",
        {{"now", now}, {"tries", kTries}});
  });
}

// The message, if this deliverer got it: whoever died with it left it to the next one, after the lease.
std::optional<OutboxMessage> claim(db::Database& database, OutboxId id, Instant now) {
  return database.write([&](db::Transaction& transaction) -> std::optional<OutboxMessage> {
    const auto claimed = transaction.execute(
        "UPDATE outbox_message SET state = 'sending', attempts = attempts + 1, next_attempt_at = :lease"
        " WHERE id = :id AND state IN ('queued', 'sending') AND next_attempt_at <= :now",
        {{"id", id}, {"lease", now.plus(kLease)}, {"now", now}});
    if (claimed == 0) return std::nullopt;
    return require_outbox_message(transaction, id);
  });
}

struct Mark {
  std::string_view state;
  Instant next_attempt_at;
  std::optional<Instant> sent_at;
};

Mark mark_of(const OutboxMessage& message, const Outcome& outcome, Instant now) {
  if (outcome.kind == Outcome::Kind::Accepted) return {"sent", now, now};
  if (outcome.kind == Outcome::Kind::Permanent || message.attempts >= kTries) return {"parked", now, std::nullopt};
  return {"queued", now.plus(delay_after(message.attempts)), std::nullopt};
}

// Only while the claim still stands: the number of attempts tells this claim from a later one.
void record(db::Database& database, const OutboxMessage& message, const Outcome& outcome, Instant now) {
  const auto mark = mark_of(message, outcome, now);
  database.write([&](db::Transaction& transaction) {
    transaction.execute(
        "UPDATE outbox_message SET state = :state, next_attempt_at = :next, sent_at = :sent, last_error = :error,"
        " text_body = CASE WHEN :forget = 1 THEN '' ELSE text_body END,"
        " html_body = CASE WHEN :forget = 1 THEN '' ELSE html_body END,"
        " reply_token = CASE WHEN :state = 'sent' THEN '' ELSE reply_token END"
        " WHERE id = :id AND state = 'sending' AND attempts = :attempts",
        {{"id", message.id},
         {"state", mark.state},
         {"next", mark.next_attempt_at},
         {"sent", mark.sent_at},
         {"error", outcome.words},
         {"forget", is_confidential(message.mail) && mark.state == "sent" ? 1 : 0},
         {"attempts", message.attempts}});
  });
  if (mark.state != "sent") {
    spdlog::warn("mail {} (try {}) is {}: {}", message.id.value, message.attempts, mark.state, outcome.words);
  }
}

}  // namespace

std::chrono::minutes delay_after(std::int64_t attempts) {
  static constexpr std::array minutes{1, 5, 15, 60, 240};
  const auto index = std::clamp<std::int64_t>(attempts - 1, 0, minutes.size() - 1);
  return std::chrono::minutes(minutes[static_cast<std::size_t>(index)]);
}

int deliver_due(db::Database& database, const Sender& sender, Instant now, const std::stop_token& stop) {
  park_lapsed(database, now);
  int sent = 0;
  for (const auto id : list_due(database, now)) {
    if (stop.stop_requested()) break;
    const auto message = claim(database, id, now);
    if (!message) continue;
    const auto outcome = sender.send(*message, now);
    record(database, *message, outcome, now);
    if (outcome.kind == Outcome::Kind::Accepted) ++sent;
    if (outcome.kind == Outcome::Kind::Unreachable) break;
  }
  return sent;
}

}  // namespace recours::mail
