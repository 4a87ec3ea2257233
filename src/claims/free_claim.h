// R-614 « Réclamation libre »: what staff write down of a claim that stands on no invoice, and what it must contain.
// Limits are not computed, nothing is counted against a line that was sold. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/admission.h"

namespace recours::claims {

struct FreeClaim {
  std::string customer_no;
  std::string told_invoice_no;  // as the reseller says; may be empty
  std::optional<Date> told_invoice_on;
  std::string article_no, description;
  std::optional<sales::ManufacturerId> manufacturer;
  std::optional<Decimal> unit_price, vat_rate;  // before tax; per cent
  Declaration declared;                         // its staff_reason says why it stands on no invoice
  bool confirmed = false;                       // R-618 it is another one than those about the same goods
};

// What it is under, and the line it is of, as far as it can be written down.
struct FreeLine {
  sales::InvoiceLine line;
  const ClaimType* type = nullptr;
  Admitted admitted;
};
// All field refusals at once; field names are the API's. `today`: the day whose types it is under.
Result<FreeLine, Refusal> admit_free(const FreeClaim& claim, const Policies& policies, Date today);

}  // namespace recours::claims
