#include "claims/credit_document_store.h"

#include <limits>

#include "base/text.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

constexpr std::string_view kDocuments =
    "SELECT d.id, d.account_id, a.customer_no, a.name AS account_name, d.number, d.type, d.currency, d.issued_on, "
    "d.imported_at, d.net_cents FROM invoice d JOIN reseller_account a ON a.id = d.account_id ";

// A corrected invoice repeats what was right: one line placed settles it. Charges on a document wait for nobody.
constexpr std::string_view kIsWaiting =
    "d.type <> '380' AND d.id IN (SELECT ci.invoice_id FROM claim c JOIN invoice_citation ci ON ci.cited_id = "
    "c.invoice_id WHERE c.confirmed_at IS NOT NULL AND c.closed_at IS NULL AND c.account_id = d.account_id) "
    "AND EXISTS (SELECT 1 FROM invoice_line w LEFT JOIN claim_document_line p ON p.document_line_id = w.id "
    "WHERE w.invoice_id = d.id AND w.kind <> 'freight' AND p.document_line_id IS NULL) "
    "AND NOT (d.type = '384' AND EXISTS (SELECT 1 FROM invoice_line w JOIN claim_document_line p "
    "ON p.document_line_id = w.id WHERE w.invoice_id = d.id)) ";
constexpr std::string_view kIsPlaced =
    "d.id IN (SELECT w.invoice_id FROM claim_document_line p JOIN invoice_line w ON w.id = p.document_line_id) ";

CreditDocument document_of(const db::Row& row) {
  CreditDocument document;
  document.id = row.get<sales::InvoiceId>("id");
  document.account = row.get<ResellerAccountId>("account_id");
  document.customer_no = row.get<std::string>("customer_no");
  document.account_name = row.get<std::string>("account_name");
  document.number = row.get<std::string>("number");
  document.type = row.get<std::string>("type");
  document.currency = row.get<std::string>("currency");
  document.issued_on = row.get<Date>("issued_on");
  document.imported_at = row.get<Instant>("imported_at");
  document.net_cents = row.get<std::int64_t>("net_cents");
  return document;
}

std::string key_or_empty(const std::string& number) { return number.empty() ? std::string() : number_key(number); }

}  // namespace

ArticleKeys keys_of(const sales::InvoiceLine& line) {
  return {key_or_empty(line.article_no), key_or_empty(line.manufacturer_part_no)};
}
ArticleKeys keys_of(const ClaimLine& line) {
  return {key_or_empty(line.article_no), key_or_empty(line.manufacturer_part_no)};
}

