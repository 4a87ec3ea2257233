#include "webhooks/event.h"

#include <algorithm>
#include <array>

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

std::string claim_event(std::string_view action) {
  if (action == "claim.confirmed") return "claim.confirmed";
  if (action == "claim.take") return "claim.taken";
  if (action == "claim.approve") return "claim.approved";
  if (action == "claim.refuse") return "claim.refused";
  if (action == "claim.message") return "claim.message";  // R-651 notes have another name
  return action == "claim.cancel" ? "claim.cancelled" : "";
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
