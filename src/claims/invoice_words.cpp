#include "claims/invoice_words.h"

namespace recours::claims {

std::string invoice_label(ui::Language l, const Claim& claim) {
  return claim.without_invoice ? ui::tr(l, "Without invoice") : claim.invoice_number;
}

std::string invoice_words(ui::Language l, const Claim& claim) {
  if (!claim.without_invoice) return ui::tr(l, "Invoice {1} of {2}", claim.invoice_number, claim.invoice_date);
  if (claim.invoice_number.empty()) return invoice_label(l, claim);
  return ui::tr(l, "Without invoice (told: {1})", claim.invoice_number);
}

std::string invoice_words(ui::Language l, const Claim& claim, const ClaimLine& line) {
  if (claim.without_invoice) return invoice_words(l, claim);
  return ui::tr(l, "Invoice {1} of {2}, line {3}", claim.invoice_number, claim.invoice_date, line.line_no);
}

}  // namespace recours::claims
