#include "claims/claim_past_store.h"

#include <algorithm>

#include "base/text.h"
#include "claims/claim_rows_store.h"

namespace recours::claims {
namespace {

void require_staff(const accounts::Viewer& viewer) {
  if (!viewer.sees_all_accounts()) throw Forbidden();
}

std::vector<std::string> serial_keys(const std::vector<ClaimLine>& lines) {
  std::vector<std::string> keys;
  for (const auto& line : lines) {
    for (const auto& serial : line.serials) keys.push_back(number_key(serial));
  }
  return keys;
}

SerialSale sale_of(const db::Row& row) {
  return {row.get<std::string>("number_key"), row.get<sales::InvoiceId>("invoice_id"), row.get<std::string>("number"),
          row.get<std::string>("line_no"),    row.get<std::string>("customer_no"),     row.get<Date>("issued_on")};
}

SerialClaim serial_claim_of(const db::Row& row) {
  return {row.get<std::string>("number_key"), row.get<std::string>("number"), row.get<Instant>("confirmed_at"),
          line_state_of(row)};
}

}  // namespace

std::vector<Claim> list_other_claims(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                     const std::vector<ClaimLine>& lines, int limit) {
  require_staff(viewer);
  std::vector<sales::InvoiceLineId> sold;
  for (const auto& line : lines) sold.push_back(line.invoice_line);
  return reader.list(std::string(kClaimRows) +
                         "WHERE c.id <> :claim AND c.confirmed_at IS NOT NULL AND c.id IN "
                         "(SELECT l.claim_id FROM claim_line l WHERE l.invoice_line_id IN (:sold[]) "
                         "UNION SELECT l.claim_id FROM claim_line_serial n JOIN claim_line l ON l.id = n.claim_line_id "
                         "WHERE n.number_key IN (:serials[text])) ORDER BY c.confirmed_at DESC, c.id DESC LIMIT :limit",
                     {{"claim", claim.id}, {"sold", sold}, {"serials", serial_keys(lines)}, {"limit", limit}},
                     claim_of);
}

//
std::vector<SerialPast> load_serial_past(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                         const std::vector<ClaimLine>& lines) {
  require_staff(viewer);
  const auto keys = serial_keys(lines);
  if (keys.empty()) return {};
  const auto sold = reader.list(
      "SELECT s.number_key, i.id AS invoice_id, i.number, i.issued_on, l.line_no, a.customer_no FROM serial_number s "
      "JOIN invoice_line l ON l.id = s.line_id JOIN invoice i ON i.id = l.invoice_id "
      "JOIN reseller_account a ON a.id = i.account_id WHERE s.number_key IN (:keys[text]) ORDER BY i.issued_on, i.id",
      {{"keys", keys}}, sale_of);
  const auto claimed = reader.list(
      "SELECT n.number_key, c.number, c.confirmed_at, l.authorisation, l.goods, l.money FROM claim_line_serial n "
      "JOIN claim_line l ON l.id = n.claim_line_id JOIN claim c ON c.id = l.claim_id "
      "WHERE n.number_key IN (:keys[text]) AND c.id <> :claim AND c.confirmed_at IS NOT NULL "
      "ORDER BY c.confirmed_at DESC, c.id DESC",
      {{"keys", keys}, {"claim", claim.id}}, serial_claim_of);
  std::vector<SerialPast> all;
  for (const auto& line : lines) {
    for (const auto& serial : line.serials) {
      const auto is_it = [key = number_key(serial)](const auto& one) { return one.number_key == key; };
      SerialPast past{serial, {}, {}};
      std::copy_if(sold.begin(), sold.end(), std::back_inserter(past.sales), is_it);
      std::copy_if(claimed.begin(), claimed.end(), std::back_inserter(past.claims), is_it);
      all.push_back(std::move(past));
    }
  }
  return all;
}

AccountPast count_account_claims(db::Reader& reader, const accounts::Viewer& viewer, ResellerAccountId account,
                                 Instant since) {
  require_staff(viewer);
  return reader.require(
      "SELECT COUNT(*) AS claims, COALESCE(SUM(CASE WHEN state = 'refused' THEN 1 ELSE 0 END), 0) AS refused "
      "FROM claim WHERE account_id = :account AND confirmed_at >= :since",
      {{"account", account}, {"since", since}}, [](const db::Row& row) {
        return AccountPast{row.get<std::int64_t>("claims"), row.get<std::int64_t>("refused")};
      });
}

}  // namespace recours::claims
