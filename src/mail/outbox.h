// Mail to send: a row written in the transaction of what it tells about, sent later by a job, tried again with growing
// delays, parked after the last try. Without an SMTP server rows stay queued and a page shows them.
#pragma once

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
};

struct Mail {
  Address to;
  std::vector<Address> copies;
  std::string subject;
  std::string text;
  std::string html;
  std::string about_type;                 // "claim": what it tells about, for the pages
  std::string about_id;
};

OutboxId enqueue(db::Transaction& transaction, const Mail& mail, Instant now);

struct OutboxMessage {
  OutboxId id;
  std::string message_id;
  Mail mail;
  std::string state;                      // queued, sending, sent, parked
  std::int64_t attempts = 0;
  std::string last_error;
  Instant created_at;
  std::optional<Instant> sent_at;
};

}  // namespace recours::mail
