// Invoices for programs: GET /api/v1/invoices and /api/v1/invoices/{id}. Registered by the composition root, which also
// hands in what only claims know: how much of each line can still be claimed.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "accounts/site.h"
#include "sales/invoice.h"

namespace recours::sales {

// For every line handed in.
using ClaimableQuantities = std::function<std::map<InvoiceLineId, Decimal>(db::Reader&, const std::vector<InvoiceLine>&)>;

void register_sales_api(accounts::Site& site, ClaimableQuantities claimable);

}  // namespace recours::sales
