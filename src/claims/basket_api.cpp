#include <boost/json.hpp>

#include "accounts/if_match.h"
#include "claims/acting_store.h"
#include "claims/basket_actions.h"
#include "claims/claim_json.h"
#include "claims/claims_api.h"
#include "claims/declaration_json.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;

http::Response list_types(Visit& visit) {
  const auto sold = sales::require_line(visit.reader, visit.viewer, visit.request.path_id<sales::InvoiceLineId>("id"));
  const Policies policies = load_policies(visit.reader);
  const Decimal free = free_quantities(visit.reader, {sold.line}).at(sold.line.id);
  const Situation situation{sold.line, sold.invoice.issued_on, visit.today(), free, {}};
  return accounts::json_answer(verdicts_json(evaluate_all(situation, policies, visit.viewer), visit.language()));
}

http::Response show_basket(Visit& visit) {
  json::array groups;
  for (const auto& group : list_basket(visit.reader, visit.viewer)) groups.push_back(group_json(group));
  return accounts::json_answer(json::object{{"items", std::move(groups)}, {"next", nullptr}});
}

// R-616 Who acts for a reseller need not name the contact.
void name_contact(Visit& visit, const json::object& body, Declaration& declaration) {
  if (!visit.viewer.sees_all_accounts() || body.contains("contact")) return;
  const auto sold = sales::require_line(visit.reader, visit.viewer, declaration.invoice_line);
  declaration.contact = contact_for(visit.reader, visit.viewer, sold.invoice.account, visit.today());
}

http::Response add(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  auto declaration = declaration_from(body, visit.viewer);
  if (!declaration) return accounts::problem(visit, declaration.error());
  name_contact(visit, body, *declaration);
  const auto key = accounts::idempotency_key(visit.viewer.id, "basket/items", visit.request);
  const auto added = add_item(visit.database, visit.viewer, *declaration, visit.now, key);
  if (!added) return accounts::problem(visit, added.error());
  return accounts::json_answer(added_item_json(*added), 201);
}

http::Response change(Visit& visit) {
  const auto id = visit.request.path_id<ClaimLineId>("id");
  const auto item = require_basket_item(visit.reader, visit.viewer, id);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto declaration = overlaid(declaration_of(item.line, item.claim), accounts::json_body(visit.request));
  if (!declaration) return accounts::problem(visit, declaration.error());
  const auto changed = change_item(visit.database, visit.viewer, id, *declaration, *version, visit.now);
  if (!changed) return accounts::problem(visit, changed.error());
  const auto now = require_basket_item(visit.reader, visit.viewer, id);
  return accounts::json_answer(line_json(now.line, now.claim));
}

http::Response remove(Visit& visit) {
  const auto id = visit.request.path_id<ClaimLineId>("id");
  require_basket_item(visit.reader, visit.viewer, id);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  remove_item(visit.database, visit.viewer, id, visit.now, version);
  return http::Response{204, {}, ""};
}

http::Response set_reference(Visit& visit) {
  const auto id = visit.request.path_id<ClaimId>("id");
  require_basket_group(visit.reader, visit.viewer, id);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto reference = reference_from(accounts::json_body(visit.request));
  if (!reference) return accounts::problem(visit, reference.error());
  const auto changed = set_group_reference(visit.database, visit.viewer, id, *reference, visit.now, version);
  if (!changed) return accounts::problem(visit, changed.error());
  return accounts::json_answer(group_json(require_basket_group(visit.reader, visit.viewer, id)));
}

// As a confirmation that passed, a refused one names what was kept.
http::Response refused(Visit& visit, const ConfirmationRefusal& refusal) {
  auto response = accounts::problem(visit, refusal);
  if (refusal.kept.empty()) return response;
  auto body = json::parse(response.body).as_object();
  body["kept"] = kept_json(refusal.kept, visit.language());
  response.body = json::serialize(body);
  return response;
}

http::Response confirm(Visit& visit) {
  const auto key = accounts::idempotency_key(visit.viewer.id, "basket/confirmation", visit.request);
  const auto answer = confirm_basket(visit.database, visit.viewer, visit.now, key);
  if (!answer) return refused(visit, answer.error());
  return http::Response::json(answer->body, answer->status);
}

}  // namespace

void register_basket_api(accounts::Site& site) {
  using http::Method;
  site.api(Method::Get, "/api/v1/invoice-lines/{id}/claim-types", Right::SeeInvoices, list_types);
  site.api(Method::Get, "/api/v1/basket", Right::OpenClaim, show_basket);
  site.api(Method::Post, "/api/v1/basket/items", Right::OpenClaim, add);
  site.api(Method::Patch, "/api/v1/basket/items/{id}", Right::OpenClaim, change);
  site.api(Method::Delete, "/api/v1/basket/items/{id}", Right::OpenClaim, remove);
  site.api(Method::Patch, "/api/v1/basket/groups/{id}", Right::OpenClaim, set_reference);
  site.api(Method::Post, "/api/v1/basket/confirmation", Right::OpenClaim, confirm);
}

}  // namespace recours::claims
