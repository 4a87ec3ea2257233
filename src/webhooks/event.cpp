#include "webhooks/event.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json.hpp>

#include "base/catalogue_key.h"

namespace recours::webhooks {
namespace {

namespace json = boost::json;

constexpr std::array kKinds{
    EventKind{"claim.confirmed", key("Claims desk: claim confirmed")},
    EventKind{"claim.taken", key("Claims desk: claim taken over")},
    EventKind{"claim.approved", key("Claims desk: claim approved")},
    EventKind{"claim.refused", key("Claims desk: claim refused")},
    EventKind{"claim.cancelled", key("Claims desk: claim cancelled")},
    EventKind{"claim.message", key("Claims desk: message in a claim")},
    EventKind{"claim.information_requested", key("Claims desk: information requested")},
    EventKind{"claim.information_given", key("Claims desk: information given")},
    EventKind{"claim.transferred", key("Claims desk: claim transferred")},
    EventKind{"claim.expired", key("Claims desk: claim expired")},
    EventKind{"claim.shipped", key("Claims desk: goods shipped")},
    EventKind{"claim.received", key("Claims desk: goods received")},
    EventKind{"claim.inspected", key("Claims desk: goods inspected")},
    EventKind{"claim.goods_settled", key("Claims desk: goods settled")},
    EventKind{"claim.offer_made", key("Claims desk: offer made")},
    EventKind{"claim.offer_answered", key("Claims desk: offer answered")},
    EventKind{"claim.offer_lapsed", key("Claims desk: offer lapsed")},
    EventKind{"claim.credited", key("Claims desk: credit note issued")},
    EventKind{"claim.invoice_corrected", key("Claims desk: corrected invoice issued")},
    EventKind{"claim.charged", key("Claims desk: amount charged")},
    EventKind{"claim.settled_without_money", key("Claims desk: settled without money")},
    EventKind{"claim.reopened", key("Claims desk: claim reopened")},
    EventKind{"complaint.registered", key("Compliance desk: complaint registered")},
    EventKind{"complaint.changed", key("Compliance desk: complaint changed")},
    EventKind{"complaint.acknowledged", key("Compliance desk: complaint acknowledged")},
    EventKind{"complaint.taken_in_hand", key("Compliance desk: complaint taken in hand")},
    EventKind{"complaint.answered", key("Compliance desk: complaint answered")},
    EventKind{"complaint.closed", key("Compliance desk: complaint closed")},
    EventKind{"complaint.reopened", key("Compliance desk: complaint reopened")},
    EventKind{"complaint.cancelled", key("Compliance desk: complaint cancelled")},
};

std::string text_in(const json::object& content, const char* name) {
  const auto* value = content.if_contains(name);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

// R-651 Notes have another name than messages, and none here.
constexpr std::array kClaimEvents{
    std::pair{std::string_view("claim.confirmed"), std::string_view("claim.confirmed")},
    std::pair{std::string_view("claim.take"), std::string_view("claim.taken")},
    std::pair{std::string_view("claim.approve"), std::string_view("claim.approved")},
    std::pair{std::string_view("claim.refuse"), std::string_view("claim.refused")},
    std::pair{std::string_view("claim.cancel"), std::string_view("claim.cancelled")},
    std::pair{std::string_view("claim.message"), std::string_view("claim.message")},
    std::pair{std::string_view("claim.ask"), std::string_view("claim.information_requested")},
    std::pair{std::string_view("claim.answer"), std::string_view("claim.information_given")},
    std::pair{std::string_view("claim.transfer"), std::string_view("claim.transferred")},
    std::pair{std::string_view("claim.expire"), std::string_view("claim.expired")},
    std::pair{std::string_view("claim.ship"), std::string_view("claim.shipped")},
    std::pair{std::string_view("claim.receive"), std::string_view("claim.received")},
    std::pair{std::string_view("claim.inspect"), std::string_view("claim.inspected")},
    std::pair{std::string_view("claim.dispose"), std::string_view("claim.goods_settled")},
    std::pair{std::string_view("claim.offer"), std::string_view("claim.offer_made")},
    std::pair{std::string_view("claim.answer_offer"), std::string_view("claim.offer_answered")},
    std::pair{std::string_view("claim.lapse"), std::string_view("claim.offer_lapsed")},
    std::pair{std::string_view("claim.credit"), std::string_view("claim.credited")},
    std::pair{std::string_view("claim.correct_invoice"), std::string_view("claim.invoice_corrected")},
    std::pair{std::string_view("claim.charge"), std::string_view("claim.charged")},
    std::pair{std::string_view("claim.waive"), std::string_view("claim.settled_without_money")},
    std::pair{std::string_view("claim.reopen"), std::string_view("claim.reopened")},
    std::pair{std::string_view("claim.redeliver"), std::string_view("claim.goods_settled")},
    std::pair{std::string_view("claim.replace"), std::string_view("claim.goods_settled")},
    std::pair{std::string_view("claim.let_keep"), std::string_view("claim.goods_settled")},
    std::pair{std::string_view("claim.settle_without_money"), std::string_view("claim.settled_without_money")},
};

std::string claim_event(std::string_view action) {
  const auto found =
      std::find_if(kClaimEvents.begin(), kClaimEvents.end(), [&](const auto& event) { return event.first == action; });
  return found == kClaimEvents.end() ? "" : std::string(found->second);
}

// An acknowledgement that left while the complaint was in hand moves no state; one by mail counts when the server took
// it.
bool is_late_acknowledgement(std::string_view action, const json::object& content) {
  return action == "complaint.acknowledge" && (content.contains("counted_on") || text_in(content, "via") == "letter");
}

std::string complaint_event(std::string_view action, const json::object& content) {
  if (action == "complaint.registered") return "complaint.registered";
  if (action == "complaint.edit" || action == "complaint.record_writing") return "complaint.changed";
  const auto from = text_in(content, "from");
  const auto to = text_in(content, "to");
  if (from == to) return is_late_acknowledgement(action, content) ? "complaint.acknowledged" : "";
  if (to == "in_progress")
    return from == "answered" || from == "closed" ? "complaint.reopened" : "complaint.taken_in_hand";
  const bool is_told = to == "acknowledged" || to == "answered" || to == "closed" || to == "cancelled";
  return is_told ? "complaint." + to : "";
}

}  // namespace

std::span<const EventKind> event_kinds() { return kKinds; }

bool is_event(std::string_view code) {
  return std::any_of(kKinds.begin(), kKinds.end(), [&](const EventKind& kind) { return code == kind.code; });
}

std::optional<Event> event_of(const JournalLine& line) {
  if (line.subject_type != "claim" && line.subject_type != "complaint") return std::nullopt;
  boost::system::error_code broken;
  const auto parsed = json::parse(line.content, broken);
  const json::object content = !broken && parsed.is_object() ? parsed.as_object() : json::object();
  Event event;
  event.kind = line.subject_type == "claim" ? claim_event(line.action) : complaint_event(line.action, content);
  if (event.kind.empty()) return std::nullopt;
  event.id = "evt_" + std::to_string(line.entry);
  event.occurred_at = line.at;
  event.subject = line.subject_type;
  event.number = line.subject_id;
  event.state = text_in(content, line.subject_type == "claim" ? "state" : "to");
  event.previous_state = text_in(content, "from");
  return event;
}

Event test_event(const std::string& id, Instant now) {
  return {"evt_" + id, "webhook.test", now.iso(), "webhook", "", "", ""};
}

std::string body_of(const Event& event) {
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
  };
  return json::serialize(json::object{{"id", event.id},
                                      {"type", event.kind},
                                      {"occurred_at", event.occurred_at},
                                      {"data",
                                       {{"subject", event.subject},
                                        {"number", text_or_null(event.number)},
                                        {"state", text_or_null(event.state)},
                                        {"previous_state", text_or_null(event.previous_state)}}}});
}

}  // namespace recours::webhooks
