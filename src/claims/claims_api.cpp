#include "claims/claims_api.h"

#include <algorithm>

#include "claims/basket_store.h"
#include "claims/free_claim_pages.h"
#include "claims/line_list_pages.h"

namespace recours::claims {

void register_claims_api(accounts::Site& site) {
  register_basket_api(site);
  register_free_claim_api(site);
  register_line_list_api(site);
  register_tracking_api(site);
  register_credit_documents_api(site);
  register_invoice_statuses_api(site);
  register_policies_api(site);
}

std::map<sales::InvoiceLineId, Decimal> claimable_quantities(db::Reader& reader,
                                                             const std::vector<sales::InvoiceLine>& lines) {
  auto quantities = free_quantities(reader, lines);
  for (auto& [line, quantity] : quantities) quantity = std::max(quantity, Decimal());
  return quantities;
}

}  // namespace recours::claims
