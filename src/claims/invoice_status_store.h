// R-686 The rules of e-invoice statuses, and what happened to invoices through claims in a period, always through the
// viewer: a reseller's own.
#pragma once

#include <vector>

#include "claims/invoice_status.h"
#include "db/database.h"

namespace recours::claims {

std::vector<InvoiceStatusRule> load_invoice_status_rules(db::Reader& reader);

// One proposal for an invoice, as it is listed and exported.
struct InvoiceStatusRow {
  ClaimId claim;
  std::string claim_number, claim_code, customer_no, account_name;
  std::string invoice_number, seller;
  Date invoice_date;
  Instant at;
  ProposedStatus proposed;
};

struct InvoiceStatusPeriod {
  Date from, to;  // of what happened, Europe/Paris, inclusive
};
// Oldest first; at most `limit`.
std::vector<InvoiceStatusRow> list_invoice_statuses(db::Reader& reader, const accounts::Viewer& viewer,
                                                    const InvoiceStatusPeriod& period, int limit);
// Of one claim the viewer sees, oldest first.
std::vector<InvoiceStatusRow> list_invoice_statuses(db::Reader& reader, const Claim& claim);

}  // namespace recours::claims
