// What staff should know before they decide: other claims on the same goods, where each serial number was sold and
// claimed, what the account claimed lately. Of every account: for staff alone.
#pragma once

#include <string>
#include <vector>

#include "claims/claim_store.h"

namespace recours::claims {

// Confirmed claims on one of these invoice lines or serial numbers, newest first, this one apart; at most `limit`.
std::vector<Claim> list_other_claims(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                     const std::vector<ClaimLine>& lines, int limit);

// Sold on, as the ERP handed over.
struct SerialSale {
  std::string number_key;
  sales::InvoiceId invoice;
  std::string invoice_number, line_no, customer_no;
  Date issued_on;
};
// Claimed on another claim.
struct SerialClaim {
  std::string number_key;
  std::string claim_number;
  Instant confirmed_at;
  LineState state;
};
struct SerialPast {
  std::string number;
  std::vector<SerialSale> sales;    // oldest first
  std::vector<SerialClaim> claims;  // newest first
};
// In the order of the serial numbers of these lines.
std::vector<SerialPast> load_serial_past(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                         const std::vector<ClaimLine>& lines);

struct AccountPast {
  std::int64_t claims = 0, refused = 0;
};
AccountPast count_account_claims(db::Reader& reader, const accounts::Viewer& viewer, ResellerAccountId account,
                                 Instant since);

}  // namespace recours::claims
