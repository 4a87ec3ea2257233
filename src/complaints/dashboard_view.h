// The pieces of the dashboard: cards with short lists and one-click acts, two charts with their tables.
#pragma once

#include "accounts/site.h"
#include "complaints/complaint_filter_form.h"
#include "complaints/delivery_store.h"
#include "complaints/transition.h"

namespace recours::complaints {

// R-776 The likeliest command of a complaint that needs nothing but the complaint: what is due, as far as the table
// allows.
std::optional<Command> likeliest_command(const accounts::Viewer& viewer, const ListedComplaint& complaint);

// A card whose list is a filter of the register; « tout voir » leads to it.
struct DueCard {
  std::string title, nothing;
  FilterForm filter;
};
ui::Html due_card(const accounts::Visit& visit, const DueCard& card);
ui::Html review_card(const accounts::Visit& visit, const std::vector<WaitingAnswer>& answers);
ui::Html undelivered_card(const accounts::Visit& visit, const std::vector<Undelivered>& mails);
ui::Html actions_card(const accounts::Visit& visit, const std::vector<WaitingAction>& actions);

ui::Html months_card(const accounts::Visit& visit, const std::vector<Month>& months);
ui::Html states_card(const accounts::Visit& visit, const std::vector<std::pair<State, std::int64_t>>& states);

}  // namespace recours::complaints
