#include "complaints/complaints_api.h"

#include <algorithm>

#include "accounts/if_match.h"
#include "complaints/complaint_fields.h"
#include "complaints/complaint_json.h"
#include "complaints/complaint_request_form.h"
#include "complaints/list_store.h"
#include "complaints/past_handling_json.h"
#include "complaints/registration_actions.h"
#include "complaints/remarks_store.h"
#include "contacts/contact_store.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;
using http::Method;

http::Response shown(Visit& visit, const Complaint& complaint, int status = 200) {
  return accounts::json_answer(
      complaint_json(load_case(visit.reader, complaint), visit.viewer,
                     remarks_on(visit.reader, visit.viewer, complaint, visit.today())),
      status);
}

std::string number_of(const Visit& visit) { return std::string(visit.request.path_value("number")); }

http::Response list_json(Visit& visit, const ComplaintFilter& filter) {
  const auto page = read_page(visit.request.query);
  if (!page) return accounts::problem(visit, page.error());
  const auto found = list_complaints(visit.reader, visit.viewer, filter, visit.today(), *page);
  json::array items;
  for (const auto& complaint : found.items) items.push_back(listed_json(complaint, visit.today()));
  return accounts::json_answer(json::object{{"items", std::move(items)},
                                            {"next", found.next ? json::value(*found.next) : json::value(nullptr)}});
}

http::Response list_register(Visit& visit) {
  const auto filter = read_filter(visit.request.query, visit.viewer);
  if (!filter) return accounts::problem(visit, filter.error());
  return list_json(visit, *filter);
}

http::Response list_of_contact(Visit& visit) {
  auto filter = read_filter(visit.request.query, visit.viewer);
  if (!filter) return accounts::problem(visit, filter.error());
  const auto id = visit.request.path_id<contacts::ContactId>("id");
  filter->contact = contacts::require_contact(visit.reader, visit.viewer, id).id.value;
  return list_json(visit, *filter);
}

http::Response show(Visit& visit) {
  return shown(visit, require_complaint(visit.reader, visit.viewer, number_of(visit)));
}

http::Response create(Visit& visit) {
  const auto body = accounts::json_body(visit.request);
  auto said = overlaid(visit.reader, {}, body);
  if (!said) return accounts::problem(visit, said.error());
  auto past = past_from(body);
  if (!past) return accounts::problem(visit, past.error());
  said->past = std::move(*past);
  const auto key = accounts::idempotency_key(visit.viewer.id, "complaints", visit.request);
  const auto registered = register_complaint(visit.database, visit.viewer, {}, *said, visit.now, key);
  if (!registered) return accounts::problem(visit, registered.error());
  return shown(visit, *registered, 201);
}

http::Response change(Visit& visit) {
  const auto stored = require_complaint(visit.reader, visit.viewer, number_of(visit));
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto body = accounts::json_body(visit.request);
  if (const auto refusal = objection_to_members(body)) return accounts::problem(visit, *refusal);
  const auto said = overlaid(visit.reader, registration_of(stored), body);
  if (!said) return accounts::problem(visit, said.error());
  const auto* reason = body.if_contains("change_reason");
  const auto changed = change_complaint(
      visit.database, visit.viewer, stored.number, *said,
      reason && reason->is_string() ? std::string(reason->as_string()) : std::string(), *version, visit.now);
  if (!changed) return accounts::problem(visit, changed.error());
  return shown(visit, *changed);
}

// R-709 Without If-Match the version as it is now.
http::Response add_writing(Visit& visit) {
  const auto stored = require_complaint(visit.reader, visit.viewer, number_of(visit));
  const auto said = overlaid(visit.reader, {}, accounts::json_body(visit.request));
  if (!said) return accounts::problem(visit, said.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, visit.request.path, visit.request);
  const auto recorded = record_writing(visit.database, visit.viewer, stored.number,
                                       {said->sent_on, said->received_on, said->proof_of_sending},
                                       accounts::expected_version(visit.request).value_or(stored.version), visit.now, key);
  if (!recorded) return accounts::problem(visit, recorded.error());
  return shown(visit, *recorded, 201);
}

json::object list_item_json(const ListItem& item, ui::Language language) {
  return {{"code", item.code},
          {"parent", item.parent.empty() ? json::value(nullptr) : json::value(item.parent)},
          {"label", item.label(language)}};
}

http::Response show_list(Visit& visit) {
  const std::string name(visit.request.path_value("name"));
  const auto names = list_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) throw NotFound("list " + name);
  json::array items;
  for (const auto& item : list_items(visit.reader, name, visit.today(), visit.request.query.text("parent")))
    items.push_back(list_item_json(item, visit.language()));
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace

void register_complaints_api(accounts::Site& site) {
  site.api(Method::Get, "/api/v1/complaints", Right::SeeComplaints, list_register);
  site.api(Method::Post, "/api/v1/complaints", Right::RecordComplaint, create);
  site.api(Method::Get, "/api/v1/complaints/{number}", Right::SeeComplaints, show);
  site.api(Method::Patch, "/api/v1/complaints/{number}", Right::EditComplaint, change);
  site.api(Method::Post, "/api/v1/complaints/{number}/written-complaint", Right::RecordComplaint, add_writing);
  site.api(Method::Get, "/api/v1/contacts/{id}/complaints", Right::SeeComplaints, list_of_contact);
  site.api(Method::Get, "/api/v1/lists/{name}", Right::SeeComplaints, show_list);
}

}  // namespace recours::complaints
