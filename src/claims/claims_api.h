// The API of claims: what can be claimed on a line, the basket, confirmation, claims and the commands on them (the
// outer contract is described in OpenAPI). Registered once by the composition root.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "accounts/site.h"
#include "sales/invoice.h"

namespace recours::claims {

void register_claims_api(accounts::Site& site);
// The parts of it.
void register_basket_api(accounts::Site& site);
void register_tracking_api(accounts::Site& site);
void register_credit_documents_api(accounts::Site& site);
void register_invoice_statuses_api(accounts::Site& site);
// The data claims are decided by.
void register_policies_api(accounts::Site& site);

// How much of each line can still be claimed, never negative: handed to the invoices of sales, which know no claims.
std::map<sales::InvoiceLineId, Decimal> claimable_quantities(db::Reader& reader,
                                                             const std::vector<sales::InvoiceLine>& lines);

}  // namespace recours::claims
