#include "complaints/deadline_request.h"

#include "complaints/complaint.h"

namespace recours::complaints {
namespace {

// A date that is there and none is a refusal; one that is not there is `otherwise`.
std::optional<Date> read_date(const http::Fields& query, const char* field, std::optional<Date> otherwise,
                              std::vector<FieldRefusal>& refusals) {
  const auto text = query.text(field);
  if (text.empty() && otherwise) return otherwise;
  const auto date = Date::parse(text);
  if (!date) refusals.push_back({field, "not_a_date", msg("This is not a date.")});
  return date;
}

}  // namespace

Result<DeadlineRequest, Refusal> read_deadline_request(const http::Fields& query) {
  Refusal refusal{"invalid_request", msg("The deadlines cannot be computed: please look at the marked fields."), {}};
  DeadlineRequest request;
  const auto sent_on = read_date(query, "sent_on", std::nullopt, refusal.fields);
  const auto received_on = read_date(query, "received_on", sent_on, refusal.fields);
  if (sent_on && received_on && *received_on < *sent_on) {
    refusal.fields.push_back({"received_on", "before_sent", msg("A complaint cannot be received before it was sent.")});
  }
  if (const auto zone = query.text("zone"); !zone.empty()) {
    request.zone = calendar::zone_named(zone);
    if (!request.zone)
      refusal.fields.push_back({"zone", "unknown_zone", msg("Unknown holiday zone: {1}", std::string(zone))});
  }
  if (const auto activity = query.text("activity"); !activity.empty()) {
    request.activity = activity;
    if (!is_code(activities(), activity)) {
      refusal.fields.push_back({"activity", "unknown_activity", msg("This choice does not exist.")});
    }
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  request.sent_on = *sent_on;
  request.received_on = *received_on;
  return request;
}

}  // namespace recours::complaints
