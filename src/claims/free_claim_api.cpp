#include <boost/json.hpp>

#include "claims/acting_store.h"
#include "claims/body_reading.h"
#include "claims/declaration_json.h"
#include "claims/free_claim_actions.h"
#include "claims/free_claim_pages.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Visit;

void read_invoice(Reading& reading, FreeClaim& claim) {
  const json::object* told = reading.object("invoice");
  if (!told) return;
  reading.text_of(*told, "number", "invoice.number", claim.told_invoice_no);
  reading.date(*told, "date", "invoice.date", claim.told_invoice_on);
}

void read_manufacturer(Reading& reading, db::Reader& reader, FreeClaim& claim) {
  std::string slug;
  reading.text("manufacturer", slug);
  if (slug.empty()) return;
  const auto found = sales::find_manufacturer(reader, slug);
  if (!found) return reading.refuse("manufacturer", "unknown_choice", msg("This choice does not exist."));
  claim.manufacturer = found->id;
}

void read_declared(Reading& reading, Declaration& declared) {
  reading.text("reason", declared.staff_reason);
  reading.text("department", declared.department);
  reading.text("code", declared.code);
  reading.text("variant", declared.variant);
  reading.decimal("quantity", declared.quantity);
  reading.texts("serials", declared.serials);
  reading.text("condition", declared.condition);
  reading.text("fault_description", declared.fault_description);
  reading.text("accessories", declared.accessories);
  reading.text("requested_outcome", declared.requested_outcome);
  reading.text("comment", declared.comment);
  reading.text("customer_reference", declared.customer_reference);
}

// The contact of the account, where none is named.
Contact contact_of(const Visit& visit, const std::string& customer_no) {
  const auto account = sales::find_account_by_customer_no(visit.reader, customer_no);
  return account ? contact_for(visit.reader, visit.viewer, account->id, visit.today()) : Contact();
}

Result<FreeClaim, Refusal> free_claim_from(const json::object& body, const Visit& visit) {
  Reading reading(body);
  FreeClaim claim;
  reading.text("customer_no", claim.customer_no);
  claim.declared.contact = contact_of(visit, claim.customer_no);
  read_invoice(reading, claim);
  reading.text("article_no", claim.article_no);
  reading.text("description", claim.description);
  read_manufacturer(reading, visit.reader, claim);
  reading.decimal("unit_price", claim.unit_price);
  reading.decimal("vat_rate", claim.vat_rate);
  read_declared(reading, claim.declared);
  read_contact(reading, claim.declared.contact);
  std::optional<bool> confirmed;
  reading.flag("confirmed", confirmed);
  claim.confirmed = confirmed.value_or(false);
  if (!reading.ok()) return reading.failure();
  return claim;
}

// The page names the reason as the basket does.
Refusal in_words_of_the_api(Refusal refusal) {
  for (auto& field : refusal.fields) {
    if (field.field == "staff_reason") field.field = "reason";
  }
  return refusal;
}

http::Response enter(Visit& visit) {
  const auto claim = free_claim_from(accounts::json_body(visit.request), visit);
  if (!claim) return accounts::problem(visit, claim.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, "claims", visit.request);
  const auto answer = register_free_claim(visit.database, visit.viewer, *claim, visit.now, key);
  if (!answer) return accounts::problem(visit, in_words_of_the_api(answer.error()));
  return http::Response::json(answer->body, answer->status);
}

}  // namespace

void register_free_claim_api(accounts::Site& site) {
  site.api(http::Method::Post, "/api/v1/claims", Right::DecideClaim, enter);
}

}  // namespace recours::claims
