// R-686 GET /invoice-statuses: what claims propose for the life cycle of their electronic invoices, for the program that
// speaks to the platform.
#include <boost/json.hpp>

#include "accounts/list_request.h"
#include "claims/claims_api.h"
#include "claims/invoice_status_store.h"
#include "sales/invoice_filter.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Visit;

constexpr int kMost = 10'000;
constexpr int kDaysWithoutFilter = 30;

json::array codes_json(const std::vector<std::string>& codes) {
  json::array array;
  for (const auto& code : codes) array.push_back(json::value(code));
  return array;
}

http::Response list(Visit& visit) {
  http::Fields window;
  for (const char* name : {"period", "from", "to"}) {
    if (const auto value = visit.request.query.find(name)) window.add(name, std::string(*value));
  }
  const auto parsed = sales::parse_filter(window, visit.today());
  if (!parsed) return accounts::problem(visit, parsed.error());
  const Date to = parsed->to.value_or(visit.today());
  const Date from = parsed->from.value_or(to.plus_days(-kDaysWithoutFilter));
  json::array items;
  for (const auto& row : list_invoice_statuses(visit.reader, visit.viewer, {from, to}, kMost)) {
    items.push_back({{"seller", row.seller},
                     {"invoice_no", row.invoice_number},
                     {"invoice_date", row.invoice_date.iso()},
                     {"customer_no", row.customer_no},
                     {"claim", row.claim_number},
                     {"at", row.at.iso()},
                     {"status", row.proposed.status},
                     {"reasons", codes_json(row.proposed.reasons)},
                     {"actions", codes_json(row.proposed.actions)}});
  }
  return accounts::json_answer(
      json::object{{"from", from.iso()}, {"to", to.iso()}, {"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace

void register_invoice_statuses_api(accounts::Site& site) {
  site.api(http::Method::Get, "/api/v1/invoice-statuses", accounts::Right::SeeClaims, list);
}

}  // namespace recours::claims
