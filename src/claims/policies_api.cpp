// The data of claims for programs: lists people choose from, versions with their history, what a version would have
// changed, why a line was decided as it was.
#include <boost/json.hpp>

#include "accounts/if_match.h"
#include "base/whole_number.h"
#include "claims/claim_data_actions.h"
#include "claims/claims_api.h"
#include "claims/explanation.h"
#include "claims/policies_json_view.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;
using http::Method;

json::object listed(json::array items) { return {{"items", std::move(items)}, {"next", nullptr}}; }

// R-640 As the lists of the compliance desk show theirs.
http::Response list_refusals(Visit& visit) {
  json::array items;
  for (const auto& reason : list_refusal_reasons(visit.reader)) {
    if (!reason.active) continue;
    items.push_back({{"code", reason.code}, {"parent", nullptr}, {"label", reason.label.in(visit.language())}});
  }
  return accounts::json_answer(listed(std::move(items)));
}

// ---- versions

DataKind kind_of(const Visit& visit) {
  const auto kind = data_kind_named(visit.request.path_value("kind"));
  if (!kind || *kind == DataKind::Procedures) throw NotFound("kind of data");
  return *kind;
}

http::Response list_kind(Visit& visit) {
  json::array items;
  for (const auto& subject : list_subjects(visit.reader, kind_of(visit), visit.request.query.text("q"))) {
    items.push_back(listed_json(subject, visit.today()));
  }
  return accounts::json_answer(listed(std::move(items)));
}

http::Response shown(Visit& visit, const DataSubject& subject, int status = 200) {
  return accounts::json_answer(
      subject_json(subject, list_changes(visit.reader, subject.kind, subject.key), visit.today()), status);
}

http::Response show(Visit& visit, DataKind kind, std::string_view key) {
  return shown(visit, require_subject(visit.reader, kind, key));
}

http::Response answered(Visit& visit, const Result<DataSubject, Refusal>& done, int status) {
  return done ? shown(visit, *done, status) : accounts::problem(visit, done.error());
}

// Adds a version of what the body names; of what is there already only with If-Match.
http::Response save(Visit& visit, DataKind kind, std::string_view key) {
  auto typed = draft_from(kind, accounts::json_body(visit.request));
  if (!typed) return accounts::problem(visit, typed.error());
  if (kind == DataKind::Procedures) typed->set("manufacturer", key);
  const auto version = accounts::expected_version(visit.request);
  const auto subject = load_subject(visit.reader, kind, subject_of(kind, *typed));
  const bool is_known = !subject.versions.empty() &&
                        !(kind == DataKind::Articles && !is_yes(subject.versions.front().draft, "non_returnable"));
  if (is_known && !version) return accounts::version_missing(visit);
  const auto idempotency = accounts::idempotency_key(visit.viewer.id, visit.request.path, visit.request);
  return answered(visit, save_claim_data({visit.database, visit.viewer, visit.now, kind, version, idempotency}, *typed),
                  201);
}

std::int64_t id_in(const json::object& body) {
  const auto* id = body.if_contains("id");
  if (!id || !id->is_int64()) throw NotFound("version");
  return id->as_int64();
}

http::Response withdraw_one(Visit& visit, DataKind kind, const std::string& key) {
  const auto subject = require_subject(visit.reader, kind, key);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto body = accounts::json_body(visit.request);
  return answered(visit, withdraw_version({visit.database, visit.viewer, visit.now, kind, version}, key, id_in(body)),
                  200);
}

http::Response end_one(Visit& visit, DataKind kind, const std::string& key) {
  const auto subject = require_subject(visit.reader, kind, key);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto body = accounts::json_body(visit.request);
  const auto* last = body.if_contains("valid_to");
  const Draft typed = Draft().set("valid_to", last && last->is_string() ? std::string_view(last->as_string()) : "");
  return answered(visit, end_version({visit.database, visit.viewer, visit.now, kind, version}, key, id_in(body), typed),
                  200);
}

