// Files over the API (field names of the outer contract): what is sent in a form, the rest in JSON.
#include <algorithm>

#include <boost/json.hpp>

#include "accounts/if_match.h"
#include "attachments/attachment_pages.h"
#include "attachments/download.h"

namespace recours::attachments {
namespace {

namespace json = boost::json;
using accounts::Visit;

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

// "claim:R000012345" where it can be addressed like that; a loose file is for nothing yet.
json::value for_of(db::Reader& reader, const Owners& owners, const Owner& owner) {
  const auto* rules = owners.rules_of(owner.kind);
  if (rules == nullptr || !rules->find) return nullptr;
  return json::value(owner.kind + ":" + rules->subject(reader, owner.id).second);
}

json::object attachment_json(const Visit& visit, const Depot& depot, const Attachment& attachment) {
  const std::string path = "/api/v1/attachments/" + std::to_string(attachment.id.value);
  return {{"id", attachment.id.value},
          {"name", attachment.name},
          {"kind", attachment.kind},
          {"comment", attachment.comment},
          {"media_type", media_type_of(attachment.type)},
          {"size", attachment.size},
          {"sha256", attachment.sha256},
          {"for", for_of(visit.reader, depot.owners, attachment.owner)},
          {"converted_from", text_or_null(attachment.converted_from)},
          {"source", name_of(attachment.source)},
          {"scan", name_of(attachment.scan)},
          {"uploaded_by", attachment.uploaded_by_name},
          {"uploaded_at", attachment.uploaded_at.iso()},
          {"version", attachment.version},
          {"preview", text_or_null(attachment.preview_sha256.empty() ? "" : path + "/preview")}};
}

http::Response refused(const Visit& visit, const Refusal& refusal) {
  if (refusal.code == "too_large" || refusal.code == "too_large_together") {
    return accounts::problem(visit, 413, refusal);
  }
  if (refusal.code == "read_only") return accounts::problem(visit, 403, refusal);
  if (refusal.code == "unsupported_type") return accounts::problem(visit, 415, refusal);
  return accounts::problem(visit, refusal);
}

Refusal refused_field(const char* field, const char* code, Message message) {
  return {code, message, {{field, code, message}}, Refusal::Kind::Rule};
}

Refusal unknown_owner() {
  return refused_field("for", "unknown_owner",
                       msg("Write what the file is for as kind and number, such as {1}.", "claim:000202646749"));
}

// Whom the file is for; the sender while nothing is named.
Result<Owner, Refusal> owner_named(const Visit& visit, const Depot& depot, std::string_view text) {
  if (text.empty()) {
    if (!may_send_loose(depot.owners, visit.viewer)) throw Forbidden();  // nothing this person does takes files
    return Owner{"user", visit.viewer.id.value};
  }
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return fail(unknown_owner());
  const std::string kind(text.substr(0, colon));
  const auto* rules = depot.owners.rules_of(kind);
  if (rules == nullptr || !rules->find) return fail(unknown_owner());
  const auto id = rules->find(visit.reader, visit.viewer, std::string(text.substr(colon + 1)));
  if (!id) throw NotFound();
  return Owner{kind, *id};
}

http::UploadedFile file_of(const http::Request& request) {
  const auto files = request.files();
  if (files.size() != 1 || files.front().field != "file") throw Malformed("send one file, in the part named file");
  return files.front();
}

http::Response add(Visit& visit, const Depot& depot) {
  const auto file = file_of(visit.request);
  const auto form = visit.request.form();
  const auto named = std::string(form.text("name"));
  const Upload sent{named.empty() ? file.name : named, file.content, std::string(form.text("kind")),
                    std::string(form.text("comment")), Source::Api};
  const auto owner = owner_named(visit, depot, form.text("for"));
  if (!owner) return refused(visit, owner.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, "attachments", visit.request);
  const auto added = upload(visit.database, depot, visit.viewer, *owner, sent, visit.now, key);
  if (!added) return refused(visit, added.error());
  return accounts::json_answer(attachment_json(visit, depot, *added), 201);
}

AttachmentId id_of(const Visit& visit) { return visit.request.path_id<AttachmentId>("id"); }

Attachment asked_for(Visit& visit, const Depot& depot) {
  return require_attachment(visit.reader, depot.owners, visit.viewer, id_of(visit));
}

http::Response show(Visit& visit, const Depot& depot) {
  const auto attachment = asked_for(visit, depot);
  const bool wants_json = visit.request.header("accept").find("application/json") != std::string_view::npos;
  auto response = wants_json ? accounts::json_answer(attachment_json(visit, depot, attachment))
                             : download_answer(visit.request, visit.reader, depot, attachment);
  response.set("Vary", "Accept");
  return response;
}

http::Response show_preview(Visit& visit, const Depot& depot) {
  return picture_answer(visit.request, visit.reader, depot, asked_for(visit, depot), Picture::Preview);
}

// What the body names is changed, the rest stays as it is.
Result<Description, Refusal> overlaid(Description description, const json::object& body) {
  const std::pair<const char*, std::string*> fields[] = {
      {"name", &description.name}, {"kind", &description.kind}, {"comment", &description.comment}};
  for (const auto& [field, text] : fields) {
    const auto* value = body.if_contains(field);
    if (value == nullptr) continue;
    if (!value->is_string()) return fail(refused_field(field, "not_a_text", msg("Write a text here.")));
    *text = std::string(value->get_string());
  }
  return description;
}

http::Response change(Visit& visit, const Depot& depot) {
  const auto present = asked_for(visit, depot);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto description = overlaid({present.name, present.kind, present.comment}, accounts::json_body(visit.request));
  if (!description) return refused(visit, description.error());
  const auto changed = describe(visit.database, depot, visit.viewer, present.id, *description, *version, visit.now);
  if (!changed) return refused(visit, changed.error());
  return accounts::json_answer(attachment_json(visit, depot, *changed));
}

http::Response take_away(Visit& visit, const Depot& depot) {
  const auto present = asked_for(visit, depot);
  const auto version = accounts::expected_version(visit.request);
  if (!version) return accounts::version_missing(visit);
  const auto removed = remove(visit.database, depot, visit.viewer, present.id, version, visit.now);
  if (!removed) return refused(visit, removed.error());
  return http::Response{204, {}, ""};
}

http::Response take_back(Visit& visit, const Depot& depot) {
  const auto restored = restore(visit.database, depot, visit.viewer, id_of(visit), visit.now);
  if (!restored) return refused(visit, restored.error());
  return accounts::json_answer(attachment_json(visit, depot, *restored));
}

}  // namespace

void register_attachments_api(accounts::Site& site, const Depot& depot) {
  using http::Method;
  const auto with = [&depot](http::Response (*answer)(Visit&, const Depot&)) {
    return [&depot, answer](Visit& visit) { return answer(visit, depot); };
  };
  site.api(Method::Post, "/api/v1/attachments", with(add));
  site.takes_files(Method::Post, "/api/v1/attachments", kMostOneFileFormBytes);
  site.api(Method::Get, "/api/v1/attachments/{id}", with(show));
  site.api(Method::Get, "/api/v1/attachments/{id}/preview", with(show_preview));
  site.api(Method::Patch, "/api/v1/attachments/{id}", with(change));
  site.api(Method::Delete, "/api/v1/attachments/{id}", with(take_away));
  site.api(Method::Post, "/api/v1/attachments/{id}/restoration", with(take_back));
}

}  // namespace recours::attachments
