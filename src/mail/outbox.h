// Mail to send: a row written in the transaction of what it tells about, sent later by a job, tried again with growing
// delays, parked after the last try. Without an SMTP server rows stay queued and a page shows them.
// Sending itself is in delivery.h; the page is in jobs/outbox_pages.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "db/database.h"

namespace recours::mail {

using OutboxId = Id<struct OutboxNoun>;

struct Address {
  std::string name;
  std::string address;
  friend bool operator==(const Address&, const Address&) = default;
};

struct Mail {
  Address to;
  std::vector<Address> copies;
  std::string subject;
  std::string text;
  std::string html;
  std::string about_type;                 // "claim": what it tells about, for the pages
  std::string about_id;
  std::string reply_token = {};           // R-652 of its Reply-To, where the intake has an address; forgotten once it left
  std::vector<std::string> thread = {};   // what it follows, oldest first: our own message ids, or whole foreign ones
};

OutboxId enqueue(db::Transaction& transaction, const Mail& mail, Instant now);

struct OutboxMessage {
  OutboxId id;
  std::string message_id;                 // left part of the Message-ID header, drawn once
  Mail mail;
  std::string state;                      // queued, sending, sent, parked
  std::int64_t attempts = 0;
  std::string last_error;
  Instant created_at;
  Instant next_attempt_at;                // of a queued one; while sending: end of the lease
  std::optional<Instant> sent_at;
};

struct OutboxFilter {
  std::string state;                      // empty: every state
  std::string recipient;                  // empty: everybody's; else only what goes to, or in copy to, this address
};

struct OutboxPage {
  std::vector<OutboxMessage> messages;    // without bodies
  std::optional<OutboxId> next;           // pass as `before` for the older ones
};

// Newest first, those older than `before` when given.
OutboxPage list_outbox(db::Reader& reader, const OutboxFilter& filter, std::optional<OutboxId> before, int limit = 50);

// NotFound also when the recipient of the filter does not fit.
OutboxMessage require_outbox_message(db::Reader& reader, OutboxId id, const OutboxFilter& filter = {});

// What has not left yet; each exact to 1,000, beyond that 1,001.
struct OutboxCounts {
  std::int64_t queued = 0;
  std::int64_t sending = 0;
  std::int64_t parked = 0;
};
OutboxCounts count_unsent(db::Reader& reader);

// A parked message gets its eight tries again, from now. Conflict when it is not parked (any more).
void requeue(db::Transaction& transaction, OutboxId id, Instant now);

}  // namespace recours::mail
