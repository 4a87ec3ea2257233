// What goods-in looks up and lists: claims by whatever a scanner reads, today's receipts, parcels on their way, goods
// to be inspected. Through the viewer; SQL beside its row mapping.
#pragma once

#include <string>
#include <vector>

#include "claims/claim_traces.h"
#include "db/database.h"

namespace recours::claims {

// R-661 A claim and by which of its numbers it was found.
struct ScanHit {
  enum class Kind { Rma, Reservation, Tracking, Serial } kind;
  Claim claim;
  std::vector<ClaimLine> lines;
};
// Each claim once, at most 20; none for an empty number. Exact numbers only, with or without leading zeros.
std::vector<ScanHit> find_scanned(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number);

// A parcel that came without a number, by its tracking number; not one that was dismissed.
std::optional<ParcelId> find_stray_parcel(db::Reader& reader, const std::string& tracking);

struct ReceiptRow {
  Receipt receipt;
  std::string claim_number, account_name, article_no, description;
  Goods goods;  // by now
};
// Newest first.
std::vector<ReceiptRow> list_receipts(db::Reader& reader, const accounts::Viewer& viewer, Instant from, int limit);

struct ExpectedParcel {
  std::string claim_number, account_name, carrier, tracking;
  Instant announced_at;
};
// Announced and not received, of claims whose goods are still awaited; oldest first.
std::vector<ExpectedParcel> list_expected_parcels(db::Reader& reader, const accounts::Viewer& viewer, int limit);

struct LineToInspect {
  std::string claim_number, account_name, reservation_number, article_no, description, difference;
  Decimal quantity;
  std::optional<Instant> received_at;
};
// Received and not inspected, in the order of their lines.
std::vector<LineToInspect> list_to_inspect(db::Reader& reader, const accounts::Viewer& viewer, int limit);
// Exact to 1,000; beyond that 1,001.
std::int64_t count_to_inspect(db::Reader& reader, const accounts::Viewer& viewer);

}  // namespace recours::claims
