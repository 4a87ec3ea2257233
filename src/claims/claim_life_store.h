// Writing what goods and money leave behind (claim_traces.h), one statement each, for the actions; reading it back; and
// which claims wait for time.
#pragma once

#include <vector>

#include "claims/claim_traces.h"
#include "claims/parcel_store.h"
#include "db/database.h"

namespace recours::claims {

// All that happened on a claim.
ClaimTraces load_traces(db::Reader& reader, ClaimId claim);

void insert_receipt(db::Transaction& transaction, const Receipt& receipt);
void insert_ledger_entry(db::Transaction& transaction, const ClaimLine& line, const LedgerEntry& entry);

// R-680 What was credited on an invoice line so far, of all claims.
std::int64_t credited_cents(db::Reader& reader, sales::InvoiceLineId line);

// ---- what the clock has to do, for the jobs
// Lines of one claim that wait for time: expiry, an answer, an offer. Claims, oldest first.
std::vector<ClaimId> list_claims_with_expired_lines(db::Reader& reader, Date today);
std::vector<ClaimId> list_claims_without_answer(db::Reader& reader, Date last_due_on);
std::vector<ClaimId> list_claims_with_lapsed_offers(db::Reader& reader, Date today);
// Lines still awaited whose number began so long ago that the reseller is reminded, not reminded yet.
std::vector<ClaimId> list_claims_to_remind(db::Reader& reader, Date expires_on_or_before, Date today);
// False: another process was first.
bool mark_reminded(db::Transaction& transaction, ClaimLineId line, Date today);

}  // namespace recours::claims
