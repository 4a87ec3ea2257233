// R-685 Imported credit notes over the API: those that wait or are placed, one with its lines, matching and putting
// aside.
#include <boost/json.hpp>

#include "accounts/list_request.h"
#include "claims/claim_json.h"
#include "claims/claims_api.h"
#include "claims/credit_document_actions.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;

json::object document_json(const CreditDocument& document) {
  return {{"id", document.id.value},
          {"number", document.number},
          {"type", document.type},
          {"date", document.issued_on.iso()},
          {"customer_no", document.customer_no},
          {"account_name", document.account_name},
          {"net", money_json(document.net_cents, document.currency)}};
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object credit_line_json(const CreditDocument& document, const CreditLine& told) {
  return {{"id", told.line.id.value},
          {"line_no", told.line.line_no},
          {"article_no", told.line.article_no},
          {"description", told.line.description},
          {"quantity", told.line.quantity.text()},
          {"net", money_json(told.line.net_cents, document.currency)},
          {"placed", told.is_placed},
          {"claim", text_or_null(told.claim_number)},
          {"reservation_number", text_or_null(told.reservation_number)},
          {"reason", text_or_null(told.reason)}};
}

http::Response answer_with(Visit& visit, sales::InvoiceId id) {
  const auto document = require_credit_document(visit.reader, id);
  auto found = document_json(document);
  json::array lines, cites;
  for (const auto& told : list_credit_lines(visit.reader, id)) lines.push_back(credit_line_json(document, told));
  for (const auto& number : list_cited_numbers(visit.reader, id)) cites.push_back(json::value(number));
  found["cites"] = std::move(cites);
  found["lines"] = std::move(lines);
  return accounts::json_answer(found);
}

http::Response list(Visit& visit) {
  const auto limit = accounts::list_limit(visit.request.query);
  if (!limit) return accounts::problem(visit, limit.error());
  const auto state = visit.request.query.text("state");
  if (!state.empty() && state != "waiting" && state != "placed") {
    return accounts::problem(
        visit, accounts::invalid_filter("state", "bad_state", msg("The state is waiting or placed.")));
  }
  const auto found = list_credit_documents(
      visit.reader, state == "placed" ? CreditShelf::Placed : CreditShelf::Waiting,
      accounts::list_cursor<sales::InvoiceId>(visit.request.query, "cursor"), *limit);
  json::array items;
  for (const auto& document : found.items) items.push_back(document_json(document));
  return accounts::json_answer(json::object{
      {"items", std::move(items)},
      {"next", found.next ? json::value(std::to_string(found.next->value)) : json::value(nullptr)}});
}

sales::InvoiceId id_in_path(Visit& visit) { return visit.request.path_id<sales::InvoiceId>("id"); }

http::Response show(Visit& visit) { return answer_with(visit, id_in_path(visit)); }

std::optional<std::int64_t> id_in(const json::object& body, const char* name) {
  const auto* value = body.if_contains(name);
  return value && value->is_int64() ? std::optional(value->as_int64()) : std::nullopt;
}

http::Response match(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  const auto document_line = id_in(body, "document_line");
  const auto claim_line = id_in(body, "claim_line");
  if (!document_line || !claim_line) {
    const char* name = document_line ? "claim_line" : "document_line";
    const auto message = msg("The number of an existing record is expected here.");
    return accounts::problem(visit, {"incomplete", message, {{name, "not_an_id", message}}, Refusal::Kind::Rule});
  }
  const HandMatch told{id_in_path(visit), {*document_line}, {*claim_line}};
  const auto claim = match_by_hand(visit.database, visit.viewer, told, visit.now);
  if (!claim) return accounts::problem(visit, claim.error());
  return answer_with(visit, told.document);
}

http::Response set_aside(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  const auto* reason = body.if_contains("reason");
  const auto refusal = put_aside(visit.database, visit.viewer, id_in_path(visit),
                                 reason && reason->is_string() ? std::string(reason->as_string()) : "", visit.now);
  if (refusal) return accounts::problem(visit, *refusal);
  return answer_with(visit, id_in_path(visit));
}

}  // namespace

void register_credit_documents_api(accounts::Site& site) {
  using http::Method;
  site.api(Method::Get, "/api/v1/credit-notes", Right::SettleMoney, list);
  site.api(Method::Get, "/api/v1/credit-notes/{id}", Right::SettleMoney, show);
  site.api(Method::Post, "/api/v1/credit-notes/{id}/match", Right::SettleMoney, match);
  site.api(Method::Post, "/api/v1/credit-notes/{id}/setting-aside", Right::SettleMoney, set_aside);
}

}  // namespace recours::claims
