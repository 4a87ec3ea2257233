#include "claims/claim_rows_store.h"

#include <unordered_map>

#include "sales/by_hand_store.h"

namespace recours::claims {

const std::string_view kClaimRows =
    "SELECT c.id, c.account_id, a.customer_no, a.name AS account_name, c.author_id, u.name AS author_name, "
    "c.invoice_id, "
    "i.number AS invoice_number, i.issued_on AS invoice_date, i.source_format, i.currency, c.department, c.code, c.category, c.number, "
    "c.rma_number, c.reference, c.state, c.created_at, c.confirmed_at, c.closed_at, c.reopened_at, c.assignee_id, c.version, "
    "(SELECT COUNT(*) FROM claim_line n WHERE n.claim_id = c.id) AS line_count "
    "FROM claim c "
    "JOIN reseller_account a ON a.id = c.account_id "
    "JOIN app_user u ON u.id = c.author_id "
    "JOIN invoice i ON i.id = c.invoice_id ";

Claim claim_of(const db::Row& row) {
  Claim claim;
  claim.id = row.get<ClaimId>("id");
  claim.account = row.get<ResellerAccountId>("account_id");
  claim.customer_no = row.get<std::string>("customer_no");
  claim.account_name = row.get<std::string>("account_name");
  claim.author = row.get<UserId>("author_id");
  claim.author_name = row.get<std::string>("author_name");
  claim.invoice = row.get<sales::InvoiceId>("invoice_id");
  claim.invoice_number = row.get<std::string>("invoice_number");
  claim.invoice_date = row.get<Date>("invoice_date");
  claim.without_invoice = row.get<std::string_view>("source_format") == sales::kByHand;
  claim.currency = row.get<std::string>("currency");
  claim.department = row.get<std::string>("department");
  claim.code = row.get<std::string>("code");
  claim.category = row.get<std::string>("category");
  claim.number = row.get<std::string>("number");
  claim.rma_number = row.get<std::optional<std::string>>("rma_number");
  claim.reference = row.get<std::string>("reference");
  claim.state = authorisation_named(row.get<std::string_view>("state")).value();
  claim.created_at = row.get<Instant>("created_at");
  claim.confirmed_at = row.get<std::optional<Instant>>("confirmed_at");
  claim.closed_at = row.get<std::optional<Instant>>("closed_at");
  claim.reopened_at = row.get<std::optional<Instant>>("reopened_at");
  claim.assignee = row.get<std::optional<UserId>>("assignee_id");
  claim.version = row.get<std::int64_t>("version");
  claim.line_count = row.get<std::int64_t>("line_count");
  return claim;
}

const std::string_view kLineRows =
    "SELECT l.id, l.claim_id, l.invoice_line_id, l.claim_type_id, l.reservation_number, l.variant, l.quantity_micros, "
    "l.uses_quantity, l.delivered_quantity_micros, l.comment, l.customer_reference, l.fault_description, l.condition, "
    "l.requested_outcome, l.accessories, l.call_id, l.expected_unit_price_micros, l.end_customer_invoice_no, "
    "l.end_customer_invoice_on, l.contact_name, l.contact_email, l.contact_phone, l.net_cents, l.fee_percent_micros, "
    "l.authorisation, l.goods, l.money, l.refusal_code, l.staff_reason, l.expires_on, l.split_from_id, l.inspection_result, "
    "l.answer_due_on, l.offered_net_cents, l.offer_valid_until, l.created_at, l.version, s.line_no, "
    "s.article_no, "
    "s.manufacturer_part_no, m.name AS manufacturer_name, s.description, s.order_no, s.delivery_note_no, "
    "s.quantity_micros AS invoiced_micros, s.vat_rate_micros "
    "FROM claim_line l "
    "JOIN invoice_line s ON s.id = l.invoice_line_id "
    "LEFT JOIN manufacturer m ON m.id = s.manufacturer_id ";

namespace {

void read_declared(const db::Row& row, ClaimLine& line) {
  line.variant = row.get<std::string>("variant");
  line.quantity = row.get<Decimal>("quantity_micros");
  line.uses_quantity = row.get<bool>("uses_quantity");
  line.delivered_quantity = row.get<std::optional<Decimal>>("delivered_quantity_micros");
  line.comment = row.get<std::string>("comment");
  line.customer_reference = row.get<std::string>("customer_reference");
  line.fault_description = row.get<std::string>("fault_description");
  line.condition = row.get<std::string>("condition");
  line.requested_outcome = row.get<std::string>("requested_outcome");
  line.accessories = row.get<std::string>("accessories");
  line.call_id = row.get<std::string>("call_id");
  line.expected_unit_price = row.get<std::optional<Decimal>>("expected_unit_price_micros");
  line.end_customer_invoice_no = row.get<std::string>("end_customer_invoice_no");
  line.end_customer_invoice_on = row.get<std::optional<Date>>("end_customer_invoice_on");
  line.contact = {row.get<std::string>("contact_name"), row.get<std::string>("contact_email"),
                  row.get<std::string>("contact_phone")};
}

void read_sold(const db::Row& row, ClaimLine& line) {
  line.line_no = row.get<std::string>("line_no");
  line.article_no = row.get<std::string>("article_no");
  line.manufacturer_part_no = row.get<std::string>("manufacturer_part_no");
  line.manufacturer_name = row.get<std::optional<std::string>>("manufacturer_name").value_or("");
  line.description = row.get<std::string>("description");
  line.order_no = row.get<std::optional<std::string>>("order_no");
  line.delivery_note_no = row.get<std::optional<std::string>>("delivery_note_no");
  line.invoiced_quantity = row.get<Decimal>("invoiced_micros");
  line.vat_rate = row.get<Decimal>("vat_rate_micros");
}

}  // namespace

LineState line_state_of(const db::Row& row) {
  return {authorisation_named(row.get<std::string_view>("authorisation")).value(),
          goods_named(row.get<std::string_view>("goods")).value(),
          money_named(row.get<std::string_view>("money")).value()};
}

ClaimLine line_of(const db::Row& row) {
  ClaimLine line;
  line.id = row.get<ClaimLineId>("id");
  line.claim = row.get<ClaimId>("claim_id");
  line.invoice_line = row.get<sales::InvoiceLineId>("invoice_line_id");
  line.type = row.get<ClaimTypeId>("claim_type_id");
  line.reservation_number = row.get<std::string>("reservation_number");
  read_declared(row, line);
  line.net_cents = row.get<std::int64_t>("net_cents");
  line.fee_percent = row.get<Decimal>("fee_percent_micros");
  line.state = line_state_of(row);
  line.refusal_code = row.get<std::string>("refusal_code");
  line.staff_reason = row.get<std::string>("staff_reason");
  line.expires_on = row.get<std::optional<Date>>("expires_on");
  line.split_from = row.get<std::optional<ClaimLineId>>("split_from_id");
  line.inspection_result = row.get<std::string>("inspection_result");
  line.answer_due_on = row.get<std::optional<Date>>("answer_due_on");
  line.offered_net_cents = row.get<std::optional<std::int64_t>>("offered_net_cents");
  line.offer_valid_until = row.get<std::optional<Date>>("offer_valid_until");
  line.created_at = row.get<Instant>("created_at");
  line.version = row.get<std::int64_t>("version");
  read_sold(row, line);
  return line;
}

void add_serials(db::Reader& reader, std::vector<ClaimLine>& lines) {
  if (lines.empty()) return;
  std::unordered_map<std::int64_t, ClaimLine*> by_id;
  std::vector<ClaimLineId> ids;
  for (auto& line : lines) {
    by_id.emplace(line.id.value, &line);
    ids.push_back(line.id);
  }
  reader.each(
      "SELECT claim_line_id, number FROM claim_line_serial WHERE claim_line_id IN (:ids[]) "
      "ORDER BY claim_line_id, number",
      {{"ids", ids}}, [&](const db::Row& row) {
        by_id.at(row.get<std::int64_t>("claim_line_id"))->serials.push_back(row.get<std::string>("number"));
      });
}

}  // namespace recours::claims
