#include "contacts/contacts_api.h"

#include "accounts/if_match.h"
#include "accounts/list_request.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "contacts/contact_actions.h"
#include "contacts/contact_json.h"
#include "contacts/contact_store.h"
#include "contacts/record_store.h"

namespace recours::contacts {
namespace {

namespace json = boost::json;
using accounts::invalid_filter;
using accounts::Right;
using accounts::Visit;
using http::Method;

// ---- what the caller asks for

Result<Page, Refusal> page_of(const http::Fields& query) {
  Page page;
  page.after = query.text("cursor");
  const auto limit = accounts::list_limit(query);
  if (!limit) return fail(limit.error());
  page.limit = *limit;
  return page;
}

Result<ContactFilter, Refusal> filter_of(Visit& visit) {
  const auto& query = visit.request.query;
  ContactFilter filter;
  filter.text = query.text("q");
  const auto kind = trim(query.text("kind"));
  filter.kind = contact_kind_named(kind);
  if (!kind.empty() && !filter.kind) {
    return fail(invalid_filter("kind", "invalid", msg("Choose whether this is a person or a company.")));
  }
  const auto adviser = trim(query.text("adviser"));
  if (adviser == "none")
    filter.looked_after = ContactFilter::Looked::ByNobody;
  else if (adviser == "me")
    filter.adviser = visit.viewer.id;
  else if (const auto id = whole_number(adviser))
    filter.adviser = UserId{*id};
  else if (!adviser.empty()) {
    return fail(invalid_filter("adviser", "invalid", msg("Name the adviser by id, or me, or none.")));
  }
  return filter;
}

json::value next_json(const std::optional<std::string>& next) {
  return next ? json::value(*next) : json::value(nullptr);
}

// ---- contacts

http::Response list_contacts_json(Visit& visit) {
  const auto filter = filter_of(visit);
  if (!filter) return accounts::problem(visit, filter.error());
  const auto page = page_of(visit.request.query);
  if (!page) return accounts::problem(visit, page.error());
  const auto found = list_contacts(visit.reader, visit.viewer, *filter, *page);
  json::array items;
  for (const auto& contact : found.items) items.push_back(contact_json(contact));
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", next_json(found.next)}});
}

http::Response show_contact_json(Visit& visit) {
  return accounts::json_answer(
      contact_json(require_contact(visit.reader, visit.viewer, visit.request.path_id<ContactId>("id"))));
}

http::Response create_contact_json(Visit& visit) {
  auto draft = overlaid({}, contact_fields(), accounts::json_body(visit.request));
  if (!draft) return accounts::problem(visit, draft.error());
  if (!draft->has("kind")) {
    const bool is_company = draft->text("name").empty() && !draft->text("company").empty();
    draft->set("kind", name_of(is_company ? ContactKind::Company : ContactKind::Person));
  }
  const auto key = accounts::idempotency_key(visit.viewer.id, "contacts", visit.request);
  const auto created = create_contact(visit.database, visit.viewer, *draft, visit.now, key);
  if (!created) return accounts::problem(visit, created.error());
  return http::Response::json(created->body, 201);
}

http::Response change_contact_json(Visit& visit) {
  const auto id = visit.request.path_id<ContactId>("id");
  const Contact stored = require_contact(visit.reader, visit.viewer, id);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto draft = overlaid(draft_of(stored), contact_fields(), accounts::json_body(visit.request));
  if (!draft) return accounts::problem(visit, draft.error());
  if (const auto refusal = change_contact(visit.database, visit.viewer, id, *draft, *version, visit.now)) {
    return accounts::problem(visit, *refusal);
  }
  return accounts::json_answer(contact_json(require_contact(visit.reader, visit.viewer, id)));
}

// ---- projects, contracts, losses

json::object json_of(const Record& record) {
  return record_json(record.kind, record.id, record.contact, record.version, record.title, record.fields);
}

// A contact that is not this viewer's does not exist, whatever is asked of it.
Result<ContactId, Refusal> contact_named(Visit& visit, std::optional<std::int64_t> id) {
  if (!id) return fail(invalid_filter("contact_id", "required", msg("Name the contact by contact_id.")));
  return require_contact(visit.reader, visit.viewer, ContactId{*id}).id;
}

http::Response list_records_json(Visit& visit, RecordKind kind) {
  const auto contact = contact_named(visit, whole_number(trim(visit.request.query.text("contact_id"))));
  if (!contact) return accounts::problem(visit, contact.error());
  const auto page = page_of(visit.request.query);
  if (!page) return accounts::problem(visit, page.error());
  const auto found = list_records(visit.reader, kind, *contact, *page);
  json::array items;
  for (const auto& record : found.items) items.push_back(json_of(record));
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", next_json(found.next)}});
}

http::Response show_record_json(Visit& visit, RecordKind kind) {
  const auto id = visit.request.path_id<ContactId>("id").value;
  return accounts::json_answer(json_of(require_record(visit.reader, visit.viewer, kind, id)));
}

http::Response create_record_json(Visit& visit, RecordKind kind) {
  const auto body = accounts::json_body(visit.request);
  const auto* named = body.if_contains("contact_id");
  const auto contact =
      contact_named(visit, named && named->is_int64() ? std::optional(named->as_int64()) : std::nullopt);
  if (!contact) return accounts::problem(visit, contact.error());
  const auto draft = overlaid({}, record_fields(kind), body);
  if (!draft) return accounts::problem(visit, draft.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, plural_of(kind), visit.request);
  const auto created = create_record(visit.database, visit.viewer, kind, *contact, *draft, visit.now, key);
  if (!created) return accounts::problem(visit, created.error());
  return http::Response::json(created->body, 201);
}

http::Response change_record_json(Visit& visit, RecordKind kind) {
  const auto id = visit.request.path_id<ContactId>("id").value;
  const Record stored = require_record(visit.reader, visit.viewer, kind, id);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto draft = overlaid(stored.fields, record_fields(kind), accounts::json_body(visit.request));
  if (!draft) return accounts::problem(visit, draft.error());
  if (const auto refusal = change_record(visit.database, visit.viewer, kind, id, *draft, *version, visit.now)) {
    return accounts::problem(visit, *refusal);
  }
  return accounts::json_answer(json_of(require_record(visit.reader, visit.viewer, kind, id)));
}

}  // namespace

void register_contacts_api(accounts::Site& site) {
  site.api(Method::Get, "/api/v1/contacts", Right::SeeContacts, list_contacts_json);
  site.api(Method::Post, "/api/v1/contacts", Right::EditContacts, create_contact_json);
  site.api(Method::Get, "/api/v1/contacts/{id}", Right::SeeContacts, show_contact_json);
  site.api(Method::Patch, "/api/v1/contacts/{id}", Right::EditContacts, change_contact_json);
  for (const auto kind : kRecordKinds) {
    const std::string path = "/api/v1/" + std::string(plural_of(kind));
    site.api(Method::Get, path, Right::SeeContacts, [kind](Visit& visit) { return list_records_json(visit, kind); });
    site.api(Method::Post, path, Right::EditContacts, [kind](Visit& visit) { return create_record_json(visit, kind); });
    site.api(Method::Get, path + "/{id}", Right::SeeContacts,
             [kind](Visit& visit) { return show_record_json(visit, kind); });
    site.api(Method::Patch, path + "/{id}", Right::EditContacts,
             [kind](Visit& visit) { return change_record_json(visit, kind); });
  }
}

}  // namespace recours::contacts
