#include "claims/goods_in_store.h"

#include <algorithm>

#include "base/text.h"
#include "claims/claim_store.h"
#include "claims/typed_serials.h"

namespace recours::claims {
namespace {

using accounts::account_scope;
using accounts::Viewer;
using Kind = ScanHit::Kind;

constexpr std::size_t kMostHits = 20;

std::vector<ClaimId> claims_by(db::Reader& reader, const Viewer& viewer, std::string_view condition,
                               const std::string& key) {
  return reader.list(
      "SELECT c.id FROM claim c WHERE c.confirmed_at IS NOT NULL AND (:account = 0 OR c.account_id = "
      ":account) AND " +
          std::string(condition) + " ORDER BY c.id DESC LIMIT 20",
      {{"account", account_scope(viewer)}, {"key", key}}, [](const db::Row& row) { return row.get<ClaimId>("id"); });
}

std::string_view condition_of(Kind kind) {
  switch (kind) {
    case Kind::Rma: return "c.rma_key = :key";
    case Kind::Reservation: return "c.id IN (SELECT claim_id FROM claim_line WHERE reservation_key = :key)";
    case Kind::Tracking: return "c.id IN (SELECT claim_id FROM parcel WHERE tracking_key = :key)";
    case Kind::Serial:
      return "c.id IN (SELECT l.claim_id FROM claim_line_serial n JOIN claim_line l ON l.id = n.claim_line_id "
             "WHERE n.number_key = :key)";
  }
  return "";
}

}  // namespace

std::vector<ScanHit> find_scanned(db::Reader& reader, const Viewer& viewer, const std::string& number) {
  std::vector<ScanHit> hits;
  const auto key = number_key(number);
  if (key.empty()) return hits;
  for (const Kind kind : {Kind::Rma, Kind::Reservation, Kind::Tracking, Kind::Serial}) {
    if (kind == Kind::Reservation && !key.starts_with('R')) continue;  // digits are somebody's RMA number
    const auto wanted = kind == Kind::Reservation ? reservation_key(number) : key;
    for (const auto id : claims_by(reader, viewer, condition_of(kind), wanted)) {
      const bool known = std::any_of(hits.begin(), hits.end(), [&](const ScanHit& hit) { return hit.claim.id == id; });
      if (known || hits.size() == kMostHits) continue;
      hits.push_back({kind, require_claim(reader, id), list_claim_lines(reader, {id})});
    }
  }
  return hits;
}

std::optional<ParcelId> find_stray_parcel(db::Reader& reader, const std::string& tracking) {
  const auto key = number_key(tracking);
  if (key.empty()) return std::nullopt;
  return reader.find(
      "SELECT id FROM parcel WHERE tracking_key = :key AND claim_id IS NULL AND dismissed_at IS NULL ORDER BY id DESC "
      "LIMIT 1",
      {{"key", key}}, [](const db::Row& row) { return row.get<ParcelId>("id"); });
}

std::vector<ReceiptRow> list_receipts(db::Reader& reader, const Viewer& viewer, Instant from, int limit) {
  return reader.list(
      "SELECT r.claim_line_id, r.at, r.actor_name, r.quantity_micros, r.difference, r.serials, r.comment, c.number, "
      "a.name AS account_name, s.article_no, s.description, l.goods FROM claim_receipt r "
      "JOIN claim_line l ON l.id = r.claim_line_id JOIN claim c ON c.id = l.claim_id "
      "JOIN reseller_account a ON a.id = c.account_id JOIN invoice_line s ON s.id = l.invoice_line_id "
      "WHERE r.at >= :from AND (:account = 0 OR c.account_id = :account) ORDER BY r.at DESC, r.id DESC LIMIT :limit",
      {{"from", from}, {"account", account_scope(viewer)}, {"limit", limit}}, [](const db::Row& row) {
        return ReceiptRow{
            {row.get<ClaimLineId>("claim_line_id"), row.get<Instant>("at"), row.get<std::string>("actor_name"),
             row.get<Decimal>("quantity_micros"), row.get<std::string>("difference"),
             serials_in(row.get<std::string>("serials")), row.get<std::string>("comment")},
            row.get<std::string>("number"),
            row.get<std::string>("account_name"),
            row.get<std::string>("article_no"),
            row.get<std::string>("description"),
            goods_named(row.get<std::string_view>("goods")).value()};
      });
}

std::vector<ExpectedParcel> list_expected_parcels(db::Reader& reader, const Viewer& viewer, int limit) {
  return reader.list(
      "SELECT c.number, a.name AS account_name, p.carrier, p.tracking, p.announced_at FROM parcel p "
      "JOIN claim c ON c.id = p.claim_id JOIN reseller_account a ON a.id = c.account_id "
      "WHERE p.received_at IS NULL AND p.announced_at IS NOT NULL AND (:account = 0 OR c.account_id = :account) "
      "AND EXISTS (SELECT 1 FROM claim_line l WHERE l.claim_id = c.id AND l.authorisation = 'validated' "
      "AND l.goods IN ('awaiting_goods', 'shipped')) ORDER BY p.announced_at, p.id LIMIT :limit",
      {{"account", account_scope(viewer)}, {"limit", limit}}, [](const db::Row& row) {
        return ExpectedParcel{row.get<std::string>("number"), row.get<std::string>("account_name"),
                              row.get<std::string>("carrier"), row.get<std::string>("tracking"),
                              row.get<Instant>("announced_at")};
      });
}

// What was split off after the receipt came with the line it was split from: the nearest one that was received counts.
std::vector<LineToInspect> list_to_inspect(db::Reader& reader, const Viewer& viewer, int limit) {
  return reader.list(
      "WITH RECURSIVE waiting AS (SELECT l.id, l.claim_id, l.reservation_number, l.invoice_line_id, l.quantity_micros "
      "FROM claim_line l JOIN claim c ON c.id = l.claim_id WHERE l.goods IN ('received', 'not_as_announced') "
      "AND l.authorisation = 'validated' AND (:account = 0 OR c.account_id = :account) ORDER BY l.id LIMIT :limit), "
      "origin (id, at_id, receipt_id) AS (SELECT w.id, w.id, "
      "(SELECT MAX(r.id) FROM claim_receipt r WHERE r.claim_line_id = w.id) FROM waiting w "
      "UNION ALL SELECT o.id, p.split_from_id, "
      "(SELECT MAX(r.id) FROM claim_receipt r WHERE r.claim_line_id = p.split_from_id) "
      "FROM origin o JOIN claim_line p ON p.id = o.at_id WHERE o.receipt_id IS NULL AND p.split_from_id IS NOT NULL) "
      "SELECT c.number, a.name AS account_name, w.reservation_number, s.article_no, s.description, w.quantity_micros, "
      "r.at AS received_at, r.difference FROM waiting w JOIN claim c ON c.id = w.claim_id "
      "JOIN reseller_account a ON a.id = c.account_id JOIN invoice_line s ON s.id = w.invoice_line_id "
      "LEFT JOIN origin o ON o.id = w.id AND o.receipt_id IS NOT NULL LEFT JOIN claim_receipt r ON r.id = o.receipt_id "
      "ORDER BY w.id",
      {{"account", account_scope(viewer)}, {"limit", limit}}, [](const db::Row& row) {
        return LineToInspect{row.get<std::string>("number"),
                             row.get<std::string>("account_name"),
                             row.get<std::string>("reservation_number"),
                             row.get<std::string>("article_no"),
                             row.get<std::string>("description"),
                             row.get<std::optional<std::string>>("difference").value_or(""),
                             row.get<Decimal>("quantity_micros"),
                             row.get<std::optional<Instant>>("received_at")};
      });
}

std::int64_t count_to_inspect(db::Reader& reader, const Viewer& viewer) {
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM (SELECT 1 AS one FROM claim_line l JOIN claim c ON c.id = l.claim_id "
      "WHERE l.goods IN ('received', 'not_as_announced') AND l.authorisation = 'validated' "
      "AND (:account = 0 OR c.account_id = :account) LIMIT 1001) AS found",
      {{"account", account_scope(viewer)}});
}

}  // namespace recours::claims