// ---- preview and explanation

http::Response show_preview(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  const auto* name = body.if_contains("kind");
  const auto kind = name && name->is_string() ? data_kind_named(std::string(name->as_string())) : std::nullopt;
  if (!kind || !decides(*kind)) {
    const auto message = msg("This choice does not exist.");
    return accounts::problem(visit,
                             {"incomplete", message, {{"kind", "unknown_choice", message}}, Refusal::Kind::Rule});
  }
  const auto typed = draft_from(*kind, body);
  if (!typed) return accounts::problem(visit, typed.error());
  const auto proposal = propose(visit.reader, *kind, *typed, visit.today());
  if (!proposal) return accounts::problem(visit, proposal.error());
  const auto* cursor = body.if_contains("cursor");
  const auto seen = preview(visit.reader, *kind, proposal->draft, visit.today(),
                            cursor && cursor->is_string() ? std::string_view(cursor->as_string()) : "");
  return accounts::json_answer(preview_json(seen, visit.language()));
}

http::Response explain_claim(Visit& visit) {
  const auto claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  const Policies policies = load_policies(visit.reader);
  json::array lines;
  for (const auto& past : past_lines(visit.reader, {claim}, policies)) {
    lines.push_back(explanation_json(explain(past, policies), past, policies, visit.language()));
  }
  return accounts::json_answer(json::object{{"number", claim.number}, {"lines", std::move(lines)}});
}

// ---- procedures

std::string slug_of(const Visit& visit) {
  const auto& slug = visit.request.path_value("slug");
  if (slug != kGeneralProcedure && !sales::find_manufacturer(visit.reader, slug)) throw NotFound("manufacturer");
  return slug;
}

}  // namespace

void register_policies_api(accounts::Site& site) {
  using Handler = http::Response (*)(Visit&, DataKind, const std::string&);
  const auto of_kind = [&](Method method, std::string_view pattern, Right right, Handler handler) {
    site.api(method, pattern, right,
             [=](Visit& visit) { return handler(visit, kind_of(visit), visit.request.path_value("key")); });
  };
  const auto of_procedure = [&](Method method, std::string_view pattern, Handler handler) {
    site.api(method, pattern, Right::EditProcedures,
             [=](Visit& visit) { return handler(visit, DataKind::Procedures, slug_of(visit)); });
  };
  const Handler showing = [](Visit& visit, DataKind kind, const std::string& key) { return show(visit, kind, key); };
  const Handler saving = [](Visit& visit, DataKind kind, const std::string& key) { return save(visit, kind, key); };
  site.api(Method::Get, "/api/v1/lists/claim_refusal", Right::SeeClaims, list_refusals);
  site.api(Method::Get, "/api/v1/policies/{kind}", Right::SeePolicies, list_kind);
  site.api(Method::Post, "/api/v1/policies/preview", Right::SeePolicies, show_preview);
  site.api(Method::Post, "/api/v1/policies/{kind}", Right::ManagePolicies,
           [](Visit& visit) { return save(visit, kind_of(visit), ""); });
  of_kind(Method::Get, "/api/v1/policies/{kind}/{key}", Right::SeePolicies, showing);
  of_kind(Method::Post, "/api/v1/policies/{kind}/{key}/withdrawal", Right::ManagePolicies, withdraw_one);
  of_kind(Method::Post, "/api/v1/policies/{kind}/{key}/end", Right::ManagePolicies, end_one);
  of_procedure(Method::Get, "/api/v1/procedures/{slug}", showing);
  of_procedure(Method::Post, "/api/v1/procedures/{slug}", saving);
  of_procedure(Method::Post, "/api/v1/procedures/{slug}/withdrawal", withdraw_one);
  of_procedure(Method::Post, "/api/v1/procedures/{slug}/end", end_one);
  site.api(Method::Get, "/api/v1/claims/{number}/explanation", Right::ExplainDecisions, explain_claim);
}

}  // namespace recours::claims
