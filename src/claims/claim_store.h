// Finding claims, baskets, policies: SQL beside its row mapping. Everything a page shows is found through the viewer.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/admission.h"
#include "db/database.h"
#include "sales/invoice_store.h"

namespace recours::claims {

Policies load_policies(db::Reader& reader);

// Free quantity per invoice line: invoiced minus claimed in use; one query for all.
std::map<sales::InvoiceLineId, Decimal> free_quantities(db::Reader& reader, const std::vector<sales::InvoiceLine>& lines);

enum class ClaimNumberKind { Rma, Reservation, Invoice, Order, DeliveryNote, Serial, Reference };
std::optional<ClaimNumberKind> claim_number_kind_named(std::string_view name);
std::string_view name_of(ClaimNumberKind kind);

struct ClaimFilter {
  enum class Openness { Open, Closed, All };
  Openness openness = Openness::All;
  bool archive = false;                                    // closed more than 90 days ago (setting) instead of the rest
  Instant archive_before;                                  // closed before this instant
  std::optional<Date> from, to;                            // of confirmation, Europe/Paris, inclusive
  std::optional<ClaimNumberKind> number_kind;
  std::string number;                                      // empty: all; without kind: any of them
};

// Newest confirmation first.
sales::PageOf<Claim> list_claims(db::Reader& reader, const accounts::Viewer& viewer, const ClaimFilter& filter, const sales::Page& page);
// Exact to 1,000; beyond that 1,001.
std::int64_t count_claims(db::Reader& reader, const accounts::Viewer& viewer, const ClaimFilter& filter);

// By any of its numbers (RMA, any line's reservation number), with or without leading zeros.
Claim require_claim(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number);
std::vector<ClaimLine> list_claim_lines(db::Reader& reader, const std::vector<ClaimId>& claims);
std::vector<ClaimEvent> list_claim_events(db::Reader& reader, ClaimId claim);   // newest first

struct BasketGroup {
  Claim claim;
  std::vector<ClaimLine> lines;
};
std::vector<BasketGroup> list_basket(db::Reader& reader, const accounts::Viewer& viewer);
std::int64_t count_basket_lines(db::Reader& reader, const accounts::Viewer& viewer);
struct BasketItem {
  Claim claim;
  ClaimLine line;
};
BasketItem require_basket_item(db::Reader& reader, const accounts::Viewer& viewer, ClaimLineId id);

}  // namespace recours::claims