CreditPage list_credit_documents(db::Reader& reader, CreditShelf shelf, std::optional<sales::InvoiceId> before,
                                 int limit) {
  CreditPage page;
  page.items = reader.list(std::string(kDocuments) + "WHERE " +
                               std::string(shelf == CreditShelf::Waiting ? kIsWaiting : kIsPlaced) +
                               "AND d.id < :before ORDER BY d.id DESC LIMIT :limit",
                           {{"before", before ? before->value : std::numeric_limits<std::int64_t>::max()},
                            {"limit", limit + 1}},
                           document_of);
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

std::int64_t count_waiting_credits(db::Reader& reader) {
  return reader.value<std::int64_t>("SELECT COUNT(*) AS value FROM (SELECT d.id FROM invoice d WHERE " +
                                    std::string(kIsWaiting) + "LIMIT 101) AS counted");
}

std::vector<sales::InvoiceId> list_waiting_credits(db::Reader& reader) {
  return reader.list("SELECT d.id FROM invoice d WHERE " + std::string(kIsWaiting) + "ORDER BY d.id", {},
                     [](const db::Row& row) { return row.get<sales::InvoiceId>("id"); });
}

CreditDocument require_credit_document(db::Reader& reader, sales::InvoiceId id) {
  return reader.require(std::string(kDocuments) + "WHERE d.id = :id AND d.type <> '380'", {{"id", id}}, document_of);
}

std::vector<CreditLine> list_credit_lines(db::Reader& reader, sales::InvoiceId document) {
  std::vector<CreditLine> lines;
  for (auto& line : sales::list_lines(reader, {document})) lines.push_back({std::move(line)});
  reader.list(
      "SELECT p.document_line_id, c.number AS claim_number, l.reservation_number, p.reason, p.actor_name, p.at "
      "FROM claim_document_line p JOIN invoice_line w ON w.id = p.document_line_id "
      "LEFT JOIN claim_line l ON l.id = p.claim_line_id LEFT JOIN claim c ON c.id = l.claim_id "
      "WHERE w.invoice_id = :document",
      {{"document", document}}, [&](const db::Row& row) {
        const auto id = row.get<sales::InvoiceLineId>("document_line_id");
        for (auto& line : lines) {
          if (line.line.id != id) continue;
          line.is_placed = true;
          line.claim_number = row.get<std::optional<std::string>>("claim_number").value_or("");
          line.reservation_number = row.get<std::optional<std::string>>("reservation_number").value_or("");
          line.reason = row.get<std::string>("reason");
          line.actor_name = row.get<std::string>("actor_name");
          line.at = row.get<Instant>("at");
        }
        return id;
      });
  return lines;
}

std::vector<std::string> list_cited_numbers(db::Reader& reader, sales::InvoiceId document) {
  return reader.list("SELECT cited_number FROM invoice_citation WHERE invoice_id = :document ORDER BY cited_number",
                     {{"document", document}}, [](const db::Row& row) { return row.get<std::string>("cited_number"); });
}

std::vector<ClaimId> list_claims_cited(db::Reader& reader, const CreditDocument& document) {
  return reader.list(
      "SELECT c.id FROM claim c WHERE c.invoice_id IN (SELECT ci.cited_id FROM invoice_citation ci WHERE "
      "ci.invoice_id = :document) AND c.account_id = :account AND c.confirmed_at IS NOT NULL AND c.closed_at IS NULL "
      "ORDER BY c.id",
      {{"document", document.id}, {"account", document.account}},
      [](const db::Row& row) { return row.get<ClaimId>("id"); });
}

std::vector<CreditDocument> list_credits_of(db::Reader& reader, const Claim& claim) {
  return reader.list(std::string(kDocuments) +
                         "WHERE d.type <> '380' AND d.account_id = :account AND d.id IN (SELECT ci.invoice_id FROM "
                         "invoice_citation ci WHERE ci.cited_id = :invoice) ORDER BY d.issued_on DESC, d.id DESC",
                     {{"account", claim.account}, {"invoice", claim.invoice}}, document_of);
}

std::vector<EnteredLine> list_entered_by_hand(db::Reader& reader, const CreditDocument& document) {
  return reader.list(
      "SELECT g.claim_line_id, s.article_key, s.part_key, l.quantity_micros FROM claim_ledger_entry g "
      "JOIN claim_line l ON l.id = g.claim_line_id JOIN claim c ON c.id = l.claim_id "
      "JOIN invoice_line s ON s.id = g.invoice_line_id "
      "WHERE g.document_key = :number AND g.document_id IS NULL AND g.kind <> 'charge' AND c.account_id = :account "
      "AND NOT EXISTS (SELECT 1 FROM claim_document_line p WHERE p.claim_line_id = g.claim_line_id) ORDER BY g.id",
      {{"number", number_key(document.number)}, {"account", document.account}}, [](const db::Row& row) {
        return EnteredLine{row.get<ClaimLineId>("claim_line_id"),
                           {row.get<std::string>("article_key"), row.get<std::string>("part_key")},
                           row.get<Decimal>("quantity_micros")};
      });
}

void insert_placing(db::Transaction& transaction, const Placing& placing, Instant now) {
  transaction.execute_one(
      "INSERT INTO claim_document_line (document_line_id, claim_line_id, reason, actor_name, at) VALUES (:document, "
      ":claim, :reason, :actor_name, :at)",
      {{"document", placing.document_line},
       {"claim", placing.claim_line},
       {"reason", placing.reason},
       {"actor_name", placing.actor_name},
       {"at", now}});
}

}  // namespace recours::claims
