// The basket: put in, change, take out, confirm. Each verb is one write transaction: state, events, journal, mail.
#pragma once

#include <optional>
#include <vector>

#include "accounts/idempotency.h"
#include "claims/claim_store.h"

namespace recours::claims {

struct AddedItem {
  ClaimLineId id;
  std::string reservation_number;
};

// R-510 refuses with 422 what is not allowed (code not_eligible, fields empty, causes in the refusal's message) or not
// complete. NotFound when the viewer does not see the line.
Result<AddedItem, Refusal> add_item(db::Database& database, const accounts::Viewer& viewer, const Declaration& declaration,
                                    Instant now, const std::optional<accounts::IdempotencyKey>& key = {});
Result<AddedItem, Refusal> change_item(db::Database& database, const accounts::Viewer& viewer, ClaimLineId id,
                                       const Declaration& declaration, std::int64_t version, Instant now);
// Returns what was removed, as a declaration, so that the page can offer to put it back.
Declaration remove_item(db::Database& database, const accounts::Viewer& viewer, ClaimLineId id, Instant now);
void set_group_reference(db::Database& database, const accounts::Viewer& viewer, ClaimId group, const std::string& reference,
                         Instant now);

struct ConfirmedClaim {
  ClaimId id;
  std::string number;
  std::optional<std::string> rma_number;
  Authorisation state = Authorisation::Submitted;
  std::vector<ClaimLineId> lines;
};
struct KeptItem {
  ClaimLineId item;
  std::vector<Obstacle> obstacles;
};
struct Confirmation {
  std::vector<ConfirmedClaim> claims;
  std::vector<KeptItem> kept;                              // still in the basket, with every cause
};

// R-560 Confirms what is still possible. None passes: Refusal (Kind::Conflict when quantity is the only cause, else
// Rule) with code nothing_confirmed; empty basket: Refusal empty_basket. Idempotent by key; the answer that is kept is
// confirmation_json().
struct ConfirmationAnswer {
  int status = 201;
  std::string body;                                        // JSON of interface.md
};
Result<ConfirmationAnswer, Refusal> confirm_basket(db::Database& database, const accounts::Viewer& viewer, Instant now,
                                                   const std::optional<accounts::IdempotencyKey>& key);

}  // namespace recours::claims
