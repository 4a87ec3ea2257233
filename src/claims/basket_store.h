// Finding what lies in a person's basket: claims not confirmed yet, seen by nobody but their author. And how much of an
// invoice line is still free to be claimed, which the basket never changes.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "claims/basket.h"
#include "claims/claim.h"
#include "db/database.h"
#include "sales/invoice_store.h"

namespace recours::claims {

// Free quantity per invoice line: invoiced minus claimed in use; one query for all.
std::map<sales::InvoiceLineId, Decimal> free_quantities(db::Reader& reader,
                                                        const std::vector<sales::InvoiceLine>& lines);

// What claims in use hold of an invoice line already, beside its quantity.
struct Held {
  std::map<std::string, std::int64_t> net_cents;  // by type: CS-22
  std::set<std::string> serials;                  // number_key, of lines that use quantity
};
std::map<sales::InvoiceLineId, Held> held_of(db::Reader& reader, const std::vector<sales::InvoiceLineId>& lines);

// Oldest first, lines in the order they were added, with their files.
std::vector<BasketGroup> list_basket(db::Reader& reader, const accounts::Viewer& viewer);
std::int64_t count_basket_lines(db::Reader& reader, const accounts::Viewer& viewer);
BasketItem require_basket_item(db::Reader& reader, const accounts::Viewer& viewer, ClaimLineId id);
BasketGroup require_basket_group(db::Reader& reader, const accounts::Viewer& viewer, ClaimId id);

}  // namespace recours::claims
