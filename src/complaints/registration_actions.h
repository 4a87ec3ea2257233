// Recording complaints: draft, registration, change, the writing that follows an oral one. Each verb is one transaction:
// row, event, journal.
#pragma once

#include "accounts/idempotency.h"
#include "attachments/attachment_actions.h"
#include "complaints/complaint_store.h"
#include "complaints/registration.h"

namespace recours::complaints {

// A new draft, or the one with this id changed; never refused for what is still missing, only for what cannot be kept
// (too long, unreadable). `key`: a new one once only.
Result<Complaint, Refusal> save_draft(db::Database& database, const accounts::Viewer& viewer, std::optional<ComplaintId> draft,
                                      const Registration& registration, Instant now,
                                      const std::optional<accounts::IdempotencyKey>& key = {});
void discard_draft(db::Database& database, const accounts::Viewer& viewer, ComplaintId draft, Instant now);

// R-703 Into the register: number, clock, state new; its documents handed over, the form closed. Refusal incomplete with one
// entry per field. `draft`: becomes the complaint.
Result<Complaint, Refusal> register_complaint(db::Database& database, const accounts::Viewer& viewer,
                                              std::optional<ComplaintId> draft, const Registration& registration, Instant now,
                                              const std::optional<accounts::IdempotencyKey>& key = {});

// R-790 A later state with what was done before asks the rights of doing it, the rules of its dates and the closing gate.
// R-791 As an entry of an old register: flagged, its number kept as reference; told in the journal as `actor`.
struct OldEntry {
  std::string old_reference;
  journal::Actor actor;
};
// Inside the transaction of a verb: register_complaint, or the import of an old register; rights were asked.
Result<Complaint, Refusal> put_into_register(db::Transaction& transaction, const accounts::Viewer& viewer,
                                             std::optional<ComplaintId> draft, const Registration& registration, Instant now,
                                             const std::optional<OldEntry>& old);
// What would refuse it; nothing is written.
std::optional<Refusal> objection_to_registering(db::Reader& reader, const accounts::Viewer& viewer,
                                                const Registration& registration, Instant now,
                                                const std::optional<OldEntry>& old);

// R-708 A change of the date d'envoi or réception asks for a reason, keeps the old dates in the history and computes the clock
// again by the same regime rules; other fields just change. Conflict when `version` is not the current one.
Result<Complaint, Refusal> change_complaint(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                                            const Registration& registration, const std::string& reason, std::int64_t version,
                                            Instant now);

// R-709 The first written complaint after an oral one starts the clock.
struct Writing {
  std::optional<Date> sent_on, received_on;
  std::string proof_of_sending;
};
Result<Complaint, Refusal> record_writing(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                                          const Writing& writing, std::int64_t version, Instant now,
                                          const std::optional<accounts::IdempotencyKey>& key = {});

Result<Complaint, Refusal> link_complaints(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                                           const std::string& other, Instant now);
Result<Complaint, Refusal> unlink_complaints(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                                             const std::string& other, Instant now);

}  // namespace recours::complaints
