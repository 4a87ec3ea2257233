// The data of claims for programs: lists people choose from.
#include <boost/json.hpp>

#include "claims/claims_api.h"
#include "claims/policy_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;
using http::Method;

// R-640 As the lists of the compliance desk show theirs.
http::Response list_refusals(Visit& visit) {
  json::array items;
  for (const auto& reason : list_refusal_reasons(visit.reader)) {
    if (!reason.active) continue;
    items.push_back({{"code", reason.code}, {"parent", nullptr}, {"label", reason.label.in(visit.language())}});
  }
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace

void register_policies_api(accounts::Site& site) {
  site.api(Method::Get, "/api/v1/lists/claim_refusal", Right::SeeClaims, list_refusals);
}

}  // namespace recours::claims
