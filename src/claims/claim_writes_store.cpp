#include "claims/claim_writes_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "claims/admission.h"
#include "claims/claim_rows_store.h"
#include "claims/claim_store.h"

namespace recours::claims {
namespace {

ClaimLineId id_of(const db::Row& row) { return row.get<ClaimLineId>("id"); }

std::optional<std::string> rma_key(const Claim& claim) {
  return claim.rma_number ? std::optional(number_key(*claim.rma_number)) : std::nullopt;
}

}  // namespace

std::string draw_reservation_number(db::Transaction& transaction) {
  return fmt::format("R{:09}", transaction.next_number("reservation"));
}

std::string draw_rma_number(db::Transaction& transaction) {
  return fmt::format("{:012}", transaction.next_number("rma"));
}

void lock_basket(db::Transaction& transaction, const accounts::Viewer& viewer) {
  transaction.lock_rows("app_user", {viewer.id.value});
}

ClaimId insert_group(db::Transaction& transaction, const Claim& group, Instant now) {
  return transaction.require(
      "INSERT INTO claim (account_id, author_id, invoice_id, department, code, category, number, reference, "
      "reference_key, "
      "state, created_at, changed_at) VALUES (:account, :author, :invoice, :department, :code, :category, :number, "
      ":reference, :reference_key, :state, :now, :now) RETURNING id",
      {{"account", group.account},
       {"author", group.author},
       {"invoice", group.invoice},
       {"department", group.department},
       {"code", group.code},
       {"category", group.category},
       {"number", group.number},
       {"reference", group.reference},
       {"reference_key", number_key(group.reference)},
       {"state", name_of(Authorisation::InBasket)},
       {"now", now}},
      [](const db::Row& row) { return row.get<ClaimId>("id"); });
}

void update_claim(db::Transaction& transaction, Claim& claim, Instant now) {
  transaction.execute_one(
      "UPDATE claim SET number = :number, rma_number = :rma_number, rma_key = :rma_key, reference = :reference, "
      "reference_key = :reference_key, state = :state, confirmed_at = :confirmed_at, closed_at = :closed_at, "
      "department = :department, reopened_at = :reopened_at, assignee_id = :assignee, "
      "changed_at = :now, version = version + 1 WHERE id = :id AND version = :version",
      {{"number", claim.number},
       {"rma_number", claim.rma_number},
       {"rma_key", rma_key(claim)},
       {"reference", claim.reference},
       {"reference_key", number_key(claim.reference)},
       {"state", name_of(claim.state)},
       {"confirmed_at", claim.confirmed_at},
       {"closed_at", claim.closed_at},
       {"department", claim.department},
       {"reopened_at", claim.reopened_at},
       {"assignee", claim.assignee},
       {"now", now},
       {"id", claim.id},
       {"version", claim.version}});
  ++claim.version;
}

void delete_group(db::Transaction& transaction, ClaimId group) {
  transaction.execute_one("DELETE FROM claim WHERE id = :id AND confirmed_at IS NULL", {{"id", group}});
}

std::optional<Claim> find_group_with_room(db::Reader& reader, const Claim& like, std::int64_t max_lines) {
  return reader.find(
      std::string(kClaimRows) +
          "WHERE c.author_id = :author AND c.confirmed_at IS NULL AND c.account_id = :account AND c.department = "
          ":department "
          "AND c.code = :code AND c.invoice_id = :invoice "
          "AND (SELECT COUNT(*) FROM claim_line n WHERE n.claim_id = c.id) < :max_lines ORDER BY c.id LIMIT 1",
      {{"author", like.author},
       {"account", like.account},
       {"department", like.department},
       {"code", like.code},
       {"invoice", like.invoice},
       {"max_lines", max_lines}},
      claim_of);
}

ClaimLineId insert_line(db::Transaction& transaction, const ClaimLine& line) {
  return transaction.require(
      "INSERT INTO claim_line (claim_id, invoice_line_id, claim_type_id, reservation_number, reservation_key, variant, "
      "quantity_micros, delivered_quantity_micros, uses_quantity, comment, customer_reference, customer_reference_key, "
      "fault_description, condition, requested_outcome, accessories, expected_unit_price_micros, call_id, "
      "end_customer_invoice_no, end_customer_invoice_on, contact_name, contact_email, contact_phone, net_cents, "
      "authorisation, goods, money, staff_reason, created_at) "
      "VALUES (:claim, :invoice_line, :type, :reservation_number, :reservation_key, :variant, :quantity, :delivered, "
      ":uses_quantity, :comment, :reference, :reference_key, :fault, :condition, :outcome, :accessories, "
      ":expected_price, "
      ":call_id, :end_invoice_no, :end_invoice_on, :contact_name, :contact_email, :contact_phone, :net_cents, "
      ":authorisation, :goods, :money, :staff_reason, :created_at) RETURNING id",
      {{"claim", line.claim},
       {"invoice_line", line.invoice_line},
       {"type", line.type},
       {"reservation_number", line.reservation_number},
       {"reservation_key", reservation_key(line.reservation_number)},
       {"variant", line.variant},
       {"quantity", line.quantity},
       {"delivered", line.delivered_quantity},
       {"uses_quantity", line.uses_quantity},
       {"comment", line.comment},
       {"reference", line.customer_reference},
       {"reference_key", number_key(line.customer_reference)},
       {"fault", line.fault_description},
       {"condition", line.condition},
       {"outcome", line.requested_outcome},
       {"accessories", line.accessories},
       {"expected_price", line.expected_unit_price},
       {"call_id", line.call_id},
       {"end_invoice_no", line.end_customer_invoice_no},
       {"end_invoice_on", line.end_customer_invoice_on},
       {"contact_name", line.contact.name},
       {"contact_email", line.contact.email},
       {"contact_phone", line.contact.phone},
       {"net_cents", line.net_cents},
       {"authorisation", name_of(line.state.authorisation)},
       {"goods", name_of(line.state.goods)},
       {"money", name_of(line.state.money)},
       {"staff_reason", line.staff_reason},
       {"created_at", line.created_at}},
      id_of);
}

void update_declared(db::Transaction& transaction, ClaimLine& line) {
  transaction.execute_one(
      "UPDATE claim_line SET variant = :variant, quantity_micros = :quantity, delivered_quantity_micros = :delivered, "
      "comment = :comment, customer_reference = :reference, customer_reference_key = :reference_key, "
      "fault_description = :fault, condition = :condition, requested_outcome = :outcome, accessories = :accessories, "
      "expected_unit_price_micros = :expected_price, call_id = :call_id, end_customer_invoice_no = :end_invoice_no, "
      "end_customer_invoice_on = :end_invoice_on, contact_name = :contact_name, contact_email = :contact_email, "
      "contact_phone = :contact_phone, net_cents = :net_cents, staff_reason = :staff_reason, version = version + 1 "
      "WHERE id = :id AND version = :version AND authorisation = 'in_basket'",
      {{"variant", line.variant},
       {"quantity", line.quantity},
       {"delivered", line.delivered_quantity},
       {"comment", line.comment},
       {"reference", line.customer_reference},
       {"reference_key", number_key(line.customer_reference)},
       {"fault", line.fault_description},
       {"condition", line.condition},
       {"outcome", line.requested_outcome},
       {"accessories", line.accessories},
       {"expected_price", line.expected_unit_price},
       {"call_id", line.call_id},
       {"end_invoice_no", line.end_customer_invoice_no},
       {"end_invoice_on", line.end_customer_invoice_on},
       {"contact_name", line.contact.name},
       {"contact_email", line.contact.email},
       {"contact_phone", line.contact.phone},
       {"net_cents", line.net_cents},
       {"staff_reason", line.staff_reason},
       {"id", line.id},
       {"version", line.version}});
  ++line.version;
}

void update_line_state(db::Transaction& transaction, ClaimLine& line) {
  transaction.execute_one(
      "UPDATE claim_line SET authorisation = :authorisation, goods = :goods, money = :money, refusal_code = "
      ":refusal_code, fee_percent_micros = :fee, expires_on = :expires_on, claim_type_id = :type, "
      "inspection_result = :result, answer_due_on = :answer_due_on, offered_net_cents = :offered, "
      "offer_valid_until = :valid_until, "
      "reminded_on = CASE WHEN expires_on = :expires_on THEN reminded_on ELSE NULL END, version = version + 1 WHERE id = :id AND version = :version",
      {{"type", line.type},
       {"result", line.inspection_result},
       {"answer_due_on", line.answer_due_on},
       {"offered", line.offered_net_cents},
       {"valid_until", line.offer_valid_until},
       {"authorisation", name_of(line.state.authorisation)},
       {"goods", name_of(line.state.goods)},
       {"money", name_of(line.state.money)},
       {"refusal_code", line.refusal_code},
       {"fee", line.fee_percent},
       {"expires_on", line.expires_on},
       {"id", line.id},
       {"version", line.version}});
  ++line.version;
}

void set_decision_basis(db::Transaction& transaction, ClaimLineId line, const std::string& basis) {
  transaction.execute_one("UPDATE claim_line SET decided_on_policy = :basis WHERE id = :id",
                          {{"basis", basis}, {"id", line}});
}

void insert_rest(db::Transaction& transaction, ClaimLine& line, ClaimLine& rest) {
  transaction.execute_one(
      "UPDATE claim_line SET quantity_micros = :quantity, net_cents = :net, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"quantity", line.quantity}, {"net", line.net_cents}, {"id", line.id}, {"version", line.version}});
  ++line.version;
  rest.id = insert_line(transaction, rest);
  transaction.execute_one(
      "UPDATE claim_line SET split_from_id = :from, decided_on_policy = "
      "(SELECT o.decided_on_policy FROM claim_line o WHERE o.id = :from) WHERE id = :id",
      {{"from", line.id}, {"id", rest.id}});
  update_line_state(transaction, rest);
  if (rest.serials.empty()) return;
  transaction.execute(
      "UPDATE claim_line_serial SET claim_line_id = :to WHERE claim_line_id = :from AND number IN (:serials[text])",
      {{"to", rest.id}, {"from", line.id}, {"serials", rest.serials}});
}

void move_lines(db::Transaction& transaction, const std::vector<ClaimLineId>& lines, ClaimId to) {
  transaction.execute("UPDATE claim_line SET claim_id = :to WHERE id IN (:lines[])", {{"to", to}, {"lines", lines}});
  transaction.execute("UPDATE claim_event SET claim_id = :to WHERE claim_line_id IN (:lines[])",
                      {{"to", to}, {"lines", lines}});
}

void delete_line(db::Transaction& transaction, ClaimLineId line) {
  transaction.execute("DELETE FROM claim_event WHERE claim_line_id = :id", {{"id", line}});
  transaction.execute("DELETE FROM claim_line_serial WHERE claim_line_id = :id", {{"id", line}});
  transaction.execute_one("DELETE FROM claim_line WHERE id = :id AND authorisation = 'in_basket'", {{"id", line}});
}

void replace_serials(db::Transaction& transaction, ClaimLineId line, const std::vector<std::string>& serials,
                     const sales::InvoiceLine& invoice_line) {
  transaction.execute("DELETE FROM claim_line_serial WHERE claim_line_id = :id", {{"id", line}});
  for (const auto& serial : serials) {
    transaction.execute(
        "INSERT INTO claim_line_serial (claim_line_id, number, number_key, known) "
        "VALUES (:id, :number, :number_key, :known)",
        {{"id", line},
         {"number", serial},
         {"number_key", number_key(serial)},
         {"known", is_sold_on(invoice_line, serial)}});
  }
}

namespace {

// Of an axis that did not move nothing is said.
template <class State>
std::string_view moved(State state, State other) {
  return state == other ? std::string_view() : name_of(state);
}

}  // namespace

void insert_event(db::Transaction& transaction, const ClaimLine& line, const Happening& happening,
                  const journal::Actor& actor, Instant now) {
  const LineState from = happening.from.value_or(line.state);
  transaction.execute(
      "INSERT INTO claim_event (claim_id, claim_line_id, at, actor_id, actor_name, command, from_state, to_state, "
      "goods_from, goods_to, money_from, money_to, quantity_micros, reason_code, comment, detail) "
      "VALUES (:claim, :line, :now, :actor, :actor_name, :command, :from_state, :to_state, :goods_from, :goods_to, "
      ":money_from, :money_to, :quantity, :reason_code, :comment, :detail)",
      {{"claim", line.claim},
       {"line", line.id},
       {"now", now},
       {"actor", actor.user},
       {"actor_name", actor.name},
       {"command", happening.command},
       {"from_state", happening.from ? name_of(from.authorisation) : std::string_view()},
       {"to_state", name_of(line.state.authorisation)},
       {"goods_from", moved(from.goods, line.state.goods)},
       {"goods_to", moved(line.state.goods, from.goods)},
       {"money_from", moved(from.money, line.state.money)},
       {"money_to", moved(line.state.money, from.money)},
       {"quantity", line.quantity},
       {"reason_code", happening.reason_code},
       {"comment", happening.comment},
       {"detail", happening.detail}});
}

}  // namespace recours::claims
