// R-685 Imported credit notes (381) and corrected invoices (384) move the lines of claims they settle: by themselves where
// article and quantity say it beyond doubt, else by somebody of the accounts. No line of a document counts twice.
#pragma once

#include <string>

#include "accounts/viewer.h"
#include "base/refusal.h"
#include "base/result.h"
#include "claims/credit_document_store.h"

namespace recours::claims {

// Every document that waits. What was entered by hand under its number before is recognised and moves nothing. To be
// called every minute; doing it twice changes nothing.
void match_imported_credits(db::Database& database, Instant now);

// By hand: this line of the document settles that line of a claim, or as much of it as the document says. NotFound for
// a line of something else; refusal `placed` when it was placed in the meantime, else those of the command
// (claim_actions.h). The claim as it is then.
struct HandMatch {
  sales::InvoiceId document;
  sales::InvoiceLineId document_line;
  ClaimLineId claim_line;
};
Result<Claim, Refusal> match_by_hand(db::Database& database, const accounts::Viewer& viewer, const HandMatch& match,
                                     Instant now);

// Every line that is not placed belongs to no claim. Refusals `reason_missing`, `placed`.
std::optional<Refusal> put_aside(db::Database& database, const accounts::Viewer& viewer, sales::InvoiceId document,
                                 const std::string& reason, Instant now);

}  // namespace recours::claims
