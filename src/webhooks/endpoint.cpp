#include "webhooks/endpoint.h"

#include <algorithm>

#include "base/readable.h"
#include "base/text.h"
#include "webhooks/event.h"
#include "webhooks/web_address.h"

namespace recours::webhooks {
namespace {

constexpr std::size_t kLongestUrl = 2'000;
constexpr std::size_t kLongestDescription = 200;

std::optional<FieldRefusal> objection_to_url(const std::string& url, Reach reach) {
  const auto refused = [](const char* code, Message message) { return FieldRefusal{"url", code, std::move(message)}; };
  if (url.empty()) return refused("required", msg("Enter the address that is told of events."));
  if (url.size() > kLongestUrl)
    return refused("too_long",
                   msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kLongestUrl)));
  const auto address = web_address(url);
  if (!address) {
    return refused("not_an_address",
                   msg("Enter an address such as https://example.com/recours, without user name and without #."));
  }
  if (reach == Reach::Any) return std::nullopt;
  if (address->scheme != "https") return refused("not_https", msg("The address must begin with https://"));
  if (address->is_private) {
    return refused("private_address", msg("This address lies inside the network. Who runs Recours can allow such ones: "
                                          "RECOURS_WEBHOOKS_PRIVATE=yes."));
  }
  return std::nullopt;
}

}  // namespace

bool Endpoint::wants(std::string_view event) const {
  return events.empty() || std::find(events.begin(), events.end(), event) != events.end();
}

std::vector<FieldRefusal> objections_to(const EndpointDraft& draft, Reach reach) {
  std::vector<FieldRefusal> refusals;
  if (auto refusal = objection_to_url(draft.url, reach)) refusals.push_back(*std::move(refusal));
  if (has_unreadable(draft.description, Lines::One))
    refusals.push_back({"description", "unreadable", unreadable_characters()});
  else if (length(draft.description) > kLongestDescription)
    refusals.push_back(
        {"description", "too_long",
         msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kLongestDescription))});
  for (const auto& code : draft.events) {
    if (is_event(code)) continue;
    refusals.push_back({"events", "unknown_choice", msg("This choice does not exist.")});
    break;
  }
  return refusals;
}

}  // namespace recours::webhooks
