// R-691 The reasoned protest to the carrier (article L133-3 Code de commerce) as a letter that is ready to be signed:
// what must be said of it, and what makes it worthless. In French whatever the language of the page: it goes to a
// carrier in France. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "claims/carriage.h"
#include "claims/claim.h"
#include "print/document.h"
#include "sales/invoice.h"

namespace recours::claims {

// What people fill in; prefilled from the claim.
struct ProtestDraft {
  std::string carrier, address;      // of the letter; the address on several lines
  std::string place;                 // where it is signed
  std::optional<Date> received_on;
  std::string damage;                // precisely, for each article
};
ProtestDraft prefilled(const Claim& claim, const std::vector<ClaimLine>& lines, const Carriage& carriage,
                       const sales::Account& account);

// Everything that is missing, field by field: without a carrier, a day and the exact damage it is no protest; “sous
// réserve de déballage” alone is none either.
std::optional<Refusal> check_protest(const ProtestDraft& draft, Date today);

struct ProtestFacts {
  const Claim& claim;
  const std::vector<ClaimLine>& lines;
  const Carriage& carriage;
  const sales::Account& account;  // who received the goods, and protests
  std::string shipper;            // the distributor
  Date today;
  Date due_on;                    // by when it must leave
};
print::Document protest_letter(const ProtestDraft& draft, const ProtestFacts& facts);

}  // namespace recours::claims
