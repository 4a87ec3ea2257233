#include "claims/message.h"

#include <boost/json.hpp>

#include "base/readable.h"
#include "base/text.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;

Refusal incomplete(const char* code, const Message& message) {
  return {"incomplete", message, {{"text", code, message}}, Refusal::Kind::Rule};
}

}  // namespace

std::string_view name_of(MessageKind kind) {
  switch (kind) {
    case MessageKind::Message: return "message";
    case MessageKind::Note: return "note";
    case MessageKind::Unexpected: return "unexpected";
    case MessageKind::Automatic: return "automatic";
  }
  return "note";
}

// What nobody knows is shown to staff only.
MessageKind message_kind_named(std::string_view name) {
  for (const auto kind : {MessageKind::Message, MessageKind::Unexpected, MessageKind::Automatic}) {
    if (name_of(kind) == name) return kind;
  }
  return MessageKind::Note;
}

std::string_view name_of(Side side) { return side == Side::Staff ? "staff" : "reseller"; }
Side side_named(std::string_view name) { return name == "staff" ? Side::Staff : Side::Reseller; }
Side side_of(const accounts::Viewer& viewer) { return viewer.sees_all_accounts() ? Side::Staff : Side::Reseller; }

std::string remarks_json(const std::vector<Remark>& remarks) {
  json::array items;
  for (const auto& remark : remarks) items.push_back({{"name", remark.name}, {"code", remark.code}});
  return json::serialize(items);
}

std::vector<Remark> remarks_of(std::string_view text) {
  std::vector<Remark> remarks;
  boost::system::error_code broken;
  const auto items = json::parse(text, broken);
  if (broken || !items.is_array()) return remarks;
  for (const auto& item : items.get_array()) {
    remarks.push_back({std::string(item.at("name").as_string()), std::string(item.at("code").as_string())});
  }
  return remarks;
}

Message sentence_of(const Remark& remark) {
  if (remark.code == "not_taken") return msg("It was left in the original mail.");
  return attachments::refused_file(remark.code).message;
}

std::optional<Refusal> objection_to_text(std::string_view text, std::size_t files) {
  if (is_blank(text) && files == 0) return incomplete("required", msg("Write your message."));
  if (length(text) > kMessageLength) {
    return incomplete("too_long",
                      msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kMessageLength)));
  }
  if (has_unreadable(text, Lines::Many)) return incomplete("unreadable_characters", unreadable_characters());
  return std::nullopt;
}

Message archived_sentence() { return msg("This claim is in the archive: it can be read, not answered any more."); }

bool may_write(const accounts::Viewer& viewer) { return viewer.can(Right::SeeClaims) && !viewer.read_only; }

bool may_note(const accounts::Viewer& viewer) { return may_write(viewer) && viewer.sees_all_accounts(); }

bool reads_for_side(const accounts::Viewer& viewer) {
  if (!may_write(viewer)) return false;
  return side_of(viewer) == Side::Reseller || viewer.can(Right::DecideClaim);
}

}  // namespace recours::claims
