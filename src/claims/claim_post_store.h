// Mails that tell about claims, on their way into the outbox: each carries a token of its own, by which an answer finds
// back to the claim and to whom it was written; and none is sent to who does not want its kind. For the actions.
#pragma once

#include <optional>
#include <vector>

#include "accounts/mail_preferences.h"
#include "claims/claim.h"
#include "mail/outbox.h"

namespace recours::claims {

// To a contact, about these claims. Without a kind it is always sent (confirmations).
void post_claim_mail(db::Transaction& transaction, const std::vector<ClaimId>& claims, mail::Mail mail,
                     std::optional<accounts::MailKind> kind, Instant now);

// Where an answer belongs, by the token of the address it came to, or by the Message-IDs (left parts) it answers.
struct Bound {
  ClaimId claim;
  std::string contact_email;
};
std::vector<Bound> bound_by_tokens(db::Reader& reader, const std::vector<std::string>& tokens);
std::vector<Bound> bound_by_message_ids(db::Reader& reader, const std::vector<std::string>& ids);
// A mail of ours has this left part of its Message-ID.
bool is_own_message(db::Reader& reader, const std::string& id);

}  // namespace recours::claims
