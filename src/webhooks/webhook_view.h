// Pieces of the pages of endpoints: the list, the form, what was sent.
#pragma once

#include "accounts/site.h"
#include "ui/components.h"
#include "webhooks/endpoint.h"

namespace recours::webhooks {

std::string path_of(EndpointId id);
ui::Html state_badge(ui::Language language, const Endpoint& endpoint);

// What was typed, and what was said about it.
struct EndpointForm {
  EndpointDraft draft;
  ui::FieldErrors errors = {};
  std::string idempotency_key = {};  // of a new one
  std::int64_t version = 0;          // of one that is changed
};
ui::Html endpoint_form(const accounts::Visit& visit, const EndpointForm& form, const std::string& action,
                       const std::string& button);
ui::Html endpoint_table(accounts::Visit& visit, const std::vector<Endpoint>& endpoints);
ui::Html delivery_table(const accounts::Visit& visit, const std::vector<Delivery>& deliveries);
// What can be done with it, right of its title.
ui::Html endpoint_buttons(const accounts::Visit& visit, const Endpoint& endpoint);

}  // namespace recours::webhooks
