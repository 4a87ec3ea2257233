// R-614 The form of a claim without invoice: as typed, as values, with its errors. The rules are in free_claim.h.
#pragma once

#include <string>
#include <vector>

#include "claims/free_claim.h"
#include "claims/page_parts.h"

namespace recours::claims {

struct FreeClaimForm {
  std::string customer_no, invoice_number, invoice_date, article_no, description, manufacturer, quantity = "1", unit_price,
      vat_rate = "20", type, variant, staff_reason, serials, condition, fault_description, accessories,
      requested_outcome, comment, customer_reference, contact_name, contact_email, contact_phone, confirmed;
  ui::FieldErrors errors;
};
FreeClaimForm read_free_claim_form(const http::Fields& fields);

struct ReadFreeClaim {
  FreeClaim claim;
  std::vector<FieldRefusal> unreadable;  // numbers and dates that are none
};
ReadFreeClaim to_free_claim(const FreeClaimForm& form, const std::vector<sales::Manufacturer>& manufacturers);
// Each beside its field; what names the contact or the invoice has its own names here.
ui::FieldErrors free_claim_errors(ui::Language language, const std::vector<FieldRefusal>& unreadable,
                                  const std::vector<FieldRefusal>& refused);

struct FreeClaimChoices {
  const Policies& policies;
  const std::vector<sales::Manufacturer>& manufacturers;
  Date today;
};
ui::Html free_claim_fields(ui::Language language, const FreeClaimForm& form, const FreeClaimChoices& choices);

}  // namespace recours::claims
