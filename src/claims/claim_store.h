// Finding confirmed claims, always through the viewer: another account's do not exist. SQL beside its row mapping.
// Not the basket (basket_store.h) and not the policies (policy_store.h), which everybody who looks for claims needs
// too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/admission.h"
#include "claims/basket_store.h"
#include "claims/policy_store.h"
#include "db/database.h"
#include "sales/invoice_store.h"

namespace recours::claims {

enum class ClaimNumberKind { Rma, Reservation, Invoice, Order, DeliveryNote, Serial, Reference };
std::optional<ClaimNumberKind> claim_number_kind_named(std::string_view name);
std::string_view name_of(ClaimNumberKind kind);

struct ClaimFilter {
  enum class Openness { Open, Closed, All };
  Openness openness = Openness::All;
  bool archive = false;          // closed before `archive_before` instead of the rest
  Instant archive_before;        // the epoch: no archive, everything is listed
  std::optional<Date> from, to;  // of confirmation, Europe/Paris, inclusive
  std::optional<ClaimNumberKind> number_kind;
  std::string number;   // empty: all; without kind: any of them, reservation numbers with their R
  std::string account;  // part of the customer number or name; empty: all
  std::optional<UserId> assignee = {};
  std::string queue = {};  // customer_service: what waits there, whoever has to move; empty: all
};

// Newest confirmation first.
sales::PageOf<Claim> list_claims(db::Reader& reader, const accounts::Viewer& viewer, const ClaimFilter& filter,
                                 const sales::Page& page);
// Exact to 1,000; beyond that 1,001.
std::int64_t count_claims(db::Reader& reader, const accounts::Viewer& viewer, const ClaimFilter& filter);

// How reservation numbers are compared: without R and leading zeros.
std::string reservation_key(std::string_view number);

// By any of its numbers, with or without leading zeros: digits are its RMA number and nothing else, so that a foreign
// RMA number never leads to a case of one's own; a line's reservation number begins with R.
Claim require_claim(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number);
// As it is now, whoever asks: for the actions, once it is known who does.
Claim require_claim(db::Reader& reader, ClaimId id);
// In the order they were added, claim by claim.
std::vector<ClaimLine> list_claim_lines(db::Reader& reader, const std::vector<ClaimId>& claims);
// The same lines with nothing but how far they are (state, expires_on): what tells the next step of many claims.
std::vector<ClaimLine> list_line_progress(db::Reader& reader, const std::vector<ClaimId>& claims);
std::vector<ClaimEvent> list_claim_events(db::Reader& reader, ClaimId claim);  // newest first

}  // namespace recours::claims
