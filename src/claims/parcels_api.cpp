// Parcels without a number over the API: POST and GET /parcels, POST /parcels/{id}/match.
#include <boost/json.hpp>

#include "accounts/list_request.h"
#include "attachments/attachment_store.h"
#include "claims/body_reading.h"
#include "claims/claim_json.h"
#include "claims/parcel_actions.h"
#include "claims/parcels_pages.h"
#include "claims/typed_serials.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Visit;
using http::Method;

json::value instant_or_null(const std::optional<Instant>& at) {
  return at ? json::value(at->iso()) : json::value(nullptr);
}

json::object parcel_json(db::Reader& reader, const ParcelRow& parcel) {
  json::array contents;
  for (const auto& number : serials_in(parcel.contents)) contents.push_back(json::value(number));
  return {{"id", parcel.id.value},
          {"sender", parcel.sender},
          {"carrier", parcel.carrier},
          {"tracking", parcel.tracking},
          {"contents", std::move(contents)},
          {"comment", parcel.comment},
          {"recorded_by", parcel.actor_name},
          {"received_at", instant_or_null(parcel.received_at)},
          {"claim", parcel.claim ? json::value(parcel.claim_number) : json::value(nullptr)},
          {"matched_at", instant_or_null(parcel.matched_at)},
          {"matched_by", parcel.matched_by},
          {"dismissed_at", instant_or_null(parcel.dismissed_at)},
          {"dismissal_reason", parcel.dismissal_reason},
          {"attachments", attachments_json(attachments::list_attachments(reader, {kParcelFiles, parcel.id.value}))}};
}

Result<ParcelShelf, Refusal> shelf_in(const http::Fields& query) {
  const auto matched = query.text("matched");
  if (matched.empty()) return ParcelShelf::All;
  if (matched == "true") return ParcelShelf::Matched;
  if (matched == "false") return ParcelShelf::Unmatched;
  return fail(accounts::invalid_filter("matched", "not_a_flag", msg("true or false is expected here.")));
}

http::Response list(Visit& visit) {
  const auto shelf = shelf_in(visit.request.query);
  if (!shelf) return accounts::problem(visit, shelf.error());
  const auto limit = accounts::list_limit(visit.request.query);
  if (!limit) return accounts::problem(visit, limit.error());
  const auto found =
      list_stray_parcels(visit.reader, *shelf, accounts::list_cursor<ParcelId>(visit.request.query, "cursor"), *limit);
  json::array items;
  for (const auto& parcel : found.items) items.push_back(parcel_json(visit.reader, parcel));
  const json::value next = found.next ? json::value(std::to_string(found.next->value)) : json::value(nullptr);
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", next}});
}

http::Response record(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  Reading reading(body);
  ParcelDraft draft;
  std::vector<std::string> contents;
  reading.text("sender", draft.sender);
  reading.text("carrier", draft.carrier);
  reading.text("tracking", draft.tracking);
  reading.text("comment", draft.comment);
  reading.texts("contents", contents);
  reading.ids("attachments", draft.files.attachments);
  if (!reading.ok()) return accounts::problem(visit, reading.failure().error);
  draft.contents = join(contents, "\n");
  const auto key = accounts::idempotency_key(visit.viewer.id, "parcels", visit.request);
  const auto parcel = record_parcel(visit.database, visit.viewer, draft, visit.now, key);
  if (!parcel) return accounts::problem(visit, parcel.error());
  return accounts::json_answer(parcel_json(visit.reader, *parcel), 201);
}

http::Response match(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  Reading reading(body);
  std::string claim;
  reading.text("claim", claim);
  if (!reading.ok()) return accounts::problem(visit, reading.failure().error);
  const auto id = require_parcel(visit.reader, visit.viewer, visit.request.path_id<ParcelId>("id")).id;
  const auto parcel = match_parcel(visit.database, visit.viewer, id, claim, visit.now);
  if (!parcel) return accounts::problem(visit, parcel.error());
  return accounts::json_answer(parcel_json(visit.reader, *parcel));
}

}  // namespace

void register_parcels_api(accounts::Site& site) {
  site.api(Method::Post, "/api/v1/parcels", Right::DisposeGoods, record);
  site.api(Method::Get, "/api/v1/parcels", Right::DisposeGoods, list);
  site.api(Method::Post, "/api/v1/parcels/{id}/match", Right::DisposeGoods, match);
}

}  // namespace recours::claims
