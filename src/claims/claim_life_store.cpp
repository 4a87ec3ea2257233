#include "claims/claim_life_store.h"

#include "base/text.h"
#include "claims/claim_store.h"
#include "claims/inspection_store.h"

namespace recours::claims {
namespace {

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (start < text.size()) {
    const auto end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

std::vector<ClaimId> list_claims_where(db::Reader& reader, std::string_view condition, db::Params parameters) {
  return reader.list(
      "SELECT DISTINCT l.claim_id FROM claim_line l WHERE " + std::string(condition) + " ORDER BY l.claim_id LIMIT 200",
      std::move(parameters), [](const db::Row& row) { return row.get<ClaimId>("claim_id"); });
}

}  // namespace

void insert_receipt(db::Transaction& transaction, const Receipt& receipt) {
  transaction.execute_one(
      "INSERT INTO claim_receipt (claim_line_id, at, actor_name, quantity_micros, difference, serials, comment) "
      "VALUES (:line, :at, :actor_name, :quantity, :difference, :serials, :comment)",
      {{"line", receipt.line},
       {"at", receipt.at},
       {"actor_name", receipt.actor_name},
       {"quantity", receipt.quantity},
       {"difference", receipt.difference},
       {"serials", join(receipt.serials, "\n")},
       {"comment", receipt.comment}});
}

void insert_ledger_entry(db::Transaction& transaction, const ClaimLine& line, const LedgerEntry& entry) {
  const Settlement& settlement = entry.settlement;
  transaction.execute_one(
      "INSERT INTO claim_ledger_entry (claim_line_id, invoice_line_id, kind, document_no, document_key, document_on, "
      "claimed_net_cents, fee_cents, net_cents, vat_rate_micros, vat_cents, document_id, at, actor_name) VALUES (:line, "
      ":invoice_line, :kind, :document_no, :document_key, :document_on, :claimed, :fee, :net, :vat_rate, :vat, "
      ":document, :at, :actor_name)",
      {{"line", line.id},
       {"invoice_line", line.invoice_line},
       {"kind", entry.kind},
       {"document_no", entry.document_no},
       {"document_key", number_key(entry.document_no)},
       {"document_on", entry.document_on},
       {"claimed", settlement.claimed_net_cents},
       {"fee", settlement.fee_cents},
       {"net", settlement.net_cents},
       {"vat_rate", settlement.vat_rate},
       {"vat", settlement.vat_cents},
       {"document", entry.document},
       {"at", entry.at},
       {"actor_name", entry.actor_name}});
}

namespace {

std::vector<Receipt> list_receipts(db::Reader& reader, ClaimId claim) {
  return reader.list(
      "SELECT r.claim_line_id, r.at, r.actor_name, r.quantity_micros, r.difference, r.serials, r.comment "
      "FROM claim_receipt r JOIN claim_line l ON l.id = r.claim_line_id WHERE l.claim_id = :claim ORDER BY r.id",
      {{"claim", claim}}, [](const db::Row& row) {
        return Receipt{row.get<ClaimLineId>("claim_line_id"), row.get<Instant>("at"),
                       row.get<std::string>("actor_name"),    row.get<Decimal>("quantity_micros"),
                       row.get<std::string>("difference"),    lines_in(row.get<std::string>("serials")),
                       row.get<std::string>("comment")};
      });
}

std::vector<LedgerEntry> list_ledger(db::Reader& reader, ClaimId claim) {
  return reader.list(
      "SELECT g.claim_line_id, g.kind, g.document_no, g.document_on, g.claimed_net_cents, g.fee_cents, g.net_cents, "
      "g.vat_rate_micros, g.vat_cents, g.document_id, g.at, g.actor_name "
      "FROM claim_ledger_entry g JOIN claim_line l ON l.id = g.claim_line_id WHERE l.claim_id = :claim ORDER BY g.id",
      {{"claim", claim}}, [](const db::Row& row) {
        return LedgerEntry{row.get<ClaimLineId>("claim_line_id"),
                           row.get<std::string>("kind"),
                           row.get<std::string>("document_no"),
                           row.get<std::optional<Date>>("document_on"),
                           {row.get<std::int64_t>("claimed_net_cents"), row.get<std::int64_t>("fee_cents"),
                            row.get<std::int64_t>("net_cents"), row.get<Decimal>("vat_rate_micros"),
                            row.get<std::int64_t>("vat_cents")},
                           row.get<Instant>("at"),
                           row.get<std::string>("actor_name"),
                           row.get<std::optional<sales::InvoiceId>>("document_id")};
      });
}

}  // namespace

ClaimTraces load_traces(db::Reader& reader, ClaimId claim) {
  return {list_claim_events(reader, claim), list_parcels(reader, claim), list_receipts(reader, claim),
          list_ledger(reader, claim), list_inspections(reader, claim)};
}

std::int64_t credited_cents(db::Reader& reader, sales::InvoiceLineId line) {
  return reader.value<std::int64_t>(
      "SELECT CAST(COALESCE(SUM(net_cents), 0) AS BIGINT) AS value FROM claim_ledger_entry "
      "WHERE invoice_line_id = :line AND kind = 'credit'",
      {{"line", line}});
}

std::vector<ClaimId> list_claims_with_expired_lines(db::Reader& reader, Date today) {
  return list_claims_where(reader,
                           "l.goods = 'awaiting_goods' AND l.authorisation = 'validated' AND l.expires_on < :today",
                           {{"today", today}});
}

std::vector<ClaimId> list_claims_without_answer(db::Reader& reader, Date last_due_on) {
  return list_claims_where(reader, "l.answer_due_on <= :due_on AND l.authorisation = 'information_requested'",
                           {{"due_on", last_due_on}});
}

std::vector<ClaimId> list_claims_with_lapsed_offers(db::Reader& reader, Date today) {
  return list_claims_where(reader, "l.money = 'offer_made' AND l.offer_valid_until < :today", {{"today", today}});
}

std::vector<ClaimId> list_claims_to_remind(db::Reader& reader, Date expires_on_or_before, Date today) {
  return list_claims_where(reader,
                           "l.goods = 'awaiting_goods' AND l.authorisation = 'validated' AND l.expires_on >= :today "
                           "AND l.expires_on <= :last AND l.reminded_on IS NULL",
                           {{"today", today}, {"last", expires_on_or_before}});
}

bool mark_reminded(db::Transaction& transaction, ClaimLineId line, Date today) {
  return transaction.execute("UPDATE claim_line SET reminded_on = :today WHERE id = :id AND reminded_on IS NULL",
                             {{"today", today}, {"id", line}}) == 1;
}

}  // namespace recours::claims
