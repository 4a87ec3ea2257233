// Messages of claims over the API: GET and POST /claims/{number}/messages.
#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "accounts/list_request.h"
#include "claims/declaration_json.h"
#include "claims/message_actions.h"
#include "claims/messages_pages.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;

json::value instant_or_null(const std::optional<Instant>& at) {
  return at ? json::value(at->iso()) : json::value(nullptr);
}

json::object file_json(const attachments::Attachment& file) {
  return {{"id", file.id.value},
          {"name", file.name},
          {"media_type", media_type_of(file.type)},
          {"size", file.size},
          {"sha256", file.sha256}};
}

// R-651 A reseller meets kind "message" only, so that `internal` tells it nothing.
json::object message_json(const ClaimMessage& message) {
  json::array files, remarks;
  for (const auto& file : message.files) files.push_back(file_json(file));
  for (const auto& remark : message.remarks) remarks.push_back({{"name", remark.name}, {"code", remark.code}});
  return {{"id", message.id.value},
          {"kind", name_of(message.kind)},
          {"internal", message.kind != MessageKind::Message},
          {"side", name_of(message.side)},
          {"author", message.author_name},
          {"text", message.text},
          {"by_mail", message.mail.has_value()},
          {"written_at", message.written_at.iso()},
          {"read_at", instant_or_null(message.read_at)},
          {"attachments", std::move(files)},
          {"not_taken", std::move(remarks)}};
}

Refusal refused_field(const char* field, const char* code, const Message& message) {
  return {"incomplete", message, {{field, code, message}}, Refusal::Kind::Rule};
}

std::optional<Refusal> read_attachments(const json::object& body, MessageDraft& draft) {
  const auto* ids = body.if_contains("attachments");
  if (ids == nullptr || ids->is_null()) return std::nullopt;
  const auto not_a_list = refused_field("attachments", "not_a_list",
                                        msg("A list of at most {1} files is expected here.", attachments::kMostFiles));
  if (!ids->is_array() || ids->as_array().size() > attachments::kMostFiles) return not_a_list;
  for (const auto& id : ids->as_array()) {
    if (!id.is_int64() || id.as_int64() < 1)
      return refused_field("attachments", "not_an_id", msg("The number of an existing record is expected here."));
    draft.attachments.push_back({id.as_int64()});
  }
  return std::nullopt;
}

Result<MessageDraft, Refusal> draft_from(const json::object& body) {
  MessageDraft draft;
  const auto* text = body.if_contains("text");
  if (text != nullptr && !text->is_string() && !text->is_null())
    return fail(refused_field("text", "not_a_text", msg("A text is expected here.")));
  if (text != nullptr && text->is_string()) draft.text = std::string(text->as_string());
  const auto* internal = body.if_contains("internal");
  if (internal != nullptr && !internal->is_bool() && !internal->is_null())
    return fail(refused_field("internal", "not_a_truth", msg("true or false is expected here.")));
  if (internal != nullptr && internal->is_bool() && internal->as_bool()) draft.audience = Audience::StaffOnly;
  if (auto refusal = read_attachments(body, draft)) return fail(*std::move(refusal));
  return draft;
}

Claim named_claim(Visit& visit) {
  return require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
}

http::Response list(Visit& visit) {
  const auto claim = named_claim(visit);
  const auto before = accounts::list_cursor<ClaimMessageId>(visit.request.query, "cursor");
  const auto limit = accounts::list_limit(visit.request.query);
  if (!limit) return accounts::problem(visit, limit.error());
  const auto page = list_messages(visit.reader, visit.viewer, claim.id, before, *limit);
  json::array items;
  for (const auto& message : page.items) items.push_back(message_json(message));
  return accounts::json_answer(
      json::object{{"items", std::move(items)},
                   {"next", page.next ? json::value(std::to_string(page.next->value)) : json::value(nullptr)}});
}

http::Response write(Visit& visit, const Correspondence& correspondence) {
  const auto claim = named_claim(visit);
  const auto draft = draft_from(accounts::json_body(visit.request));
  if (!draft) return accounts::problem(visit, draft.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, "claims/" + claim.number + "/messages", visit.request);
  const auto written =
      write_message(visit.database, visit.viewer, claim.number, *draft, correspondence, visit.now, key);
  if (!written) return accounts::problem(visit, written.error());
  return accounts::json_answer(message_json(*written), 201);
}

}  // namespace

void register_messages_api(accounts::Site& site, const Correspondence& correspondence) {
  using http::Method;
  site.api(Method::Get, "/api/v1/claims/{number}/messages", Right::SeeClaims, list);
  site.api(Method::Post, "/api/v1/claims/{number}/messages", Right::SeeClaims,
           [correspondence](Visit& visit) { return write(visit, correspondence); });
}

}  // namespace recours::claims
