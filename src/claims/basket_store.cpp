#include "claims/basket_store.h"

#include "claims/claim_files_store.h"
#include "claims/claim_rows_store.h"

namespace recours::claims {
namespace {

// A basket belongs to its author; what lies in it must still be of an account the author sees.
constexpr std::string_view kMine =
    "c.author_id = :author AND c.confirmed_at IS NULL AND (:account = 0 OR c.account_id = :account) ";

std::string sql(std::string_view rows, std::string_view condition) {
  std::string text(rows);
  text += "WHERE ";
  return text.append(kMine).append(condition);
}

// Confirmed and not given up, as holds_quantity (line_effect.h) says it of one line. Goods that went back to the customer
// and were neither credited nor replaced can be claimed again; what was credited or delivered again never.
constexpr std::string_view kInUse =
    "l.authorisation <> 'in_basket' AND (l.money IN ('credit_issued', 'corrected_invoice') "
    "OR l.goods IN ('replaced', 'redelivered') "
    "OR (l.authorisation NOT IN ('refused', 'cancelled', 'expired') "
    "AND NOT (l.goods = 'back_to_customer' AND l.money IN ('none', 'charged', 'waived')))) ";

}  // namespace

std::map<sales::InvoiceLineId, Decimal> free_quantities(db::Reader& reader,
                                                        const std::vector<sales::InvoiceLine>& lines) {
  std::map<sales::InvoiceLineId, Decimal> free;
  std::vector<sales::InvoiceLineId> ids;
  for (const auto& line : lines) {
    free.emplace(line.id, line.quantity);
    ids.push_back(line.id);
  }
  if (ids.empty()) return free;
  reader.each(
      "SELECT l.invoice_line_id, CAST(SUM(l.quantity_micros) AS BIGINT) AS used_micros FROM claim_line l "
      "WHERE l.invoice_line_id IN (:ids[]) AND l.uses_quantity AND " +
          std::string(kInUse) + "GROUP BY l.invoice_line_id",
      {{"ids", ids}}, [&](const db::Row& row) {
        auto& left = free.at(row.get<sales::InvoiceLineId>("invoice_line_id"));
        left = left - row.get<Decimal>("used_micros");
      });
  return free;
}

std::map<sales::InvoiceLineId, Held> held_of(db::Reader& reader, const std::vector<sales::InvoiceLineId>& lines) {
  std::map<sales::InvoiceLineId, Held> held;
  if (lines.empty()) return held;
  for (const auto line : lines) held.try_emplace(line);
  reader.each("SELECT l.invoice_line_id, c.department, c.code, CAST(SUM(l.net_cents) AS BIGINT) AS net_cents "
              "FROM claim_line l JOIN claim c ON c.id = l.claim_id WHERE l.invoice_line_id IN (:ids[]) AND " +
                  std::string(kInUse) + "GROUP BY l.invoice_line_id, c.department, c.code",
              {{"ids", lines}}, [&](const db::Row& row) {
                const auto type = row.get<std::string>("department") + "-" + row.get<std::string>("code");
                held.at(row.get<sales::InvoiceLineId>("invoice_line_id")).net_cents[type] =
                    row.get<std::int64_t>("net_cents");
              });
  reader.each("SELECT l.invoice_line_id, n.number_key FROM claim_line l "
              "JOIN claim_line_serial n ON n.claim_line_id = l.id "
              "WHERE l.invoice_line_id IN (:ids[]) AND l.uses_quantity AND " +
                  std::string(kInUse),
              {{"ids", lines}}, [&](const db::Row& row) {
                held.at(row.get<sales::InvoiceLineId>("invoice_line_id"))
                    .serials.insert(row.get<std::string>("number_key"));
              });
  return held;
}

std::vector<BasketGroup> list_basket(db::Reader& reader, const accounts::Viewer& viewer) {
  const auto account = accounts::account_scope(viewer);
  auto claims = reader.list(sql(kClaimRows, "ORDER BY c.id"), {{"author", viewer.id}, {"account", account}}, claim_of);
  auto lines =
      reader.list(sql(std::string(kLineRows) + "JOIN claim c ON c.id = l.claim_id ", "ORDER BY l.claim_id, l.id"),
                  {{"author", viewer.id}, {"account", account}}, line_of);
  add_serials(reader, lines);
  add_files(reader, lines);
  std::vector<BasketGroup> groups;
  auto line = lines.begin();
  for (auto& claim : claims) {
    BasketGroup group{std::move(claim), {}};
    while (line != lines.end() && line->claim == group.claim.id) group.lines.push_back(std::move(*line++));
    groups.push_back(std::move(group));
  }
  return groups;
}

std::int64_t count_basket_lines(db::Reader& reader, const accounts::Viewer& viewer) {
  return reader.value<std::int64_t>(
      sql("SELECT COUNT(*) AS value FROM claim_line l JOIN claim c ON c.id = l.claim_id ", ""),
      {{"author", viewer.id}, {"account", accounts::account_scope(viewer)}});
}

BasketItem require_basket_item(db::Reader& reader, const accounts::Viewer& viewer, ClaimLineId id) {
  auto group = require_basket_group(reader, viewer,
                                    reader.require("SELECT claim_id FROM claim_line WHERE id = :id", {{"id", id}},
                                                   [](const db::Row& row) { return row.get<ClaimId>("claim_id"); }));
  for (auto& line : group.lines) {
    if (line.id == id) return {std::move(group.claim), std::move(line)};
  }
  throw NotFound();
}

BasketGroup require_basket_group(db::Reader& reader, const accounts::Viewer& viewer, ClaimId id) {
  BasketGroup group;
  group.claim =
      reader.require(sql(kClaimRows, "AND c.id = :id"),
                     {{"author", viewer.id}, {"account", accounts::account_scope(viewer)}, {"id", id}}, claim_of);
  group.lines = reader.list(std::string(kLineRows) + "WHERE l.claim_id = :id ORDER BY l.id", {{"id", id}}, line_of);
  add_serials(reader, group.lines);
  add_files(reader, group.lines);
  return group;
}

}  // namespace recours::claims
