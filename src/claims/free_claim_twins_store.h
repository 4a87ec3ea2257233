// R-618 What speaks against another claim without invoice: the invoice it names is here after all, or other claims are
// about the same goods already. For staff, who see every account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/free_claim.h"
#include "db/database.h"

namespace recours::claims {

// The invoice of this account with the number that was told, exactly; none where no number was told.
struct ToldInvoice {
  std::string number;
  Date issued_on;
};
std::optional<ToldInvoice> find_told_invoice(db::Reader& reader, const FreeClaim& claim);

// Newest first: claims of the account without invoice that were told with the same number for the same article, and
// claims of any account on one of the same serial numbers. Not the cancelled ones. `most` at most.
struct Twin {
  std::string number, customer_no;
  std::string serial;  // the one they share; empty: the number told
};
std::vector<Twin> list_twins(db::Reader& reader, const FreeClaim& claim, std::size_t most);

}  // namespace recours::claims
