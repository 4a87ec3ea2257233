#include "claims/invoice_status_store.h"

#include "base/text.h"

namespace recours::claims {
namespace {

std::vector<std::string> codes_in(const std::string& commas) {
  auto codes = split(commas, ',');
  std::erase(codes, "");
  return codes;
}

// What can say something: the confirmation, a question and its answer, and the invoicing of an excess. Lines of one
// command are one happening. Whole: no line of the invoice is left that this claim does not dispute in full (a claim
// about a price names no quantity: its whole line). What has no invoice says nothing about one.
constexpr std::string_view kHappenings =
    "SELECT e.claim_id, e.command, e.at, MIN(e.id) AS first, c.number AS claim_number, c.code, a.customer_no, "
    "a.name AS account_name, i.number AS invoice_number, i.seller, i.issued_on, "
    "NOT EXISTS (SELECT 1 FROM invoice_line s WHERE s.invoice_id = c.invoice_id AND s.kind <> 'freight' AND "
    "s.quantity_micros > (SELECT CAST(COALESCE(SUM(CASE WHEN d.quantity_micros = 0 THEN s.quantity_micros ELSE "
    "d.quantity_micros END), 0) AS BIGINT) FROM claim_line d WHERE d.claim_id = c.id AND d.invoice_line_id = s.id)) "
    "AS whole_invoice "
    "FROM claim_event e JOIN claim c ON c.id = e.claim_id JOIN invoice i ON i.id = c.invoice_id "
    "JOIN reseller_account a ON a.id = c.account_id "
    "WHERE i.source_format <> 'by_hand' AND e.command IN ('confirm', 'ask', 'answer', 'charge', 'correct_invoice') AND ";
constexpr std::string_view kGrouped =
    " GROUP BY e.claim_id, e.command, e.at, c.number, c.code, c.id, c.invoice_id, a.customer_no, a.name, i.number, "
    "i.seller, i.issued_on ORDER BY e.at, first LIMIT :limit";

std::vector<InvoiceStatusRow> proposals(db::Reader& reader, std::string_view condition, db::Params parameters) {
  const auto rules = load_invoice_status_rules(reader);
  std::vector<InvoiceStatusRow> rows;
  reader.each(std::string(kHappenings) + std::string(condition) + std::string(kGrouped), std::move(parameters),
              [&](const db::Row& row) {
                const auto command = row.get<std::string>("command");
                const InvoiceHappening happening{row.get<Instant>("at"), row.get<std::string>("code"), command,
                                                 row.get<bool>("whole_invoice")};
                auto proposed = propose_status(rules, happening);
                if (!proposed) return;
                rows.push_back({row.get<ClaimId>("claim_id"), row.get<std::string>("claim_number"),
                                happening.claim_code, row.get<std::string>("customer_no"),
                                row.get<std::string>("account_name"), row.get<std::string>("invoice_number"),
                                row.get<std::string>("seller"), row.get<Date>("issued_on"), happening.at,
                                std::move(*proposed)});
              });
  return rows;
}

}  // namespace

std::vector<InvoiceStatusRule> load_invoice_status_rules(db::Reader& reader) {
  return reader.list("SELECT * FROM invoice_status_rule ORDER BY code, valid_from", {}, [](const db::Row& row) {
    return InvoiceStatusRule{row.get<std::int64_t>("id"),
                             row.get<std::string>("code"),
                             row.get<std::string>("status"),
                             row.get<std::string>("partial_status"),
                             codes_in(row.get<std::string>("reasons")),
                             codes_in(row.get<std::string>("actions")),
                             row.get<bool>("only_if_invoiced"),
                             {row.get<Date>("valid_from"), row.get<std::optional<Date>>("valid_to")}};
  });
}

std::vector<InvoiceStatusRow> list_invoice_statuses(db::Reader& reader, const accounts::Viewer& viewer,
                                                    const InvoiceStatusPeriod& period, int limit) {
  return proposals(reader, "(:account = 0 OR c.account_id = :account) AND e.at >= :from AND e.at < :until",
                   {{"account", accounts::account_scope(viewer)},
                    {"from", paris_midnight(period.from)},
                    {"until", paris_midnight(period.to.plus_days(1))},
                    {"limit", limit}});
}

std::vector<InvoiceStatusRow> list_invoice_statuses(db::Reader& reader, const Claim& claim) {
  return proposals(reader, "e.claim_id = :claim", {{"claim", claim.id}, {"limit", 1000}});
}

}  // namespace recours::claims
