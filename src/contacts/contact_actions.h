// The verbs on contacts and what belongs to them: rule, row, words and journal entry in one transaction.
#pragma once

#include <optional>
#include <string>

#include "accounts/idempotency.h"
#include "contacts/contact_rules.h"

namespace recours::contacts {

// What was made: its id, and the answer of the API, which is the same again under the same idempotency key.
struct Created {
  std::int64_t id = 0;
  std::string body;  // JSON
};

// Refusals as in contact_rules.h, ref_taken; Forbidden for who may not edit.
Result<Created, Refusal> create_contact(db::Database& database, const accounts::Viewer& viewer, const Draft& draft,
                                        Instant now, const std::optional<accounts::IdempotencyKey>& key = {});
// NotFound for another adviser's; refusal stale_version unless `version` is the stored one. Changes nothing and says so
// to nobody when nothing differs.
std::optional<Refusal> change_contact(db::Database& database, const accounts::Viewer& viewer, ContactId id,
                                      const Draft& draft, std::int64_t version, Instant now);

Result<Created, Refusal> create_record(db::Database& database, const accounts::Viewer& viewer, RecordKind kind,
                                       ContactId contact, const Draft& draft, Instant now,
                                       const std::optional<accounts::IdempotencyKey>& key = {});
std::optional<Refusal> change_record(db::Database& database, const accounts::Viewer& viewer, RecordKind kind,
                                     std::int64_t id, const Draft& draft, std::int64_t version, Instant now);

}  // namespace recours::contacts
