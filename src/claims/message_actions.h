// The verbs of a conversation inside a claim: write, read, accept a mail of somebody unexpected. Row, journal entry and
// mail in one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/idempotency.h"
#include "attachments/attachment_actions.h"
#include "claims/claim_store.h"
#include "claims/message_mail.h"
#include "claims/message_store.h"

namespace recours::claims {

enum class Audience { BothSides, StaffOnly };

struct MessageDraft {
  Audience audience = Audience::BothSides;
  std::string text;
  std::string upload_form = {};                             // key of the form its files wait in
  std::vector<attachments::AttachmentId> attachments = {};  // or loose ones, by the API
};

// Refusals: incomplete (text), unknown_attachment, archived. Forbidden for who may not write, and for a
// reseller who asks for staff only. The same key twice gives the same message.
Result<ClaimMessage, Refusal> write_message(db::Database& database, const accounts::Viewer& viewer,
                                            const std::string& number, const MessageDraft& draft,
                                            const Correspondence& correspondence, Instant now,
                                            const std::optional<accounts::IdempotencyKey>& key = {});

// What the other side wrote counts as read from now on, when this viewer reads for its side.
void read_messages(db::Database& database, const accounts::Viewer& viewer, ClaimId claim, Instant now);

// R-654 What somebody unexpected wrote by mail, or a person who was taken for a machine, becomes a message of the
// reseller. Conflict when it is none of these (any more).
void accept_message(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                    ClaimMessageId id, Instant now);

// ---- for the intake, inside its transaction
// R-651 The journal tells that something was written, not what; only what both sides read is an event for others.
void note_message(db::Transaction& transaction, const Claim& claim, const ClaimMessage& message,
                  const journal::Actor& actor, Instant now);
void tell_department(db::Transaction& transaction, const Claim& claim, const ClaimMessage& message,
                     const Correspondence& correspondence, Instant now);

// R-656 A contact answered by mail, filed or accepted just now: lines that wait for information are under review again.
void note_answer(db::Transaction& transaction, const Claim& claim, const ClaimMessage& message,
                 const journal::Actor& actor, Instant now);

}  // namespace recours::claims
