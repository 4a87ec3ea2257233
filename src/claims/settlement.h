// R-680 The money of a line: what is proposed for it, with fee and VAT. Cents, rounded half to even, line by line.
// Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/claim.h"

namespace recours::claims {

struct Settlement {
  std::int64_t claimed_net_cents = 0;  // at the invoiced price
  std::int64_t fee_cents = 0;
  std::int64_t net_cents = 0;
  Decimal vat_rate;  // per cent
  std::int64_t vat_cents = 0;
  std::int64_t gross_cents() const { return net_cents + vat_cents; }
};

// What the line is worth: the offer that was accepted, else the claimed part of the invoice line less the fee.
Settlement proposal_for(const ClaimLine& line);
// The same line at another amount before tax: that of an offer, of the credit note as it was written, of a charge.
Settlement settled_at(const ClaimLine& line, std::int64_t net_cents);

// An amount over several lines in proportion to their weights (all zero: equally); the parts add up to it exactly.
std::vector<std::int64_t> spread(std::int64_t cents, const std::vector<std::int64_t>& weights);

}  // namespace recours::claims
