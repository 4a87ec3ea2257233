// What the goods and the money of a claim leave behind: parcels, receipts, the ledger. Values; claim_life_store.h
// writes and reads them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/settlement.h"

namespace recours::claims {

using ParcelId = Id<struct ParcelNoun>;
using InspectionId = Id<struct InspectionNoun>;

struct ParcelRow {
  ParcelId id;
  std::optional<ClaimId> claim;  // none: it came without saying what it belongs to
  std::string claim_number;      // of that claim
  std::string carrier, tracking, sender, comment, actor_name;
  std::string contents;  // serial and article numbers seen in one without a number, one a line
  std::optional<Instant> announced_at, received_at, matched_at;
  std::string matched_by;
  std::optional<Instant> dismissed_at;  // without follow-up
  std::string dismissed_by, dismissal_reason;
  std::int64_t version = 1;
};

struct Receipt {
  ClaimLineId line;
  Instant at;
  std::string actor_name;
  Decimal quantity;
  std::string difference;
  std::vector<std::string> serials;  // as they were read
  std::string comment;
};

struct Inspection {
  InspectionId id;
  Instant at;
  std::string actor_name;
  std::string result;  // no_fault_found
  std::string comment;
  std::vector<ClaimLineId> lines;
  std::vector<attachments::Attachment> files;
};

struct LedgerEntry {
  ClaimLineId line;
  std::string kind;  // credit, corrected_invoice, charge
  std::string document_no;
  std::optional<Date> document_on;
  Settlement settlement;
  Instant at;
  std::string actor_name;
  std::optional<sales::InvoiceId> document = {};  // of the imported 381 or 384
};

// Everything that happened on a claim.
struct ClaimTraces {
  std::vector<ClaimEvent> events;   // newest first
  std::vector<ParcelRow> parcels;   // in the order of their announcement
  std::vector<Receipt> receipts;    // oldest first
  std::vector<LedgerEntry> ledger;  // oldest first
  std::vector<Inspection> inspections;  // oldest first, with their photos
};

}  // namespace recours::claims
