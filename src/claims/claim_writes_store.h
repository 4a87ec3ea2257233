// Writing claims, lines, serials and events: one statement each, for the actions. No rule and no journal here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/transition.h"
#include "db/database.h"

namespace recours::claims {

// ---- R-630 numbers: each locks its series until the transaction ends, so they are drawn last
std::string draw_reservation_number(db::Transaction& transaction);  // R000012345
std::string draw_rma_number(db::Transaction& transaction);          // 000202646749

// A basket belongs to one person, whose row holds all verbs on that basket one after the other.
void lock_basket(db::Transaction& transaction, const accounts::Viewer& viewer);

// ---- claims
// The row of an empty group in its author's basket; number: of its first line.
ClaimId insert_group(db::Transaction& transaction, const Claim& group, Instant now);
// number, rma_number, reference, department, state, confirmed_at, closed_at, reopened_at, assignee as they are in `claim`, whose
// version it raises. Conflict when the row has another version.
void update_claim(db::Transaction& transaction, Claim& claim, Instant now);
void delete_group(db::Transaction& transaction, ClaimId group);
// An unconfirmed group of this author with room for one more line.
std::optional<Claim> find_group_with_room(db::Reader& reader, const Claim& like, std::int64_t max_lines);

// ---- lines
// Without serials. The id of the new row.
ClaimLineId insert_line(db::Transaction& transaction, const ClaimLine& line);
// What was declared; raises the version. Conflict when the row has another one.
void update_declared(db::Transaction& transaction, ClaimLine& line);
// The three axes and what they carry, and the type the line is under; raises the version. Conflict when the row has
// another one.
void update_line_state(db::Transaction& transaction, ClaimLine& line);
// JSON of admission.h Decision: what the automatic yes or no was decided on.
void set_decision_basis(db::Transaction& transaction, ClaimLineId line, const std::string& basis);
// What a part of a line left to it, the line itself holding its new quantity already: the rest as a row of its own,
// with its serial numbers and what it was decided on. Sets the id of `rest`.
void insert_rest(db::Transaction& transaction, ClaimLine& line, ClaimLine& rest);
void move_lines(db::Transaction& transaction, const std::vector<ClaimLineId>& lines, ClaimId to);
// With its serials and events: of a line that was never confirmed.
void delete_line(db::Transaction& transaction, ClaimLineId line);
void replace_serials(db::Transaction& transaction, ClaimLineId line, const std::vector<std::string>& serials,
                     const sales::InvoiceLine& invoice_line);

// ---- history
struct Happening {
  std::string command;
  std::optional<LineState> from = {};  // none: the line begins with this
  std::string reason_code = {}, comment = {};
  std::string detail = {};  // JSON
};
// The line as it is now, in the state it came to.
void insert_event(db::Transaction& transaction, const ClaimLine& line, const Happening& happening,
                  const journal::Actor& actor, Instant now);

}  // namespace recours::claims
