// The basket: put in, change, take out, confirm. Each verb is one write transaction: state, events, journal, mail.
#pragma once

#include <optional>
#include <vector>

#include "accounts/idempotency.h"
#include "claims/claim_store.h"

namespace recours::claims {

// What the rules say about an item that lies in the basket, as the form shows it again.
Declaration declaration_of(const ClaimLine& line, const Claim& claim);

// R-510 refuses what is not allowed (code not_eligible, one field entry per cause: field "code", the cause's name, its
// reason) or not complete (code incomplete, one entry per field). NotFound when the viewer does not see the line.
// R-843 The files of the declaration become the item's in the same transaction; a repeated key finds them handed over.
Result<AddedItem, Refusal> add_item(db::Database& database, const accounts::Viewer& viewer,
                                    const Declaration& declaration, Instant now,
                                    const std::optional<accounts::IdempotencyKey>& key = {});
Result<AddedItem, Refusal> change_item(db::Database& database, const accounts::Viewer& viewer, ClaimLineId id,
                                       const Declaration& declaration, std::int64_t version, Instant now);
// Returns what was removed, as a declaration, so that the page can offer to put it back: its files wait with the person
// and are named in it. A version given must still be the item's (Conflict).
Declaration remove_item(db::Database& database, const accounts::Viewer& viewer, ClaimLineId id, Instant now,
                        std::optional<std::int64_t> version = {});
// The group's version afterwards. Refusal too_long or unreadable_characters.
Result<std::int64_t, Refusal> set_group_reference(db::Database& database, const accounts::Viewer& viewer, ClaimId group,
                                                  const std::string& reference, Instant now,
                                                  std::optional<std::int64_t> version = {});

// R-560 Confirms what is still possible. None passes: Refusal (Kind::Conflict when quantity is the only cause, else
// Rule) with code nothing_confirmed and one field entry per line and cause (field "items/ID"); empty basket: Refusal
// empty_basket. Idempotent by key; the answer that is kept is confirmation_json().
struct ConfirmationAnswer {
  int status = 201;
  std::string body;  // JSON of interface.md
};
// With what stayed in the basket, when that was everything.
struct ConfirmationRefusal : Refusal {
  std::vector<KeptItem> kept;
};
Result<ConfirmationAnswer, ConfirmationRefusal> confirm_basket(db::Database& database, const accounts::Viewer& viewer,
                                                               Instant now,
                                                               const std::optional<accounts::IdempotencyKey>& key);

}  // namespace recours::claims
